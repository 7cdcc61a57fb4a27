/* rooms.c -- the list of rooms: what the house can do.  A new room is a line here and in layers. */
#include "hall/hall.h"
#include "account/account.h"
#include "area/area.h"
#include "arrival/arrival.h"
#include "away/away.h"
#include "call/call.h"
#include "consent/consent.h"
#include "deadline/deadline.h"
#include "diary/diary.h"
#include "door/door.h"
#include "exchange/exchange.h"
#include "enrolment/enrolment.h"
#include "evening/evening.h"
#include "event/event.h"
#include "feed/feed.h"
#include "incident/incident.h"
#include "index/index.h"
#include "gap/gap.h"
#include "gate/gate.h"
#include "grant/grant.h"
#include "handover/handover.h"
#include "hsds/hsds.h"
#include "info/info.h"
#include "inquiry/inquiry.h"
#include "kind/kind.h"
#include "landing/landing.h"
#include "linkage/linkage.h"
#include "location/location.h"
#include "meeting/meeting.h"
#include "mine/mine.h"
#include "method/method.h"
#include "org/org.h"
#include "outbox/outbox.h"
#include "outreach/outreach.h"
#include "paper/paper.h"
#include "partner/partner.h"
#include "phone/phone.h"
#include "policy/policy.h"
#include "presence/presence.h"
#include "programme/programme.h"
#include "report/report.h"
#include "remind/remind.h"
#include "rights/rights.h"
#include "search/search.h"
#include "sender/sender.h"
#include "service/service.h"
#include "sheet/sheet.h"
#include "suggest/suggest.h"
#include "transition/transition.h"
#include "ride/ride.h"
#include "checkup/checkup.h"
#include "twin/twin.h"
#include "support/support.h"
#include "verify/verify.h"
#include "volunteer/volunteer.h"

#include <stdatomic.h>

const struct route *const hall_routes[] = {
	hall_own_routes,
	hall_house_routes,
	hall_control_routes,
	support_routes,
	search_routes,
	listing_routes,
	service_listing_routes,
	info_routes,
	feed_routes,
	paper_routes,
	hsds_routes,
	outreach_routes,
	programme_routes, diary_routes, report_routes,
	partner_routes,
	policy_routes,
	grant_routes,
	verify_routes,
	account_routes,
	sender_routes,
	arrival_routes,
	away_routes,
	mine_routes,
	rights_routes,
	gate_routes,
	incident_routes,
	inquiry_routes,
	consent_routes,
	outbox_routes,
	phone_routes,
	remind_routes,
	call_routes,
	linkage_routes,
	handover_routes,
	transition_routes,
	ride_routes,
	checkup_routes,
	landing_routes,
	door_routes,
	meeting_routes,
	method_routes,
	volunteer_routes,
	presence_routes,
	enrolment_routes,
	deadline_routes,
	evening_routes,
	service_routes,
	kind_routes,
	location_routes,
	org_routes,
	area_routes,
	exchange_routes,
	sheet_routes,
	gap_routes,
	twin_routes,
	suggest_visitor_routes,
	suggest_routes,
	NULL
};

enum err rooms_catch_up(struct ctx *ctx)
{
	int64_t newest;

	if (atomic_exchange(&ctx->house->metrics->settings_changed, false))
		TRY(folder_settings(ctx, false));
	TRY(index_catch_up(ctx));
	TRY(event_newest(ctx, &newest));
	ctx->house->metrics->version = newest;
	return OK;
}
