/* send_test.c -- what a partner outside does: six taps, two taps, one of three words; and what they never are. */
#include "linkage/linkage_test.h"
#include "sender/sender_test.h"
#include "transition/transition.h"

#include <stdlib.h>
#include <string.h>

struct ward {
	struct road r;
	struct world *w;
	struct partner_outside centre, ward;
};

static struct ward ward_new(void)
{
	struct ward h = { .r = road_new() };

	h.w = h.r.w;
	h.w->who = (struct who){ .local = true };
	h.w->ctx->who = &h.w->who;
	h.centre = partner_outside(h.w, "Modtagelsen", h.r.h.org, 0);
	h.ward = partner_outside(h.w, "Afsnit 7", h.r.h.org, 0);
	return h;
}

/* A text with "ID" as a number. */
static const char *with(struct ward *h, const char *text, int64_t id)
{
	struct str t = str_of(text);
	size_t at = str_index(t, S("ID"), 0);

	return arena_printf(h->w->arena, "%.*s%lld%s", (int)at, t.p, (long long)id, t.p + at + 2).p;
}

static int64_t number(struct ward *h, const char *sql)
{
	int64_t n;

	ok(str_int(asked(h->w, sql), &n));
	return n;
}

static struct answer registered(struct ward *h, const char *name, const char *more)
{
	return post(h->w, "/en/work/transitions/new",
		    arena_printf(h->w->arena, "nickname=%s&from_kind=psychiatry&planned_day=2016-12-16&agreement=yes%s", name, more).p);
}

#define YES "&said_yes=1&phone=12345678&time=any"

/* The last registered one. */
static int64_t last(struct ward *h)
{
	return number(h, "SELECT MAX(id) FROM transition");
}

TEST(from_the_link_to_the_card_in_six_taps_and_somebody_who_works_here_answers)
{
	struct ward h = ward_new();
	struct answer a;

	/* One: the digits. */
	is_in(h.w, h.centre);
	a = visit(h.w, "GET", "/en/work/send", NULL);
	ok(says(a, "/en/work/handover"));
	/* Two: "Hand somebody over". */
	a = visit(h.w, "GET", "/en/work/handover", NULL);
	same_int(a.status, 200);
	ok(!says(a, "name=\"person\""));
	/* Three: what would help. */
	a = visit(h.w, "POST", "/en/work/handover/places", "need=papers&nickname=Mikkel");
	same_int(a.status, 200);
	ok(says(a, with(&h, "value=\"ID\"", h.r.service)) && says(a, "value=\"nickname\" checked"));
	ok(!says(a, "name=\"companion\"") && !says(a, "Sara") && !says(a, "Signe"));
	/* Four, five, six: the place, the yes, save. */
	a = post(h.w, "/en/work/handover", with(&h, "need=papers&nickname=Mikkel&target=ID&urgency=normal&told=nickname&told=contact&phone=12345678&yes=1", h.r.service));
	same_int(a.status, 303);
	ok(str_starts(a.location, S("/en/work/send/")) && str_ends(a.location, S("/card")));
	a = visit(h.w, "GET", arena_z(h.w->arena, a.location), NULL);
	same_int(a.status, 200);
	ok(says(a, "Ret og ydelser") && (says(a, "Sara") || says(a, "Signe")) && !says(a, "/work/loops"));
	ok(number(&h, "SELECT owner FROM linkage_loop") != h.centre.account);
	same_int(number(&h, "SELECT sender FROM linkage_loop"), h.centre.account);
	same_int(number(&h, "SELECT companion FROM linkage_loop"), 0);
	same_text(asked(h.w, "SELECT witness FROM consent"), "partner");
	same_int(number(&h, "SELECT org FROM participant WHERE id = (SELECT participant FROM linkage_loop)"), h.r.h.org);
	world_free(h.w);
}

