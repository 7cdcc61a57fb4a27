/*
 * kind_page.c -- the administrators' pages: which kinds of support there are, and what each asks.
 *
 * The kinds are the whole house's: who cares for a part of it neither sees nor changes them here.
 */
#include "kind/kind_parts.h"
#include "access/access.h"

/* --- the form of a kind ------------------------------------------------------------------------------------- */

#define K(member, type, ...) F(struct kind, member, type, __VA_ARGS__)
enum { WORDS = FIELD_GUARDED, MOST_NUMBER = 1000000 };

static const struct field kind_fields[] = {
	K(name_da, FIELD_TEXT, .flags = FIELD_REQUIRED | WORDS, .most = 60, .label = N_("Name in Danish"), .group = N_("What it is")),
	K(name_en, FIELD_TEXT, .flags = FIELD_REQUIRED | WORDS, .most = 60, .label = N_("Name in English"),
	  .hint = N_("A new kind gets its code from this, for good.")),
	K(sentence_da, FIELD_TEXT, .flags = FIELD_REQUIRED | WORDS, .most = 240, .label = N_("One sentence in Danish"),
	  .hint = N_("What one gets, as you would say it to a neighbour.")),
	K(sentence_en, FIELD_TEXT, .flags = FIELD_REQUIRED | WORDS, .most = 240, .label = N_("One sentence in English")),
	K(words_da, FIELD_LONG, .flags = WORDS, .most = 1000, .label = N_("What people type, in Danish"),
	  .hint = N_("Everyday words with commas between: the search finds this kind by them.")),
	K(words_en, FIELD_LONG, .flags = WORDS, .most = 1000, .label = N_("What people type, in English")),
	K(needs, FIELD_CHOICES, .choices = kind_needs, .label = N_("Needs that it answers")),

	K(booking, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = kind_bookings, .label = N_("How one gets a place"), .group = N_("How it works")),
	K(stages, FIELD_CHOICES, .choices = kind_stages, .label = N_("Where on the way it helps"), .hint = N_("What a new service of this kind begins with.")),
	K(intervention, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = kind_interventions, .label = N_("Support or treatment")),
	K(outcome, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = kind_outcomes, .label = N_("It went well when")),
	K(outcome_da, FIELD_TEXT, .flags = WORDS | FIELD_DEPENDS, .most = 60, .label = N_("In own words, in Danish")),
	K(outcome_en, FIELD_TEXT, .flags = WORDS | FIELD_DEPENDS, .most = 60, .label = N_("In own words, in English")),

	K(hl7, FIELD_TEXT, .most = 60, .label = N_("HL7 service types"), .hint = N_("Numbers with blanks between, the nearest first."),
	  .group = N_("For exchange with other directories")),
	K(open_eligibility, FIELD_TEXT, .most = 60, .label = N_("Open Eligibility terms")),
	F_END
};

/* --- the form of one fact -------------------------------------------------------------------------------------- */

struct fact {
	struct str label_da, label_en, hint_da, hint_en, type, options;
	int64_t least, most;
	bool required, is_public, filter, expires;
};

#define A(member, type, ...) F(struct fact, member, type, __VA_ARGS__)
static const struct field fact_fields[] = {
	A(label_da, FIELD_TEXT, .flags = FIELD_REQUIRED | WORDS, .most = 100, .label = N_("Question in Danish"), .group = N_("What is asked")),
	A(label_en, FIELD_TEXT, .flags = FIELD_REQUIRED | WORDS, .most = 100, .label = N_("Question in English")),
	A(hint_da, FIELD_TEXT, .flags = WORDS, .most = 240, .label = N_("Help in Danish"), .hint = N_("An example helps most.")),
	A(hint_en, FIELD_TEXT, .flags = WORDS, .most = 240, .label = N_("Help in English")),
	A(type, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = kind_types, .label = N_("Type of answer"),
	  .hint = N_("It stays as it is once it is saved.")),
	A(options, FIELD_LONG, .flags = WORDS | FIELD_DEPENDS, .most = 4000, .label = N_("Answers to choose from"),
	  .hint = N_("One on each line: code|dansk|english. What is no longer offered stays readable where it was chosen.")),
	A(least, FIELD_OPT_INT, .least = -MOST_NUMBER, .most = MOST_NUMBER, .label = N_("Least number")),
	A(most, FIELD_OPT_INT, .least = -MOST_NUMBER, .most = MOST_NUMBER, .label = N_("Most")),
	A(required, FIELD_BOOL, .label = N_("Needed before everybody sees a service"), .hint = N_("Of a yes or no, a yes is needed."), .group = N_("Who sees it")),
	A(is_public, FIELD_BOOL, .label = N_("Everybody may read it"), .hint = N_("Otherwise it stands on no public page, in no feed and no export.")),
	A(filter, FIELD_BOOL, .label = N_("Visitors can search by it")),
	A(expires, FIELD_BOOL, .label = N_("When the date has passed, the service is no longer shown")),
	F_END
};

