/*
 * address.c -- the lines of an address as lists write them.
 *
 * Read from the end, because that is where people agree: country, then state and postcode, then town;
 * what is left is the street.  What cannot be read stays empty.
 */
#include "entry/address.h"
#include "area/area.h"
#include "place/gazetteer.h"
#include "text/text.h"

#include <string.h>

/* Countries of one clock name it; the others are asked for their state, or for the list's time zone. */
static const struct country_row {
	const char *code, *zone, *names;  /* names folded, each between bars */
} countries[] = {
	{ "DK", "Europe/Copenhagen", "|denmark|danmark|dk|" },
	{ "US", "", "|usa|us|united states|united states of america|" },
	{ "CA", "", "|canada|" },
	{ "GB", "Europe/London", "|uk|gb|united kingdom|great britain|england|scotland|wales|northern ireland|" },
	{ "IE", "Europe/Dublin", "|ireland|" },
	{ "NO", "Europe/Oslo", "|norway|norge|" },
	{ "SE", "Europe/Stockholm", "|sweden|sverige|" },
	{ "FI", "Europe/Helsinki", "|finland|suomi|" },
	{ "IS", "Atlantic/Reykjavik", "|iceland|island|" },
	{ "FO", "Atlantic/Faroe", "|faroe islands|foroyar|faeroerne|" },
	{ "DE", "Europe/Berlin", "|germany|deutschland|" },
	{ "NL", "Europe/Amsterdam", "|netherlands|the netherlands|nederland|" },
	{ "BE", "Europe/Brussels", "|belgium|belgique|belgie|" },
	{ "LU", "Europe/Luxembourg", "|luxembourg|" },
	{ "FR", "Europe/Paris", "|france|" },
	{ "IT", "Europe/Rome", "|italy|italia|" },
	{ "AT", "Europe/Vienna", "|austria|osterreich|" },
	{ "CH", "Europe/Zurich", "|switzerland|schweiz|suisse|" },
	{ "PL", "Europe/Warsaw", "|poland|polska|" },
	{ "CZ", "Europe/Prague", "|czechia|czech republic|" },
	{ "SK", "Europe/Bratislava", "|slovakia|" },
	{ "HU", "Europe/Budapest", "|hungary|" },
	{ "RO", "Europe/Bucharest", "|romania|" },
	{ "BG", "Europe/Sofia", "|bulgaria|" },
	{ "GR", "Europe/Athens", "|greece|" },
	{ "HR", "Europe/Zagreb", "|croatia|" },
	{ "SI", "Europe/Ljubljana", "|slovenia|" },
	{ "LT", "Europe/Vilnius", "|lithuania|" },
	{ "LV", "Europe/Riga", "|latvia|" },
	{ "EE", "Europe/Tallinn", "|estonia|" },
	{ "GE", "Asia/Tbilisi", "|georgia|" },
	{ "UA", "Europe/Kyiv", "|ukraine|" },
	{ "TR", "Europe/Istanbul", "|turkey|turkiye|" },
	{ "IL", "Asia/Jerusalem", "|israel|" },
	{ "IN", "Asia/Kolkata", "|india|" },
	{ "JP", "Asia/Tokyo", "|japan|" },
	{ "TH", "Asia/Bangkok", "|thailand|" },
	{ "PH", "Asia/Manila", "|philippines|" },
	{ "ZA", "Africa/Johannesburg", "|south africa|" },
	{ "NZ", "Pacific/Auckland", "|new zealand|" },
	{ "AU", "", "|australia|" },
	{ "MX", "", "|mexico|" },
	{ "BR", "", "|brazil|brasil|" },
	{ "ES", "", "|spain|espana|" },
	{ "PT", "", "|portugal|" },
};

/* Provinces and states of countries with several clocks; the United States are areas of the house. */
static const struct state_row {
	const char *country, *code, *name, *zone;
} states[] = {
	{ "CA", "AB", "alberta", "America/Edmonton" }, { "CA", "BC", "british columbia", "America/Vancouver" },
	{ "CA", "MB", "manitoba", "America/Winnipeg" }, { "CA", "NB", "new brunswick", "America/Moncton" },
	{ "CA", "NL", "newfoundland and labrador", "America/St_Johns" }, { "CA", "NS", "nova scotia", "America/Halifax" },
	{ "CA", "NT", "northwest territories", "America/Edmonton" }, { "CA", "NU", "nunavut", "America/Iqaluit" },
	{ "CA", "ON", "ontario", "America/Toronto" }, { "CA", "PE", "prince edward island", "America/Halifax" },
	{ "CA", "QC", "quebec", "America/Toronto" }, { "CA", "SK", "saskatchewan", "America/Regina" },
	{ "CA", "YT", "yukon", "America/Whitehorse" }, { "AU", "ACT", "australian capital territory", "Australia/Sydney" },
	{ "AU", "NSW", "new south wales", "Australia/Sydney" }, { "AU", "NT", "northern territory", "Australia/Darwin" },
	{ "AU", "QLD", "queensland", "Australia/Brisbane" }, { "AU", "SA", "south australia", "Australia/Adelaide" },
	{ "AU", "TAS", "tasmania", "Australia/Hobart" }, { "AU", "VIC", "victoria", "Australia/Melbourne" },
	{ "AU", "WA", "western australia", "Australia/Perth" },
};

