/* send_test.c -- a road that fails, a machine that dies in between, and a letter that is not sent twice in silence. */
#include "outbox/outbox_test.h"
#include "mail/peer_test.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct post with_letter(const char *road)
{
	struct post p = post_new();

	post_set(&p, post_road(road));
	post_way(&p, "any");
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	return p;
}

TEST(who_dies_between_handing_over_and_saying_so_leaves_one_letter_and_it_is_told)
{
	struct post p = with_letter("folder");
	struct outbox_counts c;

	same_int(post_dies(&p), 1);
	same_text(post_state(&p), "taken");
	/* Perhaps somebody is still at it. */
	same_int(post_all(&p), 0);
	world_clock(p.w, p.w->ctx->now + OUTBOX_LEASE_S + 1);
	same_int(post_all(&p), 1);
	same_int(post_letters(&p), 1);
	same_text(post_state(&p), "sent");
	ok(outbox_counts(p.w->ctx, &c) == OK && c.again_week == 1 && c.sent_week == 1);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM event WHERE what = 'outbox.again'"), "1");
	post_free(&p);
}

TEST(what_was_stopped_while_it_lay_taken_is_not_handed_over_again)
{
	struct post p = with_letter("folder");

	same_int(post_dies(&p), 1);
	ok(db_script(p.w->ctx, "UPDATE contact_channel SET stopped_at = 1") == OK);
	world_clock(p.w, p.w->ctx->now + OUTBOX_LEASE_S + 1);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "dropped stopped");
	post_free(&p);
}

TEST(two_houses_over_one_database_do_not_both_hand_it_over)
{
	struct post p = with_letter("folder");
	struct outbox_round a = { .arena = arena_new(0) }, b = { .arena = arena_new(0) };

	p.w->folder.house.dir = p.dir;
	ok(outbox_take(p.w->ctx, &a) == OK && a.n == 1);
	ok(outbox_take(p.w->ctx, &b) == OK && b.n == 0);
	/* The first was too long about it, the second took it: only the second says how it went. */
	p.w->ctx->now += OUTBOX_LEASE_S + 1;
	ok(outbox_take(p.w->ctx, &b) == OK && b.n == 1);
	a.at[0].end = MAIL_REFUSED;
	ok(outbox_mark(p.w->ctx, &a) == OK);
	same_text(post_state(&p), "taken");
	b.at[0].end = MAIL_SENT;
	ok(outbox_mark(p.w->ctx, &b) == OK);
	same_text(post_state(&p), "sent");
	p.w->folder.house.dir = NULL;
	arena_free(a.arena);
	arena_free(b.arena);
	post_free(&p);
}

TEST(a_road_that_takes_nothing_is_tried_again_with_longer_pauses_and_then_it_goes)
{
	struct post p = with_letter("folder");
	struct outbox_counts c;
	bool work;
	int tries = 0;

	/* Something stands where the folder should be. */
	ok(!fclose(fopen(arena_printf(p.w->arena, "%s/spool", p.dir).p, "w")));
	for (int minute = 0; minute < 30; minute++) {
		tries += (int)post_round(&p);
		world_clock(p.w, p.w->ctx->now + 60);
	}
	ok(tries >= 3 && tries <= 5);
	same_text(post_state(&p), "waiting");
	ok(outbox_counts(p.w->ctx, &c) == OK && c.broken_since && c.broken_why.n && c.waiting == 1);
	unlink(arena_printf(p.w->arena, "%s/spool", p.dir).p);
	world_clock(p.w, p.w->ctx->now + HOUR);
	ok(outbox_work(p.w->ctx, &work) == OK && work);
	same_int(post_round(&p), 1);
	same_text(post_state(&p), "sent");
	ok(outbox_counts(p.w->ctx, &c) == OK && !c.broken_since);
	ok(outbox_work(p.w->ctx, &work) == OK && !work);
	post_free(&p);
}

