/* meetingguide_file.c -- from the bytes of a file to its entries, and the short names of all of them. */
#include "format/meetingguide_parts.h"

#include "csv/encoding.h"

#include <string.h>

static const char NOTE_WINDOWS[] =
	N_("Some letters were not in UTF-8 and were read as Windows-1252. Please look at the spelling.");
static const char NOTE_SLUG[] =
	N_("The meeting has no short name (slug). One was made from its name, day and time.");

enum { ENTRY_MOST = 256 << 10 /* bytes */, SLUG_NAME_MOST = 40 };

/* --- memory ------------------------------------------------------------------------------ */
static size_t used(const struct mg_reading *r)
{
	return arena_used(r->a) - r->before;
}

/* Twice the room.  Only lists whose entries become several meetings come here. */
static bool grow(struct mg_reading *r)
{
	size_t room = r->room * 2;
	struct mg_meeting *wider;

	if (room > MG_ROWS_MOST || used(r) + room * sizeof *wider > MG_ARENA_MOST)
		return false;
	wider = arena_array(r->a, room, struct mg_meeting);
	memcpy(wider, r->feed->at, r->feed->n * sizeof *wider);
	r->feed->at = wider;
	r->room = room;
	return true;
}

struct mg_meeting *mg_add(struct mg_reading *r)
{
	struct mg_meeting *m;

	if (used(r) > MG_ARENA_MOST || (r->feed->n == r->room && !grow(r))) {
		r->full = true;
		return NULL;
	}
	m = &r->feed->at[r->feed->n++];
	*m = (struct mg_meeting){ .line = r->line, .index = r->index, .start_min = -1, .end_min = -1 };
	return m;
}

/* --- finding the list --------------------------------------------------------------------- */
static enum err wrong(const char **why, int *line, const char *text, int at)
{
	*why = text;
	*line = at;
	return ERR_INVALID;
}

static enum err faulty(const char **why, int *line, const struct json_fault *fault)
{
	return wrong(why, line, fault->why.p, fault->line);
}

static const char *not_a_list(struct str bytes)
{
	struct str s = str_trim(bytes);

	if (!s.n)
		return N_("The file is empty.");
	if (s.p[0] == '<')
		return N_("This is a web page and not a list of meetings.");
	return N_("This is not a list of meetings in JSON.");
}

/*
 * Is that the end?  Programs write a warning behind a list that is whole: its line is kept, for a row of its
 * own that says so.  Where a list breaks off, nobody knows what is missing.
 */
static bool is_end(enum err e, const struct json_walk *w, const struct json_fault *fault, int *behind)
{
	if (e == ERR_INVALID && w->ended)
		*behind = fault->line;
	return e == ERR_NOT_FOUND || w->ended;
}

/* The array that holds the entries, wherever it stands; after the walk so that a cut file is noticed. */
static enum err find_list(struct str bytes, struct json_walk *list, int *behind, const char **why, int *line)
{
	struct json_piece member, found = { .line = 0 };
	struct json_fault fault;
	struct json_walk w;
	enum err e;

	if (json_walk_start(&w, bytes, 1, &fault))
		return wrong(why, line, not_a_list(bytes), 1);
	*list = w;
	if (!w.object)
		return OK;
	while (!(e = json_walk_next(&w, &member, &fault)))
		if ((str_same(member.name, "meetings") || str_same(member.name, "records")) && !found.line &&
		    member.text.p[0] == '[')
			found = member;
	if (!is_end(e, &w, &fault, behind))
		return faulty(why, line, &fault);
	if (!found.line)
		return wrong(why, line, N_("There is no list of meetings in the file."), 1);
	return json_walk_start(list, found.text, found.line, &fault);
}

static enum err count(struct json_walk w, size_t *n, int *behind, const char **why, int *line)
{
	struct json_piece entry;
	struct json_fault fault;
	enum err e;

	for (*n = 0; !(e = json_walk_next(&w, &entry, &fault)); ++*n)
		;
	if (!is_end(e, &w, &fault, behind))
		return faulty(why, line, &fault);
	if (*n <= MG_ROWS_MOST)
		return OK;
	wrong(why, line, N_("The file holds too many meetings. Please divide it."), 1);
	return ERR_LIMIT;
}

