/* consent_parts.h -- what the files of this room share with each other. */
#ifndef CONSENT_PARTS_H
#define CONSENT_PARTS_H

#include "consent/consent.h"
#include "participant/participant.h"

enum { CONSENT_SHOWN_MOST = 100 };

/* One yes in words, for a page. */
struct yes_words {
	struct str from, to, what, purpose, begun, until, form, heard, state, ended, left;
	struct str href, stop, tell, key;  /* absent: not offered */
	bool live;
};
enum err consent_words(struct ctx *, const struct consent *, struct yes_words *);
/* "your name, what you need and your language" */
struct str consent_what(struct ctx *, unsigned classes);
struct str consent_moment(struct ctx *, int64_t at);
/* All of them, with the addresses below here ("/da/mine/consents"). */
enum err consent_all_words(struct ctx *, int64_t participant, struct str here, struct yes_words **out, size_t *n);
/* Somebody who works here, as people call them. */
enum err consent_colleague(struct ctx *, int64_t account, struct str *name);
struct str consent_why(struct ctx *, const struct consent_looked *);

/* Pages that the person and who helps them share: addresses begin with here, back is where one came from. */
struct yes_page {
	struct participant p;
	struct str here;
	enum frame_kind kind;
};
enum err consent_stop_page(struct ctx *, const struct req *, const struct yes_page *);
enum err consent_stop_it(struct ctx *, const struct req *, struct reply *, const struct yes_page *);
enum err consent_paper_page(struct ctx *, const struct req *, const struct yes_page *);

enum err consent_mine(struct ctx *, const struct req *, struct reply *);
enum err consent_mine_paper(struct ctx *, const struct req *, struct reply *);
enum err consent_mine_stop(struct ctx *, const struct req *, struct reply *);
enum err consent_mine_stop_it(struct ctx *, const struct req *, struct reply *);
enum err consent_look_page(struct ctx *, const struct req *, struct reply *);
enum err consent_look_now(struct ctx *, const struct req *, struct reply *);
enum err consent_looks_page(struct ctx *, const struct req *, struct reply *);
enum err consent_looks_review(struct ctx *, const struct req *, struct reply *);

#endif
