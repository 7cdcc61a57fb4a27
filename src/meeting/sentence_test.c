/* sentence_test.c -- a series as people say it, in both languages. */
#include "world.h"
#include "meeting/meeting.h"

static struct meeting tuesday(struct world *w, const char *name)
{
	struct meeting m = meeting_blank(w->ctx);

	m.name = str_of(name);
	m.weekdays = S("tu");
	m.start_min = 19 * 60;
	return m;
}

static void said(struct world *w, const struct meeting *m, const char *da, const char *en)
{
	w->ctx->lang = "da";
	same_text(meeting_when(w->ctx, m), da);
	w->ctx->lang = "en";
	same_text(meeting_when(w->ctx, m), en);
}

TEST(a_rhythm_is_said_as_people_say_it_in_both_languages)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Tirsdag");

	said(w, &m, "Hver tirsdag kl. 19.00–20.30, ikke på helligdage", "Every Tuesday at 19:00–20:30, not on public holidays");
	m.holiday_rule = S("hold");
	said(w, &m, "Hver tirsdag kl. 19.00–20.30", "Every Tuesday at 19:00–20:30");
	m.duration_min = 0;
	said(w, &m, "Hver tirsdag kl. 19.00", "Every Tuesday at 19:00");
	m.every = 2;
	said(w, &m, "Hver anden tirsdag kl. 19.00", "Every second Tuesday at 19:00");
	m.every = 3;
	said(w, &m, "Hver 3. tirsdag kl. 19.00", "Every 3rd Tuesday at 19:00");
	world_free(w);
}

TEST(several_weekdays_are_said_together)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Flere");

	m.holiday_rule = S("hold"), m.weekdays = S("mo th");
	said(w, &m, "Hver mandag og torsdag kl. 19.00–20.30", "Mondays and Thursdays at 19:00–20:30");
	m.weekdays = S("mo tu we th fr");
	said(w, &m, "Mandag til fredag kl. 19.00–20.30", "Monday to Friday at 19:00–20:30");
	m.weekdays = S("mo tu we th fr sa su");
	said(w, &m, "Hver dag kl. 19.00–20.30", "Every day at 19:00–20:30");
	m.weekdays = S("su mo"), m.every = 2;
	said(w, &m, "Mandag og søndag hver anden uge kl. 19.00–20.30", "Monday and Sunday every second week at 19:00–20:30");
	world_free(w);
}

TEST(rhythms_of_the_month_are_said_with_their_ordinals)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Måned");

	m.holiday_rule = S("hold"), m.rhythm = S("monthly_weekday"), m.weekdays = S("fr"), m.nths = S("last");
	said(w, &m, "Den sidste fredag i måneden kl. 19.00–20.30", "The last Friday of the month at 19:00–20:30");
	m.nths = S("1 3");
	said(w, &m, "Den første og tredje fredag i måneden kl. 19.00–20.30", "The first and third Friday of the month at 19:00–20:30");
	m.every = 2, m.nths = S("2");
	said(w, &m, "Den anden fredag i hver anden måned kl. 19.00–20.30", "The second Friday of every second month at 19:00–20:30");
	m.every = 1, m.rhythm = S("monthly_day"), m.month_day = 22;
	said(w, &m, "Den 22. i måneden kl. 19.00–20.30", "The 22nd of the month at 19:00–20:30");
	m.month_day = 11;
	said(w, &m, "Den 11. i måneden kl. 19.00–20.30", "The 11th of the month at 19:00–20:30");
	world_free(w);
}

TEST(once_and_by_appointment_and_from_and_until_are_said)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Én gang");

	m.rhythm = S("once"), m.first_day = day_of(2016, 12, 13);
	said(w, &m, "Tirsdag den 13. december 2016 kl. 19.00–20.30", "Tuesday 13 December 2016 at 19:00–20:30");
	m.rhythm = S("appointment");
	said(w, &m, "Efter aftale", "By appointment");
	m.rhythm = S("weekly"), m.holiday_rule = S("hold"), m.first_day = day_of(2017, 1, 3), m.last_day = day_of(2017, 6, 27);
	said(w, &m, "Hver tirsdag kl. 19.00–20.30, fra 3. januar 2017, til og med 27. juni 2017",
	     "Every Tuesday at 19:00–20:30, from 3 January 2017, until 27 June 2017");
	world_free(w);
}

TEST(a_text_in_one_language_is_shown_in_the_other_and_marked)
{
	struct world *w = world_new();
	bool foreign;

	w->ctx->lang = "en";
	same_text(meeting_text(w->ctx, S("Kaffe"), S(""), &foreign), "Kaffe");
	ok(foreign);
	same_text(meeting_text(w->ctx, S("Kaffe"), S("Coffee"), &foreign), "Coffee");
	ok(!foreign);
	world_free(w);
}

TEST(a_listing_is_amber_from_90_days_and_hidden_after_180)
{
	enum { DAY_S = 86400 };

	same_int(meeting_freshness(0, TEST_NOW), FRESH_NEVER);
	same_int(meeting_freshness(TEST_NOW - 90 * DAY_S + 1, TEST_NOW), FRESH);
	same_int(meeting_freshness(TEST_NOW - 90 * DAY_S, TEST_NOW), FRESH_OLD);
	same_int(meeting_freshness(TEST_NOW - 180 * DAY_S, TEST_NOW), FRESH_OLD);
	same_int(meeting_freshness(TEST_NOW - 180 * DAY_S - 1, TEST_NOW), FRESH_HIDDEN);
}

TEST(every_method_has_a_sentence_and_stands_once)
{
	for (const struct method *m = meeting_methods; m->code; m++) {
		ok(m->name && m->sentence && m->sentence[0]);
		ok(method_find(str_of(m->code)) == m);
		ok(choice_label(method_choices, str_of(m->code)));
	}
	ok(!method_find(S("magic")));
}
