/*
 * guide.c -- Meeting Guide terms, and those of the list of online meetings, as texts under our names.
 *
 * The lists say less than we ask: no method, often no time zone.  The method is that of the list's own
 * site.  The zone is that of the house; for a meeting online, which has none, that of most houses of
 * the list, because such lists keep one clock; and it is said on the row that we took it from there.
 * What would send somebody to a locked door is refused: closed for the time being, no way to join.
 */
#include "entry/address.h"
#include "entry/entry.h"
#include "format/oiaa.h"
#include "json/json.h"

#include <string.h>

static const char NOTE_CUT[] = N_("A text was longer than we keep and was cut.");
static const char NOTE_ZONE[] = N_("The list does not say the time zone; that of most of its places was taken.");

/* --- types ------------------------------------------------------------------------------------------------- */

static const struct {
	const char *type, *name, *value;
} types[] = {
	{ "W", "audience", "women" }, { "M", "audience", "men" }, { "Y", "audience", "young" }, { "LGBTQ", "audience", "lgbt" },
	{ "G", "audience", "lgbt" }, { "L", "audience", "lgbt" }, { "T", "audience", "lgbt" }, { "BI", "audience", "lgbt" },
	{ "NB", "audience", "lgbt" }, { "BE", "newcomers", "yes" }, { "CF", "children", "yes" }, { "BA", "children", "yes" },
	{ "X", "location_step_free", "yes" }, { "XB", "location_toilet", "yes" }, { "DA", "languages", "da" },
	{ "EN", "languages", "en" }, { "DE", "languages", "de" }, { "SV", "languages", "sv" }, { "NO", "languages", "no" },
	{ "FI", "languages", "fi" }, { "IS", "languages", "is" }, { "POL", "languages", "pl" }, { "FR", "languages", "fr" },
	{ "S", "languages", "es" }, { "ITA", "languages", "it" }, { "POR", "languages", "pt" }, { "NL", "languages", "nl" },
	{ "FA", "languages", "fa" }, { "RUS", "languages", "ru" }, { "UK", "languages", "uk" }, { "LT", "languages", "lt" },
	{ "EL", "languages", "el" }, { "HU", "languages", "hu" }, { "HR", "languages", "hr" }, { "SK", "languages", "sk" },
	{ "SL", "languages", "sl" }, { "BG", "languages", "bg" }, { "TUR", "languages", "tr" }, { "AR", "languages", "ar" },
	{ "HE", "languages", "he" }, { "HI", "languages", "hi" }, { "PUN", "languages", "pa" }, { "JA", "languages", "ja" },
	{ "KOR", "languages", "ko" }, { "TH", "languages", "th" }, { "TL", "languages", "tl" }, { "AM", "languages", "am" },
	{ "ASL", "languages", "ase" },
};

static bool has_type(const struct mg_meeting *m, const char *type)
{
	for (size_t i = 0; i < m->ntypes; i++)
		if (str_same(m->types[i], type))
			return true;
	return false;
}

/* Codes of one field with blanks between, each once. */
static struct str codes_of(struct reading *r, const struct mg_meeting *m, const char *name)
{
	struct str out = S(" ");

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct str code = arena_printf(r->a, " %s ", types[i].value);
		if (!strcmp(types[i].name, name) && has_type(m, types[i].type) && str_index(out, code, 0) == SIZE_MAX)
			out = arena_printf(r->a, "%.*s%s ", STR_ARG(out), types[i].value);
	}
	return str_trim(out);
}

static bool is_ours(struct str type)
{
	if (str_same(type, "O") || str_same(type, "C") || str_same(type, "TC") || str_same(type, "ONL") || str_starts(type, S("M-")))
		return true;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_same(type, types[i].type))
			return true;
	return false;
}

/* What we have no place for goes along, and out again with our own feed. */
static void say_rest(struct reading *r, struct entry *e, const struct mg_meeting *m)
{
	struct json_out o;
	struct buf b;
	size_t n = 0;

	buf_init(&b, 64 << 10);
	json_start(&o, &b);
	json_object(&o);
	json_name(&o, "types");
	json_array(&o);
	for (size_t i = 0; i < m->ntypes; i++)
		if (!is_ours(m->types[i])) {
			json_str(&o, m->types[i]);
			n++;
		}
	json_end_array(&o);
	json_put_is(&o, "group", m->group);
	json_end_object(&o);
	if (n || str_is(m->group))
		entry_say(r, e, "extra", arena_str(r->a, buf_view(&b)));
	buf_free(&b);
}

