/*
 * fill.c -- data folders, lists and requests for the benchmark; the same in every run but for the date.
 *
 *   bench-fill data DIR LISTINGS    a folder with so many listings, through the verbs of the rooms; every fourth is a
 *                                   service of some kind, the others are meetings
 *   bench-fill paper DIR            200 meetings and 60 services in Denmark, all confirmed lately: a pocket directory
 *   bench-fill list FILE ENTRIES    a Meeting Guide list
 *   bench-fill visits DIR TO LISTINGS SAVES   requests to this folder of so many listings, of which so many are saves
 *   bench-fill evenings DIR TO GROUPS         a house of so many groups, their evenings of ten years, and requests to it
 *
 * Not part of the program: it is built for the benchmark only.
 */
#include "bench.h"
#include "area/area.h"
#include "cal/cal.h"
#include "location/location.h"
#include "org/org.h"
#include "service/service.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 4000, LISTINGS_A_HOUSE = 3, LISTINGS_AN_ORG = 400, DAY_S = 86400, NAME_BYTES = 4000 };
/* Nine of ten were confirmed within the half year in which a listing is shown; on paper only three months count. */
enum { CONFIRMED_DAYS = 200, CONFIRMED_DAYS_ON_PAPER = 80, PAPER_MEETINGS = 200, PAPER_SERVICES = 60 };

struct filling {
	struct folder folder;
	struct worker worker;
	struct ctx *ctx;
	struct arena *keep;           /* ids and towns; the worker's own is emptied after each batch */
	struct dice dice;
	struct words_zipf *words;
	struct towns towns;
	int64_t *orgs;
	struct location *houses;
	struct kind *kinds;
	size_t nkinds;
	uint32_t norgs, nhouses, confirmed_days;
	bool danish;                  /* all houses are in Denmark */
};

static const struct who keeper = { .local = true };

static _Noreturn void die(const char *what, const char *why)
{
	fprintf(stderr, "bench-fill: %s: %s\n", what, why);
	exit(1);
}

static void must(struct filling *f, enum err e, const struct problems *bad, const char *what)
{
	if (e)
		die(what, f->ctx->why);
	if (bad->n)
		die(what, bad->at[0].text);
}

static struct str text(struct filling *f, int words)
{
	struct buf b;
	struct str s;

	buf_init(&b, NAME_BYTES);
	words_text(f->words, &f->dice, words, &b);
	s = arena_str(f->ctx->arena, buf_view(&b));
	buf_free(&b);
	return s;
}

static struct str one_of(struct filling *f, const char *const *list, uint32_t n)
{
	return str_of(list[dice_below(&f->dice, n)]);
}
#define ONE_OF(f, list) one_of((f), (list), sizeof(list) / sizeof *(list))

/* --- what there is ---------------------------------------------------------------------------------------- */

static void add_org(struct filling *f, uint32_t i)
{
	struct problems bad = { 0 };
	struct org o = { .name = arena_printf(f->ctx->arena, "%s %s %u", words_at(f->words, dice_below(&f->dice, WORDS)), "forening", i),
			 .kind = S("association") };

	must(f, org_save(f->ctx, &o, &bad), &bad, "organisation");
	f->orgs[i] = o.id;
}

static const struct town *pick_town(struct filling *f)
{
	const struct town *t = towns_pick(&f->towns, &f->dice);

	while (f->danish && !str_same(t->country, "DK"))
		t = towns_pick(&f->towns, &f->dice);
	return t;
}

static void add_house(struct filling *f, uint32_t i)
{
	static const char *const answers[] = { "yes", "yes", "no", "unknown" };
	const struct town *t = pick_town(f);
	struct problems bad = { 0 };
	struct location l = {
		.name = arena_printf(f->ctx->arena, "%s %s", words_at(f->words, dice_below(&f->dice, WORDS)),
				     words_at(f->words, dice_below(&f->dice, 120))),
		.address = arena_printf(f->ctx->arena, "%sgade %u", words_at(f->words, 100 + dice_below(&f->dice, 3000)),
					1 + dice_below(&f->dice, 200)),
		.postcode = t->postcode, .city = t->city, .country = t->country, .zone = t->zone,
		.lat = t->lat + dice_normal(&f->dice) * 0.03, .lon = t->lon + dice_normal(&f->dice) * 0.05,
		.step_free = ONE_OF(f, answers), .toilet = ONE_OF(f, answers),
	};

	must(f, location_save(f->ctx, &l, &bad), &bad, "place");
	f->houses[i] = (struct location){ .id = l.id, .zone = arena_str(f->keep, l.zone), .country = arena_str(f->keep, l.country) };
}

