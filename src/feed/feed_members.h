/* feed_members.h -- the members that our JSON has besides the fields of the tables.  For the feed room only. */
#ifndef FEED_MEMBERS_H
#define FEED_MEMBERS_H

struct feed_member {
	const char *schema, *name, *type, *sentence;
};
extern const struct feed_member feed_members[];       /* ends with schema NULL */

#endif
