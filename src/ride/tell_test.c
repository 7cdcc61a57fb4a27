/* tell_test.c -- what rider and drivers hear of a ride: when, once, and only as long as it is so. */
#include "ride/ride_test.h"
#include "outbox/outbox.h"

static int64_t messages(struct trip *t, const char *kind, const char *state)
{
	return trip_number(t, arena_printf(t->w->arena, "SELECT COUNT(*) FROM outbox_message WHERE kind = '%s' AND state = '%s'", kind, state).p);
}

static void send(struct trip *t)
{
	struct outbox_round r = { .arena = arena_new(0) };

	do {
		ok(outbox_take(t->w->ctx, &r) == OK);
		for (size_t i = 0; i < r.n; i++)
			r.at[i].end = MAIL_SENT;
		ok(outbox_mark(t->w->ctx, &r) == OK);
	} while (r.n);
	arena_free(r.arena);
}

static void driver_wants(struct trip *t, int64_t account)
{
	trip_acts(t, account);
	ok(outbox_wants(t->w->ctx, S("driver@example.org")) == OK);
	trip_is_rider(t);
}

static struct trip trip_by_letter(void)
{
	struct trip t = trip_new();
	struct contact_channel way = { .participant = t.karim, .type = S("email"), .address = S("karim@example.org"), .shown_name = S("K"), .stop_day = DAY_NONE };
	struct problems bad = { 0 };

	t.w->who = (struct who){ .local = true };
	t.w->ctx->who = &t.w->who;
	ok(outbox_use_folder(t.w->ctx, S("hus@example.org"), S("Huset")) == OK);
	trip_is_rider(&t);
	ok(participant_up(t.w->ctx, t.karim, S(""), S(""), &bad) == OK);
	ok(contact_time(S("any"), &way) && contact_add(t.w->ctx, &way, &bad) == OK && !bad.n);
	return t;
}

TEST(who_rides_hears_that_it_is_arranged_there_and_home)
{
	struct trip t = trip_by_letter();
	struct ride r = trip_arranged(&t);

	(void)r;
	same_int(messages(&t, "ride_set", "waiting"), 1);
	send(&t);
	same_int(messages(&t, "ride_set", "sent"), 1);
	send(&t);
	same_int(messages(&t, "ride_set", "sent"), 1);
	world_free(t.w);
}

TEST(a_ride_that_was_called_off_before_the_message_left_is_not_spoken_of)
{
	struct trip t = trip_by_letter();
	struct ride r = trip_arranged(&t);

	trip_do(&t, r.id, RIDE_BY_RIDER, "cancel");
	send(&t);
	same_int(messages(&t, "ride_set", "dropped"), 1);
	same_int(messages(&t, "ride_off", "waiting"), 0);
	world_free(t.w);
}

TEST(a_driver_who_cannot_after_all_is_told_to_the_rider_and_so_is_the_next_one)
{
	struct trip t = trip_by_letter();
	struct ride r = trip_arranged(&t);

	send(&t);
	trip_off(&t, t.poul, r.id, RIDE_HOME);
	send(&t);
	same_int(messages(&t, "ride_search", "sent"), 1);
	trip_yes(&t, t.kaj, r.id, RIDE_HOME);
	send(&t);
	same_int(messages(&t, "ride_set", "sent"), 2);
	world_free(t.w);
}

TEST(drivers_who_want_to_be_told_are_asked_once_and_hear_when_it_is_not_needed)
{
	struct trip t = trip_by_letter();
	struct ride r;

	driver_wants(&t, t.poul);
	r = trip_arranged(&t);
	same_int(trip_number(&t, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'drive_asked'"), 1);
	send(&t);
	/* He has said yes before it could leave. */
	same_int(messages(&t, "drive_asked", "dropped"), 1);
	trip_is_rider(&t);
	trip_do(&t, r.id, RIDE_BY_RIDER, "cancel");
	send(&t);
	same_int(messages(&t, "drive_off", "sent"), 1);
	world_free(t.w);
}

TEST(no_message_about_a_ride_names_a_place_or_a_driver)
{
	struct trip t = trip_by_letter();
	struct outbox_unsent *all;
	size_t n;

	trip_arranged(&t);
	ok(outbox_unsent(t.w->ctx, t.w->ctx->now + DAY, 10, &all, &n) == OK && n >= 1);
	for (size_t i = 0; i < n; i++)
		if (str_same(all[i].kind, "ride_set")) {
			ok(all[i].words.n && str_index(all[i].words, S("Poul"), 0) == SIZE_MAX && str_index(all[i].words, S("gade"), 0) == SIZE_MAX);
			ok(str_index(all[i].words, S("Du bliver hentet"), 0) != SIZE_MAX && str_index(all[i].words, S("Hjem igen"), 0) != SIZE_MAX);
		}
	world_free(t.w);
}
