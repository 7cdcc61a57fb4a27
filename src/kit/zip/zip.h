/* zip.h -- several files in one, as every program packs them.  Behind it: libdeflate. */
#ifndef KIT_ZIP_H
#define KIT_ZIP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum { ZIP_FILES_MOST = 200, ZIP_BYTES_MOST = 96 << 20 /* of all files, unpacked */ };

struct zip_file {
	struct str name, bytes;
};

bool zip_is(struct str bytes);
/*
 * All files in it, without folders, in the arena.  How large they are is read before anything is unpacked,
 * and held to.  ERR_INVALID or ERR_LIMIT when it is no such thing, damaged, locked with a word or too large:
 * then *why is an N_ sentence.  Names are only names: nothing is written anywhere.
 */
enum err zip_read(struct arena *, struct str bytes, struct zip_file **out, size_t *n, const char **why);

/* Packing into a buffer: begin, every file, end. */
struct zip_out {
	struct buf *b, index;
	size_t n;
	uint32_t dos_time;
};
void zip_begin(struct zip_out *, struct buf *, int64_t now /* seconds, stands on every file */);
void zip_add(struct zip_out *, struct str name, struct str bytes);
void zip_end(struct zip_out *);

#endif
