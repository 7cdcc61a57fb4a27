/* way_test.c -- a person says how they may be reached, sees what can come, and stops it by a link or by an answer. */
#include "outbox/outbox_test.h"
#include "event/event.h"

#include <string.h>

static const char *stop_path(struct post *p)
{
	struct str text = post_text(p);
	size_t at = str_index(text, S("/da/stop/"), 0), end = at;

	ok(at != SIZE_MAX);
	while (end < text.n && (unsigned char)text.p[end] > ' ')
		end++;
	return arena_z(p->w->arena, str_slice(text, at, end));
}

static struct str message_id(struct post *p)
{
	struct str text = post_text(p);
	size_t at = str_index(text, S("Message-ID: "), 0), end;

	ok(at != SIZE_MAX);
	end = str_index(text, S(">"), at);
	return arena_str(p->w->arena, str_slice(text, at + strlen("Message-ID: "), end + 1));
}

static struct post with_sent(void)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 1);
	return p;
}

static bool is_stopped(struct post *p)
{
	return str_same(road_ask(&p->r, "SELECT COUNT(*) FROM contact_channel WHERE stopped_at IS NOT NULL"), "1");
}

/* --- by a link -------------------------------------------------------------------------------------------------------------- */

TEST(the_link_at_the_end_stops_it_in_two_taps_and_looking_stops_nothing)
{
	struct post p = with_sent();
	const char *path = stop_path(&p);
	struct answer a = visit(p.w, "GET", path, NULL);

	same_int(a.status, 200);
	ok(says(a, "Ikke flere beskeder?") && !says(a, "Karim") && !says(a, "example.org") && !is_stopped(&p));
	same_int(visit(p.w, "HEAD", path, NULL).status, 200);
	ok(!is_stopped(&p));
	same_int(post(p.w, path, "").status, 303);
	ok(is_stopped(&p));
	ok(says(visit(p.w, "GET", path, NULL), "Det er stoppet"));
	same_int(post(p.w, path, "").status, 303);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM event WHERE what = 'contact.stopped'"), "1");
	same_int(visit(p.w, "GET", "/da/stop/aaaaaaaaaaaaaaaa", NULL).status, 404);
	post_free(&p);
}

TEST(after_a_stop_what_waits_is_not_sent)
{
	struct post p = with_sent();

	ok(db_script(p.w->ctx, "UPDATE outbox_message SET state = 'waiting', ended_at = NULL") == OK);
	same_int(post(p.w, stop_path(&p), "").status, 303);
	road_acts(&p.r, p.r.signe);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "dropped stopped");
	post_free(&p);
}

/* --- by an answer ------------------------------------------------------------------------------------------------------------- */

static bool answered(struct post *p, const char *header, const char *body)
{
	struct str mail = arena_printf(p->w->arena, "From: K <karim@example.org>\r\n%s\r\nSubject: Re: En\r\n\r\n%s", header, body);
	bool stopped;

	ok(outbox_answered(p->w->ctx, mail, &stopped) == OK);
	return stopped;
}

TEST(an_answer_that_begins_with_stop_stops_it_at_once)
{
	static const char *const bodies[] = { "STOP\r\n\r\n> Hej\r\n", "\r\n  stop, tak\r\n", "--x\r\nContent-Type: text/plain\r\n\r\nStop.\r\n--x--\r\n" };

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct post p = with_sent();
		struct str id = message_id(&p);
		ok(answered(&p, arena_printf(p.w->arena, "In-Reply-To: %.*s", STR_ARG(id)).p, bodies[i]) && is_stopped(&p));
		post_free(&p);
	}
}

TEST(an_answer_that_names_its_message_in_a_header_of_several_lines_is_understood)
{
	struct post p = with_sent();
	struct str id = message_id(&p);

	ok(answered(&p, arena_printf(p.w->arena, "REFERENCES: <x@y.dk>\r\n\t%.*s", STR_ARG(id)).p, "STOP") && is_stopped(&p));
	post_free(&p);
}

