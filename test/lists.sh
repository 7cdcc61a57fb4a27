#!/bin/bash
# lists.sh BUILD [DATABASE] -- real lists through the command: all of them into one folder, then in again, then out
# and into an empty folder; what goes out there is the same file.  DATABASE: the address of a PostgreSQL of our own,
# in which two databases are made.
set -u
cd "$(dirname "$0")/.."
B=$1 database=${2:-}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
shared=${SAMHOLD_SHARED:-../shared}/data
passed=0 failed=0

is() {
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$1: $2 instead of $3"
	fi
}

# A number out of the report in JSON.
said() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" "$2" | head -1; }

folder() {
	local more=""
	[ -z "$database" ] || {
		psql -q "$database" -c "DROP DATABASE IF EXISTS lists_$1" -c "CREATE DATABASE lists_$1" >/dev/null || exit 1
		more="--database ${database/\/postgres?//lists_$1?}"
	}
	# shellcheck disable=SC2086
	"$B/samhold" init "$T/$1" --name Lister --lang da --area DK --origin http://localhost:8080 $more >/dev/null </dev/null
	is "init $1" $? 0
}

# take FOLDER FORMAT FILE NAME NEW CHANGED SAME REFUSED
take() {
	"$B/samhold" import "$2" "$3" "$T/$1" --source "$4" --yes --json >"$T/report" 2>"$T/err"
	is "$4 into $1" "$? $(said new "$T/report") $(said changed "$T/report") $(said unchanged "$T/report") $(said refused "$T/report")" "0 $5 $6 $7 $8"
}

# answer KEYS FOLDER FILE NAME: the same at a terminal, where somebody types.
answer() {
	# shellcheck disable=SC2059
	printf "$1" | script -qec "'$B/samhold' import meeting-guide '$3' '$T/$2' --source '$4'" /dev/null >"$T/typed"
	echo "$? $(grep -c 'Take the other rows in?' "$T/typed")"
}

[ -r "$shared/meeting-guide/eda.json" ] || {
	echo "LEFT OUT: $shared is not there"
	echo "0 passed, 0 failed, 1 left out because real data is not there"
	exit 0
}
folder here
# Two of the online meetings stand in the lists of San José and Pennsylvania as well, and are not doubled.
while read -r format file name new same refused; do
	take here "$format" "$shared/$file" "$name" "$new" 0 "$same" "$refused"
	take here "$format" "$shared/$file" "$name" 0 0 $((new + same)) "$refused"
done <<-END
	meeting-guide meeting-guide/aasanjose.json sanjose 541 0 129
	meeting-guide meeting-guide/aasepia.json sepia 1898 0 140
	meeting-guide meeting-guide/eda.json eda 184 0 1
	meeting-guide meeting-guide/edmonton.json edmonton 294 0 21
	oiaa online-meetings/oiaa_test_data.json online 232 2 1
END
# Without a yes nothing comes in, at a terminal or not.
folder asked
"$B/samhold" import meeting-guide "$shared/meeting-guide/eda.json" "$T/asked" --source eda >"$T/report" 2>"$T/err" </dev/null
is "no yes" "$? $(grep -c 'Nothing was taken in' "$T/err")" "2 1"
is "a no at the terminal" "$(answer 'n\n' asked "$shared/meeting-guide/eda.json" eda)" "2 1"
is "nothing but Enter" "$(answer '\n' asked "$shared/meeting-guide/eda.json" eda)" "2 1"
is "still nothing there" "$("$B/samhold" export meeting-guide "$T/asked" | tr -d '[:space:]')" "[]"
is "a yes at the terminal" "$(answer 'y\n' asked "$shared/meeting-guide/eda.json" eda)" "0 1"
take asked meeting-guide "$shared/meeting-guide/eda.json" eda 0 0 184 1
"$B/samhold" export meeting-guide "$T/here" >"$T/here.json"
is "out of here" $? 0
folder there
take there meeting-guide "$T/here.json" "Fra naboen" 3149 0 0 0
take there meeting-guide "$T/here.json" "Fra naboen" 0 0 3149 0
"$B/samhold" export meeting-guide "$T/there" >"$T/there.json"
cmp "$T/here.json" "$T/there.json"
is "the same file out of both" $? 0
for f in here there; do
	"$B/samhold" check "$T/$f" >"$T/out" 2>&1
	is "check $f" $? 0
	"$B/samhold" verify "$T/$f" >"$T/out" 2>&1
	is "verify $f" $? 0
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
