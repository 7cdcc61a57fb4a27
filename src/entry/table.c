/*
 * table.c -- a table with our own columns: slug, organisation, the names of the field table of meetings,
 * and those of places after "location_"; or as the forms call them, in any of our languages.  The same columns
 * as our own table (feed/feed_csv.c).
 *
 * Columns that we do not know are passed over.  A contact that looks like the name of a person is left
 * out: lists of others were not made with consent to be public here.
 */
#include "entry/address.h"
#include "entry/entry.h"
#include "csv/csv.h"
#include "json/json.h"
#include "text/text.h"

#include <string.h>

static const char NOTE_PERSON[] = N_("A contact that looked like the name of a person was left out.");
static const char NOTE_UNDOUBLED[] = N_("Some letters were garbled and were read as they were meant. Please look at the spelling.");
static const char NOTE_ENCODING[] = N_("The file was not in UTF-8 and was read as Windows-1252. Please look at the spelling.");

static bool is_capital_word(struct str w)
{
	size_t i = 0;
	uint32_t first = w.n ? utf8_next(w, &i) : 0;
	bool capital = (first >= 'A' && first <= 'Z') || (first >= 0xC0 && first <= 0xDE);

	for (; i < w.n; i++)
		if (w.p[i] >= '0' && w.p[i] <= '9')
			return false;
	return capital && w.n > 1;
}

/* "Anders Jensen", "Mette B. Holm": two to four words that all begin large. */
bool entry_is_name(struct str s)
{
	struct str word;
	size_t n = 0;

	s = str_trim(s);
	while (str_is(s) && str_cut(&s, ' ', &word)) {
		if (!word.n)
			continue;
		if (!is_capital_word(word))
			return false;
		n++;
	}
	return n >= 2 && n <= 4;
}

static bool is_column(struct str name)
{
	const struct field *fields = meeting_fields;

	if (str_same(name, "org") || str_same(name, "location") || str_same(name, "area"))
		return false;                /* numbers of our own rows */
	if (str_starts(name, S("location_"))) {
		fields = location_fields;
		name = str_slice(name, 9, name.n);
	}
	for (; fields->name; fields++)
		if (str_same(name, fields->name) && !str_same(name, "org"))
			return true;
	return false;
}

/* "Start min" and "START_MIN" are the same column. */
static struct str column_name(struct arena *a, struct str s)
{
	char *p = arena_z(a, s);

	for (size_t i = 0; i < s.n; i++)
		p[i] = p[i] == ' ' ? '_' : p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] + 32) : p[i];
	return (struct str){ p, s.n };
}

/* "Start", "Sted: By": a column as the forms call it in this language; absent when it is none. */
static struct str titled(struct reading *r, struct str folded)
{
	static const struct {
		const char *title, *name;
	} others[] = { { N_("Short name"), "slug" }, { N_("Organisation"), "organisation" } };
	struct ctx *ctx = r->ctx;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_eq(folded, text_fold(ctx->arena, tr_of(ctx, str_of(others[i].title)))))
			return str_of(others[i].name);
	for (const struct field *f = meeting_fields; f->name; f++)
		if (str_eq(folded, text_fold(ctx->arena, tr_of(ctx, str_of(f->label)))))
			return str_of(f->name);
	for (const struct field *f = location_fields; f->name; f++)
		if (str_eq(folded, text_fold(ctx->arena, location_column(ctx, f))))
			return arena_printf(r->a, "location_%s", f->name);
	return STR_ABSENT;
}

static struct str column_of(struct reading *r, struct str title)
{
	struct str name = column_name(r->a, title), folded = text_fold(r->ctx->arena, title), found = STR_ABSENT;
	const char *lang = r->ctx->lang;

	if (is_column(name) || str_same(name, "slug") || str_same(name, "organisation"))
		return name;
	for (int i = 0; tr_languages[i] && !found.p; i++) {
		r->ctx->lang = tr_languages[i];
		found = titled(r, folded);
	}
	r->ctx->lang = lang;
	return found.p ? found : name;
}

static struct str org_of(struct reading *r, struct str name)
{
	struct json_out o;
	struct str text;
	struct buf b;

	buf_init(&b, 2000);
	json_start(&o, &b);
	json_object(&o);
	json_put_str(&o, "name", name);
	json_end_object(&o);
	text = arena_str(r->a, buf_view(&b));
	buf_free(&b);
	return text;
}

