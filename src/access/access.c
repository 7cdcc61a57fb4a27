/* access.c -- the one table of who may do what. */
#include "access/access.h"

#define BIT(p) (UINT64_C(1) << (p))

const struct role_row access_roles[ROLES] = {
	[ROLE_VISITOR] = { "visitor", N_("Visitor"), N_("Sees what is public."), BIT(PUBLIC) },
	[ROLE_ADMINISTRATOR] = { "administrator", N_("Administrator"),
		N_("Invites people, gives roles and keeps every list."),
		BIT(MEETING_EDIT) | BIT(SERVICE_EDIT) | BIT(KIND_EDIT) | BIT(PLACE_EDIT) | BIT(ORG_EDIT) | BIT(REPORT_READ) |
		BIT(IMPORT) | BIT(SHEET_BRING) | BIT(ACCOUNT_EDIT) | BIT(HOUSE_CARE) | BIT(GAP_READ) | BIT(GAP_SIZES) | BIT(OUTREACH_EDIT) |
		BIT(PROGRAMME_EDIT) | BIT(METHOD_EDIT) | BIT(VOLUNTEER_EDIT) | BIT(EVENING_WRITE) | BIT(EVENING_KEEP) | BIT(OUTSIDE_ANSWER) | BIT(DEMO_TURN) },
	[ROLE_COORDINATOR] = { "coordinator", N_("Coordinator"),
		N_("Keeps meetings, support, places and volunteers of an organisation or area, and answers reports."),
		BIT(MEETING_EDIT) | BIT(SERVICE_EDIT) | BIT(PLACE_EDIT) | BIT(ORG_EDIT) | BIT(REPORT_READ) | BIT(IMPORT) | BIT(SHEET_BRING) |
		BIT(GAP_READ) | BIT(OUTREACH_EDIT) | BIT(PROGRAMME_EDIT) | BIT(GRANT_READ) | BIT(VOLUNTEER_EDIT) | BIT(EVENING_WRITE) |
		BIT(EVENING_KEEP) | BIT(PERSON_SERVE) | BIT(TASK_DO) | BIT(PERSON_SEND) | BIT(DEMO_TURN) },
	[ROLE_KEEPER] = { "keeper", N_("Keeper"), N_("Keeps the meetings and the support of an organisation right."),
		BIT(MEETING_EDIT) | BIT(SERVICE_EDIT) | BIT(PLACE_EDIT) | BIT(REPORT_READ) | BIT(OUTREACH_EDIT) },
	[ROLE_FACILITATOR] = { "facilitator", N_("Facilitator"), N_("Leads meetings, and writes down what came of them."), BIT(EVENING_WRITE) },
	[ROLE_COMPANION] = { "companion", N_("Companion, driver or caller"), N_("Goes along, drives, calls or walks outreach rounds."),
		BIT(OUTREACH_EDIT) | BIT(TASK_DO) },
	[ROLE_COACH] = { "coach", N_("Coach"), N_("Supports one person at a time."),
		BIT(PERSON_SERVE) | BIT(TASK_DO) | BIT(PERSON_SEND) },
	[ROLE_PROVIDER] = { "provider", N_("Provider"), N_("Keeps what they offer themselves right."),
		BIT(SERVICE_EDIT) | BIT(PLACE_EDIT) },
	[ROLE_FINANCE] = { "finance", N_("Treasurer"), N_("Keeps the grant books."), BIT(GRANT_READ) | BIT(GRANT_BOOK) | BIT(SHEET_BRING) },
	[ROLE_EVALUATOR] = { "evaluator", N_("Evaluator"), N_("Reads figures that show nobody."), BIT(GAP_READ) },
	[ROLE_DATA_PROTECTION] = { "data_protection", N_("Data protection"),
		N_("Reads who did what, and answers requests from outside."), BIT(AUDIT_READ) | BIT(OUTSIDE_ANSWER) },
	[ROLE_TECHNICAL] = { "technical", N_("Machine keeper"),
		N_("Runs, backs up and checks the machine without reading what is sealed."), BIT(HOUSE_CARE) },
	[ROLE_PARTNER] = { "partner", N_("Partner outside"), N_("Hands people over with a link and six digits, and sees nothing else."),
		BIT(PERSON_SEND) },
};

const struct who access_visitor = { 0 };

