/* ride_parts.h -- what the files of this room share with each other. */
#ifndef RIDE_PARTS_H
#define RIDE_PARTS_H

#include "form/form.h"
#include "ride/ride.h"

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400 };

int64_t ride_at(const struct ctx *, day_t, int64_t minutes);       /* on the wall in Denmark */
/* One ride, whoever asks, and whether who asks serves its rider. */
enum err ride_get(struct ctx *, int64_t id, struct ride *);
bool ride_serves(const struct ctx *, const struct ride *);
bool ride_in(const struct ride *, const char *state);
/* It stands as its legs and times say: matched, arranged, on the way … */
void ride_settle(struct ride *);
/* The row as a verb made it, with its step, and what follows from it: tasks, offers, a code for a taxi. */
enum err ride_store(struct ctx *, struct ride *, struct str was, const char *event, unsigned legs);
/* Ask drivers for these legs; at once everybody, or in waves.  How many. */
enum err ride_wave(struct ctx *, const struct ride *, unsigned legs, bool at_once, size_t *n);
/* Another one has it, or nobody need: who was asked is thanked. */
enum err ride_thank(struct ctx *, const struct ride *);
/* Whoever rides or drives hears of what this step changed. */
enum err ride_tell(struct ctx *, const struct ride *, struct str was);
enum err ride_tell_asked(struct ctx *, const struct ride *, int64_t driver, int64_t from);
/* The sentence that names where it stands. */
enum err ride_refuse(struct ctx *, const struct ride *, struct problems *bad);

/* The form with which a ride is asked for. */
struct ride_ask_view {
	struct form_view form;
	struct str action, back, key, title, sum, said_yes;   /* said_yes absent: the person asks themselves */
	const struct problem *said_bad, *sure_bad;
	bool asks_sure;
};

enum err ride_mine_page(struct ctx *, const struct req *, struct reply *);
enum err ride_mine_ask(struct ctx *, const struct req *, struct reply *);
enum err ride_mine_act(struct ctx *, const struct req *, struct reply *);
enum err ride_list_page(struct ctx *, const struct req *, struct reply *);
enum err ride_page(struct ctx *, const struct req *, struct reply *);
enum err ride_act(struct ctx *, const struct req *, struct reply *);
enum err ride_number_show(struct ctx *, const struct req *, struct reply *);
enum err ride_found_post(struct ctx *, const struct req *, struct reply *);
enum err ride_person_page(struct ctx *, const struct req *, struct reply *);
enum err ride_person_ask(struct ctx *, const struct req *, struct reply *);
enum err ride_jobs_page(struct ctx *, const struct req *, struct reply *);
enum err ride_job_page(struct ctx *, const struct req *, struct reply *);
enum err ride_job_act(struct ctx *, const struct req *, struct reply *);
enum err ride_car_page(struct ctx *, const struct req *, struct reply *);
enum err ride_car_post(struct ctx *, const struct req *, struct reply *);
enum err ride_money_page(struct ctx *, const struct req *, struct reply *);
enum err ride_money_post(struct ctx *, const struct req *, struct reply *);

#endif
