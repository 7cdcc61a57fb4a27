/* volunteer.c -- people who help: read, kept, and listed within somebody's bounds. */
#include "volunteer/volunteer.h"
#include "access/access.h"
#include "account/account.h"
#include "area/area.h"
#include "base/rng.h"
#include "event/event.h"
#include "method/method.h"
#include "org/org.h"
#include "text/text.h"

#include <string.h>

#include "volunteer_sql.h"

enum { STATES_MOST = 20, WAITING_MOST = 2000, AREAS_MOST = 20 };

const struct choice volunteer_states[] = {
	{ "interested", N_("Interested") }, { "interviewed", N_("Talked with") }, { "accepted", N_("Accepted") }, { "cleared", N_("Cleared") },
	{ "trained", N_("Trained") }, { "apprentice", N_("Apprentice") }, { "active", N_("Active") }, { "paused", N_("On a break") },
	{ "former", N_("Has left") }, { "declined", N_("Not now") }, { NULL, NULL }
};
const struct choice volunteer_roles[] = {
	{ "facilitator", N_("Facilitator") }, { "co_facilitator", N_("Co-facilitator") }, { "apprentice", N_("Apprentice") },
	{ "host", N_("Host") }, { "companion", N_("Companion") }, { "coach", N_("Coach") }, { "caller", N_("Caller") },
	{ "driver", N_("Driver") }, { "child_carer", N_("Child care") }, { "teacher", N_("Teacher") }, { "outreach", N_("Outreach worker") },
	{ "coordinator", N_("Coordinator") }, { NULL, NULL }
};
const struct choice volunteer_lived[] = {
	{ "not_said", N_("Not said") }, { "own", N_("Own experience") }, { "family", N_("As family or friend") }, { "none", N_("No experience of it") },
	{ NULL, NULL }
};
static const struct choice languages[] = {
	{ "da", "Dansk" }, { "en", "English" }, { "ar", "العربية" }, { "de", "Deutsch" }, { "fa", "فارسی" }, { "kl", "Kalaallisut" },
	{ "pl", "Polski" }, { "so", "Soomaali" }, { "tr", "Türkçe" }, { "uk", "Українська" }, { NULL, NULL }
};

#define V(member, kind, ...) F(struct volunteer, member, kind, __VA_ARGS__)
#define NAME V(name, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED | FIELD_PRIVATE, .least = 2, .most = 80, .label = N_("Name"), \
	       .hint = N_("A first name is enough."), .group = N_("Who it is"))
#define PHONE V(phone, FIELD_PHONE, .flags = FIELD_PRIVATE, .label = N_("Phone"))
#define EMAIL V(email, FIELD_EMAIL, .flags = FIELD_PRIVATE, .most = 120, .label = N_("E-mail"))
#define ROLES V(roles, FIELD_CHOICES, .choices = volunteer_roles, .label = N_("Would like to be"), .group = N_("What they would like"))
#define AREAS \
	{ .name = "areas", .type = FIELD_TEXT, .offset = offsetof(struct volunteer, areas_text), .flags = FIELD_GUARDED, .most = 300, \
	  .label = N_("Where"), .hint = N_("Municipalities with commas between, for example Varde, Esbjerg.") }
#define LANGUAGES V(languages, FIELD_CHOICES, .choices = languages, .label = N_("Speaks"))
#define LIMITS \
	V(most_meetings, FIELD_INT, .least = 0, .most = 14, .label = N_("Most meetings a week"), .group = N_("How much, at most")), \
	V(most_calls, FIELD_INT, .least = 0, .most = 100, .label = N_("Most calls a week")), \
	V(most_matches, FIELD_INT, .least = 0, .most = 30, .label = N_("Most people supported at a time"))

