/*
 * tr.c -- texts in two languages.
 *
 * gettext looks a text up by comparing strings, under a lock; a page has two hundred of them.  The texts of
 * the program are constants, so the address of one says which one it is: it serves as the key of
 * a memo per language, filled once and read without a lock ever after.
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

/* A text of the program as one language says it; never changed once it stands in its slot. */
struct said {
	const char *msgid, *many;          /* many: the form for more than one; NULL: no forms */
	struct str text;
};

struct tr {
	_Atomic(const struct said *) memo[LANGS][MEMO];
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
	for (size_t i = 0; t && i < LANGS * MEMO; i++)
		free((void *)(uintptr_t)atomic_load(&t->memo[i / MEMO][i % MEMO]));
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
		if (lang == tr_languages[i] || !strcmp(lang, tr_languages[i]))
			return i;
	return 1;
}

/* Where constants of the program lie: what stands there is there for good.  Both names are the linker's. */
extern const char __executable_start[], __data_start[];

static bool is_constant(const char *p)
{
	return (uintptr_t)p >= (uintptr_t)__executable_start && (uintptr_t)p < (uintptr_t)__data_start;
}

static _Atomic(const struct said *) *slot_of(const struct ctx *ctx, const char *msgid)
{
	return &ctx->house->tr->memo[lang_index(ctx->lang)][((uintptr_t)msgid * 0x9E3779B97F4A7C15u) >> 51];
}

/* A slot is given away once; who comes second to it asks gettext every time. */
static struct str keep(_Atomic(const struct said *) *slot, const char *msgid, const char *many, const char *text)
{
	const struct said *none = NULL;
	struct said *s = atomic_load(slot) ? NULL : malloc(sizeof *s);

	if (!s)
		return str_of(text);
	*s = (struct said){ msgid, many, str_of(text) };
	if (!atomic_compare_exchange_strong(slot, &none, s))
		free(s);
	return str_of(text);
}

/* In both languages there is one form for one and another for every other number, as in all of ours so far. */
static struct str say(struct ctx *ctx, const char *msgid, const char *many, bool one)
{
	const char *key = many && !one ? many : msgid;
	_Atomic(const struct said *) *slot = slot_of(ctx, key);
	const struct said *known = atomic_load_explicit(slot, memory_order_acquire);

	if (known && known->msgid == key && known->many == many)
		return known->text;
	return keep(slot, key, many, many ? dngettext(ctx->lang, msgid, many, one ? 1 : 2) : dgettext(ctx->lang, msgid));
}

struct str tr(struct ctx *ctx, const char *msgid)
{
	return ctx->house->tr ? say(ctx, msgid, NULL, true) : str_of(msgid);
}

struct str tr_of(struct ctx *ctx, struct str msgid)
{
	if (!str_is(msgid))
		return msgid;
	if (ctx->house->tr && is_constant(msgid.p) && !msgid.p[msgid.n])
		return say(ctx, msgid.p, NULL, true);
	return str_of(dgettext(ctx->lang, arena_z(ctx->arena, msgid)));
}

struct str trn(struct ctx *ctx, const char *one, const char *many, int64_t n)
{
	struct str text = ctx->house->tr ? say(ctx, one, many, n == 1 || n == -1) : str_of(n == 1 ? one : many), number = tr_number(ctx, n);

	return TR_FILL(ctx, text, { "n", number });
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

	if (!text.p)
		return S("");
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
		out = arena_cat(ctx->arena, out, S(", "), words[i]);
	return n > 1 ? arena_cat(ctx->arena, out, S(" "), tr(ctx, "and"), S(" "), words[n - 1]) : out;
}
