/* access.h -- who may do what: one table, asked on every route and in every query that has a scope. */
#ifndef ACCESS_H
#define ACCESS_H

#include "base/ctx.h"

/* What a route demands.  0 is no permission at all: a route without one stops the start. */
enum perm {
	PERM_MISSING,
	PUBLIC,               /* everybody, also without log-in */
	LINK,                 /* a one-time link in the address proves the right; the verb checks it */
	LOCAL,                /* only through the socket in the data folder: commands */
	MEMBER,               /* anyone who works here and is logged in, for their own things; a partner does not work here */
	PERSON,               /* somebody who receives support, with their return key, for their own things */
	MEETING_EDIT,         /* meetings of one's organisation and area */
	SERVICE_EDIT,         /* what else is offered by one's organisation and in one's area */
	KIND_EDIT,            /* what kinds of support there are, and what each asks; for the whole house */
	PLACE_EDIT,
	ORG_EDIT,
	REPORT_READ,          /* what visitors reported about listings */
	IMPORT,               /* take lists in, take them back */
	SHEET_BRING,          /* bring spreadsheets of what one may keep: each kind asks for its own permission beside */
	ACCOUNT_EDIT,         /* invite people, give roles, help with log-in */
	HOUSE_CARE,           /* health, backup, settings: sees no contents */
	AUDIT_READ,           /* the diary of who did what */
	GAP_READ,             /* what is missing where: public facts, added up */
	GAP_SIZES,            /* load how many people live where */
	OUTREACH_EDIT,        /* rounds of one's organisation and area, as counts */
	GRANT_READ,           /* the books of one's organisation, without what a person is paid */
	GRANT_BOOK,           /* keep the books, see what a person is paid */
	PROGRAMME_EDIT,       /* programmes, partnerships and their rules, of one's organisation and area */
	METHOD_EDIT,          /* what a method says: parts, items, training, evidence; for the whole house */
	VOLUNTEER_EDIT,       /* volunteers and staff of one's organisation: their path, what they can, what they are on for */
	EVENING_WRITE,        /* write down what came of a date of one's organisation and area */
	EVENING_KEEP,         /* look after these: notes to the coordinator, links, who stands in */
	PERSON_SERVE,         /* people whom one's organisation serves in one's area: hand over, follow, look after */
	TASK_DO,              /* what one was asked to do for somebody: call, go along, drive */
	OUTSIDE_ANSWER,       /* requests from outside and breaches: data protection, and an administrator as the second person */
	PERSON_SEND,          /* hand somebody over who sits beside one, and say that they leave; sees nothing of those who serve */
	DEMO_TURN,            /* the clock of a demonstration; never on a real folder */
	PERMS
};

/* Roles of requirements 9.3.  Codes are stable: they stand in the database. */
enum role {
	ROLE_VISITOR,
	ROLE_ADMINISTRATOR,
	ROLE_COORDINATOR,
	ROLE_KEEPER,
	ROLE_FACILITATOR,
	ROLE_COMPANION,
	ROLE_COACH,
	ROLE_PROVIDER,
	ROLE_FINANCE,
	ROLE_EVALUATOR,
	ROLE_DATA_PROTECTION,
	ROLE_TECHNICAL,
	ROLE_PARTNER,                 /* behind a link and six digits (room sender); never given to anybody who works here */
	ROLES
};

struct role_row {
	const char *code;             /* "coordinator" */
	const char *label;            /* N_ */
	const char *sentence;         /* N_: what one can do with it */
	uint64_t perms;               /* bit of enum perm */
};
extern const struct role_row access_roles[ROLES];

/* A role within one organisation and one area; 0 means in all of them. */
struct grant {
	enum role role;
	int64_t org, area;
};

/* Who asks.  A visitor is account 0 without grants; never NULL in a context of the hall. */
struct who {
	int64_t account;
	int64_t participant;          /* with a return key; then account is 0 */
	int64_t session;
	int64_t seen_at;              /* when the session was last written down as used */
	struct str name;
	const struct grant *grants;
	size_t ngrants;
	bool local;                   /* through the socket of the data folder */
	bool demo;                    /* the folder is a demonstration */
};
extern const struct who access_visitor;

/* May they at all, anywhere?  What a route asks. */
bool may(const struct who *, enum perm);
/* May they for something of this organisation and area (0: it has none)?  What a verb asks. */
bool may_for(const struct who *, enum perm, int64_t org, int64_t area);
/* May they for something of this organisation, be it in one area of it?  Each thing is looked at with may_for then. */
bool may_in(const struct who *, enum perm, int64_t org);
bool has_role(const struct who *, enum role);
/* Do they send people here and serve nobody: a partner from outside? */
bool is_sender(const struct who *);
/* Codes of the roles with this permission, a blank before and after each: for the scope of a query. */
struct str roles_with(struct arena *, enum perm);
bool role_of(struct str code, enum role *);
const char *perm_name(enum perm);

#endif
