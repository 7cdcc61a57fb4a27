/* demo_support.c -- what is offered besides groups: rows of the tables become services, by the verbs that pages use. */
#include "area/area.h"
#include "cal/cal.h"
#include "demo/demo_parts.h"
#include "demo/demo_tables.h"
#include "location/location.h"
#include "org/org.h"
#include "service/service.h"
#include "verify/verify.h"

#include <stdlib.h>
#include <string.h>

enum { FACTS_MOST = 24, HOURS_MOST = 16, HUNDRED = 100, DAY_MIN = 1440 };

static struct str text(const char *z)
{
	return z ? str_of(z) : S("");
}

static bool is_american(const struct demo_service *d)
{
	const struct demo_service *row = demo_support_us;

	while (row->kind && row != d)
		row++;
	return row->kind != NULL;
}

static const struct demo_usual *usual_of(const struct demo_service *d)
{
	const struct demo_usual *u = demo_usuals;

	while (u->kind && strcmp(u->kind, d->kind))
		u++;
	return u;
}

/* --- the small languages of the table ---------------------------------------------------------------------------- */

/* "level=monitored;curfew=kl. 23|11 pm" */
static void read_facts(struct ctx *ctx, const char *z, struct service_whole *w)
{
	struct service_fact *facts = arena_array(ctx->arena, FACTS_MOST, struct service_fact);
	struct str rest = text(z), one;
	size_t n = 0;

	while (n < FACTS_MOST && str_cut(&rest, ';', &one)) {
		struct service_fact f = { .value = S(""), .value_en = S("") };
		if (!str_cut(&one, '=', &f.field) || !f.field.n)
			continue;
		str_cut(&one, '|', &f.value);
		/* "12" is the same in both languages. */
		f.value_en = one.p ? one : f.value;
		facts[n++] = f;
	}
	w->facts = facts, w->nfacts = n;
}

static int weekday_of(struct str code)
{
	static const char *const codes[] = { "su", "mo", "tu", "we", "th", "fr", "sa" };

	for (int i = 0; i < 7; i++)
		if (str_same(code, codes[i]))
			return i;
	return 0;
}

/* "mo-fr", "mo,we", "daily" */
static unsigned weekdays_of(struct str days)
{
	struct str one, from;
	unsigned bits = 0;

	if (str_same(days, "daily"))
		return 0x7f;
	while (str_cut(&days, ',', &one)) {
		str_cut(&one, '-', &from);
		int first = weekday_of(from), last = one.p ? weekday_of(one) : first;
		for (int d = first; ; d = (d + 1) % 7) {
			bits |= 1u << d;
			if (d == last)
				break;
		}
	}
	return bits;
}

/* "1st", "2nd", "3rd", "last": bit of the month; 0: every week. */
static unsigned nth_of(struct str word)
{
	static const char *const words[] = { "1st", "2nd", "3rd", "4th", "5th", "last" };

	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		if (str_same(word, words[i]))
			return 1u << (i + 1);
	return 0;
}

static int minutes_of(struct str s)
{
	return str_same(s, "24:00") ? DAY_MIN : minutes_parse(s);
}

static struct service_schedule hours_of(struct str row, struct str zone)
{
	struct service_schedule h = { .zone = zone, .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 1, .first = DAY_NONE, .last = DAY_NONE } };
	struct str word, from;
	int end;

	str_cut(&row, ' ', &word);
	h.rhythm.nths = nth_of(word);
	if (h.rhythm.nths) {
		h.rhythm.kind = RHYTHM_MONTHLY_WEEKDAY;
		str_cut(&row, ' ', &word);
	}
	h.rhythm.weekdays = weekdays_of(word);
	str_cut(&row, '-', &from);
	h.start_min = minutes_of(from);
	end = minutes_of(row);
	h.duration_min = end > h.start_min ? end - h.start_min : end + DAY_MIN - h.start_min;
	return h;
}

