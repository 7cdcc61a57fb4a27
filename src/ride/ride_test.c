/* ride_test.c -- somebody is driven there and home, by somebody who is not told what it is for. */
#include "ride/ride_test.h"
#include "task/task.h"

#include <stdlib.h>
#include <string.h>

/* --- what the tests of this room begin with --------------------------------------------------------------------- */

struct str trip_ask(struct trip *t, const char *sql)
{
	struct str answer = S("");

	ok(db_ask(t->w->ctx, sql, &answer) == OK);
	return arena_str(t->w->arena, answer);
}

int64_t trip_number(struct trip *t, const char *sql)
{
	int64_t n = -1;

	ok(str_int(trip_ask(t, sql), &n));
	return n;
}

bool trip_refuses(struct trip *t, const char *sql)
{
	enum err e;

	world_commit(t->w);
	e = db_script(t->w->ctx, sql);
	db_rollback(t->w->ctx);
	ok(db_begin(t->w->ctx, DB_WRITE) == OK);
	return e != OK;
}

const char *trip_path(struct trip *t, const char *fmt, int64_t id)
{
	struct str s = str_of(fmt), head = s;
	size_t at = str_index(s, S("ID"), 0);

	head = str_slice(s, 0, at);
	return arena_printf(t->w->arena, "%.*s%lld%s", STR_ARG(head), (long long)id, fmt + at + 2).p;
}

static int64_t colleague(struct trip *t, const char *name, enum role role)
{
	struct account a;

	t->w->who = (struct who){ .local = true };
	t->w->ctx->who = &t->w->who;
	world_log_in(t->w, name, role, t->org, 0);
	world_log_out(t->w);
	t->w->who = (struct who){ .local = true };
	t->w->ctx->who = &t->w->who;
	ok(account_of_name(t->w->ctx, str_of(name), &a) == OK);
	return a.id;
}

/* A volunteer who drives, with papers until the summer after next. */
static int64_t driver(struct trip *t, const char *name, int64_t id)
{
	int64_t account = colleague(t, name, ROLE_COMPANION);

	ok(db_script(t->w->ctx, arena_printf(t->w->arena,
		"INSERT INTO volunteer (id, org, name, name_key, account, state, state_day, roles, paid, made_at, changed_at) "
		"VALUES (%lld, %lld, '%s', '%s', %lld, 'active', '2016-01-01', 'driver', FALSE, 1, 1);"
		"INSERT INTO volunteer_qualification (id, volunteer, type, issued, counts_to, entered_day, seen_by, at) VALUES "
		"(%lld, %lld, 'licence', '2016-01-01', '2018-06-30', '2016-01-01', 1, 1), (%lld, %lld, 'insurance', '2016-01-01', '2018-06-30', '2016-01-01', 1, 1)",
		(long long)id, (long long)t->org, name, name, (long long)account, (long long)id * 10, (long long)id, (long long)id * 10 + 1, (long long)id).p) == OK);
	return account;
}

struct trip trip_new(void)
{
	struct trip t = { .w = world_new() };
	struct org o = { .name = S("Havnens Venner"), .kind = S("association"), .state = S("active") };
	struct participant p = { .nickname = S("Karim"), .role = S("person"), .lang = S("da") };
	struct problems bad = { 0 };

	ok(org_save(t.w->ctx, &o, &bad) == OK && !bad.n);
	t.org = p.org = o.id;
	t.signe = colleague(&t, "Signe", ROLE_COORDINATOR);
	colleague(&t, "Mikkel", ROLE_COORDINATOR);
	t.poul = driver(&t, "Poul", 51);
	t.kaj = driver(&t, "Kaj", 52);
	ok(participant_new(t.w->ctx, &p, &bad) == OK && !bad.n);
	t.karim = p.id;
	world_commit(t.w);
	trip_is_rider(&t);
	return t;
}

