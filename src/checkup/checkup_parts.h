/* checkup_parts.h -- what the files of this room share with each other. */
#ifndef CHECKUP_PARTS_H
#define CHECKUP_PARTS_H

#include "checkup/checkup.h"
#include "form/form.h"

enum { HOUR_S = 3600, DAY_S = 86400 };

/* One, whoever asks. */
enum err checkup_get(struct ctx *, int64_t id, struct checkup *);
/* The row as a verb made it; ERR_CONFLICT when somebody was quicker. */
enum err checkup_store(struct ctx *, struct checkup *);
/* A new promise for the day that comes next. */
enum err checkup_remind(struct ctx *, const struct checkup *, const struct task *, int64_t due_at);
enum err checkup_promise(struct ctx *, struct checkup *, int64_t owner, int64_t deputy);
/* Over, with everything that was still promised about it. */
enum err checkup_end(struct ctx *, struct checkup *, const char *end_class);
/* Their yes, from now on; spoken: the role of who heard it, empty: their own key. */
enum err checkup_say_yes(struct ctx *, const struct checkup *, struct str spoken, struct problems *bad);
/* A task for a coordinator about it. */
enum err checkup_tell(struct ctx *, const struct checkup *, const char *kind, int64_t due, bool red, struct str once);
/* The role of who asks, for a yes that they heard. */
struct str checkup_own_role(const struct who *);

enum err checkup_list_page(struct ctx *, const struct req *, struct reply *);
enum err checkup_page(struct ctx *, const struct req *, struct reply *);
enum err checkup_act(struct ctx *, const struct req *, struct reply *);
enum err checkup_number_show(struct ctx *, const struct req *, struct reply *);
enum err checkup_say_post(struct ctx *, const struct req *, struct reply *);
enum err checkup_owner_post(struct ctx *, const struct req *, struct reply *);
enum err checkup_person_page(struct ctx *, const struct req *, struct reply *);
enum err checkup_person_begin(struct ctx *, const struct req *, struct reply *);
enum err checkup_script_page(struct ctx *, const struct req *, struct reply *);
enum err checkup_script_post(struct ctx *, const struct req *, struct reply *);
enum err checkup_mine_page(struct ctx *, const struct req *, struct reply *);
enum err checkup_mine_begin(struct ctx *, const struct req *, struct reply *);
enum err checkup_mine_stop(struct ctx *, const struct req *, struct reply *);
enum err checkup_mine_form(struct ctx *, const struct req *, struct reply *);
enum err checkup_mine_say(struct ctx *, const struct req *, struct reply *);

#endif
