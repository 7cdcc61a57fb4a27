/*
 * feed_mg.c -- our listings as Meeting Guide JSON.
 *
 * The format knows meetings of every week and nothing else.  A meeting of every week is said in its
 * words; another rhythm, and one that has not begun, is said as by appointment, with the rhythm as a
 * sentence in the notes, so that nobody stands at a locked door three weeks of four.  What the format
 * cannot say of the next days (cancelled, moved) stands in the notes, too.  The whole record goes
 * along as the member "samhold", which others ignore and our own import reads.
 */
#include "feed/feed.h"
#include "feed/feed_parts.h"
#include "format/meetingguide.h"
#include "kind/kind.h"

#include <math.h>
#include <string.h>

#include "feed_sql.h"

enum { DAY_S = 86400, NOTES_DAYS = 14, NOTES_DATES = 6, DAY_MIN = 1440 };

/* Our codes in the words of the specification.  "BE" is a meeting for newcomers, not one that welcomes them. */
static const struct {
	const char *value, *type;
} audience_types[] = { { "women", "W" }, { "men", "M" }, { "young", "Y" }, { "lgbt", "LGBTQ" } },
  language_types[] = {
	{ "da", "DA" }, { "en", "EN" }, { "de", "DE" }, { "sv", "SV" }, { "no", "NO" }, { "fi", "FI" }, { "is", "IS" },
	{ "pl", "POL" }, { "fr", "FR" }, { "es", "S" }, { "it", "ITA" }, { "pt", "POR" }, { "nl", "NL" }, { "fa", "FA" },
	{ "ru", "RUS" }, { "uk", "UK" }, { "lt", "LT" }, { "el", "EL" }, { "hu", "HU" }, { "hr", "HR" }, { "sk", "SK" },
	{ "sl", "SL" }, { "bg", "BG" }, { "tr", "TUR" }, { "ar", "AR" }, { "he", "HE" }, { "hi", "HI" }, { "pa", "PUN" },
	{ "ja", "JA" }, { "ko", "KOR" }, { "th", "TH" }, { "tl", "TL" }, { "am", "AM" }, { "ase", "ASL" },
};

/* Names and slugs of other series, by the id of the series that they bear on; in its order. */
struct tied {
	int64_t id;
	struct str slug;
};

struct writing {
	struct json_out o;
	struct arena *a;
	struct tied *followed, *old;
	int64_t *told;                    /* organisations */
	size_t nfollowed, nold, ntold, at_followed, at_old;
};

static void add_type(struct mg_meeting *g, struct str type)
{
	for (size_t i = 0; i < g->ntypes; i++)
		if (str_eq(g->types[i], type))
			return;
	if (g->ntypes < MG_TYPES_MOST)
		g->types[g->ntypes++] = type;
}

/* The format is that of Alcoholics Anonymous; every other method is a type of its own: M-SMART. */
static void add_method(struct ctx *ctx, struct mg_meeting *g, struct str method)
{
	char *code = arena_z(ctx->arena, method);

	if (str_same(method, "aa"))
		return;
	for (char *c = code; *c; c++)
		*c = *c == '_' ? '-' : *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
	add_type(g, arena_printf(ctx->arena, "M-%s", code));
}

static void add_types(struct ctx *ctx, struct mg_meeting *g, const struct listing_full *l)
{
	const struct meeting *m = l->m;
	const struct json *kept = feed_extra(ctx, m, "types");

	if (str_same(m->openness, "open"))
		add_type(g, S("O"));
	else if (str_same(m->openness, "closed"))
		add_type(g, S("C"));
	add_method(ctx, g, m->method);
	for (size_t i = 0; i < sizeof audience_types / sizeof *audience_types; i++)
		if (codes_have(m->audience, str_of(audience_types[i].value)))
			add_type(g, str_of(audience_types[i].type));
	for (size_t i = 0; i < sizeof language_types / sizeof *language_types; i++)
		if (codes_have(m->languages, str_of(language_types[i].value)))
			add_type(g, str_of(language_types[i].type));
	if (str_same(m->children, "yes"))
		add_type(g, S("CF"));
	/* These speak of a house: the widgets drop them for what is online only. */
	if (l->l.id && str_same(l->l.step_free, "yes"))
		add_type(g, S("X"));
	if (l->l.id && str_same(l->l.toilet, "yes"))
		add_type(g, S("XB"));
	for (size_t i = 0; kept && kept->type == JSON_ARRAY && i < kept->n; i++)
		if (kept->at[i].type == JSON_TEXT)
			add_type(g, kept->at[i].text);
}

static day_t today_there(const struct ctx *ctx, const struct timetable *t)
{
	return zone_local(t->zone, ctx->now).day;
}

/* Every week, and it has begun or begins this week. */
static bool is_weekly(const struct ctx *ctx, const struct timetable *t)
{
	return !t->appointment && t->rhythm.kind == RHYTHM_WEEKLY && t->rhythm.interval == 1 &&
	       t->rhythm.first <= today_there(ctx, t) + 6;
}

