/* location.c -- houses that one can come to: finding, keeping, and what a visitor may know of them. */
#include "location/location.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "event/event.h"
#include "location/fill.h"
#include "text/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "location_sql.h"

const struct choice location_answers[] = {
	{ "yes", N_("Yes") },
	{ "no", N_("No") },
	{ "unknown", N_("Not known") },
	{ NULL, NULL }
};

/* The organisations of the person at hand are put in by the page. */
static const struct choice no_orgs[] = { { NULL, NULL } };

const struct field location_fields[] = {
	F(struct location, name, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 120,
	  .label = N_("Name of the place"), .hint = N_("As people call it, for example the library or the street."),
	  .group = N_("Where it is")),
	F(struct location, address, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 200, .label = N_("Street and number"),
	  .hint = N_("With floor and door if people need them.")),
	F(struct location, postcode, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 12, .label = N_("Postcode"),
	  .hint = N_("A Danish one fills in the town.")),
	F(struct location, city, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 80, .label = N_("Town")),
	F(struct location, country, FIELD_TEXT, .least = 2, .most = 2, .label = N_("Country"),
	  .hint = N_("Two letters, for example DK or US.")),
	{ .name = "protected", .type = FIELD_BOOL, .offset = offsetof(struct location, protected_address),
	  .label = N_("The address is protected"),
	  .hint = N_("Nobody outside sees name, address or map. People hear from you where to come.") },
	F(struct location, home, FIELD_BOOL, .label = N_("Somebody lives here"),
	  .hint = N_("Then the address is sent nowhere: no feed, no file. On our own pages it is shown unless it is protected.")),
	F(struct location, step_free, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("Can one come in without a step?"),
	  .choices = location_answers, .group = N_("Coming in")),
	F(struct location, toilet, FIELD_CHOICE, .flags = FIELD_REQUIRED, .label = N_("Is there a toilet for wheelchairs?"),
	  .choices = location_answers),
	F(struct location, transit, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 160, .label = N_("Nearest bus stop or station")),
	F(struct location, entrance_da, FIELD_LONG, .flags = FIELD_GUARDED | FIELD_PUBLIC_TEXT, .most = 600,
	  .label = N_("How to find the door, in Danish"), .hint = N_("For example: Ring the bell marked “Huset”. Second floor.")),
	F(struct location, entrance_en, FIELD_LONG, .flags = FIELD_GUARDED | FIELD_PUBLIC_TEXT, .most = 600,
	  .label = N_("How to find the door, in English")),
	{ .name = "area", .type = FIELD_TEXT, .offset = offsetof(struct location, area_text), .flags = FIELD_GUARDED, .most = 80,
	  .label = N_("Area"), .hint = N_("Leave it empty, and we take the municipality of the postcode."),
	  .group = N_("On the map") },
	F(struct location, lat, FIELD_REAL, .least = -90, .most = 90, .label = N_("Latitude"),
	  .hint = N_("Leave both empty to use the middle of the town. What you write here stays.")),
	F(struct location, lon, FIELD_REAL, .least = -180, .most = 180, .label = N_("Longitude")),
	F(struct location, zone, FIELD_ZONE, .most = 40, .label = N_("Time zone"),
	  .hint = N_("Leave it empty in Denmark and the United States.")),
	{ .name = "org", .type = FIELD_CHOICE, .offset = offsetof(struct location, org_text), .choices = no_orgs,
	  .flags = FIELD_PRIVATE, .label = N_("Who keeps it"), .hint = N_("Without an answer every keeper may change it."),
	  .group = N_("Keeping it right") },
	F(struct location, region, FIELD_TEXT, .flags = FIELD_NOT_IN_FORM | FIELD_GUARDED, .most = 200, .label = N_("Region")),
	F_END,
};

enum { NEARBY_MOST = 400, LIKE_MOST = 5, NAME_SLIPS = 2, FAR_KM = 30, WORDS = 4 };

