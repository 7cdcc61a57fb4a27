/*
 * script_d_test.c -- acceptance script D as a whole: an untrained volunteer is made facilitator by no way that there is,
 * and the evening can run as an informal one that is not counted.  Storage itself is tried in volunteer/gate_test.c.
 */
#include "sheet/sheet_test.h"

#define NEXT "2016-12-14"

/* Bo (42) has taken the course and is not certified; Jonna (41) leads until 5 February 2017. */
struct script {
	struct evening_house h;
	struct sheets s;
};

static struct script script(void)
{
	struct script d = { .h = evening_house() };

	d.s = (struct sheets){ d.h.w, d.h.org };
	return d;
}

static int64_t led_by_bo(struct script *d)
{
	return number(&d->s, "SELECT COUNT(*) FROM volunteer_assignment WHERE volunteer = 42 AND role = 'facilitator' AND state = 'planned'");
}

/* What a hand at the database would type; GROUP_ID is the group. */
static enum err hand(struct script *d, const char *sql)
{
	struct str whole = S(""), rest = str_of(sql);
	enum err e;

	for (size_t at; (at = str_index(rest, S("GROUP_ID"), 0)) != SIZE_MAX; rest = str_slice(rest, at + 8, rest.n))
		whole = arena_printf(d->h.w->arena, "%.*s%.*s%lld", STR_ARG(whole), STR_ARG(str_slice(rest, 0, at)), (long long)d->h.m.id);
	whole = arena_cat(d->h.w->arena, whole, rest);
	ok(db_savepoint(d->h.w->ctx) == OK);
	e = db_script(d->h.w->ctx, arena_z(d->h.w->arena, whole));
	ok((e ? db_undo(d->h.w->ctx) : db_release(d->h.w->ctx)) == OK);
	return e;
}

static struct answer put_on(struct script *d, const char *body)
{
	return post(d->h.w, arena_printf(d->h.w->arena, "/en/work/meetings/%lld/helpers", (long long)d->h.m.id).p, body);
}

TEST(script_d_by_form_and_by_whatever_else_is_posted_to_it)
{
	static const char *const bodies[] = {
		"volunteer=42&role=facilitator&which=date&day=" NEXT, "volunteer=42&role=facilitator&which=series&from=2016-12-08",
		"volunteer=42&role=facilitator&which=series&from=2016-12-08&to=2016-12-20", "volunteer=42&role=facilitator&which=date&day=2016-11-02",
		"volunteer=42&role=facilitator&which=date&day=" NEXT "&sure=1&force=1&override=1&certified=1&state=planned&by_whom=0&method=0",
		"volunteer=42&role=host&role=facilitator&which=date&day=" NEXT "&stands_in_for=41", "role=facilitator&volunteer=41&volunteer=42&which=date&day=" NEXT,
	};
	struct script d = script();

	as_coordinator(&d.h);
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		put_on(&d, bodies[i]);
		same_int(led_by_bo(&d), 0);
	}
	ok(says(put_on(&d, bodies[0]), "Bo has no valid training for M on 14 December 2016."));
	world_free(d.h.w);
}

TEST(script_d_by_a_table_of_who_is_on_with_the_reason_on_its_row)
{
	struct script d = script();
	struct sheet_run run = take(&d.s, "rota", "Gruppe;Dato;Frivillig;Rolle\nPr\xC3\xB8vegruppen;14.12.2016;Bo;facilitator\nPr\xC3\xB8vegruppen;14.12.2016;Ida;Facilitator\n"
				    "Pr\xC3\xB8vegruppen;14.12.2016;Bo;v\xC3\xA6rt\nPr\xC3\xB8vegruppen;15.12.2016;Ida;facilitator\nPr\xC3\xB8vegruppen;21.12.2016;Jonna;facilitator\n"
				    "Pr\xC3\xB8vegruppen;28.12.2016;Ida;konge\nPr\xC3\xB8vegruppen;2. november 2016;Bo;facilitator\n");
	static const char *const fields[] = { "name", "day", "role", "name" };

	counts(&run, 2, 1, 4);
	for (size_t i = 0; i < 4; i++)
		same_text(refused(&d.s, &run, i).field, fields[i]);
	ok(strstr(refused(&d.s, &run, 0).reason.p, "run the evening as an informal meeting"));
	same_int(led_by_bo(&d), 0);
	same_int(number(&d.s, "SELECT COUNT(*) FROM volunteer_assignment WHERE volunteer = 42 AND role = 'host' AND day = '" NEXT "'"), 1);
	world_free(d.h.w);
}

