/*
 * ending.c -- the orderly end of a programme: nothing is closed while something is open.
 *
 * What is counted stands in the table `counted`, a row for each kind.  A room whose things can be left open when a
 * programme ends (people on their way from one place to the next, introductions without an answer) adds its row there,
 * with its sentence and where it is settled; the page, the refusal and the tests follow from the table.
 */
#include "report/report.h"
#include "event/event.h"
#include "org/org.h"

#include "report_sql.h"

#include <string.h>

enum { GROUPS_MOST = 1000, DELETIONS_MOST = 50 };

/* --- counted ------------------------------------------------------------------------------------------------- */

static enum err undocumented(struct ctx *ctx, const struct programme *p, int64_t *n)
{
	struct diary_month *months;
	size_t nmonths;

	TRY(diary_months(ctx, p, &months, &nmonths));
	for (size_t i = 0; i < nmonths; i++)
		*n += months[i].due + months[i].missing;
	return OK;
}

static enum err unexplained(struct ctx *ctx, const struct programme *p, int64_t *n)
{
	struct diary_explanation *said;
	struct diary_month *months;
	size_t nmonths, nsaid;

	TRY(diary_months(ctx, p, &months, &nmonths));
	TRY(diary_explanations(ctx, p, &said, &nsaid));
	for (size_t i = 0; i < nmonths; i++)
		*n += diary_differs(&months[i]) && !diary_explanation_of(said, nsaid, months[i].first).words.p;
	return OK;
}

static enum err corrections(struct ctx *ctx, const struct programme *p, int64_t *n)
{
	struct report_corrections c;
	int64_t *orgs;
	size_t norgs;

	TRY(diary_orgs(ctx, p, &orgs, &norgs));
	for (size_t i = 0; i < norgs; i++) {
		TRY(report_corrections(ctx, orgs[i], &c));
		*n += c.n;
	}
	return OK;
}

static int64_t months_between(day_t from, day_t to)
{
	struct ymd a = day_ymd(from), b = day_ymd(to);

	return (b.year - a.year) * 12 + b.month - a.month + 1;
}

static enum err books_open(struct ctx *ctx, const struct programme *p, int64_t *n)
{
	struct report_books *books;
	size_t nbooks, nlocked;
	day_t *locked;

	TRY(report_books(ctx, p->id, p->org, p->parent, &books, &nbooks));
	for (size_t i = 0; i < nbooks; i++) {
		struct grant_book b;
		TRY(grant_get(ctx, books[i].id, &b));
		TRY(grant_locked(ctx, b.id, &locked, &nlocked));
		*n += months_between(b.first_day, b.last_day) - (int64_t)nlocked;
	}
	return OK;
}

static enum err reports_open(struct ctx *ctx, const struct programme *p, int64_t *n)
{
	struct report_due *dues;
	size_t ndues;

	TRY(report_dues(ctx, p, &dues, &ndues));
	for (size_t i = 0; i < ndues; i++)
		*n += !str_same(dues[i].state, "final") && !str_same(dues[i].state, "elsewhere");
	return OK;
}

static enum err groups_open(struct ctx *ctx, const struct programme *p, int64_t *n)
{
	struct report_group *groups;
	size_t ngroups;

	TRY(report_groups(ctx, p, &groups, &ngroups));
	for (size_t i = 0; i < ngroups; i++)
		*n += groups[i].open;
	return OK;
}

static enum err decisions_open(struct ctx *ctx, const struct programme *p, int64_t *n)
{
	struct report_decision *all;
	size_t nall;

	TRY(report_decided(ctx, p, &all, &nall));
	for (size_t i = 0; i < nall; i++)
		*n += !all[i].what.n;
	return OK;
}

static const struct {
	const char *code, *label, *todo;
	const char *path;                 /* under the programme, or from the top when it begins with a slash */
	enum err (*count)(struct ctx *, const struct programme *, int64_t *);
} counted[] = {
	{ "evenings", N_("Evenings that nobody wrote down"), N_("Write down what came of the evenings that are missing, or that they were not held."), "diary", undocumented },
	{ "months", N_("Months that went otherwise than planned, without a reason"), N_("Say in the diary why the months that differed from the plan did so."), "diary", unexplained },
	{ "corrections", N_("Reports from visitors without an answer"), N_("Answer what visitors reported, so that nobody stands at a wrong door."), "/work/reports", corrections },
	{ "books", N_("Months of the grant that are not closed"), N_("Let the treasurer close the open months in the books of the grant."), "/work/grants", books_open },
	{ "reports", N_("Reports that are not sent in"), N_("Freeze each report, or say that it was sent in another way."), "reports", reports_open },
	{ "groups", N_("Groups without somebody who owns them now"), N_("Say who owns each group now, or that it ends, and make it so on its page."), "end#groups", groups_open },
	{ "decisions", N_("Decisions about data and people"), N_("Say what data is kept until when, and that the volunteers are thanked."), "end#decisions", decisions_open },
};

