/* mail_test.c -- a letter says what it was given and nothing else, and each road says honestly how it went. */
#include "mail/mail.h"

#include "mail/peer_test.h"
#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct mail a_letter(void)
{
	return (struct mail){ .name = S("abc123"), .from = S("hus@example.org"), .from_name = S("Huset på havnen"), .to = S("anna@example.org"),
			      .subject = S("I morgen"), .text = S("Hej\n\nEn påmindelse: onsdag kl. 19.00.\n"), .at = TEST_NOW };
}

static bool has(struct str s, const char *text)
{
	return str_index(s, str_of(text), 0) != SIZE_MAX;
}

TEST(a_letter_has_its_name_its_date_and_its_text)
{
	struct ctx *ctx = test_ctx();
	struct mail m = a_letter();
	struct str s = mail_bytes(ctx->arena, &m);

	ok(has(s, "Date: Mon, 12 Dec 2016 09:00:00 +0000\r\n") && has(s, "To: anna@example.org\r\n") && has(s, "Subject: I morgen\r\n"));
	ok(has(s, "From: =?utf-8?B?SHVzZXQgcMOlIGhhdm5lbg==?= <hus@example.org>\r\n") && has(s, "Message-ID: <abc123@example.org>\r\n"));
	ok(has(s, "\r\n\r\nHej\r\n\r\nEn p=C3=A5mindelse: onsdag kl. 19.00.\r\n"));
	m.from_name = S("A \"B\"");
	ok(has(mail_bytes(ctx->arena, &m), "From: \"A \\\"B\\\"\" <hus@example.org>\r\n"));
	test_ctx_free(ctx);
}

TEST(a_letter_that_is_handed_over_again_is_the_same_to_the_byte)
{
	struct ctx *ctx = test_ctx();
	struct mail m = a_letter();
	struct str first = mail_bytes(ctx->arena, &m);

	m.again = true;
	ok(str_eq(first, mail_bytes(ctx->arena, &m)));
	test_ctx_free(ctx);
}

TEST(nothing_that_is_written_becomes_a_header_of_its_own)
{
	static const char *const bad[] = { "x\r\nBcc: b@example.org", "x\ny", "x\ry", "x\x7f", "x\x01" };
	static const char *const addresses[] = { "a@b", "a", "@b.dk", "a b@c.dk", "a@b.dk,c@d.dk", "<a@b.dk>", "a@b.dk\n", "a@-b.dk", "a..b@c.dk", "\"a\"@b.dk",
						 "a@b..dk", "-oQ@b.dk", "a@b.dk>" };
	struct ctx *ctx = test_ctx();

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct mail m = a_letter();
		m.subject = str_of(bad[i]);
		ok(!mail_bytes(ctx->arena, &m).p);
		m = a_letter();
		m.from_name = str_of(bad[i]);
		ok(!mail_bytes(ctx->arena, &m).p);
	}
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		struct mail m = a_letter();
		ok(!mail_address_is(str_of(addresses[i])));
		m.to = str_of(addresses[i]);
		ok(!mail_bytes(ctx->arena, &m).p);
		m = a_letter();
		m.from = str_of(addresses[i]);
		ok(!mail_bytes(ctx->arena, &m).p);
	}
	ok(mail_address_is(S("anna.b+x@post.example.org")) && mail_number_is(S("+4512345678")) && !mail_number_is(S("12345678")));
	test_ctx_free(ctx);
}

TEST(long_lines_and_long_subjects_are_cut_where_nothing_breaks)
{
	struct ctx *ctx = test_ctx();
	struct mail m = a_letter();
	struct buf text;
	struct str s, line;

	buf_init(&text, 10000);
	for (int i = 0; i < 200; i++)
		buf_lit(&text, "blåbærgrød ");
	m.text = buf_view(&text);
	m.subject = S("Æblegrød med fløde og rødgrød på fad til både æreskær og øretæver på åen");
	s = mail_bytes(ctx->arena, &m);
	ok(s.n);
	while (str_cut(&s, '\n', &line))
		ok(line.n <= 78);
	buf_free(&text);
	m.text = S("a\n.\n..b\nc \n");
	s = mail_bytes(ctx->arena, &m);
	ok(has(s, "\r\n=2E\r\n=2E.b\r\nc=20\r\n"));
	test_ctx_free(ctx);
}

