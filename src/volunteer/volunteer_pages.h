/* volunteer_pages.h -- what the page files of this room share. */
#ifndef VOLUNTEER_PAGES_H
#define VOLUNTEER_PAGES_H

#include "volunteer/volunteer.h"

/* The person of the address, for those who may keep them: ERR_DENIED for others. */
enum err volunteer_asked(struct ctx *, const struct req *, struct volunteer *);
struct str volunteer_url(struct ctx *, int64_t id, const char *rest);
struct str volunteer_state_said(struct ctx *, struct str state);
const char *volunteer_chip(struct str state);
/* Labels of codes, as a list said aloud; empty for none. */
struct str volunteer_labels(struct ctx *, const struct choice *, struct str codes);
/* Ids of areas as names with commas between. */
struct str volunteer_area_names(struct ctx *, struct str ids);
/* A qualification as a line. */
struct qualification_row {
	struct str id, what, when, note, state;
	const char *chip;
	bool may_second, may_withdraw, agree;
};
struct qualification_row volunteer_qualification_row_of(struct ctx *, const struct volunteer_qualification *, day_t today);
/* "Tirsdagsgruppen: facilitator, 13 December 2016". */
struct assignment_row {
	struct str id, href, name, role, when;
	bool off, untrained, away;
};
struct assignment_row volunteer_assignment_row_of(struct ctx *, const struct volunteer_assignment *);
/* The field table with other answers for one of its fields. */
const struct field *volunteer_fields_with(struct ctx *, const struct field *, const char *name, const struct choice *);
/* Every method in use as answers: the code is the id. */
enum err volunteer_method_choices(struct ctx *, const struct choice **out);

/* list_page.c */
enum err volunteer_list_page(struct ctx *, const struct req *, struct reply *);
enum err volunteer_new_form(struct ctx *, const struct req *, struct reply *);
enum err volunteer_new_send(struct ctx *, const struct req *, struct reply *);
enum err volunteer_edit_form(struct ctx *, const struct req *, struct reply *);
enum err volunteer_edit_send(struct ctx *, const struct req *, struct reply *);
/* own_page.c */
enum err volunteer_own_page(struct ctx *, const struct req *, struct reply *);
enum err volunteer_own_form(struct ctx *, const struct req *, struct reply *);
enum err volunteer_own_send(struct ctx *, const struct req *, struct reply *);
enum err volunteer_own_pause(struct ctx *, const struct req *, struct reply *);
enum err volunteer_own_return(struct ctx *, const struct req *, struct reply *);
enum err volunteer_own_yes_send(struct ctx *, const struct req *, struct reply *);
enum err volunteer_module_page(struct ctx *, const struct req *, struct reply *);
enum err volunteer_module_send(struct ctx *, const struct req *, struct reply *);
/* register_page.c */
enum err volunteer_registers_page(struct ctx *, const struct req *, struct reply *);
enum err volunteer_register_page(struct ctx *, const struct req *, struct reply *);
enum err volunteer_register_name(struct ctx *, const struct req *, struct reply *);
enum err volunteer_own_register_page(struct ctx *, const struct req *, struct reply *);
enum err volunteer_own_register_right(struct ctx *, const struct req *, struct reply *);
/* helpers_page.c */
enum err volunteer_helpers_page(struct ctx *, const struct req *, struct reply *);
enum err volunteer_helpers_add(struct ctx *, const struct req *, struct reply *);
enum err volunteer_helpers_end(struct ctx *, const struct req *, struct reply *);
enum err volunteer_helpers_method(struct ctx *, const struct req *, struct reply *);

#endif
