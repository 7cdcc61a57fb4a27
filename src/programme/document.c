/*
 * document.c -- background papers, kept in the data folder so that they can be read when the network is gone.
 *
 * They lie in the database, not beside it: what is copied, backed up and given back holds them without a second rule.
 */
#include "programme/programme.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "event/event.h"

#include "programme_sql.h"

static bool is_pdf(struct str bytes)
{
	return str_starts(bytes, S("%PDF-"));
}

enum err programme_documents(struct ctx *ctx, int64_t programme, struct programme_document **out, size_t *n)
{
	struct programme_document_rows *rows;

	TRY(programme_document_rows(ctx, programme, DOCUMENTS_MOST, &rows, n));
	*out = arena_array(ctx->arena, *n, struct programme_document);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct programme_document){ .id = rows[i].id, .programme = rows[i].programme, .size = rows[i].size,
							 .name = rows[i].name, .lang = rows[i].lang, .type = rows[i].type, .day = rows[i].day };
	return OK;
}

enum err programme_document_get(struct ctx *ctx, int64_t id, struct programme_document *d)
{
	struct programme_document_row r;

	TRY(programme_document_row(ctx, id, &r));
	*d = (struct programme_document){ .id = r.id, .programme = r.programme, .size = r.size, .name = r.name, .lang = r.lang,
					  .type = r.type, .day = r.day };
	d->bytes = str_same(r.type, "application/pdf") ? crypt_unbase64url(ctx->arena, r.content) : r.content;
	return d->bytes.p ? OK : fail(ctx, ERR_IO, "programme: a document cannot be read");
}

static enum err check(struct ctx *ctx, struct programme_document *d, struct problems *bad)
{
	struct programme_document_rows *rows;
	struct str masked;
	const char *why;
	size_t n;

	if (utf8_len(d->name) < 2)
		problem_once(bad, "name", N_("What is the document called?"));
	else if ((why = guard_number(ctx, d->name, &masked)))
		problem_once(bad, "name", why);
	if (!str_same(d->lang, "da") && !str_same(d->lang, "en"))
		problem_once(bad, "lang", N_("Choose one of the answers in the list."));
	if (!d->bytes.n)
		problem_once(bad, "file", N_("Choose a file, or write the text below."));
	else if (d->bytes.n > DOCUMENT_BYTES_MOST)
		problem_once(bad, "file", N_("The file is larger than 2 megabytes. Make it smaller, or divide it."));
	else if (!is_pdf(d->bytes) && (!utf8_is(d->bytes) || memchr(d->bytes.p, 0, d->bytes.n)))
		problem_once(bad, "file", N_("This is neither a PDF nor a plain text. Save it as one of them."));
	else if (!is_pdf(d->bytes) && (why = guard_number(ctx, d->bytes, &masked)))
		problem_once(bad, "file", why);
	TRY(programme_document_rows(ctx, d->programme, DOCUMENTS_MOST, &rows, &n));
	if (n == DOCUMENTS_MOST)
		problem_once(bad, "", N_("There are fifty documents already. Take one away first."));
	return OK;
}

enum err programme_document_add(struct ctx *ctx, struct programme_document *d, struct problems *bad)
{
	struct programme p;
	int64_t changed;

	TRY(programme_get(ctx, d->programme, &p));
	if (!programme_may_keep(ctx, &p))
		return ERR_DENIED;
	TRY(check(ctx, d, bad));
	if (bad->n)
		return OK;
	d->id = id_new(ctx->house->rng, ctx->now);
	d->day = page_today(ctx);
	d->size = (int64_t)d->bytes.n;
	d->type = is_pdf(d->bytes) ? S("application/pdf") : S("text/plain");
	TRY(programme_document_put(ctx, d->id, d->programme, d->name, d->lang, d->type, d->size,
				   is_pdf(d->bytes) ? crypt_base64url(ctx->arena, d->bytes) : d->bytes, d->day, &changed));
	return event_add(ctx, "programme.document_added", d->programme, STR_ABSENT);
}

enum err programme_document_discard(struct ctx *ctx, int64_t id)
{
	struct programme_document_row r;
	struct programme p;
	int64_t changed;

	TRY(programme_document_row(ctx, id, &r));
	TRY(programme_get(ctx, r.programme, &p));
	if (!programme_may_keep(ctx, &p))
		return ERR_DENIED;
	TRY(programme_document_drop(ctx, id, &changed));
	return event_add(ctx, "programme.document_dropped", r.programme, STR_ABSENT);
}
