/* care_test.c -- is the house well: backup, clock, what is kept in memory, evenings; told in plain words, about nobody. */
#include "world.h"
#include "demo/demo.h"
#include "event/event.h"
#include "hall/care.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "outbox/outbox.h"

enum { DAY_S = 86400 };

static struct org an_org(struct world *w)
{
	struct org o = { .name = S("Vores"), .kind = S("association") };
	struct problems bad = { 0 };

	ok(org_save(w->ctx, &o, &bad) == OK && !bad.n);
	return o;
}

/* What the check says, and how many faults it found. */
static struct str checked(struct world *w, int64_t *faults)
{
	struct str text;

	w->ctx->who = &w->who;
	buf_cut(w->ctx->out, 0);
	ok(care_check(w->ctx, faults) == OK);
	text = arena_str(w->arena, buf_view(w->ctx->out));
	buf_cut(w->ctx->out, 0);
	return text;
}

static bool has(struct str text, const char *part)
{
	return str_index(text, str_of(part), 0) != SIZE_MAX;
}

static void set(struct world *w, const char *name, int64_t value)
{
	ok(db_script(w->ctx, arena_printf(w->arena, "INSERT INTO hall_setting (name, value) VALUES ('%s', '%lld') ON CONFLICT (name) DO UPDATE SET value = excluded.value",
					  name, (long long)value).p) == OK);
}

TEST(a_backup_that_nobody_proved_for_a_week_is_a_fault_and_a_new_house_has_a_week_for_its_first)
{
	struct world *w = world_new();
	struct str said;
	int64_t faults;

	an_org(w);
	said = checked(w, &faults);
	same_int(faults, 0);
	ok(has(said, "? Backup: none yet."));
	w->ctx->now = TEST_NOW + 9 * DAY_S;
	said = checked(w, &faults);
	same_int(faults, 1);
	ok(has(said, "! Backup: none has been opened again and counted for 9 days."));
	set(w, "backup_at", TEST_NOW + 7 * DAY_S);
	said = checked(w, &faults);
	same_int(faults, 0);
	ok(has(said, "Backup: the last one was opened again and counted 2 days ago."));
	world_free(w);
}

TEST(a_clock_that_was_set_back_is_noticed_also_later)
{
	struct world *w = world_new();
	struct str said;
	int64_t faults;

	an_org(w);
	said = checked(w, &faults);
	ok(has(said, "Clock: it has only gone forward"));
	w->ctx->now = TEST_NOW - 2 * DAY_S;
	said = checked(w, &faults);
	same_int(faults, 1);
	ok(has(said, "! Clock: it is 2,880 min behind the last thing that was written down."));
	/* Somebody writes, and the clock is put right: it stands in the diary. */
	ok(event_add(w->ctx, "test.wrote", 1, STR_ABSENT) == OK);
	w->ctx->now = TEST_NOW + DAY_S;
	said = checked(w, &faults);
	same_int(faults, 0);
	ok(has(said, "? Clock: it was set back 1 time in the last 30 days."));
	w->ctx->now = TEST_NOW + 40 * DAY_S;
	ok(has(checked(w, &faults), "Clock: it has only gone forward"));
	world_free(w);
}

TEST(a_finder_that_knows_something_else_than_the_tables_is_found)
{
	struct world *w = world_new();
	struct str said;
	int64_t faults;

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	world_commit(w);
	said = checked(w, &faults);
	same_int(faults, 0);
	ok(has(said, "Finder: counted again"));
	ok(db_script(w->ctx, "UPDATE meeting SET state = 'ended' WHERE slug = 'torsdagsgruppen-koebenhavn'") == OK);
	said = checked(w, &faults);
	ok(faults >= 1 && has(said, "! Finder: it knows"));
	world_free(w);
}

TEST(the_check_tells_of_evenings_without_a_word_and_of_nobody_by_name)
{
	struct world *w = world_new();
	static const char *const names[] = { "Signe", "Jonna", "Tirsdagsgruppen", "gruppen-", "Frise", "Aarhus", "Inger", "00 00 00" };
	struct str said;
	int64_t faults;

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK && demo_evenings(w->ctx) == OK);
	world_commit(w);
	said = checked(w, &faults);
	same_int(faults, 0);
	ok(has(said, "? Evenings: ") && has(said, "Reports: 1 frozen, and each fits its checksum."));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		ok(!has(said, names[i]));
	w->ctx->lang = "da";
	said = checked(w, &faults);
	ok(has(said, "? Aftener: "));
	world_free(w);
}

