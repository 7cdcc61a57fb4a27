/* rows.c -- from hits to rows: who gives it, when, what it costs, how sure we are, why it is here, what to do next. */
#include "support/view.h"
#include "location/location.h"

#include <math.h>
#include <string.h>

#include "support_sql.h"

enum { AT_ONCE = 20, DAY_S = 86400 };

#define TWENTY(id) \
	(id)[0], (id)[1], (id)[2], (id)[3], (id)[4], (id)[5], (id)[6], (id)[7], (id)[8], (id)[9], (id)[10], (id)[11], (id)[12], \
	(id)[13], (id)[14], (id)[15], (id)[16], (id)[17], (id)[18], (id)[19]

/* Everything that twenty rows are made from. */
struct source {
	struct ctx *ctx;
	const struct support_query *q;
	const struct kind *kinds;
	size_t nkinds;
	struct support_meeting_rows *meetings;
	struct support_service_rows *services;
	struct support_first_places *firsts;
	struct support_places *places;
	struct support_capacities *capacities;
	struct support_names *names;
	size_t nmeetings, nservices, nfirsts, nplaces, ncapacities, nnames;
	const struct index *x;
	struct ask asks[ASKS_MOST];
	size_t nasks;
};

/* --- said of both --------------------------------------------------------------------------------------------- */

static void chip(struct row *r, const char *tone, struct str text)
{
	if (!str_is(text) || r->nchips == ROW_CHIPS_MOST)
		return;
	r->tones[r->nchips] = tone;
	r->chips[r->nchips++] = text;
}

static void set_stages(struct ctx *ctx, struct row *r, struct str codes)
{
	struct str rest = codes, code;

	while (str_cut(&rest, ' ', &code))
		if (code.n && r->nstages < sizeof r->stages / sizeof *r->stages && choice_label(kind_stages, code))
			r->stages[r->nstages++] = tr_of(ctx, str_of(choice_label(kind_stages, code)));
}

static struct str day_word(struct ctx *ctx, day_t day, day_t today)
{
	if (day == today)
		return tr(ctx, "today");
	if (day == today + 1)
		return tr(ctx, "tomorrow");
	return day < today + 7 ? tr_weekday(ctx, day_weekday(day)) : tr_day_date(ctx, day);
}

/* "Open until 16.00", "Opens Thursday at 10.00", "Next Tuesday at 19.00". */
static void set_hours(struct ctx *ctx, const struct support_hit *h, struct row *r, struct str in_words)
{
	struct str time = tr_time(ctx, h->minutes), day;

	r->is_open = h->open == HOURS_OPEN || h->open == HOURS_ALWAYS;
	if (h->open == HOURS_ALWAYS)
		r->hours = tr(ctx, "Open day and night");
	if (h->open == HOURS_OPEN)
		r->hours = TR_FILL(ctx, tr(ctx, "Open now, until {time}"), { "time", time });
	if (h->open == HOURS_UNKNOWN)
		r->hours = str_is(in_words) ? in_words : tr(ctx, "Times by agreement");
	if (h->open != HOURS_LATER)
		return;
	day = day_word(ctx, h->day, h->today);
	r->hours = h->is_meeting ? TR_FILL(ctx, tr(ctx, "Next time {day} at {time}"), { "day", day }, { "time", time }) :
				   TR_FILL(ctx, tr(ctx, "Opens {day} at {time}"), { "day", day }, { "time", time });
}

static struct str fresh_text(struct ctx *ctx, const struct support_hit *h, int64_t verified_at)
{
	int64_t days = (ctx->now - verified_at) / DAY_S;

	if (h->reported_today)
		return tr(ctx, "A visitor reported a mistake today. Check before you go.");
	if (h->fresh == FRESH)
		return TR_FILL(ctx, tr(ctx, "Confirmed {when}"), { "when", tr_days_ago(ctx, days) });
	if (!verified_at)
		return tr(ctx, "Nobody has confirmed this yet. Check before you go.");
	return TR_FILL(ctx, tr(ctx, "Not confirmed for {days} days. Check before you go."), { "days", tr_number(ctx, days) });
}

