/*
 * form.c -- reading what was typed by the field table.
 *
 * What is shown again is always the raw text, never the parsed member: "day=9" must come
 * back as 9 with a sentence beside it, not as 0.
 */
#include "form/form.h"
#include "tr/tr.h"

#include <math.h>
#include <string.h>

static void *member(void *record, const struct field *f)
{
	return (char *)record + f->offset;
}

static const void *member_const(const void *record, const struct field *f)
{
	return (const char *)record + f->offset;
}

const struct field *field_find(const struct field *fields, const char *name)
{
	for (; fields->name; fields++)
		if (!strcmp(fields->name, name))
			return fields;
	return NULL;
}

const char *choice_label(const struct choice *c, struct str code)
{
	for (; c && c->code; c++)
		if (str_same(code, c->code))
			return c->label;
	return NULL;
}

/* --- one reader for each type; NULL or what is wrong ------------------------------------------- */

static const char *read_text(struct ctx *ctx, const struct field *f, struct str s, struct str *out)
{
	size_t n = utf8_len(s);

	(void)ctx;
	if (f->most && n > (size_t)f->most)
		return N_("Use fewer characters: at most {x}.");
	if (s.n && f->least && n < (size_t)f->least)
		return N_("Use more characters: at least {x}.");
	*out = s;
	return NULL;
}

static const char *read_int(const struct field *f, struct str s, int64_t *out, int64_t empty)
{
	int64_t v;

	if (!s.n) {
		*out = empty;
		return NULL;
	}
	if (!str_int(s, &v))
		return N_("Write a whole number, for example 12.");
	if ((f->least || f->most) && (v < f->least || v > f->most))
		return v < f->least ? N_("Write a number of at least {x}.") : N_("Write a number of at most {x}.");
	*out = v;
	return NULL;
}

static const char *read_money(const struct field *f, struct str s, int64_t *out)
{
	*out = INT64_MIN;
	if (!s.n)
		return NULL;
	if (!tr_parse_money(s, out) || (f->most && *out > f->most))
		return N_("Write an amount in digits, for example 150 or 99,50.");
	return NULL;
}

static const char *read_real(struct ctx *ctx, const struct field *f, struct str s, double *out)
{
	char *z;
	double v;

	*out = NAN;
	if (!s.n)
		return NULL;
	z = arena_z(ctx->arena, s);
	for (char *c = z; *c; c++)
		if (*c == ',')
			*c = '.';
	if (!str_real(str_of(z), &v) || ((f->least || f->most) && (v < (double)f->least || v > (double)f->most)))
		return N_("Write a number, for example 12,5.");
	*out = v;
	return NULL;
}

static const char *read_date(struct str s, day_t *out)
{
	*out = s.n ? tr_parse_date(s) : DAY_NONE;
	return s.n && *out == DAY_NONE ? N_("Write a date, for example 24.11.2026.") : NULL;
}

static const char *read_time(struct str s, int64_t *out)
{
	*out = s.n ? tr_parse_time(s) : -1;
	return s.n && *out < 0 ? N_("Write a time from 00:00 to 23:59, for example 19:30.") : NULL;
}

static const char *read_url(const struct field *f, struct str s, struct str *out)
{
	bool http = str_starts(s, S("http://")) || str_starts(s, S("https://"));

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= 32 || s.p[i] == '"' || s.p[i] == '<')
			return N_("Write the whole address, for example https://example.org.");
	if (s.n && (!http || str_index(s, S("."), 8) == SIZE_MAX))
		return N_("Write the whole address, for example https://example.org.");
	return read_text(NULL, f, s, out);
}

static size_t count_digits(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] >= '0' && s.p[i] <= '9';
	return n;
}

/*
 * 010190-1234, 0101901234 and 123-45-6789 are no way to write a telephone number; ten digits from 2 on are one of
 * North America, whatever else they look like.
 */
static const char *guard_phone(struct ctx *ctx, struct str s)
{
	struct str masked;
	const char *found = guard_number(ctx, s, &masked);
	bool as_person = s.n == 11 && (s.p[6] == '-' || s.p[6] == ' ');

	if (!found || s.p[0] == '+' || (count_digits(s) == 10 && s.p[0] != '0' && s.p[0] != '1' && !as_person))
		return NULL;
	return found;
}

