/*
 * matrix_test.c -- every route is visited by everybody: who may, is let in; who may not, is told so and has
 * changed nothing; and every answer is as an answer of this house must be.
 */
#include "seeded.h"
#include "visits.h"
#include "event/event.h"

#include <ctype.h>
#include <stdio.h>

static const char *const langs[] = { "en", "da" };

static struct answer go(struct world *w, const struct route *r, const struct visit *v, const char *lang)
{
	return seeded_send(w, (struct sending){ r->method, seeded_target(w, r, v, lang), seeded_fill(w, v->body) });
}

static bool is_write(const struct route *r)
{
	return strcmp(r->method, "GET") != 0 && !(r->flags & ROUTE_ASKS);
}

/* What the row of the route says, without asking may(): a second opinion. */
static bool allowed(const struct route *r, enum stance s)
{
	switch (r->perm) {
	case PUBLIC:
	case LINK:
	case DEMO_TURN:
		return true;
	case LOCAL:
		return s == MACHINE;
	case MEMBER:
		return stance_role(s) != ROLE_VISITOR && stance_role(s) != ROLE_PARTNER;
	case PERSON:
		return s == RECEIVER;
	default:
		return access_roles[stance_role(s)].perms >> r->perm & 1;
	}
}

/* --- what every answer must be ------------------------------------------------------------------------------ */

static const struct {
	const char *name, *value;
	bool not_framed;
} headers[] = {
	{ "X-Content-Type-Options", "nosniff", false },
	{ "Referrer-Policy", "no-referrer", false },
	{ "Cross-Origin-Opener-Policy", "same-origin", false },
	{ "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()", false },
	{ "Strict-Transport-Security", "max-age=63072000; includeSubDomains", false },
	{ "X-Frame-Options", "DENY", true },
};

#define POLICY "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "

static int times(struct answer a, const char *name)
{
	int n = 0;

	for (size_t i = 0; i < a.nheaders; i++)
		n += !strcasecmp(a.headers[i].name.p, name);
	return n;
}

static const char *wrong_headers(struct answer a, const struct route *r)
{
	bool framed = r && r->flags & ROUTE_FRAMED, cors = r && r->flags & ROUTE_CORS;

	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		if (framed && headers[i].not_framed)
			continue;
		if (times(a, headers[i].name) != 1 || !str_same(answer_header(a, headers[i].name), headers[i].value))
			return headers[i].name;
	}
	if (times(a, "Content-Security-Policy") != 1 ||
	    !str_same(answer_header(a, "Content-Security-Policy"),
		      framed ? POLICY "form-action 'none'; frame-ancestors *" : POLICY "form-action 'self'; frame-ancestors 'none'"))
		return "Content-Security-Policy";
	if (!framed && !str_same(answer_header(a, "Cross-Origin-Resource-Policy"), cors ? "cross-origin" : "same-origin"))
		return "Cross-Origin-Resource-Policy";
	if (times(a, "Access-Control-Allow-Origin") != (cors ? 1 : 0))
		return "Access-Control-Allow-Origin";
	if (times(a, "Cache-Control") != 1)
		return "Cache-Control";
	if (times(a, "Content-Type") != 1)
		return "Content-Type";
	return times(a, "Server") || times(a, "X-Powered-By") ? "a header that tells too much" : NULL;
}

static int count(struct str text, const char *word)
{
	size_t at = 0;
	int n = 0;

	while ((at = str_index(text, str_of(word), at)) != SIZE_MAX)
		n++, at++;
	return n;
}

static struct str between(struct str text, const char *from, const char *to)
{
	size_t a = str_index(text, str_of(from), 0), b;

	if (a == SIZE_MAX)
		return STR_ABSENT;
	a += strlen(from);
	b = str_index(text, str_of(to), a);
	return b == SIZE_MAX ? STR_ABSENT : str_slice(text, a, b);
}

/* Requirements 9.9: begins of words, and short forms in capitals. */
static const char *const begins[] = {
	"recovery", "addict", "drug", "alcohol", "sober", "abuse", "treatment", "rehab", "detox", "relapse", "psych", "ward",
	"misbrug", "afhængig", "stof", "rus", "alkohol", "ædru", "behandling", "afvænning", "tilbagefald", "selvhjælp", "psyk",
	"afdeling",
};
static const char *const shorts[] = { "SMART", "AA", "NA" };

