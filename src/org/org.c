/* org.c -- organisations: who stands behind meetings, places and people. */
#include "org/org.h"
#include "area/area.h"
#include "base/rng.h"
#include "event/event.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

#include "org_sql.h"

const struct choice org_kinds[] = {
	{ "association", N_("Association") },
	{ "municipality", N_("Municipality") },
	{ "hospital", N_("Hospital") },
	{ "company", N_("Company") },
	{ "faith", N_("Faith community") },
	{ "other", N_("Other") },
	{ NULL, NULL }
};

const struct field org_fields[] = {
	F(struct org, name, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 120, .label = N_("Name"),
	  .group = N_("What everybody sees")),
	F(struct org, kind, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("Kind of organisation"), .choices = org_kinds),
	{ .name = "area", .type = FIELD_TEXT, .offset = offsetof(struct org, area_text), .flags = FIELD_GUARDED, .most = 80,
	  .label = N_("Area"), .hint = N_("A municipality, region, state or country, for example Aarhus.") },
	F(struct org, description_da, FIELD_LONG, .flags = FIELD_GUARDED | FIELD_PUBLIC_TEXT, .most = 1500,
	  .label = N_("What it is and does, in Danish"), .hint = N_("At most 80 words, as you would say it to a neighbour.")),
	F(struct org, description_en, FIELD_LONG, .flags = FIELD_GUARDED | FIELD_PUBLIC_TEXT, .most = 1500,
	  .label = N_("What it is and does, in English")),
	F(struct org, website, FIELD_URL, .most = 300, .label = N_("Website")),
	F(struct org, phone, FIELD_PHONE, .label = N_("Phone of the office"), .hint = N_("Never the number of one person.")),
	F(struct org, email, FIELD_EMAIL, .most = 120, .label = N_("E-mail of the office"),
	  .hint = N_("Never the address of one person.")),
	F(struct org, reg_no, FIELD_TEXT, .flags = FIELD_GUARDED | FIELD_PRIVATE, .most = 20, .label = N_("Registration number"),
	  .hint = N_("CVR or EIN."), .group = N_("What only keepers see")),
	F(struct org, neutral_name, FIELD_TEXT, .flags = FIELD_GUARDED | FIELD_PRIVATE, .most = 60, .label = N_("Neutral name"),
	  .hint = N_("For messages on somebody's phone: it must not tell what it is about.")),
	F(struct org, frame_hosts, FIELD_TEXT, .flags = FIELD_PRIVATE | FIELD_GUARDED, .most = 400, .label = N_("Sites that may show our lists"),
	  .hint = N_("Host names with a blank between, for example www.example.org.")),
	F_END,
};

enum { ORGS_MOST = 5000, SLUG_MOST = 60 };

/* Two queries give the same columns under two names. */
#define ORG_OF(r) (struct org){ \
	.id = (r)->id, .area = (r)->area.v, .name = (r)->name, .slug = (r)->slug, .kind = (r)->kind, .reg_no = (r)->reg_no, \
	.website = (r)->website, .phone = (r)->phone, .email = (r)->email, .description_da = (r)->description_da, \
	.description_en = (r)->description_en, .neutral_name = (r)->neutral_name, .frame_hosts = (r)->frame_hosts, \
	.state = (r)->state }

enum err org_get(struct ctx *ctx, int64_t id, struct org *out)
{
	struct org_row r;

	TRY(org_row(ctx, id, &r));
	*out = ORG_OF(&r);
	return OK;
}

enum err org_of_slug(struct ctx *ctx, struct str slug, struct org *out)
{
	struct org_id_of_slug r;

	TRY(org_id_of_slug(ctx, slug, &r));
	return org_get(ctx, r.id, out);
}

enum err org_of_name(struct ctx *ctx, struct str name, struct org *out)
{
	struct org_id_of_name r;

	TRY(org_id_of_name(ctx, text_fold(ctx->arena, name), &r));
	return org_get(ctx, r.id, out);
}

/* --- lists ------------------------------------------------------------------------------------------ */

struct sorted {
	struct str key;
	const struct org_rows *row;
};

static int by_key(const void *a, const void *b)
{
	return str_cmp(((const struct sorted *)a)->key, ((const struct sorted *)b)->key);
}

/* Who keeps meetings, support or books of an organisation must be able to choose it, also without the right to change it. */
static bool is_theirs(const struct ctx *ctx, const struct org_rows *r)
{
	return may_for(ctx->who, ORG_EDIT, r->id, r->area.v) || may_for(ctx->who, MEETING_EDIT, r->id, r->area.v) ||
	       may_for(ctx->who, SERVICE_EDIT, r->id, r->area.v) || may_for(ctx->who, GRANT_BOOK, r->id, r->area.v);
}

static enum err sorted_rows(struct ctx *ctx, struct sorted **out, size_t *n)
{
	struct org_rows *rows;
	size_t all;

