/* phone_test.c -- messages do not leave: people are called, once, by those who may, and nothing is sent to them afterwards. */
#include "outbox/outbox_test.h"
#include "org/org.h"
#include "phone/phone.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *spool(struct post *p)
{
	return arena_printf(p->w->arena, "%s/spool", p->dir).p;
}

/* Something stands where the folder should be. */
static void breaks(struct post *p)
{
	ok(!fclose(fopen(spool(p), "w")));
}

static void works_again(struct post *p)
{
	ok(!unlink(spool(p)));
}

static void may_be_rung(struct post *p, const char *time)
{
	struct contact_channel way = { .participant = p->r.karim, .type = S("phone"), .address = S("+4500000099"), .shown_name = S(""), .stop_day = DAY_NONE };
	struct problems bad = { 0 };

	road_is(&p->r, p->r.karim);
	ok(contact_time(str_of(time), &way) && contact_add(p->w->ctx, &way, &bad) == OK && !bad.n);
	road_acts(&p->r, p->r.signe);
}

/* Karim is to be reminded at 18; the road takes nothing from then on. */
static struct post evening_of_silence(void)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	may_be_rung(&p, "any");
	post_goes(&p);
	breaks(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_round(&p), 1);
	return p;
}

/* What the house does by itself: as its job, every minute in between once. */
static bool makes_list(struct post *p, struct str *text)
{
	struct phone_file f = { .arena = p->w->arena };

	p->w->folder.house.dir = p->dir;
	ok(phone_make(p->w->ctx, &f) == OK);
	ok(phone_write(&f));
	p->w->folder.house.dir = NULL;
	*text = f.text.p ? test_slurp(p->w->arena, arena_printf(p->w->arena, "%s/calls/%.*s", p->dir, STR_ARG(f.name)).p) : STR_ABSENT;
	if (f.text.p)
		unlink(arena_printf(p->w->arena, "%s/calls/%.*s", p->dir, STR_ARG(f.name)).p);
	rmdir(arena_printf(p->w->arena, "%s/calls", p->dir).p);
	return f.text.p != NULL;
}

static int64_t other_org(struct post *p)
{
	struct org o = { .name = S("Fjordens Hus"), .kind = S("association") };
	struct problems bad = { 0 };

	p->w->who = (struct who){ .local = true };
	p->w->ctx->who = &p->w->who;
	ok(org_save(p->w->ctx, &o, &bad) == OK && !bad.n);
	return o.id;
}

static int64_t message(struct post *p)
{
	int64_t id;

	ok(str_int(road_ask(&p->r, "SELECT MAX(id) FROM outbox_message"), &id));
	return id;
}

static struct phone_view read_it(struct post *p)
{
	struct phone_view v;

	ok(phone_read(p->w->ctx, &v) == OK);
	return v;
}

TEST(a_road_that_fails_for_an_hour_is_said_on_the_first_page_and_before_that_it_is_not)
{
	struct post p = evening_of_silence();

	post_clock(&p, day_of(2016, 12, 14), 18, 59);
	road_logs_in(&p.r, "Sanne", ROLE_COORDINATOR, p.r.h.org);
	ok(!says(visit(p.w, "GET", "/da/work", NULL), "Ingen besked er kommet afsted"));
	post_clock(&p, day_of(2016, 12, 14), 19, 0);
	ok(says(visit(p.w, "GET", "/da/work", NULL), "Ingen besked er kommet afsted siden"));
	ok(says(visit(p.w, "GET", "/en/work", NULL), "/en/work/phone"));
	road_logs_in(&p.r, "Tekla", ROLE_TECHNICAL, 0);
	ok(says(visit(p.w, "GET", "/da/work", NULL), "/da/work/house/messages"));
	road_logs_in(&p.r, "Finn", ROLE_FACILITATOR, p.r.h.org);
	ok(!says(visit(p.w, "GET", "/da/work", NULL), "Ingen besked er kommet afsted"));
	works_again(&p);
	post_clock(&p, day_of(2016, 12, 14), 19, 30);
	post_all(&p);
	road_logs_in(&p.r, "Sally", ROLE_COORDINATOR, p.r.h.org);
	ok(!says(visit(p.w, "GET", "/da/work", NULL), "Ingen besked er kommet afsted"));
	post_free(&p);
}

