/* method.c -- methods read from and written to the database, and which series follows which. */
#include "method/method_parts.h"
#include "access/access.h"
#include "base/rng.h"
#include "event/event.h"
#include "text/text.h"

#include "method_sql.h"

enum { SLUG_BYTES = 40, VERSIONS_MOST = 200, YEAR_FIRST = 1900, MINUTES_MOST = 240 };

const struct choice method_labels[] = {
	{ "well_supported", N_("Well supported") },
	{ "promising", N_("Promising") },
	{ "little_known", N_("Little is known") },
	{ "negative", N_("Studies speak against it") },
	{ NULL, NULL }
};

#define M(member, kind, ...) F(struct method_version, member, kind, __VA_ARGS__)
enum { WORDS = FIELD_GUARDED };

const struct field method_fields[] = {
	M(name_da, FIELD_TEXT, .flags = FIELD_REQUIRED | WORDS, .most = 80, .label = N_("Name in Danish"), .group = N_("What it is")),
	M(name_en, FIELD_TEXT, .flags = FIELD_REQUIRED | WORDS, .most = 80, .label = N_("Name in English"),
	  .hint = N_("A new method gets its address from this, for good.")),
	M(sentence_da, FIELD_LONG, .flags = FIELD_REQUIRED | WORDS, .most = 400, .label = N_("What one meets in the room, in Danish")),
	M(sentence_en, FIELD_LONG, .flags = FIELD_REQUIRED | WORDS, .most = 400, .label = N_("What one meets in the room, in English")),
	M(from_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("In force from")),
	M(parts, FIELD_LONG, .flags = FIELD_REQUIRED | WORDS, .most = 4000, .label = N_("Parts of a meeting"),
	  .hint = N_("One on each line: minutes | dansk | english, for example 10-20 | Runde | Round."), .group = N_("How a meeting goes")),
	M(items, FIELD_LONG, .flags = FIELD_REQUIRED | WORDS, .most = 6000, .label = N_("What to look at"),
	  .hint = N_("Eight to twenty lines in our own words: dansk | english. Never text that belongs to somebody else.")),
	M(training, FIELD_BOOL, .label = N_("Only who is certified in it may facilitate"),
	  .hint = N_("Then nobody else can be put on, by any way."), .group = N_("Training")),
	M(valid_months, FIELD_INT, .flags = FIELD_REQUIRED, .least = 1, .most = 120, .label = N_("A certification lasts, in months")),
	M(practice, FIELD_INT, .flags = 0, .least = 0, .most = 50, .label = N_("Meetings led together before one leads")),
	M(label, FIELD_CHOICE, .choices = method_labels, .label = N_("How sure anybody is that it helps"),
	  .hint = N_("Only with a source. What one sees oneself never makes it surer."), .group = N_("Evidence")),
	M(label_da, FIELD_LONG, .flags = WORDS, .most = 600, .label = N_("Why so, in Danish")),
	M(label_en, FIELD_LONG, .flags = WORDS, .most = 600, .label = N_("Why so, in English")),
	M(sources, FIELD_LONG, .flags = WORDS, .most = 4000, .label = N_("Sources"),
	  .hint = N_("One on each line: year | title | address.")),
	M(reviewed_day, FIELD_DATE, .label = N_("Last looked at")),
	M(reviewed_by, FIELD_TEXT, .flags = WORDS, .most = 80, .label = N_("By whom"), .hint = N_("A role, never a name.")),
	M(rights_da, FIELD_LONG, .flags = WORDS, .most = 600, .label = N_("Whose the name is, in Danish"), .group = N_("Rights")),
	M(rights_en, FIELD_LONG, .flags = WORDS, .most = 600, .label = N_("Whose the name is, in English")),
	F_END
};

struct str method_name(struct ctx *ctx, const struct method_version *v)
{
	return meeting_text(ctx, v->name_da, v->name_en, &(bool){ false });
}

/* --- lines ------------------------------------------------------------------------------------------------ */

