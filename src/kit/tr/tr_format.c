/* tr_format.c -- dates, times and numbers as Danes and English readers write them. */
#include "tr/tr.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static bool danish(const struct ctx *ctx)
{
	return !strcmp(ctx->lang, "da");
}

static const char *const weekdays[] = { N_("Sunday"), N_("Monday"), N_("Tuesday"), N_("Wednesday"),
					N_("Thursday"), N_("Friday"), N_("Saturday") };
static const char *const weekdays_short[] = { N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"),
					      N_("Thu"), N_("Fri"), N_("Sat") };
static const char *const months[] = { NULL, N_("January"), N_("February"), N_("March"), N_("April"),
				      N_("May"), N_("June"), N_("July"), N_("August"), N_("September"),
				      N_("October"), N_("November"), N_("December") };
static const char *const months_short[] = { NULL, "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

struct str tr_weekday(struct ctx *ctx, int weekday)
{
	return tr(ctx, weekdays[weekday]);
}

struct str tr_weekday_short(struct ctx *ctx, int weekday)
{
	return tr(ctx, weekdays_short[weekday]);
}

struct str tr_month(struct ctx *ctx, int month)
{
	return tr(ctx, months[month]);
}

/* Of at least so many digits; a page has some hundred small numbers, and printf is slow at them. */
static struct str digits_of(struct ctx *ctx, uint64_t v, int least)
{
	char text[24], *p = text + sizeof text;

	for (int n = 0; v || n < least; n++, v /= 10)
		*--p = (char)('0' + v % 10);
	return arena_str(ctx->arena, (struct str){ p, (size_t)(text + sizeof text - p) });
}

struct str tr_number(struct ctx *ctx, int64_t v)
{
	struct str digits = digits_of(ctx, v < 0 ? 0 - (uint64_t)v : (uint64_t)v, 1);
	char sep = danish(ctx) ? '.' : ',', out[40];
	size_t at = 0;

	if (v >= 0 && digits.n < 4)
		return digits;
	if (v < 0)
		out[at++] = '-';
	for (size_t i = 0; i < digits.n; i++) {
		if (i && (digits.n - i) % 3 == 0)
			out[at++] = sep;
		out[at++] = digits.p[i];
	}
	return arena_str(ctx->arena, (struct str){ out, at });
}

struct str tr_decimal(struct ctx *ctx, double v, int places)
{
	struct str s = arena_printf(ctx->arena, "%.*f", places, v);
	char *p = (char *)s.p;

	for (size_t i = 0; danish(ctx) && i < s.n; i++)
		if (p[i] == '.')
			p[i] = ',';
	return s;
}

struct str tr_km(struct ctx *ctx, double km)
{
	bool tenths = km < 9.95 && fabs(km - round(km)) >= 0.05;
	struct str number = tenths ? tr_decimal(ctx, km, 1) : tr_number(ctx, (int64_t)(km + 0.5));

	return arena_cat(ctx->arena, number, S(" km"));
}

struct str tr_date(struct ctx *ctx, day_t day)
{
	struct ymd d = day_ymd(day);

	return arena_printf(ctx->arena, danish(ctx) ? "%d. %.*s %d" : "%d %.*s %d", d.day,
			    STR_ARG(tr_month(ctx, d.month)), d.year);
}

struct str tr_date_short(struct ctx *ctx, day_t day)
{
	struct ymd d = day_ymd(day);

	if (danish(ctx))
		return arena_printf(ctx->arena, "%d.%d.%d", d.day, d.month, d.year);
	return arena_printf(ctx->arena, "%d %s %d", d.day, months_short[d.month], d.year);
}

struct str tr_date_brief(struct ctx *ctx, day_t day)
{
	struct ymd d = day_ymd(day);

	if (danish(ctx))
		return arena_printf(ctx->arena, "%d.%d.", d.day, d.month);
	return arena_printf(ctx->arena, "%d %s", d.day, months_short[d.month]);
}

struct str tr_day_date(struct ctx *ctx, day_t day)
{
	struct ymd d = day_ymd(day);
	struct str weekday = tr_weekday(ctx, day_weekday(day)), month = tr_month(ctx, d.month), n = digits_of(ctx, (uint64_t)d.day, 1);

	return danish(ctx) ? arena_cat(ctx->arena, weekday, S(" den "), n, S(". "), month) :
			     arena_cat(ctx->arena, weekday, S(" "), n, S(" "), month);
}

struct str tr_day_date_year(struct ctx *ctx, day_t day)
{
	return arena_printf(ctx->arena, "%.*s %d", STR_ARG(tr_day_date(ctx, day)), day_ymd(day).year);
}

struct str tr_week(struct ctx *ctx, int week)
{
	return TR_FILL(ctx, tr(ctx, "week {n}"), { "n", tr_number(ctx, week) });
}

struct str tr_time(struct ctx *ctx, int minutes)
{
	minutes = (minutes % 1440 + 1440) % 1440;
	return arena_cat(ctx->arena, digits_of(ctx, (uint64_t)minutes / 60, danish(ctx) ? 1 : 2), danish(ctx) ? S(".") : S(":"),
			 digits_of(ctx, (uint64_t)minutes % 60, 2));
}

struct str tr_span(struct ctx *ctx, int from, int to)
{
	struct str end = to == 1440 ? (danish(ctx) ? S("24.00") : S("24:00")) : tr_time(ctx, to);

	return arena_cat(ctx->arena, tr_time(ctx, from), S("–"), end);
}

struct str tr_days_ago(struct ctx *ctx, int64_t days)
{
	if (days <= 0)
		return tr(ctx, "today");
	if (days == 1)
		return tr(ctx, "yesterday");
	return trn(ctx, "{n} day ago", "{n} days ago", days);
}

/* With blanks at which a line does not break: a number that falls apart is dialled wrong. */
static struct str unbroken(struct ctx *ctx, struct str s)
{
	static const struct str hard = S("\u00A0");
	char *p = arena_alloc(ctx->arena, s.n * hard.n + 1);
	size_t out = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str piece = s.p[i] == ' ' ? hard : str_slice(s, i, i + 1);
		memcpy(p + out, piece.p, piece.n);
		out += piece.n;
	}
	return (struct str){ p, out };
}