enum err location_get(struct ctx *ctx, int64_t id, struct location *out)
{
	struct location_row r;

	TRY(location_row(ctx, id, &r));
	*out = (struct location){
		.id = r.id, .org = r.org.v, .area = r.area.v, .name = r.name, .address = r.address, .postcode = r.postcode,
		.city = r.city, .country = r.country, .region = r.region, .zone = r.zone, .lat = r.lat, .lon = r.lon,
		.approximate = r.approximate, .protected_address = r.protected, .home = r.home, .step_free = r.step_free, .toilet = r.toilet,
		.transit = r.transit, .entrance_da = r.entrance_da, .entrance_en = r.entrance_en, .state = r.state,
		.area_code = r.area_code,
	};
	return OK;
}

/* --- lists -------------------------------------------------------------------------------------------- */

struct found {
	struct str key;
	int64_t id;
};

struct finding {
	struct arena *arena;
	struct found *at;
	size_t n;
};

static enum err take(void *arg, const struct location_found *r)
{
	struct finding *f = arg;

	f->at = arena_grow(f->arena, f->at, f->n, sizeof *f->at);
	f->at[f->n++] = (struct found){ text_sort_key(f->arena, r->name), r->id };
	return OK;
}

static int by_key(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	int order = str_cmp(x->key, y->key);

	return order ? order : (x->id > y->id) - (x->id < y->id);
}

static enum err find(struct ctx *ctx, struct str text, bool ended, struct finding *f)
{
	struct str words[WORDS] = { S(""), S(""), S(""), S("") }, rest = text_fold(ctx->arena, text), word;

	*f = (struct finding){ .arena = ctx->arena };
	for (size_t i = 0; i < WORDS && str_cut(&rest, ' ', &word); i++)
		words[i] = word;
	TRY(location_found(ctx, ended, words[0], words[1], words[2], words[3], take, f));
	if (f->n)
		qsort(f->at, f->n, sizeof *f->at, by_key);
	return OK;
}

static enum err read_found(struct ctx *ctx, const struct finding *f, size_t from, size_t most, struct location **out, size_t *n)
{
	*out = arena_array(ctx->arena, most, struct location);
	for (*n = 0; *n < most && from + *n < f->n; ++*n)
		TRY(location_get(ctx, f->at[from + *n].id, &(*out)[*n]));
	return OK;
}

enum err location_list(struct ctx *ctx, struct str text, int64_t most, struct location **out, size_t *n)
{
	struct finding f;

	TRY(find(ctx, text, false, &f));
	return read_found(ctx, &f, 0, f.n < (size_t)most ? f.n : (size_t)most, out, n);
}

enum err location_page(struct ctx *ctx, struct str text, int64_t page, struct location **out, size_t *n, int64_t *all)
{
	struct finding f;

	TRY(find(ctx, text, true, &f));
	*all = (int64_t)f.n;
	return read_found(ctx, &f, (size_t)(page - 1) * LOCATION_PAGE, LOCATION_PAGE, out, n);
}

/* --- the same house twice ------------------------------------------------------------------------------ */

enum err location_same(struct ctx *ctx, const struct location *l, struct location *out)
{
	struct location copy = *l;
	struct location_of_key r;

	location_tidy(ctx, &copy);
	location_fill_town(ctx, &copy);
	TRY(location_of_key(ctx, location_key(ctx, &copy), copy.country, &r));
	return location_get(ctx, r.id, out);
}

static bool is_like(struct ctx *ctx, const struct location *l, const struct location_nearby *r)
{
	struct str line = text_fold(ctx->arena, l->address), name = text_fold(ctx->arena, l->name);

	if (r->id == l->id)
		return false;
	if (line.n && str_eq(line, text_fold(ctx->arena, r->address)))
		return true;
	return text_distance(name, text_fold(ctx->arena, r->name), NAME_SLIPS) <= NAME_SLIPS;
}

