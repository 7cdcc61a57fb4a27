/* html.h -- escaping by place, and the components that every page is made of. */
#ifndef KIT_HTML_H
#define KIT_HTML_H

#include "base/ctx.h"
#include "base/date.h"
#include "tr/tr.h"

/* --- what htmlgen calls -------------------------------------------------------------------- */
void html_text(struct ctx *, struct str);        /* element text */
void html_attr(struct ctx *, struct str);        /* inside a quoted attribute */
void html_url(struct ctx *, struct str);         /* begins a URL: http, https, mailto, tel, webcal or relative */
void html_url_part(struct ctx *, struct str);    /* a piece of one: percent-encoded */
void html_int(struct ctx *, int64_t);
/* Markup made by us (an SVG, an embedded fragment): never anything that somebody typed. */
enum err html_markup(struct ctx *, struct str);

/* --- small components ------------------------------------------------------------------------ */
enum err icon_html(struct ctx *, const char *name);
/* A text of the keeper: paragraphs at empty lines, line breaks kept, nothing else. */
enum err prose_html(struct ctx *, struct str);
enum err phone_html(struct ctx *, struct str phone);          /* a link to call; E.164 or as typed */
/* <time datetime> around a text */
enum err time_html(struct ctx *, day_t, int minutes, struct str text);

/* --- frame ------------------------------------------------------------------------------------- */
enum frame_kind { FRAME_PUBLIC, FRAME_WORK, FRAME_BARE };

struct frame_link {
	struct str href, label;
	const char *icon;
	bool current;
};

enum { FRAME_LINKS_MOST = 20 };

struct frame {
	enum frame_kind kind;
	struct str title;                 /* neutral: never a word of 9.9 on a private page */
	struct str path;                  /* of this page without the language prefix, with its query */
	struct str who;                   /* name of the person logged in, absent for a visitor */
	struct frame_link links[FRAME_LINKS_MOST];   /* main menu */
	size_t nlinks;
	struct str now;                   /* the demonstration's clock as text; absent on a real folder */
	struct str form_key;              /* for the buttons that the frame itself has (log out, turn the clock) */
	struct str help_number, help_name;/* first help-now number of the country */
	bool no_index;
	bool guest;                       /* from outside: without pages of one's own, and home is another page */
	struct str refresh;               /* seconds, for a job page */
};
enum err frame_begin_html(struct ctx *, const struct frame *);
enum err frame_end_html(struct ctx *, const struct frame *);

/* --- pager --------------------------------------------------------------------------------------- */
struct pager {
	struct str base;                  /* address with its query, without page= */
	int64_t page, pages;              /* from 1 */
};
enum err pager_html(struct ctx *, const struct pager *);

#endif
