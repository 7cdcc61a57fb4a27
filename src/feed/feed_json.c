/* feed_json.c -- a listing as JSON, by the field tables; what stands here stands in feed_members, too. */
#include "feed/feed.h"
#include "feed/feed_members.h"
#include "feed/feed_parts.h"

#include <string.h>

bool feed_field_is_public(const struct field *f, const struct listing_full *l)
{
	/* Numbers of our own rows say nothing outside; codes and names stand in their place. */
	static const char *const own[] = { "org", "location", "area" };

	if (f->flags & FIELD_PRIVATE)
		return false;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (!strcmp(f->name, own[i]))
			return false;
	return !l || !l->join_hidden || strncmp(f->name, "conference_", 11) || !strcmp(f->name, "conference_hidden");
}

static void put_codes(struct json_out *o, struct str codes)
{
	struct str rest = codes, code;

	json_array(o);
	while (str_cut(&rest, ' ', &code))
		if (code.n)
			json_str(o, code);
	json_end_array(o);
}

static void put_field(struct ctx *ctx, struct json_out *o, const struct field *f, const void *record)
{
	struct str text = field_text(ctx, f, record);
	int64_t i;

	json_name(o, f->name);
	if (f->type == FIELD_BOOL)
		json_bool(o, str_is(text));
	else if (f->type == FIELD_CHOICES)
		put_codes(o, text);
	else if (f->type == FIELD_INT && str_int(text, &i))
		json_int(o, i);
	else if (f->type == FIELD_REAL)
		json_real(o, *(const double *)((const char *)record + f->offset));
	else
		json_str(o, text.p ? text : STR_ABSENT);
}

/* Read back, its absence means the same. */
static bool says_nothing(struct ctx *ctx, const struct field *f, const void *record)
{
	struct str text = field_text(ctx, f, record);

	return !str_is(text) || str_same(text, "unknown") || (f->type == FIELD_INT && str_same(text, "0"));
}

static void put_fields(struct ctx *ctx, struct json_out *o, const struct field *fields, const void *record,
		       const struct listing_full *l, enum feed_words words)
{
	for (const struct field *f = fields; f->name; f++)
		if (feed_field_is_public(f, l) && (words == FEED_WHOLE || !says_nothing(ctx, f, record)))
			put_field(ctx, o, f, record);
}

static void put_text(struct json_out *o, const char *name, struct str text, enum feed_words words)
{
	if (words == FEED_WHOLE)
		json_put_str(o, name, text.p ? text : S(""));
	else
		json_put_is(o, name, text);
}

static void put_location(struct ctx *ctx, struct json_out *o, const struct location *l, enum feed_words words)
{
	if (!l->id) {
		json_null(o);
		return;
	}
	json_object(o);
	put_fields(ctx, o, location_fields, l, NULL, words);
	if (words == FEED_WHOLE || l->approximate)
		json_put_bool(o, "approximate", l->approximate);
	put_text(o, "area_code", l->area_code, words);
	json_end_object(o);
}

void feed_fields_json(struct ctx *ctx, struct json_out *o, const struct field *fields, const void *record)
{
	put_fields(ctx, o, fields, record, NULL, FEED_WHOLE);
}

void feed_location_json(struct ctx *ctx, struct json_out *o, const struct location *l)
{
	put_location(ctx, o, l, FEED_WHOLE);
}

/* Where one date was moved to; nothing when the house is the same, or gone. */
static void put_new_location(struct ctx *ctx, struct json_out *o, int64_t id)
{
	struct location l, shown = { 0 };

	json_name(o, "new_location");
	if (id && !location_get(ctx, id, &l))
		shown = location_public(&l);
	put_location(ctx, o, &shown, FEED_WHOLE);
}

static void put_exception(struct ctx *ctx, struct json_out *o, const struct meeting_exception *e)
{
	json_object(o);
	json_put_str(o, "day", day_str(ctx->arena, e->day));
	json_put_str(o, "kind", e->kind);
	json_put_str(o, "reason_da", e->reason_da.p ? e->reason_da : S(""));
	json_put_str(o, "reason_en", e->reason_en.p ? e->reason_en : S(""));
	json_put_str(o, "new_day", day_str(ctx->arena, e->new_day));
	json_put_str(o, "new_start", e->new_start_min < 0 ? STR_ABSENT : minutes_str(ctx->arena, (int)e->new_start_min));
	put_new_location(ctx, o, e->new_location);
	json_end_object(o);
}