static void set_full(struct ctx *ctx, const struct support_hit *h, struct row *r)
{
	if (!h->full)
		return;
	chip(r, "chip--late", h->full_until == FULL_WITHOUT_END ? tr(ctx, "Full at present") :
			      TR_FILL(ctx, tr(ctx, "Full until {date}"), { "date", tr_date(ctx, h->full_until) }));
}

static const struct support_places *place_find(const struct source *s, int64_t id)
{
	for (size_t i = 0; i < s->nplaces; i++)
		if (s->places[i].id == id)
			return &s->places[i];
	return NULL;
}

static int64_t first_place(const struct source *s, int64_t service)
{
	for (size_t i = 0; i < s->nfirsts; i++)
		if (s->firsts[i].service == service)
			return s->firsts[i].location;
	return 0;
}

static struct str mode_text(struct ctx *ctx, struct str mode)
{
	if (str_same(mode, "phone"))
		return tr(ctx, "By phone");
	return str_same(mode, "home") ? tr(ctx, "They come to you") : tr(ctx, "Online");
}

static void set_where(const struct source *s, const struct support_hit *h, struct row *r, int64_t location, struct str mode)
{
	struct ctx *ctx = s->ctx;
	const struct support_places *p = place_find(s, location);
	struct location l;

	r->by_phone = str_same(mode, "phone");
	r->in_room = p != NULL;
	if (!p) {
		r->where = mode_text(ctx, mode);
		return;
	}
	l = (struct location){ .name = p->name, .address = p->address, .postcode = p->postcode, .city = p->city, .protected_address = p->protected };
	r->where = location_line(ctx, &l);
	if (str_is(p->name) && !p->protected && !str_eq(p->name, p->address))
		r->where = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(p->name), STR_ARG(r->where));
	if (str_same(mode, "hybrid"))
		r->where = arena_printf(ctx->arena, "%.*s · %.*s", STR_ARG(r->where), STR_ARG(tr(ctx, "and online")));
	if (str_same(mode, "home"))
		r->where = arena_printf(ctx->arena, "%.*s · %.*s", STR_ARG(r->where), STR_ARG(tr(ctx, "they come to you")));
	if (!isnan(h->km))
		r->distance = tr_km(ctx, h->km);
	if (str_same(p->step_free, "yes"))
		chip(r, "", tr(ctx, "Step-free"));
}

/* A number or an address first: the shortest way to a human being. */
static void set_next(struct ctx *ctx, struct row *r, struct str apply, struct str phone, struct str email, struct str website)
{
	r->next_icon = phone.n ? "phone" : email.n ? "mail" : "arrow-right";
	if (phone.n)
		r->next_href = arena_printf(ctx->arena, "tel:%.*s", STR_ARG(phone));
	else if (email.n)
		r->next_href = arena_printf(ctx->arena, "mailto:%.*s", STR_ARG(email));
	if (str_is(apply))
		r->next = str_slice(apply, 0, str_index(apply, S("\n"), 0));
	else if (phone.n)
		r->next = TR_FILL(ctx, tr(ctx, "Call {phone}"), { "phone", tr_phone(ctx, phone) });
	else if (email.n)
		r->next = TR_FILL(ctx, tr(ctx, "Write to {email}"), { "email", email });
	else if (website.n)
		r->next = tr(ctx, "See how on their web page");
	else
		r->next = tr(ctx, "Just come. You can sit and listen.");
}

static struct str first_line(struct str text)
{
	return str_slice(text, 0, str_index(text, S("\n"), 0));
}

/* --- why it is here --------------------------------------------------------------------------------------------- */

struct reasons {
	struct str at[12];
	size_t n;
};

static void reason(struct reasons *why, struct str text)
{
	if (text.n && why->n < sizeof why->at / sizeof *why->at)
		why->at[why->n++] = text;
}

/* Those of the codes of a listing that were asked for. */
static void reason_codes(struct ctx *ctx, struct reasons *why, const struct choice *c, uint64_t asked, struct str codes)
{
	struct str rest = codes, code;

	while (str_cut(&rest, ' ', &code)) {
		unsigned i = choice_place(c, code);
		if (i < 64 && (asked >> i & 1))
			reason(why, tr_of(ctx, str_of(c[i].label)));
	}
}

