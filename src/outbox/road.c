/*
 * road.c -- the road on which messages leave, chosen by who keeps the house.
 *
 * What this machine runs is not said on a page: the program that letters are given to stands in a file of the data
 * folder, which only who holds the machine can write.  Without encryption nothing goes farther than this machine.
 */
#include "outbox/outbox_parts.h"
#include "event/event.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "outbox_sql.h"

enum { ARGS_MOST = 20, COMMAND_BYTES = 2000, PORT_MOST = 65535 };

const struct choice outbox_roads[] = {
	{ "none", N_("Nothing is sent") }, { "folder", N_("Into a folder of this machine") },
	{ "command", N_("To a program of this machine") }, { "relay", N_("To a mail relay") }, { NULL, NULL }
};
const struct choice outbox_tls[] = {
	{ "start", N_("STARTTLS, usual with port 587") }, { "first", N_("TLS from the first byte, usual with port 465") },
	{ "none", N_("None: only to this machine itself") }, { NULL, NULL }
};
const struct choice outbox_kinds[] = {
	{ "loop_link", N_("A question to a service") }, { "loop_time", N_("A reminder, the evening before") },
	{ "call_moved", N_("Another time for a call") }, { "call_agreed", N_("A reminder of a call that was agreed") },
	{ "ride_set", N_("A ride is arranged") }, { "ride_search", N_("A ride: another driver is looked for") }, { "ride_off", N_("A ride: nobody was found") },
	{ "plan_step", N_("A reminder of a step of the first days") }, { "last_day", N_("A reminder of the day of leaving") },
	{ "stage_day", N_("A reminder of a last day") }, { "yes_ends", N_("A yes that ends soon") },
	{ "yes_stopped", N_("To whoever had been told something: a yes was taken back") }, { "drive_asked", N_("Can you drive?") },
	{ "drive_off", N_("A drive that is not needed any more") }, { "form_missing", N_("An evening that is not written down") },
	{ "listing_old", N_("Something that nobody has confirmed for long") }, { "waits", N_("Something waits for somebody who works here") }, { "try", N_("A try-out") },
	{ NULL, NULL }
};
const struct choice outbox_reasons[] = {
	{ "gone", N_("it was no longer so") }, { "erased", N_("the person has deleted what would be needed") },
	{ "stopped", N_("that way to reach them is stopped") }, { "unwanted", N_("they do not want to be told") },
	{ "restored", N_("it came from a backup") }, { "late", N_("its time was over") },
	{ "told", N_("somebody told it by telephone") },
	{ "no_hour", N_("no hour that they allow came before") }, { "no_address", N_("there is no address that works") },
	{ "no_road", N_("the road does not carry it") }, { "word", N_("a word stands in it that never leaves") },
	{ "refused", N_("it was refused for good") }, { "unreadable", N_("it could not be opened any more") }, { "road", N_("the road took nothing for too long") }, { NULL, NULL }
};

const struct field outbox_road_fields[] = {
	F(struct outbox_road, road, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = outbox_roads, .label = N_("How messages leave"),
	  .hint = N_("From the folder another program takes them on. The program stands in a file of the data folder."),
	  .group = N_("The road")),
	F(struct outbox_road, from_address, FIELD_EMAIL, .most = 120, .flags = FIELD_DEPENDS, .label = N_("Address they come from"),
	  .hint = N_("Somebody reads what is answered there."), .group = N_("What every message says")),
	F(struct outbox_road, from_name, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 60, .label = N_("Name they come from"),
	  .hint = N_("Neutral: it lies on a kitchen table. An organisation that has a neutral name of its own uses that.")),
	F(struct outbox_road, origin, FIELD_URL, .most = 120, .label = N_("Address that links in messages begin with"),
	  .hint = N_("When the public address of the house says too much. Empty: that one.")),
	F(struct outbox_road, own_words, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 300, .label = N_("Your own words that never leave"),
	  .hint = N_("Your name, your street; with blanks between.")),
	F(struct outbox_road, numbers, FIELD_BOOL, .label = N_("The folder or the program carries text messages to telephones, too")),
	F(struct outbox_road, host, FIELD_TEXT, .most = 120, .flags = FIELD_DEPENDS, .label = N_("Relay"), .hint = N_("For example smtp.example.org."),
	  .group = N_("When it is a relay")),
	F(struct outbox_road, port, FIELD_INT, .flags = FIELD_DEPENDS, .least = 1, .most = PORT_MOST, .label = N_("Port")),
	F(struct outbox_road, tls, FIELD_CHOICE, .flags = FIELD_DEPENDS, .choices = outbox_tls, .label = N_("Encryption")),
	F(struct outbox_road, login, FIELD_TEXT, .most = 120, .label = N_("Log-in at the relay")),
	F(struct outbox_road, secret, FIELD_SECRET, .most = 200, .label = N_("Password at the relay"), .hint = N_("Empty: the one that is kept stays.")),
	F_END
};

