/* messages_test.c -- of the story: one was called instead of a message, and each new kind of message is there to be seen. */
#include "db/db.h"
#include "demo/demo.h"
#include "remind/remind.h"
#include "world.h"

static struct str ask(struct world *w, const char *sql)
{
	struct str answer;

	ok(db_ask(w->ctx, sql, &answer) == OK);
	return answer;
}

TEST(on_the_first_morning_one_was_called_instead_and_the_others_have_their_messages)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK && demo_evenings(w->ctx) == OK);
	same_text(ask(w, "SELECT COUNT(*) FROM phone_call WHERE told_at IS NOT NULL"), "1");
	same_text(ask(w, "SELECT reason FROM outbox_message m JOIN phone_call c ON c.participant = m.participant AND c.message = m.id WHERE c.told_at IS NOT NULL"), "told");
	same_text(ask(w, "SELECT broken_since FROM outbox_road"), "0");
	ok(remind_tell_stopped(w->ctx) == OK && remind_make(w->ctx) == OK);
	same_text(ask(w, "SELECT COUNT(DISTINCT kind) FROM outbox_message WHERE kind IN ('call_agreed', 'ride_set', 'ride_search', 'drive_asked', 'last_day', 'plan_step',"
		      " 'yes_ends', 'form_missing', 'listing_old')"), "9");
	same_text(ask(w, "SELECT COUNT(*) FROM task WHERE kind = 'yes_tell' AND done_at IS NULL"), "1");
	ok(demo_fill(w->ctx) == OK);
	same_text(ask(w, "SELECT COUNT(*) FROM phone_list"), "1");
	world_free(w);
}
