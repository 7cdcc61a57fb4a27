/* handover_page.c -- what would help; then where to, what may be told, yes, saved. */
#include "handover/handover_parts.h"
#include "area/area.h"
#include "consent/consent.h"
#include "contact/contact.h"
#include "form/form.h"
#include "kind/kind.h"
#include "linkage/linkage.h"
#include "meeting/meeting.h"
#include "participant/participant.h"
#include "task/task.h"

#include <string.h>

enum { PEOPLE_MOST = 100, PARENTS_MOST = 10, DAYS_AHEAD = 14, DAY_S = 86400, PLACE_MOST = 100, OFFERED_CLASSES = 5 };

/* Who is handed over, and what the first page said. */
struct handover {
	struct participant p;             /* id 0: somebody new */
	struct linkage_line parent;       /* l.id 0: none */
	struct str nickname, need, place;
	bool chosen;                      /* a person was given in the address, or a loop */
};

struct class_row {
	const char *code, *label;
	bool on;
};

struct handover_view {
	const struct handover *h;
	struct str action, back, home, home_text, number, key, called, parent_name, target, urgency, decline, phone;
	struct proposals found;
	struct class_row classes[OFFERED_CLASSES];
	size_t nclasses;
	const struct task_person *people;
	size_t npeople;
	const struct linkage_line *known; /* somebody who is on their way already, each once */
	size_t nknown;
	int64_t companion;
	bool yes, sure, asks_sure, may_end_parent, outside;
	const struct problems *bad;
};

#include "handover_html.h"

/* What may be ticked; the first two are so from the start. */
static const struct {
	unsigned bit;
	bool usual, known_only;
} offered[OFFERED_CLASSES] = {
	{ CLASS_NICKNAME, true, false }, { CLASS_CONTACT, true, false }, { CLASS_NEED, false, false }, { CLASS_LANGUAGE, false, false },
	{ CLASS_FIRST_NAME, false, true },
};

static int64_t number_of(const struct values *v, const char *name)
{
	int64_t n;

	return str_int(value_of(v, name), &n) && n > 0 ? n : 0;
}

static struct str text_of(const struct values *v, const char *name)
{
	struct str s = str_trim(value_of(v, name));

	return s.p ? s : S("");
}

/* Where whoever asks hands people over: who serves them may, and a partner from outside. */
static const struct grant *sending(const struct ctx *ctx)
{
	for (size_t i = 0; i < ctx->who->ngrants; i++)
		if (access_roles[ctx->who->grants[i].role].perms >> PERSON_SEND & 1)
			return &ctx->who->grants[i];
	return NULL;
}

struct grant handover_place(const struct ctx *ctx)
{
	const struct grant *g = sending(ctx);

	return g ? *g : (struct grant){ ROLE_COORDINATOR, 0, 0 };
}

/* Where one comes back to. */
static void set_home(struct ctx *ctx, struct handover_view *v)
{
	bool outside = is_sender(ctx->who);

	v->outside = outside;
	v->home = page_url(ctx, outside ? "/work/send" : "/work/loops");
	v->home_text = outside ? tr(ctx, "Hand people over") : tr(ctx, "On their way");
}

static enum err read_person(struct ctx *ctx, int64_t id, struct handover *h)
{
	if (!id)
		return OK;
	TRY(participant_find(ctx, id, &h->p));
	h->chosen = true;
	return participant_may_see(ctx, &h->p) ? OK : ERR_NOT_FOUND;
}

static enum err read_handover(struct ctx *ctx, const struct values *v, struct handover *h)
{
	int64_t loop = number_of(v, "loop"), person = number_of(v, "person");

	*h = (struct handover){ .nickname = text_of(v, "nickname"), .need = text_of(v, "need"), .place = utf8_first(text_of(v, "place"), PLACE_MOST) };
	if (loop) {
		TRY(linkage_find(ctx, loop, &h->parent));
		person = h->parent.l.participant;
		if (!h->need.n)
			h->need = h->parent.l.need;
	}
	return read_person(ctx, person, h);
}

static enum err begin(struct ctx *ctx, const struct req *req, struct reply *rep, struct frame *f)
{
	*f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Hand somebody over"));
	f->no_index = true;
	rep->private_page = true;
	return frame_begin_html(ctx, f);
}

/* --- the first page: what would help -------------------------------------------------------------------------- */

static bool is_among(const struct linkage_line *lines, size_t n, int64_t participant)
{
	for (size_t i = 0; i < n; i++)
		if (lines[i].l.participant == participant)
			return true;
	return false;
}

/* Those for whom one answers already: somebody who comes back is not written down as somebody new. */
static enum err fill_known(struct ctx *ctx, struct handover_view *v)
{
	struct linkage_line *lines, *known;
	size_t n;

	TRY(linkage_waiting(ctx, PEOPLE_MOST, &lines, &n));
	known = arena_array(ctx->arena, n, struct linkage_line);
	for (size_t i = 0; i < n; i++)
		if (lines[i].nickname.n && !is_among(known, v->nknown, lines[i].l.participant))
			known[v->nknown++] = lines[i];
	v->known = known;
	return OK;
}

