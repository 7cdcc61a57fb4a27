/* fields.c -- what one can say of every service: one table for web form, JSON, CSV, import and help. */
#include "service/service.h"

const struct choice service_states[] = {
	{ "draft", N_("Draft") }, { "parked", N_("To be looked at") }, { "running", N_("Public") }, { "ended", N_("Ended") }, { 0 }
};

const struct choice service_relations[] = {
	{ "independent", N_("One need not be in treatment") },
	{ "alongside", N_("Beside treatment, or without it") },
	{ "needs_treatment", N_("Only for those in treatment, or who have been") },
	{ "unknown", N_("Not known") }, { 0 }
};

const struct choice service_providers[] = {
	{ "peer", N_("People who have been there themselves") }, { "professional", N_("Professionals") },
	{ "faith", N_("A faith community") }, { "community", N_("Neighbours and associations") }, { "other", N_("Others") }, { 0 }
};

const struct choice service_staffings[] = {
	{ "volunteer", N_("Volunteers") }, { "paid", N_("Paid staff") }, { "both", N_("Volunteers and paid staff") },
	{ "unknown", N_("Not known") }, { 0 }
};

const struct choice service_modes[] = {
	{ "room", N_("One comes to a place") }, { "home", N_("They come to you") }, { "hybrid", N_("In a place or online") },
	{ "online", N_("Online") }, { "phone", N_("By phone") }, { 0 }
};

const struct choice service_price_types[] = {
	{ "free", N_("Free") }, { "fixed", N_("One price") }, { "range", N_("From … to …") },
	{ "sliding", N_("By what one earns") }, { "voucher", N_("With a voucher") }, { "unknown", N_("Not known") }, { 0 }
};

const struct choice service_price_units[] = {
	{ "once", N_("once") }, { "hour", N_("an hour") }, { "day", N_("a day") }, { "night", N_("a night") },
	{ "week", N_("a week") }, { "month", N_("a month") }, { "course", N_("a course") }, { 0 }
};

const struct choice service_currencies[] = {
	{ "DKK", N_("Danish kroner") }, { "USD", N_("US dollars") }, { "EUR", N_("Euro") }, { "SEK", N_("Swedish kronor") },
	{ "NOK", N_("Norwegian kroner") }, { "GBP", N_("Pounds") }, { 0 }
};

const struct choice service_units[] = {
	{ "bed", N_("Beds") }, { "room", N_("Rooms") }, { "seat", N_("Seats") }, { "place", N_("Places") }, { 0 }
};

#define V(member, kind, ...) F(struct service, member, kind, __VA_ARGS__)
enum { PROSE = FIELD_GUARDED | FIELD_PUBLIC_TEXT, AMOUNT_MOST = 100000000 /* minor units */, FROM_LISTS = 8000 };

