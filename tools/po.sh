#!/bin/sh
# po.sh [BUILD] -- what is not translated yet, ready to be put into po/parts/ROOM.da.po.
set -eu
cd "$(dirname "$0")/.."
b=${1:-build}
tools/pot.sh "$b/samhold.pot" "$b"
for head in po/head.*.po; do
	lang=${head#po/head.}
	lang=${lang%.po}
	tools/po-merge.sh "$lang" "$b/$lang.all.po"
	msgmerge --quiet --no-fuzzy-matching --no-wrap "$b/$lang.all.po" "$b/samhold.pot" | msgattrib --untranslated --no-wrap --no-location
done
