/* contact.c -- ways to reach somebody: kept, looked up, stopped. */
#include "contact/contact.h"
#include "base/rng.h"
#include "event/event.h"
#include "page/page.h"

#include "contact_sql.h"

enum { LOST_MOST = 500, DIGITS_LEAST = 8, DIGITS_MOST = 15, DAY_MIN = 1440, SEEN = 2, AHEAD_DAYS = 10, EVERY_DAY = 127, WORKDAYS = 62 };

const struct choice contact_times[] = {
	{ "any", N_("Any time between 9 and 20") }, { "morning", N_("Weekdays, 9 to 12") }, { "afternoon", N_("Weekdays, 12 to 17") },
	{ "evening", N_("Weekdays, 17 to 20") }, { "weekend", N_("Saturday or Sunday, 10 to 18") }, { NULL, NULL }
};

static const struct {
	const char *code;
	int weekdays, from, to;           /* hours */
} times[] = {
	{ "any", EVERY_DAY, 9, 20 }, { "morning", WORKDAYS, 9, 12 }, { "afternoon", WORKDAYS, 12, 17 }, { "evening", WORKDAYS, 17, 20 },
	{ "weekend", EVERY_DAY & ~WORKDAYS, 10, 18 },
};

bool contact_time(struct str code, struct contact_channel *c)
{
	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		if (str_same(code, times[i].code)) {
			c->weekdays = times[i].weekdays;
			c->from_min = times[i].from * 60;
			c->to_min = times[i].to * 60;
			return true;
		}
	return false;
}

struct str contact_time_words(struct ctx *ctx, const struct contact_channel *c)
{
	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		if (c->weekdays == times[i].weekdays && c->from_min == times[i].from * 60 && c->to_min == times[i].to * 60)
			return tr_of(ctx, str_of(contact_times[i].label));
	return TR_FILL(ctx, tr(ctx, "Between {from} and {to}, on the days that they said"), { "from", tr_time(ctx, (int)c->from_min) },
		       { "to", tr_time(ctx, (int)c->to_min) });
}

/* "+45 12 34 56 78" and "12345678" are one number; eight digits are Danish. */
static struct str number_of(struct ctx *ctx, struct str typed)
{
	char *p = arena_alloc(ctx->arena, typed.n + 4);
	size_t n = 0;
	bool abroad = str_starts(typed, S("+")) || str_starts(typed, S("00"));

	for (size_t i = str_starts(typed, S("00")) ? 2 : 0; i < typed.n; i++) {
		char c = typed.p[i];
		if (c >= '0' && c <= '9')
			p[n++] = c;
		else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '+' && c != '.')
			return STR_ABSENT;
	}
	if (n < DIGITS_LEAST || n > DIGITS_MOST || (!abroad && n != DIGITS_LEAST))
		return STR_ABSENT;
	return arena_printf(ctx->arena, "+%s%.*s", abroad ? "" : "45", (int)n, p);
}

struct str contact_reach(struct ctx *ctx, struct str type, struct str address)
{
	bool number = str_same(type, "phone") || str_same(type, "sms");

	return crypt_tag(ctx, number ? "reach number" : "reach address", address);
}

static bool is_number(const struct contact_channel *c)
{
	return str_same(c->type, "phone") || str_same(c->type, "sms");
}

static enum err store(struct ctx *ctx, const struct participant_lock *l, const struct contact_channel *c)
{
	struct str address, name;
	int64_t changed;

	TRY(participant_seal(ctx, l, BOX_VAULT, "contact_channel.address", c->id, c->address, &address));
	TRY(participant_seal(ctx, l, BOX_VAULT, "contact_channel.shown_name", c->id, c->shown_name.p ? c->shown_name : S(""), &name));
	return contact_channel_put(ctx, c->participant, c->id, c->type, address, contact_reach(ctx, c->type, c->address), name, c->weekdays,
				   c->from_min, c->to_min, c->voice, c->others, c->stop_day, ctx->now, &changed);
}

enum err contact_add(struct ctx *ctx, struct contact_channel *c, struct problems *bad)
{
	struct participant_lock l;
	struct str number;

