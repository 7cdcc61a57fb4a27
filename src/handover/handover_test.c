/* handover_test.c -- handed over in six taps, with the person present. */
#include "linkage/linkage_test.h"
#include "contact/contact.h"

#include <stdlib.h>

static struct road a_road(void)
{
	struct road r = road_new();

	road_logs_in(&r, "Signe", ROLE_COORDINATOR, r.h.org);
	return r;
}

static int64_t loop_of(struct answer a)
{
	struct str rest = str_slice(a.location, str_index(a.location, S("/loops/"), 0) + 7, a.location.n), id;
	int64_t n = 0;

	ok(str_cut(&rest, '/', &id) && str_int(id, &n));
	return n;
}

static struct answer saved(struct road *r, int64_t target, const char *more)
{
	return post(r->w, "/da/work/handover", arena_printf(r->w->arena, "need=papers&nickname=Mikkel&target=%lld&urgency=normal&%s", (long long)target, more).p);
}

TEST(need_place_yes_save_and_the_person_has_a_card)
{
	struct road r = a_road();
	struct answer a = visit(r.w, "GET", "/da/work/handover", NULL);

	same_int(a.status, 200);
	ok(says(a, "value=\"papers\"") && says(a, "value=\"meaning\""));
	a = visit(r.w, "POST", "/da/work/handover/places", "need=papers&nickname=Mikkel&place=Varde");
	same_int(a.status, 200);
	ok(says(a, "Ret og ydelser") && says(a, arena_printf(r.w->arena, "value=\"%lld\"", (long long)r.service).p));
	ok(says(a, "value=\"nickname\" checked") && says(a, "value=\"contact\" checked") && !says(a, "value=\"need\" checked"));
	a = saved(&r, r.service, "told=nickname&told=contact&yes=1");
	same_int(a.status, 303);
	a = visit(r.w, "GET", arena_z(r.w->arena, a.location), NULL);
	same_int(a.status, 200);
	ok(says(a, "Ret og ydelser") && says(a, "Signe") && says(a, "Sådan stopper du det") && says(a, "14. december"));
	same_text(road_ask(&r, "SELECT mode || ' ' || state || ' ' || told FROM linkage_loop"), "referral offered 6");
	same_text(road_ask(&r, "SELECT form || ' ' || witness FROM consent"), "spoken coordinator");
	world_free(r.w);
}

TEST(what_somebody_needs_stands_in_no_address)
{
	struct road r = a_road();
	struct answer a = visit(r.w, "POST", "/da/work/handover/places", "need=papers&nickname=Mikkel");

	ok(!says(a, "need=papers") && !says(a, "nickname=Mikkel"));
	same_int(visit(r.w, "POST", "/da/work/handover/places", "nickname=Mikkel").status, 422);
	world_free(r.w);
}

TEST(without_a_yes_nothing_is_stored_not_even_the_person)
{
	struct road r = a_road();
	struct answer a;

	a = saved(&r, r.service, "told=nickname");
	same_int(a.status, 422);
	ok(says(a, "Spørg, og sæt kryds") && says(a, "value=\"Mikkel\""));
	same_text(road_ask(&r, "SELECT (SELECT COUNT(*) FROM linkage_loop) || ' ' || (SELECT COUNT(*) FROM participant)"), "0 1");
	a = post(r.w, "/da/work/handover", arena_printf(r.w->arena, "need=papers&nickname=Per+010190-1234&target=%lld", (long long)r.service).p);
	same_int(a.status, 422);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM participant"), "1");
	same_int(saved(&r, 0, "yes=1").status, 422);
	/* Nothing ticked: an enquiry about nobody. */
	same_int(saved(&r, r.service, "x=1").status, 303);
	same_text(road_ask(&r, "SELECT told || ' ' || (SELECT COUNT(*) FROM consent) FROM linkage_loop"), "0 0");
	world_free(r.w);
}

