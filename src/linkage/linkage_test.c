/* linkage_test.c -- nobody is lost between "would you like to" and the chair in the room. */
#include "linkage/linkage_test.h"
#include "meeting/meeting.h"

#include <stdlib.h>
#include <string.h>

/* --- what the tests of this room begin with ------------------------------------------------------------------- */

static int64_t colleague(struct road *r, const char *name, enum role role)
{
	struct who me = r->w->who;
	struct account a;

	world_log_in(r->w, name, role, 0, 0);
	world_log_out(r->w);
	r->w->who = me;
	ok(account_of_name(r->w->ctx, str_of(name), &a) == OK);
	return a.id;
}

static int64_t a_group(struct road *r)
{
	struct problems bad = { 0 };
	struct meeting m = meeting_blank(r->w->ctx);

	m.name = S("Torsdagskredsen"), m.state = S("running"), m.org = r->h.org, m.rhythm = S("weekly"), m.weekdays = S("th"), m.every = 1;
	m.first_day = day_of(2016, 1, 7), m.start_min = 19 * 60, m.duration_min = 90, m.mode = S("online");
	m.conference_url = S("https://example.org/x"), m.zone = S("Europe/Copenhagen");
	m.slug = S("torsdagskredsen"), m.method = S("aa"), m.location = 0;
	ok(meeting_save(r->w->ctx, &m, &bad) == OK && !bad.n);
	return m.id;
}

struct road road_new(void)
{
	struct road r = { .h = help_new() };
	struct participant p = { .nickname = S("Karim"), .role = S("person"), .lang = S("da") };
	struct problems bad = { 0 };

	r.w = r.h.w;
	r.service = help_running(&r.h, "case-management", "Ret og ydelser");
	r.group = a_group(&r);
	r.sara = colleague(&r, "Sara", ROLE_COACH);
	r.signe = colleague(&r, "Signe", ROLE_COORDINATOR);
	p.org = r.h.org;
	ok(participant_new(r.w->ctx, &p, &bad) == OK && !bad.n);
	r.karim = p.id;
	world_commit(r.w);
	road_acts(&r, r.signe);
	return r;
}

void road_acts(struct road *r, int64_t account)
{
	static const struct grant all[] = { { ROLE_COORDINATOR, 0, 0 } }, coach[] = { { ROLE_COACH, 0, 0 } };

	r->w->who = (struct who){ .account = account, .grants = account == r->sara ? coach : all, .ngrants = 1 };
	r->w->ctx->who = &r->w->who;
}

void road_is(struct road *r, int64_t participant)
{
	r->w->who = (struct who){ .participant = participant };
	r->w->ctx->who = &r->w->who;
}

void road_logs_in(struct road *r, const char *name, enum role role, int64_t org)
{
	r->w->who = (struct who){ .local = true };
	r->w->ctx->who = &r->w->who;
	world_log_in(r->w, name, role, org, 0);
}

static struct linkage begun(struct road *r, int64_t target, unsigned told)
{
	struct linkage l = { .participant = r->karim, .need = S("papers"), .target = target, .told = told, .urgency = S("normal") };
	struct problems bad = { 0 };

	ok(linkage_begin(r->w->ctx, &l, S("coordinator"), &bad) == OK && !bad.n && l.id);
	return l;
}

struct linkage road_referral(struct road *r)
{
	return begun(r, r->service, CLASS_NICKNAME);
}

struct linkage road_introduction(struct road *r)
{
	return begun(r, r->group, 0);
}

struct linkage road_get(struct road *r, int64_t id)
{
	struct linkage_line line;

	ok(linkage_find(r->w->ctx, id, &line) == OK);
	return line.l;
}

void road_do(struct road *r, struct linkage *l, struct linkage_act a)
{
	struct problems bad = { 0 };

	if (!a.until)
		a.until = DAY_NONE;
	ok(linkage_do(r->w->ctx, l, BY_STAFF, &a, &bad) == OK && !bad.n);
}

struct str road_ask(struct road *r, const char *sql)
{
	struct str answer;

	ok(db_ask(r->w->ctx, sql, &answer) == OK);
	return answer;
}

