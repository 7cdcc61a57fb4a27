/*
 * compare.c -- which entry of a file is which listing, and what the file would do.
 *
 * A listing is known by what the list calls it.  When the list calls it otherwise than before, it is
 * known by name, place, day and time; so is one that came another way, which is then only bound to the
 * list, because what a keeper wrote stands.  All that is known of a source is read in one query; an
 * entry whose digest is the old one costs nothing more.
 */
#include "exchange/work.h"
#include "area/area.h"
#include "base/rng.h"
#include "hsds/hsds.h"
#include "text/text.h"

#include "exchange_sql.h"

enum { MAP_LEAST = 64, WAIT_DAYS = 7, DAY_S = 86400 };

/* --- a table of texts ------------------------------------------------------------------------------------- */

struct map {
	struct str *keys;
	uint32_t *which;              /* place + 1; 0: free */
	size_t mask;
};

static struct map map_new(struct arena *a, size_t n)
{
	struct map m = { .mask = MAP_LEAST - 1 };

	while (m.mask < n * 2)
		m.mask = m.mask * 2 + 1;
	m.keys = arena_array(a, m.mask + 1, struct str);
	m.which = arena_array(a, m.mask + 1, uint32_t);
	return m;
}

static size_t map_slot(const struct map *m, struct str key)
{
	size_t at = str_hash(key) & m->mask;

	while (m->which[at] && !str_eq(m->keys[at], key))
		at = (at + 1) & m->mask;
	return at;
}

/* Two under one text: then neither is meant. */
enum { TWICE = UINT32_MAX };

static void map_put(struct map *m, struct str key, size_t which)
{
	size_t at = map_slot(m, key);

	m->which[at] = m->which[at] ? TWICE : (uint32_t)which + 1;
	m->keys[at] = key;
}

/* SIZE_MAX: not there, or there twice. */
static size_t map_find(const struct map *m, struct str key)
{
	uint32_t w = m->which[map_slot(m, key)];

	return w && w != TWICE ? w - 1 : SIZE_MAX;
}

/* --- what is known ------------------------------------------------------------------------------------------- */

struct known {
	struct str key, digest, name, name_key, slug;
	int64_t subject, location, weekdays, start_min;
	enum entry_kind kind;
	size_t twin;                          /* place + 1 of the next of this name, place, day and time; 0: none */
	bool gone, given_up, seen, other;     /* other: did not come from this list */
};

struct comparing {
	struct ctx *ctx;
	const struct entry_source *source;
	struct arena *a;              /* lives as long as the comparison */
	struct arena *scratch;        /* emptied after each entry */
	struct entries *entries;
	struct known *at;
	size_t n, own;                /* own: so many came from this list */
	struct map keys, signs, slugs;
	bool others_read;
	struct exchange_run *run;
	int64_t next;                 /* number of the next row */
};

static struct known *add_known(struct comparing *c)
{
	c->at = arena_grow(c->a, c->at, c->n, sizeof *c->at);
	return &c->at[c->n++];
}

static enum err take_listing(void *arg, const struct exchange_listings *r)
{
	struct comparing *c = arg;
	struct arena *a = c->a;

	*add_known(c) = (struct known){
		.key = arena_str(a, r->key), .digest = arena_str(a, r->digest), .name = arena_str(a, r->name.n ? r->name : r->name_en),
		.name_key = arena_str(a, r->name_key), .subject = r->subject, .location = r->location.v,
		.weekdays = r->weekdays.v, .start_min = r->start_min.v, .gone = r->gone_at.has, .given_up = !r->there.has,
		.kind = entry_kind_of(r->kind),
	};
	return OK;
}

static enum err take_other(void *arg, const struct exchange_others *r)
{
	struct comparing *c = arg;

	*add_known(c) = (struct known){
		.name_key = arena_str(c->a, r->name_key), .slug = arena_str(c->a, r->slug), .subject = r->id,
		.location = r->location.v, .weekdays = r->weekdays, .start_min = r->start_min, .other = true,
	};
	return OK;
}

