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
 * Anywhere else -- tag or attribute name, unquoted attribute -- is a build error: we refuse instead
 * of guessing an escape.  on* and style attributes, script, style and comments are refused whole:
 * our pages have none.  A block { … } must end where it began, so that the machine, which reads every
 * branch, is right whichever branch runs.  Words that people read must stand in {{_ }}.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum state { TEXT, NAME, ATTRS, VALUE };

/* Where in the markup we are; what a block of C must leave as it found it. */
struct place {
	enum state st;
	char tag[32], attr[32], quote;
};

enum { BLOCKS_MOST = 32, LETTERS_MOST = 2 };

static const char *file;
static int line = 1;
static struct place at;
static size_t nword;                            /* letters in the name being read */
static int nth;                                 /* bytes or values so far in this attribute value */
static char last;                               /* the byte of markup before a value */
static char head[16];                           /* how a URL begins */
static int letters;                             /* in a row, in text that people read */
static bool entity, code, joint;                /* inside &…; · inside <code> · a block has just ended in a tag */
static struct place block[BLOCKS_MOST];
static int nblocks;

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

#define ONE_OF(word, list) one_of(word, list, sizeof list / sizeof *list)

static bool is_url(void)
{
	static const char *const urls[] = {
		"href", "src", "action", "formaction", "poster", "cite", "data", "xlink:href", "ping", "background",
		"manifest", "longdesc",
	};

	return ONE_OF(at.attr, urls);
}

/* Attributes that people read or hear. */
static bool is_read(void)
{
	static const char *const texts[] = { "title", "alt", "aria-label", "placeholder", "aria-description" };

	return ONE_OF(at.attr, texts);
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
	at.attr[0] = 0;
}

static void end_name(void)
{
	static const char *const refused[] = {
		"script", "style", "object", "embed", "applet", "base", "plaintext", "xmp", "noscript",
	};

	if (ONE_OF(at.tag, refused))
		die("our pages have no such element");
	if (!strcasecmp(at.tag, "code") || !strcasecmp(at.tag, "/code"))
		code = at.tag[0] != '/';
}

static void end_attr_name(void)
{
	if (!at.attr[0])
		die("an = without a name");
	if (!strncasecmp(at.attr, "on", 2) || !strcasecmp(at.attr, "style") || !strcasecmp(at.attr, "srcdoc"))
		die("no on*, style or srcdoc attributes");
}

static void begin_value(char c)
{
	if (last != '=')
		die("a quote that follows no =");
	at.st = VALUE;
	at.quote = c;
	nth = letters = 0;
	head[0] = 0;
}

static void in_tag(char c)
{
	if (last == '=' && c != '"' && c != '\'')
		die("quote this attribute");
	if (c == '>')
		at.st = TEXT;
	else if (c == '"' || c == '\'')
		begin_value(c);
	else if (isspace((unsigned char)c) || c == '/')
		begin_attr();
	else if (c == '=')
		end_attr_name();
	else
		word(at.attr, sizeof at.attr, c);
}

/* Two letters in a row are a word, and a word is translated. */
static void read_by_people(char c)
{
	if (c == '&')
		entity = true;
	letters = !entity && (isalpha((unsigned char)c) || (unsigned char)c >= 0xC3) ? letters + 1 : 0;
	if (c == ';' || isspace((unsigned char)c))
		entity = false;
	if (letters == LETTERS_MOST && !code)
		die("words that people read stand in {{_ \"…\" }}");
}

static void in_text(const char *s)
{
	if (!strncmp(s, "<!--", 4))
		die("a remark stands in {# #}: a comment would be sent");
	if (*s == '<' && (isalpha((unsigned char)s[1]) || s[1] == '/' || s[1] == '!')) {
		at.st = NAME;
		nword = letters = 0;
		at.tag[0] = 0;
	} else {
		read_by_people(*s);
	}
}

