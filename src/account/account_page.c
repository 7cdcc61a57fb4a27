/*
 * account_page.c -- coming in and going out: log-in, the code of an invitation, log-out.
 *
 * Log-in carries no form key: a key of a visitor is bound to nobody, and the page must work again
 * from the browser's history.  Where it came from is checked like every write.
 */
#include "account/account_view.h"
#include "crypt/crypt.h"

struct login_view {
	struct str to;
	struct secret_field name, passphrase;
	struct problems bad;
	bool first;                   /* there is no administrator yet */
	const struct account_demo_login *demo;   /* on a demonstration: who can log in; else NULL */
	const struct account_demo_door *doors;   /* and which partners come in by a link */
};

struct step_view {
	struct str to, ticket;
	struct secret_field code;
	struct problems bad;
};

struct code_view {
	struct secret_field code;
	struct problems bad;
};

struct choose_view {
	struct str title, who, code, key;
	struct secret_field passphrase, again;
	struct problems bad;
};

#include "account_parts_html.h"
#include "account_login_html.h"
#include "account_welcome_html.h"

/* --- where to go afterwards ------------------------------------------------------------------------ */

enum { TO_MOST = 500 };

/* A page of ours in one of our languages, and not one that ends the log-in again. */
static bool is_way_back(struct str to)
{
	static const char *const not[] = { "log", "leave", "welcome" };
	struct str rest = str_slice(to, 4, to.n);

	if (!(str_starts(to, S("/da/")) || str_starts(to, S("/en/"))) || to.n > TO_MOST)
		return false;
	for (size_t i = 0; i < to.n; i++)
		if (to.p[i] <= ' ' || to.p[i] > '~' || to.p[i] == '\\')
			return false;
	if (str_index(to, S("//"), 0) != SIZE_MAX || str_index(to, S(".."), 0) != SIZE_MAX)
		return false;
	for (size_t i = 0; i < sizeof not / sizeof *not; i++)
		if (str_starts(rest, str_of(not[i])))
			return false;
	return true;
}

static struct str way_back(struct ctx *ctx, struct str to)
{
	return is_way_back(to) ? to : page_url(ctx, "/work");
}

/* --- log-in ------------------------------------------------------------------------------------------ */

static struct login_view login_view(struct ctx *ctx, const struct values *typed)
{
	struct str name = value_of(typed, "name");

	return (struct login_view){
		.to = is_way_back(value_of(typed, "to")) ? value_of(typed, "to") : S(""),
		.name = { "name", "text", "username", .label = tr(ctx, "Name"),
			  .hint = tr(ctx, "As it stands on your invitation."), .value = name.p ? name : S("") },
		.passphrase = { "passphrase", "password", "current-password", .label = tr(ctx, "Passphrase"), .value = S("") },
	};
}

