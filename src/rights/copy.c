/* copy.c -- everything that is kept of somebody, by the table: made in memory, for a page and for a JSON file. */
#include "rights/rights_parts.h"
#include "account/account.h"
#include "area/area.h"
#include "consent/consent.h"
#include "json/json.h"
#include "meeting/meeting.h"
#include "org/org.h"

#include <string.h>

enum { DAY_S = 86400, COLUMNS_MOST = 40, SUNDAY_FIRST = 7 };

/* --- one value ------------------------------------------------------------------------------------------------ */

static int64_t number_at(const void *row, const struct rights_column *c)
{
	int64_t v;

	memcpy(&v, (const char *)row + c->offset, sizeof v);
	return v;
}

static struct str text_at(const void *row, size_t offset)
{
	struct str v;

	memcpy(&v, (const char *)row + offset, sizeof v);
	return v;
}

/* 2016-12-12T09:00:00Z */
static struct str instant(struct ctx *ctx, int64_t at)
{
	int64_t second = at % DAY_S;

	return arena_printf(ctx->arena, "%.*sT%02d:%02d:%02dZ", STR_ARG(day_str(ctx->arena, (day_t)(at / DAY_S))), (int)(second / 3600),
			    (int)(second / 60 % 60), (int)(second % 60));
}

static struct str joined(struct ctx *ctx, struct str list, struct str one)
{
	return list.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(list), STR_ARG(one)) : one;
}

static struct str classes_shown(struct ctx *ctx, unsigned bits)
{
	struct str list = S("");

	for (unsigned i = 0; consent_classes[i].code; i++)
		if (bits & 1u << i)
			list = joined(ctx, list, tr_of(ctx, str_of(consent_classes[i].label)));
	return list;
}

static struct str weekdays_shown(struct ctx *ctx, int64_t bits)
{
	struct str list = S("");

	for (int i = 1; i <= SUNDAY_FIRST; i++)
		if (bits >> i % SUNDAY_FIRST & 1)
			list = joined(ctx, list, tr_weekday(ctx, i % SUNDAY_FIRST));
	return list;
}

/* What is gone by now is called by nothing. */
static enum err named(enum err e, struct str name, struct rights_value *v)
{
	v->shown = e || !name.p ? S("") : name;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err receiver(struct ctx *ctx, struct str kind, int64_t id, struct rights_value *v)
{
	struct str name = S("");
	struct meeting m;
	enum err e;

	if (!str_same(kind, "meeting"))
		return named(consent_receiver(ctx, kind, id, &name), name, v);
	e = meeting_get(ctx, id, &m);
	return named(e, e ? S("") : m.name, v);
}

static enum err organisation(struct ctx *ctx, int64_t id, struct rights_value *v)
{
	struct org o;
	enum err e = org_get(ctx, id, &o);

	return named(e, e ? S("") : o.name, v);
}

static enum err person_here(struct ctx *ctx, int64_t id, struct rights_value *v)
{
	struct str name = S("");

	return named(account_name(ctx, id, &name), name, v);
}

static enum err opened(struct ctx *ctx, const struct rights_source *s, const struct rights_column *c, const struct participant_lock *l,
		       const void *row, struct rights_value *v)
{
	enum participant_box box = c->how == HOW_VAULT ? BOX_VAULT : BOX_DATA;
	struct str sealed = text_at(row, c->offset);
	int64_t number = 0;

	if (s->row != RIGHTS_NO_ROW)
		memcpy(&number, (const char *)row + s->row, sizeof number);
	if (!sealed.n || (box == BOX_VAULT && !l->has_vault))
		return OK;
	TRY(participant_open(ctx, l, box, arena_printf(ctx->arena, "%s.%s", s->table, c->column).p, number, sealed, &v->raw));
	v->shown = v->raw;
	return OK;
}

/* Of a mark: the group and the date, which stand sealed as two numbers before others. */
static enum err mark_shown(struct ctx *ctx, struct rights_value *v)
{
	struct str rest = v->raw, group, date;
	int64_t meeting, day;
	struct meeting m;
	enum err e;