/* --- the folder ------------------------------------------------------------------------------------------------ */

static int files_in(const char *dir)
{
	DIR *d = opendir(dir);
	int n = 0;

	for (struct dirent *e; d && (e = readdir(d));)
		n += strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
	if (d)
		closedir(d);
	return n;
}

TEST(a_letter_in_the_folder_takes_its_own_place_the_second_time)
{
	char base[] = "/tmp/samhold-mail-XXXXXX", dir[100], path[150], why[MAIL_WHY];
	struct mail m = a_letter();
	struct ctx *ctx = test_ctx();
	struct stat st;

	ok(mkdtemp(base));
	snprintf(dir, sizeof dir, "%s/spool", base);
	ok(mail_to_folder(dir, &m, why) == MAIL_SENT && mail_to_folder(dir, &m, why) == MAIL_SENT);
	same_int(files_in(dir), 1);
	snprintf(path, sizeof path, "%s/abc123.eml", dir);
	ok(str_eq(test_slurp(ctx->arena, path), mail_bytes(ctx->arena, &m)));
	ok(!stat(path, &st) && (st.st_mode & 0777) == 0600);
	unlink(path);
	rmdir(dir);
	/* A file stands where the folder should be: not now, and nothing is lost. */
	ok(!fclose(fopen(dir, "w")) && mail_to_folder(dir, &m, why) == MAIL_LATER);
	unlink(dir);
	rmdir(base);
	test_ctx_free(ctx);
}

/* --- the program ------------------------------------------------------------------------------------------------- */

static enum mail_end by(const char *script, int seconds, char *why)
{
	const char *argv[] = { "/bin/sh", "-c", script, NULL };
	struct mail m = a_letter();

	m.again = true;
	return mail_to_command(argv, &m, seconds, why);
}

TEST(a_program_gets_the_letter_and_its_name_and_says_how_it_went)
{
	const char *nothing[] = { "/nowhere/at-all", NULL };
	struct mail m = a_letter();
	char why[MAIL_WHY];

	ok(by("[ \"$SAMHOLD_MESSAGE$SAMHOLD_AGAIN\" = abc1231 ] && grep -q '^Subject: I morgen' && [ -z \"$HOME\" ]", 5, why) == MAIL_SENT);
	ok(by("cat > /dev/null; exit 67", 5, why) == MAIL_REFUSED && by("exit 65", 5, why) == MAIL_REFUSED);
	ok(by("exit 75", 5, why) == MAIL_LATER && by("exit 1", 5, why) == MAIL_LATER);
	ok(by("kill -9 $$", 5, why) == MAIL_UNSURE);
	ok(mail_to_command(nothing, &m, 5, why) == MAIL_LATER);
}

TEST(a_program_that_never_ends_is_ended_and_nobody_says_that_it_went)
{
	char why[MAIL_WHY];

	ok(by("sleep 100", 1, why) == MAIL_UNSURE);
}

/* --- the relay --------------------------------------------------------------------------------------------------- */

static enum mail_end to(struct peer *p, struct mail_relay r, struct mail m)
{
	char why[MAIL_WHY];
	enum mail_end end;

	peer_start(p);
	r.host = S("127.0.0.1");
	r.port = p->port;
	r.seconds = 5;
	end = mail_to_relay(&r, &m, why);
	peer_stop(p);
	return end;
}

