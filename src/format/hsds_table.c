/*
 * hsds_table.c -- the tables of a package into rows, by today's names and by those of 1.1 and 2.0.
 *
 * A package is rarely whole: files are missing, keys name organisations that
 * another package holds, columns are of an older version.  What can be read is
 * read; the rest is told with file, line and reason.
 */
#include "format/hsds_parts.h"

#include "csv/csv.h"

#include <strings.h>

/* --- names of files -------------------------------------------------------------------------------------------------- */
static const struct old_file {
	const char *name;
	enum hsds_kind kind;
	const char *field, *value;        /* what every row of it says, by being in this file */
} old_files[] = {
	{ "organization", HSDS_ORGANIZATION }, { "program", HSDS_PROGRAM }, { "service", HSDS_SERVICE }, { "location", HSDS_LOCATION },
	{ "services_at_location", HSDS_SERVICE_AT_LOCATION }, { "services_at_locations", HSDS_SERVICE_AT_LOCATION },
	{ "service_at_locations", HSDS_SERVICE_AT_LOCATION }, { "contact", HSDS_CONTACT }, { "phone", HSDS_PHONE },
	{ "language", HSDS_LANGUAGE }, { "address", HSDS_ADDRESS },
	{ "postal_addresses", HSDS_ADDRESS, "address_type", "postal" }, { "postal_address", HSDS_ADDRESS, "address_type", "postal" },
	{ "physical_addresses", HSDS_ADDRESS, "address_type", "physical" },
	{ "physical_address", HSDS_ADDRESS, "address_type", "physical" },
	{ "schedule", HSDS_SCHEDULE }, { "regular_schedules", HSDS_SCHEDULE, "freq", "WEEKLY" },
	{ "regular_schedule", HSDS_SCHEDULE, "freq", "WEEKLY" }, { "fundings", HSDS_FUNDING }, { "service_area", HSDS_SERVICE_AREA },
	{ "required_document", HSDS_REQUIRED_DOCUMENT }, { "accessibility_for_disabilities", HSDS_ACCESSIBILITY },
	{ "payments_accepted", HSDS_COST_OPTION }, { "payment_accepted", HSDS_COST_OPTION }, { "cost_option", HSDS_COST_OPTION },
	{ "organization_identifier", HSDS_ORGANIZATION_IDENTIFIER }, { "unit", HSDS_UNIT }, { "service_capacities", HSDS_SERVICE_CAPACITY },
	{ "urls", HSDS_URL }, { "taxonomy", HSDS_TAXONOMY }, { "taxonomy_term", HSDS_TAXONOMY_TERM }, { "attribute", HSDS_ATTRIBUTE },
	{ "services_taxonomy", HSDS_ATTRIBUTE, "link_entity", "service" }, { "service_taxonomy", HSDS_ATTRIBUTE, "link_entity", "service" },
	{ "service_taxonomies", HSDS_ATTRIBUTE, "link_entity", "service" },
	{ "services_taxonomies", HSDS_ATTRIBUTE, "link_entity", "service" },
	/* Not a table of its own any more: a text of the service. */
	{ "eligibility", HSDS_KINDS }, { "eligibilities", HSDS_KINDS },
};

static const struct old_column {
	enum hsds_kind kind;
	const char *name, *field;
} old_columns[] = {
	{ HSDS_ORGANIZATION, "url", "website" }, { HSDS_ORGANIZATION, "alternative_name", "alternate_name" },
	{ HSDS_SERVICE, "alternative_name", "alternate_name" }, { HSDS_LOCATION, "alternative_name", "alternate_name" },
	{ HSDS_SERVICE, "eligibility", "eligibility_description" }, { HSDS_SCHEDULE, "original_text", "description" },
	{ HSDS_SERVICE_AREA, "service_area", "name" }, { HSDS_LANGUAGE, "language", "name" },
	{ HSDS_ACCESSIBILITY, "accessibility", "description" }, { HSDS_COST_OPTION, "payment", "option" },
	{ HSDS_ATTRIBUTE, "service_id", "link_id" }, { HSDS_ATTRIBUTE, "taxonomy_id", "taxonomy_term_id" },
	{ HSDS_ATTRIBUTE, "taxonomy_detail", "value" }, { HSDS_TAXONOMY_TERM, "vocabulary", "taxonomy" },
};

