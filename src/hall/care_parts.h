/* care_parts.h -- what the files share that look whether everything is well.  Private to the hall. */
#ifndef HALL_CARE_PARTS_H
#define HALL_CARE_PARTS_H

#include "hall/care.h"

struct looking {
	struct ctx *ctx;
	int64_t faults, seen, here;   /* here: faults of this kind of look */
	struct arena *scratch;
};

/* A sentence of its own; a fault, which counts for the exit code; something to know that is none. */
void care_line(struct ctx *, struct str text);
void care_found(struct looking *, struct str sentence);
void care_note(struct looking *, struct str sentence);

/* care_machine.c: backup, disk, clock, frozen reports, the index against its tables, evenings without a word, messages that wait. */
enum err care_backup(struct looking *);
enum err care_room(struct looking *);
enum err care_clock(struct looking *);
enum err care_reports(struct looking *);
enum err care_index(struct looking *);
enum err care_evenings(struct looking *);
enum err care_messages(struct looking *);

#endif
