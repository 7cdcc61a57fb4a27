/* hours_test.c -- what people write on a door, and what we dare to make of it. */
#include "format/hours.h"
#include "csv/csv.h"
#include "test.h"

#include <stdio.h>

/* "Mo-Fr 09:00-16:00" as one line of text; nths as in "Tu#1,2". */
static void write_slot(struct buf *b, const struct hours_slot *s)
{
	static const char names[7][3] = { "Su", "Mo", "Tu", "We", "Th", "Fr", "Sa" };
	int end = s->start_min + s->duration_min;

	if (b->n)
		buf_lit(b, " | ");
	for (int day = 0; day < 7; day++)
		if (s->rhythm.weekdays >> day & 1)
			buf_str(b, str_of(names[day]));
	for (int n = 1; n <= 6; n++)
		if (s->rhythm.nths >> n & 1)
			buf_fmt(b, n == 6 ? "#last" : "#%d", n);
	buf_fmt(b, " %02d:%02d", s->start_min / 60, s->start_min % 60);
	if (s->duration_min)
		buf_fmt(b, "-%02d:%02d", end / 60, end % 60);
}

static void check(const char *text, const char *want)
{
	struct hours h;
	struct buf b;

	buf_init(&b, 4000);
	if (!hours_read(str_of(text), &h))
		buf_lit(&b, "in words");
	for (size_t i = 0; i < h.n; i++)
		write_slot(&b, &h.at[i]);
	if (h.by_appointment)
		buf_fmt(&b, " appointment %02x", h.by_appointment);
	if (h.holidays_closed)
		buf_lit(&b, " not on holidays");
	if (!str_same(buf_view(&b), want))
		print_error("%s\n", text);
	same_text(buf_view(&b), want);
	buf_free(&b);
}

TEST(hours_in_english_are_read)
{
	check("Mon–Fri 9–4, closed 3rd Tuesday", "MoWeThFr 09:00-16:00 | Tu#1#2#4#5 09:00-16:00");
	check("M-F 8:30am-5pm; Sat by appointment", "MoTuWeThFr 08:30-17:00 appointment 40");
	check("24 hours", "SuMoTuWeThFrSa 00:00-24:00");
	check("Open 24 hours a day, 7 days a week", "SuMoTuWeThFrSa 00:00-24:00");
	check("24/7", "SuMoTuWeThFrSa 00:00-24:00");
	check("Every day 9am-5pm", "SuMoTuWeThFrSa 09:00-17:00");
	check("9am-5pm Monday to Friday", "MoTuWeThFr 09:00-17:00");
	check("9-5 Mon-Fri, 10-2 Sat", "MoTuWeThFr 09:00-17:00 | Sa 10:00-14:00");
	check("Mon, Wed, Fri 8 a.m. - noon", "MoWeFr 08:00-12:00");
	check("Mo-Fr 09:00-16:00, Sa 10:00-12:00", "MoTuWeThFr 09:00-16:00 | Sa 10:00-12:00");
	check("We, Fr 9am-noon", "WeFr 09:00-12:00");
	check("MWF 9-5", "MoWeFr 09:00-17:00");
	check("T/Th 9-5", "TuTh 09:00-17:00");
	check("Mon-Fri 9-12, 1-4", "MoTuWeThFr 09:00-12:00 | MoTuWeThFr 13:00-16:00");
	check("Mon-Fri 9am-5pm, closed for lunch 12-1pm", "MoTuWeThFr 09:00-12:00 | MoTuWeThFr 13:00-17:00");
	check("1st and 3rd Tuesday of the month 6-8pm", "Tu#1#3 18:00-20:00");
	check("Last Friday of the month 9am-noon", "Fr#last 09:00-12:00");
	check("Daily except Sunday 9am-6pm", "MoTuWeThFrSa 09:00-18:00");
	check("Mon-Fri 9-5, closed holidays", "MoTuWeThFr 09:00-17:00 not on holidays");
	check("By appointment only", " appointment 7f");
	check("Tuesdays at 7:00 pm", "Tu 19:00");
	check("Wed 6pm-midnight", "We 18:00-24:00");
	check("Sunday: Closed Monday: 8:30-12:00 , 13:00-17:00  Tuesday: Closed Saturday: 8:30-12:00",
	      "MoSa 08:30-12:00 | Mo 13:00-17:00");
}