static void say_cell(struct reading *r, struct entry *e, struct str column, struct str cell)
{
	if (str_same(column, "slug"))
		e->key = arena_str(r->a, cell);
	if (str_same(column, "organisation") && str_is(cell))
		entry_say(r, e, "org", org_of(r, cell));
	else if (str_same(column, "contact_role") && entry_is_name(cell))
		entry_mend(e, NOTE_PERSON);
	else if (str_same(column, "slug") || is_column(column))
		entry_say(r, e, column.p, arena_str(r->a, cell));
}

static struct str key_of(struct reading *r, const struct entry *e)
{
	return arena_printf(r->a, "%.*s %.*s %.*s", STR_ARG(entry_said(e, "name")), STR_ARG(entry_said(e, "weekdays")),
			    STR_ARG(entry_said(e, "start_min")));
}

/* Of the list, else of the place; a table without a country is from here. */
static struct str zone_of(struct reading *r, const struct entry *e)
{
	struct str country = entry_said(e, "location_country"), zone = entry_said(e, "location_zone");
	struct address a = { S(""), S(""), S(""), S(""), str_is(country) ? country : S("DK") };

	if (str_is(r->source->zone) || !entry_has_place(e))
		return r->source->zone;
	return str_is(zone) ? zone : address_zone(r->ctx, &a);
}

static void fill(struct reading *r, const struct csv *t, const struct str *columns, const struct csv_row *row, struct entry *e)
{
	*e = (struct entry){ .line = row->line, .key = S(""), .name = S(""), .field = S(""), .gap = S("") };
	if (row->refused) {
		entry_refuse(e, row->refused, S(""));
		return;
	}
	for (size_t i = 0; i < t->ncolumns; i++)
		say_cell(r, e, columns[i], str_trim(csv_unguard(row->cells[i].p ? row->cells[i] : S(""))));
	e->name = str_is(entry_said(e, "name")) ? entry_said(e, "name") : S("");
	if (!e->name.n)
		entry_refuse(e, N_("The meeting has no name."), S(""));
	if (!str_is(entry_said(e, "mode")))
		entry_say(r, e, "mode", entry_has_place(e) ? S("room") : S("online"));
	if (!str_is(entry_said(e, "rhythm")))
		entry_say(r, e, "rhythm", S("weekly"));
	if (!str_is(entry_said(e, "method")) && str_is(r->source->method))
		entry_say(r, e, "method", r->source->method);
	if (!str_is(entry_said(e, "method")))
		entry_refuse(e, N_("The method is missing: the column method, or an answer for the whole list."), S(""));
	if (!str_is(entry_said(e, "zone")))
		entry_say(r, e, "zone", zone_of(r, e));
	if (!str_is(entry_said(e, "zone")))
		entry_refuse(e, N_("The time zone is missing, and the address does not tell it."), S(""));
	if (!str_is(e->key))
		e->key = key_of(r, e);
	if (row->undoubled)
		entry_mend(e, NOTE_UNDOUBLED);
	if (t->encoding == ENCODING_WINDOWS)
		entry_mend(e, NOTE_ENCODING);
}

enum err table_entries(struct reading *r, struct str bytes, const char **why, int *line)
{
	struct str *columns;
	struct csv_row row;
	bool has_name = false;
	struct csv t;

	TRY(csv_open(r->a, bytes, &t, why, line));
	columns = arena_array(r->a, t.ncolumns, struct str);
	for (size_t i = 0; i < t.ncolumns; i++) {
		columns[i] = column_of(r, str_trim(t.columns[i]));
		has_name |= str_same(columns[i], "name");
	}
	if (!has_name) {
		*why = N_("There is no column “name”. Our own table (CSV) shows which columns there are.");
		return ERR_INVALID;
	}
	while (csv_next(&t, &row)) {
		if (r->to->n == ENTRIES_MOST) {
			*why = N_("The file holds too many meetings. Please divide it.");
			return ERR_LIMIT;
		}
		r->to->at = arena_grow(r->a, r->to->at, r->to->n, sizeof *r->to->at);
		fill(r, &t, columns, &row, &r->to->at[r->to->n++]);
	}
	return OK;
}
