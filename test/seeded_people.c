/* seeded_people.c -- in the seeded house: people who receive support, and what is open for them. */
#include "seeded_parts.h"
#include "account/account.h"
#include "call/call.h"
#include "checkup/checkup.h"
#include "consent/consent.h"
#include "contact/contact.h"
#include "deadline/deadline.h"
#include "demo/demo.h"
#include "door/door.h"
#include "enrolment/enrolment.h"
#include "gate/gate.h"
#include "incident/incident.h"
#include "inquiry/inquiry.h"
#include "landing/landing.h"
#include "linkage/linkage.h"
#include "outbox/outbox.h"
#include "ride/ride.h"
#include "rights/rights.h"
#include "transition/transition.h"

#include <stdio.h>
#include <stdlib.h>

/* Somebody asked to be called, and has a page of their own. */
static void a_call(struct world *w)
{
	struct call_wish wish = { .role = S("person"), .nickname = S("Karim"), .phone = S("12345678"), .time = S("any"), .area_text = S("") };
	struct participant_candidate key = { .tag = S("no key opens this") };
	struct problems bad = { 0 };
	struct call_promise promise;
	struct task t;

	seed_fine(call_ask(w->ctx, &wish, &key, &promise, &bad), &bad);
	seed_give("call", page_id(w->ctx, promise.task));
	ok(task_find(w->ctx, promise.task, &t) == OK);
	seed_give("receiver", page_id(w->ctx, t.participant));
	ok(participant_session_begin(w->ctx, t.participant, &w->cookie) == OK);
	seed_cookie(w, RECEIVER);
	w->cookie = STR_ABSENT;
}

/* Somebody of this organisation is to leave a place, and another has left it early a moment ago. */
static void on_the_way(struct world *w, int64_t org)
{
	static const char *const names[] = { "transition", "left_early" };

	for (int i = 0; i < 2; i++) {
		struct transition_wish wish = { .org = org, .nickname = S("Per"), .from_kind = S("residential"), .agreement = S("no"), .phone = S("87654321"),
						.time = S("any"), .planned_day = page_today(w->ctx) + 4, .said_yes = true };
		struct participant_candidate key = { .tag = str_of(names[i]) };
		struct problems bad = { 0 };
		struct transition t;
		struct str path;
		wish.owner = page_id(w->ctx, seed_named(w, "all coordinator").id);
		wish.deputy = page_id(w->ctx, seed_named(w, "all coach").id);
		seed_fine(transition_register(w->ctx, &wish, &key, &t, &bad), &bad);
		seed_give(names[i], page_id(w->ctx, t.id));
		seed_fine(transition_link_new(w->ctx, &t, &path) , &bad);
		seed_give(i ? "bridge_early" : "bridge", str_slice(path, strlen("/en/b/"), path.n));
		if (i)
			seed_fine(transition_left(w->ctx, &t, true, &bad), &bad);
	}
}

static int64_t someone_of(struct world *w, const char *transition)
{
	struct str answer;
	int64_t id;

	ok(db_ask(w->ctx, arena_printf(w->arena, "SELECT participant FROM transition WHERE id = %lld", (long long)seed_id(transition)).p, &answer) == OK &&
	   str_int(answer, &id));
	return id;
}

/* Handed over: to a service that answers by its link, or to a group that is told nothing. */
static struct linkage a_loop(struct world *w, const char *name, int64_t participant, const char *to_kind, const char *target_sql, unsigned told)
{
	struct linkage l = { .participant = participant, .need = S("home"), .to_kind = str_of(to_kind), .told = told, .urgency = S("normal"),
			     .wait_until = DAY_NONE, .ask_again = DAY_NONE };
	struct problems bad = { 0 };
	struct str answer;

