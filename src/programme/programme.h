/* programme.h -- the tree of programmes: package, initiative, pool, project, each with its period. */
#ifndef PROGRAMME_H
#define PROGRAMME_H

#include "page/page.h"

struct programme {
	int64_t id, parent, org;          /* parent, org 0: none */
	struct str level, slug, name_da, name_en;
	day_t first_day, last_day;        /* last DAY_NONE: open */
	struct str audience, purpose_da, purpose_en, target_da, target_en, method;
	struct str contact_role, phone, unit;
	day_t verified_day;               /* DAY_NONE: never */
	struct str parent_text, org_text; /* in forms: the id */
};
extern const struct field programme_fields[];
extern const struct choice programme_levels[], programme_audiences[];

enum programme_status { PROGRAMME_PLANNED, PROGRAMME_RUNNING, PROGRAMME_ENDED };

enum err programme_get(struct ctx *, int64_t id, struct programme *);
enum err programme_of_slug(struct ctx *, struct str slug, struct programme *);
/* The whole tree: parents before children, siblings in order of time and name; depth 0 is a top. */
struct programme_node {
	struct programme p;
	int depth;
};
enum { PROGRAMMES_MOST = 1000 };
enum err programme_tree(struct ctx *, struct programme_node **out, size_t *n);
/* From the top down to the parent of this one. */
enum err programme_above(struct ctx *, const struct programme *, struct programme **out, size_t *n);

/* Computed from the period and the day; nothing is stored. */
enum programme_status programme_status(const struct programme *, day_t today);
struct str programme_status_said(struct ctx *, enum programme_status);
struct str programme_name(struct ctx *, const struct programme *);      /* in the reader's language */
struct str programme_level_said(struct ctx *, const struct programme *);
/* "1.10.2013–31.10.2016", "from 1.10.2013". */
struct str programme_period_said(struct ctx *, day_t first, day_t last);
/* The same as the answers of a form: the code is the id.  level empty: all. */
enum err programme_choices(struct ctx *, const char *level, const struct choice **out);
bool programme_may_keep(const struct ctx *, const struct programme *);

/* Store and tell the house; gives id and slug when it has none.  ERR_DENIED outside one's bounds. */
enum err programme_save(struct ctx *, struct programme *, struct problems *bad);
/* A period that is not within that of the parent, or of a child beyond it: allowed, but said. */
enum err programme_warnings(struct ctx *, const struct programme *, struct problems *warn);
/* With its documents, for good: when a demonstration begins again. */
enum err programme_discard(struct ctx *, int64_t id);

/* --- documents, kept here -------------------------------------------------------------------------------- */
struct programme_document {
	int64_t id, programme, size;
	struct str name, lang, type, bytes;   /* bytes: absent in lists */
	day_t day;
};
enum { DOCUMENT_BYTES_MOST = 2 << 20, DOCUMENTS_MOST = 50 };
enum err programme_documents(struct ctx *, int64_t programme, struct programme_document **out, size_t *n);
enum err programme_document_get(struct ctx *, int64_t id, struct programme_document *);
/* A PDF or a text, by its bytes; gives an id. */
enum err programme_document_add(struct ctx *, struct programme_document *, struct problems *bad);
enum err programme_document_discard(struct ctx *, int64_t id);

extern const struct route programme_routes[];

#endif