enum err report_points(struct ctx *ctx, const struct programme *p, struct report_point **out, size_t *n)
{
	*n = sizeof counted / sizeof *counted;
	*out = arena_array(ctx->arena, *n, struct report_point);
	for (size_t i = 0; i < *n; i++) {
		struct report_point *r = &(*out)[i];
		*r = (struct report_point){ .code = counted[i].code, .label = counted[i].label, .todo = counted[i].todo };
		r->href = counted[i].path[0] == '/' ? page_url(ctx, counted[i].path) :
			  arena_printf(ctx->arena, "/%s/work/programmes/%lld/%s", ctx->lang, (long long)p->id, counted[i].path);
		TRY(counted[i].count(ctx, p, &r->open));
	}
	return OK;
}

/* --- groups --------------------------------------------------------------------------------------------------- */

static enum err name_of_org(struct ctx *ctx, int64_t id, struct str *name)
{
	struct org o;
	enum err e = id ? org_get(ctx, id, &o) : ERR_NOT_FOUND;

	*name = e ? S("") : o.name;
	return e == ERR_NOT_FOUND ? OK : e;
}

static struct report_group *group_of(struct report_group *groups, size_t n, int64_t meeting)
{
	for (size_t i = 0; i < n; i++)
		if (groups[i].meeting == meeting)
			return &groups[i];
	return NULL;
}

static enum err running_groups(struct ctx *ctx, int64_t org, struct report_group **out, size_t *n)
{
	struct report_meetings *rows;
	size_t nrows;

	TRY(report_meetings(ctx, org, &rows, &nrows));
	for (size_t i = 0; i < nrows && *n < GROUPS_MOST; i++) {
		*out = arena_grow(ctx->arena, *out, *n, sizeof **out);
		(*out)[(*n)++] = (struct report_group){ .meeting = rows[i].id, .org = org, .name = rows[i].name, .goes = S(""), .open = true };
	}
	return OK;
}

/* What was decided, and whether it is so: with its new owner, or with a last day. */
static enum err add_decided(struct ctx *ctx, const struct programme *p, struct report_group **out, size_t *n)
{
	struct report_end_groups *rows;
	size_t nrows;

	TRY(report_end_groups(ctx, p->id, &rows, &nrows));
	for (size_t i = 0; i < nrows; i++) {
		struct report_group *g = group_of(*out, *n, rows[i].meeting);
		if (!g) {
			*out = arena_grow(ctx->arena, *out, *n, sizeof **out);
			g = &(*out)[(*n)++];
		}
		*g = (struct report_group){ .meeting = rows[i].meeting, .org = rows[i].present.v, .owner = rows[i].org, .name = rows[i].name, .goes = rows[i].goes };
		g->open = str_same(g->goes, "on") ? g->org != g->owner : str_same(rows[i].state, "running") && rows[i].last_day == DAY_NONE;
	}
	return OK;
}

enum err report_groups(struct ctx *ctx, const struct programme *p, struct report_group **out, size_t *n)
{
	int64_t *orgs;
	size_t norgs;

	*out = NULL;
	*n = 0;
	TRY(diary_orgs(ctx, p, &orgs, &norgs));
	for (size_t i = 0; i < norgs; i++)
		TRY(running_groups(ctx, orgs[i], out, n));
	TRY(add_decided(ctx, p, out, n));
	for (size_t i = 0; i < *n; i++) {
		TRY(name_of_org(ctx, (*out)[i].org, &(*out)[i].org_name));
		TRY(name_of_org(ctx, (*out)[i].owner, &(*out)[i].owner_name));
	}
	return OK;
}

enum err report_group_decide(struct ctx *ctx, const struct programme *p, int64_t meeting, int64_t org, struct problems *bad)
{
	struct report_group *groups;
	int64_t changed, closed;
	struct org o;
	size_t n;
	enum err e;

	if (!programme_may_keep(ctx, p))
		return ERR_DENIED;
	TRY(report_groups(ctx, p, &groups, &n));
	if (!group_of(groups, n, meeting))
		return ERR_NOT_FOUND;
	TRY(report_closed(ctx, p, &closed));
	if (closed)
		return problem(bad, "org", N_("The programme is closed."));
	e = org ? org_get(ctx, org, &o) : OK;
	if (e == ERR_NOT_FOUND)
		return problem(bad, "org", N_("Choose one of the answers in the list."));
	TRY(e);
	TRY(report_end_group_put(ctx, p->id, meeting, org ? S("on") : S("ends"), org, ctx->who->account, ctx->now, &changed));
	return changed ? event_add(ctx, "report.group_decided", meeting, org ? S("on") : S("ends")) : OK;
}

/* --- decisions ---------------------------------------------------------------------------------------------------- */

const struct choice report_decisions[] = {
	{ "keep", N_("Kept until") }, { "delete", N_("Deleted from") }, { "done", N_("Done") }, { NULL, NULL }
};

