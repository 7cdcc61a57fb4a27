/*
 * feed_mg.c -- our listings as Meeting Guide JSON.
 *
 * The format knows meetings of every week and nothing else.  A meeting of every week is said in its
 * words; another rhythm is said as by appointment, with the rhythm as a sentence in the notes, so
 * that nobody stands at a locked door three weeks of four.  The whole record goes along as the
 * member "samhold", which others ignore and our own import reads.
 */
#include "feed/feed.h"
#include "format/meetingguide.h"

#include <math.h>
#include <string.h>

/* Our facts in the words of the specification. */
static const struct {
	const char *value, *type;
} audience_types[] = { { "women", "W" }, { "men", "M" }, { "young", "Y" }, { "lgbt", "LGBTQ" } },
  language_types[] = { { "da", "DA" }, { "en", "EN" }, { "de", "DE" }, { "sv", "SV" }, { "no", "NO" }, { "pl", "POL" },
		       { "fr", "FR" }, { "es", "S" }, { "fa", "FA" }, { "ru", "RUS" }, { "uk", "UK" } };

static bool has_code(struct str codes, const char *code)
{
	struct str rest = codes, word;

	while (str_cut(&rest, ' ', &word))
		if (str_same(word, code))
			return true;
	return false;
}

static void add_type(struct mg_meeting *g, const char *type)
{
	if (g->ntypes < MG_TYPES_MOST)
		g->types[g->ntypes++] = str_of(type);
}

static void add_types(struct mg_meeting *g, const struct listing_full *l)
{
	const struct meeting *m = l->m;

	if (str_same(m->openness, "open"))
		add_type(g, "O");
	else if (str_same(m->openness, "closed"))
		add_type(g, "C");
	for (size_t i = 0; i < sizeof audience_types / sizeof *audience_types; i++)
		if (has_code(m->audience, audience_types[i].value))
			add_type(g, audience_types[i].type);
	for (size_t i = 0; i < sizeof language_types / sizeof *language_types; i++)
		if (has_code(m->languages, language_types[i].value))
			add_type(g, language_types[i].type);
	if (str_same(m->newcomers, "yes"))
		add_type(g, "BE");
	/* These two speak of a house: the widgets drop them for what is online only. */
	if (l->l.id && str_same(l->l.step_free, "yes"))
		add_type(g, "X");
	if (l->l.id && str_same(m->children, "yes"))
		add_type(g, "CF");
}

static void add_days(struct mg_meeting *g, const struct timetable *t, const struct meeting *m)
{
	g->start_min = g->end_min = -1;
	if (t->appointment || t->rhythm.kind != RHYTHM_WEEKLY || t->rhythm.interval != 1)
		return;
	for (int d = 0; d < 7; d++)
		if (t->rhythm.weekdays >> d & 1)
			g->days[g->ndays++] = d;
	g->start_min = (int)m->start_min;
	if (m->duration_min)
		g->end_min = (int)((m->start_min + m->duration_min) % 1440);
}

static struct str notes_of(struct ctx *ctx, const struct listing_full *l, bool weekly)
{
	bool foreign;
	struct str text = meeting_text(ctx, l->m->description_da, l->m->description_en, &foreign);

	if (weekly)
		return text;
	return arena_printf(ctx->arena, "%.*s. %.*s", STR_ARG(meeting_when(ctx, l->m)), STR_ARG(text));
}

static void add_place(struct ctx *ctx, struct mg_meeting *g, const struct listing_full *l)
{
	if (!l->l.id)
		return;
	g->location = l->l.name;
	g->address = l->l.address;
	g->city = l->l.city;
	g->postal_code = l->l.postcode;
	g->country = l->l.country;
	g->formatted_address = arena_printf(ctx->arena, "%.*s, %.*s %.*s, %.*s", STR_ARG(l->l.address), STR_ARG(l->l.postcode),
					    STR_ARG(l->l.city), STR_ARG(l->l.country));
	if (!isnan(l->l.lat)) {
		g->has_point = true;
		g->latitude = l->l.lat;
		g->longitude = l->l.lon;
	}
	g->exactness = l->l.approximate || l->l.protected_address ? MG_APPROXIMATE : MG_EXACT;
}

static struct str own_record(struct ctx *ctx, const struct listing_full *l)
{
	struct json_out o;
	struct str text;
	struct buf b;

	buf_init(&b, 64 << 10);
	json_start(&o, &b);
	feed_listing_json(ctx, &o, l);
	text = arena_str(ctx->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

static enum err write_one(void *arg, struct ctx *ctx, const struct listing_full *l)
{
	struct mg_meeting g = { .slug = l->m->slug, .name = l->m->name, .timezone = l->m->zone };

	add_days(&g, l->t, l->m);
	add_types(&g, l);
	add_place(ctx, &g, l);
	if (!l->join_hidden) {
		g.conference_url = l->m->conference_url;
		g.conference_url_notes = l->m->conference_notes;
		g.conference_phone = l->m->conference_phone;
	}
	g.notes = notes_of(ctx, l, g.ndays > 0);
	g.entity = l->org_name;
	g.url = feed_url(ctx, l->m);
	g.updated = l->m->verified_at ? l->m->verified_at : l->m->changed_at;
	g.own = own_record(ctx, l);
	mg_write(arg, &g);
	return ctx->out->toobig ? fail(ctx, ERR_LIMIT, "the feed is larger than one answer") : OK;
}

enum err feed_meeting_guide(struct ctx *ctx, const struct feed_filter *filter)
{
	struct json_out o;

	json_start(&o, ctx->out);
	json_array(&o);
	TRY(feed_each(ctx, filter, write_one, &o));
	json_end_array(&o);
	return OK;
}
