/* command_test.c -- what somebody does at the machine itself, on a folder at rest and on one being served. */
#include "world.h"
#include "demo/demo.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct shell {
	struct arena *arena;
	char dir[64], folder[90];
	struct str out, err;
	int code;
	struct folder served;
	struct serve *serve;          /* NULL: nobody serves the folder */
};

static struct shell *shell_new(void)
{
	struct shell *s = calloc(1, sizeof *s);

	s->arena = arena_new(0);
	strcpy(s->dir, "/tmp/samhold-command-XXXXXX");
	ok(mkdtemp(s->dir) != NULL);
	snprintf(s->folder, sizeof s->folder, "%s/house", s->dir);
	setenv("LC_ALL", "C.UTF-8", 1);
	return s;
}

static void stop(struct shell *s)
{
	if (!s->serve)
		return;
	serve_stop(s->serve);
	folder_close(&s->served);
	s->serve = NULL;
}

static void shell_free(struct shell *s)
{
	char command[120];

	stop(s);
	snprintf(command, sizeof command, "rm -rf %s", s->dir);
	ok(!system(command));
	arena_free(s->arena);
	free(s);
}

static char *path(struct shell *s, const char *name)
{
	return (char *)arena_printf(s->arena, "%s/%s", s->dir, name).p;
}

