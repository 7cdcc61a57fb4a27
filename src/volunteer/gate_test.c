/* gate_test.c -- the training gate stands in storage: no row gets past it, whoever writes it. */
#include "world.h"
#include "db/db.h"

/* Method 1 asks for training from 2014 on; method 2 does not.  Series 11 follows the first, 12 none. */
static const char setting[] =
	"INSERT INTO method (id, code, state, made_at) VALUES (1, 'm-one', 'active', 0), (2, 'm-two', 'active', 0);"
	"INSERT INTO method_version (method, version, from_day, name_da, name_en, training, valid_months, practice, made_by, made_at)"
	" VALUES (1, 1, '2014-01-01', 'A', 'A', TRUE, 24, 4, 0, 0), (2, 1, '2014-01-01', 'B', 'B', FALSE, 24, 4, 0, 0);"
	"INSERT INTO method_meeting (meeting, from_day, to_day, method, entered_at) VALUES (11, '2014-02-01', NULL, 1, 0);"
	"INSERT INTO volunteer (id, org, name, name_key, state, state_day, statement_version, paid, made_at, changed_at) VALUES"
	" (21, 1, 'Jonna', 'jonna', 'active', '2016-01-01', 1, FALSE, 0, 0),"
	" (22, 1, 'Bo', 'bo', 'trained', '2016-01-01', 1, FALSE, 0, 0),"
	" (23, 1, 'Ida', 'ida', 'interested', '2016-01-01', 0, FALSE, 0, 0);"
	"INSERT INTO volunteer_qualification (id, volunteer, type, method, issued, expires, counts_to, entered_day, seen_by, at) VALUES"
	" (31, 21, 'certification', 1, '2015-02-06', '2017-02-05', '2017-02-05', '2015-02-06', 900, 0);";

static struct world *gated(void)
{
	struct world *w = world_new();

	ok(db_script(w->ctx, setting) == OK);
	return w;
}

/* What a hand at the database would type. */
static enum err hand(struct world *w, const char *sql)
{
	enum err e;

	ok(db_savepoint(w->ctx) == OK);
	e = db_script(w->ctx, sql);
	ok((e ? db_undo(w->ctx) : db_release(w->ctx)) == OK);
	return e;
}

static bool refused(struct world *w, const char *sql)
{
	return hand(w, sql) == ERR_CONFLICT;
}

#define ON "INSERT INTO volunteer_assignment (id, meeting, volunteer, role, day, from_day, to_day, paid, state, by_whom, at) VALUES "
#define DATE(id, meeting, volunteer, role, day) \
	ON "(" #id ", " #meeting ", " #volunteer ", '" role "', '" day "', '" day "', '" day "', FALSE, 'planned', 0, 0)"
#define SERIES(id, meeting, volunteer, role, from, to) \
	ON "(" #id ", " #meeting ", " #volunteer ", '" role "', NULL, '" from "', " to ", FALSE, 'planned', 0, 0)"

TEST(nobody_without_a_certification_is_written_down_as_facilitator)
{
	struct world *w = gated();

	ok(refused(w, DATE(41, 11, 22, "facilitator", "2016-12-13")));
	ok(refused(w, SERIES(41, 11, 22, "facilitator", "2016-12-13", "NULL")));
	ok(hand(w, DATE(42, 11, 21, "facilitator", "2016-12-13")) == OK);
	world_free(w);
}

TEST(a_certification_counts_from_its_first_to_its_last_day)
{
	struct world *w = gated();

	ok(refused(w, DATE(41, 11, 21, "facilitator", "2015-02-05")));
	ok(hand(w, DATE(42, 11, 21, "facilitator", "2015-02-06")) == OK);
	ok(hand(w, DATE(43, 11, 21, "facilitator", "2017-02-05")) == OK);
	ok(refused(w, DATE(44, 11, 21, "facilitator", "2017-02-06")));
	world_free(w);
}

TEST(a_whole_series_is_led_only_as_long_as_the_certification_lasts)
{
	struct world *w = gated();

	ok(refused(w, SERIES(41, 11, 21, "facilitator", "2016-12-13", "NULL")));
	ok(refused(w, SERIES(41, 11, 21, "facilitator", "2016-12-13", "'2017-02-06'")));
	ok(hand(w, SERIES(41, 11, 21, "facilitator", "2016-12-13", "'2017-02-05'")) == OK);
	ok(refused(w, "UPDATE volunteer_assignment SET to_day = '2017-03-01' WHERE id = 41"));
	/* Renewed in time: both together cover it. */
	ok(hand(w, "INSERT INTO volunteer_qualification (id, volunteer, type, method, issued, expires, counts_to, entered_day, seen_by, at)"
		   " VALUES (32, 21, 'certification', 1, '2017-01-20', '2019-01-19', '2019-01-19', '2017-01-20', 900, 0)") == OK);
	ok(hand(w, "UPDATE volunteer_assignment SET to_day = '2018-03-01' WHERE id = 41") == OK);
	world_free(w);
}

