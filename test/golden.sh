#!/bin/sh
# golden.sh BUILD [--write] -- what the house promises to itself, compared with test/golden/ or written there:
#
#   routes.txt   every route with its method, permission and flags
#   columns.txt  every query with the columns that it reads and writes
#   personal.txt every personal column with the queries that read or write it
#   schema.txt   tables, columns, indexes, views and triggers as all migrations together make them
#   options.txt  every command with its arguments and options, as its help says them
set -eu
cd "$(dirname "$0")/.."
B=$1
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export LC_ALL=C

"$B/samhold-test" --routes | sort >"$T/routes.txt"

# A line for each query: two changes that know nothing of each other touch different lines.
cat "$B"/*.columns | sort -u | awk '
	{ key = $1 " " $2; by[key] = by[key] " " $3 }
	END { for (key in by) print key by[key] }' | sort >"$T/columns.txt"

# In schema/ a column stands on a line of its own, with "personal" in its remark.
awk '/^CREATE TABLE/ { table = $3 } /^\t[a-z_]+ .*--.*personal/ { print table "." $1 }' schema/*.sql >"$T/columns"
cat "$B"/*.columns | sort -u | awk '
	FNR == NR { personal[$1] = 1; next }
	$3 in personal { print $3, $2, $1 }' "$T/columns" - | sort >"$T/personal.txt"

cat schema/*.sql | sqlite3 -batch :memory: ".read /dev/stdin" "
	SELECT t.name || '.' || c.name || ' ' || c.type || CASE c.\"notnull\" WHEN 1 THEN ' not null' ELSE '' END
		|| CASE WHEN c.pk > 0 THEN ' key ' || c.pk ELSE '' END
	FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
	UNION ALL
	SELECT t.name || ' ' || CASE i.\"unique\" WHEN 1 THEN 'unique ' ELSE '' END || 'index (' || group_concat(c.name, ', ') || ')'
	FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
	WHERE t.type = 'table' AND i.origin = 'c' GROUP BY t.name, i.name
	UNION ALL
	SELECT tbl_name || ' ' || type || ' ' || name FROM sqlite_master WHERE type IN ('view', 'trigger')" | sort >"$T/schema.txt"

# LC_ALL is C: the help is in English.
"$B/samhold" --help | sed -n 's/^  \([a-z][a-z ]*\) [A-Z].*/\1/p' | while read -r command; do
	# A command may have two words.
	# shellcheck disable=SC2086
	"$B/samhold" $command --help | sed '/^$/d'
	echo
done >"$T/options.txt"

passed=0 failed=0
mkdir -p test/golden
for f in routes columns personal schema options; do
	if [ "${2:-}" = --write ]; then
		mv "$T/$f.txt" "test/golden/$f.txt"
	elif diff -u "test/golden/$f.txt" "$T/$f.txt" >"$T/diff" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$f has changed; look at each line; is it what you meant, then: test/golden.sh $B --write"
		head -60 "$T/diff"
	fi
done
[ "${2:-}" = --write ] || echo "$passed passed, $failed failed"
[ $failed = 0 ]