/* The next line with something on it, cut into pieces at bars; false at the end. */
static bool next_line(struct str *rest, struct str *piece, size_t pieces)
{
	struct str line;

	while (str_cut(rest, '\n', &line)) {
		line = str_trim(line);
		if (!line.n)
			continue;
		for (size_t i = 0; i < pieces; i++) {
			piece[i] = S("");
			/* The last piece takes what is left: an address may hold a bar. */
			if (i + 1 < pieces)
				str_cut(&line, '|', &piece[i]);
			else if (line.p)
				piece[i] = line;
			piece[i] = str_trim(piece[i].p ? piece[i] : S(""));
		}
		return true;
	}
	return false;
}

/* "5-10" or "5"; -1 for what is neither. */
static void read_minutes(struct str text, int64_t *least, int64_t *most)
{
	struct str rest = text, head;

	*least = *most = -1;
	if (!str_cut(&rest, '-', &head) || !str_int(str_trim(head), least))
		return;
	if (!rest.p)
		*most = *least;
	else if (!str_int(str_trim(rest), most))
		*most = -1;
}

size_t method_parts(struct ctx *ctx, const struct method_version *v, struct method_part out[static METHOD_PARTS_MOST])
{
	struct str rest = v->parts, piece[3];
	size_t n = 0;

	(void)ctx;
	while (n < METHOD_PARTS_MOST && next_line(&rest, piece, 3)) {
		read_minutes(piece[0], &out[n].least_min, &out[n].most_min);
		out[n].da = piece[1];
		out[n++].en = piece[2];
	}
	return n;
}

size_t method_items(struct ctx *ctx, const struct method_version *v, struct method_item out[static METHOD_ITEMS_MOST])
{
	struct str rest = v->items, piece[2];
	size_t n = 0;

	(void)ctx;
	while (n < METHOD_ITEMS_MOST && next_line(&rest, piece, 2))
		out[n++] = (struct method_item){ piece[0], piece[1] };
	return n;
}

size_t method_sources(struct ctx *ctx, const struct method_version *v, struct method_source out[static METHOD_SOURCES_MOST])
{
	struct str rest = v->sources, piece[3];
	size_t n = 0;

	(void)ctx;
	while (n < METHOD_SOURCES_MOST && next_line(&rest, piece, 3)) {
		if (!str_int(piece[0], &out[n].year))
			out[n].year = -1;
		out[n].title = piece[1];
		out[n++].link = piece[2];
	}
	return n;
}

/* --- reading ------------------------------------------------------------------------------------------------- */

#define VERSION_OF(r)                                                                                                     \
	(struct method_version) {                                                                                         \
		.method = (r)->id, .code = (r)->code, .state = (r)->state, .version = (r)->version, .from_day = (r)->from_day, \
		.name_da = (r)->name_da, .name_en = (r)->name_en, .sentence_da = (r)->sentence_da,                        \
		.sentence_en = (r)->sentence_en, .rights_da = (r)->rights_da, .rights_en = (r)->rights_en,                \
		.training = (r)->training, .valid_months = (r)->valid_months, .practice = (r)->practice,                  \
		.label = (r)->label, .label_da = (r)->label_da, .label_en = (r)->label_en,                                \
		.reviewed_day = (r)->reviewed_day, .reviewed_by = (r)->reviewed_by, .parts = S(""), .items = S(""),       \
		.sources = S(""),                                                                                         \
	}

static enum err read_lines(struct ctx *ctx, struct method_version *v)
{
	struct method_parts_of *parts;
	struct method_items_of *items;
	struct method_sources_of *sources;
	size_t n;

