/* house_page.c -- the house itself: its name, how it can be reached, and whether it is well. */
#include "hall/hall.h"
#include "event/event.h"

#include <string.h>
#include <sys/statvfs.h>

#include "hall_sql.h"

/* What can be set in the browser; each member is a row of hall_setting. */
struct settings {
	struct str name, lang, origin, contact_phone, contact_email;
	bool neutral;
};

static const struct choice lang_choices[] = { { "da", "Dansk" }, { "en", "English" }, { 0 } };

static const struct field settings_fields[] = {
	F(struct settings, name, FIELD_TEXT, .flags = FIELD_REQUIRED | FIELD_GUARDED, .least = 2, .most = 60,
	  .label = N_("Name of the house"), .hint = N_("It stands on every page."), .group = N_("What everybody sees")),
	F(struct settings, lang, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = lang_choices,
	  .label = N_("Language for those whose browser says nothing")),
	F(struct settings, contact_phone, FIELD_PHONE, .label = N_("Phone of those who run the page"),
	  .hint = N_("Never the number of one person.")),
	F(struct settings, contact_email, FIELD_EMAIL, .most = 120, .label = N_("E-mail of those who run the page"),
	  .hint = N_("Never the address of one person.")),
	F(struct settings, neutral, FIELD_BOOL, .label = N_("Neutral titles"),
	  .hint = N_("A browser's tabs and history then show only the name of the house.")),
	F(struct settings, origin, FIELD_URL, .most = 200, .label = N_("Public address"),
	  .hint = N_("For feeds, calendars and links, for example https://example.org."), .group = N_("For other programs")),
	F_END
};

struct house_view {
	struct form_view form;
	struct str key, action, dir, backup, diary, database, room, version;
	bool backup_old, saved;
};

#include "house_html.h"

enum { DAY_S = 86400, BACKUP_OLD_DAYS = 7, SETTINGS_MOST = 200 };

static enum err read_settings(struct ctx *ctx, struct settings *s, int64_t *backup_at)
{
	struct hall_setting_all *rows;
	struct values typed = { 0 };
	struct problems ignored = { 0 };
	size_t n;

	*backup_at = 0;
	TRY(hall_setting_all(ctx, SETTINGS_MOST, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		/* Boxes that are not ticked are not sent by a browser, either. */
		if (!str_same(rows[i].value, "0"))
			value_add(ctx->arena, &typed, rows[i].name, rows[i].value);
		if (str_same(rows[i].name, "backup_at"))
			str_int(rows[i].value, backup_at);
	}
	TRY(form_read(ctx, settings_fields, &typed, s, &ignored));
	if (!str_is(s->name))
		s->name = ctx->house->name;
	if (!str_is(s->lang))
		s->lang = str_of(ctx->house->lang ? ctx->house->lang : "da");
	return OK;
}

/* --- is it well? ------------------------------------------------------------------------------------------ */

static struct str backup_text(struct ctx *ctx, int64_t at, bool *old)
{
	int64_t days = (ctx->now - at) / DAY_S;

	/* A demonstration has nothing that could be lost. */
	*old = !ctx->house->demo && (!at || days > BACKUP_OLD_DAYS);
	if (!at)
		return tr(ctx, "There is no proven backup yet.");
	return days < 1 ? tr(ctx, "Last proven backup: today.") :
			  trn(ctx, "Last proven backup {n} day ago.", "Last proven backup {n} days ago.", days);
}

static struct str room_text(struct ctx *ctx)
{
	struct statvfs fs;

	if (!ctx->house->dir || statvfs(ctx->house->dir, &fs))
		return S("");
	return arena_printf(ctx->arena, "%.*s GB", STR_ARG(tr_decimal(ctx, (double)fs.f_bavail * (double)fs.f_frsize / 1e9, 1)));
}

static enum err look(struct ctx *ctx, int64_t backup_at, struct house_view *v)
{
	int64_t lines;

	TRY(event_newest(ctx, &lines));
	v->backup = backup_text(ctx, backup_at, &v->backup_old);
	v->diary = trn(ctx, "{n} line", "{n} lines", lines);
	v->database = db_is_pg(ctx->db) ? S("PostgreSQL") : S("SQLite");
	v->room = room_text(ctx);
	v->version = S(SAMHOLD_VERSION);
	v->dir = str_of(ctx->house->dir ? ctx->house->dir : "DIR");
	return OK;
}

/* --- the page ---------------------------------------------------------------------------------------------- */

static enum err show(struct ctx *ctx, const struct req *req, const struct values *typed, const struct problems *bad)
{
	struct frame f = page_frame(ctx, req, FRAME_WORK, tr(ctx, "The house"));
	struct values stored = { 0 };
	struct house_view v = { .form = { settings_fields, typed ? typed : &stored, bad }, .key = page_key(ctx),
				.action = page_url(ctx, "/work/house"), .saved = str_is(value_of(&req->query, "saved")) };
	struct settings s = { 0 };
	int64_t backup_at;

	TRY(read_settings(ctx, &s, &backup_at));
	if (!typed)
		form_write(ctx, settings_fields, &s, &stored);
	TRY(look(ctx, backup_at, &v));
	TRY(frame_begin_html(ctx, &f));
	TRY(house_html(ctx, &v));
	return frame_end_html(ctx, &f);
}

/* Who administers one organisation does not keep the whole house. */
static bool keeps_the_house(const struct ctx *ctx)
{
	return may_for(ctx->who, HOUSE_CARE, 0, 0);
}

static enum err house_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	(void)rep;
	if (!keeps_the_house(ctx))
		return ERR_DENIED;
	return show(ctx, req, NULL, NULL);
}

static enum err put(struct ctx *ctx, const char *name, struct str value)
{
	int64_t changed;

	return hall_setting_put(ctx, str_of(name), value.p ? value : S(""), &changed);
}

static enum err store(struct ctx *ctx, const struct settings *s)
{
	struct str origin = s->origin.p ? s->origin : S("");

	TRY(put(ctx, "name", s->name));
	TRY(put(ctx, "lang", s->lang));
	TRY(put(ctx, "contact_phone", s->contact_phone));
	TRY(put(ctx, "contact_email", s->contact_email));
	TRY(put(ctx, "neutral", s->neutral ? S("1") : S("0")));
	TRY(put(ctx, "origin", str_ends(origin, S("/")) ? str_slice(origin, 0, origin.n - 1) : origin));
	return event_add(ctx, "hall.settings_saved", 0, STR_ABSENT);
}

static enum err save(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct settings s = { 0 };
	struct problems bad = { 0 };

	if (!keeps_the_house(ctx))
		return ERR_DENIED;
	TRY(form_read(ctx, settings_fields, &req->body, &s, &bad));
	if (bad.n) {
		rep->status = 422;
		return show(ctx, req, &req->body, &bad);
	}
	TRY(store(ctx, &s));
	/* Read again after the commit: see rooms_catch_up. */
	ctx->house->metrics->settings_changed = true;
	return reply_see(ctx, rep, page_url(ctx, "/work/house?saved=1"));
}

const struct route hall_house_routes[] = {
	{ "GET", "/:lang/work/house", HOUSE_CARE, house_page, 0, NULL },
	{ "POST", "/:lang/work/house", HOUSE_CARE, save, 0, NULL },
	{ 0 }
};
