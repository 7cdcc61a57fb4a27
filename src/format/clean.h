/* clean.h -- texts of other people's programs as people should read them. */
#ifndef FORMAT_CLEAN_H
#define FORMAT_CLEAN_H

#include "base/arena.h"
#include "base/err.h"

enum clean_kind { CLEAN_LINE, CLEAN_LINES, CLEAN_LINK };

struct clean {
	struct arena *a;                  /* of what comes out */
	struct arena *tmp;
	void (*note)(void *, const char *);      /* an N_ sentence for the keeper: what was read generously */
	void *arg;
};

/*
 * HTML codes and tags gone, no control characters, LF line ends, trimmed, at most so many characters;
 * absent when nothing is left.  Cleaning what is clean changes nothing.
 */
struct str clean_text(const struct clean *, struct str, enum clean_kind, size_t most);

extern const char clean_note_cut[];

#endif
