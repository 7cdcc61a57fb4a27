/* register_page.c -- the children's register of an organisation: who is in order, and who says each year that it is right. */
#include "volunteer/declare.h"
#include "access/access.h"
#include "volunteer/volunteer_pages.h"

struct register_row {
	struct str href, name, told;
	const char *chip;
};

struct register_two {
	struct str name, told;
	bool late;
};

struct register_view {
	struct str here, back, key, title, counted;
	const struct problems *bad;
	const struct choice *choices;
	struct register_row *people;
	size_t n;
	struct register_two two[DECLARE_PEOPLE];
	struct str picked[DECLARE_PEOPLE];
	struct str *said;
	size_t nsaid;
	bool names, own, done;
};

struct registers_view {
	struct frame_link *orgs;
	size_t n;
};

#include "volunteer_register_html.h"

enum { FAR = 9999 };

static struct str register_url(struct ctx *ctx, const char *base, int64_t org)
{
	return page_url(ctx, arena_printf(ctx->arena, "%s/%lld", base, (long long)org).p);
}

static struct register_row person_of(struct ctx *ctx, const struct volunteer_declare_person *p, bool keeps)
{
	bool in_order = p->until != DAY_NONE, open = in_order && day_ymd(p->until).year == FAR;

	return (struct register_row){
		.href = keeps ? volunteer_url(ctx, p->id, "") : STR_ABSENT, .name = p->name,
		.chip = in_order ? "chip chip--ok" : p->on ? "chip chip--late" : "chip chip--soon",
		.told = open ? tr(ctx, "In order") : in_order ? TR_FILL(ctx, tr(ctx, "In order until {date}"), { "date", tr_date_short(ctx, p->until) }) :
			p->on ? tr(ctx, "On for child care, and not in order") : tr(ctx, "Not in order yet, and not with children") };
}

static struct register_two one_of_two(struct ctx *ctx, const struct volunteer_declarer *d, day_t today)
{
	struct str due;

	if (!d->account)
		return (struct register_two){ .name = tr(ctx, "Nobody is named"), .told = S("") };
	due = tr_date(ctx, d->due);
	return (struct register_two){
		.name = d->name, .late = d->due < today,
		.told = d->last == DAY_NONE ? TR_FILL(ctx, tr(ctx, "The first time by {day}"), { "day", due }) :
					      TR_FILL(ctx, tr(ctx, "Said so on {last}; the next time by {day}"), { "last", tr_date(ctx, d->last) }, { "day", due }) };
}

static struct str said_of(struct ctx *ctx, const struct volunteer_declaration *d)
{
	return TR_FILL(ctx, tr(ctx, "{day}: {name} said that it is right. {in_order} of {near} in order."), { "day", tr_date(ctx, d->day) }, { "name", d->name },
		       { "in_order", tr_number(ctx, d->in_order) }, { "near", tr_number(ctx, d->near) });
}

static void fill(struct ctx *ctx, const struct volunteer_declare_register *r, struct register_view *v)
{
	v->title = r->name;
	v->n = r->n;
	v->people = arena_array(ctx->arena, r->n, struct register_row);
	for (size_t i = 0; i < r->n; i++)
		v->people[i] = person_of(ctx, &r->people[i], v->names);
	for (int i = 0; i < DECLARE_PEOPLE; i++) {
		v->two[i] = one_of_two(ctx, &r->two[i], page_today(ctx));
		if (!v->picked[i].p)
			v->picked[i] = page_id(ctx, r->two[i].account);
	}
	v->nsaid = r->nsaid;
	v->said = arena_array(ctx->arena, r->nsaid, struct str);
	for (size_t i = 0; i < r->nsaid; i++)
		v->said[i] = said_of(ctx, &r->said[i]);
	v->counted = TR_FILL(ctx, trn(ctx, "{in_order} of {n} has a certificate in order.", "{in_order} of {n} have a certificate in order.", (int64_t)r->n),
			     { "in_order", tr_number(ctx, (int64_t)r->in_order) }, { "n", tr_number(ctx, (int64_t)r->n) });
}

/* names: as those who keep the organisation see it; else as the two do. */
static enum err show(struct ctx *ctx, const struct req *req, struct reply *rep, int64_t org, bool names, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Children’s certificates"));
	struct volunteer_declare_register r;
	struct register_view v = { .here = register_url(ctx, names ? "/work/volunteers/register" : "/work/own/register", org), .key = page_key(ctx), .bad = bad,
				   .back = page_url(ctx, names ? "/work/volunteers" : "/work"), .names = names,
				   .picked = { value_of(&req->body, "first"), value_of(&req->body, "second") },
				   .done = str_is(value_of(&req->query, "done")) };

	rep->private_page = true;
	TRY(volunteer_declare_register(ctx, org, &r));
	v.own = !names && r.own;
	if (!names && !r.own)
		return ERR_NOT_FOUND;
	if (names)
		TRY(volunteer_declare_choices(ctx, org, &v.choices));
	fill(ctx, &r, &v);
	TRY(frame_begin_html(ctx, &f));
	TRY(register_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- for those who keep the organisation --------------------------------------------------------------------------- */

enum err volunteer_registers_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Children’s certificates"));
	struct volunteer_declare_org *orgs;
	struct registers_view v = { 0 };

	TRY(volunteer_declare_orgs(ctx, &orgs, &v.n));
	if (v.n == 1)
		return show(ctx, req, rep, orgs[0].org, true, NULL);
	v.orgs = arena_array(ctx->arena, v.n, struct frame_link);
	for (size_t i = 0; i < v.n; i++)
		v.orgs[i] = (struct frame_link){ .label = orgs[i].name, .href = register_url(ctx, "/work/volunteers/register", orgs[i].org) };
	TRY(frame_begin_html(ctx, &f));
	TRY(registers_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err volunteer_register_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t org;

	if (!req_id(req, "id", &org))
		return ERR_NOT_FOUND;
	return volunteer_declare_may_name(ctx, org) ? show(ctx, req, rep, org, true, NULL) : ERR_DENIED;
}

enum err volunteer_register_name(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t org, two[DECLARE_PEOPLE] = { 0 };
	struct problems bad = { 0 };

	if (!req_id(req, "id", &org))
		return ERR_NOT_FOUND;
	str_int(value_of(&req->body, "first"), &two[0]);
	str_int(value_of(&req->body, "second"), &two[1]);
	TRY(volunteer_declare_name(ctx, org, two, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=1", STR_ARG(register_url(ctx, "/work/volunteers/register", org))));
	rep->status = 422;
	return show(ctx, req, rep, org, true, &bad);
}

/* --- for the two ------------------------------------------------------------------------------------------------------ */

enum err volunteer_own_register_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t org;

	return req_id(req, "id", &org) ? show(ctx, req, rep, org, false, NULL) : ERR_NOT_FOUND;
}

enum err volunteer_own_register_right(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	int64_t org;

	if (!req_id(req, "id", &org))
		return ERR_NOT_FOUND;
	TRY(volunteer_declare_right(ctx, org, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?done=1", STR_ARG(register_url(ctx, "/work/own/register", org))));
	rep->status = 422;
	return show(ctx, req, rep, org, false, &bad);
}
