#!/bin/sh
# po.sh -- take new texts into po/*.po: xgettext reads the C that we write and the C that is made.
set -eu
cd "$(dirname "$0")/.."
tools/pot.sh build/samhold.pot
for po in po/*.po; do
	msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap "$po" build/samhold.pot
	echo "$po: $(msgattrib --untranslated "$po" | grep -c '^msgid' || true) lines to look at"
done
