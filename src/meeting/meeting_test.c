/* meeting_test.c -- what a series must be, and what can happen to it. */
#include "world.h"
#include "area/area.h"
#include "event/event.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "org/org.h"

#include <math.h>

static int64_t org_new(struct world *w, const char *name)
{
	struct org o = { .name = str_of(name), .kind = S("association") };
	struct problems bad = { 0 };

	ok(org_save(w->ctx, &o, &bad) == OK);
	same_int(bad.n, 0);
	return o.id;
}

static int64_t place_new(struct world *w, const char *name, const char *street, const char *postcode)
{
	struct location l = { .name = str_of(name), .address = str_of(street), .postcode = str_of(postcode),
			      .country = S("DK"), .lat = NAN, .lon = NAN };
	struct problems bad = { 0 };

	ok(area_seed(w->ctx) == OK);
	ok(location_save(w->ctx, &l, &bad) == OK);
	same_int(bad.n, 0);
	return l.id;
}

static struct meeting tuesday(struct world *w, const char *name)
{
	struct meeting m = meeting_blank(w->ctx);

	m.name = str_of(name);
	m.method = S("smart");
	m.weekdays = S("tu");
	m.start_min = 19 * 60;
	return m;
}

static void save(struct world *w, struct meeting *m)
{
	struct problems bad = { 0 };

	ok(meeting_save(w->ctx, m, &bad) == OK);
	if (bad.n)
		print_message("%s: %s\n", bad.at[0].field, bad.at[0].text);
	same_int(bad.n, 0);
}

static struct meeting again(struct world *w, int64_t id)
{
	struct meeting m;

	ok(meeting_get(w->ctx, id, &m) == OK);
	return m;
}

/* Another answer to whatever takes a text or a yes. */
static void answer_all(struct world *w, struct meeting *m)
{
	struct values typed = { 0 };
	struct problems bad = { 0 };

	for (const struct field *f = meeting_fields; f->name; f++)
		if (f->choices == tri_choices)
			value_add(w->arena, &typed, str_of(f->name), S("yes"));
		else if (!strcmp(f->name, "price"))
			value_add(w->arena, &typed, str_of(f->name), S("50 DKK"));
		else if (f->type == FIELD_TEXT || f->type == FIELD_LONG)
			value_add(w->arena, &typed, str_of(f->name), S("Spørg i caféen"));
	ok(form_read_some(w->ctx, meeting_fields, &typed, m, &bad) == OK);
	same_int(bad.n, 0);
}

static char *answer(struct world *w, const struct field *f, const struct meeting *m)
{
	return arena_z(w->arena, field_text(w->ctx, f, m));
}

TEST(every_answer_that_is_changed_is_there_when_it_is_read_again)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Tirsdagsgruppen"), read;

	save(w, &m);
	answer_all(w, &m);
	save(w, &m);
	read = again(w, m.id);
	for (const struct field *f = meeting_fields; f->name; f++)
		same_text(str_of(answer(w, f, &read)), answer(w, f, &m));
	world_free(w);
}

/* --- saving ------------------------------------------------------------------------------------------------ */

TEST(a_series_comes_back_as_it_was_saved)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Tirsdagsgruppen"), r;

	m.org = org_new(w, "Den Gode Vej");
	m.location = place_new(w, "Frivilligcentret", "Storegade 1", "6800");
	m.rhythm = S("monthly_weekday"), m.nths = S("2 last"), m.weekdays = S("tu th"), m.audience = S("relatives women");
	m.last_day = day_of(2017, 5, 30), m.conference_hidden = true, m.extra = S("{\"x\":1}"), m.languages = S("da ar");
	save(w, &m);
	r = again(w, m.id);
	same_text(r.name, "Tirsdagsgruppen");
	same_text(r.nths, "2 last"), same_text(r.weekdays, "tu th"), same_text(r.audience, "relatives women");
	same_int(r.location, m.location), same_int(r.org, m.org), same_int(r.last_day, day_of(2017, 5, 30));
	same_text(r.state, "draft"), same_text(r.extra, "{\"x\":1}"), same_text(r.languages, "da ar");
	ok(r.conference_hidden && r.area && !r.verified_at);
	world_free(w);
}