/* Mostly once a week in the evening. */
static void set_when(struct filling *f, struct meeting *m)
{
	static const char *const days[] = { "mo", "tu", "we", "th", "fr", "sa", "su" };
	uint32_t kind = dice_below(&f->dice, 100);

	m->rhythm = kind < 91 ? S("weekly") : kind < 97 ? S("monthly_weekday") : S("monthly_day");
	m->every = kind >= 85 && kind < 91 ? 2 : 1;
	m->weekdays = ONE_OF(f, days);
	if (kind < 8)
		m->weekdays = S("mo we fr");
	m->nths = kind >= 91 && kind < 97 ? (kind & 1 ? S("1") : S("last")) : S("");
	m->month_day = kind >= 97 ? 1 + dice_below(&f->dice, 28) : 0;
	m->start_min = dice_percent(&f->dice, 70) ? 17 * 60 + dice_below(&f->dice, 16) * 15 : 7 * 60 + dice_below(&f->dice, 40) * 15;
	m->duration_min = 60 + dice_below(&f->dice, 3) * 30;
	m->first_day = (day_t)(f->ctx->now / DAY_S) - 30 - (int)dice_below(&f->dice, 1500);
	m->last_day = DAY_NONE;
	m->holiday_rule = dice_percent(&f->dice, 60) ? S("skip") : S("hold");
}

static void set_where(struct filling *f, struct meeting *m)
{
	const struct location *house = &f->houses[dice_below(&f->dice, f->nhouses)];

	m->mode = dice_percent(&f->dice, 88) ? S("room") : dice_percent(&f->dice, 60) ? S("online") : S("hybrid");
	m->zone = house->zone;
	m->holidays = str_same(house->country, "DK") ? S("DK") : str_same(house->country, "US") ? S("US") : S("none");
	if (!str_same(m->mode, "online"))
		m->location = house->id;
	if (!str_same(m->mode, "room"))
		m->conference_url = S("https://example.org/room");
}

static int64_t confirmed(struct filling *f)
{
	return f->ctx->now - (int64_t)dice_below(&f->dice, f->confirmed_days) * DAY_S;
}

static void set_what(struct filling *f, struct meeting *m)
{
	static const char *const methods[] = { "smart", "aa", "aa", "na", "al_anon", "lifering", "open_talk", "relatives", "other" };
	static const char *const audiences[] = { "", "", "", "", "women", "men", "young", "relatives", "lgbt" };
	static const char *const languages[] = { "da", "da", "da", "en", "en", "en da", "de", "sv", "pl" };
	static const char *const answers[] = { "yes", "no", "unknown" };

	m->method = ONE_OF(f, methods);
	m->audience = ONE_OF(f, audiences);
	m->languages = ONE_OF(f, languages);
	m->openness = dice_percent(&f->dice, 70) ? S("open") : S("closed");
	m->children = ONE_OF(f, answers);
	m->newcomers = ONE_OF(f, answers);
	if (dice_percent(&f->dice, 40))
		m->phone = S("+45 70 20 30 40");
	m->verified_at = confirmed(f);
	m->verified_by = S("keeper");
}

static void add_meeting(struct filling *f, uint32_t i)
{
	struct problems bad = { 0 };
	struct meeting m = { .state = S("running"), .org = f->orgs[i % f->norgs] };

	m.name = arena_printf(f->ctx->arena, "%s %s %u", words_at(f->words, dice_below(&f->dice, WORDS)),
			      words_at(f->words, dice_below(&f->dice, 140)), i);
	m.slug = arena_printf(f->ctx->arena, "listing-%u", i);
	m.description_da = dice_percent(&f->dice, 70) ? text(f, 12 + (int)dice_below(&f->dice, 40)) : S("");
	m.description_en = !m.description_da.n || dice_percent(&f->dice, 40) ? text(f, 12 + (int)dice_below(&f->dice, 40)) : S("");
	set_when(f, &m);
	set_where(f, &m);
	set_what(f, &m);
	must(f, meeting_save(f->ctx, &m, &bad), &bad, "meeting");
}

/* --- services ----------------------------------------------------------------------------------------------- */

/* Any answer that its kind takes. */
static struct str answer(struct filling *f, const struct kind_field *k)
{
	struct arena *a = f->ctx->arena;

	switch (k->type) {
	case KIND_YES_NO:
		return k->required || dice_percent(&f->dice, 50) ? S("yes") : S("no");
	case KIND_CHOICE:
	case KIND_CHOICES:
		return k->options[dice_below(&f->dice, (uint32_t)k->noptions)].code;
	case KIND_NUMBER:
		return arena_printf(a, "%lld", (long long)k->least + 1);
	case KIND_MONEY:
		return arena_printf(a, "%u", 100 * (1 + dice_below(&f->dice, 90)));
	case KIND_DATE:
		return day_str(a, (day_t)(f->ctx->now / DAY_S) + 10 + (day_t)dice_below(&f->dice, 90));
	case KIND_URL:
		return S("https://example.org/more");
	default:
		return text(f, 3);
	}
}