	if (!str_cut(&rest, ' ', &group) || !str_cut(&rest, ' ', &date) || !str_int(group, &meeting) || !str_int(date, &day))
		return OK;
	v->shown = tr_date(ctx, (day_t)day);
	e = meeting_get(ctx, meeting, &m);
	if (!e)
		v->shown = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(m.name), STR_ARG(v->shown));
	return e == ERR_NOT_FOUND ? OK : e;
}

static void number_shown(struct ctx *ctx, const struct rights_column *c, int64_t n, struct rights_value *v)
{
	v->raw = page_id(ctx, n);
	if (c->how == HOW_TIME)
		v->shown = page_moment(ctx, n), v->raw = instant(ctx, n);
	else if (c->how == HOW_MINUTES)
		v->shown = tr_time(ctx, (int)n);
	else if (c->how == HOW_WEEKDAYS)
		v->shown = weekdays_shown(ctx, n);
	else if (c->how == HOW_CLASSES)
		v->shown = classes_shown(ctx, (unsigned)n), v->raw = consent_codes(ctx, (unsigned)n);
	else
		v->shown = tr_number(ctx, n);
}

static void day_shown(struct ctx *ctx, const void *row, const struct rights_column *c, struct rights_value *v)
{
	day_t day;

	memcpy(&day, (const char *)row + c->offset, sizeof day);
	if (day == DAY_NONE)
		return;
	v->shown = tr_date(ctx, day);
	v->raw = day_str(ctx->arena, day);
}

static void yes_shown(struct ctx *ctx, const void *row, const struct rights_column *c, struct rights_value *v)
{
	bool yes;

	memcpy(&yes, (const char *)row + c->offset, sizeof yes);
	v->shown = yes ? tr(ctx, "Yes") : tr(ctx, "No");
	v->raw = yes ? S("true") : S("false");
}

/* Codes with blanks between, as a person says them; a code that we do not know stays. */
static void text_shown(struct ctx *ctx, const void *row, const struct rights_column *c, struct rights_value *v)
{
	struct str rest = v->raw = text_at(row, c->offset), code;

	if (!c->choices) {
		v->shown = v->raw;
		return;
	}
	while (rest.n && str_cut(&rest, ' ', &code)) {
		const char *label = choice_label(c->choices, code);
		v->shown = joined(ctx, v->shown, label ? tr_of(ctx, str_of(label)) : code);
	}
}

static enum err value_of_column(struct ctx *ctx, const struct rights_source *s, const struct rights_column *c, const struct participant_lock *l,
				const void *row, struct rights_value *v)
{
	*v = (struct rights_value){ .label = tr_of(ctx, str_of(c->label)), .shown = S(""), .name = str_of(c->column), .raw = S("") };
	switch (c->how) {
	case HOW_TEXT:
	case HOW_CODE:
		text_shown(ctx, row, c, v);
		return OK;
	case HOW_YES:
		yes_shown(ctx, row, c, v);
		return OK;
	case HOW_DAY:
		day_shown(ctx, row, c, v);
		return OK;
	case HOW_DATA:
	case HOW_VAULT:
		return opened(ctx, s, c, l, row, v);
	case HOW_MARK:
		TRY(opened(ctx, s, c, l, row, v));
		return mark_shown(ctx, v);
	default:
		break;
	}
	/* A nought is "nobody", "never", "none". */
	if (!number_at(row, c) && c->how != HOW_NUMBER && c->how != HOW_MINUTES)
		return OK;
	number_shown(ctx, c, number_at(row, c), v);
	if (c->how == HOW_WHO)
		return person_here(ctx, number_at(row, c), v);
	if (c->how == HOW_ORG)
		return organisation(ctx, number_at(row, c), v);
	if (c->how == HOW_AREA)
		v->shown = area_name_of(ctx, number_at(row, c));
	return c->how == HOW_RECEIVER ? receiver(ctx, text_at(row, s->kind), number_at(row, c), v) : OK;
}

/* --- all of them ------------------------------------------------------------------------------------------------ */

static enum err record(struct ctx *ctx, const struct rights_source *s, const struct participant_lock *l, const void *row, struct rights_record *r)
{
	r->at = arena_array(ctx->arena, COLUMNS_MOST, struct rights_value);
	for (const struct rights_column *c = s->columns; c->column; c++)
		if (c->how != HOW_LEFT)
			TRY(value_of_column(ctx, s, c, l, row, &r->at[r->n++]));
	return OK;
}