	*n = 0;
	TRY(org_rows(ctx, ORGS_MOST, &rows, &all));
	*out = arena_array(ctx->arena, all, struct sorted);
	for (size_t i = 0; i < all; i++)
		if (is_theirs(ctx, &rows[i]))
			(*out)[(*n)++] = (struct sorted){ text_sort_key(ctx->arena, rows[i].name), &rows[i] };
	if (*n)
		qsort(*out, *n, sizeof **out, by_key);
	return OK;
}

enum err org_list(struct ctx *ctx, int64_t most, struct org **out, size_t *n)
{
	struct sorted *order;
	size_t all;

	TRY(sorted_rows(ctx, &order, &all));
	*out = arena_array(ctx->arena, all, struct org);
	*n = 0;
	for (size_t i = 0; i < all && *n < (size_t)most; i++)
		if (str_same(order[i].row->state, "active"))
			(*out)[(*n)++] = ORG_OF(order[i].row);
	return OK;
}

enum err org_first(struct ctx *ctx, int64_t *id)
{
	struct org_first_row row;

	TRY(org_first_row(ctx, &row));
	if (!row.id.has)
		return ERR_NOT_FOUND;
	*id = row.id.v;
	return OK;
}

enum err org_choices(struct ctx *ctx, int64_t present, const struct choice **out)
{
	struct choice *c;
	struct org *orgs, now;
	size_t n;

	TRY(org_list(ctx, ORGS_MOST, &orgs, &n));
	c = arena_array(ctx->arena, n + 2, struct choice);
	for (size_t i = 0; i < n; i++) {
		c[i] = (struct choice){ page_id(ctx, orgs[i].id).p, arena_z(ctx->arena, orgs[i].name) };
		if (orgs[i].id == present)
			present = 0;
	}
	if (present && !org_get(ctx, present, &now))
		c[n] = (struct choice){ page_id(ctx, now.id).p, arena_z(ctx->arena, now.name) };
	*out = c;
	return OK;
}

enum err org_search(struct ctx *ctx, struct str text, struct org **out, size_t *n)
{
	struct str fold = text_fold(ctx->arena, text.p ? text : S(""));
	struct sorted *order;
	size_t all;

	TRY(sorted_rows(ctx, &order, &all));
	*out = arena_array(ctx->arena, all, struct org);
	*n = 0;
	for (size_t i = 0; i < all; i++)
		if (!fold.n || str_index(text_fold(ctx->arena, order[i].row->name), fold, 0) != SIZE_MAX)
			(*out)[(*n)++] = ORG_OF(order[i].row);
	return OK;
}

/* --- keeping ------------------------------------------------------------------------------------------ */

bool org_may_keep(const struct ctx *ctx, const struct org *o)
{
	return may_for(ctx->who, ORG_EDIT, o->id, o->area);
}

bool org_may_add(const struct ctx *ctx)
{
	for (size_t i = 0; i < ctx->who->ngrants; i++)
		if (may_for(ctx->who, ORG_EDIT, 0, ctx->who->grants[i].area))
			return true;
	return may_for(ctx->who, ORG_EDIT, 0, 0);
}

static bool is_reg_no(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'A' && s.p[i] <= 'Z') || s.p[i] == '-' || s.p[i] == ' '))
			return false;
	return true;
}

