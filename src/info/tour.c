/* tour.c -- a demonstration shows itself: some stops, a minute each, and what to do at each of them. */
#include "info/pages.h"

enum { STEPS_MOST = 4 };

struct tour_step {
	const char *words;                    /* N_ */
	const char *path, *link;              /* after the language, and N_ what it is called; NULL: no way from here */
};

static const struct tour_stop {
	const char *title;                    /* N_ */
	struct tour_step steps[STEPS_MOST + 1];   /* ends with words NULL */
} stops[] = {
	{ N_("The locked door"), {
		{ N_("You stand before a locked door. Find the group, and tell us that the time is wrong."), "/meetings/mandagsgruppen-aarhus", N_("Mandagsgruppen i Aarhus") },
		{ N_("Log in as Signe. What you reported waits on her first page."), "/login", N_("Log in") },
		{ N_("Answer it. From that moment the list is right again for everybody."), "/work/reports", N_("Is it still right?") },
		{ 0 } } },
	{ N_("What is recovery?"), {
		{ N_("Look for the word “recovery”. It means many things, and what belongs to computers is found out."), "/support?q=recovery", N_("All support") },
		{ N_("Each row says why it is there, what it costs and when somebody last checked it."), NULL, NULL },
		{ 0 } } },
	{ N_("Friday, before the weekend"), {
		{ N_("Havørn left treatment before time. Log in as Signe: two people answer for them every day."), "/work/transitions", N_("Nobody lost") },
		{ N_("Do nothing, and turn the clock one day on. No job runs at night, and yet it is the deputy’s turn."), NULL, NULL },
		{ N_("Log in as Sara. It stands on her first page. Write that you talked: the climb ends, and the next date is set."), "/work", N_("Today") },
		{ 0 } } },
	{ N_("Someone at the door"), {
		{ N_("Log in as Poul. Somebody would like company the first time, and somebody needs a lift. He is not told what it is for."), "/work", N_("Today") },
		{ N_("Say that you cannot drive home after all. Somebody else is asked at once, and nobody is left standing."), "/work/rides", N_("Driving") },
		{ N_("Log in as Signe. What is looked for stands on her first page until it is found."), "/work", N_("Today") },
		{ 0 } } },
	{ N_("Six taps on the stairs"), {
		{ N_("Log in as Jonna, on a phone. Write the evening down in six taps."), "/work/evenings", N_("Evenings") },
		{ N_("Log in as Signe, and put Ditte on to lead a group. She is not trained yet: it is refused, and says why."), "/work/meetings", N_("Meetings") },
		{ 0 } } },
};
enum { STOPS = sizeof stops / sizeof *stops };

#include "info_tour_html.h"

enum err info_tour(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "A tour"));

	(void)rep;
	if (!ctx->house->demo)
		return ERR_NOT_FOUND;
	f.no_index = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(tour_html(ctx));
	return frame_end_html(ctx, &f);
}
