/*
 * tr.c -- texts in two languages.
 *
 * gettext looks a text up by comparing strings; a page has two hundred of them.  As the
 * msgid is a literal, its address serves as the key of a memo per language: filled once,
 * read without a lock ever after.
 */
#include "tr/tr.h"

#include <libintl.h>
#include <locale.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMO = 8192, LANGS = 4 };           /* slots per language, a power of two */

const char *const tr_languages[] = { "da", "en", NULL };

struct memo {
	_Atomic(const char *) msgid;
	_Atomic(const char *) text;
};

struct tr {
	struct memo memo[LANGS][MEMO];
};

struct tr *tr_open(const char *dir)
{
	struct tr *t = calloc(1, sizeof *t);

	if (!t)
		abort();
	setlocale(LC_ALL, "C.UTF-8");
	unsetenv("LANGUAGE");               /* would override the text domain */
	for (int i = 0; tr_languages[i]; i++) {
		bindtextdomain(tr_languages[i], dir);
		bind_textdomain_codeset(tr_languages[i], "UTF-8");
	}
	return t;
}

void tr_close(struct tr *t)
{
	free(t);
}

bool tr_is_language(struct str s)
{
	for (int i = 0; tr_languages[i]; i++)
		if (str_same(s, tr_languages[i]))
			return true;
	return false;
}

struct str tr_language_name(const char *lang)
{
	return !strcmp(lang, "da") ? S("Dansk") : S("English");
}

static int lang_index(const char *lang)
{
	for (int i = 0; tr_languages[i]; i++)
		if (!strcmp(tr_languages[i], lang))
			return i;
	return 1;
}

struct str tr(struct ctx *ctx, const char *msgid)
{
	struct tr *t = ctx->house->tr;
	struct memo *m;
	const char *text, *known, *none = NULL;

	if (!t)
		return str_of(msgid);
	m = &t->memo[lang_index(ctx->lang)][((uintptr_t)msgid * 0x9E3779B97F4A7C15u) >> 51];
	known = atomic_load_explicit(&m->msgid, memory_order_acquire);
	if (known == msgid && (text = atomic_load_explicit(&m->text, memory_order_acquire)))
		return str_of(text);
	text = dgettext(ctx->lang, msgid);
	/* A slot is given away once; who comes second to it asks gettext every time. */
	if (!known && atomic_compare_exchange_strong(&m->msgid, &none, msgid))
		atomic_store_explicit(&m->text, text, memory_order_release);
	return str_of(text);
}

struct str tr_of(struct ctx *ctx, struct str msgid)
{
	return str_is(msgid) ? str_of(dgettext(ctx->lang, arena_z(ctx->arena, msgid))) : msgid;
}

struct str trn(struct ctx *ctx, const char *one, const char *many, int64_t n)
{
	const char *text = dngettext(ctx->lang, one, many, (unsigned long)(n < 0 ? -n : n));
	struct str number = tr_number(ctx, n);

	return TR_FILL(ctx, str_of(text), { "n", number });
}

static struct str gap_text(const struct tr_gap *gaps, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_same(name, gaps[i].name))
			return gaps[i].text.p ? gaps[i].text : S("");
	return STR_ABSENT;
}

struct str tr_fill(struct ctx *ctx, struct str text, const struct tr_gap *gaps, size_t n)
{
	size_t most = text.n + 1, from = 0, open, close;
	struct str with;
	char *p, *at;

	for (size_t i = 0; i < n; i++)
		most += gaps[i].text.n * 3;
	p = at = arena_alloc(ctx->arena, most);
	while ((open = str_index(text, S("{"), from)) != SIZE_MAX &&
	       (close = str_index(text, S("}"), open)) != SIZE_MAX) {
		with = gap_text(gaps, n, str_slice(text, open + 1, close));
		if (!with.p)
			with = str_slice(text, open, close + 1);
		if ((size_t)(at - p) + (open - from) + with.n + (text.n - close) > most)
			break;
		at = mempcpy(at, text.p + from, open - from);
		at = mempcpy(at, with.p, with.n);
		from = close + 1;
	}
	at = mempcpy(at, text.p + from, text.n - from);
	return (struct str){ p, (size_t)(at - p) };
}

struct str tr_and(struct ctx *ctx, const struct str *words, size_t n)
{
	struct str out = n ? words[0] : S("");

	for (size_t i = 1; i + 1 < n; i++)
		out = arena_printf(ctx->arena, "%.*s, %.*s", STR_ARG(out), STR_ARG(words[i]));
	if (n > 1)
		out = arena_printf(ctx->arena, "%.*s %.*s %.*s", STR_ARG(out), STR_ARG(tr(ctx, "and")),
				   STR_ARG(words[n - 1]));
	return out;
}
