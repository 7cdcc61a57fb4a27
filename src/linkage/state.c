/* state.c -- what can happen to a loop, and from where (requirements 8.1): one table, and how it is said. */
#include "linkage/linkage_parts.h"
#include "form/form.h"

#include <stdio.h>
#include <string.h>

const struct choice linkage_urgencies[] = {
	{ "normal", N_("In the coming days") }, { "urgent", N_("Today") }, { "red", N_("Now") }, { NULL, NULL }
};

const struct choice linkage_states[] = {
	{ "offered", N_("Asked, not answered yet") }, { "agreed", N_("Agreed") }, { "acknowledged", N_("The place has it") },
	{ "booked", N_("A time is set") }, { "waiting", N_("On a waiting list") }, { "missed", N_("Did not come that time") },
	{ "ended", N_("Ended") }, { NULL, NULL }
};

const struct choice linkage_ends[] = {
	{ "attended", N_("Came") }, { "declined_by_person", N_("The person said no") }, { "redirected", N_("Another place") },
	{ "not_reachable", N_("Could not be reached") }, { "withdrawn", N_("Permission taken back") }, { "died", N_("Died") }, { NULL, NULL }
};

const struct choice linkage_evidence[] = {
	{ "receiver", N_("The place says so") }, { "companion", N_("Who went along says so") }, { "self", N_("The person says so") },
	{ "none", N_("Nobody yet") }, { NULL, NULL }
};

const struct choice linkage_declines[] = {
	{ "full", N_("There is no room") }, { "criteria", N_("It is for others") }, { "area", N_("It is for other areas") },
	{ "closed", N_("It has closed") }, { "other", N_("Something else") }, { NULL, NULL }
};

const struct choice linkage_answers[] = {
	{ "not_now", N_("Not now") }, { "never", N_("Never") }, { "changed_mind", N_("Changed my mind") }, { NULL, NULL }
};

const struct choice linkage_events[] = {
	{ "begun", N_("Handed over") }, { "received", N_("The place has it") }, { "chosen", N_("A meeting was chosen") },
	{ "time", N_("A time was set") }, { "full", N_("No room for now") }, { "free", N_("There is room again") },
	{ "cannot", N_("The place cannot") }, { "came", N_("Came") }, { "missed", N_("Did not come") }, { "declined", N_("The person said no") },
	{ "unreachable", N_("Could not be reached") }, { "stopped", N_("Permission taken back") }, { "died", N_("Died") },
	{ "again", N_("Came again") }, { "reopened", N_("Begun again") }, { "together", N_("Ended together with another") },
	{ "asked", N_("The place asks for a new link") }, { "handed_on", N_("Somebody else answers for it now") }, { NULL, NULL }
};

#define REFERRAL "referral"
#define INTRODUCTION "introduction"
#define OPEN ""

static const struct linkage_move moves[] = {
	{ "received", " offered ", "acknowledged", REFERRAL, NULL },
	{ "chosen", " offered ", "agreed", INTRODUCTION, NULL },
	{ "time", " acknowledged missed ", "booked", NULL, NULL },
	{ "full", " acknowledged ", "waiting", REFERRAL, NULL },
	{ "free", " waiting ", "acknowledged", REFERRAL, NULL },
	{ "cannot", " offered acknowledged ", "ended", NULL, "redirected" },
	{ "came", " booked agreed ", "ended", NULL, "attended" },
	{ "missed", " booked agreed ", "missed", NULL, NULL },
	{ "declined", OPEN, "ended", NULL, "declined_by_person" },
	{ "unreachable", OPEN, "ended", NULL, "not_reachable" },
	{ "stopped", OPEN, "ended", NULL, "withdrawn" },
	{ "died", OPEN, "ended", NULL, "died" },
	/* Another of the same need succeeded: it counts with that one. */
	{ "together", OPEN, "ended", NULL, "redirected" },
	{ "again", " attended ", "ended", NULL, "attended" },
	{ "reopened", " not_reachable ", "offered", NULL, NULL },
};

static bool has(const char *list, struct str code)
{
	char word[40];
	int n = snprintf(word, sizeof word, " %.*s ", STR_ARG(code));

	return n > 0 && n < (int)sizeof word && strstr(list, word);
}

static bool starts_at(const struct linkage_move *m, const struct linkage *l)
{
	if (l->ended_at)
		return *m->from && has(m->from, l->end_class);
	return !*m->from || has(m->from, l->state);
}

const struct linkage_move *linkage_move(const struct linkage *l, struct str event)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (str_same(event, moves[i].event) && (!moves[i].mode || str_same(l->mode, moves[i].mode)) && starts_at(&moves[i], l))
			return &moves[i];
	return NULL;
}

bool linkage_fits(const struct linkage *l, struct str event)
{
	return linkage_move(l, event) != NULL;
}

struct str linkage_state_text(struct ctx *ctx, const struct linkage *l)
{
	const struct choice *list = l->ended_at ? linkage_ends : linkage_states;
	struct str code = l->ended_at ? l->end_class : l->state;
	const char *label = choice_label(list, code);

	/* People who help each other are not asked, and nobody of them has it. */
	if (str_same(l->mode, INTRODUCTION) && str_same(code, "offered"))
		label = N_("A meeting is not chosen yet");
	if (str_same(l->mode, INTRODUCTION) && str_same(code, "redirected"))
		label = N_("Another meeting");
	return label ? tr(ctx, label) : S("");
}
