/* partner.c -- keeping partnerships: who, where, in what, from when to when; and one pair at a time. */
#include "partner/partner.h"
#include "area/area.h"
#include "base/rng.h"
#include "event/event.h"
#include "org/org.h"
#include "text/text.h"

#include <stdlib.h>

#include "partner_sql.h"

enum { OVERLAPS_MOST = 50, FAR_YEAR = 9999 };

const struct choice partner_roles[] = {
	{ "runs", N_("runs groups") },
	{ "refers", N_("tells people about them") },
	{ "rooms", N_("gives rooms") },
	{ "funds", N_("gives money") },
	{ NULL, NULL }
};

const struct choice partner_flows[] = {
	{ "totals", N_("Public lists and added-up figures") },
	{ "lists", N_("Public lists only") },
	{ NULL, NULL }
};

static const struct choice no_choices[] = { { NULL, NULL } };

#define P(member, kind, ...) F(struct partner, member, kind, __VA_ARGS__)

const struct field partner_fields[] = {
	{ .name = "org", .type = FIELD_CHOICE, .offset = offsetof(struct partner, org_text), .flags = FIELD_REQUIRED, .choices = no_choices,
	  .label = N_("Organisation"), .group = N_("Who and where") },
	{ .name = "area", .type = FIELD_TEXT, .offset = offsetof(struct partner, area_text), .flags = FIELD_REQUIRED | FIELD_GUARDED, .most = 80,
	  .label = N_("Municipality"), .hint = N_("For example Varde.") },
	{ .name = "programme", .type = FIELD_CHOICE, .offset = offsetof(struct partner, programme_text), .flags = FIELD_REQUIRED,
	  .choices = no_choices, .label = N_("Programme") },
	P(first_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("First day")),
	P(last_day, FIELD_DATE, .label = N_("Last day"), .hint = N_("Leave it empty while no end is set.")),
	P(org_roles, FIELD_CHOICES, .choices = partner_roles, .label = N_("What the organisation does"), .group = N_("What each of them does")),
	P(area_roles, FIELD_CHOICES, .choices = partner_roles, .label = N_("What the municipality does")),
	P(flow, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = partner_flows, .label = N_("What may be told between them"),
	  .hint = N_("Never anything about one person.")),
	P(contact_role, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 80, .label = N_("Whom to ask"),
	  .hint = N_("A role, for example the coordinator. A name is not needed."), .group = N_("Contact and agreement")),
	P(phone, FIELD_PHONE, .label = N_("Phone of the office"), .hint = N_("Never the number of one person.")),
	P(agreement, FIELD_TEXT, .flags = FIELD_GUARDED | FIELD_PRIVATE, .most = 160, .label = N_("Where the agreement is filed"),
	  .hint = N_("Only keepers see this.")),
	F_END
};

#define PARTNER_OF(r) (struct partner){ \
	.id = (r)->id, .org = (r)->org, .area = (r)->area, .programme = (r)->programme, .first_day = (r)->first_day, .last_day = (r)->last_day, \
	.org_roles = (r)->org_roles, .area_roles = (r)->area_roles, .flow = (r)->flow, .contact_role = (r)->contact_role, \
	.phone = (r)->phone, .agreement = (r)->agreement }

/* --- reading -------------------------------------------------------------------------------------------------- */

enum err partner_get(struct ctx *ctx, int64_t id, struct partner *out)
{
	struct partner_row r;

	TRY(partner_row(ctx, id, &r));
	*out = PARTNER_OF(&r);
	return OK;
}

struct sorted {
	struct str org, area;
	struct partner p;
};

static int by_names(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	int by_org = str_cmp(x->org, y->org), by_area = str_cmp(x->area, y->area);

	if (by_org || by_area)
		return by_org ? by_org : by_area;
	return (x->p.first_day > y->p.first_day) - (x->p.first_day < y->p.first_day);
}

enum err partner_list(struct ctx *ctx, struct partner **out, size_t *n)
{
	struct partner_rows *rows;
	struct sorted *order;
	struct org o;

	TRY(partner_rows(ctx, PARTNERS_MOST, &rows, n));
	order = arena_array(ctx->arena, *n, struct sorted);
	for (size_t i = 0; i < *n; i++) {
		TRY(org_get(ctx, rows[i].org, &o));
		order[i] = (struct sorted){ text_sort_key(ctx->arena, o.name), text_sort_key(ctx->arena, area_name_of(ctx, rows[i].area)),
					    PARTNER_OF(&rows[i]) };
	}
	if (*n)
		qsort(order, *n, sizeof *order, by_names);
	*out = arena_array(ctx->arena, *n, struct partner);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = order[i].p;
	return OK;
}

enum err partner_of_area(struct ctx *ctx, int64_t area, struct partner **out, size_t *n)
{
	struct partner_area_rows *rows;

	TRY(partner_area_rows(ctx, area, PARTNERS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct partner);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = PARTNER_OF(&rows[i]);
	return OK;
}

enum err partner_overlapping(struct ctx *ctx, const struct partner *p, struct partner **out, size_t *n)
{
	struct partner_overlaps *rows;

	TRY(partner_overlaps(ctx, p->id, p->org, p->area, p->programme, p->first_day,
			     p->last_day == DAY_NONE ? day_of(FAR_YEAR, 12, 31) : p->last_day, OVERLAPS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct partner);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = PARTNER_OF(&rows[i]);
	return OK;
}

struct str partner_roles_said(struct ctx *ctx, struct str codes)
{
	struct str rest = codes, code, said[8];
	size_t n = 0;

