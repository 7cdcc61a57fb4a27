/* request.c -- what somebody asks of us, done within thirty days: a promise with a name on it. */
#include "rights/rights_parts.h"
#include "base/rng.h"
#include "event/event.h"

#include "rights_sql.h"

enum { DAY_S = 86400 };

const struct choice rights_kinds[] = {
	{ "copy", N_("A copy of everything") }, { "correct", N_("Something is wrong") }, { "erase", N_("Delete everything") }, { NULL, NULL }
};

const struct choice rights_results[] = {
	{ "given", N_("Handed over") }, { "corrected", N_("Put right") }, { "kept", N_("Stays as it is") }, { "erased", N_("Deleted") }, { NULL, NULL }
};

const struct field rights_words_fields[] = {
	F(struct rights_request, words, FIELD_LONG, FIELD_REQUIRED | FIELD_GUARDED | FIELD_PRIVATE, 1, RIGHTS_WORDS_MOST, N_("What is wrong, and what would be right?")),
	F_END
};

const struct field rights_new_fields[] = {
	F(struct rights_request, kind, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("What do they ask for?"), NULL, rights_kinds),
	F(struct rights_request, words, FIELD_LONG, FIELD_GUARDED | FIELD_PRIVATE, 0, RIGHTS_WORDS_MOST, N_("What is wrong, and what would be right?"),
	  N_("Only when something is wrong.")),
	F_END
};

const struct field rights_answer_fields[] = {
	F(struct rights_request, result, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("How did it end?"), NULL, rights_results),
	F(struct rights_request, answer, FIELD_LONG, FIELD_GUARDED | FIELD_PRIVATE, 0, RIGHTS_WORDS_MOST, N_("When it stays as it is: why?"),
	  N_("They read it in their copy.")),
	F_END
};

const struct field rights_name_fields[] = {
	{ "name", FIELD_TEXT, 0, FIELD_REQUIRED | FIELD_GUARDED | FIELD_PRIVATE, 1, 80, N_("Your name"), NULL, NULL, NULL },
	F_END
};

static enum err sealed_words(struct ctx *ctx, const struct rights_request *r, const char *place, struct str words, struct str *out)
{
	struct participant_lock l;

	*out = S("");
	if (!words.n)
		return OK;
	TRY(participant_lock(ctx, r->participant, &l));
	return participant_seal(ctx, &l, BOX_DATA, place, r->id, words, out);
}

/* Who does it: whoever serves them writes it down and does it, or a coordinator near them. */
static enum err promise(struct ctx *ctx, const struct participant *p, const struct rights_request *r)
{
	struct task t = { .org = p->org, .area = p->area, .participant = p->id, .kind = S("right"), .subject = r->id, .duty = { .due_at = r->due_at } };

	TRY(task_choose(ctx, PERSON_SERVE, &t.org, p->area, page_today(ctx), &t.duty.owner, &t.duty.deputy));
	if (ctx->who->account && ctx->who->account != t.duty.owner) {
		t.duty.deputy = t.duty.owner;
		t.duty.owner = ctx->who->account;
	}
	return task_add(ctx, &t, arena_printf(ctx->arena, "right/%lld", (long long)r->id));
}

enum err rights_ask(struct ctx *ctx, struct rights_request *r, struct problems *bad)
{
	struct rights_request_open open;
	struct participant p;
	struct str words;
	int64_t changed;

	TRY(participant_find(ctx, r->participant, &p));
	if (!participant_may_see(ctx, &p))
		return ERR_DENIED;
	if (str_same(r->kind, "correct") && !r->words.n)
		problem_once(bad, "words", N_("Say what is wrong, and what would be right."));
	form_guard(ctx, rights_new_fields, r, bad);
	if (bad->n)
		return OK;
	TRY(rights_request_open(ctx, p.id, r->kind, &open));
	/* Asked twice, the first promise stands; what is wrong may be several things. */
	if (open.n && !str_same(r->kind, "correct"))
		return OK;
	r->id = id_new(ctx->house->rng, ctx->now);
	r->made_by = ctx->who->account;
	r->form = ctx->who->participant == p.id ? S("key") : S("present");
	r->made_at = ctx->now;
	r->due_at = ctx->now + (int64_t)RIGHTS_DAYS * DAY_S;
	TRY(sealed_words(ctx, r, "rights_request.words", r->words, &words));
	TRY(rights_request_put(ctx, p.id, r->id, r->kind, r->form, words, r->made_by, ctx->now, r->due_at, &changed));
	TRY(promise(ctx, &p, r));
	return event_add(ctx, "rights.asked", p.id, r->kind);
}

static enum err open_words(struct ctx *ctx, struct rights_request *r, struct str words, struct str answer)
{
	struct participant_lock l;
	enum err e = participant_lock(ctx, r->participant, &l);

