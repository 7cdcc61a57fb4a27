/* outbox_test.c -- what was meant to be told is told once, to whom it may be told, when it may. */
#include "outbox/outbox_test.h"
#include "cal/cal.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* --- what the tests of this room begin with ------------------------------------------------------------------------- */

struct outbox_road post_road(const char *road)
{
	return (struct outbox_road){ .road = str_of(road), .host = S("127.0.0.1"), .port = 1, .tls = S("none"), .login = S(""), .secret = S(""),
				     .from_address = S("hus@example.org"), .from_name = S("Huset"), .origin = S(""), .own_words = S("") };
}

void post_set(struct post *p, struct outbox_road r)
{
	struct problems bad = { 0 };

	ok(outbox_road_save(p->w->ctx, &r, &bad) == OK && !bad.n);
}

struct post post_new(void)
{
	struct post p = { .r = road_new(), .dir = "/tmp/samhold-outbox-XXXXXX" };

	p.w = p.r.w;
	ok(mkdtemp(p.dir));
	ok(db_script(p.w->ctx, "UPDATE service SET email = 'visitation@example.org'") == OK);
	return p;
}

static const char *spool(const struct post *p)
{
	return arena_printf(p->w->arena, "%s/spool", p->dir).p;
}

void post_free(struct post *p)
{
	const char *dir = spool(p), *by = arena_printf(p->w->arena, "%s/send-by", p->dir).p;
	DIR *d = opendir(dir);

	for (struct dirent *e; d && (e = readdir(d));)
		unlink(arena_printf(p->w->arena, "%s/%s", dir, e->d_name).p);
	if (d)
		closedir(d);
	rmdir(dir);
	unlink(by);
	rmdir(p->dir);
	p->w->folder.house.dir = NULL;
	world_free(p->w);
}

int64_t post_way(struct post *p, const char *time)
{
	struct contact_channel way = { .participant = p->r.karim, .type = S("email"), .address = S("karim@example.org"), .shown_name = S("K"),
				       .stop_day = DAY_NONE };
	struct problems bad = { 0 };
	struct participant who;

	road_is(&p->r, p->r.karim);
	ok(participant_find(p->w->ctx, p->r.karim, &who) == OK);
	if (who.level != PARTICIPANT_KNOWN)
		ok(participant_up(p->w->ctx, p->r.karim, S(""), S(""), &bad) == OK);
	ok(contact_time(str_of(time), &way) && contact_add(p->w->ctx, &way, &bad) == OK && !bad.n);
	road_acts(&p->r, p->r.signe);
	return way.id;
}

static int64_t at(day_t day, int hour, int minute, struct ctx *ctx)
{
	return zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), day, hour * 60 + minute);
}

void post_clock(struct post *p, day_t day, int hour, int minute)
{
	world_clock(p->w, at(day, hour, minute, p->w->ctx));
}

struct linkage post_goes(struct post *p)
{
	struct linkage l = road_introduction(&p->r);

	road_do(&p->r, &l, (struct linkage_act){ .event = S("chosen"), .at = at(day_of(2016, 12, 15), 19, 0, p->w->ctx) });
	return l;
}

static size_t one_round(struct post *p, bool marked)
{
	struct outbox_round r = { .arena = arena_new(0) };
	size_t n;

	p->w->folder.house.dir = p->dir;
	ok(outbox_take(p->w->ctx, &r) == OK);
	world_commit(p->w);
	for (size_t i = 0; i < r.n; i++)
		outbox_hand_over(&r, &r.at[i]);
	outbox_handed(&r);
	if (marked)
		ok(outbox_mark(p->w->ctx, &r) == OK);
	world_commit(p->w);
	p->w->folder.house.dir = NULL;
	n = r.n;
	arena_free(r.arena);
	return n;
}

size_t post_round(struct post *p)
{
	return one_round(p, true);
}

size_t post_dies(struct post *p)
{
	return one_round(p, false);
}

