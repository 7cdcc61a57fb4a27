/*
 * cal.c -- finds zones by name and keeps them.
 *
 * Zones are never forgotten and never change, so a reader needs no lock: it
 * walks a table of pointers that are published once.  Only the first use of a
 * name takes the lock and reads a file.
 */
#include "cal/zone.h"

#include <libical/ical.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	SLOTS = 2048,                           /* some 600 names exist; half empty is quick */
	NAMES_MOST = SLOTS / 2,
	NAME_MOST = 40,
};

struct cal {
	pthread_mutex_t lock;                   /* of arena and n */
	struct arena *arena;
	size_t n;
	_Atomic(const struct zone *) slot[SLOTS];
};

/*
 * libical (and ICU behind it) makes some tables at the first use, without a lock.  Let that be
 * now, before there are threads; after it they are only read (checked with helgrind).
 */
static void wake_libical(void)
{
	struct icaltimetype at = { .year = 2016, .month = 12, .day = 13, .is_date = 1 };
	struct icalrecurrencetype rule;
	icalrecur_iterator *it;

	/* A bad rule from outside is an answer, not an end of the process. */
	icalerror_set_errors_are_fatal(0);
	icaltimezone_get_utc_timezone();
	rule = icalrecurrencetype_from_string("FREQ=MONTHLY;BYDAY=1TU;UNTIL=20170101T000000Z");
	it = icalrecur_iterator_new(rule, at);
	icalrecur_iterator_next(it);
	icalrecur_iterator_free(it);
}

struct cal *cal_new(void)
{
	struct cal *cal = calloc(1, sizeof *cal);

	if (!cal) {
		fputs("samhold: out of memory\n", stderr);
		abort();
	}
	wake_libical();
	pthread_mutex_init(&cal->lock, NULL);
	cal->arena = arena_new(0);
	return cal;
}

void cal_free(struct cal *cal)
{
	if (!cal)
		return;
	arena_free(cal->arena);
	pthread_mutex_destroy(&cal->lock);
	free(cal);
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_name_char(char c)
{
	return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       c == '-' || c == '+';
}

/*
 * Parts begin with a capital letter in every name of the IANA database, and in none of what else
 * lies in the folder (posix/, right/, posixrules, localtime, zone.tab).  "Factory" says "not set".
 */
static bool may_be_name(struct str s)
{
	if (!s.n || s.n > NAME_MOST || str_same(s, "Factory"))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		bool begins = i == 0 || s.p[i - 1] == '/';

		if (begins ? !is_upper(s.p[i]) : !is_name_char(s.p[i]) && s.p[i] != '/')
			return false;
	}
	return s.p[s.n - 1] != '/';
}

/* Where the name is, or the empty place where it belongs. */
static size_t slot_of(struct cal *cal, struct str name, const struct zone **found)
{
	size_t i = str_hash(name) % SLOTS;

	for (;; i = (i + 1) % SLOTS) {
		*found = atomic_load_explicit(&cal->slot[i], memory_order_acquire);
		if (!*found || str_eq((*found)->name, name))
			return i;
	}
}

static const struct zone *zone_add(struct cal *cal, struct str name)
{
	const struct zone *z;
	size_t i = slot_of(cal, name, &z);      /* again: somebody may have been faster */

	if (z || cal->n == NAMES_MOST)
		return z;
	z = zone_read(cal->arena, name);
	if (z) {
		atomic_store_explicit(&cal->slot[i], z, memory_order_release);
		cal->n++;
	}
	return z;
}

const struct zone *zone_find(struct cal *cal, struct str name)
{
	const struct zone *z;

	if (!may_be_name(name))
		return NULL;
	slot_of(cal, name, &z);
	if (z)
		return z;
	pthread_mutex_lock(&cal->lock);
	z = zone_add(cal, name);
	pthread_mutex_unlock(&cal->lock);
	return z;
}