struct str outbox_place(struct ctx *ctx, const char *column, int64_t id)
{
	return arena_printf(ctx->arena, "%s/%lld", column, (long long)id);
}

enum err outbox_road(struct ctx *ctx, struct outbox_road *r)
{
	struct outbox_road_row row;

	TRY(outbox_road_row(ctx, &row));
	*r = (struct outbox_road){ .road = row.road, .host = row.host, .port = row.port, .tls = row.tls, .login = row.login, .secret = S(""),
				   .from_address = row.from_address, .from_name = row.from_name, .origin = row.origin, .own_words = row.own_words,
				   .numbers = row.numbers, .broken_since = row.broken_since, .broken_why = row.broken_why, .sent_at = row.sent_at };
	return row.secret.n ? crypt_open(ctx, outbox_place(ctx, "outbox_road.secret", 1), row.secret, &r->secret) : OK;
}

enum err outbox_is_open(struct ctx *ctx, bool *open)
{
	struct outbox_road_row row;

	TRY(outbox_road_row(ctx, &row));
	*open = !str_same(row.road, "none");
	return OK;
}

bool outbox_carries(const struct outbox_road *r, struct str type)
{
	bool relay = str_same(r->road, "relay");

	return str_same(type, "email") || (str_same(type, "sms") && r->numbers && !relay);
}

struct str outbox_origin(struct ctx *ctx, const struct outbox_road *r)
{
	return r->origin.n ? r->origin : ctx->house->origin;
}

/* --- the program -------------------------------------------------------------------------------------------------- */

/* Nobody but its owner may have written it. */
static struct str read_command(struct ctx *ctx, struct arena *a)
{
	char path[1100];
	struct stat st;
	struct str text = STR_ABSENT;
	char *p = arena_alloc(a, COMMAND_BYTES + 1);
	FILE *f;

	if (!ctx->house->dir)
		return text;
	snprintf(path, sizeof path, "%s/send-by", ctx->house->dir);
	f = fopen(path, "re");
	if (f && !fstat(fileno(f), &st) && S_ISREG(st.st_mode) && !(st.st_mode & 022) && (st.st_uid == geteuid() || !st.st_uid))
		text = (struct str){ p, fread(p, 1, COMMAND_BYTES, f) };
	if (f)
		fclose(f);
	return text;
}

const char *const *outbox_command(struct ctx *ctx, struct arena *a)
{
	struct str text = read_command(ctx, a), line;
	const char **argv = arena_array(a, ARGS_MOST + 1, const char *);
	int n = 0;

	while (text.n && n < ARGS_MOST && str_cut(&text, '\n', &line))
		if (line.n)
			argv[n++] = arena_z(a, line);
	argv[n] = NULL;
	return n && argv[0][0] == '/' ? argv : NULL;
}

/* --- saved ---------------------------------------------------------------------------------------------------------- */

static bool is_this_machine(struct str host)
{
	return str_same(host, "localhost") || str_same(host, "::1") || str_starts(host, S("127."));
}

