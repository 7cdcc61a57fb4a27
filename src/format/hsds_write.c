/*
 * hsds_write.c -- objects as trees of JSON.
 *
 * Order and names come from the shapes alone, so that what is read is what is
 * written.  What the standard demands and nobody said is an empty text; those
 * who fill the structs see to it that this does not happen where it would hurt.
 */
#include "format/hsds_parts.h"

#include "json/json.h"

struct writing {
	struct json_out *o;
	enum hsds_version version;
	bool flat;
};

bool hsds_is_written(unsigned flags, enum hsds_version version)
{
	return !(flags & HSDS_OLD) && !(flags & HSDS_NEW && version == HSDS_3_0) && !(flags & HSDS_OURS && version != HSDS_PROFILE);
}

struct str hsds_withheld(const struct hsds_field *f, struct str text)
{
	return str_is(text) || f->flags != (HSDS_MUST | HSDS_NEVER) ? text : S("-");
}

static void put_field(const struct writing *w, const void *row, const struct hsds_field *f)
{
	struct str text;

	if (f->type == HSDS_T_NUMBER) {
		struct hsds_number n = hsds_number(row, f->at);

		if (n.is || f->flags & HSDS_MUST)
			json_put_real(w->o, f->name, n.v);
		return;
	}
	text = hsds_withheld(f, hsds_text(row, f->at));
	if (f->flags & HSDS_MUST && !str_is(text))
		json_put_str(w->o, f->name, S(""));
	else
		json_put_is(w->o, f->name, text);
}

static void object(const struct writing *w, enum hsds_kind kind, const void *row, enum hsds_kind from, bool flat);

/* The objects that it belongs to; not the one that it stands in. */
static void put_ones(const struct writing *w, enum hsds_kind kind, const void *row, enum hsds_kind from)
{
	for (size_t i = 0; i < hsds_nones; i++) {
		const struct hsds_one *one = &hsds_ones[i];
		const void *target = one->owner == kind && one->target != from ? hsds_pointer(row, one->pointer_at) : NULL;

		if (!target || !hsds_is_written(one->flags, w->version))
			continue;
		json_name(w->o, one->name);
		object(w, one->target, target, kind, w->flat);
	}
}

static void put_list(const struct writing *w, const char *name, enum hsds_kind child, struct hsds_list list, enum hsds_kind from)
{
	if (!list.n)
		return;
	json_name(w->o, name);
	json_array(w->o);
	for (size_t i = 0; i < list.n; i++)
		object(w, child, list.at[i], from, false);
	json_end_array(w->o);
}

static void put_lists(const struct writing *w, enum hsds_kind kind, const void *row, enum hsds_kind from)
{
	for (size_t i = 0; i < hsds_nedges; i++) {
		const struct hsds_edge *e = &hsds_edges[i];

		if (e->parent == kind && e->child != from && hsds_is_written(e->flags, w->version))
			put_list(w, e->name, e->child, hsds_list(row, e->list_at), kind);
	}
	if (!(hsds_shapes[kind].flags & HSDS_BARE))
		put_list(w, "attributes", HSDS_ATTRIBUTE, hsds_list(row, offsetof(struct hsds_any, attributes)), kind);
	if (kind != HSDS_METADATA)
		put_list(w, "metadata", HSDS_METADATA, hsds_list(row, offsetof(struct hsds_any, metadata)), kind);
}

static void object(const struct writing *w, enum hsds_kind kind, const void *row, enum hsds_kind from, bool flat)
{
	const struct hsds_shape *shape = &hsds_shapes[kind];

	json_object(w->o);
	json_put_str(w->o, "id", hsds_head(row)->id);
	for (size_t i = 0; i < shape->nfields; i++)
		if (hsds_is_written(shape->fields[i].flags, w->version))
			put_field(w, row, &shape->fields[i]);
	put_ones(w, kind, row, from);
	if (!flat)
		put_lists(w, kind, row, from);
	json_end_object(w->o);
}

void hsds_write(struct json_out *o, enum hsds_kind kind, const void *row, enum hsds_version version, bool flat)
{
	struct writing w = { o, version, flat };

	object(&w, kind, row, HSDS_KINDS, flat);
}