	TRY(method_parts_of(ctx, v->method, v->version, &parts, &n));
	for (size_t i = 0; i < n; i++) {
		struct str minutes = parts[i].least_min == parts[i].most_min ?
			arena_printf(ctx->arena, "%lld", (long long)parts[i].least_min) :
			arena_printf(ctx->arena, "%lld-%lld", (long long)parts[i].least_min, (long long)parts[i].most_min);
		v->parts = arena_printf(ctx->arena, "%.*s%.*s | %.*s | %.*s\n", STR_ARG(v->parts), STR_ARG(minutes),
					STR_ARG(parts[i].name_da), STR_ARG(parts[i].name_en));
	}
	TRY(method_items_of(ctx, v->method, v->version, &items, &n));
	for (size_t i = 0; i < n; i++)
		v->items = arena_printf(ctx->arena, "%.*s%.*s | %.*s\n", STR_ARG(v->items), STR_ARG(items[i].text_da), STR_ARG(items[i].text_en));
	TRY(method_sources_of(ctx, v->method, v->version, &sources, &n));
	for (size_t i = 0; i < n; i++)
		v->sources = arena_printf(ctx->arena, "%.*s%lld | %.*s | %.*s\n", STR_ARG(v->sources), (long long)sources[i].year,
					  STR_ARG(sources[i].title), STR_ARG(sources[i].link));
	return OK;
}

enum err method_on(struct ctx *ctx, int64_t method, day_t day, struct method_version *v)
{
	struct method_on_row r;

	TRY(method_on_row(ctx, method, day, &r));
	*v = VERSION_OF(&r);
	return read_lines(ctx, v);
}

enum err method_of_code(struct ctx *ctx, struct str code, day_t day, struct method_version *v)
{
	struct method_id_of_code r;

	TRY(method_id_of_code(ctx, code, &r));
	return method_on(ctx, r.id, day, v);
}

enum err method_list(struct ctx *ctx, day_t day, struct method_version **out, size_t *n)
{
	struct method_rows *rows;

	TRY(method_rows(ctx, day, METHODS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct method_version);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = VERSION_OF(&rows[i]);
	return OK;
}

enum err method_versions(struct ctx *ctx, int64_t method, struct method_version **out, size_t *n)
{
	struct method_version_rows *rows;

	TRY(method_version_rows(ctx, method, VERSIONS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct method_version);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct method_version){ .method = method, .version = rows[i].version, .from_day = rows[i].from_day,
						     .name_da = rows[i].name_da, .name_en = rows[i].name_en,
						     .training = rows[i].training, .label = rows[i].label };
	return OK;
}

/* --- keeping --------------------------------------------------------------------------------------------------- */

static size_t count_lines(struct str text)
{
	struct str rest = text, piece[1];
	size_t n = 0;

	while (next_line(&rest, piece, 1))
		n++;
	return n;
}

static void check_parts(struct ctx *ctx, const struct method_version *v, struct problems *bad)
{
	struct method_part parts[METHOD_PARTS_MOST];
	size_t n = method_parts(ctx, v, parts);

	if (!n || count_lines(v->parts) > METHOD_PARTS_MOST)
		problem_once(bad, "parts", N_("Write one to twenty parts."));
	for (size_t i = 0; i < n; i++)
		if (parts[i].least_min < 0 || parts[i].most_min < parts[i].least_min || parts[i].most_min > MINUTES_MOST ||
		    !parts[i].da.n || !parts[i].en.n)
			problem_once(bad, "parts", N_("Each line needs minutes, Danish and English with | between, for example 10-20 | Runde | Round."));
}

static void check_items(struct ctx *ctx, const struct method_version *v, struct problems *bad)
{
	struct method_item items[METHOD_ITEMS_MOST];
	size_t n = method_items(ctx, v, items);

	if (n < METHOD_ITEMS_LEAST || count_lines(v->items) > METHOD_ITEMS_MOST)
		problem_once(bad, "items", N_("Write eight to twenty lines."));
	for (size_t i = 0; i < n; i++)
		if (!items[i].da.n || !items[i].en.n)
			problem_once(bad, "items", N_("Each line needs Danish and English with | between."));
}

/* A label without a source is an opinion: it is not saved. */
static void check_evidence(struct ctx *ctx, const struct method_version *v, struct problems *bad)
{
	struct method_source sources[METHOD_SOURCES_MOST];
	size_t n = method_sources(ctx, v, sources);
	int this_year = day_ymd(page_today(ctx)).year;

	if (v->label.n && !n)
		problem_once(bad, "sources", N_("A label needs a source. Write where it comes from, or leave the label out."));
	if (v->label.n && (!v->label_da.n || !v->label_en.n))
		problem_once(bad, v->label_da.n ? "label_en" : "label_da", N_("Say in a sentence what the label leans on."));
	if (v->label.n && v->reviewed_day == DAY_NONE)
		problem_once(bad, "reviewed_day", N_("Write when somebody last looked at the sources."));
	if (count_lines(v->sources) > METHOD_SOURCES_MOST)
		problem_once(bad, "sources", N_("Write at most twenty sources."));
	for (size_t i = 0; i < n; i++)
		if (sources[i].year < YEAR_FIRST || sources[i].year > this_year || !sources[i].title.n ||
		    (sources[i].link.n && !str_starts(sources[i].link, S("https://")) && !str_starts(sources[i].link, S("http://"))))
			problem_once(bad, "sources", N_("Each line needs a year and a title with | between; an address begins with https."));
}

static enum err check_training(struct ctx *ctx, const struct method_version *v, struct problems *bad)
{
	struct method_version was;
	struct method_unready r;

