/* suggest.c -- wishes: what should stand in a listing, taken over by its keeper or declined. */
#include "suggest/parts.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "event/event.h"
#include "verify/verify.h"

#include <string.h>

#include "suggest_sql.h"

enum { HOUR_S = 3600, DAY_S = 86400, REQUESTS_AN_HOUR = 5, WISHES_MOST = 20, LOOK_MOST = 500 };

/* --- written -------------------------------------------------------------------------------------------------- */

/* A hash that is another one tomorrow, so that nobody can be followed. */
static struct str source_tag(struct ctx *ctx, uint64_t source)
{
	return crypt_short_tag(ctx, "suggestion source",
			       arena_printf(ctx->arena, "%llu %lld", (unsigned long long)source, (long long)(ctx->now / DAY_S)));
}

enum err suggest_put(struct ctx *ctx, int64_t listing, bool meeting, const char *sort, struct str words, uint64_t source, int64_t *id)
{
	struct str tag = source_tag(ctx, source);
	struct suggest_of_source lately;
	int64_t changed;

	TRY(suggest_of_source(ctx, tag, ctx->now - HOUR_S, &lately));
	if (lately.n >= REQUESTS_AN_HOUR)
		return fail(ctx, ERR_LIMIT, "more than five wishes an hour from one source");
	*id = id_new(ctx->house->rng, ctx->now);
	TRY(suggest_request_put(ctx, *id, listing, meeting ? S("meeting") : S("service"), str_of(sort), ctx->now, words, tag,
				ctx->now + SUGGEST_ANSWER_HOURS * HOUR_S, &changed));
	return event_add(ctx, "suggest.asked", listing, str_of(sort));
}

/* The values of the open fields only: nothing else that was sent is read. */
static void open_values(struct ctx *ctx, const struct suggest_listing *l, const struct values *typed, struct values *out)
{
	for (const char *const *name = listing_open_fields(l); *name; name++)
		for (size_t i = 0; i < typed->n; i++)
			if (str_same(typed->at[i].name, *name))
				value_add(ctx->arena, out, typed->at[i].name, typed->at[i].text);
}

struct diff {
	const char *field;
	struct str was, wish;
};

static size_t differences(struct ctx *ctx, const struct suggest_listing *l, const void *was, const void *is, struct diff *out)
{
	size_t n = 0;

	for (const char *const *name = listing_open_fields(l); *name && n < WISHES_MOST; name++) {
		const struct field *f = field_find(listing_fields(l), *name);
		struct str before = field_text(ctx, f, was), after = field_text(ctx, f, is);

		before = before.p ? before : S("");
		after = after.p ? after : S("");
		if (!str_eq(before, after))
			out[n++] = (struct diff){ *name, before, after };
	}
	return n;
}

enum err suggest_add(struct ctx *ctx, int64_t listing, const struct values *typed, struct str words, uint64_t source, struct problems *bad)
{
	struct suggest_listing l = { 0 }, wished;
	struct diff diffs[WISHES_MOST];
	struct values only = { 0 };
	int64_t id, changed;
	size_t n;

	TRY(listing_find(ctx, listing, &l));
	if (!l.is_public)
		return ERR_NOT_FOUND;
	wished = l;
	open_values(ctx, &l, typed, &only);
	TRY(form_read_some(ctx, listing_fields(&l), &only, listing_record(&wished), bad));
	form_guard(ctx, listing_fields(&l), listing_record(&wished), bad);
	n = differences(ctx, &l, listing_record(&l), listing_record(&wished), diffs);
	words = verify_mask(ctx, words);
	if (!bad->n && !n && !words.n)
		problem(bad, "", N_("Nothing is different yet. Change what is wrong, or write it in a few words."));
	if (bad->n)
		return OK;
	TRY(suggest_put(ctx, listing, l.meeting, "change", words, source, &id));
	for (size_t i = 0; i < n; i++)
		TRY(suggest_field_put(ctx, id, str_of(diffs[i].field), diffs[i].was, diffs[i].wish, &changed));
	return OK;
}

/* --- read by the keeper ------------------------------------------------------------------------------------------ */

static enum err read_wishes(struct ctx *ctx, struct suggestion *s, struct suggest_listing *l)
{
	struct suggest_fields_of *rows;
	size_t n;

