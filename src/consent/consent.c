/* consent.c -- somebody says yes, and stops; the one door that what is told passes. */
#include "consent/consent.h"
#include "base/rng.h"
#include "event/event.h"
#include "participant/participant.h"

#include "consent_sql.h"

enum { DAY_S = 86400 };

const struct choice consent_classes[] = {
	{ "first_name", N_("Your first name") }, { "nickname", N_("The name you use here") }, { "contact", N_("How to reach you") },
	{ "need", N_("What you need") }, { "stage", N_("How far you have come") }, { "appointment", N_("When you have an appointment") },
	{ "attendance_result", N_("Whether you came") }, { "plan_area", N_("Your plan") }, { "language", N_("Your language") },
	{ "access_needs", N_("What you need to get in and take part") }, { "child_facts", N_("About your child") }, { NULL, NULL }
};

const struct choice consent_purposes[] = {
	{ "handover", N_("To get you in touch with them") }, { "follow", N_("To hear how it goes") },
	{ "transition", N_("To stand by you when you leave a place") }, { "ride", N_("To drive you there and home") },
	{ "callback", N_("To call you back") }, { NULL, NULL }
};

const struct choice consent_forms[] = {
	{ "key", N_("With their own key") }, { "spoken", N_("They said it here and now") }, { "written", N_("They signed a paper") }, { NULL, NULL }
};

unsigned consent_bits(struct str codes)
{
	unsigned bits = 0;
	struct str code;

	while (str_cut(&codes, ' ', &code)) {
		for (unsigned i = 0; consent_classes[i].code; i++)
			if (str_same(code, consent_classes[i].code))
				bits |= 1u << i;
	}
	return bits;
}

struct str consent_codes(struct ctx *ctx, unsigned bits)
{
	struct str codes = S("");

	for (unsigned i = 0; consent_classes[i].code; i++)
		if (bits & 1u << i)
			codes = arena_printf(ctx->arena, "%.*s%s%s", STR_ARG(codes), codes.n ? " " : "", consent_classes[i].code);
	return codes;
}

/* --- what was said, sealed ---------------------------------------------------------------------------------------- */

/* All that counts, in one text: whoever changes the row, or moves it to another person, does not have the key to this. */
static struct str said(struct ctx *ctx, const struct consent *c)
{
	return arena_printf(ctx->arena, "%lld %.*s %lld %u %.*s %lld %.*s %.*s %.*s %lld", (long long)c->from_org, STR_ARG(c->to_kind),
			    (long long)c->to, c->classes, STR_ARG(c->purpose), (long long)c->starts_at,
			    STR_ARG(day_str(ctx->arena, c->end_day)), STR_ARG(c->form), STR_ARG(c->witness), (long long)c->version);
}

static enum err seal(struct ctx *ctx, const struct consent *c, struct str *sealed)
{
	struct participant_lock l;

	TRY(participant_lock(ctx, c->participant, &l));
	return participant_seal(ctx, &l, BOX_DATA, "consent.said", c->id, said(ctx, c), sealed);
}

static enum err check(struct ctx *ctx, const struct consent *c, struct str sealed)
{
	struct participant_lock l;
	struct str text;

	TRY(participant_lock(ctx, c->participant, &l));
	TRY(participant_open(ctx, &l, BOX_DATA, "consent.said", c->id, sealed, &text));
	return str_eq(text, said(ctx, c)) ? OK : fail(ctx, ERR_DENIED, "a consent is not what was said");
}

static struct str state_of(const struct ctx *ctx, const struct consent_row *r)
{
	if (r->stopped_at.has)
		return S("stopped");
	if (ctx->now >= r->ends_at)
		return S("expired");
	return r->replaced_at.has ? S("replaced") : S("live");
}

static struct consent from_row(const struct ctx *ctx, const struct consent_row *r)
{
	return (struct consent){
		.id = r->id, .participant = r->participant, .from_org = r->from_org, .to_kind = r->to_kind, .to = r->receiver,
		.classes = (unsigned)r->classes, .purpose = r->purpose, .starts_at = r->starts_at, .end_day = r->end_day, .form = r->form,
		.witness = r->witness, .state = state_of(ctx, r), .stopped_at = r->stopped_at.has ? r->stopped_at.v : 0,
		.told_at = r->told_at.has ? r->told_at.v : 0, .version = r->version,
	};
}

/* --- yes ------------------------------------------------------------------------------------------------------------ */

/* The 29th of February ends on the 28th: sooner rather than later. */
day_t consent_last_day(const struct ctx *ctx)
{
	struct ymd d = day_ymd(page_today(ctx));
	int most = days_in_month(d.year + 1, d.month);

	return day_of(d.year + 1, d.month, d.day < most ? d.day : most);
}

static enum err is_there(struct ctx *ctx, const struct consent *c, bool *there)
{
	struct consent_org_there org = { 0 };
	struct consent_service_there service = { 0 };
	struct consent_account_there account = { 0 };

