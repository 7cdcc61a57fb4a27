/* key_page.c -- a key that brings back one's own things: made without a name, an e-mail or a number. */
#include "mine/mine_parts.h"
#include "form/form.h"

struct demo_key {
	struct str name, sentence, text;
};

enum { DEMO_KEYS_MOST = 4 };

struct key_form {
	struct demo_key demo[DEMO_KEYS_MOST];         /* only of a demonstration */
	size_t ndemo;
	struct form_view form;
	struct str action, key, other;    /* other: the page for those who have, or have not, a key */
	bool gone;                        /* everything about them was deleted a moment ago */
};

#include "mine_key_html.h"

struct typed_key {
	struct str words;
};

static const struct field key_fields[] = {
	F(struct typed_key, words, FIELD_TEXT, FIELD_REQUIRED | FIELD_PRIVATE, 1, 100, N_("Your key"), N_("Five words, or sixteen letters and digits. Capitals, blanks and dashes do not matter, and å may be typed as aa, ø as oe, æ as ae.")),
	F_END
};

static const struct field new_fields[] = {
	F(struct participant, nickname, FIELD_TEXT, FIELD_GUARDED | FIELD_PRIVATE, 0, PARTICIPANT_NICKNAME_MOST, N_("What may we call you?"),
	  N_("A name that you choose. It need not be yours, and you may leave it out.")),
	F(struct participant, role, FIELD_CHOICE, FIELD_REQUIRED, 0, 0, N_("Whom is it for?"), NULL, participant_roles),
	F_END
};

/* --- coming back ---------------------------------------------------------------------------------------------- */

static enum err show_enter(struct ctx *ctx, const struct req *req, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Your own page"));
	static const struct values nothing;
	/* A key is never shown again, not even a wrong one. */
	struct key_form v = { .form = { key_fields, &nothing, bad }, .action = page_url(ctx, "/key"), .other = page_url(ctx, "/key/new"),
			      .gone = str_same(value_of(&req->query, "done"), "gone") };

	f.no_index = true;
	for (const struct participant_demo_key *k = participant_demo_keys; ctx->house->demo && k->nickname && v.ndemo < DEMO_KEYS_MOST; k++)
		v.demo[v.ndemo++] = (struct demo_key){ str_of(k->nickname), tr_of(ctx, str_of(k->sentence)), participant_demo_key_text(ctx, k) };
	TRY(frame_begin_html(ctx, &f));
	TRY(enter_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err mine_key_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	if (ctx->who->participant)
		return reply_see(ctx, rep, page_url(ctx, "/mine"));
	return show_enter(ctx, req, NULL);
}

enum err mine_key_before(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct participant_entry *e = arena_new_of(ctx->arena, struct participant_entry);
	struct str typed = value_of(&req->body, "words");

	(void)rep;
	req_carry(req, e);
	return participant_entry_look(ctx, typed.p ? typed : S(""),
				      arena_printf(ctx->arena, "%016llx", (unsigned long long)req->http->source), e);
}

static enum err must_wait(struct ctx *ctx, const struct req *req, struct reply *rep, int64_t seconds)
{
	struct problems bad = { 0 };
	struct str n = arena_printf(ctx->arena, "%lld", (long long)seconds);

	rep->status = 429;
	reply_header(rep, S("Retry-After"), n);
	problem_with(&bad, "words", N_("Please wait {x} seconds, and then try again."), n);
	return show_enter(ctx, req, &bad);
}

/* A slip is told apart: it is known from what was typed alone.  One sentence for a wrong and an unknown key. */
static void tell(struct ctx *ctx, const struct participant_entry *e, struct problems *bad)
{
	static const char *const sentences[] = {
		[SLIP_NONE] = N_("That key did not open anything. Check the words and try again."),
		[SLIP_SHAPE] = N_("That is not a whole key. A key is five words and two digits, or sixteen letters and digits."),
		[SLIP_CHECK] = N_("One of the words or digits is mistyped, or two have changed places. Look at them once more."),
		[SLIP_LETTER] = N_("One of the letters or digits is mistyped. Look at them once more."),
	};

	if (e->slip == SLIP_WORD)
		problem_with(bad, "words", N_("Word {x} is mistyped. Look at it once more."), arena_printf(ctx->arena, "%d", e->wrong_word));
	else
		problem(bad, "words", sentences[e->slip]);
}

enum err mine_key_enter(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct participant_entry *e = req->carry;
	struct problems bad = { 0 };

	if (e->wait_s)
		return must_wait(ctx, req, rep, e->wait_s);
	if (e->participant) {
		TRY(participant_session_begin(ctx, e->participant, &rep->session));
		return reply_see(ctx, rep, page_url(ctx, "/mine"));
	}
	rep->status = 422;
	rep->keep = true;
	tell(ctx, e, &bad);
	TRY(participant_entry_wrong(ctx, e));
	return show_enter(ctx, req, &bad);
}

/* --- a new one --------------------------------------------------------------------------------------------------- */

static enum err show_new(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Your own page"));
	struct key_form v = { .form = { new_fields, typed, bad }, .action = page_url(ctx, "/key/new"), .key = page_key(ctx),
			      .other = page_url(ctx, "/key") };

	f.no_index = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(new_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err mine_new_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };

	(void)rep;
	value_add(ctx->arena, &typed, S("role"), S("person"));
	return show_new(ctx, req, &typed, NULL);
}

enum err mine_show_key(struct ctx *ctx, const struct req *req, struct reply *rep, const struct shown_key *k)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Your key"));

	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(shown_html(ctx, k));
	return frame_end_html(ctx, &f);
}

enum err mine_new(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct participant_candidate *c = req->carry;
	struct participant p = { .lang = str_of(ctx->lang) };
	struct problems bad = { 0 };

	TRY(form_read(ctx, new_fields, &req->body, &p, &bad));
	if (!bad.n)
		TRY(participant_new(ctx, &p, &bad));
	if (bad.n) {
		rep->status = 422;
		return show_new(ctx, req, &req->body, &bad);
	}
	TRY(participant_key_give(ctx, p.id, c));
	TRY(participant_session_begin(ctx, p.id, &rep->session));
	return mine_show_key(ctx, req, rep, &(struct shown_key){ c->text, page_url(ctx, "/mine"), false });
}
