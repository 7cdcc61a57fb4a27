/*
 * today_page.c -- the first page after the log-in: what waits for this person, and nothing else.
 *
 * Every list is asked from the room that keeps the facts, in this person's bounds, at this second:
 * nothing here depends on a job that has run.
 */
#include "info/today.h"
#include "meeting/meeting.h"
#include "outbox/outbox.h"
#include "service/service.h"
#include "suggest/suggest.h"
#include "task/task.h"
#include "verify/verify.h"

#include "info_sql.h"

enum { ROWS = 5, STEPS = 3, TOOLS_MOST = 20, AWAY_MOST = 4, AWAY_SOON_DAYS = 14, HOUR_S = 3600, DAY_S = 86400 };

struct today_step {
	struct str label, why, href;
	bool done;
};

struct today_tool {
	struct str href, label;
	int64_t count;                        /* 0: none is shown */
};

struct today_view {
	struct str date, greeting, sum, numbers_old, worked_out, silent, silent_href, silent_act;
	struct str away[2 * AWAY_MOST];       /* who is away, and for whom one stands in */
	size_t naway;
	struct today_step steps[STEPS];
	size_t nsteps;
	bool keeps, reads_reports, waits;
	struct today_list waiting, reports, listings;
	struct tonight_row *tonight;
	size_t ntonight;
	struct strip strip;
	struct today_tool tools[TOOLS_MOST];
	size_t ntools;
};

#include "info_today_html.h"

/* --- the head ------------------------------------------------------------------------------------------- */

static struct str first_name(const struct who *who)
{
	struct str rest = who->name, first = STR_ABSENT;

	str_cut(&rest, ' ', &first);
	return first;
}

static struct str greeting(struct ctx *ctx, int minutes)
{
	struct str name = first_name(ctx->who);

	if (minutes >= 5 * 60 && minutes < 10 * 60)
		return TR_FILL(ctx, tr(ctx, "Good morning, {name}"), { "name", name });
	if (minutes >= 10 * 60 && minutes < 18 * 60)
		return TR_FILL(ctx, tr(ctx, "Good day, {name}"), { "name", name });
	return TR_FILL(ctx, tr(ctx, "Good evening, {name}"), { "name", name });
}

static struct str date_line(struct ctx *ctx, struct local here)
{
	struct str line = TR_FILL(ctx, tr(ctx, "{day} · {week} · {time}"), { "day", tr_day_date(ctx, here.day) },
				  { "week", tr_week(ctx, day_iso_week(here.day, NULL)) }, { "time", tr_time(ctx, here.minutes) });

	return tr_capital(ctx, line);
}

struct str info_counted(struct ctx *ctx, struct str sentence, int64_t n)
{
	return TR_FILL(ctx, sentence, { "n", tr_number(ctx, n) });
}

/* The sentence, when there is anything to say, behind those before. */
static struct str behind(struct ctx *ctx, struct str sum, struct str sentence, int64_t n)
{
	return n ? arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(sum), sum.n ? " " : "", STR_ARG(info_counted(ctx, sentence, n))) : sum;
}

/* One sentence a fact, so that none is glued from pieces. */
static struct str sum_of(struct ctx *ctx, const struct today_view *v)
{
	int64_t waiting = v->waiting.all, reports = v->reports.all, listings = v->listings.all;
	struct str mine = v->waiting.more ? tr(ctx, "More than {n} things wait for you.") : trn(ctx, "{n} thing waits for you.", "{n} things wait for you.", waiting);
	struct str sum = behind(ctx, S(""), mine, waiting);

	sum = behind(ctx, sum, trn(ctx, "{n} report from a visitor waits for an answer.", "{n} reports from visitors wait for an answer.", reports), reports);
	sum = behind(ctx, sum, trn(ctx, "{n} meeting should be looked after.", "{n} meetings should be looked after.", listings), listings);
	if (sum.n)
		return arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(sum), STR_ARG(tr(ctx, "The rest can wait.")));
	return v->nsteps ? tr(ctx, "The house is still empty.") : tr(ctx, "Nobody is waiting for you. Have a good day.");
}

/* --- lists ---------------------------------------------------------------------------------------------- */

static void link_to_all(struct ctx *ctx, struct today_list *l)
{
	if (l->all <= (int64_t)l->n)
		return;
	l->all_href = page_url(ctx, "/work/reports");
	l->all_label = info_counted(ctx, tr(ctx, "Show all {n}"), l->all);
}