/* --- the method of the list --------------------------------------------------------------------------------- */

/* Sites of fellowships, as they stand in the addresses of their lists. */
static const struct {
	const char *site, *method;
} sites[] = {
	{ "eatingdisordersanonymous.", "eating" }, { "oa.org", "eating" }, { "smartrecovery.", "smart" }, { "al-anon.", "al_anon" },
	{ "nar-anon.", "nar_anon" }, { "adultchildren.", "acoa" }, { "lifering.", "lifering" }, { "recoverydharma.", "recovery_dharma" },
	{ "refugerecovery.", "refuge_recovery" }, { "womenforsobriety.", "women_for_sobriety" }, { "celebraterecovery.", "celebrate_recovery" },
	{ "gamblersanonymous.", "ga" }, { "nadanmark.", "na" }, { "na.org", "na" }, { "//ca.org", "ca" }, { "//www.ca.org", "ca" },
};

/* M-SMART: our own feed says the method as a type of our own. */
static struct str method_of_types(struct reading *r, const struct mg_meeting *m)
{
	for (size_t i = 0; i < m->ntypes; i++)
		for (const struct method *k = meeting_methods; k->code && str_starts(m->types[i], S("M-")); k++) {
			char *code = arena_z(r->ctx->arena, str_of(k->code));
			for (char *c = code; *c; c++)
				*c = *c == '_' ? '-' : *c >= 'a' && *c <= 'z' ? (char)(*c - 32) : *c;
			if (str_same(str_slice(m->types[i], 2, m->types[i].n), code))
				return str_of(k->code);
		}
	return S("");
}

/* The format is that of Alcoholics Anonymous; other fellowships that use it have sites of their own. */
static struct str method_of(struct reading *r, const struct mg_meeting *m)
{
	struct str own = method_of_types(r, m);

	if (own.n)
		return own;
	if (str_is(r->source->method))
		return r->source->method;
	for (size_t i = 0; i < sizeof sites / sizeof *sites; i++)
		if (str_index(m->url, str_of(sites[i].site), 0) != SIZE_MAX || str_index(m->entity_url, str_of(sites[i].site), 0) != SIZE_MAX)
			return str_of(sites[i].method);
	return S("aa");
}

/* --- how one takes part --------------------------------------------------------------------------------------- */

struct guide_row {
	const struct mg_meeting *m;
	struct address address;
	const char *mode;                 /* NULL: refused */
	const char *why;
	bool resting;                     /* not held at present, the list says */
	struct str zone;                  /* of the place; empty */
};

static bool is_in_room(const struct guide_row *g)
{
	return g->mode && (!strcmp(g->mode, "room") || !strcmp(g->mode, "hybrid"));
}

static bool is_exact(const struct guide_row *g)
{
	return g->m->exactness == MG_EXACT || (g->m->exactness == MG_EXACT_UNKNOWN && g->address.street.n);
}

static void settle_mode(struct guide_row *g)
{
	const struct mg_meeting *m = g->m;
	bool joins = str_is(m->conference_url) || str_is(m->conference_phone), said = str_is(m->attendance);
	bool room = said ? str_same(m->attendance, "in_person") || str_same(m->attendance, "hybrid") :
			   (is_exact(g) || (!joins && str_is(m->location) && g->address.city.n)) && !has_type(m, "TC");
	bool online = said ? str_same(m->attendance, "online") || str_same(m->attendance, "hybrid") : joins;

	if (str_same(m->attendance, "inactive") || (has_type(m, "TC") && !joins && !online)) {
		g->why = N_("The list says that this meeting is not held at present.");
		g->resting = true;
		return;
	}
	room = room && (g->address.city.n || g->address.street.n);
	if (room)
		g->mode = online ? "hybrid" : "room";
	else if (online)
		g->mode = said || str_is(m->conference_url) ? "online" : "phone";
	else
		g->why = N_("There is neither an address nor a way to join.");
}