/* --- entries ------------------------------------------------------------------------------ */
static void refuse_entry(struct mg_reading *r, const char *why)
{
	struct mg_meeting *m = mg_add(r);

	if (m)
		mg_refuse(r, m, why, STR_ABSENT);
}

/* {"fields":{…}} is how Airtable wraps an entry. */
static const struct json *unwrapped(const struct json *entry)
{
	const struct json *fields = json_get(entry, "fields");

	return fields && fields->type == JSON_OBJECT ? fields : entry;
}

static void read_entry(struct mg_reading *r, struct str bytes, mg_entry_fn *fn)
{
	size_t first = r->feed->n;
	struct json_fault fault;
	enum encoding was;
	struct json v;

	if (bytes.n > ENTRY_MOST) {
		refuse_entry(r, N_("This entry is too long."));
		return;
	}
	r->bytes = bytes = encoding_utf8(r->tmp, bytes, &was);
	if (json_parse(r->tmp, bytes, &v, &fault))
		refuse_entry(r, fault.why.p);
	else if (v.type != JSON_OBJECT)
		refuse_entry(r, N_("This entry is not a meeting."));
	else
		fn(r, unwrapped(&v));
	for (size_t i = first; was != ENCODING_UTF8 && i < r->feed->n; i++)
		mg_mend(&r->feed->at[i], NOTE_WINDOWS);
}

static void read_entries(struct mg_reading *r, struct json_walk *w, mg_entry_fn *fn)
{
	struct json_piece entry;
	struct json_fault fault;

	for (r->index = 0; !r->full && !json_walk_next(w, &entry, &fault); r->index++) {
		arena_reset(r->tmp);
		r->line = entry.line;
		read_entry(r, entry.text, fn);
	}
}

/* --- short names -------------------------------------------------------------------------- */
/* Which meeting has a slug: a table of place + 1, open addressing. */
struct slugs {
	uint32_t *place;
	size_t mask;
};

/* True when it was not taken. */
static bool take_slug(struct slugs *t, const struct mg_feed *feed, size_t which)
{
	struct str slug = feed->at[which].slug;
	size_t i = str_hash(slug) & t->mask;

	for (; t->place[i]; i = (i + 1) & t->mask)
		if (str_eq(feed->at[t->place[i] - 1].slug, slug))
			return false;
	t->place[i] = (uint32_t)which + 1;
	return true;
}

const char mg_day_suffix[7][5] = { "-sun", "-mon", "-tue", "-wed", "-thu", "-fri", "-sat" };

/* U+00C0..U+00FF in plain letters; Danish ones as Danes write them without. */
static const char *const plain_latin[64] = {
	"a", "a", "a", "a", "ae", "aa", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
	"d", "n", "o", "o", "o", "o", "oe", "-", "oe", "u", "u", "u", "ue", "y", "th", "ss",
	"a", "a", "a", "a", "ae", "aa", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
	"d", "n", "o", "o", "o", "o", "oe", "-", "oe", "u", "u", "u", "ue", "y", "th", "y",
};

static void put_letter(struct buf *b, uint32_t c, bool *strange)
{
	if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
		buf_char(b, (char)c);
	else if (c >= 'A' && c <= 'Z')
		buf_char(b, (char)(c + 32));
	else if (c >= 0xC0 && c <= 0xFF)
		buf_str(b, str_of(plain_latin[c - 0xC0]));
	else if (b->n && b->p[b->n - 1] != '-' && c != '\'' && c != 0x2019)
		buf_char(b, '-');
	*strange |= c > 0xFF && (c < 0x2000 || c > 0x206F);
}

static void put_name(struct buf *b, struct str name)
{
	bool strange = false;

	for (size_t i = 0; i < name.n && b->n < SLUG_NAME_MOST;)
		put_letter(b, utf8_next(name, &i), &strange);
	while (b->n && b->p[b->n - 1] == '-')
		buf_cut(b, b->n - 1);
	/* Letters we cannot spell: a number of the name keeps two such names apart. */
	if (strange || !b->n)
		buf_fmt(b, "%s%06x", b->n ? "-" : "meeting-", (unsigned)(str_hash(name) & 0xFFFFFF));
}

