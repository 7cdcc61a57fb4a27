/*
 * hsds_package.c -- objects as tables, with the datapackage.json that says what is in them.
 *
 * Every row is written once, whichever tree brings it first.  The descriptor is
 * made of the shapes too: types, what is demanded, and which key names a row of
 * which table, so that a program can check the package without knowing us.
 * Times of a package have seconds and no offset; instants have whole seconds,
 * since the common readers refuse parts of one.
 */
#include "format/hsds_parts.h"

#include "base/date.h"
#include "csv/csv.h"
#include "json/json.h"

enum { TABLE_MOST = 256 << 20 /* bytes */ };

struct written {
	struct str *ids;                  /* open addressing */
	size_t room, n;
};

struct hsds_tables {
	struct arena *a;
	enum hsds_version version;
	struct buf bytes[HSDS_KINDS], about;
	struct csv_out out[HSDS_KINDS];
	struct written written[HSDS_KINDS];
};

static void end_tables(void *p)
{
	struct hsds_tables *t = p;

	for (enum hsds_kind k = 0; k < HSDS_KINDS; k++)
		buf_free(&t->bytes[k]);
	buf_free(&t->about);
}

/* In a table there is no place for what our profile adds: the attributes say it. */
static bool has_column(const struct hsds_tables *t, const struct hsds_field *f)
{
	return hsds_is_written(f->flags, t->version == HSDS_PROFILE ? HSDS_3_1 : t->version);
}

static bool has_table(const struct hsds_tables *t, enum hsds_kind kind)
{
	return hsds_is_written(hsds_shapes[kind].flags, t->version);
}

struct hsds_tables *hsds_tables_new(struct arena *a, enum hsds_version version)
{
	struct hsds_tables *t = arena_new_of(a, struct hsds_tables);

	t->a = a;
	t->version = version;
	buf_init(&t->about, 1 << 20);
	arena_defer(a, end_tables, t);
	for (enum hsds_kind k = 0; k < HSDS_KINDS; k++) {
		const struct hsds_shape *s = &hsds_shapes[k];

		buf_init(&t->bytes[k], TABLE_MOST);
		csv_start(&t->out[k], &t->bytes[k], ',', 0);
		csv_put(&t->out[k], S("id"));
		for (size_t i = 0; i < s->nfields; i++)
			if (has_column(t, &s->fields[i]))
				csv_put(&t->out[k], str_of(s->fields[i].name));
		csv_end_row(&t->out[k]);
	}
	return t;
}

/* --- every row once ----------------------------------------------------------------------------------------------------- */
static struct str *slot_of(const struct written *w, struct str id)
{
	size_t i = str_hash(id) & (w->room - 1);

	while (w->ids[i].p && !str_eq(w->ids[i], id))
		i = (i + 1) & (w->room - 1);
	return &w->ids[i];
}

static void widen(struct hsds_tables *t, struct written *w)
{
	struct written old = *w;

	if (w->n * 2 < w->room)
		return;
	w->room = old.room ? old.room * 4 : 64;
	w->ids = arena_array(t->a, w->room, struct str);
	for (size_t i = 0; i < old.room; i++)
		if (old.ids[i].p)
			*slot_of(w, old.ids[i]) = old.ids[i];
}

static bool is_first(struct hsds_tables *t, enum hsds_kind kind, struct str id)
{
	struct written *w = &t->written[kind];
	struct str *slot;

	widen(t, w);
	slot = slot_of(w, id);
	if (slot->p)
		return false;
	*slot = arena_str(t->a, id);
	w->n++;
	return true;
}

/* --- cells ---------------------------------------------------------------------------------------------------------------- */
/* "2024-09-25T14:23:06.123+01:00" as "2024-09-25T13:23:06Z", which is what readers of packages take. */
static struct str instant_cell(struct arena *a, struct str s)
{
	day_t day = day_parse(str_slice(s, 0, 10));
	struct str rest = str_slice(s, 11, s.n), clock = rest;
	size_t dot = str_index(rest, S("."), 0), end;
	bool said;
	int offset, minutes, seconds = 0;

