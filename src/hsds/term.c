/*
 * term.c -- schemes of terms: what other programs know things by, and our own words.
 *
 * HL7's service types come first, because health systems know them; Open Eligibility stands beside them.  Terms
 * have the same name (UUID) in every house, so that a directory taken from one house means the same in another.
 */
#include "hsds/book.h"
#include "crypt/crypt.h"
#include "tr/tr.h"

#include <string.h>
#include <strings.h>

static const struct {
	const char *scheme, *code, *name;
} known[] = {
#include "terms_made.h"
};

/* The names of all schemes are made in this namespace; it is one of our own and never changes. */
#define NAMESPACE S("0f3d1c1e-5b67-5c52-9a53-5d0f6e3f7a11")

static const struct scheme {
	const char *code, *name, *about, *uri, *version, *link_type;
	const struct choice *choices;
} schemes[SCHEMES] = {
	[SCHEME_HL7] = { "hl7", "HL7 service type", "Service types of HL7 Terminology (CC0).",
			 "http://terminology.hl7.org/CodeSystem/service-type", "1.1.1", "service_kind", NULL },
	[SCHEME_OPEN_ELIGIBILITY] = { "oe", "Open Eligibility", "Human services and situations, by Aunt Bertha (CC BY-SA 3.0).",
				      "https://github.com/auntbertha/openeligibility", "2.0", "service_kind", NULL },
	[SCHEME_KIND] = { "kind", "Kinds of recovery support", "The kinds of support that this directory knows.", NULL, NULL, "service_kind",
			  NULL },
	[SCHEME_STAGE] = { "stage", "Stages on the way", "Where on the way through and after treatment a service helps.", NULL, NULL, "stage",
			   kind_stages },
	[SCHEME_PROVIDER] = { "provider", "Who gives it", "Peers, professionals, faith communities, others.", NULL, NULL, "provider",
			      service_providers },
	[SCHEME_AUDIENCE] = { "audience", "For whom", "People whom a service is made for.", NULL, NULL, "audience", audience_choices },
	[SCHEME_METHOD] = { "group_programme", "Programmes of groups", "Methods of mutual aid groups, side by side.", NULL, NULL,
			    "group_programme", NULL },
	[SCHEME_FIELD] = { "fact", "Facts of this directory", "What this directory says of things beyond what HSDS has fields for.", NULL, NULL,
			   "fact", NULL },
};

/* --- taxonomies --------------------------------------------------------------------------------------------------- */

static struct str taxonomy_id(struct arena *a, enum hsds_scheme s)
{
	return crypt_uuid(a, NAMESPACE, str_of(schemes[s].code));
}

struct hsds_taxonomy *book_taxonomy(struct book *b, enum hsds_scheme s)
{
	struct hsds_taxonomy *t = shelf_find(&b->taxonomies, str_of(schemes[s].code));
	struct arena *was;

	if (t)
		return t;
	was = book_in(b, b->lasting);
	t = arena_new_of(b->a, struct hsds_taxonomy);
	t->id = taxonomy_id(b->a, s);
	t->name = str_of(schemes[s].name);
	t->description = str_of(schemes[s].about);
	t->uri = schemes[s].uri ? str_of(schemes[s].uri) : STR_ABSENT;
	t->version = schemes[s].version ? str_of(schemes[s].version) : STR_ABSENT;
	shelf_put(b->a, &b->taxonomies, str_of(schemes[s].code), t);
	book_in(b, was);
	return t;
}

static bool contains(struct str s, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= s.n; i++)
		if (!strncasecmp(s.p + i, word, n))
			return true;
	return false;
}

enum hsds_scheme hsds_scheme_of(struct ctx *ctx, const struct hsds_taxonomy *t)
{
	for (enum hsds_scheme s = 0; t && s < SCHEMES; s++)
		if (str_eq(t->id, taxonomy_id(ctx->arena, s)) || (schemes[s].uri && str_same(t->uri, schemes[s].uri)))
			return s;
	if (t && (contains(t->name, "openeligibility") || contains(t->name, "open eligibility") || contains(t->uri, "openeligibility")))
		return SCHEME_OPEN_ELIGIBILITY;
	if (t && (contains(t->uri, "hl7.org") || contains(t->name, "hl7")) && (contains(t->uri, "service-type") || contains(t->name, "service type")))
		return SCHEME_HL7;
	return SCHEMES;
}

