/* volunteers.c -- a line for each person who helps, and who of them we know already. */
#include "sheet/work.h"
#include "area/area.h"
#include "text/text.h"
#include "volunteer/volunteer.h"

const struct sheet_field sheet_volunteer_fields[] = {
	{ "name", N_("Name"), "navn|name|fornavn|first name|frivillig|fulde navn|full name|volunteer|kontaktperson", SHEET_TEXT, true },
	{ "last_name", N_("Last name"), "efternavn|last name|surname|family name", SHEET_TEXT, false },
	{ "phone", N_("Phone"), "telefon|phone|tlf|tlf nr|telefonnummer|mobil|mobilnummer|mobile|tel", SHEET_PHONE, false },
	{ "email", N_("E-mail"), "e mail|email|mail|mailadresse|e mail adresse|e-mail address", SHEET_EMAIL, false },
	{ "areas", N_("Where"), "kommune|kommuner|område|municipality|area|hvor|where|sted|lokalområde", SHEET_TEXT, false },
	{ "roles", N_("Would like to be"), "rolle|roller|role|roles|opgave|opgaver|funktion|vil gerne være|would like to be", SHEET_TEXT, false },
	{ "languages", N_("Speaks"), "sprog|taler|language|languages|speaks", SHEET_TEXT, false },
	{ "start_day", N_("First day"), "startdato|start|første dag|begyndte|start date|first day|started|dato for start|medlem siden|since", SHEET_DAY, false },
	{ "referees", N_("Who may be asked about them"), "referencer|reference|references|referees", SHEET_TEXT, false },
	{ 0 }
};

static enum err read_codes(struct ctx *ctx, const struct sheet_line *line, const char *name, struct values *typed, struct problems *bad)
{
	struct str codes = S(""), one, said = value_of(&line->said, name);

	if (!said.n)
		return OK;
	TRY(sheet_choices(ctx, field_find(volunteer_fields, name)->choices, said, name, &codes, bad));
	while (codes.n && str_cut(&codes, ' ', &one))
		value_add(ctx->arena, typed, str_of(name), arena_str(ctx->arena, one));
	return OK;
}

static enum err read_person(struct ctx *ctx, const struct sheet_line *line, struct volunteer *v, struct problems *bad)
{
	static const char *const texts[] = { "phone", "email", "areas", "start_day", "referees" };
	struct str first = value_of(&line->said, "name"), last = value_of(&line->said, "last_name");
	struct values typed = { 0 };

	*v = (struct volunteer){ .org = line->run->org, .start_day = DAY_NONE, .employed_from = DAY_NONE, .employed_to = DAY_NONE,
				 .back_day = DAY_NONE, .most_meetings = 2, .most_calls = 10, .most_matches = 3, .supervision_weeks = 6 };
	value_add(ctx->arena, &typed, S("name"), last.n ? arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(first), STR_ARG(last)) : first);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (value_of(&line->said, texts[i]).n)
			value_add(ctx->arena, &typed, str_of(texts[i]), value_of(&line->said, texts[i]));
	TRY(read_codes(ctx, line, "roles", &typed, bad));
	TRY(read_codes(ctx, line, "languages", &typed, bad));
	return form_read_some(ctx, volunteer_fields, &typed, v, bad);
}

/* "Varde, Esbjerg" as volunteer_save will keep it. */
static enum err read_areas(struct ctx *ctx, struct volunteer *v, struct problems *bad)
{
	struct str rest = v->areas_text.p ? v->areas_text : S(""), one;
	int64_t area;

	v->areas = S("");
	while (str_cut(&rest, ',', &one)) {
		one = arena_str(ctx->arena, str_trim(one));
		if (!one.n)
			continue;
		TRY(area_typed(ctx, one, "areas", &area, bad));
		if (area)
			v->areas = arena_printf(ctx->arena, "%.*s%s%lld", STR_ARG(v->areas), v->areas.n ? " " : "", (long long)area);
	}
	return OK;
}

/* --- do we know them? ------------------------------------------------------------------------------------------------- */

static bool agree(struct ctx *ctx, struct str said, struct str kept)
{
	return str_is(said) && str_eq(text_fold(ctx->arena, said), text_fold(ctx->arena, kept.p ? kept : S("")));
}

