/*
 * table.c -- every column of every table about a participant: goes out under this label, or stays for this reason.
 *
 * A test reads the schema of the running database and fails when a column is in no row here, or a row is about a column
 * that is gone.  So whoever adds something about a person says in the same change what that person is shown of it.
 */
#include "rights/rights_rows.h"
#include "consent/consent.h"
#include "gate/gate.h"
#include "kind/kind.h"
#include "linkage/linkage.h"
#include "transition/transition.h"

#include "rights_sql.h"

READ(rights_self)
READ(rights_names)
READ(rights_keys)
READ(rights_sessions)
READ(rights_ways)
READ(rights_calls)
READ(rights_tasks)
READ(rights_tries)
READ(rights_consents)
READ(rights_told)
READ(rights_unusual)
READ(rights_looks)
READ(rights_loops)
READ(rights_steps)
READ(rights_links)
READ(rights_bridges)
READ(rights_bridge_steps)
READ(rights_bridge_links)
READ(rights_requests)
READ(rights_asks)
READ(rights_gates)

static const struct rights_column participant_columns[] = {
	LEFT(id, WHO_IT_IS),
	COL(rights_self, org, HOW_ORG, N_("Organisation"), NULL),
	COL(rights_self, area, HOW_AREA, N_("Municipality"), NULL),
	COL(rights_self, level, HOW_NUMBER, N_("How known you are: 2 by a key, 3 by name or number"), NULL),
	COL(rights_self, role, HOW_CODE, N_("Whom it is for"), participant_roles),
	COL(rights_self, lang, HOW_CODE, N_("Language"), rights_languages),
	COL(rights_self, nickname, HOW_DATA, N_("What we call you"), NULL),
	LEFT(protected, N_("Whether somebody here shields you from people around you. We tell you that in person: this page may be read over your shoulder.")),
	COL(rights_self, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_self, seen_at, HOW_TIME, N_("The last sign of you"), NULL),
	LEFT(erased_at, NOT_ERASED),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column participant_key_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(data, A_KEY),
	LEFT(vault, A_KEY),
	LEFT(vault_at, N_("When that key was made: the same as when your name was first written down.")),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column participant_person_columns[] = {
	LEFT(participant, WHO_IT_IS),
	COL(rights_names, name, HOW_VAULT, N_("Name"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column participant_return_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(tag, A_TAG),
	COL(rights_keys, made_at, HOW_TIME, N_("Made"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column participant_session_columns[] = {
	LEFT(tag, A_TAG),
	LEFT(id, NUMBER),
	LEFT(participant, WHO_IT_IS),
	COL(rights_sessions, made_at, HOW_TIME, N_("Opened"), NULL),
	COL(rights_sessions, seen_at, HOW_TIME, N_("Last used"), NULL),
	COL(rights_sessions, ends_at, HOW_TIME, N_("Closes at the latest"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column participant_tombstone_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(what, NOT_ERASED),
	LEFT(at, NOT_ERASED),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column contact_channel_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_ways, type, HOW_CODE, N_("Way"), rights_types),
	COL(rights_ways, address, HOW_VAULT, N_("Number or address"), NULL),
	LEFT(reach, A_TAG),
	COL(rights_ways, shown_name, HOW_VAULT, N_("Whom to ask for"), NULL),
	COL(rights_ways, weekdays, HOW_WEEKDAYS, N_("Days"), NULL),
	COL(rights_ways, from_min, HOW_MINUTES, N_("From"), NULL),
	COL(rights_ways, to_min, HOW_MINUTES, N_("Until"), NULL),
	COL(rights_ways, voice, HOW_YES, N_("A message may be left"), NULL),
	COL(rights_ways, others, HOW_YES, N_("Somebody else may answer"), NULL),
	COL(rights_ways, stop_day, HOW_DAY, N_("The last day"), NULL),
	COL(rights_ways, stopped_at, HOW_TIME, N_("Stopped"), NULL),
	COL(rights_ways, made_at, HOW_TIME, N_("Written down"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column call_request_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_calls, org, HOW_ORG, N_("Organisation"), NULL),
	COL(rights_calls, area, HOW_AREA, N_("Municipality"), NULL),
	LEFT(channel, NUMBER),
	LEFT(task, NUMBER),
	COL(rights_calls, promised_at, HOW_TIME, N_("Promised by"), NULL),
	COL(rights_calls, made_at, HOW_TIME, N_("Asked for"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column task_columns[] = {
	LEFT(id, NUMBER),
	COL(rights_tasks, org, HOW_ORG, N_("Organisation"), NULL),
	COL(rights_tasks, area, HOW_AREA, N_("Municipality"), NULL),
	LEFT(participant, WHO_IT_IS),
	COL(rights_tasks, kind, HOW_CODE, N_("What"), rights_tasks_kinds),
	LEFT(subject, NUMBER),
	COL(rights_tasks, owner, HOW_WHO, N_("Who answers for it"), NULL),
	COL(rights_tasks, deputy, HOW_WHO, N_("Deputy"), NULL),
	COL(rights_tasks, due_at, HOW_TIME, N_("Due"), NULL),
	COL(rights_tasks, red, HOW_YES, N_("In a hurry"), NULL),
	LEFT(once, NUMBER),
	LEFT(acked_at, HOW_WE_WORK),
	COL(rights_tasks, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_tasks, done_at, HOW_TIME, N_("Done"), NULL),
	COL(rights_tasks, result, HOW_TEXT, N_("How it ended"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column task_attempt_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_tries, kind, HOW_CODE, N_("What for"), rights_tries_kinds),
	LEFT(subject, NUMBER),
	COL(rights_tries, account, HOW_WHO, N_("Who"), NULL),
	COL(rights_tries, channel, HOW_CODE, N_("Way"), task_channels),
	COL(rights_tries, result, HOW_CODE, N_("How it went"), task_results),
	COL(rights_tries, minutes, HOW_NUMBER, N_("Minutes"), NULL),
	COL(rights_tries, at, HOW_TIME, N_("When"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column consent_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_consents, from_org, HOW_ORG, N_("Who may tell"), NULL),
	LEFT(to_kind, N_("It is shown with who may know.")),
	COL(rights_consents, receiver, HOW_RECEIVER, N_("Who may know"), NULL),
	COL(rights_consents, classes, HOW_CLASSES, N_("What"), NULL),
	COL(rights_consents, purpose, HOW_CODE, N_("What for"), consent_purposes),
	COL(rights_consents, starts_at, HOW_TIME, N_("From"), NULL),
	COL(rights_consents, start_day, HOW_DAY, N_("The first day"), NULL),
	COL(rights_consents, end_day, HOW_DAY, N_("The last day"), NULL),
	LEFT(ends_at, N_("The same as the last day.")),
	COL(rights_consents, form, HOW_CODE, N_("How you said it"), consent_forms),
	COL(rights_consents, witness, HOW_TEXT, N_("Who heard it, as a role"), NULL),
	COL(rights_consents, version, HOW_NUMBER, N_("Version of the text"), NULL),
	COL(rights_consents, account, HOW_WHO, N_("Who wrote it down"), NULL),
	LEFT(said, N_("The same once more, sealed, so that nobody can change it behind your back.")),
	COL(rights_consents, stopped_at, HOW_TIME, N_("Stopped"), NULL),
	COL(rights_consents, replaced_at, HOW_TIME, N_("Another one took its place"), NULL),
	COL(rights_consents, told_at, HOW_TIME, N_("They were told that it has stopped"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column consent_disclosure_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	LEFT(consent, NUMBER),
	LEFT(to_kind, N_("It is shown with who was told.")),
	COL(rights_told, receiver, HOW_RECEIVER, N_("Who was told"), NULL),
	COL(rights_told, classes, HOW_CLASSES, N_("What"), NULL),
	COL(rights_told, purpose, HOW_CODE, N_("What for"), consent_purposes),
	COL(rights_told, at, HOW_TIME, N_("When"), NULL),
	COL(rights_told, account, HOW_WHO, N_("By whom"), NULL),
	COL(rights_told, notice, HOW_NUMBER, N_("Version of the notice that went along"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column consent_unusual_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_unusual, account, HOW_WHO, N_("Who"), NULL),
	COL(rights_unusual, class, HOW_CODE, N_("At what"), consent_looked_at),
	COL(rights_unusual, why, HOW_CODE, N_("Why"), consent_reasons),
	COL(rights_unusual, at, HOW_TIME, N_("When"), NULL),
	COL(rights_unusual, reviewed_at, HOW_TIME, N_("Gone through"), NULL),
	COL(rights_unusual, reviewer, HOW_WHO, N_("By whom"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column event_columns[] = {
	LEFT(n, NUMBER),
	COL(rights_looks, at, HOW_TIME, N_("When"), NULL),
	COL(rights_looks, account, HOW_WHO, N_("Who"), NULL),
	COL(rights_looks, what, HOW_CODE, N_("What"), rights_events),
	LEFT(subject, WHO_IT_IS),
	COL(rights_looks, detail, HOW_TEXT, N_("More"), NULL),
	LEFT(hash, A_TAG),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column linkage_loop_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_loops, org, HOW_ORG, N_("Organisation"), NULL),
	COL(rights_loops, area, HOW_AREA, N_("Municipality"), NULL),
	COL(rights_loops, mode, HOW_CODE, N_("Way"), rights_ways_in),
	COL(rights_loops, need, HOW_CODE, N_("What you need"), kind_needs),
	LEFT(to_kind, N_("It is shown with where to.")),
	COL(rights_loops, target, HOW_RECEIVER, N_("Where to"), NULL),
	COL(rights_loops, told, HOW_CLASSES, N_("What may be told there"), NULL),
	LEFT(consent, NUMBER),
	COL(rights_loops, urgency, HOW_CODE, N_("How urgent"), linkage_urgencies),
	COL(rights_loops, owner, HOW_WHO, N_("Who answers for it"), NULL),
	COL(rights_loops, deputy, HOW_WHO, N_("Deputy"), NULL),
	COL(rights_loops, sender, HOW_WHO, N_("Who handed over"), NULL),
	COL(rights_loops, companion, HOW_WHO, N_("Who goes along"), NULL),
	LEFT(parent, NUMBER),
	COL(rights_loops, state, HOW_CODE, N_("How it stands"), linkage_states),
	LEFT(steps, N_("How many lines there are: they go out themselves.")),
	COL(rights_loops, end_class, HOW_CODE, N_("How it ended"), linkage_ends),
	COL(rights_loops, evidence, HOW_CODE, N_("Who said that you came"), linkage_evidence),
	COL(rights_loops, decline, HOW_CODE, N_("Why they could not"), linkage_declines),
	COL(rights_loops, answer, HOW_CODE, N_("Your answer"), linkage_answers),
	COL(rights_loops, next_due_at, HOW_TIME, N_("The next date"), NULL),
	LEFT(acked_at, HOW_WE_WORK),
	COL(rights_loops, booked_at, HOW_TIME, N_("Expected"), NULL),
	COL(rights_loops, wait_until, HOW_DAY, N_("Wait until"), NULL),
	COL(rights_loops, place, HOW_NUMBER, N_("Place in the line"), NULL),
	COL(rights_loops, missed, HOW_NUMBER, N_("Times that it did not come to be"), NULL),
	COL(rights_loops, visits, HOW_NUMBER, N_("Visits"), NULL),
	COL(rights_loops, ask_again, HOW_DAY, N_("May be asked again from"), NULL),
	COL(rights_loops, tell, HOW_YES, N_("Who introduced you may know that you came"), NULL),
	COL(rights_loops, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_loops, state_at, HOW_TIME, N_("So since"), NULL),
	COL(rights_loops, ended_at, HOW_TIME, N_("Ended"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column linkage_step_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(linkage, NUMBER),
	LEFT(n, NUMBER),
	COL(rights_steps, event, HOW_CODE, N_("What"), linkage_events),
	COL(rights_steps, from_state, HOW_CODE, N_("From"), linkage_states),
	COL(rights_steps, to_state, HOW_CODE, N_("To"), linkage_states),
	COL(rights_steps, by_what, HOW_CODE, N_("By what"), rights_by_what),
	COL(rights_steps, account, HOW_WHO, N_("Who"), NULL),
	COL(rights_steps, words, HOW_DATA, N_("Words from there"), NULL),
	COL(rights_steps, at, HOW_TIME, N_("When"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column linkage_link_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(linkage, NUMBER),
	LEFT(tag, A_TAG),
	COL(rights_links, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_links, expires_at, HOW_TIME, N_("Good until"), NULL),
	COL(rights_links, used_at, HOW_TIME, N_("Used"), NULL),
	COL(rights_links, revoked_at, HOW_TIME, N_("Ended"), NULL),
	COL(rights_links, asked_at, HOW_TIME, N_("A new one was asked for"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column transition_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_bridges, org, HOW_ORG, N_("Organisation"), NULL),
	COL(rights_bridges, area, HOW_AREA, N_("Municipality"), NULL),
	COL(rights_bridges, from_kind, HOW_CODE, N_("From"), transition_froms),
	COL(rights_bridges, agreement, HOW_CODE, N_("An agreement or plan"), transition_agreements),
	COL(rights_bridges, planned_day, HOW_DAY, N_("Planned day"), NULL),
	COL(rights_bridges, left_at, HOW_TIME, N_("Left"), NULL),
	COL(rights_bridges, red, HOW_YES, N_("In a hurry"), NULL),
	COL(rights_bridges, state, HOW_CODE, N_("How it stands"), rights_bridge_states),
	COL(rights_bridges, end_class, HOW_CODE, N_("How it ended"), transition_ends),
	COL(rights_bridges, ended_at, HOW_TIME, N_("Ended"), NULL),
	COL(rights_bridges, owner, HOW_WHO, N_("Who answers for it"), NULL),
	COL(rights_bridges, deputy, HOW_WHO, N_("Deputy"), NULL),
	COL(rights_bridges, next_due_at, HOW_TIME, N_("The next date"), NULL),
	LEFT(acked_at, HOW_WE_WORK),
	COL(rights_bridges, contacts, HOW_NUMBER, N_("Talks since then"), NULL),
	COL(rights_bridges, last_contact_at, HOW_TIME, N_("The last talk"), NULL),
	COL(rights_bridges, attended_at, HOW_TIME, N_("The first visit"), NULL),
	COL(rights_bridges, second_by, HOW_WHO, N_("The second person who agreed"), NULL),
	COL(rights_bridges, made_by, HOW_WHO, N_("Written down by"), NULL),
	COL(rights_bridges, made_at, HOW_TIME, N_("Written down"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column transition_step_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	LEFT(transition, NUMBER),
	COL(rights_bridge_steps, what, HOW_TEXT, N_("What"), NULL),
	COL(rights_bridge_steps, account, HOW_WHO, N_("Who"), NULL),
	COL(rights_bridge_steps, at, HOW_TIME, N_("When"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column transition_link_columns[] = {
	LEFT(tag, A_TAG),
	LEFT(participant, WHO_IT_IS),
	LEFT(transition, NUMBER),
	COL(rights_bridge_links, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_bridge_links, expires_at, HOW_TIME, N_("Good until"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column rights_request_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_requests, kind, HOW_CODE, N_("What"), rights_kinds),
	COL(rights_requests, form, HOW_CODE, N_("How we knew that it was you"), rights_forms),
	COL(rights_requests, words, HOW_DATA, N_("Your words"), NULL),
	COL(rights_requests, answer, HOW_DATA, N_("Our answer"), NULL),
	COL(rights_requests, made_by, HOW_WHO, N_("Written down by"), NULL),
	COL(rights_requests, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_requests, due_at, HOW_TIME, N_("Due"), NULL),
	COL(rights_requests, done_at, HOW_TIME, N_("Done"), NULL),
	COL(rights_requests, done_by, HOW_WHO, N_("By whom"), NULL),
	COL(rights_requests, result, HOW_CODE, N_("How it ended"), rights_results),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column rights_asked_columns[] = {
	LEFT(participant, WHO_IT_IS),
	COL(rights_asks, what, HOW_CODE, N_("What"), rights_asked_what),
	COL(rights_asks, asked_at, HOW_TIME, N_("When"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column policy_declaration_columns[] = {
	LEFT(id, NOBODYS),
	LEFT(programme, NOBODYS),
	LEFT(policy, NOBODYS),
	LEFT(been, NOBODYS),
	LEFT(wants, NOBODYS),
	LEFT(status, NOBODYS),
	LEFT(result, NOBODYS),
	LEFT(day, NOBODYS),
	LEFT(participant, NOBODYS),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column gate_half_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	LEFT(tag, A_TAG),
	LEFT(other, A_TAG),
	COL(rights_gates, label, HOW_DATA, N_("What you call them"), NULL),
	COL(rights_gates, shares, HOW_CODE, N_("What they may see"), gate_items),
	COL(rights_gates, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_gates, expires_at, HOW_TIME, N_("Good until"), NULL),
	COL(rights_gates, got_at, HOW_TIME, N_("When you wrote in a word"), NULL),
	COL(rights_gates, well_at, HOW_TIME, N_("When you said that you are well"), NULL),
	COL(rights_gates, meet_day, HOW_DAY, N_("A day that you named"), NULL),
	COL(rights_gates, closed_at, HOW_TIME, N_("Closed"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_source rights_sources[] = {
	{ "participant", N_("You"), read_rights_self, sizeof(struct rights_self), RIGHTS_NO_ROW, 0, participant_columns },
	{ "participant_key", NULL, NULL, 0, RIGHTS_NO_ROW, 0, participant_key_columns },
	{ "participant_person", N_("Your name"), read_rights_names, sizeof(struct rights_names), RIGHTS_NO_ROW, 0, participant_person_columns },
	{ "participant_return", N_("Your return key"), read_rights_keys, sizeof(struct rights_keys), RIGHTS_NO_ROW, 0, participant_return_columns },
	{ "participant_session", N_("When you opened your page"), read_rights_sessions, sizeof(struct rights_sessions), RIGHTS_NO_ROW, 0, participant_session_columns },
	{ "participant_tombstone", NULL, NULL, 0, RIGHTS_NO_ROW, 0, participant_tombstone_columns },
	{ "contact_channel", N_("How to reach you"), read_rights_ways, sizeof(struct rights_ways), offsetof(struct rights_ways, id), 0, contact_channel_columns },
	{ "call_request", N_("Calls that you asked for"), read_rights_calls, sizeof(struct rights_calls), RIGHTS_NO_ROW, 0, call_request_columns },
	{ "task", N_("What was promised to you"), read_rights_tasks, sizeof(struct rights_tasks), RIGHTS_NO_ROW, 0, task_columns },
	{ "task_attempt", N_("When somebody tried to reach you"), read_rights_tries, sizeof(struct rights_tries), RIGHTS_NO_ROW, 0, task_attempt_columns },
	{ "consent", N_("What you said yes to"), read_rights_consents, sizeof(struct rights_consents), RIGHTS_NO_ROW, offsetof(struct rights_consents, to_kind), consent_columns },
	{ "consent_disclosure", N_("What was told about you"), read_rights_told, sizeof(struct rights_told), RIGHTS_NO_ROW, offsetof(struct rights_told, to_kind), consent_disclosure_columns },
	{ "consent_unusual", N_("Who looked without a task for you"), read_rights_unusual, sizeof(struct rights_unusual), RIGHTS_NO_ROW, 0, consent_unusual_columns },
	{ "event", N_("What the diary of the house says"), read_rights_looks, sizeof(struct rights_looks), RIGHTS_NO_ROW, 0, event_columns },
	{ "linkage_loop", N_("Where you wanted to go"), read_rights_loops, sizeof(struct rights_loops), RIGHTS_NO_ROW, offsetof(struct rights_loops, to_kind), linkage_loop_columns },
	{ "linkage_step", N_("What happened on the way there"), read_rights_steps, sizeof(struct rights_steps), offsetof(struct rights_steps, linkage), 0, linkage_step_columns },
	{ "linkage_link", N_("Links by which a place answered"), read_rights_links, sizeof(struct rights_links), RIGHTS_NO_ROW, 0, linkage_link_columns },
	{ "transition", N_("Between two places"), read_rights_bridges, sizeof(struct rights_bridges), RIGHTS_NO_ROW, 0, transition_columns },
	{ "transition_step", N_("What happened between them"), read_rights_bridge_steps, sizeof(struct rights_bridge_steps), RIGHTS_NO_ROW, 0, transition_step_columns },
	{ "transition_link", N_("Links by which the place that you left said so"), read_rights_bridge_links, sizeof(struct rights_bridge_links), RIGHTS_NO_ROW, 0, transition_link_columns },
	{ "rights_request", N_("What you asked of us"), read_rights_requests, sizeof(struct rights_requests), offsetof(struct rights_requests, id), 0, rights_request_columns },
	{ "rights_asked", N_("That we asked whether to forget"), read_rights_asks, sizeof(struct rights_asks), RIGHTS_NO_ROW, 0, rights_asked_columns },
	{ "gate_half", N_("What you share with somebody close"), read_rights_gates, sizeof(struct rights_gates), offsetof(struct rights_gates, id), 0, gate_half_columns },
	{ "policy_declaration", NULL, NULL, 0, RIGHTS_NO_ROW, 0, policy_declaration_columns },
	{ NULL, NULL, NULL, 0, 0, 0, NULL },
};

const struct rights_source *const rights_tables[] = { rights_sources, rights_sources_more, NULL };
