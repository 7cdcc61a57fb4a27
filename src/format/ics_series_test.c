/* ics_series_test.c -- what we write, others read: hard series, compared date by date with libical. */
#include "format/ics.h"
#include "format/ics_back_test.h"
#include "cal/cal.h"
#include "test.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

enum { SERIES_MOST = 90, STARTS_MOST = 800, CHANGED = 8 };

/* A series as the meeting room knows it, and all that was done to it. */
struct series {
	char uid[64], summary[64];
	struct rhythm rhythm;
	const struct zone *zone;
	int start_min, year;                    /* two years from here are compared */
	day_t exdates[CHANGED];
	size_t nexdates;
	struct ics_override overrides[CHANGED];
	size_t noverrides;
	bool cancelled;
};

struct fixture {
	struct ctx *ctx;
	struct cal *cal;
	struct buf *out;
	struct series at[SERIES_MOST];
	size_t n;
};

static void begin(struct fixture *f)
{
	memset(f, 0, sizeof *f);
	f->ctx = test_ctx();
	f->cal = cal_new();
	f->out = f->ctx->out;
}

static void end(struct fixture *f)
{
	cal_free(f->cal);
	test_ctx_free(f->ctx);
}

static int64_t year_begins(int year)
{
	return (int64_t)day_of(year, 1, 1) * 86400;
}

/* --- hard series ------------------------------------------------------------------- */

enum { SU = 1 << 0, MO = 1 << 1, TU = 1 << 2, WE = 1 << 3, TH = 1 << 4, FR = 1 << 5, SA = 1 << 6 };
enum { LAST = 1 << 6 };

/* first and length are days from New Year; length 0 is open. */
static const struct pattern {
	const char *name;
	struct rhythm r;
	int first, length;
} patterns[] = {
	{ "every second Tuesday", { RHYTHM_WEEKLY, 2, TU, 0, 0, 0, 0 }, 4, 0 },
	{ "last Friday", { RHYTHM_MONTHLY_WEEKDAY, 1, FR, LAST, 0, 0, 0 }, 0, 0 },
	{ "weekly on Sunday", { RHYTHM_WEEKLY, 1, SU, 0, 0, 0, 0 }, 10, 500 },
	{ "first and third Thursday", { RHYTHM_MONTHLY_WEEKDAY, 1, TH, 1 << 1 | 1 << 3, 0, 0, 0 }, 30, 0 },
	{ "fifth Monday", { RHYTHM_MONTHLY_WEEKDAY, 1, MO, 1 << 5, 0, 0, 0 }, 0, 0 },
	{ "the 31st", { RHYTHM_MONTHLY_DAY, 1, 0, 0, 31, 0, 0 }, 0, 0 },
	{ "every tenth day", { RHYTHM_DAILY, 10, 0, 0, 0, 0, 0 }, 3, 400 },
	{ "Monday, Wednesday, Saturday of every third week",
	  { RHYTHM_WEEKLY, 3, MO | WE | SA, 0, 0, 0, 0 }, 2, 0 },
	{ "second Sunday of every second month", { RHYTHM_MONTHLY_WEEKDAY, 2, SU, 1 << 2, 0, 0, 0 }, 0, 0 },
	{ "daily for ten weeks over spring", { RHYTHM_DAILY, 1, 0, 0, 0, 0, 0 }, 50, 70 },
	{ "daily for ten weeks over autumn", { RHYTHM_DAILY, 1, 0, 0, 0, 0, 0 }, 260, 70 },
	{ "fourth and last Saturday", { RHYTHM_MONTHLY_WEEKDAY, 1, SA, 1 << 4 | LAST, 0, 0, 0 }, 0, 0 },
	{ "the 29th", { RHYTHM_MONTHLY_DAY, 1, 0, 0, 29, 0, 0 }, 20, 0 },
};
enum { NPATTERNS = sizeof patterns / sizeof *patterns };