TEST(hours_in_danish_are_read)
{
	check("Man-tors 10-15, fre 10-13", "MoTuWeTh 10:00-15:00 | Fr 10:00-13:00");
	check("Mandag til torsdag kl. 9.00-15.30 og fredag kl. 9-12", "MoTuWeTh 09:00-15:30 | Fr 09:00-12:00");
	check("Ti-to 10-15, lø 10-13", "TuWeTh 10:00-15:00 | Sa 10:00-13:00");
	check("Døgnåbent", "SuMoTuWeThFrSa 00:00-24:00");
	check("Hele døgnet alle ugens dage", "SuMoTuWeThFrSa 00:00-24:00");
	check("Hverdage 8-16, weekend lukket", "MoTuWeThFr 08:00-16:00");
	check("FØRSTE MANDAG I MÅNEDEN KL. 19-21", "Mo#1 19:00-21:00");
	check("2. og 4. onsdag i måneden 19.00–21.30", "We#2#4 19:00-21:30");
	check("Alle dage undtagen søndag 10-18", "MoTuWeThFrSa 10:00-18:00");
	check("Man-fre 9-15. Lukket 3. tirsdag i måneden", "MoWeThFr 09:00-15:00 | Tu#1#2#4#5 09:00-15:00");
	check("Mandag-fredag 10-15, lukket på helligdage", "MoTuWeThFr 10:00-15:00 not on holidays");
	check("fre-man 10-12", "SuMoFrSa 10:00-12:00");
	check("Alle dage 21:00-07:00", "SuMoTuWeThFrSa 21:00-31:00");
	check("tirsdag 18-24", "Tu 18:00-24:00");
	check("Efter aftale", " appointment 7f");
}

TEST(a_whole_day_is_a_whole_day_however_it_is_written)
{
	check("Mon-Sun 00:00-23:59", "SuMoTuWeThFrSa 00:00-24:00");
	check("Mon-Sun 00:00-24:00", "SuMoTuWeThFrSa 00:00-24:00");
	check("lørdag 0-24", "Sa 00:00-24:00");
	check("Mon 12am-12am", "Mo 00:00-24:00");
}

