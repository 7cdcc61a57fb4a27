/*
 * days.c -- days as spreadsheets have them.
 *
 * 01/02/2016 is the first of February for most of the world and the second of January for some; only a number
 * above twelve tells.  With points between it is day first everywhere.
 */
#include "sheet/work.h"
#include "text/text.h"

#include <string.h>

static const char *const months[] = {
	"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
};

struct parts {
	int n[3];
	size_t digits[3];
	bool danish;                      /* with points, or as 31/12-2016: always day first */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A time after the day, as programs that count in instants write it. */
static struct str without_time(struct str s)
{
	for (size_t at = 1; at + 3 < s.n; at++)
		if ((s.p[at] == 'T' || s.p[at] == ' ') && is_digit(s.p[at - 1]) && is_digit(s.p[at + 1]) && memchr(s.p + at, ':', s.n - at))
			return str_slice(s, 0, at);
	return s;
}

/* Three numbers with marks between. */
static bool parts_of(struct str s, struct parts *p)
{
	char mark = 0;
	size_t at = 0;

	*p = (struct parts){ 0 };
	for (int i = 0; i < 3; i++) {
		while (at < s.n && is_digit(s.p[at]) && p->digits[i] < 4) {
			p->n[i] = p->n[i] * 10 + (s.p[at++] - '0');
			p->digits[i]++;
		}
		if (!p->digits[i])
			return false;
		if (i == 2)
			return at == s.n;
		if (at == s.n || !strchr("/-. ", s.p[at]))
			return false;
		p->danish = s.p[at] == '.' || (i && s.p[at] != mark);
		mark = s.p[at];
		for (at++; at < s.n && s.p[at] == ' ';)
			at++;
	}
	return false;
}

static int year_of(int n, size_t digits)
{
	return digits == 4 ? n : digits == 2 ? (n < 70 ? 2000 : 1900) + n : 0;
}

static day_t made(int year, int month, int day)
{
	if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
		return DAY_NONE;
	return day_of(year, month, day);
}

/* "3. marts 2016", "March 3, 2016", "3-Mar-16": letters decide for themselves. */
static day_t day_with_letters(struct str s)
{
	int month = 0, numbers[2] = { 0 };
	size_t digits[2] = { 0 }, n = 0, at = 0;
	struct str word;

	while (text_word(s, &at, &word)) {
		if (is_digit(word.p[0])) {
			int64_t v;
			if (n == 2 || !str_int(word, &v) || v > 9999)
				return DAY_NONE;
			numbers[n] = (int)v, digits[n++] = word.n;
			continue;
		}
		for (int m = 0; word.n >= 3 && m < 12 && !month; m++) {
			char low[3] = { (char)(word.p[0] | 32), (char)(word.p[1] | 32), (char)(word.p[2] | 32) };
			bool english = (m == 4 && !memcmp(low, "may", 3)) || (m == 9 && !memcmp(low, "oct", 3));
			if (english || !memcmp(low, months[m], 3))
				month = m + 1;
		}
	}
	return n == 2 && month ? made(year_of(numbers[1], digits[1]), month, numbers[0]) : DAY_NONE;
}

day_t sheet_day(struct str said, enum sheet_order order)
{
	struct str s = without_time(str_trim(said));
	struct parts p;

	if (!parts_of(s, &p))
		return day_with_letters(s);
	if (p.digits[0] == 4)
		return made(p.n[0], p.n[1], p.n[2]);
	if (order == SHEET_MONTH_FIRST && !p.danish)
		return made(year_of(p.n[2], p.digits[2]), p.n[0], p.n[1]);
	return made(year_of(p.n[2], p.digits[2]), p.n[1], p.n[0]);
}

bool sheet_is_day(struct str said)
{
	return sheet_day(said, SHEET_DAY_FIRST) != DAY_NONE || sheet_day(said, SHEET_MONTH_FIRST) != DAY_NONE;
}

enum sheet_order sheet_order_of(struct str said, bool *either)
{
	day_t one = sheet_day(said, SHEET_DAY_FIRST), other = sheet_day(said, SHEET_MONTH_FIRST);

	if (one != DAY_NONE && other != DAY_NONE) {
		*either = *either || one != other;
		return SHEET_UNSAID;
	}
	return one != DAY_NONE ? SHEET_DAY_FIRST : other != DAY_NONE ? SHEET_MONTH_FIRST : SHEET_UNSAID;
}
