/*
 * text.c -- everything that messages say, and what they never say.
 *
 * A message lies on a kitchen table: it says when, and never what, where or with whom.
 */
#include "outbox/outbox_parts.h"

#include "outbox_sql.h"

static struct str tomorrow(struct ctx *ctx, const struct outbox_gaps *g)
{
	struct local l = page_local(ctx, g->at);

	return TR_FILL(ctx, tr(ctx, "A reminder: {day} at {time}.\n"), { "day", tr_day_date(ctx, l.day) }, { "time", tr_time(ctx, l.minutes) });
}

static struct str moved(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "We said that we would call. We try again, at the latest on {when}.\n"), { "when", page_moment(ctx, g->at) });
}

static struct str question(struct ctx *ctx, const struct outbox_gaps *g)
{
	struct local l = page_local(ctx, g->at);

	return TR_FILL(ctx, tr(ctx, "Hello\n\nWe have a question that takes half a minute to answer, without a log-in:\n{link}\n\nThe link answers once, until {day}. Please write nothing about anybody in an answer to this message.\n"),
		       { "link", g->link }, { "day", tr_day_date(ctx, l.day) });
}

static struct str waits(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "Hello\n\nSomebody waits for you. Log in to see it:\n{link}\n"), { "link", g->link });
}

static struct str tried(struct ctx *ctx, const struct outbox_gaps *g)
{
	(void)g;
	return tr(ctx, "Hello\n\nThis is a try-out. Messages arrive like this one.\n");
}

static const struct {
	const char *about;
	struct str (*words)(struct ctx *, const struct outbox_gaps *);
} says[] = {
	[SAY_TOMORROW] = { N_("A reminder"), tomorrow }, [SAY_MOVED] = { N_("Another time"), moved }, [SAY_LINK] = { N_("A short question"), question },
	[SAY_WAITS] = { N_("Somebody waits for you"), waits }, [SAY_TRY] = { N_("A try-out"), tried },
};

static const char *language(const char *lang)
{
	return lang && lang[0] == 'e' ? "en" : "da";
}

void outbox_say(struct ctx *ctx, const char *lang, enum outbox_say what, struct outbox_gaps g, struct str *about, struct str *words)
{
	const char *was = ctx->lang;

	ctx->lang = language(lang);
	*about = tr_of(ctx, str_of(says[what].about));
	*words = says[what].words(ctx, &g);
	ctx->lang = was;
}

struct str outbox_dress(struct ctx *ctx, const char *lang, struct str name, struct str words, struct str link)
{
	const char *was = ctx->lang;
	struct str hello, stop;

	ctx->lang = language(lang);
	hello = name.n ? TR_FILL(ctx, tr(ctx, "Hello {name}\n\n"), { "name", name }) : tr(ctx, "Hello\n\n");
	stop = TR_FILL(ctx, tr(ctx, "\nNo more messages: answer STOP, or use this link:\n{link}\n"), { "link", link });
	ctx->lang = was;
	return arena_cat(ctx->arena, hello, words, stop);
}

/* --- what never leaves ------------------------------------------------------------------------------------------------- */

/* Without what stands behind our own address: random letters that could begin like a word. */
static struct str bare(struct ctx *ctx, struct str text, struct str origin)
{
	struct str out = S("");

	for (size_t at = 0, from = 0; text.n && origin.n;) {
		at = str_index(text, origin, from);
		if (at == SIZE_MAX)
			return arena_cat(ctx->arena, out, str_slice(text, from, text.n));
		at += origin.n;
		out = arena_cat(ctx->arena, out, str_slice(text, from, at));
		while (at < text.n && (unsigned char)text.p[at] > ' ')
			at++;
		from = at;
	}
	return text;
}

struct str outbox_told(struct ctx *ctx, const struct outbox_road *r, const struct outbox_letter *l)
{
	struct str whole = arena_cat(ctx->arena, l->from_name, S("\n"), l->about, S("\n"), bare(ctx, l->words, outbox_origin(ctx, r)));

	return contact_told(ctx, whole, r->own_words);
}
