/* kind.c -- kinds of support read from and written to the database. */
#include "kind/kind_parts.h"
#include "access/access.h"
#include "base/rng.h"
#include "event/event.h"
#include "text/text.h"

#include <string.h>

#include "kind_sql.h"

enum { POSITION_STEP = 10 };

/* --- options as lines ---------------------------------------------------------------------------------- */

size_t kind_options_read(struct arena *a, struct str text, struct kind_option **out)
{
	size_t n = 0, lines = 1;
	struct str rest = text, line, mark;
	struct kind_option *at;

	for (size_t i = 0; i < text.n; i++)
		lines += text.p[i] == '\n';
	*out = at = arena_array(a, lines, struct kind_option);
	while (str_cut(&rest, '\n', &line)) {
		struct kind_option o = { .da = S(""), .en = S("") };
		line = str_trim(line);
		if (!line.n || !str_cut(&line, '|', &o.code))
			continue;
		o.code = str_trim(o.code);
		if (str_cut(&line, '|', &o.da))
			o.da = str_trim(o.da);
		if (str_cut(&line, '|', &o.en))
			o.en = str_trim(o.en);
		o.retired = str_cut(&line, '|', &mark) && str_same(str_trim(mark), "retired");
		at[n++] = o;
	}
	return n;
}

struct str kind_options_text(struct arena *a, const struct kind_option *o, size_t n)
{
	struct str text = S("");

	for (size_t i = 0; i < n; i++)
		text = arena_printf(a, "%.*s%.*s|%.*s|%.*s%s\n", STR_ARG(text), STR_ARG(o[i].code), STR_ARG(o[i].da), STR_ARG(o[i].en),
				    o[i].retired ? "|retired" : "");
	return text;
}

/* --- reading --------------------------------------------------------------------------------------------- */

#define KIND_OF(r)                                                                                                          \
	(struct kind) {                                                                                                     \
		.id = (r)->id, .position = (r)->position, .code = (r)->code, .name_da = (r)->name_da, .name_en = (r)->name_en, \
		.sentence_da = (r)->sentence_da, .sentence_en = (r)->sentence_en, .words_da = (r)->words_da,                \
		.words_en = (r)->words_en, .needs = (r)->needs, .booking = (r)->booking, .stages = (r)->stages,             \
		.intervention = (r)->intervention, .outcome = (r)->outcome, .outcome_da = (r)->outcome_da,                  \
		.outcome_en = (r)->outcome_en, .hl7 = (r)->hl7, .open_eligibility = (r)->open_eligibility,                  \
		.built_in = (r)->built_in, .state = (r)->state,                                                             \
	}

static enum kind_type type_of(struct str code)
{
	for (int i = 0; i < KIND_TYPES; i++)
		if (str_same(code, kind_types[i].code))
			return (enum kind_type)i;
	return KIND_TEXT;
}

/* The same columns in two queries, hence a macro and no function. */
#define FIELD_OF(r)                                                                                                        \
	(struct kind_field) {                                                                                              \
		.code = (r)->code, .label_da = (r)->label_da, .label_en = (r)->label_en, .hint_da = (r)->hint_da,           \
		.hint_en = (r)->hint_en, .type = type_of((r)->type), .least = (r)->least.v, .most = (r)->most.v,           \
		.required = (r)->required, .is_public = (r)->is_public, .filter = (r)->filter, .expires = (r)->expires,     \
		.retired = str_same((r)->state, "retired"),                                                                \
	}

static void give_options(struct ctx *ctx, struct kind_field *f, struct str choices)
{
	struct kind_option *options;

	f->noptions = kind_options_read(ctx->arena, choices, &options);
	f->options = options;
}

/* Fields come kind by kind; each kind gets its run. */
static void give_fields(struct ctx *ctx, const struct kind_all_fields *rows, size_t n, struct kind *k)
{
	struct kind_field *fields;
	size_t from = 0, end;

	while (from < n && rows[from].kind != k->id)
		from++;
	for (end = from; end < n && rows[end].kind == k->id; end++)
		;
	k->fields = fields = arena_array(ctx->arena, end - from, struct kind_field);
	for (; from < end; from++) {
		fields[k->nfields] = FIELD_OF(&rows[from]);
		give_options(ctx, &fields[k->nfields++], rows[from].choices);
	}
}

