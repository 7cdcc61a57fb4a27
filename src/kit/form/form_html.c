/* form_html.c -- the field table as a page shows it: label, hint, what was typed, what is wrong. */
#include "form/form.h"
#include "html/html.h"

#include <string.h>

static struct str problem_text(struct ctx *ctx, const struct problem *p)
{
	return TR_FILL(ctx, tr_of(ctx, str_of(p->text)), { "x", p->gap });
}

static bool is_short(const struct field *f)
{
	return f->type == FIELD_INT || f->type == FIELD_OPT_INT || f->type == FIELD_REAL || f->type == FIELD_MONEY ||
	       f->type == FIELD_DATE ||
	       f->type == FIELD_TIME || f->type == FIELD_PHONE;
}

/* Dates and times are plain texts: pickers differ, and "i morgen 19" must be typable everywhere. */
static const char *input_type(const struct field *f)
{
	switch (f->type) {
	case FIELD_SECRET:
		return "password";
	case FIELD_PHONE:
		return "tel";
	case FIELD_EMAIL:
		return "email";
	case FIELD_URL:
		return "url";
	default:
		return "text";
	}
}

static const char *input_mode(const struct field *f)
{
	if (f->type == FIELD_MONEY)
		return "decimal";
	return f->type == FIELD_INT || f->type == FIELD_OPT_INT ? "numeric" : NULL;
}

static struct str autocomplete(const struct field *f)
{
	return f->type == FIELD_SECRET ? S("current-password") : S("off");
}

static struct str described(struct ctx *ctx, const struct field *f, const struct problem *bad)
{
	if (f->hint && bad)
		return arena_printf(ctx->arena, "h-%s e-%s", f->name, f->name);
	return arena_printf(ctx->arena, "%s-%s", bad ? "e" : "h", f->name);
}

static bool is_ticked(const struct values *v, const struct field *f, const struct choice *c)
{
	for (size_t i = 0; i < v->n; i++) {
		struct str rest = v->at[i].text, word;
		if (!str_same(v->at[i].name, f->name))
			continue;
		while (str_cut(&rest, ' ', &word))
			if (str_same(word, c->code))
				return true;
	}
	return false;
}

#include "fields_html.h"

enum err problems_html(struct ctx *ctx, const struct field *fields, const struct problems *bad)
{
	return bad && bad->n ? summary_html(ctx, fields, bad) : OK;
}

enum err warnings_html(struct ctx *ctx, const struct field *fields, const struct problems *warn)
{
	return warn && warn->n ? warning_list_html(ctx, fields, warn) : OK;
}

enum err form_key_html(struct ctx *ctx, struct str key)
{
	return key_html(ctx, key);
}

static enum err one(struct ctx *ctx, const struct form_view *v, const struct field *f)
{
	const struct problem *bad = problem_of(v->bad, f->name);
	struct str text = f->type == FIELD_SECRET ? STR_ABSENT : value_of(v->values, f->name);

	switch (f->type) {
	case FIELD_LONG:
		return area_html(ctx, f, text, bad);
	case FIELD_BOOL:
		return box_html(ctx, f, text, bad);
	case FIELD_CHOICE:
		return select_html(ctx, f, text, bad);
	case FIELD_CHOICES:
		return boxes_html(ctx, f, v->values, bad);
	default:
		return input_html(ctx, f, text, bad);
	}
}

enum err field_html(struct ctx *ctx, const struct form_view *v, const char *name)
{
	const struct field *f = field_find(v->fields, name);

	return f ? one(ctx, v, f) : fail(ctx, ERR_BUG, "no field %s", name);
}

enum err fields_html(struct ctx *ctx, const struct form_view *v)
{
	bool open = false;

	for (const struct field *f = v->fields; f->name; f++) {
		if (f->flags & FIELD_NOT_IN_FORM)
			continue;
		if (f->group) {
			if (open)
				buf_lit(ctx->out, "</fieldset></div>\n");
			buf_lit(ctx->out, "<div class=\"card\"><fieldset class=\"group\"><legend class=\"group-name\">");
			html_text(ctx, tr_of(ctx, str_of(f->group)));
			buf_lit(ctx->out, "</legend>\n");
			open = true;
		}
		TRY(one(ctx, v, f));
	}
	if (open)
		buf_lit(ctx->out, "</fieldset></div>\n");
	return OK;
}
