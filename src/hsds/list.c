/*
 * list.c -- which listings a program asks for.
 *
 * Every condition is a set of documents of the index (a bit each), so that all combine and a directory of
 * 200,000 is asked in milliseconds.  What the index does not know, when something was changed, is a reading of
 * ids from the database.
 */
#include "hsds/list.h"
#include "area/area.h"
#include "index/index.h"
#include "place/gazetteer.h"
#include "crypt/crypt.h"
#include "text/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "hsds_sql.h"

enum { WORDS_MOST = 500, AREAS_UP = 8, EARTH_METRES = 6371000 };

/* --- what was asked ------------------------------------------------------------------------------------------------------ */

/* In the address of a GET, in the body of a POST: then it stands in no log. */
static struct str asked_text(const struct req *req, const char *name)
{
	struct str text = value_of(&req->body, name);

	return str_trim(text.p ? text : value_of(&req->query, name).p ? value_of(&req->query, name) : S(""));
}

static bool asked_yes(const struct req *req, const char *name)
{
	struct str s = asked_text(req, name);

	return s.n && !str_same(s, "false") && !str_same(s, "0") && !str_same(s, "no");
}

static int64_t asked_number(const struct req *req, const char *name, int64_t otherwise, int64_t most)
{
	int64_t n;

	if (!str_int(asked_text(req, name), &n) || n < 1)
		return otherwise;
	return n > most ? most : n;
}

/* "2016-12-12", "2016-12-12T09:00:00Z", "…+01:00" */
static bool instant_of(struct str text, int64_t *at)
{
	day_t day = day_parse(str_slice(text, 0, 10));
	struct str clock = str_slice(text, 11, text.n);
	size_t dot = str_index(clock, S("."), 0);
	bool said;
	int offset, minutes = 0;

	if (dot != SIZE_MAX)
		clock = str_slice(clock, 0, dot);
	if (day == DAY_NONE || (clock.n && (minutes = hsds_clock(clock, &said, &offset)) < 0))
		return false;
	*at = (int64_t)day * 86400 + (clock.n ? (minutes - offset) * 60 : 0);
	if (clock.n >= 8 && clock.p[5] == ':')
		*at += (clock.p[6] - '0') * 10 + clock.p[7] - '0';
	return true;
}

static enum err read_org(struct ctx *ctx, const struct req *req, struct asked *a)
{
	struct str uuid = asked_text(req, "organization_id");
	enum hsds_thing thing;
	enum err e;

	if (!uuid.n)
		return OK;
	a->org_uuid = uuid;
	e = hsds_of_uuid(ctx, uuid, &thing, &a->org);
	if (e == ERR_NOT_FOUND || thing != THING_ORG)
		a->org = -1;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* "6800", and perhaps "5000" metres from its middle. */
static enum err read_postcode(struct ctx *ctx, const struct req *req, struct asked *a, struct problems *bad)
{
	struct str text = asked_text(req, "postcode"), far = asked_text(req, "proximity");
	struct spot spot;
	struct area area;
	int64_t n;
	enum err e;

	if (far.n && (!str_real(far, &a->metres) || !(a->metres > 0) || !text.n))
		return problem(bad, "proximity", N_("Write a distance in metres, for example 5000, and the postcode that it is from."));
	if (!text.n)
		return OK;
	if (!str_int(text, &n) || n < 1 || n > 9999 || !gazetteer_postcode(ctx->house->gazetteer, ctx->arena, (int)n, &spot))
		return problem(bad, "postcode", N_("We know the postcodes of Denmark. Write four digits, for example 6800."));
	a->lat = spot.lat, a->lon = spot.lon;
	e = area_of_code(ctx, arena_printf(ctx->arena, "DK-%d", spot.municipality), &area);
	a->municipality = e ? -1 : area.id;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err list_read(struct ctx *ctx, const struct req *req, struct asked *a, struct problems *bad)
{
	struct str since = asked_text(req, "modified_after");

	*a = (struct asked){ .search = utf8_first(asked_text(req, "search"), WORDS_MOST), .term = asked_text(req, "taxonomy_term_id"),
			     .taxonomy = asked_text(req, "taxonomy_id"), .minimal = asked_yes(req, "minimal"), .full = asked_yes(req, "full"),
			     .full_service = asked_yes(req, "full_service"), .page = asked_number(req, "page", 1, 1000000) };
	a->per_page = asked_number(req, "per_page", a->minimal ? PER_PAGE_MINIMAL : PER_PAGE, a->minimal ? PER_PAGE_MINIMAL : PER_PAGE_MOST);
	if (since.n && !instant_of(since, &a->modified_after))
		problem(bad, "modified_after", N_("Write an instant like 2016-12-24T00:00:00Z."));
	TRY(read_postcode(ctx, req, a, bad));
	return read_org(ctx, req, a);
}

struct pages list_pages(const struct asked *a, int64_t total)
{
	struct pages p = { .total = total, .pages = (total + a->per_page - 1) / a->per_page, .page = a->page };
	int64_t before = (a->page - 1) * a->per_page;

