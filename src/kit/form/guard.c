/*
 * guard.c -- numbers of persons that must never be stored (S-1804).
 *
 * A Danish civil registration number is ddmmyy, perhaps a hyphen or blanks, and four digits,
 * with a date that exists.  Modulus 11 says nothing: numbers without it exist since 2007.
 */
#include "form/form.h"

#include <ctype.h>
#include <string.h>

static bool digit(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static int two(const char *p)
{
	return (p[0] - '0') * 10 + (p[1] - '0');
}

/* Digits of s from i on, over single blanks and hyphens; fills at most most; where they end. */
static size_t run(struct str s, size_t i, char *digits, size_t *n, size_t most)
{
	size_t end = i;

	for (*n = 0; i < s.n && *n < most; i++) {
		if (digit(s, i)) {
			digits[(*n)++] = s.p[i];
			end = i + 1;
		} else if (!((s.p[i] == ' ' || s.p[i] == '-') && digit(s, i + 1) && i == end)) {
			break;
		}
	}
	return end;
}

/* Is the text from i on such a number?  Its length in bytes, or 0. */
static size_t is_cpr(struct str s, size_t i)
{
	char d[12];
	size_t n, end = run(s, i, d, &n, 10), gap = i;
	int day, month;

	if (n != 10 || digit(s, end))
		return 0;
	while (digit(s, gap))                /* the first group must be six or all ten */
		gap++;
	if (gap - i != 10 && gap - i != 6 && gap - i != 2)
		return 0;
	day = two(d), month = two(d + 2);
	/* The century is not in the six digits: the 29th of February is let through in every year. */
	return day >= 1 && month >= 1 && month <= 12 && day <= days_in_month(2000, month) ? end - i : 0;
}

/* nnn-nn-nnnn with hyphens or blanks; never 000, 666 or 9xx first (US Social Security Administration). */
static size_t is_ssn(struct str s, size_t i)
{
	static const int groups[] = { 3, 2, 4 };
	size_t at = i;

	for (int g = 0; g < 3; g++) {
		if (g && at < s.n && (s.p[at] == '-' || s.p[at] == ' '))
			at++;
		else if (g)
			return 0;
		for (int k = 0; k < groups[g]; k++)
			if (!digit(s, at++))
				return 0;
	}
	if (digit(s, at) || s.p[i] == '9' || !strncmp(s.p + i, "000", 3) || !strncmp(s.p + i, "666", 3))
		return 0;
	return at - i;
}

/* 13 to 19 digits that satisfy Luhn's check (ISO/IEC 7812). */
static size_t is_card(struct str s, size_t i)
{
	char d[24];
	size_t n, end = run(s, i, d, &n, 20);
	int sum = 0;

	if (n < 13 || n > 19 || digit(s, end) || d[0] == '0')
		return 0;
	for (size_t k = 0; k < n; k++) {
		int v = d[n - 1 - k] - '0';
		if (k & 1)
			v = v * 2 > 9 ? v * 2 - 9 : v * 2;
		sum += v;
	}
	return sum % 10 ? 0 : end - i;
}

static const struct {
	size_t (*is)(struct str, size_t);
	const char *text;
} guards[] = {
	{ is_cpr, N_("This looks like a civil registration number. We never store those. Remove it and save again.") },
	{ is_ssn, N_("This looks like a social security number. We never store those. Remove it and save again.") },
	{ is_card, N_("This looks like a payment card number. We never store those. Remove it and save again.") },
};

/* Is the text from i on a UUID as it is written everywhere (RFC 9562)?  Programs made it, and its digits mean nothing. */
static bool is_uuid(struct str s, size_t i)
{
	static const char form[] = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
	const size_t n = sizeof form - 1;

	if (i + n > s.n || (i && isalnum((unsigned char)s.p[i - 1])) || (i + n < s.n && isalnum((unsigned char)s.p[i + n])))
		return false;
	for (size_t k = 0; k < n; k++)
		if (form[k] == '-' ? s.p[i + k] != '-' : !isxdigit((unsigned char)s.p[i + k]))
			return false;
	return true;
}

const char *guard_number(struct ctx *ctx, struct str text, struct str *masked)
{
	const char *found = NULL;
	char *p = arena_z(ctx->arena, text);

	for (size_t i = 0; i < text.n; i++) {
		size_t n = 0;
		if (is_uuid(text, i)) {
			i += 35;
			continue;
		}
		if (!digit(text, i) || (i && digit(text, i - 1)))
			continue;
		for (size_t g = 0; g < sizeof guards / sizeof *guards && !n; g++)
			if ((n = guards[g].is(text, i))) {
				memset(p + i, '*', n);
				if (!found)
					found = guards[g].text;
			}
		if (n)
			i += n - 1;
	}
	*masked = (struct str){ p, text.n };
	return found;
}

void form_guard(struct ctx *ctx, const struct field *fields, const void *record, struct problems *bad)
{
	for (const struct field *f = fields; f->name; f++) {
		struct str masked;
		const char *found;
		if (!(f->flags & FIELD_GUARDED))
			continue;
		if ((found = guard_number(ctx, field_text(ctx, f, record), &masked)))
			problem_once(bad, f->name, found);
	}
}

const char *guard_contact(struct str s)
{
	for (size_t i = 1; i + 3 < s.n; i++)
		if (s.p[i] == '@' && isalnum((unsigned char)s.p[i - 1]) && isalnum((unsigned char)s.p[i + 1]))
			return N_("This looks like an e-mail address. Everybody can read this text.");
	for (size_t i = 0; i < s.n; i++) {
		char d[16];
		size_t n, end;
		if (!digit(s, i) || (i && digit(s, i - 1)))
			continue;
		end = run(s, i, d, &n, 15);
		if (n >= 8 && n <= 13)
			return N_("This looks like a phone number. Everybody can read this text.");
		i = end;
	}
	return NULL;
}
