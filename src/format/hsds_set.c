/*
 * hsds_set.c -- rows of a directory: kept by their ids, checked field by field, and linked into trees.
 *
 * Real packages name organisations that they do not hold, give no ids to
 * telephone numbers, and set every key of a time at once.  So a row that others
 * belong to needs an id, another row gets one of ours; a row goes to the
 * nearest parent that there is; and one without any is told and left out.
 */
#include "format/hsds_parts.h"

#include "base/date.h"
#include "format/clean.h"

#include <strings.h>

enum { LINE_MOST = 500, LINES_MOST = 20000, ID_MOST = 200, VALUE_MOST = 80 /* characters */ };

static const char NOTE_NUMBER[] = N_("{x} is not a number and was left out.");
static const char NOTE_DATE[] = N_("{x} is not a date and was left out. Please write it like 2016-12-24.");
static const char NOTE_TIME[] = N_("{x} is not a time of day and was left out. Please write it like 19:00.");
static const char NOTE_EMAIL[] = N_("{x} is not an e-mail address and was left out.");
static const char NOTE_CODE[] = N_("{x} is not one of the words that HSDS has for this, and was left out.");
static const char NOTE_NOT_THERE[] = N_("It names {x}, which is not in the file.");

/* --- telling ------------------------------------------------------------------------------------------------------ */
static void no_note(void *arg, const char *text)
{
	(void)arg;
	(void)text;
}

static struct str shown(struct hsds_reading *r, struct str s)
{
	struct clean c = { .a = r->a, .tmp = r->tmp, .note = no_note };

	return s.p ? clean_text(&c, s, CLEAN_LINE, VALUE_MOST) : s;
}

void hsds_tell(struct hsds_reading *r, enum hsds_kind kind, const void *row, const char *field, const char *why, struct str gap,
	       bool refused)
{
	struct hsds_set *set = r->set;

	if (set->nfaults == HSDS_FAULTS_MOST)
		return;
	set->faults = arena_grow(r->a, set->faults, set->nfaults, sizeof *set->faults);
	set->faults[set->nfaults++] = (struct hsds_fault){
		.kind = kind, .file = row ? hsds_head(row)->file : r->file, .line = row ? hsds_head(row)->line : r->line,
		.id = row && hsds_head(row)->has_id ? hsds_head(row)->id : STR_ABSENT, .field = field, .why = why, .gap = shown(r, gap),
		.refused = refused,
	};
}

static void tell_field(void *arg, const char *why)
{
	struct hsds_reading *r = arg;

	hsds_tell(r, r->kind, r->row, r->field->name, why, STR_ABSENT, false);
}

/* --- rows ------------------------------------------------------------------------------------------------------------ */
enum err hsds_begin(struct hsds_reading *r, struct arena *a, struct hsds_set *set)
{
	*set = (struct hsds_set){ .nfaults = 0 };
	*r = (struct hsds_reading){ .a = a, .set = set, .before = arena_used(a), .tmp = arena_new(0) };
	return OK;
}

void *hsds_row(struct hsds_reading *r, enum hsds_kind kind)
{
	struct hsds_any *row;

	if (r->rows == HSDS_ROWS_MOST || arena_used(r->a) - r->before > HSDS_ARENA_MOST) {
		r->full = true;
		return NULL;
	}
	r->rows++;
	r->set->of[kind].read++;
	row = arena_alloc(r->a, hsds_shapes[kind].size);
	row->file = r->file;
	row->line = r->line;
	return row;
}

static struct hsds_any *row_at(const struct hsds_set *set, enum hsds_kind kind, size_t i)
{
	return set->of[kind].at[i];
}

/* The slot of an id: its row, or where it would stand. */
static uint32_t *slot_of(const struct hsds_reading *r, enum hsds_kind kind, struct str id)
{
	const struct hsds_map *m = &r->maps[kind];
	size_t i = str_hash(id) & (m->room - 1);

	while (m->place[i] && !str_eq(row_at(r->set, kind, m->place[i] - 1)->id, id))
		i = (i + 1) & (m->room - 1);
	return &m->place[i];
}

static void widen(struct hsds_reading *r, enum hsds_kind kind)
{
	struct hsds_map *m = &r->maps[kind];

	if (r->set->of[kind].n * 2 < m->room)
		return;
	m->room = m->room ? m->room * 4 : 64;
	m->place = arena_array(r->a, m->room, uint32_t);
	for (size_t i = 0; i < r->set->of[kind].n; i++)
		*slot_of(r, kind, row_at(r->set, kind, i)->id) = (uint32_t)i + 1;
}

