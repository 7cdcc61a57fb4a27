/* report_parts.h -- what the pages of this room share.  Private to it. */
#ifndef REPORT_PARTS_H
#define REPORT_PARTS_H

#include "report/report.h"

/* The programme of the address, for those who keep it. */
enum err report_asked_programme(struct ctx *, const struct req *, struct programme *);
struct str report_url(struct ctx *, const struct programme *, const char *rest);

enum err report_end_page(struct ctx *, const struct req *, struct reply *);
enum err report_end_send(struct ctx *, const struct req *, struct reply *);
enum err report_group_send(struct ctx *, const struct req *, struct reply *);
enum err report_point_send(struct ctx *, const struct req *, struct reply *);

#endif