static void put_pause(struct ctx *ctx, struct json_out *o, const struct meeting_pause *p)
{
	json_object(o);
	json_put_str(o, "from", day_str(ctx->arena, p->from));
	json_put_str(o, "to", day_str(ctx->arena, p->to));
	json_put_str(o, "reason_da", p->reason_da.p ? p->reason_da : S(""));
	json_put_str(o, "reason_en", p->reason_en.p ? p->reason_en : S(""));
	json_end_object(o);
}

static void put_dates(struct ctx *ctx, struct json_out *o, const struct timetable *t, enum feed_words words)
{
	if (words == FEED_WHOLE || t->nexceptions) {
		json_name(o, "exceptions");
		json_array(o);
		for (size_t i = 0; i < t->nexceptions; i++)
			put_exception(ctx, o, &t->exceptions[i]);
		json_end_array(o);
	}
	if (words == FEED_WHOLE || t->npauses) {
		json_name(o, "pauses");
		json_array(o);
		for (size_t i = 0; i < t->npauses; i++)
			put_pause(ctx, o, &t->pauses[i]);
		json_end_array(o);
	}
}

static void put_sentences(struct ctx *ctx, struct json_out *o, const struct listing_full *l)
{
	json_put_str(o, "state", l->m->state);
	json_put_str(o, "when", meeting_when(ctx, l->m));
	json_put_str(o, "organisation", l->o.id ? l->o.name : S(""));
}

void feed_listing_members(struct ctx *ctx, struct json_out *o, const struct listing_full *l, enum feed_words words)
{
	const struct meeting *m = l->m;

	json_put_str(o, "slug", m->slug);
	put_fields(ctx, o, meeting_fields, m, l, words);
	if (words == FEED_WHOLE)
		put_sentences(ctx, o, l);
	/* Where a way to join is hidden, the page is where it will be told. */
	if (words == FEED_WHOLE || l->join_hidden)
		json_put_str(o, "url", feed_url(ctx, m));
	put_text(o, "area_code", l->area_code, words);
	if (words == FEED_WHOLE || m->verified_at)
		json_put_int(o, "verified_at", m->verified_at);
	put_text(o, "verified_by", m->verified_by, words);
	if (words == FEED_WHOLE || m->sequence)
		json_put_int(o, "sequence", m->sequence);
	if (words == FEED_WHOLE || l->l.id) {
		json_name(o, "location");
		put_location(ctx, o, &l->l, words);
	}
	put_dates(ctx, o, l->t, words);
}

/* --- the record that our own import reads ------------------------------------------------------------------------ */

static void put_json(struct json_out *o, const struct json *v)
{
	bool object = v->type == JSON_OBJECT;

	switch (v->type) {
	case JSON_TEXT:
		json_str(o, v->text);
		break;
	case JSON_INT:
		json_int(o, v->i);
		break;
	case JSON_REAL:
		json_real(o, v->r);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		json_bool(o, v->type == JSON_TRUE);
		break;
	case JSON_NULL:
		json_null(o);
		break;
	case JSON_ARRAY:
	case JSON_OBJECT:
		(object ? json_object : json_array)(o);
		for (size_t i = 0; i < v->n; i++) {
			if (object)
				json_name(o, v->names[i].p);
			put_json(o, &v->at[i]);
		}
		(object ? json_end_object : json_end_array)(o);
		break;
	}
}

/* What a list said that we have no place for; the name in calendars has been told. */
static void put_extra(struct json_out *o, const struct json *extra)
{
	size_t n = 0;

	for (size_t i = 0; extra && i < extra->n; i++) {
		if (str_same(extra->names[i], "uid"))
			continue;
		if (!n++) {
			json_name(o, "extra");
			json_object(o);
		}
		json_name(o, extra->names[i].p);
		put_json(o, &extra->at[i]);
	}
	if (n)
		json_end_object(o);
}

void feed_record_members(struct ctx *ctx, struct json_out *o, const struct listing_full *l)
{
	feed_listing_members(ctx, o, l, FEED_BRIEF);
	json_put_str(o, "uid", feed_uid(ctx, l->m));
	put_extra(o, feed_extra(ctx, l->m, NULL));
}

