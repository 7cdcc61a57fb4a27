/* link.c -- a link with which a service answers once, and what it may see of the person. */
#include "linkage/linkage_parts.h"
#include "base/rng.h"
#include "consent/consent.h"
#include "contact/contact.h"
#include "crypt/crypt.h"
#include "event/event.h"
#include "form/form.h"
#include "kind/kind.h"

#include "linkage_sql.h"

enum { TOKEN_CHARS = 26, DAY_S = 86400, CHANNELS_MOST = 20 };

struct str linkage_tag(struct ctx *ctx, struct str token)
{
	return crypt_tag(ctx, "linkage link", token);
}

static enum err make(struct ctx *ctx, const struct linkage *l, struct str *token)
{
	int64_t changed;

	if (!str_same(l->mode, "referral") || l->ended_at)
		return fail(ctx, ERR_CONFLICT, "no link for an introduction, or for what has ended");
	*token = token_new(ctx->house->rng, ctx->arena, TOKEN_CHARS);
	TRY(linkage_links_end(ctx, l));
	return linkage_link_put(ctx, l->participant, l->id, linkage_tag(ctx, *token), ctx->now, ctx->now + (int64_t)LINKAGE_LINK_DAYS * DAY_S, &changed);
}

enum err linkage_link_new(struct ctx *ctx, const struct linkage *l, struct str *token)
{
	if (!linkage_may_see(ctx, l) || ctx->who->participant)
		return ERR_DENIED;
	TRY(make(ctx, l, token));
	return event_add(ctx, "linkage.link_made", l->id, STR_ABSENT);
}

enum err linkage_link_revoke(struct ctx *ctx, const struct linkage *l)
{
	if (!linkage_may_see(ctx, l) || ctx->who->participant)
		return ERR_DENIED;
	TRY(linkage_links_end(ctx, l));
	return event_add(ctx, "linkage.link_ended", l->id, STR_ABSENT);
}

enum err linkage_link_find(struct ctx *ctx, struct str token, enum linkage_link *state, struct linkage *l)
{
	struct linkage_link_row r;
	struct linkage_line line;
	enum err e = linkage_link_row(ctx, linkage_tag(ctx, token), &r);

	*state = LINKAGE_LINK_UNKNOWN;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(linkage_get(ctx, r.linkage, &line));
	*l = line.l;
	*state = r.used_at.has || l->ended_at ? LINKAGE_LINK_USED :
		 r.revoked_at.has || r.expires_at <= ctx->now ? LINKAGE_LINK_OLD : LINKAGE_LINK_GOOD;
	return OK;
}

/* A place that offers a time, or says that there is no room, has it. */
static enum err receive_first(struct ctx *ctx, struct linkage *l, const struct linkage_act *a, struct problems *bad)
{
	struct linkage_act received = { .event = S("received") };

	if (!str_same(l->state, "offered") || !(str_same(a->event, "time") || str_same(a->event, "full")))
		return OK;
	return linkage_do(ctx, l, BY_LINK, &received, bad);
}

enum err linkage_link_answer(struct ctx *ctx, struct str token, const struct linkage_act *a, struct str *next, struct problems *bad)
{
	enum linkage_link state;
	struct linkage l;
	int64_t changed;

	TRY(linkage_link_find(ctx, token, &state, &l));
	if (state != LINKAGE_LINK_GOOD)
		return state == LINKAGE_LINK_UNKNOWN ? ERR_NOT_FOUND : fail(ctx, ERR_CONFLICT, "the link has been used or is old");
	TRY(linkage_check(ctx, &l, BY_LINK, a, bad));
	if (!bad->n)
		TRY(receive_first(ctx, &l, a, bad));
	if (!bad->n)
		TRY(linkage_do(ctx, &l, BY_LINK, a, bad));
	if (bad->n)
		return OK;
	TRY(linkage_link_use(ctx, linkage_tag(ctx, token), ctx->now, &changed));
	if (!changed && !l.ended_at)
		return fail(ctx, ERR_CONFLICT, "the link has been used");
	*next = STR_ABSENT;
	return l.ended_at ? OK : make(ctx, &l, next);
}

enum err linkage_link_ask(struct ctx *ctx, struct str token)
{
	enum linkage_link state;
	struct linkage l;
	int64_t changed;

	TRY(linkage_link_find(ctx, token, &state, &l));
	if (state == LINKAGE_LINK_UNKNOWN)
		return ERR_NOT_FOUND;
	TRY(linkage_link_asked(ctx, linkage_tag(ctx, token), ctx->now, &changed));
	if (!changed || l.ended_at)
		return OK;
	TRY(linkage_put_step(ctx, &l, S("asked"), l.state, BY_LINK, S("")));
	TRY(linkage_store(ctx, &l));
	return event_add(ctx, "linkage.link_asked", l.id, STR_ABSENT);
}

/* --- what may be seen -------------------------------------------------------------------------------------------- */

/* Also when the yes was said anew since: then another one took the place of the first. */
static enum err is_live(struct ctx *ctx, const struct linkage *l, bool *live)
{
	int64_t which;
	enum err e = consent_live(ctx, l->participant, "service", l->target, "handover", l->told, &which);

	*live = !e;
	return e == ERR_DENIED || e == ERR_NOT_FOUND ? OK : e;
}

static struct str first_word(struct str name)
{
	struct str rest = name, first = STR_ABSENT;

	str_cut(&rest, ' ', &first);
	return first.p ? first : name;
}

/* The first way to reach them that they still allow, with when and whom to ask for. */
static enum err read_contact(struct ctx *ctx, const struct linkage *l, struct str *out)
{
	struct contact_channel *all;
	size_t n;

	TRY(contact_list(ctx, l->participant, CHANNELS_MOST, &all, &n));
	for (size_t i = 0; i < n && !out->n; i++)
		if (!all[i].stopped_at && (all[i].stop_day == DAY_NONE || all[i].stop_day >= page_today(ctx)))
			*out = arena_printf(ctx->arena, "%.*s · %.*s%s%.*s", STR_ARG(all[i].address), STR_ARG(contact_time_words(ctx, &all[i])),
					    all[i].shown_name.n ? " · " : "", STR_ARG(all[i].shown_name));
	return OK;
}

enum err linkage_shown(struct ctx *ctx, const struct linkage *l, struct linkage_shown *s)
{
	struct participant p;
	const char *need = choice_label(kind_needs, l->need);

	*s = (struct linkage_shown){ .nickname = S(""), .need = S(""), .contact = S(""), .name = S("") };
	if (!l->told) {
		/* An enquiry about nobody: only what is looked for. */
		s->live = true;
		s->need = need ? tr(ctx, need) : S("");
		return OK;
	}
	TRY(is_live(ctx, l, &s->live));
	if (!s->live)
		return OK;
	TRY(participant_find(ctx, l->participant, &p));
	if (l->told & CLASS_NICKNAME)
		s->nickname = p.nickname;
	if ((l->told & CLASS_NEED) && need)
		s->need = tr(ctx, need);
	if ((l->told & CLASS_CONTACT) && p.level == PARTICIPANT_KNOWN)
		TRY(read_contact(ctx, l, &s->contact));
	if (l->told & CLASS_FIRST_NAME) {
		TRY(participant_name(ctx, l->participant, &s->name));
		s->name = first_word(s->name);
	}
	return OK;
}
