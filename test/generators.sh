#!/bin/bash
# generators.sh BUILD -- what sqlgen, htmlgen and the table of layers refuse, and with which words; and that
# good input compiles.
#
# A case is: kind, sentence, the words that must be said ("" when it must be taken), input.
set -u
cd "$(dirname "$0")/.."
B=${1:-build-test}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
passed=0 failed=0

cat >"$T/schema.sql" <<'END'
CREATE TABLE room (
	id BIGINT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	born DATE,
	open BOOLEAN NOT NULL,
	lat DOUBLE PRECISION
);
CREATE INDEX room_by_name ON room (name);
CREATE TABLE room_key (room BIGINT NOT NULL PRIMARY KEY, tag TEXT NOT NULL);
CREATE TABLE other (id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL);
END

report() { # RIGHT? KIND SENTENCE; what was said stands in $T/said
	if "$1"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok: $2 $3"
		sed 's/^/    /' "$T/said"
	fi
}

compiles() {
	gcc -std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Werror -Isrc -Isrc/kit -fsyntax-only "$1" >>"$T/said" 2>&1
}

judge() { # KIND SENTENCE WANT COMMAND… ; output of the command in $T/out.h
	local kind=$1 sentence=$2 want=$3 right=false
	shift 3
	if "$@" >"$T/out.h" 2>"$T/said"; then
		if [ -z "$want" ]; then
			printf '#include "out.h"\n' >"$T/try.c"
			compiles "$T/try.c" && right=true
		else
			echo "was taken; should say: $want" >>"$T/said"
		fi
	elif [ -n "$want" ] && grep -qF -- "$want" "$T/said" && grep -qE "^$T/room\.(sql|html):[0-9]+: " "$T/said"; then
		right=true
	else
		echo "should say: ${want:-nothing}" >>"$T/said"
	fi
	report $right "$kind" "$sentence"
}

sql() {
	cat >"$T/room.sql"
	judge sqlgen "$1" "$2" "$B/sqlgen" --columns "$T/columns" --prepare "$T/prepare" "$T/room.sql" "$T/schema.sql"
}

html() {
	{ printf '{! room_html(struct ctx *ctx, struct str x) !}\n'; cat; } >"$T/room.html"
	judge htmlgen "$1" "$2" "$B/htmlgen" "$T/room.html"
}

bare() { # the same without a function around it
	cat >"$T/room.html"
	judge htmlgen "$1" "$2" "$B/htmlgen" "$T/room.html"
}

# ---- sqlgen: what is taken ------------------------------------------------------------------------------
sql "takes one, many, each and exec with every type" "" <<'END'
-- room_find(id int) one
-- One room.
SELECT id, name, born, open, lat FROM room WHERE id = :id;

-- room_list(most int) many scan ok
-- All of them.
SELECT id, name, born, open, lat FROM room ORDER BY name LIMIT :most;

-- room_walk(after int) each
-- All of them, one after another.
SELECT id, name FROM room WHERE id > :after ORDER BY id;

-- room_put(id int, name text, born day?, open bool, lat real?) exec
-- A new one.
INSERT INTO room (id, name, born, open, lat) VALUES (:id, :name, :born, :open, :lat) ON CONFLICT (id) DO NOTHING;

-- room_count(name text) one -> n int
-- How many there are; the star of a count is no column.
SELECT count(*) AS n FROM room WHERE name = :name;

-- room_take(id int) one
-- Taken first by whoever writes.
SELECT id FROM room WHERE id = :id /*for update*/;

-- room_ids(a int, b int) many bounded
-- Two at most.
SELECT id FROM room WHERE id IN (:a, :b);
END
[ "$(grep -c '^PREPARE' "$T/prepare")" = 7 ] && grep -q 'WHERE id = $1 FOR UPDATE;' "$T/prepare" && right=true || right=false
report $right sqlgen "writes every query for PostgreSQL, with the lock"
printf 'room_find reads room.%s\n' born id lat name open >"$T/want"
grep '^room_find ' "$T/columns" | sort -u | diff - "$T/want" >"$T/said" && right=true || right=false
report $right sqlgen "writes down which columns are read"

