/* seeded.c -- houses that are all the same. */
#include "seeded_parts.h"
#include "again.h"
#include "account/account.h"
#include "account/account_parts.h"
#include "base/clock.h"
#include "base/rng.h"
#include "crypt/crypt.h"
#include "demo/demo.h"
#include "evening/evening.h"
#include "exchange/exchange.h"
#include "grant/grant.h"
#include "hsds/book.h"
#include "html/assets.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "org/org.h"
#include "participant/participant.h"
#include "programme/programme.h"
#include "report/report.h"
#include "service/service.h"
#include "sheet/sheet.h"
#include "suggest/suggest.h"
#include "verify/verify_state.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LATER_S = 10, GIVENS_MOST = 200 };

/* What is made once, for as long as the tests run. */
static struct {
	bool made;
	char dir[100], file[140];                   /* a folder; the database of SQLite in it */
	char cookie[STANCES][80];
	struct {
		const char *name;
		char value[200];
	} given[GIVENS_MOST];
	size_t ngiven;
} seed;

static const char *pg_url(void)
{
	return getenv("SAMHOLD_TEST_DATABASE");
}

enum role stance_role(enum stance s)
{
	if (s > EVERYWHERE && s < ELSEWHERE)
		return (enum role)(s - EVERYWHERE);
	return s > ELSEWHERE && s < ENDED ? (enum role)(s - ELSEWHERE) : ROLE_VISITOR;
}

enum stance seeded_keeper(const struct route *r)
{
	uint64_t bit = UINT64_C(1) << r->perm;
	struct visit v;

	if (r->perm == LOCAL)
		return MACHINE;
	if (r->perm == PERSON)
		return RECEIVER;
	if (visit_of(r, &v) && v.whose)
		return (enum stance)(EVERYWHERE + v.whose);
	for (int role = ROLE_ADMINISTRATOR; r->perm > MEMBER && role < ROLES; role++)
		if (access_roles[role].perms & bit)
			return (enum stance)(EVERYWHERE + role);
	return (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR);
}

const char *stance_name(enum stance s)
{
	static char name[60];

	if (s == VISITOR)
		return "visitor";
	if (s == ENDED)
		return "an ended session";
	if (s == MACHINE)
		return "a command";
	if (s == RECEIVER)
		return "somebody with a key";
	if (stance_role(s) == ROLE_VISITOR || (s > ELSEWHERE && role_is_of_the_house(stance_role(s))))
		return NULL;
	snprintf(name, sizeof name, "%s%s", access_roles[stance_role(s)].code, s > ELSEWHERE ? " elsewhere" : "");
	return name;
}

/* --- what can be named in a visit -------------------------------------------------------------------- */

#define HELPER(name) "SELECT id FROM volunteer WHERE name = '" name "'"