TEST(when_the_road_takes_nothing_for_too_long_somebody_tells_it_otherwise)
{
	struct post p = with_letter("folder");

	ok(!fclose(fopen(arena_printf(p.w->arena, "%s/spool", p.dir).p, "w")));
	for (int i = 0; i < 30; i++) {
		post_round(&p);
		world_clock(p.w, p.w->ctx->now + HOUR);
	}
	ok(str_starts(post_state(&p), S("failed")));
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task WHERE kind = 'tell' AND done_at IS NULL"), "1");
	unlink(arena_printf(p.w->arena, "%s/spool", p.dir).p);
	post_free(&p);
}

TEST(whoever_answered_for_it_and_has_left_is_not_the_one_who_is_asked)
{
	struct post p = with_letter("folder");

	ok(db_script(p.w->ctx, "UPDATE outbox_message SET owner = 1, until_at = send_at + 1") == OK);
	world_clock(p.w, p.w->ctx->now + HOUR / 2);
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "failed late");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task t JOIN account a ON a.id = t.owner AND a.state = 'active' WHERE t.kind = 'tell'"), "1");
	post_free(&p);
}

TEST(a_road_that_was_taken_away_leaves_its_messages_to_people)
{
	struct post p = with_letter("folder");

	post_set(&p, post_road("none"));
	same_int(post_all(&p), 0);
	same_text(post_state(&p), "failed no_road");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM task WHERE kind = 'tell' AND done_at IS NULL"), "1");
	post_free(&p);
}

TEST(a_folder_that_comes_from_a_backup_writes_to_nobody)
{
	struct post p = with_letter("folder");
	bool open;

	ok(outbox_restored(p.w->ctx) == OK);
	same_text(post_state(&p), "dropped restored");
	ok(outbox_is_open(p.w->ctx, &open) == OK && !open);
	same_int(post_all(&p), 0);
	post_free(&p);
}

TEST(a_text_that_was_moved_by_hand_goes_nowhere_and_holds_up_no_other)
{
	struct post p = with_letter("folder");

	post_clock(&p, day_of(2016, 12, 12), 10, 0);
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	ok(db_script(p.w->ctx, "UPDATE outbox_message SET words = about WHERE id = (SELECT MIN(id) FROM outbox_message)") == OK);
	same_int(post_all(&p), 1);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_message WHERE reason = 'unreadable'"), "1");
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_message WHERE state = 'sent'"), "1");
	post_free(&p);
}

/* --- the other two roads ------------------------------------------------------------------------------------------------ */

static void write_command(struct post *p, const char *text)
{
	const char *path = arena_printf(p->w->arena, "%s/send-by", p->dir).p;
	FILE *f = fopen(path, "w");

	fputs(text, f);
	fclose(f);
	chmod(path, 0600);
}

TEST(a_program_of_the_machine_gets_it_and_hears_when_it_may_have_had_it)
{
	struct post p = post_new();
	const char *kept = arena_printf(p.w->arena, "%s/spool", p.dir).p;

	write_command(&p, arena_printf(p.w->arena, "/bin/sh\n-c\n{ cat; echo \"again $SAMHOLD_AGAIN\"; } > %s\n", kept).p);
	p.w->folder.house.dir = p.dir;
	post_set(&p, post_road("command"));
	post_way(&p, "any");
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_dies(&p), 1);
	ok(str_index(test_slurp(p.w->arena, kept), S("again 0"), 0) != SIZE_MAX);
	world_clock(p.w, p.w->ctx->now + OUTBOX_LEASE_S + 1);
	same_int(post_all(&p), 1);
	ok(str_index(test_slurp(p.w->arena, kept), S("again 1"), 0) != SIZE_MAX && str_index(test_slurp(p.w->arena, kept), S("To: karim@example.org"), 0) != SIZE_MAX);
	same_text(post_state(&p), "sent");
	unlink(kept);
	post_free(&p);
}

