/*
 * stop.c -- "stop" is honoured at once: by the link at the end of a message, or by an answer that begins with that word.
 *
 * An answer is believed when it names the message it answers by its Message-ID, which is random and was told to the
 * receiver alone.  What else stands in it is not kept.
 */
#include "outbox/outbox_parts.h"
#include "contact/contact.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include "outbox_sql.h"

struct str outbox_stop_tag(struct ctx *ctx, struct str token)
{
	return crypt_tag(ctx, "outbox stop link", token);
}

static enum err is_stopped(struct ctx *ctx, int64_t participant, int64_t channel, enum outbox_stopped *state)
{
	struct contact_channel way;
	enum err e = contact_find(ctx, participant, channel, &way);

	/* What was deleted is stopped for good. */
	*state = e || way.stopped_at ? OUTBOX_STOP_DONE : OUTBOX_STOP_OPEN;
	return e == ERR_NOT_FOUND || e == ERR_DENIED ? OK : e;
}

static enum err find(struct ctx *ctx, struct str token, struct outbox_stop_row *row, enum outbox_stopped *state)
{
	enum err e = outbox_stop_row(ctx, outbox_stop_tag(ctx, token), row);

	*state = OUTBOX_STOP_UNKNOWN;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return is_stopped(ctx, row->participant, row->channel, state);
}

enum err outbox_stop_find(struct ctx *ctx, struct str token, enum outbox_stopped *state)
{
	struct outbox_stop_row row;

	return find(ctx, token, &row, state);
}

enum err outbox_stop(struct ctx *ctx, struct str token)
{
	enum outbox_stopped state;
	struct outbox_stop_row row;

	TRY(find(ctx, token, &row, &state));
	if (state == OUTBOX_STOP_UNKNOWN)
		return ERR_NOT_FOUND;
	return state == OUTBOX_STOP_OPEN ? contact_stop(ctx, row.participant, row.channel) : OK;
}

/* --- by an answer ------------------------------------------------------------------------------------------------------ */

static enum err stop_by_name(struct ctx *ctx, struct str name, bool *stopped)
{
	struct outbox_replied row;
	enum err e = outbox_replied(ctx, name, &row);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	if (!str_same(row.to_kind, "channel"))
		return OK;
	*stopped = true;
	return contact_stop(ctx, row.participant, row.to_id);
}

enum err outbox_answered(struct ctx *ctx, struct str mail, bool *stopped)
{
	struct mail_answer answer;

	*stopped = false;
	mail_answer_read(ctx->arena, mail, &answer);
	for (size_t i = 0; answer.stop && i < answer.n && !*stopped; i++)
		TRY(stop_by_name(ctx, answer.names[i], stopped));
	return *stopped ? event_add(ctx, "outbox.answered_stop", 0, STR_ABSENT) : OK;
}
