/* grant_parts.h -- what the files of this room share. */
#ifndef GRANT_PARTS_H
#define GRANT_PARTS_H

#include "grant/grant.h"

/* Budget and days as they would be typed. */
enum err grant_fill_texts(struct ctx *, struct grant_book *);
/* The grant of the address; denied to those who may not read, or not keep, its books. */
enum err grant_asked(struct ctx *, const struct req *, bool to_book, struct grant_book *);
struct str grant_url(struct ctx *, const struct grant_book *, const char *tail);

/* Pages in files of their own. */
enum err grant_hours_form(struct ctx *, const struct req *, struct reply *);
enum err grant_hours_add(struct ctx *, const struct req *, struct reply *);
enum err grant_cost_form(struct ctx *, const struct req *, struct reply *);
enum err grant_cost_add(struct ctx *, const struct req *, struct reply *);
enum err grant_income_form(struct ctx *, const struct req *, struct reply *);
enum err grant_income_add(struct ctx *, const struct req *, struct reply *);
enum err grant_people_form(struct ctx *, const struct req *, struct reply *);
enum err grant_people_add(struct ctx *, const struct req *, struct reply *);
enum err grant_own_form(struct ctx *, const struct req *, struct reply *);
enum err grant_own_add(struct ctx *, const struct req *, struct reply *);
enum err grant_account_page(struct ctx *, const struct req *, struct reply *);
enum err grant_file_page(struct ctx *, const struct req *, struct reply *);

#endif
