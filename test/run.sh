#!/bin/bash
# run.sh -- every test: the house under AddressSanitizer and UBSan on SQLite and on PostgreSQL, the generators,
# the layers, the translations, the golden files, odd requests and calendars.  Goes on after a step that fails;
# ends with one line "N passed, N failed".
# run.sh [WORD…]: only the steps that say one of the words, "test/run.sh nginx golden".
# Two steps run at a time (SAMHOLD_TEST_AT_ONCE=1: one): the longest begin first.  What a step says comes when it ends.
set -u
cd "$(dirname "$0")/.."
B=build-test
T=$(mktemp -d)
chmod 755 "$T"
steps=0 words=("$@")
at_once=${SAMHOLD_TEST_AT_ONCE:-$(nproc)}

end() {
	local p
	for p in $(jobs -rp); do pkill -P "$p"; kill "$p"; done 2>/dev/null
	for p in "$T"/pg*; do [ ! -d "$p" ] || test/pg.sh stop "$p" 2>/dev/null; done
	rm -rf "$T"
}
trap end EXIT
trap 'exit 130' INT TERM
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LC_ALL=C.UTF-8
# Random searches that are compared with looking at every record; 10000 is what we promise.
export SAMHOLD_TEST_QUERIES=${SAMHOLD_TEST_QUERIES:-2000}

