/* consent_test.c -- nothing is told without a yes, to nobody else, for nothing else, and not after a stop. */
#include "consent/consent_test.h"
#include "event/event.h"

TEST(what_was_said_yes_to_is_told_and_nothing_else)
{
	struct consent_house h = consent_house();
	struct consent_disclosure *d;
	int64_t which = 0;
	size_t n;
	struct consent c;

	ok(told(&h, CLASS_NEED) == ERR_DENIED);
	c = given(&h);
	ok(told(&h, CLASS_NEED) == OK && told(&h, CLASS_NEED | CLASS_NICKNAME) == OK);
	ok(told(&h, CLASS_CONTACT) == ERR_DENIED && told(&h, CLASS_NEED | CLASS_CONTACT) == ERR_DENIED && told(&h, 0) == ERR_DENIED);
	ok(consent_disclose(h.w->ctx, h.karim.id, "org", h.org, "handover", CLASS_NEED, &which) == ERR_DENIED);
	ok(consent_disclose(h.w->ctx, h.karim.id, "service", h.other, "handover", CLASS_NEED, &which) == ERR_DENIED);
	ok(consent_disclose(h.w->ctx, h.karim.id, "org", h.other, "ride", CLASS_NEED, &which) == ERR_DENIED);
	ok(consent_live(h.w->ctx, h.karim.id, "org", h.other, "handover", CLASS_NEED, &which) == OK && which == c.id);
	ok(consent_disclosures(h.w->ctx, h.karim.id, 10, &d, &n) == OK && n == 2);
	same_int(d[0].classes, CLASS_NEED | CLASS_NICKNAME);
	world_free(h.w);
}

TEST(everyone_and_everything_cannot_be_said)
{
	struct consent_house h = consent_house();
	struct consent c;

#define BAD(change, where) do { \
		struct problems bad = { 0 }; \
		c = asked(&h); \
		change; \
		ok(consent_give(h.w->ctx, &c, &bad) == OK && bad.n == 1 && problem_of(&bad, where)); \
	} while (0)
	BAD(c.classes = CLASS_ALL, "classes");
	BAD(c.classes = 0, "classes");
	BAD(c.classes = 1u << 20, "classes");
	BAD(c.to = 0, "to");
	BAD(c.to_kind = S("everyone"), "to");
	BAD(c.to = h.karim.id, "to");
	BAD(c.purpose = S("anything"), "purpose");
	BAD(c.end_day = DAY_NONE, "end_day");
	BAD(c.end_day = page_today(h.w->ctx) - 1, "end_day");
	BAD(c.end_day = consent_last_day(h.w->ctx) + 1, "end_day");
	BAD(c.form = S("key"), "form");
	BAD(c.witness = S("anybody"), "witness");
#undef BAD
	same_text(ask_db(&h, "SELECT COUNT(*) FROM consent"), "0");
	world_free(h.w);
}

TEST(it_holds_to_the_end_of_its_last_day_and_at_most_twelve_months)
{
	struct consent_house h = consent_house();
	struct consent c = asked(&h);
	struct problems bad = { 0 };
	int64_t ends;

	c.end_day = consent_last_day(h.w->ctx);
	ok(consent_give(h.w->ctx, &c, &bad) == OK && !bad.n);
	ok(str_int(ask_db(&h, "SELECT ends_at FROM consent"), &ends));
	world_clock(h.w, ends - 1);
	ok(page_today(h.w->ctx) == c.end_day && told(&h, CLASS_NEED) == OK);
	world_clock(h.w, ends);
	ok(told(&h, CLASS_NEED) == ERR_DENIED);
	ok(consent_find(h.w->ctx, h.karim.id, c.id, &c) == OK);
	same_text(c.state, "expired");
	world_free(h.w);
}

TEST(a_leap_day_is_no_way_to_a_longer_year)
{
	struct consent_house h = consent_house();

	world_clock(h.w, (int64_t)day_of(2016, 2, 29) * DAY_S + DAY_S / 2);
	same_int(consent_last_day(h.w->ctx), day_of(2017, 2, 28));
	world_free(h.w);
}

TEST(after_a_stop_nothing_is_told_and_what_was_told_stays_to_be_seen)
{
	struct consent_house h = consent_house();
	struct consent c = given(&h);
	struct consent_disclosure *d;
	struct consent_stopped *to_tell;
	size_t n;

	ok(told(&h, CLASS_NEED) == OK);
	ok(consent_stop(h.w->ctx, h.karim.id, c.id) == OK && consent_stop(h.w->ctx, h.karim.id, c.id) == OK);
	ok(told(&h, CLASS_NEED) == ERR_DENIED);
	same_text(ask_db(&h, "SELECT COUNT(*) FROM event WHERE what = 'consent.stopped'"), "1");
	ok(consent_disclosures(h.w->ctx, h.karim.id, 10, &d, &n) == OK && n == 1);
	ok(consent_to_tell(h.w->ctx, 10, &to_tell, &n) == OK && n == 1 && to_tell[0].id == c.id && to_tell[0].to == h.other);
	ok(consent_told(h.w->ctx, h.karim.id, c.id) == OK && consent_to_tell(h.w->ctx, 10, &to_tell, &n) == OK && n == 0);
	world_free(h.w);
}

