/* me_page.c -- my own log-in: where I am logged in, my roles, passphrase, second step. */
#include "account/account_view.h"
#include "crypt/crypt.h"
#include "draw/qr.h"

struct session_line {
	int64_t id;
	struct str device, since;
	bool here;
};

struct me_view {
	struct str who, key, here;
	const char *done;
	struct session_line *sessions;
	size_t nsessions;
	struct role_line *roles;
	size_t nroles;
	bool second;
};

struct passphrase_view {
	struct str key, back;
	struct secret_field now, passphrase, again;
	struct problems bad;
};

struct factor_view {
	struct str key, back, picture, spaced;
	struct factor_offer offer;
	struct secret_field code, now;
	struct problems bad;
	bool on;
};

static struct str role_sentence(struct ctx *ctx, const struct role_line *l)
{
	enum role role;

	return role_of(str_of(l->code), &role) ? tr_of(ctx, str_of(access_roles[role].sentence)) : S("");
}

#include "account_parts_html.h"
#include "account_me_html.h"

static const struct done_row done_rows[] = {
	{ "passphrase", N_("Your passphrase is changed.") },
	{ "ended", N_("Logged out there.") },
	{ "on", N_("The second step is on. You need the app the next time you log in.") },
	{ "off", N_("The second step is off.") },
	{ NULL, NULL }
};

static enum err add_sessions(struct ctx *ctx, struct me_view *v)
{
	struct account_session *list;

	TRY(account_sessions(ctx, ctx->who->account, &list, &v->nsessions));
	v->sessions = arena_array(ctx->arena, v->nsessions, struct session_line);
	for (size_t i = 0; i < v->nsessions; i++)
		v->sessions[i] = (struct session_line){ list[i].id, device_words(ctx, list[i].device),
							when_words(ctx, list[i].made_at),
							list[i].id == ctx->who->session };
	return OK;
}

enum err me_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "My log-in"));
	struct me_view v = { .who = ctx->who->name, .key = page_key(ctx), .here = page_url(ctx, "/work/me"),
			     .done = done_text(req, done_rows), .nroles = ctx->who->ngrants };
	struct account me;

	(void)rep;
	TRY(account_find(ctx, ctx->who->account, &me));
	v.second = me.second_factor;
	TRY(add_sessions(ctx, &v));
	TRY(role_lines(ctx, ctx->who->grants, v.nroles, &v.roles));
	TRY(frame_begin_html(ctx, &f));
	TRY(account_me_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err me_session_end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(account_session_end(ctx, id));
	return reply_see(ctx, rep, page_url(ctx, "/work/me?done=ended"));
}

enum err me_sessions_end(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req;
	TRY(account_sessions_end(ctx, ctx->who->account));
	return reply_see(ctx, rep, page_url(ctx, "/work/me?done=ended"));
}

/* --- proving it is me, before the writer ------------------------------------------------------------------ */

struct proof {
	struct entry entry;
	struct problems bad;
	struct str hash;              /* of a new passphrase */
};

static enum err prove(struct ctx *ctx, const struct req *req, struct proof **out)
{
	struct proof *p = arena_new_of(ctx->arena, struct proof);

	*out = p;
	req_carry(req, p);
	TRY(entry_prove(ctx, passphrase_typed(ctx, &req->body, "old_passphrase"), &p->entry));
	if (!p->entry.right && !p->entry.wait_s)
		problem(&p->bad, "old_passphrase", N_("This is not your passphrase of today. Try once more."));
	return OK;
}

enum err me_prove_before(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct proof *p;

	(void)rep;
	return prove(ctx, req, &p);
}

/* A wrong proof is counted; a wait is said.  What was wrong besides stays to be mended. */
static enum err not_proved(struct ctx *ctx, struct reply *rep, const struct proof *p, struct problems *bad)
{
	*bad = p->bad;
	rep->status = 422;
	if (p->entry.wait_s)
		must_wait(ctx, rep, p->entry.wait_s, bad);
	if (p->entry.right || p->entry.wait_s)
		return OK;
	rep->keep = true;
	return entry_prove_wrong(ctx);
}

/* Named so that an expired form does not show it again: see keep_typed of the hall. */
static struct secret_field own_passphrase(struct ctx *ctx)
{
	return (struct secret_field){ "old_passphrase", "password", "current-password", .label = tr(ctx, "Your passphrase now"),
				      .value = S("") };
}

/* --- passphrase ---------------------------------------------------------------------------------------------- */

