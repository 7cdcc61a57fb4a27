/* real_test.c -- real lists: in, in again, out and in elsewhere, and back again. */
#include "exchange/exchange_test.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "csv/csv.h"
#include "feed/feed.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

static const struct real {
	const char *path, *format;
	int64_t fresh, refused;
} real[] = {
	/* Every refused row but one is said by the list itself to be not held at present; one bears another's short name. */
	{ "data/meeting-guide/aasanjose.json", "meeting-guide", 541, 129 },
	{ "data/meeting-guide/aasepia.json", "meeting-guide", 1898, 140 },
	{ "data/meeting-guide/eda.json", "meeting-guide", 184, 1 },
	{ "data/meeting-guide/edmonton.json", "meeting-guide", 294, 21 },
	{ "data/online-meetings/oiaa_test_data.json", "oiaa", 234, 1 },
};
enum { REAL = sizeof real / sizeof *real };

static struct str bytes_of(struct world *w, const struct real *r)
{
	struct str bytes = test_slurp(w->arena, test_shared(r->path));

	ok(str_same(exchange_format_of(bytes), r->format));
	return bytes;
}

static struct exchange_run take(struct world *w, const struct real *r, struct str bytes)
{
	return lists_take(w, r->format, "Listen", bytes);
}

static void come_in_twice(const struct real *r, struct str (*dress)(struct world *, struct str))
{
	struct world *w = lists_folder();
	struct str bytes = dress(w, bytes_of(w, r));
	struct dump before, after;

	lists_counts(take(w, r, bytes), r->fresh, 0, 0, r->refused, 0);
	before = seeded_dump(w);
	lists_counts(take(w, r, bytes), 0, 0, r->fresh, r->refused, 0);
	after = seeded_dump(w);
	same_text(str_of(lists_differ(&before, &after)), NULL);
	world_free(w);
}

static struct str as_it_is(struct world *w, struct str bytes)
{
	(void)w;
	return bytes;
}

TEST(real_lists_come_in_and_the_second_time_nothing_changes)
{
	for (size_t i = 0; i < REAL; i++)
		come_in_twice(&real[i], as_it_is);
}

/* As Airtable gives lists out: {"records":[{"id":"rec0","fields":{…}}]}. */
static struct str wrapped(struct world *w, struct str bytes)
{
	struct json_piece piece;
	struct json_fault fault;
	struct json_walk walk;
	struct str text;
	struct buf b;
	int n = 0;

