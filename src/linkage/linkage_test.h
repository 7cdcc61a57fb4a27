/* linkage_test.h -- what the tests of this room begin with: a service, a group, two who answer and a person. */
#ifndef LINKAGE_TEST_H
#define LINKAGE_TEST_H

#include "account/account.h"
#include "consent/consent.h"
#include "db/db.h"
#include "linkage/linkage.h"
#include "service/service_test.h"

enum { HOUR = 3600, DAY = 86400 };

struct road {
	struct house_of_help h;
	struct world *w;
	int64_t service, group, signe, sara, karim;       /* Signe coordinates, Sara coaches, Karim is the person */
};

struct road road_new(void);
void road_acts(struct road *, int64_t account);          /* ctx acts for somebody who works here */
void road_is(struct road *, int64_t participant);        /* ctx acts for the person */
void road_logs_in(struct road *, const char *name, enum role, int64_t org);
/* Handed over to the service (told: nickname), or introduced to the group. */
struct linkage road_referral(struct road *);
struct linkage road_introduction(struct road *);
struct linkage road_get(struct road *, int64_t id);
/* Let it happen, by staff; it must fit. */
void road_do(struct road *, struct linkage *, struct linkage_act);
struct str road_ask(struct road *, const char *sql);
/* Does the database refuse this by itself? */
bool road_refuses(struct road *, const char *sql);
const char *road_path(struct road *, const char *fmt, int64_t id);
const char *road_link(struct road *, struct linkage *);      /* "/da/l/…" */

#endif