enum err location_like(struct ctx *ctx, const struct location *l, size_t most, struct location **out, size_t *n)
{
	struct location copy = *l;
	struct location_nearby *rows;
	size_t all;

	location_tidy(ctx, &copy);
	location_fill_town(ctx, &copy);
	TRY(location_nearby(ctx, copy.country, copy.postcode, copy.city, NEARBY_MOST, &rows, &all));
	*out = arena_array(ctx->arena, most, struct location);
	*n = 0;
	for (size_t i = 0; i < all && *n < most; i++) {
		if (!is_like(ctx, &copy, &rows[i]))
			continue;
		TRY(location_get(ctx, rows[i].id, &(*out)[*n]));
		++*n;
	}
	return OK;
}

/* --- keeping -------------------------------------------------------------------------------------------- */

bool location_may_keep(const struct ctx *ctx, const struct location *l)
{
	if (may_for(ctx->who, PLACE_EDIT, l->org, l->area))
		return true;
	/* A place without organisation is everybody's, within their area. */
	for (size_t i = 0; !l->org && i < ctx->who->ngrants; i++)
		if (may_for(ctx->who, PLACE_EDIT, ctx->who->grants[i].org, l->area))
			return true;
	return false;
}

/* Would it be theirs in some area of theirs?  Then the area is what can be mended. */
static bool may_keep_elsewhere(const struct ctx *ctx, const struct location *l)
{
	for (size_t i = 0; i < ctx->who->ngrants; i++) {
		const struct grant *g = &ctx->who->grants[i];
		if (may_for(ctx->who, PLACE_EDIT, l->org ? l->org : g->org, g->area))
			return true;
	}
	return false;
}

static enum err check(struct ctx *ctx, const struct location *l, struct problems *bad)
{
	if (!text_fold(ctx->arena, l->name).n)
		problem_once(bad, "name", N_("Write a name with letters."));
	if (l->country.n != 2 || l->country.p[0] < 'A' || l->country.p[0] > 'Z' || l->country.p[1] < 'A' || l->country.p[1] > 'Z')
		problem_once(bad, "country", N_("Write the two letters of the country, for example DK."));
	if (!zone_find(ctx->house->cal, l->zone))
		problem_once(bad, "zone", l->zone.n ? N_("We do not know this time zone. Write one like Europe/Copenhagen.") :
						      N_("Write the time zone of the place, for example Europe/Stockholm."));
	if (!isnan(l->lat) && (fabs(l->lat) > 90 || fabs(l->lon) > 180))
		problem_once(bad, "lat", N_("This point is not on the earth. Latitude comes first."));
	if (!choice_label(location_answers, l->step_free))
		problem_once(bad, "step_free", N_("Choose one of the answers in the list."));
	if (!choice_label(location_answers, l->toilet))
		problem_once(bad, "toilet", N_("Choose one of the answers in the list."));
	form_guard(ctx, location_fields, l, bad);
	return OK;
}

static enum err add(struct ctx *ctx, struct location *l)
{
	struct opt_int org = { l->org != 0, l->org }, area = { l->area != 0, l->area };
	int64_t changed;

	l->id = id_new(ctx->house->rng, ctx->now);
	l->state = S("active");
	TRY(location_put(ctx, l->id, l->name, location_key(ctx, l), org, l->address, l->postcode, l->city, area, l->country,
			 l->region, l->lat, l->lon, l->approximate, l->zone, l->step_free, l->toilet, l->transit, l->entrance_da,
			 l->entrance_en, l->protected_address, l->home, ctx->now, &changed));
	return event_add(ctx, "location.added", l->id, STR_ABSENT);
}

static enum err change(struct ctx *ctx, const struct location *l)
{
	struct opt_int org = { l->org != 0, l->org }, area = { l->area != 0, l->area };
	int64_t changed;

