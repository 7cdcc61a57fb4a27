/*
 * hsds_json.c -- trees of JSON into rows.
 *
 * A tree says by its place what belongs to what, so an object gets the key of
 * the object it stands in, whatever keys it brings.  The same organisation
 * stands in the tree of each of its services: it becomes one row, and what the
 * second tree says more is put to it.
 */
#include "format/hsds_parts.h"

#include "csv/encoding.h"
#include "json/json.h"

enum { ITEM_MOST = 4 << 20 /* bytes */, NO_KEY = 0 };

/* A text, or a number as it would be typed; absent for anything else. */
static struct str plain(struct arena *a, const struct json *v)
{
	struct str s = STR_ABSENT;
	struct buf b;

	if (!v || v->type == JSON_TEXT)
		return v ? v->text : s;
	if (v->type == JSON_INT)
		return arena_printf(a, "%lld", (long long)v->i);
	if (v->type != JSON_REAL)
		return s;
	buf_init(&b, 64);
	buf_real(&b, v->r);
	s = arena_str(a, buf_view(&b));
	buf_free(&b);
	return s;
}

static void say_fields(struct hsds_reading *r, enum hsds_kind kind, void *row, const struct json *v)
{
	const struct hsds_shape *shape = &hsds_shapes[kind];

	for (size_t i = 0; i < shape->nfields; i++)
		hsds_say(r, kind, row, &shape->fields[i], plain(r->tmp, json_get(v, shape->fields[i].name)));
}

/* The place in the tree is the only key that counts. */
static void set_key(enum hsds_kind kind, void *row, size_t key_at, const struct hsds_any *parent)
{
	for (size_t i = 0; i < hsds_nedges; i++)
		if (hsds_edges[i].child == kind && hsds_edges[i].parent != HSDS_ORGANIZATION)
			*hsds_text_at(row, hsds_edges[i].key_at) = STR_ABSENT;
	*hsds_text_at(row, key_at) = parent->id;
}

static void *object(struct hsds_reading *r, enum hsds_kind kind, const struct json *v, const struct hsds_any *parent, size_t key_at);

static void say_ones(struct hsds_reading *r, enum hsds_kind kind, void *row, const struct json *v)
{
	for (size_t i = 0; i < hsds_nones; i++) {
		const struct hsds_one *one = &hsds_ones[i];
		const struct json *member = one->owner == kind ? json_get(v, one->name) : NULL;
		const struct hsds_any *target = member && member->type == JSON_OBJECT ? object(r, one->target, member, NULL, NO_KEY) : NULL;

		if (target)
			*hsds_text_at(row, one->key_at) = target->id;
	}
}

static void say_list(struct hsds_reading *r, enum hsds_kind child, const struct json *list, const struct hsds_any *parent, size_t key_at)
{
	for (size_t i = 0; list && list->type == JSON_ARRAY && i < list->n; i++)
		if (list->at[i].type == JSON_OBJECT)
			object(r, child, &list->at[i], parent, key_at);
}

static void say_attributes(struct hsds_reading *r, enum hsds_kind kind, const struct json *v, const struct hsds_any *parent)
{
	if (kind == HSDS_ATTRIBUTE || kind == HSDS_METADATA)
		return;
	say_list(r, HSDS_ATTRIBUTE, json_get(v, "attributes"), parent, offsetof(struct hsds_attribute, link_id));
	say_list(r, HSDS_METADATA, json_get(v, "metadata"), parent, offsetof(struct hsds_metadata, resource_id));
}

static void say_lists(struct hsds_reading *r, enum hsds_kind kind, const struct json *v, const struct hsds_any *row)
{
	for (size_t i = 0; i < hsds_nedges; i++)
		if (hsds_edges[i].parent == kind)
			say_list(r, hsds_edges[i].child, json_get(v, hsds_edges[i].name), row, hsds_edges[i].key_at);
	say_attributes(r, kind, v, row);
}

static enum hsds_kind kind_of_row(const struct hsds_reading *r, const struct hsds_any *row)
{
	for (enum hsds_kind k = 0; k < HSDS_KINDS; k++)
		if (hsds_of_id(r, k, row->id) == row)
			return k;
	return HSDS_KINDS;
}

