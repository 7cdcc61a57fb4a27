/* meetingguide_feed_test.c -- whole feeds: real ones are read in full, and what we write is read by the world. */
#include "format/meetingguide.h"
#include "json/json.h"
#include "test.h"

#include <stdio.h>

static struct arena *arena;
static struct mg_feed feed;

static enum err read_bytes(struct str bytes)
{
	const char *why;
	int line;

	return mg_read(arena, bytes, &feed, &why, &line);
}

static void begin(void)
{
	arena_free(arena);
	arena = arena_new(0);
}

static void done(void)
{
	arena_free(arena);
	arena = NULL;
}

static void read_text(const char *json)
{
	begin();
	same_int(read_bytes(str_of(json)), OK);
}

static bool has_note(const struct mg_meeting *m, const char *part)
{
	for (size_t i = 0; i < m->nmended; i++)
		if (strstr(m->mended[i], part))
			return true;
	return false;
}

/* --- real feeds ------------------------------------------------------------------------- */
/* Reckoned from the same files by a separate program (JSON.parse and a few lines of JavaScript). */
static const struct expected {
	const char *path;
	size_t rows, refused, appointment, points, types, ends, ends_next_day, regions, exact, approximate, links;
	long starts;                      /* minutes after midnight, all together */
} real[] = {
	{ "data/meeting-guide/aasanjose.json", 670, 0, 0, 670, 3396, 404, 6, 981, 624, 46, 421, 607668 },
	{ "data/meeting-guide/aasepia.json", 2038, 0, 0, 2038, 5636, 2037, 8, 4076, 0, 0, 586, 1870359 },
	{ "data/meeting-guide/eda.json", 185, 0, 0, 185, 115, 185, 0, 228, 84, 101, 114, 167805 },
	{ "data/meeting-guide/edmonton.json", 315, 0, 0, 0, 570, 0, 0, 315, 0, 0, 74, 315347 },
};

/* The shared file read into feed. */
static bool read_shared(const char *path)
{
	const char *full = test_shared(path);

	begin();
	same_int(read_bytes(test_slurp(arena, full)), OK);
	return true;
}

static struct expected counted(void)
{
	struct expected e = { .rows = feed.n };

	for (size_t i = 0; i < feed.n; i++) {
		const struct mg_meeting *m = &feed.at[i];

		e.refused += m->refused != NULL;
		e.appointment += !m->ndays;
		e.points += m->has_point;
		e.types += m->ntypes;
		e.ends += m->end_min >= 0;
		e.ends_next_day += m->end_min >= 0 && m->end_min < m->start_min;
		e.regions += m->nregions;
		e.exact += m->exactness == MG_EXACT;
		e.approximate += m->exactness == MG_APPROXIMATE;
		e.links += str_is(m->conference_url);
		e.starts += m->start_min;
	}
	return e;
}

TEST(every_meeting_of_the_real_feeds_is_read)
{
	for (size_t i = 0; i < sizeof real / sizeof *real; i++) {
		struct expected got, want = real[i];

		if (!read_shared(want.path))
			skip();
		got = counted();
		same_int(got.rows, want.rows);
		same_int(got.refused, want.refused);
		same_int(got.appointment, want.appointment);
		same_int(got.points, want.points);
		same_int(got.types, want.types);
		same_int(got.ends, want.ends);
		same_int(got.ends_next_day, want.ends_next_day);
		same_int(got.regions, want.regions);
		same_int(got.exact, want.exact);
		same_int(got.approximate, want.approximate);
		same_int(got.links, want.links);
		same_int(got.starts, want.starts);
	}
	done();
}

TEST(a_real_meeting_is_read_in_full)
{
	const struct mg_meeting *m;

	if (!read_shared("data/meeting-guide/edmonton.json"))
		skip();
	m = &feed.at[1];
	same_int(m->line, 21);
	same_int(m->index, 1);
	same_text(m->slug, "7");
	same_text(m->name, "Chapter House - South Side");
	same_int(m->ndays, 1);
	same_int(m->days[0], 5);
	same_int(m->start_min, 20 * 60);
	same_int(m->end_min, -1);
	same_text(m->address, "8318 104 Street NW, Edmonton, Alberta, T6E 4E8, Canada");
	same_text(m->conference_url, NULL);
	same_text(m->notes, "North Door Basement. Open meeting 3rd Friday of month.");
	same_text(m->regions[0], "Edmonton");
	same_text(m->types[0], "C");
	same_int(m->updated, 1661426081);          /* 2022-08-25 11:14:41 UTC */
	ok(has_note(m, "The time was written in another way"));
	ok(has_note(m, "last update was written in another way"));
	done();
}