/* What was refused is taken back, so that the test can go on. */
bool road_refuses(struct road *r, const char *sql)
{
	struct str answer;
	bool refused;

	world_commit(r->w);
	road_acts(r, r->signe);
	refused = db_ask(r->w->ctx, sql, &answer) != OK;
	db_rollback(r->w->ctx);
	ok(db_begin(r->w->ctx, DB_WRITE) == OK);
	return refused;
}

const char *road_path(struct road *r, const char *fmt, int64_t id)
{
	const char *at = strstr(fmt, "ID");

	return arena_printf(r->w->arena, "%.*s%lld%s", (int)(at - fmt), fmt, (long long)id, at + 2).p;
}

const char *road_link(struct road *r, struct linkage *l)
{
	struct str token;

	ok(linkage_link_new(r->w->ctx, l, &token) == OK);
	return arena_printf(r->w->arena, "/da/l/%.*s", STR_ARG(token)).p;
}

/* --- from the offer to the chair ------------------------------------------------------------------------------------ */

TEST(somebody_is_handed_over_the_place_answers_by_link_and_they_arrive)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	const char *path = road_link(&r, &l);
	struct answer a = visit(r.w, "GET", path, NULL);

	same_int(a.status, 200);
	ok(says(a, "Karim"));
	a = post(r.w, path, "event=received");
	same_int(a.status, 303);
	path = arena_z(r.w->arena, a.location);
	a = post(r.w, path, "event=time&day=2016-12-14&time=10:00");
	same_int(a.status, 303);
	path = arena_z(r.w->arena, a.location);
	world_clock(r.w, r.w->ctx->now + 3 * DAY);
	ok(says(visit(r.w, "GET", path, NULL), "14. december"));
	a = post(r.w, path, "event=came");
	same_int(a.status, 303);
	ok(says(visit(r.w, "GET", arena_z(r.w->arena, a.location), NULL), "Tak"));
	road_acts(&r, r.signe);
	l = road_get(&r, l.id);
	same_text(l.state, "ended");
	same_text(l.end_class, "attended");
	same_text(l.evidence, "receiver");
	same_text(road_ask(&r, "SELECT COUNT(*) FROM consent_disclosure"), "1");
	world_free(r.w);
}

TEST(a_link_is_fetched_as_often_as_a_mail_program_likes_and_nothing_changes)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	const char *path = road_link(&r, &l);
	struct str before, after;

	world_commit(r.w);
	before = arena_str(r.w->arena, road_ask(&r, "SELECT (SELECT COUNT(*) FROM event) || ' ' || state || ' ' || steps FROM linkage_loop"));
	for (int i = 0; i < 3; i++)
		same_int(visit(r.w, "GET", path, NULL).status, 200);
	same_int(visit(r.w, "HEAD", path, NULL).status, 200);
	after = road_ask(&r, "SELECT (SELECT COUNT(*) FROM event) || ' ' || state || ' ' || steps FROM linkage_loop");
	ok(str_eq(before, after));
	same_text(road_ask(&r, "SELECT COUNT(*) FROM linkage_link WHERE used_at IS NULL"), "1");
	world_free(r.w);
}

TEST(a_used_an_old_and_a_revoked_link_say_so_tell_nothing_and_can_be_asked_for_anew_once)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	const char *path = road_link(&r, &l);
	struct answer a;

	same_int(post(r.w, path, "event=received").status, 303);
	a = visit(r.w, "GET", path, NULL);
	same_int(a.status, 410);
	ok(!says(a, "Karim") && !says(a, "Ret og ydelser"));
	same_int(post(r.w, path, "event=cannot&decline=full").status, 410);
	same_text(road_ask(&r, "SELECT state FROM linkage_loop"), "acknowledged");
	/* Asked twice, noted once. */
	same_int(post(r.w, arena_printf(r.w->arena, "%s/again", path).p, "").status, 303);
	same_int(post(r.w, arena_printf(r.w->arena, "%s/again", path).p, "").status, 303);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM linkage_step WHERE event = 'asked'"), "1");
	road_acts(&r, r.signe);
	l = road_get(&r, l.id);
	path = road_link(&r, &l);
	ok(linkage_link_revoke(r.w->ctx, &l) == OK);
	same_int(visit(r.w, "GET", path, NULL).status, 410);
	road_acts(&r, r.signe);
	path = road_link(&r, &l);
	world_clock(r.w, r.w->ctx->now + 14 * DAY - 1);
	same_int(visit(r.w, "GET", path, NULL).status, 200);
	world_clock(r.w, r.w->ctx->now + 1);
	a = visit(r.w, "GET", path, NULL);
	same_int(a.status, 410);
	ok(says(a, "Bed om et nyt"));
	world_free(r.w);
}