void trip_acts(struct trip *t, int64_t account)
{
	static const struct grant all[] = { { ROLE_COORDINATOR, 0, 0 } }, drives[] = { { ROLE_COMPANION, 0, 0 } };

	t->w->who = (struct who){ .account = account, .grants = account == t->signe ? all : drives, .ngrants = 1 };
	t->w->ctx->who = &t->w->who;
}

void trip_is_rider(struct trip *t)
{
	t->w->who = (struct who){ .participant = t->karim };
	t->w->ctx->who = &t->w->who;
}

void trip_logs_in(struct trip *t, const char *name, enum role role)
{
	t->w->who = (struct who){ .local = true };
	t->w->ctx->who = &t->w->who;
	world_log_in(t->w, name, role, t->org, 0);
}

void trip_rider_logs_in(struct trip *t)
{
	struct str token;

	ok(participant_session_begin(t->w->ctx, t->karim, &token) == OK);
	t->w->cookie = arena_str(t->w->arena, token);
}

struct ride_wish trip_wish(struct trip *t)
{
	return (struct ride_wish){ .participant = t->karim, .from_text = S("Prøvevej 1"), .to_text = S("Eksempelgade 2"), .meet_text = S("red hat"),
				   .call_text = S("K"), .day = page_today(t->w->ctx) + 1, .out_min = 18 * 60, .home_min = 21 * 60, .length = S("30"), .seats = 1,
				   .children = S("none"), .aids = S("none"), .purpose = S("treatment"), .phone = S("12345678") };
}

static struct ride asked(struct trip *t, struct ride_wish w)
{
	struct problems bad = { 0 };
	struct ride r;

	trip_is_rider(t);
	ok(ride_ask(t->w->ctx, &w, S(""), &r, &bad) == OK && !bad.n && r.id);
	return r;
}

struct ride trip_asked(struct trip *t)
{
	return asked(t, trip_wish(t));
}

void trip_yes(struct trip *t, int64_t who, int64_t ride, unsigned legs)
{
	struct problems bad = { 0 };

	trip_acts(t, who);
	ok(ride_yes(t->w->ctx, ride, legs, &bad) == OK && !bad.n);
}

void trip_off(struct trip *t, int64_t who, int64_t ride, unsigned legs)
{
	struct problems bad = { 0 };

	trip_acts(t, who);
	ok(ride_off(t->w->ctx, ride, legs, &bad) == OK && !bad.n);
}

struct ride trip_get(struct trip *t, int64_t id)
{
	struct who me = t->w->who;
	struct ride r;

	trip_acts(t, t->signe);
	ok(ride_find(t->w->ctx, id, &r) == OK);
	t->w->who = me;
	return r;
}

struct ride trip_arranged(struct trip *t)
{
	struct ride r = trip_asked(t);

	trip_yes(t, t->poul, r.id, RIDE_BOTH);
	return trip_get(t, r.id);
}

void trip_do(struct trip *t, int64_t ride, enum ride_by by, const char *event)
{
	struct problems bad = { 0 };
	struct ride r = trip_get(t, ride);

	if (by == RIDE_BY_RIDER)
		trip_is_rider(t);
	else
		trip_acts(t, by == RIDE_BY_STAFF ? t->signe : r.home_driver ? r.home_driver : r.out_driver);
	ok(ride_do(t->w->ctx, &r, by, str_of(event), &bad) == OK && !bad.n);
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

TEST(whoever_asks_for_a_ride_is_asked_how_they_get_home)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);
	struct problems bad = { 0 };
	struct ride r;

	w.home_min = -1;
	ok(ride_ask(t.w->ctx, &w, S(""), &r, &bad) == OK && bad.n == 1);
	same_text(str_of(bad.at[0].field), "home_min");
	world_free(t.w);
}

