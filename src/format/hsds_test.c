/* hsds_test.c -- directories in HSDS, of every age and in every state. */
#include "format/hsds.h"
#include "csv/csv.h"
#include "json/json.h"
#include "test.h"

enum { ARENA = 1 << 30 };

/* --- reading and writing in one go ---------------------------------------------------------------------------------- */
static enum err tables(struct arena *a, struct hsds_set *set, size_t n, ...)
{
	struct hsds_file files[8];
	const char *why;
	struct str file;
	int line;
	va_list ap;

	va_start(ap, n);
	for (size_t i = 0; i < n; i++) {
		files[i].name = str_of(va_arg(ap, const char *));
		files[i].bytes = str_of(va_arg(ap, const char *));
	}
	va_end(ap);
	return hsds_read_tables(a, files, n, set, &why, &file, &line);
}

static enum err json(struct arena *a, struct hsds_set *set, const char *text)
{
	const char *why;
	int line;

	return hsds_read_json(a, str_of(text), set, &why, &line);
}

static struct str written(struct arena *a, const struct hsds_set *set, enum hsds_kind kind, enum hsds_version version)
{
	struct json_out o;
	struct str text;
	struct buf b;

	buf_init(&b, 64 << 20);
	json_start(&o, &b);
	json_array(&o);
	for (size_t i = 0; i < set->of[kind].n; i++)
		hsds_write(&o, kind, set->of[kind].at[i], version, false);
	json_end_array(&o);
	text = arena_str(a, buf_view(&b));
	buf_free(&b);
	return text;
}

static struct hsds_service *service(const struct hsds_set *set, size_t i)
{
	ok(i < set->of[HSDS_SERVICE].n);
	return set->of[HSDS_SERVICE].at[i];
}

/* "locations.csv:3 name refused: Why." of every fault, a line each. */
static struct str faults(struct arena *a, const struct hsds_set *set)
{
	struct str text;
	struct buf b;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < set->nfaults; i++) {
		const struct hsds_fault *f = &set->faults[i];

		buf_fmt(&b, "%.*s:%d %s%s%.*s\n", STR_ARG(f->file), f->line, f->field, f->refused ? " refused " : " left out ", STR_ARG(f->gap));
	}
	text = arena_str(a, buf_view(&b));
	buf_free(&b);
	return text;
}

/* --- trees -------------------------------------------------------------------------------------------------------------- */
TEST(a_service_is_read_with_all_that_hangs_on_it)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_set set;
	struct hsds_service *s;

	ok(json(a, &set,
		"{\"id\":\"s1\",\"name\":\"Værested\",\"status\":\"active\",\"organization\":{\"id\":\"o1\",\"name\":\"Foreningen\","
		"\"description\":\"\"},\"phones\":[{\"id\":\"p1\",\"number\":\"75 22 00 00\",\"languages\":[{\"code\":\"da\"}]}],"
		"\"minimum_age\":18,\"service_at_locations\":[{\"id\":\"x1\",\"location\":{\"id\":\"l1\",\"location_type\":\"physical\","
		"\"latitude\":55.62,\"addresses\":[{\"address_1\":\"Storegade 1\",\"city\":\"Varde\",\"postal_code\":6800}]},"
		"\"schedules\":[{\"freq\":\"WEEKLY\",\"byday\":\"MO,TU\",\"opens_at\":\"09:00+01:00\",\"closes_at\":\"15:00+01:00\"}]}],"
		"\"attributes\":[{\"id\":\"a1\",\"link_type\":\"service_kind\",\"taxonomy_term\":{\"id\":\"t1\",\"code\":\"outreach\","
		"\"name\":\"Outreach\",\"description\":\"\"}}]}") == OK);
	same_int(set.nfaults, 0);
	s = service(&set, 0);
	same_text(s->name, "Værested");
	same_text(s->organization->name, "Foreningen");
	same_text(s->phones.at[0]->number, "75 22 00 00");
	same_text(s->phones.at[0]->languages.at[0]->code, "da");
	ok(s->minimum_age.is && s->minimum_age.v == 18 && !s->maximum_age.is);
	same_int(s->service_at_locations.n, 1);
	same_text(s->service_at_locations.at[0]->location->addresses.at[0]->postal_code, "6800");
	same_text(s->service_at_locations.at[0]->schedules.at[0]->byday, "MO,TU");
	same_text(s->attributes.at[0]->taxonomy_term->code, "outreach");
	same_text(s->attributes.at[0]->link_entity, "service");
	arena_free(a);
}

