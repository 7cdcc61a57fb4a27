/* look.c -- who looked at what is kept about somebody, and why: a line of the diary's chain each. */
#include "consent/consent.h"
#include "account/account.h"
#include "base/rng.h"
#include "event/event.h"
#include "org/org.h"

#include "consent_sql.h"

static const struct str look = S("look."), unusual_mark = S("unusual ");

const struct choice consent_looked_at[] = {
	{ "name", N_("your name") }, { "contact", N_("how to reach you") }, { "person", N_("your page here") }, { "plan", N_("your plan") },
	{ "consents", N_("what you said yes to") },
	{ NULL, NULL }
};

const struct choice consent_reasons[] = {
	{ "asked", N_("The person asked for it") }, { "danger", N_("Somebody is in danger") }, { "error", N_("To put something right") },
	{ "other", N_("Another reason") }, { NULL, NULL }
};

/* "task 7": small letters, then perhaps a blank and a number.  Never words about a person. */
static bool is_code(struct str why)
{
	size_t i = 0, letters;

	while (i < why.n && ((why.p[i] >= 'a' && why.p[i] <= 'z') || why.p[i] == '_'))
		i++;
	letters = i;
	if (i < why.n && why.p[i++] != ' ')
		return false;
	while (i < why.n && why.p[i] >= '0' && why.p[i] <= '9')
		i++;
	return letters > 0 && i == why.n && why.p[why.n - 1] != ' ';
}

static enum err unusual_look(struct ctx *ctx, int64_t participant, const char *class_code, struct str why)
{
	struct consent_unusual_of waiting;
	int64_t changed;

	if (!choice_label(consent_reasons, why))
		return fail(ctx, ERR_INVALID, "an unusual look without a reason");
	TRY(consent_unusual_of(ctx, ctx->who->account, &waiting));
	if (waiting.n >= CONSENT_UNUSUAL_MOST)
		return ERR_LIMIT;
	return consent_unusual_put(ctx, participant, id_new(ctx->house->rng, ctx->now), ctx->who->account, str_of(class_code), why, ctx->now,
				   &changed);
}

enum err consent_look(struct ctx *ctx, int64_t participant, const char *class_code, struct str why, bool unusual)
{
	if (!choice_label(consent_looked_at, str_of(class_code)) || !is_code(why))
		return fail(ctx, ERR_INVALID, "a look is written down with codes");
	if (unusual)
		TRY(unusual_look(ctx, participant, class_code, why));
	return event_add(ctx, arena_printf(ctx->arena, "look.%s", class_code).p, participant,
			 unusual ? arena_join(ctx->arena, unusual_mark, why) : why);
}

enum err consent_looked_page(struct ctx *ctx, int64_t participant, const char *class_code, struct str why)
{
	struct str what = arena_printf(ctx->arena, "look.%s", class_code);
	struct consent_look_lately was;
	int64_t task;

	TRY(consent_look_lately(ctx, participant, ctx->who->account, what, ctx->now - CONSENT_SAME_LOOK_MINUTES * 60, &was));
	if (was.n)
		return OK;
	TRY(consent_look_task(ctx, participant, &task));
	if (task)
		why = arena_printf(ctx->arena, "task %lld", (long long)task);
	return consent_look(ctx, participant, class_code, why, false);
}

enum err consent_look_task(struct ctx *ctx, int64_t participant, int64_t *task)
{
	struct consent_task_of row;

	TRY(consent_task_of(ctx, participant, ctx->who->account, &row));
	*task = row.task;
	return OK;
}

enum err consent_looks(struct ctx *ctx, int64_t participant, int64_t most, struct consent_looked **out, size_t *n)
{
	struct consent_looks_at *rows;

	TRY(consent_looks_at(ctx, participant, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct consent_looked);
	for (size_t i = 0; i < *n; i++) {
		struct consent_looked *l = &(*out)[i];
		*l = (struct consent_looked){ .at = rows[i].at, .account = rows[i].account,
					      .class_code = str_slice(rows[i].what, look.n, rows[i].what.n), .why = rows[i].detail };
		l->unusual = str_starts(l->why, unusual_mark);
		if (l->unusual)
			l->why = str_slice(l->why, unusual_mark.n, l->why.n);
	}
	return OK;
}

enum err consent_unusuals(struct ctx *ctx, bool done, int64_t most, struct consent_unusual **out, size_t *n)
{
	struct consent_unusual_open *open;
	struct consent_unusual_done *gone;

	if (done) {
		TRY(consent_unusual_done(ctx, most, &gone, n));
		*out = arena_array(ctx->arena, *n, struct consent_unusual);
		for (size_t i = 0; i < *n; i++)
			(*out)[i] = (struct consent_unusual){ gone[i].participant, gone[i].id, gone[i].account, gone[i].at,
							      gone[i].reviewed_at.has ? gone[i].reviewed_at.v : 0,
							      gone[i].reviewer.has ? gone[i].reviewer.v : 0, gone[i].class, gone[i].why };
		return OK;
	}
	TRY(consent_unusual_open(ctx, most, &open, n));
	*out = arena_array(ctx->arena, *n, struct consent_unusual);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct consent_unusual){ open[i].participant, open[i].id, open[i].account, open[i].at, 0, 0, open[i].class, open[i].why };
	return OK;
}

enum err consent_review(struct ctx *ctx, int64_t participant, int64_t id)
{
	int64_t changed;

	TRY(consent_unusual_review(ctx, participant, id, ctx->who->account, ctx->now, &changed));
	return changed ? event_add(ctx, "consent.reviewed", participant, STR_ABSENT) : OK;
}

/* --- what a receiver is called ----------------------------------------------------------------------------------- */

enum err consent_receiver(struct ctx *ctx, struct str to_kind, int64_t to, struct str *name)
{
	struct consent_service_name s;
	struct org o;

	if (str_same(to_kind, "account"))
		return account_name(ctx, to, name);
	if (str_same(to_kind, "service")) {
		TRY(consent_service_name(ctx, to, &s));
		*name = (str_same(str_of(ctx->lang), "da") && s.name_da.n) || !s.name_en.n ? s.name_da : s.name_en;
		return OK;
	}
	TRY(org_get(ctx, to, &o));
	*name = o.name;
	return OK;
}