	if (day == DAY_NONE)
		return S("");
	if (dot != SIZE_MAX) {
		for (end = dot + 1; end < rest.n && rest.p[end] >= '0' && rest.p[end] <= '9'; end++)
			;
		clock = arena_join(a, str_slice(rest, 0, dot), str_slice(rest, end, rest.n));
	}
	minutes = hsds_clock(clock, &said, &offset);
	if (minutes >= 0 && clock.n >= 8 && clock.p[5] == ':')
		seconds = (clock.p[6] - '0') * 10 + clock.p[7] - '0';
	if (minutes >= 0)
		minutes -= offset;
	else
		minutes = 0;
	day += (minutes + 14400) / 1440 - 10;
	minutes = (minutes + 14400) % 1440;
	return arena_printf(a, "%.*sT%02d:%02d:%02dZ", STR_ARG(day_str(a, day)), minutes / 60, minutes % 60, seconds);
}

static struct str clock_cell(struct arena *a, struct str s)
{
	bool said;
	int offset, minutes = hsds_clock(s, &said, &offset);

	return minutes < 0 ? S("") : arena_printf(a, "%02d:%02d:00", minutes / 60 % 24, minutes % 60);
}

/* The key of the object that a row hangs on, and the table of that. */
struct hanging {
	size_t key_at;                    /* 0: on nothing; no key is the first member */
	struct str id, table;
};

static struct str cell(struct hsds_tables *t, enum hsds_kind kind, const void *row, const struct hsds_field *f, const struct hanging *on)
{
	if (on->key_at && f->at == on->key_at)
		return on->id;
	if (on->key_at && ((kind == HSDS_ATTRIBUTE && f->at == offsetof(struct hsds_attribute, link_entity)) ||
			   (kind == HSDS_METADATA && f->at == offsetof(struct hsds_metadata, resource_type))))
		return on->table;
	for (size_t i = 0; i < hsds_nones; i++) {
		const struct hsds_any *target = hsds_ones[i].owner == kind && hsds_ones[i].key_at == f->at
			? hsds_pointer(row, hsds_ones[i].pointer_at) : NULL;

		if (target)
			return target->id;
	}
	if (f->type == HSDS_T_TIME)
		return clock_cell(t->a, hsds_text(row, f->at));
	if (f->type == HSDS_T_INSTANT)
		return instant_cell(t->a, hsds_text(row, f->at));
	return hsds_withheld(f, hsds_text(row, f->at));
}

static void put_row(struct hsds_tables *t, enum hsds_kind kind, const void *row, const struct hanging *on)
{
	const struct hsds_shape *s = &hsds_shapes[kind];
	struct csv_out *o = &t->out[kind];

	csv_put(o, hsds_head(row)->id);
	for (size_t i = 0; i < s->nfields; i++) {
		struct hsds_number n = { false, 0 };

		if (!has_column(t, &s->fields[i]))
			continue;
		if (s->fields[i].type == HSDS_T_NUMBER)
			n = hsds_number(row, s->fields[i].at);
		if (n.is)
			csv_put_real(o, n.v);
		else if (s->fields[i].type == HSDS_T_NUMBER)
			csv_put(o, S(""));
		else
			csv_put(o, cell(t, kind, row, &s->fields[i], on));
	}
	csv_end_row(o);
}

/* --- trees ------------------------------------------------------------------------------------------------------------------ */
static void add(struct hsds_tables *t, enum hsds_kind kind, const void *row, struct hanging on);

static void add_list(struct hsds_tables *t, enum hsds_kind child, struct hsds_list list, struct hanging on)
{
	for (size_t i = 0; i < list.n; i++)
		add(t, child, list.at[i], on);
}