/* Zones with something odd within two years of that year. */
static const struct {
	const char *name;
	int year;
} places[] = {
	{ "Europe/Copenhagen", 2016 }, { "America/New_York", 2025 }, { "Australia/Lord_Howe", 2025 },
	{ "Africa/Casablanca", 2025 }, { "Asia/Kathmandu", 2016 }, { "America/Sao_Paulo", 2018 },
	{ "Pacific/Apia", 2020 }, { "Europe/London", 2025 }, { "Asia/Tehran", 2021 },
	{ "Europe/Dublin", 2025 }, { "Asia/Gaza", 2022 }, { "America/Nuuk", 2022 },
	{ "Asia/Amman", 2021 }, { "Pacific/Chatham", 2025 }, { "America/Santiago", 2018 },
	{ "Europe/Istanbul", 2016 }, { "Asia/Jerusalem", 2025 },
};
enum { NPLACES = sizeof places / sizeof *places };

static struct series *series_new(struct fixture *f, const char *uid, int number)
{
	struct series *s = &f->at[f->n++];

	snprintf(s->uid, sizeof s->uid, "%s-%02d@example.org", uid, number);
	return s;
}

static void use_pattern(struct series *s, const struct pattern *p)
{
	s->rhythm = p->r;
	s->rhythm.first = day_of(s->year, 1, 1) + p->first;
	s->rhythm.last = p->length ? s->rhythm.first + p->length : DAY_NONE;
	snprintf(s->summary, sizeof s->summary, "%s", p->name);
	assert_null(rhythm_problem(&s->rhythm));
}

static void leave_out(struct series *s, const day_t *days, size_t n)
{
	for (size_t i = 1; i < n && s->nexdates < 4; i += 3)
		s->exdates[s->nexdates++] = days[i];
}

static void change(struct series *s, day_t day, bool cancelled, int days_on, int minutes_on)
{
	s->overrides[s->noverrides++] = (struct ics_override){
		.original_day = day, .original_min = s->start_min, .cancelled = cancelled,
		.day = day + days_on, .start_min = s->start_min + minutes_on, .duration_min = 75,
		.summary_prefix = cancelled ? S("AFLYST: ") : STR_ABSENT,
		.location = cancelled ? STR_ABSENT : S("Biblioteket, lille sal; bagdøren"),
	};
}

/* "This and following": the old series ends before the date, a new one begins on it. */
static void split(struct fixture *f, struct series *s, day_t day)
{
	struct series *later = series_new(f, "later", (int)f->n);
	char uid[sizeof later->uid];

	memcpy(uid, later->uid, sizeof uid);
	*later = *s;
	memcpy(later->uid, uid, sizeof uid);
	later->rhythm.first = day;
	later->start_min = s->start_min - 45;
	later->noverrides = later->nexdates = 0;
	s->rhythm.last = day - 1;
}

/* What is done to a series depends on its number, so that all mixtures come up. */
static void disturb(struct fixture *f, struct series *s, int i)
{
	day_t days[40];
	size_t n = rhythm_days(&s->rhythm, s->rhythm.first, s->rhythm.first + 700, days, 40);

	if (i % 4 == 1 || i % 4 == 3)
		leave_out(s, days, n < 12 ? n : 12);
	if (i % 4 >= 2 && n > 5) {
		change(s, days[2], false, 1, 90);
		change(s, days[3], true, 0, 0);
		change(s, days[5], false, -2, -30);
	}
	if (i % 5 == 4 && n > 8)
		split(f, s, days[8]);
}

static void sixty_hard_series(struct fixture *f)
{
	static const int starts[] = { 1140, 750, 480, 1305, 615, 960, 300 };   /* no gap is met */

	for (int i = 0; i < 60; i++) {
		struct series *s = series_new(f, "series", i);

		s->zone = zone_find(f->cal, str_of(places[i % NPLACES].name));
		s->year = places[i % NPLACES].year;
		s->start_min = starts[i % 7];
		use_pattern(s, &patterns[i % NPATTERNS]);
		disturb(f, s, i);
	}
}

