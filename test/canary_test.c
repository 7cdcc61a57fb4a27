/*
 * canary_test.c -- two organisations in one house do not see each other's people: not by a page, a file, a suggestion,
 * an error or a count.
 *
 * Every personal column of the demonstration is overwritten by words that stand nowhere else and name the organisation
 * they belong to, "kq17xn".  Then everybody of each organisation goes everywhere, with their own things and with the
 * other's, and reads.  What nobody of the own organisation ever read either was looked for in vain: that fails, too.
 * A number has no canary: so everybody goes everywhere a second time, when the other organisation has more of
 * everything, and reads the same bytes.
 */
#include "seeded.h"
#include "account/account.h"
#include "account/account_parts.h"
#include "base/date.h"
#include "base/log.h"
#include "demo/demo.h"
#include "evening/evening_parts.h"
#include "sheet/sheet.h"
#include "zip/zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SIDES = 2, NAMED_MOST = 60, VISITS_MOST = 20000 };
static const char *const orgs[SIDES + 1] = { "Frise", "Vælg Friheden", "no organisation" };
/* What an hour costs the one and the other, in øre; and so it is written. */
static const int64_t rates[SIDES] = { 9137791, 9246683 };
static const char *const written[SIDES][4] = {
	{ "91.377,91", "91,377.91", "91377,91", "91377.91" }, { "92.466,83", "92,466.83", "92466,83", "92466.83" },
};

/* Letters of what is personal: account, name, phone, e-mail, conflicts, referees, interview, seat, note, staff, cells, own and lead's words. */
#define KINDS "anpecristgbol"

struct side {
	int64_t org;
	const char *day;                            /* of the evenings of {meeting} */
	struct str named[NAMED_MOST];
	char cookie[ROLES][80];
};

struct two {
	struct world *w;
	struct side sides[SIDES];
	bool seen[SIDES][sizeof KINDS];             /* by somebody of the organisation itself */
	bool rate_seen[SIDES];
	int faults;
};

/* --- what the visits name, of one organisation ------------------------------------------------------------------- */

#define MEETING_OF_IT "SELECT m.id FROM meeting m WHERE m.org = $ AND m.state = 'running' AND EXISTS (SELECT 1 FROM evening_series s WHERE s.meeting = m.id) " \
	"ORDER BY (SELECT COUNT(*) FROM volunteer_assignment a WHERE a.meeting = m.id) DESC, m.id LIMIT 1"
#define HELPER_OF_IT "SELECT id FROM volunteer WHERE org = $ AND account IS NULL ORDER BY id LIMIT 1"

static const struct {
	const char *name, *sql;
} named[] = {
	{ "org", "SELECT id FROM org WHERE id = $" },
	{ "org_slug", "SELECT slug FROM org WHERE id = $" },
	{ "meeting", MEETING_OF_IT }, { "monday", MEETING_OF_IT }, { "group", MEETING_OF_IT },
	{ "slug", "SELECT slug FROM meeting WHERE id = (" MEETING_OF_IT ")" },
	{ "helper", HELPER_OF_IT }, { "newcomer_helper", HELPER_OF_IT }, { "resting", HELPER_OF_IT }, { "carer", HELPER_OF_IT },
	{ "own", HELPER_OF_IT }, { "own_resting", HELPER_OF_IT }, { "own_ready", HELPER_OF_IT }, { "lead", HELPER_OF_IT },
	{ "certification", "SELECT q.id FROM volunteer_qualification q JOIN volunteer v ON v.id = q.volunteer WHERE v.org = $ ORDER BY q.id LIMIT 1" },
	{ "unseen", "SELECT q.id FROM volunteer_qualification q JOIN volunteer v ON v.id = q.volunteer WHERE v.org = $ ORDER BY q.id LIMIT 1" },
	{ "on", "SELECT id FROM volunteer_assignment WHERE meeting = (" MEETING_OF_IT ") ORDER BY id LIMIT 1" },
	{ "project", "SELECT id FROM programme WHERE org = $ ORDER BY id LIMIT 1" },
	{ "pair", "SELECT id FROM partner WHERE org = $ ORDER BY id LIMIT 1" },
	{ "grant", "SELECT b.id FROM grant_book b JOIN grant_staff s ON s.book = b.id WHERE b.org = $ ORDER BY b.id LIMIT 1" },
	{ "paid", "SELECT s.id FROM grant_staff s JOIN grant_book b ON b.id = s.book WHERE b.org = $ ORDER BY b.id, s.id LIMIT 1" },
	{ "entry", "SELECT e.id FROM grant_entry e JOIN grant_book b ON b.id = e.book WHERE b.org = $ AND e.kind = 'hours' ORDER BY e.id DESC LIMIT 1" },
	{ "person", "SELECT account FROM account_grant WHERE org = $ AND role = 'coordinator' ORDER BY account LIMIT 1" },
	{ "sheet", "SELECT id FROM sheet_run WHERE org = $ AND state = 'checked' ORDER BY id DESC LIMIT 1" },
	{ "taken_sheet", "SELECT id FROM sheet_run WHERE org = $ ORDER BY id LIMIT 1" },
	{ "place", "SELECT location FROM meeting WHERE org = $ AND location IS NOT NULL ORDER BY id LIMIT 1" },
};
enum { NAMED = sizeof named / sizeof *named };