const struct field service_fields[] = {
	V(name_da, FIELD_TEXT, .flags = PROSE | FIELD_DEPENDS, .least = 2, .most = 160, .label = N_("Name in Danish"),
	  .hint = N_("As people say it. One language is enough."), .group = N_("What it is")),
	V(name_en, FIELD_TEXT, .flags = PROSE | FIELD_DEPENDS, .least = 2, .most = 160, .label = N_("Name in English")),
	V(description_da, FIELD_LONG, .flags = PROSE, .most = FROM_LISTS, .label = N_("Description in Danish"),
	  .hint = N_("At most 80 words. Write it as you would say it to a neighbour.")),
	V(description_en, FIELD_LONG, .flags = PROSE, .most = FROM_LISTS, .label = N_("Description in English")),
	V(org, FIELD_INT, .flags = FIELD_REQUIRED, .label = N_("Organisation"), .hint = N_("Who keeps it, and answers for it.")),

	V(stages, FIELD_CHOICES, .flags = FIELD_DEPENDS, .choices = kind_stages, .label = N_("Where on the way it helps"),
	  .hint = N_("So that nobody calls a clinic who wanted a group. At least one before everybody can see it."),
	  .group = N_("When on the way")),
	V(intervention, FIELD_CHOICE, .choices = kind_interventions, .label = N_("Support or treatment")),
	V(relation, FIELD_CHOICE, .choices = service_relations, .label = N_("Must one be in treatment?")),

	V(providers, FIELD_CHOICES, .choices = service_providers, .label = N_("Who gives it"), .hint = N_("Several may fit."),
	  .group = N_("Who gives it")),
	V(provider_other, FIELD_TEXT, .flags = PROSE, .most = 120, .label = N_("Which others")),
	V(staffing, FIELD_CHOICE, .choices = service_staffings, .label = N_("Volunteers or paid staff")),
	V(expectations_da, FIELD_LONG, .flags = PROSE | FIELD_DEPENDS, .most = 800, .label = N_("What a faith community expects, in Danish"),
	  .hint = N_("Is there prayer? Must one come to services? Who believes otherwise must know before.")),
	V(expectations_en, FIELD_LONG, .flags = PROSE | FIELD_DEPENDS, .most = 800, .label = N_("What a faith community expects, in English")),
	V(secular_da, FIELD_TEXT, .flags = PROSE | FIELD_DEPENDS, .most = 300, .label = N_("Where one goes instead, in Danish"),
	  .hint = N_("The nearest without faith, or “none known”.")),
	V(secular_en, FIELD_TEXT, .flags = PROSE | FIELD_DEPENDS, .most = 300, .label = N_("Where one goes instead, in English")),

	V(audience, FIELD_CHOICES, .choices = audience_choices, .label = N_("Who it is for"), .hint = N_("None ticked means everyone."),
	  .group = N_("For whom")),
	V(age_least, FIELD_OPT_INT, .least = 0, .most = 120, .label = N_("From age")),
	V(age_most, FIELD_OPT_INT, .least = 0, .most = 120, .label = N_("To age")),
	V(languages, FIELD_CHOICES, .choices = language_choices, .label = N_("Languages")),
	V(children, FIELD_CHOICE, .choices = tri_choices, .label = N_("Children can come along")),
	V(substitution, FIELD_CHOICE, .choices = tri_choices, .label = N_("People who take substitution medicine are welcome"),
	  .hint = N_("Methadone, buprenorphine and the like. Say no when it is no: then nobody goes in vain.")),

	V(mode, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = service_modes, .label = N_("How one gets it"), .group = N_("Where")),
	V(conference_url, FIELD_URL, .most = 500, .label = N_("Address online")),
	V(area, FIELD_INT, .label = N_("Area"), .hint = N_("Only for one without a place: where it belongs.")),

	V(price_type, FIELD_CHOICE, .flags = FIELD_DEPENDS, .choices = service_price_types, .label = N_("Price"),
	  .hint = N_("Nothing is public without a price line. “Not known” is one, too."), .group = N_("What it costs")),
	V(price_least, FIELD_MONEY, .most = AMOUNT_MOST, .label = N_("Amount, or the least"), .hint = N_("For example 150 or 99,50.")),
	V(price_most, FIELD_MONEY, .most = AMOUNT_MOST, .label = N_("The most")),
	V(currency, FIELD_CHOICE, .choices = service_currencies, .label = N_("Currency")),
	V(price_unit, FIELD_CHOICE, .choices = service_price_units, .label = N_("For what")),
	V(payer_da, FIELD_TEXT, .flags = PROSE, .most = 300, .label = N_("Who pays, or pays back, in Danish"),
	  .hint = N_("For example the municipality, after § 101.")),
	V(payer_en, FIELD_TEXT, .flags = PROSE, .most = 300, .label = N_("Who pays, or pays back, in English")),
	V(papers_da, FIELD_LONG, .flags = PROSE, .most = 800, .label = N_("Papers one needs, in Danish")),
	V(papers_en, FIELD_LONG, .flags = PROSE, .most = 800, .label = N_("Papers one needs, in English")),
	V(extras_da, FIELD_TEXT, .flags = PROSE, .most = 300, .label = N_("What else it may cost, in Danish"),
	  .hint = N_("For example materials, meals, the bus.")),
	V(extras_en, FIELD_TEXT, .flags = PROSE, .most = 300, .label = N_("What else it may cost, in English")),

	V(first_time_da, FIELD_LONG, .flags = PROSE, .most = 800, .label = N_("What happens the first time, in Danish"),
	  .hint = N_("Who meets one at the door, what one needs not do, how long it lasts."), .group = N_("How one begins")),
	V(first_time_en, FIELD_LONG, .flags = PROSE, .most = 800, .label = N_("What happens the first time, in English")),
	V(apply_da, FIELD_LONG, .flags = PROSE, .most = 800, .label = N_("How one gets in, in Danish"),
	  .hint = N_("Just come, call, write, or by whom one is sent.")),
	V(apply_en, FIELD_LONG, .flags = PROSE, .most = 800, .label = N_("How one gets in, in English")),
	V(hours_da, FIELD_TEXT, .flags = PROSE, .most = 400, .label = N_("Hours in words, in Danish"),
	  .hint = N_("Only what the rows of hours cannot say, for example “closed in July”.")),
	V(hours_en, FIELD_TEXT, .flags = PROSE, .most = 400, .label = N_("Hours in words, in English")),

	V(contact_role, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 120, .label = N_("Contact"),
	  .hint = N_("A role or a first name, never a surname: “the coordinator”."), .group = N_("Contact")),
	V(phone, FIELD_PHONE, .most = 20, .label = N_("Phone"), .hint = N_("Public, of the service.")),
	V(email, FIELD_EMAIL, .most = 120, .label = N_("E-mail"), .hint = N_("Public, of the service.")),
	V(website, FIELD_URL, .most = 500, .label = N_("Web page")),
	F_END
};
