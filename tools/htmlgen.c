/*
 * htmlgen -- turn one room's .html file into C render functions.
 *
 *   htmlgen ROOM/list.html > list_html.h
 *
 *   {! name(struct ctx *ctx, const struct view *v) !}   begins a function; a file may hold several
 *   {{ expr }}            a struct str, escaped for the place it stands in
 *   {{n expr }}           an integer
 *   {{= f(ctx, x) }}      call another render function (it escapes itself)
 *   {{_ "text" }}         a translated text (xgettext reads the C we write)
 *   {% C statement %}     if, for, closing brace: plain C on one line
 *   {# remark #}
 *
 * A small state machine follows the markup.  A value may stand in element text, in a quoted
 * attribute, or in a quoted URL attribute (whose scheme is checked when the value begins it).
 * Anywhere else -- tag or attribute name, unquoted attribute, on* or style attribute, script,
 * style, comment -- is a build error: we refuse instead of guessing an escape.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum state { TEXT, NAME, ATTRS, VALUE, COMMENT, RAW };

static const char *file;
static int line = 1;
static enum state st = TEXT;
static char tag[32], attr[32], quote;
static size_t nword;                            /* letters in the word being read */
static int nth;                                 /* bytes or values so far in this attribute value */
static char last;                               /* the byte of markup before a value */

static void die(const char *why)
{
	fprintf(stderr, "%s:%d: %s\n", file, line, why);
	exit(1);
}

static bool one_of(const char *word, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcasecmp(word, list[i]))
			return true;
	return false;
}

static bool is_url(void)
{
	static const char *const urls[] = { "href", "src", "action", "formaction", "poster", "cite" };

	return one_of(attr, urls, sizeof urls / sizeof *urls);
}

/* What is inside these is not markup, and no value may stand there. */
static bool is_raw(void)
{
	static const char *const raw[] = { "script", "style" };

	return one_of(tag, raw, sizeof raw / sizeof *raw);
}

static void word(char *to, size_t size, char c)
{
	if (nword + 1 < size) {
		to[nword++] = c;
		to[nword] = 0;
	}
}

static void begin_attr(void)
{
	nword = 0;
	attr[0] = 0;
}

static void in_tag(char c)
{
	if (c == '>') {
		st = is_raw() ? RAW : TEXT;
		return;
	}
	if (c == '"' || c == '\'') {
		if (last != '=')
			die("a quote that follows no =");
		st = VALUE;
		quote = c;
		nth = 0;
		return;
	}
	if (isspace((unsigned char)c))
		begin_attr();
	else if (c != '=')
		word(attr, sizeof attr, c);
	else if (!attr[0])
		die("an = without a name");
}

static void step(const char *s)                 /* follow one byte of markup */
{
	char c = *s;

	switch (st) {
	case TEXT:
		if (!strncmp(s, "<!--", 4))
			st = COMMENT;
		else if (c == '<' && (isalpha((unsigned char)s[1]) || s[1] == '/' || s[1] == '!'))
			st = NAME, nword = 0, tag[0] = 0, begin_attr();
		break;
	case COMMENT:
		if (c == '>' && last == '-')
			st = TEXT;
		break;
	case NAME:
		if (c == '>')
			st = is_raw() ? RAW : TEXT;
		else if (isspace((unsigned char)c))
			st = ATTRS, begin_attr();
		else
			word(tag, sizeof tag, c);
		break;
	case ATTRS:
		if (last == '=' && c != '"' && c != '\'' && !isspace((unsigned char)c))
			die("quote this attribute");
		in_tag(c);
		break;
	case VALUE:
		if (c == quote)
			st = ATTRS, begin_attr();
		else
			nth++;
		break;
	case RAW:
		if (!strncasecmp(s, "</script", 8) || !strncasecmp(s, "</style", 7))
			st = NAME, nword = 0, tag[0] = 0;
		break;
	}
	last = c;
}

static const char *escaper(void)
{
	if (st == TEXT && last != '<')
		return "html_text";
	if (st != VALUE)
		die("a value may not stand here");
	if (!strncasecmp(attr, "on", 2) || !strcasecmp(attr, "style") || !strcasecmp(attr, "srcdoc"))
		die("no values in on*, style or srcdoc attributes");
	if (!is_url())
		return "html_attr";
	return nth == 0 ? "html_url" : "html_url_part";
}

