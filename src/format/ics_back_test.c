/* ics_back_test.c -- reads a calendar with libical, as another program would. */
#include "format/ics_back_test.h"
#include "test.h"

enum { DATES_MOST = 5000 };

/* An instant, or the wall time of an event by the clock that the calendar itself describes. */
static int64_t utc_of(icalcomponent *calendar, icalcomponent *event, struct icaltimetype at)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
	icalparameter *tzid = icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
	icaltimezone *zone;

	if (icaltime_is_utc(at))
		return icaltime_as_timet(at);
	assert_non_null(tzid);
	zone = icalcomponent_get_timezone(calendar, icalparameter_get_tzid(tzid));
	assert_non_null(zone);
	at.zone = NULL;
	return icaltime_as_timet_with_zone(at, zone);
}

static icalcomponent *override_at(icalcomponent *calendar, const char *uid, struct icaltimetype at)
{
	icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);

	for (; e; e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
		struct icaltimetype id = icalcomponent_get_recurrenceid(e);

		if (!strcmp(icalcomponent_get_uid(e), uid) && !icaltime_is_null_time(id) &&
		    icaltime_compare(id, at) == 0)
			return e;
	}
	return NULL;
}

static bool has_exdate(icalcomponent *event, struct icaltimetype at)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);

	for (; p; p = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
		struct icaltimetype d = icalproperty_get_exdate(p);

		if (d.year == at.year && d.month == at.month && d.day == at.day && d.hour == at.hour &&
		    d.minute == at.minute)
			return true;
	}
	return false;
}

static bool is_cancelled(icalcomponent *event)
{
	icalproperty *p = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);

	return p && icalproperty_get_status(p) == ICAL_STATUS_CANCELLED;
}

static bool one_start(icalcomponent *calendar, icalcomponent *master, struct icaltimetype at,
		      int64_t *start)
{
	icalcomponent *o = override_at(calendar, icalcomponent_get_uid(master), at);

	if (is_cancelled(o ? o : master) || (!o && has_exdate(master, at)))
		return false;
	*start = utc_of(calendar, o ? o : master, o ? icalcomponent_get_dtstart(o) : at);
	return true;
}

static icalcomponent *master_of(icalcomponent *calendar, const char *uid)
{
	icalcomponent *e = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);

	for (; e; e = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
		if (!strcmp(icalcomponent_get_uid(e), uid) &&
		    icaltime_is_null_time(icalcomponent_get_recurrenceid(e)))
			return e;
	return NULL;
}

/* All that the rule gives, or the first date alone, and then what is listed beside. */
static size_t dates_of(icalcomponent *master, int last_year, struct icaltimetype *dates, size_t most)
{
	icalproperty *p = icalcomponent_get_first_property(master, ICAL_RRULE_PROPERTY);
	struct icaltimetype at = icalcomponent_get_dtstart(master);
	icalrecur_iterator *it;
	size_t n = 0;

	if (p) {
		it = icalrecur_iterator_new(icalproperty_get_rrule(p), at);
		for (at = icalrecur_iterator_next(it); !icaltime_is_null_time(at) && n < most && at.year <= last_year;
		     at = icalrecur_iterator_next(it))
			dates[n++] = at;
		icalrecur_iterator_free(it);
	} else {
		dates[n++] = at;
	}
	p = icalcomponent_get_first_property(master, ICAL_RDATE_PROPERTY);
	for (; p && n < most; p = icalcomponent_get_next_property(master, ICAL_RDATE_PROPERTY))
		dates[n++] = icalproperty_get_rdate(p).time;
	return n;
}

size_t ics_back_starts(icalcomponent *calendar, const char *uid, int last_year, int64_t *starts,
		       size_t most)
{
	static struct icaltimetype dates[DATES_MOST];
	icalcomponent *master = master_of(calendar, uid);
	size_t all, n = 0;

	assert_non_null(master);
	all = dates_of(master, last_year, dates, DATES_MOST);
	for (size_t i = 0; i < all && n < most; i++)
		n += one_start(calendar, master, dates[i], &starts[n]);
	return n;
}

icalcomponent *ics_back(struct buf *b)
{
	icalcomponent *c = icalparser_parse_string(buf_view(b).p);

	assert_non_null(c);
	if (icalcomponent_count_errors(c))
		print_error("%s\n", icalcomponent_as_ical_string(c));
	same_int(icalcomponent_count_errors(c), 0);
	ok(icalrestriction_check(c));
	same_int(icalcomponent_count_errors(c), 0);
	return c;
}