	buf_init(&b, 8 << 20);
	buf_lit(&b, "{\"records\":[");
	ok(json_walk_start(&walk, bytes, 1, &fault) == OK);
	while (!json_walk_next(&walk, &piece, &fault)) {
		buf_fmt(&b, "%s\n{\"id\":\"rec%d\",\"createdTime\":\"2016-12-01T10:00:00.000Z\",\"fields\":", n ? "," : "", n);
		buf_str(&b, piece.text);
		buf_lit(&b, "}");
		n++;
	}
	buf_lit(&b, "\n]}\n");
	ok(!b.toobig);
	text = arena_str(w->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

TEST(real_lists_wrapped_as_records_with_fields_are_the_same_lists)
{
	for (size_t i = 0; i < REAL; i++)
		if (!strcmp(real[i].format, "meeting-guide"))
			come_in_twice(&real[i], wrapped);
}

/* Every short name another one. */
static struct str renamed(struct world *w, struct str bytes)
{
	static const char slug[] = "\"slug\": \"";
	struct str text;
	struct buf b;
	size_t at = 0, next;

	buf_init(&b, 8 << 20);
	for (; (next = str_index(bytes, str_of(slug), at)) != SIZE_MAX; at = next + sizeof slug - 1) {
		buf_str(&b, str_slice(bytes, at, next + sizeof slug - 1));
		buf_lit(&b, "other-");
	}
	buf_str(&b, str_slice(bytes, at, bytes.n));
	text = arena_str(w->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

static struct str ids_of(struct world *w)
{
	struct str answer = STR_ABSENT;

	ok(db_ask(w->ctx, db_is_pg(w->ctx->db) ? "SELECT string_agg(id || slug, ' ' ORDER BY id) FROM meeting" :
			  "SELECT group_concat(id || slug, ' ') FROM (SELECT id, slug FROM meeting ORDER BY id)", &answer) == OK);
	return arena_str(w->arena, answer);
}

TEST(a_list_that_calls_every_meeting_otherwise_doubles_none_and_each_keeps_its_address)
{
	for (size_t i = 0; i < REAL; i++) {
		struct world *w;
		struct str bytes, ids;
		if (strcmp(real[i].format, "meeting-guide"))
			continue;
		w = lists_folder();
		bytes = bytes_of(w, &real[i]);
		take(w, &real[i], bytes);
		ids = ids_of(w);
		bytes = renamed(w, bytes);
		lists_counts(take(w, &real[i], bytes), 0, real[i].fresh, 0, real[i].refused, 0);
		ok(str_eq(ids_of(w), ids));
		lists_counts(take(w, &real[i], bytes), 0, 0, real[i].fresh, real[i].refused, 0);
		world_free(w);
	}
}

/* --- files with something wrong in them ---------------------------------------------------------------------- */

#define NO_ZONE "The time zone is missing, and the address does not tell it."
#define THEIR_ZONE "The list does not say the time zone; that of most of its places was taken."
#define DAY_SEVEN "{x} is not a weekday. Days go from 0, Sunday, to 6, Saturday."
#define NOWHERE "There is neither an address nor a way to join."
#define BEHIND "There is something after the end of the list. It was left out."

static const struct edge {
	const char *path, *zone;                  /* zone: what somebody says of the whole list */
	int64_t fresh, refused;
	struct {
		int line;
		const char *name, *reason;
	} rows[10];
} edges[] = {
	{ "data/meeting-guide/appointment.test.json", "", 2, 0, { { 2, "Meeting name", THEIR_ZONE }, { 9, "Meeting name", THEIR_ZONE } } },
	{ "data/meeting-guide/invalid.json", "", 0, 9, {
		{ 2, "Monday 7pm", NO_ZONE }, { 12, "Saturday 8pm", NO_ZONE }, { 22, "Saturday 10am", NO_ZONE },
		{ 32, "Saturday 7pm", NO_ZONE }, { 42, "Appt", NO_ZONE }, { 49, "Monday 7am", NO_ZONE },
		{ 58, "Sunday 8pm", DAY_SEVEN }, { 68, "Sunday 8am", DAY_SEVEN }, { 80, "", BEHIND } } },
	{ "data/meeting-guide/invalid.json", "America/Chicago", 6, 3, {
		{ 2, "Monday 7pm", "" }, { 12, "Saturday 8pm", "" }, { 22, "Saturday 10am", "" },
		{ 32, "Saturday 7pm", "" }, { 42, "Appt", "" }, { 49, "Monday 7am", "" },
		{ 58, "Sunday 8pm", DAY_SEVEN }, { 68, "Sunday 8am", DAY_SEVEN }, { 80, "", BEHIND } } },
	{ "data/meeting-guide/times.json", "", 8, 1, {
		{ 2, "Monday 7pm", "" }, { 16, "Saturday 8pm", "" }, { 30, "Saturday 10am", "" }, { 44, "Saturday 7pm", "" },
		{ 58, "Appt", "" }, { 69, "Monday 7am", "" }, { 82, "Sunday 8pm", "" }, { 96, "Sunday 8am", "" },
		{ 110, "Approximate Inactive Test", NOWHERE } } },
	{ "data/meeting-guide/timezones.test.json", "", 0, 2, {
		{ 2, "San Francisco meeting at 9:00", NOWHERE }, { 10, "PA meeting at 11:55", NOWHERE } } },
};

static void say_zone(struct world *w, const char *zone)
{
	struct entry_source source;
	struct problems bad = { 0 };

	ok(exchange_source_of(w->ctx, S("Listen"), &source) == OK);
	source.zone = str_of(zone);
	ok(exchange_source_set(w->ctx, &source, &bad) == OK && !bad.n);
}

TEST(files_with_something_wrong_in_them_are_refused_or_mended_row_by_row_with_reasons)
{
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
		const struct edge *e = &edges[i];
		struct world *w = lists_folder();
		struct exchange_run run;
		say_zone(w, e->zone);
		run = lists_take(w, "meeting-guide", "Listen", test_slurp(w->arena, test_shared(e->path)));
		lists_counts(run, e->fresh, 0, 0, e->refused, 0);
		same_int(run.nrows, e->fresh + e->refused);
		for (size_t k = 0; k < run.nrows; k++) {
			same_int(run.rows[k].line, e->rows[k].line);
			same_text(run.rows[k].name, e->rows[k].name);
			same_text(run.rows[k].reason, e->rows[k].reason);
		}
		world_free(w);
	}
}

/* --- out, and in elsewhere ----------------------------------------------------------------------------------------- */

/* Every public page of a folder, a digest each; what differs is shown around the first letter that does. */
struct pages {
	struct arena *a;
	struct {
		const char *address;
		struct str digest;
	} *at;
	size_t n;
};

static void see(struct world *w, struct pages *p, const char *address)
{
	struct answer a = visit(w, "GET", address, NULL);

	same_int(a.status, 200);
	p->at = arena_grow(p->a, p->at, p->n, sizeof *p->at);
	p->at[p->n].address = arena_z(p->a, str_of(address));
	p->at[p->n++].digest = crypt_digest(p->a, a.body);
}

static void see_in_both(struct world *w, struct pages *p, const char *rest)
{
	see(w, p, arena_printf(w->arena, "/da%s", rest).p);
	see(w, p, arena_printf(w->arena, "/en%s", rest).p);
}

static void see_all_of(struct world *w, struct pages *p, const char *sql, const char *path)
{
	struct str slugs = STR_ABSENT, slug;

	ok(db_ask(w->ctx, sql, &slugs) == OK);
	while (str_is(slugs) && str_cut(&slugs, ' ', &slug)) {
		struct arena *mine = w->arena, *scratch = arena_new(0);
		w->arena = scratch;
		see_in_both(w, p, arena_printf(scratch, "%s/%.*s", path, STR_ARG(slug)).p);
		w->arena = mine;
		arena_free(scratch);
	}
}

static void see_finder(struct world *w, struct pages *p, int64_t meetings)
{
	static const char *const questions[] = { "", "/", "/families", "/find", "/find?when=week&old=1", "/find?q=women&when=any&old=1" };
	char target[100];

	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		see_in_both(w, p, *questions[i] ? questions[i] : "/find?when=now");
	for (int64_t page = 1; (page - 1) * 20 < meetings; page++) {
		snprintf(target, sizeof target, "/find?when=any&old=1&page=%d", (int)page);
		see_in_both(w, p, target);
	}
}

static void see_everything(struct world *w, struct pages *p, int64_t meetings)
{
	bool pg = db_is_pg(w->ctx->db);

	see_all_of(w, p, pg ? "SELECT string_agg(slug, ' ' ORDER BY slug) FROM meeting" :
			      "SELECT group_concat(slug, ' ') FROM (SELECT slug FROM meeting ORDER BY slug)", "/meetings");
	see_all_of(w, p, pg ? "SELECT string_agg(slug, ' ' ORDER BY slug) FROM org" :
			      "SELECT group_concat(slug, ' ') FROM (SELECT slug FROM org ORDER BY slug)", "/orgs");
	see_finder(w, p, meetings);
	see(w, p, "/feeds/meetings.json");
	see(w, p, "/feeds/meetings.ics");
	see(w, p, "/feeds/meetings.csv");
}

static struct str out_of(struct world *w)
{
	static const struct feed_filter everything;
	struct str feed;

	buf_cut(w->ctx->out, 0);
	ok(feed_meeting_guide(w->ctx, &everything) == OK);
	feed = arena_str(w->arena, buf_view(w->ctx->out));
	buf_cut(w->ctx->out, 0);
	return feed;
}

/* SAMHOLD_PAGES_OUT=folder keeps the pages of both, for diff. */
static void same_pages(const struct pages *a, const struct pages *b)
{
	size_t wrong = 0;

	same_int(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		same_text(str_of(a->at[i].address), b->at[i].address);
		if (!str_eq(a->at[i].digest, b->at[i].digest) && wrong++ < 10)
			print_error("%s is another page\n", a->at[i].address);
	}
	same_int(wrong, 0);
}

static void travel(const struct real *r)
{
	struct arena *a = arena_new(64 << 20);
	struct pages here = { .a = a }, there = { .a = a };
	struct world *w = lists_folder();
	struct exchange_run run = take(w, r, bytes_of(w, r));
	struct str feed = arena_str(a, out_of(w));

	see_everything(w, &here, run.n_new);
	world_free(w);
	w = lists_folder();
	run = lists_take(w, "meeting-guide", "Fra naboen", feed);
	lists_counts(run, r->fresh, 0, 0, 0, 0);
	see_everything(w, &there, run.n_new);
	same_pages(&here, &there);
	lists_counts(lists_take(w, "meeting-guide", "Fra naboen", feed), 0, 0, r->fresh, 0, 0);
	ok(here.n > (size_t)r->fresh * 2);
	world_free(w);
	arena_free(a);
}

TEST(what_goes_out_and_in_elsewhere_makes_the_same_public_pages)
{
	for (size_t i = 0; i < REAL; i++)
		travel(&real[i]);
}

/* --- as a table ---------------------------------------------------------------------------------------------------- */

static struct str table_of(struct world *w, const char *titles)
{
	const struct feed_filter everything = { .titles = titles };
	struct str table;

	buf_cut(w->ctx->out, 0);
	ok(feed_csv(w->ctx, &everything) == OK);
	table = arena_str(w->arena, buf_view(w->ctx->out));
	buf_cut(w->ctx->out, 0);
	return table;
}

static struct str without_first_line(struct str text)
{
	return str_slice(text, str_index(text, S("\n"), 0), text.n);
}

/* The same rows come in whatever the columns are called, and go out as they came. */
TEST(our_table_comes_in_again_with_its_titles_in_any_language)
{
	static const char *const titles[] = { NULL, "da", "en" };
	struct str first[3];
	struct arena *a = arena_new(64 << 20);

	for (size_t i = 0; i < 3; i++) {
		struct world *w = lists_folder();
		struct exchange_run run;
		struct str table;
		take(w, &real[3], bytes_of(w, &real[3]));
		table = arena_str(a, table_of(w, titles[i]));
		first[i] = without_first_line(table);
		world_free(w);
		w = lists_folder();
		run = lists_take(w, "csv", "Regneark", table);
		lists_counts(run, real[3].fresh, 0, 0, 0, 0);
		/* All but when somebody confirmed it, which a table cannot vouch for. */
		same_int(table_of(w, titles[i]).n > table.n / 2, true);
		lists_counts(lists_take(w, "csv", "Regneark", table), 0, 0, real[3].fresh, 0, 0);
		world_free(w);
	}
	ok(str_eq(first[0], first[1]) && str_eq(first[1], first[2]));
	arena_free(a);
}

TEST(every_column_of_our_table_has_a_title_of_its_own_in_both_languages)
{
	struct world *w = lists_folder();

	for (int i = 0; tr_languages[i]; i++) {
		const char *why = NULL;
		int line = 0;
		struct csv t;
		ok(csv_open(w->arena, table_of(w, tr_languages[i]), &t, &why, &line) == OK);
		for (size_t k = 0; k < t.ncolumns; k++)
			same_int(csv_column(&t, arena_z(w->arena, t.columns[k])), k);
		ok(csv_column(&t, i ? "Place: Town" : "Sted: By") != SIZE_MAX);
	}
	world_free(w);
}

/* --- through the page ------------------------------------------------------------------------------------------------- */

static struct answer upload(struct world *w, struct str bytes)
{
	static const struct http_pair head[] = { { { "Content-Type", 12 }, { "multipart/form-data; boundary=xx", 32 } },
						 { { "Sec-Fetch-Site", 14 }, { "same-origin", 11 } } };

	return visit_with(w, "POST", "/da/work/imports", arena_printf(w->arena,
		"--xx\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n%s\r\n"
		"--xx\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nListen\r\n"
		"--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.json\"\r\n"
		"Content-Type: application/json\r\n\r\n%.*s\r\n--xx--\r\n", seeded_key(w), STR_ARG(bytes)).p, head, 2);
}

TEST(real_lists_come_in_and_go_back_through_the_page)
{
	for (size_t i = 0; i < REAL; i++) {
		struct world *w = lists_folder();
		struct str bytes = bytes_of(w, &real[i]);
		struct dump before, after;
		struct answer a;
		const char *run;
		world_log_in(w, "anna", ROLE_ADMINISTRATOR, 0, 0);
		before = seeded_dump(w);
		a = upload(w, bytes);
		same_int(a.status, 303);
		run = arena_z(w->arena, a.location);
		a = visit(w, "GET", run, NULL);
		w->ctx->lang = "da";
		ok(says(a, arena_printf(w->arena, "%.*s gode rækker", STR_ARG(tr_number(w->ctx, real[i].fresh))).p));
		same_int(post(w, arena_printf(w->arena, "%s/taking", run).p, "").status, 303);
		a = visit(w, "GET", run, NULL);
		same_int(a.status, 200);
		same_int(post(w, arena_printf(w->arena, "%s/undoing", run).p, "").status, 303);
		after = seeded_dump(w);
		same_text(str_of(lists_differ(&before, &after)), NULL);
		world_free(w);
	}
}

/* --- back again ------------------------------------------------------------------------------------------------------- */

/* The same list some weeks later: here and there another name, hour or short name, some rows gone, some new. */
static struct str later(struct world *w, struct str bytes, uint64_t seed)
{
	struct rng *rng = rng_new_repeatable(seed);
	struct json_piece piece;
	struct json_fault fault;
	struct json_walk walk;
	struct str text;
	struct buf b;
	size_t n = 0;

	buf_init(&b, 8 << 20);
	buf_lit(&b, "[");
	ok(json_walk_start(&walk, bytes, 1, &fault) == OK);
	while (!json_walk_next(&walk, &piece, &fault)) {
		static const struct {
			const char *from, *to;
		} changes[] = {
			{ "\"slug\": \"", "\"slug\": \"new-" }, { "\"name\": \"", "\"name\": \"New " }, { "\"time\": \"1", "\"time\": \"0" },
			{ "\"notes\": \"", "\"notes\": \"Other words. " }, { "\"location\": \"", "\"location\": \"New " },
		};
		size_t k = rng_below(rng, 12), at;
		if (k == 11)
			continue;
		buf_fmt(&b, "%s\n", n++ ? "," : "");
		at = k < sizeof changes / sizeof *changes ? str_index(piece.text, str_of(changes[k].from), 0) : SIZE_MAX;
		if (at == SIZE_MAX) {
			buf_str(&b, piece.text);
			continue;
		}
		buf_str(&b, str_slice(piece.text, 0, at));
		buf_str(&b, str_of(changes[k].to));
		buf_str(&b, str_slice(piece.text, at + strlen(changes[k].from), piece.text.n));
	}
	buf_lit(&b, ",\n" "{\"slug\":\"quite-new\",\"name\":\"Quite new\",\"day\":2,\"time\":\"18:15\",\"timezone\":\"Europe/Copenhagen\","
		"\"conference_url\":\"https://example.org/new\"}]\n");
	ok(!b.toobig);
	text = arena_str(w->arena, buf_view(&b));
	buf_free(&b);
	rng_free(rng);
	return text;
}

static void and_back(const struct real *r)
{
	struct world *w = lists_folder();
	struct str bytes = bytes_of(w, r);
	struct dump before, after;

	take(w, r, bytes);
	before = seeded_dump(w);
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct exchange_run run = take(w, r, later(w, bytes, seed));
		struct exchange_undone undone;
		struct problems bad = { 0 };
		ok(run.n_new > 0 && run.n_changed > 10 && run.n_gone > 5);
		ok(exchange_undo(w->ctx, run.id, &undone, &bad) == OK && !bad.n);
		same_int(undone.back, run.n_new + run.n_changed);
		same_int(undone.stayed, 0);
		after = seeded_dump(w);
		same_text(str_of(lists_differ(&before, &after)), NULL);
	}
	lists_counts(take(w, r, bytes), 0, 0, r->fresh, r->refused, 0);
	world_free(w);
}

TEST(a_real_list_of_some_weeks_later_is_taken_back_whole)
{
	for (size_t i = 0; i < REAL; i++)
		if (!strcmp(real[i].format, "meeting-guide"))
			and_back(&real[i]);
}

TEST(a_real_list_that_is_taken_back_leaves_an_empty_folder)
{
	for (size_t i = 0; i < REAL; i++) {
		struct world *w = lists_folder();
		struct dump empty = seeded_dump(w), after;
		struct exchange_run run = take(w, &real[i], bytes_of(w, &real[i]));
		struct exchange_undone undone;
		struct problems bad = { 0 };
		ok(exchange_undo(w->ctx, run.id, &undone, &bad) == OK && !bad.n);
		same_int(undone.back, real[i].fresh);
		same_int(undone.stayed, 0);
		after = seeded_dump(w);
		same_text(str_of(lists_differ(&empty, &after)), NULL);
		lists_counts(take(w, &real[i], bytes_of(w, &real[i])), real[i].fresh, 0, 0, real[i].refused, 0);
		world_free(w);
	}
}