static enum err part(struct ctx *ctx, const struct rights_source *s, const struct participant_lock *l, struct rights_part *p)
{
	void *rows;

	*p = (struct rights_part){ .title = tr_of(ctx, str_of(s->title)), .table = str_of(s->table) };
	TRY(s->read(ctx, l->id, &rows, &p->n));
	p->records = arena_array(ctx->arena, p->n, struct rights_record);
	for (size_t i = 0; i < p->n; i++)
		TRY(record(ctx, s, l, (const char *)rows + i * s->size, &p->records[i]));
	return OK;
}

static void leave(struct ctx *ctx, const struct rights_source *s, struct rights_copy *out)
{
	for (const struct rights_column *c = s->columns; c->column; c++)
		if (c->how == HOW_LEFT) {
			out->left = arena_grow(ctx->arena, out->left, out->nleft, sizeof *out->left);
			out->left[out->nleft++] = (struct rights_left){ s->table, c->column, c->label };
		}
}

static enum err put_in(struct ctx *ctx, const struct rights_source *s, const struct participant_lock *l, struct rights_copy *out)
{
	leave(ctx, s, out);
	if (!s->read)
		return OK;
	out->parts = arena_grow(ctx->arena, out->parts, out->nparts, sizeof *out->parts);
	return part(ctx, s, l, &out->parts[out->nparts++]);
}

enum err rights_copy(struct ctx *ctx, int64_t participant, struct rights_copy *out)
{
	struct participant_lock l;

	*out = (struct rights_copy){ 0 };
	TRY(participant_lock(ctx, participant, &l));
	for (const struct rights_source *const *table = rights_tables; *table; table++)
		for (const struct rights_source *s = *table; s->table; s++)
			TRY(put_in(ctx, s, &l, out));
	return OK;
}

/* The n-th of all; NULL behind the last one. */
static const struct rights_source *source_at(size_t n)
{
	for (const struct rights_source *const *table = rights_tables; *table; table++)
		for (const struct rights_source *s = *table; s->table; s++)
			if (!n--)
				return s;
	return NULL;
}

bool rights_knows(const char *table, struct str column)
{
	const struct rights_source *s;

	for (size_t i = 0; (s = source_at(i)); i++)
		for (const struct rights_column *k = s->columns; !strcmp(s->table, table) && k->column; k++)
			if (str_same(column, k->column))
				return true;
	return false;
}

const char *rights_table(size_t i)
{
	const struct rights_source *s = source_at(i);

	return s ? s->table : NULL;
}

/* --- for a program ------------------------------------------------------------------------------------------------ */

static void json_record(struct json_out *j, const struct rights_record *r)
{
	json_object(j);
	for (size_t i = 0; i < r->n; i++)
		json_put_str(j, r->at[i].name.p, r->at[i].raw);
	json_end_object(j);
}

static void json_part(struct json_out *j, const struct rights_part *p)
{
	json_object(j);
	json_put_str(j, "table", p->table);
	json_put_str(j, "title", p->title);
	json_name(j, "rows");
	json_array(j);
	for (size_t i = 0; i < p->n; i++)
		json_record(j, &p->records[i]);
	json_end_array(j);
	json_end_object(j);
}

static void json_left(struct ctx *ctx, struct json_out *j, const struct rights_left *l)
{
	json_object(j);
	json_put_str(j, "table", str_of(l->table));
	json_put_str(j, "column", str_of(l->column));
	json_put_str(j, "why", tr_of(ctx, str_of(l->why)));
	json_end_object(j);
}

enum err rights_json(struct ctx *ctx, const struct rights_copy *c)
{
	struct json_out j;

	json_start(&j, ctx->out);
	json_object(&j);
	json_put_str(&j, "from", ctx->house->name);
	json_put_str(&j, "made_at", instant(ctx, ctx->now));
	json_name(&j, "parts");
	json_array(&j);
	for (size_t i = 0; i < c->nparts; i++)
		json_part(&j, &c->parts[i]);
	json_end_array(&j);
	json_name(&j, "left_out");
	json_array(&j);
	for (size_t i = 0; i < c->nleft; i++)
		json_left(ctx, &j, &c->left[i]);
	json_end_array(&j);
	json_end_object(&j);
	return OK;
}
