/* mail.h -- one letter, three roads on which it leaves (a program, a folder, a relay), and an answer.  Behind the relay: libcurl. */
#ifndef KIT_MAIL_H
#define KIT_MAIL_H

#include "base/arena.h"

/*
 * A letter in plain text.  name is its own: the same letter handed over again has the same name, the same date and
 * so the same bytes, by which whoever receives it can know that it came twice.
 */
struct mail {
	struct str name;                  /* a-z 0-9, also the name of its file and the left half of its Message-ID */
	struct str from, from_name;       /* from: an address; from_name may be empty */
	struct str to;                    /* an address, or "+4512345678" where the road carries text messages */
	struct str subject, text;         /* text: lines end with \n */
	int64_t at;                       /* seconds UTC, for its date */
	bool again;                       /* it may have been handed over before */
};

enum mail_end {
	MAIL_SENT,                        /* the road has it */
	MAIL_LATER,                       /* not now: try again */
	MAIL_REFUSED,                     /* this letter never */
	MAIL_UNSURE,                      /* it may have it: nothing was heard after the last byte */
};

enum { MAIL_NAME_MOST = 64, MAIL_SUBJECT_MOST = 200, MAIL_TEXT_MOST = 8000, MAIL_ADDRESS_MOST = 200, MAIL_WHY = 80 };

/* One address as the net has it: no blanks, quotes, lists or angles, something with a dot behind the @. */
bool mail_address_is(struct str);
/* "+4512345678" */
bool mail_number_is(struct str);
/*
 * The letter as bytes (RFC 5322, MIME, quoted-printable), lines end with CRLF.  Absent when a part does not fit: a
 * control character in what becomes a header, something too long, no address.
 */
struct str mail_bytes(struct arena *, const struct mail *);

/*
 * The three roads.  why gets a few words for the log and for whoever keeps the machine, never an address or a text.
 * They take their time: never inside the writer.
 */
/*
 * Written beside, synced, and renamed to NAME.eml: handed over again it takes its own place.  The folder is made when it
 * is not there.
 */
enum mail_end mail_to_folder(const char *dir, const struct mail *, char *why);
/*
 * The letter on its standard input, no shell.  Its environment has PATH, SAMHOLD_MESSAGE (the name) and SAMHOLD_AGAIN
 * (0 or 1) and nothing else.  It ends as sendmail does: 0 taken, 65 and 67 never, anything else later; after a minute
 * it is ended.
 */
enum { MAIL_COMMAND_SECONDS = 60 };
enum mail_end mail_to_command(const char *const *argv, const struct mail *, int seconds, char *why);

enum mail_tls { MAIL_TLS_NONE, MAIL_TLS_START, MAIL_TLS_FIRST };
struct mail_relay {
	struct str host;
	int port;
	enum mail_tls tls;
	struct str login, secret;         /* empty: without */
	int seconds;                      /* for the whole; 0: 60 */
};
enum mail_end mail_to_relay(const struct mail_relay *, const struct mail *, char *why);

/* An answer to a letter of ours, as a mail program writes it. */
enum { MAIL_NAMES_MOST = 20 };
struct mail_answer {
	struct str names[MAIL_NAMES_MOST];        /* of letters that it says it answers; they stand in the mail */
	size_t n;
	bool stop;                        /* what was written begins with that word */
};
void mail_answer_read(struct arena *, struct str mail, struct mail_answer *);

#endif