size_t post_all(struct post *p)
{
	size_t all = 0, n;

	while ((n = post_round(p)))
		all += n;
	return all;
}

/* Soft ends of lines and =C3=A5 become what they were. */
static void undo_quoting(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '=' && i + 2 < s.n && s.p[i + 1] == '\r')
			i += 2;
		else if (s.p[i] == '=' && i + 2 < s.n && strchr("0123456789ABCDEF", s.p[i + 1])) {
			char hex[3] = { s.p[i + 1], s.p[i + 2], 0 };
			buf_char(b, (char)strtol(hex, NULL, 16));
			i += 2;
		} else
			buf_char(b, s.p[i]);
}

static int read_all(struct post *p, struct buf *b)
{
	DIR *d = opendir(spool(p));
	int n = 0;

	for (struct dirent *e; d && (e = readdir(d));)
		if (str_ends(str_of(e->d_name), S(".eml"))) {
			undo_quoting(b, test_slurp(p->w->arena, arena_printf(p->w->arena, "%s/%s", spool(p), e->d_name).p));
			n++;
		}
	if (d)
		closedir(d);
	return n;
}

int post_letters(struct post *p)
{
	struct buf b;
	int n;

	buf_init(&b, 1 << 20);
	n = read_all(p, &b);
	buf_free(&b);
	return n;
}

struct str post_text(struct post *p)
{
	struct str text;
	struct buf b;

	buf_init(&b, 1 << 20);
	read_all(p, &b);
	text = arena_str(p->w->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

bool post_says(struct post *p, const char *text)
{
	return str_index(post_text(p), str_of(text), 0) != SIZE_MAX;
}

struct str post_state(struct post *p)
{
	return arena_str(p->w->arena, road_ask(&p->r, "SELECT state || CASE WHEN reason = '' THEN '' ELSE ' ' || reason END FROM outbox_message ORDER BY made_at DESC, id DESC LIMIT 1"));
}

/* --- told once, in time ------------------------------------------------------------------------------------------------ */

TEST(the_evening_before_a_person_is_reminded_by_their_own_way_in_their_language)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	post_goes(&p);
	same_int(post_all(&p), 0);
	post_clock(&p, day_of(2016, 12, 14), 17, 59);
	same_int(post_all(&p), 0);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 1);
	same_int(post_letters(&p), 1);
	ok(post_says(&p, "To: karim@example.org\r\n") && post_says(&p, "From: \"Huset\" <hus@example.org>") && post_says(&p, "Hej K\r\n"));
	ok(post_says(&p, "torsdag den 15. december kl. 19.00") && post_says(&p, "/da/stop/") && !post_says(&p, "Torsdagskredsen"));
	same_text(post_state(&p), "sent");
	world_clock(p.w, p.w->ctx->now + HOUR);
	same_int(post_all(&p), 0);
	post_free(&p);
}

TEST(what_is_taken_back_with_its_transaction_was_never_written)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	world_commit(p.w);
	road_acts(&p.r, p.r.signe);
	post_goes(&p);
	db_rollback(p.w->ctx);
	ok(db_begin(p.w->ctx, DB_WRITE) == OK);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_message"), "0");
	post_free(&p);
}

TEST(whoever_has_no_way_for_a_text_is_asked_for_none_and_gets_none)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_goes(&p);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_message"), "0");
	post_free(&p);
}

TEST(a_house_without_a_road_writes_no_message)
{
	struct post p = post_new();

	post_way(&p, "any");
	post_goes(&p);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_message"), "0");
	post_free(&p);
}

TEST(nothing_leaves_early_whatever_the_clock_does)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	post_goes(&p);
	for (int i = 0; i < 5; i++) {
		post_clock(&p, day_of(2016, 12, 14), 17, 50);
		same_int(post_all(&p), 0);
		post_clock(&p, day_of(2016, 12, 12), 10, 0);
		same_int(post_all(&p), 0);
	}
	/* A clock that jumps over the whole thing: nobody needs to be told any more. */
	post_clock(&p, day_of(2016, 12, 16), 10, 0);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "dropped late");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task WHERE kind = 'tell'"), "0");
	same_int(post_letters(&p), 0);
	post_free(&p);
}

