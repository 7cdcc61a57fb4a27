/*
 * demo_reports.c -- what people said beside the figures: notes, one of them struck through, why months differed, a report
 * that was sent in and one that is due at the end of the month.  Everything is invented.
 */
#include "demo/demo_parts.h"
#include "account/account.h"
#include "cal/cal.h"
#include "diary/diary.h"
#include "grant/grant.h"
#include "report/report.h"

#include "demo_sql.h"

static day_t day(const char *z)
{
	return day_parse(str_of(z));
}

static int64_t at_four(struct ctx *ctx, day_t d)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), d, 16 * 60);
}

/* In the hands of the coordinator of Frise. */
static enum err coordinator(struct ctx *ctx, struct who *who)
{
	struct account a;

	TRY(account_of_name(ctx, S("Signe"), &a));
	*who = (struct who){ .account = a.id, .local = true, .demo = true };
	ctx->who = who;
	return OK;
}

/* --- notes -------------------------------------------------------------------------------------------------------- */

static const struct {
	const char *day, *words, *struck;
} notes[] = {
	{ "2014-03-18", "Første frivillige fra Aarhus er uddannet i metoden. To mere begynder efter påske.", NULL },
	{ "2015-06-09", "Huset i Tønder lukker for sommeren. Gruppen mødes på biblioteket i juli.", NULL },
	{ "2015-06-10", "Gruppen i Tønder holder op.", "Skrevet ved en fejl: den holder kun sommerferie." },
	{ "2016-09-20", "Fællesdag for igangsættere fra alle fem kommuner. Mest talt om: hvordan man slutter til tiden.", NULL },
	{ "2016-11-28", "Projektperioden er slut. Grupperne fortsætter med frivillige; aftaler om lokaler er forlænget til sommer.", NULL },
};

static enum err put_notes(struct ctx *ctx, const struct programme *p)
{
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
		struct diary_note note = { .day = day(notes[i].day), .words = str_of(notes[i].words) };
		struct problems bad = { 0 };
		ctx->now = at_four(ctx, note.day);
		TRY(diary_note_add(ctx, p, &note, &bad));
		ctx->now = at_four(ctx, note.day + 2);
		if (notes[i].struck)
			TRY(diary_note_strike(ctx, p, note.id, str_of(notes[i].struck), &bad));
		TRY(demo_is_fine(ctx, "a note", &bad));
	}
	return OK;
}

/* What the grants asked for before this house was there, was sent in on paper; Frise's last one is frozen here. */
static enum err send_elsewhere(struct ctx *ctx, const char *slug, bool all)
{
	struct report_due *dues;
	struct report r;
	struct programme p;
	size_t n;

	TRY(programme_of_slug(ctx, str_of(slug), &p));
	TRY(report_dues(ctx, &p, &dues, &n));
	for (size_t i = 0; i < n; i++)
		if (dues[i].day < (all ? day("2016-12-01") : day("2016-01-01")))
			TRY(report_begin(ctx, &p, dues[i].book, dues[i].day, true, &r));
	return OK;
}

enum err demo_put_notes(struct ctx *ctx)
{
	static const char *const others[] = { "projekt-medmisbrug", "projekt-vaelg-friheden", "projekt-smart-pilot", "projekt-varde" };
	const struct who *was = ctx->who;
	int64_t now = ctx->now;
	struct programme p;
	struct who who;
	enum err e = coordinator(ctx, &who);

	if (!e)
		e = programme_of_slug(ctx, S("projekt-frise"), &p);
	if (!e)
		e = put_notes(ctx, &p);
	ctx->who = was;
	ctx->now = now;
	if (!e)
		e = send_elsewhere(ctx, "projekt-frise", false);
	for (size_t i = 0; !e && i < sizeof others / sizeof *others; i++)
		e = send_elsewhere(ctx, others[i], true);
	return e;
}

/* --- when the evenings are there ---------------------------------------------------------------------------------- */

static enum err explain_months(struct ctx *ctx, const struct programme *p)
{
	struct diary_month *months;
	size_t n;

	TRY(diary_months(ctx, p, &months, &n));
	for (size_t i = 0; i < n; i++) {
		struct problems bad = { 0 };
		if (!diary_differs(&months[i]))
			continue;
		TRY(diary_explain(ctx, p, months[i].first, S("Sygdom blandt igangsætterne, og lokaler der var lukket. Der er siden fundet afløsere."), &bad));
		TRY(demo_is_fine(ctx, "a month", &bad));
	}
	return OK;
}

static enum err due_on(struct ctx *ctx, const struct programme *p, day_t d, struct report *r)
{
	struct report_due *dues;
	size_t n;

	TRY(report_dues(ctx, p, &dues, &n));
	for (size_t i = 0; i < n; i++)
		if (dues[i].day == d)
			return report_begin(ctx, p, dues[i].book, d, false, r);
	return fail(ctx, ERR_BUG, "demonstration: no report is due then");
}

static enum err freeze_one(struct ctx *ctx, const struct programme *p)
{
	struct problems bad = { 0 };
	struct report r;

	ctx->now = at_four(ctx, day("2016-02-24"));
	TRY(due_on(ctx, p, day("2016-03-01"), &r));
	r.done = S("Der er nu grupper i alle fem kommuner. Alle igangsættere er uddannet i metoden, og hver gruppe har mindst to.");
	r.learned = S("Grupper med to igangsættere aflyser sjældent. Det tager et halvt år, før en ny gruppe er kendt i kommunen.");
	r.ahead = S("I 2016 skal hver gruppe finde det sted, hvor den kan blive, når projektet slutter.");
	TRY(report_save(ctx, p, &r, &bad));
	TRY(report_freeze(ctx, p, r.id, &bad));
	return demo_is_fine(ctx, "a report", &bad);
}

static enum err begin_one(struct ctx *ctx, const struct programme *p)
{
	struct problems bad = { 0 };
	struct report r;

	ctx->now = at_four(ctx, day("2016-12-05"));
	TRY(due_on(ctx, p, day("2016-12-31"), &r));
	r.done = S("Grupperne er nu deres egne. (Mere følger.)");
	TRY(report_save(ctx, p, &r, &bad));
	return demo_is_fine(ctx, "a draft", &bad);
}

enum err demo_put_reports(struct ctx *ctx)
{
	const struct who *was = ctx->who;
	int64_t now = ctx->now;
	struct programme p;
	struct who who;
	enum err e = coordinator(ctx, &who);

	if (!e)
		e = programme_of_slug(ctx, S("projekt-frise"), &p);
	if (!e)
		e = explain_months(ctx, &p);
	if (!e)
		e = freeze_one(ctx, &p);
	if (!e)
		e = begin_one(ctx, &p);
	ctx->who = was;
	ctx->now = now;
	return e;
}
