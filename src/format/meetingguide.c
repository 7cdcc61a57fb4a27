/*
 * meetingguide.c -- reading Meeting Guide JSON as it is met.
 *
 * Real feeds differ from the spec and from one another, so each entry is read
 * by itself and as generously as can be done without guessing; what was read
 * generously is noted for the keeper, what would be a guess is refused with a
 * reason.  The list is walked entry by entry (json_walk), not parsed as a
 * whole: a forgotten comma inside one entry, a name used twice, letters in
 * another encoding then concern that entry alone, and a feed of twenty
 * thousand meetings needs the memory of one entry beside its result.
 *
 * Letters that are not UTF-8 are read as Windows-1252, byte by byte, with a
 * note on each entry where it happened: of the choices this one loses nothing,
 * and the keeper sees where to look.
 *
 * Only the fields named in the tables below are ever looked at.  Contact
 * persons, e-mail addresses and payment names are not among them.
 */
#include "format/meetingguide_parts.h"

#include <math.h>
#include <string.h>
#include <strings.h>

static const char NOTE_NAME[] = N_("The name was longer than 255 characters and was cut.");
static const char NOTE_DAY[] = N_("The day was written in another way and was read as a weekday.");
static const char NOTE_HALF_TIME[] =
	N_("There is a day without a time, or a time without a day: listed as by appointment.");
static const char NOTE_END[] = N_("The end cannot be read, or is the same as the start, and was left out.");
static const char NOTE_MIDNIGHT[] = N_("An end at 24:00 was read as 00:00 the next day.");
static const char NOTE_UPDATED[] = N_("We could not read when the entry was last updated.");
static const char NOTE_POINT[] = N_("The map point is not a place on earth and was left out.");
static const char NOTE_ORIGIN[] = N_("The map point 0, 0 is in the sea and was left out.");
static const char NOTE_TYPES[] = N_("Some meeting types could not be read and were left out.");
static const char NOTE_REGIONS[] = N_("Some regions could not be read and were left out.");
static const char NOTE_ATTENDANCE[] = N_("We do not know this way of attending; it was left out.");
static const char NOTE_EXACT[] = N_("We could not read whether the address is exact.");
const char mg_note_time[] = N_("The time was written in another way and was read as a time of day.");
const char mg_note_updated[] =
	N_("The time of the last update was written in another way, and was taken to be in UTC.");

enum { NAME_MOST = 255, SLUG_MOST = 255, TYPE_MOST = 60, REGION_MOST = 120, VALUE_MOST = 80 };

/* --- one meeting ------------------------------------------------------------------------ */
void mg_mend(struct mg_meeting *m, const char *note)
{
	for (size_t i = 0; i < m->nmended; i++)
		if (m->mended[i] == note)
			return;
	if (m->nmended < MG_NOTES_MOST)
		m->mended[m->nmended++] = note;
}

/* The first reason stays: it is the one to mend first. */
void mg_refuse(struct mg_reading *r, struct mg_meeting *m, const char *why, struct str value)
{
	struct mg_meeting aside = { .nmended = 0 };

	if (m->refused)
		return;
	m->refused = why;
	m->refused_value = mg_clean(r, &aside, value, CLEAN_LINE, VALUE_MOST);
}

void mg_refuse_time(struct mg_reading *r, struct mg_meeting *m, struct str value)
{
	const char *why = str_starts(str_trim(value), S("24"))
		? N_("The time {x} is not a time of day. Write 00:00 and the next day.")
		: N_("The time {x} cannot be read. Please write it like 19:00.");

	mg_refuse(r, m, why, value);
}

static bool loosely(struct str a, const char *z)
{
	size_t i;

	for (i = 0; i < a.n && z[i]; i++) {
		char x = a.p[i] == ' ' ? '_' : a.p[i];

		if ((x >= 'A' && x <= 'Z' ? x + 32 : x) != z[i])
			return false;
	}
	return i == a.n && !z[i];
}

const struct json *mg_field(const struct json *entry, const char *name)
{
	for (size_t i = 0; i < entry->n; i++) {
		const struct json *v = &entry->at[i];

		if (loosely(entry->names[i], name))
			return v->type == JSON_NULL || (v->type == JSON_TEXT && !str_trim(v->text).n) ? NULL : v;
	}
	return NULL;
}

struct str mg_plain(struct arena *a, const struct json *v)
{
	if (v && v->type == JSON_TEXT)
		return v->text;
	if (v && v->type == JSON_INT)
		return arena_printf(a, "%lld", (long long)v->i);
	return STR_ABSENT;
}

