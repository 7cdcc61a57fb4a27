/* draw_pdf.c -- a document as PDF: tagged for screen readers, fonts embedded, the same bytes each time. */
#include "draw/draw_parts.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

static const char *const tags[] = { [DRAW_PARAGRAPH] = "P", [DRAW_TITLE] = "H1", [DRAW_HEADING] = "H2", [DRAW_SUBHEADING] = "H3" };

/* --- marks ------------------------------------------------------------------------------------------------------ */

static void show_line(void *arg, const struct draw_text *t, PangoLayoutIter *iter, double x, double baseline)
{
	cairo_t *cr = arg;

	(void)t;
	cairo_move_to(cr, x * PT_PER_MM, baseline * PT_PER_MM);
	pango_cairo_show_layout_line(cr, pango_layout_iter_get_line_readonly(iter));
}

static void show_text(cairo_t *cr, const struct draw_mark *m)
{
	cairo_tag_begin(cr, tags[m->text->role], NULL);
	cairo_save(cr);
	cairo_translate(cr, m->x * PT_PER_MM, m->y * PT_PER_MM);
	draw_each_line(m, show_line, cr);
	cairo_restore(cr);
	cairo_tag_end(cr, tags[m->text->role]);
}

static void show_rule(cairo_t *cr, const struct draw_mark *m)
{
	const double dash[] = { 1.2 * PT_PER_MM, 1.2 * PT_PER_MM };

	cairo_set_dash(cr, dash, m->line == DRAW_DASHED ? 2 : 0, 0);
	cairo_set_line_width(cr, m->thick * PT_PER_MM);
	cairo_move_to(cr, m->x * PT_PER_MM, m->y * PT_PER_MM);
	cairo_rel_line_to(cr, m->w * PT_PER_MM, m->h * PT_PER_MM);
	cairo_stroke(cr);
}

static void show_box(cairo_t *cr, const struct draw_mark *m)
{
	cairo_rectangle(cr, m->x * PT_PER_MM, m->y * PT_PER_MM, m->w * PT_PER_MM, m->h * PT_PER_MM);
	cairo_set_line_width(cr, m->thick * PT_PER_MM);
	cairo_set_dash(cr, NULL, 0, 0);
	if (m->thick > 0) {
		cairo_stroke(cr);
		return;
	}
	cairo_set_source_rgb(cr, 1 - m->ink, 1 - m->ink, 1 - m->ink);
	cairo_fill(cr);
	cairo_set_source_rgb(cr, 0, 0, 0);
}

static void show_code(cairo_t *cr, const struct draw_mark *m)
{
	double size = m->w * PT_PER_MM / (m->code.width + 2 * QR_QUIET);

	cairo_save(cr);
	cairo_translate(cr, m->x * PT_PER_MM + QR_QUIET * size, m->y * PT_PER_MM + QR_QUIET * size);
	for (int y = 0; y < m->code.width; y++)
		for (int x = 0, end; qr_run(&m->code, y, &x, &end); x = end)
			cairo_rectangle(cr, x * size, y * size, (end - x) * size, size);
	cairo_fill(cr);
	cairo_restore(cr);
}

static void show_panel(cairo_t *cr, const struct draw_placed *at)
{
	static void (*const show[])(cairo_t *, const struct draw_mark *) = { [MARK_TEXT] = show_text, [MARK_RULE] = show_rule,
									     [MARK_BOX] = show_box, [MARK_CODE] = show_code };
	double x, y;

	draw_corner(at, &x, &y);
	cairo_save(cr);
	cairo_translate(cr, x * PT_PER_MM, y * PT_PER_MM);
	cairo_rotate(cr, at->quarters * M_PI / 2);
	for (size_t i = 0; i < at->panel->n; i++)
		show[at->panel->marks[i].kind](cr, &at->panel->marks[i]);
	cairo_restore(cr);
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static cairo_status_t put(void *arg, const unsigned char *bytes, unsigned int n)
{
	struct buf *out = arg;

	buf_put(out, (const char *)bytes, n);
	return out->toobig ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void describe(struct ctx *ctx, cairo_surface_t *pdf, struct str title, day_t day)
{
	struct str made = arena_printf(ctx->arena, "%.*sT00:00:00Z", STR_ARG(day_str(ctx->arena, day)));

	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, arena_z(ctx->arena, title));
	/* Without a date of ours cairo asks the machine's clock, and no two files are the same. */
	cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, made.p);
}