TEST(a_house_that_stood_still_until_just_before_asks_somebody_to_call)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 15), 18, 30);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "failed late");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task WHERE kind = 'tell' AND done_at IS NULL"), "1");
	post_free(&p);
}

TEST(outside_of_their_hours_it_waits_for_the_next_one)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "morning");
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "waiting");
	post_clock(&p, day_of(2016, 12, 15), 8, 59);
	same_int(post_all(&p), 0);
	post_clock(&p, day_of(2016, 12, 15), 9, 0);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "torsdag den 15. december"));
	post_free(&p);
}

TEST(when_no_hour_comes_before_it_somebody_tells_them_instead)
{
	struct post p = post_new();
	struct answer a;
	int64_t task;

	post_set(&p, post_road("folder"));
	post_way(&p, "weekend");
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "failed no_hour");
	ok(str_int(road_ask(&p.r, "SELECT subject FROM task WHERE kind = 'tell' AND done_at IS NULL"), &task));
	road_logs_in(&p.r, "Signe", ROLE_COORDINATOR, 0);
	a = visit(p.w, "GET", road_path(&p.r, "/en/work/tell/ID", task), NULL);
	same_int(a.status, 200);
	ok(says(a, "Karim") && says(a, "No hour that they allow came before") && !says(a, "karim@example.org"));
	ok(says(visit(p.w, "GET", "/en/work", NULL), "A message could not be sent."));
	same_int(post(p.w, road_path(&p.r, "/en/work/tell/ID", task), "").status, 303);
	same_text(road_ask(&p.r, "SELECT result FROM task WHERE kind = 'tell'"), "told");
	post_free(&p);
}

TEST(another_time_is_another_message_and_the_first_is_not_sent)
{
	struct post p = post_new();
	struct linkage l;

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	l = road_referral(&p.r);
	road_do(&p.r, &l, (struct linkage_act){ .event = S("received") });
	road_do(&p.r, &l, (struct linkage_act){ .event = S("time"), .at = at(day_of(2016, 12, 15), 19, 0, p.w->ctx) });
	road_do(&p.r, &l, (struct linkage_act){ .event = S("missed") });
	road_do(&p.r, &l, (struct linkage_act){ .event = S("time"), .at = at(day_of(2016, 12, 16), 17, 0, p.w->ctx) });
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 0);
	post_clock(&p, day_of(2016, 12, 15), 18, 0);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "fredag den 16. december kl. 17.00") && !post_says(&p, "torsdag"));
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_message WHERE state = 'dropped' AND reason = 'gone'"), "1");
	post_free(&p);
}

TEST(a_call_that_is_moved_is_told)
{
	struct post p = post_new();
	struct contact_channel phone = { .participant = p.r.karim, .type = S("phone"), .address = S("12345678"), .shown_name = S(""), .stop_day = DAY_NONE };
	struct task t = { .participant = p.r.karim, .subject = p.r.karim, .kind = S("call_back"),
			  .duty = { p.r.signe, p.r.sara, TEST_NOW + 2 * DAY, false, 0 } };
	struct problems bad = { 0 };
	int64_t moved = TEST_NOW + 20 * HOUR;
	struct outbox_message m = { .participant = p.r.karim, .kind = "call_moved", .owner = p.r.signe, .until_at = moved };

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	contact_time(S("any"), &phone);
	ok(contact_add(p.w->ctx, &phone, &bad) == OK && task_add(p.w->ctx, &t, S("call_back/1")) == OK && task_move(p.w->ctx, &t, moved) == OK);
	m.subject = t.id;
	m.mark = arena_printf(p.w->arena, "%lld", (long long)moved);
	ok(outbox_tell(p.w->ctx, &m, SAY_MOVED, (struct outbox_gaps){ .at = moved }, S("call_moved/1")) == OK && m.id);
	same_int(post_all(&p), 1);
	ok(post_says(&p, "tirsdag den 13. december kl. 6.00") || post_says(&p, "tirsdag den 13. december kl. 06.00"));
	post_free(&p);
}

