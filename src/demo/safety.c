/* safety.c -- what the people of the story wrote down: something went wrong, a worry about a child, somebody asked from outside. */
#include "account/account.h"
#include "demo/demo_parts.h"
#include "incident/incident.h"
#include "inquiry/inquiry.h"
#include "org/org.h"
#include "rights/rights.h"

#include "demo_sql.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

struct actor {
	struct grant grant;
	struct who who;
};

static enum err be(struct ctx *ctx, const char *name, enum role role, int64_t org)
{
	struct actor *a = arena_new_of(ctx->arena, struct actor);
	struct account account;

	TRY(account_of_name(ctx, str_of(name), &account));
	a->grant = (struct grant){ role, org, 0 };
	a->who = (struct who){ .account = account.id, .name = str_of(name), .grants = &a->grant, .ngrants = 1, .local = true, .demo = true };
	ctx->who = &a->who;
	return OK;
}

/* --- something went wrong ------------------------------------------------------------------------------------------- */

static const struct wrong {
	const char *class_code, *severity, *what, *done, *told, *learned;       /* learned NULL: not closed */
	int days_before;
} wrongs[] = {
	{ "aggression", "serious", "En deltager blev meget vred i pausen og slog en stol i gulvet. To gik fra mødet.",
	  "Værten gik med udenfor. Vi tog en lang pause.", "coordinator", NULL, 1 },
	{ "boundary", "small", "En frivillig gav sit private nummer til en deltager.", "Vi talte om det med det samme.", "coordinator",
	  "Alle frivillige får et kort med husets nummer.", 40 },
};

static enum err put_wrong(struct ctx *ctx, const struct wrong *w, int64_t org)
{
	struct problems bad = { 0 }, warn = { 0 };
	struct incident i = { .class_code = str_of(w->class_code), .severity = str_of(w->severity), .what = str_of(w->what), .done = str_of(w->done),
			      .told = str_of(w->told), .call_back = !w->learned };

	ctx->now = DEMO_START - w->days_before * (int64_t)DAY_S;
	i.day = page_today(ctx);
	TRY(be(ctx, "Sara", ROLE_COACH, org));
	TRY(incident_add(ctx, &i, true, &bad, &warn));
	if (w->learned) {
		TRY(be(ctx, "Signe", ROLE_COORDINATOR, org));
		TRY(incident_find(ctx, i.id, &i));
		TRY(incident_debrief(ctx, &i));
		TRY(incident_find(ctx, i.id, &i));
		TRY(incident_close(ctx, &i, str_of(w->learned), true, &bad, &warn));
	}
	return demo_is_fine(ctx, "an incident", &bad);
}

static enum err put_worry(struct ctx *ctx, int64_t org)
{
	struct incident_child c = { .area_text = S("Aarhus"), .note = S("Et barn på omkring seks år sad alene ude foran huset i kulden hele aftenen.") };
	struct problems bad = { 0 }, warn = { 0 };

	ctx->now = DEMO_START - 3 * HOUR_S;
	TRY(be(ctx, "Sara", ROLE_COACH, org));
	TRY(incident_child_add(ctx, &c, true, &bad, &warn));
	return demo_is_fine(ctx, "a worry", &bad);
}

/* --- from outside --------------------------------------------------------------------------------------------------- */

static enum err put_asked(struct ctx *ctx, int64_t org)
{
	struct inquiry police = { .from_kind = S("police"), .what = S("To betjente spurgte i døren, om en bestemt mand kommer om tirsdagen.") };
	struct inquiry mother = { .from_kind = S("family"), .what = S("En mor ringede og spurgte, om hendes søn kommer her.") };
	struct inquiry answer = { .decision = S("nothing"), .basis = S("none"), .reason = S(""), .given = S("") };
	struct problems bad = { 0 }, warn = { 0 };

	ctx->now = DEMO_START - 20 * HOUR_S;
	police.day = page_today(ctx);
	TRY(be(ctx, "Sara", ROLE_COACH, org));
	TRY(inquiry_add(ctx, &police, true, &bad, &warn));
	ctx->now = DEMO_START - 9 * (int64_t)DAY_S;
	mother.day = page_today(ctx);
	TRY(inquiry_add(ctx, &mother, true, &bad, &warn));
	TRY(be(ctx, "Birthe", ROLE_DATA_PROTECTION, 0));
	TRY(inquiry_decide(ctx, &mother, &answer, &bad));
	return demo_is_fine(ctx, "asked from outside", &bad);
}

static enum err put_breach(struct ctx *ctx, int64_t org)
{
	struct breach b = { .kind = S("lost"), .what = S("En telefonliste med fornavne blev glemt i bussen."), .classes = S("name contact"), .people = 8,
			    .risk = S("some"), .hours_ago = 30 };
	struct problems bad = { 0 }, warn = { 0 };

	ctx->now = DEMO_START;
	TRY(be(ctx, "Signe", ROLE_COORDINATOR, org));
	TRY(breach_add(ctx, &b, true, &bad, &warn));
	return demo_is_fine(ctx, "a breach", &bad);
}

/* Somebody asks for a copy, with Signe beside them; somebody else says that something is wrong. */
static enum err put_rights(struct ctx *ctx, int64_t org)
{
	static const char *const kinds[] = { "copy", "correct" };
	struct demo_all_receivers *rows;
	struct problems bad = { 0 };
	size_t n;

	ctx->now = DEMO_START - 2 * (int64_t)DAY_S;
	TRY(be(ctx, "Signe", ROLE_COORDINATOR, org));
	TRY(demo_all_receivers(ctx, &rows, &n));
	for (size_t i = 0; i < n && i < 2; i++) {
		struct rights_request r = { .participant = rows[i].id, .kind = str_of(kinds[i]),
					    .words = i ? S("Der står, at jeg flyttede i november. Det var i oktober.") : S("") };
		TRY(rights_ask(ctx, &r, &bad));
	}
	return demo_is_fine(ctx, "rights", &bad);
}

static enum err put_all(struct ctx *ctx)
{
	struct org o;

	TRY(org_of_name(ctx, S("Frise"), &o));
	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++)
		TRY(put_wrong(ctx, &wrongs[i], o.id));
	TRY(put_worry(ctx, o.id));
	TRY(put_asked(ctx, o.id));
	TRY(put_breach(ctx, o.id));
	return put_rights(ctx, o.id);
}

enum err demo_put_safety(struct ctx *ctx)
{
	const struct who *asks = ctx->who;
	enum err e = put_all(ctx);

	ctx->who = asks;
	ctx->now = DEMO_START;
	return e;
}