/* Every $ becomes the number. */
static const char *of_org(struct world *w, const char *sql, int64_t org)
{
	struct str out = S("");

	for (const char *mark; (mark = strchr(sql, '$')); sql = mark + 1)
		out = arena_printf(w->arena, "%.*s%.*s%lld", STR_ARG(out), (int)(mark - sql), sql, (long long)org);
	return arena_printf(w->arena, "%.*s%s", STR_ARG(out), sql).p;
}

static struct str ask_of(struct two *h, int side, const char *sql)
{
	struct str answer = STR_ABSENT;

	if (db_ask(h->w->ctx, of_org(h->w, sql, h->sides[side].org), &answer) || !answer.p)
		print_error("%s has no: %s (%s)\n", orgs[side], sql, h->w->ctx->why);
	ok(answer.p != NULL);
	return arena_str(h->w->arena, answer);
}

static void run(struct two *h, int side, const char *sql)
{
	enum err e = db_script(h->w->ctx, of_org(h->w, sql, h->sides[side].org));

	if (e)
		print_error("%s: %s\n", h->w->ctx->why, sql);
	same_int(e, OK);
}

static const char *replaced(struct world *w, const char *text, const char *what, struct str by)
{
	struct str out = S("");

	for (const char *at; (at = strstr(text, what)); text = at + strlen(what))
		out = arena_printf(w->arena, "%.*s%.*s%.*s", STR_ARG(out), (int)(at - text), text, STR_ARG(by));
	return arena_printf(w->arena, "%.*s%s", STR_ARG(out), text).p;
}

/* A path or a form about this side's things; what is not told apart stays for the seeded house. */
static const char *about(struct two *h, int side, const char *text)
{
	if (!text)
		return NULL;
	for (size_t i = 0; i < NAMED; i++)
		text = replaced(h->w, text, arena_printf(h->w->arena, "{%s}", named[i].name).p, h->sides[side].named[i]);
	text = replaced(h->w, text, "2016-11-29", str_of(h->sides[side].day));
	return replaced(h->w, text, "2016-12-13", str_of(h->sides[side].day));
}

/* --- canaries --------------------------------------------------------------------------------------------------------- */

