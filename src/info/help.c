/*
 * help.c -- who answers the phone now.
 *
 * In danger a wrong "closed" does harm, and so does a wrong "open".  Hours that we are sure of are
 * computed; for the others the page says that it does not know, and 112 or 911 stands above all.
 */
#include "info/info.h"
#include "cal/cal.h"

enum { ALL_DAY = 1440 };

const struct help_line help_lines[] = {
	{ "DK", "112", N_("Emergency number"), N_("Somebody is in danger: ambulance, police or fire."), N_("Day and night"),
	  0, ALL_DAY, true, HELP_FREE, "2026-11-24" },
	{ "DK", "70 20 12 01", "Livslinien", N_("You think of taking your life, or you are afraid that somebody else does."),
	  N_("Every day from 11 in the morning. We are not sure when they close."),
	  11 * 60, 19 * 60, false, HELP_ANONYMOUS, "2026-11-24" },
	{ "DK", "82 12 12 12", "Giftlinjen", N_("Too much medicine, alcohol or drugs. Nurses say what to do."), N_("Day and night"),
	  0, ALL_DAY, true, 0, "2026-11-24" },
	{ "DK", "116 111", "BørneTelefonen", N_("For children and young people, about anything at all."), N_("Day and night"),
	  0, ALL_DAY, true, HELP_FREE | HELP_ANONYMOUS, "2026-11-24" },
	{ "US", "911", N_("Emergency number"), N_("Somebody is in danger: ambulance, police or fire."), N_("Day and night"),
	  0, ALL_DAY, true, HELP_FREE, "2026-11-24" },
	{ "US", "988", "988 Suicide & Crisis Lifeline", N_("Thoughts of suicide, or it is too much right now. You can call or text."),
	  N_("Day and night"), 0, ALL_DAY, true, HELP_FREE | HELP_CONFIDENTIAL, "2026-11-24" },
	{ "US", "1-800-662-4357", "SAMHSA National Helpline",
	  N_("Where to get help with alcohol and drugs, also for families. In English and Spanish."), N_("Day and night"),
	  0, ALL_DAY, true, HELP_FREE | HELP_CONFIDENTIAL, "2026-11-24" },
	{ 0 }
};

enum help_state help_now(const struct help_line *l, struct cal *cal, int64_t now)
{
	/* Lines with hours of their own are Danish so far. */
	const struct zone *zone = zone_find(cal, S("Europe/Copenhagen"));
	int minutes = zone ? zone_local(zone, now).minutes : -1;

	if (l->from_min == 0 && l->to_min == ALL_DAY)
		return HELP_ANSWERS;
	if (minutes >= l->from_min && minutes < l->to_min)
		return HELP_ANSWERS;
	return l->closes && minutes >= 0 ? HELP_CLOSED : HELP_PERHAPS;
}

day_t help_reviewed(void)
{
	day_t oldest = DAY_NONE;

	for (const struct help_line *l = help_lines; l->number; l++) {
		day_t day = day_parse(str_of(l->reviewed));
		if (oldest == DAY_NONE || day < oldest)
			oldest = day;
	}
	return oldest;
}
