/* ride_test.h -- what the tests of this room begin with: a house with two coordinators, two drivers and somebody to drive. */
#ifndef RIDE_TEST_H
#define RIDE_TEST_H

#include "account/account.h"
#include "consent/consent.h"
#include "contact/contact.h"
#include "db/db.h"
#include "org/org.h"
#include "ride/ride.h"
#include "world.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

struct trip {
	struct world *w;
	int64_t org, signe, poul, kaj, karim;         /* Signe coordinates, Poul and Kaj drive, Karim is the person */
};

struct trip trip_new(void);                              /* ctx acts for the person */
void trip_acts(struct trip *, int64_t account);          /* ctx acts for somebody who works here */
void trip_is_rider(struct trip *);
void trip_logs_in(struct trip *, const char *name, enum role);
void trip_rider_logs_in(struct trip *);
/* Tomorrow at six in the evening, home at nine. */
struct ride_wish trip_wish(struct trip *);
struct ride trip_asked(struct trip *);
/* Poul drives both ways. */
struct ride trip_arranged(struct trip *);
struct ride trip_get(struct trip *, int64_t id);
/* It must fit. */
void trip_yes(struct trip *, int64_t driver, int64_t ride, unsigned legs);
void trip_off(struct trip *, int64_t driver, int64_t ride, unsigned legs);
void trip_do(struct trip *, int64_t ride, enum ride_by, const char *event);
struct str trip_ask(struct trip *, const char *sql);
int64_t trip_number(struct trip *, const char *sql);
/* Does the database refuse this by itself? */
bool trip_refuses(struct trip *, const char *sql);
const char *trip_path(struct trip *, const char *fmt, int64_t id);

#endif
