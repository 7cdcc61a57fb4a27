/* participant.h -- somebody who receives support: a number, what they are called, and what opens their own things. */
#ifndef PARTICIPANT_H
#define PARTICIPANT_H

#include "access/access.h"
#include "crypt/crypt.h"
#include "page/page.h"

enum {
	PARTICIPANT_IDLE_MINUTES = 15, PARTICIPANT_SESSION_HOURS = 8, PARTICIPANT_TOUCH_SECONDS = 60,
	PARTICIPANT_NICKNAME_MOST = 40,   /* characters */
};

/* How known somebody is.  A head is a number on an evening and has no record here. */
enum participant_level { PARTICIPANT_HEAD = 1, PARTICIPANT_CODE, PARTICIPANT_KNOWN };

/* Keys of one person, opened.  What is sealed with them is bound to the person as well as to its place. */
struct participant_lock {
	int64_t id;
	struct subkey data, vault;
	bool has_vault;
};

struct participant {
	int64_t id, org, area;            /* org: that serves them; 0: not yet, not said */
	int64_t level;                    /* enum participant_level */
	struct str role;                  /* person relative young */
	struct str lang, nickname;        /* nickname: may be empty */
	bool shielded;                    /* they fear somebody: nothing is shared with people around them, silently */
	int64_t made_at, seen_at;
};

extern const struct choice participant_roles[];

/* --- who they are ------------------------------------------------------------------------------------------- */
/*
 * Somebody new, of level 2: id and made_at are set, the keys are made.  What the author can mend goes to bad (the
 * nickname holds a number of a person, is too long).  No permission is asked: the callers are the person, or
 * somebody in whose presence they are.
 */
enum err participant_new(struct ctx *, struct participant *, struct problems *bad);
/* ERR_NOT_FOUND also for somebody who was erased. */
enum err participant_find(struct ctx *, int64_t id, struct participant *);
enum err participant_change(struct ctx *, const struct participant *, struct problems *bad);
/* The same for who asks: ERR_NOT_FOUND also when they may not know that this person is here. */
enum err participant_see(struct ctx *, int64_t id, struct participant *);
/* The one whose id stands in the address as ":id". */
enum err participant_of_req(struct ctx *, const struct req *, struct participant *);
/* What somebody is called on a list: their nickname, or that they have none. */
struct str participant_called(struct ctx *, struct str nickname);
/* May who asks know that this person is here?  Themselves, or who serves people of that organisation and area. */
bool participant_may_see(const struct ctx *, const struct participant *);
/*
 * May who asks act for them as they are written down?  The same, and a sender in the moment in which they write
 * them down: afterwards they are not theirs to look at.
 */
bool participant_may_begin(const struct ctx *, const struct participant *);
/* A sign of them: they logged in, came, answered. */
enum err participant_sign(struct ctx *, int64_t id);

/* --- what is sealed for them ---------------------------------------------------------------------------------- */
/* The keys of a person; ERR_NOT_FOUND when there are none (any more). */
enum err participant_lock(struct ctx *, int64_t id, struct participant_lock *);
/* The same from the two texts of participant_key, for lists that read them in their own query. */
enum err participant_lock_of(struct ctx *, int64_t id, struct str data, struct str vault, struct participant_lock *);

enum participant_box { BOX_DATA, BOX_VAULT };
/*
 * Seal a text for one person in one place: "table.column" and the row.  ERR_DENIED for the vault of somebody of
 * level 2, and for a sealed text that stands in another place or belongs to another person.
 */
enum err participant_seal(struct ctx *, const struct participant_lock *, enum participant_box, const char *place, int64_t row,
			  struct str text, struct str *sealed);
enum err participant_open(struct ctx *, const struct participant_lock *, enum participant_box, const char *place, int64_t row,
			  struct str sealed, struct str *text);

/* --- levels --------------------------------------------------------------------------------------------------------- */
/*
 * Up to known, by the person: themselves logged in, or present and saying so (spoken: the role of who heard it).
 * ERR_DENIED for staff without that.  name may be empty: a way to reach them is enough.
 */