/* What an attribute or a change is about, by its place. */
static void set_subject(struct hsds_reading *r, enum hsds_kind kind, void *row, const struct hsds_any *parent)
{
	struct str name = str_of(hsds_shapes[kind_of_row(r, parent)].name);

	if (kind == HSDS_ATTRIBUTE)
		((struct hsds_attribute *)row)->link_id = parent->id, ((struct hsds_attribute *)row)->link_entity = name;
	else
		((struct hsds_metadata *)row)->resource_id = parent->id, ((struct hsds_metadata *)row)->resource_type = name;
}

static void *new_object(struct hsds_reading *r, enum hsds_kind kind, const struct json *v, struct str id,
			const struct hsds_any *parent, size_t key_at)
{
	void *row = hsds_row(r, kind);

	if (!row)
		return NULL;
	r->kind = kind;
	hsds_say_id(r, row, id);
	say_fields(r, kind, row, v);
	say_ones(r, kind, row, v);
	if (parent && (kind == HSDS_ATTRIBUTE || kind == HSDS_METADATA))
		set_subject(r, kind, row, parent);
	else if (parent)
		set_key(kind, row, key_at, parent);
	if (!hsds_keep(r, kind, row))
		return NULL;
	say_lists(r, kind, v, row);
	return row;
}

/* Things that stand in many trees, and are one thing in all of them. */
static bool is_shared(enum hsds_kind kind)
{
	return kind == HSDS_ORGANIZATION || kind == HSDS_PROGRAM || kind == HSDS_LOCATION || kind == HSDS_SERVICE ||
	       kind == HSDS_SERVICE_AT_LOCATION || kind == HSDS_UNIT || kind == HSDS_TAXONOMY || kind == HSDS_TAXONOMY_TERM;
}

/*
 * The row that this object was met as before.  A telephone number that stands under its service and, with
 * the same id, under the organisation is two rows: each tree says something.
 */
static void *met_before(struct hsds_reading *r, enum hsds_kind kind, struct str *id, const struct hsds_any *parent, size_t key_at)
{
	void *row = hsds_of_id(r, kind, *id);

	if (!row || is_shared(kind) || (parent && str_eq(hsds_text(row, key_at), parent->id)))
		return row;
	*id = STR_ABSENT;
	return NULL;
}

/* The row; NULL when it was refused or nothing more fits. */
static void *object(struct hsds_reading *r, enum hsds_kind kind, const struct json *v, const struct hsds_any *parent, size_t key_at)
{
	struct str id = str_trim(plain(r->tmp, json_get(v, "id")));
	void *row = met_before(r, kind, &id, parent, key_at);

	if (r->full)
		return NULL;
	if (!row)
		return new_object(r, kind, v, id, parent, key_at);
	if (parent && !hsds_text(row, key_at).p)
		*hsds_text_at(row, key_at) = parent->id;
	say_fields(r, kind, row, v);
	say_ones(r, kind, row, v);
	say_lists(r, kind, v, row);
	return row;
}

/* --- the file ----------------------------------------------------------------------------------------------------- */
/* Members that only one kind has; a service is what has a status, which it must. */
static const struct {
	const char *member;
	enum hsds_kind kind;
} telltales[] = {
	{ "service_at_locations", HSDS_SERVICE }, { "status", HSDS_SERVICE }, { "location_type", HSDS_LOCATION },
	{ "addresses", HSDS_LOCATION }, { "location", HSDS_SERVICE_AT_LOCATION }, { "location_id", HSDS_SERVICE_AT_LOCATION },
	{ "organization", HSDS_SERVICE }, { "organization_id", HSDS_SERVICE }, { "taxonomy_detail", HSDS_TAXONOMY_TERM },
	{ "taxonomy_id", HSDS_TAXONOMY_TERM }, { "name", HSDS_ORGANIZATION },
};

static enum hsds_kind kind_of(const struct json *v)
{
	for (size_t i = 0; i < sizeof telltales / sizeof *telltales; i++)
		if (json_get(v, telltales[i].member))
			return telltales[i].kind;
	return HSDS_KINDS;
}

static void item(struct hsds_reading *r, struct str bytes)
{
	static const char not_hsds[] = N_("This is neither an organisation nor a service nor a place as HSDS has them.");
	enum hsds_kind kind = HSDS_KINDS;
	struct json_fault fault;
	enum encoding was;
	struct json v;

	if (bytes.n > ITEM_MOST) {
		hsds_tell(r, HSDS_SERVICE, NULL, "", N_("This entry is too long."), STR_ABSENT, true);
		return;
	}
	if (json_parse(r->tmp, encoding_utf8(r->tmp, bytes, &was), &v, &fault)) {
		hsds_tell(r, HSDS_SERVICE, NULL, "", fault.why.p, STR_ABSENT, true);
		return;
	}
	if (v.type == JSON_OBJECT)
		kind = kind_of(&v);
	if (kind == HSDS_KINDS)
		hsds_tell(r, HSDS_SERVICE, NULL, "", not_hsds, STR_ABSENT, true);
	else
		object(r, kind, &v, NULL, NO_KEY);
}

