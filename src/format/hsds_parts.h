/* hsds_parts.h -- what objects consist of, for those that read and write them; nobody else includes it. */
#ifndef FORMAT_HSDS_PARTS_H
#define FORMAT_HSDS_PARTS_H

#include "format/hsds.h"

#include <string.h>

/* --- shapes --------------------------------------------------------------------------------------------------- */
enum hsds_type {
	HSDS_T_LINE, HSDS_T_LINES, HSDS_T_ID, HSDS_T_LINK, HSDS_T_EMAIL, HSDS_T_DATE, HSDS_T_TIME, HSDS_T_INSTANT, HSDS_T_NUMBER,
	HSDS_T_CODE,
};
enum {
	HSDS_MUST = 1,                    /* in JSON and in tables */
	HSDS_MUST_TABLE = 2,
	HSDS_NEW = 4,                     /* since 3.1 */
	HSDS_NEVER = 8,                   /* a person's name: never read */
	HSDS_OLD = 16,                    /* of 1.1: never written */
	HSDS_OURS = 32,                   /* of our profile */
	HSDS_BARE = 64,                   /* of a shape: no attributes */
};

struct hsds_field {
	const char *name;
	size_t at;
	enum hsds_type type;
	unsigned flags;
	const char *const *codes;         /* of HSDS_T_CODE, ended by NULL */
};

struct hsds_shape {
	const char *name;                 /* "service_at_location" */
	const char *file;                 /* "service_at_location.csv" */
	const char *about;
	size_t size;
	const struct hsds_field *fields;  /* id is not among them */
	size_t nfields;
	unsigned flags;
};
extern const struct hsds_shape hsds_shapes[HSDS_KINDS];

/* A list in the parent whose rows name the parent. */
struct hsds_edge {
	enum hsds_kind parent, child;
	const char *name;                 /* "phones" */
	size_t list_at, key_at;           /* in the parent; in the child */
	unsigned flags;
};
/* Of one child, the nearest parent first: a time at a place rather than of the service. */
extern const struct hsds_edge hsds_edges[];
extern const size_t hsds_nedges;

/* An object that another one belongs to. */
struct hsds_one {
	enum hsds_kind owner, target;
	const char *name;                 /* "organization" */
	size_t pointer_at, key_at;        /* in the owner */
	unsigned flags;
};
extern const struct hsds_one hsds_ones[];
extern const size_t hsds_nones;

const struct hsds_field *hsds_field_find(enum hsds_kind, struct str name);      /* NULL: there is none */

/* The members that a shape names, by their place. */
struct hsds_list {
	void **at;
	size_t n;
};
static inline const struct hsds_any *hsds_head(const void *row)
{
	return row;
}
static inline struct str *hsds_text_at(void *row, size_t at)
{
	return (struct str *)(void *)((char *)row + at);
}
static inline struct str hsds_text(const void *row, size_t at)
{
	return *(const struct str *)(const void *)((const char *)row + at);
}
static inline struct hsds_number *hsds_number_at(void *row, size_t at)
{
	return (struct hsds_number *)(void *)((char *)row + at);
}
static inline struct hsds_number hsds_number(const void *row, size_t at)
{
	return *(const struct hsds_number *)(const void *)((const char *)row + at);
}
/* By copying: the lists of the structs are of as many types as there are objects. */
static inline struct hsds_list hsds_list(const void *row, size_t at)
{
	struct hsds_list list;

	memcpy(&list, (const char *)row + at, sizeof list);
	return list;
}
static inline void hsds_set_list(void *row, size_t at, struct hsds_list list)
{
	memcpy((char *)row + at, &list, sizeof list);
}
static inline void *hsds_pointer(const void *row, size_t at)
{
	void *p;

	memcpy(&p, (const char *)row + at, sizeof p);
	return p;
}
static inline void hsds_set_pointer(void *row, size_t at, void *p)
{
	memcpy((char *)row + at, &p, sizeof p);
}

/* Is it written in this version?  Never what older files say, our own only with our profile. */
bool hsds_is_written(unsigned flags, enum hsds_version);
/* The text; "-" for the name of a person that the standard demands and that nobody is told. */
struct str hsds_withheld(const struct hsds_field *, struct str text);

/* --- one directory being read ------------------------------------------------------------------------------------ */
/* Which row has an id: open addressing, place + 1. */
struct hsds_map {
	uint32_t *place;
	size_t room;
};

struct hsds_reading {
	struct arena *a;
	struct arena *tmp;                /* of the row at hand */
	struct hsds_set *set;
	struct hsds_map maps[HSDS_KINDS];
	size_t before;                    /* bytes of the arena used when we began */
	size_t rows;
	int64_t made_ids;
	struct str file;
	int line;
	bool full;
	/* the field at hand, for what cleaning has to tell */
	enum hsds_kind kind;
	const void *row;
	const struct hsds_field *field;
};

/* Tell that something was left out; with refused, that the row was. */
void hsds_tell(struct hsds_reading *, enum hsds_kind, const void *row, const char *field, const char *why, struct str gap, bool refused);
/* A row of that kind, not yet in the set; NULL when the set is full. */
void *hsds_row(struct hsds_reading *, enum hsds_kind);
/* Put it in: false, and told, when its id is taken or it has none and needs one. */
bool hsds_keep(struct hsds_reading *, enum hsds_kind, void *row);
/* The row of that id, or NULL. */
void *hsds_of_id(const struct hsds_reading *, enum hsds_kind, struct str id);
/* What a field says, if it says it well; what is there already stays. */
void hsds_say(struct hsds_reading *, enum hsds_kind, void *row, const struct hsds_field *, struct str text);
void hsds_say_id(struct hsds_reading *, void *row, struct str text);
/* Lists and pointers from ids; rows that belong to nothing are taken out and told. */
enum err hsds_link(struct hsds_reading *, const char **why);
enum err hsds_begin(struct hsds_reading *, struct arena *, struct hsds_set *);
/* What every reader does at the end: link, or say why there is nothing. */
enum err hsds_finish(struct hsds_reading *, enum err, const char **why);

#endif