/* Each column of these tables; what the demonstration has none of is made first. */
static const char overwrite[] =
	"INSERT INTO volunteer_practice (volunteer, meeting, day, lead, own_words, lead_words, at)"
	" SELECT v.id, (" MEETING_OF_IT "), '2016-10-03', v.id, 'kq$xo', 'kq$xl', 0 FROM volunteer v WHERE v.org = $"
	" AND NOT EXISTS (SELECT 1 FROM volunteer_practice p WHERE p.volunteer = v.id AND p.meeting = (" MEETING_OF_IT ") AND p.day = '2016-10-03');"
	"UPDATE volunteer_practice SET own_words = 'kq$xo', lead_words = 'kq$xl' WHERE volunteer IN (SELECT id FROM volunteer WHERE org = $);"
	"UPDATE volunteer SET name = 'kq$xn' || id, name_key = 'kq$xn' || id, phone = 'kq$xp', email = 'kq$xe', conflicts = 'kq$xc',"
	" referees = 'kq$xr', interview_note = 'kq$xi', interview_day = '2016-01-04' WHERE org = $;"
	"UPDATE account SET name = 'kq$xa' || id, name_key = 'kq$xa' || id WHERE id IN (SELECT account FROM account_grant WHERE org = $)"
	" AND id NOT IN (SELECT account FROM account_grant WHERE org <> $);"
	"UPDATE evening_seat SET nickname = 'kq$xs' WHERE meeting IN (SELECT id FROM meeting WHERE org = $);"
	"INSERT INTO evening_seat (id, meeting, nickname, state, at, changed_at) SELECT id, id, 'kq$xs', 'waiting', 1481500000, 1481500000"
	" FROM meeting WHERE org = $;"
	"UPDATE grant_staff SET name = 'kq$xg' WHERE book IN (SELECT id FROM grant_book WHERE org = $);";

static const char hour[] =
	"INSERT INTO grant_entry (id, book, kind, line, day, staff, worker, activity, minutes, rate, amount, voucher, note, by_whom, at)"
	" SELECT %d, s.book, 'hours', (SELECT l.id FROM grant_line l WHERE l.book = s.book AND l.kind = 'hours' ORDER BY l.position LIMIT 1),"
	" '2016-10-06', s.id, COALESCE(s.account, s.id), 'groups', 60, %lld, %lld, '', '', 0, 0 FROM grant_staff s JOIN grant_book b ON b.id = s.book"
	" WHERE b.org = $ ORDER BY b.id, s.id LIMIT 1";

/* A spreadsheet that waits for a yes. */
static void a_sheet(struct two *h, int side)
{
	struct ctx *ctx = h->w->ctx;
	struct sheet_upload u = { .target = S("volunteers"), .org = page_id(ctx, h->sides[side].org), .basis = S("agreement") };
	struct str mapping[] = { S("name"), S("phone") };
	struct problems bad = { 0 };
	struct sheet_file *f;
	int64_t id;

	ok(sheet_read(ctx, arena_printf(ctx->arena, "Navn;Telefon\nkq%lldxb;00000060\n", (long long)h->sides[side].org), &f, &bad) == OK && !bad.n);
	ok(sheet_bring(ctx, &u, f, &id, &bad) == OK && !bad.n);
	ok(sheet_check(ctx, id, mapping, 2, SHEET_UNSAID, &bad) == OK && !bad.n);
}

/* An evening of its busiest group that is documented, with a word to the coordinator. */
static void an_evening(struct two *h, int side)
{
	struct str id = ask_of(h, side, MEETING_OF_IT);
	struct evening_date d;
	int64_t meeting;
	day_t day = day_of(2016, 12, 9);

	ok(str_int(id, &meeting));
	while ((evening_date(h->w->ctx, meeting, day, &d) || !d.e.entry) && day > day_of(2016, 11, 1))
		day--;
	h->sides[side].day = arena_z(h->w->arena, day_str(h->w->arena, day));
	ok(evening_date(h->w->ctx, meeting, day, &d) == OK);
	ok(evening_note_add(h->w->ctx, &d, arena_printf(h->w->arena, "kq%lldxt", (long long)h->sides[side].org)) == OK);
}

static void log_in(struct two *h, int side, enum role r)
{
	if (role_is_of_the_house(r))
		return;
	world_log_in(h->w, arena_printf(h->w->arena, "%s of %d", access_roles[r].code, side).p, r, h->sides[side].org, 0);
	snprintf(h->sides[side].cookie[r], sizeof h->sides[side].cookie[r], "%.*s", STR_ARG(h->w->cookie));
}

