/* courses.c -- courses and certifications of people whom we have.  The gate reads them as it reads any other. */
#include "sheet/work.h"
#include "method/method.h"
#include "text/text.h"
#include "volunteer/volunteer.h"

const struct sheet_field sheet_course_fields[] = {
	{ "name", N_("Name"), "navn|name|frivillig|volunteer|deltager|participant|fulde navn|full name|fornavn|first name", SHEET_TEXT, true },
	{ "last_name", N_("Last name"), "efternavn|last name|surname", SHEET_TEXT, false },
	{ "phone", N_("Phone"), "telefon|phone|tlf|mobil|mobile|telefonnummer", SHEET_PHONE, false },
	{ "email", N_("E-mail"), "e mail|email|mail|mailadresse", SHEET_EMAIL, false },
	{ "type", N_("What"), "type|hvad|what|kursustype|slags|art|kind", SHEET_TEXT, false },
	{ "method", N_("Method"), "metode|method|kursus|course|program|programme|uddannelse i|kursus i", SHEET_TEXT, false },
	{ "issued", N_("Given on"), "dato|date|udstedt|givet|givet den|issued|kursusdato|afholdt|bestået|gennemført|completed|given on|certificeret|certified", SHEET_DAY, true },
	{ "expires", N_("Last day it is valid"), "udløber|udløb|udløbsdato|gyldig til|expires|expiry|expiry date|valid until|til og med", SHEET_DAY, false },
	{ "issuer", N_("Given by"), "udsteder|givet af|issuer|issued by|given by|underviser|kursusudbyder", SHEET_TEXT, false },
	{ "evidence", N_("Where it can be seen"), "bevis|bevis nr|nummer|kursusbevis|evidence|certificate|certificate number|mappe|folder|arkiv", SHEET_TEXT, false },
	{ 0 }
};

/* What people write instead of our own words. */
static const struct choice said_types[] = {
	{ "training", "kursus" }, { "training", "course" }, { "training", "uddannelse" }, { "training", "grundkursus" }, { "training", "træning" },
	{ "certification", "certificering" }, { "certification", "certifikat" }, { "certification", "certificeret" },
	{ "certification", "certified" }, { "certification", "certificate" }, { 0 }
};

static enum err read_type(struct ctx *ctx, struct str said, struct str *type, struct problems *bad)
{
	struct str folded = text_fold(ctx->arena, said);

	*type = S("training");
	if (!said.n)
		return OK;
	for (const struct choice *c = said_types; c->code; c++)
		if (str_eq(folded, text_fold(ctx->arena, str_of(c->label)))) {
			*type = str_of(c->code);
			return OK;
		}
	return sheet_choices(ctx, field_find(volunteer_qualification_fields, "type")->choices, said, "type", type, bad);
}

/* By code or name; nothing said is the only one there is. */
static enum err read_method(struct ctx *ctx, struct str said, int64_t *method, struct problems *bad)
{
	struct str folded = text_fold(ctx->arena, said);
	struct method_version *all;
	size_t n, active = 0;

	TRY(method_list(ctx, page_today(ctx), &all, &n));
	for (size_t i = 0; i < n; i++) {
		const struct str names[] = { all[i].code, all[i].name_da, all[i].name_en };
		for (size_t k = 0; k < 3 && said.n; k++)
			if (str_eq(folded, text_fold(ctx->arena, names[k]))) {
				*method = all[i].method;
				return OK;
			}
		if (!said.n && str_same(all[i].state, "active") && !active++)
			*method = all[i].method;
	}
	if (said.n)
		return problem_with(bad, "method", N_("We know no method called “{x}”. Write its name as it stands on the page of methods."), said);
	return active == 1 ? OK : problem(bad, "method", N_("Say which method it is in."));
}

/* --- whose it is ------------------------------------------------------------------------------------------------------- */