void *hsds_of_id(const struct hsds_reading *r, enum hsds_kind kind, struct str id)
{
	uint32_t place = r->maps[kind].room && id.p ? *slot_of(r, kind, id) : 0;

	return place ? row_at(r->set, kind, place - 1) : NULL;
}

/* Rows that others name, and those that come again tomorrow. */
static bool needs_id(enum hsds_kind kind)
{
	return kind == HSDS_ORGANIZATION || kind == HSDS_SERVICE || kind == HSDS_LOCATION;
}

static const char *missing(enum hsds_kind kind, const struct hsds_any *row)
{
	if (!str_is(row->id) && needs_id(kind))
		return N_("The row has no id. Without one we could not know it again.");
	if (kind == HSDS_ORGANIZATION && !((const struct hsds_organization *)(const void *)row)->name.n)
		return N_("The row has no name.");
	if (kind == HSDS_SERVICE && !((const struct hsds_service *)(const void *)row)->name.n)
		return N_("The row has no name.");
	return NULL;
}

bool hsds_keep(struct hsds_reading *r, enum hsds_kind kind, void *p)
{
	struct hsds_any *row = p;
	const char *why = missing(kind, row);
	void ***at = &r->set->of[kind].at;
	uint32_t *slot;

	if (why) {
		hsds_tell(r, kind, row, str_is(row->id) ? "name" : "id", why, STR_ABSENT, true);
		return false;
	}
	row->has_id = str_is(row->id);
	if (!row->has_id)
		row->id = arena_printf(r->a, "~%lld", (long long)++r->made_ids);
	widen(r, kind);
	slot = slot_of(r, kind, row->id);
	if (*slot) {
		hsds_tell(r, kind, row, "id", N_("An earlier row has the same id: {x}."), row->id, true);
		return false;
	}
	*at = arena_grow(r->a, *at, r->set->of[kind].n, sizeof **at);
	(*at)[r->set->of[kind].n++] = row;
	*slot = (uint32_t)r->set->of[kind].n;
	return true;
}

/* --- fields ------------------------------------------------------------------------------------------------------------ */
static struct str cleaned(struct hsds_reading *r, struct str text, enum clean_kind kind, size_t most)
{
	struct clean c = { .a = r->a, .tmp = r->tmp, .note = tell_field, .arg = r };

	return clean_text(&c, text, kind, most);
}

static struct str told(struct hsds_reading *r, const char *why, struct str text)
{
	hsds_tell(r, r->kind, r->row, r->field->name, why, text, false);
	return STR_ABSENT;
}

/* "2016-12-24", also with a clock time behind it. */
static struct str date_of(struct hsds_reading *r, struct str text)
{
	struct str day = str_slice(text, 0, 10);

	if (text.n > 10 && text.p[10] != 'T' && text.p[10] != ' ')
		day = text;
	return day_parse(day) == DAY_NONE ? told(r, NOTE_DATE, text) : arena_str(r->a, day);
}

static struct str time_of(struct hsds_reading *r, struct str text)
{
	bool said;
	int offset;

	return hsds_clock(text, &said, &offset) < 0 ? told(r, NOTE_TIME, text) : arena_str(r->a, text);
}

/* "2023-03-15T10:30:45.123Z": the day must be one, the rest is kept as it stands. */
static struct str instant_of(struct hsds_reading *r, struct str text)
{
	if (text.n > 40 || day_parse(str_slice(text, 0, 10)) == DAY_NONE)
		return told(r, NOTE_DATE, text);
	return cleaned(r, text, CLEAN_LINE, 40);
}

static struct str email_of(struct hsds_reading *r, struct str text)
{
	size_t at = str_index(text, S("@"), 1);

	if (at == SIZE_MAX || at + 3 > text.n || str_index(text, S("."), at + 2) == SIZE_MAX || memchr(text.p, ' ', text.n) || text.n > 254)
		return told(r, NOTE_EMAIL, text);
	return cleaned(r, text, CLEAN_LINE, 254);
}