/* Before their names go: everybody logs in, and who leads also helps, so that their own pages are there. */
static void people_of(struct two *h, int side)
{
	for (int r = ROLE_VISITOR + 1; r < ROLES; r++)
		log_in(h, side, (enum role)r);
	run(h, side, arena_printf(h->w->arena, "UPDATE volunteer SET account = (SELECT id FROM account WHERE name = 'facilitator of %d')"
		" WHERE id = (SELECT MAX(id) FROM volunteer WHERE org = $ AND account IS NULL)", side).p);
}

static struct two filled(void)
{
	struct two h = { .w = seeded_world() };
	struct str id;

	ok(demo_evenings(h.w->ctx) == OK);
	for (int s = 0; s < SIDES; s++) {
		ok(db_ask(h.w->ctx, arena_printf(h.w->arena, "SELECT id FROM org WHERE name = '%s'", orgs[s]).p, &id) == OK);
		ok(str_int(id, &h.sides[s].org));
		people_of(&h, s);
		an_evening(&h, s);
		a_sheet(&h, s);
		run(&h, s, overwrite);
		run(&h, s, arena_printf(h.w->arena, hour, 5000 + s, (long long)rates[s], (long long)rates[s]).p);
		for (size_t i = 0; i < NAMED; i++)
			h.sides[s].named[i] = ask_of(&h, s, named[i].sql);
	}
	world_commit(h.w);
	return h;
}

/* --- reading ------------------------------------------------------------------------------------------------------------ */

static void fault(struct two *h, const char *who, const char *what, struct str body, size_t at)
{
	size_t from = at > 60 ? at - 60 : 0, to = at + 60 < body.n ? at + 60 : body.n;

	if (h->faults++ < 30)
		print_error("%s, %s: …%.*s…\n", who, what, (int)(to - from), body.p + from);
}

/* What stands in this text of each side's people. */
static void read_text(struct two *h, int side, const char *who, const char *what, struct str text)
{
	for (int s = 0; s < SIDES; s++) {
		struct str mark = arena_printf(h->w->arena, "kq%lldx", (long long)h->sides[s].org);
		for (size_t at = 0; (at = str_index(text, mark, at)) != SIZE_MAX; at++) {
			const char *kind = at + mark.n < text.n ? strchr(KINDS, text.p[at + mark.n]) : NULL;
			if (s != side)
				fault(h, who, what, text, at);
			else if (kind && *kind)
				h->seen[s][kind - KINDS] = true;
		}
		for (size_t i = 0, at; i < 4; i++)
			if ((at = str_index(text, str_of(written[s][i]), 0)) != SIZE_MAX) {
				if (s != side)
					fault(h, who, what, text, at);
				h->rate_seen[s] = true;
			}
	}
}

/* A PDF as others read it. */
static struct str text_of_pdf(struct arena *a, struct str bytes)
{
	char file[] = "/tmp/samhold-canary-XXXXXX", text[1 << 16];
	int fd = mkstemp(file);
	FILE *out;
	size_t n;

	ok(fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n && !close(fd));
	out = popen(arena_printf(a, "pdftotext %s -", file).p, "r");
	ok(out != NULL);
	n = fread(text, 1, sizeof text, out);
	ok(pclose(out) == 0 && n > 0);
	unlink(file);
	return arena_str(a, (struct str){ text, n });
}

static void read_answer(struct two *h, int side, const char *who, const char *what, struct answer a)
{
	struct zip_file *files;
	const char *why;
	size_t n;

	if (str_starts(a.body, S("%PDF"))) {
		read_text(h, side, who, what, text_of_pdf(h->w->arena, a.body));
	} else if (zip_is(a.body)) {
		ok(zip_read(h->w->arena, a.body, &files, &n, &why) == OK);
		for (size_t i = 0; i < n; i++)
			read_text(h, side, who, what, files[i].bytes);
	} else {
		read_text(h, side, who, what, a.body);
	}
	for (size_t i = 0; i < a.nheaders; i++)
		read_text(h, side, who, what, a.headers[i].value);
}

/* --- going everywhere ------------------------------------------------------------------------------------------------- */

/* What is done to each answer: `side` visits. */
typedef void reader(struct two *, int side, const char *who, const char *what, struct answer);