static void look_at(struct reading *r, const struct mg_meeting *m, struct guide_row *g)
{
	*g = (struct guide_row){ .m = m, .zone = S("") };
	if (m->refused)
		return;
	address_read(r->ctx, m, &g->address);
	settle_mode(g);
	g->zone = address_zone(r->ctx, &g->address);
}

/* --- the zone of the list ------------------------------------------------------------------------------------- */

enum { ZONES_MOST = 40 };

/* That of most rows, those in a room counting first; empty when no row has any. */
static struct str zone_of_list(const struct guide_row *rows, size_t n)
{
	struct {
		struct str zone;
		int64_t votes;
	} at[ZONES_MOST];
	size_t nzones = 0, best = 0, k;

	for (size_t i = 0; i < n; i++) {
		if (!rows[i].zone.n || !rows[i].mode)
			continue;
		for (k = 0; k < nzones && !str_eq(at[k].zone, rows[i].zone); k++)
			;
		if (k == ZONES_MOST)
			continue;
		if (k == nzones) {
			at[nzones].zone = rows[i].zone;
			at[nzones++].votes = 0;
		}
		at[k].votes += is_in_room(&rows[i]) ? 1000 : 1;
	}
	for (k = 1; k < nzones; k++)
		if (at[k].votes > at[best].votes)
			best = k;
	return nzones ? at[best].zone : S("");
}

/* "pacific/honolulu" is Pacific/Honolulu; the system's names tell capitals apart. */
static struct str spelled(struct reading *r, struct str zone)
{
	char *p = arena_z(r->a, zone);
	bool start = true;

	for (size_t i = 0; i < zone.n; i++) {
		if (start && p[i] >= 'a' && p[i] <= 'z')
			p[i] = (char)(p[i] - 32);
		else if (!start && p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + 32);
		start = p[i] == '/' || p[i] == '_' || p[i] == '-';
	}
	return (struct str){ p, zone.n };
}

static void say_zone(struct reading *r, struct entry *e, const struct guide_row *g, struct str list_zone)
{
	struct str said = str_trim(g->m->timezone), zone;

	if (str_is(said) && !zone_find(r->ctx->house->cal, said) && zone_find(r->ctx->house->cal, spelled(r, said)))
		said = spelled(r, said);
	zone = said;

	if (str_is(said) && !zone_find(r->ctx->house->cal, said)) {
		entry_refuse(e, N_("We do not know the time zone {x}."), arena_str(r->a, said));
		return;
	}
	if (!zone.n && str_is(r->source->zone))
		zone = r->source->zone;
	if (!zone.n && is_in_room(g))
		zone = g->zone;
	if (!zone.n && list_zone.n) {
		zone = list_zone;
		entry_mend(e, NOTE_ZONE);
	}
	if (!zone.n)
		entry_refuse(e, N_("The time zone is missing, and the address does not tell it."), S(""));
	entry_say(r, e, "zone", arena_str(r->a, zone));
}

/* --- one row ----------------------------------------------------------------------------------------------------- */

static void say_cut(struct reading *r, struct entry *e, const char *name, struct str text, size_t most)
{
	text = str_trim(text);
	if (utf8_len(text) > most) {
		text = arena_printf(r->a, "%.*s…", STR_ARG(str_trim(utf8_first(text, most - 1))));
		entry_mend(e, NOTE_CUT);
	}
	entry_say(r, e, name, text);
}

/* Several lines as one, for a field of one line. */
static struct str one_line(struct reading *r, struct str a, struct str b)
{
	struct str all = str_is(a) && str_is(b) ? arena_printf(r->a, "%.*s\n%.*s", STR_ARG(a), STR_ARG(b)) : str_is(a) ? a : b;
	struct str out = S(""), line;

	while (str_cut(&all, '\n', &line)) {
		line = str_trim(line);
		if (line.n)
			out = out.n ? arena_printf(r->a, "%.*s · %.*s", STR_ARG(out), STR_ARG(line)) : line;
	}
	return out;
}

