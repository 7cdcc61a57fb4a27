/* declare.h -- the two of an organisation who say each year that its register of children's certificates is right (S-504). */
#ifndef VOLUNTEER_DECLARE_H
#define VOLUNTEER_DECLARE_H

#include "volunteer/volunteer.h"

enum {
	DECLARE_PEOPLE = 2, DECLARE_DAYS = 365,
	DECLARE_FIRST_DAYS = 30,          /* for somebody who has just been named */
	DECLARE_WARN_DAYS = 30,           /* before it is due it stands on Today */
};

/* One of the two. */
struct volunteer_declarer {
	int64_t account;                  /* 0: nobody is named */
	struct str name;
	day_t since, last, due;           /* last DAY_NONE: not yet */
};

/* Somebody who is near children, or would like to be. */
struct volunteer_declare_person {
	int64_t id;
	struct str name;
	day_t until;                      /* of a certificate in order; DAY_NONE: there is none */
	bool on;                          /* put on now or later */
};

/* What was said on a day; a line stays also when others are named. */
struct volunteer_declaration {
	day_t day;
	struct str name;
	int64_t near, in_order;
};

struct volunteer_declare_org {
	int64_t org;
	struct str name;
	day_t due;                        /* for who asks; DAY_NONE: they are not one of the two */
};

/* Organisations with volunteers that one keeps whole. */
enum err volunteer_declare_orgs(struct ctx *, struct volunteer_declare_org **out, size_t *n);
/* Those for which who is logged in is one of the two. */
enum err volunteer_declare_own(struct ctx *, struct volunteer_declare_org **out, size_t *n);
/* May one name them: whoever keeps all volunteers of the organisation. */
bool volunteer_declare_may_name(const struct ctx *, int64_t org);
/* The register of an organisation, for those and for the two; ERR_NOT_FOUND for everybody else. */
struct volunteer_declare_register {
	int64_t org;
	struct str name;
	struct volunteer_declarer two[DECLARE_PEOPLE];
	struct volunteer_declare_person *people;
	size_t n, in_order;
	struct volunteer_declaration *said;
	size_t nsaid;
	bool own;                         /* who asks is one of the two */
};
enum err volunteer_declare_register(struct ctx *, int64_t org, struct volunteer_declare_register *);
/* Who has a role in this organisation, as answers: the code is the account. */
enum err volunteer_declare_choices(struct ctx *, int64_t org, const struct choice **out);
/* The two, from today on; who is one of them already stays since when they were.  ERR_DENIED for others. */
enum err volunteer_declare_name(struct ctx *, int64_t org, const int64_t accounts[static DECLARE_PEOPLE], struct problems *bad);
/*
 * "The register is right": kept with day and who, once a day.  A problem while somebody is put on near children without a
 * certificate in order.  ERR_NOT_FOUND for whoever is not one of the two.
 */
enum err volunteer_declare_right(struct ctx *, int64_t org, struct problems *bad);
/* All of it goes: when a demonstration begins again. */
enum err volunteer_declare_forget_all(struct ctx *);

#endif