static void go(struct two *h, int side, int of, const char *who, const struct route *r, const struct visit *row, reader *read)
{
	const char *lang = side ? "da" : "en";
	struct visit v = *row;
	const char *target;

	v.path = about(h, of, v.path);
	target = seeded_target(h->w, r, &v, lang);
	read(h, side, who, arena_printf(h->w->arena, "%s %s", r->method, target).p,
	     seeded_send(h->w, (struct sending){ r->method, target, seeded_fill(h->w, about(h, of, v.body)) }));
}

/* Not what ends a session, turns the clock, is a command, or is done with the code that somebody was given. */
static bool is_visited(const struct route *r, const struct visit *v)
{
	return !(v->flags & VISIT_ENDS) && r->perm != LOCAL && r->perm != DEMO_TURN && !strstr(r->path, "log") && !strstr(r->path, "/me") &&
	       !strstr(r->path, "sessions") && !strstr(r->path, "/welcome");
}

/* What everybody may see, a visitor sees; of one's own things nothing is changed. */
static bool goes_there(const struct route *r, int side, int of, bool visitor)
{
	bool is_public = r->perm == PUBLIC || r->perm == LINK;

	return is_public == visitor && (!strcmp(r->method, "GET") || r->flags & ROUTE_ASKS || of != side);
}

/* Memory of a visit goes with it: there are thousands. */
static void everywhere(struct two *h, int side, int of, enum role role, reader *read)
{
	struct arena *keep = h->w->arena;
	const char *who = arena_printf(keep, "%s of %s about %s", access_roles[role].code, orgs[side], orgs[of]).p;
	struct visit v;

	h->w->cookie = role == ROLE_VISITOR ? STR_ABSENT : str_of(h->sides[side].cookie[role]);
	for (const struct route *const *table = hall_routes; *table; table++)
		for (const struct route *r = *table; r->path; r++) {
			if (!visit_of(r, &v) || !is_visited(r, &v) || !goes_there(r, side, of, role == ROLE_VISITOR))
				continue;
			h->w->arena = arena_new(0);
			go(h, side, of, who, r, &v, read);
			arena_free(h->w->arena);
			h->w->arena = keep;
		}
}

static void everybody(struct two *h, int side, reader *read)
{
	for (int r = ROLE_VISITOR + 1; r < ROLES; r++)
		if (h->sides[side].cookie[r][0])
			for (int of = 0; of < SIDES; of++)
				everywhere(h, side, of, (enum role)r, read);
}

/* --- words ---------------------------------------------------------------------------------------------------------------- */

/* What was written into the log meanwhile: nobody's name, whoever asked. */
static void read_log(struct two *h, const char *path)
{
	struct str log = test_slurp(h->w->arena, path);

	ok(log.n > 0);
	read_text(h, SIDES, "whoever", "the log", log);
	log_open(STDERR_FILENO, LOG_ERROR);
	unlink(path);
}

TEST(nobody_reads_a_word_about_the_people_of_another_organisation)
{
	struct two h = filled();
	char log[] = "/tmp/samhold-canary-XXXXXX";
	int fd = mkstemp(log);

	log_open(fd, LOG_DEBUG);

	/* A visitor belongs to none, so whatever is found is too much. */
	for (int of = 0; of < SIDES; of++)
		everywhere(&h, SIDES, of, ROLE_VISITOR, read_answer);
	for (int side = 0; side < SIDES; side++)
		everybody(&h, side, read_answer);
	close(fd);
	read_log(&h, log);
	same_int(h.faults, 0);
	for (int side = 0; side < SIDES; side++) {
		for (const char *kind = KINDS; *kind; kind++)
			if (!h.seen[side][kind - KINDS])
				print_error("nobody of %s read \"%c\" either\n", orgs[side], *kind), h.faults++;
		ok(h.rate_seen[side]);
	}
	same_int(h.faults, 0);
	world_free(h.w);
}

/* --- numbers -------------------------------------------------------------------------------------------------------------- */

