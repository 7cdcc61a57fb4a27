/*
 * way_page.c -- the person's own ways to be reached: which there are, one more on which a text may come, and stop.
 *
 * Whoever adds one says here that they may be reached that way; nobody is asked for one.
 */
#include "outbox/outbox_parts.h"

#include <string.h>

struct way_wish {
	struct str type, address, time, shown_name;
	day_t stop_day;
};

static const struct choice only_mail[] = { { "email", N_("E-mail") }, { NULL, NULL } };
static const struct choice types[] = { { "email", N_("E-mail") }, { "sms", N_("Text message") }, { NULL, NULL } };

static const struct field way_fields[] = {
	F(struct way_wish, type, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = types, .label = N_("How?")),
	F(struct way_wish, address, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_PRIVATE, .least = 1, .most = 120, .label = N_("Address or number"),
	  .hint = N_("One that only you read.")),
	F(struct way_wish, time, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = contact_times, .label = N_("When may a message come?")),
	F(struct way_wish, shown_name, FIELD_TEXT, .flags = FIELD_GUARDED | FIELD_PRIVATE, .most = 40, .label = N_("Name in the message"),
	  .hint = N_("You may leave it out.")),
	F(struct way_wish, stop_day, FIELD_DATE, .label = N_("Last day"), .hint = N_("Then it stops by itself. You may leave it out.")),
	F_END
};

enum { WAYS_MOST = 20, DAY_S = 86400, HOUR_S = 3600, LETTERS = 8, FIELDS = sizeof way_fields / sizeof *way_fields };

struct way_row {
	int64_t id;
	struct str type, address, when;
	bool open;
};

struct ways_view {
	struct form_view form;
	struct str here, back, key;
	struct way_row *rows;
	size_t n;
	struct outbox_letter letters[LETTERS];
	size_t nletters;
	bool closed, saved, stopped;
};



#include "outbox_parts_html.h"
#include "outbox_way_html.h"

static struct str type_of(struct ctx *ctx, struct str code)
{
	const char *label = choice_label(task_channels, code);

	return label ? tr_of(ctx, str_of(label)) : code;
}

static bool is_open(struct ctx *ctx, const struct contact_channel *c)
{
	return !c->stopped_at && (c->stop_day == DAY_NONE || c->stop_day >= page_today(ctx));
}

/* All messages that can come, exactly as they would come by this way, with tomorrow for a time. */
static enum err fill_letters(struct ctx *ctx, const struct participant *p, const struct contact_channel *way, struct ways_view *v)
{
	static const struct { enum outbox_say say; const char *kind; } all[LETTERS] = {
		{ SAY_TOMORROW, "loop_time" }, { SAY_MOVED, "call_moved" }, { SAY_CALL, "call_agreed" }, { SAY_DAY, "last_day" }, { SAY_RIDE, "ride_set" },
		{ SAY_RIDE_SEARCH, "ride_search" }, { SAY_RIDE_OFF, "ride_off" }, { SAY_YES_ENDS, "yes_ends" },
	};
	struct outbox_gaps gaps = { .at = ctx->now + DAY_S, .home_at = ctx->now + DAY_S + 2 * HOUR_S, .out_how = S("driver"), .home_how = S("driver") };

	for (; v->nletters < LETTERS; v->nletters++) {
		struct outbox_message m = { .participant = p->id, .kind = all[v->nletters].kind, .to_kind = "channel", .to = way->id, .org = p->org,
					    .lang = str_same(p->lang, "en") ? "en" : "da" };
		outbox_say(ctx, m.lang, all[v->nletters].say, gaps, &m.about, &m.words);
		TRY(outbox_preview(ctx, &m, &v->letters[v->nletters]));
	}
	return OK;
}

static enum err fill_ways(struct ctx *ctx, const struct participant *p, const struct outbox_road *r, struct ways_view *v)
{
	struct contact_channel *all;

	if (p->level != PARTICIPANT_KNOWN)
		return OK;
	TRY(contact_list(ctx, p->id, WAYS_MOST, &all, &v->n));
	v->rows = arena_array(ctx->arena, v->n, struct way_row);
	for (size_t i = 0; i < v->n; i++) {
		v->rows[i] = (struct way_row){ all[i].id, type_of(ctx, all[i].type), all[i].address, contact_time_words(ctx, &all[i]), is_open(ctx, &all[i]) };
		if (v->rows[i].open && !v->nletters && outbox_carries(r, all[i].type))
			TRY(fill_letters(ctx, p, &all[i], v));
	}
	return OK;
}

