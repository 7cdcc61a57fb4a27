/*
 * cache.c -- public pages kept as they were sent, compressed, for the same minute and the same data.
 *
 * The version is the number of the diary's newest line: any write makes every kept page old.  A
 * page also depends on the time ("in 20 minutes"), hence the minute.
 */
#include "hall/hall.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1024, KEY_MOST = 400, PAGE_MOST = 512 << 10 };

struct kept {
	uint64_t hash;
	char key[KEY_MOST];
	size_t key_n;
	int64_t version, minute;
	struct http_body *body;
	bool gzip;
	char lang[4], type[64];
};

struct cache {
	pthread_rwlock_t lock;
	struct kept slots[SLOTS];
};

struct cache *cache_new(void)
{
	struct cache *c = calloc(1, sizeof *c);

	if (!c)
		abort();
	pthread_rwlock_init(&c->lock, NULL);
	return c;
}

void cache_free(struct cache *c)
{
	for (int i = 0; i < SLOTS; i++)
		if (c->slots[i].body)
			http_body_drop(c->slots[i].body);
	pthread_rwlock_destroy(&c->lock);
	free(c);
}

static struct kept *slot(struct cache *c, struct str key, bool gzip, uint64_t *hash)
{
	*hash = str_hash(key) * 2 + gzip;
	return &c->slots[(*hash ^ *hash >> 32) % SLOTS];
}

bool cache_get(struct cache *c, struct str key, int64_t version, int64_t now, bool gzip, struct http_reply *rep)
{
	uint64_t hash;
	struct kept *k = slot(c, key, gzip, &hash);
	bool hit;

	pthread_rwlock_rdlock(&c->lock);
	hit = k->body && k->hash == hash && k->version == version && k->minute == now / 60 &&
	      k->gzip == gzip && str_eq(key, (struct str){ k->key, k->key_n });
	if (hit) {
		rep->shared = http_body_keep(k->body);
		http_add_header(rep, S("Content-Type"), str_of(!strncmp(k->type, "text/html", 9) ? "text/html; charset=utf-8" : k->type));
		http_add_header(rep, S("Content-Language"), str_of(!strcmp(k->lang, "da") ? "da" : "en"));
	}
	pthread_rwlock_unlock(&c->lock);
	if (!hit)
		return false;
	rep->status = 200;
	if (gzip)
		http_add_header(rep, S("Content-Encoding"), S("gzip"));
	return true;
}

static struct str header_of(const struct http_reply *rep, const char *name)
{
	for (size_t i = 0; i < rep->nheaders; i++)
		if (str_same(rep->headers[i].name, name))
			return rep->headers[i].value;
	return S("");
}

void cache_put(struct cache *c, struct str key, int64_t version, int64_t now, bool gzip,
	       const struct http_reply *rep, struct http_body *body)
{
	uint64_t hash;
	struct kept *k = slot(c, key, gzip, &hash);
	struct str lang = header_of(rep, "Content-Language"), type = header_of(rep, "Content-Type");

	/* Only pages: what a feed needs besides its type (ETag, Link …) is not kept. */
	if (key.n >= KEY_MOST || http_body_view(body).n > PAGE_MOST || !str_starts(type, S("text/html")))
		return;
	pthread_rwlock_wrlock(&c->lock);
	if (k->body)
		http_body_drop(k->body);
	k->hash = hash;
	memcpy(k->key, key.p, key.n);
	k->key_n = key.n;
	k->version = version;
	k->minute = now / 60;
	k->gzip = gzip;
	k->body = http_body_keep(body);
	snprintf(k->lang, sizeof k->lang, "%.*s", STR_ARG(lang));
	snprintf(k->type, sizeof k->type, "%.*s", STR_ARG(type));
	pthread_rwlock_unlock(&c->lock);
}