enum { PARTS_MOST = 12 };

struct parts {
	struct str at[PARTS_MOST];
	size_t n;
};

static const struct country_row *country_named(struct ctx *ctx, struct str name)
{
	struct str folded = arena_printf(ctx->arena, "|%.*s|", STR_ARG(text_fold(ctx->arena, name)));

	for (size_t i = 0; folded.n > 2 && i < sizeof countries / sizeof *countries; i++)
		if (str_index(str_of(countries[i].names), folded, 0) != SIZE_MAX || str_same(name, countries[i].code))
			return &countries[i];
	return NULL;
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "95112", "T6E 4E8", "SS9 2AJ": digits in it, nothing small, not long. */
static bool is_postcode(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_lower(s.p[i]) || (s.p[i] & 0x80))
			return false;
	return has_digit(s) && s.n >= 3 && s.n <= 10;
}

static struct str first_word(struct str s, struct str *rest)
{
	size_t blank = str_index(s, S(" "), 0);

	*rest = blank == SIZE_MAX ? S("") : str_trim(str_slice(s, blank, s.n));
	return str_slice(s, 0, blank == SIZE_MAX ? s.n : blank);
}

static struct str bare(struct str s)
{
	return str_ends(s, S(".")) ? str_slice(s, 0, s.n - 1) : s;
}

/* The state of the United States by its code or name: an area of the house. */
static bool american(struct ctx *ctx, struct str state, struct area *out)
{
	struct str code = arena_printf(ctx->arena, "US-%.*s", STR_ARG(state));
	struct str slug = text_slug(ctx->arena, arena_join(ctx->arena, S("us "), state), 60);

	if (!state.n || has_digit(state))
		return false;
	return (state.n == 2 && !is_lower(state.p[0]) && !area_of_code(ctx, code, out)) ||
	       (state.n > 3 && !area_of_slug(ctx, slug, out) && str_same(out->kind, "state"));
}

static const struct state_row *state_named(struct ctx *ctx, struct str name)
{
	struct str folded = text_fold(ctx->arena, name);

	for (size_t i = 0; i < sizeof states / sizeof *states; i++)
		if (str_same(name, states[i].code) || str_same(folded, states[i].name))
			return &states[i];
	return NULL;
}

/* "CA", "California", "Alberta": then the country is known too, unless another was said. */
static bool take_state(struct ctx *ctx, struct str text, struct address *a)
{
	const struct state_row *s = state_named(ctx, text);
	struct area area;

	if ((!a->country.n || str_same(a->country, "US")) && american(ctx, text, &area)) {
		a->country = S("US");
		a->state = text;
		return true;
	}
	if (!s || (a->country.n ? !str_same(a->country, s->country) : text.n < 3))
		return false;
	a->country = str_of(s->country);
	a->state = text;
	return true;
}

static bool take_postcode(struct str text, struct address *a)
{
	if (a->postcode.n || !is_postcode(text))
		return false;
	a->postcode = text;
	return true;
}

/* "CA 95112", "PA. 19520", "BC V1C 5X1". */
static bool take_state_and_postcode(struct ctx *ctx, struct str part, struct address *a)
{
	struct str rest, state = bare(first_word(part, &rest));
	struct address with = *a;

	if (!take_state(ctx, state, &with) || (rest.n && !take_postcode(rest, &with)))
		return false;
	*a = with;
	return true;
}

/* "USA", and "PA 19061 United States" where the comma is missing. */
static void take_country(struct ctx *ctx, struct parts *p, struct address *a)
{
	struct str last = p->at[p->n - 1];
	const struct country_row *row = country_named(ctx, last);

	/* A country alone is a country; the state of the same name is one behind a town. */
	if (row) {
		a->country = str_of(row->code);
		p->n--;
		return;
	}
	for (size_t blank = str_index(last, S(" "), 0); blank != SIZE_MAX; blank = str_index(last, S(" "), blank + 1)) {
		row = country_named(ctx, str_trim(str_slice(last, blank, last.n)));
		if (!row || !has_digit(str_slice(last, 0, blank)))
			continue;
		a->country = str_of(row->code);
		p->at[p->n - 1] = str_trim(str_slice(last, 0, blank));
		return;
	}
}

static bool is_two_capitals(struct str s)
{
	return s.n == 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' && s.p[1] <= 'Z';
}