static struct str code_of(struct hsds_reading *r, struct str text)
{
	for (const char *const *c = r->field->codes; *c; c++)
		if (strlen(*c) == text.n && !strncasecmp(*c, text.p, text.n))
			return str_of(*c);
	return told(r, NOTE_CODE, text);
}

static struct str text_of(struct hsds_reading *r, struct str text)
{
	switch (r->field->type) {
	case HSDS_T_LINE:
		return cleaned(r, text, CLEAN_LINE, LINE_MOST);
	case HSDS_T_LINES:
		return cleaned(r, text, CLEAN_LINES, LINES_MOST);
	case HSDS_T_ID:
		return cleaned(r, text, CLEAN_LINE, ID_MOST);
	case HSDS_T_LINK:
		return cleaned(r, text, CLEAN_LINK, 2000);
	case HSDS_T_EMAIL:
		return email_of(r, text);
	case HSDS_T_DATE:
		return date_of(r, text);
	case HSDS_T_TIME:
		return time_of(r, text);
	case HSDS_T_INSTANT:
		return instant_of(r, text);
	case HSDS_T_CODE:
		return code_of(r, text);
	case HSDS_T_NUMBER:
		break;
	}
	return STR_ABSENT;
}

static void say_number(struct hsds_reading *r, struct hsds_number *n, struct str text)
{
	double v;

	if (!str_real(text, &v))
		told(r, NOTE_NUMBER, text);
	else
		*n = (struct hsds_number){ true, v };
}

void hsds_say(struct hsds_reading *r, enum hsds_kind kind, void *row, const struct hsds_field *f, struct str text)
{
	text = str_trim(text);
	if (!text.n || f->flags & HSDS_NEVER)
		return;
	r->kind = kind;
	r->row = row;
	r->field = f;
	if (f->type == HSDS_T_NUMBER) {
		if (!hsds_number(row, f->at).is)
			say_number(r, hsds_number_at(row, f->at), text);
	} else if (!hsds_text(row, f->at).p) {
		*hsds_text_at(row, f->at) = text_of(r, text);
	}
}

void hsds_say_id(struct hsds_reading *r, void *row, struct str text)
{
	static const struct hsds_field id = { "id", offsetof(struct hsds_any, id), HSDS_T_ID, 0, NULL };

	hsds_say(r, r->kind, row, &id, text);
}

/* --- linking ------------------------------------------------------------------------------------------------------------ */
/* Room for as many as were counted; then they are put in, in their order. */
static void make_lists(struct hsds_reading *r, enum hsds_kind kind, size_t list_at)
{
	for (size_t i = 0; i < r->set->of[kind].n; i++) {
		struct hsds_any *row = row_at(r->set, kind, i);
		struct hsds_list list = hsds_list(row, list_at);

		if (!list.n)
			continue;
		list.at = arena_array(r->a, list.n, void *);
		list.n = 0;
		hsds_set_list(row, list_at, list);
	}
}

/* Before make_lists it counts, after it puts. */
static void put_in_list(void *parent, size_t list_at, void *child)
{
	struct hsds_list list = hsds_list(parent, list_at);

	if (list.at)
		list.at[list.n] = child;
	list.n++;
	hsds_set_list(parent, list_at, list);
}

/* The nearest parent that is there, and by which edge. */
static void *parent_of(const struct hsds_reading *r, enum hsds_kind kind, const void *row, const struct hsds_edge **by)
{
	for (size_t i = 0; i < hsds_nedges; i++) {
		const struct hsds_edge *e = &hsds_edges[i];
		struct str key = e->child == kind ? hsds_text(row, e->key_at) : STR_ABSENT;
		void *parent = hsds_of_id(r, e->parent, key);

		*by = e;
		if (parent)
			return parent;
	}
	return NULL;
}

/* The first key that names nothing. */
static struct str dangling(const struct hsds_reading *r, enum hsds_kind kind, const void *row)
{
	for (size_t i = 0; i < hsds_nedges; i++) {
		const struct hsds_edge *e = &hsds_edges[i];
		struct str key = e->child == kind ? hsds_text(row, e->key_at) : STR_ABSENT;

		if (str_is(key) && !hsds_of_id(r, e->parent, key))
			return key;
	}
	return STR_ABSENT;
}

/* Organisations stand alone; so do services and places, if need be. */
static bool may_stand_alone(enum hsds_kind kind)
{
	return kind == HSDS_ORGANIZATION || kind == HSDS_SERVICE || kind == HSDS_LOCATION || kind == HSDS_PROGRAM ||
	       kind == HSDS_UNIT || kind == HSDS_TAXONOMY || kind == HSDS_TAXONOMY_TERM;
}