/* The word of the listing that the typed one was found by: "weed" finds "hash". */
static void reason_words(const struct source *s, struct reasons *why, const struct str *texts, size_t n)
{
	struct ctx *ctx = s->ctx;

	for (size_t k = 0; k < s->nasks; k++) {
		struct str word = STR_ABSENT;
		for (size_t i = 0; i < n && !word.p; i++)
			word = index_word_in(s->x, &s->asks[k], texts[i]);
		if (word.p)
			reason(why, TR_FILL(ctx, tr(ctx, "says “{word}”"), { "word", word }));
	}
}

static void reason_flags(struct ctx *ctx, const struct support_query *q, struct reasons *why)
{
	for (const struct filter *f = support_filters; f->name; f++)
		if (f->type == FILTER_FLAG && filter_is_set(f, q))
			reason(why, tr(ctx, f->label));
	if (q->for_whom.n)
		reason(why, tr_of(ctx, str_of(choice_label(support_persons, q->for_whom))));
	if (q->language.n)
		reason(why, str_of(choice_label(language_choices, q->language)));
	if (q->open)
		reason(why, tr(ctx, "Open now"));
	if (q->takes)
		reason(why, tr(ctx, "Takes people now"));
	for (int d = 1; d <= 7; d++)
		if (q->days >> d % 7 & 1 && !(q->days & (q->days - 1)))
			reason(why, tr_weekday(ctx, d % 7));
	if (q->time.n)
		reason(why, tr_of(ctx, str_of(choice_label(support_times, q->time))));
}

static void reason_facts(const struct source *s, const struct kind *k, struct reasons *why)
{
	for (size_t i = 0; k && i < s->q->nfacts; i++) {
		const struct kind_field *f = kind_field_find(k, s->q->facts[i].field);
		const struct kind_option *o = f ? kind_option_find(f, s->q->facts[i].code) : NULL;
		if (f)
			reason(why, o ? kind_option_label(s->ctx, o) : kind_field_label(s->ctx, f));
	}
}

static void finish_why(const struct source *s, struct row *r, const struct kind *k, struct reasons *why)
{
	struct ctx *ctx = s->ctx;
	struct buf b;

	reason_flags(ctx, s->q, why);
	reason_facts(s, k, why);
	if (k && s->q->needs)
		reason_codes(ctx, why, kind_needs, s->q->needs, k->needs);
	if (!why->n && s->nasks && k)
		reason(why, TR_FILL(ctx, tr(ctx, "is of the kind “{kind}”"), { "kind", kind_name(ctx, k) }));
	if (!why->n)
		return;
	buf_init(&b, 2000);
	for (size_t i = 0; i < why->n; i++)
		buf_fmt(&b, "%s%.*s", i ? " · " : "", STR_ARG(why->at[i]));
	r->why = arena_str(ctx->arena, buf_view(&b));
	buf_free(&b);
}

/* --- what there is instead ------------------------------------------------------------------------------------------ */

static struct str name_in(struct ctx *ctx, struct str da, struct str en)
{
	return meeting_text(ctx, da, en, &(bool){ false });
}

static void set_instead(const struct source *s, struct instead_view *v, struct str label, int64_t id, double km)
{
	struct ctx *ctx = s->ctx;

	if (id < 0)
		return;
	v->label = label;
	for (size_t i = 0; i < s->nnames; i++)
		if (s->names[i].id == id) {
			v->name = name_in(ctx, s->names[i].name_da, s->names[i].name_en);
			v->href = arena_printf(ctx->arena, "/%s/%s/%.*s", ctx->lang, s->names[i].meeting ? "meetings" : "support", STR_ARG(s->names[i].slug));
			v->far = isnan(km) ? tr(ctx, "without going there") : tr_km(ctx, km);
		}
}

static void set_both_instead(const struct source *s, const struct support_hit *h, struct instead_view out[2])
{
	set_instead(s, &out[0], tr(s->ctx, "Free of the same kind:"), h->free_one, h->free_km);
	set_instead(s, &out[1], tr(s->ctx, "Without faith, of the same kind:"), h->secular_one, h->secular_km);
}