static void add_what_hangs(struct hsds_tables *t, enum hsds_kind kind, const void *row)
{
	struct hanging on = { .id = hsds_head(row)->id, .table = str_of(hsds_shapes[kind].name) };

	for (size_t i = 0; i < hsds_nedges; i++) {
		if (hsds_edges[i].parent != kind || !hsds_is_written(hsds_edges[i].flags, t->version))
			continue;
		on.key_at = hsds_edges[i].key_at;
		add_list(t, hsds_edges[i].child, hsds_list(row, hsds_edges[i].list_at), on);
	}
	on.key_at = offsetof(struct hsds_attribute, link_id);
	add_list(t, HSDS_ATTRIBUTE, hsds_list(row, offsetof(struct hsds_any, attributes)), on);
	on.key_at = offsetof(struct hsds_metadata, resource_id);
	add_list(t, HSDS_METADATA, hsds_list(row, offsetof(struct hsds_any, metadata)), on);
}

static void add(struct hsds_tables *t, enum hsds_kind kind, const void *row, struct hanging on)
{
	if (!has_table(t, kind) || !is_first(t, kind, hsds_head(row)->id))
		return;
	put_row(t, kind, row, &on);
	for (size_t i = 0; i < hsds_nones; i++) {
		const void *target = hsds_ones[i].owner == kind ? hsds_pointer(row, hsds_ones[i].pointer_at) : NULL;

		if (target)
			add(t, hsds_ones[i].target, target, (struct hanging){ .key_at = 0 });
	}
	add_what_hangs(t, kind, row);
}

void hsds_tables_add(struct hsds_tables *t, enum hsds_kind kind, const void *row)
{
	add(t, kind, row, (struct hanging){ .key_at = 0 });
}

/* --- the descriptor -------------------------------------------------------------------------------------------------------------- */
static const char *type_name(enum hsds_type type)
{
	static const char *const names[] = { [HSDS_T_LINE] = "string", [HSDS_T_LINES] = "string", [HSDS_T_ID] = "string",
		[HSDS_T_LINK] = "string", [HSDS_T_EMAIL] = "string", [HSDS_T_DATE] = "date", [HSDS_T_TIME] = "time",
		[HSDS_T_INSTANT] = "datetime", [HSDS_T_NUMBER] = "number", [HSDS_T_CODE] = "string" };

	return names[type];
}

static const char *format_name(enum hsds_type type)
{
	return type == HSDS_T_ID ? "uuid" : type == HSDS_T_LINK ? "uri" : type == HSDS_T_EMAIL ? "email" : NULL;
}

static void put_column(struct json_out *o, const char *name, enum hsds_type type, bool required, const char *const *codes)
{
	json_object(o);
	json_put_str(o, "name", str_of(name));
	json_put_str(o, "type", str_of(type_name(type)));
	if (format_name(type))
		json_put_str(o, "format", str_of(format_name(type)));
	json_name(o, "constraints");
	json_object(o);
	json_put_bool(o, "required", required);
	if (!strcmp(name, "id"))
		json_put_bool(o, "unique", true);
	if (codes) {
		json_name(o, "enum");
		json_array(o);
		for (; *codes; codes++)
			json_str(o, str_of(*codes));
		json_end_array(o);
	}
	json_end_object(o);
	json_end_object(o);
}

static void put_columns(const struct hsds_tables *t, struct json_out *o, enum hsds_kind kind)
{
	const struct hsds_shape *s = &hsds_shapes[kind];

	json_name(o, "fields");
	json_array(o);
	put_column(o, "id", HSDS_T_ID, true, NULL);
	for (size_t i = 0; i < s->nfields; i++)
		if (has_column(t, &s->fields[i]))
			put_column(o, s->fields[i].name, s->fields[i].type, s->fields[i].flags & (HSDS_MUST | HSDS_MUST_TABLE),
				   s->fields[i].codes);
	json_end_array(o);
}