/* Any value in a few words, for the person who is told that it is wrong. */
static struct str shown(struct arena *a, const struct json *v)
{
	if (v->type == JSON_REAL)
		return arena_printf(a, "%g", v->r);
	if (v->type == JSON_TRUE)
		return S("true");
	if (v->type == JSON_FALSE)
		return S("false");
	return mg_plain(a, v);
}

/* --- texts ------------------------------------------------------------------------------- */
static const struct text_field {
	const char *name;
	size_t at;
	enum clean_kind kind;
	size_t most;                      /* characters */
} text_fields[] = {
#define TEXT(field, kind, most) { #field, offsetof(struct mg_meeting, field), kind, most }
	TEXT(timezone, CLEAN_LINE, 64),
	TEXT(location, CLEAN_LINE, 255),
	TEXT(formatted_address, CLEAN_LINE, 500),
	TEXT(address, CLEAN_LINE, 255),
	TEXT(city, CLEAN_LINE, 120),
	TEXT(state, CLEAN_LINE, 120),
	TEXT(postal_code, CLEAN_LINE, 40),
	TEXT(country, CLEAN_LINE, 120),
	TEXT(conference_url, CLEAN_LINK, 2000),
	TEXT(conference_url_notes, CLEAN_LINES, 1000),
	TEXT(conference_phone, CLEAN_LINE, 120),
	TEXT(conference_phone_notes, CLEAN_LINES, 1000),
	TEXT(notes, CLEAN_LINES, 5000),
	TEXT(location_notes, CLEAN_LINES, 5000),
	TEXT(group, CLEAN_LINE, 255),
	TEXT(group_notes, CLEAN_LINES, 5000),
	TEXT(url, CLEAN_LINK, 2000),
	TEXT(feedback_url, CLEAN_LINK, 2000),
	TEXT(entity, CLEAN_LINE, 255),
	TEXT(entity_url, CLEAN_LINK, 2000),
	TEXT(entity_phone, CLEAN_LINE, 60),
#undef TEXT
};

static void read_texts(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	for (size_t i = 0; i < sizeof text_fields / sizeof *text_fields; i++) {
		const struct text_field *f = &text_fields[i];
		struct str s = mg_plain(r->tmp, mg_field(entry, f->name));

		if (!s.p)
			continue;
		s = mg_clean(r, m, s, f->kind, f->most);
		memcpy((char *)m + f->at, &s, sizeof s);
	}
}

/* "https://zoom.us/j/1 passcode: fish": the link was read, the rest goes where such things belong. */
static void keep_behind_link(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	struct str s = str_trim(mg_plain(r->tmp, mg_field(entry, "conference_url")));
	size_t space = str_index(s, S(" "), 0);

	if (space != SIZE_MAX && str_is(m->conference_url) && !m->conference_url_notes.p)
		m->conference_url_notes = mg_clean(r, m, str_slice(s, space, s.n), CLEAN_LINES, 1000);
}

static void read_name(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	struct str s = mg_plain(r->tmp, mg_field(entry, "name"));
	size_t notes = m->nmended;

	m->name = s.p ? mg_clean(r, m, s, CLEAN_LINE, NAME_MOST) : STR_ABSENT;
	/* The name deserves a note of its own. */
	for (size_t i = notes; i < m->nmended; i++)
		if (m->mended[i] == clean_note_cut)
			m->mended[i] = NOTE_NAME;
	if (!str_is(m->name))
		mg_refuse(r, m, N_("The meeting has no name."), STR_ABSENT);
}

/* Some lists give a number to each entry and no slug. */
static void read_slug(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	struct str s = mg_plain(r->tmp, mg_field(entry, "slug"));

	if (!s.p)
		s = mg_plain(r->tmp, mg_field(entry, "id"));
	if (s.p)
		m->slug = mg_clean(r, m, s, CLEAN_LINE, SLUG_MOST);
}

/* --- day and time ------------------------------------------------------------------------ */
static void add_day(struct mg_meeting *m, int day)
{
	for (size_t i = 0; i < m->ndays; i++)
		if (m->days[i] == day)
			return;
	m->days[m->ndays++] = day;
}

static void refuse_day(struct mg_reading *r, struct mg_meeting *m, struct str value)
{
	mg_refuse(r, m, N_("{x} is not a weekday. Days go from 0, Sunday, to 6, Saturday."), value);
}

static void read_day_text(struct mg_reading *r, struct mg_meeting *m, struct str text)
{
	int64_t number;
	int day = -1;

	text = str_trim(text);
	if (str_int(text, &number)) {
		if (number >= 0 && number <= 6)
			day = (int)number;
	} else {
		day = mg_weekday(text);
		mg_mend(m, NOTE_DAY);
	}
	if (day < 0)
		refuse_day(r, m, text);
	else
		add_day(m, day);
}