TEST(a_row_that_was_let_in_is_not_bent_into_one_that_would_not_be)
{
	struct world *w = gated();

	ok(hand(w, DATE(41, 11, 21, "facilitator", "2016-12-13")) == OK);
	ok(hand(w, DATE(42, 12, 22, "facilitator", "2016-12-13")) == OK);
	ok(hand(w, DATE(43, 11, 22, "host", "2016-12-13")) == OK);
	ok(hand(w, ON "(44, 11, 22, 'facilitator', '2016-12-20', '2016-12-20', '2016-12-20', FALSE, 'cannot', 0, 0)") == OK);
	ok(refused(w, "UPDATE volunteer_assignment SET volunteer = 22 WHERE id = 41"));
	ok(refused(w, "UPDATE volunteer_assignment SET day = '2017-02-07', from_day = '2017-02-07', to_day = '2017-02-07' WHERE id = 41"));
	ok(refused(w, "UPDATE volunteer_assignment SET meeting = 11 WHERE id = 42"));
	ok(refused(w, "UPDATE volunteer_assignment SET role = 'facilitator' WHERE id = 43"));
	ok(refused(w, "UPDATE volunteer_assignment SET state = 'planned' WHERE id = 44"));
	world_free(w);
}

TEST(a_series_is_not_given_a_method_that_those_who_lead_it_have_not_learnt)
{
	struct world *w = gated();

	ok(hand(w, SERIES(41, 12, 22, "facilitator", "2016-01-01", "NULL")) == OK);
	ok(refused(w, "INSERT INTO method_meeting (meeting, from_day, to_day, method, entered_at) VALUES (12, '2017-01-01', NULL, 1, 0)"));
	ok(hand(w, "INSERT INTO method_meeting (meeting, from_day, to_day, method, entered_at) VALUES (12, '2016-01-01', NULL, 2, 0)") == OK);
	ok(refused(w, "UPDATE method_meeting SET method = 1 WHERE meeting = 12"));
	ok(refused(w, "INSERT INTO method_version (method, version, from_day, name_da, name_en, training, valid_months, practice, made_by, made_at)"
		      " VALUES (2, 2, '2016-12-12', 'B', 'B', TRUE, 24, 4, 0, 0)"));
	ok(hand(w, "UPDATE volunteer_assignment SET to_day = '2016-12-31' WHERE id = 41") == OK);
	ok(hand(w, "INSERT INTO method_version (method, version, from_day, name_da, name_en, training, valid_months, practice, made_by, made_at)"
		   " VALUES (2, 2, '2017-01-01', 'B', 'B', TRUE, 24, 4, 0, 0)") == OK);
	world_free(w);
}

TEST(before_the_method_and_after_it_anybody_may_lead)
{
	struct world *w = gated();

	ok(hand(w, DATE(41, 11, 22, "facilitator", "2014-01-20")) == OK);
	ok(hand(w, "UPDATE method_meeting SET to_day = '2016-12-31' WHERE meeting = 11") == OK);
	ok(hand(w, DATE(42, 11, 22, "facilitator", "2017-01-03")) == OK);
	ok(refused(w, "UPDATE method_meeting SET to_day = NULL WHERE meeting = 11"));
	ok(refused(w, "UPDATE method_meeting SET from_day = '2014-01-20' WHERE meeting = 11"));
	world_free(w);
}

#define CERTIFIED "INSERT INTO volunteer_qualification (id, volunteer, type, method, issued, expires, counts_to, evidence, entered_day," \
	" seen_by, second_by, at) VALUES "

TEST(a_backdated_certification_needs_a_paper_and_a_second_person)
{
	struct world *w = gated();

	ok(refused(w, CERTIFIED "(33, 22, 'certification', 1, '2016-06-01', '2018-05-31', '2018-05-31', '', '2016-12-12', 900, 901, 0)"));
	ok(refused(w, CERTIFIED "(33, 22, 'certification', 1, '2016-06-01', '2018-05-31', '2018-05-31', 'Paper 7', '2016-12-12', 900, 900, 0)"));
	ok(hand(w, CERTIFIED "(33, 22, 'certification', 1, '2016-06-01', '2018-05-31', '2018-05-31', 'Paper 7', '2016-12-12', 900, NULL, 0)") == OK);
	ok(refused(w, DATE(41, 11, 22, "facilitator", "2016-12-13")));
	ok(refused(w, "UPDATE volunteer_qualification SET second_by = 900 WHERE id = 33"));
	ok(refused(w, "UPDATE volunteer_qualification SET entered_day = '2016-06-01' WHERE id = 33"));
	ok(hand(w, "UPDATE volunteer_qualification SET second_by = 901 WHERE id = 33") == OK);
	ok(hand(w, DATE(41, 11, 22, "facilitator", "2016-12-13")) == OK);
	world_free(w);
}

TEST(a_certification_is_not_rewritten)
{
	struct world *w = gated();

	ok(refused(w, "UPDATE volunteer_qualification SET volunteer = 22 WHERE id = 31"));
	ok(refused(w, "UPDATE volunteer_qualification SET issued = '2014-01-01' WHERE id = 31"));
	ok(refused(w, "UPDATE volunteer_qualification SET counts_to = '2019-01-01', expires = '2019-01-01' WHERE id = 31"));
	ok(hand(w, "INSERT INTO volunteer_qualification (id, volunteer, type, method, issued, counts_to, entered_day, seen_by, at)"
		   " VALUES (34, 22, 'training', 1, '2016-01-01', '9999-12-31', '2016-12-12', 900, 0)") == OK);
	ok(refused(w, "UPDATE volunteer_qualification SET type = 'certification' WHERE id = 34"));
	world_free(w);
}