enum err participant_up(struct ctx *, int64_t id, struct str name, struct str spoken, struct problems *bad);
/* Down to code: the key of the vault is destroyed at once, and with it name and contacts. */
enum err participant_down(struct ctx *, int64_t id);
/* Their name, for somebody who may see it; empty when there is none.  The caller writes down the look. */
enum err participant_name(struct ctx *, int64_t id, struct str *name);
/*
 * Everything that says who somebody was or what they told is made unreadable, now and in every backup that is
 * restored later.  What stays is a number in counts.
 */
enum err participant_erase(struct ctx *, int64_t id);
/* Is this a person who was erased, or whose vault was? */
struct participant_tombstone {
	int64_t participant, at;
	struct str what;                  /* erased vault */
};
enum err participant_tombstones(struct ctx *, int64_t after, int64_t most, struct participant_tombstone **out, size_t *n);
/* After a restore: what the list says is done again; how many it was not yet done to. */
enum err participant_bury(struct ctx *, const struct participant_tombstone *, bool *was_there);

/* --- return key ------------------------------------------------------------------------------------------------------- */
/* A key that was made and is not yet anybody's: shown once, then only its slow hash is known. */
struct participant_candidate {
	struct str text;                  /* "havre lygte bro sten kaffe 47", or "k7mq-3nfd-8xyz-rb4w" */
	struct str tag;
};
enum participant_key_form { KEY_AS_WORDS, KEY_AS_LETTERS };
/* Slow (60 ms): from route.before, outside the writer.  Words are of the language of the page. */
enum err participant_key_make(struct ctx *, enum participant_key_form, struct participant_candidate *);
/* The same as a route.before, in the form that was chosen in the field "as": the candidate is in req->carry. */
enum err participant_key_before(struct ctx *, const struct req *, struct reply *);
/* From now on this opens the person's things; an earlier key does not any more, and its sessions end. */
enum err participant_key_give(struct ctx *, int64_t id, const struct participant_candidate *);
/* Has somebody a key already? */
enum err participant_key_has(struct ctx *, int64_t id, bool *);
/* A key as it is shown once, and the choice between words and letters for a form that asks for one. */
enum err participant_key_html(struct ctx *, struct str key);
enum err participant_key_form_html(struct ctx *);

/* Keys of a demonstration, shown where one comes back with a key; ends with nickname NULL.  No real folder has them. */
struct participant_demo_key {
	const char *nickname, *sentence;  /* sentence: N_ */
	int words[5];                     /* places in the list of words */
};
extern const struct participant_demo_key participant_demo_keys[];
struct str participant_demo_key_text(struct ctx *, const struct participant_demo_key *);
enum err participant_demo_key_make(struct ctx *, const struct participant_demo_key *, struct participant_candidate *);

/* What is mistyped: known from what was typed alone (see key_words.h), so it may be told. */
enum participant_slip {
	SLIP_NONE,
	SLIP_SHAPE,                       /* neither five words nor sixteen characters */
	SLIP_WORD,                        /* one of five is no word of a list: wrong_word says which, from 1 */
	SLIP_CHECK,                       /* five words, and the digits are not theirs */
	SLIP_LETTER                       /* sixteen characters, and the last is not theirs */
};

/* Coming back with a key. */
struct participant_entry {
	struct str source, prefix;        /* prefix: the first two words or four characters; absent for a slip */
	int64_t wait_s, participant;      /* participant 0: it did not open anything */
	enum participant_slip slip;       /* then nothing was looked up */
	int wrong_word;
};
enum err participant_entry_look(struct ctx *, struct str typed, struct str source, struct participant_entry *);   /* slow */
enum err participant_entry_wrong(struct ctx *, const struct participant_entry *);
enum err participant_session_begin(struct ctx *, int64_t participant, struct str *token);

/* --- sessions: what the hall needs ---------------------------------------------------------------------------------------- */
/* As account_who: leaves *who alone for a token that is not, or no longer, one of ours. */
enum err participant_who(struct ctx *, struct str token, struct who *);
bool participant_needs_touch(const struct who *, int64_t now);
enum err participant_touch(struct ctx *);
enum err participant_log_out(struct ctx *);
enum err participant_clock_turned(struct ctx *, int64_t seconds);

#endif