static void set_facts(struct filling *f, const struct kind *k, struct service_whole *w)
{
	struct service_fact *facts = arena_array(f->ctx->arena, k->nfields, struct service_fact);

	for (size_t i = 0; i < k->nfields; i++) {
		const struct kind_field *field = &k->fields[i];
		if (field->retired || (!field->required && dice_percent(&f->dice, 50)))
			continue;
		facts[w->nfacts++] = (struct service_fact){ field->code, answer(f, field), S("") };
	}
	w->facts = facts;
}

/* Weekdays from nine to four, or one evening. */
static void set_hours(struct filling *f, struct service_whole *w)
{
	struct service_schedule *s = arena_new_of(f->ctx->arena, struct service_schedule);
	bool all_week = dice_percent(&f->dice, 60);

	s->rhythm = (struct rhythm){ .kind = RHYTHM_WEEKLY, .interval = 1, .first = DAY_NONE, .last = DAY_NONE,
				     .weekdays = all_week ? 0x3e : 1u << dice_below(&f->dice, 7) };
	s->start_min = all_week ? 9 * 60 : 17 * 60;
	s->duration_min = all_week ? 7 * 60 : 3 * 60;
	s->zone = S("Europe/Copenhagen");
	w->schedules = s;
	w->nschedules = 1;
}

static void set_offer(struct filling *f, struct service *s)
{
	static const char *const providers[] = { "peer", "professional", "professional", "faith", "community", "peer professional" };
	static const char *const prices[] = { "free", "free", "sliding", "fixed", "unknown" };
	static const char *const languages[] = { "da", "da", "da", "en", "en da" };
	static const char *const answers[] = { "yes", "no", "unknown" };
	static const char *const modes[] = { "room", "room", "room", "hybrid" };

	s->providers = ONE_OF(f, providers);
	s->price_type = ONE_OF(f, prices);
	if (str_same(s->price_type, "fixed"))
		s->price_least = 5000 + (int64_t)dice_below(&f->dice, 100) * 100, s->price_unit = S("month");
	s->languages = ONE_OF(f, languages);
	s->children = ONE_OF(f, answers);
	s->substitution = ONE_OF(f, answers);
	s->mode = ONE_OF(f, modes);
	s->phone = S("+4570203040");
	s->conference_url = str_same(s->mode, "hybrid") ? S("https://example.org/room") : S("");
	s->expectations_en = S("Nothing.");
	s->secular_en = S("None known.");
}

static void add_service(struct filling *f, uint32_t i)
{
	const struct kind *k = &f->kinds[dice_below(&f->dice, (uint32_t)f->nkinds)];
	struct service_place place = { f->houses[dice_below(&f->dice, f->nhouses)].id, S("") };
	struct service_whole w = service_blank(f->ctx, k);
	struct problems bad = { 0 };

	w.s.state = S("running");
	w.s.org = f->orgs[i % f->norgs];
	w.s.slug = arena_printf(f->ctx->arena, "service-%u", i);
	w.s.name_en = arena_printf(f->ctx->arena, "%s %s %u", words_at(f->words, dice_below(&f->dice, WORDS)),
				   words_at(f->words, dice_below(&f->dice, 140)), i);
	w.s.description_da = dice_percent(&f->dice, 70) ? text(f, 12 + (int)dice_below(&f->dice, 40)) : S("");
	w.s.description_en = !w.s.description_da.n ? text(f, 12 + (int)dice_below(&f->dice, 40)) : S("");
	w.places = &place;
	w.nplaces = 1;
	set_offer(f, &w.s);
	set_facts(f, k, &w);
	set_hours(f, &w);
	must(f, service_save(f->ctx, &w, &bad), &bad, "service");
	must(f, service_set_verified(f->ctx, w.s.id, S("keeper"), confirmed(f)), &bad, "service");
}

static void add_listing(struct filling *f, uint32_t i)
{
	if (listing_is_service(i))
		add_service(f, i);
	else
		add_meeting(f, i);
}

/* --- all of it ------------------------------------------------------------------------------------------------ */

static void begin(struct filling *f)
{
	f->ctx = worker_begin(&f->worker);
	f->ctx->who = &keeper;
	if (db_begin(f->ctx, DB_WRITE))
		die("begin", f->ctx->why);
}

