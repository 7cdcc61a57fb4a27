/* json.h -- reading JSON strictly (jansson), writing it as a stream (ours). */
#ifndef KIT_JSON_H
#define KIT_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* --- reading ------------------------------------------------------------------------ */
enum json_type { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_INT, JSON_REAL, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

struct json {
	enum json_type type;
	struct str text;                  /* JSON_TEXT */
	int64_t i;
	double r;
	const struct json *at;            /* elements, or the values of an object */
	const struct str *names;          /* names of an object */
	size_t n;
};

struct json_fault {
	int line, column;                 /* from 1; column 0: the line as a whole */
	struct str why;                   /* one plain English sentence, an N_ text of ours */
};

/* What one json_parse takes; a larger list is read piece by piece, see json_walk. */
enum { JSON_DEPTH_MOST = 64, JSON_VALUES_MOST = 200000, JSON_BYTES_MOST = 16 << 20 };

/*
 * The whole text as one value, in the arena.  Refused (ERR_INVALID, fault filled): duplicate
 * names, bad UTF-8, \u0000, numbers that do not fit, depth over 64, anything after the value.
 * Too many bytes or values: ERR_LIMIT, before memory is taken for them.
 * A byte order mark at the start is let through: real feeds have one.  fault may be NULL.
 */
enum err json_parse(struct arena *, struct str text, struct json *out, struct json_fault *fault);
const struct json *json_get(const struct json *object, const char *name);   /* NULL: not there */
struct str json_text(const struct json *object, const char *name);          /* absent unless a text */

/* --- walking ------------------------------------------------------------------------ */
/*
 * Goes over the elements of an array, or the members of an object, without reading them: the
 * bytes and the line of each.  So one bad entry of a feed is refused with its line and the rest
 * still read, and a feed of any length needs the memory of one entry.  It matches brackets and
 * texts only; what a piece holds is for json_parse to judge.
 */
struct json_walk {
	struct str text;
	size_t at;
	int line;
	bool object, begun;
	bool ended;                       /* closed as it was begun, whatever stands behind it */
};
struct json_piece {
	struct str name;                  /* of a member, between its quotes, escapes as they stand */
	struct str text;                  /* the bytes of the value */
	int line;                         /* of the value's first byte */
};
/* The first line of text is `line`.  ERR_INVALID unless it begins with [ or {. */
enum err json_walk_start(struct json_walk *, struct str text, int line, struct json_fault *);
/* OK and a piece, ERR_NOT_FOUND after the last one, ERR_INVALID where the brackets do not match. */
enum err json_walk_next(struct json_walk *, struct json_piece *, struct json_fault *);

/* --- writing ------------------------------------------------------------------------ */
/*
 * Commas and nesting are kept by the writer; nothing is held back but what buf holds.
 * '<', U+2028 and U+2029 are escaped, so that the text may stand inside a script element.
 */
struct json_out {
	struct buf *b;
	int depth;
	uint64_t began;                   /* bit d: something was written at depth d */
};
/*
 * jansson exports four of these names too.  Hidden, ours do not take the place of its own when
 * it calls itself.
 */
#define JSON_OURS __attribute__((visibility("hidden")))
void json_start(struct json_out *, struct buf *);
JSON_OURS void json_object(struct json_out *);
JSON_OURS void json_array(struct json_out *);
void json_end_object(struct json_out *);
void json_end_array(struct json_out *);
void json_name(struct json_out *, const char *);
void json_str(struct json_out *, struct str);                   /* absent becomes null */
void json_int(struct json_out *, int64_t);
void json_id(struct json_out *, int64_t);                       /* our 63-bit ids are texts in JSON */
JSON_OURS void json_real(struct json_out *, double);            /* not a number becomes null */
void json_bool(struct json_out *, bool);
JSON_OURS void json_null(struct json_out *);
void json_made(struct json_out *, struct str value);            /* a value that json_out wrote before */
/* name and value in one call; the _is forms leave an absent or empty text out */
void json_put_str(struct json_out *, const char *name, struct str);
void json_put_is(struct json_out *, const char *name, struct str);
void json_put_int(struct json_out *, const char *name, int64_t);
void json_put_id(struct json_out *, const char *name, int64_t);
void json_put_bool(struct json_out *, const char *name, bool);
void json_put_real(struct json_out *, const char *name, double);

#endif
