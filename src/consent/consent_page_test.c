/* consent_page_test.c -- what the person reads, what who helps them does, and who looked. */
#include "consent/consent_test.h"
#include "access/access.h"
#include "account/account.h"
#include "event/event.h"

static const char *work(struct consent_house *h, const char *rest)
{
	return sql(h, "/en/work/persons/%lld/%s", (long long)h->karim.id, rest);
}

static int64_t first_consent(struct consent_house *h)
{
	int64_t id = 0;

	ok(str_int(ask_db(h, "SELECT MAX(id) FROM consent"), &id));
	return id;
}

TEST(a_yes_is_written_down_with_the_person_there_and_stopped_by_them_in_two_taps)
{
	struct consent_house h = consent_house();
	struct answer a;
	long long id;

	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	a = visit(h.w, "GET", work(&h, "consents/new?q=fjord"), NULL);
	ok(says(a, "Fjordens Hus") && says(a, sql(&h, "to=org-%lld", (long long)h.other)) && !says(a, "Havnens"));
	a = visit(h.w, "GET", work(&h, sql(&h, "consents/new?to=org-%lld", (long long)h.other)), NULL);
	ok(says(a, "What may Fjordens Hus know?"));
	a = post(h.w, work(&h, "consents"), sql(&h, "to=org-%lld&classes=need&purpose=handover&form=spoken&end_day=2030-01-01", (long long)h.other));
	same_int(a.status, 422);
	ok(says(a, "At most twelve months."));
	a = post(h.w, work(&h, "consents"), sql(&h, "to=org-%lld&classes=nickname&classes=need&purpose=handover&form=spoken&end_day=%.*s", (long long)h.other,
						 STR_ARG(day_str(h.w->arena, page_today(h.w->ctx) + 10))));
	same_int(a.status, 303);
	id = first_consent(&h);
	same_text(ask_db(&h, "SELECT witness FROM consent"), "coordinator");
	ok(told(&h, CLASS_NEED) == OK);

	as_person(&h, &h.karim);
	a = visit(h.w, "GET", "/en/mine/consents", NULL);
	ok(says(a, "Fjordens Hus") && says(a, "the name you use here and what you need") && says(a, "10 days left") && says(a, "What was told"));
	a = visit(h.w, "GET", sql(&h, "/en/mine/consents/%lld/stop", id), NULL);
	ok(says(a, "Stop telling Fjordens Hus?") && says(a, "They were told once") && says(a, "cannot be taken back"));
	same_int(post(h.w, sql(&h, "/en/mine/consents/%lld/stop", id), "").status, 303);
	ok(told(&h, CLASS_NEED) == ERR_DENIED);
	a = visit(h.w, "GET", "/en/mine/consents?done=stopped", NULL);
	ok(says(a, "Stopped. Nothing more is told.") && says(a, "Nobody may be told anything about you now."));

	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	ok(says(visit(h.w, "GET", work(&h, "consents"), NULL), "I have told them that it has stopped"));
	same_int(post(h.w, work(&h, sql(&h, "consents/%lld/told", id)), "").status, 303);
	ok(!says(visit(h.w, "GET", work(&h, "consents"), NULL), "I have told them that it has stopped"));
	world_free(h.w);
}

TEST(who_helps_can_stop_it_for_them_at_once)
{
	struct consent_house h = consent_house();
	struct consent c = given(&h);
	struct answer a;

	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	a = visit(h.w, "GET", work(&h, sql(&h, "consents/%lld/stop", (long long)c.id)), NULL);
	ok(says(a, "Read this together.") && says(a, "They have been told nothing so far."));
	same_int(post(h.w, work(&h, sql(&h, "consents/%lld/stop", (long long)c.id)), "").status, 303);
	ok(told(&h, CLASS_NEED) == ERR_DENIED);
	world_free(h.w);
}