/* --- not to whom it may not ------------------------------------------------------------------------------------------------ */

TEST(a_way_that_was_stopped_in_between_is_not_used)
{
	struct post p = post_new();
	int64_t way;

	post_set(&p, post_road("folder"));
	way = post_way(&p, "any");
	post_goes(&p);
	ok(contact_stop(p.w->ctx, p.r.karim, way) == OK);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "dropped stopped");
	same_int(post_letters(&p), 0);
	post_free(&p);
}

TEST(after_the_last_day_that_they_gave_nothing_is_sent)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	ok(db_script(p.w->ctx, db_is_pg(p.w->ctx->db) ? "UPDATE contact_channel SET stop_day = DATE '2016-12-13'" :
		     arena_printf(p.w->arena, "UPDATE contact_channel SET stop_day = '%.*s'", STR_ARG(day_str(p.w->arena, day_of(2016, 12, 13)))).p) == OK);
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 0);
	same_int(post_letters(&p), 0);
	post_free(&p);
}

TEST(whoever_is_erased_in_between_gets_nothing_and_their_message_says_nothing_any_more)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	post_goes(&p);
	ok(participant_erase(p.w->ctx, p.r.karim) == OK);
	same_text(post_state(&p), "dropped erased");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_message WHERE words <> '' OR about <> ''"), "0");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_stop"), "0");
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 0);
	same_int(post_letters(&p), 0);
	post_free(&p);
}

TEST(whoever_takes_back_how_to_reach_them_gets_nothing)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	post_goes(&p);
	road_is(&p.r, p.r.karim);
	ok(participant_down(p.w->ctx, p.r.karim) == OK);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "dropped erased");
	post_free(&p);
}

TEST(when_the_yes_is_taken_back_nobody_hears_of_it_any_more)
{
	struct post p = post_new();
	struct linkage l;
	struct str token;
	bool sent;

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	l = road_referral(&p.r);
	ok(linkage_link_new(p.w->ctx, &l, &token) == OK && linkage_link_mail(p.w->ctx, &l, token, &sent) == OK && sent);
	ok(consent_stop(p.w->ctx, p.r.karim, l.consent) == OK);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "dropped gone");
	same_int(post_letters(&p), 0);
	post_free(&p);
}

TEST(storage_refuses_a_message_about_somebody_to_people_who_help_each_other)
{
	static const char columns[] = "INSERT INTO outbox_message (participant, id, name, once, kind, subject, mark, to_kind, to_id, lang, about, words, org, area, owner, "
				      "deputy, state, send_at, until_at, made_at) VALUES (%lld, 1, 'n', 'o', 'loop_link', %lld, 'm', '%s', %lld, 'da', 'a', 'w', 0, 0, 0, 0, "
				      "'waiting', 1, 3, 2)";
	struct post p = post_new();
	struct linkage l = road_introduction(&p.r), to = road_referral(&p.r);
	struct arena *a = p.w->arena;
	long long karim = p.r.karim, group = p.r.group, service = p.r.service;

	ok(road_refuses(&p.r, arena_printf(a, columns, karim, (long long)l.id, "service", group).p));
	ok(road_refuses(&p.r, arena_printf(a, columns, karim, (long long)to.id, "service", group).p));
	ok(road_refuses(&p.r, arena_printf(a, columns, karim, (long long)l.id, "meeting", group).p));
	ok(road_refuses(&p.r, arena_printf(a, columns, karim, 0LL, "service", service).p));
	ok(road_refuses(&p.r, arena_printf(a, columns, karim, (long long)l.id, "account", (long long)p.r.signe).p));
	ok(road_refuses(&p.r, arena_printf(a, columns, 0LL, (long long)to.id, "service", service).p));
	ok(!road_refuses(&p.r, arena_printf(a, columns, karim, (long long)to.id, "service", service).p));
	post_free(&p);
}

