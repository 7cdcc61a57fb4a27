/* participant_test.c -- somebody is as known as they want to be, and gone when they want to be. */
#include "world.h"
#include "participant/participant.h"

static struct participant somebody(struct world *w, const char *nickname)
{
	struct participant p = { .nickname = str_of(nickname), .role = S("person"), .lang = S("da") };
	struct problems bad = { 0 };

	ok(participant_new(w->ctx, &p, &bad) == OK && !bad.n && p.id);
	return p;
}

TEST(a_nickname_stands_sealed_in_the_database_and_opens_for_its_person_only)
{
	struct world *w = world_new();
	struct participant karim = somebody(w, "Karim"), hanne = somebody(w, "Hanne"), found;
	struct str raw, other;

	ok(db_ask(w->ctx, arena_printf(w->arena, "SELECT nickname FROM participant WHERE id = %lld", (long long)karim.id).p, &raw) == OK);
	ok(raw.n > 40 && str_index(raw, S("Karim"), 0) == SIZE_MAX);
	ok(participant_find(w->ctx, karim.id, &found) == OK);
	same_text(found.nickname, "Karim");
	/* Somebody moves one sealed text to another person. */
	ok(db_ask(w->ctx, arena_printf(w->arena, "UPDATE participant SET nickname = (SELECT nickname FROM participant WHERE id = %lld) WHERE id = %lld RETURNING id",
				       (long long)karim.id, (long long)hanne.id).p, &other) == OK);
	ok(participant_find(w->ctx, hanne.id, &found) == ERR_DENIED);
	world_free(w);
}

TEST(a_civil_registration_number_is_no_nickname)
{
	struct world *w = world_new();
	struct participant p = { .nickname = S("Per 010190-1234"), .role = S("person"), .lang = S("da") };
	struct problems bad = { 0 };

	ok(participant_new(w->ctx, &p, &bad) == OK && bad.n == 1);
	world_free(w);
}

TEST(only_the_person_makes_themself_more_known)
{
	struct world *w = world_new();
	struct participant p = somebody(w, "Karim");
	struct problems bad = { 0 };
	struct str name;

	ok(participant_up(w->ctx, p.id, S("Karim Holm"), STR_ABSENT, &bad) == ERR_DENIED);
	ok(participant_up(w->ctx, p.id, S("Karim Holm"), S("coordinator"), &bad) == OK && !bad.n);
	ok(participant_name(w->ctx, p.id, &name) == OK);
	same_text(name, "Karim Holm");
	ok(participant_find(w->ctx, p.id, &p) == OK && p.level == PARTICIPANT_KNOWN);
	world_free(w);
}

TEST(going_down_destroys_the_name_and_keeps_what_is_theirs)
{
	struct world *w = world_new();
	struct participant p = somebody(w, "Karim");
	struct participant_lock before, after;
	struct problems bad = { 0 };
	struct str sealed, open, name;

	ok(participant_up(w->ctx, p.id, S("Karim Holm"), S("self"), &bad) == OK);
	ok(participant_lock(w->ctx, p.id, &before) == OK);
	ok(participant_seal(w->ctx, &before, BOX_VAULT, "test.place", 7, S("12345678"), &sealed) == OK);
	ok(participant_down(w->ctx, p.id) == OK);
	ok(participant_lock(w->ctx, p.id, &after) == OK && !after.has_vault);
	ok(participant_open(w->ctx, &after, BOX_VAULT, "test.place", 7, sealed, &open) == ERR_DENIED);
	ok(participant_name(w->ctx, p.id, &name) == OK && !name.n);
	ok(participant_find(w->ctx, p.id, &p) == OK && p.level == PARTICIPANT_CODE);
	same_text(p.nickname, "Karim");
	/* Up again: a new key, which does not open the old text. */
	ok(participant_up(w->ctx, p.id, S(""), S("self"), &bad) == OK);
	ok(participant_lock(w->ctx, p.id, &after) == OK && after.has_vault);
	ok(participant_open(w->ctx, &after, BOX_VAULT, "test.place", 7, sealed, &open) == ERR_DENIED);
	world_free(w);
}

TEST(an_erased_person_is_nobody_and_no_key_comes_back_for_them)
{
	struct world *w = world_new();
	struct participant p = somebody(w, "Karim"), found;
	struct participant_tombstone *t;
	struct str answer;
	bool was_there;
	size_t n;

	ok(participant_erase(w->ctx, p.id) == OK);
	ok(participant_find(w->ctx, p.id, &found) == ERR_NOT_FOUND);
	ok(participant_erase(w->ctx, p.id) == ERR_NOT_FOUND);
	ok(participant_tombstones(w->ctx, 0, 10, &t, &n) == OK && n == 1 && t[0].participant == p.id);
	same_text(t[0].what, "erased");
	ok(participant_bury(w->ctx, t, &was_there) == OK && !was_there);
	world_commit(w);
	ok(db_ask(w->ctx, arena_printf(w->arena, "INSERT INTO participant_key (participant, data) VALUES (%lld, 'x') RETURNING data",
				       (long long)p.id).p, &answer) != OK);
	world_free(w);
}