static int redirect(const char *to, int fd, int *kept)
{
	int file = open(to, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	fflush(fd == 1 ? stdout : stderr);
	*kept = dup(fd);
	dup2(file, fd);
	close(file);
	return *kept;
}

static void restore_fd(int fd, int kept)
{
	fflush(fd == 1 ? stdout : stderr);
	dup2(kept, fd);
	close(kept);
}

/* Run "samhold" with these words; @ stands for the folder.  What it printed is kept. */
static void run_words(struct shell *s, char **argv, int argc)
{
	int out, err;

	redirect(path(s, "out"), 1, &out);
	redirect(path(s, "err"), 2, &err);
	s->code = command_main(argc, argv);
	restore_fd(1, out);
	restore_fd(2, err);
	s->out = test_slurp(s->arena, path(s, "out"));
	s->err = test_slurp(s->arena, path(s, "err"));
}

static void run(struct shell *s, const char *line)
{
	struct str rest = arena_str(s->arena, str_of(line)), word;
	char *argv[20] = { (char *)"samhold" };
	int argc = 1;

	while (str_cut(&rest, ' ', &word)) {
		struct str w = word;
		argv[argc++] = str_starts(w, S("@/")) ? path(s, arena_z(s->arena, str_slice(w, 2, w.n))) :
			       str_same(w, "@") ? s->folder : arena_z(s->arena, w);
	}
	run_words(s, argv, argc);
}

static bool printed(const struct shell *s, const char *text)
{
	return str_index(s->out, str_of(text), 0) != SIZE_MAX;
}

static bool complained(const struct shell *s, const char *text)
{
	return str_index(s->err, str_of(text), 0) != SIZE_MAX;
}

static void serve(struct shell *s)
{
	struct serve_config c = { .folder = &s->served, .listen = S("127.0.0.1:0"), .threads = 1 };
	char why[300];

	same_int(folder_open(&s->served, s->folder, NULL, why, sizeof why), OK);
	same_int(serve_start(&c, &s->serve, why, sizeof why), OK);
}

/* Change the database as somebody with a knife would. */
static void tamper(struct shell *s, const char *sql)
{
	struct ctx *ctx = test_ctx();
	struct db_config c = { .url = arena_printf(s->arena, "%s/samhold.db", s->folder) };
	char why[200];

	same_int(db_open(&c, &ctx->db, why, sizeof why), OK);
	same_int(db_script(ctx, sql), OK);
	db_close(ctx->db);
	test_ctx_free(ctx);
}

static bool is_there(struct shell *s, const char *name)
{
	return !access(path(s, name), F_OK);
}

/* --- making --------------------------------------------------------------------------------------------- */

TEST(a_new_folder_invites_its_first_administrator_and_everything_fits)
{
	struct shell *s = shell_new();
	struct stat st;

	run(s, "init @ --name Huset --lang da --admin Anna --area Aarhus --origin https://example.org/");
	same_int(s->code, 0);
	ok(printed(s, "One-time code of the first administrator: "));
	ok(printed(s, "samhold serve "));
	ok(!stat(s->folder, &st) && (st.st_mode & 0777) == 0700);
	ok(!stat(path(s, "house/root.key"), &st) && (st.st_mode & 0777) == 0600);
	run(s, "check @");
	same_int(s->code, 0);
	ok(printed(s, "Everything fits together."));
	run(s, "verify @");
	same_int(s->code, 0);
	run(s, "user invite @ --name Bo --role keeper");
	same_int(s->code, 0);
	ok(printed(s, "https://example.org/en/welcome"));
	shell_free(s);
}

TEST(what_cannot_be_made_leaves_nothing_behind)
{
	struct shell *s = shell_new();

	run(s, "init @ --area Vradde");
	same_int(s->code, 2);
	ok(complained(s, "Do you mean Varde?"));
	ok(!is_there(s, "house"));
	run(s, "init @ --lang xx");
	same_int(s->code, 2);
	run(s, "init @ --origin example.org");
	same_int(s->code, 2);
	ok(!is_there(s, "house"));
	run(s, "init @/no/such/folder");
	same_int(s->code, 7);
	shell_free(s);
}

TEST(a_folder_with_something_in_it_is_left_alone)
{
	struct shell *s = shell_new();

	run(s, "init @ --name Huset");
	same_int(s->code, 0);
	run(s, "init @ --name Andet");
	same_int(s->code, 5);
	ok(complained(s, "nothing in it was touched"));
	run(s, "demo @");
	same_int(s->code, 5);
	run(s, "check @");
	same_int(s->code, 0);
	shell_free(s);
}

TEST(a_demonstration_is_made_whole_and_begins_again)
{
	struct shell *s = shell_new();

	run(s, "demo @");
	same_int(s->code, 0);
	run(s, "check @");
	same_int(s->code, 0);
	ok(printed(s, "48 running"));
	run(s, "demo @ --reset");
	same_int(s->code, 0);
	run(s, "check @");
	same_int(s->code, 0);
	shell_free(s);
}

TEST(a_real_folder_never_begins_again)
{
	struct shell *s = shell_new();

	run(s, "init @ --name Huset");
	run(s, "demo @ --reset");
	same_int(s->code, 3);
	ok(complained(s, "real folder"));
	shell_free(s);
}

TEST(mistakes_on_the_command_line_are_told_plainly)
{
	struct shell *s = shell_new();

	run(s, "check @");
	same_int(s->code, 4);
	ok(complained(s, "is no data folder. Make one with: samhold init"));
	run(s, "serve @");
	same_int(s->code, 4);
	run(s, "init @ --name Huset");
	run(s, "serve @ --log loud");
	same_int(s->code, 2);
	run(s, "serve @ --tls-cert x");
	same_int(s->code, 2);
	run(s, "serve @ --listen nowhere");
	same_int(s->code, 7);
	ok(complained(s, "numeric address"));
	run(s, "import word @/x @");
	same_int(s->code, 2);
	run(s, "import csv @/x @");
	same_int(s->code, 4);
	run(s, "export pdf @");
	same_int(s->code, 2);
	run(s, "user invite @");
	same_int(s->code, 2);
	run(s, "user invite @ --name Bo --role king");
	same_int(s->code, 2);
	shell_free(s);
}

/* --- lists in ------------------------------------------------------------------------------------------- */

static void write_file(struct shell *s, const char *name, const char *text)
{
	FILE *f = fopen(path(s, name), "w");

	ok(f && fputs(text, f) >= 0 && !fclose(f));
}

#define GOOD_ROW "{\"slug\":\"a\",\"name\":\"Aften\",\"day\":1,\"time\":\"19:00\",\"timezone\":\"Europe/Copenhagen\"," \
	"\"conference_url\":\"https://example.org/a\"}"
#define BAD_ROW "{\"slug\":\"b\",\"name\":\"Sent\",\"day\":7,\"time\":\"24:00\",\"timezone\":\"Europe/Copenhagen\"," \
	"\"conference_url\":\"https://example.org/b\"}"
#define NO_ZONE_ROW "{\"slug\":\"c\",\"name\":\"Et sted\",\"day\":2,\"time\":\"19:00\",\"conference_url\":\"https://example.org/c\"}"

static void take_lists(struct shell *s)
{
	run(s, "import meeting-guide @/mixed.json @ --source Naboer");
	same_int(s->code, 2);
	ok(printed(s, "Naboer: new 1, changed 0, unchanged 0, refused 1") && printed(s, "line 2: Sent: refused."));
	ok(complained(s, "Nothing was taken in, because rows were refused."));
	run(s, "export meeting-guide @");
	ok(!printed(s, "Aften"));
	run(s, "import meeting-guide @/mixed.json @ --source Naboer --dry-run --yes");
	same_int(s->code, 0);
	run(s, "export meeting-guide @");
	ok(!printed(s, "Aften"));
	run(s, "import meeting-guide @/mixed.json @ --source Naboer --yes --json");
	same_int(s->code, 0);
	ok(printed(s, "\"new\":1") && printed(s, "\"refused\":1") && printed(s, "\"state\":\"done\""));
	run(s, "export meeting-guide @");
	ok(printed(s, "Aften"));
	run(s, "import meeting-guide @/mixed.json @ --source Naboer --yes");
	ok(printed(s, "new 0, changed 0, unchanged 1, refused 1"));
	run(s, "import meeting-guide @/zone.json @ --source Fjern");
	same_int(s->code, 2);
	ok(printed(s, "The time zone is missing"));
	run(s, "import meeting-guide @/zone.json @ --source Fjern --zone Mars/Olympus");
	same_int(s->code, 2);
	ok(complained(s, "We do not know this time zone."));
	/* What is said of a list that is not taken in is forgotten with it. */
	run(s, "import meeting-guide @/zone.json @ --source Fjern --zone America/Chicago --dry-run");
	ok(s->code == 0 && printed(s, "Fjern: new 1,"));
	run(s, "import meeting-guide @/zone.json @ --source Fjern");
	ok(s->code == 2 && printed(s, "The time zone is missing"));
	run(s, "import meeting-guide @/zone.json @ --source Fjern --zone America/Chicago");
	same_int(s->code, 0);
	ok(printed(s, "Fjern: new 1,"));
	/* What was said once of a list holds for its next file. */
	run(s, "import meeting-guide @/zone.json @ --source Fjern");
	ok(s->code == 0 && printed(s, "unchanged 1"));
	run(s, "import meeting-guide @/cut.json @");
	ok(s->code == 2 && complained(s, "ends too early"));
	run(s, "import meeting-guide @/none.json @");
	same_int(s->code, 4);
}

static void list_files(struct shell *s)
{
	write_file(s, "mixed.json", "[" GOOD_ROW ",\n" BAD_ROW "]\n");
	write_file(s, "zone.json", "[" NO_ZONE_ROW "]\n");
	write_file(s, "cut.json", "[" GOOD_ROW);
}

TEST(good_rows_beside_refused_ones_wait_for_a_yes)
{
	struct shell *s = shell_new();

	run(s, "init @ --name Test --lang en --area DK");
	same_int(s->code, 0);
	list_files(s);
	take_lists(s);
	shell_free(s);
}

TEST(good_rows_wait_for_a_yes_on_a_served_folder_too)
{
	struct shell *s = shell_new();

	run(s, "init @ --name Test --lang en --area DK");
	same_int(s->code, 0);
	list_files(s);
	serve(s);
	take_lists(s);
	shell_free(s);
}

/* --- lists out ------------------------------------------------------------------------------------------ */

TEST(what_one_house_writes_another_takes_in_with_its_organisations)
{
	static const char *const formats[] = { "csv", "meeting-guide" };
	struct shell *s = shell_new();

	run(s, "demo @");
	for (size_t i = 0; i < 2; i++) {
		const char *other = i ? "@/second" : "@/first";
		run(s, arena_printf(s->arena, "export %s @", formats[i]).p);
		write_file(s, "list", arena_z(s->arena, s->out));
		run(s, arena_printf(s->arena, "init %s --name Other --lang en --area DK", other).p);
		run(s, arena_printf(s->arena, "import %s @/list %s", formats[i], other).p);
		same_int(s->code, 0);
		ok(printed(s, "new 48, changed 0, unchanged 0, refused 0"));
		run(s, arena_printf(s->arena, "export csv %s", other).p);
		ok(printed(s, ",Nabogrupperne,"));
	}
	shell_free(s);
}

TEST(every_format_is_written_of_a_folder_at_rest)
{
	static const char *const formats[] = { "meeting-guide", "ics", "csv", "hsds", "hsds-3.0", "hsds-json", "hsds-json-3.0" };
	struct shell *s = shell_new();

	run(s, "demo @");
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		run(s, arena_printf(s->arena, "export %s @", formats[i]).p);
		same_int(s->code, 0);
		ok(s->out.n > 5000);
	}
	shell_free(s);
}

