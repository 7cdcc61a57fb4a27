/* cli_test.c -- what somebody types behind the program's name, and what they are told. */
#include "test.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const struct cli_option serve_options[] = {
	{ "listen", CLI_TEXT, "ADDR:PORT", "Where to listen.", 0, 0 },
	{ "threads", CLI_INT, "N", "How many threads.", 1, 64 },
	{ "quiet", CLI_FLAG, NULL, "Say less.", 0, 0 },
	{ 0 }
};

static const struct cli_command commands[] = {
	{ "serve", "DIR", "Serve the folder.", "It stops by itself when told to.", serve_options, NULL },
	{ "export", "FORMAT DIR [FILE]", "Write a list.", NULL, NULL, NULL },
	{ "user invite", "DIR", "Invite somebody.", NULL, NULL, NULL },
	{ 0 }
};

static const struct cli_program program = { .name = "house", .version = "1.2", .help = "A house.", .commands = commands };

struct typed {
	struct cli cli;
	struct buf out;
	char why[200];
	enum err e;
};

static struct typed type(const char *line)
{
	static char room[400];
	char *argv[20] = { (char *)"house" };
	struct typed t = { .e = OK };
	int n = 1;

	snprintf(room, sizeof room, "%s", line);
	for (char *word = strtok(room, " "); word && n < 20; word = strtok(NULL, " "))
		argv[n++] = word;
	buf_init(&t.out, 10000);
	t.e = cli_read(&program, n, argv, &t.cli, &t.out, t.why, sizeof t.why);
	return t;
}

static bool has(const struct typed *t, const char *text)
{
	return str_index(buf_view(&t->out), str_of(text), 0) != SIZE_MAX;
}

static void refused(const char *line, const char *sentence)
{
	struct typed t = type(line);

	same_int(t.e, ERR_INVALID);
	assert_string_equal(t.why, sentence);
	buf_free(&t.out);
}

TEST(options_may_stand_before_behind_and_between_arguments)
{
	static const char *const lines[] = {
		"serve --listen 127.0.0.1:9 --threads 3 here", "serve here --threads=3 --listen=127.0.0.1:9",
		"serve --threads 3 here --listen 127.0.0.1:9",
	};

	for (size_t i = 0; i < 3; i++) {
		struct typed t = type(lines[i]);
		same_int(t.e, OK);
		assert_string_equal(t.cli.command->name, "serve");
		assert_string_equal(cli_arg(&t.cli, "DIR"), "here");
		assert_string_equal(cli_text(&t.cli, "listen"), "127.0.0.1:9");
		same_int(cli_int(&t.cli, "threads", 1), 3);
		ok(!cli_flag(&t.cli, "quiet"));
		buf_free(&t.out);
	}
}

TEST(what_is_not_given_is_known_to_be_missing)
{
	struct typed t = type("serve here --quiet");

	same_int(t.e, OK);
	ok(cli_flag(&t.cli, "quiet"));
	ok(!cli_text(&t.cli, "listen"));
	same_int(cli_int(&t.cli, "threads", 7), 7);
	buf_free(&t.out);
	t = type("export ics here");
	same_int(t.e, OK);
	ok(!cli_arg(&t.cli, "FILE"));
	buf_free(&t.out);
}

TEST(a_command_may_have_two_words)
{
	struct typed t = type("user invite here");

	same_int(t.e, OK);
	assert_string_equal(t.cli.command->name, "user invite");
	assert_string_equal(cli_arg(&t.cli, "DIR"), "here");
	buf_free(&t.out);
}

TEST(a_name_that_begins_with_hyphens_can_be_said_behind_two)
{
	struct typed t = type("serve -- --odd");

	same_int(t.e, OK);
	assert_string_equal(cli_arg(&t.cli, "DIR"), "--odd");
	buf_free(&t.out);
}

TEST(whoever_mistypes_is_told_what_and_where_to_look)
{
	refused("sreve here", "There is no command “sreve”. All commands: --help.");
	refused("user", "There is no command “user”. All commands: --help.");
	refused("serve", "DIR is missing. How the command is written: --help.");
	refused("serve a b", "“b” is one word too many.");
	refused("serve a --prot 1", "There is no option --prot here. The options stand in the command's --help.");
	refused("serve a --listen", "Something is missing behind --listen.");
	refused("serve a --quiet=yes", "--quiet takes no value.");
	refused("serve a --threads many", "--threads wants a whole number within its bounds; see --help.");
	refused("serve a --threads 65", "--threads wants a whole number within its bounds; see --help.");
	refused("serve a -t 3", "Options are written out and begin with two hyphens, not like -t.");
}

TEST(help_and_version_work_everywhere_and_run_nothing)
{
	static const char *const helps[] = { "", "--help", "help", "serve --help", "serve here --help", "serve --help --listen x" };

	for (size_t i = 0; i < sizeof helps / sizeof *helps; i++) {
		struct typed t = type(helps[i]);
		same_int(t.e, OK);
		ok(!t.cli.command);
		ok(has(&t, "Serve the folder."));
		ok(has(&t, "--listen ADDR:PORT") == (i > 2));
		buf_free(&t.out);
	}
	struct typed t = type("serve --version");
	ok(!t.cli.command);
	same_text(buf_view(&t.out), "house 1.2\n");
	buf_free(&t.out);
	t = type("--version");
	same_text(buf_view(&t.out), "house 1.2\n");
	buf_free(&t.out);
}

static const char *louder(void *arg, const char *text)
{
	return !strcmp(text, "Serve the folder.") ? arg : text;
}

TEST(help_speaks_the_language_of_the_reader)
{
	struct cli_program danish = program;
	char *argv[] = { (char *)"house", (char *)"--help" };
	struct buf out;
	struct cli cli;
	char why[100], text[] = "Vis mappen frem.";

	danish.say = louder;
	danish.arg = text;
	buf_init(&out, 10000);
	same_int(cli_read(&danish, 2, argv, &cli, &out, why, sizeof why), OK);
	ok(str_index(buf_view(&out), S("Vis mappen frem."), 0) != SIZE_MAX);
	buf_free(&out);
}

TEST(the_bar_fits_its_line_and_never_passes_a_hundred)
{
	struct buf b;

	buf_init(&b, 400);
	cli_bar_draw(&b, "Copying", 50, 100, 80);
	same_text(buf_view(&b), "Copying [####################....................]  50 %");
	buf_cut(&b, 0);
	cli_bar_draw(&b, "Copying", 250, 100, 30);
	same_text(buf_view(&b), "Copying [#############] 100 %");
	buf_cut(&b, 0);
	cli_bar_draw(&b, "Copying", 1, 0, 12);
	same_text(buf_view(&b), "Copying   0 %");
	buf_free(&b);
}

TEST(where_nobody_watches_there_is_no_bar)
{
	struct cli_bar bar;

	cli_bar_begin(&bar, "Copying");
	bar.shown = false;
	cli_bar_move(&bar, 1, 2);
	same_int(bar.percent, -1);
	cli_bar_end(&bar);
}