TEST(without_a_yes_nothing_is_told_and_nobody_is_kept)
{
	struct ward h = ward_new();
	struct answer a;

	is_in(h.w, h.centre);
	a = post(h.w, "/en/work/handover", with(&h, "need=papers&nickname=Mikkel&target=ID&urgency=normal&told=nickname", h.r.service));
	same_int(a.status, 422);
	same_int(number(&h, "SELECT COUNT(*) FROM linkage_loop"), 0);
	same_int(registered(&h, "Mikkel", "").status, 422);
	same_int(number(&h, "SELECT COUNT(*) FROM participant"), 1);        /* Karim of the road, and nobody else */
	/* Tick nothing: an enquiry about nobody. */
	a = post(h.w, "/en/work/handover", with(&h, "need=papers&target=ID&urgency=normal", h.r.service));
	same_int(a.status, 303);
	same_int(number(&h, "SELECT COUNT(*) FROM consent"), 0);
	world_free(h.w);
}

TEST(whoever_the_form_names_a_partner_never_answers_and_chooses_nobody)
{
	struct ward h = ward_new();
	int64_t me;

	is_in(h.w, h.centre);
	me = h.centre.account;
	same_int(post(h.w, "/en/work/handover", arena_printf(h.w->arena, "need=papers&target=%lld&urgency=normal&owner=%lld&deputy=%lld&companion=%lld",
		(long long)h.r.service, (long long)me, (long long)me, (long long)h.r.sara).p).status, 303);
	same_int(number(&h, "SELECT companion FROM linkage_loop"), 0);
	ok(number(&h, "SELECT owner FROM linkage_loop") != me && number(&h, "SELECT deputy FROM linkage_loop") != me);
	same_int(registered(&h, "Per", arena_printf(h.w->arena, YES "&owner=%lld&deputy=%lld", (long long)me, (long long)h.r.sara).p).status, 200);
	ok(number(&h, "SELECT owner FROM transition") != me && number(&h, "SELECT deputy FROM transition") != me);
	same_int(number(&h, "SELECT made_by FROM transition"), me);
	same_text(asked(h.w, "SELECT witness FROM consent WHERE purpose = 'transition'"), "partner");
	world_free(h.w);
}

TEST(storage_refuses_a_partner_who_answers_stands_in_or_goes_along)
{
	static const char *const statements[] = {
		"UPDATE linkage_loop SET owner = ID RETURNING id", "UPDATE linkage_loop SET deputy = ID RETURNING id",
		"UPDATE linkage_loop SET companion = ID RETURNING id", "UPDATE transition SET owner = ID RETURNING id",
		"UPDATE transition SET deputy = ID RETURNING id",
		"INSERT INTO task (id, org, area, participant, kind, subject, owner, deputy, due_at, red, once, made_at) "
		"VALUES (1, 0, 0, 0, 'call_back', 0, ID, 0, 1, FALSE, 'x', 1) RETURNING id",
		"INSERT INTO linkage_loop (participant, id, org, area, mode, need, to_kind, target, told, consent, urgency, owner, deputy, sender, companion, "
		"parent, state, steps, next_due_at, made_at, state_at) SELECT participant, 1, org, area, mode, need, to_kind, target, told, consent, urgency, "
		"ID, 0, sender, 0, 0, state, 1, 1, 1, 1 FROM linkage_loop RETURNING id",
		"INSERT INTO transition (participant, id, org, area, from_kind, agreement, planned_day, red, state, owner, deputy, next_due_at, made_by, made_at) "
		"SELECT participant, 1, org, area, from_kind, agreement, planned_day, FALSE, 'planned', ID, owner, 1, 0, 1 FROM transition RETURNING id",
		"INSERT INTO door_wish (participant, id, linkage, who, lang, stand, sign, state, greeter, called, made_at, state_at) "
		"SELECT participant, 1, id, 'any', 'da', '', '', 'agreed', ID, 'X', 1, 1 FROM linkage_loop RETURNING id",
	};
	struct ward h = ward_new();
	struct problems bad = { 0 };

	is_in(h.w, h.centre);
	same_int(post(h.w, "/en/work/handover", with(&h, "need=papers&target=ID&urgency=normal", h.r.service)).status, 303);
	same_int(registered(&h, "Per", YES).status, 200);
	for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
		ok(road_refuses(&h.r, with(&h, statements[i], h.centre.account)));
		/* Of somebody who works here each of them would have been right. */
		if (i < 5)
			ok(!road_refuses(&h.r, with(&h, statements[i], number(&h, i == 0 || i == 3 ? "SELECT owner FROM transition" : i == 2 ?
				"SELECT owner FROM linkage_loop" : i == 1 ? "SELECT deputy FROM linkage_loop" : "SELECT deputy FROM transition"))));
	}
	ok(!road_refuses(&h.r, with(&h, statements[sizeof statements / sizeof *statements - 1], h.r.sara)));
	/* And kindly before that, by a page that somebody who works here uses. */
	ok(task_pair(h.w->ctx, h.centre.account, h.r.sara, page_today(h.w->ctx), &bad) == OK && bad.n == 1);
	world_free(h.w);
}