/* Digits as one dials them at home. */
static struct str dialled(struct ctx *ctx, struct str phone)
{
	struct str digits = text_fold(ctx->arena, phone);

	return str_starts(phone, S("+45")) ? str_slice(digits, 2, digits.n) : str_starts(phone, S("0045")) ? str_slice(digits, 4, digits.n) : digits;
}

static bool same_phone(struct ctx *ctx, const struct volunteer *a, const struct volunteer *b)
{
	return str_is(a->phone) && str_is(b->phone) && str_eq(dialled(ctx, a->phone), dialled(ctx, b->phone));
}

static bool is_reached(const struct volunteer *v)
{
	return str_is(v->phone) || str_is(v->email);
}

/* A table may say less than we know, but nothing else. */
static bool says_otherwise(struct ctx *ctx, const struct volunteer *said, const struct volunteer *kept)
{
	const struct str pairs[][2] = { { said->email, kept->email }, { said->areas, kept->areas },
					{ said->roles, kept->roles }, { said->languages, kept->languages }, { said->referees, kept->referees } };

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (str_is(pairs[i][0]) && !agree(ctx, pairs[i][0], pairs[i][1]))
			return true;
	if (str_is(said->phone) && !same_phone(ctx, said, kept))
		return true;
	return said->start_day != DAY_NONE && said->start_day != kept->start_day;
}

/* Whom somebody else keeps is nobody here: a table must not tell who helps elsewhere. */
enum err sheet_called(struct ctx *ctx, int64_t org, struct str name, struct volunteer **out, size_t *n)
{
	struct volunteer *all;
	size_t nall;

	*n = 0;
	TRY(volunteer_called(ctx, org, name, &all, &nall));
	*out = arena_array(ctx->arena, nall, struct volunteer);
	for (size_t i = 0; i < nall; i++)
		if (volunteer_may_keep(ctx, &all[i]))
			(*out)[(*n)++] = all[i];
	return OK;
}

/* The name with a phone or e-mail in common is the same person; with others it is somebody else of that name. */
static enum err find_same(struct ctx *ctx, struct sheet_line *line, const struct volunteer *v, struct problems *bad)
{
	struct volunteer *called;
	size_t n;

	TRY(sheet_called(ctx, v->org, v->name, &called, &n));
	for (size_t i = 0; i < n; i++) {
		bool sure = agree(ctx, v->email, called[i].email) || same_phone(ctx, v, &called[i]);
		if (!sure && is_reached(v) && is_reached(&called[i]))
			continue;
		if (!sure && is_reached(v) != is_reached(&called[i]))
			return problem_with(bad, "name", N_("Somebody called {x} is here already, and nothing tells whether it is the same person. Give both a phone or an e-mail."), v->name);
		if (says_otherwise(ctx, v, &called[i]))
			return problem_with(bad, "name", N_("We have {x} already, and the table says something else. Mend it on their own page."), v->name);
		line->verdict = LINE_SAME;
		line->subject = called[i].id;
		return OK;
	}
	return OK;
}

enum err sheet_volunteer_check(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct volunteer *v = arena_new_of(ctx->arena, struct volunteer);

	TRY(read_person(ctx, line, v, bad));
	TRY(read_areas(ctx, v, bad));
	form_settle(ctx, volunteer_fields, v);
	line->record = v;
	if (!bad->n && !volunteer_may_keep(ctx, v))
		return problem(bad, "areas", N_("You keep people of one area, and this row is not in it. Write the area, or leave the row to its own coordinator."));
	return bad->n ? OK : find_same(ctx, line, v, bad);
}

enum err sheet_volunteer_store(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct volunteer *v = line->record;

	TRY(volunteer_save(ctx, v, bad));
	line->subject = v->id;
	return OK;
}

enum err sheet_volunteer_undo(struct ctx *ctx, int64_t subject, struct str was, bool *back)
{
	struct volunteer v;

	(void)was;
	TRY(volunteer_get(ctx, subject, &v));
	TRY(volunteer_discard(ctx, &v));
	*back = true;
	return OK;
}