TEST(a_table_of_who_is_on_changes_nothing_the_second_time_and_can_be_taken_back)
{
	static const char *const text = "Gruppe;Dato;Frivillig;Rolle\nPr\xC3\xB8vegruppen;14.12.2016;Ida;facilitator\nPr\xC3\xB8vegruppen;21.12.2016;Bo;v\xC3\xA6rt\n";
	struct script d = script();
	struct dump before = seeded_dump(d.h.w), after;
	struct sheet_run run = take(&d.s, "rota", text), again;
	struct problems bad = { 0 };
	int64_t back, stayed;

	counts(&run, 2, 0, 0);
	again = take(&d.s, "rota", text);
	counts(&again, 0, 2, 0);
	ok(sheet_undo(d.h.w->ctx, run.id, &back, &stayed, &bad) == OK && !bad.n);
	same_int(back, 2);
	same_int(stayed, 0);
	after = seeded_dump(d.h.w);
	same_text(str_of(differ(&before, &after)), "nothing");
	world_free(d.h.w);
}

TEST(whoever_has_said_that_they_cannot_stays_off_when_the_table_is_taken_back)
{
	struct script d = script();
	struct sheet_run run = take(&d.s, "rota", "Gruppe;Dato;Frivillig;Rolle\nPr\xC3\xB8vegruppen;14.12.2016;Ida;facilitator\n");
	struct problems bad = { 0 };
	int64_t back, stayed;

	ok(hand(&d, "UPDATE volunteer_assignment SET state = 'cannot' WHERE meeting = GROUP_ID AND volunteer = 43") == OK);
	ok(sheet_undo(d.h.w->ctx, run.id, &back, &stayed, &bad) == OK && !bad.n);
	same_int(back, 0);
	same_int(stayed, 1);
	world_free(d.h.w);
}

TEST(script_d_by_a_certification_that_came_late_whatever_brought_it)
{
	struct script d = script();
	const char *at = "/en/work/volunteers/42/qualifications";
	struct sheet_run run = take(&d.s, "courses", "Navn;Metode;Dato;Type;Bevis\nBo;m-test;01.06.2016;Certificering;Mappe 3\nBo;m-test;02.06.2016;Certificering;\n");

	counts(&run, 1, 0, 1);
	as_coordinator(&d.h);
	same_int(post(d.h.w, at, "type=certification&method=71&issued=2016-06-03").status, 422);
	same_int(post(d.h.w, at, "type=certification&method=71&issued=2016-06-04&evidence=Mappe+4").status, 303);
	same_int(put_on(&d, "volunteer=42&role=facilitator&which=date&day=" NEXT).status, 422);
	run = take(&d.s, "rota", "Gruppe;Dato;Frivillig;Rolle\nPr\xC3\xB8vegruppen;14.12.2016;Bo;facilitator\n");
	counts(&run, 0, 0, 1);
	same_int(led_by_bo(&d), 0);
	same_int(number(&d.s, "SELECT COUNT(*) FROM volunteer_certified WHERE volunteer = 42"), 0);
	ok(number(&d.s, "SELECT COUNT(*) FROM event WHERE what = 'volunteer.qualified' AND subject = 42") >= 2);
	world_free(d.h.w);
}

/* There is no assignment in the API: whatever is sent along with a meeting puts nobody on, and no address takes one. */
TEST(script_d_by_the_api)
{
	static const char *const paths[] = { "/api/v1/assignments", "/api/v1/volunteers", "/api/v1/meetings/proevegruppen/helpers", "/api/v1/meetings/proevegruppen/assignments" };
	static const char *const said[] = { "\"facilitator\": 42", "\"facilitators\": [42]", "\"helpers\": [{\"volunteer\": 42, \"role\": \"facilitator\"}]", "\"method\": \"\"" };
	struct script d = script();
	int64_t before = number(&d.s, "SELECT COUNT(*) FROM volunteer_assignment");

	as_coordinator(&d.h);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct answer a = visit(d.h.w, "POST", paths[i], "{\"key\": \"some-random-text\", \"volunteer\": 42, \"role\": \"facilitator\", \"day\": \"" NEXT "\"}");
		ok(a.status == 404 || a.status == 405);
	}
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		visit(d.h.w, "PUT", "/api/v1/meetings/proevegruppen", arena_printf(d.h.w->arena, "{\"key\": \"random-text-%zu\", %s}", i, said[i]).p);
	same_int(number(&d.s, "SELECT COUNT(*) FROM volunteer_assignment"), before);
	same_int(put_on(&d, "volunteer=42&role=facilitator&which=date&day=" NEXT).status, 422);
	world_free(d.h.w);
}

