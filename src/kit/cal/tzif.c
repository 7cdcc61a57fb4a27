/*
 * tzif.c -- reads the zone files of the system (RFC 8536, TZif version 2 and later).
 *
 * The changes of the clock are taken as they are stored; nothing is worked out
 * here.  What comes after the last stored change is a yearly rule in the last
 * line of the file, and libical says on which days that rule falls.
 *
 * libical's own reader was tried first.  It folds the stored changes into
 * yearly rules and loses some on the way: with 3.0.16 ten zones are an hour
 * off somewhere between 2010 and 2037, Jerusalem and Sao Paulo among them.
 * The C library reads the files rightly, but only by way of TZ in the
 * environment, which threads share.  The test compares every zone of the
 * system with the C library.
 */
#include "cal/zone.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum {
	FILE_MOST = 64 << 10,                   /* the largest is under 4 KB */
	HEADER = 44,
	DAY_S = 86400,
};

/* Counts of a header, in the order in which they stand there (RFC 8536 section 3.1). */
struct counts {
	uint32_t isut, isstd, leap, time, type, chars;
};

struct table {
	struct arena *arena;
	int64_t *start;
	struct period *period;
	size_t n;
};

static uint32_t be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t be64(const unsigned char *p)
{
	return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

static struct str slurp(struct arena *a, struct str name)
{
	struct str path = arena_printf(a, "/usr/share/zoneinfo/%.*s", STR_ARG(name));
	int fd = open(path.p, O_RDONLY | O_CLOEXEC);
	char *p;
	ssize_t n;

	if (fd < 0)
		return STR_ABSENT;
	p = arena_alloc(a, FILE_MOST);
	n = read(fd, p, FILE_MOST);             /* a folder: EISDIR */
	close(fd);
	return n > 0 && n < FILE_MOST ? (struct str){ p, (size_t)n } : STR_ABSENT;
}

/* Take a header off the text; false when it is none or its data do not fit the text. */
static bool header(struct str *s, size_t time_bytes, struct counts *c, size_t *data_bytes)
{
	const unsigned char *p = (const unsigned char *)s->p;

	if (s->n < HEADER || memcmp(p, "TZif", 4) || p[4] < '2')
		return false;
	*c = (struct counts){ be32(p + 20), be32(p + 24), be32(p + 28),
			      be32(p + 32), be32(p + 36), be32(p + 40) };
	if ((c->isut | c->isstd | c->leap | c->time | c->type | c->chars) > FILE_MOST)
		return false;
	*data_bytes = c->time * (time_bytes + 1) + c->type * 6 + c->chars +
		      c->leap * (time_bytes + 4) + c->isstd + c->isut;
	*s = str_slice(*s, HEADER, s->n);
	return *data_bytes <= s->n;
}

/* Changes come in rising order; one that changes nothing is left out. */
static void add(struct table *t, int64_t start, struct period p)
{
	if (t->n && (start <= t->start[t->n - 1] || !memcmp(&p, &t->period[t->n - 1], sizeof p)))
		return;
	t->start = arena_grow(t->arena, t->start, t->n, sizeof *t->start);
	t->period = arena_grow(t->arena, t->period, t->n, sizeof *t->period);
	t->start[t->n] = start;
	t->period[t->n++] = p;
}

static bool type_at(const unsigned char *types, const struct counts *c, unsigned i,
		    struct period *out)
{
	const unsigned char *p = types + i * 6u, *names = types + c->type * 6u;
	size_t most = sizeof out->abbreviation - 1;

	if (i >= c->type || p[5] >= c->chars)
		return false;
	memset(out, 0, sizeof *out);
	out->offset_s = (int32_t)be32(p);
	out->dst = p[4];
	if (most > c->chars - p[5])
		most = c->chars - p[5];
	memcpy(out->abbreviation, names + p[5], strnlen((const char *)names + p[5], most));
	return out->offset_s > -2 * DAY_S && out->offset_s < 2 * DAY_S;
}

/* Section 3.2: times, the type of each, the types, their names.  Type 0 holds before the first. */
static bool stored(struct table *t, const char *data, const struct counts *c)
{
	const unsigned char *times = (const unsigned char *)data, *kinds = times + c->time * 8u;
	const unsigned char *types = kinds + c->time;
	struct period p;

	if (!type_at(types, c, 0, &p))
		return false;
	add(t, INT64_MIN, p);
	for (uint32_t i = 0; i < c->time; i++) {
		if (!type_at(types, c, kinds[i], &p))
			return false;
		add(t, be64(times + i * 8u), p);
	}
	return true;
}

/* The year from which the rule is in force: that of the last stored change. */
static int rule_year(const struct table *t)
{
	int64_t last = t->start[t->n - 1];
	int year = t->n > 1 ? day_ymd((day_t)(last / DAY_S)).year : 1970;

	return year < 1970 ? 1970 : year;
}

static bool forecast(struct table *t, const struct yearly *y)
{
	day_t begins[YEARLY_MOST], ends[YEARLY_MOST];
	int from = rule_year(t);

	if (!y->begins.month || from > ZONE_LAST_YEAR)
		return true;
	if (!yearly_days(&y->begins, from, ZONE_LAST_YEAR, begins) ||
	    !yearly_days(&y->ends, from, ZONE_LAST_YEAR, ends))
		return false;
	for (int i = 0; from + i <= ZONE_LAST_YEAR; i++) {
		int64_t on = (int64_t)begins[i] * DAY_S + y->begins.seconds - y->standard.offset_s;
		int64_t off = (int64_t)ends[i] * DAY_S + y->ends.seconds - y->dst.offset_s;

		if (off < on)                   /* south of the equator */
			add(t, off, y->standard);
		add(t, on, y->dst);
		if (off > on)
			add(t, off, y->standard);
	}
	return true;
}

/*
 * What people call summer is the half with the clock ahead.  Dublin and Casablanca write their
 * law the other way round: winter, or the month of fasting, is the exception, an hour back.
 */
static bool is_summer(const struct period *p, size_t n, size_t i)
{
	bool against = false;

	for (size_t k = i ? i - 1 : 0; k <= i + 1 && k < n; k++)
		if (p[k].dst != p[i].dst)
			against |= p[i].dst ? p[k].offset_s > p[i].offset_s
					    : p[k].offset_s < p[i].offset_s;
	return p[i].dst != against;
}

static struct zone *finish(struct arena *a, struct str name, const struct table *t)
{
	struct zone *z = arena_new_of(a, struct zone);
	int64_t *wall_end = arena_array(a, t->n, int64_t);
	struct period *p = t->period;

	for (size_t i = 0; i < t->n; i++) {
		p[i].summer = is_summer(p, t->n, i);
		wall_end[i] = i + 1 < t->n ? t->start[i + 1] + p[i].offset_s : INT64_MAX;
	}
	*z = (struct zone){ arena_str(a, name), t->n, t->start, wall_end, p };
	return z;
}

static struct zone *parse(struct arena *scratch, struct arena *a, struct str name)
{
	struct str s = slurp(scratch, name);
	struct table t = { .arena = a };
	struct counts c;
	struct yearly rule;
	size_t bytes;

	if (!header(&s, 4, &c, &bytes))         /* the old block, with four bytes a time */
		return NULL;
	s = str_slice(s, bytes, s.n);
	if (!header(&s, 8, &c, &bytes) || c.leap || !stored(&t, s.p, &c))
		return NULL;
	s = str_trim(str_slice(s, bytes, s.n));
	if (!yearly_parse(s, &rule) || !forecast(&t, &rule))
		return NULL;
	return finish(a, name, &t);
}

struct zone *zone_read(struct arena *a, struct str name)
{
	struct arena *scratch = arena_new(0);
	struct zone *z = parse(scratch, a, name);

	arena_free(scratch);
	return z;
}