static const struct {
	const char *name, *sql;
} asked[] = {
	{ "org", "SELECT id FROM org WHERE name = 'Frise'" },
	{ "sender", "SELECT s.account FROM sender s JOIN account a ON a.id = s.account WHERE a.name = 'Modtagelsen, Aarhus Kommune'" },
	{ "look", "SELECT MAX(id) FROM consent_unusual" },
	{ "own_way", "SELECT MAX(c.id) FROM contact_channel c JOIN call_request r ON r.participant = c.participant AND r.channel = c.id" },
	{ "coordinator", "SELECT id FROM account WHERE name = 'all coordinator'" }, { "coach", "SELECT id FROM account WHERE name = 'all coach'" },
	{ "named", "SELECT id FROM account WHERE name = 'all coordinator'" },
	{ "named_too", "SELECT id FROM account WHERE name = 'Admin'" },
	{ "org_slug", "SELECT slug FROM org WHERE name = 'Frise'" },
	{ "meeting", OF_SLUG("tirsdagsgruppen-aarhus") },
	{ "monday", OF_SLUG("mandagsgruppen-gladsaxe") },
	{ "slug", "SELECT slug FROM meeting WHERE slug = 'tirsdagsgruppen-aarhus'" },
	{ "draft", OF_SLUG("kladden") },
	{ "service", "SELECT id FROM service WHERE slug = 'boligen'" },
	{ "service_change", "SELECT b.change FROM service_before b JOIN service s ON s.id = b.service WHERE s.slug = 'boligen'" },
	{ "service_draft", "SELECT id FROM service WHERE slug = 'boligkladden'" },
	{ "kind", "SELECT id FROM kind WHERE code = 'housing'" },
	{ "retired_kind", "SELECT id FROM kind WHERE code = 'gardening'" },
	{ "place", "SELECT id FROM location WHERE name = 'Huset i Prøvevej'" },
	{ "empty_place", "SELECT id FROM location WHERE name = 'Det tomme hus'" },
	{ "ended_place", "SELECT id FROM location WHERE name = 'Det lukkede hus'" },
	{ "empty_org", "SELECT id FROM org WHERE name = 'Den stille forening'" },
	{ "ended_org", "SELECT id FROM org WHERE name = 'Den lukkede forening'" },
	{ "area", "SELECT id FROM area WHERE code = 'DK-751'" },
	{ "report", "SELECT r.id FROM verify_report r JOIN meeting m ON m.id = r.listing "
		    "WHERE m.slug = 'tirsdagsgruppen-aarhus' AND r.closed_at IS NULL ORDER BY r.id LIMIT 1" },
	{ "round", "SELECT r.id FROM outreach_round r JOIN org o ON o.id = r.org WHERE o.name = 'Frise' ORDER BY r.id LIMIT 1" },
	{ "programme", "SELECT id FROM programme WHERE slug = 'smart-selvhjaelpsgrupper'" },
	{ "project", "SELECT id FROM programme WHERE slug = 'projekt-frise'" },
	{ "paper", "SELECT d.id FROM programme_document d JOIN programme p ON p.id = d.programme WHERE p.slug = 'smart-puljen'" },
	{ "project_paper", "SELECT d.id FROM programme_document d JOIN programme p ON p.id = d.programme WHERE p.slug = 'projekt-frise'" },
	{ "diary_note", "SELECT MIN(d.id) FROM diary_note d JOIN programme p ON p.id = d.programme WHERE p.slug = 'projekt-frise' AND d.struck_at IS NULL" },
	{ "draft_report", "SELECT id FROM report WHERE name = 'Kvartalet'" },
	{ "pair", "SELECT p.id FROM partner p JOIN org o ON o.id = p.org JOIN area a ON a.id = p.area WHERE o.name = 'Frise' AND a.code = 'DK-751'" },
	{ "helper", HELPER("Ditte") }, { "newcomer_helper", HELPER("Pia") }, { "resting", HELPER("Claus") }, { "carer", HELPER("Inger") },
	{ "lead", HELPER("Zenia") }, { "own", HELPER("Bodil") }, { "own_resting", HELPER("Ove") }, { "own_ready", HELPER("Frank") },
	{ "group", OF_SLUG("mandagsgruppen-aarhus") },
	{ "unseen", "SELECT id FROM volunteer_qualification WHERE evidence = 'Mappe 9'" },
	{ "certification", "SELECT q.id FROM volunteer_qualification q JOIN volunteer v ON v.id = q.volunteer WHERE v.name = 'Zenia'" },
	{ "on", "SELECT a.id FROM volunteer_assignment a JOIN meeting m ON m.id = a.meeting WHERE m.slug = 'tirsdagsgruppen-aarhus' "
		"AND a.from_day = '2016-01-27' ORDER BY a.id LIMIT 1" },
	{ "pool", "SELECT id FROM programme WHERE slug = 'smart-puljen'" },
	{ "grant", "SELECT id FROM grant_book WHERE name = 'SMART-grupper i fem kommuner'" },
	{ "new_grant", "SELECT id FROM grant_book WHERE name = 'Det nye tilskud'" },
	{ "paid", "SELECT s.id FROM grant_staff s JOIN grant_book b ON b.id = s.book WHERE b.name = 'SMART-grupper i fem kommuner'" },
	{ "cost_line", "SELECT l.id FROM grant_line l JOIN grant_book b ON b.id = l.book WHERE b.name = 'SMART-grupper i fem kommuner' AND l.kind = 'cost' "
		       "ORDER BY l.position LIMIT 1" },
	{ "entry", "SELECT e.id FROM grant_entry e JOIN grant_book b ON b.id = e.book WHERE b.name = 'SMART-grupper i fem kommuner' AND e.kind = 'hours' "
		   "AND e.day >= '2016-10-01' ORDER BY e.id LIMIT 1" },
	{ "person", "SELECT id FROM account WHERE name = 'Karen'" },
	{ "newcomer", "SELECT id FROM account WHERE name = 'Ny'" },
	{ "lost", "SELECT id FROM account WHERE name = 'Glemt'" },
	{ "sleeper", "SELECT id FROM account WHERE name = 'Sover'" },
	{ "import", "SELECT r.id FROM exchange_run r WHERE r.state = 'checked'" },
	{ "sheet", "SELECT r.id FROM sheet_run r WHERE r.state = 'checked'" },
	{ "taken_sheet", "SELECT r.id FROM sheet_run r WHERE r.state = 'done'" },
	{ "taken_import", "SELECT r.id FROM exchange_run r WHERE r.state = 'done'" },
	{ "wish", "SELECT id FROM suggest_request WHERE sort = 'change'" },
	{ "claim", "SELECT id FROM suggest_request WHERE sort = 'claim'" },
	{ "session", "SELECT id FROM account_session WHERE device = 'Another' ORDER BY id LIMIT 1" },
};

void seed_give(const char *name, struct str value)
{
	ok(seed.ngiven < GIVENS_MOST && value.p && value.n < sizeof seed.given[0].value);
	seed.given[seed.ngiven].name = name;
	snprintf(seed.given[seed.ngiven++].value, sizeof seed.given[0].value, "%.*s", STR_ARG(value));
}

static struct str given(const char *name, size_t n)
{
	for (size_t i = 0; i < seed.ngiven; i++)
		if (strlen(seed.given[i].name) == n && !memcmp(seed.given[i].name, name, n))
			return str_of(seed.given[i].value);
	return STR_ABSENT;
}

