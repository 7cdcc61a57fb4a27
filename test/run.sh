#!/bin/bash
# run.sh -- every test: the house under AddressSanitizer and UBSan on SQLite and on PostgreSQL, the generators,
# the layers, the translations, the golden files, odd requests and calendars.  Goes on after a step that fails;
# ends with one line "N passed, N failed".
# run.sh [WORD…]: only the steps that say one of the words, "test/run.sh nginx golden".
set -u
cd "$(dirname "$0")/.."
B=build-test
T=$(mktemp -d)
chmod 755 "$T"
passed=0 failed=0 pids="" words=("$@")

end() {
	for p in $pids; do kill "$p" 2>/dev/null; done
	test/pg.sh stop "$T/pg" 2>/dev/null
	rm -rf "$T"
}
trap end EXIT
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

# step NAME COMMAND…: adds up "N passed, N failed" lines of what it prints, or counts as one.
step() {
	local name=$1 began=$SECONDS p f
	shift
	is_wanted "$name" || return 0
	echo "== $name"
	"$@" >"$T/out" 2>&1
	local rc=$?
	p=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1/p' "$T/out" | awk '{ n += $1 } END { print n + 0 }')
	f=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\2/p' "$T/out" | awk '{ n += $1 } END { print n + 0 }')
	[ $((p + f)) -gt 0 ] || { [ $rc = 0 ] && p=1 || f=1; }
	[ $rc = 0 ] || [ "$f" -gt 0 ] || f=1
	passed=$((passed + p)) failed=$((failed + f))
	echo "   $p passed, $f failed ($((SECONDS - began)) s)" | sed 's/passed,/ok,/;s/failed/not ok/'
	sed -n 's/^\(LEFT OUT: .*\)/   \1/p' "$T/out" | sort -u
	if [ "$f" -gt 0 ]; then
		grep -aE '^not ok|ERROR  |^\[  FAILED' "$T/out" | head -60
		grep -avE '^\[ +(RUN|OK) +\]|^\{"at"|^(not )?ok ' "$T/out" | tail -60
	fi
	[ "$f" = 0 ]
}

build() {
	# Sources are found by their place: a new file is seen by a new setup only.
	meson setup $( [ ! -f $B/build.ninja ] || echo --reconfigure ) $B --buildtype=debugoptimized -Db_sanitize=address,undefined \
		-Db_lundef=false || return 1
	ninja -C $B && ninja -C $B samhold-test
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

# A demonstration, served for those steps that ask it from outside.
served() {
	curl -sf http://127.0.0.1:18080/readyz >/dev/null && return
	rm -rf "$T/demo"
	$B/samhold demo "$T/demo" >/dev/null && { $B/samhold serve "$T/demo" --listen 127.0.0.1:18080 >"$T/serve.log" 2>&1 & }
	pids="$pids $!"
	for _ in 1 2 3 4 5 6 7 8 9 10; do curl -sf http://127.0.0.1:18080/readyz >/dev/null && break; sleep 0.5; done
}

odd() {
	served
	node test/http_odd.mjs 127.0.0.1 18080
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

kept() {
	ninja -C $B replay && $B/replay fuzz/corpus
}

interface() {
	served
	node test/api_valid.mjs http://127.0.0.1:18080
}

lists() {
	local rc=0 url
	test/lists.sh "$B" || rc=1
	url=$(test/pg.sh start "$T/pg-lists") || return 1
	test/lists.sh "$B" "$url" || rc=1
	test/pg.sh stop "$T/pg-lists"
	return $rc
}

on_pg() {
	local url
	url=$(test/pg.sh start "$T/pg") || return 1
	SAMHOLD_TEST_DATABASE=$url $B/samhold-test
}

step "build with sanitizers" build || exit 1
step "build as it is run" plain
step "layers" layers
step "generators" test/generators.sh $B
step "translations" translations
step "kept inputs of the fuzzers" kept
step "house on SQLite" $B/samhold-test
step "house on PostgreSQL" on_pg
step "golden files" test/golden.sh $B
step "odd requests and slow clients" odd
step "interface as described" interface
step "calendars read by ical.js" calendars
step "HSDS by its own schemas" node test/hsds.mjs $B
step "real lists through the command" lists
step "printed files read by others" test/paper.sh $B
step "backup drill by the README" node test/drill.mjs $B
step "browser" node test/browser.mjs $B
step "behind nginx" test/proxy.sh $B
step "killed and full disks" test/kill.sh $B
echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
