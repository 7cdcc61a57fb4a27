/* programme.c -- keeping the tree: what is a programme, what may stand under what, which day it is in its period. */
#include "programme/programme.h"
#include "base/rng.h"
#include "cal/cal.h"
#include "event/event.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "text/text.h"

#include <string.h>

#include "programme_sql.h"

enum { SLUG_MOST = 60, LEVELS = 4 };

/* From the top down: a parent stands before its children. */
const struct choice programme_levels[] = {
	{ "package", N_("Package") },
	{ "initiative", N_("Initiative") },
	{ "pool", N_("Pool of grants") },
	{ "project", N_("Project") },
	{ NULL, NULL }
};

const struct choice programme_audiences[] = {
	{ "adults", N_("Adults") },
	{ "young", N_("Young people") },
	{ "families", N_("Families") },
	{ "everyone", N_("Everyone") },
	{ NULL, NULL }
};

/* Filled in by the page: what there is to choose depends on who asks. */
static const struct choice no_choices[] = { { NULL, NULL } };

#define P(member, kind, ...) F(struct programme, member, kind, __VA_ARGS__)
#define WORDS(member, text, ...) \
	P(member, FIELD_LONG, .flags = FIELD_GUARDED | FIELD_PUBLIC_TEXT, .most = 1500, .label = text, __VA_ARGS__)

const struct field programme_fields[] = {
	P(level, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = programme_levels, .label = N_("What it is"),
	  .hint = N_("A package holds initiatives, an initiative holds pools, a pool pays for projects."), .group = N_("Where it stands")),
	{ .name = "parent", .type = FIELD_CHOICE, .offset = offsetof(struct programme, parent_text), .choices = no_choices,
	  .label = N_("Part of") },
	{ .name = "org", .type = FIELD_CHOICE, .offset = offsetof(struct programme, org_text), .choices = no_choices,
	  .label = N_("Organisation that runs it") },
	P(name_da, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 160, .label = N_("Name in Danish"),
	  .group = N_("What everybody sees")),
	P(name_en, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 160, .label = N_("Name in English")),
	P(first_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("First day")),
	P(last_day, FIELD_DATE, .label = N_("Last day"), .hint = N_("Leave it empty while no end is set.")),
	P(audience, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = programme_audiences, .label = N_("Age group")),
	WORDS(purpose_da, N_("Purpose, in Danish")),
	WORDS(purpose_en, N_("Purpose, in English")),
	WORDS(target_da, N_("For whom, in Danish")),
	WORDS(target_en, N_("For whom, in English")),
	P(method, FIELD_CHOICE, .choices = no_choices, .label = N_("Method of its groups")),
	P(contact_role, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 80, .label = N_("Whom to ask"),
	  .hint = N_("A role, for example the coordinator. A name is not needed."), .group = N_("Contact")),
	P(phone, FIELD_PHONE, .label = N_("Phone of the office"), .hint = N_("Never the number of one person.")),
	P(unit, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 120, .label = N_("Unit"), .hint = N_("For example Adults with social problems.")),
	P(verified_day, FIELD_DATE, .label = N_("Contact looked at on"), .hint = N_("The day when somebody last made sure that it is right.")),
	F_END
};

#define PROGRAMME_OF(r) (struct programme){ \
	.id = (r)->id, .parent = (r)->parent.v, .org = (r)->org.v, .level = (r)->level, .slug = (r)->slug, .name_da = (r)->name_da, \
	.name_en = (r)->name_en, .first_day = (r)->first_day, .last_day = (r)->last_day, .audience = (r)->audience, \
	.purpose_da = (r)->purpose_da, .purpose_en = (r)->purpose_en, .target_da = (r)->target_da, .target_en = (r)->target_en, \
	.method = (r)->method, .contact_role = (r)->contact_role, .phone = (r)->phone, .unit = (r)->unit, \
	.verified_day = (r)->verified_day }

/* --- reading ------------------------------------------------------------------------------------------------- */

enum err programme_get(struct ctx *ctx, int64_t id, struct programme *out)
{
	struct programme_row r;

	TRY(programme_row(ctx, id, &r));
	*out = PROGRAMME_OF(&r);
	return OK;
}

enum err programme_of_slug(struct ctx *ctx, struct str slug, struct programme *out)
{
	struct programme_id_of_slug r;

	TRY(programme_id_of_slug(ctx, slug, &r));
	return programme_get(ctx, r.id, out);
}

/* Those under this parent, each followed by what stands under it. */
static void put_under(const struct programme_rows *rows, size_t all, int64_t parent, int depth, struct programme_node *out, size_t *n)
{
	for (size_t i = 0; i < all && depth < LEVELS; i++) {
		if (rows[i].parent.v != parent)
			continue;
		out[(*n)++] = (struct programme_node){ PROGRAMME_OF(&rows[i]), depth };
		put_under(rows, all, rows[i].id, depth + 1, out, n);
	}
}

enum err programme_tree(struct ctx *ctx, struct programme_node **out, size_t *n)
{
	struct programme_rows *rows;
	size_t all;