TEST(a_driver_is_never_told_what_a_place_is)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);
	struct problems bad = { 0 };
	struct ride r;

	w.to_text = S("Behandlingscentret, Eksempelgade 2");
	w.meet_text = S("Outside the AA room");
	w.from_text = S("Havnens hus, Prøvevej 1");
	ok(ride_ask(t.w->ctx, &w, S(""), &r, &bad) == OK && bad.n == 3);
	bad.n = 0;
	w.to_text = S("Eksempelgade 2"), w.meet_text = S("At the red door"), w.from_text = S("Prøvevej 1, hos min mor");
	ok(ride_ask(t.w->ctx, &w, S(""), &r, &bad) == OK && !bad.n);
	world_free(t.w);
}

TEST(words_and_purpose_stand_nowhere_in_the_open)
{
	struct trip t = trip_new();

	trip_asked(&t);
	same_text(trip_ask(&t, "SELECT COUNT(*) FROM ride WHERE from_text LIKE '%Prøve%' OR to_text LIKE '%Eksempel%' OR meet_text LIKE '%red%' OR call_text = 'K' "
			       "OR purpose LIKE '%treat%'"), "0");
	same_text(trip_ask(&t, "SELECT COUNT(*) FROM event WHERE detail LIKE '%Prøve%' OR detail LIKE '%treat%'"), "0");
	world_free(t.w);
}

TEST(nobody_asks_for_another_without_their_yes)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);
	struct problems bad = { 0 };
	struct ride r;

	trip_acts(&t, t.signe);
	ok(ride_ask(t.w->ctx, &w, S(""), &r, &bad) == ERR_DENIED);
	ok(ride_ask(t.w->ctx, &w, S("coordinator"), &r, &bad) == OK && !bad.n);
	same_text(trip_ask(&t, "SELECT form FROM consent WHERE purpose = 'ride'"), "spoken");
	trip_acts(&t, t.poul);
	ok(ride_ask(t.w->ctx, &w, S("companion"), &r, &bad) == ERR_NOT_FOUND);
	world_free(t.w);
}

TEST(with_less_than_two_hours_to_go_a_coordinator_is_asked_at_once)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);
	struct ride r;

	w.day = page_today(t.w->ctx);
	w.out_min = 11 * 60 + 30;                /* it is ten */
	r = asked(&t, w);
	same_text(r.state, "requested");
	same_int(trip_number(&t, "SELECT due_at FROM task WHERE kind = 'ride'"), t.w->ctx->now);
	same_text(trip_ask(&t, "SELECT COUNT(*) FROM ride_offer"), "0");
	world_free(t.w);
}

TEST(a_ride_in_the_middle_of_the_night_is_asked_about)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);
	struct problems bad = { 0 };
	struct ride r;

	w.out_min = 3 * 60;
	ok(ride_ask(t.w->ctx, &w, S(""), &r, &bad) == OK && bad.n == 1);
	same_text(str_of(bad.at[0].field), "sure");
	bad.n = 0, w.sure = true;
	ok(ride_ask(t.w->ctx, &w, S(""), &r, &bad) == OK && !bad.n);
	world_free(t.w);
}

TEST(a_number_of_a_person_is_kept_in_no_field)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);
	struct problems bad = { 0 };
	struct ride r;

	w.meet_text = S("010180-1234");
	ok(ride_ask(t.w->ctx, &w, S(""), &r, &bad) == OK && bad.n == 1);
	same_text(trip_ask(&t, "SELECT COUNT(*) FROM ride"), "0");
	world_free(t.w);
}

/* --- drivers -------------------------------------------------------------------------------------------------------- */

TEST(the_first_yes_has_it_and_the_other_is_thanked)
{
	struct trip t = trip_new();
	struct ride r = trip_asked(&t);
	struct problems bad = { 0 };

	trip_yes(&t, t.poul, r.id, RIDE_BOTH);
	trip_acts(&t, t.kaj);
	ok(ride_yes(t.w->ctx, r.id, RIDE_BOTH, &bad) == OK && bad.n == 1);
	r = trip_get(&t, r.id);
	same_text(r.state, "arranged");
	ok(r.out_driver == t.poul && r.home_driver == t.poul);
	same_text(trip_ask(&t, "SELECT answer FROM ride_offer ORDER BY answer LIMIT 1"), "thanked");
	same_text(trip_ask(&t, "SELECT COUNT(*) FROM consent_disclosure WHERE purpose = 'ride'"), "1");
	world_free(t.w);
}

