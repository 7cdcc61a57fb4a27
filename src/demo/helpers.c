/* helpers.c -- the demonstration's volunteers on their way: they come, learn, lead, rest, and learn anew. */
#include "account/account.h"
#include "area/area.h"
#include "demo/demo_parts.h"
#include "demo/demo_tables.h"
#include "method/method.h"
#include "org/org.h"
#include "volunteer/volunteer.h"

#include <string.h>

#include "demo_sql.h"

enum { SMART = 1, OPEN_CONVERSATION = 2 };

static enum err find(struct ctx *ctx, const char *name, const char *org_name, struct volunteer *v)
{
	struct demo_volunteer_named r;
	struct org org;

	TRY(org_of_name(ctx, str_of(org_name), &org));
	TRY(demo_volunteer_named(ctx, org.id, str_of(name), &r));
	return volunteer_get(ctx, r.id, v);
}

static enum err take(struct ctx *ctx, const struct demo_helper *h, const char *step)
{
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(find(ctx, h->name, h->org, &v));
	TRY(volunteer_step(ctx, &v, str_of(step), 0, &bad));
	return demo_is_fine(ctx, h->name, &bad);
}

static bool stops_at(const struct demo_helper *h, const char *state)
{
	return h->stops_at && !strcmp(h->stops_at, state);
}

static struct str areas_of(struct ctx *ctx, const char *codes)
{
	struct str rest = str_of(codes), code, all = S("");

	while (str_cut(&rest, ' ', &code))
		all = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(all), all.n ? ", " : "", STR_ARG(code));
	return all;
}

/* Somebody comes: the talk, the signature, and what else is on paper. */
enum err demo_helper_comes(struct ctx *ctx, const void *row)
{
	const struct demo_helper *h = row;
	struct problems bad = { 0 };
	struct org org;
	struct volunteer v = { .name = str_of(h->name), .roles = str_of(h->roles ? h->roles : "facilitator"), .languages = S("da"),
			       .areas_text = areas_of(ctx, h->areas), .lived = str_of(h->lived), .most_meetings = 2, .most_calls = 10,
			       .most_matches = 3, .supervision_weeks = 6, .start_day = DAY_NONE, .employed_from = DAY_NONE,
			       .employed_to = DAY_NONE, .paid = h->week_hours > 0, .week_hours = h->week_hours };

	TRY(org_of_name(ctx, str_of(h->org), &org));
	v.org = org.id;
	if (v.paid)
		v.employed_from = day_parse(str_of(h->came));
	TRY(volunteer_save(ctx, &v, &bad));
	TRY(demo_is_fine(ctx, h->name, &bad));
	if (stops_at(h, "interested"))
		return OK;
	TRY(take(ctx, h, "interviewed"));
	if (stops_at(h, "interviewed"))
		return OK;
	TRY(take(ctx, h, "signed"));
	if (stops_at(h, "accepted")) {
		TRY(find(ctx, h->name, h->org, &v));
		return volunteer_ask_child_check(ctx, &v, true, &bad);
	}
	TRY(take(ctx, h, "cleared"));
	return h->roles ? take(ctx, h, "ready") : OK;
}

static enum err qualify(struct ctx *ctx, const struct demo_helper *h, const char *type)
{
	struct volunteer_qualification q = { .type = str_of(type), .method = SMART, .issued = page_today(ctx), .expires = DAY_NONE,
					     .issuer = S("Kursusstedet"), .evidence = S("") };
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(find(ctx, h->name, h->org, &v));
	TRY(volunteer_qualify(ctx, &v, &q, &bad));
	return demo_is_fine(ctx, h->name, &bad);
}

enum err demo_helper_certified(struct ctx *ctx, const void *row)
{
	const struct demo_helper *h = row;

	TRY(qualify(ctx, h, "certification"));
	return take(ctx, h, "active");
}

enum err demo_helper_learns(struct ctx *ctx, const void *row)
{
	return qualify(ctx, row, "training");
}

/* --- on for a group ------------------------------------------------------------------------------------------------ */

static enum err put_on(struct ctx *ctx, const struct demo_helper *h, struct str slug, day_t from, const char *role)
{
	struct volunteer_assignment a = { .role = str_of(role), .day = DAY_NONE, .from = from };
	struct problems bad = { 0 };
	struct volunteer v;
	struct meeting m;

	TRY(meeting_of_slug(ctx, slug, &m));
	TRY(find(ctx, h->name, h->org, &v));
	if (m.last_day != DAY_NONE && m.last_day < from)
		return OK;
	a.volunteer = v.id;
	a.from = from > m.first_day ? from : m.first_day;
	a.to = m.last_day;
	TRY(volunteer_assign(ctx, &m, &a, &bad));
	return demo_is_fine(ctx, h->name, &bad);
}

enum err demo_helper_leads(struct ctx *ctx, const void *row)
{
	const struct demo_turn *t = row;