	if (str_same(c->to_kind, "org"))
		TRY(consent_org_there(ctx, c->to, &org));
	else if (str_same(c->to_kind, "service"))
		TRY(consent_service_there(ctx, c->to, &service));
	else if (str_same(c->to_kind, "account"))
		TRY(consent_account_there(ctx, c->to, &account));
	*there = org.n + service.n + account.n > 0;
	return OK;
}

/* With the key it is the person alone; otherwise somebody heard it, in a role that they have. */
static void settle_form(const struct ctx *ctx, struct consent *c, struct problems *bad)
{
	enum role role;

	if (ctx->who->participant == c->participant) {
		c->form = S("key");
		c->witness = S("");
		return;
	}
	if (!str_same(c->form, "spoken") && !str_same(c->form, "written"))
		problem_once(bad, "form", N_("Choose how the person said yes."));
	if (!str_is(c->witness))
		c->witness = str_of(access_roles[ctx->who->ngrants ? ctx->who->grants[0].role : ROLE_ADMINISTRATOR].code);
	if (!role_of(c->witness, &role))
		problem_once(bad, "witness", N_("Choose who heard it."));
}

static void look_over(const struct ctx *ctx, const struct consent *c, bool there, struct problems *bad)
{
	if (!there)
		problem_once(bad, "to", N_("Choose one who is to know."));
	if (!choice_label(consent_purposes, c->purpose))
		problem_once(bad, "purpose", N_("Choose what it is for."));
	if (!c->classes || (c->classes & ~(unsigned)CLASS_ALL))
		problem_once(bad, "classes", N_("Tick at least one thing that may be told."));
	if (c->classes == CLASS_ALL)
		problem_once(bad, "classes", N_("Not everything: tick what is needed for this."));
	if (c->end_day == DAY_NONE || c->end_day < page_today(ctx))
		problem_once(bad, "end_day", N_("Choose the last day, today or later."));
	else if (c->end_day > consent_last_day(ctx))
		problem_once(bad, "end_day", N_("At most twelve months. It can be said again then."));
}

static int64_t end_of(const struct ctx *ctx, day_t last)
{
	const struct zone *zone = zone_find(ctx->house->cal, S("Europe/Copenhagen"));

	return zone ? zone_instant(zone, last + 1, 0) : (int64_t)(last + 1) * DAY_S;
}

static enum err put(struct ctx *ctx, const struct consent *c)
{
	struct str sealed;
	int64_t changed;

	TRY(seal(ctx, c, &sealed));
	TRY(consent_replace(ctx, c->participant, c->to_kind, c->to, c->purpose, ctx->now, &changed));
	if (changed)
		TRY(event_add(ctx, "consent.replaced", c->participant, STR_ABSENT));
	TRY(consent_put(ctx, c->participant, c->id, c->from_org, c->to_kind, c->to, c->classes, c->purpose, c->starts_at, page_today(ctx),
			c->end_day, end_of(ctx, c->end_day), c->form, c->witness, c->version, ctx->who->account, sealed, &changed));
	return event_add(ctx, "consent.given", c->participant, c->form);
}

/* May who asks act for this person here: themselves, or who serves them? */
static enum err may_act(struct ctx *ctx, int64_t participant, struct participant *p)
{
	TRY(participant_find(ctx, participant, p));
	return participant_may_see(ctx, p) ? OK : ERR_DENIED;
}

enum err consent_give(struct ctx *ctx, struct consent *c, struct problems *bad)
{
	struct participant p;
	bool there;

	TRY(participant_find(ctx, c->participant, &p));
	if (!participant_may_begin(ctx, &p))
		return ERR_DENIED;
	TRY(is_there(ctx, c, &there));
	settle_form(ctx, c, bad);
	look_over(ctx, c, there, bad);
	if (bad->n)
		return OK;
	c->id = id_new(ctx->house->rng, ctx->now);
	c->from_org = c->from_org ? c->from_org : p.org;
	c->starts_at = ctx->now;
	c->version = CONSENT_TEXT;
	c->state = S("live");
	c->stopped_at = 0;
	return put(ctx, c);
}

/* --- and no more ------------------------------------------------------------------------------------------------------ */

enum err consent_stop(struct ctx *ctx, int64_t participant, int64_t id)
{
	struct consent_row r;
	struct participant p;
	int64_t changed;

	TRY(may_act(ctx, participant, &p));
	TRY(consent_row(ctx, participant, id, &r));
	TRY(consent_end(ctx, participant, id, ctx->now, &changed));
	return changed ? event_add(ctx, "consent.stopped", participant, STR_ABSENT) : OK;
}

enum err consent_find(struct ctx *ctx, int64_t participant, int64_t id, struct consent *c)
{
	struct consent_row r;

	TRY(consent_row(ctx, participant, id, &r));
	*c = from_row(ctx, &r);
	return check(ctx, c, r.said);
}

