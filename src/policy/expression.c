/*
 * expression.c -- facts with and, or, not and brackets; yes, no and not known.
 *
 * Kleene's strong logic: "not known" passes through unless the other side decides alone.  So a person who would rather
 * not say one thing is not told "no" by it, and a "no" that is certain is not hidden by a silence.
 */
#include "policy/policy.h"

#include <string.h>

enum { DEEP_MOST = 40, NODES_MOST = 200 };

enum node_kind { NODE_FACT, NODE_NOT, NODE_AND, NODE_OR };

struct policy_node {
	enum node_kind kind;
	enum policy_fact fact;
	const struct policy_node *a, *b;
};

const char *const policy_facts[POLICY_FACTS] = {
	"been_in_treatment", "wants_support", "drug_free", "stable_substitution", "illegal_use", "substitution_branch",
};

struct parser {
	struct arena *arena;
	struct str text, word;            /* word: the next one; empty at the end */
	size_t at;
	int deep, nodes;
	const char *why;
	struct str gap;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80;
}

static void next(struct parser *p)
{
	size_t from;

	while (p->at < p->text.n && strchr(" \t\r\n", p->text.p[p->at]))
		p->at++;
	from = p->at;
	if (p->at < p->text.n && !is_letter(p->text.p[p->at]))
		p->at++;
	else
		while (p->at < p->text.n && is_letter(p->text.p[p->at]))
			p->at++;
	p->word = str_slice(p->text, from, p->at);
}

static const struct policy_node *stop(struct parser *p, const char *why)
{
	if (!p->why) {
		p->why = why;
		p->gap = p->word;
	}
	return NULL;
}

static const struct policy_node *node(struct parser *p, enum node_kind kind, const struct policy_node *a, const struct policy_node *b)
{
	struct policy_node *n;

	if (++p->nodes > NODES_MOST)
		return stop(p, N_("The rule is too long. Divide it, or say it more simply."));
	n = arena_new_of(p->arena, struct policy_node);
	*n = (struct policy_node){ .kind = kind, .a = a, .b = b };
	return n;
}

static const struct policy_node *parse_or(struct parser *);

static const struct policy_node *parse_fact(struct parser *p)
{
	for (int i = 0; i < POLICY_FACTS; i++)
		if (str_same(p->word, policy_facts[i])) {
			struct policy_node *n = (struct policy_node *)node(p, NODE_FACT, NULL, NULL);
			if (n)
				n->fact = (enum policy_fact)i;
			next(p);
			return n;
		}
	if (!p->word.n)
		return stop(p, N_("Something is missing at the end of the rule."));
	return stop(p, N_("We know no fact “{x}”. The facts stand below the field."));
}

static const struct policy_node *parse_one(struct parser *p)
{
	const struct policy_node *n;

	if (p->deep >= DEEP_MOST)
		return stop(p, N_("The rule is too long. Divide it, or say it more simply."));
	if (str_same(p->word, "not")) {
		next(p);
		p->deep++;
		n = parse_one(p);
		p->deep--;
		return n ? node(p, NODE_NOT, n, NULL) : NULL;
	}
	if (!str_same(p->word, "("))
		return parse_fact(p);
	next(p);
	p->deep++;
	n = parse_or(p);
	p->deep--;
	if (n && !str_same(p->word, ")"))
		return stop(p, N_("A bracket is opened and not closed."));
	next(p);
	return n;
}

static const struct policy_node *parse_and(struct parser *p)
{
	const struct policy_node *n = parse_one(p), *other;

	while (n && str_same(p->word, "and")) {
		next(p);
		other = parse_one(p);
		n = other ? node(p, NODE_AND, n, other) : NULL;
	}
	return n;
}

static const struct policy_node *parse_or(struct parser *p)
{
	const struct policy_node *n = parse_and(p), *other;

	while (n && str_same(p->word, "or")) {
		next(p);
		other = parse_and(p);
		n = other ? node(p, NODE_OR, n, other) : NULL;
	}
	return n;
}

const struct policy_node *policy_parse(struct arena *a, struct str text, const char **why, struct str *gap)
{
	struct parser p = { .arena = a, .text = text };
	const struct policy_node *n;

	next(&p);
	n = parse_or(&p);
	if (n && p.word.n)
		n = stop(&p, N_("We do not understand “{x}” here. Facts are joined by and, or, not and brackets."));
	*why = p.why;
	*gap = p.gap;
	return n;
}

static enum tri least(enum tri a, enum tri b)
{
	return a < b ? a : b;
}

static enum tri most(enum tri a, enum tri b)
{
	return a > b ? a : b;
}

enum tri policy_eval(const struct policy_node *n, const enum tri facts[POLICY_FACTS])
{
	switch (n->kind) {
	case NODE_FACT:
		return facts[n->fact];
	case NODE_NOT:
		return (enum tri)(TRI_YES - policy_eval(n->a, facts));
	case NODE_AND:
		return least(policy_eval(n->a, facts), policy_eval(n->b, facts));
	default:
		return most(policy_eval(n->a, facts), policy_eval(n->b, facts));
	}
}
