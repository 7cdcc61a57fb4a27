/* note_page.c -- notes of the diary: one more, one struck through; and why a month went otherwise than planned. */
#include "diary/diary_parts.h"
#include "account/account.h"

struct strike_view {
	struct note_row row;
	struct form_view form;
	struct str project, back, action, key;
};

#include "diary_note_html.h"

struct typed_note {
	day_t day;
	struct str words;
};
const struct field diary_note_fields[] = {
	F(struct typed_note, day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("Day")),
	F(struct typed_note, words, FIELD_LONG, .flags = FIELD_REQUIRED | FIELD_GUARDED, .most = DIARY_WORDS_MOST, .label = N_("Note"),
	  .hint = N_("Nothing about a person.")),
	F_END
};

struct typed_why {
	struct str explained;
};
const struct field diary_why_fields[] = {
	F(struct typed_why, explained, FIELD_LONG, .flags = FIELD_REQUIRED | FIELD_GUARDED, .most = DIARY_WORDS_MOST, .label = N_("Why"),
	  .hint = N_("It stands in the report. What stood here before is kept.")),
	F_END
};

struct typed_strike {
	struct str why;
};
static const struct field strike_fields[] = {
	F(struct typed_strike, why, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .most = DIARY_WHY_MOST, .label = N_("Why is it struck through?")),
	F_END
};

static enum err said_by(struct ctx *ctx, int64_t account, int64_t at, struct str *out)
{
	struct str who = S("");

	if (account)
		TRY(account_name(ctx, account, &who));
	*out = tr_date_short(ctx, page_local(ctx, at).day);
	if (who.n)
		*out = TR_FILL(ctx, tr(ctx, "{who}, {day}"), { "who", who }, { "day", *out });
	return OK;
}

static enum err row_of(struct ctx *ctx, const struct programme *p, const struct diary_note *note, struct note_row *r)
{
	struct str by;

	*r = (struct note_row){ .day = tr_date(ctx, note->day), .words = note->words, .struck = S(""), .href = S("") };
	TRY(said_by(ctx, note->account, note->at, &r->who));
	if (!note->struck_at) {
		r->href = arena_printf(ctx->arena, "%.*s/%lld", STR_ARG(diary_url(ctx, p, "/notes")), (long long)note->id);
		return OK;
	}
	TRY(said_by(ctx, note->struck_by, note->struck_at, &by));
	r->struck = TR_FILL(ctx, tr(ctx, "Struck through: {why} ({by})"), { "why", note->struck_why }, { "by", by });
	return OK;
}

enum err diary_notes_fill(struct ctx *ctx, const struct programme *p, day_t from, day_t to, const struct values *typed, const struct problems *bad,
			  struct notes_view *v)
{
	struct typed_note blank = { page_today(ctx) < to ? page_today(ctx) : to, S("") };
	struct values *start = arena_new_of(ctx->arena, struct values);
	struct diary_note *notes;

	*v = (struct notes_view){ .action = diary_url(ctx, p, "/notes"), .key = page_key(ctx), .open = typed != NULL };
	TRY(diary_notes(ctx, p, from, to, &notes, &v->n));
	v->rows = arena_array(ctx->arena, v->n, struct note_row);
	for (size_t i = 0; i < v->n; i++)
		TRY(row_of(ctx, p, &notes[i], &v->rows[i]));
	form_write(ctx, diary_note_fields, &blank, start);
	v->form = (struct form_view){ diary_note_fields, typed ? typed : start, typed ? bad : NULL };
	return OK;
}