TEST(hours_that_could_mean_two_things_stay_in_words)
{
	static const char *const texts[] = {
		"", "Every day", "9-5", "Monday", "Mon-Fri 8-10", "Mon 7-9", "Mon 8am-10", "Mon 9am-5am",
		"Every other Tuesday 7pm", "Hver anden tirsdag 19-21", "Every third Tuesday 9-5", "Ulige uger mandag 10-12",
		"Mon-Fri 9-5, Wed 9-7", "Closed Sat, Sun 10-2", "Mon 9-5, closed Mon", "Mon-Fri 9-5, last Friday closed",
		"Lukket i juli", "Mon-Fri 9-5 in summer", "January 5, 9am-5pm", "Mon 25:00-26:00", "Mon 9:75-10", "Mon 9-5 (CST)",
		"Mon 10:00-20:00 Tue 10:00-4:00", "Mon 22:00-20:00", "Mon 8:30-12:00, 1:00-17:00", "Mon 08:00am-05:00pm; Sat 1-4",
		"Mandag 9-4", "mandag and Tuesday 10-15", "Mon-Fri 9-5 open holidays", "S 9-5", "T 9-5", "Mon 9-17 Mon 10-12",
		"Repeats every month on the third Tuesday 100 times. Tuesday, January 15, 2019 - 5:00pm to 7:00pm",
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		check(texts[i], "in words");
}

TEST(words_are_kept_where_the_slots_do_not_say_all)
{
	struct hours h;

	ok(hours_read(S("Mon-Fri 9-5"), &h) && hours_say_all(&h));
	ok(hours_read(S("Mon-Fri 9-5 or by appointment"), &h) && !hours_say_all(&h));
	ok(hours_read(S("Mon-Fri 9-5, closed holidays"), &h) && !hours_say_all(&h));
	ok(hours_read(S("Sat, Sun closed"), &h) && !hours_say_all(&h));
	same_int(h.closed, 0x41);
}

/* --- a real directory: its own words beside the table that its publisher made of them --------------- */
struct published {
	struct csv table;
	struct csv_row row;
	size_t schedules, agreeing, in_words;
};

/* "9:00", without a zero in front. */
static int published_minutes(struct str s)
{
	struct str hour;
	int64_t h, m;

	if (!str_cut(&s, ':', &hour) || !str_int(hour, &h) || !str_int(s, &m))
		return -1;
	return (int)(h * 60 + m);
}

/* The publisher kept the first opening of a day. */
static const struct hours_slot *first_on(const struct hours *h, int weekday)
{
	const struct hours_slot *first = NULL;

	for (size_t i = 0; i < h->n; i++)
		if (h->at[i].rhythm.weekdays >> weekday & 1 && (!first || h->at[i].start_min < first->start_min))
			first = &h->at[i];
	return first;
}

/* "10:00-4:00" was copied as it stood; it is four in the afternoon. */
static bool agrees(const struct published *p, const struct hours *h, int weekday)
{
	int opens = published_minutes(csv_cell(&p->table, &p->row, "opens_at"));
	int closes = published_minutes(csv_cell(&p->table, &p->row, "closes_at"));
	const struct hours_slot *s = first_on(h, weekday);

	if (opens < 0)
		return !s && h->closed >> weekday & 1;
	if (closes < opens)
		closes += 720;
	return s && s->start_min == opens && s->start_min + s->duration_min == closes;
}

static void seven_days(struct published *p, struct str location, const struct hours *h, bool certain)
{
	static const char *const names[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };

	for (int weekday = 0; weekday < 7; weekday++) {
		ok(csv_next(&p->table, &p->row));
		ok(str_eq(csv_cell(&p->table, &p->row, "location_id"), location));
		same_text(csv_cell(&p->table, &p->row, "weekday"), names[weekday]);
		p->schedules++;
		p->in_words += !certain;
		p->agreeing += certain && agrees(p, h, weekday);
	}
}

#define ILAO "data/hsds-directory/spec/fixtures/custom/ilao/"

TEST(every_schedule_of_a_real_directory_agrees_with_its_published_form)
{
	struct arena *a = arena_new(256 << 20);
	struct str in = test_slurp(a, test_shared(ILAO "input/locations.csv"));
	struct str out = test_slurp(a, test_shared(ILAO "output/regular_schedules.csv"));
	struct published p = { .schedules = 0 };
	struct csv table;
	struct csv_row row;
	struct hours h;
	const char *why;
	int line;

	if (!in.p || !out.p) {
		arena_free(a);
		skip();
	}
	ok(csv_open(a, in, &table, &why, &line) == OK && csv_open(a, out, &p.table, &why, &line) == OK);
	while (csv_next(&table, &row)) {
		struct str text = csv_cell(&table, &row, "Hours of operation");

		if (str_is(text))
			seven_days(&p, csv_cell(&table, &row, "Location_id"), &h, hours_read(text, &h));
	}
	same_int(p.schedules, 2492);
	same_int(p.agreeing + p.in_words, p.schedules);
	/* 22 of 356 texts hold a slip ("Friday: 21:00-17:00") or could be morning or evening. */
	same_int(p.in_words, 22 * 7);
	arena_free(a);
}
