/*
 * source.c -- where a request came from.
 *
 * Limits need to tell one network from another for some minutes; nobody needs
 * to know which network it was.  Hence the hash is keyed, the key is thrown
 * away every day, and the hash of yesterday cannot be matched with today's.
 */
#include "http/source.h"

#include "base/clock.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static const int64_t day_us = INT64_C(24) * 3600 * 1000000;

struct sources {
	pthread_mutex_t lock;
	int64_t until;                   /* mono_us() */
	unsigned char key[crypto_shorthash_KEYBYTES];
};

static void take4(const uint8_t *address, struct network *n)
{
	*n = (struct network){ .family = 4, .local = address[0] == 127 };
	memcpy(n->bytes, address, 3);
}

static void take6(const struct in6_addr *a, struct network *n)
{
	if (IN6_IS_ADDR_V4MAPPED(a)) {
		take4(a->s6_addr + 12, n);
		return;
	}
	*n = (struct network){ .family = 6, .local = IN6_IS_ADDR_LOOPBACK(a) };
	memcpy(n->bytes, a->s6_addr, 8);
}

void network_of(const struct sockaddr *sa, struct network *n)
{
	struct sockaddr_in in;
	struct sockaddr_in6 in6;

	*n = (struct network){ .local = true };
	if (sa && sa->sa_family == AF_INET) {
		memcpy(&in, sa, sizeof in);
		take4((const uint8_t *)&in.sin_addr, n);
	} else if (sa && sa->sa_family == AF_INET6) {
		memcpy(&in6, sa, sizeof in6);
		take6(&in6.sin6_addr, n);
	}
}

/* The address without brackets and port. */
static struct str bare(struct str s)
{
	size_t colon = str_index(s, S(":"), 0), end = str_index(s, S("]"), 0);

	if (s.n && s.p[0] == '[')
		return end == SIZE_MAX ? STR_ABSENT : str_slice(s, 1, end);
	if (colon != SIZE_MAX && str_index(s, S(":"), colon + 1) == SIZE_MAX)
		return str_slice(s, 0, colon);
	return s;
}

bool network_parse(struct str s, struct network *n)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr six;
	uint8_t four[4];

	s = bare(str_trim(s));
	if (!s.n || s.n >= sizeof text || memchr(s.p, 0, s.n))
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = 0;
	if (inet_pton(AF_INET, text, four) == 1)
		take4(four, n);
	else if (inet_pton(AF_INET6, text, &six) == 1)
		take6(&six, n);
	else
		return false;
	return true;
}

struct sources *sources_new(void)
{
	struct sources *s = calloc(1, sizeof *s);

	if (s)
		pthread_mutex_init(&s->lock, NULL);
	return s;
}

void sources_free(struct sources *s)
{
	if (!s)
		return;
	sodium_memzero(s->key, sizeof s->key);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

uint64_t sources_hash(struct sources *s, const struct network *n)
{
	unsigned char in[1 + sizeof n->bytes], out[crypto_shorthash_BYTES];
	int64_t now = mono_us();
	uint64_t hash;

	in[0] = n->family;
	memcpy(in + 1, n->bytes, sizeof n->bytes);
	pthread_mutex_lock(&s->lock);
	if (now >= s->until) {
		crypto_shorthash_keygen(s->key);
		s->until = now + day_us;
	}
	crypto_shorthash(out, in, sizeof in, s->key);
	pthread_mutex_unlock(&s->lock);
	memcpy(&hash, out, sizeof hash);
	return hash;
}