/* The same meeting gives the same slug tomorrow, as long as name, day and time stay. */
static void make_slug(struct mg_reading *r, struct slugs *t, size_t which)
{
	struct mg_meeting *m = &r->feed->at[which];
	struct buf b;
	size_t base;

	buf_init(&b, 200);
	put_name(&b, m->name);
	for (size_t i = 0; i < m->ndays; i++)
		buf_str(&b, str_of(mg_day_suffix[m->days[i]]));
	if (m->ndays)
		buf_fmt(&b, "-%02d%02d", m->start_min / 60, m->start_min % 60);
	base = b.n;
	m->slug = arena_str(r->a, buf_view(&b));
	for (int again = 2; !take_slug(t, r->feed, which); again++) {
		buf_cut(&b, base);
		buf_fmt(&b, "-%d", again);
		m->slug = arena_str(r->a, buf_view(&b));
	}
	buf_free(&b);
	mg_mend(m, NOTE_SLUG);
}

/* Those given first, so that none of them is refused because of one that we made up. */
static void settle_slugs(struct mg_reading *r)
{
	const struct mg_feed *feed = r->feed;
	struct slugs t = { .mask = 15 };

	while (t.mask < feed->n * 2)
		t.mask = t.mask * 2 + 1;
	arena_reset(r->tmp);
	t.place = arena_array(r->tmp, t.mask + 1, uint32_t);
	for (size_t i = 0; i < feed->n; i++)
		if (!feed->at[i].refused && feed->at[i].slug.p && !take_slug(&t, feed, i))
			mg_refuse(r, &feed->at[i],
				  N_("The short name (slug) {x} belongs to an earlier meeting in this file."),
				  feed->at[i].slug);
	for (size_t i = 0; i < feed->n; i++)
		if (!feed->at[i].refused && !feed->at[i].slug.p)
			make_slug(r, &t, i);
}

/* --- the door ----------------------------------------------------------------------------- */
static enum err read_all(struct mg_reading *r, struct str bytes, mg_entry_fn *fn, const char **why, int *line)
{
	struct json_walk list;
	int behind = 0;

	/* UTF-16 cannot be walked by bytes; other encodings are settled entry by entry. */
	if (str_starts(bytes, S("\xFF\xFE")) || str_starts(bytes, S("\xFE\xFF"))) {
		enum encoding was;
		bytes = encoding_utf8(r->a, bytes, &was);
	}
	TRY(find_list(bytes, &list, &behind, why, line));
	TRY(count(list, &r->room, &behind, why, line));
	r->room += behind > 0;
	r->full = used(r) + r->room * sizeof *r->feed->at > MG_ARENA_MOST;
	if (!r->full) {
		r->feed->at = arena_array(r->a, r->room, struct mg_meeting);
		read_entries(r, &list, fn);
	}
	if (behind && !r->full) {
		r->line = behind;
		refuse_entry(r, N_("There is something after the end of the list. It was left out."));
	}
	if (!r->full) {
		settle_slugs(r);
		return OK;
	}
	wrong(why, line, N_("The file is too large. Please divide it."), 1);
	return ERR_LIMIT;
}

enum err mg_each(struct arena *a, struct str bytes, struct mg_feed *feed, mg_entry_fn *fn,
		 const char **why, int *line)
{
	struct mg_reading r = { .a = a, .feed = feed, .before = arena_used(a) };
	enum err e;

	*feed = (struct mg_feed){ .n = 0 };
	*why = NULL;
	*line = 1;
	if (bytes.n > MG_BYTES_MOST) {
		*why = N_("The file is too large. Please divide it.");
		return ERR_LIMIT;
	}
	r.tmp = arena_new(0);
	e = read_all(&r, bytes, fn, why, line);
	arena_free(r.tmp);
	if (e)
		*feed = (struct mg_feed){ .n = 0 };
	return e;
}
