/* tr.h -- two languages at once: texts, dates, numbers as people write them. */
#ifndef KIT_TR_H
#define KIT_TR_H

#include "base/ctx.h"
#include "base/date.h"

/*
 * The language is the gettext text domain, so it is per request and thread-safe.  English is
 * the language of the source; every other language is DIR/C.UTF-8/LC_MESSAGES/LANG.mo.
 */
struct tr;
struct tr *tr_open(const char *dir);
void tr_close(struct tr *);

/* The languages the pages exist in; ends with NULL. */
extern const char *const tr_languages[];
bool tr_is_language(struct str);
struct str tr_language_name(const char *lang);          /* in itself: "Dansk" */

/* msgid must be a literal: its address is the key of a memo. */
struct str tr(struct ctx *, const char *msgid);
struct str trn(struct ctx *, const char *one, const char *many, int64_t n);
/* Text that need not be a literal (a label out of a table): only what is one has a memo. */
struct str tr_of(struct ctx *, struct str msgid);
/*
 * Fill named gaps: tr_fill(ctx, tr(ctx, "Checked {days} days ago."), "days", text, NULL).
 * Names are const char *, texts struct str by value wrapped with TR_GAP.
 */
struct tr_gap {
	const char *name;
	struct str text;
};
struct str tr_fill(struct ctx *, struct str text, const struct tr_gap *gaps, size_t n);
#define TR_FILL(ctx, text, ...) \
	tr_fill((ctx), (text), (const struct tr_gap[]){ __VA_ARGS__ }, \
		sizeof((const struct tr_gap[]){ __VA_ARGS__ }) / sizeof(struct tr_gap))

/* --- as people write it ------------------------------------------------------------------- */
struct str tr_number(struct ctx *, int64_t);            /* 1.234 · 1,234 */
struct str tr_decimal(struct ctx *, double, int places);/* 3,4 · 3.4 */
struct str tr_km(struct ctx *, double km);              /* 1,1 km */
struct str tr_weekday(struct ctx *, int weekday);       /* mandag · Monday */
struct str tr_weekday_short(struct ctx *, int weekday); /* ma. · Mon */
struct str tr_month(struct ctx *, int month);           /* december · December */
struct str tr_date(struct ctx *, day_t);                /* 12. december 2016 · 12 December 2016 */
struct str tr_date_short(struct ctx *, day_t);          /* 12.12.2016 · 12 Dec 2016 */
struct str tr_date_brief(struct ctx *, day_t);          /* 12.12. · 12 Dec, where the year is plain */
struct str tr_day_date(struct ctx *, day_t);            /* mandag den 12. december · Monday 12 December */
struct str tr_day_date_year(struct ctx *, day_t);       /* mandag den 12. december 2016 · … */
struct str tr_week(struct ctx *, int week);             /* uge 50 · week 50 */
struct str tr_money(struct ctx *, int64_t minor, struct str currency);   /* 150 kr. · DKK 150, $12.50 */
struct str tr_time(struct ctx *, int minutes);          /* 19.00 · 19:00 */
struct str tr_span(struct ctx *, int from, int to);     /* 19.00–20.30; an end at midnight is 24.00 */
/* A stored phone number as people read it: 12 34 56 78, +45 12 34 56 78, 555 555 0100. */
struct str tr_phone(struct ctx *, struct str);
/* i dag, i går, for 3 dage siden · today, yesterday, 3 days ago; days >= 0 */
struct str tr_days_ago(struct ctx *, int64_t days);
/* A list said aloud: "a, b og c". */
struct str tr_and(struct ctx *, const struct str *, size_t n);
/* Upper case for the first letter, for a phrase that begins a line. */
struct str tr_capital(struct ctx *, struct str);
/* Lower case for it, unless the word is written in capitals (LGBT+): for a label that stands inside a list. */
struct str tr_small(struct ctx *, struct str);

/* Typed dates and times: "12.12.2016", "12/12-2016", "2016-12-12"; "19", "19.00", "1900", "7pm". */
day_t tr_parse_date(struct str);
int tr_parse_time(struct str);                          /* minutes, -1: not a time */
/* "150", "99,50", "1.250", "1,250.00": minor units, hundredths of all currencies that we know; false: no amount. */
bool tr_parse_money(struct str, int64_t *minor);

#endif
