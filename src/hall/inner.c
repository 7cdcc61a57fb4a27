/* inner.c -- small writes of the house's own: queued to the writer like any other, but nobody waits for an answer. */
#include "hall/care.h"
#include "account/account.h"
#include "participant/participant.h"

enum err inner_session_touch(struct ctx *ctx)
{
	return ctx->who->participant ? participant_touch(ctx) : account_touch(ctx);
}

enum err inner_session_end(struct ctx *ctx)
{
	return ctx->who->participant ? participant_log_out(ctx) : account_log_out(ctx);
}

static enum err own_touch(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req, (void)rep;
	return inner_session_touch(ctx);
}

static enum err own_end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req, (void)rep;
	return inner_session_end(ctx);
}

static enum err own_tidy(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req, (void)rep;
	return hall_tidy(ctx);
}

/* What the check found, which ran outside of the writer: it reads everything. */
static enum err own_checked(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	return care_store(ctx, *(const int64_t *)req->carry);
}

const struct route inner_checked = { "POST", "/", LOCAL, own_checked, ROUTE_NO_KEY, NULL };
const struct route inner_tidy = { "POST", "/", LOCAL, own_tidy, ROUTE_NO_KEY, NULL };
const struct route inner_touch = { "POST", "/", LOCAL, own_touch, ROUTE_NO_KEY, NULL };
const struct route inner_end = { "POST", "/", LOCAL, own_end, ROUTE_NO_KEY, NULL };

/* --- as a job --------------------------------------------------------------------------------------------------- */

void inner_done(struct job *job)
{
	buf_free(&job->reply->body);
	arena_free(job->http->arena);
}

struct job *inner_job(struct serve *s, const struct job *of, const struct route *route)
{
	struct arena *a = arena_new(1 << 20);
	struct http_req *req = arena_new_of(a, struct http_req);
	struct job *job = arena_new_of(a, struct job);

	*req = (struct http_req){ .method = HTTP_POST, .path = S("/"), .arena = a };
	*job = (struct job){ .http = req, .reply = arena_new_of(a, struct http_reply), .route = route, .lang = "en",
			     .who = { .account = of->who.account, .participant = of->who.participant, .session = of->who.session }, .serve = s };
	job->req = (struct req){ .http = req, .route = route };
	job->rep.status = 200;
	buf_init(&job->reply->body, 1 << 20);
	return job;
}
