/* waiting.c -- who waits for a seat where, a group that keeps counts only, and the yearly word on a children's register. */
#include "account/account.h"
#include "demo/demo_parts.h"
#include "demo/demo_tables.h"
#include "evening/evening.h"
#include "org/org.h"
#include "volunteer/declare.h"

enum { DAY_S = 86400 };

/* Nicknames, as people choose them; in the order of the line. */
static const char *const aarhus[] = {
	"Ørn", "Regn", "Kastanje", "M.", "Solsort", "Grøn", "Nordlys", "Bænken", "Kaffe", "Tag den", "Lyng", "Ræv",        /* have a seat */
	"Stær", "Linje 4", "Uldsok", "B.", "Måne", "Vind", NULL                                                                  /* wait */
};
static const char *const toender[] = { "Vibe", "Kanal", NULL };
static const char *const halsnaes[] = { "Fyr", "Isfugl", "Sten", "Tang", "Mole", NULL };

static const struct {
	const char *slug;
	const char *const *names;
	int seats, elsewhere;             /* who looks for another offer: the last ones */
} lines[] = {
	{ "tirsdagsgruppen-aarhus", aarhus, 12, 1 }, { "onsdagsgruppen-toender", toender, 1, 0 }, { "onsdagsgruppen-halsnaes", halsnaes, 0, 0 },
};

static enum err seat(struct ctx *ctx, const struct meeting *m, int64_t id)
{
	struct problems bad = { 0 };

	TRY(evening_seat_offer(ctx, m, id, &bad));
	TRY(evening_seat_take(ctx, m, id, &bad));
	return demo_is_fine(ctx, "a seat", &bad);
}

static enum err line(struct ctx *ctx, struct str slug, const char *const *names, int seats, int elsewhere)
{
	struct problems bad = { 0 };
	struct meeting m;
	int64_t id;
	int n = 0;

	TRY(meeting_of_slug(ctx, slug, &m));
	while (names[n])
		n++;
	for (int i = 0; i < n; i++) {
		ctx->now = DEMO_START - (40 - i) * (int64_t)DAY_S;
		TRY(evening_seat_wait(ctx, &m, str_of(names[i]), &id, &bad));
		TRY(demo_is_fine(ctx, names[i], &bad));
		if (i < seats)
			TRY(seat(ctx, &m, id));
		else
			TRY(evening_seat_talk(ctx, &m, id, i >= n - elsewhere ? S("other_offer") : S("waits")));
	}
	ctx->now = DEMO_START;
	return OK;
}

/* In Lyngby-Taarbæk nobody is written down at all. */
static enum err counts_only(struct ctx *ctx, struct str slug)
{
	struct problems bad = { 0 };
	struct evening_group g;
	struct meeting m;

	TRY(meeting_of_slug(ctx, slug, &m));
	TRY(evening_group(ctx, m.id, &g));
	g.counts_only = true;
	TRY(evening_group_save(ctx, &m, &g, &bad));
	return demo_is_fine(ctx, "counts only", &bad);
}

enum err demo_waiting(struct ctx *ctx)
{
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		TRY(line(ctx, str_of(lines[i].slug), lines[i].names, lines[i].seats, lines[i].elsewhere));
	return counts_only(ctx, S("familie-og-venner-lyngby"));
}

/* Signe and Else were named a month ago: they say it the first time this week. */
enum err demo_register(struct ctx *ctx)
{
	struct account signe, els;
	struct problems bad = { 0 };
	struct org o;

	TRY(account_of_name(ctx, S("Signe"), &signe));
	TRY(account_of_name(ctx, S("Else"), &els));
	TRY(org_of_name(ctx, S("Frise"), &o));
	ctx->now = DEMO_START - 27 * (int64_t)DAY_S;
	TRY(volunteer_declare_name(ctx, o.id, (const int64_t[]){ signe.id, els.id }, &bad));
	TRY(demo_is_fine(ctx, "the register", &bad));
	ctx->now = DEMO_START;
	return OK;
}
