/* entry_page.c -- hours, costs and income of a grant, who is paid what, and one's own hours. */
#include "grant/views.h"
#include "account/account.h"

#include <string.h>

enum { FIELDS_MOST = 12, OWN_DAYS = 62 };

#include "grant_forms_html.h"

/* What a form of this file holds. */
struct typed {
	struct str person, line, hours, activity, voucher, note, name, login;
	day_t day, from_day;
	int64_t amount, rate;
};

static const struct choice no_choices[] = { { NULL, NULL } };

#define T(member, kind, ...) F(struct typed, member, kind, __VA_ARGS__)
#define NOTE T(note, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 160, .label = N_("Note"), .hint = N_("About the matter, never about a participant."))
#define DAY T(day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("Day"))
#define HOURS T(hours, FIELD_TEXT, .flags = FIELD_REQUIRED, .most = 8, .label = N_("Hours worked"), .hint = N_("For example 7,5 or 7:30."))
#define ACTIVITY T(activity, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = grant_activities, .label = N_("What the time went to"))

static const struct field hours_fields[] = {
	T(person, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = no_choices, .label = N_("Who")), DAY, HOURS, ACTIVITY, NOTE,
	T(line, FIELD_CHOICE, .choices = no_choices, .label = N_("Budget line")), F_END
};
static const struct field own_fields[] = {
	T(person, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = no_choices, .label = N_("Grant")), DAY, HOURS, ACTIVITY, NOTE, F_END
};
static const struct field cost_fields[] = {
	DAY, T(line, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = no_choices, .label = N_("Budget line")),
	T(amount, FIELD_MONEY, .flags = FIELD_REQUIRED, .label = N_("Amount")),
	T(voucher, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .most = 40, .label = N_("Number of the voucher")), NOTE, F_END
};
static const struct field income_fields[] = {
	DAY, T(amount, FIELD_MONEY, .flags = FIELD_REQUIRED, .label = N_("Amount")), NOTE, F_END
};
static const struct field people_fields[] = {
	T(name, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 80, .label = N_("Name"),
	  .hint = N_("The same name again gives the same person a new rate.")),
	T(login, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 80, .label = N_("Name of the log-in"), .hint = N_("Then the person can write the hours.")),
	T(from_day, FIELD_DATE, .flags = FIELD_REQUIRED, .label = N_("From which day on")),
	T(rate, FIELD_MONEY, .flags = FIELD_REQUIRED, .label = N_("What an hour costs")), F_END
};

static struct typed blank(struct ctx *ctx)
{
	return (struct typed){ .day = page_today(ctx), .from_day = DAY_NONE, .amount = INT64_MIN, .rate = INT64_MIN };
}

static void choose(struct field *fields, const char *name, const struct choice *choices)
{
	for (; fields->name; fields++)
		if (!strcmp(fields->name, name))
			fields->choices = choices;
}

/* The field table with the people and lines of this grant in it. */
static enum err fields_of(struct ctx *ctx, const struct field *table, const struct grant_book *b, const char *kind, struct field **out)
{
	struct choice *people, *of_kind;
	struct grant_person *p;
	struct grant_line *l;
	size_t np, nl, n = 0;

	*out = arena_array(ctx->arena, FIELDS_MOST, struct field);
	for (; table[n].name; n++)
		(*out)[n] = table[n];
	TRY(grant_persons(ctx, b->id, page_today(ctx), &p, &np));
	TRY(grant_budget(ctx, b->id, &l, &nl));
	people = arena_array(ctx->arena, np + 1, struct choice);
	of_kind = arena_array(ctx->arena, nl + 1, struct choice);
	for (size_t i = 0; i < np; i++)
		people[i] = (struct choice){ page_id(ctx, p[i].id).p, arena_z(ctx->arena, p[i].name) };
	n = 0;
	for (size_t i = 0; i < nl; i++)
		if (str_same(l[i].kind, kind))
			of_kind[n++] = (struct choice){ page_id(ctx, l[i].id).p, arena_z(ctx->arena, l[i].name) };
	choose(*out, "person", people);
	choose(*out, "line", of_kind);
	return OK;
}

struct form_page {
	const struct field *table;
	const char *kind, *tail, *title;      /* of the lines; of the address; N_ */
};
static const struct form_page hours_page = { hours_fields, "hours", "/hours", N_("Hours worked") };
static const struct form_page cost_page = { cost_fields, "cost", "/costs", N_("Cost") };
static const struct form_page income_page = { income_fields, "", "/income", N_("Income") };
static const struct form_page people_page = { people_fields, "", "/people", N_("People and pay") };

static enum err fill_rates(struct ctx *ctx, const struct grant_book *b, struct form_page_view *v)
{
	struct grant_person *p;

