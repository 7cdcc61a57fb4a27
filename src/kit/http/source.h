/* source.h -- where a request came from, as coarse and as forgettable as a limit allows. */
#ifndef KIT_HTTP_SOURCE_H
#define KIT_HTTP_SOURCE_H

#include "base/str.h"

#include <sys/socket.h>

/* The client's network: /24 of an IPv4 address, /64 of an IPv6 address. */
struct network {
	uint8_t family;                  /* 4, 6, or 0: a Unix socket */
	uint8_t bytes[8];
	bool local;                      /* loopback or Unix socket: ourselves or our proxy */
};

void network_of(const struct sockaddr *, struct network *);
/* "192.0.2.7", "192.0.2.7:5566", "2001:db8::1", "[2001:db8::1]:5566"; false for anything else. */
bool network_parse(struct str, struct network *);

/* The key of the day: random, never stored, forgotten after 24 hours. */
struct sources;

struct sources *sources_new(void);
void sources_free(struct sources *);
uint64_t sources_hash(struct sources *, const struct network *);   /* thread-safe */

#endif