TEST(a_token_that_nobody_has_is_answered_alike_in_a_full_and_in_an_empty_house)
{
	struct road full = road_new();
	struct linkage l = road_referral(&full);
	struct answer a, b;
	struct str body;
	struct world *w;

	road_link(&full, &l);
	a = visit(full.w, "GET", "/da/l/abcdefghjkmnpqrstuvwxyz234", NULL);
	same_int(a.status, 404);
	body = (struct str){ strndup(a.body.p, a.body.n), a.body.n };
	world_free(full.w);
	w = world_new();
	b = visit(w, "GET", "/da/l/abcdefghjkmnpqrstuvwxyz234", NULL);
	same_int(b.status, 404);
	ok(str_eq(body, b.body));
	same_int(post(w, "/da/l/abcdefghjkmnpqrstuvwxyz234", "event=came").status, 404);
	same_int(post(w, "/da/l/abcdefghjkmnpqrstuvwxyz234/again", "").status, 404);
	world_free(w);
	free((void *)(uintptr_t)body.p);
}

TEST(a_link_is_kept_nowhere_but_as_a_keyed_hash_and_words_to_the_sender_are_sealed)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	const char *path = road_link(&r, &l), *token = path + 6;
	struct linkage_step *steps;
	size_t n;

	same_text(road_ask(&r, arena_printf(r.w->arena, "SELECT COUNT(*) FROM event WHERE replace(detail, '%s', '') <> detail", token).p), "0");
	ok(str_index(road_ask(&r, "SELECT tag FROM linkage_link"), str_of(token), 0) == SIZE_MAX);
	same_int(post(r.w, path, "event=received&words=Ring+til+os+om+010190-1234").status, 422);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM linkage_step"), "1");
	same_int(post(r.w, path, "event=received&words=Vi+glæder+os").status, 303);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM linkage_step WHERE replace(words, 'Vi gl', '') <> words"), "0");
	road_acts(&r, r.signe);
	l = road_get(&r, l.id);
	ok(linkage_history(r.w->ctx, &l, 10, &steps, &n) == OK && n == 2);
	same_text(steps[0].words, "Vi glæder os");
	world_free(r.w);
}

/* --- consent ----------------------------------------------------------------------------------------------------------- */

TEST(without_a_yes_nothing_can_be_told_and_the_place_is_only_asked_whether_there_is_room)
{
	struct road r = road_new();
	struct linkage l = { .participant = r.karim, .need = S("papers"), .target = r.service, .told = CLASS_NICKNAME };
	struct problems bad = { 0 };
	struct answer a;

	ok(linkage_begin(r.w->ctx, &l, S(""), &bad) == OK && problem_of(&bad, "yes") && !l.id);
	same_text(road_ask(&r, "SELECT (SELECT COUNT(*) FROM linkage_loop) + (SELECT COUNT(*) FROM consent)"), "0");
	bad.n = 0;
	l = (struct linkage){ .participant = r.karim, .need = S("papers"), .target = r.service };
	ok(linkage_begin(r.w->ctx, &l, S(""), &bad) == OK && !bad.n && l.id);
	a = visit(r.w, "GET", road_link(&r, &l), NULL);
	same_int(a.status, 200);
	ok(!says(a, "Karim") && says(a, "Har I plads til en?"));
	same_text(road_ask(&r, "SELECT COUNT(*) FROM consent_disclosure"), "0");
	world_free(r.w);
}

TEST(the_place_sees_what_was_ticked_and_nothing_else)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	struct answer a = visit(r.w, "GET", road_link(&r, &l), NULL);

	ok(says(a, "Karim") && !says(a, "Hjælp til papirer"));
	ok(str_index(a.body, S("<title>"), 0) != SIZE_MAX);
	ok(str_index(str_slice(a.body, str_index(a.body, S("<title>"), 0), str_index(a.body, S("</title>"), 0)), S("Karim"), 0) == SIZE_MAX);
	world_free(r.w);
}

