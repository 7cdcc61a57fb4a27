/*
 * json.c -- reading JSON strictly.
 *
 * jansson judges, because of the parsers measured it alone refuses every
 * malformed input; its values are then copied into ours, so that they live in
 * an arena and no type of the library is seen outside.  It knows no bound on
 * the number of values and only a fixed one on depth, so both are counted
 * beforehand: sixteen million bytes of "[[[[" cost one pass and no memory.
 */
/* The library's names for the same things step aside while its header is read. */
#define JSON_NULL JANSSON_NULL
#define JSON_FALSE JANSSON_FALSE
#define JSON_TRUE JANSSON_TRUE
#define JSON_REAL JANSSON_REAL
#define JSON_ARRAY JANSSON_ARRAY
#define JSON_OBJECT JANSSON_OBJECT
#define json_array jansson_array
#define json_object jansson_object
#define json_real jansson_real
#define json_null jansson_null
#include <jansson.h>
#undef JSON_NULL
#undef JSON_FALSE
#undef JSON_TRUE
#undef JSON_REAL
#undef JSON_ARRAY
#undef JSON_OBJECT
#undef json_array
#undef json_object
#undef json_real
#undef json_null

#include "json/json.h"

/* The library's reasons, in our words. */
static const char *const reasons[] = {
	[json_error_invalid_utf8] = N_("The text is not in UTF-8."),
	[json_error_premature_end_of_input] = N_("The text ends too early: a quote or a bracket is not closed."),
	[json_error_end_of_input_expected] = N_("There is something after the end of the value."),
	[json_error_invalid_syntax] = N_("This is not written as JSON demands."),
	[json_error_null_character] = N_("The character \\u0000 is not allowed."),
	[json_error_null_byte_in_key] = N_("The character \\u0000 is not allowed."),
	[json_error_duplicate_key] = N_("A name is used twice in the same object."),
	[json_error_numeric_overflow] = N_("A number is too large."),
	[json_error_stack_overflow] = N_("Lists stand inside lists too deeply."),
	[json_error_out_of_memory] = N_("There is not enough memory for this."),
};

static const char *reason_of(enum json_error_code code)
{
	const char *why = (size_t)code < sizeof reasons / sizeof *reasons ? reasons[code] : NULL;

	return why ? why : reasons[json_error_invalid_syntax];
}

static enum err refuse(struct json_fault *fault, enum err e, int line, int column, const char *why)
{
	if (fault)
		*fault = (struct json_fault){ line, column, str_of(why) };
	return e;
}

struct extent {
	size_t values;                    /* no fewer than there are */
	int deepest, line_of_deepest;
};

static size_t text_end(struct str s, size_t i)
{
	for (i++; i < s.n && s.p[i] != '"'; i++)
		if (s.p[i] == '\\')
			i++;
	return i;
}

static struct extent measure(struct str s)
{
	struct extent x = { .values = 1, .line_of_deepest = 1 };
	int depth = 0, line = 1;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '"')
			i = text_end(s, i);
		else if (c == '\n')
			line++;
		else if (c == ',' || c == '[' || c == '{')
			x.values++;
		if (c == ']' || c == '}')
			depth--;
		if ((c == '[' || c == '{') && ++depth > x.deepest) {
			x.deepest = depth;
			x.line_of_deepest = line;
		}
	}
	return x;
}

static void convert(struct arena *, json_t *, struct json *);

static struct str text_of(struct arena *a, const char *p, size_t n)
{
	return arena_str(a, (struct str){ p, n });
}

static void convert_array(struct arena *a, json_t *v, struct json *out)
{
	struct json *at = arena_array(a, json_array_size(v), struct json);

	out->n = json_array_size(v);
	for (size_t i = 0; i < out->n; i++)
		convert(a, json_array_get(v, i), &at[i]);
	out->at = at;
}

static void convert_object(struct arena *a, json_t *v, struct json *out)
{
	size_t n = json_object_size(v), i = 0;
	struct json *at = arena_array(a, n, struct json);
	struct str *names = arena_array(a, n, struct str);

	for (void *it = json_object_iter(v); it; it = json_object_iter_next(v, it), i++) {
		const char *name = json_object_iter_key(it);

		names[i] = text_of(a, name, strlen(name));
		convert(a, json_object_iter_value(it), &at[i]);
	}
	out->at = at;
	out->names = names;
	out->n = n;
}

/* Recursive, but no deeper than what was measured. */
static void convert(struct arena *a, json_t *v, struct json *out)
{
	static const enum json_type types[] = {
		[JANSSON_OBJECT] = JSON_OBJECT, [JANSSON_ARRAY] = JSON_ARRAY,
		[JSON_STRING] = JSON_TEXT, [JSON_INTEGER] = JSON_INT, [JANSSON_REAL] = JSON_REAL,
		[JANSSON_TRUE] = JSON_TRUE, [JANSSON_FALSE] = JSON_FALSE, [JANSSON_NULL] = JSON_NULL,
	};

	*out = (struct json){ .type = types[v->type] };
	if (out->type == JSON_OBJECT)
		convert_object(a, v, out);
	else if (out->type == JSON_ARRAY)
		convert_array(a, v, out);
	else if (out->type == JSON_TEXT)
		out->text = text_of(a, json_string_value(v), json_string_length(v));
	else if (out->type == JSON_INT)
		out->i = json_integer_value(v);
	else if (out->type == JSON_REAL)
		out->r = json_real_value(v);
}

static enum err bounds(struct str text, struct json_fault *fault)
{
	struct extent x;

	if (text.n > JSON_BYTES_MOST)
		return refuse(fault, ERR_LIMIT, 1, 0, N_("The text is too long."));
	x = measure(text);
	if (x.deepest > JSON_DEPTH_MOST)
		return refuse(fault, ERR_INVALID, x.line_of_deepest, 0, reasons[json_error_stack_overflow]);
	if (x.values > JSON_VALUES_MOST)
		return refuse(fault, ERR_LIMIT, 1, 0, N_("The text holds too many values."));
	return OK;
}

enum err json_parse(struct arena *a, struct str text, struct json *out, struct json_fault *fault)
{
	json_error_t error;
	json_t *v;

	if (str_starts(text, S("\xEF\xBB\xBF")))
		text = str_slice(text, 3, text.n);
	TRY(bounds(text, fault));
	v = json_loadb(text.p ? text.p : "", text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!v)
		return refuse(fault, ERR_INVALID, error.line, error.column, reason_of(json_error_code(&error)));
	convert(a, v, out);
	json_decref(v);
	return OK;
}

const struct json *json_get(const struct json *object, const char *name)
{
	if (!object || object->type != JSON_OBJECT)
		return NULL;
	for (size_t i = 0; i < object->n; i++)
		if (str_same(object->names[i], name))
			return &object->at[i];
	return NULL;
}

struct str json_text(const struct json *object, const char *name)
{
	const struct json *v = json_get(object, name);

	return v && v->type == JSON_TEXT ? v->text : STR_ABSENT;
}
