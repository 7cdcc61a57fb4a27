/* entry.c -- entries of a file, whatever format it came in: gathered, written as JSON, and looked at. */
#include "entry/entry.h"
#include "area/area.h"
#include "crypt/crypt.h"
#include "json/json.h"

#include <math.h>
#include <string.h>

enum { SAID_MOST = 1 << 20 };

/* --- gathering ------------------------------------------------------------------------------------------ */

void entry_say(struct reading *r, struct entry *e, const char *name, struct str text)
{
	if (str_is(text) && e->said.n < VALUES_MOST)
		value_add(r->a, &e->said, str_of(name), text);
}

void entry_mend(struct entry *e, const char *note)
{
	for (size_t i = 0; i < e->nmended; i++)
		if (e->mended[i] == note)
			return;
	if (e->nmended < ENTRY_NOTES_MOST)
		e->mended[e->nmended++] = note;
}

void entry_tell_first(struct entry *e, const char *note, struct str gap)
{
	const char *rest[ENTRY_NOTES_MOST];
	size_t n = 0;

	for (size_t i = 0; i < e->nmended; i++)
		if (!strstr(e->mended[i], "{x}"))
			rest[n++] = e->mended[i];
	e->nmended = 0;
	entry_mend(e, note);
	for (size_t i = 0; i < n; i++)
		entry_mend(e, rest[i]);
	e->gap = gap;
}

void entry_refuse(struct entry *e, const char *why, struct str gap)
{
	if (e->refused)
		return;
	e->refused = why;
	e->gap = gap.p ? gap : S("");
}

struct str entry_said(const struct entry *e, const char *name)
{
	return value_of(&e->said, name);
}

/* --- as JSON ---------------------------------------------------------------------------------------------- */

struct str said_json(struct arena *a, const struct values *v)
{
	struct json_out o;
	struct str text;
	struct buf b;

	buf_init(&b, SAID_MOST);
	json_start(&o, &b);
	json_object(&o);
	for (size_t i = 0; i < v->n; i++) {
		json_name(&o, v->at[i].name.p);
		json_str(&o, v->at[i].text);
	}
	json_end_object(&o);
	text = arena_str(a, buf_view(&b));
	buf_free(&b);
	return text;
}

enum err said_read(struct ctx *ctx, struct str json, struct values *out)
{
	struct json all;

	*out = (struct values){ 0 };
	if (json_parse(ctx->arena, json, &all, NULL))
		return fail(ctx, ERR_BUG, "what a list said cannot be read");
	for (size_t i = 0; i < all.n; i++)
		value_add(ctx->arena, out, all.names[i], all.at[i].text);
	return OK;
}

bool said_has_place(const struct values *v)
{
	return str_is(value_of(v, "location_name")) || str_is(value_of(v, "location_address")) ||
	       str_is(value_of(v, "location_city")) || str_is(value_of(v, "location_postcode"));
}

bool entry_has_place(const struct entry *e)
{
	return said_has_place(&e->said);
}

/* --- as records -------------------------------------------------------------------------------------------- */

struct meeting said_blank(struct ctx *ctx, struct str zone)
{
	const struct zone *z = zone_find(ctx->house->cal, zone);

	return (struct meeting){ .state = S("running"), .rhythm = S("weekly"), .mode = S("room"), .every = 1, .start_min = -1,
				 .last_day = DAY_NONE, .zone = zone.p ? zone : S(""),
				 .first_day = z ? zone_local(z, ctx->now).day : (day_t)(ctx->now / 86400) };
}

struct location said_no_place(void)
{
	return (struct location){ .lat = NAN, .lon = NAN };
}

static void whole(const struct values *v, const char *name, int64_t *to)
{
	int64_t i;

	if (str_int(value_of(v, name), &i))
		*to = i;
}

static enum err code_area(struct ctx *ctx, struct str code, int64_t *id)
{
	struct area a;
	enum err e = str_is(code) ? area_of_code(ctx, code, &a) : ERR_NOT_FOUND;

