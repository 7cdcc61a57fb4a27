#!/bin/bash
# kill.sh BUILD -- what happens to a house that is killed, stopped, or has no room: nothing acknowledged is lost.
# KILLS=1000 for as many random kills as the promise says; without it a short run.
# Ends with one line "N passed, N failed".
set -u
cd "$(dirname "$0")/.."
B=$(realpath "${1:?usage: kill.sh BUILD}")
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
passed=0 failed=0

part() {
	local began=$SECONDS p f
	echo "-- $1"
	shift
	"$@" >"$T/out" 2>&1
	p=$(sed -n 's/^\([0-9]*\) passed, [0-9]* failed$/\1/p' "$T/out")
	f=$(sed -n 's/^[0-9]* passed, \([0-9]*\) failed$/\1/p' "$T/out")
	passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1}))
	grep -vE '^[0-9]+ passed, ' "$T/out"
	echo "   $((SECONDS - began)) s"
}

# A disk of its own, seen by nobody else and gone with the last process: root mounts one, others in a user
# namespace of theirs.
on_small_disk() {
	local user=-r
	[ "$(id -u)" != 0 ] || user=
	mkdir -p "$T/disk"
	unshare -m $user sh -c 'mount -t tmpfs -o size=12m,mode=700 none "$1" && TRIAL_DIR=$1 exec node test/kill/full.mjs "$2"' sh "$T/disk" "$B"
}

ninja -C "$B" all strike >/dev/null || exit 1
part "killed at every write and sync" node test/kill/points.mjs "$B"
part "killed at random under load" node test/kill/random.mjs "$B"
part "killed while stand-ins answer, seats are given and evenings are saved" node test/kill/evening.mjs "$B"
part "a disk that is full" on_small_disk
part "a disk that fails" node test/kill/errors.mjs "$B"
part "clients that are gone" node test/kill/torn.mjs "$B"
part "PostgreSQL goes away" node test/kill/pg.mjs "$B"
part "told to stop under load" node test/kill/stop.mjs "$B"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