	if (!v->method || !v->training)
		return OK;
	enum err e = method_on(ctx, v->method, v->from_day, &was);
	if (e == ERR_NOT_FOUND || (!e && was.training))
		return OK;
	TRY(e);
	TRY(method_unready(ctx, v->method, v->from_day, &r));
	if (r.n)
		problem_with(bad, "training", N_("People who lead such a group then and have no certification in it: {x}. Take them off first, or enter their certifications."),
			     tr_number(ctx, r.n));
	return OK;
}

static enum err check(struct ctx *ctx, const struct method_version *v, struct problems *bad)
{
	struct method_version *versions;
	size_t n;

	check_parts(ctx, v, bad);
	check_items(ctx, v, bad);
	check_evidence(ctx, v, bad);
	form_guard(ctx, method_fields, v, bad);
	if (!v->method || bad->n)
		return OK;
	TRY(method_versions(ctx, v->method, &versions, &n));
	if (n && v->from_day < versions[0].from_day)
		problem_with(bad, "from_day", N_("A later version begins on {x}. Choose that day or one after it."),
			     tr_date(ctx, versions[0].from_day));
	return check_training(ctx, v, bad);
}

/* What a caller left out is empty, not absent: the columns want a text. */
static void fill(struct method_version *v)
{
	struct str *texts[] = { &v->sentence_da, &v->sentence_en, &v->rights_da, &v->rights_en, &v->label, &v->label_da, &v->label_en,
				&v->reviewed_by, &v->parts, &v->items, &v->sources, &v->name_da, &v->name_en };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i]->p)
			*texts[i] = S("");
}

static enum err put_lines(struct ctx *ctx, const struct method_version *v)
{
	struct method_part parts[METHOD_PARTS_MOST];
	struct method_item items[METHOD_ITEMS_MOST];
	struct method_source sources[METHOD_SOURCES_MOST];
	size_t nparts = method_parts(ctx, v, parts), nitems = method_items(ctx, v, items), nsources = method_sources(ctx, v, sources);
	int64_t changed;

	for (size_t i = 0; i < nparts; i++)
		TRY(method_part_put(ctx, v->method, v->version, (int64_t)i + 1, parts[i].da, parts[i].en, parts[i].least_min,
				    parts[i].most_min, &changed));
	for (size_t i = 0; i < nitems; i++)
		TRY(method_item_put(ctx, v->method, v->version, (int64_t)i + 1, items[i].da, items[i].en, &changed));
	for (size_t i = 0; i < nsources; i++)
		TRY(method_source_put(ctx, v->method, v->version, (int64_t)i + 1, sources[i].title, sources[i].year, sources[i].link, &changed));
	return OK;
}

enum err method_put_version(struct ctx *ctx, const struct method_version *v)
{
	int64_t changed;

	TRY(method_version_put(ctx, v->method, v->version, v->from_day, v->name_da, v->name_en, v->sentence_da, v->sentence_en,
			       v->rights_da, v->rights_en, v->training, v->valid_months, v->practice, v->label, v->label_da, v->label_en,
			       v->reviewed_day, v->reviewed_by, ctx->who->account, ctx->now, &changed));
	return put_lines(ctx, v);
}