static void read_day(struct mg_reading *r, struct mg_meeting *m, const struct json *v)
{
	struct str rest = mg_plain(r->tmp, v), one;

	if (v->type == JSON_REAL && v->r >= 0 && v->r <= 6 && v->r == floor(v->r))
		add_day(m, (int)v->r);
	else if (!rest.p)
		refuse_day(r, m, shown(r->tmp, v));
	while (str_cut(&rest, ',', &one))
		read_day_text(r, m, one);
}

static void read_days(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	const struct json *v = mg_field(entry, "day");

	if (!v)
		return;
	if (v->type != JSON_ARRAY)
		read_day(r, m, v);
	else
		for (size_t i = 0; i < v->n; i++)
			read_day(r, m, &v->at[i]);
}

static void read_start(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	const struct json *v = mg_field(entry, "time");
	struct str text = mg_plain(r->tmp, v);
	bool odd;

	if (!v)
		return;
	m->start_min = mg_minutes(text, &odd);
	if (m->start_min < 0)
		mg_refuse_time(r, m, shown(r->tmp, v));
	else if (odd)
		mg_mend(m, mg_note_time);
}

static void read_end(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	const struct json *v = mg_field(entry, "end_time");
	struct str text;
	bool odd;

	if (!v)
		v = mg_field(entry, "end_time_next_day");
	if (!v)
		return;
	text = str_trim(mg_plain(r->tmp, v));
	if (str_same(text, "24:00")) {
		text = S("00:00");
		mg_mend(m, NOTE_MIDNIGHT);
	}
	m->end_min = mg_minutes(text, &odd);
	if (m->end_min < 0 || m->end_min == m->start_min) {
		m->end_min = -1;
		mg_mend(m, NOTE_END);
	} else if (odd) {
		mg_mend(m, mg_note_time);
	}
}

static void read_when(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	bool half;

	read_days(r, m, entry);
	read_start(r, m, entry);
	half = !m->ndays != (m->start_min < 0);
	if (!m->ndays || m->start_min < 0) {
		if (half && !m->refused)
			mg_mend(m, NOTE_HALF_TIME);
		m->ndays = 0;
		m->start_min = -1;
		return;
	}
	read_end(r, m, entry);
}

static void read_updated(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	const struct json *v = mg_field(entry, "updated");
	bool odd;

	if (!v)
		return;
	m->updated = mg_instant(mg_plain(r->tmp, v), &odd);
	if (!m->updated)
		mg_mend(m, NOTE_UPDATED);
	else if (odd)
		mg_mend(m, mg_note_updated);
}

/* --- place ------------------------------------------------------------------------------- */
static bool real_of(const struct json *v, double *out)
{
	if (v && v->type == JSON_TEXT)
		return str_real(str_trim(v->text), out);
	if (!v || (v->type != JSON_INT && v->type != JSON_REAL))
		return false;
	*out = v->type == JSON_INT ? (double)v->i : v->r;
	return true;
}

static void read_point(struct mg_meeting *m, const struct json *entry)
{
	const struct json *north = mg_field(entry, "latitude"), *east = mg_field(entry, "longitude");
	double latitude, longitude;

	if (!north && !east)
		return;
	if (!real_of(north, &latitude) || !real_of(east, &longitude) || fabs(latitude) > 90 || fabs(longitude) > 180) {
		mg_mend(m, NOTE_POINT);
		return;
	}
	if (latitude == 0 && longitude == 0) {
		mg_mend(m, NOTE_ORIGIN);
		return;
	}
	m->has_point = true;
	m->latitude = latitude;
	m->longitude = longitude;
}

static void add_region(struct mg_reading *r, struct mg_meeting *m, struct str s)
{
	s = mg_clean(r, m, s, CLEAN_LINE, REGION_MOST);
	if (s.n && m->nregions == MG_REGIONS_MOST)
		mg_mend(m, NOTE_REGIONS);
	else if (s.n)
		m->regions[m->nregions++] = s;
}

/* A part counts only under the one above it. */
static void read_region_parts(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	static const char *const parts[] = { "region", "sub_region", "sub_sub_region" };
	const struct json *v;

	for (size_t i = 0; i < 3 && (v = mg_field(entry, parts[i])) != NULL; i++)
		add_region(r, m, mg_plain(r->tmp, v));
}

