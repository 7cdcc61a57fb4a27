/* sender_test.c -- what waits leaves while the house is served, and is still there when the house stops before. */
#include "world.h"
#include "account/account.h"
#include "base/rng.h"
#include "contact/contact.h"
#include "outbox/outbox.h"
#include "participant/participant.h"

#include <dirent.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TRIES = 300, PAUSE_US = 20000, STOPS_USUAL = 60 };

struct house_by_the_road {
	char dir[64], folder[90], spool[100];
	struct folder f;
	struct serve *serve;
};

/* Somebody who works here and wants to be told, and a try-out for them that waits. */
static void put_message(struct ctx *ctx)
{
	struct who anna = { .local = true };
	struct outbox_message m = { .kind = "try", .to_kind = "self", .lang = "da", .until_at = ctx->now + 3600 };
	struct problems bad = { 0 };
	struct account a;
	struct str code;

	ctx->who = &anna;
	ok(account_invite(ctx, S("Anna"), "da", ROLE_ADMINISTRATOR, 0, 0, &code, &bad) == OK && !bad.n && account_of_name(ctx, S("Anna"), &a) == OK);
	ok(db_script(ctx, "UPDATE account SET state = 'active', hash = 'x'") == OK);
	anna.account = m.to = a.id;
	ok(outbox_use_folder(ctx, S("hus@example.org"), S("Huset")) == OK && outbox_wants(ctx, S("anna@example.org")) == OK);
	/* Also by night. */
	ok(db_script(ctx, "UPDATE outbox_notice SET wish = 'any'") == OK);
	outbox_say(ctx, "da", SAY_TRY, (struct outbox_gaps){ 0 }, &m.about, &m.words);
	ok(outbox_put(ctx, &m, S("try")) == OK && m.id);
}

static void open_house(struct house_by_the_road *h)
{
	char why[300];

	same_int(folder_open(&h->f, h->folder, NULL, why, sizeof why), OK);
}

static struct house_by_the_road make(void)
{
	struct house_by_the_road h = { .dir = "/tmp/samhold-sender-XXXXXX" };
	struct worker w;
	struct ctx *ctx;
	char why[300];

	ok(mkdtemp(h.dir) != NULL);
	snprintf(h.folder, sizeof h.folder, "%s/house", h.dir);
	snprintf(h.spool, sizeof h.spool, "%s/spool", h.folder);
	same_int(folder_make(h.folder, NULL, true, why, sizeof why), OK);
	open_house(&h);
	worker_open(&w, &h.f.house, h.f.writer);
	ctx = worker_begin(&w);
	ok(folder_begin_write(ctx) == OK);
	put_message(ctx);
	ok(db_commit(ctx) == OK);
	w.db = NULL;
	worker_close(&w);
	folder_close(&h.f);
	return h;
}

static void serve(struct house_by_the_road *h)
{
	struct serve_config c = { .folder = &h->f, .listen = S("127.0.0.1:0"), .threads = 1 };
	char why[300];

	open_house(h);
	same_int(serve_start(&c, &h->serve, why, sizeof why), OK);
}

static void stop(struct house_by_the_road *h)
{
	serve_stop(h->serve);
	folder_close(&h->f);
}

static int letters(const struct house_by_the_road *h)
{
	DIR *d = opendir(h->spool);
	int n = 0;

	for (struct dirent *e; d && (e = readdir(d));)
		n += str_ends(str_of(e->d_name), S(".eml"));
	if (d)
		closedir(d);
	return n;
}

static struct str state_of(struct ctx *ctx, const struct house_by_the_road *h)
{
	struct db_config c = { .url = arena_printf(ctx->arena, "%s/samhold.db", h->folder) };
	struct str state;
	char why[200];

	same_int(db_open(&c, &ctx->db, why, sizeof why), OK);
	ok(db_ask(ctx, "SELECT state FROM outbox_message", &state) == OK);
	state = arena_str(ctx->arena, state);
	db_close(ctx->db);
	return state;
}

static void away(const struct house_by_the_road *h)
{
	char command[120];

	snprintf(command, sizeof command, "rm -rf %s", h->dir);
	ok(!system(command));
}

TEST(what_waits_leaves_once_while_the_house_is_served)
{
	struct house_by_the_road h = make();
	struct ctx *ctx = test_ctx();

	same_int(letters(&h), 0);
	serve(&h);
	for (int i = 0; i < TRIES && !letters(&h); i++)
		usleep(PAUSE_US);
	same_int(letters(&h), 1);
	stop(&h);
	same_text(state_of(ctx, &h), "sent");
	serve(&h);
	stop(&h);
	same_int(letters(&h), 1);
	test_ctx_free(ctx);
	away(&h);
}

TEST(what_could_not_leave_before_the_house_stopped_waits_on)
{
	struct house_by_the_road h = make();
	struct ctx *ctx = test_ctx();

	/* Something stands where the folder should be. */
	ok(!fclose(fopen(h.spool, "w")));
	serve(&h);
	usleep(PAUSE_US);
	stop(&h);
	ok(str_same(state_of(ctx, &h), "waiting") || str_same(state_of(ctx, &h), "taken"));
	test_ctx_free(ctx);
	away(&h);
}

