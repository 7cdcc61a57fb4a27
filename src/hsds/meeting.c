/*
 * meeting.c -- a series of meetings as HSDS says it: a service of the kind support-groups.
 *
 * HSDS knows no single dates that are otherwise.  They stand in the calendar of the series, to which the
 * schedule leads, and in the record.
 */
#include "hsds/book.h"
#include "crypt/crypt.h"
#include "tr/tr.h"

#include <string.h>

struct making {
	struct book *b;
	const struct listing_full *l;
	const char *lang;
	struct hsds_service *h;
};

/* --- the record --------------------------------------------------------------------------------------------------------- */

static enum err put_ties(struct making *m, struct json_out *o)
{
	struct meeting before;
	struct str *old;
	size_t n;
	enum err e = m->l->m->follows ? meeting_get(m->b->ctx, m->l->m->follows, &before) : ERR_NOT_FOUND;

	if (!e)
		json_put_str(o, "follows", before.slug);
	if (e && e != ERR_NOT_FOUND)
		return e;
	TRY(meeting_old_slugs(m->b->ctx, m->l->m->id, &old, &n));
	if (!n)
		return OK;
	json_name(o, "old_slugs");
	json_array(o);
	for (size_t i = 0; i < n; i++)
		json_str(o, old[i]);
	json_end_array(o);
	return OK;
}

static enum err say_record(struct making *m)
{
	struct json_out o;
	struct buf buf;
	enum err e;

	buf_init(&buf, RECORD_MOST);
	json_start(&o, &buf);
	json_object(&o);
	feed_record_members(m->b->ctx, &o, m->l);
	e = put_ties(m, &o);
	json_end_object(&o);
	if (!e && !buf.toobig)
		book_say_record(m->b, m->h, arena_str(m->b->a, buf_view(&buf)));
	buf_free(&buf);
	return e;
}

/* --- hours --------------------------------------------------------------------------------------------------------------- */

static struct str calendar_url(struct making *m)
{
	if (!str_is(m->b->ctx->house->origin))
		return STR_ABSENT;
	return arena_printf(m->b->a, "%.*s/feeds/meetings/%.*s.ics", STR_ARG(m->b->ctx->house->origin), STR_ARG(m->l->m->slug));
}

static struct hsds_schedule *schedule_of(struct making *m, struct str of)
{
	const struct timetable *t = m->l->t;
	struct hsds_schedule *h;
	struct str id = book_part(m->b, of, "schedule", 0);

	if (t->appointment) {
		h = arena_new_of(m->b->a, struct hsds_schedule);
		h->id = id;
		h->description = meeting_when(m->b->ctx, m->l->m);
		return h;
	}
	h = book_schedule(m->b, id, &(struct hours_line){ t->rhythm, t->start_min, t->duration_min, m->l->m->zone, STR_ABSENT });
	h->description = meeting_when(m->b->ctx, m->l->m);
	h->schedule_link = calendar_url(m);
	if (t->nexceptions || t->npauses || t->holiday_rule != HOLIDAY_HOLD)
		h->notes = tr(m->b->ctx, "Single dates may be otherwise: see the calendar.");
	return h;
}

/* --- where ---------------------------------------------------------------------------------------------------------------- */

static enum err at_place(struct making *m, enum hsds_at where, struct hsds_location *place, struct str room)
{
	struct hsds_service_at_location *at = arena_new_of(m->b->a, struct hsds_service_at_location);

	at->location = place;
	at->service = m->h;
	at->description = room;
	TRY(name_at_place(m->b->ctx, true, where, m->l->m->id, place->id, &at->id));
	BOOK_ADD(m->b, at->schedules, schedule_of(m, at->id));
	BOOK_ADD(m->b, m->h->service_at_locations, at);
	return OK;
}

static struct hsds_location *online_room(struct making *m)
{
	struct hsds_location *place = arena_new_of(m->b->a, struct hsds_location);
	const struct meeting *s = m->l->m;

	place->id = book_part(m->b, m->h->id, "online", 0);
	place->location_type = S("virtual");
	place->name = tr(m->b->ctx, "Online");
	/* Where the way in is hidden until shortly before, the page is where it will be told. */
	place->url = m->l->join_hidden || !str_is(s->conference_url) ? feed_url(m->b->ctx, s) : s->conference_url;
	if (!m->l->join_hidden) {
		place->description = s->conference_notes;
		BOOK_PHONE(m->b, place, s->conference_phone);
	}
	return place;
}

static enum err add_places(struct making *m)
{
	bool joins = !str_same(m->l->m->mode, "room");
	struct hsds_location *place;

	if (m->l->l.id) {
		TRY(book_place(m->b, m->l->l.id, &place));
		TRY(at_place(m, AT_HOUSE, place, m->l->m->room));
	}
	if (joins)
		TRY(at_place(m, AT_ONLINE, online_room(m), STR_ABSENT));
	if (!m->h->service_at_locations.n)
		BOOK_ADD(m->b, m->h->schedules, schedule_of(m, m->h->id));
	return OK;
}

/* --- the rest --------------------------------------------------------------------------------------------------------------- */

static void say_terms(struct making *m)
{
	const struct meeting *s = m->l->m;
	const struct kind *k = NULL;

	for (size_t i = 0; i < m->b->nkinds && !k; i++)
		if (str_same(m->b->kinds[i].code, "support-groups"))
			k = &m->b->kinds[i];
	if (k) {
		book_say_codes(m->b, m->h, SCHEME_HL7, k->hl7);
		book_say_codes(m->b, m->h, SCHEME_OPEN_ELIGIBILITY, k->open_eligibility);
		book_say(m->b, m->h, SCHEME_KIND, k->code, STR_ABSENT, STR_ABSENT);
	}
	book_say(m->b, m->h, SCHEME_STAGE, S("mutual"), STR_ABSENT, STR_ABSENT);
	book_say(m->b, m->h, SCHEME_PROVIDER, S("peer"), STR_ABSENT, STR_ABSENT);
	book_say_codes(m->b, m->h, SCHEME_AUDIENCE, s->audience);
	book_say(m->b, m->h, SCHEME_METHOD, s->method, STR_ABSENT, STR_ABSENT);
}