static enum err show_login(struct ctx *ctx, const struct req *req, struct login_view *v)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Log in"));
	bool has;

	f.no_index = true;
	TRY(account_has_administrator(ctx, &has));
	v->first = !has;
	v->demo = ctx->house->demo ? account_demo_logins : NULL;
	v->doors = account_demo_doors;
	TRY(frame_begin_html(ctx, &f));
	TRY(account_login_html(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err log_in_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct login_view v = login_view(ctx, &req->query);

	if (ctx->who->account)
		return reply_see(ctx, rep, way_back(ctx, v.to));
	return show_login(ctx, req, &v);
}

static enum err log_in_again(struct ctx *ctx, const struct req *req, struct reply *rep, const char *why)
{
	struct login_view v = login_view(ctx, &req->body);

	if (why) {
		rep->status = 422;
		problem(&v.bad, "", why);
	}
	return show_login(ctx, req, &v);
}

static enum err log_in_before(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct entry *e = arena_new_of(ctx->arena, struct entry);
	struct str name = value_of(&req->body, "name");

	(void)rep;
	req_carry(req, e);
	return entry_look(ctx, name.p ? name : S(""), passphrase_typed(ctx, &req->body, "passphrase"), source_of(ctx, req), e);
}

static enum err wrong(struct ctx *ctx, const struct req *req, struct reply *rep, const struct entry *e)
{
	TRY(entry_wrong(ctx, e));
	rep->keep = true;
	return log_in_again(ctx, req, rep, N_("The name or the passphrase is not right. Look at both, and try again."));
}

static enum err let_in(struct ctx *ctx, const struct req *req, struct reply *rep, const struct entry *e)
{
	enum err err = entry_open(ctx, e, device_of(ctx, req), &rep->session);

	if (err == ERR_CONFLICT)
		return log_in_again(ctx, req, rep, N_("The name or the passphrase is not right. Look at both, and try again."));
	return err ? err : reply_see(ctx, rep, way_back(ctx, value_of(&req->body, "to")));
}

static struct step_view step_view(struct ctx *ctx, const struct req *req, struct str ticket)
{
	return (struct step_view){
		.to = login_view(ctx, &req->body).to, .ticket = ticket,
		.code = { "code", "text", "one-time-code", .label = tr(ctx, "Code of your app"),
			  .hint = tr(ctx, "Six digits. A new code comes every half minute."), .value = S(""), .digits = true },
	};
}

static enum err show_step(struct ctx *ctx, const struct req *req, const struct step_view *v)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Log in"));

	f.no_index = true;
	f.path = S("/login");                    /* the other language begins again */
	TRY(frame_begin_html(ctx, &f));
	TRY(account_step_html(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err log_in(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct entry *e = req->carry;
	struct login_view again = login_view(ctx, &req->body);
	struct step_view step;

	if (e->wait_s) {
		must_wait(ctx, rep, e->wait_s, &again.bad);
		return show_login(ctx, req, &again);
	}
	if (!e->right)
		return wrong(ctx, req, rep, e);
	if (e->asleep)
		return log_in_again(ctx, req, rep, N_("Your log-in sleeps, because it was not used for 90 days. Ask an administrator to wake it."));
	if (!e->second)
		return let_in(ctx, req, rep, e);
	step = step_view(ctx, req, entry_ticket(ctx, e));
	return show_step(ctx, req, &step);
}

/* What the second step counts its wrong tries by. */
static struct str factor_mark(struct ctx *ctx, const struct entry *e)
{
	return page_id(ctx, e->account);
}

static enum err wrong_step(struct ctx *ctx, const struct req *req, struct reply *rep, const struct entry *e,
			   enum factor_answer answer, struct step_view *v)
{
	TRY(tries_add(ctx, TRY_FACTOR, factor_mark(ctx, e)));
	rep->keep = true;
	rep->status = 422;
	problem(&v->bad, "code", answer == FACTOR_USED ? N_("This code has been used. Wait for the next one, and type that.") :
		N_("That is not the code of this moment. Type the six digits that the app shows now."));
	return show_step(ctx, req, v);
}

static enum err log_in_step(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str ticket = value_of(&req->body, "ticket"), code = value_of(&req->body, "code");
	struct step_view v = step_view(ctx, req, ticket);
	enum factor_answer answer;
	struct entry e;
	int64_t wait_s;
	enum err err = entry_ticket_open(ctx, ticket.p ? ticket : S(""), &e);

	if (err == ERR_IO)
		return err;
	if (err)
		return log_in_again(ctx, req, rep, N_("That took a while. Please begin again."));
	TRY(tries_wait(ctx, TRY_FACTOR, factor_mark(ctx, &e), &wait_s));
	if (wait_s) {
		must_wait(ctx, rep, wait_s, &v.bad);
		return show_step(ctx, req, &v);
	}
	TRY(factor_use(ctx, e.account, code.p ? code : S(""), &answer));
	if (answer != FACTOR_RIGHT)
		return wrong_step(ctx, req, rep, &e, answer, &v);
	TRY(tries_clear(ctx, TRY_FACTOR, factor_mark(ctx, &e)));
	return let_in(ctx, req, rep, &e);
}

/* --- the code of an invitation ---------------------------------------------------------------------------- */

static struct code_view code_view(struct ctx *ctx, struct str typed)
{
	return (struct code_view){
		.code = { "code", "text", "off", .label = tr(ctx, "Code"),
			  .hint = tr(ctx, "Sixteen letters and digits. Capitals, blanks and hyphens do not matter."),
			  .value = typed.p ? typed : S("") },
	};
}

static enum err show_code(struct ctx *ctx, const struct req *req, const struct code_view *v)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Welcome"));

	f.no_index = true;
	f.path = S("/welcome");
	TRY(frame_begin_html(ctx, &f));
	TRY(account_code_html(ctx, v));
	return frame_end_html(ctx, &f);
}

static enum err welcome_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct code_view v = code_view(ctx, STR_ABSENT);

	(void)rep;
	return show_code(ctx, req, &v);
}

static struct choose_view choose_view(struct ctx *ctx, struct str code, const struct code_holder *h)
{
	return (struct choose_view){
		.title = h->reset ? tr(ctx, "Choose a new passphrase") :
				    TR_FILL(ctx, tr(ctx, "Welcome, {name}"), { "name", h->name }),
		.who = h->name, .code = code, .key = page_key(ctx),
		.passphrase = { "passphrase", "password", "new-password", .label = tr(ctx, "Passphrase"),
				.hint = tr(ctx, "At least 15 characters. Four or five words that only you would put together are easy to remember and hard to guess."),
				.value = S("") },
		.again = { "again", "password", "new-password", .label = tr(ctx, "The same once more"), .value = S("") },
	};
}

static enum err show_choose(struct ctx *ctx, const struct req *req, const struct choose_view *v)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Welcome"));

	f.no_index = true;
	f.path = S("/welcome");
	TRY(frame_begin_html(ctx, &f));
	TRY(account_choose_html(ctx, v));
	return frame_end_html(ctx, &f);
}

