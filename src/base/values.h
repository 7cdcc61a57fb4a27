/* values.h -- what was typed: names with one or more texts, in the order they came. */
#ifndef BASE_VALUES_H
#define BASE_VALUES_H

#include "base/arena.h"

struct value {
	struct str name, text;
};

enum { VALUES_MOST = 400 };

struct values {
	const struct value *at;
	size_t n;
};

/*
 * application/x-www-form-urlencoded or a query string.  False when it is not:
 * a bad percent sign, a zero byte, bytes that are not UTF-8, too many names.
 */
bool values_parse(struct arena *, struct str text, struct values *out);
struct str value_of(const struct values *, const char *name);  /* the first, or absent */
bool value_has(const struct values *, const char *name, const char *text);
void value_add(struct arena *, struct values *, struct str name, struct str text);
/* One percent-encoded piece; plus becomes a space when plus is true.  Absent when malformed. */
struct str percent_decode(struct arena *, struct str, bool plus);
/* The other way: everything but letters, digits and -._~ becomes %XX, so that it can stand in any piece. */
struct str percent_encode(struct arena *, struct str);

#endif