TEST(a_newer_yes_takes_the_place_of_the_older_one)
{
	struct consent_house h = consent_house();
	struct consent first = given(&h), second = asked(&h);
	struct problems bad = { 0 };

	second.classes = CLASS_NEED;
	ok(consent_give(h.w->ctx, &second, &bad) == OK && !bad.n);
	ok(consent_find(h.w->ctx, h.karim.id, first.id, &first) == OK);
	same_text(first.state, "replaced");
	ok(told(&h, CLASS_NEED) == OK && told(&h, CLASS_NICKNAME) == ERR_DENIED);
	world_free(h.w);
}

TEST(storage_itself_refuses_what_has_no_live_yes)
{
	struct consent_house h = consent_house();
	struct consent c = given(&h);
	const char *put = "INSERT INTO consent_disclosure (participant, id, consent, to_kind, receiver, classes, purpose, at, account, notice) "
			  "VALUES (%lld, %d, %lld, '%s', %lld, %d, '%s', %lld, 0, 1)";
	long long karim = h.karim.id, other = h.other, org = h.org, now = h.w->ctx->now, id = c.id;

	ok(db_script(h.w->ctx, sql(&h, put, karim, 1, id, "org", other, CLASS_NEED, "handover", now)) == OK);
	refused(&h, sql(&h, put, karim, 2, id, "org", other, CLASS_CONTACT, "handover", now));
	refused(&h, sql(&h, put, karim, 2, id, "org", org, CLASS_NEED, "handover", now));
	refused(&h, sql(&h, put, karim, 2, id, "service", other, CLASS_NEED, "handover", now));
	refused(&h, sql(&h, put, karim, 2, id, "org", other, CLASS_NEED, "follow", now));
	refused(&h, sql(&h, put, karim, 2, id, "org", other, CLASS_NEED, "handover", now + 40 * DAY_S));
	refused(&h, sql(&h, put, karim, 2, id, "org", other, CLASS_NEED, "handover", now - 1));
	refused(&h, sql(&h, put, karim + 1, 2, id, "org", other, CLASS_NEED, "handover", now));
	refused(&h, "UPDATE consent_disclosure SET classes = 4");
	refused(&h, "DELETE FROM consent_disclosure");
	ok(consent_stop(h.w->ctx, h.karim.id, c.id) == OK);
	refused(&h, sql(&h, put, karim, 2, id, "org", other, CLASS_NEED, "handover", now));
	world_free(h.w);
}

TEST(what_was_said_is_not_written_anew_by_any_path)
{
	static const char *const changes[] = {
		"classes = 4", "receiver = receiver + 1", "to_kind = 'account'", "purpose = 'ride'", "end_day = start_day", "ends_at = ends_at - 1",
		"participant = participant + 1", "said = ''", "witness = 'coach'", "version = 2", "starts_at = starts_at - 1", "from_org = 0",
	};
	struct consent_house h = consent_house();
	struct consent c = given(&h);

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		refused(&h, sql(&h, "UPDATE consent SET %s", changes[i]));
	refused(&h, "DELETE FROM consent");
	ok(consent_stop(h.w->ctx, h.karim.id, c.id) == OK);
	refused(&h, "UPDATE consent SET stopped_at = NULL");
	refused(&h, "UPDATE consent SET stopped_at = stopped_at + 1");
	world_free(h.w);
}

