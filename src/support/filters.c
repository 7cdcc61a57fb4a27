/* filters.c -- everything that can be ticked or chosen, in one table. */
#include "support/support_parts.h"

#include <string.h>

const struct choice support_persons[] = {
	{ "me", N_("For me") }, { "relative", N_("For a relative") }, { "parent", N_("For a parent") },
	{ "youth", N_("For a young person") }, { 0 }
};

const struct choice support_times[] = {
	{ "morning", N_("Morning") }, { "afternoon", N_("Afternoon") }, { "evening", N_("Evening") }, { "night", N_("Night") }, { 0 }
};

/* Where somebody is, in plain words; which stages that means stands with the index. */
const struct choice support_ways[] = {
	{ "before", N_("Before treatment") }, { "during", N_("During treatment") }, { "after", N_("After treatment") },
	{ "none", N_("Without treatment") }, { 0 }
};

/* The codes of service_providers in their order, said shorter. */
const struct choice support_givers[] = {
	{ "peer", N_("Peers") }, { "professional", N_("Professionals") }, { "faith", N_("Faith communities") },
	{ "community", N_("Neighbours and associations") }, { "other", N_("Others") }, { 0 }
};

const struct choice support_km[] = {
	{ "5", N_("5 km") }, { "10", N_("10 km") }, { "25", N_("25 km") }, { "50", N_("50 km") }, { "100", N_("100 km") }, { 0 }
};

const struct choice support_orders[] = { { "near", N_("The nearest first") }, { 0 } };

const char *const support_days[7] = { "su", "mo", "tu", "we", "th", "fr", "sa" };

#define AT(member) .at = offsetof(struct support_query, member)

const struct filter support_filters[] = {
	{ "need", FILTER_MANY, AT(needs), kind_needs, "need", .label = N_("What it helps with"),
	  .one = N_("There is {n} that helps with something else"), .many = N_("There are {n} that help with something else") },
	{ "stage", FILTER_MANY, AT(stages), kind_stages, "stage", .label = N_("What kind of recovery"),
	  .one = N_("There is {n} elsewhere on the way"), .many = N_("There are {n} elsewhere on the way") },
	{ "way", FILTER_ONE, AT(way), support_ways, "way", .label = N_("Where on the way"), .personal = true,
	  .one = N_("There is {n} at another time on the way"), .many = N_("There are {n} at another time on the way") },
	{ "by", FILTER_MANY, AT(providers), support_givers, "provider", .label = N_("Given by"),
	  .one = N_("There is {n} given by others"), .many = N_("There are {n} given by others") },
	{ "not", FILTER_WITHOUT, AT(without), support_givers, "provider", .label = N_("Leave out"), .personal = true,
	  .one = N_("There is {n} if nobody is left out"), .many = N_("There are {n} if nobody is left out") },
	{ "for", FILTER_ONE, AT(for_whom), support_persons, "for", .label = N_("Who it is for"), .personal = true,
	  .one = N_("There is {n} for others"), .many = N_("There are {n} for others") },
	{ "audience", FILTER_ONE, AT(audience), audience_choices, "audience", .also = "everyone", .label = N_("Group of people"), .personal = true,
	  .one = N_("There is {n} for everybody"), .many = N_("There are {n} for everybody") },
	{ "language", FILTER_ONE, AT(language), language_choices, "language", .label = N_("Language"), .personal = true,
	  .one = N_("There is {n} in other languages"), .many = N_("There are {n} in other languages") },
	{ "method", FILTER_ONE, AT(method), method_choices, "method", .label = N_("Method of the group"),
	  .one = N_("There is {n} with other methods"), .many = N_("There are {n} with other methods") },
	{ "free", FILTER_FLAG, AT(free), NULL, "is", "free", .label = N_("Free"),
	  .one = N_("There is {n} that costs something"), .many = N_("There are {n} that cost something") },
	{ "stepfree", FILTER_FLAG, AT(step_free), NULL, "is", "stepfree", .label = N_("Step-free"), .personal = true,
	  .one = N_("There is {n} if it need not be step-free"), .many = N_("There are {n} if it need not be step-free") },
	{ "toilet", FILTER_FLAG, AT(toilet), NULL, "is", "toilet", .label = N_("Toilet for wheelchairs"), .personal = true,
	  .one = N_("There is {n} without a known toilet for wheelchairs"), .many = N_("There are {n} without a known toilet for wheelchairs") },
	{ "children", FILTER_FLAG, AT(children), NULL, "is", "children", .label = N_("Children welcome"), .personal = true,
	  .one = N_("There is {n} without a place for children"), .many = N_("There are {n} without a place for children") },
	{ "newcomers", FILTER_FLAG, AT(newcomers), NULL, "is", "newcomers", .label = N_("New people welcome"),
	  .one = N_("There is {n} if it need not say “new people welcome”"), .many = N_("There are {n} if it need not say “new people welcome”") },
	{ "substitution", FILTER_FLAG, AT(substitution), NULL, "substitution", "yes", .label = N_("Substitution medicine welcome"), .personal = true,
	  .one = N_("There is {n} that does not say whether substitution medicine is welcome"), .many = N_("There are {n} that do not say whether substitution medicine is welcome") },
	{ "independent", FILTER_FLAG, AT(independent), NULL, "relation", "independent alongside", .label = N_("No treatment needed"), .personal = true,
	  .one = N_("There is {n} where one must be in treatment, or where it is not known"), .many = N_("There are {n} where one must be in treatment, or where it is not known") },
	{ 0 }
};