static bool is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static const char *told_by_title(struct str title)
{
	for (size_t i = 0; i < title.n; i++) {
		if (i && is_letter(title.p[i - 1]))
			continue;
		for (size_t k = 0; k < sizeof begins / sizeof *begins; k++)
			if (title.n - i >= strlen(begins[k]) && !strncasecmp(title.p + i, begins[k], strlen(begins[k])))
				return begins[k];
		for (size_t k = 0; k < sizeof shorts / sizeof *shorts; k++) {
			size_t n = strlen(shorts[k]);
			if (title.n - i >= n && !memcmp(title.p + i, shorts[k], n) && (i + n == title.n || !is_letter(title.p[i + n])))
				return shorts[k];
		}
	}
	return NULL;
}

/* S-307 and S-2101: a way out and the other language on every page; nothing is fetched from elsewhere. */
static const char *wrong_frame(struct world *w, struct answer a, const char *lang)
{
	const char *other = !strcmp(lang, "da") ? "en" : "da";

	if (!says(a, arena_printf(w->arena, "href=\"/%s/leave\"", lang).p))
		return "has no way to leave at once";
	if (!says(a, arena_printf(w->arena, "hreflang=\"%s\"", other).p))
		return "does not lead to the other language";
	if (says(a, "src=\"http") || says(a, "src=\"//") || says(a, "url(http") || says(a, "@import"))
		return "fetches something from elsewhere";
	return NULL;
}

static const char *wrong_page(struct world *w, struct answer a, const struct visit *v, const char *lang, bool private, bool framed)
{
	struct str title = between(a.body, "<title>", "</title>");
	const char *told;

	if (!str_starts(a.type, S("text/html")) || a.status == 303 || (v->flags & VISIT_PIECE && a.status == 200))
		return NULL;
	if (!str_starts(a.body, S("<!doctype html>")))
		return "does not begin with its doctype";
	if (!says(a, arena_printf(w->arena, "<html lang=\"%s\"", lang).p))
		return "has no language, or another one";
	if (!str_same(answer_header(a, "Content-Language"), lang))
		return "has another Content-Language";
	if (count(a.body, "<h1") != 1)
		return arena_printf(w->arena, "has %d headings of the first kind", count(a.body, "<h1")).p;
	if (count(a.body, "<main") != 1)
		return "has no main part, or two";
	if (!title.n || title.n > 90)
		return "has no short title";
	if (private && (told = told_by_title(title)))
		return arena_printf(w->arena, "says \"%s\" in its title", told).p;
	if (!framed && (told = wrong_frame(w, a, lang)))
		return told;
	if (says(a, "<script") || says(a, " style=\"") || says(a, " onclick="))
		return "has script or style in it";
	if (str_index(a.body, S("(null)"), 0) != SIZE_MAX)
		return "shows a hole of the program";
	return NULL;
}

static const char *wrong_answer(struct world *w, struct answer a, const struct route *r, const struct visit *v, enum stance s,
				const char *lang)
{
	const char *what = wrong_headers(a, r), *said = strstr(r->path, ":lang") ? lang : "en";
	bool mine = stance_role(s) != ROLE_VISITOR;

	if (what)
		return arena_printf(w->arena, "has not the right %s", what).p;
	if (a.status >= 500)
		return "is our fault";
	if ((what = wrong_page(w, a, v, said, mine && r->perm > LOCAL, r->flags & ROUTE_FRAMED)))
		return what;
	if (a.cookie.p && !mine && !(v->flags & VISIT_COOKIE))
		return "sets a cookie for somebody who has not logged in";
	if (mine && str_starts(a.type, S("text/html")) && !str_same(answer_header(a, "Cache-Control"), "no-store"))
		return "may be kept by others";
	return NULL;
}

/* --- who is let in -------------------------------------------------------------------------------------------- */

static bool refused_well(struct answer a, const struct route *r, enum stance s)
{
	if (r->perm == LOCAL)
		return a.status == 404;
	/* Who comes from outside is not told which pages there are. */
	if (stance_role(s) == ROLE_PARTNER)
		return a.status == 404;
	if (stance_role(s) != ROLE_VISITOR || s == RECEIVER)
		return a.status == 403;
	if (is_write(r) || r->flags & (ROUTE_JSON | ROUTE_ASKS))
		return a.status == 401;
	if (r->perm == PERSON)
		return a.status == 303 && str_ends(a.location, S("/key"));
	if (r->perm == PERSON_SEND && strstr(r->path, "/work/send"))
		return a.status == 303 && str_ends(a.location, S("/p"));
	return a.status == 303 && str_index(a.location, S("/login?to="), 0) != SIZE_MAX;
}