/* --- a meeting ------------------------------------------------------------------------------------------------------ */

static void meeting_reasons(const struct source *s, const struct support_meeting_rows *m, const struct kind *k, struct row *r)
{
	const struct method *method = method_find(m->method);
	const struct support_places *p = place_find(s, m->location.v);
	struct str texts[] = { m->name, m->description_da, m->description_en, m->org_name, method ? str_of(method->name) : S(""),
			       p ? p->city : S(""), p && !p->protected ? p->name : S(""), p && !p->protected ? p->address : S("") };
	struct reasons why = { .n = 0 };

	reason_words(s, &why, texts, sizeof texts / sizeof *texts);
	reason_codes(s->ctx, &why, support_givers, s->q->providers, method && method->faith ? S("peer faith") : S("peer"));
	reason_codes(s->ctx, &why, kind_stages, s->q->stages, S("mutual"));
	finish_why(s, r, k, &why);
}

static void meeting_row(const struct source *s, const struct support_hit *h, const struct support_meeting_rows *m, struct row *r)
{
	struct ctx *ctx = s->ctx;
	const struct method *method = method_find(m->method);
	const struct kind *k = NULL;

	for (size_t i = 0; i < s->nkinds; i++)
		if (str_same(s->kinds[i].code, KIND_OF_MEETINGS))
			k = &s->kinds[i];
	r->href = arena_printf(ctx->arena, "/%s/meetings/%.*s", ctx->lang, STR_ARG(m->slug));
	r->name = m->name;
	r->promise = first_line(meeting_text(ctx, m->description_da, m->description_en, &r->promise_foreign));
	r->kind = method ? tr_of(ctx, str_of(method->name)) : k ? kind_name(ctx, k) : S("");
	set_stages(ctx, r, S("mutual"));
	r->by = m->org_name.n ? TR_FILL(ctx, tr(ctx, "People who have been there themselves · {org}"), { "org", m->org_name }) :
				tr(ctx, "People who have been there themselves");
	r->is_free = str_same(m->price, "free");
	r->price = r->is_free ? tr(ctx, "Free") : str_same(m->price, "unknown") ? tr(ctx, "Price not known") : m->price;
	set_where(s, h, r, m->location.v, m->mode);
	set_hours(ctx, h, r, STR_ABSENT);
	set_full(ctx, h, r);
	if (str_same(m->newcomers, "yes"))
		chip(r, "", tr(ctx, "New people welcome"));
	if (str_same(m->children, "yes"))
		chip(r, "", tr(ctx, "Children welcome"));
	set_next(ctx, r, STR_ABSENT, m->location.has ? S("") : m->phone, S(""), S(""));
	if (!m->location.has && !m->phone.n)
		r->next = tr(ctx, "Join from the page of the meeting");
	r->fresh = h->reported_today ? FRESH_OLD : h->fresh;
	r->fresh_text = fresh_text(ctx, h, m->verified_at.v);
	meeting_reasons(s, m, k, r);
}

/* --- a service ------------------------------------------------------------------------------------------------------- */

static struct str by_text(struct ctx *ctx, const struct support_service_rows *v)
{
	struct str who = service_labels(ctx, service_providers, v->providers);
	const char *staff = choice_label(service_staffings, v->staffing);
	struct str staffing = staff && !str_same(v->staffing, "unknown") ? tr_of(ctx, str_of(staff)) : S("");

	if (!who.n)
		who = tr(ctx, "Who gives it is not known");
	return arena_printf(ctx->arena, "%.*s%s%.*s · %.*s", STR_ARG(who), staffing.n ? " · " : "", STR_ARG(staffing), STR_ARG(v->org_name));
}

static void add_capacity(const struct source *s, const struct support_service_rows *v, struct row *r)
{
	for (size_t i = 0; i < s->ncapacities; i++) {
		const struct support_capacities *c = &s->capacities[i];
		struct service_capacity own = { c->unit, c->total.has ? c->total.v : INT64_MIN, c->free, c->as_of, S("") };
		if (c->service == v->id)
			chip(r, service_capacity_age(s->ctx, &own) == CAPACITY_FRESH && c->free ? "chip--ok" : "chip--soon",
			     service_capacity_text(s->ctx, &own, S("Europe/Copenhagen")));
	}
}

