/* remind_test.c -- those whose turn it is hear of it once; whoever had been told something hears that the yes was taken back. */
#include "outbox/outbox_test.h"
#include "consent/consent.h"
#include "remind/remind.h"

static void looks(struct post *p)
{
	ok(remind_tell_stopped(p->w->ctx) == OK && remind_make(p->w->ctx) == OK);
	world_commit(p->w);
}

static int64_t number(struct post *p, const char *sql)
{
	int64_t n = -1;

	ok(str_int(road_ask(&p->r, sql), &n));
	return n;
}

/* Karim is handed over, they were told what he is called, and he takes his yes back. */
static struct post stopped_by(const char *before)
{
	struct post p = post_new();
	struct linkage l;

	post_set(&p, post_road("folder"));
	ok(db_script(p.w->ctx, before) == OK);
	l = road_referral(&p.r);
	road_is(&p.r, p.r.karim);
	ok(consent_stop(p.w->ctx, p.r.karim, l.consent) == OK);
	road_acts(&p.r, p.r.signe);
	return p;
}

#define FROM_ELSEWHERE "INSERT INTO org (id, slug, name, name_key, kind, state, changed_at) SELECT 77, 'x77', 'Udenfor', 'udenfor', kind, state, changed_at FROM org LIMIT 1;" \
	" UPDATE service SET org = 77;"

TEST(a_receiver_outside_with_an_address_is_told_once_without_name_or_reason)
{
	struct post p = stopped_by(FROM_ELSEWHERE);
	bool due;

	ok(remind_stopped_is_due(p.w->ctx, &due) == OK && due);
	looks(&p);
	ok(remind_stopped_is_due(p.w->ctx, &due) == OK && !due);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'yes_stopped'"), 1);
	same_int(post_all(&p), 1);
	same_int(post_letters(&p), 1);
	ok(post_says(&p, "To: visitation@example.org") && post_says(&p, "taget sit ja tilbage") && !post_says(&p, "Karim"));
	looks(&p);
	same_int(post_all(&p), 0);
	same_int(number(&p, "SELECT COUNT(*) FROM consent WHERE stopped_at IS NOT NULL AND told_at IS NULL"), 0);
	post_free(&p);
}

TEST(a_receiver_who_works_here_reads_it_on_their_first_page_and_says_so)
{
	struct post p = stopped_by(FROM_ELSEWHERE);
	struct answer a;
	const char *path;

	p.w->who = (struct who){ .local = true };
	p.w->ctx->who = &p.w->who;
	world_log_in(p.w, "Inger", ROLE_COORDINATOR, 77, 0);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'yes_stopped'"), 0);
	same_int(number(&p, "SELECT COUNT(*) FROM task t JOIN account a ON a.id = t.owner WHERE t.kind = 'yes_stopped' AND a.name = 'Inger' AND t.participant = 0"), 1);
	path = road_path(&p.r, "/da/work/stopped/ID", number(&p, "SELECT subject FROM task WHERE kind = 'yes_stopped'"));
	ok(says(visit(p.w, "GET", "/da/work", NULL), "Et ja er taget tilbage"));
	a = visit(p.w, "GET", path, NULL);
	ok(a.status == 200 && says(a, "Karim") && says(a, "Det navn, du bruger her"));
	same_int(post(p.w, path, "").status, 303);
	same_int(number(&p, "SELECT COUNT(*) FROM task WHERE kind = 'yes_stopped' AND done_at IS NULL"), 0);
	same_int(visit(p.w, "GET", path, NULL).status, 404);
	post_free(&p);
}

TEST(where_there_is_no_address_those_who_told_it_tell_that_too)
{
	struct post p = stopped_by(FROM_ELSEWHERE " UPDATE service SET email = ''");

	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM task WHERE kind = 'yes_tell'"), 1);
	post_free(&p);
}

TEST(where_there_is_no_road_they_do_so_as_well)
{
	struct post p = stopped_by(FROM_ELSEWHERE);

	ok(db_script(p.w->ctx, "UPDATE outbox_road SET road = 'none'") == OK);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM task WHERE kind = 'yes_tell'"), 1);
	post_free(&p);
}

TEST(who_had_been_told_nothing_hears_nothing)
{
	struct post p = post_new();
	struct linkage l;

	post_set(&p, post_road("folder"));
	l = road_referral(&p.r);
	ok(db_script(p.w->ctx, "UPDATE service SET org = org") == OK);
	same_int(l.consent != 0, 1);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM task WHERE kind IN ('yes_stopped', 'yes_tell')"), 0);
	post_free(&p);
}