TEST(at_eight_in_the_morning_a_list_is_made_once_and_its_file_names_nobody)
{
	struct post p = evening_of_silence();
	struct str text;
	bool due;

	post_clock(&p, day_of(2016, 12, 15), 7, 59);
	ok(!makes_list(&p, &text));
	post_clock(&p, day_of(2016, 12, 15), 8, 0);
	ok(phone_is_due(p.w->ctx, &due) == OK && due);
	ok(makes_list(&p, &text));
	ok(str_index(text, S("torsdag den 15. december"), 0) != SIZE_MAX && str_index(text, S("En påmindelse"), 0) != SIZE_MAX);
	ok(str_index(text, S("Karim"), 0) == SIZE_MAX && str_index(text, S("0099"), 0) == SIZE_MAX && str_index(text, S("19.00"), 0) == SIZE_MAX);
	ok(phone_is_due(p.w->ctx, &due) == OK && !due);
	ok(!makes_list(&p, &text));
	/* A clock that was set back makes no second one; a day later the next is made. */
	post_clock(&p, day_of(2016, 12, 14), 9, 0);
	ok(!makes_list(&p, &text));
	post_clock(&p, day_of(2016, 12, 16), 8, 30);
	ok(makes_list(&p, &text));
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM phone_list"), "2");
	works_again(&p);
	post_free(&p);
}

TEST(while_messages_leave_there_is_no_list)
{
	struct post p = post_new();
	struct str text;

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 1);
	post_clock(&p, day_of(2016, 12, 15), 8, 0);
	ok(!makes_list(&p, &text));
	road_logs_in(&p.r, "Signe", ROLE_COORDINATOR, p.r.h.org);
	ok(says(visit(p.w, "GET", "/da/work/phone", NULL), "Beskeder kommer afsted, som de skal"));
	post_free(&p);
}

TEST(the_page_shows_whom_to_call_and_what_to_say_with_the_number_hidden)
{
	struct post p = evening_of_silence();
	struct answer a;

	post_clock(&p, day_of(2016, 12, 14), 19, 10);
	road_logs_in(&p.r, "Signe", ROLE_COORDINATOR, p.r.h.org);
	a = visit(p.w, "GET", "/da/work/phone", NULL);
	ok(a.status == 200 && says(a, "Karim") && says(a, "torsdag den 15. december kl. 19.00") && says(a, "••") && !says(a, "+4500000099"));
	ok(!says(a, "STOP") && !says(a, "/stop/"));
	ok(!str_is(road_ask(&p.r, "SELECT MAX(what) FROM event WHERE what = 'look.contact'")));
	works_again(&p);
	post_free(&p);
}

TEST(only_those_who_serve_the_person_see_the_line)
{
	struct post p = evening_of_silence();
	struct answer a;

	post_clock(&p, day_of(2016, 12, 14), 19, 10);
	road_logs_in(&p.r, "Olga", ROLE_COORDINATOR, other_org(&p));
	a = visit(p.w, "GET", "/da/work/phone", NULL);
	ok(a.status == 200 && !says(a, "Karim") && says(a, "Ingen skal ringes op"));
	same_int(post(p.w, "/da/work/phone", arena_printf(p.w->arena, "told=%lld", (long long)message(&p)).p).status, 404);
	same_text(post_state(&p), "waiting");
	road_logs_in(&p.r, "Finn", ROLE_FACILITATOR, p.r.h.org);
	same_int(visit(p.w, "GET", "/da/work/phone", NULL).status, 403);
	works_again(&p);
	post_free(&p);
}

TEST(whoever_was_reached_by_telephone_gets_no_message_when_the_road_works_again)
{
	struct post p = evening_of_silence();
	struct phone_view v;

	post_clock(&p, day_of(2016, 12, 14), 19, 10);
	v = read_it(&p);
	same_int(v.open, 1);
	road_logs_in(&p.r, "Signe", ROLE_COORDINATOR, p.r.h.org);
	same_int(post(p.w, "/da/work/phone", arena_printf(p.w->arena, "told=%lld", (long long)message(&p)).p).status, 303);
	/* Twice is once. */
	same_int(post(p.w, "/da/work/phone", arena_printf(p.w->arena, "told=%lld", (long long)message(&p)).p).status, 303);
	same_text(post_state(&p), "dropped told");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM event WHERE what = 'phone.told'"), "1");
	works_again(&p);
	world_clock(p.w, p.w->ctx->now + HOUR);
	same_int(post_all(&p), 0);
	same_int(post_letters(&p), 0);
	road_logs_in(&p.r, "Sanne", ROLE_COORDINATOR, p.r.h.org);
	ok(says(visit(p.w, "GET", "/da/work/phone", NULL), "Nået pr. telefon"));
	post_free(&p);
}