TEST(the_page_of_one_person_tells_nothing_to_another)
{
	struct consent_house h = consent_house();
	struct participant hanne = somebody(h.w, "Hanne", h.org);
	struct consent c = given(&h);
	struct answer there, nowhere;

	ok(told(&h, CLASS_NEED) == OK);
	as_person(&h, &hanne);
	ok(!says(visit(h.w, "GET", "/en/mine/consents", NULL), "Fjordens"));
	there = visit(h.w, "GET", sql(&h, "/en/mine/consents/%lld", (long long)c.id), NULL);
	nowhere = visit(h.w, "GET", "/en/mine/consents/7", NULL);
	same_int(there.status, 404);
	same_int(nowhere.status, 404);
	ok(there.body.n == nowhere.body.n || !says(there, "Fjordens"));
	same_int(post(h.w, sql(&h, "/en/mine/consents/%lld/stop", (long long)c.id), "").status, 404);
	ok(told(&h, CLASS_NEED) == OK);
	same_int(visit(h.w, "GET", work(&h, "consents"), NULL).status, 403);
	world_free(h.w);
}

TEST(who_works_for_another_organisation_sees_nobody_here)
{
	struct consent_house h = consent_house();
	struct consent c = given(&h);

	world_log_in(h.w, "Mikkel", ROLE_COORDINATOR, h.other, 0);
	same_int(visit(h.w, "GET", work(&h, "consents"), NULL).status, 404);
	same_int(visit(h.w, "GET", work(&h, "consents/new"), NULL).status, 404);
	same_int(visit(h.w, "GET", work(&h, sql(&h, "consents/%lld", (long long)c.id)), NULL).status, 404);
	same_int(visit(h.w, "GET", work(&h, "look"), NULL).status, 404);
	same_int(post(h.w, work(&h, "look"), "why=asked").status, 404);
	same_int(post(h.w, work(&h, sql(&h, "consents/%lld/stop", (long long)c.id)), "").status, 404);
	same_int(post(h.w, work(&h, "consents"), sql(&h, "to=org-%lld&classes=need&purpose=ride&form=spoken&end_day=%.*s", (long long)h.other,
						      STR_ARG(day_str(h.w->arena, page_today(h.w->ctx))))).status, 404);
	world_log_in(h.w, "Lone", ROLE_FACILITATOR, h.org, 0);
	same_int(visit(h.w, "GET", work(&h, "consents"), NULL).status, 403);
	ok(told(&h, CLASS_NEED) == OK);
	world_free(h.w);
}

/* --- who looked -------------------------------------------------------------------------------------------------- */

TEST(the_person_sees_every_look_and_why)
{
	struct consent_house h = consent_house();
	struct problems bad = { 0 };
	struct account signe;
	struct answer a;

	ok(participant_up(h.w->ctx, h.karim.id, S("Karim Holm"), S("coordinator"), &bad) == OK && !bad.n);
	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	ok(account_of_name(h.w->ctx, S("Signe"), &signe) == OK);
	a = visit(h.w, "GET", work(&h, "look"), NULL);
	ok(says(a, "You have no task for this person.") && !says(a, "Karim Holm"));
	a = post(h.w, work(&h, "look"), "");
	same_int(a.status, 422);
	ok(!says(a, "Karim Holm"));
	same_text(ask_db(&h, "SELECT COUNT(*) FROM event WHERE what = 'look.name'"), "0");
	ok(says(post(h.w, work(&h, "look"), "why=asked"), "Karim Holm"));

	ok(db_script(h.w->ctx, sql(&h, "INSERT INTO task (id, org, area, participant, kind, subject, owner, deputy, due_at, red, once, made_at) "
					"VALUES (9, %lld, 0, %lld, 'call_back', 0, %lld, 0, %lld, FALSE, 'x', 1)", (long long)h.org,
					(long long)h.karim.id, (long long)signe.id, (long long)h.w->ctx->now)) == OK);
	ok(says(visit(h.w, "GET", work(&h, "look"), NULL), "You have a task for this person."));
	ok(says(post(h.w, work(&h, "look"), ""), "Karim Holm"));
	same_text(ask_db(&h, "SELECT COUNT(*) FROM event WHERE what = 'look.name'"), "2");
	same_text(ask_db(&h, "SELECT COUNT(*) FROM event WHERE detail LIKE '%Holm%' OR what LIKE '%Holm%'"), "0");

	as_person(&h, &h.karim);
	a = visit(h.w, "GET", "/en/mine/consents", NULL);
	ok(says(a, "Signe looked at your name.") && says(a, "Without a task for you") && says(a, "You asked for it") &&
	   says(a, "To do something for you"));
	as_person(&h, &(struct participant){ .id = somebody(h.w, "Hanne", h.org).id });
	ok(!says(visit(h.w, "GET", "/en/mine/consents", NULL), "Signe looked"));
	world_free(h.w);
}