	ok(db_ask(w->ctx, target_sql, &answer) == OK && str_int(answer, &l.target));
	l.duty.owner = seed_named(w, "all coordinator").id;
	l.duty.deputy = seed_named(w, "all coach").id;
	/* With somebody at the door. */
	if (!told)
		l.companion = seed_named(w, "all companion").id;
	seed_fine(linkage_begin(w->ctx, &l, S("coordinator"), &bad), &bad);
	/* Tomorrow evening. */
	if (!told)
		seed_fine(linkage_do(w->ctx, &l, BY_STAFF, &(struct linkage_act){ .event = S("chosen"), .at = w->ctx->now + 33 * 3600 }, &bad), &bad);
	seed_give(name, page_id(w->ctx, l.id));
	return l;
}

/* Somebody with a key wants to share with somebody close. */
static int64_t a_gate(struct world *w, int64_t participant)
{
	const struct who *before = w->ctx->who;
	struct who who = { .participant = participant };
	struct gate g = { .label = S("Mor"), .shares = S("well") };
	struct problems bad = { 0 };
	struct str word;

	w->ctx->who = &who;
	seed_fine(gate_new(w->ctx, &g, &word, &bad), &bad);
	w->ctx->who = before;
	return g.id;
}

static int64_t a_right(struct world *w, int64_t participant, const char *kind)
{
	struct rights_request r = { .participant = participant, .kind = str_of(kind), .words = S("Det var i Varde") };
	struct problems bad = { 0 };

	seed_fine(rights_ask(w->ctx, &r, &bad), &bad);
	return r.id;
}

/* People of this organisation and their consents, loops and looks; one consent was stopped after something was told. */
static void served(struct world *w, int64_t org)
{
	int64_t one = someone_of(w, "transition"), two = someone_of(w, "left_early"), mine = seed_id("receiver");
	struct linkage l = a_loop(w, "loop", one, "service", "SELECT id FROM service WHERE slug = 'boligen'", CLASS_NICKNAME), stopped;
	struct consent c = { .participant = mine, .from_org = org, .to_kind = S("org"), .to = org, .classes = CLASS_NICKNAME, .purpose = S("callback"),
			     .end_day = page_today(w->ctx) + 30, .form = S("spoken"), .witness = S("coordinator") };
	struct problems bad = { 0 };
	struct str token;

	seed_give("served", page_id(w->ctx, one));
	seed_give("served_too", page_id(w->ctx, two));
	seed_give("served_consent", page_id(w->ctx, l.consent));
	seed_fine(linkage_link_new(w->ctx, &l, &token), &bad);
	seed_give("loop_link", token);
	stopped = a_loop(w, "stopped_loop", two, "service", "SELECT id FROM service WHERE slug = 'boligen'", CLASS_NICKNAME);
	seed_give("stopped_consent", page_id(w->ctx, stopped.consent));
	seed_fine(consent_stop(w->ctx, two, stopped.consent), &bad);
	a_loop(w, "walk", two, "meeting", OF_SLUG("tirsdagsgruppen-aarhus"), 0);
	a_loop(w, "own_loop", mine, "meeting", OF_SLUG("tirsdagsgruppen-aarhus"), 0);
	seed_fine(consent_give(w->ctx, &c, &bad), &bad);
	seed_give("own_consent", page_id(w->ctx, c.id));
	seed_fine(consent_look(w->ctx, one, "name", S("asked"), true), &bad);
	seed_give("gate", page_id(w->ctx, a_gate(w, mine)));
	seed_give("right", page_id(w->ctx, a_right(w, one, "copy")));
	seed_give("wrong", page_id(w->ctx, a_right(w, one, "correct")));
}