	r->words = r->answer = S("");
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	if (words.n)
		TRY(participant_open(ctx, &l, BOX_DATA, "rights_request.words", r->id, words, &r->words));
	return answer.n ? participant_open(ctx, &l, BOX_DATA, "rights_request.answer", r->id, answer, &r->answer) : OK;
}

enum err rights_find(struct ctx *ctx, int64_t id, struct rights_request *r)
{
	struct rights_request_row row;
	struct participant p;

	TRY(rights_request_row(ctx, id, &row));
	TRY(participant_find(ctx, row.participant, &p));
	if (!participant_may_see(ctx, &p))
		return ERR_NOT_FOUND;
	*r = (struct rights_request){ row.participant, row.id, row.made_by, row.made_at, row.due_at, row.done_at, row.done_by, row.kind, row.form,
				      S(""), S(""), row.result, p.nickname };
	return open_words(ctx, r, row.words, row.answer);
}

enum err rights_of(struct ctx *ctx, int64_t participant, int64_t most, struct rights_request **out, size_t *n)
{
	struct rights_requests *rows;

	TRY(rights_requests(ctx, participant, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct rights_request);
	for (size_t i = 0; i < *n; i++) {
		const struct rights_requests *q = &rows[i];
		struct rights_request *r = &(*out)[i];
		*r = (struct rights_request){ participant, q->id, q->made_by, q->made_at, q->due_at, q->done_at, q->done_by, q->kind, q->form, S(""),
					      S(""), q->result, S("") };
		TRY(open_words(ctx, r, q->words, q->answer));
	}
	return OK;
}

/* What a list calls somebody. */
static enum err called(struct ctx *ctx, int64_t participant, struct str nickname, struct str data, struct str vault, struct str *out)
{
	struct participant_lock l;

	TRY(participant_lock_of(ctx, participant, data, vault, &l));
	return participant_open(ctx, &l, BOX_DATA, "participant.nickname", 0, nickname, out);
}

enum err rights_open(struct ctx *ctx, int64_t most, struct rights_request **out, size_t *n)
{
	struct rights_waiting *rows;

	TRY(rights_waiting(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct rights_request);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = (struct rights_request){ .participant = rows[i].participant, .id = rows[i].id, .kind = rows[i].kind,
						     .made_at = rows[i].made_at, .due_at = rows[i].due_at };
		TRY(called(ctx, rows[i].participant, rows[i].nickname, rows[i].data, rows[i].vault, &(*out)[i].nickname));
	}
	return OK;
}

enum err rights_fading(struct ctx *ctx, int64_t most, struct rights_fading **out, size_t *n)
{
	struct rights_fading_row *rows;

	TRY(rights_fading_row(ctx, ctx->who->account, ctx->who->local, roles_with(ctx->arena, PERSON_SERVE), most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct rights_fading);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = (struct rights_fading){ .participant = rows[i].participant, .asked_at = rows[i].asked_at, .what = rows[i].what };
		TRY(called(ctx, rows[i].participant, rows[i].nickname, rows[i].data, rows[i].vault, &(*out)[i].nickname));
	}
	return OK;
}

/* --- done --------------------------------------------------------------------------------------------------------- */

/* Which end fits which question. */
static bool fits(struct str kind, struct str result)
{
	return str_same(kind, "copy") ? str_same(result, "given") :
	       str_same(kind, "correct") ? str_same(result, "corrected") || str_same(result, "kept") : str_same(result, "erased");
}

static enum err end_task(struct ctx *ctx, const struct rights_request *r, const char *result)
{
	struct task t;
	enum err e = task_of(ctx, "right", r->id, &t);

	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	return task_done(ctx, &t, result);
}

enum err rights_done(struct ctx *ctx, const struct rights_request *r, struct str result, struct str answer, struct problems *bad)
{
	struct rights_request said = *r;
	struct str sealed;
	int64_t changed;

	said.result = result;
	said.answer = answer.p ? answer : S("");
	if (!fits(r->kind, result))
		problem_once(bad, "result", N_("This is not an end of what they asked for."));
	if (str_same(result, "kept") && !said.answer.n)
		problem_once(bad, "answer", N_("Say why it stays as it is: they have a right to know."));
	form_guard(ctx, rights_answer_fields, &said, bad);
	if (bad->n || r->done_at)
		return OK;
	TRY(sealed_words(ctx, r, "rights_request.answer", said.answer, &sealed));
	TRY(rights_request_end(ctx, r->participant, r->id, result, sealed, ctx->who->account, ctx->now, &changed));
	if (!changed)
		return OK;
	TRY(event_add(ctx, "rights.done", r->participant, result));
	TRY(end_task(ctx, r, choice_label(rights_results, result) ? arena_z(ctx->arena, result) : "given"));
	return str_same(result, "erased") ? participant_erase(ctx, r->participant) : OK;
}