TEST(an_introduction_by_a_partner_tells_the_group_nothing)
{
	struct ward h = ward_new();
	struct answer a;

	is_in(h.w, h.centre);
	a = post(h.w, "/en/work/handover", with(&h, "need=group&nickname=Mikkel&target=ID&urgency=normal&told=nickname&yes=1", h.r.group));
	same_int(a.status, 303);
	a = visit(h.w, "GET", arena_z(h.w->arena, a.location), NULL);
	ok(says(a, "Nobody there is told that you are coming"));
	same_text(asked(h.w, "SELECT mode || ' ' || told || ' ' || consent FROM linkage_loop"), "introduction 0 0");
	same_int(number(&h, "SELECT COUNT(*) FROM linkage_link"), 0);
	same_int(number(&h, "SELECT COUNT(*) FROM consent_disclosure"), 0);
	world_free(h.w);
}

TEST(left_before_time_takes_two_taps_and_can_be_taken_back_for_half_an_hour)
{
	struct ward h = ward_new();
	struct answer a;
	const char *left, *back;

	is_in(h.w, h.ward);
	same_int(registered(&h, "Tove", YES).status, 200);
	world_log_out(h.w);
	/* One: the digits. */
	is_in(h.w, h.ward);
	left = with(&h, "/en/work/send/ID/left", last(&h));
	back = with(&h, "/en/work/send/ID/back", last(&h));
	a = visit(h.w, "GET", "/en/work/send", NULL);
	ok(says(a, "Tove") && says(a, "not yet") && says(a, arena_printf(h.w->arena, "action=\"%s\"", left).p));
	/* Two. */
	ok(leads_to(post(h.w, left, ""), "/en/work/send?done=left"));
	same_text(asked(h.w, "SELECT state || CASE WHEN red THEN ' red' ELSE '' END FROM transition"), "bridging red");
	same_int(number(&h, "SELECT next_due_at - left_at FROM transition"), DAY);
	a = visit(h.w, "GET", "/en/work/send?done=left", NULL);
	ok(says(a, "Somebody calls within a day.") && says(a, back));
	same_int(post(h.w, left, "").status, 422);
	ok(leads_to(post(h.w, back, ""), "/en/work/send?done=back"));
	same_text(asked(h.w, "SELECT state FROM transition"), "planned");
	same_int(post(h.w, left, "").status, 303);
	world_clock(h.w, h.w->ctx->now + 19 * 60);
	visit(h.w, "GET", "/en/work/send", NULL);
	world_clock(h.w, h.w->ctx->now + 12 * 60);
	ok(!says(visit(h.w, "GET", "/en/work/send", NULL), back));
	a = post(h.w, back, "");
	same_int(a.status, 422);
	ok(says(a, "Half an hour has passed."));
	world_free(h.w);
}