	if (!p.pages)
		p.pages = 1;
	p.size = before >= total ? 0 : total - before < a->per_page ? total - before : a->per_page;
	return p;
}

/* --- sets ------------------------------------------------------------------------------------------------------------------ */

struct listing_run {
	struct book *b;
	const struct asked *asked;
	const struct index *x;
	uint64_t *set;
	enum err e;
};

static void keep(struct listing_run *r, const struct clause *c)
{
	index_keep(r->x, r->b->a, r->set, c);
}

/* The facts of the index under which a term of a scheme stands. */
static void clause_of(struct book *b, enum hsds_scheme s, struct str code, struct clause *c)
{
	static const char *const facts[SCHEMES] = { [SCHEME_KIND] = "kind", [SCHEME_STAGE] = "stage", [SCHEME_PROVIDER] = "provider",
						    [SCHEME_AUDIENCE] = "audience", [SCHEME_METHOD] = "method" };

	if (facts[s]) {
		clause_add(b->a, c, facts[s], code);
		return;
	}
	for (size_t i = 0; i < b->nkinds; i++)
		if (codes_have(s == SCHEME_HL7 ? b->kinds[i].hl7 : s == SCHEME_OPEN_ELIGIBILITY ? b->kinds[i].open_eligibility : S(""), code))
			clause_add(b->a, c, "kind", b->kinds[i].code);
}

/* --- all codes of a scheme -------------------------------------------------------------------------------------------------- */

typedef bool code_fn(void *arg, struct book *, enum hsds_scheme, struct str code);

static bool each_of_codes(struct book *b, enum hsds_scheme s, struct str codes, code_fn *fn, void *arg)
{
	struct str rest = codes, code;

	while (str_is(rest) && str_cut(&rest, ' ', &code))
		if (code.n && fn(arg, b, s, code))
			return true;
	return false;
}

static const struct choice *choices_of(enum hsds_scheme s)
{
	return s == SCHEME_STAGE ? kind_stages : s == SCHEME_PROVIDER ? service_providers : s == SCHEME_AUDIENCE ? audience_choices : NULL;
}

/* Until fn says that it has seen enough. */
static bool each_code(struct book *b, enum hsds_scheme s, code_fn *fn, void *arg)
{
	for (const struct choice *c = choices_of(s); c && c->code; c++)
		if (fn(arg, b, s, str_of(c->code)))
			return true;
	for (const struct method *m = meeting_methods; s == SCHEME_METHOD && m->code; m++)
		if (fn(arg, b, s, str_of(m->code)))
			return true;
	for (size_t i = 0; i < b->nkinds; i++) {
		const struct kind *k = &b->kinds[i];
		struct str codes = s == SCHEME_HL7 ? k->hl7 : s == SCHEME_OPEN_ELIGIBILITY ? k->open_eligibility : s == SCHEME_KIND ? k->code : S("");
		if (each_of_codes(b, s, codes, fn, arg))
			return true;
	}
	return false;
}

struct wanted_term {
	struct str uuid;
	enum hsds_scheme scheme;
	struct str code;
	bool found;
};

static bool is_wanted(void *arg, struct book *b, enum hsds_scheme s, struct str code)
{
	struct wanted_term *w = arg;

	if (!str_eq(crypt_uuid(b->a, book_taxonomy(b, s)->id, code), w->uuid))
		return false;
	*w = (struct wanted_term){ w->uuid, s, code, true };
	return true;
}

static bool into_clause(void *arg, struct book *b, enum hsds_scheme s, struct str code)
{
	clause_of(b, s, code, arg);
	return false;
}

/* A term or a scheme that is not ours is one that nothing has. */
static void keep_term(struct listing_run *r)
{
	struct wanted_term w = { .uuid = r->asked->term };
	struct clause c = { .n = 0 };

	for (enum hsds_scheme s = 0; s < SCHEMES && !w.found; s++)
		each_code(r->b, s, is_wanted, &w);
	if (w.found)
		clause_of(r->b, w.scheme, w.code, &c);
	keep(r, &c);
}

static void keep_taxonomy(struct listing_run *r)
{
	struct clause c = { .n = 0 };

	for (enum hsds_scheme s = 0; s < SCHEMES; s++)
		if (str_eq(book_taxonomy(r->b, s)->id, r->asked->taxonomy))
			each_code(r->b, s, into_clause, &c);
	keep(r, &c);
}

static void keep_words(struct listing_run *r)
{
	struct ask asks[ASKS_MOST];
	size_t n = asks_of(r->x->vocabulary, r->b->a, r->asked->search, asks, ASKS_MOST);

	for (size_t i = 0; i < n; i++)
		bits_and(r->set, index_saying(r->x, r->b->a, &asks[i]), r->x->words);
	if (!n)
		memset(r->set, 0, r->x->words * sizeof *r->set);
}

/* --- what the database knows -------------------------------------------------------------------------------------------------- */

struct ids {
	const struct index *x;
	uint64_t *set;
};

static void put_id(struct ids *i, int64_t id)
{
	int64_t doc = index_doc(i->x, id);

	if (doc != INDEX_NONE)
		bits_put(i->set, (uint32_t)doc);
}

static enum err take_meeting(void *arg, const struct hsds_changed_meetings *r)
{
	put_id(arg, r->id);
	return OK;
}

static enum err take_service(void *arg, const struct hsds_changed_services *r)
{
	put_id(arg, r->id);
	return OK;
}

static enum err take_keeperless(void *arg, const struct hsds_keeperless *r)
{
	put_id(arg, r->id);
	return OK;
}

static enum err take_over(void *arg, const struct hsds_over *r)
{
	put_id(arg, r->id);
	return OK;
}

static enum err keep_modified(struct listing_run *r)
{
	struct ids ids = { r->x, arena_array(r->b->a, r->x->words, uint64_t) };