static void in_name(char c)
{
	if (c != '>' && !isspace((unsigned char)c)) {
		word(at.tag, sizeof at.tag, c);
		return;
	}
	end_name();
	at.st = c == '>' ? TEXT : ATTRS;
	begin_attr();
}

static void in_value(char c)
{
	static const char *const run[] = { "javascript:", "data:", "vbscript:" };
	size_t n = strlen(head);

	if (c == at.quote) {
		at.st = ATTRS;
		begin_attr();
		return;
	}
	nth++;
	if (is_read())
		read_by_people(c);
	if (!is_url() || n + 1 == sizeof head)
		return;
	head[n] = c;
	head[n + 1] = 0;
	if (ONE_OF(head, run))
		die("an address that runs something");
}

static void step(const char *s)                 /* follow one byte of markup */
{
	if (joint && (at.st == NAME || at.st == ATTRS) && !isspace((unsigned char)*s) && *s != '>' && *s != '/')
		die("after a block inside a tag comes a blank, / or >");
	joint = false;
	switch (at.st) {
	case TEXT:
		in_text(s);
		break;
	case NAME:
		in_name(*s);
		break;
	case ATTRS:
		in_tag(*s);
		break;
	case VALUE:
		in_value(*s);
		break;
	}
	last = *s;
}

static const char *escaper(void)
{
	letters = 0;
	if (at.st == TEXT && last != '<' && !entity)
		return "html_text";
	if (at.st != VALUE || entity)
		die("a value may not stand here");
	if (!is_url())
		return "html_attr";
	return nth == 0 ? "html_url" : "html_url_part";
}

/* --- blocks of C ------------------------------------------------------------------------------------ */

static bool in_a_tag(enum state s)
{
	return s == NAME || s == ATTRS;
}

static void open_block(void)
{
	if (nblocks == BLOCKS_MOST)
		die("too many blocks in each other");
	block[nblocks++] = at;
}

/* An optional attribute may turn the end of a tag's name into the end of an attribute, no more. */
static void close_block(void)
{
	const struct place *was;

	if (!nblocks)
		die("a } without its {");
	was = &block[--nblocks];
	if (was->st == at.st && at.st == VALUE ? strcmp(was->attr, at.attr) || was->quote != at.quote :
	    was->st != at.st && !(in_a_tag(was->st) && in_a_tag(at.st)))
		die("this block ends elsewhere in the markup than it began");
	joint = in_a_tag(at.st);
}

static bool jumps(const char *s, int n)
{
	static const char *const words[] = { "return", "break", "continue", "goto" };

	for (int i = 0; i < n; i++)
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if ((!i || !isalnum((unsigned char)s[i - 1])) && !strncmp(s + i, words[k], strlen(words[k])))
				return true;
	return false;
}

static void statement(const char *s, int n)
{
	char text = 0;

	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	if (!n || !strchr("{};", s[n - 1]))
		die("a statement ends with {, } or ;");
	if (in_a_tag(at.st) && last == '=')
		die("quote this attribute");
	if (at.st != TEXT && jumps(s, n))
		die("no jump out of a tag");
	for (int i = 0; i < n; i++) {
		if (text ? s[i] == text && s[i - 1] != '\\' : s[i] == '"' || s[i] == '\'')
			text = text ? 0 : s[i];
		else if (!text && s[i] == '{')
			open_block();
		else if (!text && s[i] == '}')
			close_block();
	}
}

/* --- writing C ---------------------------------------------------------------------------------------- */

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
		bool skip = (*s == '\t' || *s == ' ') && at.st != VALUE && last == '\n';
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
		if (at.st != TEXT || last == '<')
			die("a component may stand only in element text");
		printf("\tTRY(%.*s);\n", n - 1, s + 1);
	} else if (*s == '_') {
		if (s[1] != ' ' || s[2] != '"' || s[n - 2] != '"' || s[n - 1] != ' ')
			die("{{_ takes a text in quotes");
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
	if (at.st != TEXT || last == '<')
		die("the function ends inside a tag");
	if (nblocks)
		die("the function ends inside a block");
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
		statement(s + 2, n);
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
