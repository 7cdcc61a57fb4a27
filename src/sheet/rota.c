/* rota.c -- who was to be on: a line for each date of a group and each person.  The gate reads them as it reads any other. */
#include "sheet/work.h"
#include "meeting/meeting.h"
#include "volunteer/volunteer.h"

#include <string.h>

const struct sheet_field sheet_rota_fields[] = {
	{ "group", N_("Group"), "gruppe|group|møde|mødenavn|meeting|gruppens navn|hold", SHEET_TEXT, true },
	{ "day", N_("Day"), "dato|date|dag|day|aften|mødedato", SHEET_DAY, true },
	{ "name", N_("Name"), "navn|name|frivillig|volunteer|hvem|who|vagt|fulde navn|full name|fornavn|first name", SHEET_TEXT, true },
	{ "last_name", N_("Last name"), "efternavn|last name|surname", SHEET_TEXT, false },
	{ "role", N_("As what"), "rolle|role|som|as|opgave|funktion", SHEET_TEXT, true },
	{ "phone", N_("Phone"), "telefon|phone|tlf|mobil|mobile|telefonnummer", SHEET_PHONE, false },
	{ "email", N_("E-mail"), "e mail|email|mail|mailadresse", SHEET_EMAIL, false },
	{ 0 }
};

struct put_on {
	struct meeting m;
	struct volunteer_assignment a;
};

/* One role a row: two on one evening are two rows. */
static enum err read_role(struct ctx *ctx, const struct sheet_line *line, struct put_on *p, struct problems *bad)
{
	struct str said = value_of(&line->said, "role");

	TRY(sheet_choices(ctx, volunteer_roles, said, "role", &p->a.role, bad));
	return bad->n || choice_label(volunteer_roles, p->a.role) ? OK : problem_with(bad, "role", N_("We do not know “{x}” here. Write it as it stands in our own lists."), said);
}

/* On for that date already, by itself or with the whole series. */
static enum err find_same(struct ctx *ctx, struct sheet_line *line, const struct put_on *p)
{
	struct volunteer_assignment *all;
	size_t n;

	TRY(volunteer_assigned_on(ctx, p->m.id, p->a.day, &all, &n));
	for (size_t i = 0; i < n; i++) {
		bool covers = all[i].day == p->a.day || (all[i].day == DAY_NONE && all[i].from <= p->a.day && (all[i].to == DAY_NONE || all[i].to >= p->a.day));
		if (covers && all[i].volunteer == p->a.volunteer && str_eq(all[i].role, p->a.role) && str_same(all[i].state, "planned"))
			line->verdict = LINE_SAME;
	}
	return OK;
}

enum err sheet_rota_check(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct put_on *p = arena_new_of(ctx->arena, struct put_on);
	struct volunteer v = { 0 };
	int64_t meeting = 0;

	p->a = (struct volunteer_assignment){ .day = day_parse(value_of(&line->said, "day")), .from = DAY_NONE, .to = DAY_NONE };
	line->record = p;
	TRY(sheet_find_group(ctx, line, &meeting, bad));
	TRY(read_role(ctx, line, p, bad));
	TRY(sheet_find_person(ctx, line, &v, bad));
	if (bad->n)
		return OK;
	TRY(meeting_get(ctx, meeting, &p->m));
	if (!volunteer_may_put_on(ctx, &p->m))
		return problem_with(bad, "group", N_("{x} is in an area that you do not keep. Leave the row to its own coordinator."), p->m.name);
	p->a.volunteer = v.id;
	return find_same(ctx, line, p);
}

/* The column is called the name here. */
static void call_columns(struct problems *bad)
{
	for (size_t i = 0; i < bad->n; i++)
		if (!strcmp(bad->at[i].field, "volunteer"))
			bad->at[i].field = "name";
}

enum err sheet_rota_store(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct put_on *p = line->record;

	TRY(volunteer_assign(ctx, &p->m, &p->a, bad));
	call_columns(bad);
	line->was = page_id(ctx, p->a.id);
	return OK;
}

enum err sheet_rota_undo(struct ctx *ctx, int64_t subject, struct str was, bool *back)
{
	int64_t id;

	(void)subject;
	if (!str_int(was, &id))
		return fail(ctx, ERR_BUG, "a kept assignment cannot be read");
	return volunteer_unassign_row(ctx, id, back);
}