TEST(an_old_backup_brings_nobody_back_who_was_erased)
{
	struct world *w = world_new();
	struct participant p = somebody(w, "Karim"), found;
	bool was_there;

	/* The list of a newer folder meets a person that an older backup still has. */
	ok(participant_bury(w->ctx, &(struct participant_tombstone){ p.id, w->ctx->now, S("erased") }, &was_there) == OK && was_there);
	ok(participant_find(w->ctx, p.id, &found) == ERR_NOT_FOUND);
	world_free(w);
}

TEST(a_name_that_was_taken_back_stays_gone_and_one_given_since_stays)
{
	struct world *w = world_new();
	struct participant p = somebody(w, "Karim");
	struct problems bad = { 0 };
	struct str name;
	bool was_there;

	ok(participant_up(w->ctx, p.id, S("Karim Holm"), S("self"), &bad) == OK);
	ok(participant_bury(w->ctx, &(struct participant_tombstone){ p.id, w->ctx->now - 60, S("vault") }, &was_there) == OK && !was_there);
	ok(participant_name(w->ctx, p.id, &name) == OK && name.n);
	ok(participant_bury(w->ctx, &(struct participant_tombstone){ p.id, w->ctx->now + 60, S("vault") }, &was_there) == OK && was_there);
	ok(participant_name(w->ctx, p.id, &name) == OK && !name.n);
	world_free(w);
}

TEST(a_key_of_letters_opens_however_it_is_typed_and_a_slip_costs_no_look)
{
	struct world *w = world_new();
	struct participant p = somebody(w, "Karim");
	struct participant_candidate c;
	struct participant_entry e;
	char typed[64];

	ok(participant_key_make(w->ctx, KEY_AS_LETTERS, &c) == OK && c.text.n == 19);
	ok(participant_key_give(w->ctx, p.id, &c) == OK);
	ok(participant_entry_look(w->ctx, c.text, S("here"), &e) == OK && e.participant == p.id);
	/* Capitals, blanks for dashes. */
	for (size_t i = 0; i < c.text.n; i++)
		typed[i] = c.text.p[i] == '-' ? ' ' : c.text.p[i] >= 'a' && c.text.p[i] <= 'z' ? (char)(c.text.p[i] - 32) : c.text.p[i];
	ok(participant_entry_look(w->ctx, (struct str){ typed, c.text.n }, S("here"), &e) == OK && e.participant == p.id);
	typed[0] = typed[0] == 'A' ? 'B' : 'A';
	ok(participant_entry_look(w->ctx, (struct str){ typed, c.text.n }, S("here"), &e) == OK && !e.participant);
	same_int(e.slip, SLIP_LETTER);
	world_free(w);
}

TEST(a_key_of_danish_words_opens_on_the_english_page_and_without_its_digits)
{
	struct world *w = world_new();
	struct participant p = somebody(w, "Karim");
	struct participant_candidate c;
	struct participant_entry e;

	w->ctx->lang = "da";
	ok(participant_key_make(w->ctx, KEY_AS_WORDS, &c) == OK && participant_key_give(w->ctx, p.id, &c) == OK);
	w->ctx->lang = "en";
	ok(participant_entry_look(w->ctx, c.text, S("here"), &e) == OK && e.participant == p.id);
	ok(participant_entry_look(w->ctx, str_slice(c.text, 0, c.text.n - 3), S("here"), &e) == OK && e.participant == p.id);
	ok(participant_entry_look(w->ctx, str_slice(c.text, 1, c.text.n), S("here"), &e) == OK && !e.participant && e.slip);
	world_free(w);
}

TEST(slips_of_a_stranger_never_make_the_owner_of_a_key_wait)
{
	struct world *w = world_new();
	struct participant p = somebody(w, "Karim");
	struct participant_candidate c, other;
	struct participant_entry e;

	ok(participant_key_make(w->ctx, KEY_AS_WORDS, &c) == OK && participant_key_give(w->ctx, p.id, &c) == OK);
	ok(participant_key_make(w->ctx, KEY_AS_WORDS, &other) == OK);
	for (int i = 0; i < 9; i++) {
		ok(participant_entry_look(w->ctx, str_slice(c.text, 0, c.text.n - 6), S("there"), &e) == OK && e.slip);
		ok(participant_entry_wrong(w->ctx, &e) == OK);
	}
	ok(participant_entry_look(w->ctx, other.text, S("there"), &e) == OK && e.wait_s > 0);
	ok(participant_entry_look(w->ctx, c.text, S("here"), &e) == OK && e.participant == p.id);
	world_free(w);
}

TEST(a_new_key_ends_the_old_one)
{
	struct world *w = world_new();
	struct participant p = somebody(w, "Karim");
	struct participant_candidate one, two;
	struct participant_entry e;

	ok(participant_key_make(w->ctx, KEY_AS_WORDS, &one) == OK && participant_key_make(w->ctx, KEY_AS_LETTERS, &two) == OK);
	ok(participant_key_give(w->ctx, p.id, &one) == OK && participant_key_give(w->ctx, p.id, &two) == OK);
	ok(participant_entry_look(w->ctx, one.text, S("here"), &e) == OK && !e.participant && !e.slip);
	ok(participant_entry_look(w->ctx, two.text, S("here"), &e) == OK && e.participant == p.id);
	world_free(w);
}
