/*
 * acceptor.h -- new connections dealt out, so that no thread has all of them.
 *
 * Where several threads wait on one socket, the first to wake takes whatever waits: a proxy that opens eight
 * connections at once has them all on one thread, and the other core idles while they queue.
 */
#ifndef KIT_HTTP_ACCEPTOR_H
#define KIT_HTTP_ACCEPTOR_H

#include <sys/socket.h>

struct acceptor;
/*
 * give(arg, fd, address, size) has the connection from then on, whatever it does with it; may(arg) false: nobody is
 * let in just now, they wait in the line of the system.  fd listens, and stays the caller's.  NULL: no thread.
 */
struct acceptor *acceptor_start(int fd, void (*give)(void *, int, const struct sockaddr *, socklen_t), int (*may)(void *), void *arg);
void acceptor_stop(struct acceptor *);               /* NULL is fine; gives nothing afterwards */

#endif