static void service_reasons(const struct source *s, const struct support_service_rows *v, const struct kind *k, int64_t location,
			    struct row *r)
{
	const struct support_places *p = place_find(s, location);
	struct str texts[] = { v->name_da, v->name_en, v->description_da, v->description_en, v->org_name, p ? p->city : S(""),
			       p && !p->protected ? p->name : S(""), p && !p->protected ? p->address : S("") };
	struct reasons why = { .n = 0 };

	reason_words(s, &why, texts, sizeof texts / sizeof *texts);
	reason_codes(s->ctx, &why, support_givers, s->q->providers, v->providers);
	reason_codes(s->ctx, &why, kind_stages, s->q->stages, v->stages);
	finish_why(s, r, k, &why);
}

static void service_row(const struct source *s, const struct support_hit *h, const struct support_service_rows *v, struct row *r)
{
	struct ctx *ctx = s->ctx;
	const struct kind *k = kind_find(s->kinds, s->nkinds, v->kind);
	int64_t location = h->location ? h->location : first_place(s, v->id);
	struct service price = { .price_type = v->price_type, .price_least = v->price_least.has ? v->price_least.v : INT64_MIN,
				 .price_most = v->price_most.has ? v->price_most.v : INT64_MIN, .currency = v->currency, .price_unit = v->price_unit,
				 .payer_da = v->payer_da, .payer_en = v->payer_en };

	r->href = arena_printf(ctx->arena, "/%s/support/%.*s", ctx->lang, STR_ARG(v->slug));
	r->name = meeting_text(ctx, v->name_da, v->name_en, &r->name_foreign);
	r->promise = first_line(meeting_text(ctx, v->description_da, v->description_en, &r->promise_foreign));
	r->kind = k ? kind_name(ctx, k) : S("");
	set_stages(ctx, r, v->stages);
	r->by = by_text(ctx, v);
	r->is_free = service_is_free(&price);
	r->price = service_price(ctx, &price);
	set_full(ctx, h, r);
	add_capacity(s, v, r);
	set_where(s, h, r, location, v->mode);
	set_hours(ctx, h, r, name_in(ctx, v->hours_da, v->hours_en));
	if (str_same(v->substitution, "yes"))
		chip(r, "", tr(ctx, "Substitution medicine welcome"));
	if (str_same(v->substitution, "no"))
		chip(r, "chip--soon", tr(ctx, "Not with substitution medicine"));
	if (str_same(v->relation, "needs_treatment"))
		chip(r, "chip--soon", tr(ctx, "Only beside or after treatment"));
	if (str_same(v->children, "yes"))
		chip(r, "", tr(ctx, "Children welcome"));
	set_next(ctx, r, name_in(ctx, v->apply_da, v->apply_en), v->phone, v->email, v->website);
	r->fresh = h->reported_today ? FRESH_OLD : h->fresh;
	r->fresh_text = fresh_text(ctx, h, v->verified_at.v);
	service_reasons(s, v, k, location, r);
}

/* --- twenty at a time ------------------------------------------------------------------------------------------------ */

struct ids {
	int64_t at[AT_ONCE];
	size_t n;
};

static void add_id(struct ids *l, int64_t id)
{
	if (id > 0 && l->n < AT_ONCE)
		l->at[l->n++] = id;
}

static enum err read_listings(struct source *s, const struct support_hit *h, size_t n)
{
	struct ids meetings = { .n = 0 }, services = { .n = 0 };

	for (size_t i = 0; i < n; i++)
		add_id(h[i].is_meeting ? &meetings : &services, h[i].id);
	if (meetings.n)
		TRY(support_meeting_rows(s->ctx, TWENTY(meetings.at), &s->meetings, &s->nmeetings));
	if (!services.n)
		return OK;
	TRY(support_service_rows(s->ctx, TWENTY(services.at), &s->services, &s->nservices));
	TRY(support_first_places(s->ctx, TWENTY(services.at), &s->firsts, &s->nfirsts));
	return support_capacities(s->ctx, TWENTY(services.at), &s->capacities, &s->ncapacities);
}

