/* listen.h -- a listening socket from the words of the configuration. */
#ifndef KIT_HTTP_LISTEN_H
#define KIT_HTTP_LISTEN_H

#include "base/str.h"

/*
 * "127.0.0.1:8080", "[::1]:8080" or "unix:/run/samhold.sock"; the socket file is ours alone
 * (mode 0600) and takes the place of one that nobody answers on.  The descriptor, or -1 with
 * a sentence in why.
 */
int listen_on(struct str where, char *why, size_t why_size);
int listen_port(int fd);                             /* 0 for a Unix socket */
/* The path of a Unix socket, or absent. */
struct str listen_path(struct str where);

#endif