/* --- a stop, and the letter that is just leaving --------------------------------------------------------------------- */

/* One person, the one message for them, and their stop. */
struct stopped {
	struct ctx *ctx;
	int64_t participant, channel;
	const char *file;                 /* as which the letter arrives in the folder */
	bool before;                      /* it was there when the stop was answered */
	atomic_bool acked;
};

/* Somebody who may be written to at any hour, and a message for them. */
static struct stopped somebody_to_tell(struct ctx *ctx, const struct house_by_the_road *h, struct arena *keep, int64_t send_at)
{
	struct participant p = { .role = S("person"), .lang = S("da") };
	struct contact_channel way = { .type = S("email"), .address = S("karim@example.org"), .shown_name = S("K"), .stop_day = DAY_NONE };
	struct outbox_message m = { .kind = "try", .to_kind = "channel", .lang = "da", .send_at = send_at, .until_at = ctx->now + 7 * 86400 };
	struct problems bad = { 0 };
	struct who self = { 0 };
	struct str name;

	ok(participant_new(ctx, &p, &bad) == OK && !bad.n);
	self.participant = way.participant = m.participant = p.id;
	ctx->who = &self;
	ok(participant_up(ctx, p.id, S(""), S(""), &bad) == OK && contact_time(S("any"), &way) && contact_add(ctx, &way, &bad) == OK && !bad.n);
	ctx->who = &access_visitor;
	m.to = way.id;
	outbox_say(ctx, "da", SAY_TRY, (struct outbox_gaps){ 0 }, &m.about, &m.words);
	ok(outbox_put(ctx, &m, S("try")) == OK && m.id);
	ok(db_ask(ctx, arena_printf(ctx->arena, "SELECT name FROM outbox_message WHERE participant = %lld", (long long)p.id).p, &name) == OK);
	return (struct stopped){ .participant = p.id, .channel = way.id, .file = arena_printf(keep, "%s/%.*s.eml", h->spool, STR_ARG(name)).p };
}

static struct stopped *all_to_tell(struct house_by_the_road *h, struct arena *keep, int n)
{
	struct stopped *all = arena_array(keep, (size_t)n, struct stopped);
	struct worker w;

	open_house(h);
	worker_open(&w, &h->f.house, h->f.writer);
	for (int i = 0; i < n; i++) {
		struct ctx *ctx = worker_begin(&w);
		ok(folder_begin_write(ctx) == OK);
		all[i] = somebody_to_tell(ctx, h, keep, ctx->now - n + i);
		ok(db_commit(ctx) == OK);
	}
	w.db = NULL;
	worker_close(&w);
	return all;
}

static enum err stop_way(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct stopped *s = req->carry;

	(void)rep;
	return contact_stop(ctx, s->participant, s->channel);
}

static void stop_answered(struct job *job)
{
	struct stopped *s = job->req.carry;

	s->before = !access(s->file, F_OK);
	ok(job->result == OK);
	inner_done(job);
	atomic_store(&s->acked, true);
}

static void stop_them(struct writer *w, struct stopped *s)
{
	static const struct route route = { "POST", "/", LOCAL, stop_way, ROUTE_NO_KEY, NULL };
	struct job *job = inner_job(NULL, &(struct job){ .who = { .participant = s->participant } }, &route);

	job->req.carry = s;
	ok(writer_put(w, job, stop_answered) == OK);
}

/* Each stop comes a few letters before its own, or after, as it falls. */
static void stop_all(struct writer *w, struct stopped *all, int n)
{
	struct rng *rng = rng_new_repeatable(7);

	for (int i = 0; i < n; i++) {
		int near = i - (int)(rng_below(rng, 7));
		while (near >= 0 && !atomic_load(&all[near].acked) && access(all[near].file, F_OK))
			usleep(20);
		stop_them(w, &all[i]);
	}
	for (int i = 0; i < n; i++)
		while (!atomic_load(&all[i].acked))
			usleep(20);
	rng_free(rng);
}

TEST(after_the_answer_to_a_stop_no_letter_leaves_also_when_it_was_just_being_handed_over)
{
	struct house_by_the_road h = make();
	struct arena *keep = arena_new(0);
	struct hand *hand = hand_new();
	int n = test_times("SAMHOLD_TEST_STOPS", STOPS_USUAL), late = 0, held = 0;
	struct stopped *all = all_to_tell(&h, keep, n);
	struct writer *w = writer_start(&h.f, &h.f.house, hand);
	struct sender *s = sender_start(&h.f, w, hand);

	stop_all(w, all, n);
	sender_stop(s);
	writer_stop(w);
	for (int i = 0; i < n; i++) {
		bool left = !access(all[i].file, F_OK);
		late += left && !all[i].before;
		held += !left;
	}
	same_int(late, 0);
	ok(held > 0 && held < n);
	folder_close(&h.f);
	hand_free(hand);
	arena_free(keep);
	away(&h);
}