is_wanted() {
	local w
	[ ${#words[@]} -gt 0 ] || return 0
	for w in "${words[@]}"; do case $1 in *"$w"*) return 0 ;; esac; done
	return 1
}

# What a step said in short, and where it failed.
tell() {
	local name=$1 out=$2 p=$3 f=$4 seconds=$5
	echo "== $name"
	echo "   $p ok, $f not ok ($seconds s)"
	sed -n 's/^\(LEFT OUT: .*\)/   \1/p' "$out" | sort -u
	if [ "$f" -gt 0 ]; then
		grep -aE '^not ok|ERROR  |^\[  FAILED|runtime error|ERROR: AddressSanitizer' "$out" | head -60
		grep -avE '^\[ +(RUN|OK) +\]|^\{"at"|^(not )?ok ' "$out" | tail -60
	fi
}

# run_step N NAME COMMAND…: adds up "N passed, N failed" lines of what it prints, or counts as one.
run_step() {
	local n=$1 name=$2 began=$SECONDS p f
	shift 2
	"$@" >"$T/$n.out" 2>&1
	local rc=$?
	p=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1/p' "$T/$n.out" | awk '{ n += $1 } END { print n + 0 }')
	f=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\2/p' "$T/$n.out" | awk '{ n += $1 } END { print n + 0 }')
	[ $((p + f)) -gt 0 ] || { [ $rc = 0 ] && p=1 || f=1; }
	[ $rc = 0 ] || [ "$f" -gt 0 ] || f=1
	echo "$p $f" >"$T/$n.sum"
	tell "$name" "$T/$n.out" "$p" "$f" $((SECONDS - began)) >"$T/$n.said"
	cat "$T/$n.said"
	[ "$f" = 0 ]
}

# first NAME COMMAND…: a step that the others need.  step: one that runs beside another.
first() {
	is_wanted "$1" || return 0
	steps=$((steps + 1))
	run_step $steps "$@"
}

step() {
	is_wanted "$1" || return 0
	steps=$((steps + 1))
	while [ "$(jobs -rp | wc -l)" -ge "$at_once" ]; do wait -n; done
	run_step $steps "$@" &
}

build() {
	# Sources are found by their place: a new file is seen by a new setup only.
	meson setup $( [ ! -f $B/build.ninja ] || echo --reconfigure ) $B --buildtype=debugoptimized -Db_sanitize=address,undefined \
		-Db_lundef=false || return 1
	ninja -C $B all samhold-test replay strike
}

# As "make run" builds it: without sanitizers the optimizer sees more, and warns of more.
plain() {
	meson setup $( [ ! -f build/build.ninja ] || echo --reconfigure ) build --buildtype=debugoptimized && ninja -C build samhold
}

layers() {
	awk -f tools/rooms.awk layers src/*/*.[ch] src/kit/*/*.[ch]
}

# No text without its translation, none that is only guessed, the same {gaps} on both sides.
translations() {
	tools/pot.sh "$T/all.pot" $B || return 1
	tools/po-merge.sh da "$T/da.po" || return 1
	msgmerge --quiet --no-fuzzy-matching --no-wrap -o "$T/merged.po" "$T/da.po" "$T/all.pot" || return 1
	msgattrib --untranslated --no-obsolete --no-wrap "$T/merged.po" >"$T/missing"
	if grep -q '^msgid ".' "$T/missing"; then
		echo "These texts have no Danish:"
		grep '^msgid ".' "$T/missing" | head -60
		return 1
	fi
	node test/words.mjs "$T/all.pot" da po/parts/*.da.po
}

# asked COMMAND…: a demonstration served on a free port, and the command with its address behind.
asked() {
	local dir at="" server rc
	dir=$(mktemp -d -p "$T")
	$B/samhold demo "$dir/demo" >/dev/null || return 1
	$B/samhold serve "$dir/demo" --listen 127.0.0.1:0 >"$dir/log" 2>&1 &
	server=$!
	for _ in $(seq 60); do
		at=$(sed -n 's|.*\(http://127\.0\.0\.1:[0-9]*\)/.*|\1|p' "$dir/log" | head -1)
		[ -z "$at" ] || break
		sleep 0.5
	done
	"$@" "$at"
	rc=$?
	kill $server
	wait $server
	return $rc
}

odd() {
	local at=${1#http://}
	node test/http_odd.mjs "${at%:*}" "${at#*:}"
}

# The same calendars that libical has read within the tests: hard ones, the demonstration as one, and each alone.
calendars() {
	local rc=0
	mkdir -p "$T/ics"
	SAMHOLD_ICS_OUT="$T/ics" $B/samhold-test format feed >/dev/null 2>&1
	node test/ical_agrees.mjs "$T/ics/feed.ics" "$T/ics/expected.json" || rc=1
	node test/ical_agrees.mjs "$T/ics/house.ics" "$T/ics/house-expected.json" || rc=1
	node test/ical_agrees.mjs "$T/ics/each.ics" "$T/ics/house-expected.json" || rc=1
	return $rc
}

lists() {
	local rc=0 url
	test/lists.sh "$B" || rc=1
	url=$(test/pg.sh start "$T/pg-lists") || return 1
	test/lists.sh "$B" "$url" || rc=1
	test/pg.sh stop "$T/pg-lists"
	return $rc
}

# on_pg WORD…: the house's own tests, with a PostgreSQL of their own.
on_pg() {
	local url dir rc
	dir=$(mktemp -d "$T/pg-XXXX")
	url=$(test/pg.sh start "$dir") || return 1
	SAMHOLD_TEST_DATABASE=$url $B/samhold-test "$@"
	rc=$?
	test/pg.sh stop "$dir"
	return $rc
}

first "build with sanitizers" build || exit 1
first "build as it is run" plain
step "whole house on PostgreSQL" on_pg test
step "rooms on PostgreSQL" on_pg '!test'
step "whole house on SQLite" $B/samhold-test test
step "browser" node test/browser.mjs $B
step "rooms on SQLite" $B/samhold-test '!test'
step "killed and full disks" test/kill.sh $B
step "real lists through the command" lists
step "HSDS by its own schemas" node test/hsds.mjs $B
step "behind nginx" test/proxy.sh $B
step "odd requests and slow clients" asked odd
step "translations" translations
step "calendars read by ical.js" calendars
step "generators" test/generators.sh $B
step "backup drill by the README" node test/drill.mjs $B
step "nothing leaks" node test/quiet.mjs $B
step "printed files read by others" test/paper.sh $B
step "interface as described" asked node test/api_valid.mjs
step "golden files" test/golden.sh $B
step "kept inputs of the fuzzers" $B/replay fuzz/corpus
step "layers" layers
while [ -n "$(jobs -rp)" ]; do wait -n; done
echo
read -r passed failed < <(cat "$T"/*.sum | awk '{ p += $1; f += $2 } END { print p + 0, f + 0 }')
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
