#!/bin/sh
# po-merge.sh LANG OUTPUT -- one language out of its head and its parts, which are the source: po/head.LANG.po, po/parts/*.LANG.po.
set -eu
out=$(realpath "$2")
cd "$(dirname "$0")/.."
part() { cat "po/head.$1.po"; echo; cat "$2"; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=100
for p in po/parts/*."$1".po; do
	n=$((n + 1))
	part "$1" "$p" >"$tmp/$n.po"
done
msgcat --use-first --no-wrap --no-location "$tmp"/*.po >"$tmp/all"
mv "$tmp/all" "$out"