	if (!e)
		*id = a.id;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* "updated" is when the list itself was sure; never later than now. */
static void set_verified(struct ctx *ctx, const struct values *v, struct meeting *m)
{
	int64_t updated = 0;

	whole(v, "updated", &updated);
	if (updated > ctx->now)
		updated = ctx->now;
	if (updated > m->verified_at) {
		m->verified_at = updated;
		m->verified_by = S("import");
	}
	whole(v, "verified_at", &m->verified_at);
	if (m->verified_at > ctx->now)
		m->verified_at = ctx->now;
	if (value_of(v, "verified_by").p)
		m->verified_by = value_of(v, "verified_by");
}

const struct values *said_in_words(struct ctx *ctx, const struct values *v)
{
	static const char *const rows[] = { "org", "location", "area" };
	struct values *out = arena_new_of(ctx->arena, struct values);

	for (size_t i = 0; i < v->n; i++) {
		size_t k = 0;
		while (k < sizeof rows / sizeof *rows && !str_same(v->at[i].name, rows[k]))
			k++;
		if (k == sizeof rows / sizeof *rows)
			value_add(ctx->arena, out, v->at[i].name, v->at[i].text);
	}
	return out;
}

/* A page of this house, where a hidden way in is told shortly before, says less than what stands here. */
static bool is_our_page(const struct ctx *ctx, struct str url)
{
	return str_is(url) && str_is(ctx->house->origin) && str_starts(url, arena_printf(ctx->arena, "%.*s/", STR_ARG(ctx->house->origin)));
}

enum err said_meeting(struct ctx *ctx, const struct values *v, struct meeting *m, struct problems *bad)
{
	static const struct {
		const char *name;
		size_t at;
	} texts[] = { { "slug", offsetof(struct meeting, slug) }, { "state", offsetof(struct meeting, state) },
		      { "extra", offsetof(struct meeting, extra) } };
	struct str join;

	join = m->conference_url;
	TRY(form_read_some(ctx, meeting_fields, said_in_words(ctx, v), m, bad));
	if (str_is(join) && is_our_page(ctx, m->conference_url))
		m->conference_url = join;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (value_of(v, texts[i].name).p)
			*(struct str *)((char *)m + texts[i].at) = value_of(v, texts[i].name);
	whole(v, "sequence", &m->sequence);
	set_verified(ctx, v, m);
	return code_area(ctx, value_of(v, "area_code"), &m->area);
}

enum err said_location(struct ctx *ctx, const struct values *v, struct location *l, struct problems *bad)
{
	static const char prefix[] = "location_";
	struct values its = { 0 };

	for (size_t i = 0; i < v->n; i++)
		if (str_starts(v->at[i].name, str_of(prefix)))
			value_add(ctx->arena, &its, str_slice(v->at[i].name, sizeof prefix - 1, v->at[i].name.n), v->at[i].text);
	TRY(form_read_some(ctx, location_fields, &its, l, bad));
	if (value_of(&its, "approximate").p)
		l->approximate = str_is(value_of(&its, "approximate"));
	if (!str_is(l->zone) && value_of(v, "zone").p)
		l->zone = value_of(v, "zone");
	/* A protected place comes without a name; the keepers must be able to call it something. */
	if (!str_is(l->name))
		l->name = l->protected_address ? TR_FILL(ctx, tr(ctx, "Protected place in {town}"), { "town", l->city }) :
			  str_is(l->address) ? l->address : l->city;
	TRY(code_area(ctx, value_of(&its, "area_code"), &l->area));
	return str_is(l->area_text) ? area_typed(ctx, l->area_text, "area", &l->area, bad) : OK;
}

enum err said_org(struct ctx *ctx, const struct values *v, struct org *o, struct problems *bad)
{
	TRY(form_read_some(ctx, org_fields, v, o, bad));
	return code_area(ctx, value_of(v, "area_code"), &o->area);
}

size_t said_hours(struct ctx *ctx, const struct values *v, struct location_open **out)
{
	struct str text = value_of(v, "location_hours");
	struct json list;

	if (!str_is(text) || json_parse(ctx->arena, text, &list, NULL))
		list = (struct json){ .type = JSON_ARRAY };
	return location_read_hours(ctx->arena, &list, out);
}

/* --- what is wrong with it ------------------------------------------------------------------------------------ */

static void check_when(struct ctx *ctx, const struct meeting *m, struct problems *bad)
{
	struct rhythm r;
	const char *text;

	if (!zone_find(ctx->house->cal, m->zone))
		problem_once(bad, "zone", str_is(m->zone) ? N_("We do not know this time zone. Write it like Europe/Copenhagen.") :
						       N_("Write the time zone, for example Europe/Copenhagen."));
	if (str_same(m->rhythm, "appointment"))
		return;
	if (m->start_min < 0)
		problem_once(bad, "start_min", N_("Write when it starts, for example 19.00."));
	if (!meeting_rhythm(m, &r))
		problem_once(bad, "rhythm", N_("Choose how it comes back."));
	else if ((text = rhythm_problem(&r)))
		problem_once(bad, "rhythm", text);
}

/*
 * What goes along, without the name that a calendar of ours gave the series: that is a number of eighteen
 * digits, and one in ten of those looks like a payment card.
 */
static struct str without_our_uid(struct str extra)
{
	static const char head[] = "{\"uid\":\"", tail[] = "@samhold\"";
	size_t i = sizeof head - 1;