int64_t seed_id(const char *name)
{
	int64_t id;

	ok(str_int(given(name, strlen(name)), &id));
	return id;
}

/* A brace that opens no name is JSON's. */
static const char *next_name(const char *text)
{
	while ((text = strchr(text, '{')) && !(text[1] >= 'a' && text[1] <= 'z'))
		text++;
	return text;
}

const char *seeded_fill(struct world *w, const char *text)
{
	struct str out = S("");

	for (const char *open, *end; text && (open = next_name(text)); text = end + 1) {
		struct str v;
		end = strchr(open, '}');
		v = given(open + 1, (size_t)(end - open - 1));
		if (!v.p)
			print_error("nothing is called %s\n", open);
		ok(v.p != NULL);
		out = arena_printf(w->arena, "%.*s%.*s%.*s", STR_ARG(out), (int)(open - text), text, STR_ARG(v));
	}
	return text ? arena_printf(w->arena, "%.*s%s", STR_ARG(out), text).p : NULL;
}

const char *seeded_target(struct world *w, const struct route *r, const struct visit *v, const char *lang)
{
	const char *path = v->path;

	if (path && !strcmp(path, "{css}"))
		return arena_z(w->arena, asset_path("app.css"));
	path = seeded_fill(w, path);
	if (path && strstr(path, "/LANG/"))
		return arena_printf(w->arena, "%.*s/%s%s", (int)(strstr(path, "/LANG/") - path), path, lang, strstr(path, "LANG/") + 4).p;
	if (strncmp(r->path, "/:lang", 6))
		return path ? path : r->path;
	return arena_printf(w->arena, "/%s%s", lang, path ? path : r->path + strlen("/:lang")).p;
}

/* A passphrase that nobody types. */
static const struct str unchosen = S("$argon2id$none");

/* --- making it ----------------------------------------------------------------------------------------- */

void seed_fine(enum err e, const struct problems *bad)
{
	if (e || bad->n)
		print_error("seed: %s %s\n", err_name(e), bad->n ? bad->at[0].text : "");
	ok(!e && !bad->n);
}

static int64_t an_org(struct world *w, const char *name, bool ended)
{
	struct org o = { .name = str_of(name), .kind = S("association") };
	struct problems bad = { 0 };

	seed_fine(org_save(w->ctx, &o, &bad), &bad);
	if (ended)
		seed_fine(org_end(w->ctx, o.id, &bad), &bad);
	return o.id;
}

static void a_place(struct world *w, const char *name, int64_t org, bool ended)
{
	struct location l = { .name = str_of(name), .address = S("Prøvevej 99"), .postcode = S("8000"), .country = S("DK"),
			      .lat = NAN, .lon = NAN, .org = org };
	struct problems bad = { 0 };

	seed_fine(location_save(w->ctx, &l, &bad), &bad);
	if (ended)
		seed_fine(location_end(w->ctx, l.id, &bad), &bad);
}

/* A series with a cancelled date, a rest and a report, and one that is not public yet. */
static void series(struct world *w, int64_t org)
{
	struct meeting_pause rest = { day_of(2017, 7, 1), day_of(2017, 7, 31), S("Sommer"), S("Summer") };
	struct meeting m, draft = meeting_blank(w->ctx);
	enum verify_link_state state;
	struct problems bad = { 0 };
	struct str path;

	ok(meeting_of_slug(w->ctx, S("tirsdagsgruppen-aarhus"), &m) == OK);
	seed_fine(meeting_cancel_date(w->ctx, &m, day_of(2017, 1, 10), S("Ferie"), S("Holiday"), &bad), &bad);
	seed_fine(meeting_rest(w->ctx, &m, &rest, &bad), &bad);
	ok(verify_link_new(w->ctx, m.id, &path) == OK);
	seed_give("token", str_slice(path, strlen("/da/v/"), path.n));
	ok(verify_link_new(w->ctx, m.id, &path) == OK);
	seed_give("used_token", str_slice(path, strlen("/da/v/"), path.n));
	ok(verify_link_answer(w->ctx, str_slice(path, strlen("/da/v/"), path.n), S("right"), S(""), &state) == OK);
	/* After the link: what it says answers what is open. */
	ok(verify_report_add(w->ctx, m.id, S("time"), S("Det er kl. 20"), 7) == OK);
	draft.name = S("Kladden"), draft.method = S("smart"), draft.weekdays = S("tu"), draft.start_min = 19 * 60;
	draft.org = org, draft.location = m.location, draft.state = S("draft"), draft.slug = S("kladden");
	draft.first_day = day_of(2017, 1, 3);
	seed_fine(meeting_save(w->ctx, &draft, &bad), &bad);
}

