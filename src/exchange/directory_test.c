/* directory_test.c -- directories of others: in, in again, out and in elsewhere, and back again. */
#include "exchange/exchange_test.h"
#include "csv/csv.h"
#include "demo/demo.h"
#include "hsds/hsds.h"
#include "json/json.h"
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

static void say_kind_and_zone(struct world *w, const char *list, const char *kind, const char *zone)
{
	struct entry_source source;
	struct problems bad = { 0 };

	ok(exchange_source_of(w->ctx, str_of(list), &source) == OK);
	source.kind = str_of(kind);
	source.zone = str_of(zone);
	ok(exchange_source_set(w->ctx, &source, &bad) == OK);
	same_int(bad.n, 0);
}

static void say_kind(struct world *w, const char *list, const char *kind)
{
	say_kind_and_zone(w, list, kind, "");
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
	/* And one for the services whose organisation is not in the file. */
	same_int(count(w, "SELECT count(*) FROM org"), 33 + 1);
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
	int64_t hours, minutes;
	struct str hour;

	if (!str_is(text))
		return -1;
	ok(str_cut(&text, ':', &hour) && str_int(hour, &hours) && str_int(text, &minutes));
	return (int)(hours * 60 + minutes);
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
	same_int(slips, 29);
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

static struct str reason_of(struct world *w, const struct exchange_run *run, const char *name)
{
	struct buf b;
	struct json all;
	const struct json *rows;

	buf_init(&b, 1 << 20);
	ok(exchange_report(w->ctx, run, true, &b) == OK);
	ok(json_parse(w->arena, arena_str(w->arena, buf_view(&b)), &all, NULL) == OK);
	buf_free(&b);
	rows = json_get(&all, "rows");
	for (size_t i = 0; i < rows->n; i++)
		if (str_same(json_text(&rows->at[i], "name"), name))
			return json_text(&rows->at[i], "reason");
	return STR_ABSENT;
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
	same_text(reason_of(w, &run, "Havnens rum"), "Otherwise than before: Name in Danish. "
						     "The file does not say which kind of support this is; that of the list was taken.");
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

#define LINE(n) "{\"id\":\"" n "\",\"name\":\"Hus " n "\",\"description\":\"x\",\"status\":\"active\",\"fees_description\":\"Gratis\"}"

TEST(services_one_on_each_line_come_in)
{
	struct world *w = lists_folder();
	struct exchange_run run;

	say_kind(w, "Linjer", "housing");
	ok(str_same(exchange_format_of(S(LINE("1") "\r\n" LINE("2") "\n")), "hsds"));
	run = lists_take(w, "hsds", "Linjer", S(LINE("1") "\r\n" LINE("2") "\n\n" LINE("3") "\n"));
	lists_counts(run, 3, 0, 0, 0, 0);
	same_text(service_of(w, &run, "Hus 3").s.price_type, "free");
	same_int(run.rows[2].line, 4);
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
	struct service_fact way = { S("contact_ways"), S("phone") };
	struct service_whole s;
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_lit(&b, "id,organization_id,name,description,fees,url\n");
	for (int i = 0; i < 50; i++)
		buf_fmt(&b, "%d,1,%s Recovery Center %d,Recovery for everyone,Free,https://example.org\n", 11 + i, i % 2 ? "Data" : "Hope", i);
	say_kind(w, "Centers", "peer-support");
	run = lists_take(w, "hsds", "Centers", small(w, arena_z(w->arena, buf_view(&b))));
	lists_counts(run, 52, 0, 0, 0, 0);
	same_int(count(w, "SELECT COUNT(*) FROM service WHERE state = 'parked'"), 50);
	s = service_of(w, &run, "Hope Recovery Center 0");
	s.s.state = S("running");
	ok(service_save(w->ctx, &s, &bad) == OK && !bad.n);
	same_int(count(w, "SELECT COUNT(*) FROM service WHERE state = 'parked'"), 50);
	s.s.state = S("running");
	s.s.stages = S("rss");
	s.s.verified_at = w->ctx->now;       /* whoever sets it has looked */
	s.facts = &way, s.nfacts = 1;
	ok(service_save(w->ctx, &s, &bad) == OK && !bad.n);
	same_int(count(w, "SELECT COUNT(*) FROM service WHERE state = 'running'"), 1);
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

#define EXAMPLES "standards/hsds/examples-3.1/"

/* Community Counselling, as the standard describes it. */
static void same_counselling(struct world *w, const struct exchange_run *run)
{
	struct service_whole s = service_of(w, run, "Community Counselling");

	same_text(s.s.state, "parked");
	same_text(s.s.price_type, "fixed");
	same_int(s.s.price_least, 3500);
	same_text(s.s.currency, "GBP");
	same_int(s.s.age_least, 12);
	same_int(s.nplaces, 1);
	ok(str_starts(s.s.apply_en, S("If you are an NHS patient")));
	same_int(count(w, "SELECT COUNT(*) FROM hsds_name WHERE uuid = 'ac148810-d857-441c-9679-408f346de14b' AND kind = 'service'"), 1);
}

TEST(the_example_of_the_standard_comes_in_as_a_tree_and_as_tables)
{
	static const char *const names[] = { "organizations.csv", "locations.csv", "services.csv", "service_at_location.csv", "addresses.csv",
					     "phones.csv", "schedules.csv", "cost_options.csv", "contacts.csv", "languages.csv" };
	enum { N = sizeof names / sizeof *names };
	struct world *w = lists_folder();
	struct table tables[N];
	struct exchange_run run;

	say_kind_and_zone(w, "Tree", "peer-support", "Europe/London");
	run = lists_take(w, "hsds", "Tree", test_slurp(w->arena, test_shared(EXAMPLES "service_full.json")));
	lists_counts(run, 3, 0, 0, 0, 0);
	same_counselling(w, &run);
	world_free(w);
	w = lists_folder();
	for (size_t i = 0; i < N; i++)
		tables[i] = (struct table){ names[i], test_slurp(w->arena, test_shared(arena_printf(w->arena, EXAMPLES "csv/%s", names[i]).p)) };
	say_kind_and_zone(w, "Tables", "peer-support", "Europe/London");
	run = lists_take(w, "hsds", "Tables", zipped(w, tables, N));
	lists_counts(run, 3, 0, 0, 0, 0);
	same_counselling(w, &run);
	world_free(w);
}

/* One row of one table, with a number of a person in one of its cells. */
struct numbered {
	const char *table, *columns;
	size_t of;                        /* columns that hold what belongs to what; after them any may hold the number */
	const char *ids;
};

static const char *row_with_number(struct world *w, const struct numbered *t, size_t cell, const char *number)
{
	struct str rest = str_of(t->columns), one, row = str_of(t->ids);

	for (size_t i = 0; str_cut(&rest, ',', &one); i++)
		if (i >= t->of)
			row = arena_printf(w->arena, "%.*s,%s", STR_ARG(row), i == cell ? number : str_ends(one, S("_at")) ? "09:00" : "x");
	return arena_printf(w->arena, "%s\n%.*s\n", t->columns, STR_ARG(row)).p;
}

static struct str directory_with(struct world *w, const struct numbered *t, size_t cell, const char *number)
{
	struct table tables[] = {
		{ "organizations.csv", S("id,name,description\n1,Havnens Venner,Frivillige\n") },
		{ "locations.csv", S("id,organization_id,name\n7,1,Havnehuset\n") },
		{ "services.csv", S("id,organization_id,name,description\n11,1,Havnens værelser,Ring\n") },
		{ "services_at_location.csv", S("id,service_id,location_id\n1,11,7\n") }, { "extra.csv" },
	};
	size_t n = sizeof tables / sizeof *tables, at = 0;

	while (at < n - 1 && strcmp(tables[at].name, t->table))
		at++;
	tables[at] = (struct table){ t->table, str_of(row_with_number(w, t, cell, number)) };
	return zipped(w, tables, at == n - 1 ? n : n - 1);
}

static void number_in(const struct numbered *t, size_t cell, const char *number, const char *digits)
{
	struct world *w = lists_folder();
	struct exchange_run run = { 0 };
	struct problems bad = { 0 };

	say_kind(w, "Havnen", "housing");
	ok(exchange_check(w->ctx, S("hsds"), S("Havnen"), directory_with(w, t, cell, number), &run, &bad) == OK);
	if (!bad.n)
		ok(exchange_apply(w->ctx, run.id, NULL, NULL) == OK);
	if (seeded_holds(w, number) || seeded_holds(w, digits))
		print_error("%s: cell %zu of %s\n", t->table, cell + 1, t->columns);
	ok(!seeded_holds(w, number) && !seeded_holds(w, digits));
	world_free(w);
}

TEST(a_number_of_a_person_in_any_cell_of_a_directory_is_stored_nowhere)
{
	static const struct numbered tables[] = {
		{ "organizations.csv", "id,name,description,alternate_name,email,website,legal_status,tax_id", 1, "1" },
		{ "locations.csv", "id,organization_id,name,description,alternate_name,transportation", 2, "7,1" },
		{ "services.csv", "id,organization_id,name,description,alternate_name,url,email,interpretation_services,application_process,"
				  "wait_time,fees_description,accreditations,licenses,eligibility_description,alert", 2, "11,1" },
		{ "physical_addresses.csv", "id,location_id,attention,address_1,address_2,city,region,state_province,postal_code,country", 2, "1,7" },
		{ "contacts.csv", "id,service_id,name,title,department,email", 2, "1,11" },
		{ "phones.csv", "id,service_id,number,extension,description", 2, "1,11" },
		{ "schedules.csv", "id,service_id,byday,opens_at,closes_at,description,notes", 2, "1,11" },
		{ "accessibility_for_disabilities.csv", "id,location_id,accessibility,details", 2, "1,7" },
		{ "required_documents.csv", "id,service_id,document", 2, "1,11" },
		{ "cost_options.csv", "id,service_id,option,currency,amount,amount_description", 2, "1,11" },
		{ "languages.csv", "id,service_id,language,note", 2, "1,11" },
	};
	size_t tried = 0;

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
		struct str rest = str_of(tables[t].columns), one;
		for (size_t cell = 0; str_cut(&rest, ',', &one); cell++)
			if (cell >= tables[t].of) {
				number_in(&tables[t], cell, cell % 2 ? "010190-1234" : "123-45-6789", cell % 2 ? "0101901234" : "123456789");
				tried++;
			}
	}
	ok(tried > 20);
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

	world_commit(w);
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

/* When a thing was last changed is a fact of its house: it changed there when it came in. */
static struct str without_stamps(struct arena *a, struct str text)
{
	static const struct str name = { "\"last_modified\":\"", 17 };
	struct buf b;
	size_t at;
	struct str out;

	buf_init(&b, text.n + 1);
	while ((at = str_index(text, name, 0)) != SIZE_MAX) {
		buf_str(&b, str_slice(text, 0, at));
		text = str_slice(text, at + name.n, text.n);
		text = str_slice(text, str_index(text, S("\""), 0), text.n);
	}
	buf_str(&b, text);
	out = arena_str(a, buf_view(&b));
	buf_free(&b);
	return out;
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
	ok(str_eq(without_stamps(a, here), without_stamps(a, there)));
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