enum err kind_list(struct ctx *ctx, struct kind **out, size_t *n)
{
	struct kind_all_fields *fields;
	struct kind_rows *rows;
	size_t nfields;

	TRY(kind_rows(ctx, KINDS_MOST, &rows, n));
	TRY(kind_all_fields(ctx, &fields, &nfields));
	*out = arena_array(ctx->arena, *n, struct kind);
	for (size_t i = 0; i < *n; i++) {
		(*out)[i] = KIND_OF(&rows[i]);
		give_fields(ctx, fields, nfields, &(*out)[i]);
	}
	return OK;
}

enum err kind_get(struct ctx *ctx, int64_t id, struct kind *k)
{
	struct kind_fields_of *rows;
	struct kind_field *fields;
	struct kind_row r;
	size_t n;

	TRY(kind_row(ctx, id, &r));
	TRY(kind_fields_of(ctx, id, &rows, &n));
	*k = KIND_OF(&r);
	k->fields = fields = arena_array(ctx->arena, n, struct kind_field);
	k->nfields = n;
	for (size_t i = 0; i < n; i++) {
		fields[i] = FIELD_OF(&rows[i]);
		give_options(ctx, &fields[i], rows[i].choices);
	}
	return OK;
}

enum err kind_of_code(struct ctx *ctx, struct str code, struct kind *k)
{
	struct kind_id_of_code r;

	TRY(kind_id_of_code(ctx, code, &r));
	return kind_get(ctx, r.id, k);
}

const struct kind *kind_find(const struct kind *kinds, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (kinds[i].id == id)
			return &kinds[i];
	return NULL;
}

const struct kind_field *kind_field_find(const struct kind *k, struct str code)
{
	for (size_t i = 0; i < k->nfields; i++)
		if (str_eq(k->fields[i].code, code))
			return &k->fields[i];
	return NULL;
}

const struct kind_option *kind_option_find(const struct kind_field *f, struct str code)
{
	for (size_t i = 0; i < f->noptions; i++)
		if (str_eq(f->options[i].code, code))
			return &f->options[i];
	return NULL;
}

bool kind_is_active(const struct kind *k)
{
	return str_same(k->state, "active");
}

/* --- in the reader's language ------------------------------------------------------------------------------ */

static struct str said(const struct ctx *ctx, struct str da, struct str en)
{
	struct str mine = strcmp(ctx->lang, "da") ? en : da;

	return str_is(mine) ? mine : str_is(da) ? da : en;
}

struct str kind_name(const struct ctx *ctx, const struct kind *k)
{
	return said(ctx, k->name_da, k->name_en);
}

struct str kind_sentence(const struct ctx *ctx, const struct kind *k)
{
	return said(ctx, k->sentence_da, k->sentence_en);
}

struct str kind_field_label(const struct ctx *ctx, const struct kind_field *f)
{
	return said(ctx, f->label_da, f->label_en);
}

struct str kind_field_hint(const struct ctx *ctx, const struct kind_field *f)
{
	return said(ctx, f->hint_da, f->hint_en);
}

struct str kind_option_label(const struct ctx *ctx, const struct kind_option *o)
{
	struct str text = said(ctx, o->da, o->en);

	return str_is(text) ? text : o->code;
}

struct str kind_outcome(struct ctx *ctx, const struct kind *k)
{
	const char *label = choice_label(kind_outcomes, k->outcome);
	struct str own = said(ctx, k->outcome_da, k->outcome_en);

	if (str_same(k->outcome, "other") && str_is(own))
		return own;
	return label ? tr_of(ctx, str_of(label)) : k->outcome;
}

/* --- storing ------------------------------------------------------------------------------------------------- */

static struct opt_int bound(const struct kind_field *f, int64_t v)
{
	return f->least || f->most ? SOME_INT(v) : NO_INT;
}

enum err kind_write_field(struct ctx *ctx, int64_t kind, const struct kind_field *f, int64_t position, bool known)
{
	struct str options = kind_options_text(ctx->arena, f->options, f->noptions);
	int64_t changed;