static const char *const names[PERMS] = {
	[PERM_MISSING] = "missing", [PUBLIC] = "public", [LINK] = "link", [LOCAL] = "local",
	[MEMBER] = "member", [PERSON] = "person", [MEETING_EDIT] = "meeting_edit", [SERVICE_EDIT] = "service_edit", [KIND_EDIT] = "kind_edit", [PLACE_EDIT] = "place_edit",
	[ORG_EDIT] = "org_edit", [REPORT_READ] = "report_read", [IMPORT] = "import", [SHEET_BRING] = "sheet_bring",
	[ACCOUNT_EDIT] = "account_edit", [HOUSE_CARE] = "house_care", [AUDIT_READ] = "audit_read",
	[GAP_READ] = "gap_read", [GAP_SIZES] = "gap_sizes", [OUTREACH_EDIT] = "outreach_edit",
	[PROGRAMME_EDIT] = "programme_edit", [GRANT_READ] = "grant_read", [GRANT_BOOK] = "grant_book", [METHOD_EDIT] = "method_edit",
	[VOLUNTEER_EDIT] = "volunteer_edit", [EVENING_WRITE] = "evening_write", [EVENING_KEEP] = "evening_keep",
	[PERSON_SERVE] = "person_serve", [TASK_DO] = "task_do", [PERSON_SEND] = "person_send", [OUTSIDE_ANSWER] = "outside_answer",
	[DEMO_TURN] = "demo_turn",
};

const char *perm_name(enum perm p)
{
	return names[p];
}

/* What needs no role: true or false at once, or neither. */
static bool by_stance(const struct who *who, enum perm p, bool *answer)
{
	switch (p) {
	case PUBLIC:
	case LINK:
		return *answer = true;
	case LOCAL:
		*answer = who->local;
		return true;
	case MEMBER:
		*answer = who->account != 0 && !is_sender(who);
		return true;
	case PERSON:
		*answer = who->participant != 0;
		return true;
	case DEMO_TURN:
		/* Everybody may turn a demonstration's clock; nobody a real one. */
		*answer = who->demo;
		return true;
	default:
		return false;
	}
}

bool may(const struct who *who, enum perm p)
{
	bool answer = false;

	if (p <= PERM_MISSING || p >= PERMS)
		return false;
	if (by_stance(who, p, &answer))
		return answer;
	for (size_t i = 0; i < who->ngrants; i++)
		if (access_roles[who->grants[i].role].perms & BIT(p))
			return true;
	return who->local;
}

bool may_for(const struct who *who, enum perm p, int64_t org, int64_t area)
{
	bool answer = false;

	if (p <= PERM_MISSING || p >= PERMS)
		return false;
	if (by_stance(who, p, &answer))
		return answer;
	for (size_t i = 0; i < who->ngrants; i++) {
		const struct grant *g = &who->grants[i];
		if ((access_roles[g->role].perms & BIT(p)) && (!g->org || g->org == org) &&
		    (!g->area || g->area == area))
			return true;
	}
	return who->local;
}

bool may_in(const struct who *who, enum perm p, int64_t org)
{
	bool yes = may_for(who, p, org, 0);

	for (size_t i = 0; i < who->ngrants && !yes; i++)
		yes = (!who->grants[i].org || who->grants[i].org == org) && may_for(who, p, org, who->grants[i].area);
	return yes;
}

bool has_role(const struct who *who, enum role role)
{
	for (size_t i = 0; i < who->ngrants; i++)
		if (who->grants[i].role == role)
			return true;
	return false;
}

bool is_sender(const struct who *who)
{
	uint64_t perms = 0;

	for (size_t i = 0; i < who->ngrants; i++)
		perms |= access_roles[who->grants[i].role].perms;
	return !who->local && perms & BIT(PERSON_SEND) && !(perms & BIT(PERSON_SERVE));
}

struct str roles_with(struct arena *a, enum perm p)
{
	struct str codes = S(" ");

	for (int r = 0; r < ROLES; r++)
		if (access_roles[r].perms & BIT(p))
			codes = arena_printf(a, "%.*s%s ", STR_ARG(codes), access_roles[r].code);
	return codes;
}

bool role_of(struct str code, enum role *role)
{
	for (int r = 1; r < ROLES; r++)
		if (str_same(code, access_roles[r].code)) {
			*role = (enum role)r;
			return true;
		}
	return false;
}