const struct field volunteer_fields[] = {
	NAME,
	{ .name = "org", .type = FIELD_CHOICE, .offset = offsetof(struct volunteer, org_text), .flags = FIELD_REQUIRED, .label = N_("Helps") },
	PHONE, EMAIL,
	{ .name = "account", .type = FIELD_TEXT, .offset = offsetof(struct volunteer, account_text), .flags = FIELD_GUARDED, .most = 80,
	  .label = N_("Log-in name"), .hint = N_("Of somebody who has a role in this organisation: then they see and mend their own page.") },
	ROLES, AREAS, LANGUAGES,
	V(conflicts, FIELD_TEXT, .flags = FIELD_GUARDED | FIELD_PRIVATE, .most = 300, .label = N_("Not together with"),
	  .hint = N_("A group or a place where it would be awkward. Never why.")),
	V(interview_note, FIELD_LONG, .flags = FIELD_GUARDED | FIELD_PRIVATE, .most = 1500, .label = N_("From the talk"),
	  .hint = N_("They can read it themself. Wishes and agreements, nothing about health."), .group = N_("On the way in")),
	V(referees, FIELD_TEXT, .flags = FIELD_GUARDED | FIELD_PRIVATE, .most = 300, .label = N_("Who may be asked about them")),
	V(start_day, FIELD_DATE, .label = N_("First day")),
	LIMITS,
	V(supervision_weeks, FIELD_INT, .flags = FIELD_REQUIRED, .least = 1, .most = 52, .label = N_("Weeks between talks about how it is to help")),
	V(paid, FIELD_BOOL, .label = N_("Paid"), .group = N_("If employed")),
	V(week_hours, FIELD_INT, .least = 0, .most = 60, .label = N_("Hours a week")),
	V(employed_from, FIELD_DATE, .label = N_("Employed from")),
	V(employed_to, FIELD_DATE, .label = N_("Until")),
	F_END
};

const struct field volunteer_own_fields[] = {
	NAME, PHONE, EMAIL, ROLES, AREAS, LANGUAGES,
	V(lived, FIELD_CHOICE, .flags = FIELD_PRIVATE, .choices = volunteer_lived, .label = N_("Own experience"),
	  .hint = N_("Only you and the coordinator of your organisation see it. You need not say anything.")),
	LIMITS,
	F_END
};

/* --- reading ---------------------------------------------------------------------------------------------- */

enum err volunteer_get(struct ctx *ctx, int64_t id, struct volunteer *v)
{
	struct volunteer_row r;

	TRY(volunteer_row(ctx, id, &r));
	*v = (struct volunteer){
		.id = r.id, .org = r.org, .account = r.account.v, .name = r.name, .phone = r.phone, .email = r.email, .state = r.state,
		.state_day = r.state_day, .back_day = r.back_day, .before_pause = r.before_pause, .roles = r.roles, .areas = r.areas,
		.languages = r.languages, .lived = r.lived, .conflicts = r.conflicts, .referees = r.referees,
		.interview_day = r.interview_day, .start_day = r.start_day, .interview_note = r.interview_note,
		.statement_version = r.statement_version, .statement_day = r.statement_day, .child_asked_day = r.child_asked_day,
		.child_consent_day = r.child_consent_day, .lead_yes_by = r.lead_yes_by.v, .own_yes_day = r.own_yes_day, .paid = r.paid,
		.week_min = r.week_min, .week_hours = r.week_min / 60, .employed_from = r.employed_from, .employed_to = r.employed_to,
		.most_meetings = r.most_meetings, .most_calls = r.most_calls, .most_matches = r.most_matches,
		.supervision_weeks = r.supervision_weeks, .thanked_day = r.thanked_day,
	};
	return OK;
}

/* An area bounds who keeps an area: then one of theirs must be it. */
static bool may_for_areas(const struct ctx *ctx, const struct volunteer *v, enum perm p)
{
	struct str rest = v->areas.p ? v->areas : S(""), one;
	int64_t area;

	if (may_for(ctx->who, p, v->org, 0))
		return true;
	while (str_cut(&rest, ' ', &one))
		if (str_int(one, &area) && may_for(ctx->who, p, v->org, area))
			return true;
	return false;
}

bool volunteer_may_keep(const struct ctx *ctx, const struct volunteer *v)
{
	return may_for_areas(ctx, v, VOLUNTEER_EDIT);
}

bool volunteer_is_own(const struct ctx *ctx, const struct volunteer *v)
{
	return v->account && v->account == ctx->who->account;
}

bool volunteer_may_read_lived(const struct ctx *ctx, const struct volunteer *v)
{
	for (size_t i = 0; i < ctx->who->ngrants; i++)
		if (ctx->who->grants[i].role == ROLE_COORDINATOR && ctx->who->grants[i].org == v->org)
			return true;
	return volunteer_is_own(ctx, v);
}

/* --- lists ------------------------------------------------------------------------------------------------- */

static const char *const groups[VOLUNTEER_GROUPS][2] = {
	[VOLUNTEER_HERE] = { "", "" }, [VOLUNTEER_NEW] = { "interested", "interviewed" }, [VOLUNTEER_COMING] = { "accepted", "cleared" },
	[VOLUNTEER_ACTIVE] = { "active", "active" }, [VOLUNTEER_PAUSED] = { "paused", "paused" }, [VOLUNTEER_GONE] = { "former", "declined" },
};

static enum err listed(struct ctx *ctx, enum volunteer_group g, int64_t most, int64_t skip, struct volunteer **out, size_t *n)
{
	struct volunteer_rows *rows;

