/* directory_test.c -- directories of others: in, in again, out and in elsewhere, and back again. */
#include "exchange/exchange_test.h"
#include "csv/csv.h"
#include "demo/demo.h"
#include "hsds/hsds.h"
#include "org/org.h"
#include "service/service.h"
#include "zip/zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ZIP_MOST = 64 << 20 };

/* --- files -------------------------------------------------------------------------------------------------------- */

struct table {
	const char *name;
	struct str text;
};

static struct str zipped(struct world *w, const struct table *tables, size_t n)
{
	struct zip_out z;
	struct buf b;
	struct str out;

	buf_init(&b, ZIP_MOST);
	zip_begin(&z, &b, TEST_NOW);
	for (size_t i = 0; i < n; i++)
		zip_add(&z, str_of(tables[i].name), tables[i].text);
	zip_end(&z);
	ok(!b.toobig);
	out = arena_str(w->arena, buf_view(&b));
	buf_free(&b);
	ok(str_same(exchange_format_of(out), "hsds"));
	return out;
}

static void say_kind(struct world *w, const char *list, const char *kind)
{
	struct entry_source source;
	struct problems bad = { 0 };

	ok(exchange_source_of(w->ctx, str_of(list), &source) == OK);
	source.kind = str_of(kind);
	ok(exchange_source_set(w->ctx, &source, &bad) == OK);
	same_int(bad.n, 0);
}

static int64_t count(struct world *w, const char *sql)
{
	struct str text;
	int64_t n = -1;

	ok(db_ask(w->ctx, sql, &text) == OK);
	ok(str_int(text, &n));
	return n;
}

/* --- a real one ------------------------------------------------------------------------------------------------------- */
#define ILAO "data/hsds-directory/spec/fixtures/custom/ilao/output/"

static struct str real(struct world *w)
{
	struct table tables[] = { { "organizations.csv" }, { "locations.csv" }, { "services.csv" }, { "phones.csv" },
				  { "postal_addresses.csv" }, { "regular_schedules.csv" } };
	enum { N = sizeof tables / sizeof *tables };

	for (size_t i = 0; i < N; i++)
		tables[i].text = test_slurp(w->arena, test_shared(arena_printf(w->arena, ILAO "%s", tables[i].name).p));
	return zipped(w, tables, N);
}

TEST(a_real_directory_comes_in_whole_and_the_second_time_nothing_changes)
{
	struct world *w = lists_folder();
	struct str bytes = real(w);
	struct exchange_run run;
	struct dump before, after;

	say_kind(w, "Illinois", "case-management");
	run = lists_take(w, "hsds", "Illinois", bytes);
	lists_counts(run, 33 + 520 + 429, 0, 0, 1, 0);
	same_int(count(w, "SELECT count(*) FROM org"), 33);
	same_int(count(w, "SELECT count(*) FROM location"), 520);
	same_int(count(w, "SELECT count(*) FROM service WHERE state = 'parked'"), 429);
	before = seeded_dump(w);
	lists_counts(lists_take(w, "hsds", "Illinois", bytes), 0, 0, 33 + 520 + 429, 1, 0);
	after = seeded_dump(w);
	same_text(str_of(lists_differ(&before, &after)), NULL);
	world_free(w);
}

/* --- every schedule as it was published ------------------------------------------------------------------------------- */

static const char *const day_names[7] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };

static int day_of_name(struct str name)
{
	for (int d = 0; d < 7; d++)
		if (str_same(name, day_names[d]))
			return d;
	return -1;
}

static int64_t place_named(struct world *w, struct str id)
{
	struct str text;
	int64_t place = 0;

	ok(db_ask(w->ctx, arena_printf(w->arena, "SELECT subject FROM exchange_listing WHERE key = 'place/%.*s'", STR_ARG(id)).p, &text) == OK);
	ok(str_int(text, &place));
	return place;
}

/* Minutes of "9:00"; -1: none. */
static int minutes_said(struct str text)
{
	return str_is(text) ? minutes_parse(text.n == 4 ? str_slice(text, 0, 4) : text) : -1;
}

struct opening {
	int opens, closes, count;
	struct str note;
};

static struct opening opening_on(const struct location_open *at, size_t n, int day)
{
	struct opening o = { -1, -1, 0, S("") };

	for (size_t i = 0; i < n; i++)
		if (at[i].rhythm.weekdays & (1u << day))
			o = (struct opening){ at[i].start_min, at[i].start_min + at[i].duration_min, o.count + 1, at[i].note };
	return o;
}

