/* log.h -- one line of JSON per thing worth telling.  Never personal data, never a query string. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/str.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_NOTICE, LOG_ERROR };

/* To this descriptor from this level on; once, at start. */
void log_open(int fd, enum log_level least);
/*
 * One line: {"at":…,"level":…,"what":what, then name/value pairs}.  Pairs are const char *name,
 * const char *value, ended by NULL.  Written with one write(2).
 */
void log_line(enum log_level, const char *what, ...) __attribute__((sentinel));

#endif
