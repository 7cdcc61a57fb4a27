/* outbox.c -- a message is written: an intention in the transaction of what it tells of. */
#include "outbox/outbox_parts.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include "outbox_sql.h"

enum { NAME_CHARS = 26, WAYS_MOST = 20, STOP_CHARS = 16, EVENING_MIN = 18 * 60 };

/* --- as it would leave ------------------------------------------------------------------------------------------ */

enum err outbox_from(struct ctx *ctx, const struct outbox_road *r, int64_t org, struct outbox_letter *l)
{
	struct outbox_org_name row;
	enum err e = org ? outbox_org_name(ctx, org, &row) : ERR_NOT_FOUND;

	if (e && e != ERR_NOT_FOUND)
		return e;
	l->from = r->from_address;
	l->from_name = !e && row.neutral_name.n ? row.neutral_name : r->from_name;
	return OK;
}

enum err outbox_service_address(struct ctx *ctx, int64_t service, struct str *out)
{
	struct outbox_service_email row;
	enum err e = outbox_service_email(ctx, service, &row);

	*out = S("");
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	if (mail_address_is(row.email))
		*out = row.email;
	else if (mail_address_is(row.org_email))
		*out = row.org_email;
	return OK;
}

enum err outbox_org_address(struct ctx *ctx, int64_t org, struct str *out)
{
	struct outbox_org_email row;
	enum err e = outbox_org_email(ctx, org, &row);

	*out = !e && mail_address_is(row.email) ? row.email : S("");
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Always the same one for the same way, so that a preview shows it as it will be. */
static struct str stop_token(struct ctx *ctx, int64_t participant, int64_t channel)
{
	struct str tag = crypt_tag(ctx, "outbox stop", arena_printf(ctx->arena, "%lld/%lld", (long long)participant, (long long)channel));

	return str_slice(tag, 0, STOP_CHARS);
}

enum err outbox_address(struct ctx *ctx, struct str path, struct str *out)
{
	struct outbox_road r;

	TRY(outbox_road(ctx, &r));
	*out = arena_join(ctx->arena, outbox_origin(ctx, &r), path);
	return OK;
}

static struct str dressed(struct ctx *ctx, const struct outbox_road *r, const struct outbox_message *m, struct str name)
{
	struct str token = stop_token(ctx, m->participant, m->to), origin = outbox_origin(ctx, r);
	struct str link = arena_printf(ctx->arena, "%.*s/%s/stop/%.*s", STR_ARG(origin), m->lang, STR_ARG(token));

	return outbox_dress(ctx, m->lang, name, m->words, link);
}

static enum err preview_way(struct ctx *ctx, const struct outbox_road *r, const struct outbox_message *m, struct outbox_letter *l)
{
	struct contact_channel way;

	TRY(contact_find(ctx, m->participant, m->to, &way));
	l->to = way.address;
	l->words = dressed(ctx, r, m, way.shown_name);
	return OK;
}

static enum err preview_notice(struct ctx *ctx, const struct outbox_message *m, struct outbox_letter *l)
{
	struct outbox_notice notice;

	TRY(outbox_notice(ctx, m->to, &notice));
	l->to = notice.address;
	return OK;
}

enum err outbox_preview(struct ctx *ctx, const struct outbox_message *m, struct outbox_letter *l)
{
	struct str to = str_of(m->to_kind);
	struct outbox_road r;

	*l = (struct outbox_letter){ .about = m->about, .words = m->words };
	TRY(outbox_road(ctx, &r));
	TRY(outbox_from(ctx, &r, str_same(to, "channel") ? m->org : 0, l));
	if (str_same(to, "channel"))
		TRY(preview_way(ctx, &r, m, l));
	else if (str_same(to, "service"))
		TRY(outbox_service_address(ctx, m->to, &l->to));
	else if (str_same(to, "org"))
		TRY(outbox_org_address(ctx, m->to, &l->to));
	else
		TRY(preview_notice(ctx, m, l));
	l->told = outbox_told(ctx, &r, l);
	return OK;
}

/* --- written ------------------------------------------------------------------------------------------------------- */

static enum err seal(struct ctx *ctx, const struct outbox_message *m, const char *column, struct str text, struct str *sealed)
{
	struct participant_lock lock;

	if (!m->participant) {
		*sealed = crypt_seal(ctx, outbox_place(ctx, column, m->id), text);
		return OK;
	}
	TRY(participant_lock(ctx, m->participant, &lock));
	return participant_seal(ctx, &lock, BOX_DATA, column, m->id, text, sealed);
}

static enum err write_down(struct ctx *ctx, struct outbox_message *m, struct str once)
{
	struct str name = token_new(ctx->house->rng, ctx->arena, NAME_CHARS), about, words;
	int64_t changed;