TEST(the_person_sees_who_read_what_they_said_yes_to_once_an_hour)
{
	struct consent_house h = consent_house();
	struct answer a;

	given(&h);
	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	same_int(visit(h.w, "GET", work(&h, "consents"), NULL).status, 200);
	same_int(visit(h.w, "GET", work(&h, "consents"), NULL).status, 200);
	same_text(ask_db(&h, "SELECT COUNT(*) FROM event WHERE what = 'look.consents'"), "1");
	world_clock(h.w, h.w->ctx->now + 3601);
	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	same_int(visit(h.w, "GET", work(&h, "consents"), NULL).status, 200);
	same_text(ask_db(&h, "SELECT COUNT(*) FROM event WHERE what = 'look.consents'"), "2");
	/* Whoever may not read it leaves no line, and no word. */
	world_log_in(h.w, "Mikkel", ROLE_COORDINATOR, h.other, 0);
	same_int(visit(h.w, "GET", work(&h, "consents"), NULL).status, 404);
	same_text(ask_db(&h, "SELECT COUNT(*) FROM event WHERE what = 'look.consents'"), "2");
	as_person(&h, &h.karim);
	a = visit(h.w, "GET", "/en/mine/consents", NULL);
	ok(says(a, "Signe looked at what you said yes to.") && says(a, "To help you with what you asked for"));
	world_free(h.w);
}

TEST(after_two_looks_without_a_task_there_is_no_third_until_somebody_went_through_one)
{
	struct consent_house h = consent_house();
	struct event_verdict v;
	struct answer a;
	const char *review;

	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	same_int(post(h.w, work(&h, "look"), "why=asked").status, 200);
	same_int(post(h.w, work(&h, "look"), "why=error").status, 200);
	a = post(h.w, work(&h, "look"), "why=danger");
	same_int(a.status, 422);
	ok(says(a, "Two of your looks wait"));
	same_int(visit(h.w, "GET", "/en/work/looks", NULL).status, 403);

	world_log_in(h.w, "Dorte", ROLE_DATA_PROTECTION, 0, 0);
	a = visit(h.w, "GET", "/en/work/looks", NULL);
	ok(says(a, "Signe") && says(a, "To put something right") && !says(a, "Karim"));
	review = sql(&h, "/en/work/looks/%lld/%.*s", (long long)h.karim.id, STR_ARG(ask_db(&h, "SELECT MIN(id) FROM consent_unusual")));
	same_int(post(h.w, review, "").status, 303);
	ok(says(visit(h.w, "GET", "/en/work/looks", NULL), "gone through by Dorte"));

	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	same_int(post(h.w, work(&h, "look"), "why=danger").status, 200);
	ok(event_verify(h.w->ctx, &v) == OK && !v.broken_at);
	world_free(h.w);
}