static void read_hours(struct ctx *ctx, const char *z, struct str zone, struct service_whole *w)
{
	struct service_schedule *hours = arena_array(ctx->arena, HOURS_MOST, struct service_schedule);
	struct str rest = text(z), one;
	size_t n = 0;

	while (n < HOURS_MOST && str_cut(&rest, ';', &one))
		if (str_is(str_trim(one)))
			hours[n++] = hours_of(str_trim(one), zone);
	w->schedules = hours, w->nschedules = n;
}

/* "150 DKK night", "100-300 DKK month", "sliding 0-300 DKK month"; a word alone is the type. */
static void read_price(const char *z, struct service *s)
{
	struct str rest = z ? str_of(z) : S("free"), first, range;
	int64_t least = 0, most = 0;

	str_cut(&rest, ' ', &first);
	s->price_type = first;
	if (!rest.p)
		return;
	if (str_same(first, "sliding"))
		str_cut(&rest, ' ', &first);
	else
		s->price_type = S("fixed");
	str_cut(&first, '-', &range);
	str_int(range, &least);
	s->price_least = least * HUNDRED;
	if (str_int(first.p ? first : S(""), &most)) {
		s->price_most = most * HUNDRED;
		s->price_type = str_same(s->price_type, "sliding") ? s->price_type : S("range");
	}
	str_cut(&rest, ' ', &s->currency);
	s->price_unit = rest;
}

static struct str answer_of(char c)
{
	return c == 'y' ? S("yes") : c == 'n' ? S("no") : S("unknown");
}

/* --- one row ---------------------------------------------------------------------------------------------------------- */

static struct str phone_of(struct ctx *ctx, const struct demo_service *d)
{
	int n = (int)(str_hash(str_of(d->da)) % 80) + 20;

	return is_american(d) ? arena_printf(ctx->arena, "55501%02d", n) : arena_printf(ctx->arena, "000000%02d", n);
}

static void say(struct ctx *ctx, const struct demo_service *d, struct service *s)
{
	const struct demo_usual *u = usual_of(d);

	s->name_da = str_of(d->da), s->name_en = str_of(d->en);
	s->description_da = str_of(d->text_da), s->description_en = str_of(d->text_en);
	s->first_time_da = text(u->first_da), s->first_time_en = text(u->first_en);
	s->apply_da = text(u->apply_da), s->apply_en = text(u->apply_en);
	s->payer_da = text(d->payer_da), s->payer_en = text(d->payer_en);
	s->papers_da = text(d->papers_da), s->papers_en = text(d->papers_en);
	s->extras_da = text(d->extras_da), s->extras_en = text(d->extras_en);
	s->expectations_da = text(d->expect_da), s->expectations_en = text(d->expect_en);
	s->secular_da = text(d->secular_da), s->secular_en = text(d->secular_en);
	s->phone = phone_of(ctx, d);
	s->contact_role = is_american(d) ? S("The desk") : S("Vagten");
}

static void classify(const struct demo_service *d, struct service *s)
{
	const struct demo_usual *u = usual_of(d);

	if (d->stages)
		s->stages = str_of(d->stages);
	s->providers = str_of(d->providers ? d->providers : u->providers);
	s->staffing = d->staffing ? str_of(d->staffing) : S("volunteer");
	s->relation = str_of(d->relation ? d->relation : u->relation);
	s->audience = text(d->audience);
	s->languages = d->languages ? str_of(d->languages) : is_american(d) ? S("en") : S("da");
	s->mode = d->mode ? str_of(d->mode) : d->place ? S("room") : str_of(u->mode);
	s->substitution = answer_of(d->substitution);
	s->children = answer_of(d->children);
}

static enum err set_place(struct ctx *ctx, const struct demo_service *d, struct service_whole *w)
{
	struct service_place *place = arena_new_of(ctx->arena, struct service_place);
	int64_t *areas = arena_new_of(ctx->arena, int64_t);
	struct area a;

