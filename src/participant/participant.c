/* participant.c -- a person as the house knows them: never more than they said. */
#include "participant/participant.h"
#include "base/rng.h"
#include "event/event.h"
#include "form/form.h"

#include "participant_sql.h"

const struct choice participant_roles[] = {
	{ "person", N_("For myself") }, { "relative", N_("I am close to somebody") }, { "young", N_("I am under 18") }, { NULL, NULL }
};

/* --- seal and open -------------------------------------------------------------------------------------------- */

static struct str key_place(struct ctx *ctx, int64_t id, const char *which)
{
	return arena_printf(ctx->arena, "participant_key.%s/%lld", which, (long long)id);
}

static struct str place_of(struct ctx *ctx, const struct participant_lock *l, const char *place, int64_t row)
{
	return arena_printf(ctx->arena, "%s/%lld/%lld", place, (long long)l->id, (long long)row);
}

enum err participant_lock_of(struct ctx *ctx, int64_t id, struct str data, struct str vault, struct participant_lock *l)
{
	l->id = id;
	l->has_vault = vault.n > 0;
	TRY(crypt_subkey_open(ctx, key_place(ctx, id, "data"), data, &l->data));
	return l->has_vault ? crypt_subkey_open(ctx, key_place(ctx, id, "vault"), vault, &l->vault) : OK;
}

enum err participant_lock(struct ctx *ctx, int64_t id, struct participant_lock *l)
{
	struct participant_keys_of row;

	TRY(participant_keys_of(ctx, id, &row));
	return participant_lock_of(ctx, id, row.data, row.vault, l);
}

enum err participant_seal(struct ctx *ctx, const struct participant_lock *l, enum participant_box box, const char *place, int64_t row,
			  struct str text, struct str *sealed)
{
	if (box == BOX_VAULT && !l->has_vault)
		return fail(ctx, ERR_DENIED, "nothing is kept in the vault of a person of level 2");
	*sealed = crypt_seal_by(ctx, box == BOX_VAULT ? &l->vault : &l->data, place_of(ctx, l, place, row), text);
	return OK;
}

enum err participant_open(struct ctx *ctx, const struct participant_lock *l, enum participant_box box, const char *place, int64_t row,
			  struct str sealed, struct str *text)
{
	if (box == BOX_VAULT && !l->has_vault)
		return fail(ctx, ERR_DENIED, "the vault of this person is gone");
	return crypt_open_by(ctx, box == BOX_VAULT ? &l->vault : &l->data, place_of(ctx, l, place, row), sealed, text);
}

/* --- somebody new, somebody known --------------------------------------------------------------------------------- */

static const struct field own_words[] = {
	F(struct participant, nickname, FIELD_TEXT, FIELD_GUARDED | FIELD_PRIVATE, 0, PARTICIPANT_NICKNAME_MOST, N_("What may we call you?")),
	F_END
};

static enum err seal_nickname(struct ctx *ctx, const struct participant_lock *l, const struct participant *p, struct str *sealed)
{
	return participant_seal(ctx, l, BOX_DATA, "participant.nickname", 0, p->nickname.p ? p->nickname : S(""), sealed);
}

enum err participant_new(struct ctx *ctx, struct participant *p, struct problems *bad)
{
	struct participant_lock l = { 0 };
	struct str data, nickname;
	int64_t changed;

	form_guard(ctx, own_words, p, bad);
	if (bad->n)
		return OK;
	p->id = l.id = id_new(ctx->house->rng, ctx->now);
	p->level = PARTICIPANT_CODE;
	p->made_at = p->seen_at = ctx->now;
	data = crypt_subkey_new(ctx, key_place(ctx, l.id, "data"), &l.data);
	TRY(seal_nickname(ctx, &l, p, &nickname));
	TRY(participant_put(ctx, p->id, p->org, p->area, p->level, p->role, p->lang, nickname, p->shielded, ctx->now, &changed));
	TRY(participant_key_put(ctx, p->id, data, S(""), &changed));
	return event_add(ctx, "participant.added", p->id, STR_ABSENT);
}

static enum err from_row(struct ctx *ctx, const struct participant_row *r, struct participant *p)
{
	struct participant_lock l;

	*p = (struct participant){ .id = r->id, .org = r->org, .area = r->area, .level = r->level, .role = r->role, .lang = r->lang,
				   .shielded = r->protected, .made_at = r->made_at, .seen_at = r->seen_at };
	TRY(participant_lock_of(ctx, r->id, r->data, r->vault, &l));
	return participant_open(ctx, &l, BOX_DATA, "participant.nickname", 0, r->nickname, &p->nickname);
}

enum err participant_find(struct ctx *ctx, int64_t id, struct participant *p)
{
	struct participant_row r;

	TRY(participant_row(ctx, id, &r));
	return from_row(ctx, &r, p);
}

enum err participant_change(struct ctx *ctx, const struct participant *p, struct problems *bad)
{
	struct participant_lock l;
	struct str nickname;
	int64_t changed;

	form_guard(ctx, own_words, p, bad);
	if (bad->n)
		return OK;
	TRY(participant_lock(ctx, p->id, &l));
	TRY(seal_nickname(ctx, &l, p, &nickname));
	TRY(participant_change_row(ctx, p->id, p->org, p->area, p->lang, nickname, p->shielded, &changed));
	return changed ? event_add(ctx, "participant.saved", p->id, STR_ABSENT) : ERR_NOT_FOUND;
}

bool participant_may_see(const struct ctx *ctx, const struct participant *p)
{
	return ctx->who->participant == p->id || may_for(ctx->who, PERSON_SERVE, p->org, p->area);
}

