/* warn.c -- what the author of a service should know but may ignore. */
#include "service/service_parts.h"
#include "tr/tr.h"

static bool is_room(const struct service *s)
{
	return str_same(s->mode, "room") || str_same(s->mode, "hybrid");
}

/* What a reader would like to know, and what its keeper surely knows. */
static void warn_of_gaps(const struct service_whole *w, struct problems *warn)
{
	const struct service *s = &w->s;

	if (is_room(s) && !w->nplaces)
		problem(warn, "places", N_("No place is chosen. Visitors read “place not known”."));
	if (!str_is(s->providers))
		problem(warn, "providers", N_("Nobody can see who gives it."));
	if (!str_is(s->first_time_da) && !str_is(s->first_time_en))
		problem(warn, "first_time_da", N_("The first time is the hardest. Two sentences about it help more than anything else."));
	if (str_same(s->mode, "phone") && !str_is(s->phone))
		problem(warn, "phone", N_("It is by phone, but there is no number."));
	if (str_same(s->mode, "online") && !str_is(s->conference_url) && !str_is(s->website))
		problem(warn, "conference_url", N_("It is online, but there is no address."));
}

enum err service_warnings(struct ctx *ctx, const struct service_whole *w, struct problems *warn)
{
	struct kind k;

	TRY(kind_get(ctx, w->s.kind, &k));
	warn_of_gaps(w, warn);
	if (service_last_day(&k, w) != DAY_NONE && !service_is_on(ctx, &k, w) && str_same(w->s.state, "running"))
		problem_with(warn, "", N_("The last day has passed ({x}): it is no longer shown."), tr_date(ctx, service_last_day(&k, w)));
	return OK;
}
