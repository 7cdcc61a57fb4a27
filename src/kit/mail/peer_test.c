/* peer_test.c -- a relay for tests. */
#include "mail/peer_test.h"

#include "test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static void say(FILE *out, const char *line)
{
	fprintf(out, "%s\r\n", line);
	fflush(out);
}

static void keep(struct peer *p, const char *line)
{
	size_t n = strlen(p->kept);

	snprintf(p->kept + n, sizeof p->kept - n, "%s", line);
}

/* Up to the dot that stands alone. */
static bool take_letter(struct peer *p, FILE *in)
{
	char line[2000];

	while (fgets(line, sizeof line, in)) {
		if (!strcmp(line, ".\r\n"))
			return true;
		keep(p, line);
	}
	return false;
}

static void serve_one(struct peer *p, FILE *in, FILE *out)
{
	char line[2000];

	say(out, "220 peer");
	while (fgets(line, sizeof line, in)) {
		keep(p, line);
		if (!strncmp(line, "EHLO", 4)) {
			say(out, "250 peer");
		} else if (!strncmp(line, "MAIL", 4)) {
			say(out, p->to_mail ? p->to_mail : "250 fine");
		} else if (!strncmp(line, "RCPT", 4)) {
			say(out, p->to_rcpt ? p->to_rcpt : "250 fine");
		} else if (!strncmp(line, "DATA", 4)) {
			say(out, "354 go on");
			if (!take_letter(p, in) || p->silent)
				return;
			p->letters++;
			say(out, p->to_letter ? p->to_letter : "250 taken");
		} else if (!strncmp(line, "QUIT", 4)) {
			say(out, "221 bye");
			return;
		} else {
			say(out, "250 fine");
		}
	}
}

static void *run(void *arg)
{
	struct peer *p = arg;
	int fd;

	while ((fd = accept(p->listens, NULL, NULL)) >= 0) {
		FILE *in = fdopen(fd, "r"), *out = fdopen(dup(fd), "w");
		serve_one(p, in, out);
		fclose(in);
		fclose(out);
	}
	return NULL;
}

void peer_start(struct peer *p)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t n = sizeof at;

	p->kept[0] = 0;
	p->listens = socket(AF_INET, SOCK_STREAM, 0);
	ok(!bind(p->listens, (struct sockaddr *)&at, sizeof at) && !listen(p->listens, 5));
	ok(!getsockname(p->listens, (struct sockaddr *)&at, &n));
	p->port = ntohs(at.sin_port);
	pthread_create(&p->thread, NULL, run, p);
}

void peer_stop(struct peer *p)
{
	shutdown(p->listens, SHUT_RDWR);
	pthread_join(p->thread, NULL);
	close(p->listens);
}