TEST(storage_takes_no_yes_that_is_too_long_too_wide_or_to_nobody)
{
	struct consent_house h = consent_house();
	const char *put = "INSERT INTO consent (participant, id, from_org, to_kind, receiver, classes, purpose, starts_at, start_day, end_day, ends_at, "
			  "form, witness, version, account, said) VALUES (%lld, %d, 0, '%s', %lld, %d, '%s', 1481540400, '2016-12-12', '%s', %lld, "
			  "'spoken', 'coach', 1, 0, 'x')";
	long long karim = h.karim.id, other = h.other, year = 1481540400 + 365LL * DAY_S;

	ok(db_script(h.w->ctx, sql(&h, put, karim, 1, "org", other, 3, "ride", "2017-12-12", year)) == OK);
	refused(&h, sql(&h, put, karim, 2, "org", other, 3, "follow", "2017-12-13", year));
	refused(&h, sql(&h, put, karim, 2, "org", other, 3, "follow", "2017-12-12", year + 3LL * DAY_S));
	refused(&h, sql(&h, put, karim, 2, "org", other, 3, "follow", "2016-12-11", year));
	refused(&h, sql(&h, put, karim, 2, "org", other, CLASS_ALL, "follow", "2017-12-12", year));
	refused(&h, sql(&h, put, karim, 2, "org", other, 0, "follow", "2017-12-12", year));
	refused(&h, sql(&h, put, karim, 2, "everyone", other, 3, "follow", "2017-12-12", year));
	refused(&h, sql(&h, put, karim, 2, "org", 0LL, 3, "follow", "2017-12-12", year));
	refused(&h, sql(&h, put, karim, 2, "org", karim, 3, "follow", "2017-12-12", year));
	refused(&h, sql(&h, put, karim, 2, "org", other, 3, "anything", "2017-12-12", year));
	refused(&h, sql(&h, put, karim + 1, 2, "org", other, 3, "follow", "2017-12-12", year));
	refused(&h, sql(&h, put, karim, 2, "org", other, 3, "ride", "2017-12-12", year));
	world_free(h.w);
}

TEST(a_yes_forged_in_the_database_opens_nothing)
{
	struct consent_house h = consent_house();
	struct participant hanne = somebody(h.w, "Hanne", h.org);
	struct consent c = given(&h);
	int64_t which = 0;

	/* The sealed text of Karim's yes, put beside a row for Hanne; and a row made up for another purpose. */
	ok(db_script(h.w->ctx, sql(&h, "INSERT INTO consent SELECT %lld, id, from_org, to_kind, receiver, classes, purpose, starts_at, start_day, end_day, "
					"ends_at, form, witness, version, account, said, NULL, NULL, NULL FROM consent", (long long)hanne.id)) == OK);
	ok(consent_disclose(h.w->ctx, hanne.id, "org", h.other, "handover", CLASS_NEED, &which) == ERR_DENIED);
	ok(consent_find(h.w->ctx, hanne.id, c.id, &c) == ERR_DENIED);
	ok(db_script(h.w->ctx, sql(&h, "INSERT INTO consent SELECT participant, id + 1, from_org, to_kind, receiver, 4, 'ride', starts_at, start_day, end_day, "
					"ends_at, form, witness, version, account, said, NULL, NULL, NULL FROM consent WHERE participant = %lld",
					(long long)h.karim.id)) == OK);
	ok(consent_disclose(h.w->ctx, h.karim.id, "org", h.other, "ride", CLASS_CONTACT, &which) == ERR_DENIED);
	world_free(h.w);
}

TEST(nothing_is_told_of_somebody_who_is_gone)
{
	struct consent_house h = consent_house();
	struct consent c = given(&h);

	ok(participant_erase(h.w->ctx, h.karim.id) == OK);
	ok(told(&h, CLASS_NEED) == ERR_DENIED);
	refused(&h, sql(&h, "INSERT INTO consent_disclosure (participant, id, consent, to_kind, receiver, classes, purpose, at, account, notice) "
			    "VALUES (%lld, 1, %lld, 'org', %lld, 8, 'handover', %lld, 0, 1)",
			(long long)h.karim.id, (long long)c.id, (long long)h.other, (long long)h.w->ctx->now));
	world_free(h.w);
}

TEST(only_the_person_and_those_who_serve_them_say_yes_and_stop)
{
	struct consent_house h = consent_house();
	struct grant elsewhere = { ROLE_COORDINATOR, h.other, 0 };
	struct who other = { .account = 77, .grants = &elsewhere, .ngrants = 1 }, hanne = { .participant = h.karim.id + 1 },
		   karim = { .participant = h.karim.id };
	struct consent c = given(&h), again = asked(&h);
	struct problems bad = { 0 };

	h.w->ctx->who = &other;
	ok(consent_give(h.w->ctx, &again, &bad) == ERR_DENIED && consent_stop(h.w->ctx, h.karim.id, c.id) == ERR_DENIED);
	h.w->ctx->who = &hanne;
	ok(consent_give(h.w->ctx, &again, &bad) == ERR_DENIED && consent_stop(h.w->ctx, h.karim.id, c.id) == ERR_DENIED);
	h.w->ctx->who = &karim;
	ok(consent_give(h.w->ctx, &again, &bad) == OK && !bad.n);
	same_text(again.form, "key");
	same_text(again.witness, "");
	ok(consent_stop(h.w->ctx, h.karim.id, again.id) == OK);
	h.w->ctx->who = &h.w->who;
	world_free(h.w);
}