static void add_days(struct mg_meeting *g, const struct timetable *t, const struct meeting *m)
{
	for (int d = 0; d < 7; d++)
		if (t->rhythm.weekdays >> d & 1)
			g->days[g->ndays++] = d;
	g->start_min = (int)m->start_min;
	if (m->duration_min && m->duration_min < DAY_MIN)
		g->end_min = (int)((m->start_min + m->duration_min) % DAY_MIN);
}

/* "Cancelled on Tuesday 13 December: the room is being painted." */
static struct str date_note(struct ctx *ctx, const struct occurrence *o)
{
	struct str reason = meeting_text(ctx, o->reason_da, o->reason_en, &(bool){ false }), day = tr_day_date(ctx, o->by_series), text;

	if (o->state == OCCURRENCE_MOVED)
		text = TR_FILL(ctx, tr(ctx, "Moved from {day} to {new}"), { "day", day },
			       { "new", arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(tr_day_date(ctx, o->day)), STR_ARG(tr_time(ctx, o->start_min))) });
	else
		text = TR_FILL(ctx, tr(ctx, "No meeting on {day}"), { "day", day });
	return reason.n ? arena_printf(ctx->arena, "%.*s: %.*s", STR_ARG(text), STR_ARG(reason)) : text;
}

static struct str add_line(struct ctx *ctx, struct str text, struct str line)
{
	if (!line.n)
		return text;
	return text.n ? arena_printf(ctx->arena, "%.*s\n%.*s", STR_ARG(text), STR_ARG(line)) : line;
}

static struct str notes_of(struct ctx *ctx, const struct listing_full *l, bool weekly)
{
	struct occurrence o[NOTES_DATES * 4];
	struct str text = weekly ? S("") : meeting_when(ctx, l->m);
	size_t n = 0, told = 0;

	if (l->t->nexceptions || l->t->npauses || l->t->holiday_rule == HOLIDAY_SKIP)
		n = occurrences(l->t, ctx->now, ctx->now + NOTES_DAYS * DAY_S, true, o, sizeof o / sizeof *o);
	for (size_t i = 0; i < n && told < NOTES_DATES; i++)
		if (o[i].state != OCCURRENCE_PLANNED) {
			text = add_line(ctx, text, date_note(ctx, &o[i]));
			told++;
		}
	return add_line(ctx, text, meeting_text(ctx, l->m->description_da, l->m->description_en, &(bool){ false }));
}

/* The blank that does not break is for pages: address services do not know it. */
static struct str plain_blanks(struct ctx *ctx, struct str s)
{
	static const struct str hard = { "\u00a0", 2 };
	struct str out = s;
	size_t at;

	while ((at = str_index(out, hard, 0)) != SIZE_MAX)
		out = arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(str_slice(out, 0, at)), STR_ARG(str_slice(out, at + 2, out.n)));
	return out;
}

/* "Søgade 12, 8000 Aarhus C, Denmark": the parts that there are. */
static struct str whole_address(struct ctx *ctx, const struct location *l)
{
	static const struct {
		const char *code, *name;
	} names[] = { { "DK", "Denmark" }, { "US", "USA" } };
	struct str country = l->country, line = str_is(l->city) || str_is(l->postcode) || str_is(l->address) ? location_line(ctx, l) : S("");

	if (l->protected_address)
		line = l->city;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_same(country, names[i].code))
			country = str_of(names[i].name);
	line = plain_blanks(ctx, line);
	return line.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(line), STR_ARG(country)) : country;
}

static void add_place(struct ctx *ctx, struct mg_meeting *g, const struct listing_full *l)
{
	struct str rest = l->l.region, one;

	if (!l->l.id)
		return;
	g->location = l->l.name;
	g->formatted_address = whole_address(ctx, &l->l);
	g->location_notes = meeting_text(ctx, l->l.entrance_da, l->l.entrance_en, &(bool){ false });
	while (str_is(rest) && str_cut(&rest, '>', &one))
		if (str_trim(one).n && g->nregions < MG_REGIONS_MOST)
			g->regions[g->nregions++] = str_trim(one);
	if (!g->nregions && str_is(l->l.city))
		g->regions[g->nregions++] = l->l.city;
	/* The middle of a town is no pin for a house. */
	if (!isnan(l->l.lat) && !l->l.approximate) {
		g->has_point = true;
		g->latitude = l->l.lat;
		g->longitude = l->l.lon;
	}
	g->exactness = l->l.protected_address || !str_is(l->l.address) ? MG_APPROXIMATE : MG_EXACT;
}

static void add_way_in(struct mg_meeting *g, const struct listing_full *l)
{
	static const struct {
		const char *mode, *attendance;
	} ways[] = { { "room", "in_person" }, { "online", "online" }, { "hybrid", "hybrid" }, { "phone", "online" } };

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (str_same(l->m->mode, ways[i].mode))
			g->attendance = str_of(ways[i].attendance);
	if (l->join_hidden)
		return;
	g->conference_url = l->m->conference_url;
	g->conference_phone = l->m->conference_phone;
	if (str_is(g->conference_url) || !str_is(g->conference_phone))
		g->conference_url_notes = l->m->conference_notes;
	else
		g->conference_phone_notes = l->m->conference_notes;
}