/* The group's evenings are written down: one is, one waits, one is ahead and has a link. */
static void evenings(struct world *w)
{
	struct evening_group g = { .from_day = day_of(2016, 11, 1), .seats = 8, .starts_with = 4, .talk = S("offered") };
	struct problems bad = { 0 };
	struct evening_date d;
	struct meeting m;
	struct str path;

	ok(meeting_of_slug(w->ctx, S("tirsdagsgruppen-aarhus"), &m) == OK);
	seed_fine(evening_group_save(w->ctx, &m, &g, &bad), &bad);
	ok(db_script(w->ctx, arena_printf(w->arena,
		"INSERT INTO method (id, code, state, made_at) VALUES (71, 'seeded', 'active', 0);"
		"INSERT INTO method_version (method, version, from_day, name_da, name_en, training, valid_months, practice, made_by, made_at)"
		" VALUES (71, 1, '2014-01-01', 'Rolig', 'Calm', FALSE, 24, 4, 0, 0);"
		"INSERT INTO method_item (method, version, position, text_da, text_en) VALUES (71, 1, 1, 'Velkommen', 'Welcome'), (71, 1, 2, 'Ro', 'Calm');"
		"INSERT INTO evening (meeting, day, entry, state, heads, first_timers, method, version, incident, by_what, documented_at, account)"
		" VALUES (%lld, '2016-11-29', 1, 'held', 7, 1, 71, 1, FALSE, 'form', 1480450000, 0);", (long long)m.id).p) == OK);
	ok(evening_date(w->ctx, m.id, day_of(2016, 12, 13), &d) == OK);
	ok(evening_link_new(w->ctx, &d, &path) == OK);
	seed_give("evening_token", str_slice(path, strlen("/da/e/"), path.n));
}

/* Somebody who helps there, and logs in; on one date they cannot, and somebody else is asked. */
static void stand_ins(struct world *w, int64_t org)
{
	struct evening_stand_in *others;
	struct problems bad = { 0 };
	struct evening_date d;
	struct meeting m;
	struct str path;
	size_t n;

	ok(meeting_of_slug(w->ctx, S("tirsdagsgruppen-aarhus"), &m) == OK);
	ok(db_script(w->ctx, arena_printf(w->arena,
		"INSERT INTO volunteer (id, org, name, name_key, account, state, state_day, statement_version, paid, made_at, changed_at)"
		" SELECT 4711, %lld, 'Hjælperen', 'hjælperen', id, 'active', '2016-01-01', 1, FALSE, 0, 0 FROM account WHERE name = 'all facilitator';"
		"INSERT INTO volunteer (id, org, name, name_key, state, state_day, statement_version, paid, made_at, changed_at)"
		" VALUES (4712, %lld, 'Afløseren', 'afløseren', 'active', '2016-01-01', 1, FALSE, 0, 0);"
		"INSERT INTO volunteer_qualification (id, volunteer, type, method, issued, expires, counts_to, entered_day, seen_by, at)"
		" SELECT m.id, 4712, 'certification', m.id, '2016-06-01', '2018-05-31', '2018-05-31', '2016-06-01', 900, 0 FROM method m;"
		"INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at)"
		" VALUES (4713, %lld, 4711, 'host', NULL, '2016-11-01', NULL, FALSE, 'planned', 0, 0);"
		"INSERT INTO evening_seat (id, meeting, nickname, state, at, changed_at) VALUES (4714, %lld, 'Havørn', 'waiting', 1481500000, 1481500000);"
		"INSERT INTO evening_seat (id, meeting, nickname, state, at, changed_at) SELECT 4714 + n.n, t.meeting, 'Regn', 'waiting', t.at, t.at"
		" FROM evening_seat t CROSS JOIN (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4) n WHERE t.id = 4714;",
		(long long)org, (long long)org, (long long)m.id, (long long)m.id).p) == OK);
	ok(evening_date(w->ctx, m.id, day_of(2016, 12, 27), &d) == OK);
	seed_fine(evening_cannot(w->ctx, &d, 4711, &bad), &bad);
	ok(evening_stand_ins(w->ctx, m.id, day_of(2016, 12, 27), 4711, &others, &n) == OK && n);
	path = evening_stand_in_path(w->ctx, &others[0]);
	seed_give("stand_in_token", str_slice(path, strlen("/da/s/"), path.n));
}

/* One with everything that nobody outside may read: a hidden place, a fact for keepers only. */
static void secret(struct world *w, int64_t org)
{
	static const struct service_fact facts[] = { { S("child_ages"), S("3_5"), S("") }, { S("checked"), S("yes"), S("") },
						     { S("emergency"), S("Nødråbet 77"), S("The Cry 77") } };
	struct location l = { .name = S("Skjulestedet"), .address = S("Skjulevej 13"), .postcode = S("8000"), .country = S("DK"),
			      .lat = 56.17654, .lon = 10.2, .org = org, .protected_address = true, .entrance_da = S("Bag om huset") };
	struct service_place place;
	struct problems bad = { 0 };
	struct service_whole s;
	struct kind k;

	seed_fine(location_save(w->ctx, &l, &bad), &bad);
	place = (struct service_place){ l.id, S("") };
	ok(kind_of_code(w->ctx, S("child-care"), &k) == OK);
	s = service_blank(w->ctx, &k);
	s.s.org = org, s.s.name_da = S("Pasningen"), s.s.slug = S("pasningen"), s.s.state = S("running");
	s.s.price_type = S("free"), s.s.phone = S("00000010"), s.s.source_key = S("indre-nøgle-9");
	s.places = &place, s.nplaces = 1, s.facts = facts, s.nfacts = 3;
	seed_fine(service_save(w->ctx, &s, &bad), &bad);
}