	TRY(hsds_changed_meetings(r->b->ctx, r->asked->modified_after, take_meeting, &ids));
	TRY(hsds_changed_services(r->b->ctx, r->asked->modified_after, take_service, &ids));
	bits_and(r->set, ids.set, r->x->words);
	return OK;
}

static enum err keep_org(struct listing_run *r)
{
	struct ids ids = { r->x, arena_array(r->b->a, r->x->words, uint64_t) };
	struct hsds_organization *house;
	struct clause c = { .n = 0 };

	/* The house itself stands for those whom nobody keeps. */
	TRY(book_org(r->b, 0, &house));
	if (!r->asked->house && !str_eq(r->asked->org_uuid, house->id)) {
		clause_add(r->b->a, &c, "org", arena_printf(r->b->a, "%lld", (long long)r->asked->org));
		keep(r, &c);
		return OK;
	}
	TRY(hsds_keeperless(r->b->ctx, take_keeperless, &ids));
	bits_and(r->set, ids.set, r->x->words);
	return OK;
}

/* What is over is no longer offered, though nobody has ended it. */
static enum err drop_over(struct listing_run *r)
{
	struct ids ids = { r->x, arena_array(r->b->a, r->x->words, uint64_t) };
	struct bits_walk walk = bits_walk(r->x->meetings, r->x->words);
	struct str today = day_str(r->b->a, zone_local(r->x->home, r->b->ctx->now).day);
	uint32_t doc;

	TRY(hsds_over(r->b->ctx, today, take_over, &ids));
	while (bits_next(&walk, &doc)) {
		const struct timetable *t = r->x->docs[doc].times;
		if (t && t->rhythm.last != DAY_NONE && t->rhythm.last < zone_local(t->zone, r->b->ctx->now).day)
			bits_put(ids.set, doc);
	}
	bits_without(r->set, ids.set, r->x->words);
	return OK;
}

/* --- near a postcode --------------------------------------------------------------------------------------------------------- */

static enum err take_serving(void *arg, const struct hsds_serving *r)
{
	put_id(arg, r->id);
	return OK;
}

static enum err take_bounded(void *arg, const struct hsds_bounded *r)
{
	put_id(arg, r->id);
	return OK;
}

/* What names the areas that it serves must name this one, or one that it lies in; others serve whoever comes. */
static enum err keep_serving(struct listing_run *r)
{
	struct ids serving = { r->x, arena_array(r->b->a, r->x->words, uint64_t) }, bounded = { r->x, arena_array(r->b->a, r->x->words, uint64_t) };
	int64_t id = r->asked->municipality;
	struct area area;