	TRY(location_change(ctx, l->id, l->name, location_key(ctx, l), org, l->address, l->postcode, l->city, area, l->country,
			    l->region, l->lat, l->lon, l->approximate, l->zone, l->step_free, l->toilet, l->transit,
			    l->entrance_da, l->entrance_en, l->protected_address, l->home, ctx->now, &changed));
	return event_add(ctx, "location.changed", l->id, STR_ABSENT);
}

/* was: as it stands; NULL: a new one. */
static enum err settle(struct ctx *ctx, const struct location *was, struct location *l, struct problems *bad)
{
	if (isnan(l->lat) != isnan(l->lon))
		problem_once(bad, isnan(l->lat) ? "lat" : "lon", N_("Give both numbers of the point, or none."));
	location_tidy(ctx, l);
	if (was)
		TRY(location_follow(ctx, was, l));
	return location_fill(ctx, l);
}

enum err location_prepare(struct ctx *ctx, struct location *l, struct problems *bad)
{
	TRY(settle(ctx, NULL, l, bad));
	return check(ctx, l, bad);
}

enum err location_save(struct ctx *ctx, struct location *l, struct problems *bad)
{
	struct location was = { 0 };

	if (l->id) {
		TRY(location_get(ctx, l->id, &was));
		l->state = was.state;
		if (!location_may_keep(ctx, &was))
			return ERR_DENIED;
	}
	TRY(settle(ctx, l->id ? &was : NULL, l, bad));
	if (!location_may_keep(ctx, l) && !may_keep_elsewhere(ctx, l))
		return ERR_DENIED;
	if (!location_may_keep(ctx, l))
		problem_once(bad, "area", N_("You keep places of another area. Write an area of yours."));
	TRY(check(ctx, l, bad));
	if (bad->n)
		return OK;
	return l->id ? change(ctx, l) : add(ctx, l);
}

enum err location_end(struct ctx *ctx, int64_t id, struct problems *bad)
{
	struct location_meetings running;
	struct location_services given;
	struct location l;
	int64_t changed;

	TRY(location_get(ctx, id, &l));
	if (!location_may_keep(ctx, &l))
		return ERR_DENIED;
	TRY(location_meetings(ctx, id, &running));
	if (running.n)
		return problem_with(bad, "", N_("Meetings that are still held here: {x}. Move or end them first."),
				    tr_number(ctx, running.n));
	TRY(location_services(ctx, id, &given));
	if (given.n)
		return problem_with(bad, "", N_("Support that is still given here: {x}. Move or end it first."), tr_number(ctx, given.n));
	TRY(location_set_state(ctx, id, S("active"), S("ended"), ctx->now, &changed));
	return changed ? event_add(ctx, "location.ended", id, STR_ABSENT) : OK;
}

enum err location_resume(struct ctx *ctx, int64_t id)
{
	struct location l;
	int64_t changed;

	TRY(location_get(ctx, id, &l));
	if (!location_may_keep(ctx, &l))
		return ERR_DENIED;
	TRY(location_set_state(ctx, id, S("ended"), S("active"), ctx->now, &changed));
	return changed ? event_add(ctx, "location.resumed", id, STR_ABSENT) : OK;
}

/* --- looking once more ------------------------------------------------------------------------------------ */

static bool is_danish_postcode(struct str s)
{
	int64_t code;

	return s.n == 4 && str_int(s, &code);
}

/* "Aarhus" fits "Aarhus C", and the other way round; "Varde" does not fit 8000. */
static bool towns_fit(struct ctx *ctx, struct str a, struct str b)
{
	struct str x = text_fold(ctx->arena, a), y = text_fold(ctx->arena, b);

	return str_starts(x, y) || str_starts(y, x);
}

static void warn_postcode(struct ctx *ctx, const struct location *l, struct problems *warn)
{
	struct location only = { .country = l->country, .postcode = l->postcode, .city = S(""), .region = S("") };
	struct spot s;

	if (!l->postcode.n || !str_same(l->country, "DK"))
		return;
	if (!is_danish_postcode(l->postcode) || !location_spot(ctx, &only, &s))
		problem(warn, "postcode", N_("We do not know this Danish postcode."));
	else if (l->city.n && !towns_fit(ctx, l->city, s.name))
		problem_with(warn, "city", N_("The postcode belongs to {x}. Are both right?"), s.name);
}