static enum err read_places(struct source *s, const struct support_hit *h, size_t n)
{
	struct ids places = { .n = 0 };

	for (size_t i = 0; i < n; i++)
		if (!h[i].is_meeting)
			add_id(&places, h[i].location ? h[i].location : first_place(s, h[i].id));
	for (size_t i = 0; i < s->nmeetings; i++)
		add_id(&places, s->meetings[i].location.v);
	return places.n ? support_places(s->ctx, TWENTY(places.at), &s->places, &s->nplaces) : OK;
}

/* Twice as many could be asked for, free and secular ones: two readings. */
static enum err read_names(struct source *s, const struct support_hit *h, size_t n)
{
	struct ids free = { .n = 0 }, secular = { .n = 0 };
	struct support_names *a = NULL, *b = NULL;
	size_t na = 0, nb = 0;

	for (size_t i = 0; i < n; i++) {
		add_id(&free, h[i].free_one);
		add_id(&secular, h[i].secular_one);
	}
	if (free.n)
		TRY(support_names(s->ctx, TWENTY(free.at), &a, &na));
	if (secular.n)
		TRY(support_names(s->ctx, TWENTY(secular.at), &b, &nb));
	s->names = arena_array(s->ctx->arena, na + nb, struct support_names);
	s->nnames = na + nb;
	if (na)
		memcpy(s->names, a, na * sizeof *a);
	if (nb)
		memcpy(s->names + na, b, nb * sizeof *b);
	return OK;
}

static bool make_row(const struct source *s, const struct support_hit *h, struct row *r)
{
	*r = (struct row){ .next_icon = "arrow-right" };
	for (size_t i = 0; h->is_meeting && i < s->nmeetings; i++)
		if (s->meetings[i].id == h->id) {
			meeting_row(s, h, &s->meetings[i], r);
			set_both_instead(s, h, r->instead);
			return true;
		}
	for (size_t i = 0; !h->is_meeting && i < s->nservices; i++)
		if (s->services[i].id == h->id) {
			service_row(s, h, &s->services[i], r);
			set_both_instead(s, h, r->instead);
			return true;
		}
	return false;                        /* ended a moment ago: the index follows at once */
}

static enum err make_some(const struct source *of, const struct support_hit *h, size_t n, struct rows *out)
{
	struct source s = *of;

	TRY(read_listings(&s, h, n));
	TRY(read_places(&s, h, n));
	TRY(read_names(&s, h, n));
	/* Which words of a listing were meant is looked up in the index. */
	TRY(index_hold(s.ctx, &s.x));
	if (s.q->q.n)
		s.nasks = asks_of(s.x->vocabulary, s.ctx->arena, sense_rest(s.ctx, s.q->q), s.asks, ASKS_MOST);
	for (size_t i = 0; i < n; i++)
		out->n += make_row(&s, &h[i], &out->at[out->n]);
	index_let_go(s.ctx);
	return OK;
}

enum err rows_make(struct ctx *ctx, const struct support_query *q, const struct kind *kinds, size_t nkinds, const struct support_hit *h,
		   size_t n, struct rows *out)
{
	struct source s = { .ctx = ctx, .q = q, .kinds = kinds, .nkinds = nkinds };

	*out = (struct rows){ arena_array(ctx->arena, n + 1, struct row), 0 };
	for (size_t i = 0; i < n; i += AT_ONCE)
		TRY(make_some(&s, h + i, n - i < AT_ONCE ? n - i : AT_ONCE, out));
	return OK;
}

enum err support_instead(struct ctx *ctx, int64_t id, struct instead_view out[2])
{
	struct source s = { .ctx = ctx };
	struct support_hit hit;

	out[0] = out[1] = (struct instead_view){ 0 };
	TRY(seek_instead_of(ctx, id, &hit));
	TRY(read_names(&s, &hit, 1));
	set_both_instead(&s, &hit, out);
	return OK;
}
