/* targets.c -- what can come inside: one more kind of table is one more row here. */
#include "sheet/work.h"
#include "text/text.h"

const struct sheet_target sheet_targets[] = {
	{ "volunteers", N_("Volunteers"), N_("A line for each person: name, phone, e-mail, where and as what they would like to help."),
	  VOLUNTEER_EDIT, true, false, "/work/volunteers", sheet_volunteer_fields, sheet_volunteer_check, sheet_volunteer_store, sheet_volunteer_undo },
	{ "courses", N_("Courses and certifications"), N_("A line for each: the name of a volunteer whom we have, the method, the day."),
	  VOLUNTEER_EDIT, true, false, "/work/volunteers", sheet_course_fields, sheet_course_check, sheet_course_store, sheet_course_undo },
	{ "evenings", N_("How many came to the evenings"), N_("A line for each evening of a group: the group, the day, how many came and how many of them for the first time. "
	  "We take it that nothing happened on them that a coordinator had to act on."),
	  EVENING_KEEP, false, false, NULL, sheet_evening_fields, sheet_evening_check, sheet_evening_store, sheet_evening_undo },
	{ "rota", N_("Who is on for which evening"), N_("A line for each evening of a group and each person: the group, the day, the name of a volunteer whom we have, as what. "
	  "Whoever may not lead on that day is refused here as everywhere."),
	  VOLUNTEER_EDIT, true, false, NULL, sheet_rota_fields, sheet_rota_check, sheet_rota_store, sheet_rota_undo },
	{ "hours", N_("Hours worked on a grant"), N_("A line for each person and day: who, the day, how many hours, what they went to. The rate of the day is the one in the books. "
	  "Taking it back writes counter-entries."),
	  GRANT_BOOK, true, true, NULL, sheet_hours_fields, sheet_hours_check, sheet_hours_store, sheet_entry_undo },
	{ "costs", N_("Costs of a grant"), N_("A line for each voucher: its number, the day, the amount, the budget line. Taking it back writes counter-entries."),
	  GRANT_BOOK, false, true, NULL, sheet_costs_fields, sheet_costs_check, sheet_costs_store, sheet_entry_undo },
	{ 0 }
};

const struct sheet_target *sheet_target_of(struct str code)
{
	for (const struct sheet_target *t = sheet_targets; t->code; t++)
		if (str_same(code, t->code))
			return t;
	return NULL;
}

const struct sheet_field *sheet_field_of(const struct sheet_target *t, struct str code)
{
	for (const struct sheet_field *f = t->fields; f->code; f++)
		if (str_same(code, f->code))
			return f;
	return NULL;
}

/* --- words for codes ------------------------------------------------------------------------------------------------- */

bool sheet_is_called(struct ctx *ctx, const struct choice *c, struct str folded)
{
	const char *mine = ctx->lang;
	bool yes = str_eq(text_fold(ctx->arena, str_of(c->code)), folded);

	for (size_t i = 0; tr_languages[i] && !yes; i++) {
		ctx->lang = tr_languages[i];
		yes = str_eq(text_fold(ctx->arena, tr_of(ctx, str_of(c->label))), folded);
	}
	ctx->lang = mine;
	return yes;
}

enum err sheet_choices(struct ctx *ctx, const struct choice *choices, struct str said, const char *field, struct str *codes, struct problems *bad)
{
	struct str all = S("");
	size_t from = 0;

	while (from <= said.n) {
		size_t to = from;
		struct str one;
		const struct choice *c = choices;
		while (to < said.n && !strchr(",;/+&\n", said.p[to]))
			to++;
		one = str_trim(str_slice(said, from, to));
		from = to + 1;
		if (!one.n)
			continue;
		while (c->code && !sheet_is_called(ctx, c, text_fold(ctx->arena, one)))
			c++;
		if (!c->code)
			return problem_with(bad, field, N_("We do not know “{x}” here. Write it as it stands in our own lists."), one);
		all = arena_printf(ctx->arena, "%.*s%s%s", STR_ARG(all), all.n ? " " : "", c->code);
	}
	*codes = all;
	return OK;
}