static void say_when(struct reading *r, struct entry *e, const struct mg_meeting *m)
{
	unsigned days = 0;
	int minutes;

	if (!m->ndays) {
		entry_say(r, e, "rhythm", S("appointment"));
		return;
	}
	for (size_t i = 0; i < m->ndays; i++)
		days |= 1u << m->days[i];
	entry_say(r, e, "rhythm", S("weekly"));
	entry_say(r, e, "every", S("1"));
	entry_say(r, e, "weekdays", meeting_weekday_codes(r->a, days));
	entry_say(r, e, "start_min", minutes_str(r->a, m->start_min));
	if (m->end_min < 0)
		return;
	minutes = m->end_min > m->start_min ? m->end_min - m->start_min : m->end_min + 1440 - m->start_min;
	entry_say(r, e, "duration_min", arena_printf(r->a, "%d", minutes));
}

/* A list does not say its language: where the clock is Danish, or the meeting is in Danish only, so is the note. */
static bool is_danish(const struct entry *e)
{
	struct str languages = entry_said(e, "languages");

	return languages.n ? str_same(languages, "da") : str_same(entry_said(e, "zone"), "Europe/Copenhagen");
}

static void say_words(struct reading *r, struct entry *e, const struct mg_meeting *m)
{
	struct str notes = m->notes;

	if (str_is(m->group_notes) && !str_eq(m->group_notes, m->notes))
		notes = str_is(notes) ? arena_printf(r->a, "%.*s\n\n%.*s", STR_ARG(notes), STR_ARG(m->group_notes)) : m->group_notes;
	say_cut(r, e, is_danish(e) ? "description_da" : "description_en", notes, 800);
	say_cut(r, e, "website", m->url, 300);
	say_cut(r, e, "conference_url", m->conference_url, 500);
	say_cut(r, e, "conference_phone", m->conference_phone, 120);
	say_cut(r, e, "conference_notes", one_line(r, m->conference_url_notes, m->conference_phone_notes), 300);
}

static struct str region_of(struct reading *r, const struct guide_row *g)
{
	struct str out = S("");

	for (size_t i = 0; i < g->m->nregions; i++)
		out = out.n ? arena_printf(r->a, "%.*s > %.*s", STR_ARG(out), STR_ARG(g->m->regions[i])) : g->m->regions[i];
	return out;
}

static void say_place(struct reading *r, struct entry *e, const struct guide_row *g)
{
	const struct address *a = &g->address;
	struct str name = str_is(g->m->location) ? g->m->location : a->street.n ? a->street : a->city;
	struct str country = a->country.n ? a->country : address_country_of_zone(entry_said(e, "zone"));

	if (!is_in_room(g))
		return;
	say_cut(r, e, "location_name", name, 120);
	say_cut(r, e, "location_address", arena_str(r->a, a->street), 200);
	say_cut(r, e, "location_postcode", arena_str(r->a, a->postcode), 12);
	say_cut(r, e, "location_city", arena_str(r->a, a->city), 80);
	entry_say(r, e, "location_country", arena_str(r->a, country));
	entry_say(r, e, "location_area_code", address_area(r->ctx, a));
	say_cut(r, e, "location_region", region_of(r, g), 200);
	entry_say(r, e, "location_zone", entry_said(e, "zone"));
	if (!country.n)
		entry_refuse(e, N_("We cannot read which country the address is in."), S(""));
	if (g->m->has_point) {
		entry_say(r, e, "location_lat", arena_printf(r->a, "%.6f", g->m->latitude));
		entry_say(r, e, "location_lon", arena_printf(r->a, "%.6f", g->m->longitude));
	}
	if (g->m->exactness == MG_APPROXIMATE || !a->street.n)
		entry_say(r, e, "location_approximate", S("1"));
	entry_say(r, e, "location_step_free", codes_of(r, g->m, "location_step_free"));
	entry_say(r, e, "location_toilet", codes_of(r, g->m, "location_toilet"));
	say_cut(r, e, is_danish(e) ? "location_entrance_da" : "location_entrance_en", g->m->location_notes, 600);
}

