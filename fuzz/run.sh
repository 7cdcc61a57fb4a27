#!/bin/sh
# run.sh [NAME…] -- every parser that reads bytes from outside, under libFuzzer with the kept corpus.
# RUNS=1000000 mutated inputs each (the default), or SECONDS_EACH=60.  KEEP=1: afterwards inputs that reach
# what nothing kept reaches are kept, too.
set -eu
cd "$(dirname "$0")/.."
out=build-fuzz
mkdir -p $out
# Sources are found by their place: a new file is seen by a new setup only.
CC=clang meson setup $( [ ! -f $out/build.ninja ] || echo --reconfigure ) $out -Dfuzz=true -Dwerror=false -Dbuildtype=plain -Dc_args='-O1 -g' \
	-Db_sanitize=address,undefined -Db_lundef=false >$out/setup.log || { cat $out/setup.log; exit 1; }
[ $# -gt 0 ] || set -- $(ls fuzz/fuzz_*.c | sed 's|fuzz/fuzz_||; s|\.c$||')
ninja -C $out $(printf 'fuzz-%s ' "$@") >$out/ninja.log 2>&1 || { grep -A5 -E 'error|FAILED' $out/ninja.log; exit 1; }

export ASAN_OPTIONS=allocator_may_return_null=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
# Fontconfig keeps what it has read for as long as the process lives.
echo leak:libfontconfig >$out/leaks
export LSAN_OPTIONS=suppressions=$out/leaks:print_suppressions=0
passed=0 failed=0
for name in "$@"; do
	# New findings go to build-fuzz; who mends one moves its file into the corpus.
	mkdir -p "$out/corpus-$name" "fuzz/corpus/$name"
	if [ -n "${SECONDS_EACH:-}" ]; then limit="-max_total_time=$SECONDS_EACH"; else limit="-runs=${RUNS:-1000000}"; fi
	if "$out/fuzz-$name" $limit -max_len=4096 -timeout=20 -print_final_stats=1 -verbosity=0 -artifact_prefix="$out/$name-" \
		"$out/corpus-$name" "fuzz/corpus/$name" 2>"$out/$name.log"; then
		passed=$((passed + 1))
		echo "ok   $name ($(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$name.log") inputs)"
	else
		failed=$((failed + 1)); echo "FAIL $name"; tail -40 "$out/$name.log"
	fi
	[ -z "${KEEP:-}" ] || "$out/fuzz-$name" -merge=1 -max_len=1024 "fuzz/corpus/$name" "$out/corpus-$name" 2>/dev/null
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