/* A host name as a browser writes it: no scheme, no path. */
static bool is_host(struct str s)
{
	if (s.n < 4 || s.n > 253 || str_index(s, S("."), 1) == SIZE_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-' || s.p[i] == '.'))
			return false;
	return s.p[0] != '.' && s.p[0] != '-' && s.p[s.n - 1] != '.' && s.p[s.n - 1] != '-';
}

static void check_hosts(struct str hosts, struct problems *bad)
{
	struct str rest = hosts, host;

	while (str_cut(&rest, ' ', &host))
		if (host.n && !is_host(host) && !problem_of(bad, "frame_hosts"))
			problem_with(bad, "frame_hosts", N_("“{x}” is no host name. Write it like www.example.org, without https."), host);
}

/* One name, one organisation: otherwise two keepers keep half a list each. */
static enum err check_name(struct ctx *ctx, const struct org *o, struct problems *bad)
{
	struct org_id_of_name taken;
	struct str key = text_fold(ctx->arena, o->name);
	enum err e;

	if (!key.n)
		return problem_once(bad, "name", N_("Write a name with letters."));
	e = org_id_of_name(ctx, key, &taken);
	if (!e && taken.id != o->id)
		return problem_once(bad, "name", N_("An organisation with this name is in the list already."));
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err check(struct ctx *ctx, const struct org *o, struct problems *bad)
{
	TRY(check_name(ctx, o, bad));
	if (!choice_label(org_kinds, o->kind))
		problem_once(bad, "kind", N_("Choose one of the answers in the list."));
	if (!is_reg_no(o->reg_no))
		problem_once(bad, "reg_no", N_("Use digits, capital letters and hyphens, for example 12345678."));
	check_hosts(o->frame_hosts, bad);
	form_guard(ctx, org_fields, o, bad);
	return OK;
}

static enum err free_slug(struct ctx *ctx, const struct org *o, struct str *slug)
{
	struct str base = text_slug(ctx->arena, o->name, SLUG_MOST);
	struct org_id_of_slug taken;
	enum err e = OK;

	if (!base.n)
		base = S("org");
	*slug = base;
	for (int n = 2; !(e = org_id_of_slug(ctx, *slug, &taken)); n++)
		*slug = arena_printf(ctx->arena, "%.*s-%d", STR_ARG(base), n);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* What a caller left out is empty, not absent: the columns want a text. */
static void fill(struct org *o)
{
	struct str *texts[] = { &o->reg_no, &o->website, &o->phone, &o->email, &o->description_da, &o->description_en,
				&o->neutral_name, &o->frame_hosts, &o->kind };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i]->p)
			*texts[i] = S("");
}

static enum err add(struct ctx *ctx, struct org *o)
{
	struct opt_int area = { o->area != 0, o->area };
	int64_t changed;

	TRY(free_slug(ctx, o, &o->slug));
	o->id = id_new(ctx->house->rng, ctx->now);
	o->state = S("active");
	TRY(org_put(ctx, o->id, o->name, text_fold(ctx->arena, o->name), o->slug, o->kind, o->reg_no, area, o->website, o->phone,
		    o->email, o->description_da, o->description_en, o->neutral_name, o->frame_hosts, ctx->now, &changed));
	return changed ? event_add(ctx, "org.added", o->id, STR_ABSENT) : fail(ctx, ERR_CONFLICT, "org: the name was taken meanwhile");
}

static enum err change(struct ctx *ctx, const struct org *o)
{
	struct opt_int area = { o->area != 0, o->area };
	int64_t changed;

	TRY(org_change(ctx, o->id, o->name, text_fold(ctx->arena, o->name), o->kind, o->reg_no, area, o->website, o->phone, o->email,
		       o->description_da, o->description_en, o->neutral_name, o->frame_hosts, ctx->now, &changed));
	return event_add(ctx, "org.changed", o->id, STR_ABSENT);
}

enum err org_save(struct ctx *ctx, struct org *o, struct problems *bad)
{
	struct org was = { 0 };

	if (o->id) {
		TRY(org_get(ctx, o->id, &was));
		o->slug = was.slug, o->state = was.state;
		if (!org_may_keep(ctx, &was))
			return ERR_DENIED;
	}
	if (!org_may_keep(ctx, o) && !org_may_add(ctx))
		return ERR_DENIED;
	form_settle(ctx, org_fields, o);
	/* Nobody makes an organisation outside their own area, or moves one out of it. */
	if (!org_may_keep(ctx, o))
		problem_once(bad, "area", N_("You keep organisations of another area. Write an area of yours."));
	fill(o);
	TRY(check(ctx, o, bad));
	if (bad->n)
		return OK;
	return o->id ? change(ctx, o) : add(ctx, o);
}

enum err org_end(struct ctx *ctx, int64_t id, struct problems *bad)
{
	struct org_meetings running;
	struct org_services given;
	struct org o;
	int64_t changed;

	TRY(org_get(ctx, id, &o));
	if (!org_may_keep(ctx, &o))
		return ERR_DENIED;
	TRY(org_meetings(ctx, id, &running));
	if (running.n)
		return problem_with(bad, "", N_("Meetings that are still running: {x}. End them or give them to another organisation first."),
				    tr_number(ctx, running.n));
	TRY(org_services(ctx, id, &given));
	if (given.n)
		return problem_with(bad, "", N_("Support that everybody still sees: {x}. End it or give it to another organisation first."),
				    tr_number(ctx, given.n));
	TRY(org_set_state(ctx, id, S("active"), S("ended"), ctx->now, &changed));
	return changed ? event_add(ctx, "org.ended", id, STR_ABSENT) : OK;
}

enum err org_resume(struct ctx *ctx, int64_t id)
{
	struct org o;
	int64_t changed;

	TRY(org_get(ctx, id, &o));
	if (!org_may_keep(ctx, &o))
		return ERR_DENIED;
	TRY(org_set_state(ctx, id, S("ended"), S("active"), ctx->now, &changed));
	return changed ? event_add(ctx, "org.resumed", id, STR_ABSENT) : OK;
}

enum err org_discard(struct ctx *ctx, int64_t id)
{
	struct org o;
	int64_t changed;

	TRY(org_get(ctx, id, &o));
	if (!org_may_keep(ctx, &o))
		return ERR_DENIED;
	TRY(org_discard_row(ctx, id, &changed));
	return changed ? event_add(ctx, "org.discarded", id, STR_ABSENT) : fail(ctx, ERR_CONFLICT, "org %lld is in use", (long long)id);
}
