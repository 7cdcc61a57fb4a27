/* date.c -- days of the Gregorian calendar as plain numbers. */
#include "base/date.h"

/* Hinnant, "chrono-compatible low-level date algorithms": years begin in March, 400-year eras. */
day_t day_of(int y, int m, int d)
{
	int era, yoe, doy;

	y += (m - 1) / 12;
	m = (m - 1) % 12 + 1;
	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy + d - 1 - 719468;
}

struct ymd day_ymd(day_t day)
{
	int z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	int m = mp < 10 ? mp + 3 : mp - 9;

	return (struct ymd){ yoe + era * 400 + (m <= 2), m, doy - (153 * mp + 2) / 5 + 1 };
}

int day_weekday(day_t day)
{
	return ((day + 4) % 7 + 7) % 7;
}

int days_in_month(int year, int month)
{
	return day_of(year, month + 1, 1) - day_of(year, month, 1);
}

int day_iso_week(day_t day, int *iso_year)
{
	day_t thursday = day + 3 - (day_weekday(day) + 6) % 7;
	int year = day_ymd(thursday).year;

	if (iso_year)
		*iso_year = year;
	return (thursday - day_of(year, 1, 1)) / 7 + 1;
}

/* The number made of n digits at p, or -1. */
static int digits(const char *p, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

day_t day_parse(struct str s)
{
	int y, m, d;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return DAY_NONE;
	y = digits(s.p, 4), m = digits(s.p + 5, 2), d = digits(s.p + 8, 2);
	if (y < 1 || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m))
		return DAY_NONE;
	return day_of(y, m, d);
}

static char *two_digits(char *p, int v)
{
	*p++ = (char)('0' + v / 10);
	*p++ = (char)('0' + v % 10);
	return p;
}

/* Years have four digits; others only meet printf. */
struct str day_str(struct arena *a, day_t day)
{
	char text[12], *p = text;
	struct ymd d;

	if (day == DAY_NONE)
		return STR_ABSENT;
	d = day_ymd(day);
	if (d.year < 0 || d.year > 9999)
		return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
	p = two_digits(two_digits(p, d.year / 100), d.year % 100);
	*p++ = '-';
	p = two_digits(p, d.month);
	*p++ = '-';
	p = two_digits(p, d.day);
	return arena_str(a, (struct str){ text, (size_t)(p - text) });
}

int minutes_parse(struct str s)
{
	int h, m;

	if (s.n != 5 || s.p[2] != ':')
		return -1;
	h = digits(s.p, 2), m = digits(s.p + 3, 2);
	return h < 0 || h > 23 || m < 0 || m > 59 ? -1 : h * 60 + m;
}

struct str minutes_str(struct arena *a, int minutes)
{
	char text[8], *p;

	minutes = (minutes % 1440 + 1440) % 1440;
	p = two_digits(text, minutes / 60);
	*p++ = ':';
	p = two_digits(p, minutes % 60);
	return arena_str(a, (struct str){ text, (size_t)(p - text) });
}

/* Anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991, ch. 8). */
day_t easter(int y)
{
	int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
	int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return day_of(y, n / 31, n % 31 + 1);
}
