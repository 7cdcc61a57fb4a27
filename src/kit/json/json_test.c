/* json_test.c -- JSON is read strictly and written so that everybody can read it. */
#include "json/json.h"
#include "test.h"

static struct arena *arena;

static enum err parse(const char *text, struct json *out, struct json_fault *fault)
{
	arena_free(arena);
	arena = arena_new(0);
	return json_parse(arena, str_of(text), out, fault);
}

static void done(void)
{
	arena_free(arena);
	arena = NULL;
}

TEST(every_kind_of_value_is_read)
{
	struct json v;

	ok(!parse("{\"a\":[null,false,true,-7,2.5,\"\\u00e6\\ud83c\\udf31\"],\"b\":{}}", &v, NULL));
	same_int(v.type, JSON_OBJECT);
	same_int(v.n, 2);
	same_text(v.names[0], "a");
	same_int(v.at[0].n, 6);
	same_int(v.at[0].at[0].type, JSON_NULL);
	same_int(v.at[0].at[1].type, JSON_FALSE);
	same_int(v.at[0].at[2].type, JSON_TRUE);
	same_int(v.at[0].at[3].i, -7);
	ok(v.at[0].at[4].r == 2.5);
	same_text(v.at[0].at[5].text, "æ🌱");
	same_int(json_get(&v, "b")->n, 0);
	ok(!json_get(&v, "c"));
	same_text(json_text(&v, "a"), NULL);
	done();
}

TEST(a_byte_order_mark_in_front_does_no_harm)
{
	struct json v;

	ok(!parse("\xEF\xBB\xBF 1", &v, NULL));
	same_int(v.i, 1);
	done();
}

TEST(the_members_of_an_object_keep_their_order)
{
	struct json v;

	ok(!parse("{\"z\":1,\"a\":2,\"m\":3}", &v, NULL));
	same_text(v.names[0], "z");
	same_text(v.names[1], "a");
	same_text(v.names[2], "m");
	done();
}

TEST(what_is_not_json_is_refused_with_its_line_and_a_reason)
{
	static const struct {
		const char *text;
		int line;
		const char *why;
	} rows[] = {
		{ "", 1, "The text ends too early: a quote or a bracket is not closed." },
		{ "{\"a\":1,\n\"a\":2}", 2, "A name is used twice in the same object." },
		{ "[1,\n2,\n]", 3, "This is not written as JSON demands." },
		{ "[\"\\u0000\"]", 1, "The character \\u0000 is not allowed." },
		{ "[\"\xE6\"]", 1, "The text is not in UTF-8." },
		{ "[\"\xC0\xAF\"]", 1, "The text is not in UTF-8." },
		{ "[\"\\ud800\"]", 1, "This is not written as JSON demands." },
		{ "[99999999999999999999]", 1, "A number is too large." },
		{ "[1e999]", 1, "A number is too large." },
		{ "[1] [2]", 1, "There is something after the end of the value." },
		{ "[01]", 1, "This is not written as JSON demands." },
		{ "[NaN]", 1, "This is not written as JSON demands." },
		{ "['a']", 1, "This is not written as JSON demands." },
		{ "[\"a\nb\"]", 1, "This is not written as JSON demands." },
		{ "[1,2", 1, "The text ends too early: a quote or a bracket is not closed." },
	};
	struct json_fault fault;
	struct json v;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		same_int(parse(rows[i].text, &v, &fault), ERR_INVALID);
		same_text(fault.why, rows[i].why);
		same_int(fault.line, rows[i].line);
	}
	done();
}

/* So many opening brackets, a value if any, as many closing ones. */
static struct str nested(struct arena *a, size_t depth)
{
	char *p = arena_alloc(a, 2 * depth + 1);

	memset(p, '[', depth);
	memset(p + depth, ']', depth);
	return (struct str){ p, 2 * depth };
}

TEST(lists_inside_lists_end_at_a_depth_of_64)
{
	struct arena *a = arena_new(0);
	struct json_fault fault;
	struct json v;

	ok(!json_parse(a, nested(a, 64), &v, &fault));
	same_int(json_parse(a, nested(a, 65), &v, &fault), ERR_INVALID);
	same_text(fault.why, "Lists stand inside lists too deeply.");
	same_int(json_parse(a, nested(a, 1000000), &v, &fault), ERR_INVALID);
	arena_free(a);
}

TEST(a_text_of_too_many_values_is_refused_before_it_takes_memory)
{
	struct arena *a = arena_new(0);
	struct json_fault fault;
	struct buf b;
	struct json v;

	buf_init(&b, 8 << 20);
	buf_char(&b, '[');
	for (int i = 0; i < JSON_VALUES_MOST; i++)
		buf_lit(&b, "0,");
	buf_lit(&b, "0]");
	same_int(json_parse(a, buf_view(&b), &v, &fault), ERR_LIMIT);
	same_text(fault.why, "The text holds too many values.");
	buf_free(&b);
	arena_free(a);
}