static void say_row(struct reading *r, struct entry *e, const struct guide_row *g, struct str list_zone)
{
	const struct mg_meeting *m = g->m;

	say_cut(r, e, "name", m->name, 120);
	entry_say(r, e, "method", method_of(r, m));
	say_when(r, e, m);
	say_zone(r, e, g, list_zone);
	entry_say(r, e, "mode", str_of(g->mode));
	entry_say(r, e, "audience", codes_of(r, m, "audience"));
	entry_say(r, e, "languages", codes_of(r, m, "languages"));
	entry_say(r, e, "newcomers", codes_of(r, m, "newcomers"));
	entry_say(r, e, "children", codes_of(r, m, "children"));
	if (has_type(m, "O") || has_type(m, "C"))
		entry_say(r, e, "openness", has_type(m, "C") ? S("closed") : S("open"));
	say_words(r, e, m);
	say_place(r, e, g);
	if (m->updated)
		entry_say(r, e, "updated", arena_printf(r->a, "%lld", (long long)m->updated));
	say_rest(r, e, m);
}

/* --- a record of our own -------------------------------------------------------------------------------------------- */

static bool is_field(const struct field *fields, struct str name)
{
	for (; fields->name; fields++)
		if (str_same(name, fields->name))
			return true;
	return false;
}

static bool is_one_of(struct str name, const char *const *names)
{
	for (; *names; names++)
		if (str_same(name, *names))
			return true;
	return false;
}

/* Codes with blanks between. */
static struct str codes_typed(struct reading *r, const struct json *list)
{
	struct str out = S("");

	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].type == JSON_TEXT)
			out = arena_printf(r->a, "%.*s%s%.*s", STR_ARG(out), out.n ? " " : "", STR_ARG(list->at[i].text));
	return out;
}

/* As it would be typed: yes as 1, no and null as nothing.  Absent when it cannot be read. */
static struct str typed(struct reading *r, struct str raw)
{
	struct json v;

	if (raw.p[0] == '"' && str_index(raw, S("\\"), 0) == SIZE_MAX && raw.n >= 2)
		return str_slice(raw, 1, raw.n - 1);
	if (json_parse(r->a, raw, &v, NULL))
		return STR_ABSENT;
	switch (v.type) {
	case JSON_TEXT:
		return v.text;
	case JSON_TRUE:
		return S("1");
	case JSON_INT:
	case JSON_REAL:
		return raw;
	case JSON_ARRAY:
		return codes_typed(r, &v);
	default:
		return S("");
	}
}

static void say_member(struct reading *r, struct entry *e, const char *prefix, const struct json_piece *piece)
{
	struct str text = typed(r, piece->text);

	if (!text.p)
		entry_refuse(e, N_("The record of our own cannot be read."), S(""));
	entry_say(r, e, arena_printf(r->a, "%s%.*s", prefix, STR_ARG(piece->name)).p, text);
}

static void say_own_place(struct reading *r, struct entry *e, struct str text)
{
	struct json_piece piece;
	struct json_fault fault;
	struct json_walk w;

	if (text.p[0] != '{' || json_walk_start(&w, text, 1, &fault))
		return;
	while (!json_walk_next(&w, &piece, &fault))
		if (str_same(piece.name, "area_code") || str_same(piece.name, "approximate") ||
		    (is_field(location_fields, piece.name) && !str_same(piece.name, "org") && !str_same(piece.name, "area")))
			say_member(r, e, "location_", &piece);
}

static const char *const plain_members[] = { "slug", "verified_at", "verified_by", "sequence", "uid", "follows", "old_slugs",
					     "area_code", NULL };
static const char *const whole_members[] = { "exceptions", "pauses", "org", NULL };
/* Numbers of rows somewhere else. */
static const char *const id_members[] = { "org", "location", "area", NULL };

/* A calendar that somebody has taken knows it by this: it stays beside what else goes along. */
static void keep_uid(struct reading *r, struct entry *e)
{
	struct str uid = entry_said(e, "uid"), extra = e->extra;
	struct json_piece piece;
	struct json_fault fault;
	struct json_walk w;
	struct json_out o;
	struct buf b;

	if (!str_is(uid)) {
		entry_say(r, e, "extra", extra);
		return;
	}
	buf_init(&b, 64 << 10);
	json_start(&o, &b);
	json_object(&o);
	json_put_str(&o, "uid", uid);
	if (str_is(extra) && !json_walk_start(&w, extra, 1, &fault))
		while (!json_walk_next(&w, &piece, &fault))
			if (!str_same(piece.name, "uid")) {
				json_name(&o, arena_z(r->a, piece.name));
				json_made(&o, piece.text);
			}
	json_end_object(&o);
	entry_say(r, e, "extra", arena_str(r->a, buf_view(&b)));
	buf_free(&b);
}

