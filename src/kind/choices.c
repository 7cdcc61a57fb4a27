/* choices.c -- what all kinds share: needs, stages, ways to book, how a service ends well (requirements 9.8). */
#include "kind/kind.h"

const struct choice kind_needs[] = {
	{ "ride", N_("A lift") },
	{ "talk", N_("Someone to talk to") },
	{ "group", N_("A group") },
	{ "sleep", N_("Somewhere to sleep tonight") },
	{ "home", N_("A place to live") },
	{ "papers", N_("Help with papers and benefits") },
	{ "law_money", N_("Legal or debt help") },
	{ "work", N_("Work or training") },
	{ "learn", N_("Learn something") },
	{ "child", N_("Child care or parenting") },
	{ "family", N_("Help for relatives") },
	{ "meaning", N_("Faith or meaning") }, { 0 }
};

const struct choice kind_stages[] = {
	{ "contact", N_("First contact") },
	{ "detox", N_("Withdrawal") },
	{ "inpatient", N_("Residential treatment") },
	{ "outpatient", N_("Outpatient treatment") },
	{ "medication", N_("Medicine-assisted treatment") },
	{ "aftercare", N_("After-care") },
	{ "rss", N_("Recovery support") },
	{ "mutual", N_("Mutual aid") },
	{ "housing", N_("Housing with support") },
	{ "harm", N_("Less harm") },
	{ "education", N_("Prevention and knowledge") },
	{ "social", N_("Social recovery") }, { 0 }
};

const struct choice kind_interventions[] = {
	{ "non_clinical", N_("Support, not treatment") }, { "clinical", N_("Treatment by health staff") }, { 0 }
};

const struct choice kind_bookings[] = {
	{ "drop_in", N_("Just come") },
	{ "series", N_("A course with fixed dates") },
	{ "capacity", N_("Places that are free or taken") },
	{ "request", N_("Ask for it each time") },
	{ "voucher", N_("With a voucher") }, { 0 }
};

const struct choice kind_outcomes[] = {
	{ "attended", N_("The person came") },
	{ "moved_in", N_("The person moved in") },
	{ "first_working_day", N_("The first working day") },
	{ "course_completed", N_("The course was completed") },
	{ "arrived", N_("The person arrived, and got home") },
	{ "answered", N_("The question was answered") },
	{ "other", N_("Something else, in own words") }, { 0 }
};

const struct choice kind_types[] = {
	{ "text", N_("A line of text") }, { "long", N_("Several lines of text") }, { "number", N_("A whole number") },
	{ "yes_no", N_("Yes, no or not known") }, { "choice", N_("One of several answers") },
	{ "choices", N_("Several of several answers") }, { "date", N_("A date") }, { "money", N_("An amount of money") },
	{ "url", N_("A web address") }, { 0 }
};
_Static_assert(sizeof kind_types / sizeof *kind_types == KIND_TYPES + 1, "a name for each type");

bool codes_have(struct str codes, struct str code)
{
	struct str rest = codes, one;

	while (str_is(rest) && str_cut(&rest, ' ', &one))
		if (str_eq(one, code))
			return true;
	return false;
}