static bool is_about(enum hsds_kind kind)
{
	return kind == HSDS_ATTRIBUTE || kind == HSDS_METADATA;
}

static struct str subject_id(enum hsds_kind kind, const void *row)
{
	return kind == HSDS_ATTRIBUTE ? ((const struct hsds_attribute *)row)->link_id : ((const struct hsds_metadata *)row)->resource_id;
}

/* Attributes and changes name the table of what they are about. */
static void *subject_of(const struct hsds_reading *r, enum hsds_kind kind, const void *row)
{
	const struct hsds_attribute *a = row;
	const struct hsds_metadata *m = row;
	struct str table = kind == HSDS_ATTRIBUTE ? a->link_entity : m->resource_type;

	for (enum hsds_kind k = 0; k < HSDS_KINDS; k++)
		if (str_same(table, hsds_shapes[k].name))
			return hsds_of_id(r, k, subject_id(kind, row));
	return NULL;
}

static void tell_alone(struct hsds_reading *r, enum hsds_kind kind, const void *row)
{
	struct str key = is_about(kind) ? subject_id(kind, row) : dangling(r, kind, row);
	bool alone = may_stand_alone(kind);

	if (!alone && !str_is(key))
		hsds_tell(r, kind, row, "", N_("The row does not say what it belongs to."), STR_ABSENT, true);
	else if (!alone)
		hsds_tell(r, kind, row, "", NOTE_NOT_THERE, key, true);
	else if (str_is(key))
		hsds_tell(r, kind, row, "organization_id", NOTE_NOT_THERE, key, false);
}

static void *owner_of(const struct hsds_reading *r, enum hsds_kind kind, const void *row, size_t *list_at)
{
	const struct hsds_edge *by;
	void *parent;

	if (is_about(kind)) {
		*list_at = kind == HSDS_ATTRIBUTE ? offsetof(struct hsds_any, attributes) : offsetof(struct hsds_any, metadata);
		return subject_of(r, kind, row);
	}
	parent = parent_of(r, kind, row, &by);
	*list_at = by->list_at;
	return parent;
}

/* The other half of a service at a place. */
static bool has_all_parts(struct hsds_reading *r, enum hsds_kind kind, const void *row)
{
	const struct hsds_service_at_location *s = row;

	if (kind != HSDS_SERVICE_AT_LOCATION || hsds_of_id(r, HSDS_LOCATION, s->location_id))
		return true;
	hsds_tell(r, kind, row, "location_id", str_is(s->location_id) ? NOTE_NOT_THERE : N_("The row does not say at which place."),
		  s->location_id, true);
	return false;
}

static void count_in(struct hsds_reading *r, enum hsds_kind kind, void *row)
{
	size_t list_at;
	void *owner = owner_of(r, kind, row, &list_at);

	if (owner)
		put_in_list(owner, list_at, row);
}

/* Take out those that belong to nothing, so that what belongs to them in turn finds nothing either. */
static void drop_lost(struct hsds_reading *r, enum hsds_kind kind)
{
	size_t kept = 0, list_at;
	void **at = r->set->of[kind].at;

	for (size_t i = 0; i < r->set->of[kind].n; i++) {
		bool owned = owner_of(r, kind, at[i], &list_at) != NULL;

		if (!owned)
			tell_alone(r, kind, at[i]);
		if ((owned || may_stand_alone(kind)) && has_all_parts(r, kind, at[i]))
			at[kept++] = at[i];
	}
	if (kept == r->set->of[kind].n)
		return;
	r->set->of[kind].n = kept;
	memset(r->maps[kind].place, 0, r->maps[kind].room * sizeof *r->maps[kind].place);
	for (size_t i = 0; i < kept; i++)
		*slot_of(r, kind, row_at(r->set, kind, i)->id) = (uint32_t)i + 1;
}

static void point(struct hsds_reading *r, const struct hsds_one *one)
{
	for (size_t i = 0; i < r->set->of[one->owner].n; i++) {
		struct hsds_any *row = row_at(r->set, one->owner, i);

		hsds_set_pointer(row, one->pointer_at, hsds_of_id(r, one->target, hsds_text(row, one->key_at)));
	}
}