TEST(of_somebody_who_was_not_prepared_nothing_is_written_down)
{
	struct ward h = ward_new();
	struct str before;
	struct answer a;

	is_in(h.w, h.ward);
	before = asked(h.w, "SELECT COUNT(*) FROM event");
	a = visit(h.w, "GET", "/en/work/send/left", NULL);
	same_int(a.status, 200);
	ok(says(a, "first four weeks") && says(a, "112") && !says(a, "<input class"));
	same_text(asked(h.w, "SELECT COUNT(*) FROM event"), arena_z(h.w->arena, before));
	same_int(number(&h, "SELECT COUNT(*) FROM transition"), 0);
	world_free(h.w);
}

/* Somebody talked with them, or they said stop. */
static void happened(struct ward *h, const char *result)
{
	struct task_attempt t = { .channel = S("phone"), .result = str_of(result) };
	struct problems bad = { 0 };
	struct transition one;

	road_acts(&h->r, h->r.signe);
	ok(transition_find(h->w->ctx, last(h), &one) == OK);
	ok(transition_contact(h->w->ctx, &one, &t, &bad) == OK && !bad.n);
}

/* The next address of ours in a page that a reader could tap; empty when there is none. */
static struct str next_way(struct str *rest)
{
	size_t at = str_index(*rest, S(" href=\"/en/"), 0);
	struct str way;

	if (at == SIZE_MAX)
		return S("");
	*rest = str_slice(*rest, at + 7, rest->n);
	return str_cut(rest, '"', &way) ? way : S("");
}

TEST(whatever_a_partner_can_tap_is_there_for_them)
{
	struct ward h = ward_new();
	struct str rest, way;
	int n = 0;

	is_in(h.w, h.ward);
	rest = arena_str(h.w->arena, visit(h.w, "GET", "/en/work/send", NULL).body);
	for (; (way = next_way(&rest)).n; n++)
		if (!str_starts(way, S("/en/leave")) && !str_starts(way, S("/en/logout")))
			same_int(visit(h.w, "GET", arena_z(h.w->arena, way), NULL).status, 200);
	ok(n > 5);
	world_free(h.w);
}

TEST(a_partner_reads_one_of_three_words_and_no_more)
{
	struct ward h = ward_new();
	struct answer a;

	is_in(h.w, h.ward);
	same_int(registered(&h, "Tove", YES).status, 200);
	ok(says(visit(h.w, "GET", "/en/work/send", NULL), "not yet"));
	happened(&h, "no_answer");
	ok(says(visit(h.w, "GET", "/en/work/send", NULL), "not yet"));
	happened(&h, "talked");
	a = visit(h.w, "GET", "/en/work/send", NULL);
	ok(says(a, "in safe hands") && !says(a, "12345678") && !says(a, "Signe") && !says(a, "Sara"));
	happened(&h, "asked_stop");
	a = visit(h.w, "GET", "/en/work/send", NULL);
	ok(says(a, "stopped by the person") && !says(a, "in safe hands"));
	/* They registered it, and still have no page of it. */
	same_int(visit(h.w, "GET", with(&h, "/en/work/transitions/ID", last(&h)), NULL).status, 404);
	/* After a hundred and twenty days it is no longer there. */
	world_log_out(h.w);
	for (int i = 1; i <= 2; i++) {
		world_clock(h.w, TEST_NOW + i * 61 * (int64_t)DAY);
		is_in(h.w, h.ward);
	}
	ok(!says(visit(h.w, "GET", "/en/work/send", NULL), "Tove"));
	world_free(h.w);
}