/* --- edge cases -------------------------------------------------------------------------- */
TEST(a_meeting_without_day_and_time_is_by_appointment)
{
	if (!read_shared("data/meeting-guide/appointment.test.json"))
		skip();
	same_int(feed.n, 2);
	same_text(feed.at[0].slug, "josh-meeting");
	same_int(feed.at[0].ndays, 0);
	same_int(feed.at[0].start_min, -1);
	same_int(feed.at[0].nmended, 0);
	ok(!feed.at[0].refused);
	same_text(feed.at[0].city, "San Francisco");
	same_int(feed.at[1].ndays, 1);
	same_int(feed.at[1].days[0], 4);
	same_int(feed.at[1].start_min, 1200);
	done();
}

TEST(day_seven_and_what_stands_behind_the_list_are_refused_and_the_other_rows_are_read)
{
	static const struct {
		const char *slug;
		int line, day, start, end;
	} rows[] = {
		{ "monday-7pm", 2, 1, 1140, 1260 },   { "saturday-8pm", 12, 6, 1200, 1260 },
		{ "saturday-10am", 22, 6, 600, 660 }, { "saturday-7pm", 32, 6, 1140, 1260 },
		{ "appointment", 42, -1, -1, -1 },    { "monday-7am", 49, 1, 420, -1 },
		{ "sunday-8pm", 58, 7, 0, 0 },        { "sunday-8am", 68, 7, 0, 0 },
	};

	ok(read_shared("data/meeting-guide/invalid.json"));
	same_int(feed.n, 9);
	for (size_t i = 0; i < 8; i++) {
		const struct mg_meeting *m = &feed.at[i];

		same_text(m->slug, rows[i].slug);
		same_int(m->line, rows[i].line);
		if (rows[i].day == 7) {
			same_text(str_of(m->refused), "{x} is not a weekday. Days go from 0, Sunday, to 6, Saturday.");
			same_text(m->refused_value, "7");
			continue;
		}
		ok(!m->refused);
		same_int(m->ndays ? m->days[0] : -1, rows[i].day);
		same_int(m->start_min, rows[i].start);
		same_int(m->end_min, rows[i].end);
	}
	same_int(feed.at[8].line, 80);
	same_text(str_of(feed.at[8].refused), "There is something after the end of the list. It was left out.");
	done();
}

TEST(a_warning_behind_a_whole_list_costs_nothing_and_a_list_that_breaks_off_is_refused)
{
	static const struct {
		const char *text;
		enum err e;
		size_t n;
		int line;
	} files[] = {
		{ "[{\"name\":\"A\",\"day\":1,\"time\":\"19:00\"}]\n<br />\n<b>Warning</b>", OK, 2, 2 },
		{ "{\"meetings\":[{\"name\":\"A\",\"day\":1,\"time\":\"19:00\"}]}\n\n\nx", OK, 2, 4 },
		{ "{\"meetings\":[{\"name\":\"A\",\"day\":1,\"time\":\"19:00\"}],", ERR_INVALID, 0, 1 },
		{ "[{\"name\":\"A\",\"day\":1,\"time\":\"19:00\"},", ERR_INVALID, 0, 1 },
		{ "[{\"name\":\"A\",\"day\":1,\"time\":\"19:00\"}", ERR_INVALID, 0, 1 },
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const char *why;
		int line;
		begin();
		same_int(mg_read(arena, str_of(files[i].text), &feed, &why, &line), files[i].e);
		same_int(feed.n, files[i].n);
		if (files[i].n)
			same_int(feed.at[1].line, files[i].line);
		done();
	}
}

