/* door_test.c -- nobody has to go in alone the first time, and the group hears nothing of it. */
#include "linkage/linkage_test.h"
#include "door/door.h"

struct porch {
	struct road r;
	struct world *w;
	struct linkage l;
	int64_t ida, per;                 /* volunteers who go along */
};

static int64_t volunteer(struct porch *p, const char *name)
{
	struct account a;

	road_logs_in(&p->r, name, ROLE_COMPANION, p->r.h.org);
	ok(account_of_name(p->w->ctx, str_of(name), &a) == OK);
	return a.id;
}

static void is(struct porch *p, int64_t account)
{
	static const struct grant companion[] = { { ROLE_COMPANION, 0, 0 } };

	p->w->who = (struct who){ .account = account, .grants = companion, .ngrants = 1 };
	p->w->ctx->who = &p->w->who;
}

/* Karim wants to try the circle on Thursday; Ida and Per go along with people. */
static struct porch porch_new(void)
{
	struct porch p = { .r = road_new() };
	struct linkage_act chosen = { .event = S("chosen"), .until = DAY_NONE };

	p.w = p.r.w;
	p.ida = volunteer(&p, "Ida");
	p.per = volunteer(&p, "Per");
	road_acts(&p.r, p.r.signe);
	p.l = road_introduction(&p.r);
	chosen.at = p.w->ctx->now + 80 * HOUR;
	road_do(&p.r, &p.l, chosen);
	return p;
}

static struct door_wish asked(struct porch *p)
{
	struct door_words words = { .who = S("any"), .lang = S("da"), .stand = S("Ved cykelstativet"), .sign = S("Et grønt halstørklæde") };
	struct problems bad = { 0 };
	struct door_wish w;

	road_is(&p->r, p->r.karim);
	ok(door_ask(p->w->ctx, &p->l, &words, &bad) == OK && !bad.n);
	ok(door_of(p->w->ctx, &p->l, &w) == OK);
	return w;
}

static struct door_wish seen_by(struct porch *p, int64_t account, int64_t id)
{
	struct door_wish w;

	is(p, account);
	ok(door_find(p->w->ctx, id, &w) == OK);
	return w;
}

static size_t waiting(struct porch *p)
{
	struct door_wish *all;
	size_t n;

	ok(door_waiting(p->w->ctx, 10, &all, &n) == OK);
	return n;
}

static void says_yes(struct porch *p, int64_t account, int64_t id)
{
	struct door_wish w = seen_by(p, account, id);
	struct problems bad = { 0 };

	ok(door_yes(p->w->ctx, &w, S("Ida"), &bad) == OK && !bad.n);
}

TEST(company_is_asked_for_in_three_taps_on_the_own_page)
{
	struct porch p = porch_new();
	const char *path = road_path(&p.r, "/en/mine/loops/ID/door", p.l.id);

	world_commit(p.w);
	ok(participant_session_begin(p.w->ctx, p.r.karim, &p.w->cookie) == OK);
	ok(says(visit(p.w, "GET", "/en/mine/loops", NULL), "Somebody at the door"));
	ok(says(visit(p.w, "GET", path, NULL), "Yes, ask somebody"));
	same_int(post(p.w, path, "act=ask").status, 303);
	ok(says(visit(p.w, "GET", path, NULL), "We have asked"));
	same_int(post(p.w, path, "act=ask").status, 303);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM door_wish"), "1");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM door_asked"), "2");
	world_free(p.w);
}

TEST(who_is_asked_reads_when_and_where_and_nothing_of_the_person)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p);
	struct answer a;

	world_commit(p.w);
	road_logs_in(&p.r, "Ida", ROLE_COMPANION, p.r.h.org);
	a = visit(p.w, "GET", road_path(&p.r, "/en/work/door/ID", w.id), NULL);
	same_int(a.status, 200);
	ok(says(a, "Torsdagskredsen") && !says(a, "Karim") && !says(a, "cykelstativet") && !says(a, "halst"));
	same_int(post(p.w, road_path(&p.r, "/en/work/door/ID", w.id), "act=yes&called=Ida").status, 303);
	a = visit(p.w, "GET", road_path(&p.r, "/en/work/door/ID", w.id), NULL);
	ok(says(a, "Karim") && says(a, "Ved cykelstativet") && says(a, "halst") && says(a, "What you can say"));
	world_free(p.w);
}