TEST(of_the_people_of_another_partner_they_see_and_do_nothing)
{
	struct ward h = ward_new();
	struct answer a;
	const char *card;

	is_in(h.w, h.ward);
	same_int(registered(&h, "Tove", YES).status, 200);
	a = post(h.w, "/en/work/handover", with(&h, "need=papers&nickname=Mikkel&target=ID&urgency=normal&told=nickname&yes=1", h.r.service));
	card = arena_z(h.w->arena, a.location);
	same_int(visit(h.w, "GET", card, NULL).status, 200);
	is_in(h.w, h.centre);
	ok(!says(visit(h.w, "GET", "/en/work/send", NULL), "Tove") && !says(visit(h.w, "GET", "/en/work/send/left", NULL), "Tove"));
	same_int(visit(h.w, "GET", card, NULL).status, 404);
	same_int(post(h.w, with(&h, "/en/work/send/ID/left", last(&h)), "").status, 404);
	same_int(post(h.w, with(&h, "/en/work/send/ID/back", last(&h)), "").status, 404);
	/* Nor anybody whom the house serves, by a number in the address. */
	same_int(visit(h.w, "GET", with(&h, "/en/work/handover?person=ID", h.r.karim), NULL).status, 404);
	same_int(visit(h.w, "GET", with(&h, "/en/work/handover?loop=ID", number(&h, "SELECT id FROM linkage_loop")), NULL).status, 404);
	same_int(post(h.w, "/en/work/handover", arena_printf(h.w->arena, "need=papers&person=%lld&target=%lld&urgency=normal", (long long)h.r.karim,
		(long long)h.r.service).p).status, 404);
	same_int(visit(h.w, "GET", with(&h, "/en/work/loops/ID", number(&h, "SELECT id FROM linkage_loop")), NULL).status, 404);
	same_text(asked(h.w, "SELECT state FROM transition"), "planned");
	world_free(h.w);
}

TEST(with_the_card_comes_a_key_if_they_want_one_and_nobody_can_give_them_a_second)
{
	struct ward h = ward_new();
	const char *card, *give;
	struct answer a;

	is_in(h.w, h.centre);
	card = arena_z(h.w->arena, post(h.w, "/en/work/handover", with(&h, "need=group&nickname=Mikkel&target=ID&urgency=normal", h.r.group)).location);
	give = arena_printf(h.w->arena, "%.*s/key", (int)(strlen(card) - strlen("/card")), card).p;
	ok(says(visit(h.w, "GET", card, NULL), "Give them a key"));
	same_int(number(&h, "SELECT COUNT(*) FROM participant_return"), 0);
	a = post(h.w, give, "");
	same_int(a.status, 200);
	ok(says(a, "code--key") && says(a, "Nobody there is told that you are coming") && !says(a, "Give them a key"));
	same_int(number(&h, "SELECT participant FROM participant_return"), number(&h, "SELECT participant FROM linkage_loop"));
	ok(!says(visit(h.w, "GET", card, NULL), "Give them a key") && !says(visit(h.w, "GET", card, NULL), "code--key"));
	a = post(h.w, give, "");
	same_int(a.status, 303);
	ok(str_eq(a.location, str_of(card)));
	/* Another partner has nothing to do with it, and a day later neither has this one. */
	is_in(h.w, h.ward);
	same_int(post(h.w, give, "").status, 404);
	world_clock(h.w, TEST_NOW + 24 * HOUR);
	is_in(h.w, h.centre);
	same_int(post(h.w, give, "").status, 404);
	world_free(h.w);
}

TEST(that_somebody_came_is_told_to_who_introduced_them_only_while_they_want_it)
{
	struct ward h = ward_new();
	const char *own;
	struct str token;

	is_in(h.w, h.centre);
	same_int(post(h.w, "/en/work/handover", with(&h, "need=group&nickname=Mikkel&target=ID&urgency=normal", h.r.group)).status, 303);
	own = with(&h, "/en/mine/loops/ID", number(&h, "SELECT id FROM linkage_loop"));
	ok(participant_session_begin(h.w->ctx, number(&h, "SELECT participant FROM linkage_loop"), &token) == OK);
	h.w->cookie = arena_str(h.w->arena, token);
	same_int(post(h.w, own, "event=came").status, 303);
	is_in(h.w, h.centre);
	ok(!says(visit(h.w, "GET", "/en/work/send", NULL), "Mikkel"));
	h.w->cookie = arena_str(h.w->arena, token);
	same_int(post(h.w, own, "event=wish&tell=1").status, 303);
	is_in(h.w, h.centre);
	ok(says(visit(h.w, "GET", "/en/work/send", NULL), "They want you to know") && says(visit(h.w, "GET", "/en/work/send", NULL), "Mikkel"));
	is_in(h.w, h.ward);
	ok(!says(visit(h.w, "GET", "/en/work/send", NULL), "Mikkel"));
	h.w->cookie = arena_str(h.w->arena, token);
	same_int(post(h.w, own, "event=wish").status, 303);
	is_in(h.w, h.centre);
	ok(!says(visit(h.w, "GET", "/en/work/send", NULL), "Mikkel"));
	world_free(h.w);
}

