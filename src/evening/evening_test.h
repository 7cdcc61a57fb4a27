/* evening_test.h -- a group that meets on Wednesdays, two who lead it, a method with six points. */
#ifndef EVENING_TEST_H
#define EVENING_TEST_H

#include "world.h"
#include "db/db.h"
#include "demo/demo.h"
#include "evening/evening.h"
#include "org/org.h"

/* Wednesday 7 December 2016, 20:30 in Copenhagen: the evening has just ended. */
enum { EVENING_ENDS = 1481139000, HOUR_S = 3600, DAY_S = 86400 };
#define EVENING_DAY "2016-12-07"

struct evening_house {
	struct world *w;
	int64_t org, other_org;
	struct meeting m;
	const char *path;                         /* "/da/work/evenings/17/2016-12-07" */
};

/*
 * The demonstration, and in it a group of Frise's on Wednesdays at 19 that follows a method asking for training.
 * Jonna (41, certified until 5 February 2017) leads it, Bo (42) is trained and not certified, Ida (43) certified and not on.
 */
static inline struct evening_house evening_house(void)
{
	struct evening_house h = { .w = world_new() };
	struct problems bad = { 0 };
	struct org o;

	h.w->folder.house.demo = true;
	ok(demo_fill(h.w->ctx) == OK);
	ok(org_of_name(h.w->ctx, S("Frise"), &o) == OK);
	h.org = o.id;
	ok(org_of_name(h.w->ctx, S("Vælg Friheden"), &o) == OK);
	h.other_org = o.id;
	h.m = meeting_blank(h.w->ctx);
	h.m.name = S("Prøvegruppen"), h.m.slug = S("proevegruppen"), h.m.state = S("running"), h.m.method = S("smart");
	h.m.org = h.org, h.m.rhythm = S("weekly"), h.m.weekdays = S("we"), h.m.every = 1, h.m.first_day = day_of(2016, 1, 6);
	h.m.start_min = 19 * 60, h.m.duration_min = 90, h.m.mode = S("online"), h.m.conference_url = S("https://example.org/x");
	h.m.zone = S("Europe/Copenhagen");
	ok(meeting_save(h.w->ctx, &h.m, &bad) == OK && !bad.n);
	ok(db_script(h.w->ctx, arena_printf(h.w->arena,
		"INSERT INTO method (id, code, state, made_at) VALUES (71, 'm-test', 'active', 0);"
		"INSERT INTO method_version (method, version, from_day, name_da, name_en, training, valid_months, practice, made_by, made_at)"
		" VALUES (71, 1, '2014-01-01', 'M', 'M', TRUE, 24, 4, 0, 0), (71, 2, '2016-12-10', 'M', 'M', TRUE, 24, 4, 0, 0);"
		"INSERT INTO method_item (method, version, position, text_da, text_en) VALUES (71, 1, 1, 'Velkommen', 'Welcome'),"
		" (71, 1, 2, 'Rammen', 'Frame'), (71, 1, 3, 'Tur', 'Turn'), (71, 1, 4, 'Emner', 'Topics'), (71, 1, 5, 'Tid', 'Time'),"
		" (71, 1, 6, 'Plan', 'Plan');"
		"INSERT INTO method_meeting (meeting, from_day, to_day, method, entered_at) VALUES (%lld, '2016-01-01', NULL, 71, 0);"
		"INSERT INTO volunteer (id, org, name, name_key, state, state_day, statement_version, paid, made_at, changed_at) VALUES"
		" (41, %lld, 'Jonna', 'jonna', 'active', '2016-01-01', 1, FALSE, 0, 0), (42, %lld, 'Bo', 'bo', 'trained', '2016-01-01', 1, FALSE, 0, 0),"
		" (43, %lld, 'Ida', 'ida', 'active', '2016-01-01', 1, FALSE, 0, 0), (44, %lld, 'Fremmed', 'fremmed', 'active', '2016-01-01', 1, FALSE, 0, 0);"
		"INSERT INTO volunteer_qualification (id, volunteer, type, method, issued, expires, counts_to, entered_day, seen_by, at) VALUES"
		" (51, 41, 'certification', 71, '2015-02-06', '2017-02-05', '2017-02-05', '2015-02-06', 900, 0),"
		" (52, 43, 'certification', 71, '2016-01-01', '2017-12-31', '2017-12-31', '2016-01-01', 900, 0);"
		"INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at) VALUES"
		" (61, %lld, 41, 'facilitator', NULL, '2016-01-06', '2017-02-05', FALSE, 'planned', 0, 0);"
		"INSERT INTO evening_series (meeting, from_day, seats, starts_with, talk, changed_at) VALUES (%lld, '2016-11-01', 8, 4, 'none', 0);",
		(long long)h.m.id, (long long)h.org, (long long)h.org, (long long)h.org, (long long)h.other_org, (long long)h.m.id, (long long)h.m.id).p) == OK);
	world_clock(h.w, EVENING_ENDS);
	h.path = arena_printf(h.w->arena, "/da/work/evenings/%lld/" EVENING_DAY, (long long)h.m.id).p;
	return h;
}

static inline struct str evening_ask(struct evening_house *h, const char *sql)
{
	struct str answer;

	ok(db_ask(h->w->ctx, sql, &answer) == OK);
	return answer;
}

static inline void as_facilitator(struct evening_house *h)
{
	world_log_in(h->w, "Leder", ROLE_FACILITATOR, h->org, 0);
}

static inline void as_coordinator(struct evening_house *h)
{
	world_log_in(h->w, "Signes afløser", ROLE_COORDINATOR, h->org, 0);
}

/* What a facilitator's thumb sends on a normal evening. */
#define NORMAL "heads=7&heads=&first_timers=1&first_timers=&incident=no&led=41&state=held"

#endif
