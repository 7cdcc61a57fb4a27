/* outbox_parts.h -- what the files of this room share with each other. */
#ifndef OUTBOX_PARTS_H
#define OUTBOX_PARTS_H

#include "form/form.h"
#include "outbox/outbox.h"

/* --- road.c: on which road, and what every message says of who sends it ----------------------------------------- */
extern const struct choice outbox_roads[], outbox_tls[], outbox_wishes[], outbox_reasons[];
struct outbox_road {
	struct str road, host, tls, login, secret, from_address, from_name, origin, own_words;
	int64_t port;
	bool numbers;
	int64_t broken_since, sent_at;
	struct str broken_why;
};
extern const struct field outbox_road_fields[];
enum err outbox_road(struct ctx *, struct outbox_road *);          /* secret opened */
/* secret empty: the one that is kept stays.  Problems where the author can mend them. */
enum err outbox_road_save(struct ctx *, struct outbox_road *, struct problems *bad);
/* How the last round went: why empty: the road took something. */
enum err outbox_road_went(struct ctx *, struct str why);
/*
 * The program that letters are given to stands in the file "send-by" of the data folder, an argument a line: whoever
 * may log in to a page must not be able to say what this machine runs.  NULL: none, or others may write in that file.
 */
const char *const *outbox_command(struct ctx *, struct arena *);
/* Does it carry this type of way ("email", "sms")? */
bool outbox_carries(const struct outbox_road *, struct str type);
/* "https://hus.example.org" that links begin with. */
struct str outbox_origin(struct ctx *, const struct outbox_road *);

/* --- text.c ------------------------------------------------------------------------------------------------------- */
/* A word of the whole letter that never leaves; absent: none.  The piece behind our own address is random letters. */
struct str outbox_told(struct ctx *, const struct outbox_road *, const struct outbox_letter *);
/* What a person gets begins with the name that they chose for that, and ends with how to stop it. */
struct str outbox_dress(struct ctx *, const char *lang, struct str name, struct str words, struct str link);

/* --- outbox.c ------------------------------------------------------------------------------------------------------- */
/* Who a message seems to come from: to a person the neutral name of their organisation (0: none), else the one of the house. */
enum err outbox_from(struct ctx *, const struct outbox_road *, int64_t org, struct outbox_letter *);
struct str outbox_place(struct ctx *, const char *column, int64_t id);     /* for a seal by the root key */
/* The link that stops a way works from now on; it is kept as a keyed hash. */
enum err outbox_stop_keep(struct ctx *, int64_t participant, int64_t channel);
struct str outbox_stop_tag(struct ctx *, struct str token);

/* --- send.c --------------------------------------------------------------------------------------------------------- */
struct outbox_due_rows;
/* Is it still so, and not stopped, whatever the road and the hour?  words: what would leave, empty when it cannot be opened. */
enum err outbox_still(struct ctx *, const struct outbox_road *, const struct outbox_due_rows *, struct str *words, bool *still);

/* --- notice.c: who works here and wants to be told ------------------------------------------------------------------- */
struct outbox_notice {
	struct str address, wish;         /* wish off: nothing is kept */
};
enum err outbox_notice(struct ctx *, int64_t account, struct outbox_notice *);
enum err outbox_notice_save(struct ctx *, struct outbox_notice *, struct problems *bad);
/* Promises that climbed and were not told yet: is there any, and (tell) an intention for each who is to hear of it. */
enum err outbox_climb(struct ctx *, bool tell, bool *any);
/* Does something still wait for them? */
enum err outbox_waits(struct ctx *, int64_t account, struct str mark, bool *);
/* The first time from an instant on at which they want to hear. */
int64_t outbox_notice_time(struct ctx *, const struct outbox_notice *, int64_t from);

/* --- pages -------------------------------------------------------------------------------------------------------------- */
enum err outbox_road_page(struct ctx *, const struct req *, struct reply *);
enum err outbox_road_post(struct ctx *, const struct req *, struct reply *);
enum err outbox_try_post(struct ctx *, const struct req *, struct reply *);
enum err outbox_notice_page(struct ctx *, const struct req *, struct reply *);
enum err outbox_notice_post(struct ctx *, const struct req *, struct reply *);
enum err outbox_ways_page(struct ctx *, const struct req *, struct reply *);
enum err outbox_way_post(struct ctx *, const struct req *, struct reply *);
enum err outbox_way_stop_post(struct ctx *, const struct req *, struct reply *);
enum err outbox_stop_page(struct ctx *, const struct req *, struct reply *);
enum err outbox_stop_post(struct ctx *, const struct req *, struct reply *);
enum err outbox_failed_page(struct ctx *, const struct req *, struct reply *);
enum err outbox_failed_post(struct ctx *, const struct req *, struct reply *);

#endif