	*n = 0;
	TRY(programme_rows(ctx, PROGRAMMES_MOST, &rows, &all));
	*out = arena_array(ctx->arena, all, struct programme_node);
	put_under(rows, all, 0, 0, *out, n);
	return OK;
}

enum err programme_above(struct ctx *ctx, const struct programme *p, struct programme **out, size_t *n)
{
	struct programme chain[LEVELS];
	int64_t parent = p->parent;
	size_t have = 0;

	for (; parent && have < LEVELS; parent = chain[have++].parent)
		TRY(programme_get(ctx, parent, &chain[have]));
	*out = arena_array(ctx->arena, have + 1, struct programme);
	*n = have;
	for (size_t i = 0; i < have; i++)
		(*out)[i] = chain[have - 1 - i];
	return OK;
}

enum programme_status programme_status(const struct programme *p, day_t today)
{
	if (today < p->first_day)
		return PROGRAMME_PLANNED;
	return p->last_day != DAY_NONE && today > p->last_day ? PROGRAMME_ENDED : PROGRAMME_RUNNING;
}

/* --- said aloud ------------------------------------------------------------------------------------------------ */

struct str programme_status_said(struct ctx *ctx, enum programme_status s)
{
	return s == PROGRAMME_PLANNED ? tr(ctx, "Planned") : s == PROGRAMME_RUNNING ? tr(ctx, "Running") : tr(ctx, "Ended");
}

struct str programme_name(struct ctx *ctx, const struct programme *p)
{
	return !strcmp(ctx->lang, "da") ? p->name_da : p->name_en;
}

struct str programme_level_said(struct ctx *ctx, const struct programme *p)
{
	const char *label = choice_label(programme_levels, p->level);

	return label ? tr_of(ctx, str_of(label)) : S("");
}

struct str programme_period_said(struct ctx *ctx, day_t first, day_t last)
{
	if (last == DAY_NONE)
		return TR_FILL(ctx, tr(ctx, "from {date}"), { "date", tr_date_short(ctx, first) });
	return arena_cat(ctx->arena, tr_date_short(ctx, first), S("–"), tr_date_short(ctx, last));
}

enum err programme_choices(struct ctx *ctx, const char *level, const struct choice **out)
{
	struct programme_node *nodes;
	struct choice *c;
	size_t n, kept = 0;

	TRY(programme_tree(ctx, &nodes, &n));
	c = arena_array(ctx->arena, n + 1, struct choice);
	for (size_t i = 0; i < n; i++)
		if (!*level || str_same(nodes[i].p.level, level))
			c[kept++] = (struct choice){ page_id(ctx, nodes[i].p.id).p, arena_z(ctx->arena, programme_name(ctx, &nodes[i].p)) };
	*out = c;
	return OK;
}

/* --- keeping ------------------------------------------------------------------------------------------------------ */

bool programme_may_keep(const struct ctx *ctx, const struct programme *p)
{
	return may_for(ctx->who, PROGRAMME_EDIT, p->org, 0);
}

static int rank_of(struct str level)
{
	for (int i = 0; programme_levels[i].code; i++)
		if (str_same(level, programme_levels[i].code))
			return i;
	return -1;
}

/* A parent is of a higher level, so that nothing can stand under itself. */
static enum err check_place(struct ctx *ctx, const struct programme *p, struct problems *bad)
{
	struct programme parent;
	struct programme_node *nodes;
	size_t n;
	enum err e;

	if (rank_of(p->level) < 0)
		problem_once(bad, "level", N_("Choose one of the answers in the list."));
	if (p->parent) {
		e = programme_get(ctx, p->parent, &parent);
		if (e == ERR_NOT_FOUND)
			return problem_once(bad, "parent", N_("Choose one of the answers in the list."));
		TRY(e);
		if (rank_of(parent.level) >= rank_of(p->level))
			problem_with(bad, "parent", N_("“{x}” cannot hold this: a package holds initiatives, an initiative holds pools, a pool pays for projects."),
				     programme_name(ctx, &parent));
	}
	if (!p->id)
		return OK;
	TRY(programme_tree(ctx, &nodes, &n));
	for (size_t i = 0; i < n; i++)
		if (nodes[i].p.parent == p->id && rank_of(nodes[i].p.level) <= rank_of(p->level))
			return problem_with(bad, "level", N_("It already holds “{x}”, which cannot stand under this."), programme_name(ctx, &nodes[i].p));
	return OK;
}

static enum err check(struct ctx *ctx, const struct programme *p, struct problems *bad)
{
	TRY(check_place(ctx, p, bad));
	if (!choice_label(programme_audiences, p->audience))
		problem_once(bad, "audience", N_("Choose one of the answers in the list."));
	if (p->first_day == DAY_NONE)
		problem_once(bad, "first_day", N_("When does it begin? Write the date, for example 1.10.2013."));
	else if (p->last_day != DAY_NONE && p->last_day < p->first_day)
		problem_once(bad, "last_day", N_("The last day comes before the first. Please look again."));
	if (p->verified_day != DAY_NONE && p->verified_day > page_today(ctx))
		problem_once(bad, "verified_day", N_("That day has not come yet."));
	if (p->method.n && !method_find(p->method))
		problem_once(bad, "method", N_("Choose one of the answers in the list."));
	form_guard(ctx, programme_fields, p, bad);
	return OK;
}