enum err participant_see(struct ctx *ctx, int64_t id, struct participant *p)
{
	TRY(participant_find(ctx, id, p));
	return participant_may_see(ctx, p) ? OK : ERR_NOT_FOUND;
}

enum err participant_of_req(struct ctx *ctx, const struct req *req, struct participant *p)
{
	int64_t id;

	return req_id(req, "id", &id) ? participant_see(ctx, id, p) : ERR_NOT_FOUND;
}

struct str participant_called(struct ctx *ctx, struct str nickname)
{
	return nickname.n ? nickname : tr(ctx, "Somebody without a name");
}

bool participant_may_begin(const struct ctx *ctx, const struct participant *p)
{
	return participant_may_see(ctx, p) || (p->made_at == ctx->now && may_for(ctx->who, PERSON_SEND, p->org, p->area));
}

enum err participant_sign(struct ctx *ctx, int64_t id)
{
	int64_t changed;

	return participant_seen(ctx, id, ctx->now, &changed);
}

/* --- levels ------------------------------------------------------------------------------------------------------------ */

/* Only the person raises their level; with staff only when they are present and say so. */
static bool is_own_act(const struct ctx *ctx, int64_t id, struct str spoken)
{
	return ctx->who->participant == id || spoken.n > 0;
}

static enum err put_name(struct ctx *ctx, const struct participant_lock *l, struct str name)
{
	struct str sealed;
	int64_t changed;

	if (!name.n)
		return OK;
	TRY(participant_seal(ctx, l, BOX_VAULT, "participant_person.name", 0, name, &sealed));
	return participant_person_put(ctx, l->id, sealed, &changed);
}

enum err participant_up(struct ctx *ctx, int64_t id, struct str name, struct str spoken, struct problems *bad)
{
	struct participant_lock l;
	struct str masked, kept;
	const char *wrong = guard_number(ctx, name, &masked);
	int64_t changed;

	if (!is_own_act(ctx, id, spoken))
		return ERR_DENIED;
	if (wrong)
		return problem(bad, "name", wrong);
	TRY(participant_lock(ctx, id, &l));
	if (!l.has_vault) {
		kept = crypt_subkey_new(ctx, key_place(ctx, id, "vault"), &l.vault);
		l.has_vault = true;
		TRY(participant_vault_set(ctx, id, kept, ctx->now, &changed));
		TRY(participant_level_set(ctx, id, PARTICIPANT_KNOWN, &changed));
		TRY(event_add(ctx, "participant.up", id, spoken));
	}
	return put_name(ctx, &l, name);
}

enum err participant_down(struct ctx *ctx, int64_t id)
{
	int64_t changed;

	TRY(participant_vault_set(ctx, id, S(""), ctx->now, &changed));
	if (!changed)
		return ERR_NOT_FOUND;
	TRY(participant_person_drop(ctx, id, &changed));
	TRY(participant_level_set(ctx, id, PARTICIPANT_CODE, &changed));
	TRY(participant_tombstone_put(ctx, id, S("vault"), ctx->now, &changed));
	return event_add(ctx, "participant.down", id, STR_ABSENT);
}

enum err participant_name(struct ctx *ctx, int64_t id, struct str *name)
{
	struct participant_person_of row;
	struct participant_lock l;
	enum err e = participant_person_of(ctx, id, &row);

	*name = S("");
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(participant_lock(ctx, id, &l));
	return participant_open(ctx, &l, BOX_VAULT, "participant_person.name", 0, row.name, name);
}

/* --- gone ---------------------------------------------------------------------------------------------------------------- */

static enum err destroy(struct ctx *ctx, int64_t id, int64_t *was_there)
{
	int64_t changed;

	TRY(participant_key_drop(ctx, id, was_there));
	TRY(participant_return_drop(ctx, id, &changed));
	TRY(participant_sessions_drop(ctx, id, 0, &changed));
	TRY(participant_person_drop(ctx, id, &changed));
	return participant_erase_row(ctx, id, ctx->now, &changed);
}

enum err participant_erase(struct ctx *ctx, int64_t id)
{
	int64_t was_there, changed;

	TRY(destroy(ctx, id, &was_there));
	if (!was_there)
		return ERR_NOT_FOUND;
	TRY(participant_tombstone_put(ctx, id, S("erased"), ctx->now, &changed));
	return event_add(ctx, "participant.erased", id, STR_ABSENT);
}

enum err participant_tombstones(struct ctx *ctx, int64_t after, int64_t most, struct participant_tombstone **out, size_t *n)
{
	struct participant_tombstones_row *rows;

	TRY(participant_tombstones_row(ctx, after, most, &rows, n));
	*out = arena_array(ctx->arena, *n, struct participant_tombstone);
	for (size_t i = 0; i < *n; i++)
		(*out)[i] = (struct participant_tombstone){ rows[i].participant, rows[i].at, rows[i].what };
	return OK;
}

enum err participant_bury(struct ctx *ctx, const struct participant_tombstone *t, bool *was_there)
{
	int64_t n = 0, changed;

	if (str_same(t->what, "erased")) {
		TRY(destroy(ctx, t->participant, &n));
	} else {
		TRY(participant_vault_bury(ctx, t->participant, t->at, &n));
		if (n) {
			TRY(participant_person_drop(ctx, t->participant, &changed));
			TRY(participant_level_set(ctx, t->participant, PARTICIPANT_CODE, &changed));
		}
	}
	*was_there = n > 0;
	return participant_tombstone_put(ctx, t->participant, t->what, t->at, &changed);
}