/* The second confirmation that the address of a home needs (S-105). */
static void warn_home(const struct location *l, struct problems *warn)
{
	if (l->home && !l->protected_address)
		problem(warn, "home", N_("Everybody will see where somebody lives. Protect the address, or save it all the same when those who live there agree."));
}

static void warn_pin(struct ctx *ctx, const struct location *l, struct problems *warn)
{
	struct spot s;
	double km;

	if (isnan(l->lat) || l->approximate || !location_spot(ctx, l, &s))
		return;
	km = place_distance_km(l->lat, l->lon, s.lat, s.lon);
	if (km > FAR_KM)
		problem_with(warn, "lat", N_("The point is {x} from the town. Empty both numbers to use the middle of the town."),
			     tr_km(ctx, km));
}

/* A protected place of others is not named, not even to somebody who types its address. */
static enum err warn_double(struct ctx *ctx, const struct location *l, struct problems *warn)
{
	struct location *like;
	size_t n;

	TRY(location_like(ctx, l, LIKE_MOST, &like, &n));
	for (size_t i = 0; i < n; i++)
		if (!like[i].protected_address || location_may_keep(ctx, &like[i]))
			return problem_with(warn, "name", N_("This may be in the list already: {x}."), like[i].name);
	return OK;
}

enum err location_warnings(struct ctx *ctx, const struct location *l, struct problems *warn)
{
	struct location copy = *l, was;

	location_tidy(ctx, &copy);
	if (copy.id) {
		TRY(location_get(ctx, copy.id, &was));
		TRY(location_follow(ctx, &was, &copy));
	}
	TRY(location_fill(ctx, &copy));
	warn_home(&copy, warn);
	warn_postcode(ctx, &copy, warn);
	warn_pin(ctx, &copy, warn);
	if (!copy.id)
		TRY(warn_double(ctx, &copy, warn));
	form_warnings(ctx, location_fields, &copy, warn);
	return OK;
}

/* --- what a visitor may know -------------------------------------------------------------------------------- */

/* "US-NJ" is NJ. */
static struct str state_code(const struct location *l)
{
	return str_same(l->country, "US") && str_starts(l->area_code, S("US-")) ? str_slice(l->area_code, 3, l->area_code.n) :
										   STR_ABSENT;
}

/* The part after the street: a blank that does not break keeps postcode and town together. */
static struct str town_line(struct ctx *ctx, const struct location *l)
{
	struct str state = state_code(l);

	if (!l->postcode.n && !state.p)
		return l->city;
	if (!l->city.n)
		return l->postcode;
	if (str_same(l->country, "US"))
		return arena_cat(ctx->arena, l->city, state.p ? S(", ") : S(""), state, l->postcode.n ? S(" ") : S(""), l->postcode);
	return arena_cat(ctx->arena, l->postcode, S("\u00a0"), l->city);
}

struct str location_line(struct ctx *ctx, const struct location *l)
{
	struct str town = town_line(ctx, l);

	if (l->protected_address)
		return tr(ctx, "Address protected");
	if (!l->address.n)
		return town;
	return town.n ? arena_cat(ctx->arena, l->address, S(", "), town) : l->address;
}

struct str location_column(struct ctx *ctx, const struct field *f)
{
	return TR_FILL(ctx, tr(ctx, "Place: {column}"), { "column", tr_of(ctx, str_of(f->label)) });
}

struct location location_public(const struct location *l)
{
	struct location p = *l;

	if (!l->protected_address && !l->home)
		return p;
	p.name = p.address = p.postcode = p.region = p.transit = p.entrance_da = p.entrance_en = S("");
	p.lat = p.lon = NAN;
	p.approximate = false;
	return p;
}
