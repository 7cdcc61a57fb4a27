/* visits.h -- how each route is visited: which pieces its path gets, what is sent, what comes back. */
#ifndef TEST_VISITS_H
#define TEST_VISITS_H

#include "hall/hall.h"

enum visit_flag {
	VISIT_ELSEWHERE = 1,      /* people of another organisation may do it, too: it is not about this one's things */
	VISIT_OWN = 2,            /* about the visitor's own things: only the administrator has the ones named here */
	VISIT_ENDS = 4,           /* the session is over afterwards */
	VISIT_COOKIE = 8,         /* may set a cookie for somebody without one */
	VISIT_KEEPS = 16,         /* writes also when it refuses: a counted wrong try */
	VISIT_WHOLE = 256,        /* only for those who keep the whole house */
	VISIT_PIECE = 32,         /* answers a piece of a page, without head */
	VISIT_SAME = 128,         /* is answered as done although nothing changes: the reader sees nothing of it */
};

struct visit {
	const char *method, *route;
	const char *path;         /* after /en, or the whole path of a route without language; NULL: the route itself */
	const char *body;         /* a form, or a JSON object when it begins with '{' */
	int good;                 /* status for an administrator of the whole house; 0: 200 for a GET, 303 otherwise */
	unsigned flags;
	enum role whose;          /* only this role has the things named here; ROLE_VISITOR: whoever may */
	enum perm also;           /* who lacks this permission, too, finds nothing; PERM_MISSING: the route's is enough */
};

/* Texts in braces are filled by seeded_fill. */
extern const struct visit visits[];      /* ends with route NULL */

/* The row of a route; one without pieces besides :lang, that is only read, needs none. */
bool visit_of(const struct route *, struct visit *);

#endif