void entry_say_own(struct reading *r, struct entry *e, struct str own)
{
	struct json_piece piece, url = { .text = STR_ABSENT };
	struct json_fault fault;
	struct json_walk w;

	if (json_walk_start(&w, own, 1, &fault))
		return;
	while (!json_walk_next(&w, &piece, &fault)) {
		if (str_same(piece.name, "url"))
			url = piece;
		else if (str_same(piece.name, "location"))
			say_own_place(r, e, piece.text);
		else if (is_one_of(piece.name, plain_members) ||
			 (is_field(meeting_fields, piece.name) && !is_one_of(piece.name, id_members)))
			say_member(r, e, "", &piece);
		else if (str_same(piece.name, "extra"))
			e->extra = piece.text;
		else if (is_one_of(piece.name, whole_members) && (piece.text.p[0] == '{' || piece.text.p[0] == '['))
			entry_say(r, e, arena_printf(r->a, "%.*s", STR_ARG(piece.name)).p, piece.text);
	}
	if (str_is(entry_said(e, "slug")))
		e->key = entry_said(e, "slug");
	if (str_is(entry_said(e, "name")))
		e->name = entry_said(e, "name");
	keep_uid(r, e);
	/* How to join is told on the page that the list comes from, shortly before. */
	if (str_is(entry_said(e, "conference_hidden")) && !str_is(entry_said(e, "conference_url")) && url.text.p)
		entry_say(r, e, "conference_url", typed(r, url.text));
}

static void fill(struct reading *r, struct entry *e, const struct guide_row *g, struct str list_zone)
{
	const struct mg_meeting *m = g->m;

	*e = (struct entry){ .line = m->line, .key = m->slug.p ? m->slug : S(""), .name = m->name.p ? m->name : S(""), .field = S(""),
			     .gap = S("") };
	for (size_t i = 0; i < m->nmended && i < MG_NOTES_MOST; i++)
		entry_mend(e, m->mended[i]);
	if (m->refused) {
		entry_refuse(e, m->refused, m->refused_value);
	} else if (str_is(m->own)) {
		entry_say_own(r, e, m->own);
	} else if (!g->mode) {
		entry_refuse(e, g->why, S(""));
		e->resting = g->resting;
	} else {
		say_row(r, e, g, list_zone);
	}
}

/* One meeting of ours stands in a feed once for each weekday, every time with the same record. */
static bool is_told(const struct mg_meeting *m, const struct mg_meeting *before)
{
	return str_is(m->own) && !m->refused && !before->refused && str_eq(m->own, before->own);
}

static void fill_all(struct reading *r, const struct mg_feed *feed)
{
	struct arena *mine = r->ctx->arena;
	struct guide_row *rows = arena_array(r->a, feed->n, struct guide_row);
	struct str zone;

	/* What an address is made of must last until its row is said. */
	r->ctx->arena = r->a;
	for (size_t i = 0; i < feed->n; i++)
		look_at(r, &feed->at[i], &rows[i]);
	zone = zone_of_list(rows, feed->n);
	r->to->at = arena_array(r->a, feed->n, struct entry);
	for (size_t i = 0; i < feed->n; i++)
		if (!i || !is_told(&feed->at[i], &feed->at[i - 1]))
			fill(r, &r->to->at[r->to->n++], &rows[i], zone);
	r->ctx->arena = mine;
}

enum err guide_entries(struct reading *r, struct str format, struct str bytes, const char **why, int *line)
{
	struct mg_feed feed = { 0 };

	TRY((str_same(format, "oiaa") ? oiaa_read : mg_read)(r->a, bytes, &feed, why, line));
	fill_all(r, &feed);
	return OK;
}