/* More of everything that is about people. */
static const char more[] =
	"INSERT INTO account (id, name, name_key, hash, totp, totp_step, state, lang, made_at, seen_at) VALUES"
	" (6001, 'kq$xaa', 'kq$xaa', 'x', '', 0, 'active', 'da', 0, 1481500000), (6002, 'kq$xab', 'kq$xab', '', '', 0, 'invited', 'da', 0, 0);"
	"INSERT INTO account_grant (account, role, org, area) VALUES (6001, 'coordinator', $, 0), (6002, 'facilitator', $, 0);"
	"INSERT INTO volunteer (id, org, name, name_key, state, state_day, statement_version, paid, made_at, changed_at) VALUES"
	" (6011, $, 'kq$xna', 'kq$xna', 'active', '2016-01-01', 1, FALSE, 0, 0), (6012, $, 'kq$xnb', 'kq$xnb', 'interested', '2016-01-01', 0, FALSE, 0, 0),"
	" (6013, $, 'kq$xnc', 'kq$xnc', 'active', '2016-01-01', 1, TRUE, 0, 0), (6014, $, 'kq$xnd', 'kq$xnd', 'paused', '2016-01-01', 1, FALSE, 0, 0);"
	"INSERT INTO volunteer_qualification (id, volunteer, type, method, issued, expires, counts_to, entered_day, seen_by, at)"
	" SELECT 6020 + m.id, 6011, 'certification', m.id, '2016-01-01', '2016-12-31', '2016-12-31', '2016-01-01', 900, 0 FROM method m;"
	"INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at)"
	" SELECT 6031, (" MEETING_OF_IT "), 6013, 'host', NULL, '2016-11-01', NULL, FALSE, 'planned', 0, 0;"
	"INSERT INTO volunteer_supervision (volunteer, day, by_whom) VALUES (6011, '2016-11-01', 6001);"
	"INSERT INTO volunteer_practice (volunteer, meeting, day, lead, own_words, lead_words, at)"
	" SELECT 6013, (" MEETING_OF_IT "), '2016-10-10', 6011, 'kq$xo', 'kq$xl', 0;"
	"INSERT INTO evening_seat (id, meeting, nickname, state, at, changed_at) SELECT m.id + 1000000007, m.id, 'kq$xs', 'seated', 1481500000, 1481500000"
	" FROM meeting m WHERE m.org = $;"
	"INSERT INTO evening_call (meeting, day, volunteer, role, at, account) SELECT (" MEETING_OF_IT "), '2016-12-20', 6011, 'facilitator', 0, 6001;"
	"INSERT INTO sheet_run (id, target, org, account, at, state, header, n_rows) VALUES (6041, 'volunteers', $, 6001, 1481500000, 'columns', 0, 3);";

/* What was read the first time, a digest each. */
static struct {
	uint64_t at[VISITS_MOST];
	size_t n, i;
} heard;

static uint64_t digest_of(struct answer a)
{
	return str_hash(a.body) + 31 * str_hash(a.location) + (uint64_t)a.status;
}

static void remember(struct two *h, int side, const char *who, const char *what, struct answer a)
{
	(void)h, (void)side, (void)who, (void)what;
	ok(heard.n < VISITS_MOST);
	heard.at[heard.n++] = digest_of(a);
}

static void compare(struct two *h, int side, const char *who, const char *what, struct answer a)
{
	(void)side;
	ok(heard.i < heard.n);
	if (heard.at[heard.i++] != digest_of(a))
		fault(h, who, arena_printf(h->w->arena, "%s reads otherwise", what).p, a.body, 0);
}

static int everybody_but(int other, reader *read, bool with_more)
{
	struct two h = filled();

	/* How full the disk is changes while we look. */
	h.w->folder.house.dir = NULL;
	if (with_more) {
		run(&h, other, more);
		run(&h, other, arena_printf(h.w->arena, hour, 6050, 30000LL, 30000LL).p);
	}
	everywhere(&h, SIDES, other, ROLE_VISITOR, read);
	everybody(&h, 1 - other, read);
	world_free(h.w);
	return h.faults;
}

TEST(how_many_people_another_organisation_has_changes_no_byte_for_us)
{
	heard.n = heard.i = 0;
	everybody_but(0, remember, false);
	same_int(everybody_but(0, compare, true), 0);
	same_int(heard.i, heard.n);
}