/* --- writing ----------------------------------------------------------------------- */

static struct ics_event event_of(struct fixture *f, const struct series *s)
{
	return (struct ics_event){
		.uid = str_of(s->uid), .stamp = TEST_NOW, .modified = TEST_NOW, .sequence = 3,
		.zone = s->zone, .day = rhythm_next(&s->rhythm, s->rhythm.first),
		.start_min = s->start_min, .duration_min = 90,
		.rrule = rhythm_rrule(f->ctx->arena, &s->rhythm, s->zone, s->start_min),
		.exdates = s->exdates, .nexdates = s->nexdates,
		.overrides = s->overrides, .noverrides = s->noverrides, .cancelled = s->cancelled,
		.summary = str_of(s->summary),
		.description = S("Åbent møde; kom som du er, tag gerne en ven med.\nKaffe \\ te fra kl. 18."),
		.location = S("Kongensgade 33, 1. sal, 6700 Esbjerg"),
		.url = S("https://example.org/da/møder/1?a=b c"), .categories = S("SMART, pårørende,Åben"),
		.conference_url = S("https://video.example.org/rum/1"),
		.has_point = true, .latitude = 55.4667, .longitude = -8.45,
	};
}

static void write_zones(struct fixture *f)
{
	for (size_t i = 0; i < f->n; i++) {
		bool before = false;

		for (size_t k = 0; k < i; k++)
			before |= f->at[k].zone == f->at[i].zone;
		if (!before)
			ics_zone(f->out, f->at[i].zone, 2016, 2027);
	}
}

static void write_all(struct fixture *f)
{
	static const struct ics_calendar head = {
		.name = S("Møder i Esbjerg, Varde; og omegn"), .description = S("Alle åbne møder"),
		.zone_name = S("Europe/Copenhagen"), .source_url = S("https://example.org/da/moeder.ics"),
		.lang = S("da"), .modified = TEST_NOW,
	};

	ics_begin(f->out, &head);
	write_zones(f);
	for (size_t i = 0; i < f->n; i++) {
		struct ics_event e = event_of(f, &f->at[i]);
		ics_event(f->out, &e);
	}
	ics_end(f->out);
	ok(!f->out->toobig);
}

/* --- what should be read ------------------------------------------------------------- */

