/*
 * handovers.c -- in the house of the evenings: people on their way to a service, for the page of one of them, of the
 * place that answers by its link, and for handing over somebody more.
 */
#include "bench.h"
#include "kind/kind.h"
#include "linkage/linkage.h"
#include "service/service.h"

#include <stdio.h>

enum { ON_THEIR_WAY = 1000, HANDED_OVER = 60000, BATCH = 5000, PATH_BYTES = 1100 };

static enum err wrong(struct ctx *ctx, enum err e, const struct problems *bad)
{
	return e ? e : bad->n ? fail(ctx, ERR_INVALID, "%s: %s", bad->at[0].field, bad->at[0].text) : OK;
}

static struct str answer(struct ctx *ctx, const struct kind_field *f)
{
	switch (f->type) {
	case KIND_YES_NO:
		return S("yes");
	case KIND_CHOICE:
	case KIND_CHOICES:
		return f->options[0].code;
	case KIND_NUMBER:
		return arena_printf(ctx->arena, "%lld", (long long)f->least + 1);
	case KIND_MONEY:
		return S("100");
	case KIND_DATE:
		return day_str(ctx->arena, page_today(ctx) + 30);
	case KIND_URL:
		return S("https://example.org/more");
	default:
		return S("some words");
	}
}

/* What its kind asks before everybody may see it. */
static void set_facts(struct ctx *ctx, const struct kind *k, struct service_whole *w)
{
	struct service_fact *facts = arena_array(ctx->arena, k->nfields, struct service_fact);

	for (size_t i = 0; i < k->nfields; i++)
		if (k->fields[i].required && !k->fields[i].retired)
			facts[w->nfacts++] = (struct service_fact){ k->fields[i].code, answer(ctx, &k->fields[i]), S("") };
	w->facts = facts;
}

/* By telephone, free, for everybody. */
static enum err add_service(struct ctx *ctx, int64_t org, int64_t *id)
{
	struct service_schedule hours = { .rhythm = { .kind = RHYTHM_WEEKLY, .interval = 1, .first = DAY_NONE, .last = DAY_NONE, .weekdays = 0x3e },
					  .start_min = 9 * 60, .duration_min = 7 * 60, .zone = S("Europe/Copenhagen") };
	struct problems bad = { 0 };
	struct service_whole w;
	struct kind *kinds;
	size_t n;

	TRY(kind_seed(ctx));
	TRY(kind_list(ctx, &kinds, &n));
	w = service_blank(ctx, &kinds[0]);
	set_facts(ctx, &kinds[0], &w);
	w.s.state = S("running"), w.s.org = org, w.s.slug = S("help-with-papers"), w.s.name_en = S("Help with papers"), w.s.providers = S("community");
	w.s.description_da = S(""), w.s.description_en = S("Somebody reads the letter with you.");
	w.s.price_type = S("free"), w.s.languages = S("en"), w.s.children = S("unknown"), w.s.substitution = S("yes"), w.s.mode = S("online");
	w.s.phone = S("+4570203040"), w.s.conference_url = S("https://example.org/room"), w.s.expectations_en = S("Nothing."), w.s.secular_en = S("None known.");
	w.schedules = &hours, w.nschedules = 1;
	TRY(wrong(ctx, service_save(ctx, &w, &bad), &bad));
	*id = w.s.id;
	return service_set_verified(ctx, w.s.id, S("keeper"), ctx->now);
}

static enum err open_file(struct ctx *ctx, const char *to, const char *name, FILE **out)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof path, "%s/%s", to, name);
	*out = fopen(path, "w");
	return *out ? OK : fail(ctx, ERR_IO, "%s cannot be written", path);
}

/* One person, on their way, with a link for the place. */
static enum err add_loop(struct ctx *ctx, int64_t org, int64_t service, FILE *person, FILE *partner)
{
	struct participant p = { .org = org, .role = S("person"), .lang = S("en"), .nickname = S("Somebody") };
	struct linkage l = { .need = S("papers"), .target = service, .told = 1, .urgency = S("normal") };
	struct problems bad = { 0 };
	struct str token;

	TRY(wrong(ctx, participant_new(ctx, &p, &bad), &bad));
	l.participant = p.id;
	TRY(wrong(ctx, linkage_begin(ctx, &l, S("coordinator"), &bad), &bad));
	TRY(linkage_link_new(ctx, &l, &token));
	fprintf(person, "GET\t/en/work/loops/%lld\n", (long long)l.id);
	fprintf(partner, "GET\t/en/l/%.*s\n", STR_ARG(token));
	return OK;
}

static enum err add_loops(struct ctx *ctx, const char *to, int64_t org, int64_t service)
{
	FILE *person, *partner;
	enum err e = OK;

	TRY(open_file(ctx, to, "person.txt", &person));
	TRY(open_file(ctx, to, "partner.txt", &partner));
	for (int i = 0; i < ON_THEIR_WAY && !e; i++)
		e = add_loop(ctx, org, service, person, partner);
	return fclose(person) || fclose(partner) ? fail(ctx, ERR_IO, "the people on their way could not be written") : e;
}

/* Somebody new each time, who says yes to their nickname being told. */
static enum err write_forms(struct ctx *ctx, const char *to, int64_t service)
{
	FILE *f;

	TRY(open_file(ctx, to, "handover.txt", &f));
	for (int i = 0; i < HANDED_OVER; i++) {
		struct str key = page_key(ctx);
		fprintf(f, "POST\t/en/work/handover\tkey=%.*s&need=papers&nickname=Somebody&target=%lld&urgency=normal&told=nickname&yes=1\n", STR_ARG(key),
			(long long)service);
		if (i % BATCH == BATCH - 1)
			arena_reset(ctx->arena);
	}
	return fclose(f) ? fail(ctx, ERR_IO, "handover.txt could not be written") : OK;
}

enum err handovers_write(struct worker *worker, const char *to, int64_t org, const struct who *coordinator)
{
	static struct grant grant = { .role = ROLE_COORDINATOR };
	struct ctx *ctx = worker_begin(worker);
	struct who who = *coordinator;
	int64_t service;

	grant.org = org;
	who.grants = &grant, who.ngrants = 1, who.name = S("Coordinator");
	TRY(db_begin(ctx, DB_WRITE));
	ctx->who = &(struct who){ .local = true };
	TRY(add_service(ctx, org, &service));
	ctx->who = &who;
	TRY(add_loops(ctx, to, org, service));
	TRY(db_commit(ctx));
	return write_forms(ctx, to, service);
}