/* Both read the page while it was free; whoever writes second finds the row changed. */
TEST(of_two_who_say_yes_in_the_same_moment_one_drives)
{
	struct trip t = trip_new();
	struct ride r = trip_asked(&t);
	struct answer a;

	trip_logs_in(&t, "Kaj", ROLE_COMPANION);
	ok(says(visit(t.w, "GET", trip_path(&t, "/en/work/driving/ID", r.id), NULL), "Yes, there and home"));
	trip_logs_in(&t, "Poul", ROLE_COMPANION);
	same_int(post(t.w, trip_path(&t, "/en/work/driving/ID", r.id), "act=yes3").status, 303);
	trip_logs_in(&t, "Kaj", ROLE_COMPANION);
	a = post(t.w, trip_path(&t, "/en/work/driving/ID", r.id), "act=yes3");
	same_int(a.status, 422);
	ok(says(a, "Somebody else was quicker"));
	ok(trip_get(&t, r.id).out_driver == t.poul);
	ok(trip_refuses(&t, "UPDATE ride SET out_how = 'driver', out_driver = 7"));
	world_free(t.w);
}

TEST(one_may_drive_there_and_another_home)
{
	struct trip t = trip_new();
	struct ride r = trip_asked(&t);

	trip_yes(&t, t.poul, r.id, RIDE_OUT);
	same_text(trip_get(&t, r.id).state, "matched");
	trip_yes(&t, t.kaj, r.id, RIDE_HOME);
	same_text(trip_get(&t, r.id).state, "arranged");
	world_free(t.w);
}

TEST(three_are_asked_at_a_time_and_the_next_half_an_hour_later)
{
	struct trip t = trip_new();
	struct ride_job *jobs;
	struct ride r;
	size_t n;

	driver(&t, "Anna", 53);
	driver(&t, "Bo", 54);
	world_commit(t.w);
	r = trip_asked(&t);
	same_int(trip_number(&t, "SELECT COUNT(*) FROM ride_offer"), 4);
	same_int(trip_number(&t, arena_printf(t.w->arena, "SELECT COUNT(*) FROM ride_offer WHERE from_at <= %lld", (long long)t.w->ctx->now).p), 3);
	trip_acts(&t, trip_number(&t, "SELECT account FROM ride_offer ORDER BY from_at DESC LIMIT 1"));
	ok(ride_jobs(t.w->ctx, 10, &jobs, &n) == OK && n == 0);
	world_clock(t.w, t.w->ctx->now + 30 * MINUTE);
	ok(ride_jobs(t.w->ctx, 10, &jobs, &n) == OK && n == 1 && jobs[0].ride == r.id);
	world_free(t.w);
}

TEST(nobody_drives_without_licence_and_insurance_on_the_day)
{
	struct trip t = trip_new();

	ok(db_script(t.w->ctx, "UPDATE volunteer_qualification SET counts_to = '2016-12-12' WHERE volunteer = 51 AND type = 'insurance'") == OK);
	trip_asked(&t);
	same_int(trip_number(&t, "SELECT COUNT(*) FROM ride_offer"), 1);
	same_int(trip_number(&t, "SELECT account FROM ride_offer"), t.kaj);
	ok(trip_refuses(&t, arena_printf(t.w->arena, "UPDATE ride SET out_how = 'driver', out_driver = %lld, state = 'matched'", (long long)t.poul).p));
	ok(!trip_refuses(&t, arena_printf(t.w->arena, "UPDATE ride SET out_how = 'driver', out_driver = %lld, state = 'matched'", (long long)t.kaj).p));
	world_free(t.w);
}

