/*
 * demo_helpers.c -- the volunteers and coordinators of the programme: 46 who lead or learn to, five paid, and a few
 * on the way in.  All invented.  What goes wrong (an expired certification, a long wait) happens to nobody real.
 */
#include "demo/demo_tables.h"

#define SP "SMART Pilot"
#define FR "Frise"
#define VF "Vælg Friheden"
#define FV "Frivillighuset Varde"
#define MM "Medmisbrug"
/* name, organisation, where, own experience, came, certified, renewed, groups */
#define H(...) { __VA_ARGS__ }

const struct demo_helper demo_helpers[] = {
	H("Anders", SP, "DK-101", "own", "2013-10-15", "2014-01-10", "2015-12-14", "mandagsgruppen-koebenhavn"),
	H("Birthe", SP, "DK-101", "none", "2013-10-21", "2014-01-10", "2015-12-14", "mandagsgruppen-koebenhavn torsdagsgruppen-koebenhavn"),
	H("Carsten", SP, "DK-101", "own", "2014-05-05", "2014-08-04", "2016-07-01", "torsdagsgruppen-koebenhavn"),
	H("Dorthe", SP, "DK-147", "family", "2014-08-11", "2014-10-27", "2016-10-03", "tirsdagsgruppen-frederiksberg"),
	H("Esben", SP, "DK-147", "none", "2014-08-18", "2014-10-27", "2016-10-03", "tirsdagsgruppen-frederiksberg soendagsgruppen-frederiksberg"),
	H("Freja", SP, "DK-101", "none", "2014-11-10", "2015-01-26", "2016-12-05", "onsdagsgruppen-noerrebro torsdagsgruppen-koebenhavn"),
	H("Gorm", SP, "DK-101", "not_said", "2014-11-17", "2015-01-26", "2016-12-05", "onsdagsgruppen-noerrebro"),
	H("Hanne M.", SP, "DK-101", "family", "2015-02-02", "2015-04-20", NULL, "familie-og-venner-koebenhavn"),
	H("Ibrahim", SP, "DK-101", "own", "2015-10-05", "2016-01-18", NULL, "english-group-copenhagen"),
	H("Jane", SP, "DK-101", "none", "2015-11-02", "2016-02-29", NULL, "english-group-copenhagen"),
	H("Kirsten", SP, "DK-147", "none", "2015-10-12", "2016-01-25", NULL, "soendagsgruppen-frederiksberg"),
	H("Lasse", SP, "DK-101", "own", "2016-05-09", "2016-09-05", NULL, "tirsdagsgruppen-amager"),
	H("Mette", SP, "DK-101", "none", "2016-05-17", "2016-09-05", NULL, "tirsdagsgruppen-amager"),
	H("Kasper", SP, "DK-101", "own", "2016-06-13", NULL, NULL, "tirsdagsgruppen-amager", .apprentice = "2016-10-10", .practised = 2, .beside = "Lasse"),

	H("Niels", FR, "DK-751", "own", "2013-11-04", "2014-01-27", "2015-12-28", "tirsdagsgruppen-aarhus"),
	H("Oda", FR, "DK-751", "none", "2013-11-11", "2014-01-27", "2015-12-28", "tirsdagsgruppen-aarhus mandagsgruppen-aarhus"),
	H("Preben", FR, "DK-159", "own", "2014-05-12", "2014-08-18", "2016-07-18", "mandagsgruppen-gladsaxe"),
	H("Rikke", FR, "DK-159", "family", "2014-05-19", "2014-08-18", "2016-07-18", "mandagsgruppen-gladsaxe familie-og-venner-gladsaxe"),
	H("Sanne", FR, "DK-751", "family", "2014-07-01", "2014-09-22", "2016-09-05", "familie-og-venner-aarhus"),
	H("Troels", FR, "DK-173", "none", "2014-12-01", "2015-02-16", NULL, "tirsdagsgruppen-lyngby"),
	H("Ulla", FR, "DK-173", "own", "2014-12-08", "2015-02-16", NULL, "tirsdagsgruppen-lyngby"),
	H("Vibeke", FR, "DK-173", "family", "2014-12-15", "2015-02-16", NULL, "familie-og-venner-lyngby"),
	H("William", FR, "DK-260", "none", "2015-05-04", "2015-08-10", NULL, "onsdagsgruppen-halsnaes"),
	H("Yrsa", FR, "DK-260", "own", "2015-05-11", "2015-08-10", NULL, "onsdagsgruppen-halsnaes"),
	H("Zenia", FR, "DK-751", "none", "2015-06-01", "2015-08-31", NULL, "mandagsgruppen-aarhus unge-torsdag-aarhus"),
	H("Aksel", FR, "DK-159", "own", "2015-11-09", "2016-02-22", NULL, "onsdagsgruppen-gladsaxe"),
	H("Bodil", FR, "DK-751", "not_said", "2015-12-07", "2016-03-29", NULL, "unge-torsdag-aarhus"),
	H("Claus", FR, "DK-550", "none", "2016-04-11", "2016-08-29", NULL, "onsdagsgruppen-toender"),
	H("Ditte", FR, "DK-751", "own", "2016-05-30", NULL, NULL, "mandagsgruppen-aarhus", .apprentice = "2016-09-19", .practised = 3, .beside = "Zenia"),
	H("Erling", FR, "DK-159", "not_said", "2014-06-02", "2014-09-15", NULL, ""),

	H("Jonna", VF, "DK-561", "own", "2013-11-18", "2014-02-20", "2015-02-06", "onsdagsgruppen-esbjerg tirsdagsgruppen-esbjerg"),
	H("Frank", VF, "DK-561", "none", "2013-12-02", "2014-02-20", "2016-01-25", "onsdagsgruppen-esbjerg"),
	H("Grethe", VF, "DK-561", "family", "2015-01-05", "2015-03-30", NULL, "familie-og-venner-esbjerg"),
	H("Helge", VF, "DK-561", "own", "2016-04-04", "2016-08-08", NULL, "tirsdagsgruppen-esbjerg"),
	H("Ida", VF, "DK-561", "none", "2014-09-01", "2015-01-12", NULL, "onsdagsgruppen-esbjerg", .paused = "2016-11-07", .back = "2017-02-01"),
	H("Jens", VF, "DK-561", "not_said", "2014-04-07", "2014-08-11", NULL, ""),

	H("Karla", FV, "DK-573", "none", "2014-01-13", "2014-04-28", "2016-04-04", "torsdagsgruppen-varde"),
	H("Lone", FV, "DK-573", "own", "2014-01-20", "2014-04-28", "2016-04-04", "torsdagsgruppen-varde mandagsgruppen-varde"),
	H("Mogens", FV, "DK-573", "none", "2014-06-23", "2014-09-29", "2016-09-12", "tirsdagsgruppen-oksboel"),
	H("Nanna", FV, "DK-573", "family", "2016-01-11", "2016-04-25", NULL, "mandagsgruppen-varde"),
	H("Ove", FV, "DK-573", "not_said", "2015-02-16", "2015-06-01", NULL, "torsdagsgruppen-varde", .paused = "2016-09-26"),
	H("Line", FV, "DK-573", "none", "2016-06-20", NULL, NULL, "mandagsgruppen-varde", .apprentice = "2016-10-17", .practised = 1, .beside = "Nanna"),

	H("Poula", MM, "DK-430", "none", "2015-06-22", "2015-09-21", NULL, "torsdagsgruppen-ringe"),
	H("Rasmus", MM, "DK-430", "own", "2015-06-29", "2015-09-21", NULL, "torsdagsgruppen-ringe torsdagsgruppen-korinth"),
	H("Sofie", MM, "DK-430", "not_said", "2015-09-28", "2016-01-04", NULL, "torsdagsgruppen-korinth"),
	H("Ole", MM, "DK-430", "own", "2016-06-06", NULL, NULL, "torsdagsgruppen-ringe", .apprentice = "2016-10-08", .practised = 2, .beside = "Poula"),

	H("Signe", FR, "DK-751 DK-550 DK-260 DK-173 DK-159", "not_said", "2013-10-01", NULL, NULL, "", .roles = "coordinator", .week_hours = 22),
	H("Bente", MM, "DK-430", "not_said", "2015-05-01", NULL, NULL, "", .roles = "coordinator", .week_hours = 12),
	H("Henrik", VF, "DK-561", "not_said", "2013-10-01", NULL, NULL, "", .roles = "coordinator", .week_hours = 14),
	H("Camilla", SP, "DK-101 DK-147", "not_said", "2013-10-01", NULL, NULL, "", .roles = "coordinator", .week_hours = 18),
	H("Torben", FV, "DK-573", "not_said", "2013-11-01", NULL, NULL, "", .roles = "coordinator", .week_hours = 9),

	H("Poul", MM, "DK-430", "none", "2016-02-01", NULL, NULL, "", .roles = "driver"),
	H("Poul", FR, "DK-751", "none", "2016-03-01", NULL, NULL, "", .roles = "driver"),
	H("Sara", FR, "DK-751", "not_said", "2016-03-01", NULL, NULL, "", .roles = "driver"),
	H("Inger", FR, "DK-173", "not_said", "2016-10-03", NULL, NULL, "", .roles = "child_carer", .stops_at = "accepted"),
	H("Mads", SP, "DK-101", "not_said", "2016-11-14", NULL, NULL, "", .stops_at = "interested"),
	H("Pia", FR, "DK-159", "not_said", "2016-11-18", NULL, NULL, "", .stops_at = "interviewed"),
	{ 0 }
};
