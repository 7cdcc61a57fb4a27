/* differ.c -- what a list says otherwise than last time: as values, and in words for whoever must say yes. */
#include "exchange/work.h"

/* --- as values ------------------------------------------------------------------------------------------------ */

static const struct field *field_of(enum entry_kind kind, struct str name)
{
	static const struct field *const tables[ENTRY_KINDS] = {
		[ENTRY_MEETING] = meeting_fields, [ENTRY_SERVICE] = service_fields, [ENTRY_PLACE] = location_fields, [ENTRY_ORG] = org_fields,
	};

	return str_starts(name, S("location_")) ? field_find(location_fields, name.p + 9) : field_find(tables[kind], name.p);
}

/* What a field is when nothing is said of it any more. */
static struct str cleared(struct str name)
{
	const struct field *f = field_of(ENTRY_MEETING, name);

	f = f ? f : field_of(ENTRY_SERVICE, name);
	return f && f->type == FIELD_CHOICE && choice_label(f->choices, S("unknown")) ? S("unknown") : S("");
}

/* Names that are new, said otherwise, or said no longer. */
void said_otherwise(struct arena *a, const struct values *was, const struct values *now, struct values *out)
{
	*out = (struct values){ 0 };
	for (size_t i = 0; i < now->n; i++)
		if (!str_eq(value_of(was, now->at[i].name.p), now->at[i].text))
			value_add(a, out, now->at[i].name, now->at[i].text);
	for (size_t i = 0; i < was->n; i++)
		if (!value_of(now, was->at[i].name.p).p)
			value_add(a, out, was->at[i].name, cleared(was->at[i].name));
}

/* --- in words ------------------------------------------------------------------------------------------------- */

static const char *label_of(enum entry_kind kind, struct str name)
{
	static const struct {
		const char *name, *label;
	} lists[] = { { "schedules", N_("Hours") }, { "location_hours", N_("Hours") }, { "places", N_("Places") },
		      { "exceptions", N_("Single dates") }, { "pauses", N_("Single dates") } };
	const struct field *f;

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (str_same(name, lists[i].name))
			return lists[i].label;
	f = field_of(kind, name);
	return f ? f->label : NULL;
}

static bool is_told(struct str told, struct str label)
{
	struct str rest = told, one;

	while (rest.n && str_cut(&rest, '\n', &one))
		if (str_eq(one, label))
			return true;
	return false;
}

/* What has no label is the list's own business: a number of it, a time stamp. */
struct str labels_otherwise(struct arena *a, enum entry_kind kind, const struct values *diff)
{
	struct str told = S("");

	for (size_t i = 0; i < diff->n; i++) {
		const char *label = label_of(kind, diff->at[i].name);
		if (label && !is_told(told, str_of(label)))
			told = arena_printf(a, "%.*s%s%s", STR_ARG(told), told.n ? "\n" : "", label);
	}
	return told;
}