/* A code that does not work: said kindly, and counted. */
static enum err no_code(struct ctx *ctx, const struct req *req, struct reply *rep, enum err why)
{
	struct code_view v = code_view(ctx, value_of(&req->body, "code"));

	TRY(tries_add(ctx, TRY_CODE, source_of(ctx, req)));
	rep->keep = true;
	rep->status = 422;
	problem(&v.bad, "code", why == ERR_DENIED ? N_("A second administrator must confirm this code before it works. Ask them, and press the button again.") :
		N_("This code did not open anything. Look at each sign, or ask for a new code: one works once, and for 14 days at most."));
	return show_code(ctx, req, &v);
}

static enum err welcome(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct str code = value_of(&req->body, "code");
	struct code_view wait = code_view(ctx, code);
	struct code_holder holder;
	struct choose_view v;
	int64_t wait_s;
	enum err e;

	TRY(tries_wait(ctx, TRY_CODE, source_of(ctx, req), &wait_s));
	if (wait_s) {
		must_wait(ctx, rep, wait_s, &wait.bad);
		return show_code(ctx, req, &wait);
	}
	e = account_code_look(ctx, code.p ? code : S(""), &holder);
	if (e == ERR_NOT_FOUND || e == ERR_DENIED)
		return no_code(ctx, req, rep, e);
	if (e)
		return e;
	v = choose_view(ctx, code, &holder);
	return show_choose(ctx, req, &v);
}

struct choice_made {
	enum err found;
	int64_t wait_s;
	struct code_holder holder;
	struct problems bad;
	struct str hash;
};

static void judge_choice(struct ctx *ctx, const struct req *req, struct choice_made *c)
{
	struct str pass = passphrase_typed(ctx, &req->body, "passphrase");

	passphrase_judge(ctx, "passphrase", pass, c->holder.name, &c->bad);
	if (!c->bad.n && !str_eq(pass, passphrase_typed(ctx, &req->body, "again")))
		problem(&c->bad, "again", N_("The two are not the same. Write the passphrase in both places."));
}

static enum err choose_before(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct choice_made *c = arena_new_of(ctx->arena, struct choice_made);
	struct str code = value_of(&req->body, "code");

	(void)rep;
	req_carry(req, c);
	TRY(tries_wait(ctx, TRY_CODE, source_of(ctx, req), &c->wait_s));
	if (c->wait_s)
		return OK;
	c->found = account_code_look(ctx, code.p ? code : S(""), &c->holder);
	if (c->found)
		return c->found == ERR_NOT_FOUND || c->found == ERR_DENIED ? OK : c->found;
	judge_choice(ctx, req, c);
	return c->bad.n ? OK : crypt_passphrase_hash(ctx, passphrase_typed(ctx, &req->body, "passphrase"), &c->hash);
}