TEST(the_public_name_is_made_of_name_and_town_and_is_never_given_twice)
{
	struct world *w = world_new();
	struct meeting a = tuesday(w, "Åben gruppe"), b = tuesday(w, "Åben gruppe"), c = tuesday(w, "Åben gruppe i Varde");

	a.location = b.location = c.location = place_new(w, "Frivilligcentret", "Storegade 1", "6800");
	save(w, &a), save(w, &b), save(w, &c);
	same_text(a.slug, "aaben-gruppe-varde");
	same_text(b.slug, "aaben-gruppe-varde-2");
	same_text(c.slug, "aaben-gruppe-i-varde");
	world_free(w);
}

TEST(an_address_that_was_printed_goes_on_working_after_a_new_name)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Torsdagsgruppen"), other = tuesday(w, "Torsdagsgruppen"), found;

	save(w, &m);
	m.name = S("Aftengruppen");
	save(w, &m);
	same_text(m.slug, "aftengruppen");
	ok(meeting_of_slug(w->ctx, S("torsdagsgruppen"), &found) == OK);
	same_int(found.id, m.id);
	same_text(found.slug, "aftengruppen");
	/* Another series of the old name does not get the printed address. */
	save(w, &other);
	same_text(other.slug, "torsdagsgruppen-2");
	/* Back to the old name: it is its own. */
	m.name = S("Torsdagsgruppen");
	save(w, &m);
	same_text(m.slug, "torsdagsgruppen");
	ok(meeting_of_slug(w->ctx, S("aftengruppen"), &found) == OK);
	same_int(found.id, m.id);
	ok(meeting_of_slug(w->ctx, S("nobody"), &found) == ERR_NOT_FOUND);
	world_free(w);
}

TEST(a_name_from_a_list_outside_keeps_its_public_name)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Imported");

	m.source = 5, m.source_key = S("abc"), m.slug = S("their-slug");
	save(w, &m);
	same_text(m.slug, "their-slug");
	m.name = S("Imported and renamed");
	save(w, &m);
	same_text(m.slug, "their-slug");
	world_free(w);
}

static const char *problem_on(struct world *w, struct meeting *m, const char *field)
{
	struct problems bad = { 0 };
	const struct problem *p;

	ok(meeting_save(w->ctx, m, &bad) == OK);
	p = problem_of(&bad, field);
	return p ? p->text : NULL;
}

TEST(what_cannot_be_is_refused_with_the_field_and_a_sentence)
{
	struct world *w = world_new();
	struct meeting m;

#define REFUSED(field, change)                       \
	do {                                         \
		m = tuesday(w, "X-gruppen");         \
		change;                              \
		ok(problem_on(w, &m, field));        \
	} while (0)
	REFUSED("name", m.name = S(" "));
	REFUSED("method", m.method = S("magic"));
	REFUSED("mode", m.mode = S("telepathy"));
	REFUSED("start_min", m.start_min = -1);
	REFUSED("start_min", m.start_min = 1440);
	REFUSED("duration_min", m.duration_min = -30);
	REFUSED("duration_min", m.duration_min = 2000);
	REFUSED("weekdays", m.weekdays = S(""));
	REFUSED("every", m.every = 53);
	REFUSED("first_day", m.first_day = DAY_NONE);
	REFUSED("last_day", m.last_day = m.first_day - 1);
	REFUSED("rhythm", m.rhythm = S("sometimes"));
	REFUSED("zone", m.zone = S("Europe/Atlantis"));
	REFUSED("location", m.location = 999);
	REFUSED("nths", m.rhythm = S("monthly_weekday"));
	REFUSED("month_day", m.rhythm = S("monthly_day"); m.month_day = 32);
	m = tuesday(w, "God nok");
	ok(!problem_on(w, &m, "name"));
	same_int(m.id != 0, 1);
	world_free(w);
}