/* Digits of a stored number in groups of these sizes. */
static struct str groups(struct ctx *ctx, struct str s, const int *sizes, size_t n)
{
	char *p = arena_alloc(ctx->arena, s.n * 2 + 1);
	size_t at = 0, out = 0;

	for (size_t g = 0; g < n; g++) {
		if (g)
			p[out++] = ' ';
		for (int k = 0; k < sizes[g] && at < s.n; k++)
			p[out++] = s.p[at++];
	}
	return unbroken(ctx, (struct str){ p, out });
}

struct str tr_phone(struct ctx *ctx, struct str s)
{
	static const int danish_groups[] = { 2, 2, 2, 2 }, abroad[] = { 3, 2, 2, 2, 2 }, us[] = { 3, 3, 4 }, us_abroad[] = { 2, 3, 3, 4 };

	if (s.n == 8 && s.p[0] != '+')
		return groups(ctx, s, danish_groups, 4);
	if (s.n == 11 && str_starts(s, S("+45")))
		return groups(ctx, s, abroad, 5);
	if (s.n == 10 && s.p[0] != '+')
		return groups(ctx, s, us, 3);
	if (s.n == 12 && str_starts(s, S("+1")))
		return groups(ctx, s, us_abroad, 4);
	return unbroken(ctx, s);
}

struct str tr_capital(struct ctx *ctx, struct str s)
{
	char *p = arena_z(ctx->arena, s);

	if (s.n > 1 && (unsigned char)p[0] == 0xc3 && strchr("\xa6\xb8\xa5", p[1]))
		p[1] = (char)(p[1] - 0x20);                          /* æ ø å */
	else if (s.n)
		p[0] = (char)toupper((unsigned char)p[0]);
	return (struct str){ p, s.n };
}

struct str tr_small(struct ctx *ctx, struct str s)
{
	char *p = arena_z(ctx->arena, s);
	bool danish_letter = s.n > 1 && (unsigned char)p[0] == 0xc3 && strchr("\x86\x98\x85", p[1]);

	if (danish_letter)
		p[1] = (char)(p[1] + 0x20);
	else if (s.n > 1 && isupper((unsigned char)p[0]) && !isupper((unsigned char)p[1]))
		p[0] = (char)tolower((unsigned char)p[0]);
	return (struct str){ p, s.n };
}