static enum err show_needs(struct ctx *ctx, const struct req *req, struct reply *rep, const struct handover *h, const struct problems *bad)
{
	struct handover_view v = { .h = h, .action = page_url(ctx, "/work/handover/places"), .bad = bad,
				   .called = h->p.nickname };
	struct frame f;

	set_home(ctx, &v);
	if (!h->p.id && !v.outside)
		TRY(fill_known(ctx, &v));
	TRY(begin(ctx, req, rep, &f));
	TRY(needs_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err needs_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct handover h;

	TRY(read_handover(ctx, &req->query, &h));
	/* A partner outside knows where they are, and so do we. */
	if (is_sender(ctx->who) && handover_place(ctx).area)
		h.place = area_name_of(ctx, handover_place(ctx).area);
	return show_needs(ctx, req, rep, &h, NULL);
}

/* --- the second page: where to, what may be told, yes ------------------------------------------------------------- */

static void fill_classes(const struct handover *h, const struct values *v, bool fresh, struct handover_view *view)
{
	for (size_t i = 0; i < OFFERED_CLASSES; i++) {
		const struct choice *c = &consent_classes[__builtin_ctz(offered[i].bit)];
		if (offered[i].known_only && h->p.level != PARTICIPANT_KNOWN)
			continue;
		view->classes[view->nclasses++] = (struct class_row){ c->code, c->label, fresh ? offered[i].usual : value_has(v, "told", c->code) };
	}
}

/* Where they have been sent already is not proposed once more. */
static enum err propose(struct ctx *ctx, const struct handover *h, struct proposals *out)
{
	int64_t but[PARENTS_MOST];
	size_t n = 0;

	if (h->parent.l.id)
		but[n++] = h->parent.l.target;
	return handover_propose(ctx, h->need, h->place, but, n, out);
}

static enum err show_places(struct ctx *ctx, const struct req *req, struct reply *rep, const struct handover *h, bool fresh, const struct problems *bad)
{
	struct handover_view *v = arena_new_of(ctx->arena, struct handover_view);
	struct grant g = handover_place(ctx);
	struct task_person *people;
	struct frame f;

	*v = (struct handover_view){ .h = h, .action = page_url(ctx, "/work/handover"), .back = page_url(ctx, "/work/handover"), .key = page_key(ctx),
				     .called = h->p.nickname, .parent_name = h->parent.to_name, .target = text_of(&req->body, "target"),
				     .urgency = fresh ? S("normal") : text_of(&req->body, "urgency"), .decline = text_of(&req->body, "decline"),
				     .phone = text_of(&req->body, "phone"), .companion = number_of(&req->body, "companion"), .yes = !fresh && str_is(value_of(&req->body, "yes")), .bad = bad };
	v->asks_sure = bad && problem_of(bad, "sure");
	v->may_end_parent = h->parent.l.id && linkage_fits(&h->parent.l, S("cannot"));
	fill_classes(h, &req->body, fresh, v);
	TRY(propose(ctx, h, &v->found));
	set_home(ctx, v);
	TRY(handover_number(ctx, v->outside ? g.org : 0, &v->number));
	if (!v->outside) {
		TRY(task_people(ctx, TASK_DO, g.org, g.area, PEOPLE_MOST, &people, &v->npeople));
		v->people = people;
	}
	TRY(begin(ctx, req, rep, &f));
	TRY(places_html(ctx, v));
	return frame_end_html(ctx, &f);
}

/* Without a need that we know, no place can be proposed: the first page again. */
static enum err ask_need(struct ctx *ctx, const struct req *req, struct reply *rep, const struct handover *h)
{
	struct problems bad = { 0 };

	rep->status = 422;
	problem(&bad, "need", N_("Choose what would help."));
	return show_needs(ctx, req, rep, h, &bad);
}

static enum err places_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct handover h;

	TRY(read_handover(ctx, &req->body, &h));
	return choice_label(kind_needs, h.need) ? show_places(ctx, req, rep, &h, true, NULL) : ask_need(ctx, req, rep, &h);
}

/* --- saved ------------------------------------------------------------------------------------------------------------ */

static enum err new_person(struct ctx *ctx, struct handover *h, int64_t area, struct problems *bad)
{
	struct grant g = handover_place(ctx);

	h->p = (struct participant){ .org = g.org, .area = g.area ? g.area : area, .role = S("person"), .lang = str_of(ctx->lang),
				     .nickname = h->nickname };
	return participant_new(ctx, &h->p, bad);
}

static struct str witness(const struct ctx *ctx)
{
	return str_of(access_roles[handover_place(ctx).role].code);
}

/* They sit here and say how they may be reached: only that makes them more known. */
static enum err keep_contact(struct ctx *ctx, const struct req *req, const struct handover *h, struct problems *bad)
{
	struct contact_channel c = { .participant = h->p.id, .type = S("phone"), .address = text_of(&req->body, "phone"), .shown_name = S(""),
				     .stop_day = DAY_NONE };