	if (!str_starts(extra, str_of(head)))
		return extra;
	while (i < extra.n && extra.p[i] >= '0' && extra.p[i] <= '9')
		i++;
	return str_starts(str_slice(extra, i, extra.n), str_of(tail)) ? str_slice(extra, i, extra.n) : extra;
}

/* Texts that no form has a field for are looked at all the same (S-1804). */
static void check_numbers(struct ctx *ctx, struct entry *e, struct problems *bad)
{
	static const char *const free_texts[] = { "extra", "org", "exceptions", "pauses" };
	struct str masked;
	const char *why;

	for (size_t i = 0; i < sizeof free_texts / sizeof *free_texts; i++) {
		struct str text = entry_said(e, free_texts[i]);
		if (str_is(text) && (why = guard_number(ctx, without_our_uid(text), &masked)))
			problem_once(bad, free_texts[i], why);
	}
	/* What is said of a place that is none is not read as its fields are, and kept with the row all the same. */
	for (const struct field *f = location_fields; f->name; f++) {
		struct str text = entry_said(e, arena_cat(ctx->arena, S("location_"), str_of(f->name)).p);
		if (f->type != FIELD_REAL && str_is(text) && (why = guard_number(ctx, text, &masked)))
			problem_once(bad, f->name, why);
	}
	if ((why = guard_number(ctx, e->key, &masked)))
		problem_once(bad, "slug", why);
}

static enum err check_meeting(struct ctx *ctx, struct entry *e, struct problems *bad)
{
	struct meeting m = said_blank(ctx, entry_said(e, "zone"));
	struct location l = said_no_place();

	TRY(said_meeting(ctx, &e->said, &m, bad));
	if (said_has_place(&e->said))
		TRY(said_location(ctx, &e->said, &l, bad));
	if (!str_is(m.name))
		problem_once(bad, "name", N_("Give the meeting a name."));
	if (!method_find(m.method))
		problem_once(bad, "method", N_("Choose the method."));
	check_when(ctx, &m, bad);
	check_numbers(ctx, e, bad);
	return OK;
}

/* Whose it is to keep is found, or made, when it is taken in. */
static void forget_org(struct problems *bad)
{
	size_t kept = 0;

	for (size_t i = 0; i < bad->n; i++)
		if (strcmp(bad->at[i].field, "org") != 0)
			bad->at[kept++] = bad->at[i];
	bad->n = kept;
}

static enum err check_service(struct ctx *ctx, struct entry *e, struct problems *bad)
{
	struct service_whole w;