/* A fact that is no longer asked. */
static void retire_a_fact(struct world *w)
{
	struct kind_field fields[KIND_FIELDS_MOST] = { { .code = S("asked_before"), .label_da = S("Før"), .label_en = S("Before"), .type = KIND_YES_NO } };
	struct problems bad = { 0 };
	struct kind k;

	ok(kind_of_code(w->ctx, S("housing"), &k) == OK);
	for (size_t i = 0; i < k.nfields; i++)
		fields[i + 1] = k.fields[i];
	fields[0].retired = true;
	k.fields = fields, k.nfields++;
	seed_fine(kind_save(w->ctx, &k, &bad), &bad);
}

/* A house that everybody sees, with free beds, and one that is not public yet; and a kind that is no longer used. */
static void services(struct world *w, int64_t org)
{
	static const struct service_fact facts[] = { { S("level"), S("monitored"), S("") }, { S("stay"), S("long"), S("") } };
	struct kind gardening = { .name_da = S("Havearbejde"), .name_en = S("Gardening"), .sentence_da = S("Jord."), .sentence_en = S("Earth.") };
	struct service_place place;
	struct problems bad = { 0 };
	struct meeting m;
	struct kind k;

	ok(meeting_of_slug(w->ctx, S("tirsdagsgruppen-aarhus"), &m) == OK);
	place = (struct service_place){ m.location, S("") };
	ok(kind_of_code(w->ctx, S("housing"), &k) == OK);
	for (int i = 0; i < 2; i++) {
		struct service_whole s = service_blank(w->ctx, &k);
		s.s.org = org, s.s.name_da = i ? S("Boligkladden") : S("Boligen"), s.s.slug = i ? S("boligkladden") : S("boligen");
		s.s.state = i ? S("draft") : S("running"), s.s.price_type = S("free"), s.s.phone = S("00000010");
		s.places = &place, s.nplaces = 1, s.facts = facts, s.nfacts = 2;
		seed_fine(service_save(w->ctx, &s, &bad), &bad);
		if (i)
			continue;
		struct str path;
		ok(verify_link_new(w->ctx, s.s.id, &path) == OK);
		seed_give("service_token", str_slice(path, strlen("/da/v/"), path.n));
		seed_fine(service_set_capacity(w->ctx, s.s.id, S("bed"), 6, 2, S("keeper"), false, &bad), &bad);
		/* Last changed by hand, so that it can be taken back. */
		ok(service_get(w->ctx, s.s.id, &s) == OK);
		s.s.first_time_da = S("Vi viser rundt.");
		seed_fine(service_save_by_hand(w->ctx, &s, &bad), &bad);
	}
	secret(w, org);
	retire_a_fact(w);
	seed_fine(kind_save(w->ctx, &gardening, &bad), &bad);
	ok(kind_retire(w->ctx, gardening.id) == OK);
}

struct account seed_named(struct world *w, const char *name)
{
	struct account a;

	ok(account_of_name(w->ctx, str_of(name), &a) == OK);
	return a;
}

static int64_t invite(struct world *w, const char *name, enum role role, int64_t org, struct str *code)
{
	struct problems bad = { 0 };

	seed_fine(account_invite(w->ctx, str_of(name), "da", role, org, 0, code, &bad), &bad);
	return seed_named(w, name).id;
}

static void come_in(struct world *w, struct str code)
{
	int64_t id;

	ok(account_accept(w->ctx, code, unchosen, &id) == OK);
}

/* RFC 4648, as an app reads it. */
static struct str unbase32(struct arena *a, struct str text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	char *out = arena_alloc(a, text.n);
	unsigned bits = 0, have = 0;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		const char *at = strchr(letters, text.p[i]);
		ok(at != NULL);
		bits = bits << 5 | (unsigned)(at - letters);
		if ((have += 5) >= 8)
			out[n++] = (char)(bits >> (have -= 8));
	}
	return (struct str){ out, n };
}

static struct str digits(struct world *w, struct str key, int64_t now)
{
	return arena_printf(w->arena, "%06d", crypt_totp(unbase32(w->arena, key), now / 30));
}

/* Somebody with a second step who has just proved the first; and an offer of one to the administrator. */
static void second_steps(struct world *w)
{
	struct who who = { 0 };
	struct factor_offer offer;
	enum factor_answer answer;
	struct entry e = { .right = true };
	struct str code;

	who.account = seed_named(w, "Admin").id;
	w->ctx->who = &who;
	offer = factor_offer(w->ctx);
	seed_give("offer", offer.sealed);
	seed_give("offer_code", digits(w, offer.secret, TEST_NOW + LATER_S));
	w->ctx->who = &w->who;
	invite(w, "Totrin", ROLE_KEEPER, 0, &code);
	come_in(w, code);
	who.account = e.account = seed_named(w, "Totrin").id;
	w->ctx->who = &who;
	offer = factor_offer(w->ctx);
	ok(factor_on(w->ctx, offer.sealed, digits(w, offer.secret, TEST_NOW - LATER_S), &answer) == OK);
	same_int(answer, FACTOR_RIGHT);
	e.hash = unchosen;
	seed_give("ticket", entry_ticket(w->ctx, &e));
	seed_give("totp", digits(w, offer.secret, TEST_NOW + LATER_S));
	w->ctx->who = &w->who;
}

