/* demo_parts.h -- what the files of this room share.  Private to it. */
#ifndef DEMO_PARTS_H
#define DEMO_PARTS_H

#include "demo/demo.h"

struct problems;

/* The tables are ours: a problem in them is our mistake. */
enum err demo_is_fine(struct ctx *, const char *what, const struct problems *);
enum err demo_people(struct ctx *);
struct account_demo_door;
enum err demo_door_place(struct ctx *, const struct account_demo_door *, int64_t *org, int64_t *area);
/* Partners outside with the links that a demonstration shows; people are there already. */
enum err demo_put_senders(struct ctx *);
/* Nothing that somebody added is left: meetings go, places and organisations of theirs end. */
enum err demo_sweep(struct ctx *);
enum err demo_put_orgs(struct ctx *);
enum err demo_put_places(struct ctx *);
/* The tree of programmes, its papers and the ten pairs; and away with them. */
enum err demo_put_programmes(struct ctx *);
enum err demo_sweep_programmes(struct ctx *);
/* The rule of the pilot with what people declared, and five grants with their books; people are there already. */
enum err demo_put_grants(struct ctx *);
enum err demo_sweep_grants(struct ctx *);
/* Notes and what was sent in before; reports, once the evenings are there. */
enum err demo_put_notes(struct ctx *);
enum err demo_put_reports(struct ctx *);
/* People who receive support; log-ins, groups and organisations are there already.  And away with them. */
enum err demo_put_receivers(struct ctx *);
enum err demo_sweep_receivers(struct ctx *);
/* Some of them by the names of the story; rides and calls that they said yes to. */
struct demo_cast {
	int64_t karim, bo, mette;
};
/* Who may be written to; and, once all else has happened, what came of it. */
enum err demo_put_ways_to_write(struct ctx *, const struct demo_cast *);
enum err demo_put_messages(struct ctx *, const struct demo_cast *, int64_t org, int64_t start);
enum err demo_put_rides(struct ctx *, const struct demo_cast *, const struct who *signe, int64_t start);
/* As a form shows areas: their names instead of their ids. */
struct str demo_area_names(struct ctx *, struct str ids);
/* The place of this name. */
enum err demo_place_id(struct ctx *, const char *name, int64_t *id);


/* Steps of the story, each with a row of demo_tables.h. */
enum err demo_list_service(struct ctx *, const void *row);
enum err demo_count_service(struct ctx *, const void *row);
enum err demo_fill_up_service(struct ctx *, const void *row);
enum err demo_report_service(struct ctx *, const void *row);
enum err demo_helper_comes(struct ctx *, const void *row);
enum err demo_helper_certified(struct ctx *, const void *row);
enum err demo_helper_learns(struct ctx *, const void *row);
enum err demo_helper_leads(struct ctx *, const void *row);
enum err demo_helper_renews(struct ctx *, const void *row);
enum err demo_helper_practises(struct ctx *, const void *row);
enum err demo_helper_rests(struct ctx *, const void *row);
enum err demo_helper_talks(struct ctx *, const void *row);
struct meeting;
enum err demo_follow(struct ctx *, const struct meeting *);
enum err demo_link_helpers(struct ctx *);
/* Who waits for a seat where, a group of counts only, and who says that a children's register is right. */
enum err demo_waiting(struct ctx *);
enum err demo_register(struct ctx *);
/* What went wrong, a worry about a child, asked from outside, rights; the two who read it are named already. */
enum err demo_put_safety(struct ctx *);
/* Two who share something through a gate that both opened, with keys that are shown. */
enum err demo_put_gates(struct ctx *);
/* Those who were handed over in the autumn, for how long it takes; nobody of them waits for anybody any more. */
enum err demo_put_arrivals(struct ctx *);
struct demo_service;
int demo_confirmed_days(const struct demo_service *);
int demo_counted_hours(const struct demo_service *);

#endif