static void say_fields(struct making *m)
{
	static const char *const fields[] = { "openness", "newcomers", "children", "mode", NULL };

	for (const char *const *name = fields; *name; name++) {
		const struct field *f = field_find(meeting_fields, *name);
		struct str text = field_text(m->b->ctx, f, m->l->m);
		const char *label = str_is(text) && !str_same(text, "unknown") ? choice_label(f->choices, text) : NULL;
		if (label)
			book_say_fact(m->b, m->h, str_of(*name), tr_of(m->b->ctx, str_of(f->label)), tr_of(m->b->ctx, str_of(label)));
	}
	book_say_fact(m->b, m->h, S("first_time"), tr(m->b->ctx, "What happens the first time"),
		      book_text(m->lang, m->l->m->first_time_da, m->l->m->first_time_en));
}

static struct str audience_said(struct making *m)
{
	return str_is(m->l->m->audience) ? service_labels(m->b->ctx, audience_choices, m->l->m->audience) : S("");
}

static void say_price(struct making *m)
{
	struct hsds_cost_option *c;

	if (!str_same(m->l->m->price, "free")) {
		m->h->fees_description = m->l->m->price;
		return;
	}
	m->h->fees_description = tr(m->b->ctx, "Free");
	c = arena_new_of(m->b->a, struct hsds_cost_option);
	c->id = book_part(m->b, m->h->id, "cost", 0);
	c->option = m->h->fees_description;
	c->amount = (struct hsds_number){ true, 0 };
	BOOK_ADD(m->b, m->h->cost_options, c);
}

static void say_itself(struct making *m)
{
	const struct meeting *s = m->l->m;
	struct str rest = s->languages, code;
	struct hsds_contact *c;

	m->h->name = s->name;
	m->h->description = book_text(m->lang, s->description_da, s->description_en);
	m->h->url = s->website;
	m->h->email = s->email;
	m->h->status = S("active");
	m->h->eligibility_description = audience_said(m);
	m->h->assured_date = book_day(m->b, s->verified_at, m->l->t->zone);
	m->h->last_modified = book_instant(m->b, s->changed_at);
	say_price(m);
	BOOK_PHONE(m->b, m->h, s->phone);
	while (str_is(rest) && str_cut(&rest, ' ', &code))
		if (code.n)
			BOOK_ADD(m->b, m->h->languages, book_language(m->b, m->h->id, m->h->languages.n, code));
	if (str_is(s->contact_role)) {
		c = arena_new_of(m->b->a, struct hsds_contact);
		c->id = book_part(m->b, m->h->id, "contact", 0);
		c->title = s->contact_role;
		BOOK_ADD(m->b, m->h->contacts, c);
	}
}

static void add_page(struct making *m)
{
	struct hsds_url *u = arena_new_of(m->b->a, struct hsds_url);

	if (!str_is(m->b->ctx->house->origin))
		return;
	u->id = book_part(m->b, m->h->id, "page", 0);
	u->label = tr(m->b->ctx, "Page in this directory");
	u->url = feed_url(m->b->ctx, m->l->m);
	BOOK_ADD(m->b, m->h->additional_urls, u);
}

static enum err make(struct making *m)
{
	TRY(hsds_uuid(m->b->ctx, THING_MEETING, m->l->m->id, &m->h->id));
	TRY(book_org(m->b, m->l->m->org, &m->h->organization));
	say_itself(m);
	add_page(m);
	TRY(add_places(m));
	say_terms(m);
	say_fields(m);
	return say_record(m);
}

enum err book_meeting(struct book *b, const struct listing_full *l, struct hsds_service **out)
{
	struct making m = { .b = b, .l = l, .lang = book_is_danish(l->m->zone) ? "da" : "en", .h = arena_new_of(b->a, struct hsds_service) };
	const char *lang = b->ctx->lang;
	enum err e;

	b->ctx->lang = m.lang;
	e = make(&m);
	b->ctx->lang = lang;
	*out = m.h;
	return e;
}

/* --- either kind of listing --------------------------------------------------------------------------------------------------- */

struct wanted {
	struct book *b;
	struct hsds_service **out;
};

static enum err take(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	struct wanted *w = arg;

	(void)ctx;
	return book_meeting(w->b, l, w->out);
}

static enum err meeting_of(struct book *b, int64_t id, struct hsds_service **out)
{
	struct wanted w = { b, out };
	struct meeting m;

	TRY(meeting_get(b->ctx, id, &m));
	return meeting_is_on(b->ctx, &m) ? feed_one(b->ctx, &m, !b->lasts, take, &w) : ERR_NOT_FOUND;
}

static enum err service_of(struct book *b, int64_t id, struct hsds_service **out)
{
	struct service_whole w;
	const struct kind *k;

	TRY(service_get(b->ctx, id, &w));
	k = kind_find(b->kinds, b->nkinds, w.s.kind);
	return k && service_is_on(b->ctx, k, &w) ? book_service(b, &w, out) : ERR_NOT_FOUND;
}

enum err book_listing(struct book *b, int64_t id, bool meeting, struct hsds_service **out)
{
	return meeting ? meeting_of(b, id, out) : service_of(b, id, out);
}