const struct filter *filter_find(const char *name)
{
	for (const struct filter *f = support_filters; f->name; f++)
		if (!strcmp(f->name, name))
			return f;
	return NULL;
}

unsigned choice_place(const struct choice *c, struct str code)
{
	for (unsigned i = 0; i < 64 && c[i].code; i++)
		if (str_same(code, c[i].code))
			return i;
	return 64;
}

bool filter_is_set(const struct filter *f, const struct support_query *q)
{
	switch (f->type) {
	case FILTER_FLAG:
		return *filter_flag(f, q);
	case FILTER_ONE:
		return filter_code(f, q)->n > 0;
	default:
		return *filter_bits(f, q) != 0;
	}
}

void filter_clear(const struct filter *f, struct support_query *q)
{
	char *member = (char *)q + f->at;

	switch (f->type) {
	case FILTER_FLAG:
		*(bool *)(void *)member = false;
		break;
	case FILTER_ONE:
		*(struct str *)(void *)member = S("");
		break;
	default:
		*(uint64_t *)(void *)member = 0;
	}
}

void filter_copy(const struct filter *f, const struct support_query *from, struct support_query *to)
{
	static const size_t sizes[] = { [FILTER_FLAG] = sizeof(bool), [FILTER_ONE] = sizeof(struct str), [FILTER_MANY] = sizeof(uint64_t),
					[FILTER_WITHOUT] = sizeof(uint64_t) };

	memcpy((char *)to + f->at, (const char *)from + f->at, sizes[f->type]);
}

static void add_codes(struct arena *a, struct clause *c, const char *fact, struct str codes)
{
	struct str rest = codes, code;

	while (str_cut(&rest, ' ', &code))
		clause_add(a, c, fact, code);
}

struct clause filter_clause(struct arena *a, const struct filter *f, const struct support_query *q)
{
	struct clause c = { .without = f->type == FILTER_WITHOUT };

	if (f->type == FILTER_FLAG)
		add_codes(a, &c, f->fact, str_of(f->code));
	if (f->type == FILTER_ONE)
		clause_add(a, &c, f->fact, *filter_code(f, q));
	if (f->type == FILTER_MANY || f->type == FILTER_WITHOUT)
		for (unsigned i = 0; f->choices[i].code; i++)
			if (*filter_bits(f, q) >> i & 1)
				clause_add(a, &c, f->fact, str_of(f->choices[i].code));
	if (f->also)
		clause_add(a, &c, f->fact, str_of(f->also));
	return c;
}

const struct kind *kind_of_query(const struct support_query *q, const struct kind *kinds, size_t n)
{
	for (size_t i = 0; q->kind.n && i < n; i++)
		if (str_eq(kinds[i].code, q->kind))
			return &kinds[i];
	return NULL;
}
