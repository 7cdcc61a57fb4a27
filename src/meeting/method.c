/*
 * method.c -- the methods that groups follow, side by side.
 *
 * The order is that of the alphabet within three kinds, and says nothing about worth.  Each
 * sentence is ours, tells what one meets in the room, and was held against the group's own texts.
 */
#include "meeting/meeting.h"

/* code, name, sentence, for relatives, built on a faith */
#define METHODS(X) \
	X("aa", N_("Alcoholics Anonymous (AA)"), N_("People share how it goes and follow twelve steps together. For anyone who wants to stop drinking."), false, false) \
	X("acoa", N_("Adult Children of Alcoholics (ACA)"), N_("For those who grew up in a home with drinking or other trouble. Twelve steps, and sharing without comment."), true, false) \
	X("al_anon", N_("Al-Anon Family Groups"), N_("For family and friends of someone who drinks. Twelve steps, with the focus on one's own life."), true, false) \
	X("ca", "Cocaine Anonymous (CA)", N_("People share how it goes and follow twelve steps together. Open to every kind of substance."), false, false) \
	X("celebrate_recovery", "Celebrate Recovery", N_("Christian groups with eight principles and twelve steps, often with song and a short talk first."), false, true) \
	X("eating", N_("Eating disorders and overeating (twelve-step)"), N_("People with any trouble around eating share how it goes and follow twelve steps together."), false, false) \
	X("ga", "Gamblers Anonymous (GA)", N_("People who want to stop gambling share how it goes and follow twelve steps together."), false, false) \
	X("lifering", "LifeRing", N_("A conversation about the week that was and the week to come. Each makes a plan of one's own; no steps."), false, false) \
	X("na", N_("Narcotics Anonymous (NA)"), N_("People share how it goes and follow twelve steps together. Any substance, the same room."), false, false) \
	X("nar_anon", N_("Nar-Anon Family Groups"), N_("For family and friends of someone who uses drugs. Twelve steps, with the focus on one's own life."), true, false) \
	X("recovery_dharma", "Recovery Dharma", N_("Buddhist practice used for any habit one wants to leave: quiet meditation, a reading, and sharing."), false, true) \
	X("refuge_recovery", "Refuge Recovery", N_("Buddhist practice used for any habit one wants to leave: meditation, a reading, and sharing."), false, true) \
	X("smart", "SMART Recovery", N_("A led conversation with tools for motivation, urges, thoughts and balance. No steps, and any habit is welcome."), false, false) \
	X("smart_family", N_("SMART Recovery Family & Friends"), N_("For relatives: tools for taking care of oneself and talking so that it helps."), true, false) \
	X("women_for_sobriety", "Women for Sobriety", N_("For women: thirteen statements about growth, and a conversation about the week."), false, false) \
	X("open_talk", N_("Open conversation"), N_("A conversation without a fixed method. Somebody leads it and sees to it that all can speak."), false, false) \
	X("relatives", N_("Group for relatives"), N_("For family and friends: a conversation without a fixed method, about one's own everyday life."), true, false) \
	X("other", N_("Other"), N_("A method of its own; the description says which."), false, false)

#define ROW(code, name, sentence, relatives, faith) { code, name, sentence, relatives, faith },
const struct method meeting_methods[] = { METHODS(ROW) { 0 } };

#define CHOICE(code, name, sentence, relatives, faith) { code, name },
const struct choice method_choices[] = { METHODS(CHOICE) { 0 } };

const struct method *method_find(struct str code)
{
	for (const struct method *m = meeting_methods; m->code; m++)
		if (str_same(code, m->code))
			return m;
	return NULL;
}
