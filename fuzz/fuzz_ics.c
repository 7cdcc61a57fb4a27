/*
 * fuzz_ics.c -- whatever people wrote, our calendar is one that others read, and they read what was written.
 *
 * The input is cut at bytes 0xFF into the texts of one event.
 */
#include "format/ics.h"
#include "cal/cal.h"

#include <assert.h>
#include <libical/ical.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { OCTETS_MOST = 75 };

static struct str next_text(struct str *rest)
{
	struct str one = S("");

	if (str_is(*rest))
		str_cut(rest, '\xff', &one);
	return utf8_is(one) ? one : S("not UTF-8");
}

/* As a reader sees it: line ends are one kind, other control characters are gone. */
static struct str as_read(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			continue;
		if (s.p[i] == '\r' || s.p[i] == '\n')
			p[n++] = '\n';
		else if ((unsigned char)s.p[i] >= 0x20 || s.p[i] == '\t')
			p[n] = s.p[i], n += s.p[i] != 0x7f;
	}
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)p[i] > 0x20)
			return (struct str){ p, n };
	return S("");                        /* a property of blanks is left out */
}

static void check_lines(struct str all)
{
	struct str line;

	assert(str_ends(all, S("\r\n")));
	while (str_is(all) && str_cut(&all, '\n', &line)) {
		assert(line.n && line.p[line.n - 1] == '\r' && line.n - 1 <= OCTETS_MOST);
		for (size_t i = 0; i + 1 < line.n; i++)
			assert((unsigned char)line.p[i] >= 0x20 || line.p[i] == '\t');
		assert(utf8_is(line));
	}
}

/* libical leaves out the blanks at both ends. */
static void same(const char *read, struct str want)
{
	assert(str_eq(str_trim(str_of(read ? read : "")), str_trim(want)));
}

static void read_back(struct arena *a, struct str all, const struct ics_event *e)
{
	icalcomponent *calendar = icalparser_parse_string(all.p), *event;

	assert(calendar && !icalcomponent_count_errors(calendar));
	event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	assert(event && icalcomponent_count_components(calendar, ICAL_ANY_COMPONENT) == 1);
	same(icalcomponent_get_summary(event), as_read(a, e->summary));
	same(icalcomponent_get_description(event), as_read(a, e->description));
	same(icalcomponent_get_location(event), as_read(a, e->location));
	icalcomponent_free(calendar);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct cal *cal;
	struct str rest = { (const char *)data, n };
	struct arena *a = arena_new(0);
	struct ics_calendar c = { 0 };
	struct ics_event e = { .uid = S("1@samhold"), .stamp = 1481533200, .day = 17000, .start_min = 1140, .duration_min = 90,
			       .latitude = NAN, .longitude = NAN };
	struct buf b;

	if (!cal)
		cal = cal_new();
	e.zone = zone_find(cal, S("Europe/Copenhagen"));
	e.summary = next_text(&rest);
	if (!as_read(a, e.summary).n)
		e.summary = S("every series has its name");
	e.description = next_text(&rest);
	e.location = next_text(&rest);
	e.url = next_text(&rest);
	e.conference_url = next_text(&rest);
	e.categories = next_text(&rest);
	c.name = next_text(&rest);
	c.description = next_text(&rest);
	c.lang = next_text(&rest);
	c.source_url = next_text(&rest);
	buf_init(&b, 16 << 20);
	ics_begin(&b, &c);
	ics_event(&b, &e);
	ics_end(&b);
	check_lines(buf_view(&b));
	read_back(a, arena_str(a, buf_view(&b)), &e);
	buf_free(&b);
	arena_free(a);
	return 0;
}