/* --- while it is served ------------------------------------------------------------------------------------ */

TEST(a_command_on_a_served_folder_goes_through_the_server)
{
	struct shell *s = shell_new();

	run(s, "demo @");
	serve(s);
	run(s, "user invite @ --name Bo --role keeper");
	same_int(s->code, 0);
	ok(printed(s, "One-time code for Bo"));
	run(s, "user invite @ --name Bo");
	same_int(s->code, 2);
	ok(complained(s, "somebody of this name already"));
	run(s, "check @");
	same_int(s->code, 0);
	run(s, "export ics @");
	same_int(s->code, 0);
	ok(printed(s, "BEGIN:VCALENDAR"));
	run(s, "demo @ --reset");
	same_int(s->code, 0);
	run(s, "user invite @ --name Bob");
	same_int(s->code, 0);
	shell_free(s);
}

TEST(two_servers_never_share_a_folder)
{
	struct shell *s = shell_new();

	run(s, "init @ --name Huset");
	serve(s);
	run(s, "serve @ --listen 127.0.0.1:0");
	same_int(s->code, 5);
	ok(complained(s, "a server is running"));
	shell_free(s);
}

TEST(nobody_on_the_network_reaches_what_commands_ask)
{
	struct world *w = world_new();
	static const char *const gets[] = { "/control/progress", "/control/export/ics", "/control/copy", "/control/check", "/control/verify" };
	static const char *const posts[] = { "/control/import/csv", "/control/backup", "/control/invitation?name=x&role=administrator", "/control/demo" };

	world_log_in(w, "Anna", ROLE_ADMINISTRATOR, 0, 0);
	for (size_t i = 0; i < sizeof gets / sizeof *gets; i++)
		same_int(visit(w, "GET", gets[i], NULL).status, 404);
	for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
		same_int(visit(w, "POST", posts[i], "key=none").status, 404);
	world_free(w);
}