TEST(days_sent_as_text_are_days)
{
	static const struct {
		const char *slug;
		int day, start, end;
	} rows[] = {
		{ "monday-7pm", 1, 1140, 1260 },  { "saturday-8pm", 6, 1200, 1260 }, { "saturday-10am", 6, 600, 660 },
		{ "saturday-7pm", 6, 1140, 1260 }, { "appointment", -1, -1, -1 },    { "monday-7am", 1, 420, -1 },
		{ "sunday-8pm", 0, 1200, 1260 },  { "sunday-8am", 0, 480, 600 },     { "approximate", 0, 480, 600 },
	};

	if (!read_shared("data/meeting-guide/times.json"))
		skip();
	same_int(feed.n, 9);
	for (size_t i = 0; i < 9; i++) {
		const struct mg_meeting *m = &feed.at[i];

		ok(!m->refused);
		same_int(m->nmended, 0);
		same_text(m->slug, rows[i].slug);
		same_int(m->ndays ? m->days[0] : -1, rows[i].day);
		same_int(m->start_min, rows[i].start);
		same_int(m->end_min, rows[i].end);
	}
	same_text(feed.at[8].formatted_address, "Anytown, OK 12345, USA");
	same_text(feed.at[8].types[1], "NA");
	done();
}

TEST(the_time_zone_is_kept_as_sent)
{
	if (!read_shared("data/meeting-guide/timezones.test.json"))
		skip();
	same_int(feed.n, 2);
	same_text(feed.at[0].timezone, "America/Los_Angeles");
	same_int(feed.at[0].start_min, 540);
	same_text(feed.at[1].timezone, "America/New_York");
	same_int(feed.at[1].start_min, 715);
	ok(!feed.at[0].refused && !feed.at[1].refused);
	done();
}

/* --- writing ------------------------------------------------------------------------------ */
static void put(struct buf *b, const char *name, struct str s)
{
	if (s.p)
		buf_fmt(b, "%s=%.*s\n", name, STR_ARG(s));
}

/* Every fact of a meeting as text, to compare two of them; exactness only where it was said. */
static void put_text(struct buf *b, const struct mg_meeting *m)
{
#define PUT(field) put(b, #field, m->field)
	PUT(slug), PUT(name), PUT(timezone), PUT(location), PUT(formatted_address), PUT(address), PUT(city);
	PUT(state), PUT(postal_code), PUT(country), PUT(conference_url), PUT(conference_url_notes);
	PUT(conference_phone), PUT(conference_phone_notes), PUT(notes), PUT(location_notes), PUT(group);
	PUT(group_notes), PUT(url), PUT(feedback_url), PUT(entity), PUT(entity_url), PUT(entity_phone);
	PUT(attendance);
#undef PUT
	for (size_t i = 0; i < m->ndays; i++)
		buf_fmt(b, "day=%d\n", m->days[i]);
	for (size_t i = 0; i < m->nregions; i++)
		put(b, "region", m->regions[i]);
	for (size_t i = 0; i < m->ntypes; i++)
		put(b, "type", m->types[i]);
	buf_fmt(b, "time=%d..%d updated=%lld refused=%s\n", m->start_min, m->end_min, (long long)m->updated,
		m->refused ? m->refused : "");
	if (m->has_point)
		buf_fmt(b, "at=%.17g,%.17g\n", m->latitude, m->longitude);
}

static void write_feed(struct buf *b, const struct mg_feed *f)
{
	struct json_out o;

	json_start(&o, b);
	json_array(&o);
	for (size_t i = 0; i < f->n; i++)
		mg_write(&o, &f->at[i]);
	json_end_array(&o);
}

TEST(every_real_meeting_written_and_read_again_is_the_same)
{
	for (size_t i = 0; i < sizeof real / sizeof *real; i++) {
		struct buf file, was, is;
		struct mg_feed before;

		if (!read_shared(real[i].path))
			skip();
		before = feed;
		buf_init(&file, 8 << 20);
		write_feed(&file, &before);
		same_int(read_bytes(buf_view(&file)), OK);
		same_int(feed.n, before.n);
		for (size_t k = 0; k < feed.n; k++) {
			buf_init(&was, 1 << 20);
			buf_init(&is, 1 << 20);
			put_text(&was, &before.at[k]);
			put_text(&is, &feed.at[k]);
			same_text(buf_view(&is), was.p);
			ok(feed.at[k].exactness != MG_EXACT_UNKNOWN);
			ok(before.at[k].exactness == MG_EXACT_UNKNOWN || before.at[k].exactness == feed.at[k].exactness);
			same_int(feed.at[k].nmended, 0);
			buf_free(&was);
			buf_free(&is);
		}
		buf_free(&file);
	}
	done();
}

