/* service_pages.h -- what the page files of this room share. */
#ifndef SERVICE_PAGES_H
#define SERVICE_PAGES_H

#include "service/service_parts.h"

/* The service of the address, for those who may keep it: ERR_DENIED for others. */
enum err service_asked_for(struct ctx *, const struct req *, struct service_whole *);
/* "/da/work/support/17" and what follows. */
struct str service_work_url(struct ctx *, int64_t id, const char *rest);
/* "Confirmed 3 days ago": as a line with its class and icon. */
struct service_fresh {
	const char *class, *icon;
	struct str text;
};
struct service_fresh service_fresh_line(struct ctx *, int64_t verified_at);
const char *service_state_chip(struct str state);

/* service_list_page.c */
enum err service_list_page(struct ctx *, const struct req *, struct reply *);
/* service_edit_page.c */
enum err service_new_form(struct ctx *, const struct req *, struct reply *);
enum err service_add(struct ctx *, const struct req *, struct reply *);
enum err service_edit_form(struct ctx *, const struct req *, struct reply *);
enum err service_change(struct ctx *, const struct req *, struct reply *);

/* service_hours_page.c: hours as rows of a form. */
struct hours_row {
	struct str days, nth, from, to, note_da, note_en;       /* days: codes with blanks between; as typed */
	int64_t location;
};
struct hours_form {
	struct hours_row *rows;           /* the known ones, and some to be filled in */
	size_t n;
	struct str *odd;                  /* rhythms that a row cannot say, in words; kept unless unticked */
	size_t nodd;
};
/* As it is stored; as it was typed. */
void service_hours_stored(struct ctx *, const struct service_whole *, struct hours_form *);
void service_hours_typed(struct ctx *, const struct values *, const struct service_whole *, struct hours_form *);
/* What was typed becomes the hours of the service. */
enum err service_hours_read(struct ctx *, const struct values *, struct service_whole *, struct problems *bad);

#endif