static enum err show_passphrase(struct ctx *ctx, const struct req *req, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "My log-in"));
	struct passphrase_view v = {
		.key = page_key(ctx), .back = page_url(ctx, "/work/me"), .now = own_passphrase(ctx),
		.passphrase = { "passphrase", "password", "new-password", .label = tr(ctx, "New passphrase"),
				.hint = tr(ctx, "At least 15 characters. Four or five words that only you would put together are easy to remember and hard to guess."),
				.value = S("") },
		.again = { "again", "password", "new-password", .label = tr(ctx, "The same once more"), .value = S("") },
		.bad = *bad,
	};

	TRY(frame_begin_html(ctx, &f));
	TRY(account_passphrase_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err me_passphrase_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	return show_passphrase(ctx, req, &(struct problems){ 0 });
}

enum err me_passphrase_before(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str pass = passphrase_typed(ctx, &req->body, "passphrase");
	struct proof *p;

	(void)rep;
	TRY(prove(ctx, req, &p));
	if (p->entry.wait_s)
		return OK;
	passphrase_judge(ctx, "passphrase", pass, ctx->who->name, &p->bad);
	if (!problem_of(&p->bad, "passphrase") && !str_eq(pass, passphrase_typed(ctx, &req->body, "again")))
		problem(&p->bad, "again", N_("The two are not the same. Write the passphrase in both places."));
	return p->bad.n ? OK : crypt_passphrase_hash(ctx, pass, &p->hash);
}

enum err me_passphrase(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct proof *p = req->carry;
	struct problems bad;

	if (p->bad.n || p->entry.wait_s) {
		TRY(not_proved(ctx, rep, p, &bad));
		return show_passphrase(ctx, req, &bad);
	}
	TRY(passphrase_change(ctx, &p->entry, p->hash));
	return reply_see(ctx, rep, page_url(ctx, "/work/me?done=passphrase"));
}

/* --- second step ------------------------------------------------------------------------------------------------ */

/* "ABCD EFGH …": four at a time are easier to type. */
static struct str spaced(struct ctx *ctx, struct str key)
{
	struct str out = str_slice(key, 0, 4);

	for (size_t i = 4; i < key.n; i += 4)
		out = arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(out), STR_ARG(str_slice(key, i, i + 4)));
	return out;
}

static enum err show_factor(struct ctx *ctx, const struct req *req, const struct factor_offer *offer,
			    const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "My log-in"));
	struct factor_view v = {
		.key = page_key(ctx), .back = page_url(ctx, "/work/me"), .offer = *offer, .bad = *bad,
		.code = { "code", "text", "one-time-code", .label = tr(ctx, "Code of your app"),
			  .hint = tr(ctx, "Six digits. A new code comes every half minute."), .value = S(""), .digits = true },
		.now = own_passphrase(ctx),
	};
	struct account me;

	TRY(account_find(ctx, ctx->who->account, &me));
	v.on = me.second_factor;
	v.spaced = spaced(ctx, offer->secret);
	v.picture = qr_svg(ctx->arena, offer->uri, arena_z(ctx->arena, tr(ctx, "The key as a picture for the app; it also stands below as text")));
	f.path = S("/work/me/app");
	TRY(frame_begin_html(ctx, &f));
	TRY(account_factor_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err me_factor_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct factor_offer offer = factor_offer(ctx);

	(void)rep;
	return show_factor(ctx, req, &offer, &(struct problems){ 0 });
}

/* The same key again with what was wrong, so that the app need not read another one. */
static enum err factor_again(struct ctx *ctx, const struct req *req, struct reply *rep, const struct problems *bad)
{
	struct str sealed = value_of(&req->body, "sealed");
	struct factor_offer offer;

	if (!sealed.p || factor_open(ctx, sealed, &offer))
		offer = factor_offer(ctx);
	if (rep->status == 200)
		rep->status = 422;
	return show_factor(ctx, req, &offer, bad);
}

enum err me_factor_on(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str sealed = value_of(&req->body, "sealed"), code = value_of(&req->body, "code");
	const struct proof *p = req->carry;
	struct problems bad = { 0 };
	enum factor_answer answer;

	if (p->bad.n || p->entry.wait_s) {
		TRY(not_proved(ctx, rep, p, &bad));
		return factor_again(ctx, req, rep, &bad);
	}
	TRY(factor_on(ctx, sealed.p ? sealed : S(""), code.p ? code : S(""), &answer));
	if (answer == FACTOR_RIGHT)
		return reply_see(ctx, rep, page_url(ctx, "/work/me?done=on"));
	problem(&bad, "code", N_("That is not the code of this moment. Type the six digits that the app shows now."));
	return factor_again(ctx, req, rep, &bad);
}

enum err me_factor_off(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct proof *p = req->carry;
	struct problems bad;

	if (p->bad.n || p->entry.wait_s) {
		TRY(not_proved(ctx, rep, p, &bad));
		return factor_again(ctx, req, rep, &bad);
	}
	TRY(factor_off(ctx));
	return reply_see(ctx, rep, page_url(ctx, "/work/me?done=off"));
}