/* Something went wrong and somebody is worried about a child: written, and read, by the administrator. */
static void went_wrong(struct world *w)
{
	const struct who *before = w->ctx->who;
	struct who who = { .account = seed_named(w, "Admin").id };
	struct incident i = { .class_code = S("threat"), .severity = S("serious"), .day = page_today(w->ctx), .what = S("En deltager truede"),
			      .done = S(""), .told = S("") };
	struct incident_child c = { .area_text = S(""), .note = S("Et barn var alene") };
	struct inquiry q = { .from_kind = S("police"), .day = page_today(w->ctx), .what = S("Kender vi en mand"), .reason = S(""), .given = S("") };
	struct breach b = { .kind = S("lost"), .what = S("En liste"), .classes = S("name"), .people = 3, .risk = S("some") };
	struct problems bad = { 0 }, warn = { 0 };

	w->ctx->who = &who;
	seed_fine(incident_add(w->ctx, &i, false, &bad, &warn), &bad);
	seed_fine(incident_child_add(w->ctx, &c, false, &bad, &warn), &warn);
	seed_fine(inquiry_add(w->ctx, &q, false, &bad, &warn), &warn);
	seed_fine(breach_add(w->ctx, &b, false, &bad, &warn), &warn);
	seed_give("asked", page_id(w->ctx, q.id));
	seed_give("breach", page_id(w->ctx, b.id));
	w->ctx->who = before;
	ok(db_script(w->ctx, arena_printf(w->arena, "UPDATE incident SET first = %lld, second = 0; UPDATE incident_child SET first = %lld, second = 0;"
		"UPDATE task SET owner = %lld, deputy = 0 WHERE kind LIKE 'incident%%' OR kind = 'child_concern';", (long long)who.account,
		(long long)who.account, (long long)who.account).p) == OK);
	seed_give("incident", page_id(w->ctx, i.id));
	seed_give("worry", page_id(w->ctx, c.id));
}

/* Whoever goes along drives, too: with papers, for this organisation. */
static void a_driver(struct world *w, int64_t org)
{
	ok(db_script(w->ctx, arena_printf(w->arena,
		"INSERT INTO volunteer (id, org, name, name_key, account, state, state_day, roles, paid, made_at, changed_at) "
		"VALUES (901, %lld, 'Vagn', 'vagn', %lld, 'active', '2016-01-01', 'driver', FALSE, 1, 1);"
		"INSERT INTO volunteer_qualification (id, volunteer, type, issued, counts_to, entered_day, seen_by, at) VALUES "
		"(902, 901, 'licence', '2016-01-01', '2018-06-30', '2016-01-01', 1, 1), (903, 901, 'insurance', '2016-01-01', '2018-06-30', '2016-01-01', 1, 1)",
		(long long)org, (long long)seed_named(w, "all companion").id).p) == OK);
}

static void a_ride(struct world *w, const char *name, int64_t participant)
{
	struct ride_wish wish = { .participant = participant, .from_text = S("Prøvevej 1"), .to_text = S("Eksempelgade 2"), .meet_text = S(""), .call_text = S("P"),
				  .day = page_today(w->ctx) + 2, .out_min = 18 * 60, .home_min = 21 * 60, .length = S("30"), .seats = 1, .children = S("none"),
				  .aids = S("none"), .purpose = S("other"), .phone = S("") };
	struct problems bad = { 0 };
	struct ride r;

	seed_fine(ride_ask(w->ctx, &wish, S("coordinator"), &r, &bad), &bad);
	seed_give(name, page_id(w->ctx, r.id));
}

static void an_agreement(struct world *w, const char *name, int64_t participant, const char *kind)
{
	struct checkup_wish wish = { .participant = participant, .kind = str_of(kind), .phone = S(""), .time = S("any") };
	struct problems bad = { 0 };
	struct checkup c;

	seed_fine(checkup_begin(w->ctx, &wish, S("coordinator"), &c, &bad), &bad);
	seed_give(name, page_id(w->ctx, c.id));
}

/* Rides and agreed calls of people of this organisation. */
static void rides_and_calls(struct world *w, int64_t org)
{
	int64_t one = someone_of(w, "transition"), mine = seed_id("receiver");

	a_driver(w, org);
	a_ride(w, "ride", one);
	a_ride(w, "own_ride", mine);
	an_agreement(w, "agreed", one, "phone");
	an_agreement(w, "look_at", one, "checkup");
	an_agreement(w, "own_look", mine, "checkup");
}

static void wants(struct world *w, const char *name)
{
	struct who who = { .account = seed_named(w, name).id }, *was = (struct who *)w->ctx->who;

	w->ctx->who = &who;
	ok(outbox_wants(w->ctx, S("en@example.org")) == OK);
	w->ctx->who = was;
}