static bool may_be(struct ctx *ctx, const struct sheet_line *line, const struct volunteer *v)
{
	struct str phone = value_of(&line->said, "phone"), email = value_of(&line->said, "email");
	struct volunteer said = { .phone = phone, .start_day = DAY_NONE, .employed_from = DAY_NONE, .employed_to = DAY_NONE };

	form_settle(ctx, volunteer_fields, &said);
	if (!str_is(said.phone) && !email.n)
		return true;
	return (str_is(said.phone) && str_eq(said.phone, v->phone)) || (email.n && str_eq(text_fold(ctx->arena, email), text_fold(ctx->arena, v->email)));
}

enum err sheet_find_person(struct ctx *ctx, const struct sheet_line *line, struct volunteer *out, struct problems *bad)
{
	struct str first = value_of(&line->said, "name"), last = value_of(&line->said, "last_name");
	struct str name = last.n ? arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(first), STR_ARG(last)) : first;
	struct volunteer *called;
	size_t n, fit = 0;

	TRY(sheet_called(ctx, line->run->org, name, &called, &n));
	for (size_t i = 0; i < n; i++)
		if (may_be(ctx, line, &called[i]) && !fit++)
			*out = called[i];
	if (!fit)
		return problem_with(bad, "name", N_("We know nobody called {x} here. Bring the volunteers first, and write the name in the same way."), name);
	if (fit > 1)
		return problem_with(bad, "name", N_("There are several called {x}. A column with their phone or e-mail tells them apart."), name);
	return OK;
}

struct course {
	struct volunteer v;
	struct volunteer_qualification q;
};

static enum err find_same(struct ctx *ctx, struct sheet_line *line, const struct course *c)
{
	struct volunteer_qualification *all;
	size_t n;

	TRY(volunteer_qualifications(ctx, c->v.id, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (str_eq(all[i].type, c->q.type) && all[i].method == c->q.method && all[i].issued == c->q.issued) {
			line->verdict = LINE_SAME;
			line->subject = c->v.id;
			return OK;
		}
	return OK;
}

enum err sheet_course_check(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	static const char *const texts[] = { "issued", "expires", "issuer", "evidence" };
	struct course *c = arena_new_of(ctx->arena, struct course);
	struct values typed = { 0 };

	c->q = (struct volunteer_qualification){ .issued = DAY_NONE, .expires = DAY_NONE, .withdrawn_day = DAY_NONE };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (value_of(&line->said, texts[i]).n)
			value_add(ctx->arena, &typed, str_of(texts[i]), value_of(&line->said, texts[i]));
	TRY(form_read_some(ctx, volunteer_qualification_fields, &typed, &c->q, bad));
	TRY(read_type(ctx, value_of(&line->said, "type"), &c->q.type, bad));
	if (str_same(c->q.type, "training") || str_same(c->q.type, "certification"))
		TRY(read_method(ctx, value_of(&line->said, "method"), &c->q.method, bad));
	TRY(sheet_find_person(ctx, line, &c->v, bad));
	line->record = c;
	return bad->n ? OK : find_same(ctx, line, c);
}

enum err sheet_course_store(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct course *c = line->record;
	struct str stand;

	TRY(volunteer_stand(ctx, c->v.id, &stand));
	TRY(volunteer_qualify(ctx, &c->v, &c->q, bad));
	line->subject = c->v.id;
	line->was = arena_printf(ctx->arena, "%lld %.*s", (long long)c->q.id, STR_ARG(stand));
	return OK;
}

enum err sheet_course_undo(struct ctx *ctx, int64_t subject, struct str was, bool *back)
{
	struct str id;
	int64_t qualification;

	(void)subject;
	if (!str_cut(&was, ' ', &id) || !str_int(id, &qualification))
		return fail(ctx, ERR_BUG, "a kept qualification cannot be read");
	TRY(volunteer_unqualify(ctx, qualification, was));
	*back = true;
	return OK;
}
