/* feed_api_parts.h -- what the handlers of the interface share.  For the feed room only. */
#ifndef FEED_API_PARTS_H
#define FEED_API_PARTS_H

#include "feed/feed.h"
#include "json/json.h"

/* Language and type of the answer. */
void api_begin(struct ctx *, const struct req *, struct reply *, struct json_out *);
/* RFC 9457 with the list of what can be mended. */
enum err api_problems(struct ctx *, struct reply *, int status, const struct problems *bad);

/* A misspelt member would be lost without a word: known are the fields, and more, which ends with NULL. */
void api_check_names(struct ctx *, const struct values *body, const struct field *, const char *const *more, struct problems *bad);

struct api_pages {
	int64_t page, per_page, total;
};
struct api_pages api_pages_of(const struct req *);
void api_link_pages(struct ctx *, const struct req *, struct reply *, const struct api_pages *);      /* RFC 8288 */
void api_put_pages(struct json_out *, const struct api_pages *);

#endif