/* --- looking after it ------------------------------------------------------------------------------------------ */

TEST(whoever_changes_the_diary_behind_our_back_is_seen)
{
	static const char *const knives[] = {
		"UPDATE event SET account = 7 WHERE n = 20", "DELETE FROM event WHERE n = 30",
		"DELETE FROM event WHERE n = (SELECT MAX(n) FROM event)",
	};

	for (size_t i = 0; i < sizeof knives / sizeof *knives; i++) {
		struct shell *s = shell_new();
		run(s, "demo @");
		tamper(s, knives[i]);
		run(s, "verify @");
		same_int(s->code, 5);
		ok(complained(s, "The diary does not hold from line"));
		shell_free(s);
	}
}

TEST(what_points_nowhere_and_what_must_not_be_stored_is_found)
{
	static const struct {
		const char *knife, *sign;
	} wounds[] = {
		{ "UPDATE meeting SET location = 77 WHERE slug = 'mandagsgruppen-aarhus'", "meeting.location: 1" },
		{ "UPDATE meeting SET zone = 'Mars/Olympus' WHERE slug = 'mandagsgruppen-aarhus'", "mandagsgruppen-aarhus has no dates" },
		{ "UPDATE meeting SET description_da = 'Ring til 010190-1234' WHERE slug = 'mandagsgruppen-aarhus'", "meeting.description_da holds" },
		{ "UPDATE verify_report SET closed_at = 5", "verify_report.answer: 4" },
		{ "UPDATE account SET hash = '' WHERE name = 'Lars'", "account.hash: 1" },
		{ "DELETE FROM org WHERE name = 'Frise'", "meeting.org: " },
		{ "INSERT INTO service_fact (service, field, value, value_en) VALUES (5, 'beds', '2', '')", "service_fact.field: 1" },
	};

	for (size_t i = 0; i < sizeof wounds / sizeof *wounds; i++) {
		struct shell *s = shell_new();
		run(s, "demo @");
		tamper(s, wounds[i].knife);
		run(s, "check @");
		same_int(s->code, 5);
		ok(complained(s, wounds[i].sign));
		ok(!complained(s, "010190"));
		shell_free(s);
	}
}