/* "Before Thursday 15 December 10:00" and how long that is. */
static void set_deadline(struct ctx *ctx, struct due_row *r, int64_t due_at)
{
	struct local at = page_local(ctx, due_at);
	int64_t left = due_at - ctx->now;

	r->when = TR_FILL(ctx, tr(ctx, "Before {day} at {time}"), { "day", tr_day_date(ctx, at.day) },
			  { "time", tr_time(ctx, at.minutes) });
	r->tone = left < HOUR_S ? S(" due--late") : left < DAY_S ? S(" due--soon") : S("");
	r->icon = left < HOUR_S ? "timer" : "clock";
	if (left < DAY_S)
		r->left = page_left(ctx, due_at);
}

static enum err read_reports(struct ctx *ctx, struct today_list *l)
{
	struct verify_report *rows;
	size_t n;

	*l = (struct today_list){ .id = "reports", .title = tr(ctx, "What visitors report"), .act = tr(ctx, "Answer"),
				  .none = tr(ctx, "No report waits for an answer.") };
	TRY(verify_open_reports(ctx, ROWS, &rows, &n, &l->all));
	l->rows = arena_array(ctx->arena, n, struct due_row);
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = &l->rows[l->n++];
		const char *kind = choice_label(verify_report_kinds, rows[i].kind);
		r->href = verify_work_url(ctx, rows[i].listing, rows[i].is_service);
		r->act_href = page_url(ctx, "/work/reports");
		r->title = rows[i].name;
		r->sentence = kind ? tr_of(ctx, str_of(kind)) : S("");
		if (rows[i].words.n)
			r->sentence = arena_printf(ctx->arena, "%.*s: “%.*s”", STR_ARG(r->sentence), STR_ARG(rows[i].words));
		set_deadline(ctx, r, rows[i].due_at);
	}
	link_to_all(ctx, l);
	return OK;
}

static void set_freshness(struct ctx *ctx, struct due_row *r, int64_t verified_at)
{
	int64_t days = (ctx->now - verified_at) / DAY_S;
	bool hidden = meeting_freshness(verified_at, ctx->now) == FRESH_HIDDEN;

	r->when = !verified_at ? tr(ctx, "Never confirmed") :
				 TR_FILL(ctx, tr(ctx, "Confirmed {ago}"), { "ago", tr_days_ago(ctx, days) });
	r->left = hidden ? tr(ctx, "no longer shown in the finder") : STR_ABSENT;
	r->tone = hidden ? S(" due--late") : S(" due--soon");
	r->icon = hidden ? "eye-off" : "clock";
}

static enum err read_listings(struct ctx *ctx, struct today_list *l)
{
	struct verify_due *rows;
	size_t n;

	*l = (struct today_list){ .id = "listings", .title = tr(ctx, "Is it still right?"), .act = tr(ctx, "Look after it"),
				  .note = tr(ctx, "Meetings and support that nobody has confirmed for 90 days."),
				  .none = tr(ctx, "Everything has been confirmed lately.") };
	TRY(verify_due(ctx, ROWS, &rows, &n, &l->all));
	l->rows = arena_array(ctx->arena, n, struct due_row);
	for (size_t i = 0; i < n; i++) {
		struct due_row *r = &l->rows[l->n++];
		r->href = r->act_href = verify_work_url(ctx, rows[i].listing, rows[i].is_service);
		r->title = rows[i].name;
		r->sentence = rows[i].city;
		set_freshness(ctx, r, rows[i].verified_at);
	}
	link_to_all(ctx, l);
	return OK;
}

/* --- away -------------------------------------------------------------------------------------------------- */

static struct str own_absence(struct ctx *ctx, const struct task_absence *a, day_t today)
{
	struct str from = tr_day_date(ctx, a->from), to = tr_day_date(ctx, a->to);

	if (a->from > today)
		return a->stand_in ? TR_FILL(ctx, tr(ctx, "You are away from {from} to {to}. {name} stands in."), { "from", from }, { "to", to }, { "name", a->stand_in_name }) :
		       TR_FILL(ctx, tr(ctx, "You are away from {from} to {to}."), { "from", from }, { "to", to });
	return a->stand_in ? TR_FILL(ctx, tr(ctx, "You are away until {to}. {name} stands in."), { "to", to }, { "name", a->stand_in_name }) :
	       TR_FILL(ctx, tr(ctx, "You are away until {to}."), { "to", to });
}