static struct str sign(struct arena *a, struct str name_key, int64_t location, int64_t weekdays, int64_t start_min)
{
	return arena_printf(a, "%.*s|%lld|%lld|%lld", STR_ARG(name_key), (long long)location, (long long)weekdays, (long long)start_min);
}

static enum err read_listings(struct comparing *c)
{
	TRY(exchange_listings(c->ctx, c->source->id, take_listing, c));
	c->own = c->n;
	c->keys = map_new(c->a, c->n);
	for (size_t i = 0; i < c->n; i++)
		map_put(&c->keys, c->at[i].key, i);
	for (size_t i = 0; i < c->entries->n; i++) {
		size_t k = map_find(&c->keys, c->entries->at[i].key);
		if (k != SIZE_MAX)
			c->at[k].seen = true;
	}
	return OK;
}

/*
 * Twins stand in a row, in the order of what the list called them: when it calls both otherwise, each
 * finds one, and none is doubled.
 */
static void put_sign(struct comparing *c, size_t which)
{
	struct known *k = &c->at[which];
	struct str key = sign(c->a, k->name_key, k->location, k->weekdays, k->start_min);
	size_t first = map_find(&c->signs, key);

	if (first == SIZE_MAX) {
		map_put(&c->signs, key, which);
		return;
	}
	while (c->at[first].twin)
		first = c->at[first].twin - 1;
	c->at[first].twin = which + 1;
}

static size_t find_sign(const struct comparing *c, struct str key)
{
	size_t which = map_find(&c->signs, key);

	while (which != SIZE_MAX && c->at[which].seen)
		which = c->at[which].twin ? c->at[which].twin - 1 : SIZE_MAX;
	return which;
}

/* Only when an entry is not known by what the list calls it. */
static enum err read_others(struct comparing *c)
{
	if (c->others_read)
		return OK;
	c->others_read = true;
	TRY(exchange_others(c->ctx, c->source->id, take_other, c));
	c->signs = map_new(c->a, c->n);
	c->slugs = map_new(c->a, c->n);
	for (size_t i = 0; i < c->n; i++) {
		const struct known *k = &c->at[i];
		if (!k->seen && !k->given_up && k->kind == ENTRY_MEETING)
			put_sign(c, i);
		if (k->other)
			map_put(&c->slugs, k->slug, i);
	}
	return OK;
}

/* --- one entry ---------------------------------------------------------------------------------------------------- */

enum err place_same(struct ctx *ctx, const struct values *said, struct location *out)
{
	struct location l = said_no_place();
	struct problems bad = { 0 };
	enum err e;

	*out = said_no_place();
	if (!said_has_place(said))
		return OK;
	TRY(said_location(ctx, said, &l, &bad));
	e = location_same(ctx, &l, out);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* By slug where the record is our own, else by name, place, day and time. */
static enum err find_otherwise(struct comparing *c, const struct entry *e, size_t *which)
{
	struct location l;
	int64_t start = -1;
	int minutes = minutes_parse(entry_said(e, "start_min"));

	*which = SIZE_MAX;
	TRY(read_others(c));
	if (str_is(entry_said(e, "slug")))
		*which = map_find(&c->slugs, entry_said(e, "slug"));
	if (*which != SIZE_MAX)
		return OK;
	TRY(place_same(c->ctx, &e->said, &l));
	if (said_has_place(&e->said) && !l.id)
		return OK;
	start = minutes < 0 && str_same(entry_said(e, "rhythm"), "appointment") ? 0 : minutes;
	*which = find_sign(c, sign(c->ctx->arena, text_fold(c->ctx->arena, e->name), l.id,
				   meeting_weekday_bits(entry_said(e, "weekdays")), start));
	return OK;
}

/* --- things of a directory ------------------------------------------------------------------------------------------ */

static const enum hsds_thing things[ENTRY_KINDS] = {
	[ENTRY_MEETING] = THING_MEETING, [ENTRY_SERVICE] = THING_SERVICE, [ENTRY_PLACE] = THING_PLACE, [ENTRY_ORG] = THING_ORG,
};

/* By the name it came with: one of ours comes back, or it came before in another list. */
static enum err find_named(struct comparing *c, const struct entry *e, int64_t *id)
{
	struct str uuid = entry_said(e, "uuid");
	enum hsds_thing thing;
	enum err err = str_is(uuid) ? hsds_of_uuid(c->ctx, uuid, &thing, id) : ERR_NOT_FOUND;

