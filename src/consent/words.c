/* words.c -- a yes as people say it. */
#include "consent/consent_parts.h"
#include "account/account.h"

struct str consent_what(struct ctx *ctx, unsigned classes)
{
	struct str all[16];
	size_t n = 0;

	for (unsigned i = 0; consent_classes[i].code; i++)
		if (classes & 1u << i)
			all[n++] = tr_small(ctx, tr_of(ctx, str_of(consent_classes[i].label)));
	return tr_and(ctx, all, n);
}

struct str consent_moment(struct ctx *ctx, int64_t at)
{
	struct local l = page_local(ctx, at);

	return TR_FILL(ctx, tr(ctx, "{day} at {time}"), { "day", tr_date(ctx, l.day) }, { "time", tr_time(ctx, l.minutes) });
}

static struct str label_of(struct ctx *ctx, const struct choice *choices, struct str code)
{
	const char *label = choice_label(choices, code);

	return label ? tr_of(ctx, str_of(label)) : code;
}

/* What became of one that is over. */
static struct str ended(struct ctx *ctx, const struct consent *c)
{
	if (str_same(c->state, "stopped"))
		return TR_FILL(ctx, tr(ctx, "Stopped {day}"), { "day", tr_date(ctx, page_local(ctx, c->stopped_at).day) });
	return str_same(c->state, "replaced") ? tr(ctx, "A newer one took its place") :
	       TR_FILL(ctx, tr(ctx, "Ended {day}"), { "day", tr_date(ctx, c->end_day) });
}

enum err consent_words(struct ctx *ctx, const struct consent *c, struct yes_words *w)
{
	int64_t left = c->end_day - page_today(ctx);
	enum role role;

	*w = (struct yes_words){
		.from = ctx->house->name, .what = consent_what(ctx, c->classes), .purpose = label_of(ctx, consent_purposes, c->purpose),
		.begun = tr_date(ctx, page_local(ctx, c->starts_at).day), .until = tr_date(ctx, c->end_day),
		.form = label_of(ctx, consent_forms, c->form), .live = str_same(c->state, "live"),
	};
	if (role_of(c->witness, &role))
		w->heard = tr_of(ctx, str_of(access_roles[role].label));
	if (!w->live)
		w->ended = ended(ctx, c);
	else if (left <= CONSENT_WARN_DAYS)
		w->left = left ? trn(ctx, "{n} day left", "{n} days left", left) : tr(ctx, "Ends today");
	if (c->from_org)
		TRY(consent_receiver(ctx, S("org"), c->from_org, &w->from));
	return consent_receiver(ctx, c->to_kind, c->to, &w->to);
}

enum err consent_all_words(struct ctx *ctx, int64_t participant, struct str here, struct yes_words **out, size_t *n)
{
	struct consent *all;

	TRY(consent_list(ctx, participant, CONSENT_SHOWN_MOST, &all, n));
	*out = arena_array(ctx->arena, *n, struct yes_words);
	for (size_t i = 0; i < *n; i++) {
		struct yes_words *w = &(*out)[i];
		TRY(consent_words(ctx, &all[i], w));
		w->href = arena_printf(ctx->arena, "%.*s/%lld", STR_ARG(here), (long long)all[i].id);
		if (w->live)
			w->stop = arena_join(ctx->arena, w->href, S("/stop"));
		if (all[i].stopped_at && !all[i].told_at)
			w->tell = arena_join(ctx->arena, w->href, S("/told"));
	}
	return OK;
}

enum err consent_colleague(struct ctx *ctx, int64_t account, struct str *name)
{
	TRY(account_name(ctx, account, name));
	if (!str_is(*name))
		*name = tr(ctx, "Somebody who no longer works here");
	return OK;
}

struct str consent_why(struct ctx *ctx, const struct consent_looked *l)
{
	return l->unusual ? label_of(ctx, consent_reasons, l->why) :
	       str_starts(l->why, S("task")) ? tr(ctx, "To do something for you") : tr(ctx, "To help you with what you asked for");
}