TEST(other_answers_stop_nothing)
{
	struct post p = with_sent();
	struct str id = message_id(&p);
	const char *ours = arena_printf(p.w->arena, "In-Reply-To: %.*s", STR_ARG(id)).p;

	ok(!answered(&p, ours, "Tak, jeg kommer\r\n> svar STOP\r\n") && !answered(&p, ours, "stoppested\r\n") && !answered(&p, ours, "") &&
	   !answered(&p, "In-Reply-To: <aaaaaaaaaaaaaaaaaaaaaaaaaa@example.org>", "STOP") && !answered(&p, "X: y", "STOP") &&
	   !answered(&p, arena_printf(p.w->arena, "Subject: %.*s", STR_ARG(id)).p, "STOP"));
	ok(!is_stopped(&p));
	post_free(&p);
}

/* --- on their own page ------------------------------------------------------------------------------------------------------------ */

/* Karim with a key of his own, logged in. */
static void karim_comes(struct post *p)
{
	struct str token;

	road_is(&p->r, p->r.karim);
	ok(participant_session_begin(p->w->ctx, p->r.karim, &token) == OK);
	p->w->cookie = arena_str(p->w->arena, token);
}

TEST(a_person_adds_a_way_sees_exactly_what_can_come_and_stops_it)
{
	struct post p = post_new();
	struct answer a;
	int64_t id;

	post_set(&p, post_road("folder"));
	karim_comes(&p);
	same_int(visit(p.w, "GET", "/da/mine/ways", NULL).status, 200);
	a = post(p.w, "/da/mine/ways", "type=email&address=karim%40example&time=any");
	same_int(a.status, 422);
	ok(says(a, "Det er ikke en e-mailadresse."));
	same_int(post(p.w, "/da/mine/ways", "type=email&address=karim%40example.org&time=any&shown_name=Misbruger").status, 422);
	same_int(post(p.w, "/da/mine/ways", "type=sms&address=12345678&time=any").status, 422);
	same_int(post(p.w, "/da/mine/ways", "type=email&address=karim%40example.org&time=evening&shown_name=K").status, 303);
	a = visit(p.w, "GET", "/da/mine/ways", NULL);
	ok(says(a, "karim@example.org") && says(a, "Hej K") && says(a, "En påmindelse: tirsdag den 13. december kl. 10.00") && says(a, "/da/stop/"));
	same_int(visit(p.w, "GET", arena_printf(p.w->arena, "%.*s", 25, a.body.p + str_index(a.body, S("/da/stop/"), 0)).p, NULL).status, 200);
	ok(str_int(road_ask(&p.r, "SELECT id FROM contact_channel"), &id));
	same_int(post(p.w, road_path(&p.r, "/da/mine/ways/ID/end", id), "").status, 303);
	ok(is_stopped(&p) && says(visit(p.w, "GET", "/da/mine/ways", NULL), "Stoppet"));
	post_free(&p);
}

TEST(where_the_road_carries_them_a_text_message_goes_to_a_number)
{
	struct post p = post_new();
	struct outbox_road r = post_road("folder");

	r.numbers = true;
	post_set(&p, r);
	karim_comes(&p);
	same_int(post(p.w, "/da/mine/ways", "type=sms&address=12+34+56+78&time=any").status, 303);
	road_acts(&p.r, p.r.signe);
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "To: +4512345678\r\n") && post_says(&p, "torsdag den 15. december kl. 19.00"));
	post_free(&p);
}