static void put_byte(char c)
{
	if (c == '\n')
		printf("\\n");
	else if (c == '\t')
		printf("\\t");
	else if (c == '"' || c == '\\')
		printf("\\%c", c);
	else
		putchar(c);
}

/* Markup up to the next brace pair; indentation after a line break is left out. */
static char *markup(char *s)
{
	size_t len = 0;
	bool open = false;

	while (*s && !(s[0] == '{' && s[1] && strchr("{%#!", s[1]))) {
		bool skip = (*s == '\t' || *s == ' ') && st != VALUE && last == '\n';
		if (!skip) {
			step(s);
			if (!open)
				printf("\tbuf_put(ctx->out, \""), open = true;
			put_byte(*s);
			len++;
		}
		line += *s++ == '\n';
	}
	if (open)
		printf("\", %zu);\n", len);
	return s;
}

static void value(const char *s, int n)
{
	printf("#line %d \"%s\"\n", line, file);
	if (*s == '=') {
		if (st != TEXT)
			die("a component may stand only in element text");
		printf("\tTRY(%.*s);\n", n - 1, s + 1);
	} else if (*s == '_') {
		printf("\t%s(ctx, tr(ctx, %.*s));\n", escaper(), n - 1, s + 1);
	} else if (*s == 'n' && s[1] == ' ') {
		escaper();
		printf("\thtml_int(ctx, %.*s);\n", n - 1, s + 1);
	} else {
		printf("\t%s(ctx, %.*s);\n", escaper(), n, s);
	}
	nth++;
	last = 'x';
}

static void end_function(bool open)
{
	if (st != TEXT)
		die("the function ends inside a tag or comment");
	if (open)
		printf("\treturn OK;\n}\n");
}

static char *read_all(const char *path)
{
	FILE *f = fopen(path, "r");
	char *s = NULL;
	size_t cap = 0;

	if (!f || getdelim(&s, &cap, 0, f) < 0)
		perror(path), exit(1);
	fclose(f);
	return s;
}

/* One brace pair: its kind is the second byte; answers what follows it. */
static char *braces(char *s, bool *open)
{
	char kind = s[1], close[3] = { kind == '{' ? '}' : kind, '}', 0 }, *e = strstr(s + 2, close);
	int n = (int)(e - s - 2);

	if (!e)
		die("not closed");
	if (!*open && kind != '!' && kind != '#')
		die("the first thing must be {! name(args) !}");
	if (kind == '!') {
		end_function(*open);
		printf("\n__attribute__((unused)) static enum err %.*s\n{\n", n, s + 2);
		*open = true;
	} else if (kind == '%') {
		printf("#line %d \"%s\"\n\t%.*s\n", line, file, n, s + 2);
	} else if (kind == '{') {
		value(s + 2, n);
	}
	for (char *p = s; p < e; p++)
		line += *p == '\n';
	e += 2;
	if (kind != '{' && *e == '\n')           /* a line of its own leaves no blank line */
		e++, line++, last = '\n';
	return e;
}

/* Prototypes first, so that the functions of a file may stand in any order. */
static void prototypes(const char *s)
{
	const char *e;

	while ((s = strstr(s, "{!")) && (e = strstr(s, "!}"))) {
		printf("__attribute__((unused)) static enum err %.*s;\n", (int)(e - s - 2), s + 2);
		s = e;
	}
}

int main(int argc, char **argv)
{
	bool open = false;
	char *s;

	if (argc != 2)
		return fprintf(stderr, "usage: htmlgen FILE.html\n"), 2;
	s = read_all(file = argv[1]);
	printf("/* Made by htmlgen from %s -- do not edit. */\n#include \"html/html.h\"\n", file);
	/* A view may be handed more than it shows. */
	printf("#pragma GCC diagnostic push\n#pragma GCC diagnostic ignored \"-Wunused-parameter\"\n");
	prototypes(s);
	while (*s) {
		if (s[0] == '{' && s[1] && strchr("{%#!", s[1]))
			s = braces(s, &open);
		else if (!open && isspace((unsigned char)*s))
			line += *s++ == '\n';
		else if (!open)
			die("the first thing must be {! name(args) !}");
		else
			s = markup(s);
	}
	end_function(open);
	printf("#pragma GCC diagnostic pop\n");
	return 0;
}
