/* note_test.c -- notes that stay, explanations that follow each other, whoever tries otherwise. */
#include "world.h"
#include "demo/demo.h"
#include "diary/diary.h"

#include <stdio.h>

static struct world *house(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	ok(demo_fill(w->ctx) == OK);
	return w;
}

static struct programme project(struct world *w, const char *slug)
{
	struct programme p;

	ok(programme_of_slug(w->ctx, str_of(slug), &p) == OK);
	return p;
}

static int64_t number(struct world *w, const char *sql)
{
	struct str answer;
	int64_t n = -1;

	ok(db_ask(w->ctx, sql, &answer) == OK && str_int(answer, &n));
	return n;
}

static const char *at(struct world *w, const struct programme *p, const char *lang, const char *rest)
{
	return arena_printf(w->arena, "/%s/work/programmes/%lld/diary%s", lang, (long long)p->id, rest).p;
}

/* What a hand at the database would type. */
static enum err hand(struct world *w, const char *sql)
{
	enum err e;

	ok(db_savepoint(w->ctx) == OK);
	e = db_script(w->ctx, sql);
	ok((e ? db_undo(w->ctx) : db_release(w->ctx)) == OK);
	return e;
}

static struct diary_note written(struct world *w, const struct programme *p, const char *words)
{
	struct diary_note note = { .day = day_of(2016, 9, 1), .words = str_of(words) };
	struct problems bad = { 0 };

	ok(diary_note_add(w->ctx, p, &note, &bad) == OK && !bad.n && note.id);
	return note;
}

TEST(a_note_is_struck_through_with_a_reason_and_never_taken_away)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-frise");
	struct diary_note note = written(w, &p, "Ny nøgle til lokalet.");
	struct problems bad = { 0 };
	int64_t events;

	ok(diary_note_strike(w->ctx, &p, note.id, S("  "), &bad) == OK && problem_of(&bad, "why"));
	bad.n = 0;
	events = number(w, "SELECT COUNT(*) FROM event WHERE what = 'diary.struck'");
	ok(diary_note_strike(w->ctx, &p, note.id, S("Forkert lokale."), &bad) == OK && !bad.n);
	/* The same again changes nothing, not even the reason. */
	ok(diary_note_strike(w->ctx, &p, note.id, S("En anden grund."), &bad) == OK && !bad.n);
	same_int(number(w, "SELECT COUNT(*) FROM event WHERE what = 'diary.struck'"), events + 1);
	ok(diary_note_get(w->ctx, &p, note.id, &note) == OK);
	same_text(note.words, "Ny nøgle til lokalet.");
	same_text(note.struck_why, "Forkert lokale.");
	same_int(note.struck_at, TEST_NOW);
	world_free(w);
}

TEST(storage_keeps_notes_and_explanations_whoever_writes)
{
	static const char *const knives[] = {
		"DELETE FROM diary_note", "UPDATE diary_note SET words = 'noget andet'", "UPDATE diary_note SET day = '2016-01-01'",
		"UPDATE diary_note SET struck_at = NULL, struck_by = NULL, struck_why = '' WHERE struck_at IS NOT NULL",
		"UPDATE diary_note SET struck_why = 'pynt' WHERE struck_at IS NOT NULL", "DELETE FROM diary_explained",
		"UPDATE diary_explained SET words = 'noget andet'",
	};
	struct world *w = house();
	struct programme p = project(w, "projekt-frise");
	struct problems bad = { 0 };

	ok(diary_explain(w->ctx, &p, day_of(2016, 9, 1), S("Sygdom."), &bad) == OK && !bad.n);
	for (size_t i = 0; i < sizeof knives / sizeof *knives; i++)
		ok(hand(w, knives[i]) != OK);
	ok(number(w, "SELECT COUNT(*) FROM diary_note") >= 5);
	world_free(w);
}

TEST(what_a_note_must_not_hold_is_said_and_nothing_is_stored)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-frise");
	int64_t before = number(w, "SELECT COUNT(*) FROM diary_note");
	const struct {
		day_t day;
		const char *words, *field;
	} wrong[] = { { day_of(2016, 9, 1), " ", "words" }, { day_of(2016, 12, 13), "I morgen.", "day" }, { day_of(2013, 9, 30), "Før.", "day" },
		      { DAY_NONE, "Uden dag.", "day" }, { day_of(2016, 9, 1), "Ring til 010190-1234", "words" } };

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct diary_note note = { .day = wrong[i].day, .words = str_of(wrong[i].words) };
		struct problems bad = { 0 };
		ok(diary_note_add(w->ctx, &p, &note, &bad) == OK);
		same_int(bad.n, 1);
		ok(problem_of(&bad, wrong[i].field) != NULL);
	}
	same_int(number(w, "SELECT COUNT(*) FROM diary_note"), before);
	world_free(w);
}