TEST(the_card_is_theirs_for_a_day)
{
	struct ward h = ward_new();
	const char *card;

	is_in(h.w, h.centre);
	card = arena_z(h.w->arena, post(h.w, "/en/work/handover", with(&h, "need=papers&target=ID&urgency=normal", h.r.service)).location);
	world_clock(h.w, TEST_NOW + 23 * HOUR);
	is_in(h.w, h.centre);
	same_int(visit(h.w, "GET", card, NULL).status, 200);
	world_clock(h.w, TEST_NOW + 24 * HOUR);
	is_in(h.w, h.centre);
	same_int(visit(h.w, "GET", card, NULL).status, 404);
	world_free(h.w);
}

TEST(where_nobody_can_take_over_they_are_asked_to_call_and_nothing_is_kept)
{
	struct ward h = ward_new();
	struct str answer;
	struct answer a;

	ok(db_ask(h.w->ctx, "UPDATE account_grant SET role = 'keeper' WHERE role IN ('coach', 'coordinator') RETURNING role", &answer) == OK);
	is_in(h.w, h.centre);
	a = post(h.w, "/en/work/handover", with(&h, "need=papers&nickname=Mikkel&target=ID&urgency=normal", h.r.service));
	same_int(a.status, 422);
	ok(says(a, "Nobody is here just now who can take over. Please call"));
	a = registered(&h, "Tove", YES);
	same_int(a.status, 422);
	ok(says(a, "Nobody is here just now who can take over. Please call"));
	same_int(number(&h, "SELECT COUNT(*) FROM participant"), 1);
	world_free(h.w);
}

static void over(struct ward *h, int64_t id, const char *mode, const char *end)
{
	ok(road_ask(&h->r, arena_printf(h->w->arena, "INSERT INTO linkage_loop (participant, id, org, area, mode, need, to_kind, target, told, consent, urgency, owner, "
		"deputy, sender, companion, parent, state, steps, end_class, next_due_at, made_at, state_at, ended_at) VALUES (%lld, %lld, 0, 0, '%s', 'group', "
		"'service', %lld, 0, 0, 'normal', %lld, 0, %lld, 0, 0, 'ended', 1, '%s', 1, 1, 1, 1) RETURNING 1", (long long)h->r.karim, (long long)id,
		mode, (long long)h->r.service, (long long)h->r.signe, (long long)h->centre.account, end).p).n > 0);
}

TEST(how_many_came_is_told_from_five_upward_and_never_who)
{
	struct ward h = ward_new();
	struct answer a;

	for (int i = 1; i <= 4; i++)
		over(&h, i, "referral", "attended");
	for (int i = 11; i <= 16; i++)
		over(&h, i, "referral", "declined_by_person");
	is_in(h.w, h.centre);
	a = visit(h.w, "GET", "/en/work/send", NULL);
	ok(says(a, "is shown from five upward") && !says(a, "10"));
	over(&h, 5, "referral", "attended");
	a = visit(h.w, "GET", "/en/work/send", NULL);
	ok(says(a, "Of the 11 whom you handed over to a service, and for whom it has ended, 5 came there.") && !says(a, "Karim"));
	is_in(h.w, h.ward);
	ok(!says(visit(h.w, "GET", "/en/work/send", NULL), "Of the 11"));
	world_free(h.w);
}