TEST(a_need_that_nobody_has_heard_of_asks_for_one_again)
{
	struct road r = a_road();
	struct answer a = post(r.w, "/da/work/handover", arena_printf(r.w->arena, "need=gold&nickname=Mikkel&target=%lld&yes=1", (long long)r.service).p);

	same_int(a.status, 422);
	ok(says(a, "value=\"papers\"") && says(a, "Vælg") && !says(a, "(null)"));
	same_text(road_ask(&r, "SELECT (SELECT COUNT(*) FROM linkage_loop) || ' ' || (SELECT COUNT(*) FROM participant)"), "0 1");
	world_free(r.w);
}

TEST(a_meeting_that_was_chosen_is_agreed_with_its_next_date_and_nobody_there_is_told)
{
	struct road r = a_road();
	struct answer a = saved(&r, r.group, "told=nickname&told=contact&yes=1");

	same_int(a.status, 303);
	same_text(road_ask(&r, "SELECT mode || ' ' || state || ' ' || told || ' ' || (SELECT COUNT(*) FROM consent) FROM linkage_loop"), "introduction agreed 0 0");
	a = visit(r.w, "GET", arena_z(r.w->arena, a.location), NULL);
	ok(says(a, "15. december") && says(a, "Ingen dér får at vide, at du kommer"));
	world_free(r.w);
}

TEST(a_number_is_kept_in_the_vault_and_told_only_when_it_was_ticked)
{
	struct road r = a_road();
	struct linkage l;
	struct answer a;

	same_int(saved(&r, r.service, "told=nickname&told=contact&yes=1&phone=22334455").status, 303);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM participant WHERE level = 3"), "1");
	road_acts(&r, r.signe);
	l = road_get(&r, strtoll(arena_z(r.w->arena, road_ask(&r, "SELECT id FROM linkage_loop")), NULL, 10));
	a = visit(r.w, "GET", road_link(&r, &l), NULL);
	ok(says(a, "22334455") && says(a, "Mikkel"));
	world_free(r.w);

	r = a_road();
	same_int(saved(&r, r.service, "told=nickname&yes=1&phone=22334455").status, 303);
	road_acts(&r, r.signe);
	l = road_get(&r, strtoll(arena_z(r.w->arena, road_ask(&r, "SELECT id FROM linkage_loop")), NULL, 10));
	a = visit(r.w, "GET", road_link(&r, &l), NULL);
	ok(!says(a, "22334455") && says(a, "Mikkel"));
	world_free(r.w);
}

TEST(no_becomes_the_next_yes_and_a_way_in_a_circle_is_asked_about)
{
	struct road r = a_road();
	int64_t first = loop_of(saved(&r, r.service, "told=nickname&yes=1")), second;
	const char *next = arena_printf(r.w->arena, "loop=%lld&need=papers&target=%lld&decline=full", (long long)first, (long long)r.group).p;
	struct answer a = visit(r.w, "GET", arena_printf(r.w->arena, "/da/work/handover?loop=%lld", (long long)first).p, NULL);

	ok(says(a, "Mikkel"));
	a = post(r.w, "/da/work/handover", next);
	same_int(a.status, 303);
	second = loop_of(a);
	same_text(road_ask(&r, arena_printf(r.w->arena, "SELECT end_class || ' ' || decline FROM linkage_loop WHERE id = %lld", (long long)first).p), "redirected full");
	same_text(road_ask(&r, arena_printf(r.w->arena, "SELECT COUNT(*) FROM linkage_loop WHERE id = %lld AND parent = %lld", (long long)second, (long long)first).p), "1");
	next = arena_printf(r.w->arena, "loop=%lld&need=papers&target=%lld", (long long)second, (long long)r.service).p;
	a = post(r.w, "/da/work/handover", next);
	same_int(a.status, 422);
	ok(says(a, "name=\"sure\""));
	same_int(post(r.w, "/da/work/handover", arena_printf(r.w->arena, "%s&sure=1", next).p).status, 303);
	world_free(r.w);
}