TEST(an_organisation_in_the_trees_of_two_services_is_one_organisation)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_set set;
	struct hsds_organization *o;

	ok(json(a, &set,
		"{\"total_items\":2,\"contents\":[{\"id\":\"s1\",\"name\":\"A\",\"status\":\"active\",\"organization\":{\"id\":\"o\",\"name\":\"O\"}},"
		"{\"id\":\"s2\",\"name\":\"B\",\"status\":\"inactive\",\"organization\":{\"id\":\"o\",\"name\":\"O\",\"website\":\"o.org\","
		"\"phones\":[{\"number\":\"1\"}]}}]}") == OK);
	same_int(set.of[HSDS_ORGANIZATION].n, 1);
	o = set.of[HSDS_ORGANIZATION].at[0];
	same_text(o->website, "https://o.org");
	same_int(o->services.n, 2);
	same_int(o->phones.n, 1);
	ok(service(&set, 0)->organization == o && service(&set, 1)->organization == o);
	arena_free(a);
}

TEST(organisations_and_services_at_places_are_read_from_their_own_trees)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_set set;

	ok(json(a, &set, "[{\"id\":\"o\",\"name\":\"O\",\"description\":\"\",\"services\":[{\"id\":\"s\",\"name\":\"S\",\"status\":\"active\"}],"
			 "\"locations\":[{\"id\":\"l\",\"location_type\":\"virtual\",\"url\":\"https://x.org\"}]},"
			 "{\"id\":\"x\",\"location\":{\"id\":\"l\"},\"service\":{\"id\":\"s\"}}]") == OK);
	same_int(set.nfaults, 0);
	same_text(service(&set, 0)->organization->name, "O");
	same_text(service(&set, 0)->service_at_locations.at[0]->location->url, "https://x.org");
	arena_free(a);
}

/* The names of persons that the standard's own example has, and what it says of what stands where; the rest must come back. */
static bool is_withheld(struct str name, const struct json *of)
{
	if (str_same(name, "link_entity") || str_same(name, "link_id") || str_same(name, "resource_id") || str_same(name, "resource_type"))
		return true;
	return str_same(name, "attention") || str_same(name, "assurer_email") || str_same(name, "updated_by") ||
	       (str_same(name, "name") && json_get(of, "department"));
}

static const struct json *other_of(const struct json *want, const struct json *got, size_t i)
{
	if (want->type != JSON_OBJECT)
		return i < got->n ? &got->at[i] : NULL;
	for (size_t k = 0; k < got->n; k++)
		if (str_eq(got->names[k], want->names[i]))
			return &got->at[k];
	return NULL;
}

/* How many values agree.  The example has one id for many things; where ours had to differ it begins with ~. */
static size_t compare(struct str name, const struct json *want, const struct json *got)
{
	size_t seen = 1;

	if (!got || want->type != got->type || want->i != got->i || want->n > got->n)
		print_error("%.*s is missing or other\n", STR_ARG(name));
	ok(got && want->type == got->type && want->i == got->i && want->n <= got->n + 1);
	if (want->type == JSON_TEXT && !(str_ends(name, S("id")) && str_starts(got->text, S("~"))))
		ok(str_eq(str_trim(want->text), got->text));
	for (size_t i = 0; i < want->n; i++)
		if (want->type != JSON_OBJECT || !is_withheld(want->names[i], want))
			seen += compare(want->type == JSON_OBJECT ? want->names[i] : name, &want->at[i], other_of(want, got, i));
	return seen;
}