/* --- the record of our own ----------------------------------------------------------------------------------- */

/* Has this feed told all about it already? */
static bool is_told(struct writing *w, int64_t org)
{
	for (size_t i = 0; i < w->ntold; i++)
		if (w->told[i] == org)
			return true;
	w->told = arena_grow(w->a, w->told, w->ntold, sizeof *w->told);
	w->told[w->ntold++] = org;
	return false;
}

/* In full the first time, then by name. */
static void put_org(struct writing *w, struct json_out *o, const struct listing_full *l)
{
	if (!l->o.id)
		return;
	json_name(o, "org");
	json_object(o);
	json_put_str(o, "name", l->o.name);
	if (is_told(w, l->o.id)) {
		json_end_object(o);
		return;
	}
	json_put_is(o, "kind", l->o.kind);
	json_put_is(o, "website", l->o.website);
	json_put_is(o, "phone", l->o.phone);
	json_put_is(o, "email", l->o.email);
	json_put_is(o, "description_da", l->o.description_da);
	json_put_is(o, "description_en", l->o.description_en);
	json_end_object(o);
}

/* Rows come in order of id, and so do the listings: each list is walked once. */
static void put_ties(struct writing *w, struct json_out *o, int64_t id)
{
	while (w->at_followed < w->nfollowed && w->followed[w->at_followed].id < id)
		w->at_followed++;
	if (w->at_followed < w->nfollowed && w->followed[w->at_followed].id == id)
		json_put_str(o, "follows", w->followed[w->at_followed].slug);
	while (w->at_old < w->nold && w->old[w->at_old].id < id)
		w->at_old++;
	if (w->at_old == w->nold || w->old[w->at_old].id != id)
		return;
	json_name(o, "old_slugs");
	json_array(o);
	for (; w->at_old < w->nold && w->old[w->at_old].id == id; w->at_old++)
		json_str(o, w->old[w->at_old].slug);
	json_end_array(o);
}

static struct str own_record(struct ctx *ctx, struct writing *w, const struct listing_full *l)
{
	struct json_out o;
	struct str text;
	struct buf b;

	buf_init(&b, 256 << 10);
	json_start(&o, &b);
	json_object(&o);
	feed_record_members(ctx, &o, l);
	put_org(w, &o, l);
	put_ties(w, &o, l->m->id);
	json_end_object(&o);
	text = b.toobig ? STR_ABSENT : arena_str(ctx->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

/* --- all of them ------------------------------------------------------------------------------------------------ */

static enum err write_one(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	struct mg_meeting g = { .slug = l->m->slug, .name = l->m->name, .timezone = l->m->zone, .start_min = -1, .end_min = -1 };
	struct writing *w = arg;
	bool weekly = is_weekly(ctx, l->t);

	if (feed_is_over(ctx, l))
		return OK;
	if (weekly)
		add_days(&g, l->t, l->m);
	add_types(ctx, &g, l);
	add_place(ctx, &g, l);
	add_way_in(&g, l);
	g.notes = notes_of(ctx, l, weekly);
	g.group = json_text(feed_extra(ctx, l->m, NULL), "group");
	if (l->o.id) {
		g.entity = l->o.name;
		g.entity_url = l->o.website;
		g.entity_phone = l->o.phone;
	}
	g.url = feed_url(ctx, l->m);
	g.feedback_url = arena_printf(ctx->arena, "%.*s/report", STR_ARG(g.url));
	g.updated = l->m->verified_at;
	g.own = own_record(ctx, w, l);
	mg_write(&w->o, &g);
	return ctx->out->toobig ? fail(ctx, ERR_LIMIT, "the feed is larger than one answer") : OK;
}

static void tie(struct writing *w, struct tied **list, size_t *n, int64_t id, struct str slug)
{
	*list = arena_grow(w->a, *list, *n, sizeof **list);
	(*list)[(*n)++] = (struct tied){ id, arena_str(w->a, slug) };
}

static enum err take_followed(void *arg, const struct feed_followed *r)
{
	struct writing *w = arg;

	tie(w, &w->followed, &w->nfollowed, r->id, r->slug);
	return OK;
}

static enum err take_old(void *arg, const struct feed_old_slugs *r)
{
	struct writing *w = arg;

	tie(w, &w->old, &w->nold, r->meeting, r->slug);
	return OK;
}

enum err feed_meeting_guide(struct ctx *ctx, const struct feed_filter *filter)
{
	struct writing w = { .a = ctx->arena };

	TRY(feed_followed(ctx, take_followed, &w));
	TRY(feed_old_slugs(ctx, take_old, &w));
	json_start(&w.o, ctx->out);
	json_array(&w.o);
	TRY(feed_each(ctx, filter, write_one, &w));
	json_end_array(&w.o);
	return OK;
}