TEST(a_number_of_a_person_is_not_stored_whatever_way_it_comes)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Gruppe");

	m.description_da = S("Ring til 010190-1234");
	ok(problem_on(w, &m, "description_da"));
	same_int(m.id, 0);
	world_free(w);
}

TEST(mutual_aid_is_free_and_other_prices_are_amounts)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Gratis");

	m.price = S("50 DKK");
	save(w, &m);
	same_text(m.price, "free");
	m = tuesday(w, "Kursus"), m.method = S("other"), m.price = S("cheap");
	ok(problem_on(w, &m, "price"));
	m = tuesday(w, "Kursus"), m.method = S("other"), m.price = S("sliding 0-100 DKK");
	save(w, &m);
	same_text(m.price, "sliding 0-100 DKK");
	world_free(w);
}

TEST(the_zone_comes_from_the_place_when_none_is_said)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Sted");

	m.zone = S("");
	m.location = place_new(w, "Frivilligcentret", "Storegade 1", "6800");
	save(w, &m);
	same_text(m.zone, "Europe/Copenhagen");
	ok(m.area != 0);
	world_free(w);
}

TEST(calendars_are_told_of_a_new_time_but_not_of_a_new_word)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Gruppe");

	save(w, &m);
	same_int(m.sequence, 0);
	m.description_da = S("Kaffe på kanden.");
	save(w, &m);
	same_int(m.sequence, 0);
	m.start_min = 18 * 60;
	save(w, &m);
	same_int(m.sequence, 1);
	world_free(w);
}

TEST(a_meeting_is_published_when_one_can_come_to_it)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Gruppe");
	struct problems bad = { 0 };

	save(w, &m);
	ok(meeting_publish(w->ctx, &m, &bad) == OK);
	ok(problem_of(&bad, "location"));
	same_text(again(w, m.id).state, "draft");
	m.location = place_new(w, "Frivilligcentret", "Storegade 1", "6800");
	save(w, &m);
	bad.n = 0;
	ok(meeting_publish(w->ctx, &m, &bad) == OK);
	same_int(bad.n, 0);
	same_text(again(w, m.id).state, "running");
	world_free(w);
}

TEST(an_online_meeting_needs_a_way_in_and_no_place)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Online");
	struct problems bad = { 0 };

	m.mode = S("online");
	save(w, &m);
	ok(meeting_publish(w->ctx, &m, &bad) == OK);
	ok(problem_of(&bad, "conference_url"));
	bad.n = 0;
	m.conference_url = S("https://example.org/room");
	save(w, &m);
	ok(meeting_publish(w->ctx, &m, &bad) == OK);
	same_int(bad.n, 0);
	world_free(w);
}

static struct meeting running(struct world *w, const char *name)
{
	struct meeting m = tuesday(w, name);

	m.mode = S("online"), m.conference_url = S("https://example.org/room"), m.state = S("running");
	m.first_day = day_of(2016, 1, 5);
	save(w, &m);
	return m;
}

TEST(what_has_run_is_ended_and_does_not_become_a_draft)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Gruppe");
	struct problems bad = { 0 };

	m.state = S("draft");
	ok(meeting_save(w->ctx, &m, &bad) == OK);
	same_int(bad.n, 1);
	m = again(w, m.id), bad.n = 0;
	ok(meeting_end(w->ctx, &m, day_of(2016, 12, 31), &bad) == OK);
	same_text(again(w, m.id).state, "running");
	ok(meeting_is_on(w->ctx, &m));
	world_clock(w, TEST_NOW + 30 * 86400LL);
	m = again(w, m.id);
	ok(!meeting_is_on(w->ctx, &m));
	ok(meeting_discard(w->ctx, &m) == ERR_CONFLICT);
	world_free(w);
}