TEST(somebody_who_is_on_their_way_already_is_not_written_down_as_somebody_new)
{
	struct road r = a_road();
	struct str mikkel;
	struct answer a;

	same_int(saved(&r, r.service, "told=nickname&yes=1").status, 303);
	mikkel = arena_str(r.w->arena, road_ask(&r, "SELECT participant FROM linkage_loop"));
	a = visit(r.w, "GET", "/da/work/handover", NULL);
	ok(says(a, arena_printf(r.w->arena, "<option value=\"%.*s\">Mikkel", STR_ARG(mikkel)).p));
	a = visit(r.w, "POST", "/da/work/handover/places", arena_printf(r.w->arena, "need=group&person=%.*s", STR_ARG(mikkel)).p);
	ok(says(a, arena_printf(r.w->arena, "name=\"person\" value=\"%.*s\"", STR_ARG(mikkel)).p));
	same_int(post(r.w, "/da/work/handover", arena_printf(r.w->arena, "need=group&person=%.*s&target=%lld", STR_ARG(mikkel), (long long)r.group).p).status, 303);
	same_text(road_ask(&r, "SELECT COUNT(DISTINCT participant) || ' ' || COUNT(*) FROM linkage_loop"), "1 2");
	/* Not by somebody of another house. */
	road_logs_in(&r, "Fremmed", ROLE_COORDINATOR, 424242);
	same_int(visit(r.w, "GET", arena_printf(r.w->arena, "/da/work/handover?person=%.*s", STR_ARG(mikkel)).p, NULL).status, 404);
	same_int(post(r.w, "/da/work/handover", arena_printf(r.w->arena, "need=group&person=%.*s&target=%lld", STR_ARG(mikkel), (long long)r.group).p).status, 404);
	world_free(r.w);
}

TEST(another_organisation_does_not_know_of_them)
{
	struct road r = a_road();
	int64_t id = loop_of(saved(&r, r.service, "told=nickname&yes=1"));
	static const char *const pages[] = { "/da/work/loops/ID", "/da/work/loops/ID/card", "/da/work/handover?loop=ID" };

	road_logs_in(&r, "Fremmed", ROLE_COORDINATOR, 424242);
	for (size_t i = 0; i < 3; i++)
		same_int(visit(r.w, "GET", road_path(&r, pages[i], id), NULL).status, 404);
	same_int(post(r.w, road_path(&r, "/da/work/loops/ID/acts", id), "event=declined").status, 404);
	same_int(post(r.w, road_path(&r, "/da/work/loops/ID/links", id), "").status, 404);
	ok(!says(visit(r.w, "GET", "/da/work/loops", NULL), "Mikkel"));
	world_free(r.w);
}

TEST(everything_on_the_page_of_one_can_be_done_there)
{
	struct road r = a_road();
	int64_t id = loop_of(saved(&r, r.service, "told=nickname&yes=1"));
	const char *acts = road_path(&r, "/da/work/loops/ID/acts", id);
	struct answer a;

	same_int(post(r.w, acts, "event=received").status, 303);
	same_int(post(r.w, acts, "event=time&day=2016-12-01&time=10:00").status, 422);
	same_int(post(r.w, acts, "event=time&day=2016-12-15&time=10:00").status, 303);
	a = post(r.w, acts, "event=full");
	same_int(a.status, 422);
	ok(says(a, "Det passer ikke nu. Det står på: En tid er aftalt."));
	a = post(r.w, acts, "event=sent");
	ok(says(a, "er ikke slut"));
	same_int(post(r.w, road_path(&r, "/da/work/loops/ID/tries", id), "channel=phone&result=no_answer").status, 303);
	same_int(post(r.w, road_path(&r, "/da/work/loops/ID/tries", id), "channel=phone").status, 422);
	a = post(r.w, acts, "event=unreachable");
	ok(says(a, "Der skal fire til"));
	same_int(post(r.w, road_path(&r, "/da/work/loops/ID/seen", id), "").status, 303);
	a = post(r.w, road_path(&r, "/da/work/loops/ID/links", id), "");
	same_int(a.status, 303);
	ok(says(visit(r.w, "GET", arena_z(r.w->arena, a.location), NULL), "/da/l/"));
	same_int(post(r.w, road_path(&r, "/da/work/loops/ID/links/end", id), "").status, 303);
	same_int(post(r.w, road_path(&r, "/da/work/loops/ID/owner", id),
		      arena_printf(r.w->arena, "owner=%lld&deputy=%lld", (long long)r.sara, (long long)r.signe).p).status, 303);
	same_int(post(r.w, acts, "event=declined&answer=not_now&weeks=4").status, 303);
	ok(says(visit(r.w, "GET", road_path(&r, "/da/work/loops/ID", id), NULL), "Jeg har spurgt"));
	same_int(post(r.w, road_path(&r, "/da/work/loops/ID/asked", id), "").status, 303);
	same_int(visit(r.w, "GET", "/da/work/loops", NULL).status, 200);
	world_free(r.w);
}