	TRY(suggest_fields_of(ctx, s->id, &rows, &n));
	s->wishes = arena_array(ctx->arena, n + 1, struct suggest_wish);
	for (size_t i = 0; i < n; i++) {
		const struct field *f = field_find(listing_fields(l), arena_z(ctx->arena, rows[i].field));
		struct suggest_wish w = { f, rows[i].was, rows[i].wish, S("") };

		if (!f)
			continue;             /* a field that the program no longer has */
		w.now = field_text(ctx, f, listing_record(l));
		w.now = w.now.p ? w.now : S("");
		s->outdated |= !str_eq(w.now, w.was) && !str_eq(w.now, w.wish);
		s->wishes[s->nwishes++] = w;
	}
	return OK;
}

/* One that this person may answer; ERR_NOT_FOUND when its listing is gone, ERR_DENIED when it is another's. */
static enum err read_one(struct ctx *ctx, const struct suggest_open_rows *r, struct suggestion *s)
{
	struct suggest_listing l = { 0 };

	TRY(listing_find(ctx, r->listing, &l));
	*s = (struct suggestion){ .id = r->id, .listing = r->listing, .at = r->at, .due_at = r->due_at, .meeting = l.meeting,
				  .claim = str_same(r->sort, "claim"), .name = l.name, .words = r->words, .contact = l.contact };
	if (!listing_may_keep(ctx, &l) || (s->claim && !may_for(ctx->who, ACCOUNT_EDIT, l.org, l.area)))
		return ERR_DENIED;
	return read_wishes(ctx, s, &l);
}

enum err suggest_open(struct ctx *ctx, size_t most, struct suggestion **out, size_t *n, int64_t *all)
{
	struct suggest_open_rows *rows;
	struct suggestion one;
	size_t nrows;

	TRY(suggest_open_rows(ctx, LOOK_MOST, &rows, &nrows));
	*out = arena_array(ctx->arena, most + 1, struct suggestion);
	*n = 0;
	*all = 0;
	for (size_t i = 0; i < nrows; i++) {
		enum err e = read_one(ctx, &rows[i], &one);

		if (e == ERR_DENIED || e == ERR_NOT_FOUND)
			continue;
		if (e)
			return e;
		++*all;
		if (*n < most)
			(*out)[(*n)++] = one;
	}
	return OK;
}

/* --- answered ------------------------------------------------------------------------------------------------------- */

enum err suggest_find(struct ctx *ctx, int64_t id, struct suggest_listing *l, bool *claim)
{
	struct suggest_request_row r;

	TRY(suggest_request_row(ctx, id, &r));
	TRY(listing_find(ctx, r.listing, l));
	if (!listing_may_keep(ctx, l))
		return ERR_DENIED;
	*claim = str_same(r.sort, "claim");
	return r.closed_at.has ? ERR_CONFLICT : OK;
}

enum err suggest_close(struct ctx *ctx, int64_t id, const char *answer)
{
	struct suggest_request_row r;
	int64_t changed;

	TRY(suggest_request_row(ctx, id, &r));
	TRY(suggest_close_row(ctx, id, ctx->now, str_of(answer), &changed));
	return changed ? event_add(ctx, "suggest.answered", r.listing, str_of(answer)) : ERR_CONFLICT;
}

static enum err apply(struct ctx *ctx, struct suggest_listing *l, const struct suggestion *s, struct problems *bad)
{
	struct values v = { 0 };

	for (size_t i = 0; i < s->nwishes; i++)
		value_add(ctx->arena, &v, str_of(s->wishes[i].field->name), s->wishes[i].wish);
	TRY(form_read_some(ctx, listing_fields(l), &v, listing_record(l), bad));
	return bad->n ? OK : listing_save(ctx, l, bad);
}

enum err suggest_accept(struct ctx *ctx, int64_t id, bool sure, struct problems *bad)
{
	struct suggest_listing l = { 0 };
	struct suggestion s = { .id = id };
	bool claim;

	TRY(suggest_find(ctx, id, &l, &claim));
	if (claim)
		return fail(ctx, ERR_INVALID, "a claim is answered by an invitation");
	TRY(read_wishes(ctx, &s, &l));
	if (s.outdated && !sure)
		return problem(bad, "", N_("Somebody has changed this listing meanwhile. Compare, and take it over all the same if it is right."));
	TRY(apply(ctx, &l, &s, bad));
	return bad->n ? OK : suggest_close(ctx, id, "accepted");
}

enum err suggest_refuse(struct ctx *ctx, int64_t id)
{
	struct suggest_listing l = { 0 };
	bool claim;

	TRY(suggest_find(ctx, id, &l, &claim));
	return suggest_close(ctx, id, "refused");
}

enum err suggest_forget_sources(struct ctx *ctx)
{
	int64_t changed;

	return suggest_sources_forget(ctx, ctx->now - DAY_S, &changed);
}