/* A slip of the pen keeps its opening, and in words what was written. */
static void same_opening(struct world *w, const struct opening *o, struct str opens, struct str closes, size_t *slips)
{
	int from = minutes_said(opens), to = minutes_said(closes);

	same_int(o->count, from >= 0);
	same_int(o->opens, from);
	if (from < 0)
		return;
	if (to > from) {
		same_int(o->closes, to);
		same_text(o->note, "");
		return;
	}
	++*slips;
	same_text(o->note, arena_printf(w->arena, "%.*s–%.*s", STR_ARG(opens), STR_ARG(closes)).p);
}

TEST(every_schedule_of_a_real_directory_agrees_with_its_published_form)
{
	struct world *w = lists_folder();
	struct str text = test_slurp(w->arena, test_shared(ILAO "regular_schedules.csv"));
	struct location_open *at = NULL;
	struct csv table;
	struct csv_row row;
	const char *why;
	int line;
	size_t n = 0, rows = 0, slips = 0;
	struct str of = S("");

	say_kind(w, "Illinois", "case-management");
	lists_take(w, "hsds", "Illinois", real(w));
	ok(csv_open(w->arena, text, &table, &why, &line) == OK);
	for (; csv_next(&table, &row); rows++) {
		struct str place = csv_cell(&table, &row, "location_id");
		struct opening o;
		if (!str_eq(place, of)) {
			of = arena_str(w->arena, place);
			ok(location_hours(w->ctx, place_named(w, of), &at, &n) == OK);
		}
		o = opening_on(at, n, day_of_name(csv_cell(&table, &row, "weekday")));
		same_opening(w, &o, csv_cell(&table, &row, "opens_at"), csv_cell(&table, &row, "closes_at"), &slips);
	}
	same_int(rows, 2492);
	print_message("%zu slips\n", slips);
	world_free(w);
}

TEST(a_real_directory_that_is_taken_back_leaves_an_empty_folder)
{
	struct world *w = lists_folder();
	struct dump empty, after;
	struct exchange_undone undone;
	struct problems bad = { 0 };
	struct exchange_run run;

	say_kind(w, "Illinois", "case-management");
	empty = seeded_dump(w);
	run = lists_take(w, "hsds", "Illinois", real(w));
	ok(exchange_undo(w->ctx, run.id, &undone, &bad) == OK && !bad.n);
	same_int(undone.back, 33 + 520 + 429);
	same_int(undone.stayed, 0);
	after = seeded_dump(w);
	same_text(str_of(lists_differ(&empty, &after)), NULL);
	world_free(w);
}

/* --- small ones ------------------------------------------------------------------------------------------------------------ */

#define ORGS "id,name,description\n1,Havnens Venner,Frivillige\n"
#define PLACES "id,organization_id,name,transportation\n7,1,Havnehuset,Bus 3\n"
#define ADDRESSES "id,location_id,address_1,city,postal_code,country\n1,7,Havnegade 2,Varde,6800,DK\n"

static struct str small(struct world *w, const char *services)
{
	const struct table tables[] = { { "organizations.csv", str_of(ORGS) }, { "locations.csv", str_of(PLACES) },
					{ "physical_addresses.csv", str_of(ADDRESSES) }, { "services.csv", str_of(services) },
					{ "services_at_location.csv", str_of("id,service_id,location_id\n1,11,7\n") },
					{ "regular_schedules.csv", str_of("id,service_id,weekday,opens_at,closes_at\n1,11,Monday,09:00,15:00\n"
									  "2,11,Tuesday,09:00,15:00\n") } };

	return zipped(w, tables, sizeof tables / sizeof *tables);
}

static struct service_whole service_of(struct world *w, const struct exchange_run *run, const char *name)
{
	struct service_whole s = { 0 };

	for (size_t i = 0; i < run->nrows; i++)
		if (run->rows[i].kind == ENTRY_SERVICE && str_same(run->rows[i].name, name)) {
			ok(service_get(w->ctx, run->rows[i].subject, &s) == OK);
			return s;
		}
	print_error("no service %s\n", name);
	ok(false);
	return s;
}