/* The person with the key may be written to and is to be reminded; one message could not be sent. */
static void messages(struct world *w)
{
	struct contact_channel way = { .participant = seed_id("receiver"), .type = S("email"), .address = S("karim@example.org"), .shown_name = S("K"),
				       .stop_day = DAY_NONE };
	struct outbox_message m = { .participant = seed_id("receiver"), .kind = "loop_time", .subject = seed_id("own_loop"), .mark = S("0"), .to_kind = "channel",
				    .lang = "da", .owner = seed_named(w, "all coordinator").id, .deputy = seed_named(w, "all coach").id, .send_at = w->ctx->now + 1,
				    .until_at = w->ctx->now + 9000 };
	struct task t = { .participant = m.participant, .kind = S("tell"), .duty = { m.owner, m.deputy, w->ctx->now + 9000, false, 0 } };
	struct outbox_letter letter;
	struct problems bad = { 0 };
	size_t at;

	wants(w, "Admin");
	wants(w, "all technical");
	contact_time(S("any"), &way);
	seed_fine(contact_add(w->ctx, &way, &bad), &bad);
	seed_give("own_way", page_id(w->ctx, way.id));
	seed_fine(outbox_tell(w->ctx, &m, SAY_TOMORROW, (struct outbox_gaps){ .at = w->ctx->now + 86400 }, S("seed")), &bad);
	ok(m.id && outbox_preview(w->ctx, &m, &letter) == OK);
	at = str_index(letter.words, S("/stop/"), 0);
	ok(at != SIZE_MAX);
	seed_give("stop_link", str_slice(letter.words, at + 6, at + 22));
	ok(db_script(w->ctx, "UPDATE outbox_message SET state = 'failed', reason = 'no_hour', ended_at = send_at WHERE once = 'seed'") == OK);
	t.subject = m.id;
	seed_fine(task_add(w->ctx, &t, S("tell/seed")), &bad);
	seed_give("untold", page_id(w->ctx, m.id));
	/* It stands on the list of those who are called instead. */
	ok(db_script(w->ctx, "INSERT INTO phone_call (participant, message, day) SELECT participant, id, '2016-12-12' FROM outbox_message WHERE once = 'seed'") == OK);
}

/* Somebody took back a yes by which something had been told: whoever works here has it to read. */
static void a_stopped_yes(struct world *w, int64_t org)
{
	struct task t = { .org = org, .kind = S("yes_stopped"), .subject = seed_id("stopped_consent"),
			  .duty = { seed_named(w, "all coordinator").id, seed_named(w, "all coach").id, w->ctx->now + 9000, false, 0 } };

	ok(task_add(w->ctx, &t, S("yes_stopped/seed")) == OK);
}

/* A partner outside told of two people, one of whom left early a moment ago, and handed a third over. */
static void sent(struct world *w, int64_t org)
{
	static const char *const names[] = { "sent", "sent_early" };
	struct grant grant = { ROLE_PARTNER, 0, 0 };
	struct who partner = { .account = seed_named(w, "all partner").id, .name = S("all partner"), .grants = &grant, .ngrants = 1, .demo = true };
	struct participant someone = { .org = org, .role = S("person"), .lang = S("da"), .nickname = S("Per") };
	struct problems bad = { 0 };
	const struct who *asks = w->ctx->who;

	w->ctx->who = &partner;
	for (int i = 0; i < 2; i++) {
		struct transition_wish wish = { .org = org, .nickname = S("Per"), .from_kind = S("psychiatry"), .agreement = S("no"),
						.planned_day = page_today(w->ctx) + 4, .said_yes = true };
		struct participant_candidate key = { .tag = str_of(names[i]) };
		struct transition t;
		seed_fine(transition_register(w->ctx, &wish, &key, &t, &bad), &bad);
		seed_give(names[i], page_id(w->ctx, t.id));
		if (i)
			seed_fine(transition_left(w->ctx, &t, true, &bad), &bad);
	}
	seed_fine(participant_new(w->ctx, &someone, &bad), &bad);
	a_loop(w, "sent_loop", someone.id, "service", "SELECT id FROM service WHERE slug = 'boligen'", CLASS_NICKNAME);
	w->ctx->who = asks;
}