	TRY(said_new_service(ctx, &e->said, &w, bad));
	if (bad->n)
		return OK;
	TRY(said_service(ctx, &e->said, NULL, &w, bad));
	w.s.source = 1;                      /* any: it comes from a list */
	if (!bad->n)
		TRY(service_prepare(ctx, &w, bad));
	forget_org(bad);
	return OK;
}

static enum err check_place(struct ctx *ctx, struct entry *e, struct problems *bad)
{
	struct location l = said_no_place();

	TRY(said_location(ctx, &e->said, &l, bad));
	return location_prepare(ctx, &l, bad);
}

static enum err check_org(struct ctx *ctx, struct entry *e, struct problems *bad)
{
	struct org o = { .kind = S("association") };

	TRY(said_org(ctx, &e->said, &o, bad));
	form_guard(ctx, org_fields, &o, bad);
	return OK;
}

const char *const entry_kinds[ENTRY_KINDS] = { "meeting", "service", "location", "org" };

enum entry_kind entry_kind_of(struct str code)
{
	for (enum entry_kind k = 0; k < ENTRY_KINDS; k++)
		if (str_same(code, entry_kinds[k]))
			return k;
	return ENTRY_MEETING;
}

enum err entry_check(struct ctx *ctx, struct entry *e)
{
	static enum err (*const checks[ENTRY_KINDS])(struct ctx *, struct entry *, struct problems *) = {
		[ENTRY_MEETING] = check_meeting, [ENTRY_SERVICE] = check_service, [ENTRY_PLACE] = check_place, [ENTRY_ORG] = check_org,
	};
	struct problems bad = { 0 };

	if (e->refused)
		return OK;
	TRY(checks[e->kind](ctx, e, &bad));
	if (!bad.n)
		return OK;
	entry_refuse(e, bad.at[0].text, bad.at[0].gap);
	e->field = str_of(bad.at[0].field);
	return OK;
}

/* --- the whole file -------------------------------------------------------------------------------------------- */

/* The same key twice would be one listing that changes at every import. */
static void refuse_doubles(struct reading *r)
{
	size_t mask = 1;
	uint32_t *place;

	while (mask < r->to->n * 2)
		mask = mask * 2 + 1;
	place = arena_array(r->a, mask + 1, uint32_t);
	for (size_t i = 0; i < r->to->n; i++) {
		struct entry *e = &r->to->at[i];
		size_t at = str_hash(e->key) & mask;
		while (place[at] && !str_eq(r->to->at[place[at] - 1].key, e->key))
			at = (at + 1) & mask;
		if (e->refused)
			continue;
		if (place[at])
			entry_refuse(e, e->kind == ENTRY_MEETING ? N_("The short name (slug) {x} belongs to an earlier meeting in this file.") :
					N_("An earlier row has the same id: {x}."), e->key);
		else
			place[at] = (uint32_t)i + 1;
	}
}

static void settle(struct reading *r)
{
	for (size_t i = 0; i < r->to->n; i++) {
		struct entry *e = &r->to->at[i];
		if (e->refused)
			continue;
		e->json = said_json(r->a, &e->said);
		e->digest = crypt_digest(r->a, e->json);
	}
}

static void free_arena(void *a)
{
	arena_free(a);
}

enum err entries_read(struct ctx *ctx, const struct entry_source *source, struct str format, struct str bytes,
		      struct entries *to, struct problems *bad)
{
	struct arena *a = arena_new(ENTRIES_ARENA);
	struct reading r = { ctx, a, source, to };
	const char *why = NULL;
	int line = 0;
	enum err e;

	arena_defer(ctx->arena, free_arena, a);
	*to = (struct entries){ .arena = a };
	if (str_same(format, "csv"))
		e = table_entries(&r, bytes, &why, &line);
	else if (str_same(format, "hsds"))
		e = package_entries(&r, bytes, &why, &line);
	else
		e = guide_entries(&r, format, bytes, &why, &line);
	if (e == ERR_INVALID || e == ERR_LIMIT) {
		problem_with(bad, "file", why, arena_printf(ctx->arena, "%d", line));
		return OK;
	}
	if (e)
		return e;
	refuse_doubles(&r);
	settle(&r);
	return OK;
}