static const struct report_decision points[] = {
	{ .code = "volunteers", .label = N_("What is stored about volunteers"),
	  .hint = N_("Who goes on helping stays. For the others: until when is it kept, or when does it go?") },
	{ .code = "consents", .label = N_("Consents and sealed notes"),
	  .hint = N_("A consent that was given for this programme ends with it. Sealed notes count for twelve months and then go by themselves.") },
	{ .code = "vouchers", .label = N_("Vouchers and accounts"), .hint = N_("As a rule five years from the end of the year of account.") },
	{ .code = "thanks", .label = N_("The volunteers are thanked"), .hint = N_("Each of them, in person or by letter."), .only_done = true },
};

enum err report_decided(struct ctx *ctx, const struct programme *p, struct report_decision **out, size_t *n)
{
	struct report_end_points *rows;
	size_t nrows;

	TRY(report_end_points(ctx, p->id, &rows, &nrows));
	*n = sizeof points / sizeof *points;
	*out = arena_array(ctx->arena, *n, struct report_decision);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = points[i];
		(*out)[i].what = S(""), (*out)[i].day = DAY_NONE;
		for (size_t k = 0; k < nrows; k++)
			if (str_same(rows[k].code, points[i].code))
				(*out)[i].what = rows[k].what, (*out)[i].day = rows[k].day;
	}
	return OK;
}

static const struct report_decision *point_of(struct str code)
{
	for (size_t i = 0; i < sizeof points / sizeof *points; i++)
		if (str_same(code, points[i].code))
			return &points[i];
	return NULL;
}

enum err report_decide(struct ctx *ctx, const struct programme *p, struct str code, struct str what, day_t day, struct problems *bad)
{
	const struct report_decision *point = point_of(code);
	bool done = str_same(what.p ? what : S(""), "done");
	int64_t changed, closed;

	if (!programme_may_keep(ctx, p))
		return ERR_DENIED;
	if (!point)
		return ERR_NOT_FOUND;
	TRY(report_closed(ctx, p, &closed));
	/* Afterwards only what had to be deleted can still be done. */
	if (closed && !done)
		return problem(bad, "what", N_("The programme is closed."));
	if (!choice_label(report_decisions, what.p ? what : S("")) || (point->only_done && !done))
		problem_once(bad, "what", N_("Choose one of the answers in the list."));
	else if (!done && day == DAY_NONE)
		problem_once(bad, "day", N_("Which day?"));
	else if (!done && day < page_today(ctx))
		problem_once(bad, "day", N_("That day is over. Choose one ahead, or say that it is done."));
	if (bad->n)
		return OK;
	TRY(report_end_point_put(ctx, p->id, code, what, done ? DAY_NONE : day, ctx->who->account, ctx->now, &changed));
	return event_add(ctx, "report.decided", p->id, arena_cat(ctx->arena, code, S(" "), what));
}

enum err report_deletions(struct ctx *ctx, struct report_deletion **out, size_t *n)
{
	bool everything = may_for(ctx->who, PROGRAMME_EDIT, 0, 0);
	struct report_deletions_due *rows;

	TRY(report_deletions_due(ctx, page_today(ctx), everything, ctx->who->account, roles_with(ctx->arena, PROGRAMME_EDIT), DELETIONS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct report_deletion);
	for (size_t i = 0; i < *n; i++) {
		const struct report_decision *point = point_of(rows[i].code);
		(*out)[i] = (struct report_deletion){ rows[i].programme, !strcmp(ctx->lang, "da") ? rows[i].name_da : rows[i].name_en,
						      point ? point->label : "", rows[i].day };
	}
	return OK;
}

/* --- closing ------------------------------------------------------------------------------------------------------- */

enum err report_closed(struct ctx *ctx, const struct programme *p, int64_t *at)
{
	struct report_end_row r;
	enum err e = report_end_row(ctx, p->id, &r);

	*at = e ? 0 : r.at;
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err complain(struct ctx *ctx, const struct programme *p, struct problems *bad)
{
	struct report_point *open;
	size_t n;

	if (p->last_day == DAY_NONE)
		return problem(bad, "end", N_("The programme has no last day. Give it one first."));
	if (p->last_day >= page_today(ctx))
		return problem_with(bad, "end", N_("The programme runs until {x}. It can be closed after that day."), tr_date(ctx, p->last_day));
	TRY(report_points(ctx, p, &open, &n));
	for (size_t i = 0; i < n; i++)
		if (open[i].open)
			problem_with(bad, open[i].code, open[i].todo, STR_ABSENT);
	return OK;
}

enum err report_close(struct ctx *ctx, const struct programme *p, struct problems *bad)
{
	int64_t at, changed;

	if (!programme_may_keep(ctx, p))
		return ERR_DENIED;
	TRY(report_closed(ctx, p, &at));
	if (at)
		return OK;
	TRY(complain(ctx, p, bad));
	if (bad->n)
		return OK;
	TRY(report_end_put(ctx, p->id, ctx->who->account, ctx->now, &changed));
	return changed ? event_add(ctx, "report.closed", p->id, STR_ABSENT) : OK;
}