	if (known)
		return kind_field_change(ctx, kind, f->code, position, f->label_da, f->label_en, f->hint_da, f->hint_en, options,
					 bound(f, f->least), bound(f, f->most), f->required, f->is_public, f->filter, f->expires,
					 f->retired ? S("retired") : S("active"), &changed);
	return kind_field_new(ctx, kind, f->code, position, str_of(kind_types[f->type].code), f->label_da, f->label_en, f->hint_da,
			      f->hint_en, options, bound(f, f->least), bound(f, f->most), f->required, f->is_public, f->filter,
			      f->expires, &changed);
}

enum err kind_write_new(struct ctx *ctx, const struct kind *k, int64_t *changed)
{
	return kind_put(ctx, k->id, k->code, k->position, k->name_da, k->name_en, k->sentence_da, k->sentence_en, k->words_da,
			k->words_en, k->needs, k->booking, k->stages, k->intervention, k->outcome, k->outcome_da, k->outcome_en,
			k->hl7, k->open_eligibility, k->built_in, ctx->now, changed);
}

/* What is no longer in the list stays, so that what was written under it can be read. */
static enum err write_fields(struct ctx *ctx, const struct kind *was, const struct kind *k)
{
	int64_t position = 0;

	for (size_t i = 0; i < k->nfields; i++)
		TRY(kind_write_field(ctx, k->id, &k->fields[i], position += POSITION_STEP, kind_field_find(was, k->fields[i].code) != NULL));
	for (size_t i = 0; i < was->nfields; i++) {
		struct kind_field gone = was->fields[i];
		if (kind_field_find(k, gone.code))
			continue;
		gone.retired = true;
		TRY(kind_write_field(ctx, k->id, &gone, position += POSITION_STEP, true));
	}
	return OK;
}

static enum err last_position(struct ctx *ctx, int64_t *position)
{
	struct kind_rows *rows;
	size_t n;

	TRY(kind_rows(ctx, KINDS_MOST, &rows, &n));
	*position = n ? rows[n - 1].position : 0;
	return OK;
}

static enum err add(struct ctx *ctx, struct kind *k, struct problems *bad)
{
	int64_t changed;

	TRY(last_position(ctx, &k->position));
	k->position++;
	k->id = id_new(ctx->house->rng, ctx->now);
	k->state = S("active");
	TRY(kind_write_new(ctx, k, &changed));
	if (changed)
		return OK;
	k->id = 0;
	return problem(bad, "name_en", N_("There is a kind of this name already. Change that one, or find another name."));
}

static enum err change(struct ctx *ctx, const struct kind *k)
{
	int64_t changed;

	return kind_change(ctx, k->id, k->name_da, k->name_en, k->sentence_da, k->sentence_en, k->words_da, k->words_en, k->needs,
			   k->booking, k->stages, k->intervention, k->outcome, k->outcome_da, k->outcome_en, k->hl7,
			   k->open_eligibility, k->position, ctx->now, &changed);
}

enum err kind_save(struct ctx *ctx, struct kind *k, struct problems *bad)
{
	struct kind was = { 0 };

	if (!may_for(ctx->who, KIND_EDIT, 0, 0))
		return ERR_DENIED;
	if (k->id)
		TRY(kind_get(ctx, k->id, &was));
	kind_prepare(ctx, &was, k, bad);
	if (!bad->n)
		TRY(was.id ? change(ctx, k) : add(ctx, k, bad));
	if (bad->n)
		return OK;
	TRY(write_fields(ctx, &was, k));
	return event_add(ctx, was.id ? "kind.saved" : "kind.added", k->id, k->code);
}

static enum err set_state(struct ctx *ctx, int64_t id, struct str was, struct str state, const char *event)
{
	int64_t changed;

	if (!may_for(ctx->who, KIND_EDIT, 0, 0))
		return ERR_DENIED;
	TRY(kind_set_state(ctx, id, was, state, ctx->now, &changed));
	return changed ? event_add(ctx, event, id, STR_ABSENT) : OK;
}

enum err kind_retire(struct ctx *ctx, int64_t id)
{
	return set_state(ctx, id, S("active"), S("retired"), "kind.retired");
}

enum err kind_resume(struct ctx *ctx, int64_t id)
{
	return set_state(ctx, id, S("retired"), S("active"), "kind.resumed");
}
