/* paper_parts.h -- what the files of this room share. */
#ifndef PAPER_PARTS_H
#define PAPER_PARTS_H

#include "area/area.h"
#include "draw/draw.h"
#include "paper/paper.h"

/* --- what is printed ------------------------------------------------------------------------------------------- */

/* Where an entry stands: every day, Monday to Sunday, other days, by appointment. */
enum { GROUP_DAILY, GROUP_MONDAY, GROUP_SUNDAY = 7, GROUP_OTHER, GROUP_APPOINTMENT, GROUPS };

/* One listing as it may be printed.  Texts are in the reader's language, empty when there is nothing to say. */
struct paper_entry {
	unsigned groups;                  /* bits; of a meeting */
	int64_t position;                 /* of the kind of support that it is; 0: a meeting */
	struct str heading;               /* name of the kind */
	int start_min;
	struct str key;                   /* to sort by */
	struct str time, name, when, rhythm /* only when it is not simply every week */, where, facts, price, phone, off;
	struct str first_time, apply, entrance, transit, address /* of its page */;
	const char *country;
	bool is_free;
};

int paper_first_group(const struct paper_entry *);

/* One that is left out until somebody has looked. */
struct paper_left_out {
	int64_t id;
	bool support;                     /* no meeting */
	struct str slug, name, city;
	int64_t verified_at;              /* 0: never */
	bool doubted;                     /* a visitor says that something is wrong */
};

struct paper_list {
	struct area area;                 /* id 0: all */
	struct str area_name;             /* empty: all */
	const char *country;              /* whose numbers stand on the back */
	day_t today, checked_from, checked_to;
	struct paper_entry *entries;      /* free first, then by the clock: within a day, as directories have them */
	const struct paper_entry **by_day;        /* the same, meetings by the first day of each */
	size_t n;
	struct paper_left_out *left_out;
	size_t nleft_out;
	bool too_many;
};
/* ERR_NOT_FOUND for an area or listing that we do not know. */
enum err paper_gather(struct ctx *, const struct paper_wish *, struct paper_list *);

/* --- how it is printed ------------------------------------------------------------------------------------------ */

/* Sizes of one edition. */
struct paper_type {
	double margin;                    /* mm */
	double body, heading, title;      /* points */
	enum draw_face plain, strong;
	double w, h;                      /* of a page, mm: by the paper of the country */
};

/* What printers of a country hold. */
struct paper_size {
	const char *name, *class;         /* "A4"; in the style sheet, whose names of pages are by it */
	double w, h;                      /* upright, mm */
};

struct paper_job {
	struct ctx *ctx;
	struct draw *d;
	const struct paper_wish *wish;
	const struct paper_list *list;
	const struct paper_type *type;
	double sheet_w, sheet_h;          /* as it lies in the printer, mm */
};
/* Text in the body size of the edition, as wide as its column. */
const struct draw_text *paper_set(const struct paper_job *, struct str, enum draw_face);
const struct draw_text *paper_set_at(const struct paper_job *, struct str, double size_pt, enum draw_role, enum draw_align);

/* Blocks one after the other on as many pages as they need. */
struct flow {
	const struct paper_job *job;
	double x, top, width, bottom;     /* of the column */
	struct draw_panel **pages;
	size_t n;
	double y;
	const struct draw_text *heading, *again;      /* to come before the next block; at the top of the next page */
};
enum { FLOW_BLOCK_MOST = 8 };
struct flow flow_over(const struct paper_job *, double foot_mm);
/* Stays with what follows it; again is said when that goes on on the next page, or NULL. */
void flow_heading(struct flow *, const struct draw_text *heading, const struct draw_text *again);
/* Kept together while a page can hold it; a block longer than a page is divided between lines. */
void flow_block(struct flow *, const struct draw_text *const *, size_t n, double after_mm);
void flow_new_page(struct flow *);
double flow_left(const struct flow *);

/* The entries by day, as both directories have them. */
void paper_put_entries(struct flow *);
/* Cover and back of a directory: part 1 of parts. */
struct draw_panel *paper_cover(const struct paper_job *, int part, int parts);
struct draw_panel *paper_back(const struct paper_job *);
struct str paper_title(struct ctx *, const struct paper_wish *, const struct paper_list *);
/* "Checked 10.9.–12.12.2016": of everything that is printed. */
struct str paper_checked(struct ctx *, const struct paper_list *);
/* Where the list stands on the internet; absent when this house has no address that others can reach. */
struct str paper_home(struct ctx *);
struct str paper_demo(struct ctx *);          /* that everything is invented; absent in a real house */

/* The document of each form; the sheets are placed.  What does not fit on a page is never cut. */
enum err pocket_make(const struct paper_job *);
enum err large_make(const struct paper_job *);
enum err poster_make(const struct paper_job *);
enum err cards_make(const struct paper_job *);
enum err first_make(const struct paper_job *);

struct paper_form_row {
	const char *code;                 /* in addresses */
	const char *label, *sentence;     /* N_ */
	const char *needs;                /* N_: the paper that it is printed on, with the gap {paper} */
	struct paper_type type;
	enum err (*make)(const struct paper_job *);
	bool lies;                        /* the sheet lies on its long side */
	bool halves;                      /* each half of a sheet is one of its own */
	int across, down;                 /* pages on a sheet of paper */
	bool one;                         /* can be made for one listing */
};
extern const struct paper_form_row paper_forms[PAPER_FORMS];
struct paper_size paper_size_of(const struct paper_list *);
/* Everything printed: OK, or ERR_NOT_FOUND when nothing is fresh. */
enum err paper_make(struct ctx *, const struct paper_wish *, const struct paper_list *, struct draw **);

#endif