static enum err choose(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct choice_made *c = req->carry;
	struct code_view wait = code_view(ctx, value_of(&req->body, "code"));
	struct choose_view v;
	int64_t id;
	enum err e;

	if (c->wait_s) {
		must_wait(ctx, rep, c->wait_s, &wait.bad);
		return show_code(ctx, req, &wait);
	}
	if (c->found)
		return no_code(ctx, req, rep, c->found);
	if (c->bad.n) {
		v = choose_view(ctx, value_of(&req->body, "code"), &c->holder);
		v.bad = c->bad;
		rep->status = 422;
		return show_choose(ctx, req, &v);
	}
	e = account_accept(ctx, value_of(&req->body, "code"), c->hash, &id);
	if (e == ERR_NOT_FOUND || e == ERR_DENIED)       /* used by somebody faster */
		return no_code(ctx, req, rep, e);
	if (e)
		return e;
	TRY(account_session_begin(ctx, id, device_of(ctx, req), &rep->session));
	return reply_see(ctx, rep, page_url(ctx, "/work"));
}

/* --- log-out ------------------------------------------------------------------------------------------------- */

/* Also for a session that has ended already: nobody should be told off for leaving. */
static enum err log_out(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)req;
	if (ctx->who->session)
		TRY(account_log_out(ctx));
	rep->session = S("");
	return reply_see(ctx, rep, page_url(ctx, "/"));
}

const struct route account_routes[] = {
	{ "GET", "/:lang/login", PUBLIC, log_in_page, 0, NULL },
	{ "POST", "/:lang/login", PUBLIC, log_in, ROUTE_NO_KEY, log_in_before },
	{ "POST", "/:lang/login/code", PUBLIC, log_in_step, ROUTE_NO_KEY, NULL },
	{ "GET", "/:lang/welcome", PUBLIC, welcome_page, 0, NULL },
	{ "POST", "/:lang/welcome", PUBLIC, welcome, ROUTE_NO_KEY, NULL },
	{ "POST", "/:lang/welcome/passphrase", PUBLIC, choose, 0, choose_before },
	{ "POST", "/:lang/logout", PUBLIC, log_out, ROUTE_NO_KEY, NULL },
	{ "GET", "/:lang/work/me", MEMBER, me_page, 0, NULL },
	{ "GET", "/:lang/work/me/passphrase", MEMBER, me_passphrase_page, 0, NULL },
	{ "POST", "/:lang/work/me/passphrase", MEMBER, me_passphrase, 0, me_passphrase_before },
	{ "POST", "/:lang/work/me/sessions/end", MEMBER, me_sessions_end, 0, NULL },
	{ "POST", "/:lang/work/me/sessions/:id/end", MEMBER, me_session_end, 0, NULL },
	{ "GET", "/:lang/work/me/app", MEMBER, me_factor_page, 0, NULL },
	{ "POST", "/:lang/work/me/app", MEMBER, me_factor_on, 0, me_prove_before },
	{ "POST", "/:lang/work/me/app/off", MEMBER, me_factor_off, 0, me_prove_before },
	{ "GET", "/:lang/work/people", ACCOUNT_EDIT, people_page, 0, NULL },
	/* By POST, so that a name stands in no address; it changes nothing. */
	{ "POST", "/:lang/work/people/search", ACCOUNT_EDIT, people_search, ROUTE_NO_KEY, NULL },
	{ "GET", "/:lang/work/people/invite", ACCOUNT_EDIT, people_invite_page, 0, NULL },
	{ "POST", "/:lang/work/people/invite", ACCOUNT_EDIT, people_invite, 0, NULL },
	{ "GET", "/:lang/work/people/:id", ACCOUNT_EDIT, person_page, 0, NULL },
	{ "POST", "/:lang/work/people/:id/roles", ACCOUNT_EDIT, person_role_give, 0, NULL },
	{ "POST", "/:lang/work/people/:id/roles/end", ACCOUNT_EDIT, person_role_take, 0, NULL },
	{ "POST", "/:lang/work/people/:id/code", ACCOUNT_EDIT, person_code, 0, NULL },
	{ "POST", "/:lang/work/people/:id/code/confirm", ACCOUNT_EDIT, person_code_second, 0, NULL },
	{ "POST", "/:lang/work/people/:id/sessions/end", ACCOUNT_EDIT, person_sessions_end, 0, NULL },
	{ "POST", "/:lang/work/people/:id/wake", ACCOUNT_EDIT, person_wake, 0, NULL },
	{ "POST", "/:lang/work/people/:id/leave", ACCOUNT_EDIT, person_leave, 0, NULL },
	{ 0 }
};
