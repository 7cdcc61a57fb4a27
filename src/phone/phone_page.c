/* phone_page.c -- the road has failed: who is called instead, ticked one by one, and printed with the numbers. */
#include "phone/phone_parts.h"

struct call_row {
	const struct phone_line *l;
	struct str id, what, said, number;
	const char *chip;
};

struct calls_view {
	struct phone_view *v;
	struct str here, paper, key, sum, made;
	struct call_row *rows;
	bool saved;
};

#include "phone_html.h"

static const struct {
	const char *text, *chip;
} states[] = {
	[PHONE_OPEN] = { N_("To be called"), "chip" }, [PHONE_TOLD] = { N_("Reached by telephone"), "chip chip--ok" },
	[PHONE_WAITS] = { N_("Leaves by itself now"), "chip" },
	[PHONE_LEFT] = { N_("The message left after all"), "chip chip--ok" }, [PHONE_OVER] = { N_("Not needed any more"), "chip" },
};

static struct str number_said(struct ctx *ctx, const struct phone_line *l)
{
	if (!str_same(l->to_kind, "channel"))
		return l->number;
	if (!l->channel)
		return tr(ctx, "No number is known. Tell it when you meet.");
	return TR_FILL(ctx, l->today ? tr(ctx, "{number}. {when}") : tr(ctx, "Not today: {when}"), { "number", l->number }, { "when", l->when });
}

static struct call_row row_of(struct ctx *ctx, const struct phone_line *l)
{
	return (struct call_row){ .l = l, .id = page_id(ctx, l->message), .what = l->words.n ? l->words : tr_capital(ctx, phone_what(ctx, l->kind)),
				  .number = number_said(ctx, l), .said = tr_of(ctx, str_of(states[l->state].text)), .chip = states[l->state].chip };
}

static struct str sum_of(struct ctx *ctx, const struct phone_view *v)
{
	if (v->since)
		return TR_FILL(ctx, tr(ctx, "No message has left since {when}. The house tries again by itself and sends nothing twice; what you tick here is not sent any more."),
			       { "when", page_moment(ctx, v->since) });
	return v->n ? tr(ctx, "Messages leave again. This is the last list there was.") : tr(ctx, "Messages leave as they should. When they do not, those who would have got one stand here.");
}

static enum err phone_calls_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Calls instead of messages"));
	struct phone_view v;
	struct calls_view view = { .v = &v, .here = page_url(ctx, "/work/phone"), .paper = page_url(ctx, "/work/phone/paper"), .key = page_key(ctx),
				   .saved = str_is(value_of(&req->query, "saved")) };

	TRY(phone_read(ctx, &v));
	view.rows = arena_array(ctx->arena, v.n, struct call_row);
	for (size_t i = 0; i < v.n; i++)
		view.rows[i] = row_of(ctx, &v.at[i]);
	view.sum = sum_of(ctx, &v);
	view.made = v.made_at ? TR_FILL(ctx, tr(ctx, "This list was made {when}."), { "when", page_moment(ctx, v.made_at) }) : S("");
	f.no_index = true;
	rep->private_page = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(phone_calls_html(ctx, &view));
	return frame_end_html(ctx, &f);
}

static enum err phone_calls_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	for (size_t i = 0; i < req->body.n; i++) {
		int64_t id;
		if (!str_same(req->body.at[i].name, "told"))
			continue;
		if (!str_int(req->body.at[i].text, &id))
			return ERR_NOT_FOUND;
		TRY(phone_told(ctx, id));
	}
	return reply_see(ctx, rep, page_url(ctx, "/work/phone?saved=1"));
}

static enum err phone_paper_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct phone_view v;

	(void)req;
	TRY(phone_read(ctx, &v));
	rep->private_page = true;
	rep->type = S("application/pdf");
	reply_header(rep, S("Content-Disposition"), S("inline; filename=\"calls.pdf\""));
	return phone_paper(ctx, &v);
}

const struct route phone_routes[] = {
	{ "GET", "/:lang/work/phone", PERSON_SERVE, phone_calls_page, 0, NULL },
	{ "POST", "/:lang/work/phone", PERSON_SERVE, phone_calls_post, 0, NULL },
	{ "POST", "/:lang/work/phone/paper", PERSON_SERVE, phone_paper_post, 0, NULL },
	{ 0 }
};