/* Of things that belong to Frise. */
static bool is_bound(const struct route *r, const struct visit *v)
{
	if (v->flags & VISIT_WHOLE)
		return true;
	return r->perm > MEMBER && !(v->flags & (VISIT_ELSEWHERE | VISIT_OWN)) && (is_write(r) || strstr(r->path, "/:id"));
}

/* What the page or the JSON says is wrong. */
static struct str why(struct answer a)
{
	struct str page = between(a.body, "class=\"errors\"", "</div>"), json = between(a.body, "\"errors\"", "]");

	return str_slice(page.p ? page : json.p ? json : a.location, 0, 400);
}

static const char *wrong_outcome(struct world *w, struct answer a, const struct route *r, const struct visit *v, enum stance s)
{
	bool admin = s == EVERYWHERE + ROLE_ADMINISTRATOR;
	int good = v->good;

	if (!allowed(r, s))
		return refused_well(a, r, s) ? NULL : "was not refused";
	if (s > ELSEWHERE && s < ENDED && is_bound(r, v))
		return a.status == 403 || a.status == 404 || a.status == 422 ? NULL : "was let at another organisation's things";
	if (v->whose && stance_role(s) != v->whose)
		return a.status == 404 ? NULL : "found what is somebody else's";
	if (v->also && !(access_roles[stance_role(s)].perms >> v->also & 1))
		return a.status == 403 || a.status == 404 || a.status == 422 ? NULL : "found what they lack a permission for";
	if ((v->flags & VISIT_OWN) && !admin)
		return a.status == 404 || a.status == 422 ? NULL : "found what is not theirs";
	/* Who is logged in need not log in: the page leads on. */
	if (!strcmp(r->path, "/:lang/key") && s == RECEIVER && !is_write(r))
		good = 303;
	if (!strcmp(r->path, "/:lang/login") && stance_role(s) == ROLE_VISITOR && !is_write(r))
		good = 200;
	if (a.status == good)
		return NULL;
	return arena_printf(w->arena, "should answer %d: %.*s", good, STR_ARG(why(a))).p;
}

/* Commands come through routes of their own. */
static bool goes(const struct route *r, int s)
{
	return stance_name((enum stance)s) && (s != MACHINE || r->perm == LOCAL);
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

static int faults;

static void report(const struct route *r, enum stance s, const char *lang, int status, const char *what)
{
	if (!what)
		return;
	faults++;
	print_error("%s %s (%s) as %s: %d %s\n", r->method, r->path, lang, stance_name(s), status, what);
}

static void judge(struct world *w, struct answer a, const struct route *r, const struct visit *v, enum stance s, const char *lang)
{
	const char *what = wrong_outcome(w, a, r, v, s);

	report(r, s, lang, a.status, what ? what : wrong_answer(w, a, r, v, s, lang));
}

TEST(every_route_has_a_visit)
{
	struct visit v;

	faults = 0;
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++)
			if (!visit_of(r, &v)) {
				faults++;
				print_error("%s %s has no row in test/visits.c\n", r->method, r->path);
			}
	for (const struct visit *row = visits; row->route; row++) {
		bool found = false;
		for (const struct route *const *table = hall_routes; *table; table++)
			for (const struct route *r = *table; r->path; r++)
				found = found || (!strcmp(r->path, row->route) && !strcmp(r->method, row->method));
		if (!found) {
			faults++;
			print_error("%s %s in test/visits.c is no route\n", row->method, row->route);
		}
	}
	same_int(faults, 0);
}

/* A reading that leaves a line behind who looked does so, and nothing else. */
static bool is_traced(const struct route *r)
{
	return r->flags & ROUTE_TRACED;
}

static void read_everything(struct world *w, enum stance s, const char *lang)
{
	struct dump before = seeded_dump(w), after;
	const char *changed;
	struct visit v;

	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++)
			if (!is_write(r) && !is_traced(r) && goes(r, s) && visit_of(r, &v) && !(v.flags & VISIT_ENDS))
				judge(w, go(w, r, &v, lang), r, &v, s, lang);
	after = seeded_dump(w);
	if ((changed = dump_differs(&before, &after))) {
		faults++;
		print_error("reading as %s changed %s\n", stance_name(s), changed);
	}
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++)
			if (is_traced(r) && goes(r, s) && visit_of(r, &v))
				judge(w, go(w, r, &v, lang), r, &v, s, lang);
}