/* Colleagues in every state: at work, invited, waiting for a second helper, asleep. */
static void people(struct world *w, int64_t org)
{
	struct problems bad = { 0 };
	struct str code, lost;
	int64_t id, forgot;

	invite(w, "Karen", ROLE_KEEPER, org, &code);
	come_in(w, code);
	invite(w, "Ny", ROLE_KEEPER, org, &code);
	seed_give("code", code);
	forgot = invite(w, "Glemt", ROLE_KEEPER, org, &code);
	come_in(w, code);
	id = invite(w, "Anden", ROLE_ADMINISTRATOR, 0, &code);
	come_in(w, code);
	w->who = (struct who){ .account = id, .grants = &(struct grant){ ROLE_ADMINISTRATOR, 0, 0 }, .ngrants = 1 };
	seed_fine(account_code_new(w->ctx, forgot, &lost, &bad), &bad);
	w->who = (struct who){ .local = true, .demo = true };
	invite(w, "Sover", ROLE_KEEPER, org, &code);
	come_in(w, code);
	ok(db_script(w->ctx, "UPDATE account SET seen_at = 1450000000 WHERE name = 'Sover'") == OK);
	ok(account_session_begin(w->ctx, seed_named(w, "Admin").id, S("Another"), &code) == OK);
	second_steps(w);
}

/* Helpers at every point of the path; of three organisations the administrator is one themself. */
static void helpers(struct world *w)
{
	ok(db_script(w->ctx,
		     "UPDATE volunteer SET state = 'paused', before_pause = 'active', state_day = '2016-12-01' WHERE name = 'Claus';"
		     "UPDATE volunteer SET account = (SELECT id FROM account WHERE name = 'Admin') WHERE name IN ('Bodil', 'Ove', 'Frank');"
		     "UPDATE volunteer SET state = 'apprentice', lead_yes_by = 1 WHERE name = 'Frank';"
		     "INSERT INTO volunteer_qualification (id, volunteer, type, method, issued, expires, counts_to, evidence, entered_day, seen_by, at)"
		     " SELECT 900, id, 'certification', 1, '2016-06-01', '2018-05-31', '2018-05-31', 'Mappe 9', '2016-12-12', 1, 0"
		     " FROM volunteer WHERE name = 'Erling';"
		     "INSERT INTO volunteer_declarer (org, place, account, since, named_by)"
		     " SELECT o.id, 1, a.id, '2016-12-01', 0 FROM org o JOIN account a ON a.name = 'Admin' WHERE o.name = 'Frise'") == OK);
}

void seed_cookie(struct world *w, enum stance s)
{
	snprintf(seed.cookie[s], sizeof seed.cookie[s], "%.*s", STR_ARG(w->cookie));
}

static void log_ins(struct world *w, int64_t elsewhere)
{
	struct who who = { 0 };

	for (int r = ROLE_VISITOR + 1; r < ROLES; r++) {
		/* The demonstration's own, because its passphrase is known. */
		world_log_in(w, r == ROLE_ADMINISTRATOR ? "Admin" : arena_printf(w->arena, "all %s", access_roles[r].code).p,
			     (enum role)r, 0, 0);
		seed_cookie(w, (enum stance)(EVERYWHERE + r));
		if (!stance_name((enum stance)(ELSEWHERE + r)))
			continue;
		world_log_in(w, arena_printf(w->arena, "else %s", access_roles[r].code).p, (enum role)r, elsewhere, 0);
		seed_cookie(w, (enum stance)(ELSEWHERE + r));
	}
	world_log_in(w, "gone", ROLE_ADMINISTRATOR, 0, 0);
	seed_cookie(w, ENDED);
	ok(account_who(w->ctx, w->cookie, &who) == OK);
	w->ctx->who = &who;
	ok(account_log_out(w->ctx) == OK);
	w->ctx->who = &w->who;
	w->cookie = STR_ABSENT;
}

/* A list of this organisation that waits for a yes, and another that was taken in. */
static void lists(struct world *w, int64_t org)
{
	static const char *const names[] = { "Den ventende liste", "Den tagne liste" };

	for (size_t i = 0; i < 2; i++) {
		struct entry_source s = { .org = org, .name = str_of(names[i]) };
		struct problems bad = { 0 };
		struct exchange_run run;
		struct str table = arena_printf(w->arena, "name,method,weekdays,start_min,zone,conference_url\n"
			"Listens møde %zu,smart,th,19:00,Europe/Copenhagen,https://example.org/x\nFor sent,smart,th,24:00,Europe/Copenhagen,\n", i);
		ok(exchange_source_set(w->ctx, &s, &bad) == OK && !bad.n);
		ok(exchange_check(w->ctx, S("csv"), s.name, table, &run, &bad) == OK && !bad.n && run.n_new == 1);
		if (i)
			ok(exchange_apply(w->ctx, run.id, NULL, NULL) == OK);
	}
}