	TRY(volunteer_rows(ctx, may_for(ctx->who, VOLUNTEER_EDIT, 0, 0), ctx->who->account, roles_with(ctx->arena, VOLUNTEER_EDIT),
			   str_of(groups[g][0]), str_of(groups[g][1]), most, skip, &rows, n));
	*out = arena_array(ctx->arena, *n, struct volunteer);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct volunteer){ .id = rows[i].id, .org = rows[i].org, .name = rows[i].name, .state = rows[i].state,
						.state_day = rows[i].state_day, .back_day = rows[i].back_day, .areas = rows[i].areas,
						.paid = rows[i].paid, .roles = rows[i].roles, .account = rows[i].account.v };
	return OK;
}

enum err volunteer_list(struct ctx *ctx, enum volunteer_group g, int64_t page, struct volunteer **out, size_t *n)
{
	return listed(ctx, g, VOLUNTEER_PAGE, (page - 1) * VOLUNTEER_PAGE, out, n);
}

static bool is_in(enum volunteer_group g, struct str state)
{
	if (g == VOLUNTEER_HERE)
		return !str_same(state, "former") && !str_same(state, "declined");
	return str_same(state, groups[g][0]) || str_same(state, groups[g][1]);
}

enum err volunteer_counts(struct ctx *ctx, int64_t out[static VOLUNTEER_GROUPS])
{
	struct volunteer_tally *rows;
	size_t n;

	TRY(volunteer_tally(ctx, may_for(ctx->who, VOLUNTEER_EDIT, 0, 0), ctx->who->account, roles_with(ctx->arena, VOLUNTEER_EDIT),
			    STATES_MOST, &rows, &n));
	for (int g = 0; g < VOLUNTEER_GROUPS; g++) {
		out[g] = 0;
		for (size_t i = 0; i < n; i++)
			if (is_in((enum volunteer_group)g, rows[i].state))
				out[g] += rows[i].n;
	}
	return OK;
}

/* Somebody who has come this far waits for the next talk, course or group; between talk and signature we wait. */
enum volunteer_wait volunteer_waits(struct str state)
{
	static const struct {
		const char *state;
		enum volunteer_wait wait;
	} waits[] = { { "interested", WAIT_FOR_US }, { "interviewed", WAIT_FOR_THEM }, { "accepted", WAIT_FOR_US }, { "cleared", WAIT_FOR_US },
		      { "trained", WAIT_FOR_US } };

	for (size_t i = 0; i < sizeof waits / sizeof *waits; i++)
		if (str_same(state, waits[i].state))
			return waits[i].wait;
	return WAIT_NONE;
}

enum err volunteer_waiting(struct ctx *ctx, struct volunteer **out, size_t *n)
{
	day_t today = page_today(ctx);
	struct volunteer *all;
	size_t nall;

	TRY(listed(ctx, VOLUNTEER_HERE, WAITING_MOST, 0, &all, &nall));
	*out = arena_array(ctx->arena, nall, struct volunteer);
	*n = 0;
	for (size_t i = 0; i < nall; i++)
		if (volunteer_waits(all[i].state) != WAIT_NONE && today - all[i].state_day > VOLUNTEER_WAIT_DAYS)
			(*out)[(*n)++] = all[i];
	return OK;
}

enum err volunteer_own(struct ctx *ctx, struct volunteer **out, size_t *n)
{
	struct volunteer_of_account *rows;

	*n = 0;
	if (!ctx->who->account)
		return OK;
	TRY(volunteer_of_account(ctx, ctx->who->account, &rows, n));
	*out = arena_array(ctx->arena, *n, struct volunteer);
	for (size_t i = 0; i < *n; i++)
		TRY(volunteer_get(ctx, rows[i].id, &(*out)[i]));
	return OK;
}

/* --- keeping --------------------------------------------------------------------------------------------------- */

/* "Varde, Esbjerg" to ids. */
static enum err read_areas(struct ctx *ctx, struct volunteer *v, struct problems *bad)
{
	struct str rest = v->areas_text.p ? v->areas_text : S(""), one, ids = S("");
	int64_t area;
	int n = 0;

	while (str_cut(&rest, ',', &one)) {
		one = str_trim(one);
		if (!one.n)
			continue;
		TRY(area_typed(ctx, one, "areas", &area, bad));
		if (area && n++ < AREAS_MOST)
			ids = arena_printf(ctx->arena, "%.*s%s%lld", STR_ARG(ids), ids.n ? " " : "", (long long)area);
	}
	v->areas = ids;
	return OK;
}