	return put_on(ctx, t->helper, t->slug, page_today(ctx), "facilitator");
}

/* A new certification in good time: the groups go on where the old one would have ended. */
enum err demo_helper_renews(struct ctx *ctx, const void *row)
{
	const struct demo_helper *h = row;
	struct str rest = str_of(h->groups), slug;
	struct volunteer v;
	day_t until;

	TRY(find(ctx, h->name, h->org, &v));
	TRY(volunteer_certified(ctx, v.id, SMART, page_today(ctx), &until));
	TRY(qualify(ctx, h, "certification"));
	while (str_cut(&rest, ' ', &slug)) {
		struct demo_began r;
		enum err e = slug.n ? demo_began(ctx, slug, &r) : ERR_NOT_FOUND;
		/* A group that begins later is given to them then. */
		if (e == ERR_NOT_FOUND || (!e && r.first_day > until))
			continue;
		TRY(e);
		if (str_same(r.method, "smart"))
			TRY(put_on(ctx, h, slug, until + 1, "facilitator"));
	}
	return OK;
}

static enum err practise(struct ctx *ctx, const struct demo_helper *h, struct volunteer *v, const struct meeting *m, day_t day)
{
	struct volunteer_practised p = { .meeting = m->id, .day = day, .own_words = S("Runden gik godt. Næste gang vil jeg holde bedre øje med tiden."),
					 .lead_words = S("Rolig og tydelig.") };
	struct problems bad = { 0 };
	struct volunteer lead;

	TRY(find(ctx, h->beside, h->org, &lead));
	p.lead = lead.id;
	TRY(volunteer_practice(ctx, v, &p, &bad));
	return demo_is_fine(ctx, h->name, &bad);
}

/* An apprentice writes down the last meetings led together, and stays on beside the lead. */
enum err demo_helper_practises(struct ctx *ctx, const void *row)
{
	const struct demo_helper *h = row;
	day_t day = page_today(ctx);
	struct volunteer v;
	struct meeting m;
	int weekday;

	TRY(meeting_of_slug(ctx, str_of(h->groups), &m));
	weekday = day_weekday(m.first_day);
	while (day_weekday(day) != weekday)
		day--;
	for (int i = h->practised; i-- > 0;) {
		TRY(find(ctx, h->name, h->org, &v));
		TRY(practise(ctx, h, &v, &m, day - 7 * i));
	}
	return put_on(ctx, h, str_of(h->groups), page_today(ctx), "apprentice");
}

enum err demo_helper_rests(struct ctx *ctx, const void *row)
{
	const struct demo_helper *h = row;
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(find(ctx, h->name, h->org, &v));
	TRY(volunteer_pause(ctx, &v, h->back ? day_parse(str_of(h->back)) : DAY_NONE, &bad));
	return demo_is_fine(ctx, h->name, &bad);
}

/* A talk about how it is to help; with some it is due again by now. */
enum err demo_helper_talks(struct ctx *ctx, const void *row)
{
	const struct demo_helper *h = row;
	struct problems bad = { 0 };
	struct volunteer v;

	TRY(find(ctx, h->name, h->org, &v));
	TRY(volunteer_supervise(ctx, &v, page_today(ctx), &bad));
	return demo_is_fine(ctx, h->name, &bad);
}

/* The series of the programme follow the method that their volunteers have learnt. */
enum err demo_follow(struct ctx *ctx, const struct meeting *m)
{
	struct problems bad = { 0 };

	if (str_same(m->method, "smart"))
		TRY(method_follow(ctx, m, SMART, m->first_day, &bad));
	else if (str_same(m->method, "open_talk"))
		TRY(method_follow(ctx, m, OPEN_CONVERSATION, m->first_day, &bad));
	return demo_is_fine(ctx, "method", &bad);
}

/* As the form shows them: what is not written there is taken away. */
struct str demo_area_names(struct ctx *ctx, struct str ids)
{
	struct str rest = ids, one, all = S("");
	int64_t id;

	while (str_cut(&rest, ' ', &one))
		if (str_int(one, &id))
			all = arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(all), all.n ? ", " : "", STR_ARG(area_name_of(ctx, id)));
	return all;
}

/* Two who can log in see their own page. */
enum err demo_link_helpers(struct ctx *ctx)
{
	static const char *const linked[][2] = { { "Signe", "Frise" }, { "Jonna", "Vælg Friheden" } };

	for (size_t i = 0; i < sizeof linked / sizeof *linked; i++) {
		struct problems bad = { 0 };
		struct volunteer v;

		TRY(find(ctx, linked[i][0], linked[i][1], &v));
		v.account_text = str_of(linked[i][0]);
		v.areas_text = demo_area_names(ctx, v.areas);
		TRY(volunteer_save(ctx, &v, &bad));
		TRY(demo_is_fine(ctx, linked[i][0], &bad));
	}
	return OK;
}