TEST(a_service_of_a_table_is_parked_with_what_the_table_says)
{
	struct world *w = lists_folder();
	struct exchange_run run;
	struct service_whole s;

	say_kind(w, "Havnen", "housing");
	run = lists_take(w, "hsds", "Havnen", small(w, "id,organization_id,name,description,fees,application_process,email,status\n"
			 "11,1,Havnens værelser,Et sted at bo,Gratis,Ring til os,hus@example.org,active\n"
			 "12,1,Nedlagt,Findes ikke mere,,,,defunct\n"));
	lists_counts(run, 3, 0, 0, 1, 0);
	s = service_of(w, &run, "Havnens værelser");
	same_text(s.s.state, "parked");
	same_text(s.s.stages, "");
	same_text(s.s.name_da, "Havnens værelser");
	same_text(s.s.description_da, "Et sted at bo");
	same_text(s.s.price_type, "free");
	same_text(s.s.apply_da, "Ring til os");
	same_text(s.s.email, "hus@example.org");
	same_int(s.nplaces, 1);
	same_int(s.nschedules, 1);
	same_int(s.schedules[0].rhythm.weekdays, 1 << 1 | 1 << 2);
	same_int(s.schedules[0].start_min, 540);
	same_int(s.schedules[0].duration_min, 360);
	same_text(s.schedules[0].zone, "Europe/Copenhagen");
	world_free(w);
}

TEST(what_the_list_says_otherwise_is_changed_and_can_be_taken_back)
{
	struct world *w = lists_folder();
	struct exchange_undone undone;
	struct problems bad = { 0 };
	struct exchange_run run;
	struct dump before, after;

	say_kind(w, "Havnen", "housing");
	run = lists_take(w, "hsds", "Havnen", small(w, "id,organization_id,name,description\n11,1,Havnens værelser,Et sted at bo\n12,1,Lageret,x\n"));
	lists_counts(run, 4, 0, 0, 0, 0);
	before = seeded_dump(w);
	run = lists_take(w, "hsds", "Havnen", small(w, "id,organization_id,name,description\n11,1,Havnens rum,Et sted at bo\n13,1,Køkkenet,x\n"));
	lists_counts(run, 1, 1, 2, 0, 1);
	same_text(service_of(w, &run, "Havnens rum").s.name_da, "Havnens rum");
	ok(exchange_undo(w->ctx, run.id, &undone, &bad) == OK && !bad.n);
	same_int(undone.back, 2);
	after = seeded_dump(w);
	same_text(str_of(lists_differ(&before, &after)), NULL);
	world_free(w);
}

TEST(what_a_keeper_wrote_of_an_imported_service_stays)
{
	struct world *w = lists_folder();
	struct problems bad = { 0 };
	struct exchange_run run;
	struct service_whole s;

	say_kind(w, "Havnen", "housing");
	run = lists_take(w, "hsds", "Havnen", small(w, "id,organization_id,name,description\n11,1,Havnens værelser,Et sted at bo\n"));
	s = service_of(w, &run, "Havnens værelser");
	s.s.description_da = S("Otte værelser ved havnen.");
	ok(service_save(w->ctx, &s, &bad) == OK && !bad.n);
	run = lists_take(w, "hsds", "Havnen", small(w, "id,organization_id,name,description\n11,1,Havnens rum,Et sted at bo\n"));
	lists_counts(run, 0, 1, 2, 0, 0);
	s = service_of(w, &run, "Havnens rum");
	same_text(s.s.name_da, "Havnens rum");
	same_text(s.s.description_da, "Otte værelser ved havnen.");
	world_free(w);
}

TEST(a_service_whose_kind_nobody_says_is_refused)
{
	struct world *w = lists_folder();
	struct exchange_run run = lists_take(w, "hsds", "Havnen", small(w, "id,organization_id,name\n11,1,Havnens værelser\n"));

	lists_counts(run, 2, 0, 0, 1, 0);
	world_free(w);
}

TEST(fifty_recovery_centers_are_published_by_nobody_until_a_person_sets_their_stage)
{
	struct world *w = lists_folder();
	struct problems bad = { 0 };
	struct exchange_run run;
	struct service_whole s;
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_lit(&b, "id,organization_id,name,description,fees\n");
	for (int i = 0; i < 50; i++)
		buf_fmt(&b, "%d,1,%s Recovery Center %d,Recovery for everyone,Free\n", 100 + i, i % 2 ? "Data" : "Hope", i);
	say_kind(w, "Centers", "peer-services");
	run = lists_take(w, "hsds", "Centers", small(w, arena_z(w->arena, buf_view(&b))));
	lists_counts(run, 52, 0, 0, 0, 0);
	same_int(count(w, "SELECT COUNT(*) FROM service WHERE state = 'parked'"), 50);
	s = service_of(w, &run, "Hope Recovery Center 0");
	s.s.stages = S("rss");
	s.s.state = S("running");
	ok(service_save(w->ctx, &s, &bad) == OK);
	same_int(count(w, "SELECT COUNT(*) FROM service WHERE state = 'running'"), bad.n ? 0 : 1);
	buf_free(&b);
	world_free(w);
}