static const char *const states[] = {
	[OCCURRENCE_PLANNED] = "planned", [OCCURRENCE_CANCELLED] = "cancelled", [OCCURRENCE_MOVED] = "moved", [OCCURRENCE_SKIPPED] = "skipped",
};

void feed_occurrence_json(struct ctx *ctx, struct json_out *o, const struct occurrence *at)
{
	json_object(o);
	json_put_str(o, "starts", feed_instant(ctx, at->starts));
	json_put_str(o, "ends", feed_instant(ctx, at->ends));
	json_put_str(o, "day", day_str(ctx->arena, at->day));
	json_put_str(o, "time", minutes_str(ctx->arena, at->start_min));
	json_put_int(o, "duration_min", at->duration_min);
	json_put_str(o, "state", str_of(states[at->state]));
	json_put_str(o, "by_series", day_str(ctx->arena, at->by_series));
	json_put_str(o, "reason_da", at->reason_da.p ? at->reason_da : S(""));
	json_put_str(o, "reason_en", at->reason_en.p ? at->reason_en : S(""));
	json_put_bool(o, "ask", at->ask);
	json_end_object(o);
}

/*
 * What is said besides the fields of the tables.  Types: a JSON type, one with '?' that may be null, a
 * schema's name, or a schema's name with [] for a list of them.
 */
