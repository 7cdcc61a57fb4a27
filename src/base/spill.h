/* spill.h -- an answer longer than memory should hold: its beginning waits in a file without a name. */
#ifndef BASE_SPILL_H
#define BASE_SPILL_H

#include "base/buf.h"
#include "base/err.h"

struct spill {
	const char *dir;                  /* where the file is; it is gone with the last who has it open */
	size_t hold;                      /* bytes that stay in memory; 0: 8 MB, which can still be packed for the way */
	int64_t most;                     /* bytes altogether; 0: 1 GB */
	int64_t n;                        /* bytes in the file; 0: there is none, and file means nothing */
	int file;
};

/*
 * The writer says: what stands in the buffer is looked at no more.  Once it is more than is held, it goes to the file and the
 * buffer is empty.  ERR_LIMIT: longer than may be; ERR_IO: it cannot be written.  Without a spill (NULL) nothing happens.
 */
enum err spill_some(struct spill *, struct buf *);
/* The end of it: what is left follows what has gone before; nothing when there is no file. */
enum err spill_rest(struct spill *, struct buf *);
void spill_close(struct spill *);                 /* may be called twice, and with NULL */

#endif
