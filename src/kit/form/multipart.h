/* multipart.h -- multipart/form-data (RFC 7578): a form with a file. */
#ifndef KIT_FORM_MULTIPART_H
#define KIT_FORM_MULTIPART_H

#include "base/values.h"

/* A file as a browser sends it.  Nothing but its bytes is to be trusted; they are not copied. */
struct multipart_file {
	struct str field, name, type, bytes;
};

enum { MULTIPART_FILES_MOST = 8, MULTIPART_TEXT_MOST = 16 << 20 /* bytes of one text */ };

/*
 * Texts go to *texts, files to at[], at most MULTIPART_FILES_MOST; a file field left empty is a file
 * without name and bytes.  False when it is not in one piece: no boundary, a part without end or
 * without name, a header that is too long, a text that is not UTF-8, too many parts, anything but
 * line ends after the last.  at may be NULL when only the texts are wanted.
 */
bool multipart_parse(struct arena *, struct str content_type, struct str body, struct values *texts,
		     struct multipart_file *at, size_t *nfiles);

#endif