/* --- the strip on the first page ------------------------------------------------------------------------------------------ */

TEST(those_who_look_after_groups_or_the_machine_see_on_the_first_page_whether_the_house_is_well)
{
	struct world *w = world_new();
	struct org o = an_org(w);
	struct answer a;

	world_log_in(w, "ole", ROLE_FACILITATOR, o.id, 0);
	ok(!says(visit(w, "GET", "/en/work", NULL), "Is the house well?"));
	world_log_in(w, "lars", ROLE_TECHNICAL, 0, 0);
	a = visit(w, "GET", "/en/work", NULL);
	ok(says(a, "Is the house well?") && says(a, "<span class=\"chip chip--late\">none yet</span>") && says(a, "<span class=\"chip chip--late\">not yet</span>"));
	ok(!says(a, "Evenings not written down"));
	set(w, "backup_at", TEST_NOW - 2 * DAY_S);
	w->ctx->who = &w->who;
	ok(care_store(w->ctx, 0) == OK);
	world_log_in(w, "karen", ROLE_COORDINATOR, o.id, 0);
	a = visit(w, "GET", "/da/work", NULL);
	ok(says(a, "Har huset det godt?") && says(a, "<span class=\"chip chip--ok\">for 2 dage siden</span>") && says(a, "<span class=\"chip chip--ok\">alt passer</span>"));
	ok(says(a, "Aftener, der ikke er skrevet ned"));
	ok(care_store(w->ctx, 3) == OK);
	ok(says(visit(w, "GET", "/en/work", NULL), "<span class=\"chip chip--late\">3 faults</span>"));
	world_free(w);
}

TEST(a_check_that_has_not_run_for_a_day_and_a_clock_that_was_set_back_cannot_hide)
{
	struct world *w = world_new();
	struct org o = an_org(w);

	ok(care_store(w->ctx, 0) == OK);
	world_log_in(w, "karen", ROLE_COORDINATOR, o.id, 0);
	ok(says(visit(w, "GET", "/en/work", NULL), "all fits") && says(visit(w, "GET", "/en/work", NULL), "goes forward"));
	world_clock(w, TEST_NOW + 27 * 3600);
	world_log_in(w, "karl", ROLE_COORDINATOR, o.id, 0);
	ok(says(visit(w, "GET", "/en/work", NULL), "27 hours ago"));
	world_clock(w, TEST_NOW - 2 * DAY_S);
	ok(says(visit(w, "GET", "/en/work", NULL), "was set back"));
	world_free(w);
}

TEST(messages_that_wait_too_long_are_a_fault_and_a_road_that_takes_nothing_is_told)
{
	struct world *w = world_new();
	struct outbox_message m = { .kind = "try", .to_kind = "self", .to = 1, .lang = "en", .about = S("a"), .words = S("b"), .until_at = TEST_NOW + 9 * DAY_S };
	struct str said;
	int64_t faults;

	an_org(w);
	ok(has(checked(w, &faults), "Messages: this house sends none."));
	ok(outbox_use_folder(w->ctx, S("hus@example.org"), S("Huset")) == OK && outbox_put(w->ctx, &m, S("one")) == OK && m.id);
	said = checked(w, &faults);
	same_int(faults, 0);
	ok(has(said, "Messages: 0 sent in seven days, 1 wait, none too long."));
	w->ctx->now = TEST_NOW + 5 * 3600;
	said = checked(w, &faults);
	same_int(faults, 1);
	ok(has(said, "! Messages: 1 has waited too long.") && !has(said, "hus@example.org"));
	ok(db_script(w->ctx, "UPDATE outbox_message SET state = 'failed', reason = 'word', ended_at = send_at") == OK &&
	   db_script(w->ctx, "UPDATE outbox_road SET broken_since = 1481533200, broken_why = 'relay: 7'") == OK);
	said = checked(w, &faults);
	same_int(faults, 1);
	ok(has(said, "! Messages: a word stood in one that never leaves.") && has(said, "? Messages: the road has taken nothing since"));
	world_free(w);
}