enum err consent_list(struct ctx *ctx, int64_t participant, int64_t most, struct consent **out, size_t *n)
{
	struct consent_rows *rows;

	TRY(consent_rows(ctx, participant, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct consent);
	for (size_t i = 0; i < *n; i++) {
		const struct consent_rows *r = &rows[i];
		struct consent_row row = { r->participant, r->id, r->from_org, r->to_kind, r->receiver, r->classes, r->purpose, r->starts_at,
					   r->start_day, r->end_day, r->ends_at, r->form, r->witness, r->version, r->account, r->said,
					   r->stopped_at, r->replaced_at, r->told_at };
		(*out)[i] = from_row(ctx, &row);
	}
	return OK;
}

enum err consent_resting(struct ctx *ctx, int64_t participant, int64_t id, int64_t *n)
{
	struct consent_rests_on row;

	TRY(consent_rests_on(ctx, participant, id, &row));
	*n = row.n;
	return OK;
}

enum err consent_to_tell(struct ctx *ctx, int64_t most, struct consent_stopped **out, size_t *n)
{
	struct consent_untold *rows;

	TRY(consent_untold(ctx, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct consent_stopped);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct consent_stopped){ rows[i].participant, rows[i].id, rows[i].receiver,
						      rows[i].stopped_at.has ? rows[i].stopped_at.v : 0, rows[i].to_kind };
	return OK;
}

enum err consent_told(struct ctx *ctx, int64_t participant, int64_t id)
{
	int64_t changed;

	TRY(consent_told_row(ctx, participant, id, ctx->now, &changed));
	return changed ? event_add(ctx, "consent.told", participant, STR_ABSENT) : OK;
}

/* --- the one door --------------------------------------------------------------------------------------------------------- */

static enum err covers(struct ctx *ctx, const struct consent_row *r, unsigned classes)
{
	struct consent c = from_row(ctx, r);

	if (!classes || (c.classes & classes) != classes || !str_same(c.state, "live") || ctx->now < c.starts_at)
		return ERR_DENIED;
	return check(ctx, &c, r->said);
}

/* Whoever was erased has no key, and nobody had a yes from nobody: both are a no. */
static enum err no_is_denied(enum err e)
{
	return e == ERR_NOT_FOUND ? ERR_DENIED : e;
}

enum err consent_live(struct ctx *ctx, int64_t participant, const char *to_kind, int64_t to, const char *purpose, unsigned classes,
		      int64_t *which)
{
	struct consent_live_row r;
	struct consent_row row;

	TRY(no_is_denied(consent_live_row(ctx, participant, str_of(to_kind), to, str_of(purpose), &r)));
	row = (struct consent_row){ r.participant, r.id, r.from_org, r.to_kind, r.receiver, r.classes, r.purpose, r.starts_at, r.start_day,
				    r.end_day, r.ends_at, r.form, r.witness, r.version, r.account, r.said, r.stopped_at, r.replaced_at, r.told_at };
	TRY(no_is_denied(covers(ctx, &row, classes)));
	*which = r.id;
	return OK;
}

enum err consent_disclose(struct ctx *ctx, int64_t participant, const char *to_kind, int64_t to, const char *purpose, unsigned classes,
			  int64_t *which)
{
	struct consent_live_take taken;
	int64_t changed;

	/* First of all, so that whoever stops it waits for us or we for them. */
	TRY(no_is_denied(consent_live_take(ctx, participant, str_of(to_kind), to, str_of(purpose), &taken)));
	TRY(consent_live(ctx, participant, to_kind, to, purpose, classes, which));
	TRY(consent_disclosure_put(ctx, participant, id_new(ctx->house->rng, ctx->now), *which, str_of(to_kind), to, classes, str_of(purpose),
				   ctx->now, ctx->who->account, CONSENT_NOTICE, &changed));
	return event_add(ctx, "consent.disclosed", participant, str_of(purpose));
}

struct str consent_notice(struct ctx *ctx, struct str purpose)
{
	const char *label = choice_label(consent_purposes, purpose);

	return TR_FILL(ctx, tr(ctx, "Told for this only: {purpose}. Do not pass it on without a new yes from the person. In the USA, 42 CFR Part 2 forbids it."),
		       { "purpose", label ? tr_small(ctx, tr_of(ctx, str_of(label))) : purpose });
}

enum err consent_disclosures(struct ctx *ctx, int64_t participant, int64_t most, struct consent_disclosure **out, size_t *n)
{
	struct consent_disclosed *rows;

	TRY(consent_disclosed(ctx, participant, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct consent_disclosure);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct consent_disclosure){ rows[i].id, rows[i].consent, rows[i].at, rows[i].account, (unsigned)rows[i].classes,
							 rows[i].to_kind, rows[i].purpose, rows[i].receiver };
	return OK;
}