TEST(what_this_machine_runs_is_not_said_on_a_page_and_not_in_a_file_that_others_may_write)
{
	struct post p = post_new();
	struct outbox_road r = post_road("command");
	struct problems none = { 0 }, open = { 0 }, bare = { 0 }, fine = { 0 };

	p.w->folder.house.dir = p.dir;
	ok(outbox_road_save(p.w->ctx, &r, &none) == OK && problem_of(&none, "road"));
	write_command(&p, "/bin/true\n");
	chmod(arena_printf(p.w->arena, "%s/send-by", p.dir).p, 0666);
	ok(outbox_road_save(p.w->ctx, &r, &open) == OK && problem_of(&open, "road"));
	write_command(&p, "sendmail\n-t\n");
	ok(outbox_road_save(p.w->ctx, &r, &bare) == OK && problem_of(&bare, "road"));
	write_command(&p, "/bin/true\n");
	ok(outbox_road_save(p.w->ctx, &r, &fine) == OK && !fine.n);
	post_free(&p);
}

TEST(a_relay_gets_it_once_and_a_refusal_for_good_goes_to_a_human)
{
	struct post p = post_new();
	struct peer taken = { 0 }, never = { .to_rcpt = "550 nobody" };
	struct outbox_road r = post_road("relay");

	peer_start(&taken);
	r.port = taken.port;
	post_set(&p, r);
	post_way(&p, "any");
	post_goes(&p);
	post_clock(&p, day_of(2016, 12, 14), 18, 0);
	same_int(post_all(&p), 1);
	peer_stop(&taken);
	same_int(taken.letters, 1);
	ok(strstr(taken.kept, "RCPT TO:<karim@example.org>"));
	peer_start(&never);
	r.port = never.port;
	post_set(&p, r);
	post_clock(&p, day_of(2016, 12, 12), 10, 0);
	post_goes(&p);
	ok(db_script(p.w->ctx, "UPDATE outbox_message SET state = 'waiting', ended_at = NULL, send_at = 1, until_at = made_at + 9000000 WHERE state = 'sent'") == OK);
	same_int(post_all(&p), 1);
	peer_stop(&never);
	same_text(road_ask(&p.r, "SELECT COUNT(*) FROM outbox_message WHERE reason = 'refused'"), "1");
	post_free(&p);
}

TEST(a_relay_far_away_needs_encryption_and_its_password_goes_nowhere_else)
{
	struct post p = post_new();
	struct outbox_road r = post_road("relay"), is;
	struct problems bad = { 0 }, fine = { 0 }, other = { 0 };

	r.host = S("smtp.example.org");
	ok(outbox_road_save(p.w->ctx, &r, &bad) == OK && problem_of(&bad, "tls"));
	r.tls = S("start"), r.login = S("hus"), r.secret = S("hemmelig");
	ok(outbox_road_save(p.w->ctx, &r, &fine) == OK && !fine.n);
	ok(str_index(road_ask(&p.r, "SELECT secret FROM outbox_road"), S("hemmelig"), 0) == SIZE_MAX);
	r.secret = S("");
	ok(outbox_road_save(p.w->ctx, &r, &fine) == OK && outbox_road(p.w->ctx, &is) == OK);
	same_text(is.secret, "hemmelig");
	r.host = S("smtp.example.com"), r.secret = S("");
	ok(outbox_road_save(p.w->ctx, &r, &other) == OK && !other.n && outbox_road(p.w->ctx, &is) == OK);
	same_text(is.secret, "");
	post_free(&p);
}

TEST(a_demonstration_reaches_nobody)
{
	struct post p = post_new();
	struct outbox_road relay = post_road("relay"), folder = post_road("folder");
	struct problems bad = { 0 }, fine = { 0 };

	p.w->folder.house.demo = true;
	ok(outbox_road_save(p.w->ctx, &relay, &bad) == OK && problem_of(&bad, "road"));
	ok(outbox_road_save(p.w->ctx, &folder, &fine) == OK && !fine.n);
	post_free(&p);
}