	TRY(hsds_bounded(r->b->ctx, take_bounded, &bounded));
	for (int up = 0; id > 0 && up < AREAS_UP; up++) {
		TRY(hsds_serving(r->b->ctx, id, take_serving, &serving));
		TRY(area_get(r->b->ctx, id, &area));
		id = area.parent;
	}
	bits_without(bounded.set, serving.set, r->x->words);
	bits_without(r->set, bounded.set, r->x->words);
	return OK;
}

static bool is_near(const struct doc *d, const struct point *from, double most_sq)
{
	for (uint32_t i = 0; i < d->npoints; i++) {
		double x = (double)(d->points[i].x - from->x), y = (double)(d->points[i].y - from->y), z = (double)(d->points[i].z - from->z);
		if (x * x + y * y + z * z <= most_sq)
			return true;
	}
	return false;
}

/* Straight through the earth: 2 sin(d / 2r) of an arc d. */
static void keep_near(struct listing_run *r)
{
	struct point from = point_of(r->asked->lat, r->asked->lon, 0);
	double arc = fmin(r->asked->metres / EARTH_METRES, M_PI), chord = 2 * sin(arc / 2);
	uint64_t *near = arena_array(r->b->a, r->x->words, uint64_t);
	struct bits_walk walk = bits_walk(r->set, r->x->words);
	uint32_t doc;

	while (bits_next(&walk, &doc))
		if (is_near(&r->x->docs[doc], &from, chord * chord))
			bits_put(near, doc);
	bits_and(r->set, near, r->x->words);
}

/* --- the door --------------------------------------------------------------------------------------------------------------------- */

static enum err choose(struct listing_run *r)
{
	r->set = arena_array(r->b->a, r->x->words, uint64_t);
	memcpy(r->set, r->x->alive, r->x->words * sizeof *r->set);
	TRY(drop_over(r));
	if (r->asked->org)
		TRY(keep_org(r));
	if (r->asked->term.n)
		keep_term(r);
	if (r->asked->taxonomy.n)
		keep_taxonomy(r);
	if (r->asked->search.n)
		keep_words(r);
	if (r->asked->municipality)
		TRY(keep_serving(r));
	if (r->asked->metres > 0)
		keep_near(r);
	return r->asked->modified_after ? keep_modified(r) : OK;
}

static int by_id(const void *a, const void *b)
{
	const struct listing_id *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static enum err collect(struct book *b, const struct asked *asked, struct listing_id **out, size_t *n)
{
	struct listing_run r = { .b = b, .asked = asked };
	struct bits_walk walk;
	uint32_t doc;
	size_t count = 0;
	enum err e;

	TRY(index_hold(b->ctx, &r.x));
	e = choose(&r);
	if (!e) {
		for (size_t w = 0; w < r.x->words; w++)
			count += (size_t)__builtin_popcountll(r.set[w]);
		*out = arena_array(b->a, count + 1, struct listing_id);
		*n = 0;
		walk = bits_walk(r.set, r.x->words);
		while (bits_next(&walk, &doc))
			(*out)[(*n)++] = (struct listing_id){ r.x->docs[doc].id, bits_has(r.x->meetings, doc) };
	}
	index_let_go(b->ctx);
	if (!e)
		qsort(*out, *n, sizeof **out, by_id);
	return e;
}

enum err list_all(struct book *b, struct listing_id **out, size_t *n)
{
	static const struct asked everything;

	return collect(b, &everything, out, n);
}

enum err list_page(struct book *b, const struct asked *a, struct listing_id **out, struct pages *p)
{
	struct listing_id *all;
	size_t n;

	TRY(collect(b, a, &all, &n));
	*p = list_pages(a, (int64_t)n);
	*out = all + (p->size ? (a->page - 1) * a->per_page : 0);
	return OK;
}

/* --- organisations ------------------------------------------------------------------------------------------------------------------ */

bool list_says(struct book *b, struct str search, struct str text)
{
	struct str rest = text_fold(b->a, search), folded = text_fold(b->a, text), word;

	while (str_is(rest) && str_cut(&rest, ' ', &word))
		if (word.n && str_index(folded, word, 0) == SIZE_MAX)
			return false;
	return true;
}

struct org_ids {
	struct book *b;
	int64_t *at;
	size_t n;
};

static enum err take_org(void *arg, const struct hsds_shown_orgs *r)
{
	struct org_ids *o = arg;

	o->at = arena_grow(o->b->a, o->at, o->n, sizeof *o->at);
	o->at[o->n++] = r->id;
	return OK;
}

/* Is anything that was found theirs? */
static bool has_one_of(struct listing_run *r, int64_t org)
{
	struct clause c = { .n = 0 };
	const struct term *t;

	clause_add(r->b->a, &c, "org", arena_printf(r->b->a, "%lld", (long long)org));
	t = index_term(r->x, c.facts[0]);
	if (t && t->set)
		return bits_count_both(t->set, r->set, r->x->words) > 0;
	for (uint32_t i = 0; t && i < t->n; i++)
		if (bits_has(r->set, t->docs[i]))
			return true;
	return false;
}

static enum err has_keeperless(struct listing_run *r, bool *yes)
{
	struct ids ids = { r->x, arena_array(r->b->a, r->x->words, uint64_t) };

	TRY(hsds_keeperless(r->b->ctx, take_keeperless, &ids));
	*yes = bits_count_both(ids.set, r->set, r->x->words) > 0;
	return OK;
}

static enum err keep_orgs(struct listing_run *r, struct org_ids *o)
{
	size_t kept = 0;
	bool keeperless;

	TRY(choose(r));
	for (size_t i = 0; i < o->n; i++)
		if (has_one_of(r, o->at[i]))
			o->at[kept++] = o->at[i];
	o->n = kept;
	TRY(has_keeperless(r, &keeperless));
	if (keeperless) {
		/* Behind the others, because it stands for nobody. */
		int64_t *wider = arena_array(r->b->a, kept + 1, int64_t);
		if (kept)
			memcpy(wider, o->at, kept * sizeof *wider);
		wider[o->n++] = 0;
		o->at = wider;
	}
	return OK;
}

enum err list_orgs(struct book *b, const struct asked *asked, int64_t **out, size_t *n)
{
	struct listing_run r = { .b = b, .asked = asked };
	struct org_ids o = { .b = b };
	enum err e;

	TRY(hsds_shown_orgs(b->ctx, take_org, &o));
	TRY(index_hold(b->ctx, &r.x));
	e = keep_orgs(&r, &o);
	index_let_go(b->ctx);
	*out = o.at;
	*n = o.n;
	return e;
}

enum err list_has_org(struct book *b, int64_t id)
{
	static const struct asked everything;
	int64_t *ids;
	size_t n;

	TRY(list_orgs(b, &everything, &ids, &n));
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return OK;
	return ERR_NOT_FOUND;
}

/* --- numbers beside ids --------------------------------------------------------------------------------------------------------------- */

/* A column of numbers in the order of ids, of all that is running. */
struct column {
	struct arena *a;
	struct numbered {
		int64_t id, n;
	} *at;
	size_t n;
};

static enum err add_number(struct column *c, int64_t id, int64_t n)
{
	c->at = arena_grow(c->a, c->at, c->n, sizeof *c->at);
	c->at[c->n++] = (struct numbered){ id, n };
	return OK;
}

static enum err take_meeting_places(void *arg, const struct hsds_meeting_places *r)
{
	return add_number(arg, r->id, r->n);
}

static enum err take_service_places(void *arg, const struct hsds_service_places *r)
{
	return add_number(arg, r->id, r->n);
}

static enum err take_meeting_stamp(void *arg, const struct hsds_meeting_stamps *r)
{
	return add_number(arg, r->id, r->changed_at);
}

static enum err take_service_stamp(void *arg, const struct hsds_service_stamps *r)
{
	return add_number(arg, r->id, r->changed_at);
}

static int64_t number_of(const struct column *c, int64_t id)
{
	size_t lo = 0, hi = c->n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (c->at[mid].id == id)
			return c->at[mid].n;
		if (c->at[mid].id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return 0;
}

enum err list_at_places(struct book *b, const struct asked *asked, struct listing_at **out, struct pages *p)
{
	struct column meetings = { .a = b->a }, services = { .a = b->a };
	struct listing_id *ids;
	int64_t total = 0, first = (asked->page - 1) * asked->per_page;
	size_t n, kept = 0;

	TRY(collect(b, asked, &ids, &n));
	TRY(hsds_meeting_places(b->ctx, take_meeting_places, &meetings));
	TRY(hsds_service_places(b->ctx, take_service_places, &services));
	*out = arena_array(b->a, (size_t)asked->per_page, struct listing_at);
	for (size_t i = 0; i < n; i++) {
		int64_t places = number_of(ids[i].meeting ? &meetings : &services, ids[i].id);
		for (int64_t k = 0; k < places; k++, total++)
			if (total >= first && kept < (size_t)asked->per_page)
				(*out)[kept++] = (struct listing_at){ ids[i], k };
	}
	*p = list_pages(asked, total);
	return OK;
}

enum err list_stamps(struct book *b, const struct listing_id *ids, size_t n, int64_t *changed_at)
{
	struct column meetings = { .a = b->a }, services = { .a = b->a };

	TRY(hsds_meeting_stamps(b->ctx, take_meeting_stamp, &meetings));
	TRY(hsds_service_stamps(b->ctx, take_service_stamp, &services));
	for (size_t i = 0; i < n; i++)
		changed_at[i] = number_of(ids[i].meeting ? &meetings : &services, ids[i].id);
	return OK;
}

/* --- terms in use ------------------------------------------------------------------------------------------------------------------- */

struct in_use {
	struct book *b;
	struct hsds_taxonomy_term **at[SCHEMES];
	size_t n[SCHEMES];
	bool kind_used[KINDS_MOST];
};

static bool use(void *arg, struct book *b, enum hsds_scheme s, struct str code)
{
	struct in_use *u = arg;
	struct hsds_taxonomy_term *t = book_term(b, s, code, STR_ABSENT, STR_ABSENT);

	for (size_t i = 0; i < u->n[s]; i++)
		if (u->at[s][i] == t)
			return false;
	u->at[s] = arena_grow(b->a, u->at[s], u->n[s], sizeof *u->at[s]);
	u->at[s][u->n[s]++] = t;
	return false;
}

static void use_kind(struct in_use *u, const struct kind *k)
{
	if (!k || u->kind_used[k - u->b->kinds])
		return;
	u->kind_used[k - u->b->kinds] = true;
	each_of_codes(u->b, SCHEME_HL7, k->hl7, use, u);
	each_of_codes(u->b, SCHEME_OPEN_ELIGIBILITY, k->open_eligibility, use, u);
	use(u, u->b, SCHEME_KIND, k->code);
}

static enum err use_codes(void *arg, const struct hsds_codes *r)
{
	struct in_use *u = arg;

	use_kind(u, kind_find(u->b->kinds, u->b->nkinds, r->kind));
	each_of_codes(u->b, SCHEME_STAGE, r->stages, use, u);
	each_of_codes(u->b, SCHEME_PROVIDER, r->providers, use, u);
	each_of_codes(u->b, SCHEME_AUDIENCE, r->audience, use, u);
	return OK;
}

static enum err use_method(void *arg, const struct hsds_methods *r)
{
	struct in_use *u = arg;

	for (size_t i = 0; i < u->b->nkinds; i++)
		if (str_same(u->b->kinds[i].code, "support-groups"))
			use_kind(u, &u->b->kinds[i]);
	use(u, u->b, SCHEME_STAGE, S("mutual"));
	use(u, u->b, SCHEME_PROVIDER, S("peer"));
	use(u, u->b, SCHEME_METHOD, r->method);
	return OK;
}

static enum err use_audience(void *arg, const struct hsds_audiences *r)
{
	struct in_use *u = arg;

	each_of_codes(u->b, SCHEME_AUDIENCE, r->audience, use, u);
	return OK;
}

enum err list_terms(struct book *b, struct hsds_taxonomy_term ***out, size_t *n)
{
	struct in_use u = { .b = b };

	TRY(hsds_codes(b->ctx, use_codes, &u));
	TRY(hsds_methods(b->ctx, use_method, &u));
	TRY(hsds_audiences(b->ctx, use_audience, &u));
	*out = NULL;
	*n = 0;
	for (enum hsds_scheme s = 0; s < SCHEMES; s++)
		for (size_t i = 0; i < u.n[s]; i++) {
			*out = arena_grow(b->a, *out, *n, sizeof **out);
			(*out)[(*n)++] = u.at[s][i];
		}
	return OK;
}
