/* meetingguide_write.c -- Meeting Guide JSON, the way the widgets in use accept it. */
#include "format/meetingguide_parts.h"

#include "base/date.h"

#include <string.h>

static const struct {
	const char *name;
	size_t at;
} texts[] = {
#define TEXT(field) { #field, offsetof(struct mg_meeting, field) }
	TEXT(timezone), TEXT(location), TEXT(address), TEXT(city), TEXT(state), TEXT(postal_code),
	TEXT(country), TEXT(conference_url), TEXT(conference_url_notes), TEXT(conference_phone),
	TEXT(conference_phone_notes), TEXT(notes), TEXT(location_notes), TEXT(group), TEXT(group_notes),
	TEXT(url), TEXT(feedback_url), TEXT(entity), TEXT(entity_url), TEXT(entity_phone),
#undef TEXT
	/* The text of the spec says one name, its example and the widget the other. */
	{ "entity_website_url", offsetof(struct mg_meeting, entity_url) },
	{ "attendance_option", offsetof(struct mg_meeting, attendance) },
};

static void put_minutes(struct json_out *o, const char *name, int minutes)
{
	char text[6] = { (char)('0' + minutes / 600), (char)('0' + minutes / 60 % 10), ':',
			 (char)('0' + minutes % 60 / 10), (char)('0' + minutes % 10), 0 };

	json_put_str(o, name, str_of(text));
}

static void put_time(struct json_out *o, const struct mg_meeting *m, int day)
{
	json_put_int(o, "day", day);
	put_minutes(o, "time", m->start_min);
	if (m->end_min >= 0)
		put_minutes(o, m->end_min > m->start_min ? "end_time" : "end_time_next_day", m->end_min);
}

static void put_list(struct json_out *o, const char *name, const struct str *at, size_t n)
{
	if (!n)
		return;
	json_name(o, name);
	json_array(o);
	for (size_t i = 0; i < n; i++)
		json_str(o, at[i]);
	json_end_array(o);
}

static bool is_online(const struct mg_meeting *m)
{
	return str_same(m->attendance, "online") || str_is(m->conference_url) || str_is(m->conference_phone);
}

bool mg_has_address(const struct mg_meeting *m)
{
	return str_is(m->formatted_address) || str_is(m->address) || str_is(m->city) || str_is(m->state) ||
	       str_is(m->postal_code) || str_is(m->country);
}

/*
 * Unknown: a street number makes it exact.  Left unsaid, the widget would take every address of
 * fewer than four parts ("Vesterbrogade 1, 1620 København V, Danmark") for a rough one and show
 * the meeting as inactive; said wrongly of a meeting online, it would show it as one in a room.
 */
static bool is_exact(const struct mg_meeting *m)
{
	struct str rest = str_is(m->address) ? m->address : m->formatted_address, street;

	if (!mg_has_address(m))
		return false;
	if (m->exactness != MG_EXACT_UNKNOWN)
		return m->exactness == MG_EXACT;
	if (str_same(m->attendance, "online") || !str_cut(&rest, ',', &street))
		return false;
	for (size_t i = 0; i < street.n; i++)
		if (street.p[i] >= '0' && street.p[i] <= '9')
			return true;
	return false;
}

static void put_place(struct json_out *o, const struct mg_meeting *m)
{
	json_put_is(o, "formatted_address", m->formatted_address);
	if (!mg_has_address(m) && is_online(m))
		json_put_str(o, "formatted_address", S("Online"));
	json_put_str(o, "approximate", is_exact(m) ? S("no") : S("yes"));
	put_list(o, "regions", m->regions, m->nregions);
	if (m->has_point) {
		json_put_real(o, "latitude", m->latitude);
		json_put_real(o, "longitude", m->longitude);
	}
}

static void put_updated(struct json_out *o, int64_t t)
{
	struct ymd d = day_ymd((day_t)(t / 86400));
	int s = (int)(t % 86400);
	struct buf text;

	if (t <= 0)
		return;
	buf_init(&text, 40);
	buf_fmt(&text, "%04d-%02d-%02d %02d:%02d:%02d", d.year, d.month, d.day, s / 3600, s / 60 % 60, s % 60);
	json_put_str(o, "updated", buf_view(&text));
	buf_free(&text);
}

static void put_slug(struct json_out *o, const struct mg_meeting *m, int day)
{
	struct buf slug;

	if (m->ndays < 2) {
		json_put_str(o, "slug", m->slug);
		return;
	}
	buf_init(&slug, m->slug.n + 8);
	buf_str(&slug, m->slug);
	buf_str(&slug, str_of(mg_day_suffix[day]));
	json_put_str(o, "slug", buf_view(&slug));
	buf_free(&slug);
}

/* day -1: by appointment */
static void put_meeting(struct json_out *o, const struct mg_meeting *m, int day)
{
	json_object(o);
	put_slug(o, m, day);
	json_put_str(o, "name", m->name);
	if (day >= 0)
		put_time(o, m, day);
	put_list(o, "types", m->types, m->ntypes);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str text;

		memcpy(&text, (const char *)m + texts[i].at, sizeof text);
		json_put_is(o, texts[i].name, text);
	}
	put_place(o, m);
	put_updated(o, m->updated);
	if (str_is(m->own)) {
		json_name(o, "samhold");
		json_made(o, m->own);
	}
	json_end_object(o);
}

void mg_write(struct json_out *o, const struct mg_meeting *m)
{
	if (m->refused)
		return;
	if (!m->ndays)
		put_meeting(o, m, -1);
	for (size_t i = 0; i < m->ndays; i++)
		put_meeting(o, m, m->days[i]);
}