TEST(what_was_not_told_by_telephone_leaves_once_when_the_road_works_again)
{
	struct post p = evening_of_silence();
	struct str text;

	post_clock(&p, day_of(2016, 12, 15), 8, 0);
	ok(makes_list(&p, &text));
	works_again(&p);
	world_clock(p.w, p.w->ctx->now + HOUR);
	same_int(post_all(&p), 1);
	world_clock(p.w, p.w->ctx->now + 3 * HOUR);
	same_int(post_all(&p), 0);
	same_int(post_letters(&p), 1);
	road_logs_in(&p.r, "Signe", ROLE_COORDINATOR, p.r.h.org);
	ok(says(visit(p.w, "GET", "/da/work/phone", NULL), "Beskeden kom afsted alligevel"));
	post_free(&p);
}

TEST(who_stopped_messages_or_is_erased_is_not_called_instead)
{
	struct post p = evening_of_silence();

	post_clock(&p, day_of(2016, 12, 14), 19, 10);
	same_int(read_it(&p).open, 1);
	ok(db_script(p.w->ctx, "UPDATE contact_channel SET stopped_at = 1 WHERE type = 'email'") == OK);
	same_int(read_it(&p).n, 0);
	ok(db_script(p.w->ctx, "UPDATE contact_channel SET stopped_at = NULL WHERE type = 'email'") == OK);
	same_int(read_it(&p).open, 1);
	ok(phone_told(p.w->ctx, message(&p)) == OK);
	ok(participant_erase(p.w->ctx, p.r.karim) == OK);
	same_int(read_it(&p).n, 0);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM phone_call"), "0");
	works_again(&p);
	post_free(&p);
}

TEST(what_failed_for_good_while_the_road_was_silent_stays_on_the_list_and_one_tick_is_enough)
{
	struct post p = evening_of_silence();

	/* The last try before the appointment. */
	for (int i = 0; i < 23; i++) {
		world_clock(p.w, p.w->ctx->now + HOUR);
		post_round(&p);
	}
	ok(str_starts(post_state(&p), S("failed road")));
	same_int(read_it(&p).open, 1);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task WHERE kind = 'tell' AND done_at IS NULL"), "1");
	ok(phone_told(p.w->ctx, message(&p)) == OK);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task WHERE kind = 'tell' AND done_at IS NULL"), "0");
	same_int(read_it(&p).open, 0);
	works_again(&p);
	post_free(&p);
}

TEST(the_paper_has_the_number_where_it_may_be_called_today_and_the_look_is_written_down)
{
	struct post p = evening_of_silence();
	struct answer a;

	post_clock(&p, day_of(2016, 12, 14), 19, 10);
	road_logs_in(&p.r, "Signe", ROLE_COORDINATOR, p.r.h.org);
	a = post(p.w, "/da/work/phone/paper", "");
	ok(a.status == 200 && str_same(a.type, "application/pdf") && str_starts(a.body, S("%PDF")));
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM event WHERE what = 'look.contact'"), "1");
	road_logs_in(&p.r, "Olga", ROLE_COORDINATOR, other_org(&p));
	ok(post(p.w, "/da/work/phone/paper", "").status == 200);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM event WHERE what = 'look.contact'"), "1");
	works_again(&p);
	post_free(&p);
}

TEST(a_clock_that_jumps_to_and_fro_in_the_silence_sends_nothing_twice)
{
	struct post p = evening_of_silence();

	post_clock(&p, day_of(2016, 12, 15), 9, 0);
	post_round(&p);
	post_clock(&p, day_of(2016, 12, 12), 9, 0);
	post_round(&p);
	works_again(&p);
	for (int hour = 8; hour < 18; hour++) {
		post_clock(&p, day_of(2016, 12, hour % 2 ? 13 : 15), hour, 0);
		post_all(&p);
	}
	same_int(post_letters(&p), 1);
	post_free(&p);
}
