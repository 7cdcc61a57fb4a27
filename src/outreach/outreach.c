/* outreach.c -- keeping rounds. */
#include "outreach/outreach.h"
#include "access/access.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "event/event.h"
#include "outreach/outreach_parts.h"
#include "text/text.h"

#include "outreach_sql.h"

enum { ORGS_MOST = 300 };

#define ROUND_OF(r) \
	(struct outreach_round){ .id = (r)->id, .org = (r)->org, .area = (r)->area, .place = (r)->place, .day = (r)->day, \
				 .period = (r)->period, .conversations = (r)->conversations, .new_faces = (r)->new_faces, \
				 .left_at_place = (r)->left_at_place, .next_day = (r)->next_day, .note = (r)->note, .account = (r)->account }

/* --- reading --------------------------------------------------------------------------------------------------- */

static void set_number(struct outreach_round *r, const struct outreach_numbers_of *row)
{
	bool given = str_same(row->what, "given");
	const struct choice *codes = given ? outreach_materials : kind_needs;

	for (int i = 0; codes[i].code; i++)
		if (str_same(row->code, codes[i].code))
			*(given ? &r->given[i] : &r->wishes[i]) = row->n;
}

static enum err read_numbers(struct ctx *ctx, struct outreach_round *r)
{
	struct outreach_numbers_of *rows;
	size_t n;

	TRY(outreach_numbers_of(ctx, r->id, &rows, &n));
	for (size_t i = 0; i < n; i++)
		set_number(r, &rows[i]);
	return OK;
}

enum err outreach_get(struct ctx *ctx, int64_t id, struct outreach_round *r)
{
	struct outreach_row row;

	TRY(outreach_row(ctx, id, &row));
	*r = ROUND_OF(&row);
	return read_numbers(ctx, r);
}

enum err outreach_page(struct ctx *ctx, int64_t page, struct outreach_round **out, size_t *n, int64_t *all)
{
	bool everything = may_for(ctx->who, OUTREACH_EDIT, 0, 0);
	struct str roles = roles_with(ctx->arena, OUTREACH_EDIT);
	struct outreach_count count;
	struct outreach_list *rows;

	TRY(outreach_count(ctx, everything, ctx->who->account, roles, &count));
	TRY(outreach_list(ctx, everything, ctx->who->account, roles, OUTREACH_PAGE, (page - 1) * OUTREACH_PAGE, &rows, n));
	*all = count.n;
	*out = arena_array(ctx->arena, *n, struct outreach_round);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = ROUND_OF(&rows[i]);
		TRY(read_numbers(ctx, &(*out)[i]));
	}
	return OK;
}

enum err outreach_latest(struct ctx *ctx, struct outreach_round *r)
{
	struct outreach_last_of *rows;
	size_t n;

	*r = (struct outreach_round){ .next_day = DAY_NONE };
	if (!ctx->who->account)
		return OK;
	TRY(outreach_last_of(ctx, ctx->who->account, &rows, &n));
	if (n)
		*r = ROUND_OF(&rows[0]);
	return OK;
}

enum err outreach_orgs(struct ctx *ctx, const struct choice **out, size_t *n)
{
	struct outreach_walkers *rows;
	struct choice *c;

	TRY(outreach_walkers(ctx, may_for(ctx->who, OUTREACH_EDIT, 0, 0), ctx->who->account, roles_with(ctx->arena, OUTREACH_EDIT),
			     ORGS_MOST, &rows, n));
	c = arena_array(ctx->arena, *n + 1, struct choice);
	for (size_t i = 0; i < *n; i++)
		c[i] = (struct choice){ page_id(ctx, rows[i].id).p, rows[i].name.p };
	*out = c;
	return OK;
}

enum err outreach_places(struct ctx *ctx, size_t most, struct str **out, size_t *n)
{
	struct outreach_place_names *rows;

	TRY(outreach_place_names(ctx, may_for(ctx->who, OUTREACH_EDIT, 0, 0), ctx->who->account, roles_with(ctx->arena, OUTREACH_EDIT),
				 (int64_t)most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct str);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = rows[i].place;
	return OK;
}

/* --- keeping ---------------------------------------------------------------------------------------------------- */

static enum err put_numbers(struct ctx *ctx, int64_t round, const char *what, const struct choice *codes, const int64_t *n)
{
	int64_t changed;

	for (int i = 0; codes[i].code; i++)
		if (n[i])
			TRY(outreach_number_put(ctx, round, str_of(what), str_of(codes[i].code), n[i], &changed));
	return OK;
}

static enum err store(struct ctx *ctx, const struct outreach_round *r)
{
	int64_t changed;

	TRY(outreach_put(ctx, r->id, r->org, r->area, r->place, text_fold(ctx->arena, r->place), r->day, r->period, r->conversations,
			 r->new_faces, r->left_at_place, r->next_day, r->note, r->account, ctx->now, &changed));
	TRY(outreach_numbers_drop(ctx, r->id, &changed));
	TRY(put_numbers(ctx, r->id, "given", outreach_materials, r->given));
	return put_numbers(ctx, r->id, "wish", kind_needs, r->wishes);
}

enum err outreach_save(struct ctx *ctx, struct outreach_round *r, struct problems *bad)
{
	struct outreach_round was;
	bool fresh = !r->id;

	if (!fresh) {
		TRY(outreach_get(ctx, r->id, &was));
		if (!outreach_may_keep(ctx, &was))
			return ERR_DENIED;
	}
	TRY(outreach_prepare(ctx, r, bad));
	if (bad->n)
		return OK;
	if (!outreach_may_keep(ctx, r))
		return ERR_DENIED;
	if (fresh) {
		r->id = id_new(ctx->house->rng, ctx->now);
		r->account = ctx->who->account;
	}
	TRY(store(ctx, r));
	return event_add(ctx, fresh ? "outreach.added" : "outreach.saved", r->id, STR_ABSENT);
}

enum err outreach_discard(struct ctx *ctx, int64_t id)
{
	struct outreach_round r;
	int64_t changed;

	TRY(outreach_get(ctx, id, &r));
	if (!outreach_may_keep(ctx, &r))
		return ERR_DENIED;
	TRY(outreach_numbers_drop(ctx, id, &changed));
	TRY(outreach_drop(ctx, id, &changed));
	return event_add(ctx, "outreach.discarded", id, STR_ABSENT);
}