TEST(who_takes_their_yes_back_is_waited_for_no_more_in_that_same_moment)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	const char *path = road_link(&r, &l);
	struct answer a;

	road_is(&r, r.karim);
	ok(consent_stop(r.w->ctx, r.karim, l.consent) == OK);
	same_text(road_ask(&r, "SELECT state || ' ' || end_class FROM linkage_loop"), "ended withdrawn");
	same_text(road_ask(&r, "SELECT event || ' ' || by_what FROM linkage_step WHERE n = 2"), "stopped house");
	a = visit(r.w, "GET", path, NULL);
	same_int(a.status, 410);
	ok(!says(a, "Karim"));
	world_free(r.w);
}

TEST(when_a_yes_is_taken_back_nobody_is_waited_for_to_go_along)
{
	struct road r = road_new();
	struct linkage l = { .participant = r.karim, .need = S("papers"), .target = r.service, .told = CLASS_NICKNAME, .companion = r.sara };
	struct problems bad = { 0 };

	ok(linkage_begin(r.w->ctx, &l, S("coordinator"), &bad) == OK && !bad.n);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "1");
	road_is(&r, r.karim);
	ok(consent_stop(r.w->ctx, r.karim, l.consent) == OK);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "0");
	world_free(r.w);
}

TEST(whoever_is_erased_is_waited_for_no_more_and_leaves_no_name_behind)
{
	struct road r = road_new();
	struct linkage l = road_introduction(&r);

	road_is(&r, r.karim);
	ok(participant_erase(r.w->ctx, r.karim) == OK);
	road_acts(&r, r.signe);
	l = road_get(&r, l.id);
	same_text(l.end_class, "withdrawn");
	world_free(r.w);
}

/* --- introductions ------------------------------------------------------------------------------------------------------ */

TEST(a_group_gets_no_link_is_told_nothing_and_cannot_say_who_came)
{
	struct road r = road_new();
	struct linkage l = { .participant = r.karim, .need = S("group"), .target = r.group, .told = CLASS_NICKNAME | CLASS_CONTACT };
	struct linkage_act came = { .event = S("came"), .evidence = S("receiver"), .until = DAY_NONE };
	struct problems bad = { 0 };
	struct str token;

	ok(linkage_begin(r.w->ctx, &l, S("coordinator"), &bad) == OK && !bad.n);
	same_text(l.mode, "introduction");
	same_int(l.told, 0);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM consent_disclosure"), "0");
	road_do(&r, &l, (struct linkage_act){ .event = S("chosen") });
	ok(linkage_do(r.w->ctx, &l, BY_STAFF, &came, &bad) == OK && problem_of(&bad, "evidence"));
	ok(linkage_link_new(r.w->ctx, &l, &token) == ERR_CONFLICT);
	world_free(r.w);
}

TEST(how_an_introduction_ended_is_the_persons_to_tell)
{
	struct road r = road_new();
	struct linkage l = road_introduction(&r);
	struct linkage_act came = { .event = S("came"), .until = DAY_NONE };
	struct problems bad = { 0 };
	struct linkage_step *steps;
	struct answer a;
	size_t n;

	road_do(&r, &l, (struct linkage_act){ .event = S("chosen") });
	road_is(&r, r.karim);
	ok(linkage_do(r.w->ctx, &l, BY_PERSON, &came, &bad) == OK && !bad.n);
	same_text(l.evidence, "self");
	road_acts(&r, r.signe);
	ok(linkage_history(r.w->ctx, &l, 10, &steps, &n) == OK && !linkage_may_know_end(r.w->ctx, &l, steps, n));
	road_logs_in(&r, "Signes afløser", ROLE_COORDINATOR, r.h.org);
	a = visit(r.w, "GET", road_path(&r, "/da/work/loops/ID", l.id), NULL);
	same_int(a.status, 200);
	ok(!says(a, "Kom</b>") && !says(a, "sagde nej") && says(a, "deres at fortælle"));
	road_is(&r, r.karim);
	ok(linkage_wish(r.w->ctx, &l, true, 0) == OK);
	ok(says(visit(r.w, "GET", road_path(&r, "/da/work/loops/ID", l.id), NULL), "Kom</b>"));
	road_is(&r, r.karim);
	ok(linkage_wish(r.w->ctx, &l, false, 0) == OK);
	ok(!says(visit(r.w, "GET", road_path(&r, "/da/work/loops/ID", l.id), NULL), "Kom</b>"));
	world_free(r.w);
}