/* A way that the road does not carry is not offered. */
static const struct field *offered(struct ctx *ctx, const struct outbox_road *r)
{
	struct field *fields = arena_array(ctx->arena, FIELDS, struct field);

	memcpy(fields, way_fields, sizeof way_fields);
	if (!outbox_carries(r, S("sms")))
		fields[0].choices = only_mail;
	return fields;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "Your own page"));
	struct str done = value_of(&req->query, "done");
	struct ways_view v = { .form = { way_fields, typed, bad }, .here = page_url(ctx, "/mine/ways"), .back = page_url(ctx, "/mine"), .key = page_key(ctx),
			       .saved = str_same(done, "saved"), .stopped = str_same(done, "stopped") };
	struct participant p;
	struct outbox_road r;

	TRY(participant_find(ctx, ctx->who->participant, &p));
	TRY(outbox_road(ctx, &r));
	v.closed = str_same(r.road, "none");
	v.form.fields = offered(ctx, &r);
	TRY(fill_ways(ctx, &p, &r, &v));
	f.no_index = true;
	TRY(frame_begin_html(ctx, &f));
	TRY(ways_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err outbox_ways_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct values typed = { 0 };

	rep->private_page = true;
	value_add(ctx->arena, &typed, S("type"), S("email"));
	value_add(ctx->arena, &typed, S("time"), S("any"));
	return show(ctx, req, &typed, NULL);
}

static enum err check(struct ctx *ctx, const struct way_wish *w, struct problems *bad)
{
	struct outbox_letter letter = { .from_name = w->shown_name.p ? w->shown_name : S(""), .about = S(""), .words = S("") };
	struct outbox_road r;
	struct str word;

	TRY(outbox_road(ctx, &r));
	word = outbox_told(ctx, &r, &letter);
	if (word.n)
		problem_with(bad, "shown_name", N_("“{x}” is a word that never leaves the house. Choose another name."), word);
	if (!outbox_carries(&r, w->type))
		problem_once(bad, "type", N_("This house cannot write that way."));
	if (str_same(w->type, "email") && !mail_address_is(w->address))
		problem_once(bad, "address", N_("This is no e-mail address. Look whether a letter is missing."));
	if (w->stop_day != DAY_NONE && w->stop_day < page_today(ctx))
		problem_once(bad, "stop_day", N_("That day has passed. Choose a later one, or none."));
	return OK;
}

static enum err add(struct ctx *ctx, const struct way_wish *w, struct problems *bad)
{
	struct contact_channel way = { .participant = ctx->who->participant, .type = w->type, .address = w->address, .stop_day = w->stop_day,
				       .shown_name = w->shown_name.p ? w->shown_name : S("") };
	struct participant p;

	TRY(check(ctx, w, bad));
	if (!contact_time(w->time, &way))
		problem_once(bad, "time", N_("Choose when a message may come."));
	if (bad->n)
		return OK;
	TRY(participant_find(ctx, way.participant, &p));
	if (p.level != PARTICIPANT_KNOWN)
		TRY(participant_up(ctx, p.id, S(""), S(""), bad));
	if (!bad->n)
		TRY(contact_add(ctx, &way, bad));
	return bad->n ? OK : outbox_stop_keep(ctx, way.participant, way.id);
}

/* contact_add says "phone" where this form says "address". */
static void rename_problems(struct problems *bad)
{
	for (size_t i = 0; i < bad->n; i++)
		if (str_same(str_of(bad->at[i].field), "phone"))
			bad->at[i].field = "address";
}

enum err outbox_way_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct way_wish w = { 0 };

	rep->private_page = true;
	TRY(form_read(ctx, way_fields, &req->body, &w, &bad));
	if (!bad.n)
		TRY(add(ctx, &w, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/mine/ways?done=saved"));
	rename_problems(&bad);
	rep->status = 422;
	return show(ctx, req, &req->body, &bad);
}

enum err outbox_way_stop_post(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	int64_t id;

	if (!req_id(req, "id", &id))
		return ERR_NOT_FOUND;
	TRY(contact_stop(ctx, ctx->who->participant, id));
	return reply_see(ctx, rep, page_url(ctx, "/mine/ways?done=stopped"));
}