TEST(a_long_list_is_walked_entry_by_entry_with_lines)
{
	struct str text = S("\xEF\xBB\xBF [\n {\"a\":\"]\\\"\"},\n\n [1,\n2], 7 ,\n\"x\"\n]\n");
	struct json_fault fault;
	struct json_piece piece;
	struct json_walk w;

	ok(!json_walk_start(&w, text, 1, &fault));
	ok(!json_walk_next(&w, &piece, &fault));
	same_int(piece.line, 2);
	same_text(arena_str(arena = arena_new(0), piece.text), "{\"a\":\"]\\\"\"}");
	ok(!json_walk_next(&w, &piece, &fault));
	same_int(piece.line, 4);
	ok(!json_walk_next(&w, &piece, &fault));
	same_int(piece.line, 5);
	ok(str_eq(piece.text, S("7")));
	ok(!json_walk_next(&w, &piece, &fault));
	same_int(piece.line, 6);
	same_int(json_walk_next(&w, &piece, &fault), ERR_NOT_FOUND);
	done();
}

TEST(the_members_of_an_object_are_walked_by_name)
{
	struct json_fault fault;
	struct json_piece piece;
	struct json_walk w;

	ok(!json_walk_start(&w, S("{\n\"meta\" : {\"a\":1},\n\"meetings\":[\n]}"), 1, &fault));
	ok(!json_walk_next(&w, &piece, &fault));
	ok(str_eq(piece.name, S("meta")));
	ok(!json_walk_next(&w, &piece, &fault));
	ok(str_eq(piece.name, S("meetings")));
	ok(str_eq(piece.text, S("[\n]")));
	same_int(piece.line, 3);
	same_int(json_walk_next(&w, &piece, &fault), ERR_NOT_FOUND);
}

TEST(an_empty_list_has_no_entries)
{
	struct json_fault fault;
	struct json_piece piece;
	struct json_walk w;

	ok(!json_walk_start(&w, S("[ ]"), 1, &fault));
	same_int(json_walk_next(&w, &piece, &fault), ERR_NOT_FOUND);
}

TEST(a_walk_stops_with_a_line_where_the_brackets_go_wrong)
{
	static const struct {
		const char *text;
		int line;
		const char *why;
	} rows[] = {
		{ "<html>", 1, "A list was expected here." },
		{ "", 1, "A list was expected here." },
		{ "[{]\n}]", 1, "A bracket is closed by one of the other kind." },
		{ "[\n1\n2]", 3, "A comma is missing between two entries." },
		{ "[1,\n,2]", 2, "A value is missing here." },
		{ "[1,\n]", 2, "A value is missing here." },
		{ "[\n\"a", 2, "A quote is not closed." },
		{ "[1]\nmore", 2, "There is something after the end of the list." },
		{ "[{\"a\":1\n", 2, "The text ends too early: a quote or a bracket is not closed." },
		{ "[1\n", 2, "The text ends too early: a quote or a bracket is not closed." },
		{ "{\"a\" 1}", 1, "A colon is missing after a name." },
		{ "{a:1}", 1, "A name in quotes was expected here." },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct json_fault fault = { 0 };
		struct json_piece piece;
		struct json_walk w;
		enum err e = json_walk_start(&w, str_of(rows[i].text), 1, &fault);

		while (!e)
			e = json_walk_next(&w, &piece, &fault);
		same_int(e, ERR_INVALID);
		same_text(fault.why, rows[i].why);
		same_int(fault.line, rows[i].line);
	}
}

TEST(what_is_written_has_its_commas_where_they_belong)
{
	struct json_out o;
	struct buf b;

	buf_init(&b, 1000);
	json_start(&o, &b);
	json_object(&o);
	json_put_str(&o, "name", S("Åben gruppe"));
	json_put_is(&o, "empty", S(""));
	json_put_is(&o, "absent", STR_ABSENT);
	json_put_str(&o, "null", STR_ABSENT);
	json_put_id(&o, "id", INT64_MAX);
	json_name(&o, "list");
	json_array(&o);
	json_int(&o, INT64_MIN);
	json_object(&o);
	json_end_object(&o);
	json_array(&o);
	json_end_array(&o);
	json_bool(&o, true);
	json_null(&o);
	json_real(&o, 0.1);
	json_real(&o, 0.0 / 0.0);
	json_end_array(&o);
	json_put_int(&o, "n", 3);
	json_put_bool(&o, "b", false);
	json_put_real(&o, "r", 55.67594);
	json_end_object(&o);
	same_text(buf_view(&b),
		  "{\"name\":\"Åben gruppe\",\"null\":null,\"id\":\"9223372036854775807\","
		  "\"list\":[-9223372036854775808,{},[],true,null,0.1,null],\"n\":3,\"b\":false,"
		  "\"r\":55.67594}");
	buf_free(&b);
}

TEST(written_text_cannot_end_the_script_that_it_stands_in)
{
	struct json_out o;
	struct buf b;

	buf_init(&b, 1000);
	json_start(&o, &b);
	json_str(&o, S("</script>\"\\\n\t\x01\x7F\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\x99"));
	same_text(buf_view(&b), "\"\\u003c/script>\\\"\\\\\\n\\t\\u0001\\u007f\\u2028\\u2029’\"");
	buf_free(&b);
}

TEST(every_character_written_is_read_back)
{
	struct json_out o;
	struct buf text, b;
	struct json v;

	buf_init(&text, 1000);
	buf_init(&b, 4000);
	for (int c = 1; c < 128; c++)
		buf_char(&text, (char)c);
	buf_lit(&text, "æ🌱\xE2\x80\xA8");
	json_start(&o, &b);
	json_str(&o, buf_view(&text));
	ok(!parse(buf_view(&b).p, &v, NULL));
	ok(str_eq(v.text, buf_view(&text)));
	buf_free(&text);
	buf_free(&b);
	done();
}
