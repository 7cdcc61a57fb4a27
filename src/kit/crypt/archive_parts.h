/* archive_parts.h -- what the files of the archive share. */
#ifndef KIT_CRYPT_ARCHIVE_PARTS_H
#define KIT_CRYPT_ARCHIVE_PARTS_H

#include "crypt/archive.h"

#include <sodium.h>
#include <stdlib.h>

enum { ARCHIVE_SEED_BYTES = crypto_box_SEEDBYTES };

static inline void archive_ready(void)
{
	if (sodium_init() < 0)
		abort();
}

/* The seed behind a typed key; false when it is none. */
bool archive_seed_read(struct str typed, unsigned char *seed);

#endif