	while (n < 8 && str_cut(&rest, ' ', &code))
		if (choice_label(partner_roles, code))
			said[n++] = tr_of(ctx, str_of(choice_label(partner_roles, code)));
	return n ? tr_and(ctx, said, n) : S("");
}

/* --- keeping ----------------------------------------------------------------------------------------------------- */

bool partner_may_keep(const struct ctx *ctx, const struct partner *p)
{
	return may_for(ctx->who, PROGRAMME_EDIT, p->org, p->area);
}

static enum err check(struct ctx *ctx, const struct partner *p, struct problems *bad)
{
	struct programme programme;
	struct org o;
	enum err e;

	e = org_get(ctx, p->org, &o);
	if (e == ERR_NOT_FOUND)
		problem_once(bad, "org", N_("Choose one of the answers in the list."));
	else
		TRY(e);
	if (!p->area)
		problem_once(bad, "area", N_("Which municipality is it? Write its name, for example Varde."));
	e = programme_get(ctx, p->programme, &programme);
	if (e == ERR_NOT_FOUND)
		problem_once(bad, "programme", N_("Choose one of the answers in the list."));
	else
		TRY(e);
	if (p->first_day == DAY_NONE)
		problem_once(bad, "first_day", N_("When does it begin? Write the date, for example 1.10.2013."));
	else if (p->last_day != DAY_NONE && p->last_day < p->first_day)
		problem_once(bad, "last_day", N_("The last day comes before the first. Please look again."));
	if (!choice_label(partner_flows, p->flow))
		problem_once(bad, "flow", N_("Choose one of the answers in the list."));
	form_guard(ctx, partner_fields, p, bad);
	return OK;
}

static bool has_code(struct str codes, const char *code)
{
	struct str rest = codes, one;

	while (str_cut(&rest, ' ', &one))
		if (str_same(one, code))
			return true;
	return false;
}

static struct str both(struct ctx *ctx, struct str a, struct str b)
{
	struct str all = S("");

	for (const struct choice *c = partner_roles; c->code; c++)
		if (has_code(a, c->code) || has_code(b, c->code))
			all = arena_cat(ctx->arena, all, all.n ? S(" ") : S(""), str_of(c->code));
	return all;
}

/* The longer time, the roles of both, the more careful flow; what the newer one says of the contact, if it says so. */
static void take_in(struct ctx *ctx, struct partner *p, const struct partner *other)
{
	if (other->first_day < p->first_day)
		p->first_day = other->first_day;
	if (p->last_day != DAY_NONE && (other->last_day == DAY_NONE || other->last_day > p->last_day))
		p->last_day = other->last_day;
	p->org_roles = both(ctx, p->org_roles, other->org_roles);
	p->area_roles = both(ctx, p->area_roles, other->area_roles);
	if (str_same(other->flow, "lists"))
		p->flow = other->flow;
	if (!p->contact_role.n)
		p->contact_role = other->contact_role;
	if (!p->phone.n)
		p->phone = other->phone;
	if (!p->agreement.n)
		p->agreement = other->agreement;
}

/* Until no other shares a day with it: a longer time may meet one more. */
static enum err merge_all(struct ctx *ctx, struct partner *p)
{
	struct partner *others;
	int64_t changed;
	size_t n;

	TRY(partner_overlapping(ctx, p, &others, &n));
	while (n) {
		for (size_t i = 0; i < n; i++) {
			take_in(ctx, p, &others[i]);
			if (p->id)
				TRY(partner_drop(ctx, others[i].id, &changed));
			else
				p->id = others[i].id;
		}
		TRY(partner_overlapping(ctx, p, &others, &n));
	}
	return OK;
}

static void fill(struct partner *p)
{
	struct str *texts[] = { &p->org_roles, &p->area_roles, &p->flow, &p->contact_role, &p->phone, &p->agreement };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i]->p)
			*texts[i] = S("");
}

static enum err store(struct ctx *ctx, struct partner *p)
{
	bool fresh = !p->id;
	int64_t changed;

	if (fresh)
		p->id = id_new(ctx->house->rng, ctx->now);
	TRY(partner_put(ctx, p->id, p->org, p->area, p->programme, p->first_day, p->last_day, p->org_roles, p->area_roles, p->flow,
			p->contact_role, p->phone, p->agreement, ctx->now, &changed));
	return event_add(ctx, fresh ? "partner.added" : "partner.changed", p->id, STR_ABSENT);
}

enum err partner_save(struct ctx *ctx, struct partner *p, bool merge, struct problems *bad)
{
	struct partner was, *others;
	size_t n;

	if (p->id) {
		TRY(partner_get(ctx, p->id, &was));
		if (!partner_may_keep(ctx, &was))
			return ERR_DENIED;
	}
	form_settle(ctx, partner_fields, p);
	fill(p);
	TRY(check(ctx, p, bad));
	if (bad->n)
		return OK;
	if (!partner_may_keep(ctx, p))
		return ERR_DENIED;
	TRY(partner_overlapping(ctx, p, &others, &n));
	if (n && !merge)
		return problem_with(bad, "first_day", N_("The two already work together in this programme at that time ({x}). Let the two become one, or choose other days."),
				    programme_period_said(ctx, others[0].first_day, others[0].last_day));
	TRY(merge_all(ctx, p));
	return store(ctx, p);
}

enum err partner_discard(struct ctx *ctx, int64_t id)
{
	struct partner p;
	int64_t changed;

	TRY(partner_get(ctx, id, &p));
	if (!partner_may_keep(ctx, &p))
		return ERR_DENIED;
	TRY(partner_drop(ctx, id, &changed));
	return event_add(ctx, "partner.discarded", id, STR_ABSENT);
}
