/* form.h -- one table of fields, read by web form, JSON, CSV and import, and printed by help. */
#ifndef KIT_FORM_H
#define KIT_FORM_H

#include "base/ctx.h"
#include "base/date.h"
#include "base/values.h"

enum field_type {
	FIELD_TEXT,           /* one line; struct str */
	FIELD_LONG,           /* several lines; struct str */
	FIELD_INT,            /* int64_t */
	FIELD_OPT_INT,        /* int64_t, INT64_MIN when empty */
	FIELD_REAL,           /* double, NAN when empty */
	FIELD_BOOL,           /* bool: a box; absent means no */
	FIELD_DATE,           /* day_t, DAY_NONE when empty */
	FIELD_TIME,           /* int64_t minutes, -1 when empty */
	FIELD_URL,            /* struct str, http or https */
	FIELD_PHONE,          /* struct str, as typed without noise */
	FIELD_EMAIL,          /* struct str */
	FIELD_CHOICE,         /* struct str: a code of choices */
	FIELD_CHOICES,        /* struct str: codes with one blank between, in the order of the table */
	FIELD_SLUG,           /* struct str: a-z 0-9 and - */
	FIELD_SECRET,         /* struct str; never shown again */
	FIELD_ZONE,           /* struct str: IANA name */
	FIELD_MONEY,          /* int64_t minor units, INT64_MIN when empty; typed as 150 or 99,50 */
};

struct choice {
	const char *code, *label;       /* label is N_ */
};

enum field_flag {
	FIELD_REQUIRED = 1,
	FIELD_PRIVATE = 2,              /* not in public JSON, feeds or exports */
	FIELD_GUARDED = 4,              /* free text: numbers of persons are refused (S-1804) */
	FIELD_PUBLIC_TEXT = 8,          /* guarded more: phone numbers and e-mail addresses warned about */
	FIELD_NOT_IN_FORM = 16,         /* imports and API only */
	FIELD_WIDE = 32,
	FIELD_DEPENDS = 64,             /* needed or not by what else was answered: not marked as optional */
};

struct field {
	const char *name;               /* in forms, JSON, CSV and the API */
	enum field_type type;
	size_t offset;                  /* into the record */
	unsigned flags;
	int64_t least, most;            /* characters of a text, value of a number */
	const char *label, *hint;       /* N_; hint may be NULL */
	const struct choice *choices;   /* ends with code NULL */
	const char *group;              /* N_ heading of the fieldset that begins here, or NULL */
};

#define F(record, member, kind, ...) \
	{ .name = #member, .type = kind, .offset = offsetof(record, member), __VA_ARGS__ }
#define F_END { .name = NULL }

/*
 * Read what was typed into the record, by the table.  What the author can mend goes to bad;
 * good members are set even when others are bad.  Names not in the table are left alone.
 */
enum err form_read(struct ctx *, const struct field *, const struct values *, void *record, struct problems *bad);
/* Only the fields that the values name: an update by API. */
enum err form_read_some(struct ctx *, const struct field *, const struct values *, void *record, struct problems *bad);
/*
 * Codes in the order of their table, a phone number without blanks: as form_read keeps them, in a record that
 * no form has read.  What it would refuse stays as it is.
 */
void form_settle(struct ctx *, const struct field *, void *record);
/* The record as typed texts, for a form that begins with what is stored. */
void form_write(struct ctx *, const struct field *, const void *record, struct values *out);
const struct field *field_find(const struct field *, const char *name);
/* The text of one member, as form_write gives it; absent when empty. */
struct str field_text(struct ctx *, const struct field *, const void *record);
const char *choice_label(const struct choice *, struct str code);      /* N_ text or NULL */

/*
 * S-1804: does the text hold a Danish civil registration number, a US social security number or
 * a payment card number?  An N_ sentence, or NULL.  masked gets the text with the number hidden.
 * The digits of a UUID are none, whatever they look like.
 */
const char *guard_number(struct ctx *, struct str text, struct str *masked);
/* The same for a record that no form has read: an import, a command.  Each field is named once. */
void form_guard(struct ctx *, const struct field *, const void *record, struct problems *bad);
/* A phone number or an e-mail address in a public text: an N_ warning or NULL. */
const char *guard_contact(struct str text);
/*
 * S-2103: a word that puts a person in a box.  An N_ warning with the gap {x}, or NULL; then word is
 * as typed and instead says it otherwise, in the language of the text.  lang NULL: either.
 */
const char *guard_words(const char *lang, struct str text, struct str *word, const char **instead);
/* What the author of the long texts should know but may ignore: words, and contacts in public. */
void form_warnings(struct ctx *, const struct field *, const void *record, struct problems *warn);

/* --- as a page shows it ------------------------------------------------------------------------ */
struct form_view {
	const struct field *fields;
	const struct values *values;    /* what was typed, or form_write of what is stored */
	const struct problems *bad;     /* may be NULL */
};
enum err problems_html(struct ctx *, const struct field *, const struct problems *);   /* error summary */
/*
 * Warnings beside a form, with a button "sure" that saves all the same; inside the form, before its
 * own button.  Nothing when there are none.
 */
enum err warnings_html(struct ctx *, const struct field *, const struct problems *warn);
enum err fields_html(struct ctx *, const struct form_view *);                          /* all of them */
enum err field_html(struct ctx *, const struct form_view *, const char *name);         /* one */
/* The hidden field that makes a write happen once and proves where it came from. */
enum err form_key_html(struct ctx *, struct str key);

#endif
