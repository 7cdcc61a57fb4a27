/*
 * sets.c -- what is asked for what, in two countries.
 *
 * General lists, in our own words, to begin with: the office that decides says what it wants.  Each has the day on
 * which somebody looked through it; after a year the page says that it is old.
 */
#include "deadline/deadline_parts.h"

#define REVIEWED { 2016, 12, 1 }
#define ID { "id", N_("Proof of who you are") }
#define INCOME { "income", N_("What you earn, or that you earn nothing") }
#define ACCOUNT { "account", N_("Statements of your bank account") }
#define LEASE { "lease", N_("Lease, or where you live") }

const struct deadline_set deadline_sets[] = {
	{ "dk_income", "DK", N_("Help to live on from the municipality"), { ID, ACCOUNT, INCOME, LEASE, { "job_centre", N_("Signed up at the job centre") } },
	  N_("At the citizen service of the municipality. An answer usually takes some weeks."),
	  N_("Apply today all the same: help is counted from the day on which you ask. Ask for a short answer in writing."),
	  N_("May change what you get for housing. Ask before you sign."), REVIEWED },
	{ "dk_housing", "DK", N_("Somewhere to live"), { ID, INCOME, LEASE, { "waiting_list", N_("Written up on a waiting list") } },
	  N_("At the municipality and at the housing associations. Waiting lists are long; ask for the urgent one, too."),
	  N_("Call the association and ask to be put back on the list; ask the municipality for a place for the time being."),
	  N_("A new address may change other help. Say it to the office that pays."), REVIEWED },
	{ "dk_digital", "DK", N_("Digital identity and an account for payments"), { ID, { "photo", N_("A passport or another picture card") }, { "phone", N_("A telephone of your own") } },
	  N_("At the citizen service, in person; for the account at a bank. Usually the same day."),
	  N_("Book a new time. Until then letters on paper can be asked for."), NULL, REVIEWED },
	{ "dk_debt", "DK", N_("Advice about debts"), { ID, INCOME, ACCOUNT, { "letters", N_("Letters from those you owe, opened or not") }, { "budget", N_("What you need in a month") } },
	  N_("At free advice of associations; some have a waiting time of weeks."),
	  N_("Call and say that the time passed: interest and fees can often be talked about."), NULL, REVIEWED },
	{ "dk_legal", "DK", N_("Free help with the law"), { ID, { "decision", N_("The decision or letter that it is about") }, { "dates", N_("When you got it") } },
	  N_("At free legal aid, often on one evening a week. Complaints often have four weeks."),
	  N_("Complain all the same, and write why it is late: sometimes it is looked at."), NULL, REVIEWED },
	{ "dk_food", "DK", N_("Food for free or cheap"), { ID, INCOME },
	  N_("At associations and congregations near you; often without papers."), N_("Go there and ask: there is often something left."), NULL, REVIEWED },
	{ "us_tanf", "US", N_("Cash help for families (TANF)"), { ID, INCOME, LEASE, { "birth", N_("Birth certificates of the children") }, { "number", N_("Proof that you have a social security number: the office looks at it, we never write it down") } },
	  N_("At the county office. A decision usually takes up to thirty days."), N_("Apply again at once, and ask for a hearing if you were refused."),
	  N_("Counts as income for other help. Ask about the order in which to apply."), REVIEWED },
	{ "us_snap", "US", N_("Help to buy food (SNAP, “food stamps”)"), { ID, INCOME, LEASE, { "costs", N_("Rent and bills") } },
	  N_("At the county office or by telephone. In need within seven days; ask for that."), N_("Call: a missed interview can often be held the same week."), NULL, REVIEWED },
	{ "us_medicaid", "US", N_("Health insurance (Medicaid)"), { ID, INCOME, LEASE }, N_("On the state’s page, by telephone or at the county office."),
	  N_("Apply again at once: it may count backwards for some months."), N_("Work may end it. Ask first about the months after."), REVIEWED },
	{ "us_id", "US", N_("An identity card"), { { "birth", N_("Birth certificate") }, LEASE, { "release", N_("Release papers, if there are any") } },
	  N_("At the motor vehicle office. Some associations pay the fee."), N_("Book a new time; ask whether the fee can be left out."), NULL, REVIEWED },
	{ "us_record", "US", N_("Old records cleared, help with the law"), { ID, { "record", N_("Court papers or their numbers") }, { "fees", N_("Fees that were paid, or that you cannot pay") } },
	  N_("At legal aid. It takes months; ask which dates are fixed."), N_("Call legal aid today: some dates can be moved, if asked at once."), NULL, REVIEWED },
	{ "other", "", N_("Something else"), { ID }, N_("Ask the office that decides what it wants to see."), N_("Call the office today, and ask what can still be done."), NULL, REVIEWED },
	{ .code = NULL }
};

const struct deadline_set *deadline_set(struct str code)
{
	for (const struct deadline_set *s = deadline_sets; s->code; s++)
		if (str_same(code, s->code))
			return s;
	return NULL;
}

day_t deadline_reviewed(const struct deadline_set *s)
{
	return day_of(s->reviewed[0], s->reviewed[1], s->reviewed[2]);
}
