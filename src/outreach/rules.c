/* rules.c -- what a round must be, and the table of what can be said of it. */
#include "outreach/outreach_parts.h"
#include "access/access.h"
#include "area/area.h"
#include "text/text.h"
#include "verify/verify.h"

#include "outreach_sql.h"

enum { COUNT_MOST = 500, BACK_DAYS = 366, AHEAD_DAYS = 366 };

const struct choice outreach_materials[] = {
	{ "directory", N_("Pocket directories") },
	{ "card", N_("Cards") },
	{ "kit", N_("Overdose kits") },
	{ "food", N_("Food and drink") },
	{ "clothes", N_("Clothes and blankets") },
	{ "other", N_("Something else") }, { 0 }
};

/* TRANSLATORS: parts of the day in which a round was walked. */
const struct choice outreach_periods[] = {
	{ "morning", N_("Morning") }, { "afternoon", N_("Afternoon") }, { "evening", N_("Evening") }, { "night", N_("Night") }, { 0 }
};

/* The organisations of the person at hand are put in by the page. */
static const struct choice no_orgs[] = { { 0 } };

#define R(member, kind, ...) F(struct outreach_round, member, kind, __VA_ARGS__)
#define COUNTED(code, member, text) \
	{ .name = code, .type = FIELD_INT, .offset = offsetof(struct outreach_round, member), .least = 0, .most = COUNT_MOST, .label = text }

const struct field outreach_fields[] = {
	{ .name = "org", .type = FIELD_CHOICE, .offset = offsetof(struct outreach_round, org_text), .flags = FIELD_REQUIRED,
	  .choices = no_orgs, .label = N_("Organisation") },
	R(place, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 80, .label = N_("Place"),
	  .hint = N_("As you call it: the station, the shelter, the square.")),
	{ .name = "area", .type = FIELD_TEXT, .offset = offsetof(struct outreach_round, area_text), .flags = FIELD_GUARDED | FIELD_DEPENDS,
	  .most = 80, .label = N_("Area"), .hint = N_("Only the first time you go there. We remember it.") },
	R(day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("Date")),
	R(period, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = outreach_periods, .label = N_("Part of the day")),
	COUNTED("conversations", conversations, N_("Conversations")),
	COUNTED("new_faces", new_faces, N_("New faces, about")),
	COUNTED("directory", given[0], N_("Pocket directories")),
	COUNTED("card", given[1], N_("Cards")),
	COUNTED("kit", given[2], N_("Overdose kits")),
	COUNTED("food", given[3], N_("Food and drink")),
	COUNTED("clothes", given[4], N_("Clothes and blankets")),
	COUNTED("other", given[5], N_("Something else")),
	R(left_at_place, FIELD_BOOL, .label = N_("Nobody was there; it was left at the place")),
	COUNTED("ride", wishes[0], N_("A lift")),
	COUNTED("talk", wishes[1], N_("Someone to talk to")),
	COUNTED("group", wishes[2], N_("A group")),
	COUNTED("sleep", wishes[3], N_("Somewhere to sleep tonight")),
	COUNTED("home", wishes[4], N_("A place to live")),
	COUNTED("papers", wishes[5], N_("Help with papers and benefits")),
	COUNTED("law_money", wishes[6], N_("Legal or debt help")),
	COUNTED("work", wishes[7], N_("Work or training")),
	COUNTED("learn", wishes[8], N_("Learn something")),
	COUNTED("child", wishes[9], N_("Child care or parenting")),
	COUNTED("family", wishes[10], N_("Help for relatives")),
	COUNTED("meaning", wishes[11], N_("Faith or meaning")),
	R(note, FIELD_TEXT, .most = OUTREACH_NOTE_MOST, .label = N_("One note"),
	  .hint = N_("About the place, never about a person. Numbers and addresses become stars.")),
	R(next_day, FIELD_DATE, .label = N_("Next round there")),
	F_END
};

bool outreach_may_keep(const struct ctx *ctx, const struct outreach_round *r)
{
	return may_for(ctx->who, OUTREACH_EDIT, r->org, r->area);
}

static int64_t given_in_all(const struct outreach_round *r)
{
	int64_t n = 0;

	for (int i = 0; i < OUTREACH_MATERIALS; i++)
		n += r->given[i];
	return n;
}

static void check_counts(struct outreach_round *r, struct problems *bad)
{
	if (r->new_faces > r->conversations)
		problem(bad, "new_faces", N_("More new faces than conversations. Please look again."));
	for (int i = 0; i < OUTREACH_NEEDS; i++)
		if (r->wishes[i] > r->conversations)
			problem(bad, kind_needs[i].code, N_("More wishes than conversations. Please look again."));
	if (r->conversations)
		r->left_at_place = false;
	else if (given_in_all(r) && !r->left_at_place)
		problem(bad, "left_at_place", N_("No conversations, but something was given. Was it left at the place? Then tick it here."));
}

static void check_days(struct ctx *ctx, const struct outreach_round *r, struct problems *bad)
{
	day_t today = page_today(ctx);

	if (r->day == DAY_NONE)
		problem_once(bad, "day", N_("When was it? Write the date, for example 12.12.2016."));
	else if (r->day > today)
		problem_once(bad, "day", N_("That day has not come yet. Write a round down when it has been walked."));
	else if (r->day < today - BACK_DAYS)
		problem_once(bad, "day", N_("That is more than a year ago. Please look again."));
	if (r->next_day != DAY_NONE && (r->next_day <= r->day || r->next_day > today + AHEAD_DAYS))
		problem_once(bad, "next_day", N_("The next round comes after this one, and within a year. Please look again."));
}

/* Where a place is, is asked once. */
static enum err find_area(struct ctx *ctx, struct outreach_round *r, struct problems *bad)
{
	struct outreach_last_there *last;
	size_t n;

	if (r->area || problem_of(bad, "area"))
		return OK;
	TRY(outreach_last_there(ctx, r->org, text_fold(ctx->arena, r->place), &last, &n));
	if (n)
		r->area = last[0].area;
	return n ? OK : problem(bad, "area", N_("Which municipality or state is it in? You only write it the first time."));
}

enum err outreach_prepare(struct ctx *ctx, struct outreach_round *r, struct problems *bad)
{
	if (!r->org)
		problem_once(bad, "org", N_("Which organisation was the round for?"));
	if (utf8_len(r->place) < 2)
		problem_once(bad, "place", N_("Where was it? A word is enough, for example: the station."));
	if (!choice_label(outreach_periods, r->period))
		problem_once(bad, "period", N_("Choose a part of the day."));
	check_days(ctx, r, bad);
	check_counts(r, bad);
	r->note = verify_mask(ctx, r->note.p ? r->note : S(""));
	return r->org && str_is(r->place) ? find_area(ctx, r, bad) : OK;
}