static enum err free_slug(struct ctx *ctx, const struct programme *p, struct str *slug)
{
	struct str base = text_slug(ctx->arena, p->name_da, SLUG_MOST);
	struct programme_id_of_slug taken;
	enum err e = OK;

	if (!base.n)
		base = S("programme");
	*slug = base;
	for (int n = 2; !(e = programme_id_of_slug(ctx, *slug, &taken)); n++)
		*slug = arena_printf(ctx->arena, "%.*s-%d", STR_ARG(base), n);
	return e == ERR_NOT_FOUND ? OK : e;
}

static void fill(struct programme *p)
{
	struct str *texts[] = { &p->purpose_da, &p->purpose_en, &p->target_da, &p->target_en, &p->method, &p->contact_role, &p->phone,
				&p->unit, &p->audience, &p->level, &p->name_da, &p->name_en };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!texts[i]->p)
			*texts[i] = S("");
}

static enum err add(struct ctx *ctx, struct programme *p)
{
	struct opt_int parent = { p->parent != 0, p->parent }, org = { p->org != 0, p->org };
	int64_t changed;

	if (!str_is(p->slug))
		TRY(free_slug(ctx, p, &p->slug));
	p->id = id_new(ctx->house->rng, ctx->now);
	TRY(programme_put(ctx, p->id, parent, p->level, p->slug, org, p->name_da, p->name_en, p->first_day, p->last_day, p->audience,
			  p->purpose_da, p->purpose_en, p->target_da, p->target_en, p->method, p->contact_role, p->phone, p->unit,
			  p->verified_day, ctx->now, &changed));
	return changed ? event_add(ctx, "programme.added", p->id, STR_ABSENT) : fail(ctx, ERR_CONFLICT, "programme: the address was taken meanwhile");
}

static enum err change(struct ctx *ctx, const struct programme *p)
{
	struct opt_int parent = { p->parent != 0, p->parent }, org = { p->org != 0, p->org };
	int64_t changed;

	TRY(programme_change(ctx, p->id, parent, p->level, org, p->name_da, p->name_en, p->first_day, p->last_day, p->audience,
			     p->purpose_da, p->purpose_en, p->target_da, p->target_en, p->method, p->contact_role, p->phone, p->unit,
			     p->verified_day, ctx->now, &changed));
	return event_add(ctx, "programme.changed", p->id, STR_ABSENT);
}

enum err programme_save(struct ctx *ctx, struct programme *p, struct problems *bad)
{
	struct programme was;

	if (p->id) {
		TRY(programme_get(ctx, p->id, &was));
		p->slug = was.slug;
		if (!programme_may_keep(ctx, &was))
			return ERR_DENIED;
	} else if (!may(ctx->who, PROGRAMME_EDIT)) {
		return ERR_DENIED;
	}
	if (!programme_may_keep(ctx, p))
		problem_once(bad, "org", N_("Choose the organisation that you work for."));
	form_settle(ctx, programme_fields, p);
	fill(p);
	TRY(check(ctx, p, bad));
	if (bad->n)
		return OK;
	return p->id ? change(ctx, p) : add(ctx, p);
}

static bool is_within(const struct programme *child, const struct programme *parent)
{
	if (child->first_day < parent->first_day)
		return false;
	return parent->last_day == DAY_NONE || (child->last_day != DAY_NONE && child->last_day <= parent->last_day);
}

static void warn_of(struct ctx *ctx, const char *text, const struct programme *named, struct problems *warn)
{
	problem_with(warn, "first_day", text,
		     arena_printf(ctx->arena, "%.*s (%.*s)", STR_ARG(programme_name(ctx, named)),
				  STR_ARG(programme_period_said(ctx, named->first_day, named->last_day))));
}

enum err programme_warnings(struct ctx *ctx, const struct programme *p, struct problems *warn)
{
	struct programme_node *nodes;
	size_t n;

	if (p->first_day == DAY_NONE)
		return OK;
	TRY(programme_tree(ctx, &nodes, &n));
	for (size_t i = 0; i < n; i++) {
		const struct programme *other = &nodes[i].p;
		if (other->id == p->parent && !is_within(p, other))
			warn_of(ctx, N_("The period reaches outside that of {x}. What is done outside is recorded, but not counted there."), other, warn);
		if (p->id && other->parent == p->id && !is_within(other, p))
			warn_of(ctx, N_("The period no longer holds that of {x}. What is done outside is recorded, but not counted here."), other, warn);
	}
	return OK;
}

enum err programme_discard(struct ctx *ctx, int64_t id)
{
	struct programme p;
	int64_t changed;

	TRY(programme_get(ctx, id, &p));
	if (!programme_may_keep(ctx, &p))
		return ERR_DENIED;
	TRY(programme_documents_drop(ctx, id, &changed));
	TRY(programme_drop(ctx, id, &changed));
	return event_add(ctx, "programme.discarded", id, STR_ABSENT);
}
