#!/bin/sh
# pot.sh OUTPUT -- every text that is to be translated.
set -eu
LC_ALL=C.UTF-8
export LC_ALL
cd "$(dirname "$0")/.."
{ find src -name '*.c' ! -name '*_test.c' -o -name '*.h' | LC_ALL=C sort; ls build/*_html.h; } |
xgettext --language=C --from-code=UTF-8 --no-wrap --sort-by-file --no-location --package-name=samhold \
	--keyword= --keyword=tr:2 --keyword=trn:2,3 --keyword=N_ --keyword=TR_ --output="$1" --files-from=-
