/* error.c -- an error as a person or a program should read it.  Never an inside, never a name. */
#include "hall/hall.h"
#include "base/log.h"
#include "base/rng.h"
#include "json/json.h"

#include <stdio.h>

struct error_view {
	struct str title, text, cure, reference, action, key, home, home_text;
	struct values kept;           /* what was typed, without secrets */
};

#include "error_html.h"

static const struct error_row {
	int status;
	const char *title, *text, *cure;
} rows[] = {
	{ 200, N_("This is done already"), N_("Already saved. Nothing was doubled."), N_("Open the page anew to see how it is now.") },
	{ 400, N_("This could not be read"), N_("What your browser sent made no sense to us."), N_("Go back, and try once more.") },
	{ 401, N_("Please log in"), N_("This page is for people who work here."), N_("Log in, and you come back to it.") },
	{ 403, N_("You do not have access here"), N_("Your role does not include this."), N_("Ask an administrator of your organisation if you need it.") },
	{ 404, N_("The page does not exist, or you do not have access"), N_("Perhaps the address is old or was typed wrong."), N_("Start from the front page.") },
	{ 405, N_("That cannot be done here"), N_("This address exists, but not for this."), N_("Go back, and use the buttons of the page.") },
	{ 409, N_("Somebody was faster"), N_("This was changed while you had it open."), N_("Open it again, and look at what is there now.") },
	{ 413, N_("That is too large"), N_("What you sent is larger than we take."), N_("Send less at a time.") },
	{ 415, N_("We cannot read that kind of file"), N_("The page expects a form or one of the file types it names."), N_("Save the file as one of them, and try again.") },
	{ 419, N_("Press save once more"), N_("You were away for a while. Your text is here; press save once more."), N_("Nothing is lost.") },
	{ 428, N_("A key is missing"), N_("Every write needs an Idempotency-Key, so that it happens only once."), N_("Send the header with a new random text.") },
	{ 429, N_("Please wait a little"), N_("That was many times in a short while."), N_("Wait a minute, and try again.") },
	{ 431, N_("That is too large"), N_("What you sent is larger than we take."), N_("Send less at a time.") },
	{ 500, N_("Something went wrong with us"), N_("It is our fault, not yours. Nothing was half done."), N_("Try again in a moment.") },
	{ 501, N_("That cannot be done here"), N_("This address exists, but not for this."), N_("Go back, and use the buttons of the page.") },
	{ 503, N_("We are busy right now"), N_("Nothing was saved. What is public can still be read."), N_("Try again in a moment.") },
	{ 505, N_("This could not be read"), N_("What your browser sent made no sense to us."), N_("Go back, and try once more.") },
	{ 507, N_("There is no room to save"), N_("The disk of this house is full. Nothing was saved, and reading goes on as before."), N_("Tell the person who looks after the machine, and try again later.") },
};

static const struct error_row *row_of(int status)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].status == status)
			return &rows[i];
	return row_of(status < 500 ? 400 : 500);
}

static bool wants_json(const struct job *job)
{
	return str_starts(job->http->path, S("/api/")) || (job->route && (job->route->flags & ROUTE_JSON));
}

/* RFC 9457.  The detail is the sentence of the table: no inside, no person. */
static void problem_json(struct ctx *ctx, struct job *job, const struct error_row *r)
{
	struct json_out j;

	json_start(&j, ctx->out);
	json_object(&j);
	json_put_str(&j, "type", S("about:blank"));
	json_put_str(&j, "title", tr(ctx, r->title));
	json_put_int(&j, "status", job->rep.status);
	json_put_str(&j, "detail", tr(ctx, r->text));
	json_end_object(&j);
	job->rep.type = S("application/problem+json");
}

/* What was typed comes back after an expired form or a full disk; secrets do not. */
static void keep_typed(const struct job *job, int status, struct error_view *v)
{
	for (size_t i = 0; i < job->req.body.n; i++)
		if (str_index(job->req.body.at[i].name, S("pass"), 0) != SIZE_MAX ||
		    str_index(job->req.body.at[i].name, S("code"), 0) != SIZE_MAX)
			return;
	if (status == 419 || status == 507 || status == 503 || status == 409)
		v->kept = job->req.body;
	v->action = job->http->path;
}

static void tell_log(struct ctx *ctx, const struct job *job, int status, struct str reference)
{
	char number[8];

	if (status < 500 && !job->result)
		return;
	snprintf(number, sizeof number, "%d", status);
	log_line(status >= 500 ? LOG_ERROR : LOG_NOTICE, "request failed", "status", number, "route",
		 job->route ? job->route->path : "-", "why", ctx->why[0] ? ctx->why : job->why,
		 "reference", reference.p ? reference.p : "-", NULL);
}

/* By the door through which they come: a return key, a partner's link and digits, or a name and a passphrase. */
static struct str log_in_again(struct ctx *ctx, const struct job *job)
{
	struct str path = req_path(ctx, &job->req);
	struct str where = arena_printf(ctx->arena, "/%s%.*s", ctx->lang, STR_ARG(path));

	if (job->route && job->route->perm == PERSON)
		return page_url(ctx, "/key");
	if (job->was_partner)
		return page_url(ctx, "/p?ended=1");
	/* Pages of partners alone: who is let in elsewhere hands people over elsewhere, too. */
	if (job->route && job->route->perm == PERSON_SEND && str_starts(str_of(job->route->path), S("/:lang/work/send")))
		return page_url(ctx, "/p");
	return arena_printf(ctx->arena, "/%s/login?to=%.*s", ctx->lang, STR_ARG(percent_encode(ctx->arena, where)));
}

void error_page(struct ctx *ctx, struct job *job, int status)
{
	const struct error_row *r = row_of(status);
	struct error_view v = { .title = tr(ctx, r->title), .text = tr(ctx, r->text), .cure = tr(ctx, r->cure) };
	struct frame f;
	bool outside, at_work;

	buf_cut(ctx->out, 0);
	ctx->out->toobig = false;
	job->rep.status = status;
	job->rep.type = STR_ABSENT;
	job->rep.location = STR_ABSENT;
	if (status >= 500)
		v.reference = token_new(ctx->house->rng, ctx->arena, 6);
	tell_log(ctx, job, status, v.reference);
	if (status == 503 || status == 429)
		reply_header(&job->rep, S("Retry-After"), S("5"));
	if (wants_json(job)) {
		problem_json(ctx, job, r);
		return;
	}
	keep_typed(job, status, &v);
	/* Whether it was saved may be unknown, when the database went away or the disk failed: the same key is safe. */
	v.key = (status == 503 || status == 507) && job->req.key.n ? job->req.key : page_key(ctx);
	if (status == 401 && !job->http->body.n) {
		job->rep.status = 303;
		job->rep.location = log_in_again(ctx, job);
		return;
	}
	at_work = job->who.account && str_starts(req_path(ctx, &job->req), S("/work"));
	outside = at_work && is_sender(ctx->who);
	v.home = page_url(ctx, outside ? "/work/send" : at_work ? "/work" : "/");
	v.home_text = outside ? tr(ctx, "Hand people over") : at_work ? tr(ctx, "Back to today") : tr(ctx, "To the front page");
	f = page_frame(ctx, &job->req, at_work ? FRAME_WORK : FRAME_PUBLIC, v.title);
	f.no_index = true;
	if (frame_begin_html(ctx, &f) || error_html(ctx, &v) || frame_end_html(ctx, &f))
		buf_cut(ctx->out, 0);
}
