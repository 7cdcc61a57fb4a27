#!/bin/sh
# run.sh -- every parser that reads bytes from outside, under libFuzzer with the kept corpus.
# RUNS=1000000 mutated inputs each (the default), or SECONDS_EACH=60; fuzz/run.sh NAME for one alone.
set -eu
cd "$(dirname "$0")/.."
out=build-fuzz
mkdir -p "$out"

# What the parsers stand on; no database, no sockets.
ground="src/base/*.c src/kit/json/*.c src/kit/csv/*.c src/kit/zip/*.c src/kit/form/multipart.c src/kit/http/guard.c src/kit/http/http.c
	src/kit/http/source.c src/format/meetingguide*.c src/format/oiaa.c src/format/hours*.c src/format/hsds*.c src/format/clean.c"
sources=""
for f in $(ls $ground 2>/dev/null); do
	case "$f" in *_test.c) ;; *) sources="$sources $f" ;; esac
done

passed=0 failed=0
for f in fuzz/fuzz_*.c; do
	name=$(basename "$f" .c | sed 's/^fuzz_//')
	[ $# -eq 0 ] || [ "$1" = "$name" ] || continue
	clang -D_GNU_SOURCE -std=gnu17 -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -Wno-everything \
		-Isrc -Isrc/kit -o "$out/$name" "$f" $sources -ljansson -lsodium -ldeflate -lpthread -lm
	# New findings go to build-fuzz; who mends one moves its file into the corpus.
	mkdir -p "$out/corpus-$name"
	if [ -n "${SECONDS_EACH:-}" ]; then limit="-max_total_time=$SECONDS_EACH"; else limit="-runs=${RUNS:-1000000}"; fi
	if "$out/$name" $limit -max_len=4096 -print_final_stats=0 -verbosity=0 -artifact_prefix="$out/$name-" \
		"$out/corpus-$name" "fuzz/corpus/$name" 2>"$out/$name.log"; then
		passed=$((passed + 1)); echo "ok   $name ($limit)"
	else
		failed=$((failed + 1)); echo "FAIL $name"; tail -40 "$out/$name.log"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