/* A spreadsheet of this organisation that waits for a yes, and another that was taken in. */
static void spreadsheets(struct world *w, int64_t org)
{
	for (int i = 0; i < 2; i++) {
		struct sheet_upload u = { .target = S("volunteers"), .org = page_id(w->ctx, org), .basis = S("agreement") };
		struct str text = arena_printf(w->arena, "Navn;Telefon\nRegnar Ark %d;0000006%d\n;00000069\n", i, i), mapping[] = { S("name"), S("phone") };
		struct problems bad = { 0 };
		struct sheet_file *f;
		int64_t run;
		ok(sheet_read(w->ctx, text, &f, &bad) == OK && !bad.n);
		ok(sheet_bring(w->ctx, &u, f, &run, &bad) == OK && !bad.n);
		ok(sheet_check(w->ctx, run, mapping, 2, SHEET_UNSAID, &bad) == OK && !bad.n);
		if (i)
			ok(sheet_take(w->ctx, run) == OK);
	}
}

/* Somebody outside wishes for another room, and an organisation asks to keep its page. */
static void wishes(struct world *w)
{
	struct problems bad = { 0 };
	struct values typed = { 0 };
	struct meeting m;

	ok(meeting_of_slug(w->ctx, S("tirsdagsgruppen-aarhus"), &m) == OK);
	value_add(w->arena, &typed, S("room"), S("1. sal"));
	ok(suggest_add(w->ctx, m.id, &typed, S(""), 1, &bad) == OK && !bad.n);
	ok(meeting_of_slug(w->ctx, S("mandagsgruppen-gladsaxe"), &m) == OK);
	ok(suggest_claim(w->ctx, m.id, 2) == OK);
}

/* What HSDS calls a meeting, and what hangs on it. */
static void hsds_names(struct world *w)
{
	struct hsds_service *s;
	struct book b;
	int64_t id;

	ok(str_int(given("meeting", 7), &id));
	ok(book_open(w->ctx, &b) == OK && book_listing(&b, id, true, &s) == OK);
	seed_give("hsds_service", s->id);
	seed_give("hsds_organization", s->organization->id);
	seed_give("hsds_at_location", s->service_at_locations.at[0]->id);
	seed_give("hsds_term", s->attributes.at[0]->taxonomy_term->id);
	seed_give("hsds_taxonomy", s->attributes.at[0]->taxonomy_term->taxonomy_id);
}

/* A paper of the project that Frise runs. */
static void papers(struct world *w)
{
	struct programme_document d = { .name = S("Papiret"), .lang = S("da"), .bytes = S("Ord") };
	struct problems bad = { 0 };
	struct programme p;

	ok(programme_of_slug(w->ctx, S("projekt-frise"), &p) == OK);
	d.programme = p.id;
	seed_fine(programme_document_add(w->ctx, &d, &bad), &bad);
}

/* A report of the same, begun and not sent in. */
static void drafts(struct world *w)
{
	struct report r = { .name = S("Kvartalet"), .due_day = day_of(2017, 2, 1), .from_day = day_of(2016, 1, 1), .to_day = day_of(2016, 3, 31) };
	struct problems bad = { 0 };
	struct programme p;

	ok(programme_of_slug(w->ctx, S("projekt-frise"), &p) == OK);
	seed_fine(report_add(w->ctx, &p, &r, &bad), &bad);
}

/* In a month that is not closed: it can still be taken back. */
static void october_cost(struct world *w)
{
	struct grant_entry e = { .day = day_of(2016, 10, 5), .amount = 12500, .voucher = S("901") };
	struct problems bad = { 0 };
	struct str id;

	ok(db_ask(w->ctx, "SELECT id FROM grant_book WHERE name = 'SMART-grupper i fem kommuner'", &id) == OK && str_int(id, &e.book));
	ok(db_ask(w->ctx, arena_printf(w->arena, "SELECT id FROM grant_line WHERE book = %lld AND kind = 'cost' ORDER BY position LIMIT 1",
				       (long long)e.book).p, &id) == OK && str_int(id, &e.line));
	seed_fine(grant_book_cost(w->ctx, &e, &bad), &bad);
}

/* A grant whose books have not begun. */
static void grants(struct world *w, int64_t org)
{
	struct grant_book b = { .org = org, .amount = 100000, .name = S("Det nye tilskud"), .currency = S("DKK"), .first_day = day_of(2016, 11, 1),
				.last_day = day_of(2016, 12, 31), .lines_text = S("Ting; udgift; 1.000"), .dues_text = S("") };
	struct problems bad = { 0 };
	struct programme pool;

	ok(programme_of_slug(w->ctx, S("smart-puljen"), &pool) == OK);
	b.pool = pool.id;
	seed_fine(grant_save(w->ctx, &b, &bad), &bad);
	october_cost(w);
}