TEST(names_and_numbers_of_persons_in_a_directory_are_stored_nowhere)
{
	struct world *w = lists_folder();
	const struct table tables[] = {
		{ "organizations.csv", str_of("id,name,description\n1,Havnens Venner,Frivillige\n2,Nr 010190-1234,x\n") },
		{ "locations.csv", str_of("id,organization_id,name,transportation\n7,1,Havnehuset,Spørg 123-45-6789\n") },
		{ "services.csv", str_of("id,organization_id,name,description,fees,application_process\n"
					 "11,1,Havnens værelser,Ring,,\n12,1,Nummer,Skriv 010190-1234,,\n"
					 "13,1,Nummer,x,Skriv 010190-1234,\n14,1,Nummer,x,,Skriv 123-45-6789\n15,1,Nummer 010190-1234,x,,\n") },
		{ "contacts.csv", str_of("id,service_id,name,title,email\n1,11,Fornavn Efternavn,Fornavn Efternavn,x@example.org\n") },
	};
	struct exchange_run run;

	say_kind(w, "Havnen", "housing");
	run = lists_take(w, "hsds", "Havnen", zipped(w, tables, 4));
	lists_counts(run, 2, 0, 0, 6, 0);
	ok(!lists_hold(w, "010190-1234") && !lists_hold(w, "123-45-6789") && !lists_hold(w, "Efternavn"));
	world_free(w);
}

/* --- out, and in elsewhere -------------------------------------------------------------------------------------------------- */

static struct world *demo_world(void)
{
	struct world *w = world_new();

	w->folder.house.demo = true;
	w->who.demo = true;
	ok(demo_fill(w->ctx) == OK);
	return w;
}

static struct str out_of(struct world *w, enum err (*write)(struct ctx *, enum hsds_version), enum hsds_version version)
{
	struct str out;

	buf_cut(w->ctx->out, 0);
	ok(write(w->ctx, version) == OK);
	out = arena_str(w->arena, buf_view(w->ctx->out));
	buf_cut(w->ctx->out, 0);
	return out;
}

/* SAMHOLD_PAGES_OUT=folder keeps both, for diff. */
static void keep_for_diff(const char *name, struct str text)
{
	const char *dir = getenv("SAMHOLD_PAGES_OUT");
	char path[400];
	FILE *f;

	if (!dir)
		return;
	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	if (f) {
		fwrite(text.p, 1, text.n, f);
		fclose(f);
	}
}

static void same_elsewhere(const char *name, enum err (*write)(struct ctx *, enum hsds_version), enum hsds_version version)
{
	struct arena *a = arena_new(256 << 20);
	struct world *w = demo_world();
	struct str bytes = arena_str(a, out_of(w, write, version)), here = arena_str(a, out_of(w, hsds_export_json, HSDS_3_1)), there;
	struct exchange_run run;
	int64_t rows;

	world_free(w);
	w = lists_folder();
	run = lists_take(w, "hsds", "Naboen", bytes);
	rows = run.n_new;
	lists_counts(run, rows, 0, 0, 0, 0);
	there = out_of(w, hsds_export_json, HSDS_3_1);
	keep_for_diff(arena_printf(w->arena, "%s-here.json", name).p, here);
	keep_for_diff(arena_printf(w->arena, "%s-there.json", name).p, there);
	ok(str_eq(here, there));
	lists_counts(lists_take(w, "hsds", "Naboen", bytes), 0, 0, rows, 0, 0);
	world_free(w);
	arena_free(a);
}

TEST(what_goes_out_as_trees_and_in_elsewhere_goes_out_the_same_again)
{
	same_elsewhere("trees", hsds_export_json, HSDS_3_1);
}

TEST(what_goes_out_as_tables_and_in_elsewhere_goes_out_the_same_again)
{
	same_elsewhere("tables", hsds_export_zip, HSDS_3_1);
}

TEST(what_goes_out_as_the_older_version_and_in_elsewhere_goes_out_the_same_again)
{
	same_elsewhere("older", hsds_export_zip, HSDS_3_0);
}

TEST(what_goes_out_and_back_into_the_same_house_changes_nothing)
{
	struct world *w = demo_world();
	struct str bytes = out_of(w, hsds_export_json, HSDS_3_1);
	struct dump before = seeded_dump(w), after;
	struct exchange_run run = lists_take(w, "hsds", "Os selv", bytes);

	same_int(run.n_new, 0);
	same_int(run.n_changed, 0);
	same_int(run.n_refused, 0);
	after = seeded_dump(w);
	for (size_t i = 0; i < before.n; i++)
		if (strncmp(before.at[i].table, "exchange_", 9) && strncmp(before.at[i].table, "event", 5))
			same_text(str_of(before.at[i].digest), after.at[i].digest);
	world_free(w);
}