static int by_time(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static size_t within(int year, int64_t *starts, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (starts[i] >= year_begins(year) && starts[i] < year_begins(year + 2))
			starts[kept++] = starts[i];
	qsort(starts, kept, sizeof *starts, by_time);
	return kept;
}

static bool is_left_out(const struct series *s, day_t day)
{
	for (size_t i = 0; i < s->nexdates; i++)
		if (s->exdates[i] == day)
			return true;
	return false;
}

static const struct ics_override *changed(const struct series *s, day_t day)
{
	for (size_t i = 0; i < s->noverrides; i++)
		if (s->overrides[i].original_day == day)
			return &s->overrides[i];
	return NULL;
}

static size_t expected_starts(const struct series *s, int64_t *starts)
{
	day_t days[STARTS_MOST];
	size_t m = rhythm_days(&s->rhythm, s->rhythm.first, day_of(s->year + 2, 1, 10), days,
			       STARTS_MOST);
	size_t n = 0;

	for (size_t i = 0; i < m && !s->cancelled; i++) {
		const struct ics_override *o = changed(s, days[i]);

		if (o ? o->cancelled : is_left_out(s, days[i]))
			continue;
		starts[n++] = o ? zone_instant(s->zone, o->day, o->start_min)
				: zone_instant(s->zone, days[i], s->start_min);
	}
	return within(s->year, starts, n);
}

/* --- compared with what is read --------------------------------------------------------- */

static void same_starts(icalcomponent *calendar, const struct series *s)
{
	int64_t want[STARTS_MOST], got[STARTS_MOST];
	size_t n = expected_starts(s, want);
	size_t m = ics_back_starts(calendar, s->uid, s->year + 2, got, STARTS_MOST);
	size_t i = 0;

	m = within(s->year, got, m);
	ok(n > 0 || s->cancelled);
	while (i < n && i < m && want[i] == got[i])
		i++;
	if (i == n && n == m)
		return;
	print_error("%s (%s, %.*s): %zu starts wanted, %zu read, number %zu differs: %lld, %lld\n",
		    s->uid, s->summary, STR_ARG(zone_name(s->zone)), n, m, i, i < n ? (long long)want[i] : 0,
		    i < m ? (long long)got[i] : 0);
	_fail(__FILE__, __LINE__);
}

/* --- for test/ical_agrees.mjs: the same with another reader ---------------------------- */

static FILE *out_file(const char *folder, const char *name)
{
	char path[600];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	return file;
}

static void put_instant(FILE *file, struct arena *a, int64_t at)
{
	fprintf(file, "\"%s", day_str(a, (day_t)(at / 86400)).p);
	fprintf(file, "T%02d:%02d:00Z\"", (int)(at / 3600 % 24), (int)(at / 60 % 60));
}

static void put_expected(FILE *file, struct arena *a, const struct series *s)
{
	int64_t starts[STARTS_MOST];
	size_t n = expected_starts(s, starts);

	fprintf(file, " {\"uid\": \"%s\", \"from\": \"%d-01-01T00:00:00Z\", ", s->uid, s->year);
	fprintf(file, "\"to\": \"%d-01-01T00:00:00Z\", \"starts\": [", s->year + 2);
	for (size_t i = 0; i < n; i++) {
		fprintf(file, "%s", i ? ", " : "");
		put_instant(file, a, starts[i]);
	}
	fprintf(file, "]}");
}

/* SAMHOLD_ICS_OUT=folder keeps the calendar and what should be read from it. */
static void keep(struct fixture *f)
{
	const char *folder = getenv("SAMHOLD_ICS_OUT");
	FILE *file;

	if (!folder)
		return;
	file = out_file(folder, "feed.ics");
	fwrite(f->out->p, 1, f->out->n, file);
	fclose(file);
	file = out_file(folder, "expected.json");
	for (size_t i = 0; i < f->n; i++) {
		fprintf(file, "%s", i ? ",\n" : "[\n");
		put_expected(file, f->ctx->arena, &f->at[i]);
	}
	fprintf(file, "\n]\n");
	fclose(file);
}

/* --- sentences ------------------------------------------------------------------------- */

TEST(sixty_hard_series_are_read_back_with_every_date_where_it_should_be)
{
	static struct fixture f;
	struct series *stopped;
	icalcomponent *calendar;

	begin(&f);
	sixty_hard_series(&f);
	ok(f.n > 60);                           /* the split ones have two parts */
	stopped = series_new(&f, "stopped", 0);
	stopped->zone = zone_find(f.cal, S("Europe/Copenhagen"));
	stopped->year = 2016;
	stopped->start_min = 19 * 60;
	stopped->cancelled = true;
	use_pattern(stopped, &patterns[0]);
	write_all(&f);
	keep(&f);
	calendar = ics_back(f.out);
	for (size_t i = 0; i < f.n; i++)
		same_starts(calendar, &f.at[i]);
	icalcomponent_free(calendar);
	end(&f);
}

TEST(every_line_of_a_calendar_is_short_whole_utf8_and_ends_as_it_must)
{
	static struct fixture f;
	struct str rest, l;
	int folded = 0;

	begin(&f);
	sixty_hard_series(&f);
	write_all(&f);
	rest = buf_view(f.out);
	ok(str_ends(rest, S("END:VCALENDAR\r\n")));
	rest.n -= 2;
	while (str_cut(&rest, '\n', &l)) {
		if (rest.p) {
			ok(str_ends(l, S("\r")));
			l.n--;
		}
		ok(l.n > 0 && l.n <= 75 && utf8_is(l) && !memchr(l.p, '\r', l.n));
		folded += l.p[0] == ' ';
	}
	ok(folded > 100);
	end(&f);
}

TEST(a_calendar_never_says_method_and_says_what_apple_and_google_read)
{
	static struct fixture f;
	static const char *const wanted[] = {
		"VERSION:2.0\r\n", "PRODID:",
		"NAME;LANGUAGE=da:M\303\270der i Esbjerg\\, Varde\\; og omegn\r\n",
		"X-WR-CALNAME:", "X-WR-TIMEZONE:Europe/Copenhagen\r\n",
		"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n",
		"X-PUBLISHED-TTL:PT6H\r\n", "SOURCE;VALUE=URI:https://example.org/da/moeder.ics\r\n",
		"GEO:55.466700;-8.450000\r\n", "CATEGORIES:SMART,p\303\245r\303\270rende,\303\205ben\r\n",
		"TRANSP:TRANSPARENT\r\n", "DURATION:PT1H30M\r\n", "LAST-MODIFIED:20161212T090000Z\r\n",
		"URL:https://example.org/da/m%C3%B8der/1?a=b%20c\r\n", "SEQUENCE:3\r\n",
		"SUMMARY:AFLYST: ",
	};

	begin(&f);
	sixty_hard_series(&f);
	write_all(&f);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (str_index(buf_view(f.out), str_of(wanted[i]), 0) == SIZE_MAX) {
			print_error("missing: %s\n", wanted[i]);
			_fail(__FILE__, __LINE__);
		}
	ok(str_index(buf_view(f.out), S("METHOD"), 0) == SIZE_MAX);
	end(&f);
}

TEST(a_single_date_that_was_moved_is_written_where_it_is_now)
{
	static struct fixture f;
	struct series *s;
	struct str text;

	begin(&f);
	s = series_new(&f, "once", 0);
	s->zone = zone_find(f.cal, S("Europe/Copenhagen"));
	s->year = 2016;
	s->start_min = 19 * 60;
	s->rhythm.kind = RHYTHM_ONCE;
	s->rhythm.first = day_of(2016, 12, 13);
	s->rhythm.last = DAY_NONE;
	change(s, s->rhythm.first, false, 1, 0);
	write_all(&f);
	text = buf_view(f.out);
	ok(str_index(text, S("DTSTART;TZID=Europe/Copenhagen:20161214T190000\r\n"), 0) != SIZE_MAX);
	ok(str_index(text, S("RECURRENCE-ID"), 0) == SIZE_MAX);
	ok(str_index(text, S("RRULE:FREQ=WEEKLY"), 0) == SIZE_MAX);
	end(&f);
}

TEST(a_date_both_left_out_and_cancelled_is_shown_as_cancelled)
{
	static struct fixture f;
	struct series *s;
	struct str text;

	begin(&f);
	s = series_new(&f, "both", 0);
	s->zone = zone_find(f.cal, S("Europe/Copenhagen"));
	s->year = 2016;
	s->start_min = 19 * 60;
	use_pattern(s, &patterns[0]);
	s->exdates[s->nexdates++] = day_of(2016, 1, 19);
	s->exdates[s->nexdates++] = day_of(2016, 2, 2);
	change(s, day_of(2016, 1, 19), true, 0, 0);
	write_all(&f);
	text = buf_view(f.out);
	ok(str_index(text, S("EXDATE;TZID=Europe/Copenhagen:20160202T190000\r\n"), 0) != SIZE_MAX);
	ok(str_index(text, S("EXDATE;TZID=Europe/Copenhagen:20160119"), 0) == SIZE_MAX);
	ok(str_index(text, S("RECURRENCE-ID;TZID=Europe/Copenhagen:20160119T190000\r\n"), 0) != SIZE_MAX);
	end(&f);
}