sql "takes a text with a semicolon, a colon and two dashes in it" "" <<'END'
-- room_odd(id int) one -> odd text
-- A text is a text.
SELECT 'a; b -- :c /* d' AS odd FROM room WHERE id = :id;
END
grep -qF "'a; b -- :c /* d'" "$T/out.h" && right=true || right=false
report $right sqlgen "leaves the inside of a text alone"

sql "takes an outer column as one that may be absent" "" <<'END'
-- room_named(id int) one
-- With the number of its other.
SELECT r.id, o.id AS other FROM room r LEFT JOIN other o ON o.id = r.id WHERE r.id = :id;
END
grep -q 'struct opt_int other;' "$T/out.h" && right=true || right=false
report $right sqlgen "knows that the outer side of a join may be missing"

# ---- sqlgen: what is refused -----------------------------------------------------------------------------
sql "refuses a column that is not there" "no such column: nam" <<'END'
-- room_find(id int) one
-- One room.
SELECT id, nam FROM room WHERE id = :id;
END
sql "refuses a table that is not there" "no such table: rooms" <<'END'
-- room_find(id int) one
-- One room.
SELECT id FROM rooms WHERE id = :id;
END
sql "refuses a parameter that is not in the list" ":name is not in the parameter list" <<'END'
-- room_find(id int) one
-- One room.
SELECT id FROM room WHERE id = :id AND name = :name;
END
sql "refuses a parameter that is never used" "parameter name is never used" <<'END'
-- room_find(id int, name text) one
-- One room.
SELECT id FROM room WHERE id = :id;
END
sql "refuses the same parameter twice" "parameter id is never used" <<'END'
-- room_find(id int, id int) one
-- One room.
SELECT id FROM room WHERE id = :id;
END
sql "refuses an unknown type" "unknown type number" <<'END'
-- room_find(id number) one
-- One room.
SELECT id FROM room WHERE id = :id;
END
sql "refuses a parameter without a type" "expected 'name type'" <<'END'
-- room_find(id) one
-- One room.
SELECT id FROM room WHERE id = :id;
END
sql "refuses an expression whose type is not said" "say the type of column 'twice'" <<'END'
-- room_find(id int) one
-- One room.
SELECT id + id AS twice FROM room WHERE id = :id;
END
sql "refuses a type for a column that is not selected" "no column 'twice'" <<'END'
-- room_find(id int) one -> twice int
-- One room.
SELECT id FROM room WHERE id = :id;
END
sql "refuses an unknown kind" "expected one, many, each or exec" <<'END'
-- room_find(id int) few
-- One room.
SELECT id FROM room WHERE id = :id;
END
sql "refuses exec for what answers rows" "kind 'exec' does not fit 1 columns" <<'END'
-- room_find(id int) exec
-- One room.
SELECT id FROM room WHERE id = :id;
END
sql "refuses one for what answers no rows" "kind 'one' does not fit 0 columns" <<'END'
-- room_drop(id int) one
-- It goes.
DELETE FROM room WHERE id = :id;
END
sql "refuses to insert into another room's table" "room room may not write table other" <<'END'
-- room_put(id int) exec
-- Not ours.
INSERT INTO other (id, name) VALUES (:id, '');
END
sql "refuses to update another room's table" "room room may not write table other" <<'END'
-- room_put(id int) exec
-- Not ours.
UPDATE other SET name = '' WHERE id = :id;
END
sql "refuses to delete from another room's table" "room room may not write table other" <<'END'
-- room_put(id int) exec
-- Not ours.
DELETE FROM other WHERE id = :id;
END
sql "refuses to write another room's table behind a WITH" "room room may not write table other" <<'END'
-- room_put(id int) exec
-- Not ours.
WITH a AS (SELECT id FROM room WHERE id = :id) DELETE FROM other WHERE id IN (SELECT id FROM a);
END
sql "refuses SELECT *" "name the columns" <<'END'
-- room_find(id int) one
-- One room.
SELECT * FROM room WHERE id = :id;
END
sql "refuses SELECT * in small letters and over two lines" "name the columns" <<'END'
-- room_find(id int) one
-- One room.
select
	* FROM room WHERE id = :id;
