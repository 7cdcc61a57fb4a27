/*
 * fonts.c -- our typefaces, where the drawing library looks for them.
 *
 * fontconfig knows fonts by their path, and cairo remembers an opened one by its path for as long as the
 * process lives.  So each typeface is unpacked once into a file that exists only in memory and is never
 * closed: its path means the same font for good, however many documents are drawn at once.  A file that
 * could not be made (no descriptor is left) fails this document; the next one tries again.
 *
 * The configuration of the machine is not asked: it would bring thickened letters and other people's
 * taste.  Its fonts are, for letters that ours do not have.
 */
#include "draw/draw_parts.h"
#include "fonts_made.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

const struct font_face font_faces[DRAW_FACES] = {
	[DRAW_PLAIN] = { "Figtree", "Figtree", PANGO_WEIGHT_NORMAL },
	[DRAW_STRONG] = { "Figtree SemiBold", "Figtree", PANGO_WEIGHT_SEMIBOLD },
	[DRAW_CLEAR] = { "Atkinson Hyperlegible Next", "Clear", PANGO_WEIGHT_NORMAL },
	[DRAW_CLEAR_STRONG] = { "Atkinson Hyperlegible Next SemiBold", "Clear", PANGO_WEIGHT_SEMIBOLD },
};

static const char machine_fonts[] =
	"<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
	"<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><cachedir>/var/cache/fontconfig</cachedir>"
	"</fontconfig>";

/* Made at the first document, only read afterwards. */
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;
static FcConfig *machine;

static bool fill_file(int fd, const struct font_bytes *font)
{
	size_t done = 0;

	while (done < font->n) {
		ssize_t n = write(fd, font->p + done, font->n - done);
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	return true;
}

static bool add_font(FcConfig *config, const struct font_bytes *font)
{
	int fd = memfd_create("font", MFD_CLOEXEC);
	char path[64];

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (fd >= 0 && fill_file(fd, font) && FcConfigAppFontAddFile(config, (const FcChar8 *)path))
		return true;
	if (fd >= 0)
		close(fd);
	return false;
}

static FcConfig *open_fonts(void)
{
	FcConfig *config = FcConfigCreate();
	bool fine = config && FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)machine_fonts, FcTrue) &&
		    FcConfigBuildFonts(config);

	for (const struct font_bytes *f = font_files; fine && f->p; f++)
		fine = add_font(config, f);
	if (fine)
		return config;
	if (config)
		FcConfigDestroy(config);
	return NULL;
}

PangoFontMap *fonts_map(void)
{
	PangoFontMap *map;
	FcConfig *config;

	pthread_mutex_lock(&opening);
	if (!machine)
		machine = open_fonts();
	config = machine;
	pthread_mutex_unlock(&opening);
	if (!config)
		return NULL;
	map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
	return map;
}