static void ended(struct road *r, int64_t id, const char *end)
{
	same_text(road_ask(r, arena_printf(r->w->arena, "INSERT INTO linkage_loop (participant, id, org, area, mode, need, to_kind, target, told, consent, urgency, owner, "
		"deputy, sender, companion, parent, state, steps, end_class, next_due_at, made_at, state_at, ended_at) VALUES (%lld, %lld, 0, 0, 'introduction', 'group', "
		"'meeting', %lld, 0, 0, 'normal', %lld, 0, %lld, 0, 0, 'ended', 1, '%s', 1, 1, 1, 1) RETURNING 1", (long long)r->karim, (long long)id,
		(long long)r->group, (long long)r->signe, (long long)r->signe, end).p), "1");
}

TEST(the_introducer_sees_totals_only_when_five_came_and_five_did_not)
{
	struct road r = road_new();
	struct linkage_totals t;

	for (int i = 1; i <= 4; i++)
		ended(&r, i, "attended");
	for (int i = 11; i <= 15; i++)
		ended(&r, i, "declined_by_person");
	ok(linkage_totals(r.w->ctx, "introduction", &t) == OK && !t.shown && !t.came && !t.all);
	ended(&r, 5, "attended");
	ok(linkage_totals(r.w->ctx, "introduction", &t) == OK && t.shown);
	same_int(t.all, 10);
	same_int(t.came, 5);
	road_acts(&r, r.sara);
	ok(linkage_totals(r.w->ctx, "introduction", &t) == OK && !t.shown && !t.all);
	world_free(r.w);
}

TEST(who_goes_along_says_whether_it_came_to_be_and_nobody_else_does_so_for_them)
{
	struct road r = road_new();
	struct linkage l = { .participant = r.karim, .need = S("group"), .target = r.group, .companion = r.sara };
	struct linkage_act came = { .event = S("came"), .until = DAY_NONE };
	struct problems bad = { 0 };

	ok(linkage_begin(r.w->ctx, &l, S(""), &bad) == OK && !bad.n);
	road_do(&r, &l, (struct linkage_act){ .event = S("chosen") });
	same_text(road_ask(&r, "SELECT COUNT(*) FROM task WHERE kind = 'go_along' AND done_at IS NULL"), "1");
	ok(linkage_do(r.w->ctx, &l, BY_COMPANION, &came, &bad) == ERR_DENIED);
	road_acts(&r, r.sara);
	ok(linkage_do(r.w->ctx, &l, BY_COMPANION, &came, &bad) == OK && !bad.n);
	same_text(l.evidence, "companion");
	same_text(road_ask(&r, "SELECT COUNT(*) FROM task WHERE kind = 'go_along' AND done_at IS NULL"), "0");
	world_free(r.w);
}

/* --- ends ------------------------------------------------------------------------------------------------------------------ */

static bool closes(struct road *r, struct linkage l)
{
	struct linkage_act a = { .event = S("unreachable"), .until = DAY_NONE };
	struct problems bad = { 0 };

	ok(linkage_do(r->w->ctx, &l, BY_STAFF, &a, &bad) == OK);
	return !bad.n;
}

TEST(not_reachable_needs_four_tries_on_three_days_and_a_second_pair_of_eyes)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	struct task_attempt a = { .channel = S("phone"), .result = S("no_answer") };
	struct problems bad = { 0 };

	for (int i = 0; i < 4; i++) {
		road_acts(&r, r.signe);
		ok(!closes(&r, l));
		ok(linkage_try(r.w->ctx, &l, &a, &bad) == OK && !bad.n);
		world_clock(r.w, r.w->ctx->now + (i == 1 ? 8 * HOUR : DAY));
	}
	/* Enough tries; but Signe answers for it herself. */
	ok(!closes(&r, l));
	road_acts(&r, r.sara);
	ok(!closes(&r, l));
	ok(linkage_hand_on(r.w->ctx, &l, r.sara, r.signe, &bad) == OK && !bad.n);
	road_acts(&r, r.signe);
	ok(closes(&r, l));
	l = road_get(&r, l.id);
	road_do(&r, &l, (struct linkage_act){ .event = S("reopened") });
	same_text(l.state, "offered");
	world_free(r.w);
}