TEST(storage_refuses_to_write_to_a_place_about_a_yes_that_was_not_stopped_or_not_theirs)
{
	struct post p = post_new();
	struct linkage l;

	post_set(&p, post_road("folder"));
	l = road_referral(&p.r);
	ok(road_refuses(&p.r, arena_printf(p.w->arena,
		"INSERT INTO outbox_message (participant, id, name, once, kind, subject, mark, to_kind, to_id, lang, about, words, org, area, owner, deputy, state, send_at, until_at, made_at)"
		" VALUES (%lld, 5, 'n', 'o', 'yes_stopped', %lld, '', 'service', %lld, 'da', '', '', 0, 0, 0, 0, 'waiting', 1, 3, 2)",
		(long long)p.r.karim, (long long)l.consent, (long long)p.r.service).p));
	post_free(&p);
}

TEST(somebody_who_is_erased_is_told_of_by_nobody_and_those_who_told_it_are_asked)
{
	struct post p = stopped_by(FROM_ELSEWHERE);

	ok(participant_erase(p.w->ctx, p.r.karim) == OK);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'yes_stopped'"), 0);
	same_int(number(&p, "SELECT COUNT(*) FROM task WHERE kind = 'yes_tell' AND participant = 0"), 1);
	post_free(&p);
}

/* --- a yes that ends ------------------------------------------------------------------------------------------------------ */

TEST(a_yes_that_ends_soon_is_told_once_in_their_hours_and_not_when_it_was_said_again)
{
	struct post p = post_new();
	struct linkage l;
	day_t end;

	post_set(&p, post_road("folder"));
	post_way(&p, "evening");
	l = road_referral(&p.r);
	end = day_parse(road_ask(&p.r, arena_printf(p.w->arena, "SELECT end_day FROM consent WHERE id = %lld", (long long)l.consent).p));
	ok(end != DAY_NONE);
	ok(db_script(p.w->ctx, "DELETE FROM outbox_message") == OK);
	post_clock(&p, end - 20, 10, 0);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'yes_ends'"), 0);
	post_clock(&p, end - 13, 10, 0);
	looks(&p);
	post_clock(&p, end - 13, 12, 0);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'yes_ends'"), 1);
	/* They said: in the evening. */
	same_int(post_all(&p), 0);
	post_clock(&p, end - 13, 18, 30);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "Noget, du har sagt ja til") && !post_says(&p, "Ret og ydelser"));
	post_free(&p);
}

TEST(a_yes_that_was_stopped_before_the_message_left_is_not_spoken_of)
{
	struct post p = post_new();
	struct linkage l;
	day_t end;

	post_set(&p, post_road("folder"));
	post_way(&p, "evening");
	l = road_referral(&p.r);
	end = day_parse(road_ask(&p.r, arena_printf(p.w->arena, "SELECT end_day FROM consent WHERE id = %lld", (long long)l.consent).p));
	post_clock(&p, end - 13, 10, 0);
	looks(&p);
	ok(consent_stop(p.w->ctx, p.r.karim, l.consent) == OK);
	post_clock(&p, end - 13, 18, 30);
	post_all(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'yes_ends' AND state = 'dropped' AND reason = 'gone'"), 1);
	post_free(&p);
}

/* --- those who work here ------------------------------------------------------------------------------------------------------ */

static void wants(struct post *p, const char *name)
{
	struct account a;

	ok(account_of_name(p->w->ctx, str_of(name), &a) == OK);
	p->w->who = (struct who){ .account = a.id };
	p->w->ctx->who = &p->w->who;
	ok(outbox_wants(p->w->ctx, S("her@example.org")) == OK);
	road_acts(&p->r, p->r.signe);
}

static void works_here(struct post *p, const char *name, enum role role)
{
	p->w->who = (struct who){ .local = true };
	p->w->ctx->who = &p->w->who;
	world_log_in(p->w, name, role, p->r.h.org, 0);
	world_log_out(p->w);
	road_acts(&p->r, p->r.signe);
}

/* The Thursday group was led by somebody who has a log-in and wants to be told. */
static struct post evening_without_form(void)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	works_here(&p, "Leder", ROLE_FACILITATOR);
	wants(&p, "Leder");
	ok(db_script(p.w->ctx, arena_printf(p.w->arena,
		"INSERT INTO volunteer (id, org, name, name_key, state, state_day, statement_version, paid, made_at, changed_at, account)"
		" SELECT 41, %lld, 'Leder', 'leder', 'active', '2016-01-01', 1, FALSE, 0, 0, id FROM account WHERE name = 'Leder';"
		"INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at)"
		" VALUES (61, %lld, 41, 'facilitator', NULL, '2016-01-06', '2017-12-31', FALSE, 'planned', 0, 0);"
		"INSERT INTO evening_series (meeting, from_day, seats, starts_with, talk, changed_at) VALUES (%lld, '2016-12-10', 8, 4, 'none', 0)",
		(long long)p.r.h.org, (long long)p.r.group, (long long)p.r.group).p) == OK);
	return p;
}

