#!/bin/sh
# golden.sh BUILD [--write] -- what the house promises to itself, compared with test/golden/ or written there:
#
#   routes.txt   every route with its method, permission and flags
#   columns.txt  every column with the queries that read or write it; personal ones are marked
#   schema.txt   tables, columns and indexes as all migrations together make them
set -eu
cd "$(dirname "$0")/.."
B=$1
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export LC_ALL=C

"$B/samhold-test" --routes | sort >"$T/routes.txt"

# In schema/ a column stands on a line of its own, with "personal" in its remark.
awk '/^CREATE TABLE/ { table = $3 } /^\t[a-z_]+ .*--.*personal/ { print table "." $1 }' schema/*.sql >"$T/personal"
cat "$B"/*.columns | sort -u | awk '
	FNR == NR { personal[$1] = 1; next }
	{ key = $3 " " $2 (($3 in personal) ? " (personal)" : ""); by[key] = by[key] " " $1 }
	END { for (key in by) print key ":" by[key] }' "$T/personal" - | sort >"$T/columns.txt"

cat schema/*.sql | sqlite3 -batch :memory: ".read /dev/stdin" "
	SELECT t.name || '.' || c.name || ' ' || c.type || CASE c.\"notnull\" WHEN 1 THEN ' not null' ELSE '' END
		|| CASE WHEN c.pk > 0 THEN ' key ' || c.pk ELSE '' END
	FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
	UNION ALL
	SELECT t.name || ' ' || CASE i.\"unique\" WHEN 1 THEN 'unique ' ELSE '' END || 'index (' || group_concat(c.name, ', ') || ')'
	FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
	WHERE t.type = 'table' AND i.origin = 'c' GROUP BY t.name, i.name" | sort >"$T/schema.txt"

passed=0 failed=0
mkdir -p test/golden
for f in routes columns schema; do
	if [ "${2:-}" = --write ]; then
		mv "$T/$f.txt" "test/golden/$f.txt"
	elif diff -u "test/golden/$f.txt" "$T/$f.txt" >"$T/diff" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$f has changed; look at each line, then: make golden"
		head -60 "$T/diff"
	fi
done
[ "${2:-}" = --write ] || echo "$passed passed, $failed failed"
[ $failed = 0 ]