/* Numbers in a text and what stands between them; how many numbers (at most most), 0 for letters. */
static int numbers(struct str s, int *out, int most)
{
	int n = 0;

	for (size_t i = 0; i < s.n;) {
		if (!isdigit((unsigned char)s.p[i])) {
			if (!strchr(" ./-:", s.p[i]))
				return 0;
			i++;
			continue;
		}
		int v = 0;
		for (; i < s.n && isdigit((unsigned char)s.p[i]) && v < 100000; i++)
			v = v * 10 + (s.p[i] - '0');
		if (n == most)
			return 0;
		out[n++] = v;
	}
	return n;
}

day_t tr_parse_date(struct str s)
{
	int v[3];
	day_t iso = day_parse(s = str_trim(s));

	if (iso != DAY_NONE || numbers(s, v, 3) != 3)
		return iso;
	if (v[2] < 100)
		v[2] += 2000;
	if (v[2] > 9999 || v[1] < 1 || v[1] > 12 || v[0] < 1 || v[0] > days_in_month(v[2], v[1]))
		return DAY_NONE;
	return day_of(v[2], v[1], v[0]);
}

int tr_parse_time(struct str s)
{
	int v[2] = { 0, 0 }, n, half = -1;

	s = str_trim(s);
	if (s.n > 3 && !strncasecmp(s.p, "kl.", 3))
		s = str_trim(str_slice(s, 3, s.n));
	if (s.n > 2 && (s.p[s.n - 1] | 32) == 'm') {
		half = (s.p[s.n - 2] | 32) == 'p' ? 12 : (s.p[s.n - 2] | 32) == 'a' ? 0 : -1;
		s = str_trim(str_slice(s, 0, s.n - 2));
		if (half < 0)
			return -1;
	}
	n = numbers(s, v, 2);
	if (n == 1 && s.n >= 3 && s.n <= 4 && v[0] > 99)
		v[1] = v[0] % 100, v[0] /= 100;
	if (!n || (half >= 0 && (v[0] < 1 || v[0] > 12)))
		return -1;
	if (half >= 0)
		v[0] = v[0] % 12 + half;
	return v[0] > 23 || v[1] > 59 ? -1 : v[0] * 60 + v[1];
}

/* --- money ---------------------------------------------------------------------------------- */

enum { HUNDRED = 100, MONEY_DIGITS = 12 };

struct str tr_money(struct ctx *ctx, int64_t minor, struct str currency)
{
	struct str whole = tr_number(ctx, minor / HUNDRED);
	bool dollars = str_same(currency, "USD"), kroner = str_same(currency, "DKK");

	if (minor % HUNDRED)
		whole = arena_printf(ctx->arena, "%.*s%c%02lld", STR_ARG(whole), danish(ctx) ? ',' : '.', (long long)(minor % HUNDRED));
	if (danish(ctx))
		return kroner ? arena_printf(ctx->arena, "%.*s kr.", STR_ARG(whole)) :
				arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(whole), STR_ARG(currency));
	return dollars ? arena_printf(ctx->arena, "$%.*s", STR_ARG(whole)) :
			 arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(currency), STR_ARG(whole));
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits; marks before groups of three only help the eye. */
static bool parse_whole(struct str s, int64_t *out)
{
	size_t group = 0, groups = 1, digits = 0;
	int64_t v = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool mark = !is_digit(s.p[i]);
		if (mark && (!strchr(".,' ", s.p[i]) || !group || group > 3 || (groups > 1 && group != 3)))
			return false;
		group = mark ? 0 : group + 1;
		groups += mark;
		if (!mark && ++digits > MONEY_DIGITS)
			return false;
		v = mark ? v : v * 10 + (s.p[i] - '0');
	}
	*out = v;
	return digits > 0 && (groups == 1 || group == 3);
}

bool tr_parse_money(struct str s, int64_t *minor)
{
	int64_t whole, part = 0;

	s = str_trim(s);
	/* A mark with one or two digits behind it, at the end, divides. */
	for (size_t n = 1; n <= 2 && n + 1 < s.n; n++)
		if ((s.p[s.n - n - 1] == ',' || s.p[s.n - n - 1] == '.') && str_int(str_slice(s, s.n - n, s.n), &part) && part >= 0) {
			s = str_slice(s, 0, s.n - n - 1);
			part *= n == 1 ? 10 : 1;
			break;
		} else {
			part = 0;
		}
	if (!parse_whole(s, &whole))
		return false;
	*minor = whole * HUNDRED + part;
	return true;
}