/* Kept without blanks and marks; a plus may begin it. */
static const char *read_phone(struct ctx *ctx, struct str s, struct str *out)
{
	char *p = arena_alloc(ctx->arena, s.n + 1);
	size_t n = 0;

	if (guard_phone(ctx, s))
		return guard_phone(ctx, s);
	/* 0045 … is +45 …; eight digits are a number at home, whatever they begin with. */
	if (count_digits(s) > 8 && s.p[0] == '0' && s.p[1] == '0')
		s = arena_join(ctx->arena, S("+"), str_slice(s, 2, s.n));
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] == '+' && !n))
			p[n++] = s.p[i];
		else if (!strchr(" .-()/\t", s.p[i]))
			return N_("Write a phone number with digits, for example 12 34 56 78.");
	if (s.n && (n < 3 || n > 16))
		return N_("Write a phone number with digits, for example 12 34 56 78.");
	*out = (struct str){ p, n };
	return NULL;
}

static const char *read_email(const struct field *f, struct str s, struct str *out)
{
	size_t at = str_index(s, S("@"), 0);

	if (s.n && (at == SIZE_MAX || !at || str_index(s, S("."), at) == SIZE_MAX ||
		    str_index(s, S(" "), 0) != SIZE_MAX || str_index(s, S("@"), at + 1) != SIZE_MAX))
		return N_("Write an e-mail address, for example name@example.org.");
	return read_text(NULL, f, s, out);
}

static const char *read_slug(const struct field *f, struct str s, struct str *out)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-'))
			return N_("Use only small letters a–z, digits and hyphens.");
	return read_text(NULL, f, s, out);
}

static const char *read_choice(const struct field *f, struct str s, struct str *out)
{
	if (s.n && !choice_label(f->choices, s))
		return N_("Choose one of the answers in the list.");
	*out = s;
	return NULL;
}

/* Boxes come one value each, an import sends them in one text; kept in the order of the table. */
static const char *read_choices(struct ctx *ctx, const struct field *f, const struct values *v, struct str *out)
{
	struct str joined = S(""), word, rest;

	for (size_t i = 0; i < v->n; i++) {
		rest = v->at[i].text;
		while (str_same(v->at[i].name, f->name) && str_cut(&rest, ' ', &word))
			if (word.n && !choice_label(f->choices, word))
				return N_("Choose one of the answers in the list.");
	}
	for (const struct choice *c = f->choices; c->code; c++)
		for (size_t i = 0; i < v->n; i++) {
			bool hit = false;
			rest = v->at[i].text;
			while (str_same(v->at[i].name, f->name) && !hit && str_cut(&rest, ' ', &word))
				hit = str_same(word, c->code);
			if (hit) {
				joined = joined.n ? arena_printf(ctx->arena, "%.*s %s", STR_ARG(joined), c->code) : str_of(c->code);
				break;
			}
		}
	*out = joined;
	return NULL;
}

static const char *read_long(struct ctx *ctx, const struct field *f, struct str s, struct str *out)
{
	char *p = arena_z(ctx->arena, s);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)     /* browsers send CR LF */
		if (s.p[i] != '\r')
			p[n++] = s.p[i];
	p[n] = 0;
	return read_text(ctx, f, (struct str){ p, n }, out);
}

static const char *guard(struct ctx *ctx, const struct field *f, struct str s)
{
	struct str masked;

	/* The ten digits of a telephone may be a date and four more; nobody writes six of them, a hyphen and four. */
	if (f->type == FIELD_PHONE && (s.n != 11 || s.p[6] != '-'))
		return NULL;
	if (f->flags & FIELD_GUARDED || f->type == FIELD_PHONE || f->type == FIELD_EMAIL)
		return guard_number(ctx, s, &masked);
	return NULL;
}

static const char *read_one(struct ctx *ctx, const struct field *f, const struct values *v, struct str s, void *to)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_SECRET:
	case FIELD_ZONE:
		return read_text(ctx, f, s, to);
	case FIELD_LONG:
		return read_long(ctx, f, s, to);
	case FIELD_INT:
		return read_int(f, s, to, 0);
	case FIELD_OPT_INT:
		return read_int(f, s, to, INT64_MIN);
	case FIELD_REAL:
		return read_real(ctx, f, s, to);
	case FIELD_MONEY:
		return read_money(f, s, to);
	case FIELD_BOOL:
		*(bool *)to = s.n && !str_same(s, "0") && !str_same(s, "false") && !str_same(s, "no");
		return NULL;
	case FIELD_DATE:
		return read_date(s, to);
	case FIELD_TIME:
		return read_time(s, to);
	case FIELD_URL:
		return read_url(f, s, to);
	case FIELD_PHONE:
		return read_phone(ctx, s, to);
	case FIELD_EMAIL:
		return read_email(f, s, to);
	case FIELD_CHOICE:
		return read_choice(f, s, to);
	case FIELD_CHOICES:
		return read_choices(ctx, f, v, to);
	case FIELD_SLUG:
		return read_slug(f, s, to);
	}
	return NULL;
}

