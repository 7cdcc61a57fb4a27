/*
 * register.c -- a transition with the person present: who they are to us, how they may be reached, that they said
 * yes, and two people who answer, in one.
 *
 * Without a yes nothing about the person is kept: then there is a card to give them, and a number to call.
 */
#include "transition/transition_parts.h"
#include "area/area.h"
#include "consent/consent.h"
#include "contact/contact.h"
#include "event/event.h"

#include "transition_sql.h"

enum { CONSENT_DAYS = 180 };

const struct field transition_fields[] = {
	F(struct transition_wish, nickname, FIELD_TEXT, FIELD_GUARDED | FIELD_PRIVATE | FIELD_REQUIRED, 1, PARTICIPANT_NICKNAME_MOST, N_("What may we call them?"),
	  N_("A name that they choose. It need not be theirs.")),
	F(struct transition_wish, from_kind, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("What do they leave?"), NULL, transition_froms),
	F(struct transition_wish, planned_day, FIELD_DATE, FIELD_REQUIRED, 0, 0, N_("Which day?")),
	F(struct transition_wish, agreement, FIELD_CHOICE, 0, 0, 0, N_("Is there an agreement for the time afterwards, or a plan between the places?"), NULL,
	  transition_agreements),
	F(struct transition_wish, phone, FIELD_TEXT, FIELD_PRIVATE, 0, 40, N_("Telephone number"), N_("May be left out: then they get a card, and come to us.")),
	F(struct transition_wish, time, FIELD_CHOICE, 0, 0, 0, N_("When may we call?"), NULL, contact_times),
	F(struct transition_wish, voice, FIELD_BOOL, 0, 0, 0, N_("A message may be left")),
	F(struct transition_wish, owner, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("Who is responsible?")),
	F(struct transition_wish, deputy, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("Who takes over when they are away?")),
	F(struct transition_wish, said_yes, FIELD_BOOL, 0, 0, 0, N_("The person is here, and said yes to this")),
	F_END
};

/* Who heard it, as the paper says. */
static struct str witness(const struct ctx *ctx)
{
	return is_sender(ctx->who) ? S("partner") : S("coordinator");
}

static enum err reach(struct ctx *ctx, const struct transition_wish *w, int64_t participant, struct problems *bad)
{
	struct contact_channel way = { .participant = participant, .type = S("phone"), .address = w->phone, .shown_name = S(""), .voice = w->voice,
				       .others = true, .stop_day = DAY_NONE };

	if (!w->phone.n)
		return OK;
	if (!contact_time(w->time.n ? w->time : S("any"), &way))
		return problem(bad, "time", N_("Choose when we may call."));
	TRY(participant_up(ctx, participant, S(""), witness(ctx), bad));
	return contact_add(ctx, &way, bad);
}

/* What we may know, for this one purpose: our own organisation is the receiver. */
static enum err said_yes(struct ctx *ctx, const struct transition_wish *w, int64_t participant, struct problems *bad)
{
	struct consent c = {
		.participant = participant, .from_org = w->org, .to_kind = S("org"), .to = w->org,
		.classes = CLASS_NICKNAME | CLASS_STAGE | (w->phone.n ? CLASS_CONTACT : 0), .purpose = S("transition"), .starts_at = ctx->now,
		.end_day = (w->planned_day > page_today(ctx) ? w->planned_day : page_today(ctx)) + CONSENT_DAYS, .form = S("spoken"), .witness = witness(ctx),
	};

	return consent_give(ctx, &c, bad);
}

/* A partner from outside answers for nobody: two who work here do, from the first minute on. */
static enum err choose_owners(struct ctx *ctx, struct transition *t, struct problems *bad)
{
	int64_t org = t->org;
	enum err e = task_choose(ctx, PERSON_SERVE, &org, t->area, page_today(ctx), &t->duty.owner, &t->duty.deputy);

	if (e && e != ERR_NOT_FOUND)
		return e;
	return e || !t->duty.deputy ? problem(bad, "", N_("Nobody is here just now who can take over. Please call, and do it together.")) : OK;
}

static enum err name_owners(struct ctx *ctx, const struct transition_wish *w, struct transition *t, struct problems *bad)
{
	if (is_sender(ctx->who))
		return choose_owners(ctx, t, bad);
	if (!str_int(w->owner, &t->duty.owner) || !str_int(w->deputy, &t->duty.deputy))
		problem_once(bad, "owner", N_("Somebody must be responsible from now on. Choose a person and a deputy."));
	return OK;
}

enum err transition_register(struct ctx *ctx, struct transition_wish *w, const struct participant_candidate *key, struct transition *t, struct problems *bad)
{
	struct participant p = { .org = w->org, .area = w->area, .nickname = w->nickname, .role = S("person"), .lang = str_of(ctx->lang) };

	if (!may_for(ctx->who, PERSON_SERVE, w->org, w->area) && !may_for(ctx->who, PERSON_SEND, w->org, w->area))
		return ERR_DENIED;
	if (!w->said_yes)
		problem(bad, "said_yes", N_("Without a yes nothing about the person is kept. Ask, or give them the card with our number."));
	*t = (struct transition){ .org = w->org, .area = w->area, .from_kind = w->from_kind, .agreement = w->agreement, .planned_day = w->planned_day };
	TRY(name_owners(ctx, w, t, bad));
	if (bad->n)
		return OK;
	TRY(participant_new(ctx, &p, bad));
	if (bad->n)
		return OK;
	t->participant = p.id;
	t->nickname = p.nickname;
	TRY(reach(ctx, w, p.id, bad));
	if (!bad->n)
		TRY(said_yes(ctx, w, p.id, bad));
	if (!bad->n)
		TRY(transition_plan(ctx, t, bad));
	return bad->n ? OK : participant_key_give(ctx, p.id, key);
}
