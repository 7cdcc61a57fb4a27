/*
 * oiaa.c -- the list of worldwide online meetings, into Meeting Guide terms.
 *
 * An entry holds lines of "Monday 7:00 PM" in one text, types and ways of
 * meeting as words, and sometimes a private telephone number in the field for
 * the one to dial.  Words that are types of the spec become its codes; the
 * others ("Video", "24/7") stay words among the types.
 */
#include "format/oiaa.h"

#include "format/meetingguide_parts.h"

#include <string.h>

static const char NOTE_PHONE[] =
	N_("A telephone number was left out, because the meeting is not held by telephone.");

enum { TIMES_MOST = 48 };

/* The weekdays of one time of day. */
struct slot {
	int start_min;
	unsigned days;                    /* bit 0 Sunday */
};

struct slots {
	struct slot at[TIMES_MOST];
	size_t n;
};

bool oiaa_is(struct str bytes)
{
	struct json_fault fault;
	struct json_piece entry;
	struct json_walk w;

	if (json_walk_start(&w, bytes, 1, &fault) || w.object || json_walk_next(&w, &entry, &fault))
		return false;
	return str_index(entry.text, S("\"meetingId\""), 0) != SIZE_MAX &&
	       str_index(entry.text, S("\"formats\""), 0) != SIZE_MAX;
}

static bool add_slot(struct slots *slots, int day, int start_min)
{
	size_t i = 0;

	while (i < slots->n && slots->at[i].start_min != start_min)
		i++;
	if (i == TIMES_MOST)
		return false;
	if (i == slots->n)
		slots->at[slots->n++] = (struct slot){ .start_min = start_min };
	slots->at[i].days |= 1u << day;
	return true;
}

/* "Monday 7:00 PM", one on each line; false with the line that cannot be read. */
static bool read_slots(struct str times, struct slots *slots, struct str *bad)
{
	struct str line;

	while (str_cut(&times, '\n', &line)) {
		struct str rest = str_trim(line), day;
		int weekday, minutes;
		bool odd;

		*bad = line = rest;
		if (!line.n)
			continue;
		str_cut(&rest, ' ', &day);
		weekday = mg_weekday(day);
		minutes = rest.p ? mg_minutes(str_trim(rest), &odd) : -1;
		if (weekday < 0 || minutes < 0 || !add_slot(slots, weekday, minutes))
			return false;
	}
	return true;
}

static struct str field(struct mg_reading *r, const struct json *entry, const char *name)
{
	return mg_plain(r->tmp, mg_field(entry, name));
}

/* Words between commas: codes where the spec has one. */
static void read_words(struct mg_reading *r, struct mg_meeting *m, struct str words)
{
	struct str word;

	while (str_cut(&words, ',', &word)) {
		const char *code = mg_type_code(str_trim(word));

		mg_add_type(r, m, code ? str_of(code) : word);
	}
}

/* "12/29/20 JB", several on lines of their own: the latest day, not who it was. */
static int64_t last_edit(struct str dates)
{
	int64_t latest = 0, at;
	struct str line, day;
	bool odd;

	while (str_cut(&dates, '\n', &line)) {
		line = str_trim(line);
		if (str_cut(&line, ' ', &day) && (at = mg_instant(day, &odd)) > latest)
			latest = at;
	}
	return latest;
}

static void read_phone(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	struct str phone = field(r, entry, "phone"), code = field(r, entry, "accesscode");

	if (str_index(field(r, entry, "formats"), S("Telephone"), 0) != SIZE_MAX) {
		m->conference_phone = mg_clean(r, m, phone, CLEAN_LINE, 120);
		m->conference_phone_notes = mg_clean(r, m, code, CLEAN_LINES, 1000);
		return;
	}
	m->conference_url_notes = mg_clean(r, m, code, CLEAN_LINES, 1000);
	if (str_is(phone))
		mg_mend(m, NOTE_PHONE);
}

/* All but the time. */
static void read_common(struct mg_reading *r, struct mg_meeting *m, const struct json *entry)
{
	m->name = mg_clean(r, m, field(r, entry, "name"), CLEAN_LINE, 255);
	m->timezone = mg_clean(r, m, field(r, entry, "timezone"), CLEAN_LINE, 64);
	m->notes = mg_clean(r, m, field(r, entry, "notes"), CLEAN_LINES, 5000);
	m->formatted_address = mg_clean(r, m, field(r, entry, "physicallocation"), CLEAN_LINE, 500);
	m->exactness = str_is(m->formatted_address) ? MG_APPROXIMATE : MG_EXACT_UNKNOWN;
	m->attendance = S("online");
	read_words(r, m, field(r, entry, "types"));
	read_words(r, m, field(r, entry, "languages"));
	read_words(r, m, field(r, entry, "formats"));
	read_phone(r, m, entry);
	m->updated = last_edit(field(r, entry, "lasteditdate"));
	if (!str_is(m->name))
		mg_refuse(r, m, N_("The meeting has no name."), STR_ABSENT);
}

static void put_slug(struct mg_reading *r, struct mg_meeting *m, struct str number)
{
	struct str slug = arena_join(r->a, S("oiaa-"), mg_clean(r, m, number, CLEAN_LINE, 40));

	if (!str_is(number))
		return;
	m->slug = m->start_min < 0 ? slug
				   : arena_printf(r->a, "%.*s-%02d%02d", STR_ARG(slug), m->start_min / 60,
						  m->start_min % 60);
}

static void put_slot(struct mg_meeting *m, const struct slot *slot)
{
	m->start_min = slot->start_min;
	for (int day = 0; day < 7; day++)
		if (slot->days & 1u << day)
			m->days[m->ndays++] = day;
}

static void read_entry(struct mg_reading *r, const struct json *entry)
{
	struct mg_meeting *m = mg_add(r), first;
	struct str bad, number = field(r, entry, "meetingid");
	struct slots slots = { .n = 0 };
	bool readable = read_slots(field(r, entry, "times"), &slots, &bad);

	if (!m)
		return;
	read_common(r, m, entry);
	if (!readable)
		mg_refuse(r, m, N_("The time \"{x}\" cannot be read. Please write it like Monday 7:00 PM."), bad);
	first = *m;
	/* Without times it is a chat or a list by e-mail, open around the clock. */
	for (size_t i = 0; i < slots.n && !first.refused && (i == 0 || (m = mg_add(r)) != NULL); i++) {
		*m = first;
		put_slot(m, &slots.at[i]);
		put_slug(r, m, number);
	}
	if (!slots.n || first.refused)
		put_slug(r, m, number);
}

enum err oiaa_read(struct arena *a, struct str bytes, struct mg_feed *feed, const char **why, int *line)
{
	return mg_each(a, bytes, feed, read_entry, why, line);
}