TEST(a_full_week_a_small_car_or_a_day_off_is_not_asked)
{
	struct trip t = trip_new();
	struct ride_car full = { 3, 0, 0, false }, small = { 1, 0, 5, false };
	struct ride_wish w = trip_wish(&t);
	struct problems bad = { 0 };

	trip_acts(&t, t.poul);
	ok(ride_car_save(t.w->ctx, &full, &bad) == OK && !bad.n);
	trip_acts(&t, t.kaj);
	ok(ride_car_save(t.w->ctx, &small, &bad) == OK && !bad.n);
	w.seats = 2;
	same_text(asked(&t, w).state, "requested");
	w.seats = 1;
	same_text(asked(&t, w).state, "offered");
	trip_acts(&t, t.kaj);
	ok(task_away(t.w->ctx, w.day, w.day, &bad) == OK && !bad.n);
	same_text(asked(&t, w).state, "requested");
	world_free(t.w);
}

TEST(a_child_without_a_parent_goes_only_with_somebody_whose_certificate_is_in_order)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);

	w.children = S("alone");
	same_text(asked(&t, w).state, "requested");
	ok(db_script(t.w->ctx, "INSERT INTO volunteer_qualification (id, volunteer, type, issued, counts_to, entered_day, result, seen_by, at) "
			       "VALUES (990, 52, 'child_check', '2016-01-01', '2018-01-01', '2016-01-01', 'in_order', 1, 1)") == OK);
	asked(&t, w);
	same_int(trip_number(&t, "SELECT account FROM ride_offer"), t.kaj);
	world_free(t.w);
}

TEST(addresses_and_a_name_are_read_from_the_yes_until_it_is_over)
{
	struct trip t = trip_new();
	struct ride r = trip_asked(&t);
	struct ride_job j;

	trip_acts(&t, t.poul);
	ok(ride_job(t.w->ctx, r.id, &j) == OK && j.asked == RIDE_BOTH && !j.from_text.n && !j.call_text.n);
	trip_yes(&t, t.poul, r.id, RIDE_BOTH);
	ok(ride_job(t.w->ctx, r.id, &j) == OK);
	same_text(j.from_text, "Prøvevej 1");
	same_text(j.call_text, "K");
	trip_do(&t, r.id, RIDE_BY_RIDER, "cancel");
	trip_acts(&t, t.poul);
	ok(ride_job(t.w->ctx, r.id, &j) == OK && !j.from_text.n && !j.needed);
	trip_acts(&t, 4711);
	ok(ride_job(t.w->ctx, r.id, &j) == ERR_NOT_FOUND);
	world_free(t.w);
}

/* The page of a driver in a world: everything but the number of the form and the name of the ride. */
static struct str drivers_page(const char *purpose)
{
	struct trip t = trip_new();
	struct ride_wish w = trip_wish(&t);
	struct answer a, list;
	struct ride r;
	struct str page;

	w.purpose = str_of(purpose);
	r = asked(&t, w);
	trip_yes(&t, t.poul, r.id, RIDE_BOTH);
	trip_logs_in(&t, "Poul", ROLE_COMPANION);
	a = visit(t.w, "GET", trip_path(&t, "/da/work/driving/ID", r.id), NULL);
	ok(says(a, "Eksempelgade 2"));
	list = visit(t.w, "GET", "/da/work/driving", NULL);
	page = str_of(strdup(arena_printf(t.w->arena, "%.*s%.*s", STR_ARG(a.body), STR_ARG(list.body)).p));
	world_free(t.w);
	return page;
}

static size_t without(char *s, size_t n, const char *begins, char until)
{
	size_t k = 0, len = strlen(begins);

	for (size_t i = 0; i < n;) {
		s[k++] = s[i];
		if (n - i >= len && !memcmp(s + i, begins, len)) {
			memmove(s + k, s + i + 1, len - 1);
			k += len - 1;
			for (i += len; i < n && s[i] != until;)
				i++;
		} else {
			i++;
		}
	}
	return k;
}

