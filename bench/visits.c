/* visits.c -- what visitors of the benchmark ask, as requests and as questions for the bare database. */
#include "bench.h"
#include "account/account.h"
#include "meeting/meeting.h"

#include <ctype.h>
#include <stdio.h>

enum { FINDERS = 4000, PAGES = 20000, SAVED = 20000, ALL = 200000, RANK_FROM = 200, RANK_TO = 1500, BATCH = 10000, PATH_BYTES = 1100 };

struct writing {
	struct ctx *ctx;
	const char *to;
	uint32_t listings;
	struct dice dice;
	struct words_zipf *words;
	struct towns towns;
};

static enum err file(const struct writing *w, const char *name, FILE **out)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "%s/%s", w->to, name);
	*out = fopen(path, "w");
	return *out ? OK : fail(w->ctx, ERR_IO, "%s cannot be written", path);
}

static enum err done(struct writing *w, FILE *f)
{
	bool fine = !ferror(f);

	return !fclose(f) && fine ? OK : fail(w->ctx, ERR_IO, "a file could not be written");
}

static struct str encoded(struct ctx *ctx, const char *text)
{
	struct str out = S("");

	for (; *text; text++)
		out = isalnum((unsigned char)*text) ? arena_printf(ctx->arena, "%.*s%c", STR_ARG(out), *text) :
						      arena_printf(ctx->arena, "%.*s%%%02X", STR_ARG(out), (unsigned char)*text);
	return out;
}

/*
 * Ranks of the words that are asked for.  equal: those that as many listings have in a smaller house as ranks 200 to
 * 1500 have among 200,000, so that a page shows as much there as here.
 */
static const char *any_word(struct writing *w, bool equal)
{
	uint32_t share = equal ? w->listings : ALL;
	uint32_t from = (uint32_t)(RANK_FROM * (uint64_t)share / ALL), to = (uint32_t)(RANK_TO * (uint64_t)share / ALL);

	return words_at(w->words, from + dice_below(&w->dice, to - from));
}

/* A word that 600 to 5,000 of 200,000 listings have, a town, a day of the week. */
static enum err write_finders(struct writing *w, const char *name, bool equal)
{
	static const char *const days[] = { "su", "mo", "tu", "we", "th", "fr", "sa" };
	FILE *asked, *bare;

	TRY(file(w, arena_printf(w->ctx->arena, "%s.txt", name).p, &asked));
	TRY(file(w, arena_printf(w->ctx->arena, "%s.tsv", name).p, &bare));
	for (int i = 0; i < FINDERS; i++) {
		const char *word = any_word(w, equal);
		const struct town *t = towns_pick(&w->towns, &w->dice);
		uint32_t day = dice_below(&w->dice, 7);
		fprintf(asked, "GET\t/en/find?q=%s&place=%s&when=%s&n={n}\n", encoded(w->ctx, word).p, encoded(w->ctx, t->typed.p).p, days[day]);
		fprintf(bare, "%s\t%.5f\t%.5f\t%u\n", word, t->lat, t->lon, day);
	}
	TRY(done(w, bare));
	return done(w, asked);
}

/* The same words and towns in the directory, with filters: free, and in one language. */
static enum err write_offers(struct writing *w, const char *name, bool equal)
{
	static const char *const languages[] = { "da", "en" };
	FILE *asked, *bare;

	TRY(file(w, arena_printf(w->ctx->arena, "%s.txt", name).p, &asked));
	TRY(file(w, arena_printf(w->ctx->arena, "%s.tsv", name).p, &bare));
	for (int i = 0; i < FINDERS; i++) {
		const char *word = any_word(w, equal);
		const struct town *t = towns_pick(&w->towns, &w->dice);
		const char *language = languages[dice_below(&w->dice, 2)];
		fprintf(asked, "GET\t/en/support?q=%s&place=%s&free=1&language=%s&n={n}\n", encoded(w->ctx, word).p,
			encoded(w->ctx, t->typed.p).p, language);
		fprintf(bare, "%s\t%.5f\t%.5f\t%s\n", word, t->lat, t->lon, language);
	}
	TRY(done(w, bare));
	return done(w, asked);
}

static uint32_t pick_listing(struct writing *w, bool service)
{
	uint32_t n;

	do
		n = dice_below(&w->dice, w->listings);
	while (listing_is_service(n) != service);
	return n;
}

static enum err write_service_pages(struct writing *w)
{
	FILE *f;