static void fill(struct world *w)
{
	struct str answer;
	int64_t org;

	w->folder.house.demo = w->who.demo = true;
	ok(demo_fill(w->ctx) == OK);
	ok(db_script(w->ctx, "INSERT INTO hall_setting (name, value) VALUES ('demo', '1') ON CONFLICT (name) DO NOTHING") == OK);
	an_org(w, "Den lukkede forening", true);
	an_org(w, "Den stille forening", false);
	ok(db_ask(w->ctx, "SELECT id FROM org WHERE name = 'Frise'", &answer) == OK && str_int(answer, &org));
	a_place(w, "Det tomme hus", org, false);
	a_place(w, "Det lukkede hus", org, true);
	series(w, org);
	evenings(w);
	services(w, org);
	people(w, org);
	helpers(w);
	lists(w, org);
	spreadsheets(w, org);
	wishes(w);
	papers(w);
	drafts(w);
	grants(w, org);
	log_ins(w, an_org(w, "Et andet sted", false));
	stand_ins(w, org);
	seed_receivers(w, org);
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		answer = STR_ABSENT;
		if (db_ask(w->ctx, asked[i].sql, &answer) || !answer.p)
			print_error("seed: no %s\n", asked[i].name);
		seed_give(asked[i].name, answer);
	}
	hsds_names(w);
}

static void remove_files(void)
{
	static const char *const names[] = { "seed.db.copy", "seed.db.copy-wal", "seed.db.copy-shm", "backup.part" };
	char path[240];

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", seed.dir, names[i]);
		unlink(path);
	}
}

static void remove_seed(void)
{
	unlink(seed.file);
	remove_files();
	rmdir(seed.dir);
}

static void make(void)
{
	struct world *w = world_new();

	seed.ngiven = 0;
	snprintf(seed.dir, sizeof seed.dir, "/tmp/samhold-seed-XXXXXX");
	ok(mkdtemp(seed.dir) != NULL);
	snprintf(seed.file, sizeof seed.file, "%s/seed.db", seed.dir);
	atexit(remove_seed);
	fill(w);
	world_commit(w);
	db_rollback(w->ctx);
	if (pg_url())
		again_keep(pg_url(), "seeded");
	else
		ok(db_copy_to(w->ctx, seed.file, NULL, NULL) == OK);
	ok(db_begin(w->ctx, DB_WRITE) == OK);
	world_free(w);
	seed.made = true;
}

static void copy_file(const char *from, const char *to)
{
	struct arena *a = arena_new(0);
	struct str bytes = test_slurp(a, from);
	FILE *f = fopen(to, "wb");

	ok(bytes.p && f && fwrite(bytes.p, 1, bytes.n, f) == bytes.n && !fclose(f));
	arena_free(a);
}

struct world *seeded_world(void)
{
	struct arena *a = arena_new(0);
	const char *url;
	struct world *w;

	if (!seed.made)
		make();
	if (pg_url()) {
		url = pg_url();
		ok(again_begin(url, "seeded"));
	} else {
		url = arena_printf(a, "%s.copy", seed.file).p;
		remove_files();
		copy_file(seed.file, url);
	}
	w = world_over(url);
	arena_free(a);
	w->folder.house.demo = w->who.demo = true;
	w->folder.house.dir = seed.dir;
	/* Another stream than the one that made the seed, or its secrets would come once more. */
	rng_free(w->folder.house.rng);
	w->folder.house.rng = rng_new_repeatable(4711);
	world_clock(w, TEST_NOW + LATER_S);
	world_commit(w);
	return w;
}

void seeded_as(struct world *w, enum stance s)
{
	w->cookie = s == VISITOR || s == MACHINE ? STR_ABSENT : str_of(seed.cookie[s]);
	w->at_machine = s == MACHINE;
}

/* --- a request ------------------------------------------------------------------------------------------ */

const char *seeded_key(struct world *w)
{
	const struct who *before = w->ctx->who;
	struct who who = { 0 };
	struct str key;

	if (w->cookie.p)
		ok(account_who(w->ctx, w->cookie, &who) == OK && participant_who(w->ctx, w->cookie, &who) == OK);
	w->ctx->who = &who;
	key = page_key(w->ctx);
	w->ctx->who = before;
	return key.p;
}

/* A JSON body carries its key in a header, a form in a field. */
struct answer seeded_send(struct world *w, struct sending s)
{
	bool write = strcmp(s.method, "GET") && strcmp(s.method, "HEAD"), json = s.body && s.body[0] == '{';
	const char *key = write && !s.no_key ? s.key ? s.key : seeded_key(w) : NULL;
	const char *body = s.body;
	struct http_pair more[3];
	size_t n = 0;

	if (key && !json)
		body = arena_printf(w->arena, "%s%skey=%s", s.body ? s.body : "", s.body && *s.body ? "&" : "", key).p;
	if (key && json)
		more[n++] = (struct http_pair){ S("Idempotency-Key"), str_of(key) };
	if (s.site || !s.origin)
		more[n++] = (struct http_pair){ S("Sec-Fetch-Site"), str_of(s.site ? s.site : "same-origin") };
	if (s.origin)
		more[n++] = (struct http_pair){ S("Origin"), str_of(s.origin) };
	return visit_with(w, s.method, s.target, body, more, n);
}