	TRY(grant_persons(ctx, b->id, page_today(ctx), &p, &v->nlist));
	v->list = arena_array(ctx->arena, v->nlist, struct str);
	v->list_title = tr(ctx, "Who is paid");
	for (size_t i = 0; i < v->nlist; i++)
		v->list[i] = p[i].rate ? TR_FILL(ctx, tr(ctx, "{name}: {amount} an hour"), { "name", p[i].name }, { "amount", grant_money(ctx, p[i].rate) }) :
					 TR_FILL(ctx, tr(ctx, "{name}: no rate yet"), { "name", p[i].name });
	return OK;
}

static enum err show(struct ctx *ctx, const struct req *req, const struct grant_book *b, const struct form_page *page, const struct values *typed,
		     const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "Grants"));
	struct form_page_view v = { .key = page_key(ctx), .back = grant_url(ctx, b, ""), .back_name = b->name, .action = grant_url(ctx, b, page->tail),
				    .title = tr_of(ctx, str_of(page->title)) };
	struct typed t = blank(ctx);
	struct values stored = { 0 };
	struct field *fields;

	TRY(fields_of(ctx, page->table, b, page->kind, &fields));
	if (!typed)
		form_write(ctx, fields, &t, &stored);
	v.form = (struct form_view){ fields, typed ? typed : &stored, bad };
	if (str_is(value_of(&req->query, "saved")))
		v.said = tr(ctx, "Saved. The next one can be written.");
	if (page == &people_page)
		TRY(fill_rates(ctx, b, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(grant_form_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

static enum err form(struct ctx *ctx, const struct req *req, const struct form_page *page)
{
	struct grant_book b;

	TRY(grant_asked(ctx, req, true, &b));
	return show(ctx, req, &b, page, NULL, NULL);
}

static struct str text(struct str s)
{
	return s.p ? s : S("");
}

static int64_t id_of(struct str s)
{
	int64_t id = 0;

	return str_int(text(s), &id) ? id : 0;
}

/* Minutes; less than none when it was typed so, none when it is no number. */
static int64_t minutes_of(struct str typed)
{
	struct str s = str_trim(text(typed));
	int64_t minutes = 0;

	if (str_starts(s, S("-")) || str_starts(s, S("−")))
		return -1;
	return grant_parse_hours(s, &minutes) ? minutes : 0;
}

/* Whoever is not of this grant is nobody here. */
static enum err check_person(struct ctx *ctx, const struct grant_book *b, int64_t staff, struct problems *bad)
{
	struct grant_person *p;
	size_t n;

	TRY(grant_persons(ctx, b->id, page_today(ctx), &p, &n));
	for (size_t i = 0; i < n; i++)
		if (p[i].id == staff)
			return OK;
	return problem_once(bad, "person", N_("Choose one of the answers in the list."));
}

static enum err find_login(struct ctx *ctx, struct str name, int64_t *account, struct problems *bad)
{
	struct account a;
	enum err e;

	*account = 0;
	if (!str_is(name))
		return OK;
	e = account_of_name(ctx, name, &a);
	if (e == ERR_NOT_FOUND)
		return problem(bad, "login", N_("Nobody logs in under this name."));
	*account = e ? 0 : a.id;
	return e;
}

static enum err store(struct ctx *ctx, const struct grant_book *b, const struct form_page *page, const struct typed *t, struct problems *bad)
{
	struct grant_entry e = { .book = b->id, .line = id_of(t->line), .day = t->day, .staff = id_of(t->person), .minutes = minutes_of(t->hours),
				 .activity = text(t->activity), .amount = t->amount == INT64_MIN ? 0 : t->amount, .voucher = text(t->voucher), .note = text(t->note) };
	int64_t account;

	if (page == &people_page) {
		TRY(find_login(ctx, t->login, &account, bad));
		return grant_pay(ctx, b, text(t->name), account, t->from_day, t->rate == INT64_MIN ? 0 : t->rate, bad);
	}
	if (page == &cost_page)
		return grant_book_cost(ctx, &e, bad);
	if (page == &income_page)
		return grant_book_income(ctx, &e, bad);
	TRY(check_person(ctx, b, e.staff, bad));
	return problem_of(bad, "person") ? OK : grant_book_hours(ctx, &e, bad);
}

static enum err add(struct ctx *ctx, const struct req *req, struct reply *rep, const struct form_page *page)
{
	struct problems bad = { 0 };
	struct grant_book b;
	struct field *fields;
	struct typed t = blank(ctx);

	TRY(grant_asked(ctx, req, true, &b));
	TRY(fields_of(ctx, page->table, &b, page->kind, &fields));
	TRY(form_read(ctx, fields, &req->body, &t, &bad));
	TRY(store(ctx, &b, page, &t, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, arena_cat(ctx->arena, grant_url(ctx, &b, page->tail), S("?saved=1")));
	rep->status = 422;
	return show(ctx, req, &b, page, &req->body, &bad);
}

enum err grant_hours_form(struct ctx *ctx, const struct req *req, struct reply *rep) { (void)rep; return form(ctx, req, &hours_page); }
enum err grant_hours_add(struct ctx *ctx, const struct req *req, struct reply *rep) { return add(ctx, req, rep, &hours_page); }
enum err grant_cost_form(struct ctx *ctx, const struct req *req, struct reply *rep) { (void)rep; return form(ctx, req, &cost_page); }
enum err grant_cost_add(struct ctx *ctx, const struct req *req, struct reply *rep) { return add(ctx, req, rep, &cost_page); }
enum err grant_income_form(struct ctx *ctx, const struct req *req, struct reply *rep) { (void)rep; return form(ctx, req, &income_page); }
enum err grant_income_add(struct ctx *ctx, const struct req *req, struct reply *rep) { return add(ctx, req, rep, &income_page); }
enum err grant_people_form(struct ctx *ctx, const struct req *req, struct reply *rep) { (void)rep; return form(ctx, req, &people_page); }
enum err grant_people_add(struct ctx *ctx, const struct req *req, struct reply *rep) { return add(ctx, req, rep, &people_page); }

/* --- one's own hours ----------------------------------------------------------------------------------------------------- */

static enum err fill_own(struct ctx *ctx, struct form_page_view *v)
{
	day_t today = page_today(ctx);
	struct grant_entry *e;

	TRY(grant_own_hours(ctx, ctx->who->account, today - OWN_DAYS, today, &e, &v->nlist));
	v->list_title = tr(ctx, "Your hours of the last two months");
	v->list = arena_array(ctx->arena, v->nlist, struct str);
	for (size_t i = 0; i < v->nlist; i++) {
		const char *activity = choice_label(grant_activities, e[i].activity);
		v->list[i] = TR_FILL(ctx, tr(ctx, "{date}: {hours} hours, {activity}, {amount} {currency}"), { "date", tr_date_short(ctx, e[i].day) },
				     { "hours", grant_hours(ctx, e[i].minutes) }, { "activity", tr_small(ctx, tr_of(ctx, str_of(activity ? activity : ""))) },
				     { "amount", grant_money(ctx, e[i].amount) }, { "currency", e[i].currency });
	}
	return OK;
}

static enum err own_fields_of(struct ctx *ctx, struct field **out, struct grant_person **people, size_t *n)
{
	struct choice *c;
	struct str *books;
	size_t i = 0;

	TRY(grant_paid_by(ctx, ctx->who->account, people, &books, n));
	*out = arena_array(ctx->arena, FIELDS_MOST, struct field);
	for (; own_fields[i].name; i++)
		(*out)[i] = own_fields[i];
	c = arena_array(ctx->arena, *n + 1, struct choice);
	for (i = 0; i < *n; i++)
		c[i] = (struct choice){ page_id(ctx, (*people)[i].id).p, arena_z(ctx->arena, books[i]) };
	choose(*out, "person", c);
	return OK;
}

static enum err show_own(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "My hours"));
	struct form_page_view v = { .key = page_key(ctx), .back = page_url(ctx, "/work"), .back_name = tr(ctx, "Today"), .action = page_url(ctx, "/work/hours"),
				    .title = tr(ctx, "My hours") };
	struct typed t = blank(ctx);
	struct values stored = { 0 };
	struct grant_person *people;
	struct field *fields;
	size_t n;

	TRY(own_fields_of(ctx, &fields, &people, &n));
	if (n)
		t.person = page_id(ctx, people[0].id);
	if (!typed)
		form_write(ctx, fields, &t, &stored);
	v.form = (struct form_view){ fields, typed ? typed : &stored, bad };
	if (str_is(value_of(&req->query, "saved")))
		v.said = tr(ctx, "Saved. The next one can be written.");
	TRY(fill_own(ctx, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(n ? grant_form_html(ctx, &v) : grant_nobody_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

enum err grant_own_form(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	return show_own(ctx, req, NULL, NULL);
}

enum err grant_own_add(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct problems bad = { 0 };
	struct typed t = blank(ctx);
	struct grant_person *people;
	struct grant_entry e;
	struct field *fields;
	bool mine = false;
	size_t n;

	TRY(own_fields_of(ctx, &fields, &people, &n));
	TRY(form_read(ctx, fields, &req->body, &t, &bad));
	for (size_t i = 0; i < n; i++)
		mine |= people[i].id == id_of(t.person);
	if (!mine)
		problem_once(&bad, "person", N_("Choose one of the answers in the list."));
	e = (struct grant_entry){ .staff = id_of(t.person), .day = t.day, .minutes = minutes_of(t.hours), .activity = text(t.activity), .note = text(t.note) };
	if (mine)
		TRY(grant_book_hours(ctx, &e, &bad));
	if (!bad.n)
		return reply_see(ctx, rep, page_url(ctx, "/work/hours?saved=1"));
	rep->status = 422;
	return show_own(ctx, req, &req->body, &bad);
}