TEST(a_meeting_is_written_the_way_the_widgets_want_it)
{
	struct buf b;

	read_text("[{\"name\":\"Åben <gruppe>\",\"slug\":\"s\",\"day\":\"Monday\",\"time\":\"7 PM\",\"end_time\":\"20:30\","
		  "\"timezone\":\"Europe/Copenhagen\",\"types\":\"O,DA\",\"formatted_address\":"
		  "\"Vesterbrogade 1, 1620 København V, Danmark\",\"latitude\":\"55.67594\",\"longitude\":\"12.56553\","
		  "\"entity_url\":\"https://example.org\",\"updated\":\"2022-08-25T11:17:07Z\",\"attendance_option\":\"in_person\"}]");
	buf_init(&b, 10000);
	write_feed(&b, &feed);
	same_text(buf_view(&b),
		  "[{\"slug\":\"s\",\"name\":\"Åben\",\"day\":1,\"time\":\"19:00\",\"end_time\":\"20:30\","
		  "\"types\":[\"O\",\"DA\"],\"timezone\":\"Europe/Copenhagen\",\"entity_url\":\"https://example.org\","
		  "\"entity_website_url\":\"https://example.org\",\"attendance_option\":\"in_person\","
		  "\"formatted_address\":\"Vesterbrogade 1, 1620 København V, Danmark\",\"approximate\":\"no\","
		  "\"latitude\":55.67594,\"longitude\":12.56553,\"updated\":\"2022-08-25 11:17:07\"}]");
	buf_free(&b);
	done();
}

TEST(a_meeting_on_several_days_is_written_once_for_each)
{
	struct buf b;

	read_text("[{\"name\":\"N\",\"slug\":\"s\",\"day\":[0,3],\"time\":\"23:00\",\"end_time\":\"00:30\","
		  "\"conference_url\":\"https://zoom.us/j/1\"},{\"name\":\"A\",\"slug\":\"a\"},{\"slug\":\"refused\"}]");
	buf_init(&b, 10000);
	write_feed(&b, &feed);
	same_text(buf_view(&b),
		  "[{\"slug\":\"s-sun\",\"name\":\"N\",\"day\":0,\"time\":\"23:00\",\"end_time_next_day\":\"00:30\","
		  "\"conference_url\":\"https://zoom.us/j/1\",\"formatted_address\":\"Online\",\"approximate\":\"yes\"},"
		  "{\"slug\":\"s-wed\",\"name\":\"N\",\"day\":3,\"time\":\"23:00\",\"end_time_next_day\":\"00:30\","
		  "\"conference_url\":\"https://zoom.us/j/1\",\"formatted_address\":\"Online\",\"approximate\":\"yes\"},"
		  "{\"slug\":\"a\",\"name\":\"A\",\"approximate\":\"yes\"}]");
	same_int(read_bytes(buf_view(&b)), OK);
	same_int(feed.n, 3);
	same_int(feed.at[0].end_min, 30);
	same_int(feed.at[0].start_min, 23 * 60);
	same_text(feed.at[0].formatted_address, NULL);
	buf_free(&b);
	done();
}

/* --- privacy ------------------------------------------------------------------------------ */
TEST(contact_persons_and_payment_names_are_never_read)
{
	struct json_out o;
	struct buf b;

	read_text("[{\"name\":\"N\",\"slug\":\"s\",\"contact_1_name\":\"SECRET\",\"contact_1_email\":\"SECRET\","
		  "\"contact_2_phone\":\"SECRET\",\"contact_3_name\":\"SECRET\",\"email\":\"SECRET\",\"phone\":\"SECRET\","
		  "\"venmo\":\"SECRET\",\"square\":\"SECRET\",\"paypal\":\"SECRET\",\"entity_email\":\"SECRET\","
		  "\"feedback_emails\":[\"SECRET\"],\"last_contact\":\"SECRET\",\"homegroup_online\":\"SECRET\"}]");
	buf_init(&b, 10000);
	put_text(&b, feed.at);
	json_start(&o, &b);
	mg_write(&o, feed.at);
	same_int(str_index(buf_view(&b), S("SECRET"), 0), SIZE_MAX);
	buf_free(&b);
	done();
}