TEST(a_withdrawn_certification_lets_nobody_new_in_and_leaves_what_was)
{
	struct world *w = gated();
	struct str n = STR_ABSENT;

	ok(hand(w, DATE(41, 11, 21, "facilitator", "2016-11-15")) == OK);
	ok(hand(w, DATE(42, 11, 21, "facilitator", "2016-12-20")) == OK);
	ok(hand(w, "UPDATE volunteer_qualification SET counts_to = '2016-12-11', withdrawn_day = '2016-12-12' WHERE id = 31") == OK);
	ok(refused(w, DATE(43, 11, 21, "facilitator", "2016-12-13")));
	ok(db_ask(w->ctx, "SELECT id FROM volunteer_untrained", &n) == OK);
	same_text(n, "42");
	ok(db_ask(w->ctx, "SELECT COUNT(*) FROM volunteer_assignment WHERE state = 'planned'", &n) == OK);
	same_text(n, "2");
	/* They can say that they cannot, also without a certification. */
	ok(hand(w, "UPDATE volunteer_assignment SET state = 'cannot' WHERE id = 42") == OK);
	world_free(w);
}

TEST(an_evening_that_was_moved_asks_for_a_certification_on_its_new_day)
{
	struct world *w = gated();

	ok(hand(w, "INSERT INTO meeting_exception (meeting, day, kind, new_day, at) VALUES (11, '2017-01-31', 'moved', '2017-02-07', 0)") == OK);
	ok(refused(w, DATE(41, 11, 21, "facilitator", "2017-01-31")));
	world_free(w);
}

TEST(who_helps_the_facilitator_is_trained_or_stands_beside_one)
{
	struct world *w = gated();

	ok(refused(w, DATE(41, 11, 22, "apprentice", "2016-12-13")));
	ok(refused(w, DATE(41, 11, 22, "co_facilitator", "2016-12-13")));
	ok(hand(w, DATE(42, 11, 21, "facilitator", "2016-12-13")) == OK);
	ok(hand(w, DATE(41, 11, 22, "apprentice", "2016-12-13")) == OK);
	ok(hand(w, "INSERT INTO volunteer_qualification (id, volunteer, type, method, issued, counts_to, entered_day, seen_by, at)"
		   " VALUES (34, 22, 'training', 1, '2016-01-01', '9999-12-31', '2016-12-12', 900, 0)") == OK);
	ok(hand(w, DATE(43, 11, 22, "co_facilitator", "2016-12-20")) == OK);
	world_free(w);
}

TEST(nobody_is_put_on_before_the_statement_is_signed_or_near_children_without_a_certificate)
{
	struct world *w = gated();

	ok(refused(w, DATE(41, 12, 23, "host", "2016-12-13")));
	ok(refused(w, DATE(41, 12, 22, "child_carer", "2016-12-13")));
	ok(hand(w, "INSERT INTO volunteer_qualification (id, volunteer, type, issued, counts_to, result, entered_day, seen_by, at)"
		   " VALUES (35, 22, 'child_check', '2016-01-01', '2017-12-31', 'in_order', '2016-12-12', 900, 0)") == OK);
	ok(hand(w, DATE(41, 12, 22, "child_carer", "2016-12-13")) == OK);
	world_free(w);
}

TEST(a_version_that_a_series_follows_is_not_changed)
{
	struct world *w = gated();

	ok(refused(w, "UPDATE method_version SET training = FALSE WHERE method = 1"));
	ok(refused(w, "DELETE FROM method_version WHERE method = 1"));
	ok(hand(w, "UPDATE method_version SET name_en = 'C' WHERE method = 2") == OK);
	world_free(w);
}

TEST(a_series_that_goes_on_from_another_keeps_its_method_and_its_gate)
{
	struct world *w = gated();
	struct str n = STR_ABSENT;

	ok(hand(w, "INSERT INTO meeting (id, slug, name, name_key, state, method, mode, conference_hidden, rhythm, every, weekdays, nths, month_day,"
		   " first_day, start_min, duration_min, zone, holidays, holiday_rule, follows, sequence, changed_at)"
		   " VALUES (13, 'x', 'x', 'x', 'running', 'smart', 'room', FALSE, 'weekly', 1, 4, 0, 0, '2017-01-10', 1140, 90, 'Europe/Copenhagen',"
		   " 'DK', 'skip', 11, 1, 0)") == OK);
	ok(db_ask(w->ctx, "SELECT COUNT(*) FROM method_meeting WHERE meeting = 13 AND from_day = '2017-01-10' AND to_day IS NULL AND method = 1", &n) == OK);
	same_text(n, "1");
	ok(refused(w, DATE(41, 13, 22, "facilitator", "2017-01-10")));
	world_free(w);
}
