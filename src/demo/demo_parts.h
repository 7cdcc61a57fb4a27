/* demo_parts.h -- what the files of this room share.  Private to it. */
#ifndef DEMO_PARTS_H
#define DEMO_PARTS_H

#include "demo/demo.h"

struct problems;

/* The tables are ours: a problem in them is our mistake. */
enum err demo_is_fine(struct ctx *, const char *what, const struct problems *);
enum err demo_people(struct ctx *);
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
/* The place of this name. */
enum err demo_place_id(struct ctx *, const char *name, int64_t *id);


/* Steps of the story, each with a row of demo_tables.h. */
enum err demo_list_service(struct ctx *, const void *row);
enum err demo_count_service(struct ctx *, const void *row);
enum err demo_fill_up_service(struct ctx *, const void *row);
enum err demo_report_service(struct ctx *, const void *row);
struct demo_service;
int demo_confirmed_days(const struct demo_service *);
int demo_counted_hours(const struct demo_service *);

#endif