	if (err || thing != things[e->kind])
		*id = 0;
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err exists(struct ctx *ctx, enum entry_kind kind, int64_t *id)
{
	struct service_whole w;
	struct location l;
	struct org o;
	enum err e = kind == ENTRY_SERVICE ? service_get(ctx, *id, &w) : kind == ENTRY_PLACE ? location_get(ctx, *id, &l) : org_get(ctx, *id, &o);

	if (e)
		*id = 0;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err find_org(struct comparing *c, const struct entry *e, int64_t *id)
{
	struct org o;
	enum err err = org_of_name(c->ctx, e->name, &o);

	*id = err ? 0 : o.id;
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err find_house(struct comparing *c, const struct entry *e, int64_t *id)
{
	struct location l;

	TRY(place_same(c->ctx, &e->said, &l));
	*id = l.id;
	return OK;
}

static enum err find_service(struct comparing *c, const struct entry *e, int64_t *id)
{
	struct service_whole w;
	enum err err = str_is(entry_said(e, "slug")) ? service_of_slug(c->ctx, entry_said(e, "slug"), &w) : ERR_NOT_FOUND;

	*id = err ? 0 : w.s.id;
	return err == ERR_NOT_FOUND ? OK : err;
}

/* What we have already is bound to the list, and what its keeper wrote of it stands. */
static enum err find_thing(struct comparing *c, const struct entry *e, int64_t *id)
{
	static enum err (*const otherwise[ENTRY_KINDS])(struct comparing *, const struct entry *, int64_t *) = {
		[ENTRY_SERVICE] = find_service, [ENTRY_PLACE] = find_house, [ENTRY_ORG] = find_org,
	};

	TRY(find_named(c, e, id));
	if (*id)
		TRY(exists(c->ctx, e->kind, id));
	return *id ? OK : otherwise[e->kind](c, e, id);
}

struct verdict {
	enum exchange_verdict is;
	bool write;                   /* something is to be stored, if only what the list calls it */
	int64_t subject;
	struct str old_key;
};

static enum err changes(struct comparing *c, const struct entry *e, int64_t id, bool *yes)
{
	struct meeting m, next;
	struct problems bad = { 0 };

	TRY(meeting_get(c->ctx, id, &m));
	next = m;
	TRY(said_meeting(c->ctx, &e->said, &next, &bad));
	*yes = false;
	for (const struct field *f = meeting_fields; f->name && !*yes; f++) {
		struct str was = field_text(c->ctx, f, &m), is = field_text(c->ctx, f, &next);
		*yes = !(str_eq(was, is) || (!was.n && !is.n));
	}
	return OK;
}

/* Whoever says yes wants to know to what. */
static enum err tell_difference(struct comparing *c, struct entry *e, const struct known *known)
{
	struct exchange_listing_row was;
	struct values before = { 0 }, diff;
	struct str labels;

	TRY(exchange_listing_row(c->ctx, c->source->id, known->key, &was));
	if (str_is(was.said))
		TRY(said_read(c->ctx, was.said, &before));
	said_otherwise(c->ctx->arena, &before, &e->said, &diff);
	labels = labels_otherwise(c->ctx->arena, e->kind, &diff);
	if (labels.n)
		entry_tell_first(e, N_("Otherwise than before: {x}."), labels);
	return OK;
}

static enum err judge(struct comparing *c, struct entry *e, struct verdict *v)
{
	size_t k = map_find(&c->keys, e->key);
	bool differs;

	*v = (struct verdict){ ROW_NEW, true, 0, S("") };
	if (k == SIZE_MAX && e->kind != ENTRY_MEETING) {
		TRY(find_thing(c, e, &v->subject));
		if (v->subject)
			v->is = ROW_SAME;
		return OK;
	}
	if (k == SIZE_MAX)
		TRY(find_otherwise(c, e, &k));
	if (k == SIZE_MAX)
		return OK;
	struct known *known = &c->at[k];
	bool renamed = !known->other && !str_eq(known->key, e->key);
	*v = (struct verdict){ ROW_CHANGED, true, known->subject, renamed ? known->key : S("") };
	if (known->given_up || (str_eq(known->digest, e->digest) && !renamed))
		*v = (struct verdict){ ROW_SAME, known->gone && !known->given_up, known->subject, S("") };
	/* An organisation is its keeper's: the list only goes on calling it so. */
	if (e->kind == ENTRY_ORG && v->is == ROW_CHANGED)
		v->is = ROW_SAME;
	if (renamed)
		entry_mend(e, N_("The list calls it otherwise than before; it is the same meeting."));
	if (known->other) {
		TRY(changes(c, e, known->subject, &differs));
		/* Only what bears our own name may change what somebody else wrote. */
		if (!differs || !str_eq(known->slug, entry_said(e, "slug")))
			v->is = ROW_SAME;
	}
	known->seen = true;
	return v->is == ROW_CHANGED && !known->other ? tell_difference(c, e, known) : OK;
}

/* --- bounds ---------------------------------------------------------------------------------------------------------- */

/* The area as far as it can be told without storing the place. */
static enum err area_of(struct ctx *ctx, const struct entry *e, int64_t *area)
{
	struct meeting m = said_blank(ctx, entry_said(e, "zone"));
	struct location l = said_no_place();
	struct problems bad = { 0 };

	TRY(said_meeting(ctx, &e->said, &m, &bad));
	TRY(said_location(ctx, &e->said, &l, &bad));
	*area = said_has_place(&e->said) ? l.area : m.area;
	return OK;
}

static bool is_bound_to_area(const struct ctx *ctx)
{
	return !ctx->who->local && !may_for(ctx->who, MEETING_EDIT, 0, 0) && ctx->who->ngrants && ctx->who->grants[0].area;
}

static enum err check_bounds(struct comparing *c, struct entry *e)
{
	int64_t area = 0;

	/* Of other things their verbs say it when they are taken in. */
	if (e->kind != ENTRY_MEETING || !is_bound_to_area(c->ctx))
		return OK;
	TRY(area_of(c->ctx, e, &area));
	if (area && !may_for(c->ctx->who, MEETING_EDIT, c->source->org, area))
		entry_refuse(e, N_("It is in an area that is not yours to keep."), S(""));
	return OK;
}

/* --- the rows of the run --------------------------------------------------------------------------------------------- */

struct str told(struct ctx *ctx, struct str text)
{
	struct str masked;

	return text.p && guard_number(ctx, text, &masked) ? masked : text.p ? text : S("");
}

struct str reasons_of(struct arena *a, const struct entry *e)
{
	struct str out = e->refused ? str_of(e->refused) : S("");

	for (size_t i = 0; i < e->nmended; i++)
		out = arena_printf(a, "%.*s%s%s", STR_ARG(out), out.n ? "\n" : "", e->mended[i]);
	return out;
}

static const char *const verdicts[] = { "new", "changed", "same", "refused", "gone" };

static enum err put_row(struct comparing *c, const struct entry *e, const struct verdict *v)
{
	struct ctx *ctx = c->ctx;
	bool good = v->is != ROW_REFUSED;
	int64_t changed;

	return exchange_change_put(ctx, c->run->id, c->next++, e->line, str_of(verdicts[v->is]), str_of(entry_kinds[e->kind]),
				   v->subject ? SOME_INT(v->subject) : NO_INT, told(ctx, e->key), told(ctx, e->name), e->field,
				   reasons_of(ctx->arena, e), told(ctx, e->gap), good && e->json.p ? e->json : S(""),
				   good && e->digest.p ? e->digest : S(""), v->old_key, &changed);
}

static void count(struct exchange_run *run, enum exchange_verdict v)
{
	int64_t *const counts[] = { &run->n_new, &run->n_changed, &run->n_same, &run->n_refused, &run->n_gone };

	++*counts[v];
}

/* One that we have and that the list says is not held: for us it is gone from the list, and somebody should look. */
static bool is_resting(const struct comparing *c, const struct entry *e, struct verdict *v)
{
	size_t k = e->resting ? map_find(&c->keys, e->key) : SIZE_MAX;

	if (k == SIZE_MAX || c->at[k].gone || c->at[k].given_up)
		return false;
	*v = (struct verdict){ ROW_GONE, true, c->at[k].subject, S("") };
	return true;
}

static enum err compare_one(struct comparing *c, struct entry *e)
{
	struct verdict v = { ROW_REFUSED, true, 0, S("") };

	if (is_resting(c, e, &v)) {
		count(c->run, v.is);
		return put_row(c, e, &v);
	}
	if (!e->refused)
		TRY(judge(c, e, &v));
	if (v.is != ROW_SAME && v.is != ROW_REFUSED) {
		TRY(entry_check(c->ctx, e));
		TRY(check_bounds(c, e));
	}
	if (e->refused)
		v = (struct verdict){ ROW_REFUSED, true, v.subject, S("") };
	count(c->run, v.is);
	return v.write ? put_row(c, e, &v) : OK;
}

static enum err put_gone(struct comparing *c)
{
	for (size_t i = 0; i < c->own; i++) {
		const struct known *k = &c->at[i];
		const struct entry e = { .kind = k->kind, .key = k->key, .name = k->name, .field = S(""), .gap = S("") };
		const struct verdict v = { ROW_GONE, true, k->subject, S("") };
		if (k->seen || k->gone || k->given_up)
			continue;
		count(c->run, ROW_GONE);
		TRY(put_row(c, &e, &v));
	}
	return OK;
}

static enum err compare_all(struct comparing *c)
{
	struct arena *mine = c->ctx->arena;
	enum err e = read_listings(c);

	for (size_t i = 0; !e && i < c->entries->n; i++) {
		c->ctx->arena = c->scratch;
		e = compare_one(c, &c->entries->at[i]);
		c->ctx->arena = mine;
		arena_reset(c->scratch);
	}
	return e ? e : put_gone(c);
}

/* --- the door ---------------------------------------------------------------------------------------------------------- */

static enum err forget_waiting(struct ctx *ctx, int64_t source)
{
	struct exchange_runs_waiting *runs;
	int64_t changed;
	size_t n;

	TRY(exchange_runs_waiting(ctx, source, ctx->now - WAIT_DAYS * DAY_S, &runs, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(exchange_run_state(ctx, runs[i].id, S("checked"), S("forgotten"), &changed));
		TRY(exchange_changes_drop(ctx, runs[i].id, &changed));
	}
	return exchange_changes_settle(ctx, ctx->now - EXCHANGE_UNDO_DAYS * DAY_S, &changed);
}

static enum err compare(struct ctx *ctx, const struct entry_source *source, struct entries *entries, struct exchange_run *run)
{
	struct comparing c = { .ctx = ctx, .source = source, .a = entries->arena, .scratch = arena_new(SCRATCH_MOST),
			       .entries = entries, .run = run };
	enum err e = compare_all(&c);

	arena_free(c.scratch);
	return e;
}

enum err entries_compare(struct ctx *ctx, const struct entry_source *source, struct str format, struct entries *entries,
			 struct exchange_run *run)
{
	int64_t changed;

	TRY(forget_waiting(ctx, source->id));
	*run = (struct exchange_run){ .id = id_new(ctx->house->rng, ctx->now), .source = source->id, .format = format };
	TRY(compare(ctx, source, entries, run));
	TRY(exchange_run_put(ctx, run->id, source->id, format, ctx->now, ctx->who->account, run->n_new, run->n_changed, run->n_same,
			     run->n_refused, run->n_gone, &changed));
	return exchange_get(ctx, run->id, run);
}

enum err exchange_check(struct ctx *ctx, struct str format, struct str source_name, struct str bytes, struct exchange_run *run,
			struct problems *bad)
{
	struct entry_source source;
	struct entries entries;

	TRY(exchange_source_of(ctx, source_name, &source));
	if (!source.id)
		TRY(exchange_source_set(ctx, &source, bad));
	if (bad->n)
		return OK;
	TRY(entries_read(ctx, &source, format, bytes, &entries, bad));
	return bad->n ? OK : entries_compare(ctx, &source, format, &entries, run);
}
