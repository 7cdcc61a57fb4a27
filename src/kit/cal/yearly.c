/*
 * yearly.c -- the rule in the last line of a zone file: when summer time comes round for ever.
 *
 * POSIX.1-2017 section 8.3, with the longer hours of RFC 8536 section 3.3.1.
 * Only the form Mmonth.week.weekday is read: no zone uses the two others.  On
 * which days it falls is libical's answer, not ours.
 */
#include "cal/zone.h"

#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

static bool eat(struct str *s, char c)
{
	if (!s->n || s->p[0] != c)
		return false;
	*s = str_slice(*s, 1, s->n);
	return true;
}

static bool number(struct str *s, int least, int most, int *out)
{
	size_t n = 0;
	int v = 0;

	while (n < s->n && n < 4 && s->p[n] >= '0' && s->p[n] <= '9')
		v = v * 10 + (s->p[n++] - '0');
	*s = str_slice(*s, n, s->n);
	*out = v;
	return n && v >= least && v <= most;
}

/* [+-]h[:mm[:ss]] as seconds. */
static bool clock_time(struct str *s, int hours_most, int *out)
{
	bool minus = eat(s, '-');
	int h, m = 0, sec = 0;

	if (!minus)
		eat(s, '+');
	if (!number(s, 0, hours_most, &h))
		return false;
	if (eat(s, ':') && (!number(s, 0, 59, &m) || (eat(s, ':') && !number(s, 0, 59, &sec))))
		return false;
	*out = (h * 3600 + m * 60 + sec) * (minus ? -1 : 1);
	return true;
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* "CET" or "<+0545>". */
static bool abbreviation(struct str *s, struct period *p)
{
	bool quoted = eat(s, '<');
	size_t n = 0;

	while (n < s->n && (quoted ? s->p[n] != '>' : is_letter(s->p[n])))
		n++;
	if (!n || n >= sizeof p->abbreviation)
		return false;
	memcpy(p->abbreviation, s->p, n);
	*s = str_slice(*s, n, s->n);
	return !quoted || eat(s, '>');
}

/* ",M3.5.0/2": without a time at two o'clock. */
static bool change(struct str *s, struct yearly_change *c)
{
	c->seconds = 2 * 3600;
	return eat(s, ',') && eat(s, 'M') && number(s, 1, 12, &c->month) && eat(s, '.') &&
	       number(s, 1, 5, &c->week) && eat(s, '.') && number(s, 0, 6, &c->weekday) &&
	       (!eat(s, '/') || clock_time(s, 167, &c->seconds));
}

bool yearly_parse(struct str s, struct yearly *out)
{
	int west;

	memset(out, 0, sizeof *out);            /* periods are compared byte by byte */
	if (!s.n)
		return true;                    /* no rule: the last change holds for ever */
	if (!abbreviation(&s, &out->standard) || !clock_time(&s, 24, &west))
		return false;
	out->standard.offset_s = -west;         /* POSIX counts west of Greenwich */
	if (!s.n)
		return true;
	out->dst.dst = true;
	out->dst.offset_s = out->standard.offset_s + 3600;
	if (!abbreviation(&s, &out->dst))
		return false;
	if (s.n && s.p[0] != ',') {
		if (!clock_time(&s, 24, &west))
			return false;
		out->dst.offset_s = -west;
	}
	return change(&s, &out->begins) && change(&s, &out->ends) && !s.n;
}

bool yearly_days(const struct yearly_change *c, int from, int to, day_t days[YEARLY_MOST])
{
	static const char *const weekday[] = { "SU", "MO", "TU", "WE", "TH", "FR", "SA" };
	struct icaltimetype at = { .year = from, .month = 1, .day = 1, .is_date = 1 };
	struct icalrecurrencetype rule;
	icalrecur_iterator *it;
	char text[64];
	int year = from;

	snprintf(text, sizeof text, "FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", c->month,
		 c->week == 5 ? -1 : c->week, weekday[c->weekday]);
	rule = icalrecurrencetype_from_string(text);
	it = icalrecur_iterator_new(rule, at);
	for (; it && year <= to; year++) {
		at = icalrecur_iterator_next(it);
		if (at.year != year)
			break;
		days[year - from] = day_of(at.year, at.month, at.day);
	}
	icalrecur_iterator_free(it);
	return year > to;
}
