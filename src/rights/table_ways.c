/* table_ways.c -- the same for what somebody plans, takes part in, rides and answers, and for messages about them. */
#include "rights/rights_rows.h"
#include "checkup/checkup.h"
#include "consent/consent.h"
#include "deadline/deadline.h"
#include "door/door.h"
#include "enrolment/enrolment.h"
#include "landing/landing.h"
#include "ride/ride.h"

#include "rights_sql.h"

READ(rights_landings)
READ(rights_doors)
READ(rights_door_asked)
READ(rights_marks)
READ(rights_enrolments)
READ(rights_enrolment_steps)
READ(rights_episodes)
READ(rights_deadlines)
READ(rights_messages)
READ(rights_stops)
READ(rights_phoned)
READ(rights_series)
READ(rights_answers)
READ(rights_rides)
READ(rights_offers)
READ(rights_ride_steps)
READ(rights_counted)

/* A paper's words are sealed under the number of its case and its place in it. */
static enum err read_rights_papers(struct ctx *ctx, int64_t participant, void **rows, size_t *n)
{
	struct rights_papers *all;

	TRY(rights_papers(ctx, participant, ROWS_MOST, &all, n));
	for (size_t i = 0; i < *n; i++)
		all[i].number = deadline_paper_row(all[i].number, all[i].n);
	*rows = all;
	return OK;
}