	m->id = id_new(ctx->house->rng, ctx->now);
	TRY(seal(ctx, m, "outbox_message.about", m->about, &about));
	TRY(seal(ctx, m, "outbox_message.words", m->words, &words));
	TRY(outbox_message_put(ctx, m->participant, m->id, name, once, str_of(m->kind), m->subject, m->mark, str_of(m->to_kind), m->to, str_of(m->lang),
			       about, words, m->org, m->area, m->owner, m->deputy, m->send_at ? m->send_at : ctx->now, m->until_at, ctx->now, &changed));
	if (!changed) {
		m->id = 0;
		return OK;
	}
	return event_add(ctx, "outbox.written", m->id, str_of(m->kind));
}

enum err outbox_put(struct ctx *ctx, struct outbox_message *m, struct str once)
{
	bool open;

	m->id = 0;
	if (!m->mark.p)
		m->mark = S("");
	TRY(outbox_is_open(ctx, &open));
	return open && m->until_at > ctx->now ? write_down(ctx, m, once) : OK;
}

/* --- to the person themself ------------------------------------------------------------------------------------------- */

static bool is_way(struct ctx *ctx, const struct outbox_road *r, const struct contact_channel *c)
{
	return outbox_carries(r, c->type) && !c->stopped_at && (c->stop_day == DAY_NONE || c->stop_day >= page_today(ctx));
}

static enum err newest_way(struct ctx *ctx, const struct outbox_road *r, int64_t participant, struct contact_channel *out)
{
	struct contact_channel *all;
	size_t n;

	TRY(contact_list(ctx, participant, WAYS_MOST, &all, &n));
	for (size_t i = 0; i < n; i++)
		if (is_way(ctx, r, &all[i])) {
			*out = all[i];
			return OK;
		}
	return ERR_NOT_FOUND;
}

enum err outbox_stop_keep(struct ctx *ctx, int64_t participant, int64_t channel)
{
	int64_t changed;

	return outbox_stop_put(ctx, participant, channel, outbox_stop_tag(ctx, stop_token(ctx, participant, channel)), ctx->now, &changed);
}

static enum err write_to(struct ctx *ctx, const struct outbox_road *r, const struct contact_channel *way, struct outbox_message *m, struct str once)
{
	m->to_kind = "channel";
	m->to = way->id;
	TRY(outbox_stop_keep(ctx, m->participant, way->id));
	m->words = dressed(ctx, r, m, way->shown_name);
	return outbox_put(ctx, m, once);
}

enum err outbox_tell(struct ctx *ctx, struct outbox_message *m, enum outbox_say say, struct outbox_gaps gaps, struct str once)
{
	struct contact_channel way;
	struct outbox_road r;
	struct participant p;
	enum err e;

	m->id = 0;
	TRY(outbox_road(ctx, &r));
	if (str_same(r.road, "none"))
		return OK;
	e = newest_way(ctx, &r, m->participant, &way);
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(participant_find(ctx, m->participant, &p));
	m->lang = str_same(p.lang, "en") ? "en" : "da";
	outbox_say(ctx, m->lang, say, gaps, &m->about, &m->words);
	return write_to(ctx, &r, &way, m, once);
}

int64_t outbox_evening_before(struct ctx *ctx, int64_t at)
{
	int64_t evening = zone_instant(zone_find(ctx->house->cal, S("Europe/Copenhagen")), page_local(ctx, at).day - 1, EVENING_MIN);

	return evening > ctx->now ? evening : ctx->now;
}

/* --- no longer than needed ----------------------------------------------------------------------------------------------- */

enum { DAY_S = 86400, HOUR_S = 3600, CLIMBED_DAYS = 60 };

enum err outbox_tidy(struct ctx *ctx)
{
	int64_t changed;

	TRY(outbox_words_drop(ctx, ctx->now - (int64_t)OUTBOX_BODY_DAYS * DAY_S, &changed));
	TRY(outbox_messages_drop(ctx, ctx->now - (int64_t)OUTBOX_ROW_DAYS * DAY_S, &changed));
	return outbox_climbed_drop(ctx, ctx->now - (int64_t)CLIMBED_DAYS * DAY_S, &changed);
}

enum err outbox_counts(struct ctx *ctx, struct outbox_counts *c)
{
	struct outbox_count row;
	struct outbox_road r;

	TRY(outbox_road(ctx, &r));
	TRY(outbox_count(ctx, ctx->now, ctx->now - (int64_t)OUTBOX_LATE_HOURS * HOUR_S, ctx->now - (int64_t)7 * DAY_S, &row));
	*c = (struct outbox_counts){ .waiting = row.waiting, .late = row.late, .taken = row.taken, .sent_week = row.sent_week,
				     .failed_week = row.failed_week, .dropped_week = row.dropped_week, .again_week = row.again_week,
				     .oldest_at = row.oldest_at.has ? row.oldest_at.v : 0, .broken_since = r.broken_since, .broken_why = r.broken_why,
				     .road = r.road, .word = row.words > 0 };
	return OK;
}