TEST(everybody_reads_what_they_may_and_nothing_is_written_by_reading)
{
	faults = 0;
	for (int s = VISITOR; s < STANCES; s++) {
		if (!stance_name((enum stance)s))
			continue;
		struct world *w = seeded_world();
		seeded_as(w, (enum stance)s);
		read_everything(w, (enum stance)s, langs[s % 2]);
		world_free(w);
	}
	same_int(faults, 0);
}

TEST(a_page_is_whole_in_both_languages)
{
	faults = 0;
	for (int i = 0; i < 2; i++) {
		struct world *w = seeded_world();
		seeded_as(w, (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR));
		read_everything(w, (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR), langs[i]);
		world_free(w);
	}
	same_int(faults, 0);
}

/* One write by one who may not, or by one who may, on a house of its own. */
static void write_as(const struct route *r, const struct visit *v, enum stance s, const char *lang)
{
	struct world *w = seeded_world();
	struct dump before = seeded_before(w), after;
	struct answer a;
	const char *changed;

	seeded_as(w, s);
	a = go(w, r, v, lang);
	judge(w, a, r, v, s, lang);
	after = seeded_dump(w);
	changed = dump_differs(&before, &after);
	if (a.status >= 400 && changed && !(v->flags & VISIT_KEEPS))
		report(r, s, lang, a.status, arena_printf(w->arena, "refused, but changed %s", changed).p);
	if (a.status == 303 && !changed && !(v->flags & (VISIT_ENDS | VISIT_SAME)) && stance_role(s))
		report(r, s, lang, a.status, "said that it was done, and did nothing");
	world_free(w);
}

/* Those who are refused share a house: nothing changes in it. */
static void refuse_all(const struct route *r, const struct visit *v)
{
	struct world *w = seeded_world();
	struct dump before = seeded_before(w), after;
	const char *changed;

	for (int s = VISITOR; s < STANCES; s++) {
		if (!goes(r, s) || allowed(r, (enum stance)s))
			continue;
		seeded_as(w, (enum stance)s);
		judge(w, go(w, r, v, langs[s % 2]), r, v, (enum stance)s, langs[s % 2]);
	}
	after = seeded_dump(w);
	if ((changed = dump_differs(&before, &after)))
		report(r, VISITOR, "en", 0, arena_printf(w->arena, "changed %s for somebody who was refused", changed).p);
	world_free(w);
}

TEST(everybody_writes_what_they_may_and_who_is_refused_has_changed_nothing)
{
	struct visit v;

	faults = 0;
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			if (!is_write(r) || !visit_of(r, &v))
				continue;
			refuse_all(r, &v);
			for (int s = VISITOR; s < STANCES; s++)
				if (goes(r, s) && allowed(r, (enum stance)s))
					write_as(r, &v, (enum stance)s, langs[s % 2]);
		}
	same_int(faults, 0);
}

TEST(another_site_cannot_make_anybody_write)
{
	static const struct {
		const char *site, *origin;
	} from[] = {
		{ "cross-site", NULL }, { "same-site", NULL }, { "none", NULL }, { "", NULL },
		{ NULL, "http://elsewhere.example" }, { NULL, "null" }, { NULL, "http://localhost.elsewhere.example" },
		{ "cross-site", "http://localhost" },
	};
	struct world *w = seeded_world();
	struct dump before, after;
	struct visit v;

	faults = 0;
	seeded_as(w, (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR));
	before = seeded_dump(w);
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++)
			for (size_t i = 0; i < sizeof from / sizeof *from && is_write(r) && visit_of(r, &v); i++) {
				struct answer a;
				seeded_as(w, r->perm == LOCAL ? (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR) : seeded_keeper(r));
				a = seeded_send(w, (struct sending){ r->method, seeded_target(w, r, &v, "en"),
					seeded_fill(w, v.body), from[i].site, from[i].origin });
				if (a.status != (r->perm == LOCAL ? 404 : 403))
					report(r, (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR), "en", a.status, "was done for another site");
			}
	after = seeded_dump(w);
	same_text(str_of(dump_differs(&before, &after)), NULL);
	world_free(w);
	same_int(faults, 0);
}