TEST(the_person_sees_their_own_and_says_how_it_went_and_nobody_elses)
{
	struct road r = a_road();
	int64_t id = loop_of(saved(&r, r.group, "x=1"));
	struct str token;
	struct answer a;

	road_acts(&r, r.signe);
	r.karim = road_get(&r, id).participant;
	ok(participant_session_begin(r.w->ctx, r.karim, &token) == OK);
	r.w->cookie = arena_str(r.w->arena, token);
	a = visit(r.w, "GET", "/da/mine/loops", NULL);
	same_int(a.status, 200);
	ok(says(a, "Torsdagskredsen") && says(a, "Jeg kom"));
	same_int(post(r.w, road_path(&r, "/da/mine/loops/ID", id), "event=received").status, 422);
	same_int(post(r.w, road_path(&r, "/da/mine/loops/ID", id), "event=wish&tell=1").status, 303);
	same_int(post(r.w, road_path(&r, "/da/mine/loops/ID", id), "event=came").status, 303);
	same_int(post(r.w, road_path(&r, "/da/mine/loops/ID", id), "event=again").status, 303);
	same_text(road_ask(&r, "SELECT end_class || ' ' || evidence || ' ' || visits || ' ' || CASE WHEN tell THEN 'told' ELSE '' END FROM linkage_loop"), "attended self 2 told");
	/* Somebody else with a key of their own. */
	road_acts(&r, r.signe);
	ok(participant_session_begin(r.w->ctx, strtoll(arena_z(r.w->arena, road_ask(&r, "SELECT MIN(id) FROM participant")), NULL, 10), &token) == OK);
	r.w->cookie = arena_str(r.w->arena, token);
	ok(!says(visit(r.w, "GET", "/da/mine/loops", NULL), "Torsdagskredsen"));
	same_int(post(r.w, road_path(&r, "/da/mine/loops/ID", id), "event=again").status, 404);
	world_free(r.w);
}

TEST(who_goes_along_has_one_page_for_it_and_nobody_else_has)
{
	struct road r = a_road();
	struct answer a = saved(&r, r.group, arena_printf(r.w->arena, "companion=%lld", (long long)r.sara).p);
	int64_t id = loop_of(a);

	same_int(visit(r.w, "GET", road_path(&r, "/da/work/along/ID", id), NULL).status, 404);
	road_logs_in(&r, "Sara", ROLE_COACH, 0);
	ok(says(visit(r.w, "GET", "/da/work", NULL), road_path(&r, "/work/along/ID", id)));
	a = visit(r.w, "GET", road_path(&r, "/da/work/along/ID", id), NULL);
	ok(says(a, "Mikkel") && says(a, "Torsdagskredsen"));
	same_int(post(r.w, road_path(&r, "/da/work/along/ID", id), "event=declined").status, 403);
	same_int(post(r.w, road_path(&r, "/da/work/along/ID", id), "event=came").status, 303);
	ok(!says(visit(r.w, "GET", road_path(&r, "/da/work/along/ID", id), NULL), "Mikkel"));
	same_text(road_ask(&r, "SELECT evidence FROM linkage_loop"), "companion");
	world_free(r.w);
}