/*
 * Only somebody who has a role in this organisation: otherwise a coordinator could try names of other houses.  The
 * answer is the same for a name that nobody has.
 */
static enum err read_account(struct ctx *ctx, struct volunteer *v, struct problems *bad)
{
	struct str typed = str_trim(v->account_text.p ? v->account_text : S(""));
	struct volunteer_account_in found;
	struct account a;
	enum err e;

	v->account = 0;
	if (!typed.n)
		return OK;
	e = account_of_name(ctx, typed, &a);
	if (!e)
		e = volunteer_account_in(ctx, a.id, v->org, &found);
	if (e == ERR_NOT_FOUND)
		return problem_once(bad, "account", N_("Nobody with this log-in name has a role in this organisation."));
	TRY(e);
	v->account = a.id;
	return OK;
}

static enum err check_account_free(struct ctx *ctx, const struct volunteer *v, struct problems *bad)
{
	struct volunteer_of_account *rows;
	struct volunteer other;
	size_t n;

	if (!v->account)
		return OK;
	TRY(volunteer_of_account(ctx, v->account, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(volunteer_get(ctx, rows[i].id, &other));
		if (other.id != v->id && other.org == v->org)
			return problem_once(bad, "account", N_("Somebody else on the list logs in under this name."));
	}
	return OK;
}

/* What a caller left out is empty, not absent: the columns want a text. */
static void fill(struct volunteer *v)
{
	struct str *texts[] = { &v->phone, &v->email, &v->roles, &v->areas, &v->languages, &v->conflicts, &v->referees, &v->interview_note, &v->name };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i]->p)
			*texts[i] = S("");
	if (!str_is(v->lived))
		v->lived = S("not_said");
	if (!v->supervision_weeks)
		v->supervision_weeks = 6;
}

static enum err store(struct ctx *ctx, struct volunteer *v)
{
	struct opt_int account = { v->account != 0, v->account };
	bool fresh = !v->id;
	int64_t changed;

	if (fresh) {
		v->id = id_new(ctx->house->rng, ctx->now);
		v->state = S("interested");
		v->state_day = page_today(ctx);
	}
	TRY(volunteer_put(ctx, v->id, v->org, v->name, text_fold(ctx->arena, v->name), v->phone, v->email, account, v->state, v->state_day,
			  v->roles, v->areas, v->languages, v->lived, v->conflicts, v->referees, v->interview_note, v->start_day, v->paid,
			  v->week_min, v->employed_from, v->employed_to, v->most_meetings, v->most_calls, v->most_matches,
			  v->supervision_weeks, ctx->now, &changed));
	return event_add(ctx, fresh ? "volunteer.added" : "volunteer.saved", v->id, STR_ABSENT);
}

static void check_days(const struct volunteer *v, struct problems *bad)
{
	if (v->employed_from != DAY_NONE && v->employed_to != DAY_NONE && v->employed_to < v->employed_from)
		problem_once(bad, "employed_to", N_("The last day is before the first."));
}

enum err volunteer_save(struct ctx *ctx, struct volunteer *v, struct problems *bad)
{
	struct volunteer was;

	if (v->id) {
		TRY(volunteer_get(ctx, v->id, &was));
		if (!volunteer_may_keep(ctx, &was))
			return ERR_DENIED;
		/* A record stays with its organisation: another one begins its own. */
		v->org = was.org, v->state = was.state, v->state_day = was.state_day, v->lived = was.lived;
	}
	form_settle(ctx, volunteer_fields, v);
	TRY(read_areas(ctx, v, bad));
	if (!volunteer_may_keep(ctx, v))
		return v->id || bad->n ? problem_once(bad, "areas", N_("You keep people of another area. Write one of yours.")) : ERR_DENIED;
	TRY(read_account(ctx, v, bad));
	TRY(check_account_free(ctx, v, bad));
	check_days(v, bad);
	v->week_min = v->week_hours * 60;
	fill(v);
	form_guard(ctx, volunteer_fields, v, bad);
	return bad->n ? OK : store(ctx, v);
}

enum err volunteer_save_own(struct ctx *ctx, struct volunteer *v, struct problems *bad)
{
	struct volunteer was;

	TRY(volunteer_get(ctx, v->id, &was));
	if (!volunteer_is_own(ctx, &was))
		return ERR_DENIED;
	form_settle(ctx, volunteer_own_fields, v);
	TRY(read_areas(ctx, v, bad));
	if (!choice_label(volunteer_lived, v->lived))
		problem_once(bad, "lived", N_("Choose one of the answers in the list."));
	fill(v);
	form_guard(ctx, volunteer_own_fields, v, bad);
	return bad->n ? OK : store(ctx, v);
}
