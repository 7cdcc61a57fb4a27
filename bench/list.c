/* list.c -- a Meeting Guide list as sites send it, to be imported. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

struct listing {
	struct dice dice;
	struct words_zipf *words;
	struct buf notes;
};

static void entry(FILE *f, struct listing *l, int i)
{
	static const char *const types[] = { "\"O\"", "\"C\"", "\"O\",\"X\"", "\"O\",\"D\"", "\"W\"", "\"O\",\"BE\"" };
	uint32_t house = dice_below(&l->dice, 3000), start = 7 * 60 + dice_below(&l->dice, 56) * 15;

	buf_cut(&l->notes, 0);
	words_text(l->words, &l->dice, 5 + (int)dice_below(&l->dice, 20), &l->notes);
	fprintf(f, "%s{\"slug\":\"entry-%d\",\"name\":\"%s %s %d\",\"day\":%u,\"time\":\"%02u:%02u\",\"end_time\":\"%02u:%02u\",", i ? ",\n" : "", i,
		words_at(l->words, dice_below(&l->dice, WORDS)), words_at(l->words, dice_below(&l->dice, 140)), i,
		dice_below(&l->dice, 7), start / 60, start % 60, (start + 60) / 60, start % 60);
	fprintf(f, "\"timezone\":\"America/Los_Angeles\",\"types\":[%s],\"notes\":\"%.*s\",\"updated\":\"2026-10-%02u 12:00:00\",",
		types[dice_below(&l->dice, 6)], STR_ARG(buf_view(&l->notes)), 1 + dice_below(&l->dice, 28));
	fprintf(f, "\"location\":\"%s house %u\",\"formatted_address\":\"%u Main St, San Jose, CA 95112, USA\",\"region\":\"San Jose\",",
		words_at(l->words, house), house, house + 1);
	fprintf(f, "\"latitude\":%.5f,\"longitude\":%.5f}", 37.3 + house * 0.0001, -121.9 + house * 0.0001);
}

enum err list_write(const char *path, int entries)
{
	struct listing l = { .dice = { 20161212 } };
	FILE *f = fopen(path, "w");
	bool fine;

	if (!f)
		return ERR_IO;
	l.words = words_zipf_new(&l.dice);
	buf_init(&l.notes, 4000);
	fputs("[\n", f);
	for (int i = 0; i < entries; i++)
		entry(f, &l, i);
	fputs("\n]\n", f);
	buf_free(&l.notes);
	words_zipf_free(l.words);
	fine = !ferror(f);
	return !fclose(f) && fine ? OK : ERR_IO;
}
