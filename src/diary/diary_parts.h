/* diary_parts.h -- what the pages of this room share.  Private to it. */
#ifndef DIARY_PARTS_H
#define DIARY_PARTS_H

#include "diary/diary.h"

struct note_row {
	struct str href, day, words, who, struck;     /* struck: who, when and why; href: where it can be struck through */
};

/* The notes of a span, and the form for one more. */
struct notes_view {
	struct note_row *rows;
	size_t n;
	struct form_view form;
	struct str action, key;
	bool open;                            /* the form: something in it must be mended */
};
extern const struct field diary_note_fields[];

struct why_view {
	struct form_view form;
	struct str action, key, told, words, by;
	bool differs, open;
};
extern const struct field diary_why_fields[];

/* The programme of the address, for those who keep it. */
enum err diary_asked(struct ctx *, const struct req *, struct programme *);
struct str diary_url(struct ctx *, const struct programme *, const char *rest);
struct str diary_month_url(struct ctx *, const struct programme *, day_t first);
/* typed NULL: an empty form. */
enum err diary_notes_fill(struct ctx *, const struct programme *, day_t from, day_t to, const struct values *typed, const struct problems *bad,
			  struct notes_view *);
enum err diary_why_fill(struct ctx *, const struct programme *, const struct diary_month *, const struct values *typed,
			const struct problems *bad, struct why_view *);

/* What is shown again with what was typed, when something must be mended. */
struct diary_again {
	const struct values *note, *why;
	const struct problems *bad;
};
enum err diary_months_show(struct ctx *, const struct req *, const struct programme *, const struct diary_again *);
enum err diary_month_show(struct ctx *, const struct req *, const struct programme *, day_t first, const struct diary_again *);
/* "2016-03" as its first day; DAY_NONE. */
day_t diary_month_asked(const struct req *);

enum err diary_note_send(struct ctx *, const struct req *, struct reply *);
enum err diary_note_page(struct ctx *, const struct req *, struct reply *);
enum err diary_strike_send(struct ctx *, const struct req *, struct reply *);
enum err diary_why_send(struct ctx *, const struct req *, struct reply *);

#endif