/* --- views --------------------------------------------------------------------------------------------------------- */

struct kinds_view {
	struct str here;
	struct kind *kinds;
	size_t n;
	bool saved;
};

struct kind_view {
	struct form_view form;
	const struct kind *k;
	struct str key, title, action, here, back;      /* here absent: a new one */
	bool saved;
};

struct fact_view {
	struct form_view form;
	const struct kind_field *f;                     /* NULL: a new one */
	struct str key, title, action, back;
};

static struct str type_said(struct ctx *ctx, const struct kind_field *f)
{
	return tr_of(ctx, str_of(kind_types[f->type].label));
}

static size_t count_active(const struct kind *k)
{
	size_t n = 0;

	for (size_t i = 0; i < k->nfields; i++)
		n += !k->fields[i].retired;
	return n;
}

#include "kind_work_html.h"

static struct str kind_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/kinds/%lld%s", ctx->lang, (long long)id, rest);
}

static enum err whole_house(const struct ctx *ctx)
{
	return may_for(ctx->who, KIND_EDIT, 0, 0) ? OK : ERR_DENIED;
}

static enum err asked(struct ctx *ctx, const struct req *req, struct kind *k)
{
	int64_t id;

	TRY(whole_house(ctx));
	return req_id(req, "id", &id) ? kind_get(ctx, id, k) : ERR_NOT_FOUND;
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static enum err list(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Kinds of support"));
	struct kinds_view v = { .here = page_url(ctx, "/work/kinds"), .saved = value_of(&req->query, "saved").n > 0 };

	(void)rep;
	TRY(whole_house(ctx));
	TRY(kind_list(ctx, &v.kinds, &v.n));
	TRY(frame_begin_html(ctx, &f));
	TRY(kinds_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* --- one kind ------------------------------------------------------------------------------------------------------- */

static enum err show_kind(struct ctx *ctx, const struct req *req, const struct kind *k, const struct values *typed, const struct problems *bad)
{
	struct values stored = { 0 };
	struct kind_view v = { .form = { kind_fields, typed ? typed : &stored, bad }, .k = k, .key = page_key(ctx),
			       .back = page_url(ctx, "/work/kinds"), .saved = value_of(&req->query, "saved").n > 0 };
	struct frame f;

	if (!typed)
		form_write(ctx, kind_fields, k, &stored);
	v.here = k->id ? kind_url(ctx, k->id, "") : STR_ABSENT;
	v.action = k->id ? v.here : page_url(ctx, "/work/kinds/new");
	v.title = k->id ? kind_name(ctx, k) : tr(ctx, "New kind of support");
	f = page_frame(ctx, req, FRAME_WORK, v.title);
	TRY(frame_begin_html(ctx, &f));
	TRY(kind_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err save_kind(struct ctx *ctx, const struct req *req, struct reply *rep, struct kind *k)
{
	const struct kind was = *k;
	struct problems bad = { 0 };

	TRY(form_read(ctx, kind_fields, &req->body, k, &bad));
	TRY(kind_save(ctx, k, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, kind_url(ctx, k->id, "?saved=1"));
	rep->status = 422;
	return show_kind(ctx, req, &was, &req->body, &bad);
}

static enum err new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct kind k = { .booking = S("drop_in"), .intervention = S("non_clinical"), .outcome = S("attended"), .stages = S("rss") };

	(void)rep;
	TRY(whole_house(ctx));
	return show_kind(ctx, req, &k, NULL, NULL);
}

static enum err new_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct kind k = { 0 };

	TRY(whole_house(ctx));
	return save_kind(ctx, req, rep, &k);
}

static enum err kind_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct kind k;

	(void)rep;
	TRY(asked(ctx, req, &k));
	return show_kind(ctx, req, &k, NULL, NULL);
}

static enum err kind_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct kind k;

	TRY(asked(ctx, req, &k));
	return save_kind(ctx, req, rep, &k);
}

static enum err retire(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct kind k;

	TRY(asked(ctx, req, &k));
	TRY(kind_retire(ctx, k.id));
	return reply_see(ctx, rep, page_url(ctx, "/work/kinds?saved=1"));
}

static enum err resume(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct kind k;

	TRY(asked(ctx, req, &k));
	TRY(kind_resume(ctx, k.id));
	return reply_see(ctx, rep, page_url(ctx, "/work/kinds?saved=1"));
}

/* --- one fact ---------------------------------------------------------------------------------------------------------- */

static struct fact fact_of(struct ctx *ctx, const struct kind_field *f)
{
	bool bounded = f->least || f->most;

	return (struct fact){ .label_da = f->label_da, .label_en = f->label_en, .hint_da = f->hint_da, .hint_en = f->hint_en,
			      .type = str_of(kind_types[f->type].code), .options = kind_options_text(ctx->arena, f->options, f->noptions),
			      .least = bounded ? f->least : INT64_MIN, .most = bounded ? f->most : INT64_MIN, .required = f->required,
			      .is_public = f->is_public, .filter = f->filter, .expires = f->expires };
}

static struct kind_field field_of(struct ctx *ctx, const struct fact *a, const struct kind_field *was)
{
	struct kind_field f = { .code = was ? was->code : STR_ABSENT, .label_da = a->label_da, .label_en = a->label_en, .hint_da = a->hint_da,
				.hint_en = a->hint_en, .required = a->required, .is_public = a->is_public, .filter = a->filter,
				.expires = a->expires, .retired = was && was->retired };
	struct kind_option *options;

	for (int i = 0; i < KIND_TYPES; i++)
		if (str_same(a->type, kind_types[i].code))
			f.type = (enum kind_type)i;
	if (was && !str_is(a->type))
		f.type = was->type;
	f.least = a->least == INT64_MIN ? 0 : a->least;
	f.most = a->most == INT64_MIN ? (f.least ? MOST_NUMBER : 0) : a->most;
	f.noptions = kind_options_read(ctx->arena, a->options, &options);
	f.options = options;
	return f;
}

static enum err show_fact(struct ctx *ctx, const struct req *req, const struct kind *k, const struct kind_field *f, const struct values *typed,
			  const struct problems *bad)
{
	struct fact a = f ? fact_of(ctx, f) : (struct fact){ .type = S("yes_no"), .least = INT64_MIN, .most = INT64_MIN, .is_public = true };
	struct values stored = { 0 };
	struct fact_view v = { .form = { fact_fields, typed ? typed : &stored, bad }, .f = f, .key = page_key(ctx), .back = kind_url(ctx, k->id, "") };
	struct frame frame;

	if (!typed)
		form_write(ctx, fact_fields, &a, &stored);
	v.title = f ? kind_field_label(ctx, f) : TR_FILL(ctx, tr(ctx, "New fact: {kind}"), { "kind", kind_name(ctx, k) });
	v.action = f ? arena_printf(ctx->arena, "%.*s/facts/%.*s", STR_ARG(v.back), STR_ARG(f->code)) : kind_url(ctx, k->id, "/facts/new");
	frame = page_frame(ctx, req, FRAME_WORK, v.title);
	TRY(frame_begin_html(ctx, &frame));
	TRY(fact_html(ctx, &v));
	return frame_end_html(ctx, &frame);
}

/* The kind with this fact in its place, or behind the others that are asked. */
static struct kind with_fact(struct ctx *ctx, const struct kind *k, const struct kind_field *was, const struct kind_field *f)
{
	struct kind_field *fields = arena_array(ctx->arena, k->nfields + 1, struct kind_field);
	struct kind out = *k;
	size_t n = 0;

	for (size_t i = 0; i < k->nfields; i++) {
		if (!was && n == i && k->fields[i].retired)
			fields[n++] = *f;
		fields[n++] = &k->fields[i] == was ? *f : k->fields[i];
	}
	if (!was && n == k->nfields)
		fields[n++] = *f;
	out.fields = fields, out.nfields = n;
	return out;
}

static enum err save_fact(struct ctx *ctx, const struct req *req, struct reply *rep, const struct kind *k, const struct kind_field *was)
{
	struct problems bad = { 0 };
	struct kind_field f;
	struct fact a = { 0 };
	struct kind next;

	TRY(form_read(ctx, fact_fields, &req->body, &a, &bad));
	f = field_of(ctx, &a, was);
	next = with_fact(ctx, k, was, &f);
	if (!bad.n)
		TRY(kind_save(ctx, &next, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, kind_url(ctx, k->id, "?saved=1#facts"));
	rep->status = 422;
	return show_fact(ctx, req, k, was, &req->body, &bad);
}

static enum err asked_fact(struct ctx *ctx, const struct req *req, struct kind *k, const struct kind_field **f)
{
	TRY(asked(ctx, req, k));
	*f = kind_field_find(k, req_param(req, "code"));
	return *f ? OK : ERR_NOT_FOUND;
}

static enum err fact_new_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct kind k;

	(void)rep;
	TRY(asked(ctx, req, &k));
	return show_fact(ctx, req, &k, NULL, NULL, NULL);
}

static enum err fact_new_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct kind k;

	TRY(asked(ctx, req, &k));
	return save_fact(ctx, req, rep, &k, NULL);
}

static enum err fact_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct kind_field *f;
	struct kind k;

