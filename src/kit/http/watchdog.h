/* watchdog.h -- absolute deadlines for sockets.  The library only knows how long one was silent. */
#ifndef KIT_HTTP_WATCHDOG_H
#define KIT_HTTP_WATCHDOG_H

#include <stdatomic.h>
#include <stdint.h>

/* One connection; lives in the connection's own memory. */
struct watched {
	struct watched *next, *prev;
	_Atomic int64_t due;             /* mono_us(); 0 never */
	int fd;
};

struct watchdog;

struct watchdog *watchdog_open(void);                /* NULL when there is no thread to be had */
void watchdog_close(struct watchdog *);              /* nothing may be watched any more */
void watchdog_add(struct watchdog *, struct watched *, int fd, int64_t seconds);
/* Before the descriptor is closed: afterwards its number may be another's. */
void watchdog_remove(struct watchdog *, struct watched *);
/* From now on so many seconds are left; 0: no deadline.  From the connection's thread, no lock. */
void watch_for(struct watched *, int64_t seconds);
void watchdog_shut_all(struct watchdog *);           /* every deadline is now */

#endif
