/* view.c -- what the pages of this room show alike: roles, times, devices in words. */
#include "account/account_view.h"
#include "area/area.h"
#include "org/org.h"

#include <string.h>

struct str sentence(struct ctx *ctx, const struct problem *p)
{
	return TR_FILL(ctx, tr_of(ctx, str_of(p->text)), { "x", p->gap });
}

struct str when_words(struct ctx *ctx, int64_t at)
{
	struct local here = page_local(ctx, at);

	return TR_FILL(ctx, tr(ctx, "{date}, {time}"), { "date", tr_date(ctx, here.day) },
		       { "time", tr_time(ctx, here.minutes) });
}

struct str device_words(struct ctx *ctx, struct str device)
{
	return device.n ? device : tr(ctx, "A browser we do not know");
}

static struct str org_words(struct ctx *ctx, int64_t id)
{
	struct org o;

	return !id ? STR_ABSENT : org_get(ctx, id, &o) ? tr(ctx, "An organisation that is gone") : o.name;
}

enum err role_lines(struct ctx *ctx, const struct grant *grants, size_t n, struct role_line **out)
{
	*out = arena_array(ctx->arena, n, struct role_line);
	for (size_t i = 0; i < n; i++) {
		const struct grant *g = &grants[i];
		(*out)[i] = (struct role_line){
			.role = tr_of(ctx, str_of(access_roles[g->role].label)), .code = access_roles[g->role].code,
			.org = org_words(ctx, g->org), .area = g->area ? area_name_of(ctx, g->area) : STR_ABSENT,
			.org_id = g->org, .area_id = g->area,
			.mine_to_take = may_for(ctx->who, ACCOUNT_EDIT, g->org, g->area),
		};
	}
	return OK;
}

struct str role_words(struct ctx *ctx, const struct role_line *l)
{
	struct str out = l->role;

	if (l->org.p)
		out = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(out), STR_ARG(l->org));
	if (l->area.p)
		out = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(out), STR_ARG(l->area));
	return out;
}

const char *done_text(const struct req *req, const struct done_row *rows)
{
	struct str code = value_of(&req->query, "done");

	for (; rows->code; rows++)
		if (str_same(code, rows->code))
			return rows->text;
	return NULL;
}

struct mark {
	const char *in, *name;
};

/* The first that fits: every browser also claims to be the ones below it. */
static const struct mark browsers[] = {
	{ "Firefox/", "Firefox" }, { "FxiOS/", "Firefox" }, { "Edg", "Edge" }, { "OPR/", "Opera" },
	{ "SamsungBrowser/", "Samsung Internet" }, { "CriOS/", "Chrome" }, { "Chrome/", "Chrome" }, { "Safari/", "Safari" },
};
static const struct mark systems[] = {
	{ "iPhone", "iPhone" }, { "iPad", "iPad" }, { "Android", "Android" }, { "Windows", "Windows" },
	{ "CrOS", "ChromeOS" }, { "Mac OS X", "Mac" }, { "Linux", "Linux" },
};

static const char *marked(struct str agent, const struct mark *marks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_index(agent, str_of(marks[i].in), 0) != SIZE_MAX)
			return marks[i].name;
	return NULL;
}

struct str device_of(struct ctx *ctx, const struct req *req)
{
	struct str agent = http_header(req->http, "User-Agent");
	const char *browser = marked(agent, browsers, sizeof browsers / sizeof *browsers);
	const char *system = marked(agent, systems, sizeof systems / sizeof *systems);

	if (browser && system)
		return arena_printf(ctx->arena, "%s, %s", browser, system);
	return browser ? str_of(browser) : system ? str_of(system) : S("");
}

struct str source_of(struct ctx *ctx, const struct req *req)
{
	return arena_printf(ctx->arena, "%016llx", (unsigned long long)req->http->source);
}

void must_wait(struct ctx *ctx, struct reply *rep, int64_t seconds, struct problems *bad)
{
	struct str n = arena_printf(ctx->arena, "%lld", (long long)seconds);

	rep->status = 429;
	reply_header(rep, S("Retry-After"), n);
	problem_with(bad, "", N_("Please wait {x} seconds, and then try again."), n);
}