END
sql "refuses a table's star" "name the columns" <<'END'
-- room_find(id int) one
-- One room.
SELECT r.* FROM room r WHERE id = :id;
END
sql "refuses a star behind a column" "name the columns" <<'END'
-- room_find(id int) one
-- One room.
SELECT id, * FROM room WHERE id = :id;
END
sql "refuses RETURNING *" "name the columns" <<'END'
-- room_drop(id int) one
-- It goes.
DELETE FROM room WHERE id = :id RETURNING *;
END
sql "refuses a full scan that does not say so" "(say 'scan ok' if that is meant)" <<'END'
-- room_open(most int) many
-- Those that are open.
SELECT id FROM room WHERE open LIMIT :most;
END
sql "refuses a full scan hidden in a subquery" "(say 'scan ok' if that is meant)" <<'END'
-- room_find(id int) one -> n int
-- One room.
SELECT (SELECT count(*) FROM other WHERE name = r.name) AS n FROM room r WHERE r.id = :id;
END
sql "refuses a scan over the index of a key" "(say 'scan ok' if that is meant)" <<'END'
-- room_all(most int) many
-- Every number.
SELECT room FROM room_key ORDER BY tag LIMIT :most;
END
sql "refuses to change every row without saying so" "(say 'scan ok' if that is meant)" <<'END'
-- room_close() exec
-- All close.
UPDATE room SET open = false;
END
sql "refuses to delete every row without saying so" "(say 'scan ok' if that is meant)" <<'END'
-- room_clear() exec
-- All go.
DELETE FROM room;
END
sql "refuses many without a limit" "many needs a LIMIT" <<'END'
-- room_named(name text) many
-- Those of a name.
SELECT id FROM room WHERE name = :name;
END
sql "refuses a query without a sentence" "say in a sentence what it is for" <<'END'
-- room_find(id int) one
SELECT id FROM room WHERE id = :id;
END
sql "refuses a query that is too long" "longer than 6000 bytes" <<END
-- room_find(id int) one
-- One room.
SELECT id FROM room WHERE id = :id AND name <> '$(head -c 6000 /dev/zero | tr '\0' x)';
END
sql "refuses a query without its end" "no closing ;" <<'END'
-- room_find(id int) one
-- One room.
SELECT id FROM room WHERE id = :id
END
sql "refuses a text without its end" "no closing ;" <<'END'
-- room_find(id int) one
-- One room.
SELECT id FROM room WHERE id = :id AND name = 'x;
END
sql "refuses a head that is no prototype" "expected '-- name(params) kind'" <<'END'
-- Room find.
SELECT id FROM room;
END
sql "refuses a name that is not of this room" "a query of this room begins with room_" <<'END'
-- find_room(id int) one
-- One room.
SELECT id FROM room WHERE id = :id;
END
sql "refuses a second statement behind the first" "expected a query here: DELETE" <<'END'
-- room_find(id int) one
-- One room.
SELECT id FROM room WHERE id = :id; DELETE FROM room WHERE id = 1;
END
sql "refuses SQL before the first head" "expected a query here: SELECT" <<'END'
SELECT 1;
END
sql "refuses a remark inside a query, which would swallow the rest" "no comment inside a query" <<'END'
-- room_drop(id int) exec
-- It goes.
DELETE FROM room -- all of it
WHERE id = :id;
END
sql "refuses a remark between stars" "no comment inside a query" <<'END'
-- room_drop(id int) exec
-- It goes.
DELETE FROM room /* all of it */ WHERE id = :id;
END
for word in "COMMIT" "ROLLBACK" "SAVEPOINT part" "BEGIN"; do
	sql "refuses $word: transactions are the hall's" "a query reads or changes rows and does nothing else" <<END