TEST(a_series_that_ended_yesterday_is_ended_at_once)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Gruppe");
	struct problems bad = { 0 };

	ok(meeting_end(w->ctx, &m, day_of(2016, 12, 11), &bad) == OK);
	same_text(again(w, m.id).state, "ended");
	bad.n = 0;
	ok(meeting_end(w->ctx, &m, day_of(2015, 12, 11), &bad) == OK);
	same_int(bad.n, 1);
	world_free(w);
}

TEST(a_draft_can_go_for_good)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Kladde");

	save(w, &m);
	ok(meeting_discard(w->ctx, &m) == OK);
	ok(meeting_get(w->ctx, m.id, &m) == ERR_NOT_FOUND);
	world_free(w);
}

/* --- single dates ------------------------------------------------------------------------------------------- */

static struct occurrence nth_date(struct world *w, const struct meeting *m, size_t i)
{
	struct occurrence o[8] = { 0 };
	struct timetable t;

	ok(meeting_timetable(w->ctx, m, &t) == OK);
	ok(occurrences(&t, w->ctx->now, w->ctx->now + 100 * 86400LL, false, o, 8) > i);
	return o[i];
}

TEST(one_evening_is_cancelled_moved_and_brought_back)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Gruppe");
	struct problems bad = { 0 };
	day_t day = day_of(2016, 12, 13);

	ok(meeting_cancel_date(w->ctx, &m, day, S("Sygdom"), S("Illness"), &bad) == OK);
	same_int(bad.n, 0);
	same_int(nth_date(w, &m, 0).state, OCCURRENCE_CANCELLED);
	same_text(nth_date(w, &m, 0).reason_en, "Illness");
	ok(meeting_move_date(w->ctx, &m, day, day_of(2016, 12, 14), 18 * 60, 0, &bad) == OK);
	same_int(bad.n, 0);
	same_int(nth_date(w, &m, 0).state, OCCURRENCE_MOVED);
	same_int(nth_date(w, &m, 0).day, day_of(2016, 12, 14));
	ok(meeting_restore_date(w->ctx, &m, day) == OK);
	same_int(nth_date(w, &m, 0).state, OCCURRENCE_PLANNED);
	same_int(again(w, m.id).sequence, 3);
	world_free(w);
}

TEST(a_day_without_meeting_or_one_that_has_begun_cannot_be_cancelled)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Gruppe");
	struct problems bad = { 0 };

	ok(meeting_cancel_date(w->ctx, &m, day_of(2016, 12, 14), S(""), S(""), &bad) == OK);
	same_text(str_of(bad.at[0].text), "The series has no meeting on that day. Choose one of its dates.");
	bad.n = 0;
	ok(meeting_cancel_date(w->ctx, &m, day_of(2016, 12, 6), S(""), S(""), &bad) == OK);
	same_text(str_of(bad.at[0].text), "It has begun already. Write afterwards that it was not held.");
	bad.n = 0;
	ok(meeting_cancel_date(w->ctx, &m, day_of(2016, 12, 13), S("Ring 010190-1234"), S(""), &bad) == OK);
	same_int(bad.n, 1);
	bad.n = 0;
	ok(meeting_move_date(w->ctx, &m, day_of(2016, 12, 13), day_of(2016, 12, 1), -1, 0, &bad) == OK);
	ok(problem_of(&bad, "new_day"));
	bad.n = 0;
	ok(meeting_move_date(w->ctx, &m, day_of(2016, 12, 13), day_of(2016, 12, 14), -1, 999, &bad) == OK);
	ok(problem_of(&bad, "new_location"));
	world_free(w);
}

TEST(a_series_rests_and_the_rest_is_called_off)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Gruppe");
	struct meeting_pause p = { day_of(2016, 12, 12), day_of(2017, 1, 2), S("Jul"), S("Christmas") };
	struct problems bad = { 0 };

	ok(meeting_rest(w->ctx, &m, &p, &bad) == OK);
	same_int(nth_date(w, &m, 0).day, day_of(2017, 1, 3));
	ok(meeting_unrest(w->ctx, &m, p.from) == OK);
	same_int(nth_date(w, &m, 0).day, day_of(2016, 12, 13));
	p.to = p.from - 1;
	ok(meeting_rest(w->ctx, &m, &p, &bad) == OK);
	ok(problem_of(&bad, "to"));
	world_free(w);
}

