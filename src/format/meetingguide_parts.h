/* meetingguide_parts.h -- what the readers of meeting lists share; nobody else includes it. */
#ifndef FORMAT_MEETINGGUIDE_PARTS_H
#define FORMAT_MEETINGGUIDE_PARTS_H

#include "format/clean.h"
#include "format/meetingguide.h"
#include "json/json.h"

/* --- one file --------------------------------------------------------------------------- */
struct mg_reading {
	struct arena *a;                  /* of the feed */
	struct arena *tmp;                /* of the entry at hand */
	struct mg_feed *feed;
	size_t room;                      /* meetings there is memory for */
	size_t before;                    /* bytes of the arena used when we began */
	bool full;
	int line;
	size_t index;
	struct str bytes;                 /* of the entry at hand, in UTF-8 */
};

/* Make the meetings of one entry, see mg_add. */
typedef void mg_entry_fn(struct mg_reading *, const struct json *entry);
enum err mg_each(struct arena *a, struct str bytes, struct mg_feed *feed, mg_entry_fn *fn,
		 const char **why, int *line);
/* A new meeting of the entry at hand; NULL when the feed is full. */
struct mg_meeting *mg_add(struct mg_reading *);

/* --- one meeting ------------------------------------------------------------------------ */
void mg_mend(struct mg_meeting *, const char *note);                 /* the same note once */
void mg_refuse(struct mg_reading *, struct mg_meeting *, const char *why, struct str value);

/* The value of that name, case aside, ' ' as '_'; NULL when it is not there, null or "". */
const struct json *mg_field(const struct json *entry, const char *name);
/* A text or a whole number as text; absent for anything else, NULL included. */
struct str mg_plain(struct arena *, const struct json *);

/* As clean_text; what was read generously is noted in the meeting. */
struct str mg_clean(struct mg_reading *, struct mg_meeting *, struct str, enum clean_kind, size_t most);
void mg_add_type(struct mg_reading *, struct mg_meeting *, struct str code);

/* Minutes after midnight of "19:00", "7 PM", "19.30", "noon"; -1 when it is none or says too little. */
int mg_minutes(struct str, bool *odd);
int mg_weekday(struct str);                                          /* 0 Sunday; -1 */
/* UTC seconds of "2022-08-25 11:17:07", ISO 8601 and the American "8/25/2022 11:17:07 AM"; 0. */
int64_t mg_instant(struct str, bool *odd);
void mg_refuse_time(struct mg_reading *, struct mg_meeting *, struct str value);

bool mg_has_address(const struct mg_meeting *);

/* What a weekday adds to a slug. */
extern const char mg_day_suffix[7][5];

/* Where both readers say the same. */
extern const char mg_note_time[], mg_note_updated[];

#endif
