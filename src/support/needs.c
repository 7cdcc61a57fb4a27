/* needs.c -- the twelve plain needs, in the order of kind_needs, and what each of them means. */
#include "support/needs.h"
#include "text/text.h"

#include <string.h>

const struct need support_needs[] = {
	{ "ride", N_("Somebody drives you, or there is a ticket; the way home is thought of, too.") },
	{ "talk", N_("A person with time for you: somebody who has been there, a group, somebody on the street or on the phone.") },
	{ "group", N_("People who meet and help each other. You need not sign up, and you can just listen.") },
	{ "sleep", N_("A bed for tonight, and who to call."), true },
	{ "home", N_("A room or a flat, or help to keep the one you have.") },
	{ "papers", N_("Letters, applications and benefits, with somebody who knows the rules.") },
	{ "law_money", N_("Your rights, an appeal, or money you owe.") },
	{ "work", N_("A job, a trial, or training, also with a gap in the CV.") },
	{ "learn", N_("School, everyday skills, or facts about alcohol and drugs.") },
	{ "child", N_("Somebody who looks after the child, or help with being a parent.") },
	{ "family", N_("Groups, courses and talks for those who are close to somebody.") },
	{ "meaning", N_("Somebody to talk with about faith, doubt or meaning, if you ask for it.") },
	{ 0 }
};

bool need_is_urgent(uint64_t needs)
{
	for (unsigned i = 0; support_needs[i].code; i++)
		if (support_needs[i].urgent && needs >> i & 1)
			return true;
	return false;
}

const struct need *need_find(const char *code)
{
	const struct need *n = support_needs;

	while (n->code && strcmp(n->code, code))
		n++;
	return n;
}

/* Folded beginnings of words, all of which are in what was typed, each at the beginning of a word. */
static bool has_word(struct str folded, const char *word)
{
	for (struct str rest = folded, one; str_cut(&rest, ' ', &one);)
		if (str_starts(one, str_of(word)))
			return true;
	return false;
}

bool need_typed_is_urgent(struct arena *a, struct str typed)
{
	/* Danish and English, as people type them; the second of a pair may be any. */
	static const char *const words[][2] = {
		{ "sove", "nat" }, { "seng", "nat" }, { "sleep", "tonight" }, { "bed", "tonight" }, { "natherberg", "" }, { "selvmord", "" },
		{ "suicid", "" }, { "overdos", "" }, { "kill", "myself" }, { "vil", "do" }, { "want", "die" }, { "vold", "" }, { "violen", "" },
	};
	struct str folded = text_fold(a, typed);

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (has_word(folded, words[i][0]) && has_word(folded, words[i][1]))
			return true;
	return false;
}