const struct feed_member feed_members[] = {
	{ "Meeting", "slug", "string", "Its name in addresses, for good" },
	{ "Meeting", "state", "string", "running, or ended" },
	{ "Meeting", "when", "string", "The rhythm as a sentence, in the language asked for" },
	{ "Meeting", "url", "string", "The page for people" },
	{ "Meeting", "organisation", "string", "Who keeps it; empty when nobody is named" },
	{ "Meeting", "area_code", "string", "Its area, for example DK-751; empty when there is none" },
	{ "Meeting", "verified_at", "integer", "When somebody last found it right: seconds since 1970, 0 for never" },
	{ "Meeting", "verified_by", "string", "How it was found right: link, keeper or import" },
	{ "Meeting", "sequence", "integer", "One more at each change of time, place or state" },
	{ "Meeting", "location", "Location?", "The house; null for a meeting without one" },
	{ "Meeting", "exceptions", "Exception[]", "Single dates that are otherwise" },
	{ "Meeting", "pauses", "Pause[]", "Weeks of rest" },
	{ "Meeting", "next", "Occurrence?", "The next date; null when there is none within a year" },
	{ "Meeting", "km", "number?", "Distance to the place asked for" },
	{ "Meeting", "location_id", "string?", "Of the house, for writing" },
	{ "Meeting", "organisation_id", "string?", "Of the organisation, for writing" },
	{ "Location", "approximate", "boolean", "The point is that of the town" },
	{ "Location", "area_code", "string", "Its area" },
	{ "Exception", "day", "string", "The date by the series" },
	{ "Exception", "kind", "string", "cancelled, moved, or held in spite of a holiday" },
	{ "Exception", "reason_da", "string", "Why, in Danish" },
	{ "Exception", "reason_en", "string", "Why, in English" },
	{ "Exception", "new_day", "string?", "Where a moved one went" },
	{ "Exception", "new_start", "string?", "Its new time of day" },
	{ "Exception", "new_location", "Location?", "Its new house" },
	{ "Pause", "from", "string", "First day" },
	{ "Pause", "to", "string", "Last day" },
	{ "Pause", "reason_da", "string", "Why, in Danish" },
	{ "Pause", "reason_en", "string", "Why, in English" },
	{ "Occurrence", "starts", "string", "Instant, UTC" },
	{ "Occurrence", "ends", "string", "Instant, UTC; an hour later when nobody knows" },
	{ "Occurrence", "day", "string", "The day on the wall calendar there" },
	{ "Occurrence", "time", "string", "The clock on the wall there" },
	{ "Occurrence", "duration_min", "integer", "0 when nobody knows" },
	{ "Occurrence", "state", "string", "planned, cancelled or moved" },
	{ "Occurrence", "by_series", "string", "The date by the series: its name for good" },
	{ "Occurrence", "reason_da", "string", "Why it is otherwise, in Danish" },
	{ "Occurrence", "reason_en", "string", "Why it is otherwise, in English" },
	{ "Occurrence", "ask", "boolean", "A holiday on which somebody must still decide: ask first" },
	{ "Dated", "slug", "string", "Of the meeting" },
	{ "Dated", "name", "string", "Of the meeting" },
	{ "Dated", "zone", "string", "The time zone of its clock" },
	{ "Dated", "url", "string", "The page for people" },
	{ "Dated", "occurrence", "Occurrence", "The date" },
	{ "Meetings", "total", "integer", "How many fit" },
	{ "Meetings", "page", "integer", "This page, from 1" },
	{ "Meetings", "per_page", "integer", "How many stand on a page" },
	{ "Meetings", "pages", "integer", "How many pages there are" },
	{ "Meetings", "meetings", "Meeting[]", "Those of this page" },
	{ "Occurrences", "total", "integer", "How many dates fit" },
	{ "Occurrences", "page", "integer", "This page, from 1" },
	{ "Occurrences", "per_page", "integer", "How many stand on a page" },
	{ "Occurrences", "pages", "integer", "How many pages there are" },
	{ "Occurrences", "occurrences", "Dated[]", "Dates in order of start" },
	{ "Service", "slug", "string", "Its name in addresses, for good" },
	{ "Service", "kind", "string", "The code of its kind, for example housing; members fact_… are what that kind asks" },
	{ "Service", "state", "string", "running, or ended" },
	{ "Service", "url", "string", "The page for people" },
	{ "Service", "organisation", "string", "Who keeps it" },
	{ "Service", "organisation_id", "string", "Of the organisation, for writing" },
	{ "Service", "area_code", "string", "Its area, for example DK-751; empty when there is none" },
	{ "Service", "price", "string", "The price as a sentence, in the language asked for" },
	{ "Service", "when", "string", "The hours as a sentence, in the language asked for" },
	{ "Service", "over", "boolean", "It has ended, or its last day has passed" },
	{ "Service", "full", "boolean", "It takes nobody for now" },
	{ "Service", "full_until", "string?", "The last day on which it takes nobody, if it is known" },
	{ "Service", "verified_at", "integer", "When somebody last found it right: seconds since 1970" },
	{ "Service", "verified_by", "string", "How it was found right: link, keeper or import" },
	{ "Service", "free_places", "Free[]", "Free places as somebody last counted them" },
	{ "Service", "hours", "Hours[]", "When it is open" },
	{ "Service", "location_ids", "string", "Of its places, with blanks between, for writing; without those whose address is protected" },
	{ "Service", "locations", "Location[]", "Where it is given" },
	{ "Free", "unit", "string", "bed, room, seat or place" },
	{ "Free", "free", "integer?", "How many; null when the count is three days old" },
	{ "Free", "as_of", "integer", "When they were counted: seconds since 1970" },
	{ "Free", "said", "string", "As a sentence that tells how old it is" },
	{ "Hours", "rhythm", "string", "weekly, monthly_weekday, monthly_day, daily or once" },
	{ "Hours", "every", "integer", "Every how many weeks, months or days" },
	{ "Hours", "weekdays", "string", "Codes with blanks between" },
	{ "Hours", "nths", "string", "Which in the month, codes with blanks between" },
	{ "Hours", "month_day", "integer", "The date in the month; 0: none" },
	{ "Hours", "first_day", "string?", "Null: always" },
	{ "Hours", "last_day", "string?", "Null: no end" },
	{ "Hours", "from", "string", "The clock on the wall there" },
	{ "Hours", "duration_min", "integer", "1440: round the clock; 0: nobody knows the end" },
	{ "Hours", "zone", "string", "The time zone of its clock" },
	{ "Hours", "note_da", "string", "A note in Danish" },
	{ "Hours", "note_en", "string", "A note in English" },
	{ "Services", "total", "integer", "How many fit" },
	{ "Services", "page", "integer", "This page, from 1" },
	{ "Services", "per_page", "integer", "How many stand on a page" },
	{ "Services", "pages", "integer", "How many pages there are" },
	{ "Services", "services", "Service[]", "Those of this page" },
	{ "Problem", "type", "string", "about:blank" },
	{ "Problem", "title", "string", "What happened" },
	{ "Problem", "status", "integer", "The status of the answer" },
	{ "Problem", "detail", "string", "What one can do" },
	{ "Problem", "errors", "Fault[]", "What can be mended" },
	{ "Fault", "pointer", "string", "The member of the body, as a JSON Pointer" },
	{ "Fault", "detail", "string", "What is wrong with it" },
	{ NULL, NULL, NULL, NULL }
};