static enum err write_pages(struct ctx *ctx, struct draw *d, struct str title, day_t day, struct buf *out)
{
	cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(put, out, 1, 1);
	cairo_t *cr = cairo_create(pdf);
	cairo_status_t status;

	describe(ctx, pdf, title, day);
	cairo_set_source_rgb(cr, 0, 0, 0);
	for (size_t i = 0; i < d->nsheets; i++) {
		const struct draw_sheet *s = d->sheets[i];
		cairo_pdf_surface_set_size(pdf, s->w * PT_PER_MM, s->h * PT_PER_MM);
		cairo_tag_begin(cr, "Document", NULL);
		for (size_t k = 0; k < s->n; k++)
			show_panel(cr, &s->placed[k]);
		/* cairo 1.16 marks a file as tagged by this element, and lets none run over the end of a page. */
		cairo_tag_end(cr, "Document");
		cairo_show_page(cr);
	}
	cairo_destroy(cr);
	cairo_surface_finish(pdf);
	status = cairo_surface_status(pdf);
	cairo_surface_destroy(pdf);
	if (out->toobig)
		return fail(ctx, ERR_LIMIT, "a document is larger than one answer");
	return status ? fail(ctx, ERR_IO, "drawing: %s", cairo_status_to_string(status)) : OK;
}

/* --- what cairo 1.16 cannot say ------------------------------------------------------------------------------------ */

static size_t last_of(struct str text, struct str needle)
{
	size_t found = SIZE_MAX;

	for (size_t at = str_index(text, needle, 0); at != SIZE_MAX; at = str_index(text, needle, at + 1))
		found = at;
	return found;
}

/* The number behind a name in the trailer: "/Root 90 0 R". */
static int64_t number_after(struct str text, struct str name)
{
	size_t at = last_of(text, name), to;
	int64_t n = -1;

	if (at == SIZE_MAX)
		return -1;
	at += name.n;
	for (to = at; to < text.n && text.p[to] >= '0' && text.p[to] <= '9'; to++)
		;
	return str_int(str_slice(text, at, to), &n) ? n : -1;
}

/*
 * Which language it is, that its title is shown, and that it is not to be shrunk when it is printed: an
 * incremental update (ISO 32000-1, 7.5.6) with the catalog once more.  A file built otherwise than we
 * know stays as it is.
 */
static void say_language(struct ctx *ctx, struct buf *out, size_t start)
{
	struct str file = str_slice(buf_view(out), start, out->n), entries;
	size_t catalog = last_of(file, S("<< /Type /Catalog")), end = catalog == SIZE_MAX ? SIZE_MAX : str_index(file, S("\nendobj"), catalog);
	int64_t root = number_after(file, S("/Root ")), info = number_after(file, S("/Info ")), size = number_after(file, S("/Size ")),
		before = number_after(file, S("startxref\n"));
	size_t object, table;

	if (end == SIZE_MAX || root < 0 || info < 0 || size < 0 || before < 0 || str_index(file, S("/Lang"), catalog) != SIZE_MAX)
		return;
	entries = arena_str(ctx->arena, str_trim(str_slice(file, catalog, end)));
	object = out->n - start;
	buf_fmt(out, "%lld 0 obj\n%.*s   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true /PrintScaling /None >>\n>>\nendobj\n",
		(long long)root, (int)entries.n - 2, entries.p, ctx->lang);
	table = out->n - start;
	buf_fmt(out, "xref\n%lld 1\n%010zu 00000 n \ntrailer\n<< /Size %lld\n   /Root %lld 0 R\n   /Info %lld 0 R\n   /Prev %lld\n>>\nstartxref\n%zu\n%%%%EOF\n",
		(long long)root, object, (long long)size, (long long)root, (long long)info, (long long)before, table);
}

enum err draw_pdf(struct ctx *ctx, struct draw *d, struct str title, day_t day)
{
	size_t start = ctx->out->n;

	if (!d->map)
		return fail(ctx, ERR_IO, "drawing: no file for a typeface");
	if (d->broken)
		return fail(ctx, ERR_BUG, "drawing: something lies outside its page, or there is too much");
	TRY(write_pages(ctx, d, title, day, ctx->out));
	say_language(ctx, ctx->out, start);
	return ctx->out->toobig ? fail(ctx, ERR_LIMIT, "a document is larger than one answer") : OK;
}
