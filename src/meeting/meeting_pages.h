/* meeting_pages.h -- what the page files of this room share. */
#ifndef MEETING_PAGES_H
#define MEETING_PAGES_H

#include "meeting/series.h"

/* The series of the address, for those who may keep it: ERR_DENIED for others. */
enum err meeting_asked(struct ctx *, const struct req *, struct meeting *);
/* "/da/work/meetings/17" and what follows. */
struct str meeting_work_url(struct ctx *, const struct meeting *, const char *rest);
day_t meeting_today(struct ctx *, const struct meeting *);
/* A date as one types it in this language. */
struct str meeting_typed_day(struct ctx *, day_t);
/* "Confirmed 3 days ago": as a line with its class and icon. */
struct fresh_line {
	const char *class, *icon;
	struct str text;
};
struct fresh_line meeting_fresh_line(struct ctx *, int64_t verified_at);

/* meeting_list_page.c */
enum err meeting_list_page(struct ctx *, const struct req *, struct reply *);
/* meeting_edit_page.c */
enum err meeting_new_form(struct ctx *, const struct req *, struct reply *);
enum err meeting_add(struct ctx *, const struct req *, struct reply *);
enum err meeting_edit_form(struct ctx *, const struct req *, struct reply *);
enum err meeting_change(struct ctx *, const struct req *, struct reply *);
enum err meeting_following_form(struct ctx *, const struct req *, struct reply *);
enum err meeting_following(struct ctx *, const struct req *, struct reply *);
/* meeting_date_page.c */
enum err meeting_cancel_form(struct ctx *, const struct req *, struct reply *);
enum err meeting_cancel(struct ctx *, const struct req *, struct reply *);
enum err meeting_move_form(struct ctx *, const struct req *, struct reply *);
enum err meeting_move(struct ctx *, const struct req *, struct reply *);
enum err meeting_pause_form(struct ctx *, const struct req *, struct reply *);
enum err meeting_pause_add(struct ctx *, const struct req *, struct reply *);

#endif