TEST(no_text_and_no_address_can_be_read_in_the_table)
{
	struct post p = post_new();
	struct str all;

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	post_goes(&p);
	all = road_ask(&p.r, "SELECT name || once || mark || about || words || kind FROM outbox_message");
	ok(all.n > 100 && str_index(all, S("example.org"), 0) == SIZE_MAX && str_index(all, S("torsdag"), 0) == SIZE_MAX && str_index(all, S("stop"), 0) == SIZE_MAX);
	post_free(&p);
}

TEST(texts_are_gone_a_week_after_they_left)
{
	struct post p = post_new();

	post_set(&p, post_road("folder"));
	post_way(&p, "any");
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 1);
	post_clock(&p, day_of(2016, 12, 21), 17, 0);
	ok(outbox_tidy(p.w->ctx) == OK);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_message WHERE words <> ''"), "1");
	post_clock(&p, day_of(2016, 12, 21), 19, 0);
	ok(outbox_tidy(p.w->ctx) == OK);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_message WHERE words <> '' OR about <> ''"), "0");
	post_free(&p);
}

/* --- words that never leave ---------------------------------------------------------------------------------------------- */

TEST(a_text_with_a_word_that_never_leaves_becomes_a_fault_that_somebody_sees)
{
	struct post p = post_new();
	struct outbox_road r = post_road("folder");
	struct outbox_counts c;

	post_set(&p, r);
	post_way(&p, "any");
	post_goes(&p);
	/* Written when all was well; its text is looked at again when it leaves. */
	r.own_words = S("påmindelse");
	post_set(&p, r);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "failed word");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task WHERE kind = 'tell' AND done_at IS NULL"), "1");
	ok(outbox_counts(p.w->ctx, &c) == OK && c.word && c.failed_week == 1);
	road_logs_in(&p.r, "Anna", ROLE_ADMINISTRATOR, 0);
	ok(says(visit(p.w, "GET", "/en/work/house/messages", NULL), "A word stood in a message that never leaves"));
	same_int(post_letters(&p), 0);
	post_free(&p);
}

TEST(all_that_we_say_is_neutral_in_both_languages)
{
	struct post p = post_new();

	for (int i = SAY_TOMORROW; i <= SAY_LISTING; i++)
		for (int k = 0; k < 2; k++) {
			struct outbox_letter l = { .from_name = S("Huset") };
			struct outbox_road r = post_road("folder");
			outbox_say(p.w->ctx, k ? "en" : "da", (enum outbox_say)i, (struct outbox_gaps){ .at = TEST_NOW, .home_at = TEST_NOW + HOUR, .out_how = S("taxi"), .home_how = S("bus"),
								.link = S("https://hus.example.org/da/l/x") },
				   &l.about, &l.words);
			l.words = outbox_dress(p.w->ctx, k ? "en" : "da", S(""), l.words, S("https://hus.example.org/da/stop/x"));
			ok(l.about.n && l.words.n && !outbox_told(p.w->ctx, &r, &l).n);
		}
	post_free(&p);
}

TEST(a_link_whose_random_letters_begin_like_a_word_is_no_fault_and_an_address_that_says_too_much_is)
{
	struct post p = post_new();
	struct outbox_road r = post_road("folder");
	struct outbox_letter l = { .from_name = S(""), .about = S("x"), .words = S("https://hus.example.org/da/l/drug4rusabc\nfarvel") };

	r.origin = S("https://hus.example.org");
	ok(!outbox_told(p.w->ctx, &r, &l).n);
	l.words = S("https://hus.example.org/da/l/x\nmisbrug");
	same_text(outbox_told(p.w->ctx, &r, &l), "misbrug");
	r.origin = S("https://selvhjælp.example.org");
	l.words = S("https://selvhjælp.example.org/da/l/x");
	ok(outbox_told(p.w->ctx, &r, &l).n);
	post_free(&p);
}