	if (d->place) {
		TRY(demo_place_id(ctx, d->place, &place->location));
		w->places = place, w->nplaces = 1;
		return OK;
	}
	TRY(area_of_code(ctx, str_of(d->area ? d->area : is_american(d) ? "US-NJ" : "DK"), &a));
	w->s.area = *areas = a.id;
	w->areas = areas, w->nareas = 1;
	return OK;
}

enum err demo_list_service(struct ctx *ctx, const void *row)
{
	const struct demo_service *d = row;
	struct str zone = is_american(d) ? S("America/New_York") : S("Europe/Copenhagen");
	struct problems bad = { 0 };
	struct service_whole w;
	struct kind k;
	struct org o;

	TRY(kind_of_code(ctx, str_of(d->kind), &k));
	TRY(org_of_name(ctx, str_of(d->org), &o));
	w = service_blank(ctx, &k);
	w.s.org = o.id, w.s.state = S("running");
	say(ctx, d, &w.s);
	classify(d, &w.s);
	read_price(d->price, &w.s);
	read_facts(ctx, d->facts, &w);
	read_hours(ctx, d->hours, zone, &w);
	TRY(set_place(ctx, d, &w));
	/* A deposit needs a currency, also where the rent is free. */
	if (!str_is(w.s.currency))
		w.s.currency = is_american(d) ? S("USD") : S("DKK");
	TRY(service_save(ctx, &w, &bad));
	return demo_is_fine(ctx, d->da, &bad);
}

/* --- what was counted, and what is full --------------------------------------------------------------------------------- */

static enum err id_of(struct ctx *ctx, const char *name_da, int64_t *id)
{
	struct service_line *lines;
	int64_t all;
	size_t n;

	TRY(service_page(ctx, &(struct service_asked){ .text = str_of(name_da) }, &lines, &n, &all));
	for (size_t i = 0; i < n; i++)
		if (str_same(lines[i].name_da, name_da)) {
			*id = lines[i].id;
			return OK;
		}
	return fail(ctx, ERR_BUG, "demonstration: no service %s", name_da);
}

/* "bed 6 2 5" */
int demo_counted_hours(const struct demo_service *d)
{
	const char *last = strrchr(d->beds, ' ');

	return last ? (int)strtol(last, NULL, 10) : 0;
}

enum err demo_count_service(struct ctx *ctx, const void *row)
{
	const struct demo_service *d = row;
	struct str rest = str_of(d->beds), unit, all, unoccupied;
	struct problems bad = { 0 };
	int64_t id, total, n;

	TRY(id_of(ctx, d->da, &id));
	str_cut(&rest, ' ', &unit);
	str_cut(&rest, ' ', &all);
	str_cut(&rest, ' ', &unoccupied);
	if (!str_int(all, &total) || !str_int(unoccupied, &n))
		return fail(ctx, ERR_BUG, "demonstration: beds of %s", d->da);
	TRY(service_set_capacity(ctx, id, unit, total, n, S("keeper"), false, &bad));
	return demo_is_fine(ctx, d->da, &bad);
}

enum err demo_fill_up_service(struct ctx *ctx, const void *row)
{
	const struct demo_service *d = row;
	struct problems bad = { 0 };
	int64_t id;

	TRY(id_of(ctx, d->da, &id));
	TRY(service_set_full(ctx, id, true, day_parse(str_of(d->full)), &bad));
	return demo_is_fine(ctx, d->da, &bad);
}

enum err demo_report_service(struct ctx *ctx, const void *row)
{
	const struct demo_report *r = row;
	int64_t id;

	TRY(id_of(ctx, r->slug, &id));
	return verify_report_add(ctx, id, str_of(r->kind), str_of(r->words), (uint64_t)(r - demo_support_reports) + 1000);
}

/* When it was last found right: lately, or as the table of ages says. */
int demo_confirmed_days(const struct demo_service *d)
{
	for (const struct demo_age *a = demo_support_ages; a->name_da; a++)
		if (!strcmp(a->name_da, d->da))
			return a->days;
	return 2 + (int)(str_hash(str_of(d->en)) % 70);
}
