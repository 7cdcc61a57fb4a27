/*
 * seed.c -- the fifteen kinds put in where they are missing: at the beginning, and when a program that knows more opens a folder.
 *
 * What is there stays as it is: a kind that somebody renamed keeps its name, a field that somebody retired stays retired.
 * Their ids are their numbers, 1 to 15, the same in every house.
 */
#include "kind/kind_parts.h"
#include "event/event.h"

enum { POSITION_STEP = 10 };

static struct str text(const char *z)
{
	return z ? str_of(z) : S("");
}

static struct kind_field field_of(struct ctx *ctx, const struct fifteen_field *f)
{
	struct kind_field out = {
		.code = str_of(f->code), .label_da = str_of(f->da), .label_en = str_of(f->en), .hint_da = text(f->hint_da),
		.hint_en = text(f->hint_en), .least = f->least, .most = f->most, .required = f->required, .is_public = !f->hidden,
		.filter = f->filter, .expires = f->expires,
	};
	struct kind_option *options;

	for (int i = 0; i < KIND_TYPES; i++)
		if (str_same(str_of(f->type), kind_types[i].code))
			out.type = (enum kind_type)i;
	out.noptions = kind_options_read(ctx->arena, text(f->options), &options);
	out.options = options;
	return out;
}

static enum err put_fields(struct ctx *ctx, const struct kind *known, const struct fifteen *row, int64_t *added)
{
	int64_t position = 0;

	for (const struct fifteen_field *f = row->fields; f->code; f++) {
		struct kind_field field;
		position += POSITION_STEP;
		if (kind_field_find(known, str_of(f->code)))
			continue;
		field = field_of(ctx, f);
		TRY(kind_write_field(ctx, known->id, &field, position, false));
		++*added;
	}
	return OK;
}

static enum err put(struct ctx *ctx, const struct fifteen *row, int64_t position, struct kind *k, int64_t *added)
{
	int64_t changed;

	*k = (struct kind){
		.id = position, .position = position, .code = str_of(row->code), .name_da = str_of(row->da),
		.name_en = str_of(row->en), .sentence_da = str_of(row->sentence_da), .sentence_en = str_of(row->sentence_en),
		.words_da = str_of(row->words_da), .words_en = str_of(row->words_en), .needs = str_of(row->needs),
		.booking = str_of(row->booking), .stages = str_of(row->stages), .intervention = S("non_clinical"),
		.outcome = str_of(row->outcome), .outcome_da = S(""), .outcome_en = S(""), .hl7 = str_of(row->hl7),
		.open_eligibility = str_of(row->open_eligibility), .built_in = true,
	};
	TRY(kind_write_new(ctx, k, &changed));
	*added += changed;
	return changed ? OK : fail(ctx, ERR_CONFLICT, "kind %s could not be put in", row->code);
}

enum err kind_seed(struct ctx *ctx)
{
	int64_t added = 0, position = 0;
	struct kind *kinds;
	size_t n;

	TRY(kind_list(ctx, &kinds, &n));
	for (const struct fifteen *row = kind_fifteen; row->code; row++) {
		struct kind known = { 0 };
		position++;
		for (size_t i = 0; i < n; i++)
			if (str_same(kinds[i].code, row->code))
				known = kinds[i];
		if (!known.id)
			TRY(put(ctx, row, position, &known, &added));
		TRY(put_fields(ctx, &known, row, &added));
	}
	return added ? event_add(ctx, "kind.seeded", 0, arena_printf(ctx->arena, "%lld", (long long)added)) : OK;
}
