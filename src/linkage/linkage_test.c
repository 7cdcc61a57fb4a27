/* linkage_test.c -- nobody is lost between "would you like to" and the chair in the room. */
#include "linkage/linkage_test.h"
#include "meeting/meeting.h"

#include <stdlib.h>
#include <string.h>

/* --- what the tests of this room begin with ------------------------------------------------------------------- */

static int64_t colleague(struct road *r, const char *name, enum role role)
{
	struct who me = r->w->who;
	struct account a;

	world_log_in(r->w, name, role, 0, 0);
	world_log_out(r->w);
	r->w->who = me;
	ok(account_of_name(r->w->ctx, str_of(name), &a) == OK);
	return a.id;
}

static int64_t a_group(struct road *r)
{
	struct problems bad = { 0 };
	struct meeting m = meeting_blank(r->w->ctx);

	m.name = S("Torsdagskredsen"), m.state = S("running"), m.org = r->h.org, m.rhythm = S("weekly"), m.weekdays = S("th"), m.every = 1;
	m.first_day = day_of(2016, 1, 7), m.start_min = 19 * 60, m.duration_min = 90, m.mode = S("online");
	m.conference_url = S("https://example.org/x"), m.zone = S("Europe/Copenhagen");
	m.slug = S("torsdagskredsen"), m.method = S("aa"), m.location = 0;
	ok(meeting_save(r->w->ctx, &m, &bad) == OK && !bad.n);
	return m.id;
}

struct road road_new(void)
{
	struct road r = { .h = help_new() };
	struct participant p = { .nickname = S("Karim"), .role = S("person"), .lang = S("da") };
	struct problems bad = { 0 };

	r.w = r.h.w;
	r.service = help_running(&r.h, "case-management", "Ret og ydelser");
	r.group = a_group(&r);
	r.sara = colleague(&r, "Sara", ROLE_COACH);
	r.signe = colleague(&r, "Signe", ROLE_COORDINATOR);
	p.org = r.h.org;
	ok(participant_new(r.w->ctx, &p, &bad) == OK && !bad.n);
	r.karim = p.id;
	world_commit(r.w);
	road_acts(&r, r.signe);
	return r;
}

void road_acts(struct road *r, int64_t account)
{
	static const struct grant all[] = { { ROLE_COORDINATOR, 0, 0 } }, coach[] = { { ROLE_COACH, 0, 0 } };

	r->w->who = (struct who){ .account = account, .grants = account == r->sara ? coach : all, .ngrants = 1 };
	r->w->ctx->who = &r->w->who;
}

void road_is(struct road *r, int64_t participant)
{
	r->w->who = (struct who){ .participant = participant };
	r->w->ctx->who = &r->w->who;
}

static struct linkage begun(struct road *r, int64_t target, unsigned told)
{
	struct linkage l = { .participant = r->karim, .need = S("papers"), .target = target, .told = told, .urgency = S("normal") };
	struct problems bad = { 0 };

	ok(linkage_begin(r->w->ctx, &l, S("coordinator"), &bad) == OK && !bad.n && l.id);
	return l;
}

struct linkage road_referral(struct road *r)
{
	return begun(r, r->service, CLASS_NICKNAME);
}

struct linkage road_introduction(struct road *r)
{
	return begun(r, r->group, 0);
}

struct linkage road_get(struct road *r, int64_t id)
{
	struct linkage_line line;

	ok(linkage_find(r->w->ctx, id, &line) == OK);
	return line.l;
}

void road_do(struct road *r, struct linkage *l, struct linkage_act a)
{
	struct problems bad = { 0 };

	if (!a.until)
		a.until = DAY_NONE;
	ok(linkage_do(r->w->ctx, l, BY_STAFF, &a, &bad) == OK && !bad.n);
}

struct str road_ask(struct road *r, const char *sql)
{
	struct str answer;

	ok(db_ask(r->w->ctx, sql, &answer) == OK);
	return answer;
}

/* What was refused is taken back, so that the test can go on. */
bool road_refuses(struct road *r, const char *sql)
{
	struct str answer;
	bool refused;

	world_commit(r->w);
	road_acts(r, r->signe);
	refused = db_ask(r->w->ctx, sql, &answer) != OK;
	db_rollback(r->w->ctx);
	ok(db_begin(r->w->ctx, DB_WRITE) == OK);
	return refused;
}

const char *road_path(struct road *r, const char *fmt, int64_t id)
{
	const char *at = strstr(fmt, "ID");

	return arena_printf(r->w->arena, "%.*s%lld%s", (int)(at - fmt), fmt, (long long)id, at + 2).p;
}

const char *road_link(struct road *r, struct linkage *l)
{
	struct str token;

	ok(linkage_link_new(r->w->ctx, l, &token) == OK);
	return arena_printf(r->w->arena, "/da/l/%.*s", STR_ARG(token)).p;
}

/* --- from the offer to the chair ------------------------------------------------------------------------------------ */

TEST(somebody_is_handed_over_the_place_answers_by_link_and_they_arrive)
{
	struct road r = road_new();
	struct linkage l = road_referral(&r);
	const char *path = road_link(&r, &l);
	struct answer a = visit(r.w, "GET", path, NULL);

	same_int(a.status, 200);
	ok(says(a, "Karim"));
	a = post(r.w, path, "event=received");
	same_int(a.status, 303);
	path = arena_z(r.w->arena, a.location);
	a = post(r.w, path, "event=time&day=2016-12-14&time=10:00");
	same_int(a.status, 303);
	path = arena_z(r.w->arena, a.location);
	world_clock(r.w, r.w->ctx->now + 3 * DAY);
	ok(says(visit(r.w, "GET", path, NULL), "14. december"));
	a = post(r.w, path, "event=came");
	same_int(a.status, 303);
	ok(says(visit(r.w, "GET", arena_z(r.w->arena, a.location), NULL), "Tak"));
	road_acts(&r, r.signe);
	l = road_get(&r, l.id);
	same_text(l.state, "ended");
	same_text(l.end_class, "attended");
	same_text(l.evidence, "receiver");
	same_text(road_ask(&r, "SELECT COUNT(*) FROM consent_disclosure"), "1");
	world_free(r.w);
}