static void commit(struct filling *f)
{
	if (db_commit(f->ctx))
		die("commit", f->ctx->why);
}

static void add_all(struct filling *f, uint32_t n, void (*add)(struct filling *, uint32_t))
{
	begin(f);
	for (uint32_t i = 0; i < n; i++) {
		if (i && i % BATCH == 0) {
			commit(f);
			begin(f);
		}
		add(f, i);
	}
	commit(f);
}

static void open_folder(struct filling *f, const char *dir)
{
	char why[240];

	if (folder_open(&f->folder, dir, NULL, why, sizeof why))
		die(dir, why);
	worker_open(&f->worker, &f->folder.house, f->folder.writer);
	f->keep = arena_new(256 << 20);
	f->dice = (struct dice){ 20161212 };
	f->words = words_zipf_new(&f->dice);
	f->towns = towns_of(f->keep, f->folder.house.gazetteer);
}

static void close_folder(struct filling *f)
{
	words_zipf_free(f->words);
	arena_free(f->keep);
	f->worker.db = NULL;
	worker_close(&f->worker);
	folder_close(&f->folder);
}

/* Copies what must outlive the batch. */
static void read_kinds(struct filling *f)
{
	struct arena *batch = f->ctx->arena;
	enum err e = kind_seed(f->ctx);

	f->ctx->arena = f->keep;
	if (!e)
		e = kind_list(f->ctx, &f->kinds, &f->nkinds);
	f->ctx->arena = batch;
	if (e)
		die("kinds", f->ctx->why);
}

static void make_ground(struct filling *f, uint32_t listings)
{
	f->norgs = 1 + listings / LISTINGS_AN_ORG;
	f->nhouses = 1 + listings / LISTINGS_A_HOUSE;
	f->orgs = arena_array(f->keep, f->norgs, int64_t);
	f->houses = arena_array(f->keep, f->nhouses, struct location);
	begin(f);
	if (area_seed(f->ctx))
		die("areas", f->ctx->why);
	read_kinds(f);
	commit(f);
	add_all(f, f->norgs, add_org);
	add_all(f, f->nhouses, add_house);
}

static void make_folder(struct filling *f, const char *dir)
{
	char why[240];

	if (folder_make(dir, NULL, false, why, sizeof why))
		die(dir, why);
	open_folder(f, dir);
}

static int data(const char *dir, int listings)
{
	struct filling f = { .confirmed_days = CONFIRMED_DAYS };

	make_folder(&f, dir);
	make_ground(&f, (uint32_t)listings);
	add_all(&f, (uint32_t)listings, add_listing);
	close_folder(&f);
	return 0;
}

static int paper(const char *dir)
{
	struct filling f = { .confirmed_days = CONFIRMED_DAYS_ON_PAPER, .danish = true };

	make_folder(&f, dir);
	make_ground(&f, PAPER_MEETINGS + PAPER_SERVICES);
	add_all(&f, PAPER_MEETINGS, add_meeting);
	add_all(&f, PAPER_SERVICES, add_service);
	close_folder(&f);
	return 0;
}

static int visits(const char *dir, const char *to, uint32_t listings, int saves)
{
	struct filling f = { 0 };

	open_folder(&f, dir);
	if (visits_write(&f.worker, to, listings, saves))
		die("visits", f.worker.ctx.why);
	close_folder(&f);
	return 0;
}

static int evenings(const char *dir, const char *to, int groups)
{
	struct filling f = { 0 };

	make_folder(&f, dir);
	begin(&f);
	if (area_seed(f.ctx))
		die("areas", f.ctx->why);
	commit(&f);
	if (evenings_write(&f.worker, to, groups))
		die("evenings", f.worker.ctx.why);
	close_folder(&f);
	return 0;
}

static int number(const char *text)
{
	return (int)strtol(text, NULL, 10);
}

int main(int argc, char **argv)
{
	if (argc == 4 && !strcmp(argv[1], "data"))
		return data(argv[2], number(argv[3]));
	if (argc == 3 && !strcmp(argv[1], "paper"))
		return paper(argv[2]);
	if (argc == 4 && !strcmp(argv[1], "list"))
		return list_write(argv[2], number(argv[3])) ? 1 : 0;
	if (argc == 6 && !strcmp(argv[1], "visits"))
		return visits(argv[2], argv[3], (uint32_t)number(argv[4]), number(argv[5]));
	if (argc == 5 && !strcmp(argv[1], "evenings"))
		return evenings(argv[2], argv[3], number(argv[4]));
	fputs("usage: bench-fill data DIR LISTINGS | paper DIR | list FILE ENTRIES | visits DIR TO LISTINGS SAVES | evenings DIR TO GROUPS\n", stderr);
	return 2;
}