/* "1620 København V", "5612 EK Eindhoven": the postcode stands first. */
static bool postcode_first(struct ctx *ctx, struct str part, struct address *a)
{
	struct str rest, word = first_word(part, &rest), more, second = first_word(rest, &more);

	if (!is_postcode(word) || word.n < 4 || word.n > 6 || !rest.n || has_digit(rest))
		return false;
	if (is_two_capitals(second) && more.n) {
		a->postcode = arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(word), STR_ARG(second));
		a->city = more;
		return true;
	}
	a->postcode = word;
	a->city = rest;
	return true;
}

/* "London WC2H 0EW": it stands last. */
static bool postcode_last(struct str part, struct address *a)
{
	for (size_t blank = str_index(part, S(" "), 0); blank != SIZE_MAX; blank = str_index(part, S(" "), blank + 1)) {
		struct str tail = str_trim(str_slice(part, blank, part.n));
		if (!is_postcode(tail))
			continue;
		a->postcode = tail;
		a->city = str_trim(str_slice(part, 0, blank));
		return true;
	}
	return false;
}

static void take_town(struct ctx *ctx, struct parts *p, struct address *a)
{
	struct str part = p->n ? p->at[p->n - 1] : S("");
	bool alone = p->n < 2 && !a->state.n && !a->country.n;

	/* One line with a number in it and nothing behind it is a street. */
	if (!part.n || (alone && has_digit(part)))
		return;
	p->n--;
	if (!a->postcode.n && !a->state.n && (postcode_first(ctx, part, a) || postcode_last(part, a)))
		return;
	a->city = part;
}

static void read_line(struct ctx *ctx, struct str line, struct address *a)
{
	struct parts p = { .n = 0 };
	struct str part;

	while (str_cut(&line, ',', &part))
		if (str_trim(part).n && p.n < PARTS_MOST)
			p.at[p.n++] = str_trim(part);
	if (!p.n)
		return;
	take_country(ctx, &p, a);
	/* "PA 19111" is a state and a postcode, "T6E 4E8" a postcode alone. */
	while (p.n && ((!a->state.n && take_state_and_postcode(ctx, p.at[p.n - 1], a)) || take_postcode(p.at[p.n - 1], a)))
		p.n--;
	take_town(ctx, &p, a);
	for (size_t i = 0; i < p.n; i++)
		a->street = a->street.n ? arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(a->street), STR_ARG(p.at[i])) : p.at[i];
}

static struct str or_empty(struct str s)
{
	return s.p ? s : S("");
}

static void read_parts(struct ctx *ctx, const struct mg_meeting *m, struct address *a)
{
	const struct country_row *row = country_named(ctx, or_empty(m->country));

	a->street = or_empty(m->address);
	a->postcode = or_empty(m->postal_code);
	a->city = or_empty(m->city);
	if (row)
		a->country = str_of(row->code);
	else if (is_two_capitals(m->country))
		a->country = m->country;
	if (str_is(m->state) && !take_state(ctx, bare(m->state), a))
		a->state = m->state;
}

/* A town that everybody means tells its country, and its state where that decides the clock. */
static void ask_gazetteer(struct ctx *ctx, struct address *a)
{
	struct spot spot;

	if (a->country.n || !a->city.n || !gazetteer_find(ctx->house->gazetteer, ctx->arena, a->city, COUNTRY_ANY, &spot, 1))
		return;
	if (!str_eq(text_fold(ctx->arena, spot.name), text_fold(ctx->arena, a->city)))
		return;
	a->country = spot.country;
	if (!a->state.n && spot.region.n)
		take_state(ctx, spot.region, a);
}

void address_read(struct ctx *ctx, const struct mg_meeting *m, struct address *a)
{
	*a = (struct address){ S(""), S(""), S(""), S(""), S("") };
	if (str_is(m->city) || str_is(m->postal_code))
		read_parts(ctx, m, a);
	else
		read_line(ctx, str_is(m->formatted_address) ? m->formatted_address : or_empty(m->address), a);
	ask_gazetteer(ctx, a);
}

/* --- what its clock shows ------------------------------------------------------------------------------ */

struct str address_zone(struct ctx *ctx, const struct address *a)
{
	const struct state_row *s = a->state.n ? state_named(ctx, a->state) : NULL;
	struct area area;

	if (str_same(a->country, "US"))
		return american(ctx, a->state, &area) ? area.zone : S("");
	if (s && str_same(a->country, s->country))
		return str_of(s->zone);
	for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
		if (str_same(a->country, countries[i].code))
			return str_of(countries[i].zone);
	return S("");
}

struct str address_area(struct ctx *ctx, const struct address *a)
{
	struct area area;

	return str_same(a->country, "US") && american(ctx, a->state, &area) ? area.code : S("");
}

struct str address_country_of_zone(struct str zone)
{
	for (size_t i = 0; zone.n && i < sizeof countries / sizeof *countries; i++)
		if (str_same(zone, countries[i].zone))
			return str_of(countries[i].code);
	return str_starts(zone, S("America/New_York")) || str_starts(zone, S("America/Chicago")) ||
	       str_starts(zone, S("America/Denver")) || str_starts(zone, S("America/Los_Angeles")) ? S("US") : S("");
}
