/* encoding.h -- text of unknown origin as UTF-8, so that æ is æ whatever program saved the file. */
#ifndef KIT_CSV_ENCODING_H
#define KIT_CSV_ENCODING_H

#include "base/arena.h"

enum encoding {
	ENCODING_UTF8,
	ENCODING_WINDOWS,                 /* Windows-1252, wholly or here and there */
	ENCODING_UTF16,                   /* with its byte order mark */
};

/*
 * The text in UTF-8, without a byte order mark: the text itself if it was so already, otherwise
 * made in the arena, at most three times as long.  A byte that cannot be UTF-8 is read as
 * Windows-1252, one by one, because real files mix the two; sequences that are UTF-8 stay, since
 * in Danish, as in most languages, Windows-1252 never looks like one by accident.
 */
struct str encoding_utf8(struct arena *, struct str, enum encoding *was);
/* How long that will be, to ask for before memory is taken. */
size_t encoding_utf8_bytes(struct str);

/*
 * "SmÃ¸rum" back to "Smørum", in place: UTF-8 that was once read as Windows-1252 and saved again.
 * Only where every character beyond ASCII takes part, so that "PÃO" and quoted “Ã” stay.
 * True when something changed; the text only becomes shorter.
 */
bool encoding_undouble(char *p, size_t *n);

#endif