TEST(a_look_is_written_with_codes_and_nobody_goes_through_their_own)
{
	struct consent_house h = consent_house();
	struct who me = h.w->who;
	int64_t id;

	ok(consent_look(h.w->ctx, h.karim.id, "name", S("Karim asked me"), false) == ERR_INVALID);
	ok(consent_look(h.w->ctx, h.karim.id, "name", S(""), false) == ERR_INVALID);
	ok(consent_look(h.w->ctx, h.karim.id, "diagnosis", S("task 7"), false) == ERR_INVALID);
	ok(consent_look(h.w->ctx, h.karim.id, "name", S("task 7"), true) == ERR_INVALID);
	ok(consent_look(h.w->ctx, h.karim.id, "contact", S("task 7"), false) == OK);
	me.account = 42;
	h.w->ctx->who = &me;
	ok(consent_look(h.w->ctx, h.karim.id, "name", S("danger"), true) == OK);
	ok(str_int(ask_db(&h, "SELECT id FROM consent_unusual"), &id));
	ok(consent_review(h.w->ctx, h.karim.id, id) == OK);
	same_text(ask_db(&h, "SELECT COUNT(*) FROM consent_unusual WHERE reviewed_at IS NULL"), "1");
	h.w->ctx->who = &h.w->who;
	refused(&h, "UPDATE consent_unusual SET reviewed_at = 1, reviewer = account");
	world_free(h.w);
}

/* --- on paper ------------------------------------------------------------------------------------------------------ */

struct reading {
	int words, sentences, longs;
};

/* Björnsson 1968: words a sentence, and words of more than six letters in a hundred. */
static double lix(struct reading r)
{
	return (double)r.words / r.sentences + 100.0 * r.longs / r.words;
}

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* The text of a section without its marks. */
static struct reading read_section(struct answer a, const char *id)
{
	size_t at = str_index(a.body, str_of(id), 0), end = str_index(a.body, S("</section>"), at), letters = 0;
	struct reading r = { 0 };
	bool in_tag = true;

	ok(at != SIZE_MAX && end != SIZE_MAX);
	for (size_t i = at; i < end; i++) {
		unsigned char c = (unsigned char)a.body.p[i];
		bool letter = !in_tag && is_letter(c);
		if (letter && (c & 0xC0) != 0x80)
			letters++;
		if (!letter && letters) {
			r.words++;
			r.longs += letters > 6;
			letters = 0;
		}
		/* A heading is a sentence of its own. */
		if (!in_tag && (c == '.' || c == ':' || c == '?'))
			r.sentences++;
		if (c == '<') {
			in_tag = true;
			r.sentences += str_starts(str_slice(a.body, i, end), S("</h")) || str_starts(str_slice(a.body, i, end), S("</dt"));
		} else if (c == '>') {
			in_tag = false;
		}
	}
	return r;
}

static void reads_easily(struct answer a)
{
	struct reading yes = read_section(a, "id=\"yes\""), more = read_section(a, "id=\"more\"");

	ok(yes.words > 80 && yes.words <= 150);
	ok(lix(yes) <= 35.0 && lix(more) <= 35.0);
}

TEST(the_paper_has_at_most_150_words_says_all_that_is_asked_and_reads_easily)
{
	struct consent_house h = consent_house();
	struct consent c = asked(&h);
	struct problems bad = { 0 };
	struct answer en, da;

	c.form = S("written");
	ok(consent_give(h.w->ctx, &c, &bad) == OK && !bad.n);
	world_log_in(h.w, "Signe", ROLE_COORDINATOR, h.org, 0);
	en = visit(h.w, "GET", work(&h, sql(&h, "consents/%lld", (long long)c.id)), NULL);
	ok(says(en, "Havnens Venner may tell Fjordens Hus about you.") && says(en, "Karim") && says(en, "The name you use here and what you need.") &&
	   says(en, "To get you in touch with them.") && says(en, "12 December 2016") && says(en, "You can stop it on any day") &&
	   says(en, "cannot be taken back") && says(en, "You lose nothing") && says(en, "Heard by: coordinator") && says(en, "______"));
	reads_easily(en);
	as_person(&h, &h.karim);
	da = visit(h.w, "GET", sql(&h, "/da/mine/consents/%lld", (long long)c.id), NULL);
	ok(says(da, "Havnens Venner må fortælle Fjordens Hus om dig."));
	reads_easily(da);
	world_free(h.w);
}

TEST(what_is_told_goes_with_a_notice_that_it_is_not_passed_on)
{
	struct consent_house h = consent_house();

	ok(str_index(consent_notice(h.w->ctx, S("ride")), S("Do not pass it on"), 0) != SIZE_MAX);
	world_free(h.w);
}