TEST(a_relay_gets_the_letter_once_with_who_and_to_whom)
{
	struct peer p = { 0 };

	ok(to(&p, (struct mail_relay){ 0 }, a_letter()) == MAIL_SENT);
	same_int(p.letters, 1);
	ok(strstr(p.kept, "EHLO example.org\r\n") && strstr(p.kept, "MAIL FROM:<hus@example.org>") && strstr(p.kept, "RCPT TO:<anna@example.org>"));
	ok(strstr(p.kept, "Message-ID: <abc123@example.org>\r\n") && strstr(p.kept, "En p=C3=A5mindelse"));
}

TEST(a_relay_that_says_never_of_the_receiver_or_the_text_is_not_asked_again)
{
	struct peer nobody = { .to_rcpt = "550 no such person" }, text = { .to_letter = "554 not this" };

	ok(to(&nobody, (struct mail_relay){ 0 }, a_letter()) == MAIL_REFUSED && !nobody.letters);
	ok(to(&text, (struct mail_relay){ 0 }, a_letter()) == MAIL_REFUSED);
}

TEST(a_relay_that_is_busy_or_does_not_want_us_is_asked_again)
{
	struct peer grey = { .to_rcpt = "451 later" }, us = { .to_mail = "550 who are you" }, full = { .to_letter = "452 full" };
	struct mail_relay nobody = { .host = S("127.0.0.1"), .port = 1, .seconds = 3 };
	struct mail m = a_letter();
	char why[MAIL_WHY];

	ok(to(&grey, (struct mail_relay){ 0 }, a_letter()) == MAIL_LATER && to(&us, (struct mail_relay){ 0 }, a_letter()) == MAIL_LATER);
	ok(to(&full, (struct mail_relay){ 0 }, a_letter()) == MAIL_LATER);
	ok(mail_to_relay(&nobody, &m, why) == MAIL_LATER && !strstr(why, "anna"));
}

TEST(when_a_relay_goes_silent_after_the_letter_nobody_says_that_it_did_not_come)
{
	struct peer p = { .silent = true };

	ok(to(&p, (struct mail_relay){ 0 }, a_letter()) == MAIL_UNSURE);
}

TEST(without_encryption_nothing_is_said_to_a_relay_that_should_have_it)
{
	struct peer start = { 0 }, first = { 0 };

	ok(to(&start, (struct mail_relay){ .tls = MAIL_TLS_START, .login = S("hus"), .secret = S("hemmelig") }, a_letter()) == MAIL_LATER);
	ok(!strstr(start.kept, "MAIL") && !strstr(start.kept, "AUTH") && !start.letters);
	ok(to(&first, (struct mail_relay){ .tls = MAIL_TLS_FIRST }, a_letter()) == MAIL_LATER && !first.letters);
}

/* --- an answer ------------------------------------------------------------------------------------------------------ */

static bool stops(const char *mail)
{
	struct ctx *ctx = test_ctx();
	struct mail_answer a;
	bool stop;

	mail_answer_read(ctx->arena, str_of(mail), &a);
	stop = a.stop && a.n && str_same(a.names[a.n - 1], "abc2");
	test_ctx_free(ctx);
	return stop;
}

TEST(an_answer_is_understood_as_mail_programs_write_it)
{
	ok(stops("In-Reply-To: <abc2@example.org>\r\n\r\nStop\r\n") && stops("references: <X@y.dk>\n <abc2@example.org>\n\n\n  STOP, tak\n"));
	ok(stops("In-Reply-To: <abc2@example.org>\r\nContent-Transfer-Encoding: base64\r\n\r\nU1RPUCDigJMgdGFrDQo=\r\n"));
	ok(stops("In-Reply-To: <abc2@example.org>\r\n\r\n--x\r\nContent-Type: text/plain;\r\n charset=utf-8\r\n\r\nstop!\r\n--x--\r\n"));
	ok(!stops("In-Reply-To: <abc2@example.org>\r\n\r\nstoppested\r\n") && !stops("In-Reply-To: <abc2@example.org>\r\n\r\nTak\r\nSTOP\r\n"));
	ok(!stops("Subject: <abc2@example.org>\r\n\r\nSTOP\r\n") && !stops("In-Reply-To: <abc2@example.org>") && !stops(""));
}
