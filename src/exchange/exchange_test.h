/* exchange_test.h -- lists taken in, and looked at afterwards. */
#ifndef EXCHANGE_TEST_H
#define EXCHANGE_TEST_H

#include "world.h"
#include "seeded.h"
#include "exchange/exchange.h"
#include "location/location.h"
#include "meeting/meeting.h"

/* A world with the areas that every folder begins with. */
struct world *lists_folder(void);
/* A dry run; and the same taken in, with what it did. */
struct exchange_run lists_look(struct world *, const char *format, const char *source, struct str bytes);
struct exchange_run lists_take(struct world *, const char *format, const char *source, struct str bytes);
/* Meeting Guide JSON of "Naboens liste". */
struct exchange_run lists_take_text(struct world *, const char *text);
void lists_counts(struct exchange_run, int64_t fresh, int64_t changed, int64_t same, int64_t refused, int64_t gone);
/* The meeting of a row that was taken in. */
struct meeting lists_meeting_at(struct world *, const struct exchange_run *, size_t row);
/* The first table that differs: facts, and what lists said of them, but not the diary and the files themselves. */
const char *lists_differ(const struct dump *, const struct dump *);
/* Does any column of what lists write hold the text? */
bool lists_hold(struct world *, const char *text);

#endif