TEST(sent_is_not_an_end)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	struct linkage_act a = { .event = S("sent"), .until = DAY_NONE };
	struct problems bad = { 0 };

	ok(linkage_do(r.w->ctx, &l, BY_STAFF, &a, &bad) == OK && bad.n == 1);
	ok(str_starts(str_of(bad.at[0].text), S("“Sent” is not the end.")));
	same_text(l.state, "offered");
	world_free(r.w);
}

TEST(no_room_three_times_in_two_weeks_stands_on_the_listing_for_everybody)
{
	struct road r = road_new();
	struct service_whole w;

	for (int i = 0; i < 3; i++) {
		struct linkage l = road_referral(&r);
		w = help_get(&r.h, r.service);
		ok(!service_is_full(r.w->ctx, &w.s));
		road_do(&r, &l, (struct linkage_act){ .event = S("cannot"), .decline = S("full") });
		same_text(l.end_class, "redirected");
		world_clock(r.w, r.w->ctx->now + 6 * DAY);
	}
	w = help_get(&r.h, r.service);
	ok(service_is_full(r.w->ctx, &w.s));
	world_free(r.w);

	r = road_new();
	for (int i = 0; i < 3; i++) {
		struct linkage l = road_referral(&r);
		road_do(&r, &l, (struct linkage_act){ .event = S("cannot"), .decline = i ? S("full") : S("criteria") });
	}
	w = help_get(&r.h, r.service);
	ok(!service_is_full(r.w->ctx, &w.s));
	world_free(r.w);
}

TEST(when_one_arrives_the_others_for_the_same_need_end_with_it)
{
	struct road r = road_new();
	struct linkage one = road_referral(&r), two = { .participant = r.karim, .need = S("papers"), .target = r.group };
	struct problems bad = { 0 };

	ok(linkage_begin(r.w->ctx, &two, S(""), &bad) == OK && !bad.n);
	road_do(&r, &one, (struct linkage_act){ .event = S("received") });
	road_do(&r, &one, (struct linkage_act){ .event = S("time"), .at = r.w->ctx->now + DAY });
	road_do(&r, &one, (struct linkage_act){ .event = S("came"), .evidence = S("self") });
	two = road_get(&r, two.id);
	same_text(two.end_class, "redirected");
	road_do(&r, &one, (struct linkage_act){ .event = S("again") });
	same_int(one.visits, 2);
	world_free(r.w);
}

TEST(a_way_back_to_where_they_were_sent_already_is_noticed)
{
	struct road r = road_new();
	struct linkage one = road_referral(&r), two = { .participant = r.karim, .need = S("papers"), .target = r.group, .parent = one.id };
	struct problems bad = { 0 };
	bool circle;

	ok(linkage_begin(r.w->ctx, &two, S(""), &bad) == OK && !bad.n);
	ok(linkage_is_circle(r.w->ctx, two.id, r.service, &circle) == OK && circle);
	ok(linkage_is_circle(r.w->ctx, one.id, r.group, &circle) == OK && !circle);
	world_free(r.w);
}

TEST(never_means_that_no_way_to_reach_them_is_kept_and_ask_again_is_a_promise)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	struct problems bad = { 0 };
	struct participant p;

	ok(participant_up(r.w->ctx, r.karim, S("Karim Holm"), S("coordinator"), &bad) == OK);
	road_do(&r, &l, (struct linkage_act){ .event = S("declined"), .answer = S("not_now"), .weeks = 4 });
	same_text(road_ask(&r, "SELECT COUNT(*) FROM task WHERE kind = 'ask_again' AND done_at IS NULL"), "1");
	ok(participant_find(r.w->ctx, r.karim, &p) == OK && p.level == PARTICIPANT_KNOWN);
	ok(linkage_asked_again(r.w->ctx, &l) == OK);
	same_text(road_ask(&r, "SELECT COUNT(*) FROM task WHERE done_at IS NULL"), "0");
	l = road_referral(&r);
	road_do(&r, &l, (struct linkage_act){ .event = S("declined"), .answer = S("never") });
	ok(participant_find(r.w->ctx, r.karim, &p) == OK && p.level == PARTICIPANT_CODE);
	world_free(r.w);
}
