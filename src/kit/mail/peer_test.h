/* peer_test.h -- a relay for tests: says what it is told to say, and keeps what it hears. */
#ifndef PEER_TEST_H
#define PEER_TEST_H

#include <pthread.h>
#include <stdbool.h>

enum { PEER_KEPT = 16384 };

struct peer {
	const char *to_rcpt, *to_mail, *to_letter;        /* answers; NULL: 250 */
	bool silent;                      /* hangs up after the letter without a word */
	int port, letters;
	char kept[PEER_KEPT];             /* what the other side said, the letter included */
	int listens;
	pthread_t thread;
};

void peer_start(struct peer *);
void peer_stop(struct peer *);

#endif