static enum err drop_version(struct ctx *ctx, int64_t method, int64_t version)
{
	int64_t changed;

	TRY(method_parts_drop(ctx, method, version, &changed));
	TRY(method_items_drop(ctx, method, version, &changed));
	TRY(method_sources_drop(ctx, method, version, &changed));
	return method_version_drop(ctx, method, version, &changed);
}

static enum err free_code(struct ctx *ctx, struct method_version *v)
{
	struct str base = text_slug(ctx->arena, v->name_en, SLUG_BYTES);
	struct method_id_of_code taken;
	enum err e;

	if (!base.n)
		base = S("method");
	v->code = base;
	for (int n = 2; !(e = method_id_of_code(ctx, v->code, &taken)); n++)
		v->code = arena_printf(ctx->arena, "%.*s-%d", STR_ARG(base), n);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err add(struct ctx *ctx, struct method_version *v)
{
	int64_t changed;

	if (!str_is(v->code))
		TRY(free_code(ctx, v));
	v->method = id_new(ctx->house->rng, ctx->now);
	v->version = 1;
	TRY(method_put(ctx, v->method, v->code, ctx->now, &changed));
	if (!changed)
		return fail(ctx, ERR_CONFLICT, "method: the address was taken meanwhile");
	TRY(method_put_version(ctx, v));
	return event_add(ctx, "method.added", v->method, STR_ABSENT);
}

enum err method_save(struct ctx *ctx, struct method_version *v, struct problems *bad)
{
	struct method_last last;

	if (!may_for(ctx->who, METHOD_EDIT, 0, 0))
		return ERR_DENIED;
	form_settle(ctx, method_fields, v);
	fill(v);
	TRY(check(ctx, v, bad));
	if (bad->n)
		return OK;
	if (!v->method)
		return add(ctx, v);
	TRY(method_last(ctx, v->method, &last));
	v->version = last.version + (last.used ? 1 : 0);
	if (!last.used)
		TRY(drop_version(ctx, v->method, v->version));
	TRY(method_put_version(ctx, v));
	return event_add(ctx, "method.version", v->method, arena_printf(ctx->arena, "%lld", (long long)v->version));
}

/* --- which series follows which ------------------------------------------------------------------------------------ */

enum err method_of_meeting(struct ctx *ctx, int64_t meeting, day_t day, int64_t *method)
{
	struct method_followed r;
	enum err e = method_followed(ctx, meeting, day, &r);

	*method = e ? 0 : r.method;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err method_follow(struct ctx *ctx, const struct meeting *m, int64_t method, day_t from, struct problems *bad)
{
	struct method_version v;
	struct method_unready_of_meeting unready;
	int64_t changed;

	if (!may_for(ctx->who, MEETING_EDIT, m->org, m->area))
		return ERR_DENIED;
	if (from == DAY_NONE)
		return problem(bad, "from", N_("Write from which day on."));
	if (method) {
		TRY(method_on(ctx, method, from, &v));
		if (v.training) {
			TRY(method_unready_of_meeting(ctx, m->id, method, from, &unready));
			if (unready.n)
				return problem_with(bad, "method", N_("People who lead this group from that day on and have no certification in the method that lasts as long: {x}. Take them off first, or let them lead for a shorter time."),
						    tr_number(ctx, unready.n));
		}
	}
	TRY(method_drop_after(ctx, m->id, from, &changed));
	TRY(method_cut(ctx, m->id, from, from - 1, &changed));
	if (method)
		TRY(method_follow_put(ctx, m->id, from, method, ctx->now, &changed));
	return event_add(ctx, "meeting.method_set", m->id, day_str(ctx->arena, from));
}

enum err method_release(struct ctx *ctx, const struct meeting *m)
{
	int64_t changed;

	if (!may_for(ctx->who, MEETING_EDIT, m->org, m->area))
		return ERR_DENIED;
	return method_drop_after(ctx, m->id, day_of(1, 1, 1), &changed);
}