static struct str setting_of(struct shell *s, const char *name)
{
	struct ctx *ctx = test_ctx();
	struct db_config c = { .url = arena_printf(s->arena, "%s/samhold.db", s->folder) };
	struct str value = STR_ABSENT;
	char why[200];

	same_int(db_open(&c, &ctx->db, why, sizeof why), OK);
	same_int(db_ask(ctx, arena_printf(s->arena, "SELECT COALESCE((SELECT value FROM hall_setting WHERE name = '%s'), '')", name).p, &value), OK);
	value = arena_str(s->arena, value);
	db_close(ctx->db);
	test_ctx_free(ctx);
	return value;
}

TEST(a_house_that_starts_checks_itself_and_keeps_what_it_found)
{
	struct shell *s = shell_new();

	run(s, "demo @");
	same_text(setting_of(s, "care_at"), "");
	serve(s);
	serve_tidy(s->serve);
	stop(s);
	ok(setting_of(s, "care_at").n > 5);
	same_text(setting_of(s, "care_faults"), "0");
	tamper(s, "UPDATE account SET hash = '' WHERE name = 'Lars'");
	serve(s);
	serve_tidy(s->serve);
	stop(s);
	same_text(setting_of(s, "care_faults"), "1");
	shell_free(s);
}

TEST(a_backup_that_is_too_old_is_told_to_whoever_watches_by_the_exit_code)
{
	struct shell *s = shell_new();

	run(s, "init @ --name Huset --lang en --admin Anna --area Aarhus");
	same_int(s->code, 0);
	run(s, "check @");
	same_int(s->code, 0);
	ok(printed(s, "? Backup: none yet.") && printed(s, "Disk: "));
	tamper(s, "INSERT INTO hall_setting (name, value) VALUES ('backup_at', '1481533200')");
	run(s, "check @");
	same_int(s->code, 5);
	ok(complained(s, "! Backup: none has been opened again and counted for"));
	shell_free(s);
}

/* --- backups ---------------------------------------------------------------------------------------------------- */

static struct str key_on_paper(struct shell *s)
{
	size_t at = str_index(s->out, S("\n    "), 0);

	ok(at != SIZE_MAX);
	return arena_str(s->arena, str_slice(s->out, at + 5, str_index(s->out, S("\n"), at + 5)));
}

static void restore(struct shell *s, const char *file, const char *to, struct str key)
{
	run(s, arena_printf(s->arena, "restore @/%s @/%s --key %.*s", file, to, STR_ARG(key)).p);
}

