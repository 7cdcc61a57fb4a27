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

/* --- to the person ---------------------------------------------------------------------------------------------------- */

static struct str call(struct ctx *ctx, const struct outbox_gaps *g)
{
	struct local l = page_local(ctx, g->at);

	return TR_FILL(ctx, tr(ctx, "We call as agreed, {day} at {time} or a little later.\n"), { "day", tr_day_date(ctx, l.day) }, { "time", tr_time(ctx, l.minutes) });
}

static struct str day(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "A reminder: {day}.\n"), { "day", tr_day_date(ctx, page_local(ctx, g->at).day) });
}

/* Who drives is told on the page alone; in a message a name would tell whoever reads along. */
static const struct {
	const char *how, *out, *home;
} drives[] = {
	{ "driver", N_("You are fetched {day} at {time}.\n"), N_("Home again: you are fetched {day} at {time}.\n") },
	{ "taxi", N_("A taxi fetches you {day} at {time}.\n"), N_("Home again: a taxi fetches you {day} at {time}.\n") },
	{ "bus", N_("You go by bus {day} at {time}.\n"), N_("Home again by bus {day} at {time}.\n") },
	{ "waived", NULL, N_("You get home by yourself, as you said.\n") },
};

static struct str leg(struct ctx *ctx, struct str how, bool home, int64_t at)
{
	struct local l = page_local(ctx, at);

	for (size_t i = 0; i < sizeof drives / sizeof *drives; i++)
		if (str_same(how, drives[i].how) && (home || drives[i].out))
			return TR_FILL(ctx, tr_of(ctx, str_of(home ? drives[i].home : drives[i].out)), { "day", tr_day_date(ctx, l.day) },
				       { "time", tr_time(ctx, l.minutes) });
	return S("");
}

static struct str ride(struct ctx *ctx, const struct outbox_gaps *g)
{
	return arena_join(ctx->arena, leg(ctx, g->out_how, false, g->at), leg(ctx, g->home_how, true, g->home_at));
}

static struct str ride_search(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "Something has changed about {when}. We are finding another way, and you hear from us.\n"), { "when", page_moment(ctx, g->at) });
}

static struct str ride_off(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "We are sorry: we found nobody for {when}. Call us if we can find another way together.\n"), { "when", page_moment(ctx, g->at) });
}

static struct str yes_ends(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "Something that you said yes to ends {day}. If it is to go on, say so on your own page. If not, you need do nothing.\n"),
		       { "day", tr_day_date(ctx, page_local(ctx, g->at).day) });
}

/* --- to others ---------------------------------------------------------------------------------------------------------- */

static struct str yes_stopped(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "Hello\n\nOn {day} you were told something by us about a person who had said yes to that. They have taken their yes back, and need not say why. Please do not use what you were told any more, and do not pass it on.\n\nPlease write nothing about anybody in an answer to this message. Call us if you do not know which it is.\n"),
		       { "day", tr_date(ctx, page_local(ctx, g->at).day) });
}

static struct str drive(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "Hello\n\nCan you drive? Log in to see when, and to say yes or no:\n{link}\n"), { "link", g->link });
}

static struct str drive_off(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "Hello\n\nA drive that you said yes to is not needed any more. Thank you.\n{link}\n"), { "link", g->link });
}

static struct str form(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "Hello\n\nAn evening that you were on for is not written down yet. It takes a minute:\n{link}\n"), { "link", g->link });
}

static struct str listing(struct ctx *ctx, const struct outbox_gaps *g)
{
	return TR_FILL(ctx, tr(ctx, "Hello\n\nNobody has said for a while that something you look after is still right. Look, and say so:\n{link}\n"), { "link", g->link });
}

static const struct {
	const char *about;
	struct str (*words)(struct ctx *, const struct outbox_gaps *);
} says[] = {
	[SAY_TOMORROW] = { N_("A reminder"), tomorrow }, [SAY_MOVED] = { N_("Another time"), moved }, [SAY_LINK] = { N_("A short question"), question },
	[SAY_WAITS] = { N_("Somebody waits for you"), waits }, [SAY_TRY] = { N_("A try-out"), tried },
	[SAY_CALL] = { N_("A reminder"), call }, [SAY_DAY] = { N_("A reminder"), day }, [SAY_RIDE] = { N_("As agreed"), ride },
	[SAY_RIDE_SEARCH] = { N_("Something has changed"), ride_search }, [SAY_RIDE_OFF] = { N_("Something has changed"), ride_off },
	[SAY_YES_ENDS] = { N_("Something ends soon"), yes_ends }, [SAY_YES_STOPPED] = { N_("A yes was taken back"), yes_stopped },
	[SAY_DRIVE] = { N_("Can you drive?"), drive }, [SAY_DRIVE_OFF] = { N_("Not needed any more"), drive_off },
	[SAY_FORM] = { N_("An evening"), form }, [SAY_LISTING] = { N_("Is it still right?"), listing },
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