TEST(this_and_following_leaves_the_past_and_keeps_the_printed_address)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Tirsdag i Varde"), next, found;
	struct problems bad = { 0 };
	day_t day = day_of(2017, 1, 10);

	ok(meeting_cancel_date(w->ctx, &m, day_of(2017, 1, 17), S("Sygdom"), S("Illness"), &bad) == OK);
	m = again(w, m.id);
	next = m;
	next.start_min = 18 * 60;
	ok(meeting_split(w->ctx, &m, day, &next, &bad) == OK);
	same_int(bad.n, 0);
	same_int(again(w, m.id).last_day, day - 1);
	same_int(again(w, next.id).first_day, day);
	same_int(again(w, next.id).follows, m.id);
	same_int(nth_date(w, &next, 0).start_min, 18 * 60);
	/* What was said of a later evening goes along. */
	same_int(nth_date(w, &next, 1).state, OCCURRENCE_CANCELLED);
	ok(meeting_of_slug(w->ctx, S("tirsdag-i-varde"), &found) == OK);
	same_int(found.id, next.id);
	ok(!str_same(again(w, m.id).slug, "tirsdag-i-varde"));
	world_free(w);
}

TEST(this_and_following_from_the_first_date_is_a_plain_change)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Ny"), next;
	struct problems bad = { 0 };

	m.first_day = day_of(2016, 12, 13);
	save(w, &m);
	next = m, next.start_min = 18 * 60;
	ok(meeting_split(w->ctx, &m, day_of(2016, 12, 13), &next, &bad) == OK);
	same_int(next.id, m.id);
	same_int(again(w, m.id).start_min, 18 * 60);
	world_free(w);
}

/* --- warnings ------------------------------------------------------------------------------------------------- */

TEST(two_groups_in_one_house_at_one_time_are_pointed_out_by_name)
{
	struct world *w = world_new();
	struct meeting a = tuesday(w, "Gruppe A"), b = tuesday(w, "Gruppe B");
	struct problems warn = { 0 };

	a.location = b.location = place_new(w, "Frivilligcentret", "Storegade 1", "6800");
	a.state = S("running");
	save(w, &a);
	b.start_min = 20 * 60;
	ok(meeting_warnings(w->ctx, &b, &warn) == OK);
	same_int(warn.n, 1);
	same_text(warn.at[0].gap, "Gruppe A");
	/* After the other has ended, or in another room, there is nothing to say. */
	warn.n = 0, b.start_min = 20 * 60 + 30;
	ok(meeting_warnings(w->ctx, &b, &warn) == OK);
	same_int(warn.n, 0);
	a.room = S("1. sal"), b.room = S("Kælderen"), b.start_min = 20 * 60;
	save(w, &a);
	ok(meeting_warnings(w->ctx, &b, &warn) == OK);
	same_int(warn.n, 0);
	world_free(w);
}

TEST(the_31st_names_the_months_that_are_skipped)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Den 31.");
	struct problems warn = { 0 };

	m.rhythm = S("monthly_day"), m.month_day = 31;
	w->ctx->lang = "da";
	ok(meeting_warnings(w->ctx, &m, &warn) == OK);
	same_int(warn.n, 1);
	same_text(warn.at[0].gap, "februar, april, juni, september og november");
	world_free(w);
}

TEST(a_time_in_the_hour_that_does_not_exist_is_pointed_out)
{
	struct world *w = world_new();
	struct meeting m = tuesday(w, "Nat");
	struct problems warn = { 0 };

	m.weekdays = S("su"), m.start_min = 2 * 60 + 30;
	w->ctx->lang = "en";
	ok(meeting_warnings(w->ctx, &m, &warn) == OK);
	same_int(warn.n, 1);
	same_text(warn.at[0].gap, "26 March 2017");
	warn.n = 0, m.weekdays = S("tu");
	ok(meeting_warnings(w->ctx, &m, &warn) == OK);
	same_int(warn.n, 0);
	world_free(w);
}

