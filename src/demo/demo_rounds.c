/*
 * demo_rounds.c -- twenty-two outreach rounds of 2016, in three quarters: two of them finished, so that everybody's page has
 * something to tell, and the last one with too few of some things to be told.  Places are kinds of places, no addresses.
 *
 * Given: directories, cards, overdose kits, food, clothes, else.  Wishes: a lift, talk, group, sleep, home, papers, law and
 * money, work, learn, child, family, meaning.
 */
#include "demo/demo_tables.h"

const struct demo_round demo_rounds[] = {
	{ "SMART Pilot", "DK-101", "Pladsen ved varmestuen", "2016-04-08", "evening", 11, 8, { 9, 0, 0, 12, 0, 0 },
	  { 0, 4, 1, 3, 5, 2, 0, 0, 0, 0, 0, 0 }, "Første runde. Personalet i varmestuen tog godt imod os." },
	{ "SMART Pilot", "DK-101", "Pladsen ved varmestuen", "2016-04-22", "evening", 14, 6, { 12, 4, 2, 14, 0, 0 },
	  { 1, 5, 2, 2, 6, 3, 1, 1, 0, 0, 0, 0 }, "" },
	{ "Frise", "DK-751", "Banegården", "2016-05-04", "afternoon", 9, 9, { 8, 0, 0, 0, 0, 0 },
	  { 0, 3, 2, 1, 2, 1, 2, 1, 0, 0, 0, 0 }, "Stå ved den østlige indgang; ved den anden er der blæst." },
	{ "SMART Pilot", "DK-101", "Herberget", "2016-05-20", "morning", 13, 5, { 10, 6, 3, 0, 4, 0 },
	  { 0, 4, 3, 0, 9, 4, 1, 2, 0, 0, 0, 0 }, "Morgenmaden slutter klokken ni." },
	{ "Frise", "DK-751", "Banegården", "2016-06-01", "evening", 12, 4, { 10, 3, 1, 8, 0, 0 },
	  { 1, 5, 3, 2, 3, 2, 1, 1, 1, 0, 1, 0 }, "" },
	{ "Frivillighuset Varde", "DK-573", "Biblioteket", "2016-06-15", "afternoon", 7, 7, { 7, 5, 0, 0, 0, 0 },
	  { 3, 2, 2, 0, 1, 1, 0, 2, 1, 0, 2, 0 }, "Mange spørger efter et lift til byen." },

	{ "SMART Pilot", "DK-101", "Pladsen ved varmestuen", "2016-07-08", "evening", 16, 5, { 14, 4, 4, 18, 0, 0 },
	  { 0, 6, 2, 4, 7, 3, 1, 1, 0, 0, 0, 1 }, "" },
	{ "SMART Pilot", "DK-101", "Herberget", "2016-07-22", "morning", 12, 2, { 8, 6, 2, 0, 6, 0 },
	  { 0, 4, 2, 0, 8, 5, 2, 2, 1, 0, 0, 0 }, "" },
	{ "Frise", "DK-751", "Banegården", "2016-08-03", "evening", 10, 3, { 9, 2, 0, 10, 0, 0 },
	  { 0, 4, 3, 1, 2, 2, 1, 2, 0, 0, 1, 0 }, "" },
	{ "Frivillighuset Varde", "DK-573", "Havnen", "2016-08-17", "afternoon", 0, 0, { 6, 6, 0, 0, 0, 0 },
	  { 0 }, "Ingen på bænkene i regnen. Vi lagde noget i kiosken.", true },
	{ "SMART Pilot", "DK-101", "Hospitalet, forhallen", "2016-09-02", "afternoon", 8, 8, { 8, 8, 0, 0, 0, 0 },
	  { 1, 3, 3, 0, 1, 1, 0, 0, 0, 1, 3, 0 }, "Aftalt med afsnittet: vi står ved kaffen, ikke på gangen." },
	{ "Frise", "DK-159", "Værestedet", "2016-09-14", "morning", 9, 6, { 7, 4, 1, 6, 0, 0 },
	  { 0, 4, 4, 0, 2, 2, 1, 1, 1, 0, 0, 1 }, "" },
	{ "Vælg Friheden", "DK-561", "Havnen", "2016-09-28", "evening", 11, 7, { 9, 3, 2, 10, 3, 0 },
	  { 2, 5, 2, 3, 4, 1, 1, 2, 0, 0, 0, 0 }, "" },

	{ "SMART Pilot", "DK-101", "Pladsen ved varmestuen", "2016-10-07", "evening", 15, 3, { 12, 4, 3, 16, 6, 0 },
	  { 0, 6, 3, 5, 6, 3, 1, 1, 0, 0, 0, 0 }, "Det bliver koldt: tæpper med næste gang." },
	{ "Frise", "DK-751", "Banegården", "2016-10-19", "evening", 13, 4, { 11, 3, 2, 10, 4, 0 },
	  { 0, 5, 3, 4, 3, 2, 2, 1, 0, 0, 1, 0 }, "" },
	{ "Vælg Friheden", "DK-561", "Havnen", "2016-10-26", "night", 8, 2, { 6, 2, 3, 8, 5, 0 },
	  { 1, 3, 1, 6, 3, 0, 0, 0, 0, 0, 0, 0 }, "" },
	{ "SMART Pilot", "DK-101", "Herberget", "2016-11-04", "morning", 14, 3, { 10, 5, 2, 0, 8, 0 },
	  { 0, 5, 2, 0, 9, 6, 2, 2, 1, 0, 0, 1 }, "" },
	{ "Frivillighuset Varde", "DK-573", "Biblioteket", "2016-11-09", "afternoon", 6, 3, { 6, 4, 0, 0, 0, 0 },
	  { 3, 2, 1, 0, 1, 1, 0, 1, 0, 0, 2, 0 }, "Igen: et lift. Bussen kører ikke efter klokken seks." },
	{ "Frise", "DK-159", "Værestedet", "2016-11-16", "morning", 10, 4, { 8, 4, 1, 8, 0, 1 },
	  { 0, 4, 3, 1, 3, 3, 1, 1, 0, 1, 0, 0 }, "" },
	{ "SMART Pilot", "DK-101", "Hospitalet, forhallen", "2016-11-25", "afternoon", 7, 6, { 7, 7, 0, 0, 0, 0 },
	  { 1, 3, 2, 0, 1, 2, 0, 0, 0, 1, 3, 0 }, "" },
	{ "Vælg Friheden", "DK-561", "Havnen", "2016-12-02", "evening", 12, 5, { 9, 4, 3, 14, 10, 0 },
	  { 2, 5, 2, 6, 4, 1, 1, 1, 0, 0, 0, 0 }, "", false, "2016-12-16" },
	{ "Frise", "DK-751", "Banegården", "2016-12-09", "evening", 14, 4, { 12, 4, 3, 12, 9, 0 },
	  { 1, 6, 4, 5, 3, 2, 2, 1, 0, 0, 1, 0 }, "Fjorten samtaler på to timer.", false, "2016-12-20" },
	{ 0 }
};