TEST(the_first_yes_has_it_and_the_second_is_thanked)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p), late = seen_by(&p, p.per, w.id);
	struct problems bad = { 0 };

	says_yes(&p, p.ida, w.id);
	is(&p, p.per);
	ok(door_yes(p.w->ctx, &late, S("Per"), &bad) == OK && bad.n == 1);
	road_is(&p.r, p.r.karim);
	ok(door_of(p.w->ctx, &p.l, &w) == OK);
	same_text(w.called, "Ida");
	same_int(w.greeter, p.ida);
	same_int(road_get(&p.r, p.l.id).companion, p.ida);
	world_free(p.w);
}

TEST(a_yes_needs_a_name_to_be_called_by_and_no_number)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p);
	struct problems bad = { 0 };

	w = seen_by(&p, p.ida, w.id);
	ok(door_yes(p.w->ctx, &w, S(""), &bad) == OK && bad.n == 1);
	ok(door_yes(p.w->ctx, &w, S("010190-1234"), &bad) == OK && bad.n == 2);
	same_text(road_ask(&p.r, "SELECT state FROM door_wish"), "asking");
	world_free(p.w);
}

TEST(when_the_greeter_falls_ill_others_are_asked_and_somebody_stands_in)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p);

	says_yes(&p, p.ida, w.id);
	world_clock(p.w, p.w->ctx->now + 76 * HOUR);
	w = seen_by(&p, p.ida, w.id);
	ok(door_cannot(p.w->ctx, &w) == OK);
	/* Four hours before: it is at once whoever answers for it who sees to it, too, and it climbs fast. */
	road_acts(&p.r, p.r.signe);
	same_int((int64_t)waiting(&p), 1);
	w = seen_by(&p, p.per, w.id);
	same_text(w.state, "asking");
	ok(door_duty(p.w->ctx, &w).red);
	same_int((int64_t)waiting(&p), 1);
	says_yes(&p, p.per, w.id);
	road_acts(&p.r, p.r.signe);
	same_int(road_get(&p.r, p.l.id).companion, p.per);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task WHERE kind = 'go_along' AND done_at IS NULL"), "1");
	road_acts(&p.r, p.r.signe);
	same_int((int64_t)waiting(&p), 0);
	world_free(p.w);
}

TEST(a_day_before_the_person_is_told_honestly_that_nobody_has_said_yes)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p);
	const char *path = road_path(&p.r, "/en/mine/loops/ID/door", p.l.id);

	road_acts(&p.r, p.r.signe);
	same_int((int64_t)waiting(&p), 0);
	world_clock(p.w, p.w->ctx->now + 57 * HOUR);
	same_int((int64_t)waiting(&p), 1);
	ok(door_is_late(p.w->ctx, &w));
	world_commit(p.w);
	ok(participant_session_begin(p.w->ctx, p.r.karim, &p.w->cookie) == OK);
	ok(says(visit(p.w, "GET", path, NULL), "Nobody has said yes yet"));
	world_free(p.w);
}

TEST(with_nobody_to_ask_it_is_at_once_for_who_answers)
{
	struct porch p = { .r = road_new() };

	p.w = p.r.w;
	p.l = road_introduction(&p.r);
	asked(&p);
	road_acts(&p.r, p.r.signe);
	same_int((int64_t)waiting(&p), 1);
	world_free(p.w);
}

TEST(who_is_away_is_not_asked)
{
	struct porch p = porch_new();
	struct problems bad = { 0 };
	day_t day = page_local(p.w->ctx, p.l.booked_at).day;

	is(&p, p.ida);
	ok(task_away(p.w->ctx, day, day, &bad) == OK && !bad.n);
	asked(&p);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM door_asked"), "1");
	world_free(p.w);
}