/* --- all of them ------------------------------------------------------------------------------------------------- */

static enum err count_dates(void *arg, struct ctx *ctx, const struct meeting *m, const struct timetable *t)
{
	size_t *sums = arg;

	(void)ctx;
	sums[0]++;
	sums[1] += t->nexceptions;
	sums[2] += t->npauses;
	ok(str_same(m->state, "running"));
	return OK;
}

TEST(all_running_series_come_with_their_own_dates)
{
	struct world *w = world_new();
	struct meeting a = running(w, "A"), b = running(w, "B"), c = tuesday(w, "Kladde");
	struct meeting_pause p = { day_of(2017, 7, 1), day_of(2017, 7, 31), S(""), S("") };
	struct problems bad = { 0 };
	size_t sums[3] = { 0 };

	save(w, &c);
	ok(meeting_cancel_date(w->ctx, &b, day_of(2016, 12, 13), S(""), S(""), &bad) == OK);
	ok(meeting_rest(w->ctx, &a, &p, &bad) == OK);
	ok(meeting_each_dated(w->ctx, count_dates, sums) == OK);
	same_int(sums[0], 2), same_int(sums[1], 1), same_int(sums[2], 1);
	world_free(w);
}

/* --- bounds -------------------------------------------------------------------------------------------------------- */

TEST(a_keeper_changes_the_meetings_of_their_own_organisation_only)
{
	struct world *w = world_new();
	int64_t mine = org_new(w, "Min"), theirs = org_new(w, "Deres");
	struct grant keeper = { ROLE_KEEPER, mine, 0 };
	struct meeting a = running(w, "A"), b = running(w, "B");
	struct problems bad = { 0 };

	a.org = mine, b.org = theirs;
	save(w, &a), save(w, &b);
	w->who = (struct who){ .account = 7, .grants = &keeper, .ngrants = 1 };
	a.description_da = S("Ny tekst");
	save(w, &a);
	ok(meeting_save(w->ctx, &b, &bad) == ERR_DENIED);
	ok(meeting_cancel_date(w->ctx, &b, day_of(2016, 12, 13), S(""), S(""), &bad) == ERR_DENIED);
	ok(meeting_end(w->ctx, &b, day_of(2016, 12, 31), &bad) == ERR_DENIED);
	ok(meeting_publish(w->ctx, &b, &bad) == ERR_DENIED);
	same_int(bad.n, 0);
	/* Nor give one of theirs away. */
	a.org = theirs;
	ok(meeting_save(w->ctx, &a, &bad) == OK);
	ok(problem_of(&bad, "org"));
	same_int(again(w, a.id).org, mine);
	world_free(w);
}

TEST(somebody_without_the_right_is_denied)
{
	struct world *w = world_new();
	struct grant evaluator = { ROLE_EVALUATOR, 0, 0 };
	struct meeting m = tuesday(w, "X");
	struct problems bad = { 0 };

	w->who = (struct who){ .account = 7, .grants = &evaluator, .ngrants = 1 };
	ok(meeting_save(w->ctx, &m, &bad) == ERR_DENIED);
	world_free(w);
}

TEST(every_change_stands_in_the_diary_without_words_of_a_person)
{
	struct world *w = world_new();
	struct meeting m = running(w, "Gruppe");
	struct problems bad = { 0 };
	struct event *events;
	size_t n;

	ok(meeting_cancel_date(w->ctx, &m, day_of(2016, 12, 13), S("Karin er syg"), S(""), &bad) == OK);
	ok(event_about(w->ctx, m.id, 10, &events, &n) == OK);
	same_int(n, 2);
	same_text(events[0].what, "meeting.cancelled");
	same_text(events[0].detail, "2016-12-13");
	world_free(w);
}
