/*
 * bare_pdf.c -- what cairo and pango alone manage: as much text as a pocket directory has, line by line, as a PDF.
 *
 *   bench-bare-pdf HOUSE.db
 *
 * Every running listing is a bold line and three plain ones of 7 points in columns of 50 mm; nothing is sorted, chosen,
 * fitted or decorated.  Prints milliseconds and pages.
 */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WIDE = 595, HIGH = 842, COLUMNS = 4, MARGIN = 12 };

static const char listings[] =
	"SELECT m.name, COALESCE(l.name || ', ' || l.address || ', ' || l.postcode || ' ' || l.city, 'Online'),"
	" m.languages || ', ' || m.openness || ', ' || m.audience, m.phone FROM meeting m LEFT JOIN location l ON l.id = m.location"
	" UNION ALL SELECT s.name_en, l.name || ', ' || l.address || ', ' || l.postcode || ' ' || l.city,"
	" s.languages || ', ' || s.providers || ', ' || s.price_type, s.phone FROM service s"
	" JOIN service_place p ON p.service = s.id AND p.position = 0 JOIN location l ON l.id = p.location";

struct sheet {
	cairo_t *cr;
	PangoLayout *layout;
	PangoFontDescription *plain, *bold;
	double y;
	int column, pages;
};

static cairo_status_t count_bytes(void *arg, const unsigned char *bytes, unsigned n)
{
	(void)bytes;
	*(size_t *)arg += n;
	return CAIRO_STATUS_SUCCESS;
}

static void next_column(struct sheet *s)
{
	s->y = MARGIN;
	if (++s->column < COLUMNS)
		return;
	s->column = 0;
	s->pages++;
	cairo_show_page(s->cr);
}

static void line(struct sheet *s, const char *text, PangoFontDescription *font)
{
	int high;

	if (!text || !*text)
		return;
	pango_layout_set_font_description(s->layout, font);
	pango_layout_set_text(s->layout, text, -1);
	pango_layout_get_size(s->layout, NULL, &high);
	if (s->y + (double)high / PANGO_SCALE > HIGH - MARGIN)
		next_column(s);
	cairo_move_to(s->cr, MARGIN + s->column * (WIDE - 2 * MARGIN) / (double)COLUMNS, s->y);
	pango_cairo_show_layout(s->cr, s->layout);
	s->y += (double)high / PANGO_SCALE;
}

static void draw(struct sheet *s, const char *path)
{
	sqlite3 *db;
	sqlite3_stmt *st;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) || sqlite3_prepare_v2(db, listings, -1, &st, NULL)) {
		fprintf(stderr, "bench-bare-pdf: %s\n", sqlite3_errmsg(db));
		exit(1);
	}
	while (sqlite3_step(st) == SQLITE_ROW)
		for (int i = 0; i < 4; i++)
			line(s, (const char *)sqlite3_column_text(st, i), i ? s->plain : s->bold);
	sqlite3_finalize(st);
	sqlite3_close(db);
}

static double millis(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
	double began = millis();
	size_t bytes = 0;
	struct sheet s = { .y = MARGIN, .pages = 1 };
	cairo_surface_t *surface;

	if (argc != 2) {
		fputs("usage: bench-bare-pdf HOUSE.db\n", stderr);
		return 2;
	}
	surface = cairo_pdf_surface_create_for_stream(count_bytes, &bytes, WIDE, HIGH);
	s.cr = cairo_create(surface);
	s.layout = pango_cairo_create_layout(s.cr);
	s.plain = pango_font_description_from_string("DejaVu Sans 7");
	s.bold = pango_font_description_from_string("DejaVu Sans Bold 7");
	pango_layout_set_width(s.layout, (WIDE - 2 * MARGIN) / COLUMNS * PANGO_SCALE);
	draw(&s, argv[1]);
	cairo_show_page(s.cr);
	cairo_surface_finish(surface);
	printf("ms %.1f pages %d bytes %zu\n", millis() - began, s.pages, bytes);
	g_object_unref(s.layout);
	pango_font_description_free(s.plain);
	pango_font_description_free(s.bold);
	cairo_destroy(s.cr);
	cairo_surface_destroy(surface);
	return 0;
}