TEST(who_said_that_they_speak_other_languages_is_not_asked)
{
	struct porch p = porch_new();

	ok(db_script(p.w->ctx, arena_printf(p.w->arena, "INSERT INTO volunteer (id, org, name, name_key, account, state, state_day, languages, paid, made_at, changed_at) "
		"VALUES (71, %lld, 'Ida', 'ida', %lld, 'active', '2016-01-01', 'en fa', FALSE, 0, 0);", (long long)p.r.h.org, (long long)p.ida).p) == OK);
	asked(&p);
	same_text(road_ask(&p.r, arena_printf(p.w->arena, "SELECT account FROM door_asked WHERE account IN (%lld, %lld)", (long long)p.ida, (long long)p.per).p),
		  page_id(p.w->ctx, p.per).p);
	world_free(p.w);
}

TEST(both_can_take_it_back_without_a_reason)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p);

	says_yes(&p, p.ida, w.id);
	road_is(&p.r, p.r.karim);
	ok(door_of(p.w->ctx, &p.l, &w) == OK && door_off(p.w->ctx, &w) == OK);
	same_int(road_get(&p.r, p.l.id).companion, 0);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task WHERE kind = 'go_along' AND done_at IS NULL"), "0");
	is(&p, p.ida);
	ok(door_find(p.w->ctx, w.id, &w) == OK && !w.nickname.n && !w.sign.n);
	world_free(p.w);
}

TEST(after_the_first_time_nobody_reads_who_it_was)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p);
	struct linkage_act came = { .event = S("came") };
	struct problems bad = { 0 };

	says_yes(&p, p.ida, w.id);
	is(&p, p.ida);
	p.l.companion = p.ida;
	ok(linkage_do(p.w->ctx, &p.l, BY_COMPANION, &came, &bad) == OK && !bad.n);
	same_text(p.l.evidence, "companion");
	ok(door_find(p.w->ctx, w.id, &w) == OK && !w.nickname.n && !w.stand.n);
	same_text(w.state, "over");
	world_free(p.w);
}

TEST(who_leads_the_group_learns_nothing_of_who_comes)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p);

	world_commit(p.w);
	road_logs_in(&p.r, "Lone", ROLE_FACILITATOR, p.r.h.org);
	same_int(visit(p.w, "GET", road_path(&p.r, "/en/work/door/ID", w.id), NULL).status, 403);
	ok(!says(visit(p.w, "GET", "/en/work", NULL), "at the door"));
	world_free(p.w);
}

TEST(somebody_who_was_not_asked_finds_nothing)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p);

	world_commit(p.w);
	road_logs_in(&p.r, "Fremmed", ROLE_COMPANION, 77);
	same_int(visit(p.w, "GET", road_path(&p.r, "/en/work/door/ID", w.id), NULL).status, 404);
	same_int(post(p.w, road_path(&p.r, "/en/work/door/ID", w.id), "act=yes&called=X").status, 404);
	world_free(p.w);
}

TEST(whoever_said_yes_does_not_leave_before_somebody_stands_in)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p);

	says_yes(&p, p.ida, w.id);
	world_commit(p.w);
	ok(road_refuses(&p.r, arena_printf(p.w->arena, "UPDATE account SET state = 'former' WHERE id = %lld RETURNING id", (long long)p.ida).p));
	world_free(p.w);
}

TEST(storage_refuses_a_door_without_a_greeter_or_two_wishes_for_one_way)
{
	static const char *const refused[] = {
		"UPDATE door_wish SET state = 'agreed' RETURNING id", "UPDATE door_wish SET state = 'agreed', greeter = 424242, called = 'X' RETURNING id",
		"UPDATE door_wish SET greeter = 5 RETURNING id", "UPDATE door_wish SET state = 'came' RETURNING id",
		"INSERT INTO door_wish (participant, id, linkage, who, lang, stand, sign, state, made_at, state_at) "
		"SELECT participant, 7, linkage, 'any', 'da', '', '', 'asking', 1, 1 FROM door_wish RETURNING id",
	};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct porch p = porch_new();
		asked(&p);
		world_commit(p.w);
		ok(road_refuses(&p.r, refused[i]));
		world_free(p.w);
	}
}

TEST(who_is_erased_leaves_no_wish)
{
	struct porch p = porch_new();
	struct door_wish w = asked(&p);

	says_yes(&p, p.ida, w.id);
	ok(participant_erase(p.w->ctx, p.r.karim) == OK);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM door_wish"), "0");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM door_asked"), "0");
	world_free(p.w);
}
