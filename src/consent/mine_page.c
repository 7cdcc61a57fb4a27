/* mine_page.c -- the person's own: what they said yes to, what was told, who looked; and stop, in two taps. */
#include "consent/consent_parts.h"

struct told_line {
	struct str to, what, purpose, when;
};

struct look_line {
	struct str who, what, why, when;
	bool unusual;
};

struct mine_view {
	struct str back;
	const char *said;
	struct yes_words *yes;
	struct told_line *told;
	struct look_line *looks;
	size_t nyes, nlive, ntold, nlooks;
};

#include "consent_yes_html.h"
#include "consent_mine_html.h"

static enum err told_lines(struct ctx *ctx, int64_t participant, struct mine_view *v)
{
	struct consent_disclosure *all;

	TRY(consent_disclosures(ctx, participant, CONSENT_SHOWN_MOST, &all, &v->ntold));
	v->told = arena_array(ctx->arena, v->ntold, struct told_line);
	for (size_t i = 0; i < v->ntold; i++) {
		const char *purpose = choice_label(consent_purposes, all[i].purpose);
		v->told[i] = (struct told_line){ .what = consent_what(ctx, all[i].classes), .when = consent_moment(ctx, all[i].at),
						 .purpose = tr_of(ctx, str_of(purpose ? purpose : "")) };
		TRY(consent_receiver(ctx, all[i].to_kind, all[i].to, &v->told[i].to));
	}
	return OK;
}

static enum err look_lines(struct ctx *ctx, int64_t participant, struct mine_view *v)
{
	struct consent_looked *all;

	TRY(consent_looks(ctx, participant, CONSENT_SHOWN_MOST, &all, &v->nlooks));
	v->looks = arena_array(ctx->arena, v->nlooks, struct look_line);
	for (size_t i = 0; i < v->nlooks; i++) {
		const char *what = choice_label(consent_looked_at, all[i].class_code);
		v->looks[i] = (struct look_line){ .what = what ? tr_of(ctx, str_of(what)) : all[i].class_code, .why = consent_why(ctx, &all[i]),
						  .when = consent_moment(ctx, all[i].at), .unusual = all[i].unusual };
		TRY(consent_colleague(ctx, all[i].account, &v->looks[i].who));
	}
	return OK;
}

enum err consent_mine(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Who may know what"));
	int64_t me = ctx->who->participant;
	struct mine_view v = { .back = page_url(ctx, "/mine") };

	(void)rep;
	f.no_index = true;
	v.said = str_same(value_of(&req->query, "done"), "stopped") ? N_("Stopped. Nothing more is told.") : NULL;
	TRY(consent_all_words(ctx, me, page_url(ctx, "/mine/consents"), &v.yes, &v.nyes));
	for (size_t i = 0; i < v.nyes; i++)
		v.nlive += v.yes[i].live;
	TRY(told_lines(ctx, me, &v));
	TRY(look_lines(ctx, me, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(consent_mine_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err own_page(struct ctx *ctx, struct yes_page *y)
{
	y->here = page_url(ctx, "/mine/consents");
	y->kind = FRAME_PUBLIC;
	return participant_find(ctx, ctx->who->participant, &y->p);
}

enum err consent_mine_paper(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct yes_page y;

	(void)rep;
	TRY(own_page(ctx, &y));
	return consent_paper_page(ctx, req, &y);
}

enum err consent_mine_stop(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct yes_page y;

	(void)rep;
	TRY(own_page(ctx, &y));
	return consent_stop_page(ctx, req, &y);
}

enum err consent_mine_stop_it(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct yes_page y;

	TRY(own_page(ctx, &y));
	return consent_stop_it(ctx, req, rep, &y);
}