/* A step of the plan of this person. */
static void a_step(struct world *w, const char *name, int64_t participant)
{
	struct problems bad = { 0 };
	struct transition t;
	struct landing_step *steps;
	size_t n;

	ok(transition_of(w->ctx, participant, &t) == OK);
	seed_fine(landing_begin(w->ctx, &t), &bad);
	ok(landing_list(w->ctx, &t, &steps, &n) == OK && n);
	seed_give(name, page_id(w->ctx, steps[0].id));
}

/* Plans for the first days: of somebody who is to leave, and of the one with a page of their own; and who waits at a door. */
static void first_days(struct world *w, int64_t org)
{
	struct transition t = { .participant = seed_id("receiver"), .org = org, .from_kind = S("detox"), .planned_day = page_today(w->ctx) + 3 };
	struct linkage_line line;
	struct problems bad = { 0 };
	struct door_words words = { 0 };
	struct door_wish wish;
	struct consent c = { .participant = t.participant, .from_org = org, .to_kind = S("org"), .to = org, .classes = CLASS_STAGE, .purpose = S("transition"),
			     .end_day = page_today(w->ctx) + 30, .form = S("spoken"), .witness = S("coordinator") };

	t.duty.owner = seed_named(w, "all coordinator").id;
	t.duty.deputy = seed_named(w, "all coach").id;
	seed_fine(consent_give(w->ctx, &c, &bad), &bad);
	seed_fine(transition_plan(w->ctx, &t, &bad), &bad);
	a_step(w, "own_step", t.participant);
	a_step(w, "step", someone_of(w, "transition"));
	ok(linkage_find(w->ctx, seed_id("walk"), &line) == OK);
	seed_fine(door_ask(w->ctx, &line.l, &words, &bad), &bad);
	ok(door_of(w->ctx, &line.l, &wish) == OK);
	seed_give("door", page_id(w->ctx, wish.id));
}

/* What somebody takes part in, a time of treatment and a last day; the first by names without, the other with "own_". */
static void a_way(struct world *w, const char *part, const char *time, const char *papers, int64_t participant, const char *loop)
{
	struct deadline_wish wish = { .kind = S("dk_food"), .step = S("apply"), .due = page_today(w->ctx) + 30 };
	struct episode at = { .participant = participant, .kind = S("talks"), .from_day = page_today(w->ctx) - 90, .planned_day = DAY_NONE, .to_day = DAY_NONE };
	struct enrolment_wish takes = { .participant = participant, .own_wish = true, .start = true };
	struct problems bad = { 0 };
	struct linkage_line line;
	struct enrolment e;
	struct deadline d;

	ok(linkage_find(w->ctx, seed_id(loop), &line) == OK);
	takes.target = arena_printf(w->arena, "%.*s-%lld", STR_ARG(line.l.to_kind), (long long)line.l.target);
	seed_fine(enrolment_begin(w->ctx, &takes, &e, &bad), &bad);
	seed_give(part, page_id(w->ctx, e.id));
	seed_fine(episode_save(w->ctx, &at, true, &bad), &bad);
	seed_give(time, page_id(w->ctx, at.id));
	wish.owner = page_id(w->ctx, seed_named(w, "all coordinator").id);
	wish.deputy = page_id(w->ctx, seed_named(w, "all coach").id);
	seed_fine(deadline_begin(w->ctx, participant, &wish, &d, &bad), &bad);
	seed_give(papers, page_id(w->ctx, d.id));
}

static void ways(struct world *w)
{
	a_way(w, "part", "time", "papers", someone_of(w, "transition"), "loop");
	a_way(w, "own_part", "own_time", "own_papers", seed_id("receiver"), "own_loop");
}

void seed_receivers(struct world *w, int64_t org)
{
	a_call(w);
	on_the_way(w, org);
	served(w, org);
	went_wrong(w);
	rides_and_calls(w, org);
	first_days(w, org);
	ways(w);
	messages(w);
	a_stopped_yes(w, org);
	sent(w, org);
}
