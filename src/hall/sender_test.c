/* sender_test.c -- what waits leaves while the house is served, and is still there when the house stops before. */
#include "world.h"
#include "account/account.h"
#include "outbox/outbox.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TRIES = 300, PAUSE_US = 20000 };

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