TEST(a_form_of_another_session_or_without_its_key_is_shown_again)
{
	struct world *w = seeded_world();
	struct dump before, after;
	struct visit v;

	faults = 0;
	seeded_as(w, (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR));
	before = seeded_dump(w);
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			if (!is_write(r) || !visit_of(r, &v) || r->flags & ROUTE_NO_KEY || r->perm == LOCAL)
				continue;
			struct sending s = { r->method, seeded_target(w, r, &v, "en"), seeded_fill(w, v.body), .no_key = true };
			int want = r->flags & ROUTE_JSON ? 428 : 419;
			seeded_as(w, seeded_keeper(r));
			if (seeded_send(w, s).status != want)
				report(r, VISITOR, "en", 0, "was done without a key");
			s.no_key = false;
			s.key = "abcdefghijklmnopqrst.forged";
			if (want == 419 && seeded_send(w, s).status != want)
				report(r, VISITOR, "en", 0, "was done with a forged key");
		}
	after = seeded_dump(w);
	same_text(str_of(dump_differs(&before, &after)), NULL);
	world_free(w);
	same_int(faults, 0);
}

/* Sent twice, it happens once, and the second answer is the first. */
TEST(a_write_that_is_sent_twice_happens_once)
{
	struct visit v;

	faults = 0;
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			if (!is_write(r) || !visit_of(r, &v) || r->flags & ROUTE_NO_KEY || r->perm == LOCAL || v.flags & VISIT_COOKIE)
				continue;
			struct world *w = seeded_world();
			struct dump once, twice;
			struct answer a, b;
			seeded_as(w, seeded_keeper(r));
			struct sending s = { r->method, seeded_target(w, r, &v, "en"), seeded_fill(w, v.body) };
			s.key = seeded_key(w);
			a = seeded_send(w, s);
			once = seeded_dump(w);
			b = seeded_send(w, s);
			twice = seeded_dump(w);
			if (a.status != b.status || !str_eq(a.location, b.location) || dump_differs(&once, &twice))
				report(r, VISITOR, "en", b.status, "happened twice");
			world_free(w);
		}
	same_int(faults, 0);
}

/* What nobody outside may read, wherever it stands (INV-19): see seeded.c. */
static void says_nothing_private(struct answer a, const char *where)
{
	static const char *const secrets[] = { "Nødråbet", "The Cry 77", "Skjulevej", "Skjulestedet", "56.17654", "Bag om huset", "indre-nøgle-9" };

	for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
		if (says(a, secrets[i])) {
			print_error("%s says %s\n", where, secrets[i]);
			ok(false);
		}
}

TEST(no_public_page_or_feed_says_what_is_private)
{
	static const char *const more[] = { "/en/support/pasningen", "/da/support/pasningen", "/da/support/pasningen/report", "/da/find?q=pasning",
					    "/en/find?q=Pasningen", "/da/find?kind=child-care", "/da/orgs/frise" };
	struct world *w = seeded_world();
	struct visit v;

	seeded_as(w, VISITOR);
	for (size_t t = 0; hall_routes[t]; t++)
		for (const struct route *r = hall_routes[t]; r->path; r++)
			if (r->perm == PUBLIC && !is_write(r) && visit_of(r, &v))
				for (size_t l = 0; l < 2; l++)
					says_nothing_private(go(w, r, &v, langs[l]), r->path);
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		says_nothing_private(seeded_send(w, (struct sending){ "GET", more[i] }), more[i]);
	/* And it looked in the right place. */
	ok(says(seeded_send(w, (struct sending){ "GET", more[0] }), "Pasningen"));
	world_free(w);
}

TEST(an_address_says_which_methods_it_knows)
{
	struct world *w = seeded_world();
	struct visit v;

	faults = 0;
	seeded_as(w, (enum stance)(EVERYWHERE + ROLE_ADMINISTRATOR));
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			struct answer a;
			if (!visit_of(r, &v))
				continue;
			a = seeded_send(w, (struct sending){ "PATCH", seeded_target(w, r, &v, "en"), "" });
			if (a.status != 405 || str_index(answer_header(a, "Allow"), str_of(r->method), 0) == SIZE_MAX)
				report(r, VISITOR, "en", a.status, "should be 405 with Allow");
			report(r, VISITOR, "en", a.status, wrong_headers(a, NULL));
		}
	world_free(w);
	same_int(faults, 0);
}
