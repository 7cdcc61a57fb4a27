/*
 * phone.h -- messages do not leave: who is called instead.
 *
 * From the moment on at which the road counts as failed (outbox_down) the list is there, worked out from what has not
 * left; at eight in the morning it is written down and a file of it lies in the data folder, so that it can be printed
 * also when nobody can log in.
 */
#ifndef PHONE_H
#define PHONE_H

#include "contact/contact.h"
#include "outbox/outbox.h"

enum { PHONE_FROM_MIN = 8 * 60, PHONE_MOST = 300, PHONE_KEPT_DAYS = 90 };

enum phone_state {
	PHONE_OPEN,                       /* to be called */
	PHONE_TOLD,                       /* somebody reached them */
	PHONE_WAITS,                      /* the road works again: it leaves by itself */
	PHONE_LEFT,                       /* the message left after all */
	PHONE_OVER                        /* it is not to be told any more */
};
struct phone_line {
	int64_t participant, message, org, area, owner, deputy;
	struct str kind, to_kind, words;  /* words: to be read out; may be empty */
	int64_t subject, to;
	enum phone_state state;
	int64_t state_at;
	struct str called;                /* the person as on their page, the place, the colleague */
	struct str number, when;          /* masked unless shown; number empty: none is known; when: they said so */
	int64_t channel;                  /* 0: none */
	bool today;                       /* a time that they allow comes today */
};
struct phone_view {
	int64_t since, made_at;           /* since 0: the road works; made_at 0: no list yet */
	day_t day;                        /* of the list, or today */
	struct phone_line *at;
	size_t n, open;
};
/* What who asks may see of it: of people whom they serve, and what they answer for. */
enum err phone_read(struct ctx *, struct phone_view *);
/* Somebody reached them: that message never leaves.  Twice is once; ERR_NOT_FOUND for one that is not on their list. */
enum err phone_told(struct ctx *, int64_t message);
/* The list as a PDF with the numbers that may be called today; each number is a look that is written down. */
enum err phone_paper(struct ctx *, const struct phone_view *);

/* --- by itself ------------------------------------------------------------------------------------------------------- */
/* Is a list to be made now?  Only reads. */
enum err phone_is_due(struct ctx *, bool *);
/* A file of it: for who holds the machine, so numbers of cases stand in it and no name. */
struct phone_file {
	struct arena *arena;              /* its own: it leaves the writer */
	struct str dir, name, text;       /* text absent: there is none to write */
};
/* In the writer.  Does nothing when none is due. */
enum err phone_make(struct ctx *, struct phone_file *);
/* Outside of it.  False: it could not be written; the list is on the page all the same. */
bool phone_write(const struct phone_file *);
enum err phone_tidy(struct ctx *);
/* A demonstration begins again: no list was made. */
enum err phone_start_again(struct ctx *);

extern const struct route phone_routes[];

#endif
