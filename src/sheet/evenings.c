/* evenings.c -- how many came: a line for each evening of a group.  Who may lead is asked of the gate as on every other way. */
#include "sheet/work.h"
#include "evening/evening.h"
#include "meeting/meeting.h"
#include "text/text.h"
#include "volunteer/volunteer.h"

#include <string.h>

#include "sheet_sql.h"

const struct sheet_field sheet_evening_fields[] = {
	{ "group", N_("Group"), "gruppe|group|møde|mødenavn|meeting|gruppens navn|hold", SHEET_TEXT, true },
	{ "day", N_("Day"), "dato|date|dag|day|aften|mødedato|afholdt", SHEET_DAY, true },
	{ "heads", N_("How many came?"), "antal|fremmødte|fremmøde|deltagere|antal deltagere|heads|attendance|attendees|participants|came|i alt", SHEET_NUMBER, true },
	{ "first_timers", N_("How many of them for the first time?"), "nye|nye deltagere|første gang|førstegangs|first timers|new|newcomers|first time", SHEET_NUMBER, true },
	{ "relatives", N_("Relatives among them"), "pårørende|relatives|family", SHEET_NUMBER, false },
	{ "left_early", N_("Left early"), "gik før tid|gik tidligt|left early", SHEET_NUMBER, false },
	{ "led", N_("Led by"), "facilitator|facilitatorer|ledet af|led by|leder|frivillig|mødeleder", SHEET_TEXT, false },
	{ 0 }
};

struct written {
	struct evening_date d;
	struct evening e;
};

enum err sheet_find_group(struct ctx *ctx, const struct sheet_line *line, int64_t *meeting, struct problems *bad)
{
	struct str name = value_of(&line->said, "group");
	struct sheet_groups *rows;
	size_t n;

	TRY(sheet_groups(ctx, line->run->org, text_fold(ctx->arena, name), 2, &rows, &n));
	if (n != 1)
		return problem_with(bad, "group", n ? N_("There are several groups called {x}. Give each a name of its own first.") :
						      N_("No group of this organisation is called {x}. Write its name as it stands on its page."), name);
	*meeting = rows[0].id;
	return OK;
}

static enum err add_leader(struct ctx *ctx, const struct sheet_line *line, struct str name, struct evening *e, struct problems *bad)
{
	struct volunteer *called;
	size_t n;

	TRY(sheet_called(ctx, line->run->org, name, &called, &n));
	if (n != 1)
		return problem_with(bad, "led", n ? N_("There are several volunteers called {x}. Leave the name out, and say who it was on the page of the evening.") :
						    N_("We know nobody called {x} here. Bring the volunteers first, and write the name in the same way."), name);
	if (e->nled < EVENING_LEADERS_MOST)
		e->led[e->nled++] = called[0].id;
	return OK;
}

static enum err read_leaders(struct ctx *ctx, const struct sheet_line *line, struct evening *e, struct problems *bad)
{
	struct str said = value_of(&line->said, "led");

	for (size_t from = 0, to = 0; from < said.n; from = to + 1) {
		struct str one;
		for (to = from; to < said.n && !strchr(",;/+&", said.p[to]); to++)
			;
		one = arena_str(ctx->arena, str_trim(str_slice(said, from, to)));
		if (one.n)
			TRY(add_leader(ctx, line, one, e, bad));
	}
	return OK;
}

static enum err read_counts(struct ctx *ctx, const struct sheet_line *line, struct evening *e, struct problems *bad)
{
	static const char *const counts[] = { "heads", "first_timers", "relatives", "left_early" };
	struct values typed = { 0 };

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		if (value_of(&line->said, counts[i]).n)
			value_add(ctx->arena, &typed, str_of(counts[i]), value_of(&line->said, counts[i]));
	return form_read_some(ctx, evening_fields, &typed, e, bad);
}

static enum err find_same(struct sheet_line *line, const struct written *w, struct problems *bad)
{
	const struct evening *e = &w->e, *kept = &w->d.e;

	if (!kept->entry)
		return OK;
	if (kept->heads != e->heads || kept->first_timers != e->first_timers || str_same(kept->state, "not_held"))
		return problem(bad, "day", N_("This evening is written down already, and the table says something else. Mend it on its own page."));
	line->verdict = LINE_SAME;
	return OK;
}

enum err sheet_evening_check(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct written *w = arena_new_of(ctx->arena, struct written);
	int64_t meeting = 0;
	enum err e;

	line->record = w;
	w->e = (struct evening){ .day = day_parse(value_of(&line->said, "day")), .state = S("held"), .heads = INT64_MIN, .first_timers = INT64_MIN,
				 .relatives = INT64_MIN, .left_early = INT64_MIN, .turned_away = INT64_MIN, .incident = S("no"), .by_what = S("list") };
	TRY(sheet_find_group(ctx, line, &meeting, bad));
	TRY(read_counts(ctx, line, &w->e, bad));
	TRY(read_leaders(ctx, line, &w->e, bad));
	if (bad->n)
		return OK;
	w->e.meeting = meeting;
	e = evening_date(ctx, meeting, w->e.day, &w->d);
	if (e == ERR_NOT_FOUND)
		return problem(bad, "day", N_("This group has no evening on that day, or did not yet write its evenings down."));
	if (e == ERR_DENIED || (!e && !evening_may_keep(ctx, &w->d.m)))
		return problem_with(bad, "group", N_("{x} is in an area that you do not keep. Leave the row to its own coordinator."), value_of(&line->said, "group"));
	TRY(e);
	return find_same(line, w, bad);
}

/* What a form would ask about once is kept with its flags: nobody is there to ask. */
enum err sheet_evening_store(struct ctx *ctx, struct sheet_line *line, struct problems *bad)
{
	struct written *w = line->record;
	struct problems warn = { 0 };

	TRY(evening_save(ctx, &w->d, &w->e, true, bad, &warn));
	line->note = warn.n ? warn.at[warn.n - 1] : (struct problem){ 0 };
	line->was = arena_printf(ctx->arena, "%lld %.*s", (long long)w->e.meeting, STR_ARG(day_str(ctx->arena, w->e.day)));
	return OK;
}

enum err sheet_evening_undo(struct ctx *ctx, int64_t subject, struct str was, bool *back)
{
	struct str id;
	int64_t meeting;

	(void)subject;
	if (!str_cut(&was, ' ', &id) || !str_int(id, &meeting))
		return fail(ctx, ERR_BUG, "a kept evening cannot be read");
	return evening_unwrite(ctx, meeting, day_parse(was), back);
}
