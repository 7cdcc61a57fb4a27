#!/bin/sh
# pot.sh OUTPUT [BUILD] -- every text that is to be translated: in the C that we write and in the C that is made.
set -eu
cd "$(dirname "$0")/.."
{ find src -name '*.c' ! -name '*_test.c' -o -name '*.h' | LC_ALL=C sort; ls "${2:-build}"/*_html.h; } |
xgettext --language=C --from-code=UTF-8 --no-wrap --sort-by-file --no-location --package-name=samhold \
	--keyword= --keyword=tr:2 --keyword=trn:2,3 --keyword=N_ --keyword=TR_ --output="$1" --files-from=-