/* Keys of forms and ids are random; everything else is what a driver can know. */
static struct str told(struct str page)
{
	char *s = (char *)page.p;
	size_t n = without(s, page.n, "name=\"key\" value=\"", '"');

	n = without(s, n, "/work/driving/", '"');
	return (struct str){ s, n };
}

TEST(two_rides_that_differ_only_in_what_they_are_for_are_one_to_the_driver)
{
	struct str one = told(drivers_page("treatment")), two = told(drivers_page("education"));

	ok(str_eq(one, two));
	free((void *)(uintptr_t)one.p);
	free((void *)(uintptr_t)two.p);
}

/* --- kilometres ------------------------------------------------------------------------------------------------------ */

static void as_treasurer(struct trip *t)
{
	static const struct grant books[] = { { ROLE_FINANCE, 0, 0 } };

	t->w->who = (struct who){ .account = 4712, .grants = books, .ngrants = 1 };
	t->w->ctx->who = &t->w->who;
}

TEST(kilometres_are_paid_at_the_rate_of_the_day_and_counted_once)
{
	struct trip t = trip_new();
	struct ride r = trip_arranged(&t);
	struct problems bad = { 0 };
	struct ride_total *all;
	size_t n;

	as_treasurer(&t);
	ok(ride_rate_set(t.w->ctx, t.org, day_of(2016, 1, 1), 199, &bad) == OK && ride_rate_set(t.w->ctx, t.org, day_of(2017, 1, 1), 210, &bad) == OK && !bad.n);
	trip_acts(&t, t.poul);
	ok(ride_count(t.w->ctx, r.id, RIDE_OUT, 24, false, &bad) == OK && bad.n == 1);
	world_clock(t.w, r.home_at + HOUR);
	bad.n = 0;
	ok(ride_count(t.w->ctx, r.id, RIDE_OUT, 900, false, &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(ride_count(t.w->ctx, r.id, RIDE_OUT, 24, false, &bad) == OK && !bad.n);
	ok(ride_count(t.w->ctx, r.id, RIDE_OUT, 24, false, &bad) == OK && bad.n == 1);
	bad.n = 0;
	ok(ride_count(t.w->ctx, r.id, RIDE_HOME, 26, false, &bad) == OK && !bad.n);
	as_treasurer(&t);
	ok(ride_totals(t.w->ctx, t.org, day_of(2016, 12, 1), day_of(2016, 12, 31), false, 10, &all, &n) == OK && n == 1);
	same_int(all[0].km, 50);
	same_int(all[0].amount, 50 * 199);
	ok(ride_totals(t.w->ctx, t.org, day_of(2016, 12, 1), day_of(2016, 12, 31), true, 10, &all, &n) == OK && n == 1);
	same_text(all[0].label, "treatment");
	world_free(t.w);
}

TEST(codes_for_a_taxi_come_from_the_drawer_and_go_back_when_they_are_not_needed)
{
	struct trip t = trip_new();
	struct problems bad = { 0 };
	struct str code;
	struct ride r;
	int64_t n;

	as_treasurer(&t);
	ok(ride_taxi_add(t.w->ctx, t.org, S("TX-1001 TX-1002"), &n, &bad) == OK && n == 2);
	r = trip_arranged(&t);
	trip_off(&t, t.poul, r.id, RIDE_HOME);
	ok(ride_taxi_left(t.w->ctx, t.org, &n) == OK && n == 1);
	r = trip_get(&t, r.id);
	ok(ride_taxi_of(t.w->ctx, &r, &code) == OK && !code.p);
	world_clock(t.w, r.home_at - 15 * MINUTE);
	ok(ride_taxi_of(t.w->ctx, &r, &code) == OK);
	same_text(code, "TX-1001");
	trip_yes(&t, t.kaj, r.id, RIDE_HOME);
	ok(ride_taxi_left(t.w->ctx, t.org, &n) == OK && n == 2);
	world_free(t.w);
}
