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

enum { NAME_CHARS = 26, REFS_MOST = 20 };

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

static struct str lower(struct ctx *ctx, struct str s)
{
	char *p = arena_z(ctx->arena, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + 32);
	return (struct str){ p, s.n };
}

static bool is_quoted_or_empty(struct str line)
{
	return !line.n || line.p[0] == '>' || str_starts(line, S("--")) || str_starts(line, S("content-"));
}

/* The first line that somebody wrote begins with the word. */
static bool says_stop(struct ctx *ctx, struct str body)
{
	struct str line;

	while (str_cut(&body, '\n', &line)) {
		line = lower(ctx, str_trim(line));
		if (is_quoted_or_empty(line))
			continue;
		return str_starts(line, S("stop")) && (line.n == 4 || !((line.p[4] >= 'a' && line.p[4] <= 'z') || (unsigned char)line.p[4] > 0x7f));
	}
	return false;
}

/* The name of one of our messages in a line like "In-Reply-To: <name@example.org>", from *at on. */
static bool next_name(struct str line, size_t *at, struct str *name)
{
	while ((*at = str_index(line, S("<"), *at)) != SIZE_MAX) {
		size_t from = ++*at, end = str_index(line, S("@"), from);
		if (end != SIZE_MAX && end - from == NAME_CHARS) {
			*name = str_slice(line, from, end);
			return true;
		}
	}
	return false;
}

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

/* Headers end with an empty line. */
static void split(struct str mail, struct str *head, struct str *body)
{
	struct str line;

	*body = mail;
	while (str_cut(body, '\n', &line) && str_trim(line).n)
		;
	*head = str_slice(mail, 0, mail.n - body->n);
}

/* A header that goes on in the next line begins it with a blank. */
static bool names_messages(struct str low, bool before)
{
	return str_starts(low, S(" ")) || str_starts(low, S("\t")) ? before : str_starts(low, S("in-reply-to:")) || str_starts(low, S("references:"));
}

enum err outbox_answered(struct ctx *ctx, struct str mail, bool *stopped)
{
	struct str head, body, line, name;
	bool names = false;
	int tries = 0;

	*stopped = false;
	split(mail, &head, &body);
	if (!says_stop(ctx, body))
		return OK;
	while (str_cut(&head, '\n', &line)) {
		size_t at = 0;
		names = names_messages(lower(ctx, line), names);
		while (names && !*stopped && tries++ < REFS_MOST && next_name(line, &at, &name))
			TRY(stop_by_name(ctx, name, stopped));
	}
	return *stopped ? event_add(ctx, "outbox.answered_stop", 0, STR_ABSENT) : OK;
}