TEST(every_value_of_the_standards_own_examples_comes_back)
{
	static const struct {
		const char *file;
		enum hsds_kind kind;
		size_t values;
	} examples[] = { { "service_full", HSDS_SERVICE, 470 }, { "organization_full", HSDS_ORGANIZATION, 471 },
			 { "service_at_location_full", HSDS_SERVICE_AT_LOCATION, 469 } };
	struct arena *a = arena_new(ARENA);

	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		struct str path = arena_printf(a, "standards/hsds/examples-3.1/%s.json", examples[i].file);
		struct str text = test_slurp(a, test_shared(path.p)), out;
		struct json want, got;
		struct hsds_set set;
		const char *why;
		int line;

		if (!text.p) {
			arena_free(a);
			skip();
		}
		ok(hsds_read_json(a, text, &set, &why, &line) == OK);
		same_int(set.nfaults, 0);
		out = written(a, &set, examples[i].kind, HSDS_3_1);
		ok(json_parse(a, text, &want, NULL) == OK && json_parse(a, out, &got, NULL) == OK);
		same_int(compare(S(""), &want, &got.at[0]), examples[i].values);
		ok(str_index(out, S("Persona"), 0) == SIZE_MAX);
	}
	arena_free(a);
}

/* --- tables --------------------------------------------------------------------------------------------------------------- */
TEST(tables_of_today_are_linked_by_their_keys)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_set set;
	struct hsds_service *s;

	ok(tables(a, &set, 6, "data/organizations.csv", "id,name,description\no,O,Helps\n",
		  "services.csv", "id,organization_id,name,status\ns,o,S,temporarily closed\n",
		  "locations.csv", "id,location_type,name\nl,physical,L\n",
		  "service_at_location.csv", "id,service_id,location_id\nx,s,l\n",
		  "schedules.csv", "id,service_id,location_id,service_at_location_id,freq,byday,opens_at,closes_at\n"
				   "1,s,l,x,WEEKLY,\"MO,TU\",10:00:00,16:00:00\n2,s,,,MONTHLY,2WE,19:00,\n",
		  "url.csv", "id,label,url,service_id\nu,Facebook,https://f.example/s,s\n") == OK);
	same_int(set.nfaults, 0);
	s = service(&set, 0);
	same_text(s->status, "temporarily closed");
	same_text(s->organization->description, "Helps");
	/* with every key set it is the time at that place */
	same_int(s->schedules.n, 1);
	same_text(s->schedules.at[0]->byday, "2WE");
	same_text(s->service_at_locations.at[0]->schedules.at[0]->byday, "MO,TU");
	same_text(s->service_at_locations.at[0]->location->name, "L");
	same_text(s->additional_urls.at[0]->label, "Facebook");
	arena_free(a);
}

TEST(tables_of_1_1_are_read_by_their_old_names)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_set set;
	struct hsds_service *s;
	struct hsds_location *l;

	ok(tables(a, &set, 8, "organizations.csv", "id,name,url\n7,O,http://o.example\n",
		  "services.csv", "id,organization_id,name,fees\n5,7,S,Free\n", "locations.csv", "id,organization_id,name\n3,7,L\n",
		  "services_at_location.csv", "id,service_id,location_id\n,5,3\n",
		  "regular_schedules.csv", "id,location_id,weekday,opens_at,closes_at\n,3,Monday,9:00,17:00\n,3,7,,\n",
		  "postal_addresses.csv", "id,organization_id,address_1,city\n,7,Road 1,Town\n",
		  "eligibility.csv", "id,service_id,eligibility\n,5,Everyone\n",
		  "services_taxonomy.csv", "id,service_id,taxonomy_id\n,5,NOT-HERE\n") == OK);
	same_int(set.nfaults, 0);
	s = service(&set, 0);
	l = s->service_at_locations.at[0]->location;
	same_text(s->organization->website, "http://o.example");
	same_text(s->eligibility_description, "Everyone");
	same_text(s->attributes.at[0]->taxonomy_term_id, "NOT-HERE");
	same_text(s->organization->addresses.at[0]->address_type, "postal");
	same_int(l->schedules.n, 2);
	same_text(l->schedules.at[0]->byday, "MO");
	same_text(l->schedules.at[0]->freq, "WEEKLY");
	same_text(l->schedules.at[0]->opens_at, "9:00");
	ok(!l->schedules.at[0]->closed && l->schedules.at[1]->closed);
	same_text(l->schedules.at[1]->byday, "SU");
	arena_free(a);
}