static void fill_lists(struct hsds_reading *r)
{
	for (enum hsds_kind k = 0; k < HSDS_KINDS; k++)
		for (size_t i = 0; i < r->set->of[k].n; i++)
			count_in(r, k, row_at(r->set, k, i));
}

static bool is_nothing(const struct hsds_set *set)
{
	return !set->of[HSDS_ORGANIZATION].n && !set->of[HSDS_SERVICE].n && !set->of[HSDS_LOCATION].n;
}

enum err hsds_link(struct hsds_reading *r, const char **why)
{
	for (enum hsds_kind k = 0; k < HSDS_KINDS; k++)
		drop_lost(r, k);
	if (is_nothing(r->set)) {
		*why = N_("There is neither an organisation nor a service nor a place in it.");
		return ERR_INVALID;
	}
	for (size_t i = 0; i < hsds_nones; i++)
		point(r, &hsds_ones[i]);
	fill_lists(r);
	for (size_t i = 0; i < hsds_nedges; i++)
		make_lists(r, hsds_edges[i].parent, hsds_edges[i].list_at);
	for (enum hsds_kind k = 0; k < HSDS_KINDS; k++) {
		make_lists(r, k, offsetof(struct hsds_any, attributes));
		make_lists(r, k, offsetof(struct hsds_any, metadata));
	}
	fill_lists(r);
	return OK;
}

enum err hsds_finish(struct hsds_reading *r, enum err e, const char **why)
{
	if (!e && r->full) {
		*why = N_("The file is too large. Please divide it.");
		e = ERR_LIMIT;
	}
	if (!e)
		e = hsds_link(r, why);
	if (e)
		*r->set = (struct hsds_set){ .nfaults = 0 };
	arena_free(r->tmp);
	return e;
}

/* --- clock times ---------------------------------------------------------------------------------------------------------- */
/* "+01:00", "-0530", "+2"; false for anything else. */
static bool offset_of(struct str s, int *offset_min)
{
	int sign = s.p[0] == '-' ? -1 : 1;
	int64_t hours, minutes = 0;

	s = str_slice(s, 1, s.n);
	if (s.n == 5 && s.p[2] == ':') {
		if (!str_int(str_slice(s, 3, 5), &minutes))
			return false;
		s.n = 2;
	} else if (s.n == 4) {
		if (!str_int(str_slice(s, 2, 4), &minutes))
			return false;
		s.n = 2;
	}
	if (!s.n || s.n > 2 || !str_int(s, &hours) || hours > 14 || hours < 0 || minutes > 59 || minutes < 0)
		return false;
	*offset_min = sign * (int)(hours * 60 + minutes);
	return true;
}

static bool digits(struct str s, size_t from, size_t n, int *out)
{
	*out = 0;
	for (size_t i = from; i < from + n; i++) {
		if (i >= s.n || s.p[i] < '0' || s.p[i] > '9')
			return false;
		*out = *out * 10 + s.p[i] - '0';
	}
	return true;
}

int hsds_clock(struct str s, bool *said, int *offset_min)
{
	size_t hour_n, at;
	int hour, minute, second = 0;

	s = str_trim(s);
	*said = false;
	*offset_min = 0;
	hour_n = s.n > 1 && s.p[1] == ':' ? 1 : 2;
	if (!digits(s, 0, hour_n, &hour) || s.n < hour_n + 3 || s.p[hour_n] != ':' || !digits(s, hour_n + 1, 2, &minute))
		return -1;
	at = hour_n + 3;
	if (at < s.n && s.p[at] == ':') {
		if (!digits(s, at + 1, 2, &second))
			return -1;
		at += 3;
	}
	if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && minute))
		return -1;
	if (at < s.n) {
		struct str rest = str_slice(s, at, s.n);

		*said = true;
		if (!str_same(rest, "Z") && !((rest.p[0] == '+' || rest.p[0] == '-') && offset_of(rest, offset_min)))
			return -1;
	}
	return hour * 60 + minute;
}

struct str hsds_clock_str(struct arena *a, int minutes, int offset_s)
{
	int off = (offset_s < 0 ? -offset_s : offset_s) / 60;

	return arena_printf(a, "%02d:%02d%c%02d:%02d", minutes / 60 % 24, minutes % 60, offset_s < 0 ? '-' : '+', off / 60, off % 60);
}
