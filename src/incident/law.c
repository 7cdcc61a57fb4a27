/*
 * law.c -- what to do when a child may be in danger, and what the law asks, country by country: data, checked by hand.
 *
 * Denmark: barnets lov §§ 133 and 135 (before 2024 serviceloven §§ 153 and 154). United States: each state has a law of its
 * own; what they have in common is asked for by the Child Abuse Prevention and Treatment Act, 42 U.S.C. § 5106a(b)(2)(B).
 */
#include "incident/incident_parts.h"

const struct child_law incident_child_laws[] = {
	{
		.country = "DK", .name = N_("Denmark"), .emergency = "112", .office = N_("The municipality where the child is"),
		.unknown = N_("We have no number here. Call the main number of the municipality and say: a worry about a child."),
		.line = N_("Evening, night, weekend"), .number = "114", .hint = N_("The police: ask for the social duty officer of the municipality."),
		.title = N_("Who must tell the municipality"),
		.steps = {
			N_("You need no proof. The municipality finds out."),
			N_("Confidentiality does not stand in the way, and what we promise people says so."),
			N_("As a private person you may stay unnamed. With a public task you give your name."),
			N_("If it is safe for the child, tell the parents first. When you fear violence or abuse at home, do not."),
		},
		.law = {
			N_("Everybody who learns that a child under 18 is neglected, hurt or treated in a degrading way, or lives so that its health or growth is in danger, must tell the municipality. It is a duty of everyone (Danish Children’s Act § 135; before 2024: Social Services Act § 154)."),
			N_("Whoever works for the public, or does a public task, must do so sooner: already when there is reason to think that a child may need support (§ 133; before 2024: § 153). It is the duty of the person, not of the office."),
		},
	},
	{
		.country = "US", .name = N_("United States"), .emergency = "911", .office = N_("Child protective services where the child is"),
		.unknown = N_("We have no number here. The line below knows it."),
		.line = N_("Day and night"), .number = "1-800-422-4453", .hint = N_("Childhelp: they listen, and say whom to call in your state."),
		.title = N_("Who must tell the authorities"),
		.steps = {
			N_("You need a reason to think so, and no proof. They find out."),
			N_("Whoever tells in good faith is protected by law."),
			N_("Telling your coordinator does not stand in for your own call, in most states."),
			N_("If it is safe for the child, tell the parents first. When you fear violence or abuse at home, do not."),
		},
		.law = {
			N_("Every state has its own law on who must tell. Whoever works with children must nearly everywhere, and in some states everybody must. It is the duty of the person, not of the office."),
			N_("That there is such a law, and that whoever tells is protected, is asked of every state by federal law (Child Abuse Prevention and Treatment Act, 42 U.S.C. § 5106a)."),
		},
	},
	{ NULL }
};

const struct child_law *incident_child_law(struct str country)
{
	for (const struct child_law *l = incident_child_laws; l->country; l++)
		if (str_same(country, l->country))
			return l;
	return &incident_child_laws[0];
}
