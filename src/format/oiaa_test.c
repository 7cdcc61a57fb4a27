/* oiaa_test.c -- the list of worldwide online meetings. */
#include "format/oiaa.h"
#include "json/json.h"
#include "test.h"

#include <stdio.h>

static struct arena *arena;
static struct mg_feed feed;

static void read_text(const char *json)
{
	const char *why;
	int line;

	arena_free(arena);
	arena = arena_new(0);
	same_int(oiaa_read(arena, str_of(json), &feed, &why, &line), OK);
}

static void done(void)
{
	arena_free(arena);
	arena = NULL;
}

static bool has_note(const struct mg_meeting *m, const char *part)
{
	for (size_t i = 0; i < m->nmended; i++)
		if (strstr(m->mended[i], part))
			return true;
	return false;
}

static bool read_real(void)
{
	const char *path = test_shared("data/online-meetings/oiaa_test_data.json"), *why;
	int line;

	arena_free(arena);
	arena = arena_new(0);
	same_int(oiaa_read(arena, test_slurp(arena, path), &feed, &why, &line), OK);
	return true;
}

/*
 * Reckoned from the same file by a separate program: 200 entries, 235 pairs of entry and time of
 * day, of which one is there twice (number 4099), four without any time.
 */
TEST(two_hundred_online_meetings_become_235_rows)
{
	size_t refused = 0, appointment = 0, days = 0, phones = 0, left = 0, updated = 0;
	long starts = 0;

	if (!read_real())
		skip();
	same_int(feed.n, 235);
	for (size_t i = 0; i < feed.n; i++) {
		const struct mg_meeting *m = &feed.at[i];

		refused += m->refused != NULL;
		appointment += !m->ndays;
		days += m->ndays;
		starts += m->ndays ? m->start_min : 0;
		phones += str_is(m->conference_phone);
		left += has_note(m, "A telephone number was left out");
		updated += m->updated != 0;
		same_text(m->attendance, "online");
		same_int(m->end_min, -1);
	}
	same_int(refused, 1);
	same_int(appointment, 4);
	same_int(days, 728);
	same_int(starts, 215980);
	same_int(phones, 8);
	same_int(left, 89);
	same_int(updated, 222);
	done();
}

TEST(times_of_one_meeting_are_gathered_by_the_hour)
{
	if (!read_real())
		skip();
	same_text(feed.at[0].name, "Global Men's Meditation");
	same_text(feed.at[0].slug, "oiaa-36-0830");
	same_int(feed.at[0].ndays, 7);
	same_int(feed.at[0].start_min, 510);
	same_text(feed.at[0].timezone, "America/Los_Angeles");
	same_text(feed.at[0].types[0], "C");
	same_text(feed.at[0].types[1], "M");
	same_text(feed.at[0].types[2], "EN");
	same_text(feed.at[0].types[3], "Video");
	same_int(feed.at[0].updated, 1609200000);  /* 2020-12-29 */
	same_text(feed.at[2].slug, "oiaa-162-2000");
	same_text(feed.at[3].slug, "oiaa-162-0800");
	same_int(feed.at[3].index, 2);
	done();
}

TEST(a_list_of_online_meetings_is_known_when_it_is_seen)
{
	ok(oiaa_is(S("[{\"meetingId\":1,\"formats\":\"Video\"}]")));
	ok(!oiaa_is(S("[{\"slug\":1}]")));
	ok(!oiaa_is(S("[]")));
	ok(!oiaa_is(S("{}")));
	ok(!oiaa_is(S("")));
}

TEST(a_time_that_cannot_be_read_refuses_the_meeting_rather_than_lose_a_day)
{
	read_text("[{\"name\":\"A\",\"meetingId\":1,\"times\":\"Monday 7:00 PM\\nSomeday 8:00 PM\"},\n"
		  "{\"name\":\"B\",\"meetingId\":2,\"times\":\"Friday\"},\n"
		  "{\"name\":\"C\",\"meetingId\":3,\"times\":\" Monday  7:00 PM \\r\\n\\nTuesday 7:00 PM\"}]");
	same_int(feed.n, 3);
	same_text(str_of(feed.at[0].refused), "The time \"{x}\" cannot be read. Please write it like Monday 7:00 PM.");
	same_text(feed.at[0].refused_value, "Someday 8:00 PM");
	same_text(feed.at[1].refused_value, "Friday");
	ok(!feed.at[2].refused);
	same_int(feed.at[2].ndays, 2);
	done();
}

TEST(a_number_to_dial_is_kept_only_for_meetings_by_telephone)
{
	read_text("[{\"name\":\"A\",\"meetingId\":1,\"formats\":\"Telephone\",\"phone\":7,\"accessCode\":12},"
		  "{\"name\":\"B\",\"meetingId\":2,\"formats\":\"Video\",\"phone\":7,\"accessCode\":\"fish\",\"altContactName\":\"Z\"}]");
	same_text(feed.at[0].conference_phone, "7");
	same_text(feed.at[0].conference_phone_notes, "12");
	same_text(feed.at[1].conference_phone, NULL);
	same_text(feed.at[1].conference_url_notes, "fish");
	ok(has_note(&feed.at[1], "A telephone number was left out"));
	done();
}

TEST(online_meetings_written_as_meeting_guide_are_read_back)
{
	struct mg_feed before, after;
	struct json_out o;
	const char *why;
	struct buf b;
	int line;
	size_t k = 0;

	if (!read_real())
		skip();
	before = feed;
	buf_init(&b, 8 << 20);
	json_start(&o, &b);
	json_array(&o);
	for (size_t i = 0; i < before.n; i++)
		mg_write(&o, &before.at[i]);
	json_end_array(&o);
	same_int(mg_read(arena, buf_view(&b), &after, &why, &line), OK);
	same_int(after.n, 728 - 5 + 4);            /* a row for each day; the refused one had five */
	for (size_t i = 0; i < before.n; i++)
		for (size_t d = 0; !before.at[i].refused && (d == 0 || d < before.at[i].ndays); d++, k++) {
			const struct mg_meeting *was = &before.at[i], *is = &after.at[k];

			ok(str_eq(was->name, is->name));
			ok(str_eq(was->notes, is->notes));
			ok(str_eq(was->timezone, is->timezone));
			ok(str_eq(was->formatted_address, is->formatted_address));
			same_int(is->start_min, was->start_min);
			same_int(is->ntypes, was->ntypes);
			same_int(is->updated, was->updated);
			ok(!is->refused);
			if (was->ndays)
				same_int(is->days[0], was->days[d]);
		}
	same_int(k, after.n);
	buf_free(&b);
	done();
}