static bool is_host(struct str host)
{
	for (size_t i = 0; i < host.n; i++)
		if (!((host.p[i] >= 'a' && host.p[i] <= 'z') || (host.p[i] >= 'A' && host.p[i] <= 'Z') || (host.p[i] >= '0' && host.p[i] <= '9') ||
		      host.p[i] == '.' || host.p[i] == '-' || host.p[i] == ':'))
			return false;
	return host.n > 0;
}

static void check_relay(const struct outbox_road *r, struct problems *bad)
{
	if (!is_host(r->host))
		problem_once(bad, "host", N_("Write the name of the relay, for example smtp.example.org."));
	if (r->port < 1 || r->port > PORT_MOST)
		problem_once(bad, "port", N_("Write the port, usually 587 or 465."));
	if (str_same(r->tls, "none") && !is_this_machine(r->host))
		problem_once(bad, "tls", N_("Without encryption messages go to this machine itself and no farther."));
}

static void check_road(struct ctx *ctx, const struct outbox_road *r, struct problems *bad)
{
	struct outbox_letter none = { .from_name = r->from_name, .about = S(""), .words = S("") };
	struct str word = outbox_told(ctx, r, &none);

	if (!mail_address_is(r->from_address) && !str_same(r->road, "none"))
		problem_once(bad, "from_address", N_("Write the address that messages come from."));
	if (word.n)
		problem_with(bad, "from_name", N_("“{x}” is a word that never leaves the house. Write a neutral name."), word);
	if (str_same(r->road, "relay"))
		check_relay(r, bad);
	if (str_same(r->road, "command") && !outbox_command(ctx, ctx->arena))
		problem_once(bad, "road", N_("There is no program yet. Who keeps the machine writes it into the file send-by of the data folder, an argument a line."));
	if (ctx->house->demo && !str_same(r->road, "none") && !str_same(r->road, "folder"))
		problem_once(bad, "road", N_("A demonstration sends nothing to anybody. Choose the folder."));
}

enum err outbox_road_save(struct ctx *ctx, struct outbox_road *r, struct problems *bad)
{
	struct outbox_road was;
	struct str sealed = S("");
	int64_t changed;

	TRY(outbox_road(ctx, &was));
	check_road(ctx, r, bad);
	if (bad->n)
		return OK;
	/* A password goes only to the relay that it was given for. */
	if (!str_is(r->secret) && str_eq(r->host, was.host) && r->port == was.port)
		r->secret = was.secret;
	if (str_is(r->secret) && str_is(r->login))
		sealed = crypt_seal(ctx, outbox_place(ctx, "outbox_road.secret", 1), r->secret);
	TRY(outbox_road_put(ctx, r->road, r->host, r->port, r->tls, r->login, sealed, r->from_address, r->from_name, r->origin, r->own_words,
			    r->numbers, &changed));
	/* What waited for the old one is tried on this one at once, not at the end of its pause. */
	TRY(outbox_try_again(ctx, ctx->now, &changed));
	return event_add(ctx, "outbox.road_chosen", 0, r->road);
}

enum err outbox_use_folder(struct ctx *ctx, struct str from_address, struct str from_name)
{
	struct problems bad = { 0 };
	struct outbox_road r;

	TRY(outbox_road(ctx, &r));
	r.road = S("folder"), r.from_address = from_address, r.from_name = from_name;
	TRY(outbox_road_save(ctx, &r, &bad));
	return bad.n ? fail(ctx, ERR_INVALID, "the road: %s", bad.at[0].text) : OK;
}

enum err outbox_road_went(struct ctx *ctx, struct str why)
{
	int64_t changed;

	return why.n ? outbox_road_broke(ctx, ctx->now, why, &changed) : outbox_road_fine(ctx, ctx->now, &changed);
}

enum err outbox_restored(struct ctx *ctx)
{
	int64_t changed;

	TRY(outbox_drop_all(ctx, ctx->now, &changed));
	TRY(outbox_road_off(ctx, &changed));
	return event_add(ctx, "outbox.restored", 0, STR_ABSENT);
}