	if (!c.address.n)
		return OK;
	contact_time(S("any"), &c);
	TRY(participant_up(ctx, h->p.id, S(""), witness(ctx), bad));
	return bad->n ? OK : contact_add(ctx, &c, bad);
}

static unsigned told_of(const struct values *v)
{
	unsigned told = 0;

	for (size_t i = 0; i < OFFERED_CLASSES; i++)
		if (value_has(v, "told", consent_classes[__builtin_ctz(offered[i].bit)].code))
			told |= offered[i].bit;
	return told;
}

/* The next date of a meeting that was chosen, so that somebody asks afterwards. */
static enum err next_date(struct ctx *ctx, const struct linkage *l, int64_t *at)
{
	struct occurrence o[8];
	struct timetable t;
	struct meeting m;
	size_t n;

	*at = 0;
	if (!str_same(l->to_kind, "meeting"))
		return OK;
	TRY(meeting_get(ctx, l->target, &m));
	if (meeting_timetable(ctx, &m, &t))
		return OK;
	n = occurrences(&t, ctx->now + 1, ctx->now + (int64_t)DAYS_AHEAD * DAY_S, false, o, 8);
	for (size_t i = 0; i < n && !*at; i++)
		if (o[i].state == OCCURRENCE_PLANNED || o[i].state == OCCURRENCE_MOVED)
			*at = o[i].starts;
	return OK;
}

/* A meeting was chosen as it was handed over: it is agreed. */
static enum err choose(struct ctx *ctx, struct linkage *l, struct problems *bad)
{
	struct linkage_act a = { .event = S("chosen") };

	if (!str_same(l->mode, "introduction"))
		return OK;
	TRY(next_date(ctx, l, &a.at));
	return linkage_do(ctx, l, BY_STAFF, &a, bad);
}

static enum err end_parent(struct ctx *ctx, const struct req *req, struct handover *h, struct problems *bad)
{
	struct linkage_act a = { .event = S("cannot"), .decline = text_of(&req->body, "decline") };

	if (!h->parent.l.id || !a.decline.n || !linkage_fits(&h->parent.l, a.event))
		return OK;
	return linkage_do(ctx, &h->parent.l, BY_STAFF, &a, bad);
}

static enum err warn_of_circle(struct ctx *ctx, const struct req *req, const struct handover *h, int64_t target, struct problems *bad)
{
	bool circle = false;

	if (h->parent.l.id)
		TRY(linkage_is_circle(ctx, h->parent.l.id, target, &circle));
	return circle && !str_is(value_of(&req->body, "sure")) ? problem(bad, "sure", N_("They have been asked already. Tick below to ask them once more.")) : OK;
}

static enum err store(struct ctx *ctx, const struct req *req, struct handover *h, struct linkage *l, struct problems *bad)
{
	struct str yes = str_is(value_of(&req->body, "yes")) ? witness(ctx) : S("");
	struct proposals near = { .n = 0 };

	TRY(warn_of_circle(ctx, req, h, l->target, bad));
	if (!h->p.id && h->place.n)
		TRY(handover_propose(ctx, h->need, h->place, NULL, 0, &near));
	if (!h->p.id)
		TRY(new_person(ctx, h, near.area, bad));
	if (bad->n)
		return OK;
	l->participant = h->p.id;
	TRY(keep_contact(ctx, req, h, bad));
	TRY(end_parent(ctx, req, h, bad));
	if (!bad->n)
		TRY(linkage_begin(ctx, l, yes, bad));
	return bad->n ? OK : choose(ctx, l, bad);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct linkage l = { .told = told_of(&req->body), .urgency = text_of(&req->body, "urgency"), .target = number_of(&req->body, "target"),
			     .companion = number_of(&req->body, "companion") };
	struct handover h, as_typed;

	TRY(read_handover(ctx, &req->body, &h));
	if (!choice_label(kind_needs, h.need))
		return ask_need(ctx, req, rep, &h);
	as_typed = h;
	if (!l.target)
		l.target = number_of(&req->body, "other");
	l.need = h.need;
	l.parent = h.parent.l.id;
	TRY(store(ctx, req, &h, &l, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, arena_printf(ctx->arena, is_sender(ctx->who) ? "/work/send/%lld/card" : "/work/loops/%lld/card",
								      (long long)l.id).p));
	rep->status = 422;
	return show_places(ctx, req, rep, &as_typed, false, &bad);
}

const struct route handover_routes[] = {
	{ "GET", "/:lang/work/handover", PERSON_SEND, needs_page, 0, NULL },
	{ "POST", "/:lang/work/handover/places", PERSON_SEND, places_page, ROUTE_ASKS, NULL },
	{ "POST", "/:lang/work/handover", PERSON_SEND, save, 0, NULL },
	{ "GET", "/:lang/work/send", PERSON_SEND, handover_send_page, 0, NULL },
	{ "GET", "/:lang/work/send/left", PERSON_SEND, handover_left_page, 0, NULL },
	{ "POST", "/:lang/work/send/:id/left", PERSON_SEND, handover_left_post, 0, NULL },
	{ "POST", "/:lang/work/send/:id/back", PERSON_SEND, handover_back_post, 0, NULL },
	{ 0 }
};
