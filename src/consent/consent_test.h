/* consent_test.h -- somebody, a receiver, and a yes between them. */
#ifndef CONSENT_TEST_H
#define CONSENT_TEST_H

#include "world.h"
#include "consent/consent.h"
#include "org/org.h"
#include "participant/participant.h"

enum { DAY_S = 86400 };

struct consent_house {
	struct world *w;
	struct participant karim;
	int64_t org, other;
};

static inline int64_t some_org(struct world *w, const char *name)
{
	struct org o = { .name = str_of(name), .kind = S("association") };
	struct problems bad = { 0 };

	ok(org_save(w->ctx, &o, &bad) == OK && !bad.n);
	return o.id;
}

static inline struct participant somebody(struct world *w, const char *nickname, int64_t org)
{
	struct participant p = { .nickname = str_of(nickname), .role = S("person"), .lang = S("da"), .org = org };
	struct problems bad = { 0 };

	ok(participant_new(w->ctx, &p, &bad) == OK && !bad.n);
	return p;
}

static inline struct consent_house consent_house(void)
{
	struct consent_house h = { .w = world_new() };

	h.org = some_org(h.w, "Havnens Venner");
	h.other = some_org(h.w, "Fjordens Hus");
	h.karim = somebody(h.w, "Karim", h.org);
	return h;
}

/* What Karim would say yes to: the other one may know his name and what he needs, for thirty days. */
static inline struct consent asked(struct consent_house *h)
{
	return (struct consent){ .participant = h->karim.id, .to_kind = S("org"), .to = h->other, .classes = CLASS_NICKNAME | CLASS_NEED,
				 .purpose = S("handover"), .end_day = page_today(h->w->ctx) + 30, .form = S("spoken"), .witness = S("coordinator") };
}

static inline struct consent given(struct consent_house *h)
{
	struct consent c = asked(h);
	struct problems bad = { 0 };

	ok(consent_give(h->w->ctx, &c, &bad) == OK && !bad.n && c.id);
	return c;
}

static inline enum err told(struct consent_house *h, unsigned classes)
{
	int64_t which = 0;

	return consent_disclose(h->w->ctx, h->karim.id, "org", h->other, "handover", classes, &which);
}

/* The person logs in with a session of their own. */
static inline void as_person(struct consent_house *h, const struct participant *p)
{
	struct str token;

	ok(participant_session_begin(h->w->ctx, p->id, &token) == OK);
	h->w->cookie = arena_str(h->w->arena, token);
}

static inline const char *sql(struct consent_house *h, const char *fmt, ...)
{
	va_list ap;
	struct str s;

	va_start(ap, fmt);
	s = arena_vprintf(h->w->arena, fmt, ap);
	va_end(ap);
	return s.p;
}

static inline struct str ask_db(struct consent_house *h, const char *sql)
{
	struct str answer = S("");

	ok(db_ask(h->w->ctx, sql, &answer) == OK);
	return answer;
}

/* Storage refuses it; what stood in the transaction before is committed first. */
static inline void refused(struct consent_house *h, const char *statement)
{
	world_commit(h->w);
	ok(db_script(h->w->ctx, statement) != OK);
	db_rollback(h->w->ctx);
	ok(db_begin(h->w->ctx, DB_WRITE) == OK);
}

#endif