static const struct rights_column landing_step_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	LEFT(transition, NUMBER),
	COL(rights_landings, kind, HOW_CODE, N_("What"), landing_kinds),
	COL(rights_landings, after_days, HOW_NUMBER, N_("Days after leaving"), NULL),
	COL(rights_landings, at_min, HOW_MINUTES, N_("At"), NULL),
	COL(rights_landings, what, HOW_DATA, N_("In your words"), NULL),
	COL(rights_landings, place, HOW_DATA, N_("Where"), NULL),
	COL(rights_landings, who, HOW_DATA, N_("With whom"), NULL),
	COL(rights_landings, otherwise, HOW_DATA, N_("What you do if it fails"), NULL),
	COL(rights_landings, watched, HOW_YES, N_("Somebody here answers for it"), NULL),
	LEFT(acked_at, HOW_WE_WORK),
	COL(rights_landings, ended_at, HOW_TIME, N_("Ended"), NULL),
	COL(rights_landings, how, HOW_CODE, N_("How it ended"), landing_hows),
	COL(rights_landings, ended_by, HOW_WHO, N_("By whom"), NULL),
	COL(rights_landings, made_at, HOW_TIME, N_("Written down"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column door_wish_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	LEFT(linkage, NUMBER),
	COL(rights_doors, who, HOW_CODE, N_("Whom you would rather meet"), door_whos),
	COL(rights_doors, lang, HOW_CODE, N_("Language"), door_langs),
	COL(rights_doors, stand, HOW_DATA, N_("Where you meet"), NULL),
	COL(rights_doors, sign, HOW_DATA, N_("By what you know each other"), NULL),
	COL(rights_doors, state, HOW_TEXT, N_("How it stands"), NULL),
	COL(rights_doors, greeter, HOW_WHO, N_("Who meets you"), NULL),
	COL(rights_doors, called, HOW_TEXT, N_("What they are called"), NULL),
	LEFT(acked_at, HOW_WE_WORK),
	COL(rights_doors, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_doors, state_at, HOW_TIME, N_("So since"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column door_asked_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(wish, NUMBER),
	COL(rights_door_asked, account, HOW_WHO, N_("Who"), NULL),
	COL(rights_door_asked, at, HOW_TIME, N_("When"), NULL),
	COL(rights_door_asked, answer, HOW_TEXT, N_("Their answer"), NULL),
	COL(rights_door_asked, answered_at, HOW_TIME, N_("Answered"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column presence_mark_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(tag, A_TAG),
	LEFT(id, NUMBER),
	COL(rights_marks, said, HOW_MARK, N_("Which group, which date, how long"), NULL),
	COL(rights_marks, kept_to, HOW_DAY, N_("Kept until"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column enrolment_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_enrolments, org, HOW_ORG, N_("Organisation"), NULL),
	COL(rights_enrolments, area, HOW_AREA, N_("Municipality"), NULL),
	LEFT(to_kind, N_("It is shown with where to.")),
	COL(rights_enrolments, target, HOW_RECEIVER, N_("Where to"), NULL),
	COL(rights_enrolments, own_wish, HOW_YES, N_("It is your own wish"), NULL),
	COL(rights_enrolments, state, HOW_CODE, N_("How it stands"), enrolment_states),
	COL(rights_enrolments, rhythm_days, HOW_NUMBER, N_("Days between two dates"), NULL),
	COL(rights_enrolments, sign_at, HOW_TIME, N_("The last sign of you"), NULL),
	COL(rights_enrolments, offered_at, HOW_TIME, N_("When we last asked how you are"), NULL),
	COL(rights_enrolments, paused_until, HOW_DAY, N_("A break until"), NULL),
	COL(rights_enrolments, words, HOW_DATA, N_("Why, if you said"), NULL),
	COL(rights_enrolments, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_enrolments, state_at, HOW_TIME, N_("So since"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column enrolment_step_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	LEFT(enrolment, NUMBER),
	COL(rights_enrolment_steps, event, HOW_CODE, N_("What"), enrolment_events),
	COL(rights_enrolment_steps, account, HOW_WHO, N_("Who"), NULL),
	COL(rights_enrolment_steps, at, HOW_TIME, N_("When"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column enrolment_episode_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_episodes, kind, HOW_CODE, N_("What"), enrolment_kinds),
	COL(rights_episodes, from_day, HOW_DAY, N_("From"), NULL),
	COL(rights_episodes, planned_day, HOW_DAY, N_("Planned day"), NULL),
	COL(rights_episodes, to_day, HOW_DAY, N_("The last day"), NULL),
	COL(rights_episodes, reason, HOW_CODE, N_("How it ended"), enrolment_reasons),
	COL(rights_episodes, account, HOW_WHO, N_("Who wrote it down"), NULL),
	COL(rights_episodes, made_at, HOW_TIME, N_("Written down"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column deadline_case_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_deadlines, org, HOW_ORG, N_("Organisation"), NULL),
	COL(rights_deadlines, area, HOW_AREA, N_("Municipality"), NULL),
	COL(rights_deadlines, kind, HOW_TEXT, N_("What"), NULL),
	COL(rights_deadlines, step, HOW_CODE, N_("What is to be done"), deadline_steps),
	COL(rights_deadlines, due, HOW_DAY, N_("The last day"), NULL),
	COL(rights_deadlines, number, HOW_DATA, N_("Number of the case elsewhere"), NULL),
	COL(rights_deadlines, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_deadlines, ended_at, HOW_TIME, N_("Ended"), NULL),
	COL(rights_deadlines, how, HOW_CODE, N_("How it ended"), deadline_hows),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column deadline_paper_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(deadline, NUMBER),
	LEFT(n, NUMBER),
	COL(rights_papers, code, HOW_TEXT, N_("What"), NULL),
	COL(rights_papers, words, HOW_DATA, N_("In your words"), NULL),
	COL(rights_papers, have_day, HOW_DAY, N_("Had since"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column outbox_message_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	LEFT(name, NUMBER),
	LEFT(once, NUMBER),
	COL(rights_messages, kind, HOW_CODE, N_("What"), NULL),
	LEFT(subject, NUMBER),
	LEFT(mark, NUMBER),
	COL(rights_messages, to_kind, HOW_TEXT, N_("To"), NULL),
	LEFT(to_id, NUMBER),
	COL(rights_messages, lang, HOW_CODE, N_("Language"), rights_languages),
	COL(rights_messages, about, HOW_DATA, N_("Subject"), NULL),
	LEFT(words, N_("Thrown away after seven days. It may hold a link that only whoever got it may use.")),
	COL(rights_messages, org, HOW_ORG, N_("Organisation"), NULL),
	COL(rights_messages, area, HOW_AREA, N_("Municipality"), NULL),
	COL(rights_messages, owner, HOW_WHO, N_("Who answers for it"), NULL),
	COL(rights_messages, deputy, HOW_WHO, N_("Deputy"), NULL),
	COL(rights_messages, state, HOW_TEXT, N_("How it stands"), NULL),
	COL(rights_messages, reason, HOW_CODE, N_("Why not"), NULL),
	LEFT(attempts, HOW_WE_WORK),
	LEFT(again, HOW_WE_WORK),
	COL(rights_messages, send_at, HOW_TIME, N_("Not before"), NULL),
	COL(rights_messages, until_at, HOW_TIME, N_("Until"), NULL),
	LEFT(lease_until, HOW_WE_WORK),
	COL(rights_messages, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_messages, ended_at, HOW_TIME, N_("Ended"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column outbox_stop_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(channel, NUMBER),
	LEFT(tag, A_TAG),
	COL(rights_stops, made_at, HOW_TIME, N_("Written down"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column phone_call_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(message, NUMBER),
	COL(rights_phoned, day, HOW_DAY, N_("On which day"), NULL),
	COL(rights_phoned, told_at, HOW_TIME, N_("You were reached"), NULL),
	COL(rights_phoned, told_by, HOW_WHO, N_("By whom"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column checkup_series_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_series, org, HOW_ORG, N_("Organisation"), NULL),
	COL(rights_series, area, HOW_AREA, N_("Municipality"), NULL),
	COL(rights_series, kind, HOW_CODE, N_("What"), checkup_kinds),
	COL(rights_series, purpose, HOW_CODE, N_("What for"), consent_purposes),
	LEFT(channel, NUMBER),
	COL(rights_series, from_day, HOW_DAY, N_("From"), NULL),
	COL(rights_series, planned, HOW_NUMBER, N_("How many were agreed"), NULL),
	COL(rights_series, held, HOW_NUMBER, N_("How many were held"), NULL),
	LEFT(turn, NUMBER),
	COL(rights_series, next_day, HOW_DAY, N_("The next date"), NULL),
	LEFT(steps, NUMBER),
	COL(rights_series, made_by, HOW_WHO, N_("Written down by"), NULL),
	COL(rights_series, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_series, ended_at, HOW_TIME, N_("Ended"), NULL),
	COL(rights_series, end_class, HOW_TEXT, N_("How it ended"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column checkup_answer_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	LEFT(series, NUMBER),
	COL(rights_answers, wave, HOW_NUMBER, N_("Months since the beginning"), NULL),
	COL(rights_answers, early, HOW_YES, N_("Sooner than planned"), NULL),
	COL(rights_answers, way, HOW_TEXT, N_("Way"), NULL),
	COL(rights_answers, codes, HOW_DATA, N_("Your answers"), NULL),
	COL(rights_answers, words, HOW_DATA, N_("Your words"), NULL),
	COL(rights_answers, day, HOW_DAY, N_("Which day?"), NULL),
	COL(rights_answers, account, HOW_WHO, N_("Who asked"), NULL),
	COL(rights_answers, at, HOW_TIME, N_("When"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column ride_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(id, NUMBER),
	COL(rights_rides, org, HOW_ORG, N_("Organisation"), NULL),
	COL(rights_rides, area, HOW_AREA, N_("Municipality"), NULL),
	COL(rights_rides, from_text, HOW_DATA, N_("From where"), NULL),
	COL(rights_rides, to_text, HOW_DATA, N_("Where to"), NULL),
	COL(rights_rides, meet_text, HOW_DATA, N_("How you find each other"), NULL),
	COL(rights_rides, call_text, HOW_DATA, N_("What the driver calls you"), NULL),
	COL(rights_rides, purpose, HOW_DATA, N_("What for"), NULL),
	COL(rights_rides, day, HOW_DAY, N_("Which day?"), NULL),
	COL(rights_rides, out_min, HOW_MINUTES, N_("Picked up"), NULL),
	COL(rights_rides, home_day, HOW_DAY, N_("Home, on the day"), NULL),
	COL(rights_rides, home_min, HOW_MINUTES, N_("Home, at"), NULL),
	COL(rights_rides, drive_min, HOW_NUMBER, N_("Minutes each way"), NULL),
	COL(rights_rides, seats, HOW_NUMBER, N_("Seats"), NULL),
	COL(rights_rides, children, HOW_CODE, N_("Children"), ride_children),
	COL(rights_rides, child_seats, HOW_NUMBER, N_("Seats for children"), NULL),
	COL(rights_rides, aids, HOW_CODE, N_("Aids"), ride_aids),
	COL(rights_rides, out_how, HOW_TEXT, N_("How there"), NULL),
	COL(rights_rides, out_driver, HOW_WHO, N_("Who drives there"), NULL),
	COL(rights_rides, home_how, HOW_TEXT, N_("How home"), NULL),
	COL(rights_rides, home_driver, HOW_WHO, N_("Who drives home"), NULL),
	COL(rights_rides, state, HOW_TEXT, N_("How it stands"), NULL),
	LEFT(steps, NUMBER),
	COL(rights_rides, rescues, HOW_NUMBER, N_("Times that a driver could not after all"), NULL),
	COL(rights_rides, on_way_at, HOW_TIME, N_("On the way since"), NULL),
	COL(rights_rides, there_at, HOW_TIME, N_("There"), NULL),
	COL(rights_rides, homebound_at, HOW_TIME, N_("On the way home since"), NULL),
	COL(rights_rides, made_by, HOW_WHO, N_("Written down by"), NULL),
	COL(rights_rides, made_at, HOW_TIME, N_("Written down"), NULL),
	COL(rights_rides, state_at, HOW_TIME, N_("So since"), NULL),
	COL(rights_rides, ended_at, HOW_TIME, N_("Ended"), NULL),
	COL(rights_rides, end_why, HOW_TEXT, N_("How it ended"), NULL),
	COL(rights_rides, review, HOW_CODE, N_("What we learnt"), ride_reviews),
	COL(rights_rides, reviewed_at, HOW_TIME, N_("Gone through"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column ride_offer_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(ride, NUMBER),
	COL(rights_offers, account, HOW_WHO, N_("Who"), NULL),
	COL(rights_offers, legs, HOW_NUMBER, N_("1 there, 2 home, 3 both"), NULL),
	COL(rights_offers, from_at, HOW_TIME, N_("Asked from"), NULL),
	COL(rights_offers, answer, HOW_TEXT, N_("Their answer"), NULL),
	COL(rights_offers, answered_at, HOW_TIME, N_("Answered"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column ride_step_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(ride, NUMBER),
	LEFT(n, NUMBER),
	COL(rights_ride_steps, event, HOW_TEXT, N_("What"), NULL),
	COL(rights_ride_steps, from_state, HOW_TEXT, N_("From"), NULL),
	COL(rights_ride_steps, to_state, HOW_TEXT, N_("To"), NULL),
	COL(rights_ride_steps, legs, HOW_NUMBER, N_("1 there, 2 home, 3 both"), NULL),
	COL(rights_ride_steps, account, HOW_WHO, N_("Who"), NULL),
	COL(rights_ride_steps, at, HOW_TIME, N_("When"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

static const struct rights_column ride_counted_columns[] = {
	LEFT(participant, WHO_IT_IS),
	LEFT(ride, NUMBER),
	COL(rights_counted, leg, HOW_NUMBER, N_("1 there, 2 home"), NULL),
	{ NULL, HOW_LEFT, 0, NULL, NULL },
};

const struct rights_source rights_sources_more[] = {
	{ "landing_step", N_("The first days, as you planned them"), read_rights_landings, sizeof(struct rights_landings), offsetof(struct rights_landings, id), 0, landing_step_columns },
	{ "door_wish", N_("Company the first time"), read_rights_doors, sizeof(struct rights_doors), offsetof(struct rights_doors, id), 0, door_wish_columns },
	{ "door_asked", N_("Who was asked to meet you"), read_rights_door_asked, sizeof(struct rights_door_asked), RIGHTS_NO_ROW, 0, door_asked_columns },
	{ "presence_mark", N_("That you were there"), read_rights_marks, sizeof(struct rights_marks), offsetof(struct rights_marks, id), 0, presence_mark_columns },
	{ "enrolment", N_("What you take part in"), read_rights_enrolments, sizeof(struct rights_enrolments), offsetof(struct rights_enrolments, id), offsetof(struct rights_enrolments, to_kind), enrolment_columns },
	{ "enrolment_step", N_("What happened with it"), read_rights_enrolment_steps, sizeof(struct rights_enrolment_steps), RIGHTS_NO_ROW, 0, enrolment_step_columns },
	{ "enrolment_episode", N_("Times of treatment, as you said them"), read_rights_episodes, sizeof(struct rights_episodes), RIGHTS_NO_ROW, 0, enrolment_episode_columns },
	{ "deadline_case", N_("Papers and dates"), read_rights_deadlines, sizeof(struct rights_deadlines), offsetof(struct rights_deadlines, id), 0, deadline_case_columns },
	{ "deadline_paper", N_("The papers"), read_rights_papers, sizeof(struct rights_papers), offsetof(struct rights_papers, number), 0, deadline_paper_columns },
	{ "outbox_message", N_("Messages about you"), read_rights_messages, sizeof(struct rights_messages), offsetof(struct rights_messages, id), 0, outbox_message_columns },
	{ "outbox_stop", N_("Links with which you stop messages"), read_rights_stops, sizeof(struct rights_stops), RIGHTS_NO_ROW, 0, outbox_stop_columns },
	{ "phone_call", N_("Calls instead of messages"), read_rights_phoned, sizeof(struct rights_phoned), RIGHTS_NO_ROW, 0, phone_call_columns },
	{ "checkup_series", N_("Agreed calls"), read_rights_series, sizeof(struct rights_series), RIGHTS_NO_ROW, 0, checkup_series_columns },
	{ "checkup_answer", N_("How you said things were"), read_rights_answers, sizeof(struct rights_answers), offsetof(struct rights_answers, id), 0, checkup_answer_columns },
	{ "ride", N_("Rides"), read_rights_rides, sizeof(struct rights_rides), offsetof(struct rights_rides, id), 0, ride_columns },
	{ "ride_offer", N_("Who was asked to drive you"), read_rights_offers, sizeof(struct rights_offers), RIGHTS_NO_ROW, 0, ride_offer_columns },
	{ "ride_step", N_("What happened with the rides"), read_rights_ride_steps, sizeof(struct rights_ride_steps), RIGHTS_NO_ROW, 0, ride_step_columns },
	{ "ride_counted", N_("Ways whose kilometres are written down"), read_rights_counted, sizeof(struct rights_counted), RIGHTS_NO_ROW, 0, ride_counted_columns },
	{ NULL, NULL, NULL, 0, 0, 0, NULL },
};
