#!/bin/sh
# mo.sh PO DIR OUTPUT -- one language: checked, compiled, and put where the program looks for it.
set -eu
msgfmt --check --output-file="$3" "$1"
mkdir -p "$2"
cp "$3" "$2/"
