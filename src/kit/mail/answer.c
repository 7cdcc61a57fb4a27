/*
 * answer.c -- an answer to one of our letters: which it answers, and whether it begins with STOP.
 *
 * Read from the beginning of the mail and not understood further than that: headers, then the first line that somebody
 * wrote, through the frame of a multipart and base64.  HTML alone is not read; then a person has to.
 */
#include "mail/mail.h"

#include <string.h>

enum { LINES_MOST = 400, WORD = 4, BASE64_MOST = 76 };

static struct str lower(struct arena *a, struct str s)
{
	char *p = arena_z(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + 32);
	return (struct str){ p, s.n };
}

/* --- which letter ---------------------------------------------------------------------------------------------------- */

static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9')))
			return false;
	return s.n > 0 && s.n <= MAIL_NAME_MOST;
}

/* What stands between "<" and "@" of each Message-ID in a line. */
static void add_names(struct str line, struct mail_answer *out)
{
	size_t at = 0;

	while (out->n < MAIL_NAMES_MOST && (at = str_index(line, S("<"), at)) != SIZE_MAX) {
		size_t from = ++at, end = str_index(line, S("@"), from);
		if (end != SIZE_MAX && is_name(str_slice(line, from, end)))
			out->names[out->n++] = str_slice(line, from, end);
	}
}

/* A header that goes on in the next line begins it with a blank. */
static bool goes_on(struct str line)
{
	return str_starts(line, S(" ")) || str_starts(line, S("\t"));
}

static void read_head(struct arena *a, struct str head, struct mail_answer *out, bool *base64)
{
	struct str line;
	bool names = false;

	while (str_cut(&head, '\n', &line)) {
		struct str low = lower(a, line);
		names = goes_on(low) ? names : str_starts(low, S("in-reply-to:")) || str_starts(low, S("references:"));
		if (names)
			add_names(line, out);
		if (str_starts(low, S("content-transfer-encoding:")))
			*base64 = str_index(low, S("base64"), 0) != SIZE_MAX;
	}
}

/* --- what it begins with ------------------------------------------------------------------------------------------------ */

static int digit_of(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* Of one line; what is no base64 ends it. */
static struct str decoded(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, BASE64_MOST + 1);
	uint32_t bits = 0;
	size_t n = 0;
	int have = 0;

	for (size_t i = 0; i < s.n && i < BASE64_MOST && digit_of(s.p[i]) >= 0; i++) {
		bits = bits << 6 | (uint32_t)digit_of(s.p[i]);
		have += 6;
		if (have >= 8)
			p[n++] = (char)(bits >> (have -= 8) & 0xff);
	}
	return (struct str){ p, n };
}

static bool is_word(struct str line)
{
	return str_starts(line, S("stop")) && (line.n == WORD || !((line.p[WORD] >= 'a' && line.p[WORD] <= 'z') || (unsigned char)line.p[WORD] > 0x7f));
}

/* The frame of a multipart, what is quoted. */
static bool is_not_theirs(struct str low)
{
	return !low.n || low.p[0] == '>' || str_starts(low, S("--"));
}

static bool begins_with_stop(struct arena *a, struct str body, bool base64)
{
	struct str line;
	bool header = false;

	for (int i = 0; i < LINES_MOST && str_cut(&body, '\n', &line); i++) {
		struct str low = lower(a, str_trim(line));
		if (str_starts(low, S("content-transfer-encoding:")))
			base64 = str_index(low, S("base64"), 0) != SIZE_MAX;
		header = str_starts(low, S("content-")) || (header && goes_on(line));
		if (header || is_not_theirs(low))
			continue;
		if (base64)
			low = lower(a, str_trim(decoded(a, str_trim(line))));
		return is_word(low);
	}
	return false;
}

void mail_answer_read(struct arena *a, struct str mail, struct mail_answer *out)
{
	struct str body = mail, line;
	bool base64 = false;

	*out = (struct mail_answer){ 0 };
	/* Headers end with an empty line. */
	while (str_cut(&body, '\n', &line) && str_trim(line).n)
		;
	read_head(a, str_slice(mail, 0, mail.n - body.n), out, &base64);
	out->stop = begins_with_stop(a, body, base64);
}