TEST(a_backup_taken_while_the_server_runs_comes_back_with_the_paper)
{
	struct shell *s = shell_new();
	struct str key;
	struct stat st;

	run(s, "demo @");
	serve(s);
	run(s, "backup @ @/first");
	same_int(s->code, 0);
	ok(printed(s, "was restored on trial, with as many rows in each of") && printed(s, "tables: 50 series"));
	ok(!stat(path(s, "first"), &st) && (st.st_mode & 0777) == 0600);
	key = key_on_paper(s);
	run(s, "user invite @ --name Bo");
	run(s, "backup @ @/second");
	same_int(s->code, 0);
	ok(!printed(s, "on paper"));
	ok(!is_there(s, "house/backup.part"));
	stop(s);
	run(s, "check @");
	same_int(s->code, 0);

	restore(s, "second", "again", key);
	same_int(s->code, 0);
	ok(printed(s, "50 series, 12 people"));
	strcpy(s->folder, path(s, "again"));
	run(s, "check @");
	same_int(s->code, 0);
	/* A trial of a backup writes to nobody. */
	ok(printed(s, "Messages: this house sends none."));
	run(s, "backup @ @/third");
	same_int(s->code, 0);
	ok(!printed(s, "on paper"));
	shell_free(s);
}

TEST(an_old_backup_brings_nobody_back_who_was_erased_since)
{
	struct shell *s = shell_new();
	struct str key;

	run(s, "demo @");
	run(s, "backup @ @/first");
	same_int(s->code, 0);
	key = key_on_paper(s);
	ok(!is_there(s, "erased"));
	/* Beginning again erases the people of the story, and others come. */
	run(s, "demo @ --reset");
	same_int(s->code, 0);
	run(s, "backup @ @/second");
	same_int(s->code, 0);
	ok(is_there(s, "erased"));
	restore(s, "first", "again", key);
	same_int(s->code, 0);
	ok(printed(s, "40 people who were erased since are erased here, too."));
	restore(s, "second", "later", key);
	same_int(s->code, 0);
	ok(!printed(s, "erased since"));
	shell_free(s);
}

TEST(a_row_of_backups_keeps_the_newest_and_touches_nothing_else)
{
	static const char *const there[] = { "samhold-2016-01-01-0300.backup", "samhold-2016-01-02-0300.backup", "samhold-2016-01-03-0300.backup",
					     "samhold-2016-01-01.backup", "letter.txt" };
	struct shell *s = shell_new();

	run(s, "init @ --name Huset");
	run(s, "backup @ @/row --keep 2");
	same_int(s->code, 2);
	ok(complained(s, "is for a folder of backups"));
	ok(!is_there(s, "row"));
	ok(!mkdir(path(s, "row"), 0700));
	for (size_t i = 0; i < 5; i++)
		fclose(fopen(path(s, arena_printf(s->arena, "row/%s", there[i]).p), "w"));
	run(s, "backup @ @/row --keep 2");
	same_int(s->code, 0);
	ok(printed(s, "/row/samhold-20") && !printed(s, "/row/samhold-2016") && printed(s, ".backup is written and was restored on trial"));
	ok(!is_there(s, "row/samhold-2016-01-01-0300.backup") && !is_there(s, "row/samhold-2016-01-02-0300.backup"));
	ok(is_there(s, "row/samhold-2016-01-03-0300.backup") && is_there(s, "row/samhold-2016-01-01.backup") && is_there(s, "row/letter.txt"));
	shell_free(s);
}

/* A place of its own in the PostgreSQL of this run; NULL on SQLite. */
static const char *schema(struct shell *s, const char *name)
{
	const char *url = getenv("SAMHOLD_TEST_DATABASE");
	struct db_config config = { .url = str_of(url) };
	struct ctx ctx = { .arena = s->arena };
	char why[300];

	if (!url)
		return NULL;
	same_int(db_open(&config, &ctx.db, why, sizeof why), OK);
	same_int(db_script(&ctx, arena_printf(s->arena, "DROP SCHEMA IF EXISTS %s CASCADE; CREATE SCHEMA %s", name, name).p), OK);
	db_close(ctx.db);
	return arena_printf(s->arena, "%s&options=-csearch_path%%3D%s", url, name).p;
}

/* Everything public of the folder, as a visitor's program gets it. */
static struct str public_lists(struct shell *s, const char *name)
{
	struct str guide;