-- room_end() exec
-- The end.
$word;
END
done
for word in "CREATE TABLE room_new (id BIGINT)" "DROP TABLE room" "ALTER TABLE room ADD COLUMN x TEXT" "PRAGMA user_version = 7" \
	"ATTACH 'x' AS y"; do
	sql "refuses $word: tables are made in schema/" "a query reads or changes rows and does nothing else" <<END
-- room_end() exec scan ok
-- The end.
$word;
END
done
for call in "lower(name)" "upper(name)" "date('now')" "datetime(1)" "strftime('%Y', 'now')" "ifnull(name, '')" "group_concat(name)" \
	"instr(name, 'a')" "printf('%d', 1)" "random()" "typeof(name)" "last_insert_rowid()" "hex(name)"; do
	sql "refuses $call" "is not the same on both databases" <<END
-- room_find(id int) one -> x text
-- One room.
SELECT $call AS x FROM room WHERE id = :id;
END
done
for test in "name LIKE 'a%'" "name GLOB 'a*'"; do
	sql "refuses $test" "is not the same on both databases" <<END
-- room_find(id int) one
-- One room.
SELECT id FROM room WHERE id = :id AND $test;
END
done

# ---- htmlgen: what is taken --------------------------------------------------------------------------------
html "takes a page with texts, values, blocks and components" "" <<'END'
{# a remark that is not sent #}
<h1 class="title{% if (x.n) { %} big{% } %}">{{_ "Hello" }}</h1>
<p{% if (x.n) { %} lang="da"{% } %}>{{ x }} · {{n (int64_t)x.n }}&nbsp;&sup2;</p>
{% for (size_t i = 0; i < x.n; i++) { if (i > 3) break; %}
<a href="{{ x }}" title="{{_ "Hello" }}">{{ x }}</a><a href="/room/{{ x }}?q={{ x }}">{{ x }}</a>
{% } %}
{% if (x.n) { %}
<img src="/a.svg" alt="">
{% } else if (x.p) { %}
<br/>
{% } else { %}
{{= prose_html(ctx, x) }}
{% } %}
<p><code>make run</code></p>
END
for line in 'html_text(ctx,  x ' 'html_int(ctx,' 'html_url(ctx,  x ' 'html_url_part(ctx,  x ' 'html_attr(ctx, tr(ctx,  "Hello" ))'; do
	grep -qF "$line" "$T/out.h" && right=true || right=false
	report $right htmlgen "chooses the escape by place: $line"
done

# ---- htmlgen: what is refused -------------------------------------------------------------------------------
html "refuses a value as a tag's name" "a value may not stand here" <<<'<{{ x }}>'
html "refuses a value inside a tag's name" "a value may not stand here" <<<'<h{{ x }}></h1>'
html "refuses a value in a closing tag" "a value may not stand here" <<<'<p></{{ x }}>'
html "refuses a value as an attribute" "a value may not stand here" <<<'<p {{ x }}></p>'
html "refuses a value as an attribute's name" "a value may not stand here" <<<'<p {{ x }}="a"></p>'
html "refuses a value in an unquoted attribute" "a value may not stand here" <<<'<a href={{ x }}></a>'
html "refuses an unquoted attribute" "quote this attribute" <<<'<p class=big></p>'
html "refuses a blank behind the =, which opens the next attribute" "quote this attribute" <<<'<a title= href="{{ x }}"></a>'
html "refuses a block behind the =" "quote this attribute" <<<'<a href={% if (x.n) { %}"a"{% } %}></a>'
html "refuses an = without a name" "an = without a name" <<<'<p ="a"></p>'
html "refuses a quote without an =" "a quote that follows no =" <<<'<p class"a"></p>'
html "refuses a value in on*" "no on*, style or srcdoc attributes" <<<'<p onclick="{{ x }}"></p>'
html "refuses on* without a value" "no on*, style or srcdoc attributes" <<<'<p OnClick="go()"></p>'
html "refuses on* behind a slash" "no on*, style or srcdoc attributes" <<<'<p a/onclick="{{ x }}"></p>'
html "refuses on* put together by a block" "after a block inside a tag comes a blank" <<<'<p {% if (x.n) { %}on{% } %}click="{{ x }}"></p>'
html "refuses a style attribute" "no on*, style or srcdoc attributes" <<<'<p style="color: red"></p>'
html "refuses srcdoc" "no on*, style or srcdoc attributes" <<<'<iframe srcdoc="{{ x }}"></iframe>'
for tag in script STYLE object embed base noscript plaintext xmp; do
	html "refuses <$tag>" "our pages have no such element" <<<"<$tag>{{ x }}</$tag>"
done
html "refuses a value in a comment" "a remark stands in {# #}" <<<'<!-- {{ x }} -->'
html "refuses an address that runs something" "an address that runs something" <<<'<a href="javascript:{{ x }}"></a>'
html "refuses an address that brings its own page" "an address that runs something" <<<'<a href="DATA:{{ x }}"></a>'
html "refuses a component inside an attribute" "a component may stand only in element text" <<<'<a title="{{= prose_html(ctx, x) }}"></a>'
html "refuses a component inside a tag" "a component may stand only in element text" <<<'<a {{= prose_html(ctx, x) }}></a>'
html "refuses a component as a tag's name" "a component may stand only in element text" <<<'<{{= prose_html(ctx, x) }}></p>'
html "refuses a tag that is not closed" "the function ends inside a tag" <<<'<p class="a"'
html "refuses an attribute that is not closed" "the function ends inside a tag" <<<'<p class="a></p>'
html "refuses a block that is not closed" "the function ends inside a block" <<<'{% if (x.n) { %}<p></p>'
html "refuses a } too many" "a } without its {" <<<'<p></p>{% } %}'
html "refuses braces that are not closed" "not closed" <<<'<p>{{ x </p>'
html "refuses a statement that is not closed" "not closed" <<<'{% if (x.n) {'
html "refuses a remark that is not closed" "not closed" <<<'{# for ever'
html "refuses a statement that catches only one piece of what follows" "a statement ends with {, } or ;" <<<'{% if (x.n) %}<p></p>'
html "refuses a block that ends inside a tag" "this block ends elsewhere in the markup" <<<'{% if (x.n) { %}<a href="{% } %}/{{ x }}"></a>'
html "refuses a block that ends outside its attribute" "this block ends elsewhere in the markup" <<<'<a href="{% if (x.n) { %}" title="{% } %}{{ x }}"></a>'
html "refuses two branches that end differently" "this block ends elsewhere in the markup" <<<'{% if (x.n) { %}<p>{% } else { %}<p{% } %} {{ x }}</p>'
html "refuses an attribute's name that is only sometimes longer" "after a block inside a tag comes a blank" <<<'<a {% if (x.n) { %}data-{% } %}href="{{ x }}"></a>'
html "refuses a tag's name that is only sometimes over" "after a block inside a tag comes a blank" <<<'<a{% if (x.n) { %} {% } %}title="{{ x }}"></a>'
html "refuses a jump out of a tag" "no jump out of a tag" <<<'<a href="{% if (x.n) { return OK; } %}"></a>'
html "refuses words that are not translated" "words that people read stand in" <<<'<p>Hello</p>'
html "refuses a word that is not translated in a label" "words that people read stand in" <<<'<p aria-label="Hello"></p>'
html "refuses a translated text that is no literal" "{{_ takes a text in quotes" <<<'<p>{{_ x }}</p>'
html "refuses a value inside an entity" "a value may not stand here" <<<'<p>&{{ x }};</p>'
bare "refuses markup outside of a function" "the first thing must be {! name(args) !}" <<<'<p></p>'
bare "refuses a value outside of a function" "the first thing must be {! name(args) !}" <<<'{{ x }}'

# ---- the table of layers ---------------------------------------------------------------------------------------
mkdir -p "$T/src/base" "$T/src/kit/db" "$T/src/kit/html" "$T/src/event" "$T/src/room" "$T/src/other" "$T/src/hall"
cat >"$T/layers" <<'END'
base:
db: base
html: base
event: base db
room: base db html event
other: base db html event room
hall: base db html event room other
<sqlite3.h>: db
malloc(): kit
system()
END

layers() { # SENTENCE WANT FILE, its text on stdin
	local right=false
	for f in base/a.h kit/db/a.h kit/html/a.h event/a.h room/a.h other/a.h hall/a.h; do
		echo '#include "base/str.h"' >"$T/src/$f"
	done
	cat >"$T/src/$3"
	if (cd "$T" && awk -f "$OLDPWD/tools/rooms.awk" layers src/*/*.[ch] src/kit/*/*.[ch]) >"$T/said" 2>&1; then
		[ -z "$2" ] && right=true
	else
		[ -n "$2" ] && grep -qF -- "src/$3:" "$T/said" && grep -qF -- "$2" "$T/said" && right=true
	fi
	report $right layers "$1"
	rm "$T/src/$3"
}

layers "take what follows the table" "" room/room.c <<'END'
#include "room/room.h"
#include "db/db.h"
#include "event/event.h"
#include "room_sql.h"
#include <stdio.h>
/* free(), system() and malloc() are only spoken of here,
 * and system() here. */
static const char *const text = "system(\"x\")";
END
layers "take a page that knows html" "" room/room_page.c <<<'#include "html/html.h"'
layers "refuse a lower room that knows a higher one" "room/ may not include other/" room/room.c <<<'#include "other/other.h"'
layers "refuse a kit that knows another" "db/ may not include html/" kit/db/db.c <<<'#include "html/html.h"'
layers "refuse the ground that knows anybody" "base/ may not include event/" base/str.c <<<'#include "event/event.h"'
layers "refuse another room's queries" "other/ may not include" other/other.c <<<'#include "hall_sql.h"'
layers "refuse a lower room's queries, too" "the queries of room are its own" other/other.c <<<'#include "room_sql.h"'
layers "refuse a verb that knows pages" "a verb does not know html" room/room.c <<<'#include "html/html.h"'
layers "refuse a library outside of its folder" "room/ may not know <sqlite3.h>" room/room.c <<<'#include <sqlite3.h>'
layers "refuse memory of its own in a room" "room/ does not say malloc()" room/room.c <<<'	p = malloc(n);'
layers "take memory of its own in a kit" "" kit/db/db.c <<<'	p = malloc(n);'
layers "refuse what nobody may say" "db/ does not say system()" kit/db/db.c <<<'	system(p);'
layers "refuse a test that knows the hall" "room/ may not include hall/" room/room_test.c <<<'#include "hall/hall.h"'
sed -i 's/^event: base db/event: base db room/' "$T/layers"
for f in base/a.h kit/db/a.h kit/html/a.h event/a.h room/a.h other/a.h hall/a.h; do echo >"$T/src/$f"; done
(cd "$T" && awk -f "$OLDPWD/tools/rooms.awk" layers src/*/*.[ch] src/kit/*/*.[ch]) >"$T/said" 2>&1
grep -qF 'event includes room, which does not stand below it' "$T/said" && right=true || right=false
report $right layers "refuse a table that goes in circles"

echo "generators: $passed passed, $failed failed"
[ $failed = 0 ]