struct str hsds_term_name(enum hsds_scheme s, struct str code)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(known[i].scheme, schemes[s].code) && str_same(code, known[i].code))
			return str_of(known[i].name);
	return S("");
}

/* --- terms ---------------------------------------------------------------------------------------------------------- */

static const struct kind *kind_of_term(const struct book *b, struct str code)
{
	for (size_t i = 0; i < b->nkinds; i++)
		if (str_eq(b->kinds[i].code, code))
			return &b->kinds[i];
	return NULL;
}

/* Name and sentence of a code, as far as the scheme is one whose words we know. */
static void words_of_term(struct book *b, enum hsds_scheme s, struct str code, struct str *name, struct str *sentence)
{
	const struct kind *k = s == SCHEME_KIND ? kind_of_term(b, code) : NULL;
	const struct method *m = s == SCHEME_METHOD ? method_find(code) : NULL;
	const char *label = schemes[s].choices ? choice_label(schemes[s].choices, code) : NULL;

	if (k)
		*name = kind_name(b->ctx, k), *sentence = kind_sentence(b->ctx, k);
	else if (m)
		*name = tr_of(b->ctx, str_of(m->name)), *sentence = tr_of(b->ctx, str_of(m->sentence));
	else if (label)
		*name = tr_of(b->ctx, str_of(label));
	else if (s == SCHEME_HL7 || s == SCHEME_OPEN_ELIGIBILITY)
		*name = hsds_term_name(s, code);
}

struct hsds_taxonomy_term *book_term(struct book *b, enum hsds_scheme s, struct str code, struct str name, struct str sentence)
{
	struct str key = arena_printf(b->a, "%s %.*s", schemes[s].code, STR_ARG(code));
	struct hsds_taxonomy_term *t = shelf_find(&b->terms, key);
	struct arena *was;

	if (t)
		return t;
	was = book_in(b, b->lasting);
	t = arena_new_of(b->a, struct hsds_taxonomy_term);
	words_of_term(b, s, code, &name, &sentence);
	t->taxonomy_detail = book_taxonomy(b, s);
	t->id = crypt_uuid(b->a, t->taxonomy_detail->id, code);
	t->code = arena_str(b->a, code);
	t->name = str_is(name) ? arena_str(b->a, name) : t->code;
	t->description = str_is(sentence) ? arena_str(b->a, sentence) : t->name;
	t->taxonomy = t->taxonomy_detail->name;
	t->taxonomy_id = t->taxonomy_detail->id;
	t->language = S("en");
	shelf_put(b->a, &b->terms, key, t);
	book_in(b, was);
	return t;
}

static void add_attribute(struct book *b, void *object, struct hsds_taxonomy_term *t, const char *link_type,
			  struct str label, struct str value)
{
	struct hsds_any *any = object;
	struct hsds_attribute *at = arena_new_of(b->a, struct hsds_attribute);

	at->id = crypt_uuid(b->a, any->id, arena_printf(b->a, "attribute/%.*s", STR_ARG(t->id)));
	at->link_type = str_of(link_type);
	at->label = label;
	at->value = value;
	at->taxonomy_term = t;
	BOOK_ADD(b, any->attributes, at);
}

void book_say(struct book *b, void *object, enum hsds_scheme s, struct str code, struct str label, struct str value)
{
	add_attribute(b, object, book_term(b, s, code, STR_ABSENT, STR_ABSENT), schemes[s].link_type, label, value);
}

void book_say_fact(struct book *b, void *object, struct str code, struct str label, struct str value)
{
	if (str_is(value))
		add_attribute(b, object, book_term(b, SCHEME_FIELD, code, label, STR_ABSENT), schemes[SCHEME_FIELD].link_type, label,
			      value);
}

void book_say_codes(struct book *b, void *object, enum hsds_scheme s, struct str all)
{
	struct str rest = all, code;

	while (str_is(rest) && str_cut(&rest, ' ', &code))
		if (code.n)
			book_say(b, object, s, code, STR_ABSENT, STR_ABSENT);
}

void book_say_record(struct book *b, void *object, struct str json)
{
	static const struct str about = { "The whole record as JSON: read again by the program that wrote it.", 66 };

	if (json.n)
		add_attribute(b, object, book_term(b, SCHEME_FIELD, S("record"), S("Record"), about), "record", STR_ABSENT, json);
}