static void put_key(struct json_out *o, bool *begun, const char *field, enum hsds_kind target)
{
	if (!*begun) {
		json_name(o, "foreignKeys");
		json_array(o);
	}
	*begun = true;
	json_object(o);
	json_put_str(o, "fields", str_of(field));
	json_name(o, "reference");
	json_object(o);
	json_put_str(o, "resource", str_of(hsds_shapes[target].name));
	json_put_str(o, "fields", S("id"));
	json_end_object(o);
	json_end_object(o);
}

/* Which table a key names; HSDS_KINDS when it is none, or not always the same. */
static enum hsds_kind key_target(enum hsds_kind kind, size_t at)
{
	for (size_t i = 0; i < hsds_nedges; i++)
		if (hsds_edges[i].child == kind && hsds_edges[i].key_at == at)
			return hsds_edges[i].parent;
	for (size_t i = 0; i < hsds_nones; i++)
		if (hsds_ones[i].owner == kind && hsds_ones[i].key_at == at)
			return hsds_ones[i].target;
	return HSDS_KINDS;
}

static void put_keys(const struct hsds_tables *t, struct json_out *o, enum hsds_kind kind)
{
	const struct hsds_shape *s = &hsds_shapes[kind];
	bool begun = false;

	for (size_t i = 0; i < s->nfields; i++) {
		enum hsds_kind target = key_target(kind, s->fields[i].at);

		if (target != HSDS_KINDS && has_column(t, &s->fields[i]))
			put_key(o, &begun, s->fields[i].name, target);
	}
	if (begun)
		json_end_array(o);
}

static void put_resource(const struct hsds_tables *t, struct json_out *o, enum hsds_kind kind)
{
	const struct hsds_shape *s = &hsds_shapes[kind];

	json_object(o);
	json_put_str(o, "name", str_of(s->name));
	json_put_str(o, "path", str_of(s->file));
	json_put_str(o, "description", str_of(s->about));
	json_put_str(o, "format", S("csv"));
	json_put_str(o, "mediatype", S("text/csv"));
	json_put_str(o, "encoding", S("utf-8"));
	json_put_str(o, "profile", S("tabular-data-resource"));
	/* Said, because some readers guess: a column of ids is full of strokes. */
	json_name(o, "dialect");
	json_object(o);
	json_put_str(o, "delimiter", S(","));
	json_put_bool(o, "header", true);
	json_end_object(o);
	json_name(o, "schema");
	json_object(o);
	json_put_str(o, "primaryKey", S("id"));
	put_columns(t, o, kind);
	put_keys(t, o, kind);
	json_end_object(o);
	json_end_object(o);
}

static struct str descriptor(struct hsds_tables *t)
{
	struct json_out o;

	buf_cut(&t->about, 0);
	json_start(&o, &t->about);
	json_object(&o);
	json_put_str(&o, "name", S("human_services_data"));
	json_put_str(&o, "title", S("Human Services Data Specification"));
	json_put_str(&o, "profile", S("tabular-data-package"));
	json_put_str(&o, "version", t->version == HSDS_3_0 ? S("3.0.0") : S("3.1.0"));
	json_put_str(&o, "homepage", S("https://docs.openreferral.org"));
	json_name(&o, "resources");
	json_array(&o);
	for (enum hsds_kind k = 0; k < HSDS_KINDS; k++)
		if (has_table(t, k))
			put_resource(t, &o, k);
	json_end_array(&o);
	json_end_object(&o);
	buf_char(&t->about, '\n');
	return buf_view(&t->about);
}

bool hsds_tables_file(struct hsds_tables *t, size_t i, struct hsds_file *f)
{
	for (enum hsds_kind k = 0; k < HSDS_KINDS; k++)
		if (has_table(t, k) && !i--) {
			*f = (struct hsds_file){ str_of(hsds_shapes[k].file), buf_view(&t->bytes[k]) };
			return true;
		}
	if (i)
		return false;
	*f = (struct hsds_file){ S("datapackage.json"), descriptor(t) };
	return true;
}
