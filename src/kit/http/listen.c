/* listen.c -- a listening socket from the words of the configuration. */
#include "http/listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { BACKLOG = 1024, SOCKET_FLAGS = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC };

struct str listen_path(struct str where)
{
	return str_starts(where, S("unix:")) ? str_slice(where, 5, where.n) : STR_ABSENT;
}

static int give_up(int fd, struct str where, const char *what, char *why, size_t n)
{
	snprintf(why, n, "Cannot listen on %.*s: %s.", STR_ARG(where), what);
	if (fd >= 0)
		close(fd);
	return -1;
}

static const char *reason(int error)
{
	switch (error) {
	case EADDRINUSE: return "another program is listening there already";
	case EADDRNOTAVAIL: return "this machine does not have that address";
	case EACCES: return "not permitted; ports below 1024 and foreign folders need more rights";
	case ENOENT: return "the folder does not exist";
	default: return strerrordesc_np(error);
	}
}

static int bound(int fd, const struct sockaddr *address, socklen_t n)
{
	return bind(fd, address, n) || listen(fd, BACKLOG) ? -1 : 0;
}

/* Somebody answers there: not stale. */
static bool is_alive(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCKET_FLAGS, 0);
	bool alive = fd >= 0 && (!connect(fd, (const struct sockaddr *)address, sizeof *address) ||
				 errno == EAGAIN);

	if (fd >= 0)
		close(fd);
	return alive;
}

static void remove_stale(const struct sockaddr_un *address)
{
	struct stat st;

	if (!lstat(address->sun_path, &st) && S_ISSOCK(st.st_mode) && !is_alive(address))
		unlink(address->sun_path);
}

static int listen_unix(struct str where, struct str path, char *why, size_t n)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (!path.n || path.n >= sizeof address.sun_path)
		return give_up(-1, where, "the path is empty or too long", why, n);
	memcpy(address.sun_path, path.p, path.n);
	remove_stale(&address);
	fd = socket(AF_UNIX, SOCKET_FLAGS, 0);
	/* On Linux the file takes its mode from the socket: not even briefly is it open to others. */
	if (fd < 0 || fchmod(fd, 0600) || bound(fd, (struct sockaddr *)&address, sizeof address))
		return give_up(fd, where, reason(errno), why, n);
	return fd;
}

/* "host:port" or "[host]:port" into two C strings */
static bool split(struct str where, char *host, size_t host_size, char *port, size_t port_size)
{
	size_t colon = where.n;
	struct str h, p;

	while (colon && where.p[colon - 1] != ':')
		colon--;
	if (!colon)
		return false;
	h = str_slice(where, 0, colon - 1);
	p = str_slice(where, colon, where.n);
	if (h.n > 2 && h.p[0] == '[' && h.p[h.n - 1] == ']')
		h = str_slice(h, 1, h.n - 1);
	if (!h.n || !p.n || h.n >= host_size || p.n >= port_size)
		return false;
	snprintf(host, host_size, "%.*s", STR_ARG(h));
	snprintf(port, port_size, "%.*s", STR_ARG(p));
	return true;
}

static int listen_tcp(struct str where, char *why, size_t n)
{
	const struct addrinfo want = { .ai_socktype = SOCK_STREAM,
				       .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE };
	struct addrinfo *found;
	char host[64], port[8];
	int fd, on = 1, failed;

	if (!split(where, host, sizeof host, port, sizeof port) ||
	    getaddrinfo(host, port, &want, &found))
		return give_up(-1, where,
			       "write a numeric address and a port, such as 127.0.0.1:8080 or [::1]:8080",
			       why, n);
	fd = socket(found->ai_family, SOCKET_FLAGS, 0);
	if (fd >= 0)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	failed = fd < 0 || bound(fd, found->ai_addr, found->ai_addrlen) ? errno : 0;
	freeaddrinfo(found);
	return failed ? give_up(fd, where, reason(failed), why, n) : fd;
}

int listen_on(struct str where, char *why, size_t why_size)
{
	struct str path = listen_path(where);

	return path.p ? listen_unix(where, path, why, why_size) : listen_tcp(where, why, why_size);
}

int listen_port(int fd)
{
	union {
		struct sockaddr any;
		struct sockaddr_in in;
		struct sockaddr_in6 in6;
		struct sockaddr_storage room;
	} a = { 0 };
	socklen_t n = sizeof a;

	if (getsockname(fd, &a.any, &n))
		return 0;
	if (a.any.sa_family == AF_INET)
		return ntohs(a.in.sin_port);
	return a.any.sa_family == AF_INET6 ? ntohs(a.in6.sin6_port) : 0;
}