	if (is_number(c)) {
		number = number_of(ctx, c->address);
		if (!number.p)
			return problem(bad, "phone", N_("We cannot call this number. Write eight digits, or + and the whole number."));
		c->address = number;
	}
	TRY(participant_lock(ctx, c->participant, &l));
	c->id = id_new(ctx->house->rng, ctx->now);
	c->made_at = ctx->now;
	TRY(store(ctx, &l, c));
	return event_add(ctx, "contact.added", c->participant, c->type);
}

static enum err from_row(struct ctx *ctx, const struct participant_lock *l, const struct contact_channel_row *r, struct contact_channel *c)
{
	*c = (struct contact_channel){
		.id = r->id, .participant = l->id, .type = r->type, .weekdays = r->weekdays, .from_min = r->from_min, .to_min = r->to_min,
		.voice = r->voice, .others = r->others, .stop_day = r->stop_day, .stopped_at = r->stopped_at.has ? r->stopped_at.v : 0,
		.made_at = r->made_at,
	};
	TRY(participant_open(ctx, l, BOX_VAULT, "contact_channel.address", r->id, r->address, &c->address));
	return participant_open(ctx, l, BOX_VAULT, "contact_channel.shown_name", r->id, r->shown_name, &c->shown_name);
}

enum err contact_find(struct ctx *ctx, int64_t participant, int64_t id, struct contact_channel *c)
{
	struct participant_lock l;
	struct contact_channel_row r;

	TRY(contact_channel_row(ctx, participant, id, &r));
	TRY(participant_lock(ctx, participant, &l));
	return from_row(ctx, &l, &r, c);
}

enum err contact_list(struct ctx *ctx, int64_t participant, int64_t most, struct contact_channel **out, size_t *n)
{
	struct contact_channels_of *rows;
	struct participant_lock l;

	TRY(participant_lock(ctx, participant, &l));
	*n = 0;
	if (!l.has_vault)
		return OK;
	TRY(contact_channels_of(ctx, participant, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct contact_channel);
	for (size_t i = 0; i < *n; i++) {
		const struct contact_channels_of *r = &rows[i];
		struct contact_channel_row row = { r->id, r->type, r->address, r->shown_name, r->weekdays, r->from_min, r->to_min, r->voice,
						   r->others, r->stop_day, r->stopped_at, r->made_at };
		TRY(from_row(ctx, &l, &row, &(*out)[i]));
	}
	return OK;
}

enum err contact_stop(struct ctx *ctx, int64_t participant, int64_t id)
{
	int64_t changed;

	TRY(contact_channel_stop(ctx, participant, id, ctx->now, &changed));
	return changed ? event_add(ctx, "contact.stopped", participant, STR_ABSENT) : OK;
}

struct str contact_masked(struct ctx *ctx, struct str address)
{
	return address.n <= SEEN ? S("••") : arena_printf(ctx->arena, "•• •• •• %.*s", SEEN, address.p + address.n - SEEN);
}

bool contact_is_time(const struct ctx *ctx, const struct contact_channel *c, int64_t at)
{
	struct local l = page_local(ctx, at);

	return !c->stopped_at && (c->stop_day == DAY_NONE || l.day <= c->stop_day) && c->weekdays >> day_weekday(l.day) & 1 &&
	       l.minutes >= c->from_min && l.minutes < c->to_min;
}

int64_t contact_next_time(const struct ctx *ctx, const struct contact_channel *c, int64_t from)
{
	const struct zone *zone = zone_find(ctx->house->cal, S("Europe/Copenhagen"));
	day_t day = page_local(ctx, from).day;

	if (contact_is_time(ctx, c, from))
		return from;
	for (int i = 0; i < AHEAD_DAYS; i++) {
		int64_t at = zone_instant(zone, day + i, (int)c->from_min);
		if (at >= from && contact_is_time(ctx, c, at))
			return at;
	}
	return 0;
}

enum err contact_tidy(struct ctx *ctx, int64_t *n)
{
	struct contact_lost *rows;
	size_t all;
	int64_t changed;

	TRY(contact_lost(ctx, LOST_MOST, &rows, &all));
	for (size_t i = 0; i < all; i++)
		TRY(contact_channels_drop(ctx, rows[i].participant, &changed));
	*n = (int64_t)all;
	return OK;
}