enum err diary_why_fill(struct ctx *ctx, const struct programme *p, const struct diary_month *m, const struct values *typed,
			const struct problems *bad, struct why_view *v)
{
	struct values *start = arena_new_of(ctx->arena, struct values);
	struct diary_explanation *all, e;
	size_t n;

	TRY(diary_explanations(ctx, p, &all, &n));
	e = diary_explanation_of(all, n, m->first);
	*v = (struct why_view){ .key = page_key(ctx), .words = e.words.p ? e.words : S(""), .by = S(""), .open = typed != NULL,
				.action = arena_printf(ctx->arena, "%.*s/explanation", STR_ARG(diary_month_url(ctx, p, m->first))),
				.differs = diary_differs(m) };
	v->told = TR_FILL(ctx, trn(ctx, "{held} of {n} planned evening was held.", "{held} of {n} planned evenings were held.", m->planned),
			  { "held", tr_number(ctx, m->held + m->informal) }, { "n", tr_number(ctx, m->planned) });
	if (v->words.n)
		TRY(said_by(ctx, e.account, e.at, &v->by));
	form_write(ctx, diary_why_fields, &(struct typed_why){ v->words }, start);
	v->form = (struct form_view){ diary_why_fields, typed ? typed : start, typed ? bad : NULL };
	return OK;
}

enum err diary_note_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct typed_note t = { .day = DAY_NONE };
	struct problems bad = { 0 };
	struct diary_note note;
	struct programme p;

	TRY(diary_asked(ctx, req, &p));
	TRY(form_read(ctx, diary_note_fields, &req->body, &t, &bad));
	note = (struct diary_note){ .day = t.day, .words = t.words };
	if (!bad.n)
		TRY(diary_note_add(ctx, &p, &note, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?year=%d#notes", STR_ARG(diary_url(ctx, &p, "")), day_ymd(note.day).year));
	rep->status = 422;
	return diary_months_show(ctx, req, &p, &(struct diary_again){ .note = &req->body, .bad = &bad });
}

static enum err show_note(struct ctx *ctx, const struct req *req, const struct programme *p, const struct diary_note *note,
			  const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Diary"));
	struct values empty = { 0 };
	struct strike_view v = { .form = { strike_fields, typed ? typed : &empty, bad }, .project = programme_name(ctx, p), .key = page_key(ctx) };

	TRY(row_of(ctx, p, note, &v.row));
	v.back = arena_printf(ctx->arena, "%.*s?year=%d#notes", STR_ARG(diary_url(ctx, p, "")), day_ymd(note->day).year);
	v.action = arena_printf(ctx->arena, "%.*s/%lld/strike", STR_ARG(diary_url(ctx, p, "/notes")), (long long)note->id);
	TRY(frame_begin_html(ctx, &f));
	TRY(diary_note_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err note_asked(struct ctx *ctx, const struct req *req, struct programme *p, struct diary_note *note)
{
	int64_t id;

	TRY(diary_asked(ctx, req, p));
	return req_id(req, "note", &id) ? diary_note_get(ctx, p, id, note) : ERR_NOT_FOUND;
}

enum err diary_note_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct diary_note note;
	struct programme p;

	(void)rep;
	TRY(note_asked(ctx, req, &p, &note));
	return show_note(ctx, req, &p, &note, NULL, NULL);
}

enum err diary_strike_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct typed_strike t = { 0 };
	struct problems bad = { 0 };
	struct diary_note note;
	struct programme p;

	TRY(note_asked(ctx, req, &p, &note));
	TRY(form_read(ctx, strike_fields, &req->body, &t, &bad));
	if (!bad.n)
		TRY(diary_note_strike(ctx, &p, note.id, t.why, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_printf(ctx->arena, "%.*s?year=%d#notes", STR_ARG(diary_url(ctx, &p, "")), day_ymd(note.day).year));
	rep->status = 422;
	return show_note(ctx, req, &p, &note, &req->body, &bad);
}

enum err diary_why_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	day_t first = diary_month_asked(req);
	struct typed_why t = { 0 };
	struct problems bad = { 0 };
	struct programme p;

	TRY(diary_asked(ctx, req, &p));
	if (first == DAY_NONE)
		return ERR_NOT_FOUND;
	TRY(form_read(ctx, diary_why_fields, &req->body, &t, &bad));
	if (!bad.n)
		TRY(diary_explain(ctx, &p, first, t.explained, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, diary_month_url(ctx, &p, first));
	rep->status = 422;
	return diary_month_show(ctx, req, &p, first, &(struct diary_again){ .why = &req->body, .bad = &bad });
}