/* "data/Locations.csv" is "locations". */
static struct str base_name(struct str name)
{
	for (size_t i = name.n; i-- > 0;)
		if (name.p[i] == '/' || name.p[i] == '\\')
			return base_name(str_slice(name, i + 1, name.n));
	if (name.n < 5 || strncasecmp(name.p + name.n - 4, ".csv", 4) != 0)
		return STR_ABSENT;
	return str_slice(name, 0, name.n - 4);
}

/* n of its letters, whatever their case. */
static bool is_named(struct str base, const char *name, size_t n)
{
	return base.n == n && !strncasecmp(base.p, name, n);
}

/* By today's name or an older one; kind HSDS_KINDS and no name: no table of ours. */
static struct old_file file_of(struct str name)
{
	struct str base = base_name(name);

	for (enum hsds_kind k = 0; base.p && k < HSDS_KINDS; k++)
		if (is_named(base, hsds_shapes[k].file, strlen(hsds_shapes[k].file) - 4))
			return (struct old_file){ hsds_shapes[k].file, k, NULL, NULL };
	for (size_t i = 0; base.p && i < sizeof old_files / sizeof *old_files; i++)
		if (is_named(base, old_files[i].name, strlen(old_files[i].name)))
			return old_files[i];
	return (struct old_file){ NULL, HSDS_KINDS, NULL, NULL };
}

bool hsds_is_table(struct str file_name)
{
	return file_of(file_name).name != NULL;
}

/* --- columns ----------------------------------------------------------------------------------------------------------- */
enum column_what { COLUMN_UNKNOWN, COLUMN_ID, COLUMN_FIELD, COLUMN_WEEKDAY };

struct column {
	enum column_what what;
	const struct hsds_field *field;
};

/* "Organization ID" as "organization_id". */
static struct str column_name(struct arena *a, struct str s)
{
	char *p = arena_z(a, s);

	for (size_t i = 0; i < s.n; i++)
		p[i] = p[i] == ' ' ? '_' : p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] + 32) : p[i];
	return (struct str){ p, s.n };
}

static struct column column_of(enum hsds_kind kind, struct str name)
{
	struct column c = { COLUMN_FIELD, hsds_field_find(kind, name) };

	if (str_same(name, "id"))
		return (struct column){ COLUMN_ID, NULL };
	if (kind == HSDS_SCHEDULE && str_same(name, "weekday"))
		return (struct column){ COLUMN_WEEKDAY, hsds_field_find(kind, S("byday")) };
	for (size_t i = 0; !c.field && i < sizeof old_columns / sizeof *old_columns; i++)
		if (old_columns[i].kind == kind && str_same(name, old_columns[i].name))
			c.field = hsds_field_find(kind, str_of(old_columns[i].field));
	return c.field ? c : (struct column){ COLUMN_UNKNOWN, NULL };
}