	strcpy(s->folder, path(s, name));
	run(s, "check @");
	same_int(s->code, 0);
	run(s, "verify @");
	same_int(s->code, 0);
	run(s, "export meeting-guide @");
	guide = s->out;
	run(s, "export hsds-json @");
	return arena_cat(s->arena, guide, s->out);
}

TEST(a_house_in_postgresql_is_backed_up_while_it_is_served_and_comes_back_in_either)
{
	struct shell *s = shell_new();
	const char *url = schema(s, "backup_from"), *other = schema(s, "backup_to");
	struct str key, before;

	if (!url) {                              /* a file is what the other tests of backups begin with */
		shell_free(s);
		return;
	}
	run(s, arena_printf(s->arena, "demo @ --database %s", url).p);
	serve(s);
	run(s, "backup @ @/file");
	same_int(s->code, 0);
	ok(printed(s, "with as many rows in each of") && printed(s, "50 series"));
	ok(!is_there(s, "house/backup.part"));
	key = key_on_paper(s);
	stop(s);
	before = public_lists(s, "house");
	restore(s, "file", "as_file", key);
	same_int(s->code, 0);
	ok(is_there(s, "as_file/samhold.db") && !is_there(s, "as_file/database"));
	ok(str_eq(public_lists(s, "as_file"), before));
	run(s, arena_printf(s->arena, "restore @/file @/as_server --key %.*s --database %s", STR_ARG(key), other).p);
	same_int(s->code, 0);
	ok(is_there(s, "as_server/database") && !is_there(s, "as_server/samhold.db"));
	ok(str_eq(public_lists(s, "as_server"), before));
	run(s, arena_printf(s->arena, "restore @/file @/again --key %.*s --database %s", STR_ARG(key), other).p);
	same_int(s->code, 5);
	ok(complained(s, "A house lives in that database already"));
	ok(!is_there(s, "again") && !is_there(s, "again.part"));
	shell_free(s);
}

TEST(a_new_key_opens_new_backups_and_the_old_one_the_old)
{
	struct shell *s = shell_new();
	struct str first, second;

	run(s, "init @ --name Huset");
	run(s, "backup @ @/one");
	first = key_on_paper(s);
	run(s, "backup @ @/two --new-key");
	second = key_on_paper(s);
	ok(!str_eq(first, second));
	restore(s, "two", "x", first);
	same_int(s->code, 3);
	ok(complained(s, "another backup"));
	restore(s, "one", "x", first);
	same_int(s->code, 0);
	restore(s, "two", "y", second);
	same_int(s->code, 0);
	shell_free(s);
}

TEST(a_damaged_backup_names_its_part_and_restores_nothing)
{
	struct shell *s = shell_new();
	struct str key;
	FILE *f;
	int c;

	run(s, "init @ --name Huset");
	run(s, "backup @ @/file");
	key = key_on_paper(s);
	f = fopen(path(s, "file"), "r+b");
	fseek(f, 50000, SEEK_SET);
	c = fgetc(f);
	fseek(f, 50000, SEEK_SET);
	fputc(c ^ 4, f);
	fclose(f);
	restore(s, "file", "again", key);
	same_int(s->code, 2);
	ok(complained(s, "damaged in its part samhold.db"));
	ok(!is_there(s, "again") && !is_there(s, "again.part"));
	shell_free(s);
}

TEST(nothing_is_restored_over_anything)
{
	struct shell *s = shell_new();
	struct str key;

	run(s, "init @ --name Huset");
	run(s, "backup @ @/file");
	key = key_on_paper(s);
	restore(s, "file", "house", key);
	same_int(s->code, 5);
	run(s, "backup @ @/file");
	same_int(s->code, 5);
	ok(complained(s, "never written over"));
	restore(s, "file", "again", S("abcd-efgh"));
	same_int(s->code, 3);
	ok(!is_there(s, "again"));
	ok(!mkdir(path(s, "empty"), 0700));
	restore(s, "file", "empty", key);
	same_int(s->code, 0);
	shell_free(s);
}