TEST(script_d_by_a_hand_at_the_database_in_one_statement_or_several)
{
	static const char *const hands[] = {
		"INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at) VALUES"
		" (901, GROUP_ID, 42, 'facilitator', '" NEXT "', '" NEXT "', '" NEXT "', FALSE, 'planned', 0, 0)",
		"INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at) VALUES"
		" (61, GROUP_ID, 42, 'facilitator', '" NEXT "', '" NEXT "', '" NEXT "', FALSE, 'planned', 0, 0)"
		" ON CONFLICT (id) DO UPDATE SET volunteer = 42",
		"UPDATE volunteer_assignment SET volunteer = 42 WHERE meeting = GROUP_ID AND role = 'facilitator'",
		"UPDATE volunteer_assignment SET to_day = '2017-12-31' WHERE meeting = GROUP_ID AND volunteer = 41",
		"UPDATE volunteer_qualification SET volunteer = 42 WHERE id = 51",
		"UPDATE volunteer_qualification SET counts_to = '2030-01-01', expires = '2030-01-01' WHERE id = 51",
		/* The method is taken away, Bo is put on, and the method comes back: then it is refused. */
		"DELETE FROM method_meeting WHERE method = 71;"
		"INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at) VALUES"
		" (902, GROUP_ID, 42, 'facilitator', '" NEXT "', '" NEXT "', '" NEXT "', FALSE, 'planned', 0, 0);"
		"INSERT INTO method_meeting (meeting, from_day, to_day, method, entered_at) VALUES (GROUP_ID, '2016-01-01', NULL, 71, 0)",
		/* Off, made facilitator while off, and on again. */
		"INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at) VALUES"
		" (903, GROUP_ID, 42, 'facilitator', '" NEXT "', '" NEXT "', '" NEXT "', FALSE, 'ended', 0, 0);"
		"UPDATE volunteer_assignment SET state = 'planned' WHERE id = 903",
	};
	struct script d = script();

	for (size_t i = 0; i < sizeof hands / sizeof *hands; i++) {
		ok(hand(&d, hands[i]) == ERR_CONFLICT);
		same_int(led_by_bo(&d), 0);
	}
	world_free(d.h.w);
}

TEST(script_d_as_a_stand_in_who_is_never_asked)
{
	struct script d = script();

	as_coordinator(&d.h);
	same_int(post(d.h.w, arena_printf(d.h.w->arena, "/da/work/evenings/%lld/" NEXT "/cannot", (long long)d.h.m.id).p, "volunteer=41").status, 303);
	same_int(number(&d.s, "SELECT COUNT(*) FROM evening_asked"), 1);
	same_int(number(&d.s, "SELECT COUNT(*) FROM evening_asked WHERE volunteer = 42"), 0);
	world_free(d.h.w);
}

TEST(script_d_the_evening_runs_as_an_informal_one_and_is_not_counted)
{
	struct script d = script();
	struct evening_point *points;
	struct sheet_run run;
	size_t n;

	as_facilitator(&d.h);
	same_int(post(d.h.w, d.h.path, "heads=5&first_timers=0&incident=no&led=42&state=held").status, 422);
	same_int(post(d.h.w, d.h.path, "heads=5&first_timers=0&incident=no&led=42&state=held&sure=1&c1=y&c2=y&c3=y&c4=y&c5=y&c6=y").status, 303);
	same_int(number(&d.s, "SELECT COUNT(*) FROM evening WHERE day = '" EVENING_DAY "' AND state = 'informal_held'"), 1);
	world_log_out(d.h.w);
	run = take(&d.s, "evenings", "Gruppe;Dato;Antal;Nye;Facilitator\nPr\xC3\xB8vegruppen;30.11.2016;5;0;Bo\n");
	counts(&run, 1, 0, 0);
	same_int(number(&d.s, arena_printf(d.h.w->arena, "SELECT COUNT(*) FROM evening WHERE meeting = %lld AND state = 'held'", (long long)d.h.m.id).p), 0);
	ok(evening_points(d.h.w->ctx, d.h.m.id, day_of(2016, 1, 1), day_of(2017, 1, 1), "self", &points, &n) == OK);
	same_int(n, 0);
	same_int(led_by_bo(&d), 0);
	world_free(d.h.w);
}