TEST(what_the_preview_shows_is_what_is_sent)
{
	struct post p = post_new();
	struct outbox_letter shown;
	struct outbox_message m;

	post_set(&p, post_road("folder"));
	m = (struct outbox_message){ .participant = p.r.karim, .kind = "loop_time", .to_kind = "channel", .to = post_way(&p, "any"), .lang = "da", .org = p.r.h.org };
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	outbox_say(p.w->ctx, "da", SAY_TOMORROW, (struct outbox_gaps){ .at = p.w->ctx->now + 25 * HOUR }, &m.about, &m.words);
	ok(outbox_preview(p.w->ctx, &m, &shown) == OK && !shown.told.n);
	same_int(post_all(&p), 1);
	for (struct str rest = shown.words, line; str_cut(&rest, '\n', &line);)
		ok(post_says(&p, arena_z(p.w->arena, line)));
	ok(post_says(&p, arena_z(p.w->arena, shown.from)) && post_says(&p, arena_z(p.w->arena, shown.to)));
	post_free(&p);
}

TEST(another_persons_way_cannot_be_stopped_from_ones_own_page)
{
	struct post p = post_new();
	struct participant other = { .nickname = S("Bo"), .role = S("person"), .lang = S("da"), .org = p.r.h.org };
	struct problems bad = { 0 };
	struct str token;
	int64_t id;

	post_set(&p, post_road("folder"));
	id = post_way(&p, "any");
	ok(participant_new(p.w->ctx, &other, &bad) == OK && participant_session_begin(p.w->ctx, other.id, &token) == OK);
	p.w->cookie = arena_str(p.w->arena, token);
	same_int(post(p.w, road_path(&p.r, "/da/mine/ways/ID/end", id), "").status, 303);
	ok(!is_stopped(&p) && !says(visit(p.w, "GET", "/da/mine/ways", NULL), "karim@example.org"));
	post_free(&p);
}

/* --- to the place ------------------------------------------------------------------------------------------------------------------- */

TEST(the_question_to_a_place_goes_to_its_own_address_with_a_link_and_nothing_about_anybody)
{
	struct post p = post_new();
	struct linkage l = road_referral(&p.r);
	const char *mail;
	struct answer a;

	post_set(&p, post_road("folder"));
	road_logs_in(&p.r, "Signe", ROLE_COORDINATOR, 0);
	a = post(p.w, road_path(&p.r, "/en/work/loops/ID/links", l.id), "");
	same_int(a.status, 303);
	mail = arena_printf(p.w->arena, "%.*s/mail", STR_ARG(a.location)).p;
	a = visit(p.w, "GET", arena_z(p.w->arena, a.location), NULL);
	ok(says(a, "visitation@example.org") && says(a, "We have a question that takes half a minute to answer") && !says(a, "Karim"));
	same_int(post(p.w, mail, "").status, 303);
	same_int(post(p.w, mail, "").status, 303);
	road_acts(&p.r, p.r.signe);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "To: visitation@example.org") && post_says(&p, "/en/l/") && !post_says(&p, "Karim") && !post_says(&p, "stop/"));
	post_free(&p);
}

TEST(a_link_that_was_ended_is_not_sent_any_more)
{
	struct post p = post_new();
	struct linkage l = road_referral(&p.r);
	struct str token;
	bool sent;

	post_set(&p, post_road("folder"));
	ok(linkage_link_new(p.w->ctx, &l, &token) == OK && linkage_link_mail(p.w->ctx, &l, token, &sent) == OK && sent);
	ok(linkage_link_revoke(p.w->ctx, &l) == OK);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "dropped gone");
	post_free(&p);
}

TEST(a_place_without_an_address_is_asked_by_somebody)
{
	struct post p = post_new();
	struct linkage l = road_referral(&p.r);
	struct str token;
	bool sent;

	post_set(&p, post_road("folder"));
	ok(db_script(p.w->ctx, "UPDATE service SET email = ''; UPDATE org SET email = ''") == OK);
	ok(linkage_link_new(p.w->ctx, &l, &token) == OK && linkage_link_mail(p.w->ctx, &l, token, &sent) == OK && sent);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "failed no_address");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task WHERE kind = 'tell' AND done_at IS NULL"), "1");
	post_free(&p);
}