static struct str absence_of_another(struct ctx *ctx, const struct task_absence *a, day_t today)
{
	struct str from = tr_day_date(ctx, a->from), to = tr_day_date(ctx, a->to);

	if (a->from > today)
		return TR_FILL(ctx, tr(ctx, "{name} is away from {from} to {to}. You stand in."), { "name", a->name }, { "from", from }, { "to", to });
	return TR_FILL(ctx, tr(ctx, "{name} is away until {to}. You stand in."), { "name", a->name }, { "to", to });
}

/* Those of now, and of the next two weeks. */
static enum err read_away(struct ctx *ctx, struct today_view *v)
{
	day_t today = page_today(ctx);
	struct task_absence *all;
	size_t n;

	TRY(task_absences(ctx, ctx->who->account, AWAY_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (all[i].from <= today + AWAY_SOON_DAYS)
			v->away[v->naway++] = own_absence(ctx, &all[i], today);
	TRY(task_stands_in(ctx, ctx->who->account, AWAY_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (all[i].from <= today + AWAY_SOON_DAYS)
			v->away[v->naway++] = absence_of_another(ctx, &all[i], today);
	return OK;
}

/* --- what is at hand ---------------------------------------------------------------------------------------- */

static const struct {
	enum perm perm;
	const char *path, *label;
} tools[] = {
	{ PERSON_SERVE, "/work/handover", N_("Hand somebody over") },
	{ PERSON_SERVE, "/work/loops", N_("On their way") },
	{ MEETING_EDIT, "/work/meetings/new", N_("Add a meeting") },
	{ SERVICE_EDIT, "/work/support/new", N_("Add support") },
	{ PLACE_EDIT, "/work/locations/new", N_("Add a place") },
	{ MEETING_EDIT, "/work/meetings?state=draft", N_("Drafts") },
	{ SERVICE_EDIT, "/work/support?state=parked", N_("Support to be looked at") },
	{ REPORT_READ, "/work/wishes", N_("Wishes from outside") },
	{ MEETING_EDIT, "/work/twins", N_("The same listing twice?") },
	{ GAP_READ, "/work/gaps", N_("What is missing where") },
	{ PROGRAMME_EDIT, "/work/programmes", N_("Programmes") },
	{ PROGRAMME_EDIT, "/work/partners", N_("Partnerships") },
	{ GRANT_READ, "/work/grants", N_("Grants") },
	{ GRANT_READ, "/work/hours", N_("My hours") },
	{ ORG_EDIT, "/work/areas", N_("Areas") },
	{ ACCOUNT_EDIT, "/work/people", N_("People") },
	{ PERSON_SERVE, "/work/rights", N_("Their rights") },
	{ MEMBER, "/work/away", N_("Being away") },
};
enum { DRAFTS_TOOL = 5, PARKED_TOOL = 6, WISHES_TOOL = 7 };

/* For those who only lead a group or go along: a calm page with what is theirs. */
static void few_tools(struct ctx *ctx, struct today_view *v)
{
	for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
		if (may(ctx->who, tools[i].perm))
			v->tools[v->ntools++] = (struct today_tool){ page_url(ctx, tools[i].path), tr_of(ctx, str_of(tools[i].label)), 0 };
}

static enum err read_tools(struct ctx *ctx, struct today_view *v)
{
	bool everything = may_for(ctx->who, MEETING_EDIT, 0, 0);
	struct service_asked parked = { .state = S("parked") };
	struct service_line *lines;
	struct info_drafts drafts;
	struct suggestion *wishes;
	int64_t nwishes = 0, nparked;
	size_t n;

	if (v->reads_reports)
		TRY(suggest_open(ctx, 0, &wishes, &n, &nwishes));
	TRY(info_drafts(ctx, everything, ctx->who->account, roles_with(ctx->arena, MEETING_EDIT), &drafts));
	TRY(service_page(ctx, &parked, &lines, &n, &nparked));
	for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
		if (may(ctx->who, tools[i].perm) && (i != PARKED_TOOL || nparked))
			v->tools[v->ntools++] = (struct today_tool){ page_url(ctx, tools[i].path), tr_of(ctx, str_of(tools[i].label)),
								     i == DRAFTS_TOOL ? drafts.n : i == PARKED_TOOL ? nparked : i == WISHES_TOOL ? nwishes : 0 };
	return OK;
}

/* An empty house shows where to begin; with the first meeting the steps are gone. */
static enum err read_steps(struct ctx *ctx, struct today_view *v)
{
	struct info_any any;

	TRY(info_any(ctx, &any));
	if (any.meeting.has || !may(ctx->who, ORG_EDIT))
		return OK;
	v->nsteps = STEPS;
	v->steps[0] = (struct today_step){ tr(ctx, "Add the organisation"), tr(ctx, "Who stands behind the meetings."),
					   page_url(ctx, "/work/orgs/new"), any.org.has };
	v->steps[1] = (struct today_step){ tr(ctx, "Add a place"), tr(ctx, "The house where you meet."),
					   page_url(ctx, "/work/locations/new"), any.location.has };
	v->steps[2] = (struct today_step){ tr(ctx, "Add the first meeting"), tr(ctx, "Or bring a whole list in from a file."),
					   page_url(ctx, "/work/meetings/new"), false };
	return OK;
}

/* S-2201: a list of numbers that nobody has looked at for half a year is told to those who can act. */
static struct str old_numbers(struct ctx *ctx, day_t today)
{
	int64_t days = today - help_reviewed();

	if (days <= HELP_OLD_DAYS || !may(ctx->who, HOUSE_CARE))
		return STR_ABSENT;
	return info_counted(ctx, tr(ctx, "The help-now numbers were last checked {n} days ago. Call them once and ask for an update of the program."), days);
}

/* S-904: messages do not leave. Who serves people calls those who would have been told; who keeps the house looks at the road. */
static enum err read_silence(struct ctx *ctx, struct today_view *v)
{
	bool serves = may(ctx->who, PERSON_SERVE);
	int64_t since;

	if (!serves && !may_for(ctx->who, HOUSE_CARE, 0, 0))
		return OK;
	TRY(outbox_down(ctx, &since));
	if (!since)
		return OK;
	v->silent = TR_FILL(ctx, serves ? tr(ctx, "No message has left since {when}. Nothing is lost, and nothing will be sent twice. Until it works again, call those who would have been told.") :
				  tr(ctx, "No message has left since {when}. Nothing is lost, and nothing will be sent twice. Look at the road on which they leave."),
			    { "when", page_moment(ctx, since) });
	v->silent_href = page_url(ctx, serves ? "/work/phone" : "/work/house/messages");
	v->silent_act = serves ? tr(ctx, "See who is to be called") : tr(ctx, "See the road");
	return OK;
}

enum err info_today(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Today"));
	struct local here = page_local(ctx, ctx->now);
	struct today_view v = { .waits = info_waits(ctx), .keeps = may(ctx->who, MEETING_EDIT) || may(ctx->who, SERVICE_EDIT), .reads_reports = may(ctx->who, REPORT_READ) };

	(void)rep;
	TRY(read_steps(ctx, &v));
	TRY(read_silence(ctx, &v));
	TRY(info_waiting(ctx, str_same(value_of(&req->query, "waiting"), "all") ? req_page(req) : 0, &v.waiting));
	v.waits |= v.waiting.all > 0;
	if (may(ctx->who, EVENING_WRITE))
		TRY(info_tonight(ctx, &v.tonight, &v.ntonight));
	if (v.reads_reports)
		TRY(read_reports(ctx, &v.reports));
	if (v.keeps)
		TRY(read_listings(ctx, &v.listings));
	if (v.keeps || may(ctx->who, PERSON_SERVE))
		TRY(read_tools(ctx, &v));
	else
		few_tools(ctx, &v);
	TRY(read_away(ctx, &v));
	if (may(ctx->who, EVENING_KEEP) || may(ctx->who, HOUSE_CARE))
		TRY(info_strip(ctx, v.waiting.missing, &v.strip));
	v.date = date_line(ctx, here);
	v.worked_out = TR_FILL(ctx, tr(ctx, "Worked out at {time} from what is written down. Nothing here needs a nightly job to be true."),
			       { "time", tr_time(ctx, here.minutes) });
	v.greeting = greeting(ctx, here.minutes);
	v.sum = sum_of(ctx, &v);
	v.numbers_old = old_numbers(ctx, here.day);
	TRY(frame_begin_html(ctx, &f));
	TRY(today_html(ctx, &v));
	return frame_end_html(ctx, &f);
}