/* In 1.1 the table of taxonomies holds the terms. */
static bool holds_terms(const struct csv *t)
{
	return csv_column(t, "parent_id") != SIZE_MAX || csv_column(t, "vocabulary") != SIZE_MAX ||
	       csv_column(t, "taxonomy_facet") != SIZE_MAX;
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */
/* "Sunday", "sun", or 1 for Monday to 7 for Sunday, as iCalendar writes it; the text itself where it is none. */
static struct str byday_of(struct str text)
{
	static const struct {
		const char *name, *code;
	} days[7] = { { "monday", "MO" }, { "tuesday", "TU" }, { "wednesday", "WE" }, { "thursday", "TH" }, { "friday", "FR" },
		      { "saturday", "SA" }, { "sunday", "SU" } };

	text = str_trim(text);
	for (int i = 0; i < 7; i++)
		if ((text.n >= 2 && text.n <= strlen(days[i].name) && !strncasecmp(text.p, days[i].name, text.n)) ||
		    (text.n == 1 && text.p[0] == '1' + i))
			return str_of(days[i].code);
	return text;
}

static void say_cell(struct hsds_reading *r, enum hsds_kind kind, void *row, const struct column *c, struct str cell)
{
	r->kind = kind;
	if (c->what == COLUMN_ID)
		hsds_say_id(r, row, cell);
	else if (c->what == COLUMN_WEEKDAY)
		hsds_say(r, kind, row, c->field, byday_of(cell));
	else if (c->what == COLUMN_FIELD)
		hsds_say(r, kind, row, c->field, cell);
}

/* In 1.1 a weekday without hours is one that is closed; a cell that could not be read is not one of those. */
static bool is_closed(const struct csv *t, const struct csv_row *row)
{
	return !str_is(str_trim(csv_cell(t, row, "opens_at"))) && !str_is(str_trim(csv_cell(t, row, "closes_at")));
}

static void one_row(struct hsds_reading *r, const struct old_file *f, const struct csv *t, const struct column *columns,
		    const struct csv_row *cells)
{
	void *row = hsds_row(r, f->kind);

	if (!row)
		return;
	for (size_t i = 0; i < cells->n; i++)
		say_cell(r, f->kind, row, &columns[i], csv_unguard(cells->cells[i]));
	if (f->field)
		hsds_say(r, f->kind, row, hsds_field_find(f->kind, str_of(f->field)), str_of(f->value));
	if (f->kind == HSDS_SCHEDULE && csv_column(t, "weekday") != SIZE_MAX)
		((struct hsds_schedule *)row)->closed = is_closed(t, cells);
	hsds_keep(r, f->kind, row);
}

/* Of 1.1: who may use a service, in a table of its own. */
static void say_eligibility(struct hsds_reading *r, const struct csv *t, const struct csv_row *cells)
{
	struct str id = str_trim(csv_cell(t, cells, "service_id"));
	void *service = hsds_of_id(r, HSDS_SERVICE, id);
	static const char not_there[] = N_("It names {x}, which is not in the file.");

	if (service)
		hsds_say(r, HSDS_SERVICE, service, hsds_field_find(HSDS_SERVICE, S("eligibility_description")),
			 csv_unguard(csv_cell(t, cells, "eligibility")));
	else if (str_is(str_trim(csv_cell(t, cells, "eligibility"))))
		hsds_tell(r, HSDS_SERVICE, NULL, "service_id", not_there, id, true);
}

static void tell_encoding(struct hsds_reading *r, enum hsds_kind kind, const struct csv *t)
{
	r->line = 1;
	if (t->encoding != ENCODING_UTF8)
		hsds_tell(r, kind, NULL, "", N_("The file was not in UTF-8 and was read as Windows-1252. Please look at the spelling."),
			  STR_ABSENT, false);
}

static void one_table(struct hsds_reading *r, struct old_file f, struct str bytes)
{
	struct csv t;
	struct csv_row row;
	const char *why;
	struct column *columns;

	if (csv_open(r->a, bytes, &t, &why, &r->line)) {
		hsds_tell(r, f.kind == HSDS_KINDS ? HSDS_SERVICE : f.kind, NULL, "", why, STR_ABSENT, true);
		return;
	}
	if (f.kind == HSDS_TAXONOMY && holds_terms(&t))
		f.kind = HSDS_TAXONOMY_TERM;
	columns = arena_array(r->a, t.ncolumns, struct column);
	for (size_t i = 0; f.kind < HSDS_KINDS && i < t.ncolumns; i++)
		columns[i] = column_of(f.kind, column_name(r->a, t.columns[i]));
	tell_encoding(r, f.kind == HSDS_KINDS ? HSDS_SERVICE : f.kind, &t);
	while (!r->full && csv_next(&t, &row)) {
		arena_reset(r->tmp);
		r->line = row.line;
		if (row.refused)
			hsds_tell(r, f.kind == HSDS_KINDS ? HSDS_SERVICE : f.kind, NULL, "", row.refused, STR_ABSENT, true);
		else if (f.kind == HSDS_KINDS)
			say_eligibility(r, &t, &row);
		else
			one_row(r, &f, &t, columns, &row);
	}
}

/* --- the package --------------------------------------------------------------------------------------------------------- */
/* Parents before children is not needed, but services before the texts of 1.1 that are put to them. */
static void tables_of(struct hsds_reading *r, const struct hsds_file *files, size_t n, bool texts)
{
	for (size_t i = 0; i < n && !r->full; i++) {
		struct old_file f = file_of(files[i].name);

		if (!f.name || (f.kind == HSDS_KINDS) != texts)
			continue;
		r->file = arena_str(r->a, files[i].name);
		one_table(r, f, files[i].bytes);
	}
}

enum err hsds_read_tables(struct arena *a, const struct hsds_file *files, size_t n, struct hsds_set *set, const char **why,
			  struct str *file, int *line)
{
	struct hsds_reading r;
	enum err e;

	*why = NULL;
	TRY(hsds_begin(&r, a, set));
	tables_of(&r, files, n, false);
	tables_of(&r, files, n, true);
	*file = r.full ? r.file : STR_ABSENT;
	*line = r.full ? r.line : 1;
	e = hsds_finish(&r, OK, why);
	return e;
}
