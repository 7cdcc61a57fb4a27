/*
 * letter.c -- what this room lets be written: a question to the place, and to the person, the evening before, that it is
 * tomorrow.
 *
 * The letter to the place holds a link and no word about anybody; what it shows is asked for at every reading.
 */
#include "linkage/linkage_parts.h"
#include "cal/cal.h"
#include "outbox/outbox.h"

enum { HOUR_S = 3600, DAY_S = 86400, EVENING_MIN = 18 * 60, ASK_DAYS = 2, AHEAD_HOURS = 3 };

/* --- to the place ---------------------------------------------------------------------------------------------- */

enum err linkage_letter(struct ctx *ctx, const struct linkage *l, struct str token, struct outbox_message *m)
{
	struct str link;

	*m = (struct outbox_message){ .participant = l->participant, .kind = "loop_link", .subject = l->id, .mark = linkage_tag(ctx, token),
				      .to_kind = "service", .to = l->target, .lang = ctx->lang, .org = l->org, .area = l->area,
				      .owner = l->duty.owner, .deputy = l->duty.deputy, .until_at = ctx->now + (int64_t)ASK_DAYS * DAY_S };
	TRY(outbox_address(ctx, arena_printf(ctx->arena, "/%s/l/%.*s", ctx->lang, STR_ARG(token)), &link));
	outbox_say(ctx, m->lang, SAY_LINK, (struct outbox_gaps){ .link = link, .at = ctx->now + (int64_t)LINKAGE_LINK_DAYS * DAY_S }, &m->about, &m->words);
	return OK;
}

enum err linkage_link_mail(struct ctx *ctx, const struct linkage *l, struct str token, bool *sent)
{
	enum linkage_link state;
	struct outbox_message m;
	struct linkage of;

	*sent = false;
	if (!linkage_may_see(ctx, l) || ctx->who->participant)
		return ERR_DENIED;
	TRY(linkage_link_find(ctx, token, &state, &of));
	if (state != LINKAGE_LINK_GOOD || of.id != l->id)
		return ERR_NOT_FOUND;
	TRY(linkage_letter(ctx, l, token, &m));
	TRY(outbox_put(ctx, &m, arena_printf(ctx->arena, "loop_link/%.*s", STR_ARG(m.mark))));
	*sent = m.id != 0;
	return OK;
}

/* --- to the person ---------------------------------------------------------------------------------------------- */

/* The evening before; when that is over already, now, unless it is about to begin. */
enum err linkage_remind(struct ctx *ctx, const struct linkage *l)
{
	const struct zone *zone = zone_find(ctx->house->cal, S("Europe/Copenhagen"));
	struct outbox_message m = { .participant = l->participant, .kind = "loop_time", .subject = l->id, .org = l->org, .area = l->area,
				    .owner = l->duty.owner, .deputy = l->duty.deputy, .until_at = l->booked_at - HOUR_S };

	if (l->ended_at || l->booked_at < ctx->now + AHEAD_HOURS * HOUR_S || !(str_same(l->state, "agreed") || str_same(l->state, "booked")))
		return OK;
	m.mark = arena_printf(ctx->arena, "%lld", (long long)l->booked_at);
	m.send_at = zone_instant(zone, page_local(ctx, l->booked_at).day - 1, EVENING_MIN);
	if (m.send_at < ctx->now)
		m.send_at = ctx->now;
	return outbox_tell(ctx, &m, SAY_TOMORROW, (struct outbox_gaps){ .at = l->booked_at },
			   arena_printf(ctx->arena, "loop_time/%lld/%lld", (long long)l->id, (long long)l->booked_at));
}