	(void)rep;
	TRY(asked_fact(ctx, req, &k, &f));
	return show_fact(ctx, req, &k, f, NULL, NULL);
}

static enum err fact_send(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	const struct kind_field *f;
	struct kind k;

	TRY(asked_fact(ctx, req, &k, &f));
	return save_fact(ctx, req, rep, &k, f);
}

static enum err set_retired(struct ctx *ctx, const struct req *req, struct reply *rep, bool retired)
{
	const struct kind_field *f;
	struct problems bad = { 0 };
	struct kind_field other;
	struct kind k, next;

	TRY(asked_fact(ctx, req, &k, &f));
	other = *f;
	other.retired = retired;
	next = with_fact(ctx, &k, f, &other);
	TRY(kind_save(ctx, &next, &bad));
	return bad.n ? fail(ctx, ERR_BUG, "a stored kind has a problem") : reply_see(ctx, rep, kind_url(ctx, k.id, "?saved=1#facts"));
}

static enum err fact_retire(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return set_retired(ctx, req, rep, true);
}

static enum err fact_resume(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	return set_retired(ctx, req, rep, false);
}

const struct route kind_routes[] = {
	{ "GET", "/:lang/work/kinds", KIND_EDIT, list, 0, NULL },
	{ "GET", "/:lang/work/kinds/new", KIND_EDIT, new_form, 0, NULL },
	{ "POST", "/:lang/work/kinds/new", KIND_EDIT, new_send, 0, NULL },
	{ "GET", "/:lang/work/kinds/:id", KIND_EDIT, kind_form, 0, NULL },
	{ "POST", "/:lang/work/kinds/:id", KIND_EDIT, kind_send, 0, NULL },
	{ "POST", "/:lang/work/kinds/:id/retirement", KIND_EDIT, retire, 0, NULL },
	{ "POST", "/:lang/work/kinds/:id/resumption", KIND_EDIT, resume, 0, NULL },
	{ "GET", "/:lang/work/kinds/:id/facts/new", KIND_EDIT, fact_new_form, 0, NULL },
	{ "POST", "/:lang/work/kinds/:id/facts/new", KIND_EDIT, fact_new_send, 0, NULL },
	{ "GET", "/:lang/work/kinds/:id/facts/:code", KIND_EDIT, fact_form, 0, NULL },
	{ "POST", "/:lang/work/kinds/:id/facts/:code", KIND_EDIT, fact_send, 0, NULL },
	{ "POST", "/:lang/work/kinds/:id/facts/:code/retirement", KIND_EDIT, fact_retire, 0, NULL },
	{ "POST", "/:lang/work/kinds/:id/facts/:code/resumption", KIND_EDIT, fact_resume, 0, NULL },
	{ 0 }
};
