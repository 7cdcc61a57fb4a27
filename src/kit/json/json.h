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
	int line, column;
	struct str why;                   /* one plain English sentence */
};

/*
 * The whole text as one value, in the arena.  Refused (ERR_INVALID, fault filled): duplicate
 * names, bad UTF-8, \u0000, numbers that do not fit, depth over 64, anything after the value.
 * A byte order mark at the start is let through: real feeds have one.
 */
enum err json_parse(struct arena *, struct str text, struct json *out, struct json_fault *fault);
const struct json *json_get(const struct json *object, const char *name);   /* NULL: not there */
struct str json_text(const struct json *object, const char *name);          /* absent unless a text */

/* --- writing ------------------------------------------------------------------------ */
/* Commas and nesting are kept by the writer; nothing is held back but what buf holds. */
struct json_out {
	struct buf *b;
	int depth;
	uint64_t began;                   /* bit d: something was written at depth d */
};
void json_start(struct json_out *, struct buf *);
void json_object(struct json_out *);
void json_array(struct json_out *);
void json_end_object(struct json_out *);
void json_end_array(struct json_out *);
void json_name(struct json_out *, const char *);
void json_str(struct json_out *, struct str);                   /* absent becomes null */
void json_int(struct json_out *, int64_t);
void json_id(struct json_out *, int64_t);                       /* our 63-bit ids are texts in JSON */
void json_real(struct json_out *, double);
void json_bool(struct json_out *, bool);
void json_null(struct json_out *);
/* name and value in one call; the _is forms leave an absent or empty text out */
void json_put_str(struct json_out *, const char *name, struct str);
void json_put_is(struct json_out *, const char *name, struct str);
void json_put_int(struct json_out *, const char *name, int64_t);
void json_put_id(struct json_out *, const char *name, int64_t);
void json_put_bool(struct json_out *, const char *name, bool);
void json_put_real(struct json_out *, const char *name, double);

#endif