TEST(who_led_an_evening_without_a_form_is_reminded_once_a_day_after_and_by_day)
{
	struct post p = evening_without_form();

	/* It ends at 20:30. */
	post_clock(&p, day_of(2016, 12, 15), 22, 0);
	ok(db_script(p.w->ctx, "DELETE FROM outbox_message") == OK);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'form_missing' AND mark = '2016-12-15'"), 0);
	post_clock(&p, day_of(2016, 12, 16), 21, 30);
	looks(&p);
	post_clock(&p, day_of(2016, 12, 16), 22, 40);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'form_missing' AND mark = '2016-12-15'"), 1);
	same_int(post_all(&p), 0);
	post_clock(&p, day_of(2016, 12, 17), 7, 5);
	ok(post_all(&p) >= 1);
	ok(post_says(&p, "is not written down yet") && !post_says(&p, "Torsdagskredsen"));
	post_clock(&p, day_of(2016, 12, 16), 9, 0);
	looks(&p);
	post_clock(&p, day_of(2016, 12, 18), 9, 0);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'form_missing' AND mark = '2016-12-15'"), 1);
	post_free(&p);
}

TEST(an_evening_that_was_written_down_meanwhile_reminds_nobody)
{
	struct post p = evening_without_form();

	post_clock(&p, day_of(2016, 12, 16), 21, 30);
	looks(&p);
	ok(db_script(p.w->ctx, arena_printf(p.w->arena, "INSERT INTO evening (meeting, day, entry, state, incident, by_what, documented_at, account)"
					    " VALUES (%lld, '2016-12-15', 1, 'held', FALSE, 'form', 1, 0)", (long long)p.r.group).p) == OK);
	post_clock(&p, day_of(2016, 12, 17), 8, 0);
	post_all(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'form_missing' AND reason = 'gone'"), 1);
	post_free(&p);
}

TEST(who_keeps_listings_hears_once_a_week_that_some_are_old_however_many)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	works_here(&p, "Passer", ROLE_KEEPER);
	wants(&p, "Passer");
	ok(db_script(p.w->ctx, "UPDATE meeting SET verified_at = 1; UPDATE service SET verified_at = 1") == OK);
	post_clock(&p, day_of(2016, 12, 13), 10, 0);
	looks(&p);
	post_clock(&p, day_of(2016, 12, 14), 10, 0);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'listing_old'"), 1);
	ok(post_all(&p) >= 1 && post_says(&p, "something you look after"));
	post_clock(&p, day_of(2016, 12, 20), 10, 0);
	looks(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'listing_old'"), 2);
	post_free(&p);
}

TEST(what_was_confirmed_before_it_left_is_not_asked_about)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	works_here(&p, "Passer", ROLE_KEEPER);
	wants(&p, "Passer");
	ok(db_script(p.w->ctx, "UPDATE meeting SET verified_at = 1") == OK);
	post_clock(&p, day_of(2016, 12, 13), 22, 0);
	looks(&p);
	ok(db_script(p.w->ctx, "UPDATE meeting SET verified_at = 1481529600; UPDATE service SET verified_at = 1481529600") == OK);
	post_clock(&p, day_of(2016, 12, 14), 9, 0);
	post_all(&p);
	same_int(number(&p, "SELECT COUNT(*) FROM outbox_message WHERE kind = 'listing_old' AND state = 'sent'"), 0);
	post_free(&p);
}

TEST(a_house_that_looks_every_hour_looks_no_more_often_and_after_a_clock_that_was_set_back)
{
	struct post p = post_new();
	bool due;

	post_set(&p, post_road("folder"));
	ok(remind_is_due(p.w->ctx, &due) == OK && due);
	looks(&p);
	ok(remind_is_due(p.w->ctx, &due) == OK && !due);
	world_clock(p.w, p.w->ctx->now + HOUR);
	ok(remind_is_due(p.w->ctx, &due) == OK && due);
	looks(&p);
	world_clock(p.w, p.w->ctx->now - 2 * DAY);
	ok(remind_is_due(p.w->ctx, &due) == OK && due);
	post_free(&p);
}
