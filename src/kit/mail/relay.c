/*
 * relay.c -- a letter to a relay, by SMTP.
 *
 * libcurl speaks it.  What it answers is read closely, because "not now", "never" and "nobody knows" lead to different
 * things: a refusal of the receiver or of the text is for ever; a refusal of us, or of everybody, is not; and when the
 * last byte has left and nothing came back, the relay may have it.
 */
#include "mail/mail.h"

#include <curl/curl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SECONDS = 60, CONNECT_SECONDS = 15, URL_ROOM = 400, COMMAND_ROOM = 5 };

struct talk {
	struct str bytes;
	size_t sent;
	char command[COMMAND_ROOM];       /* the last one that we said: "RCPT" */
};

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void begin(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

static size_t give(char *to, size_t size, size_t n, void *arg)
{
	struct talk *t = arg;
	size_t k = t->bytes.n - t->sent < size * n ? t->bytes.n - t->sent : size * n;

	memcpy(to, t->bytes.p + t->sent, k);
	t->sent += k;
	return k;
}

static int listen_in(CURL *c, curl_infotype type, char *text, size_t n, void *arg)
{
	struct talk *t = arg;

	(void)c;
	/* How it takes its leave says nothing of what went wrong before. */
	if (type == CURLINFO_HEADER_OUT && n >= 4 && strncmp(text, "QUIT", 4))
		snprintf(t->command, sizeof t->command, "%.4s", text);
	return 0;
}

static enum mail_end end_of(CURLcode rc, long code, const struct talk *t, char *why)
{
	bool about_letter = !strcmp(t->command, "RCPT") || !strcmp(t->command, "DATA") || t->sent;

	if (rc == CURLE_OK)
		return MAIL_SENT;
	snprintf(why, MAIL_WHY, "relay: %d, %ld at %s", (int)rc, code, t->command[0] ? t->command : "start");
	if (code >= 500 && about_letter && rc != CURLE_LOGIN_DENIED)
		return MAIL_REFUSED;
	/* The whole letter left, and no word came after it. */
	if (t->sent == t->bytes.n && code < 400)
		return MAIL_UNSURE;
	return MAIL_LATER;
}

static void set_road(CURL *c, struct arena *a, const struct mail_relay *r, const struct mail *m)
{
	struct str here = str_slice(m->from, str_index(m->from, S("@"), 0) + 1, m->from.n);
	bool colon = r->host.n && memchr(r->host.p, ':', r->host.n);

	/* The piece behind the slash is what we call ourselves. */
	curl_easy_setopt(c, CURLOPT_URL, arena_printf(a, "%s://%s%.*s%s:%d/%.*s", r->tls == MAIL_TLS_FIRST ? "smtps" : "smtp", colon ? "[" : "",
						      STR_ARG(r->host), colon ? "]" : "", r->port, STR_ARG(here)).p);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_USE_SSL, (long)(r->tls == MAIL_TLS_NONE ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)(r->seconds ? r->seconds : SECONDS));
	if (r->login.n) {
		curl_easy_setopt(c, CURLOPT_USERNAME, arena_z(a, r->login));
		curl_easy_setopt(c, CURLOPT_PASSWORD, arena_z(a, r->secret));
	}
}

static enum mail_end talk(CURL *c, struct arena *a, const struct mail_relay *r, const struct mail *m, struct talk *t, char *why)
{
	struct curl_slist *to = curl_slist_append(NULL, arena_printf(a, "<%.*s>", STR_ARG(m->to)).p);
	long code = 0;
	CURLcode rc;

	set_road(c, a, r, m);
	curl_easy_setopt(c, CURLOPT_MAIL_FROM, arena_printf(a, "<%.*s>", STR_ARG(m->from)).p);
	curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(c, CURLOPT_READDATA, t);
	curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, listen_in);
	curl_easy_setopt(c, CURLOPT_DEBUGDATA, t);
	curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
	rc = curl_easy_perform(c);
	curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &code);
	curl_slist_free_all(to);
	return end_of(rc, code, t, why);
}

/* A relay that hangs up while we speak is no reason for the process to end: the signal of this thread is held and thrown away. */
static enum mail_end talk_unharmed(CURL *c, struct arena *a, const struct mail_relay *r, const struct mail *m, struct talk *t, char *why)
{
	static const struct timespec now = { 0, 0 };
	sigset_t pipe, was;
	enum mail_end end;

	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe, &was);
	end = talk(c, a, r, m, t, why);
	/* Its last words are said when it is closed. */
	curl_easy_cleanup(c);
	while (sigtimedwait(&pipe, NULL, &now) > 0)
		;
	pthread_sigmask(SIG_SETMASK, &was, NULL);
	return end;
}

enum mail_end mail_to_relay(const struct mail_relay *r, const struct mail *m, char *why)
{
	struct arena *a = arena_new(0);
	struct talk t = { .bytes = mail_bytes(a, m) };
	enum mail_end end = MAIL_REFUSED;
	CURL *c;

	pthread_once(&once, begin);
	snprintf(why, MAIL_WHY, "the letter does not fit");
	/* A relay carries no text messages. */
	if (t.bytes.p && mail_address_is(m->to)) {
		c = curl_easy_init();
		snprintf(why, MAIL_WHY, "no memory");
		end = c ? talk_unharmed(c, a, r, m, &t, why) : MAIL_LATER;
	}
	arena_free(a);
	return end;
}