TEST(a_row_at_fault_is_told_with_file_line_and_reason_and_the_rest_is_read)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_set set;

	ok(tables(a, &set, 4, "organizations.csv", "id,name,email,year_incorporated\no,O,nobody,MCM\no,Twin,,\n,No id,,\n",
		  "services.csv", "id,organization_id,name,status,assured_date\ns,gone,S,perhaps,31/12/2016\nt,o,,active,\nu,o,\"x\"y,,\n",
		  "service_at_location.csv", "id,service_id,location_id\n1,s,nowhere\n",
		  "schedules.csv", "id,service_id,opens_at\n1,s,half past nine\n2,,10:00\n3,nothing,10:00\n") == OK);
	same_text(faults(a, &set), "organizations.csv:2 email left out nobody\n"
				   "organizations.csv:2 year_incorporated left out MCM\n"
				   "organizations.csv:3 id refused o\n"
				   "organizations.csv:4 id refused \n"
				   "services.csv:2 status left out perhaps\n"
				   "services.csv:2 assured_date left out 31/12/2016\n"
				   "services.csv:3 name refused \n"
				   "services.csv:4  refused \n"
				   "schedules.csv:2 opens_at left out half past nine\n"
				   "services.csv:2 organization_id left out gone\n"
				   "service_at_location.csv:2 location_id refused nowhere\n"
				   "schedules.csv:3  refused \n"
				   "schedules.csv:4  refused nothing\n");
	same_int(set.of[HSDS_SERVICE].n, 1);
	same_int(set.of[HSDS_SERVICE].read, 2);
	same_int(service(&set, 0)->schedules.n, 1);
	arena_free(a);
}

TEST(a_package_without_anybody_in_it_is_no_directory)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_file files[] = { { S("phones.csv"), S("id,number\n1,2\n") }, { S("readme.txt"), S("Hello") } };
	struct hsds_set set;
	const char *why;
	struct str file;
	int line;

	ok(hsds_read_tables(a, files, 2, &set, &why, &file, &line) == ERR_INVALID);
	same_text(str_of(why), "There is neither an organisation nor a service nor a place in it.");
	ok(hsds_read_json(a, S("{\"contents\": []}"), &set, &why, &line) == ERR_INVALID);
	ok(hsds_read_json(a, S("{\"contents\": [{]}"), &set, &why, &line) == ERR_INVALID);
	ok(hsds_read_json(a, S("nothing"), &set, &why, &line) == ERR_INVALID);
	arena_free(a);
}

TEST(names_of_contact_persons_are_never_read)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_set set;
	struct hsds_contact *c;

	ok(tables(a, &set, 3, "organizations.csv", "id,name\no,O\n",
		  "contacts.csv", "id,organization_id,name,title,email\nc,o,Anders Jensen,Coordinator,office@o.example\n",
		  "services.csv", "id,name,assurer_email\ns,S,anders.jensen@o.example\n") == OK);
	c = set.of[HSDS_CONTACT].at[0];
	ok(!c->name.p && !service(&set, 0)->assurer_email.p);
	same_text(c->title, "Coordinator");
	arena_free(a);
}

