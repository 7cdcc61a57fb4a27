/*
 * messages.c -- of the people of the story: who may be written to, a Sunday on which no message left and a Monday morning on
 * which one of them was called instead, a yes that was taken back, and one that ends soon.  None of the addresses exists.
 */
#include "account/account.h"
#include "cal/cal.h"
#include "consent/consent.h"
#include "demo/demo_parts.h"
#include "landing/landing.h"
#include "outbox/outbox.h"
#include "phone/phone.h"
#include "transition/transition.h"

#include "demo_sql.h"

#include <stdio.h>

enum { HOUR_S = 3600, DAY_S = 86400, MINUTE_S = 60, EVENING_MIN = 20 * 60, ENDS_DAYS = 9 };

static enum err use_folder(struct ctx *ctx)
{
	return outbox_use_folder(ctx, S("hus@example.org"), S("Huset"));
}

static enum err wants(struct ctx *ctx, const char *name, const char *address)
{
	struct who who = { .demo = true };
	const struct who *asks = ctx->who;
	struct account a;
	enum err e;

	TRY(account_of_name(ctx, str_of(name), &a));
	who.account = a.id;
	ctx->who = &who;
	e = outbox_wants(ctx, str_of(address));
	ctx->who = asks;
	return e;
}

static enum err may_be_written_to(struct ctx *ctx, int64_t person, const char *name, const char *address)
{
	struct contact_channel way = { .participant = person, .type = S("email"), .address = str_of(address), .shown_name = str_of(name), .stop_day = DAY_NONE };
	struct problems bad = { 0 };

	contact_time(S("any"), &way);
	TRY(contact_add(ctx, &way, &bad));
	return demo_is_fine(ctx, "a way to write", &bad);
}

enum err demo_put_ways_to_write(struct ctx *ctx, const struct demo_cast *c)
{
	TRY(use_folder(ctx));
	TRY(wants(ctx, "Signe", "signe@example.org"));
	TRY(wants(ctx, "Sara", "sara@example.org"));
	TRY(wants(ctx, "Poul", "poul@example.org"));
	TRY(wants(ctx, "Jonna", "jonna@example.org"));
	TRY(may_be_written_to(ctx, c->karim, "Spurv", "spurv@example.org"));
	TRY(may_be_written_to(ctx, c->bo, "Havørn", "havorn@example.org"));
	return may_be_written_to(ctx, c->mette, "Mette", "mette@example.org");
}

/* --- what they are told -------------------------------------------------------------------------------------------------- */

/* Spurv's day of leaving is said again, so that he is reminded; Havørn has planned something for tonight. */
static enum err put_days(struct ctx *ctx, const struct demo_cast *c)
{
	struct landing_words tonight = { .kind = S("evening"), .what = S("Ringe til min søster"), .place = S(""), .who = S(""), .otherwise = S(""),
					 .day = page_today(ctx), .at_min = EVENING_MIN };
	struct landing_step step = { 0 };
	struct problems bad = { 0 };
	struct transition t;

	TRY(landing_of_person(ctx, c->karim, &t));
	TRY(transition_move(ctx, &t, t.planned_day, &bad));
	TRY(landing_of_person(ctx, c->bo, &t));
	TRY(landing_save(ctx, &t, &step, &tonight, &bad));
	return demo_is_fine(ctx, "days to be reminded of", &bad);
}

static enum err says_yes(struct ctx *ctx, struct consent *c)
{
	struct problems bad = { 0 };

	c->form = S("spoken");
	c->witness = S("coordinator");
	TRY(consent_give(ctx, c, &bad));
	return demo_is_fine(ctx, "a yes", &bad);
}

static enum err put_yeses(struct ctx *ctx, const struct demo_cast *c, int64_t org, int64_t start)
{
	struct consent told = { .participant = c->mette, .to_kind = S("service"), .classes = CLASS_NICKNAME | CLASS_NEED, .purpose = S("handover") };
	struct consent ends = { .participant = c->karim, .to_kind = S("org"), .to = org, .classes = CLASS_NICKNAME | CLASS_APPOINTMENT | CLASS_CONTACT,
				.purpose = S("ride") };
	struct demo_service_named row;
	int64_t which;

	TRY(demo_service_named(ctx, S("Retshjælpen på Prøvetorvet"), &row));
	told.to = row.id;
	ctx->now = start - 9 * (int64_t)DAY_S;
	told.end_day = page_today(ctx) + 90;
	TRY(says_yes(ctx, &told));
	TRY(consent_disclose(ctx, c->mette, "service", told.to, "handover", CLASS_NICKNAME | CLASS_NEED, &which));
	ctx->now = start - MINUTE_S;
	TRY(consent_stop(ctx, c->mette, told.id));
	ends.end_day = page_today(ctx) + ENDS_DAYS;
	return says_yes(ctx, &ends);
}

/* --- a Sunday on which nothing left ---------------------------------------------------------------------------------------- */

/* What the house does when it lets messages leave, and nothing answers. */
static enum err a_vain_round(struct ctx *ctx)
{
	struct outbox_round r = { .arena = ctx->arena };

	TRY(outbox_take(ctx, &r));
	for (size_t i = 0; i < r.n; i++) {
		r.at[i].end = MAIL_LATER;
		snprintf(r.at[i].why, sizeof r.at[i].why, "nothing answers");
	}
	return outbox_mark(ctx, &r);
}

static enum err call_mette(struct ctx *ctx, int64_t mette)
{
	struct phone_view v;

	TRY(phone_read(ctx, &v));
	for (size_t i = 0; i < v.n; i++)
		if (v.at[i].participant == mette && v.at[i].state == PHONE_OPEN)
			return phone_told(ctx, v.at[i].message);
	return OK;
}

static enum err put_silence(struct ctx *ctx, const struct demo_cast *c, int64_t start)
{
	struct phone_file none = { .arena = ctx->arena };

	TRY(phone_start_again(ctx));
	ctx->now = start - DAY_S + 5 * MINUTE_S;
	TRY(a_vain_round(ctx));
	ctx->now = start - 2 * HOUR_S;
	TRY(phone_make(ctx, &none));
	ctx->now = start - HOUR_S - 20 * MINUTE_S;
	TRY(call_mette(ctx, c->mette));
	/* Then the road was mended: what waits leaves when the house opens. */
	ctx->now = start - 50 * MINUTE_S;
	return use_folder(ctx);
}

enum err demo_put_messages(struct ctx *ctx, const struct demo_cast *c, int64_t org, int64_t start)
{
	TRY(put_silence(ctx, c, start));
	TRY(put_yeses(ctx, c, org, start));
	ctx->now = start;
	return put_days(ctx, c);
}
