#!/bin/bash
# paper.sh BUILD -- the printed files as others read them: whole, with their letters, typefaces and structure; every
# form, in both languages; and the same bytes from two houses.  Ends with one line "N passed, N failed".
set -u
cd "$(dirname "$0")/.."
B=$(realpath "${1:?usage: paper.sh BUILD}")
T=$(mktemp -d)
passed=0 failed=0 house=""
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=0} LC_ALL=C.UTF-8

end() {
	[ -z "$house" ] || kill "$house" 2>/dev/null
	rm -rf "$T"
}
trap end EXIT

ok() {
	if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok $1"; fi
}

# A new demonstration, served on a free port: sets $at.
serve() {
	[ -z "$house" ] || { kill "$house"; wait "$house" 2>/dev/null; }
	"$B/samhold" demo "$T/$1" >/dev/null
	"$B/samhold" serve "$T/$1" --listen 127.0.0.1:0 >"$T/out" 2>"$T/log" &
	house=$!
	for _ in $(seq 100); do
		at=$(grep -o 'http://127.0.0.1:[0-9]*' "$T/out" | head -1)
		[ -n "$at" ] && curl -sf -o /dev/null "$at/readyz" && return 0
		sleep 0.2
	done
	echo "it does not answer"
	return 1
}

has() {
	grep -q "$2" <<<"$1"
}

look() {
	local f=$T/$1 text fonts info
	curl -sf -o "$f" "$at/$3/paper/$2.pdf?area=koebenhavn"
	ok "$1 comes" $?
	qpdf --check "$f" >/dev/null 2>&1
	ok "$1 is whole" $?
	text=$(pdftotext "$f" - 2>/dev/null)
	fonts=$(pdffonts "$f" 2>/dev/null | tail -n +3)
	info=$(pdfinfo "$f" 2>/dev/null)
	has "$text" 'København' && has "$text" 'Prøve'
	ok "$1 has æ, ø and å" $?
	# The columns before the last three are emb, sub, uni.
	[ -n "$fonts" ] && ! awk '{ if ($(NF-4) != "yes" || $(NF-2) != "yes") bad = 1 } END { exit !bad }' <<<"$fonts"
	ok "$1 carries its typefaces, and its words can be searched" $?
	has "$info" 'Tagged: *yes'
	ok "$1 is structured for screen readers" $?
	qpdf --qdf --object-streams=disable "$f" - 2>/dev/null | grep -aq "/Lang ($3)"
	ok "$1 says that it is in its language" $?
	! has "$text" 'Pusterummet' && ! has "$text" 'Signe' && ! has "$text" 'Gruppens telefon'
	ok "$1 has nothing stale and nobody's name" $?
}

serve one || exit 1
for form in pocket large poster cards first; do
	for lang in da en; do look "$form-$lang.pdf" $form $lang; done
done
serve two || exit 1
for form in pocket large poster cards first; do
	curl -sf -o "$T/again.pdf" "$at/da/paper/$form.pdf?area=koebenhavn"
	cmp -s "$T/again.pdf" "$T/$form-da.pdf"
	ok "$form is the same from another house" $?
done
grep -q '"level":"error"\|Sanitizer' "$T/log" && ok "nothing was wrong in the log" 1
echo "$passed passed, $failed failed"
[ $failed = 0 ]