static void read_field(struct ctx *ctx, const struct field *f, const struct values *v, void *record,
		       struct problems *bad)
{
	struct str raw = value_of(v, f->name), s = f->type == FIELD_SECRET ? raw : str_trim(raw);
	const char *wrong;

	if (!s.p)
		s = S("");
	wrong = read_one(ctx, f, v, s, member(record, f));
	if (!wrong && !s.n && (f->flags & FIELD_REQUIRED))
		wrong = f->type == FIELD_CHOICE || f->type == FIELD_CHOICES ? N_("Choose an answer.") : N_("Fill this in.");
	if (!wrong)
		wrong = guard(ctx, f, s);
	if (wrong) {
		bool low = strstr(wrong, "at least {x}") != NULL;
		problem_with(bad, f->name, wrong, arena_printf(ctx->arena, "%lld", (long long)(low ? f->least : f->most)));
	}
}

enum err form_read(struct ctx *ctx, const struct field *fields, const struct values *v, void *record,
		   struct problems *bad)
{
	for (const struct field *f = fields; f->name; f++)
		if (!(f->flags & FIELD_NOT_IN_FORM))
			read_field(ctx, f, v, record, bad);
	return OK;
}

enum err form_read_some(struct ctx *ctx, const struct field *fields, const struct values *v, void *record,
			struct problems *bad)
{
	for (const struct field *f = fields; f->name; f++)
		if (value_of(v, f->name).p)
			read_field(ctx, f, v, record, bad);
	return OK;
}

void form_settle(struct ctx *ctx, const struct field *fields, void *record)
{
	for (const struct field *f = fields; f->name; f++) {
		struct problems bad = { 0 };
		struct values v = { 0 };
		struct str was;
		if (f->type != FIELD_CHOICES && f->type != FIELD_PHONE)
			continue;
		was = *(const struct str *)member_const(record, f);
		value_add(ctx->arena, &v, str_of(f->name), was);
		read_field(ctx, f, &v, record, &bad);
		if (bad.n)
			*(struct str *)member(record, f) = was;
	}
}

struct str field_text(struct ctx *ctx, const struct field *f, const void *record)
{
	const void *m = member_const(record, f);
	int64_t i;
	double r;

	switch (f->type) {
	case FIELD_INT:
		return arena_printf(ctx->arena, "%lld", (long long)*(const int64_t *)m);
	case FIELD_OPT_INT:
		i = *(const int64_t *)m;
		return i == INT64_MIN ? STR_ABSENT : arena_printf(ctx->arena, "%lld", (long long)i);
	case FIELD_MONEY:
		i = *(const int64_t *)m;
		if (i == INT64_MIN)
			return STR_ABSENT;
		return i % 100 ? arena_printf(ctx->arena, "%lld.%02lld", (long long)i / 100, (long long)i % 100) :
				 arena_printf(ctx->arena, "%lld", (long long)i / 100);
	case FIELD_REAL:
		r = *(const double *)m;
		return isnan(r) ? STR_ABSENT : arena_printf(ctx->arena, "%.10g", r);
	case FIELD_BOOL:
		return *(const bool *)m ? S("1") : STR_ABSENT;
	case FIELD_DATE:
		return day_str(ctx->arena, *(const day_t *)m);
	case FIELD_TIME:
		i = *(const int64_t *)m;
		return i < 0 ? STR_ABSENT : minutes_str(ctx->arena, (int)i);
	case FIELD_SECRET:
		return STR_ABSENT;
	default:
		return *(const struct str *)m;
	}
}

void form_write(struct ctx *ctx, const struct field *fields, const void *record, struct values *out)
{
	for (const struct field *f = fields; f->name; f++) {
		struct str s = field_text(ctx, f, record);
		if (s.p)
			value_add(ctx->arena, out, str_of(f->name), s);
	}
}
