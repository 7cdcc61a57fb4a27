/* words.c -- what codes mean, where the room that keeps them has no words for the person they are about. */
#include "rights/rights_parts.h"

const struct choice rights_types[] = {
	{ "phone", N_("Telephone") }, { "sms", N_("Text message") }, { "email", N_("E-mail") }, { "letter", N_("Letter") }, { NULL, NULL }
};

const struct choice rights_events[] = {
	{ "participant.added", N_("You came to us") }, { "participant.saved", N_("What we call you was changed") },
	{ "participant.up", N_("You gave a name or a way to reach you") }, { "participant.down", N_("Your name was deleted") },
	{ "participant.key_made", N_("You got a key") }, { "look.name", N_("Somebody looked at your name") },
	{ "look.contact", N_("Somebody looked at how to reach you") }, { "look.person", N_("Somebody looked at your page here") },
	{ "look.plan", N_("Somebody looked at your plan") }, { "consent.given", N_("You said yes to something") },
	{ "consent.replaced", N_("A yes took the place of another") }, { "consent.stopped", N_("You stopped a yes") },
	{ "consent.disclosed", N_("Something was told that you said yes to") }, { "consent.told", N_("Somebody was told that you stopped a yes") },
	{ "consent.reviewed", N_("A look without a task was gone through") }, { "contact.added", N_("A way to reach you was written down") },
	{ "contact.stopped", N_("A way to reach you was stopped") }, { "gate.made", N_("You began to share with somebody") },
	{ "gate.joined", N_("You wrote in a word") }, { "gate.said", N_("You changed what you share") }, { "gate.closed", N_("You stopped sharing") },
	{ "rights.asked", N_("You asked for a right of yours") }, { "rights.done", N_("What you asked for was done") }, { NULL, NULL }
};

const struct choice rights_tasks_kinds[] = {
	{ "call_back", N_("To call you back") }, { "go_along", N_("To go along with you") }, { "ask_again", N_("To ask you again") },
	{ "right", N_("To do what you asked of us") }, { NULL, NULL }
};

const struct choice rights_tries_kinds[] = {
	{ "task", N_("Something that was promised") }, { "loop", N_("Where you wanted to go") }, { "transition", N_("Between two places") }, { NULL, NULL }
};

const struct choice rights_ways_in[] = {
	{ "referral", N_("To a service that keeps records") }, { "introduction", N_("To a group that keeps none") }, { NULL, NULL }
};

const struct choice rights_by_what[] = {
	{ "staff", N_("Somebody here") }, { "link", N_("The place, by its link") }, { "person", N_("You yourself") },
	{ "companion", N_("Who went along") }, { "house", N_("By itself") }, { NULL, NULL }
};

const struct choice rights_bridge_states[] = {
	{ "planned", N_("Planned") }, { "bridging", N_("On the way") }, { "arrived", N_("Has arrived") }, { "ended", N_("Over") }, { NULL, NULL }
};

const struct choice rights_forms[] = {
	{ "key", N_("By your key") }, { "present", N_("You were there") }, { NULL, NULL }
};

const struct choice rights_asked_what[] = {
	{ "vault", N_("Name, and how to reach them") }, { "whole", N_("Everything") }, { NULL, NULL }
};

const struct choice rights_languages[] = {
	{ "da", N_("Danish") }, { "en", N_("English") }, { NULL, NULL }
};