TEST(a_month_is_explained_again_and_what_stood_there_is_kept)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-frise");
	struct diary_explanation *all;
	struct problems bad = { 0 };
	size_t n;

	ok(diary_explain(w->ctx, &p, day_of(2016, 9, 1), S("Sygdom."), &bad) == OK && !bad.n);
	ok(diary_explain(w->ctx, &p, day_of(2016, 9, 1), S("Sygdom."), &bad) == OK && !bad.n);
	same_int(number(w, "SELECT COUNT(*) FROM diary_explained"), 1);
	ok(diary_explain(w->ctx, &p, day_of(2016, 9, 1), S("Sygdom, og huset var lukket."), &bad) == OK && !bad.n);
	same_int(number(w, "SELECT COUNT(*) FROM diary_explained"), 2);
	ok(diary_explanations(w->ctx, &p, &all, &n) == OK && n == 1);
	same_text(diary_explanation_of(all, n, day_of(2016, 9, 1)).words, "Sygdom, og huset var lukket.");
	ok(!diary_explanation_of(all, n, day_of(2016, 8, 1)).words.p);
	/* A month that the project has not. */
	same_int(diary_explain(w->ctx, &p, day_of(2016, 11, 1), S("Efter."), &bad), ERR_NOT_FOUND);
	world_free(w);
}

TEST(notes_are_written_and_struck_through_on_pages_once_each)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-frise");
	struct answer a;
	int64_t id;

	world_log_in(w, "karen", ROLE_COORDINATOR, p.org, 0);
	a = visit(w, "GET", at(w, &p, "da", "?year=2015"), NULL);
	same_int(a.status, 200);
	ok(says(a, "<del>Gruppen i Tønder holder op.</del>") && says(a, "Skrevet ved en fejl") && says(a, "biblioteket i juli"));
	ok(!says(a, "Projektperioden er slut"));
	a = visit(w, "GET", at(w, &p, "en", ""), NULL);
	ok(says(a, "Projektperioden er slut"));           /* after the last month: it stands with the last year */
	a = post(w, at(w, &p, "en", "/notes"), "day=1.9.2016&words=");
	same_int(a.status, 422);
	ok(says(a, "There is a problem") && says(a, "1.9.2016"));
	same_int(post(w, at(w, &p, "en", "/notes"), "day=1.9.2016&words=Ny+kaffemaskine").status, 303);
	ok(says(visit(w, "GET", at(w, &p, "en", "/2016-09"), NULL), "Ny kaffemaskine"));
	id = number(w, "SELECT id FROM diary_note WHERE words = 'Ny kaffemaskine'");
	ok(says(visit(w, "GET", at(w, &p, "en", arena_printf(w->arena, "/notes/%lld", (long long)id).p), NULL), "Ny kaffemaskine"));
	same_int(post(w, at(w, &p, "en", arena_printf(w->arena, "/notes/%lld/strike", (long long)id).p), "why=").status, 422);
	same_int(post(w, at(w, &p, "en", arena_printf(w->arena, "/notes/%lld/strike", (long long)id).p), "why=Den+kom+ikke").status, 303);
	ok(says(visit(w, "GET", at(w, &p, "en", "?year=2016"), NULL), "<del>Ny kaffemaskine</del>"));
	same_int(post(w, at(w, &p, "en", "/2016-09/explanation"), "explained=").status, 422);
	same_int(post(w, at(w, &p, "en", "/2016-09/explanation"), "explained=Sygdom").status, 303);
	ok(says(visit(w, "GET", at(w, &p, "en", "/2016-09"), NULL), "Sygdom"));
	world_free(w);
}

TEST(nobody_writes_into_the_diary_of_another_project)
{
	struct world *w = house();
	struct programme p = project(w, "projekt-frise"), other = project(w, "projekt-varde");
	int64_t note = number(w, "SELECT MIN(id) FROM diary_note"), before = number(w, "SELECT COUNT(*) FROM event");

	world_log_in(w, "karen", ROLE_COORDINATOR, other.org, 0);
	before = number(w, "SELECT COUNT(*) FROM event");
	same_int(post(w, at(w, &p, "en", "/notes"), "day=1.9.2016&words=x").status, 403);
	same_int(post(w, at(w, &p, "en", "/2016-09/explanation"), "explained=x").status, 403);
	same_int(post(w, at(w, &p, "en", arena_printf(w->arena, "/notes/%lld/strike", (long long)note).p), "why=x").status, 403);
	same_int(visit(w, "GET", at(w, &p, "en", arena_printf(w->arena, "/notes/%lld", (long long)note).p), NULL).status, 403);
	/* Nor through the door of the own one. */
	same_int(visit(w, "GET", at(w, &other, "en", arena_printf(w->arena, "/notes/%lld", (long long)note).p), NULL).status, 404);
	same_int(number(w, "SELECT COUNT(*) FROM event"), before);
	world_free(w);
}