/* The list of a page, or the whole as one object. */
static enum err find_items(struct hsds_reading *r, struct str bytes, struct json_walk *list, bool *single, struct json_fault *fault)
{
	struct json_piece member, found = { .line = 0 };
	struct json_walk w;
	enum err e;

	(void)r;
	*single = false;
	TRY(json_walk_start(&w, bytes, 1, fault));
	*list = w;
	if (!w.object)
		return OK;
	while (!(e = json_walk_next(&w, &member, fault)))
		if (str_same(member.name, "contents") && !found.line && member.text.p[0] == '[')
			found = member;
	if (e != ERR_NOT_FOUND)
		return e;
	*single = !found.line;
	return found.line ? json_walk_start(list, found.text, found.line, fault) : OK;
}

static enum err read_items(struct hsds_reading *r, struct str bytes, const char **why, int *line)
{
	struct json_piece piece;
	struct json_fault fault;
	struct json_walk list;
	bool single;
	enum err e = find_items(r, bytes, &list, &single, &fault);

	if (!e && single) {
		r->line = 1;
		item(r, bytes);
		return OK;
	}
	while (!e && !r->full && !(e = json_walk_next(&list, &piece, &fault))) {
		arena_reset(r->tmp);
		r->line = piece.line;
		item(r, piece.text);
	}
	if (!e || e == ERR_NOT_FOUND)
		return OK;
	*why = fault.why.p;
	*line = fault.line;
	return ERR_INVALID;
}

/* Does a new tree begin on the line after this? */
static bool ends_tree(struct str bytes, size_t newline)
{
	size_t before = newline, after = newline + 1;

	while (before && strchr(" \t\r", bytes.p[before - 1]))
		before--;
	if (!before || bytes.p[before - 1] != '}')
		return false;
	while (after < bytes.n && strchr(" \t\r\n", bytes.p[after]))
		after++;
	return after < bytes.n && bytes.p[after] == '{';
}

/* A tree on each line (NDJSON) is an array without its brackets; in no other JSON does one follow another so. */
static struct str in_brackets(struct arena *a, struct str bytes)
{
	size_t trees = 1, n = 0;
	char *p;

	for (size_t i = 0; i < bytes.n; i++)
		trees += bytes.p[i] == '\n' && ends_tree(bytes, i);
	if (trees == 1 || bytes.p[0] != '{')
		return bytes;
	p = arena_alloc(a, bytes.n + trees + 2);
	p[n++] = '[';
	for (size_t i = 0; i < bytes.n; i++) {
		if (bytes.p[i] == '\n' && ends_tree(bytes, i))
			p[n++] = ',';
		p[n++] = bytes.p[i];
	}
	p[n++] = ']';
	return (struct str){ p, n };
}

enum err hsds_read_json(struct arena *a, struct str bytes, struct hsds_set *set, const char **why, int *line)
{
	struct hsds_reading r;
	enum encoding was;

	*why = NULL;
	*line = 1;
	TRY(hsds_begin(&r, a, set));
	if (str_starts(bytes, S("\xFF\xFE")) || str_starts(bytes, S("\xFE\xFF")))
		bytes = encoding_utf8(a, bytes, &was);
	if (str_starts(bytes, S("\xEF\xBB\xBF")))
		bytes = str_slice(bytes, 3, bytes.n);
	return hsds_finish(&r, read_items(&r, in_brackets(a, bytes), why, line), why);
}

bool hsds_is_json(struct str bytes)
{
	static const char *const names[] = { "\"service_at_location", "\"total_items\"", "\"organization_identifiers\"",
					     "\"location_type\"", "\"organization_id\"", "\"fees_description\"" };
	struct str head = str_trim(str_slice(bytes, 0, 8192));

	if (!head.n || (head.p[0] != '{' && head.p[0] != '['))
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_index(head, str_of(names[i]), 0) != SIZE_MAX)
			return true;
	return false;
}