	TRY(file(w, "service.txt", &f));
	for (int i = 0; i < PAGES; i++)
		fprintf(f, "GET\t/en/support/service-%u?n={n}\n", pick_listing(w, true));
	return done(w, f);
}

static enum err write_pages(struct writing *w)
{
	FILE *asked, *bare;

	TRY(file(w, "page.txt", &asked));
	TRY(file(w, "page.tsv", &bare));
	for (int i = 0; i < PAGES; i++) {
		uint32_t n = pick_listing(w, false);
		fprintf(asked, "GET\t/en/meetings/listing-%u?n={n}\n", n);
		fprintf(bare, "listing-%u\n", n);
	}
	TRY(done(w, bare));
	return done(w, asked);
}

static enum err write_line(struct writing *w, const char *name, const char *line)
{
	FILE *f;

	TRY(file(w, name, &f));
	fputs(line, f);
	return done(w, f);
}

static enum err write_questions(struct writing *w)
{
	TRY(write_finders(w, "finder", false));
	TRY(write_finders(w, "finder_equal", true));
	TRY(write_offers(w, "support", false));
	TRY(write_offers(w, "support_equal", true));
	TRY(write_pages(w));
	TRY(write_service_pages(w));
	TRY(write_line(w, "next.txt", "GET\t/en/find?n={n}\n"));
	TRY(write_line(w, "kept.txt", "GET\t/en/find\n"));
	return write_line(w, "feed.txt", "GET\t/feeds/meetings.json\n");
}

/* --- saves: a keeper says by one tap that a listing is right ----------------------------------------------- */

/* Somebody whose passphrase nobody knows, already logged in. */
static enum err log_in(struct writing *w, struct who *who)
{
	struct problems bad = { 0 };
	struct str code, token;
	int64_t id;

	TRY(account_invite(w->ctx, S("Keeper of the benchmark"), "en", ROLE_ADMINISTRATOR, 0, 0, &code, &bad));
	if (bad.n)
		return fail(w->ctx, ERR_INVALID, "%s", bad.at[0].text);
	TRY(account_accept(w->ctx, code, S("$argon2id$none"), &id));
	TRY(account_session_begin(w->ctx, id, S("bench"), &token));
	TRY(account_who(w->ctx, token, who));
	return write_line(w, "cookie", arena_printf(w->ctx->arena, "Cookie: samhold=%.*s", STR_ARG(token)).p);
}

static enum err listing_ids(struct writing *w, struct arena *keep, int64_t **out)
{
	struct meeting m;

	*out = arena_array(keep, SAVED, int64_t);
	for (uint32_t i = 0; i < SAVED; i++) {
		TRY(meeting_of_slug(w->ctx, arena_printf(w->ctx->arena, "listing-%u", pick_listing(w, false)), &m));
		(*out)[i] = m.id;
	}
	return OK;
}

/* Every save has a key of its own, as each has that comes from a page. */
static enum err write_saves(struct worker *worker, struct writing *w, const struct who *who, const int64_t *ids, int saves)
{
	FILE *f;

	TRY(file(w, "save.txt", &f));
	for (int i = 0; i < saves; i++) {
		struct str key;
		if (i % BATCH == 0)
			worker_begin(worker);
		w->ctx->who = who;
		key = page_key(w->ctx);
		fprintf(f, "POST\t/en/work/meetings/%lld/verifications\tkey=%.*s\n", (long long)ids[i % SAVED], STR_ARG(key));
	}
	return done(w, f);
}

enum err visits_write(struct worker *worker, const char *to, uint32_t listings, int saves)
{
	static const struct who keeper = { .local = true };
	struct arena *keep = arena_new(0);
	struct who who = { 0 };
	struct writing w = { .ctx = worker_begin(worker), .to = to, .listings = listings, .dice = { 20161212 } };
	int64_t *ids = NULL;
	enum err e;

	w.ctx->who = &keeper;
	w.words = words_zipf_new(&w.dice);
	w.towns = towns_of(w.ctx->arena, w.ctx->house->gazetteer);
	e = db_begin(w.ctx, DB_WRITE);
	if (!e)
		e = write_questions(&w);
	if (!e)
		e = log_in(&w, &who);
	if (!e)
		e = listing_ids(&w, keep, &ids);
	if (!e)
		e = db_commit(w.ctx);
	who.name = STR_ABSENT;
	who.grants = NULL;
	who.ngrants = 0;
	if (!e)
		e = write_saves(worker, &w, &who, ids, saves);
	words_zipf_free(w.words);
	arena_free(keep);
	return e;
}