TEST(a_directory_goes_through_trees_and_tables_and_stays_itself)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_set set, again;
	struct hsds_tables *t;
	struct hsds_file files[HSDS_KINDS + 1];
	const char *why;
	struct str file, tree;
	int line;
	size_t n = 0;

	ok(json(a, &set,
		"[{\"id\":\"s\",\"name\":\"S, \\\"quoted\\\"\",\"status\":\"active\",\"description\":\"Two\\nlines\",\"last_modified\":"
		"\"2016-12-12T09:00:00Z\",\"organization\":{\"id\":\"o\",\"name\":\"O\",\"description\":\"d\"},\"capacities\":[{\"id\":\"c\","
		"\"available\":2,\"maximum\":6,\"updated\":\"2016-12-12T09:00:00Z\",\"unit\":{\"id\":\"u\",\"name\":\"bed\"}}],"
		"\"cost_options\":[{\"id\":\"k\",\"currency\":\"DKK\",\"amount\":150.5}],\"service_at_locations\":[{\"id\":\"x\",\"location\":"
		"{\"id\":\"l\",\"location_type\":\"physical\",\"latitude\":55.1,\"longitude\":8.2},\"schedules\":[{\"id\":\"h\","
		"\"opens_at\":\"09:00:00\",\"dtstart\":\"2016-12-12\"}]}],\"attributes\":[{\"id\":\"a\",\"link_type\":\"k\",\"value\":\"v\","
		"\"taxonomy_term\":{\"id\":\"t\",\"name\":\"T\",\"description\":\"D\",\"taxonomy_detail\":{\"id\":\"y\",\"name\":\"Y\","
		"\"description\":\"z\"}}}]}]") == OK);
	same_int(set.nfaults, 0);
	tree = written(a, &set, HSDS_SERVICE, HSDS_3_1);
	t = hsds_tables_new(a, HSDS_3_1);
	hsds_tables_add(t, HSDS_SERVICE, service(&set, 0));
	while (hsds_tables_file(t, n, &files[n]))
		n++;
	same_text(files[n - 1].name, "datapackage.json");
	ok(hsds_read_tables(a, files, n, &again, &why, &file, &line) == OK);
	same_int(again.nfaults, 0);
	/* keys that the place in the tree said stand in the tables; the tree says them now too */
	ok(json(a, &set, written(a, &again, HSDS_SERVICE, HSDS_3_1).p) == OK);
	same_text(written(a, &set, HSDS_SERVICE, HSDS_3_1), written(a, &again, HSDS_SERVICE, HSDS_3_1).p);
	same_text(written(a, &set, HSDS_SERVICE, HSDS_3_1), tree.p);
	arena_free(a);
}

TEST(what_is_new_in_3_1_is_not_written_as_3_0)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_set set;
	struct str new, old;

	ok(json(a, &set, "{\"id\":\"s\",\"name\":\"S\",\"status\":\"active\",\"additional_urls\":[{\"id\":\"u\",\"url\":\"https://x.example\"}],"
			 "\"schedules\":[{\"id\":\"h\",\"timezone_name\":\"Europe/Copenhagen\"}]}") == OK);
	new = written(a, &set, HSDS_SERVICE, HSDS_3_1);
	old = written(a, &set, HSDS_SERVICE, HSDS_3_0);
	ok(str_index(new, S("additional_urls"), 0) != SIZE_MAX && str_index(old, S("additional_urls"), 0) == SIZE_MAX);
	ok(str_index(new, S("timezone_name"), 0) == SIZE_MAX);
	ok(str_index(written(a, &set, HSDS_SERVICE, HSDS_PROFILE), S("\"timezone_name\":\"Europe/Copenhagen\""), 0) != SIZE_MAX);
	arena_free(a);
}

TEST(clock_times_are_read_with_and_without_an_offset)
{
	static const struct {
		const char *text;
		int minutes, offset;
		bool said;
	} times[] = { { "9:00", 540, 0, false }, { "09:00:00", 540, 0, false }, { "09:00Z", 540, 0, true }, { "24:00", 1440, 0, false },
		      { "09:00-05:00", 540, -300, true }, { "09:00:00+0530", 540, 330, true }, { "09:00+1", 540, 60, true },
		      { "9", -1, 0, false }, { "25:00", -1, 0, false }, { "09:60", -1, 0, false }, { "24:01", -1, 0, false },
		      { "09:00 PM", -1, 0, true }, { "", -1, 0, false }, { "09:00+", -1, 0, true } };
	struct arena *a = arena_new(0);

	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		bool said;
		int offset;

		same_int(hsds_clock(str_of(times[i].text), &said, &offset), times[i].minutes);
		if (times[i].minutes < 0)
			continue;
		same_int(said, times[i].said);
		same_int(offset, times[i].offset);
	}
	same_text(hsds_clock_str(a, 9 * 60 + 5, 3600), "09:05+01:00");
	same_text(hsds_clock_str(a, 1440, -19800), "00:00-05:30");
	arena_free(a);
}