static void read_regions(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	const struct json *v = mg_field(entry, "regions");
	struct str rest = mg_plain(r->tmp, v), one;

	/* "Jutland > Aarhus" is how the table form of the spec writes several in one. */
	while (str_cut(&rest, '>', &one))
		add_region(r, m, one);
	for (size_t i = 0; v && v->type == JSON_ARRAY && i < v->n; i++) {
		one = mg_plain(r->tmp, &v->at[i]);
		add_region(r, m, one);
		if (!one.p && v->at[i].type != JSON_NULL)
			mg_mend(m, NOTE_REGIONS);
	}
	if (!m->nregions)
		read_region_parts(r, m, entry);
}

static void read_exactness(struct mg_meeting *m, const struct json *entry)
{
	const struct json *v = mg_field(entry, "approximate");
	struct str s = v && v->type == JSON_TEXT ? str_trim(v->text) : STR_ABSENT;

	if (!v)
		return;
	if (v->type == JSON_TRUE || loosely(s, "yes") || loosely(s, "true"))
		m->exactness = MG_APPROXIMATE;
	else if (v->type == JSON_FALSE || loosely(s, "no") || loosely(s, "false"))
		m->exactness = MG_EXACT;
	else
		mg_mend(m, NOTE_EXACT);
}

/* Online is a way to meet and not a place; we write it ourselves where others insist on one. */
static void settle_address(struct mg_meeting *m)
{
	if (loosely(m->formatted_address, "online"))
		m->formatted_address = STR_ABSENT;
	if (!mg_has_address(m))
		m->exactness = MG_EXACT_UNKNOWN;
}

/* --- the rest ---------------------------------------------------------------------------- */
void mg_add_type(struct mg_reading *r, struct mg_meeting *m, struct str code)
{
	code = mg_clean(r, m, code, CLEAN_LINE, TYPE_MOST);
	if (!code.n)
		return;
	for (size_t i = 0; i < m->ntypes; i++)
		if (str_eq(m->types[i], code))
			return;
	if (m->ntypes == MG_TYPES_MOST)
		mg_mend(m, NOTE_TYPES);
	else
		m->types[m->ntypes++] = code;
}

static void read_types(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	const struct json *v = mg_field(entry, "types");
	struct str rest = mg_plain(r->tmp, v), one;

	if (v && v->type != JSON_ARRAY && !rest.p)
		mg_mend(m, NOTE_TYPES);
	while (str_cut(&rest, ',', &one))
		mg_add_type(r, m, one);
	for (size_t i = 0; v && v->type == JSON_ARRAY && i < v->n; i++) {
		one = mg_plain(r->tmp, &v->at[i]);
		if (one.p)
			mg_add_type(r, m, one);
		else if (v->at[i].type != JSON_NULL)
			mg_mend(m, NOTE_TYPES);
	}
}

static void read_attendance(struct mg_meeting *m, const struct json *entry)
{
	static const char *const ways[] = { "in_person", "online", "hybrid", "inactive" };
	const struct json *v = mg_field(entry, "attendance_option");

	for (size_t i = 0; v && v->type == JSON_TEXT && i < sizeof ways / sizeof *ways; i++)
		if (loosely(str_trim(v->text), ways[i]))
			m->attendance = str_of(ways[i]);
	if (v && !m->attendance.p)
		mg_mend(m, NOTE_ATTENDANCE);
}

static void read_entity_link(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	struct str s = mg_plain(r->tmp, mg_field(entry, "entity_website_url"));

	if (s.p && !m->entity_url.p)
		m->entity_url = mg_clean(r, m, s, CLEAN_LINK, 2000);
}

/* Our own record is kept as it stands; what it holds is for the import to judge. */
static void read_own(struct mg_reading *r, struct mg_meeting *m)
{
	struct json_piece member;
	struct json_fault fault;
	struct json_walk w;

	if (str_index(r->bytes, S("\"samhold\""), 0) == SIZE_MAX || json_walk_start(&w, r->bytes, 1, &fault))
		return;
	while (!json_walk_next(&w, &member, &fault))
		if (str_same(member.name, "samhold") && member.text.p[0] == '{')
			m->own = arena_str(r->a, member.text);
}

static void read_meeting(struct mg_reading *r, const struct json *entry)
{
	struct mg_meeting *m = mg_add(r);

	if (!m)
		return;
	read_name(r, m, entry);
	read_slug(r, m, entry);
	read_when(r, m, entry);
	read_texts(r, m, entry);
	keep_behind_link(r, m, entry);
	read_entity_link(r, m, entry);
	read_exactness(m, entry);
	settle_address(m);
	read_point(m, entry);
	read_regions(r, m, entry);
	read_types(r, m, entry);
	read_attendance(m, entry);
	read_updated(r, m, entry);
	read_own(r, m);
}

enum err mg_read(struct arena *a, struct str bytes, struct mg_feed *feed, const char **why, int *line)
{
	return mg_each(a, bytes, feed, read_meeting, why, line);
}
