/* json_walk.c -- over the pieces of a long list, without reading what is in them. */
#include "json/json.h"

static enum err here(const struct json_walk *w, struct json_fault *fault, const char *why)
{
	*fault = (struct json_fault){ .line = w->line, .why = str_of(why) };
	return ERR_INVALID;
}

static void skip_space(struct json_walk *w)
{
	for (; w->at < w->text.n; w->at++) {
		char c = w->text.p[w->at];

		if (c == '\n')
			w->line++;
		else if (c != ' ' && c != '\t' && c != '\r')
			return;
	}
}

/* The byte at the place we are at; 0 at the end, and for a zero byte, which nobody wants either. */
static char look(const struct json_walk *w)
{
	return w->at < w->text.n ? w->text.p[w->at] : 0;
}

/* From one quote past the next; false when there is no next. */
static bool skip_text(struct json_walk *w)
{
	for (w->at++; w->at < w->text.n; w->at++) {
		char c = w->text.p[w->at];

		if (c == '"') {
			w->at++;
			return true;
		}
		if (c == '\\' && w->at + 1 < w->text.n)
			c = w->text.p[++w->at];
		if (c == '\n')
			w->line++;
	}
	return false;
}

/* A bit a depth says whether the bracket there is a {. */
static enum err skip_nest(struct json_walk *w, struct json_fault *fault)
{
	uint64_t curly = 0;
	int depth = 0;

	while (w->at < w->text.n) {
		char c = w->text.p[w->at];

		if (c == '"') {
			if (!skip_text(w))
				break;
			continue;
		}
		w->at++;
		if (c == '\n')
			w->line++;
		if (c == '[' || c == '{') {
			if (depth == JSON_DEPTH_MOST - 1)
				return here(w, fault, N_("Lists stand inside lists too deeply."));
			curly = curly << 1 | (c == '{');
			depth++;
		}
		if (c == ']' || c == '}') {
			if ((curly & 1) != (c == '}'))
				return here(w, fault, N_("A bracket is closed by one of the other kind."));
			curly >>= 1;
			if (!--depth)
				return OK;
		}
	}
	return here(w, fault, N_("The text ends too early: a quote or a bracket is not closed."));
}

static void skip_word(struct json_walk *w)
{
	for (; w->at < w->text.n; w->at++) {
		char c = w->text.p[w->at];

		if (c == ',' || c == ']' || c == '}' || c == ':' || c == '"' || c == '[' || c == '{' ||
		    c == ' ' || (c >= '\t' && c <= '\r'))
			return;
	}
}

static enum err skip_value(struct json_walk *w, struct json_fault *fault)
{
	char c = look(w);
	size_t from = w->at;

	if (c == '[' || c == '{')
		return skip_nest(w, fault);
	if (c == '"')
		return skip_text(w) ? OK : here(w, fault, N_("A quote is not closed."));
	skip_word(w);
	return w->at > from ? OK : here(w, fault, N_("A value is missing here."));
}

enum err json_walk_start(struct json_walk *w, struct str text, int line, struct json_fault *fault)
{
	*w = (struct json_walk){ .text = text, .line = line };
	if (str_starts(text, S("\xEF\xBB\xBF")))
		w->at = 3;
	skip_space(w);
	w->object = look(w) == '{';
	if (!w->object && look(w) != '[')
		return here(w, fault, N_("A list was expected here."));
	w->at++;
	return OK;
}

static enum err finish(struct json_walk *w, struct json_fault *fault)
{
	w->at++;
	w->ended = true;
	skip_space(w);
	if (w->at < w->text.n)
		return here(w, fault, N_("There is something after the end of the list."));
	return ERR_NOT_FOUND;
}

static enum err member_name(struct json_walk *w, struct json_piece *piece, struct json_fault *fault)
{
	size_t from = w->at + 1;

	if (look(w) != '"' || !skip_text(w))
		return here(w, fault, N_("A name in quotes was expected here."));
	piece->name = str_slice(w->text, from, w->at - 1);
	skip_space(w);
	if (look(w) != ':')
		return here(w, fault, N_("A colon is missing after a name."));
	w->at++;
	skip_space(w);
	return OK;
}

enum err json_walk_next(struct json_walk *w, struct json_piece *piece, struct json_fault *fault)
{
	size_t from;

	*piece = (struct json_piece){ .line = 0 };
	skip_space(w);
	if (look(w) == (w->object ? '}' : ']'))
		return finish(w, fault);
	if (w->begun) {
		if (look(w) != ',')
			return here(w, fault, w->at < w->text.n
				? N_("A comma is missing between two entries.")
				: N_("The text ends too early: a quote or a bracket is not closed."));
		w->at++;
		skip_space(w);
	}
	w->begun = true;
	if (w->object)
		TRY(member_name(w, piece, fault));
	piece->line = w->line;
	from = w->at;
	TRY(skip_value(w, fault));
	piece->text = str_slice(w->text, from, w->at);
	return OK;
}
