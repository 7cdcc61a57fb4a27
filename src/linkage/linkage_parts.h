/* linkage_parts.h -- what the files of this room share with each other. */
#ifndef LINKAGE_PARTS_H
#define LINKAGE_PARTS_H

#include "linkage/linkage.h"
#include "outbox/outbox.h"

/* One line of the state machine. */
struct linkage_move {
	const char *event, *from, *to;    /* from: codes with blanks around; "" : any open one */
	const char *mode;                 /* NULL: both */
	const char *end;                  /* end class, or NULL */
};
/* What this event does from where the loop stands; NULL: it does not fit. */
const struct linkage_move *linkage_move(const struct linkage *, struct str event);

/* When somebody must look again, of a loop as it stands now. */
int64_t linkage_due(struct ctx *, const struct linkage *);
/* The end of a day in Denmark. */
int64_t linkage_end_of(struct ctx *, day_t);

/* A loop and its state by id, whoever asks. */
enum err linkage_get(struct ctx *, int64_t id, struct linkage_line *);
/* What is written behind a change: the row, and the step. */
enum err linkage_put_step(struct ctx *, const struct linkage *, struct str event, struct str from, enum linkage_by, struct str words);
enum err linkage_store(struct ctx *, struct linkage *);
/* Is everything said that this needs?  Nothing is written. */
enum err linkage_check(struct ctx *, const struct linkage *, enum linkage_by, const struct linkage_act *, struct problems *bad);
/* Whoever goes along promises it. */
enum err linkage_ask_companion(struct ctx *, const struct linkage *);
/* All links of a loop that are still good end. */
enum err linkage_links_end(struct ctx *, const struct linkage *);

/* A link as it is kept. */
struct str linkage_tag(struct ctx *, struct str token);
/* The letter with it, exactly as it would leave. */
enum err linkage_letter(struct ctx *, const struct linkage *, struct str token, struct outbox_message *);
/* They are reminded of their time the evening before, where they allow it. */
enum err linkage_remind(struct ctx *, const struct linkage *);

enum err linkage_mail_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_list_page(struct ctx *, const struct req *, struct reply *);
enum err linkage_loop_page(struct ctx *, const struct req *, struct reply *);
enum err linkage_act_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_try_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_hand_on_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_asked_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_seen_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_card_page(struct ctx *, const struct req *, struct reply *);
enum err linkage_sent_card_page(struct ctx *, const struct req *, struct reply *);
enum err linkage_link_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_link_shown_page(struct ctx *, const struct req *, struct reply *);
enum err linkage_revoke_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_answer_page(struct ctx *, const struct req *, struct reply *);
enum err linkage_answer_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_again_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_own_page(struct ctx *, const struct req *, struct reply *);
enum err linkage_own_post(struct ctx *, const struct req *, struct reply *);
enum err linkage_along_page(struct ctx *, const struct req *, struct reply *);
enum err linkage_along_post(struct ctx *, const struct req *, struct reply *);

#endif