TEST(a_file_of_hsds_is_known_when_it_is_seen)
{
	ok(hsds_is_json(S("{\"total_items\": 3, \"contents\": []}")));
	ok(hsds_is_json(S(" [{\"id\": \"x\", \"organization_id\": \"o\"}]")));
	ok(!hsds_is_json(S("[{\"slug\": \"x\", \"day\": 2}]")));
	ok(!hsds_is_json(S("id,name")));
	ok(hsds_is_table(S("data/Regular_Schedules.CSV")) && hsds_is_table(S("service_at_location.csv")));
	ok(!hsds_is_table(S("meetings.csv")) && !hsds_is_table(S("services.json")));
}

/* --- a real directory ---------------------------------------------------------------------------------------------------------- */
#define ILAO "data/hsds-directory/spec/fixtures/custom/ilao/output/"

static bool slurp_all(struct arena *a, struct hsds_file *files, size_t n)
{
	static const char *const names[] = { "organizations.csv", "locations.csv", "services.csv", "phones.csv", "postal_addresses.csv",
					     "regular_schedules.csv" };

	for (size_t i = 0; i < n; i++) {
		files[i].name = str_of(names[i]);
		files[i].bytes = test_slurp(a, test_shared(arena_printf(a, ILAO "%s", names[i]).p));
		if (!files[i].bytes.p)
			return false;
	}
	return true;
}

/* Every row of the table beside what was made of it, under the place that it names. */
static size_t schedules_as_published(struct arena *a, struct str bytes, const struct hsds_set *set)
{
	struct csv table;
	struct csv_row row;
	const char *why;
	int line;
	size_t n = 0;

	ok(csv_open(a, bytes, &table, &why, &line) == OK);
	while (csv_next(&table, &row)) {
		const struct hsds_schedule *h = set->of[HSDS_SCHEDULE].at[n++];
		struct str opens = csv_cell(&table, &row, "opens_at"), day = csv_cell(&table, &row, "weekday");

		ok(str_eq(h->location_id, csv_cell(&table, &row, "location_id")));
		ok((h->byday.p[0] | 32) == (day.p[0] | 32) && (h->byday.p[1] | 32) == (day.p[1] | 32));
		same_int(h->closed, !str_is(opens));
		if (str_is(opens))
			ok(str_eq(h->opens_at, opens) && str_eq(h->closes_at, csv_cell(&table, &row, "closes_at")));
	}
	return n;
}

TEST(a_real_directory_is_read_whole)
{
	struct arena *a = arena_new(ARENA);
	struct hsds_file files[6];
	struct hsds_set set;
	const char *why;
	struct str file;
	int line;
	size_t hung = 0, refused = 0;

	if (!slurp_all(a, files, 6)) {
		arena_free(a);
		skip();
	}
	ok(hsds_read_tables(a, files, 6, &set, &why, &file, &line) == OK);
	same_int(set.of[HSDS_ORGANIZATION].n, 33);
	same_int(set.of[HSDS_LOCATION].n, 520);
	same_int(set.of[HSDS_SERVICE].read, 430);
	same_int(set.of[HSDS_SCHEDULE].n, 2492);
	same_int(set.of[HSDS_PHONE].n, 982);
	for (size_t i = 0; i < set.nfaults; i++)
		refused += set.faults[i].refused;
	/* The last row of the services has neither id nor name. */
	same_int(refused, 1);
	same_int(set.of[HSDS_SERVICE].n, 429);
	same_int(schedules_as_published(a, files[5].bytes, &set), 2492);
	hsds_each(&set, HSDS_LOCATION, hsds_location, l)
		hung += l->schedules.n;
	same_int(hung, 2492);
	arena_free(a);
}
