/* visits.c -- a new route with pieces in its path, or one that writes, gets its row here. */
#include "visits.h"

#include <string.h>

#define MEETING_FORM "name=Aftengruppen&method=smart&org={org}&rhythm=weekly&weekdays=th&every=1&start_min=19.00" \
	"&duration_min=90&first_day=2017-01-05&mode=room&location={place}&openness=open&holidays=DK&holiday_rule=skip" \
	"&newcomers=yes&children=unknown&sure=1"
#define MEETING_JSON "{\"name\": \"Aftengruppen\", \"method\": \"smart\", \"org\": \"{org}\", \"rhythm\": \"weekly\", " \
	"\"weekdays\": \"th\", \"every\": 1, \"start_min\": \"19:00\", \"duration_min\": 90, \"first_day\": \"2017-01-05\", " \
	"\"mode\": \"room\", \"location\": \"{place}\"}"
#define TABLE "name,method,weekdays,start_min,zone,conference_url%0ANabogruppen,smart,th,19:00,Europe/Copenhagen,https://example.org/x"
#define METHOD_FORM "name_da=Kredsen&name_en=Circle&sentence_da=En+kreds&sentence_en=A+circle&from_day=2017-01-01&valid_months=24" \
	"&practice=0&parts=10+%7C+Runde+%7C+Round&items=A+%7C+A%0AB+%7C+B%0AC+%7C+C%0AD+%7C+D%0AE+%7C+E%0AF+%7C+F%0AG+%7C+G%0AH+%7C+H"
#define HELPER_FORM "name=Ditte&org={org}&roles=facilitator&areas=Aarhus&languages=da&supervision_weeks=6&most_meetings=2&most_calls=5&most_matches=1"
#define RIDE_FORM "from_text=Prøvevej+1&to_text=Eksempelgade+2&day=16.12.2016&out_min=18.00&home_min=21.00&length=30&seats=1&purpose=other"
#define PASSPHRASE "kun+en+demonstration"
#define NEW_PASSPHRASE "fire+blaa+heste+paa+taget"

const struct visit visits[] = {
	/* the house itself */
	{ "GET", "/", .good = 303 },
	{ "GET", "/favicon.ico", .good = 303 },
	{ "GET", "/a/:hash/:file", "{css}" },
	{ "GET", "/:lang/leave", .flags = VISIT_ENDS },
	{ "POST", "/:lang/demo/clock", NULL, "turn=hour", .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/house", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/house", NULL, "name=Huset&lang=da&contact_phone=00+00+00+10", .flags = VISIT_WHOLE },

	/* finding */
	{ "GET", "/:lang/meetings/:slug", "/meetings/{slug}" },
	{ "GET", "/:lang/orgs/:slug", "/orgs/{org_slug}" },

	/* lists for other programs */
	{ "GET", "/feeds/meetings/:file", "/feeds/meetings/{slug}.ics" },
	{ "GET", "/api/v1/occurrences", "/api/v1/occurrences?slug={slug}&from=2016-12-12&to=2016-12-31" },
	{ "GET", "/api/v1/meetings/:slug", "/api/v1/meetings/{slug}" },
	{ "GET", "/:lang/meetings/:slug/qr.svg", "/meetings/{slug}/qr.svg" },
	{ "GET", "/embed/:lang/meetings", "/embed/LANG/meetings" },
	{ "GET", "/embed/:lang/meetings.html", "/embed/LANG/meetings.html", .flags = VISIT_PIECE },
	{ "GET", "/embed/:lang/support", "/embed/LANG/support" },
	{ "GET", "/embed/:lang/support.html", "/embed/LANG/support.html", .flags = VISIT_PIECE },
	{ "GET", "/hsds/profile/:file", "/hsds/profile/schedule.json" },
	{ "GET", "/hsds/services/:id", "/hsds/services/{hsds_service}" },
	{ "POST", "/hsds/services", NULL, "search=varde", 200 },
	{ "GET", "/hsds/organizations/:id", "/hsds/organizations/{hsds_organization}" },
	{ "POST", "/hsds/organizations", NULL, "search=varde", 200 },
	{ "GET", "/hsds/service_at_locations/:id", "/hsds/service_at_locations/{hsds_at_location}" },
	{ "POST", "/hsds/service_at_locations", NULL, "search=varde", 200 },
	{ "GET", "/hsds/taxonomies/:id", "/hsds/taxonomies/{hsds_taxonomy}" },
	{ "POST", "/hsds/taxonomies", NULL, "search=hl7", 200 },
	{ "GET", "/hsds/taxonomy_terms/:id", "/hsds/taxonomy_terms/{hsds_term}" },
	{ "POST", "/hsds/taxonomy_terms", NULL, "search=group", 200 },
	{ "GET", "/api/v1/services/:slug", "/api/v1/services/boligen" },
	{ "POST", "/api/v1/services", NULL, "{\"kind\": \"outreach\", \"name_en\": \"Street team\", \"org\": \"{org}\", \"mode\": \"home\", "
	  "\"area_code\": \"DK-751\"}", 201 },
	{ "PUT", "/api/v1/services/:slug", "/api/v1/services/boligen", "{\"name_en\": \"The house\"}", 200 },
	{ "POST", "/api/v1/meetings", NULL, MEETING_JSON, 201 },
	{ "PUT", "/api/v1/meetings/:slug", "/api/v1/meetings/{slug}", "{\"room\": \"Stuen\"}", 200 },

	/* on paper */
	{ "GET", "/:lang/paper/:file", "/paper/pocket.pdf" },

	/* programmes, and who works together where */
	{ "GET", "/:lang/programmes/:slug", "/programmes/smart-puljen" },
	{ "GET", "/:lang/programmes/:slug/documents/:id", "/programmes/smart-puljen/documents/{paper}" },
	{ "POST", "/:lang/work/programmes/new", NULL, "level=project&name_da=Ny+gren&name_en=New+branch&audience=adults&org={org}"
	  "&first_day=1.10.2013&last_day=31.10.2016&contact_role=Koordinatoren&unit=Voksne&sure=1" },
	{ "GET", "/:lang/work/programmes/:id", "/work/programmes/{project}" },
	{ "POST", "/:lang/work/programmes/:id", "/work/programmes/{project}", "level=project&name_da=Frises+grupper&name_en=The+groups+of+Frise"
	  "&audience=adults&org={org}&first_day=1.10.2013&last_day=31.10.2016&sure=1" },
	{ "GET", "/:lang/work/programmes/:id/documents/new", "/work/programmes/{project}/documents/new" },
	{ "POST", "/:lang/work/programmes/:id/documents/new", "/work/programmes/{project}/documents/new", "name=Regler&lang=da&text=Vi+begynder+i+dag" },
	{ "POST", "/:lang/work/programmes/:id/documents/:document/removal", "/work/programmes/{project}/documents/{project_paper}/removal", "" },
	{ "GET", "/:lang/work/programmes/:id/diary", "/work/programmes/{project}/diary" },
	{ "GET", "/:lang/work/programmes/:id/diary/:month", "/work/programmes/{project}/diary/2016-03" },
	{ "POST", "/:lang/work/programmes/:id/diary/:month/explanation", "/work/programmes/{project}/diary/2016-03/explanation", "explained=Sygdom" },
	{ "POST", "/:lang/work/programmes/:id/diary/notes", "/work/programmes/{project}/diary/notes", "day=1.9.2016&words=Ny+kaffemaskine" },
	{ "GET", "/:lang/work/programmes/:id/diary/notes/:note", "/work/programmes/{project}/diary/notes/{diary_note}" },
	{ "POST", "/:lang/work/programmes/:id/diary/notes/:note/strike", "/work/programmes/{project}/diary/notes/{diary_note}/strike", "why=Det+var+en+anden+dag" },
	{ "GET", "/:lang/work/programmes/:id/reports", "/work/programmes/{project}/reports" },
	{ "POST", "/:lang/work/programmes/:id/reports", "/work/programmes/{project}/reports", "name=Aaret&due_day=1.2.2017&from_day=1.1.2016&to_day=31.3.2016" },
	{ "POST", "/:lang/work/programmes/:id/reports/begin", "/work/programmes/{project}/reports/begin", "book={grant}&day=2017-01-31&how=draft" },
	{ "GET", "/:lang/work/programmes/:id/reports/:report", "/work/programmes/{project}/reports/{draft_report}" },
	{ "POST", "/:lang/work/programmes/:id/reports/:report", "/work/programmes/{project}/reports/{draft_report}", "name=Kvartalet&due_day=1.2.2017"
	  "&from_day=1.1.2016&to_day=31.3.2016&done=Meget&learned=Lidt&ahead=Mere" },
	{ "POST", "/:lang/work/programmes/:id/reports/:report/final", "/work/programmes/{project}/reports/{draft_report}/final", "" },
	{ "GET", "/:lang/work/programmes/:id/end", "/work/programmes/{project}/end" },
	{ "POST", "/:lang/work/programmes/:id/end", "/work/programmes/{project}/end", "", 422 },
	{ "POST", "/:lang/work/programmes/:id/end/groups/:meeting", "/work/programmes/{project}/end/groups/{group}", "org={org}" },
	{ "POST", "/:lang/work/programmes/:id/end/points/:code", "/work/programmes/{project}/end/points/thanks", "what=done" },
	{ "GET", "/:lang/area/:code", "/area/573" },
	{ "POST", "/:lang/work/partners/new", NULL, "org={org}&area=Varde&programme={programme}&first_day=1.1.2014&last_day=31.12.2016&flow=totals"
	  "&org_roles=runs&contact_role=Kontoret&agreement=Mappe+4&sure=1" },
	{ "GET", "/:lang/work/partners/:id", "/work/partners/{pair}" },
	{ "POST", "/:lang/work/partners/:id", "/work/partners/{pair}", "org={org}&area=Aarhus&programme={programme}&first_day=1.10.2013"
	  "&last_day=31.12.2016&flow=lists&org_roles=runs&sure=1" },

	/* whom it is for */
	{ "GET", "/:lang/programmes/:slug/who", "/programmes/smart-selvhjaelpsgrupper/who" },
	{ "POST", "/:lang/programmes/:slug/who", "/programmes/smart-selvhjaelpsgrupper/who", "been=finished&wants=yes&status=drug_free", 200, VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/programmes/:id/policy", "/work/programmes/{project}/policy" },
	{ "POST", "/:lang/work/programmes/:id/policy", "/work/programmes/{project}/policy", "expression=been_in_treatment+and+wants_support+and+(drug_free+or+"
	  "(substitution_branch+and+stable_substitution+and+not+illegal_use))&substitution=1&in_da=Velkommen&in_en=Welcome&out_da=Velkommen&out_en=Welcome"
	  "&unknown_da=Velkommen&unknown_en=Welcome&sure=1" },

	/* people who receive support: their own page */
	{ "POST", "/:lang/key", NULL, "words=aaaa-bbbb-cccc-dddd", 422, VISIT_ELSEWHERE | VISIT_KEEPS },
	{ "POST", "/:lang/key/new", NULL, "nickname=Karim&role=person", 200, VISIT_ELSEWHERE | VISIT_COOKIE | VISIT_ENDS },
	{ "POST", "/:lang/mine", NULL, "nickname=Per" },
	{ "POST", "/:lang/mine/key", NULL, "as=letters", 200 },
	{ "POST", "/:lang/mine/level", NULL, "" },
	{ "POST", "/:lang/mine/call/end", NULL, "" },
	{ "POST", "/:lang/mine/bridge/end", NULL, "" },
	{ "POST", "/:lang/mine/deletion", NULL, "sure=1", .flags = VISIT_ENDS | VISIT_COOKIE },
	{ "POST", "/:lang/mine/out", NULL, "", .flags = VISIT_ENDS | VISIT_COOKIE },

	/* calls that were promised */
	{ "POST", "/:lang/call", NULL, "role=person&nickname=Per&phone=87654321&time=any", 200, VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/calls/:id", "/work/calls/{call}", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/calls/:id", "/work/calls/{call}", "result=talked", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/calls/:id/number", "/work/calls/{call}/number", "", 200, .also = PERSON_SERVE },
	{ "POST", "/:lang/work/calls/:id/end", "/work/calls/{call}/end", "", 422, .also = PERSON_SERVE },

	/* what they said yes to, and who looked */
	{ "GET", "/:lang/mine/consents/:consent", "/mine/consents/{own_consent}" },
	{ "GET", "/:lang/mine/consents/:consent/stop", "/mine/consents/{own_consent}/stop" },
	{ "POST", "/:lang/mine/consents/:consent/stop", "/mine/consents/{own_consent}/stop", "" },
	{ "GET", "/:lang/work/persons/:id/consents", "/work/persons/{served}/consents" },
	{ "POST", "/:lang/work/persons/:id/consents", "/work/persons/{served}/consents", "to=org-{org}&classes=nickname&classes=need&purpose=follow&form=spoken"
	  "&end_day=2017-01-31" },
	{ "GET", "/:lang/work/persons/:id/consents/new", "/work/persons/{served}/consents/new" },
	{ "GET", "/:lang/work/persons/:id/consents/:consent", "/work/persons/{served}/consents/{served_consent}" },
	{ "GET", "/:lang/work/persons/:id/consents/:consent/stop", "/work/persons/{served}/consents/{served_consent}/stop" },
	{ "POST", "/:lang/work/persons/:id/consents/:consent/stop", "/work/persons/{served}/consents/{served_consent}/stop", "" },
	{ "POST", "/:lang/work/persons/:id/consents/:consent/told", "/work/persons/{served_too}/consents/{stopped_consent}/told", "" },
	{ "GET", "/:lang/work/persons/:id/look", "/work/persons/{served}/look" },
	{ "POST", "/:lang/work/persons/:id/look", "/work/persons/{served}/look", "why=asked", 200 },
	{ "POST", "/:lang/work/looks/:id/:look", "/work/looks/{served}/{look}", "" },

	/* what they may ask about what is kept of them */
	{ "POST", "/:lang/mine/rights/name", NULL, "name=Karim+Larsen" },
	{ "POST", "/:lang/mine/rights/ways/:way", "/mine/rights/ways/{own_way}", "" },
	{ "POST", "/:lang/mine/rights/correction", NULL, "words=Det+var+i+Varde" },
	{ "POST", "/:lang/mine/gates", NULL, "label=Mor&shares=well", 200 },
	{ "GET", "/:lang/mine/gates/:id", "/mine/gates/{gate}" },
	{ "POST", "/:lang/mine/gates/:id", "/mine/gates/{gate}", "shares=well&well=1&meet_day=20.12.2016" },
	{ "POST", "/:lang/mine/gates/:id/word", "/mine/gates/{gate}/word", "word=aaaa-aaaa-aaaa" },
	{ "POST", "/:lang/mine/gates/:id/end", "/mine/gates/{gate}/end", "" },
	{ "GET", "/:lang/work/rights/:id", "/work/rights/{right}" },
	{ "POST", "/:lang/work/rights/:id", "/work/rights/{wrong}", "result=kept&answer=Det+staar+der" },
	{ "POST", "/:lang/work/rights/:id/copy", "/work/rights/{right}/copy", "", 200 },
	{ "GET", "/:lang/work/persons/:id/rights", "/work/persons/{served}/rights" },
	{ "POST", "/:lang/work/persons/:id/rights", "/work/persons/{served_too}/rights", "kind=copy&present=1" },

	{ "POST", "/:lang/work/persons/:id/called", "/work/persons/{served}/called", "nickname=Perle" },
	{ "POST", "/:lang/work/persons/:id/shield", "/work/persons/{served}/shield", "shield=1" },

	/* what went wrong, and a worry about a child */
	{ "POST", "/:lang/work/incidents/new", NULL, "class=threat&severity=serious&day=11.12.2016&what=En+deltager+truede&done=Vi+gik&told=coordinator" },
	{ "GET", "/:lang/work/incidents/:id", "/work/incidents/{incident}", .flags = VISIT_OWN },
	{ "POST", "/:lang/work/incidents/:id", "/work/incidents/{incident}", "act=debriefed", .flags = VISIT_OWN },
	{ "POST", "/:lang/work/child", NULL, "area_text=Varde&note=Et+barn+var+alene" },
	{ "GET", "/:lang/work/child/:id", "/work/child/{worry}", .flags = VISIT_OWN },
	{ "POST", "/:lang/work/child/:id", "/work/child/{worry}", "why=Barnet+har+det+godt", .flags = VISIT_OWN },
	{ "GET", "/:lang/work/child/numbers/:area", "/work/child/numbers/{area}" },
	{ "POST", "/:lang/work/child/numbers/:area", "/work/child/numbers/{area}", "", 422 },

	/* asked from outside, and what got out */
	{ "POST", "/:lang/work/outside", NULL, "from_kind=police&day=11.12.2016&what=Kender+vi+en+mand" },
	{ "GET", "/:lang/work/outside/:id", "/work/outside/{asked}" },
	{ "POST", "/:lang/work/outside/:id", "/work/outside/{asked}", "act=decide&decision=nothing&basis=none&reason=Ingen+hjemmel" },
	{ "POST", "/:lang/work/breaches/new", NULL, "kind=lost&hours_ago=2&what=En+liste&classes=name&people=3&risk=some" },
	{ "GET", "/:lang/work/breaches/:id", "/work/breaches/{breach}" },
	{ "POST", "/:lang/work/breaches/:id", "/work/breaches/{breach}", "act=authority_no&why=Listen+kom+igen" },
	{ "GET", "/:lang/work/breaches/:id/paper", "/work/breaches/{breach}/paper" },

	/* handed over, until they have arrived */
	{ "POST", "/:lang/work/handover/places", NULL, "need=home&nickname=Mikkel&place=Aarhus", 200 },
	{ "POST", "/:lang/work/handover", NULL, "need=home&nickname=Mikkel&target={service}&urgency=normal&told=nickname&yes=1",
	  .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/loops/:id", "/work/loops/{loop}" },
	{ "GET", "/:lang/work/loops/:id/card", "/work/loops/{loop}/card" },
	{ "POST", "/:lang/work/loops/:id/key", "/work/loops/{sent_loop}/key", "", 200 },
	{ "POST", "/:lang/work/loops/:id/acts", "/work/loops/{loop}/acts", "event=received" },
	{ "POST", "/:lang/work/loops/:id/tries", "/work/loops/{loop}/tries", "result=no_answer&channel=phone" },
	{ "POST", "/:lang/work/loops/:id/owner", "/work/loops/{loop}/owner", "owner={coach}&deputy={coordinator}" },
	{ "POST", "/:lang/work/loops/:id/seen", "/work/loops/{loop}/seen", "" },
	{ "POST", "/:lang/work/loops/:id/asked", "/work/loops/{loop}/asked", "" },
	{ "POST", "/:lang/work/loops/:id/links", "/work/loops/{loop}/links", "" },
	{ "GET", "/:lang/work/loops/:id/links/:token", "/work/loops/{loop}/links/{loop_link}" },
	{ "POST", "/:lang/work/loops/:id/links/end", "/work/loops/{loop}/links/end", "" },
	{ "GET", "/:lang/l/:token", "/l/{loop_link}" },
	{ "POST", "/:lang/l/:token", "/l/{loop_link}", "event=received", .flags = VISIT_ELSEWHERE },
	{ "POST", "/:lang/l/:token/again", "/l/{loop_link}/again", "", .flags = VISIT_ELSEWHERE },
	{ "POST", "/:lang/mine/loops/:id", "/mine/loops/{own_loop}", "event=declined" },
	{ "GET", "/:lang/work/along/:id", "/work/along/{walk}", .whose = ROLE_COMPANION },
	{ "POST", "/:lang/work/along/:id", "/work/along/{walk}", "event=came", .whose = ROLE_COMPANION },

	{ "POST", "/:lang/work/loops/:id/links/:token/mail", "/work/loops/{loop}/links/{loop_link}/mail", "" },

	/* messages that leave */
	{ "GET", "/:lang/work/house/messages", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/house/messages", NULL, "road=folder&from_address=hus%40example.org&from_name=Huset&port=587&tls=start", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/house/messages/try", NULL, "", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/me/messages", NULL, "wish=any&address=mig%40example.org", .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/tell/:id", "/work/tell/{untold}", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/tell/:id", "/work/tell/{untold}", "", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/phone", NULL, "told={untold}" },
	{ "POST", "/:lang/work/phone/paper", NULL, "", 200, VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/stopped/:id", "/work/stopped/{stopped_consent}", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/stopped/:id", "/work/stopped/{stopped_consent}", "", .also = PERSON_SERVE },
	{ "POST", "/:lang/mine/ways", NULL, "type=email&address=k%40example.org&time=any" },
	{ "POST", "/:lang/mine/ways/:id/end", "/mine/ways/{own_way}/end", "" },
	{ "GET", "/:lang/stop/:token", "/stop/{stop_link}" },
	{ "POST", "/:lang/stop/:token", "/stop/{stop_link}", "", .flags = VISIT_ELSEWHERE },

	/* being away */
	{ "POST", "/:lang/work/away/look", NULL, "from=16.10.2017&to=18.10.2017", 200, VISIT_ELSEWHERE },
	{ "POST", "/:lang/work/away", NULL, "from=16.10.2017&to=18.10.2017", .flags = VISIT_ELSEWHERE },
	{ "POST", "/:lang/work/away/end", NULL, "from=2016-12-16", .flags = VISIT_ELSEWHERE | VISIT_SAME },

	/* a partner outside */
	{ "GET", "/:lang/p/:token", "/p/demonstrationaarhusmodtagelse" },
	{ "POST", "/:lang/p", NULL, "link=demonstrationaarhusmodtagelse&digits=000000", 422, VISIT_ELSEWHERE | VISIT_KEEPS },
	{ "POST", "/:lang/p/:token", "/p/demonstrationaarhusmodtagelse", "digits=000000", 422, VISIT_ELSEWHERE | VISIT_KEEPS },
	{ "POST", "/:lang/work/senders/new", NULL, "name=Centret&org={org}&area=Aarhus", 200 },
	{ "POST", "/:lang/work/senders/:id/renewal", "/work/senders/{sender}/renewal", "", 200 },
	{ "POST", "/:lang/work/senders/:id/ending", "/work/senders/{sender}/ending", "" },
	{ "GET", "/:lang/work/send/:id/card", "/work/send/{sent_loop}/card", .whose = ROLE_PARTNER },
	{ "POST", "/:lang/work/send/:id/key", "/work/send/{sent_loop}/key", "", 200, .whose = ROLE_PARTNER },
	{ "POST", "/:lang/work/send/:id/left", "/work/send/{sent}/left", "", .whose = ROLE_PARTNER },
	{ "POST", "/:lang/work/send/:id/back", "/work/send/{sent_early}/back", "", .whose = ROLE_PARTNER },

	/* between two places */
	{ "POST", "/:lang/work/transitions/new", NULL, "org={org}&nickname=Per&from_kind=detox&planned_day=2016-12-20&owner={coordinator}&deputy={coach}"
	  "&said_yes=1", 200, VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/transitions/:id", "/work/transitions/{transition}", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/transitions/:id", "/work/transitions/{transition}", "act=left", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/transitions/:id/owners", "/work/transitions/{transition}/owners", "owner={coach}&deputy={coordinator}" },
	{ "POST", "/:lang/work/transitions/:id/link", "/work/transitions/{transition}/link", "", 200 },
	{ "GET", "/:lang/b/:token", "/b/{bridge}" },
	{ "POST", "/:lang/b/:token", "/b/{bridge_early}", "act=back", .flags = VISIT_ELSEWHERE },

	/* there and home */
	{ "POST", "/:lang/mine/rides/new", NULL, RIDE_FORM },
	{ "POST", "/:lang/mine/rides/:id", "/mine/rides/{own_ride}", "event=cancel" },
	{ "POST", "/:lang/work/rides/money", NULL, "act=rate&from_day=1.12.2016&rate=2,10", .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/rides/:id", "/work/rides/{ride}" },
	{ "POST", "/:lang/work/rides/:id", "/work/rides/{ride}", "event=cancel" },
	{ "POST", "/:lang/work/rides/:id/number", "/work/rides/{ride}/number", "", 200 },
	{ "POST", "/:lang/work/rides/:id/found", "/work/rides/{ride}/found", "how=taxi&legs=3" },
	{ "GET", "/:lang/work/persons/:id/rides", "/work/persons/{served}/rides" },
	{ "GET", "/:lang/work/persons/:id/rides/new", "/work/persons/{served}/rides/new" },
	{ "POST", "/:lang/work/persons/:id/rides/new", "/work/persons/{served}/rides/new", RIDE_FORM "&said_yes=1" },
	{ "POST", "/:lang/work/driving/car", NULL, "seats=3&child_seats=1&most_week=2", .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/driving/:id", "/work/driving/{ride}", .whose = ROLE_COMPANION },
	{ "POST", "/:lang/work/driving/:id", "/work/driving/{ride}", "act=yes3", .whose = ROLE_COMPANION },

	/* calls that they said yes to */
	{ "POST", "/:lang/work/checkups/script", NULL, "body=Hej", .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/checkups/:id", "/work/checkups/{agreed}", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/checkups/:id", "/work/checkups/{agreed}", "result=talked", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/checkups/:id/number", "/work/checkups/{agreed}/number", "", 200, .also = PERSON_SERVE },
	{ "POST", "/:lang/work/checkups/:id/answers", "/work/checkups/{look_at}/answers", "days=good", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/checkups/:id/owner", "/work/checkups/{agreed}/owner", "owner={coach}" },
	{ "GET", "/:lang/work/persons/:id/calls", "/work/persons/{served}/calls" },
	{ "POST", "/:lang/work/persons/:id/calls", "/work/persons/{served_too}/calls", "kind=phone&time=any&said_yes=1" },
	{ "POST", "/:lang/mine/calls", NULL, "kind=phone&time=any" },
	{ "POST", "/:lang/mine/calls/end", NULL, "kind=checkup" },
	{ "POST", "/:lang/mine/checkup", NULL, "days=good" },
	/* the first days after that, and somebody at the door */
	{ "POST", "/:lang/mine/plan", NULL, "act=begin" },
	{ "POST", "/:lang/mine/plan/steps/new", NULL, "kind=talk&day=2016-12-24&who=Anna" },
	{ "GET", "/:lang/mine/plan/steps/:step", "/mine/plan/steps/{own_step}" },
	{ "POST", "/:lang/mine/plan/steps/:step", "/mine/plan/steps/{own_step}", "kind=talk&day=2016-12-24&who=Anna" },
	{ "POST", "/:lang/mine/plan/steps/:step/end", "/mine/plan/steps/{own_step}/end", "how=done" },
	{ "GET", "/:lang/work/transitions/:id/plan", "/work/transitions/{transition}/plan", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/transitions/:id/plan", "/work/transitions/{transition}/plan", "act=begin", .also = PERSON_SERVE },
	{ "GET", "/:lang/work/transitions/:id/plan/paper", "/work/transitions/{transition}/plan/paper", .also = PERSON_SERVE },
	{ "GET", "/:lang/work/transitions/:id/plan/steps/new", "/work/transitions/{transition}/plan/steps/new", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/transitions/:id/plan/steps/new", "/work/transitions/{transition}/plan/steps/new", "kind=talk&day=2016-12-25&who=Anna",
	  .also = PERSON_SERVE },
	{ "GET", "/:lang/work/transitions/:id/plan/steps/:step", "/work/transitions/{transition}/plan/steps/{step}", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/transitions/:id/plan/steps/:step", "/work/transitions/{transition}/plan/steps/{step}", "kind=talk&day=2016-12-25&who=Anna",
	  .also = PERSON_SERVE },
	{ "POST", "/:lang/work/transitions/:id/plan/steps/:step/end", "/work/transitions/{transition}/plan/steps/{step}/end", "how=done", .also = PERSON_SERVE },
	{ "POST", "/:lang/mine/there", NULL, "when=1/2016-12-11", 422 },
	/* what they take part in, before, during, after; and papers */
	{ "POST", "/:lang/mine/way", NULL, "target=nothing&own_wish=1&start=1", 422 },
	{ "POST", "/:lang/mine/way/:part", "/mine/way/{own_part}", "event=paused" },
	{ "POST", "/:lang/mine/way/times/new", NULL, "kind=talks&from_day=2016-10-01" },
	{ "GET", "/:lang/mine/way/times/:time", "/mine/way/times/{own_time}" },
	{ "POST", "/:lang/mine/way/times/:time", "/mine/way/times/{own_time}", "kind=stay&from_day=2016-10-01" },
	{ "POST", "/:lang/mine/way/times/:time/end", "/mine/way/times/{own_time}/end", "" },
	{ "GET", "/:lang/work/persons/:id/way", "/work/persons/{served}/way" },
	{ "POST", "/:lang/work/persons/:id/way", "/work/persons/{served}/way", "target=service-{service}&own_wish=1&start=1" },
	{ "POST", "/:lang/work/persons/:id/way/:part", "/work/persons/{served}/way/{part}", "event=paused&said=1" },
	{ "GET", "/:lang/work/persons/:id/way/times/new", "/work/persons/{served}/way/times/new" },
	{ "POST", "/:lang/work/persons/:id/way/times/new", "/work/persons/{served}/way/times/new", "kind=talks&from_day=2016-10-01&said=1" },
	{ "GET", "/:lang/work/persons/:id/way/times/:time", "/work/persons/{served}/way/times/{time}" },
	{ "POST", "/:lang/work/persons/:id/way/times/:time", "/work/persons/{served}/way/times/{time}", "kind=stay&from_day=2016-10-01&said=1" },
	{ "POST", "/:lang/work/persons/:id/way/times/:time/end", "/work/persons/{served}/way/times/{time}/end", "" },
	{ "GET", "/:lang/work/persons/:id/papers", "/work/persons/{served}/papers" },
	{ "POST", "/:lang/work/persons/:id/papers", "/work/persons/{served}/papers", "kind=dk_income&step=apply&due=2017-01-31" },
	{ "GET", "/:lang/work/papers/:id", "/work/papers/{papers}", .also = PERSON_SERVE },
	{ "POST", "/:lang/work/papers/:id", "/work/papers/{papers}", "act=have&n=1", .also = PERSON_SERVE },
	{ "POST", "/:lang/mine/papers/:id", "/mine/papers/{own_papers}", "act=have&n=1" },
	{ "GET", "/:lang/mine/loops/:id/door", "/mine/loops/{own_loop}/door" },
	{ "POST", "/:lang/mine/loops/:id/door", "/mine/loops/{own_loop}/door", "act=ask" },
	{ "GET", "/:lang/work/loops/:id/door", "/work/loops/{loop}/door" },
	{ "POST", "/:lang/work/loops/:id/door", "/work/loops/{loop}/door", "act=ask" },
	{ "GET", "/:lang/work/door/:id", "/work/door/{door}", .whose = ROLE_COMPANION },
	{ "POST", "/:lang/work/door/:id", "/work/door/{door}", "act=no", .whose = ROLE_COMPANION },

	/* the books of grants */
	{ "POST", "/:lang/work/grants/new", NULL, "name=Tilskuddet&pool={pool}&org={org}&amount=1.000&currency=DKK&first_day=1.1.2016&last_day=31.12.2016"
	  "&lines=Ting;+udgift;+1.000&dues=1.3.2017;+Rapport&conditions=Som+brevet" },
	{ "GET", "/:lang/work/grants/:id", "/work/grants/{grant}" },
	{ "GET", "/:lang/work/grants/:id/edit", "/work/grants/{grant}/edit" },
	{ "POST", "/:lang/work/grants/:id/edit", "/work/grants/{new_grant}/edit", "name=Det+nye&pool={pool}&org={org}&amount=2.000&currency=DKK"
	  "&first_day=1.11.2016&last_day=31.12.2016&lines=Ting;+udgift;+1.000%0ALoen;+timer;+1.000&dues=" },
	{ "GET", "/:lang/work/grants/:id/hours", "/work/grants/{grant}/hours" },
	{ "POST", "/:lang/work/grants/:id/hours", "/work/grants/{grant}/hours", "person={paid}&day=12.10.2016&hours=1&activity=groups&note=Kort" },
	{ "GET", "/:lang/work/grants/:id/costs", "/work/grants/{grant}/costs" },
	{ "POST", "/:lang/work/grants/:id/costs", "/work/grants/{grant}/costs", "day=12.10.2016&line={cost_line}&amount=99,50&voucher=A7&note=Kaffe" },
	{ "GET", "/:lang/work/grants/:id/income", "/work/grants/{grant}/income" },
	{ "POST", "/:lang/work/grants/:id/income", "/work/grants/{grant}/income", "day=12.10.2016&amount=500&note=Rate" },
	{ "GET", "/:lang/work/grants/:id/people", "/work/grants/{grant}/people" },
	{ "POST", "/:lang/work/grants/:id/people", "/work/grants/{grant}/people", "name=Bo&login=&from_day=1.1.2016&rate=200" },
	{ "POST", "/:lang/work/grants/:id/months/:month/lock", "/work/grants/{grant}/months/2016-10/lock", "" },
	{ "POST", "/:lang/work/grants/:id/entries/:entry/counter", "/work/grants/{grant}/entries/{entry}/counter", "" },
	{ "GET", "/:lang/work/grants/:id/account", "/work/grants/{grant}/account" },
	{ "GET", "/:lang/work/grants/:id/files/:file", "/work/grants/{grant}/files/ledger.csv" },
	{ "POST", "/:lang/work/hours", NULL, "person={paid}&day=12.10.2016&hours=1&activity=groups&note=Kort", 422 },

	/* outreach */
	{ "POST", "/:lang/work/outreach/new", NULL, "org={org}&place=Banegaarden&area=Varde&day=11.12.2016&period=evening&conversations=3&talk=2" },
	{ "GET", "/:lang/work/outreach/:id", "/work/outreach/{round}" },
	{ "POST", "/:lang/work/outreach/:id", "/work/outreach/{round}",
	  "org={org}&place=Banegaarden&area=Varde&day=11.12.2016&period=evening&conversations=4" },
	{ "POST", "/:lang/work/outreach/:id/discard", "/work/outreach/{round}/discard", "" },

	/* evenings */
	{ "GET", "/:lang/work/evenings/:id", "/work/evenings/{meeting}" },
	{ "POST", "/:lang/work/evenings/:id", "/work/evenings/{meeting}", "from_day=1.11.2016&seats=9&starts_with=4&talk=none" },
	{ "GET", "/:lang/work/evenings/:id/:day", "/work/evenings/{meeting}/2016-11-29" },
	{ "POST", "/:lang/work/evenings/:id/:day", "/work/evenings/{meeting}/2016-12-06",
	  "heads=6&first_timers=1&incident=no&note=Lampen&state=held&sure=1" },
	{ "GET", "/:lang/work/evenings/:id/:day/word", "/work/evenings/{meeting}/2016-11-29/word" },
	{ "POST", "/:lang/work/evenings/:id/:day/check", "/work/evenings/{meeting}/2016-11-29/check", "by=self&c1=y&c2=p" },
	{ "POST", "/:lang/work/evenings/:id/:day/links", "/work/evenings/{meeting}/2016-12-13/links", "" },
	{ "GET", "/:lang/work/evenings/:id/:day/links/:token", "/work/evenings/{meeting}/2016-12-13/links/{evening_token}" },
	{ "GET", "/:lang/work/evenings/:id/sheet", "/work/evenings/{meeting}/sheet?month=2016-11" },
	{ "POST", "/:lang/work/evenings/:id/sheet", "/work/evenings/{meeting}/sheet", "month=2016-11&code=&heads_2016-11-22=6&first_2016-11-22=1" },
	{ "GET", "/:lang/work/evenings/:id/sheet/:file", "/work/evenings/{meeting}/sheet/2016-11.pdf" },
	{ "GET", "/:lang/work/evenings/:id/method", "/work/evenings/{meeting}/method" },
	{ "GET", "/:lang/work/evenings/:id/seats", "/work/evenings/{meeting}/seats" },
	{ "POST", "/:lang/work/evenings/:id/seats", "/work/evenings/{meeting}/seats", "nickname=Regn" },
	{ "POST", "/:lang/work/evenings/:id/seats/:seat", "/work/evenings/{meeting}/seats/4714", "do=offer" },
	{ "POST", "/:lang/work/evenings/:id/offers", "/work/evenings/{meeting}/offers", "", .flags = VISIT_SAME },     /* nobody waits elsewhere */
	{ "GET", "/:lang/work/evenings/:id/rota", "/work/evenings/{meeting}/rota" },
	{ "POST", "/:lang/work/evenings/:id/:day/cannot", "/work/evenings/{meeting}/2016-12-20/cannot", "volunteer=4711" },
	{ "POST", "/:lang/work/evenings/:id/:day/informal", "/work/evenings/{meeting}/2016-12-20/informal", "" },
	{ "GET", "/:lang/s/:token", "/s/{stand_in_token}" },
	{ "POST", "/:lang/s/:token", "/s/{stand_in_token}", "answer=yes", .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/e/:token", "/e/{evening_token}" },
	/* The evening of the link has not begun. */
	{ "POST", "/:lang/e/:token", "/e/{evening_token}", "heads=6&first_timers=1&incident=no&state=held", 422, VISIT_ELSEWHERE },

	/* looking whether it is right */
	{ "GET", "/:lang/v/:token", "/v/{token}" },
	{ "POST", "/:lang/v/:token", "/v/{token}", "answer=right", .flags = VISIT_ELSEWHERE },
	{ "POST", "/:lang/v/:token/again", "/v/{used_token}/again", "", .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/meetings/:slug/report", "/meetings/{slug}/report" },
	{ "POST", "/:lang/meetings/:slug/report", "/meetings/{slug}/report", "kind=locked&words=Ingen+hjemme", .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/meetings/:slug/reported", "/meetings/{slug}/reported" },
	{ "POST", "/:lang/work/reports/:id/answer", "/work/reports/{report}/answer", "answer=mended" },
	{ "POST", "/:lang/work/meetings/:id/verifications", "/work/meetings/{meeting}/verifications", "" },
	{ "POST", "/:lang/work/meetings/:id/links", "/work/meetings/{meeting}/links", "" },
	{ "GET", "/:lang/work/meetings/:id/links/:token", "/work/meetings/{meeting}/links/{token}" },

	{ "GET", "/:lang/support/:slug", "/support/boligen" },
	{ "GET", "/:lang/support/:slug/qr.svg", "/support/boligen/qr.svg" },
	{ "GET", "/:lang/support/:slug/report", "/support/boligen/report" },
	{ "POST", "/:lang/support/:slug/report", "/support/boligen/report", "kind=number&words=Ude+af+drift", .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/support/:slug/reported", "/support/boligen/reported" },
	{ "POST", "/:lang/work/support/:id/verifications", "/work/support/{service}/verifications", "" },
	{ "POST", "/:lang/work/support/:id/links", "/work/support/{service}/links", "" },
	{ "GET", "/:lang/work/support/:id/links/:token", "/work/support/{service}/links/{service_token}" },

	/* coming in */
	{ "GET", "/:lang/login", .good = 303, .flags = VISIT_ELSEWHERE },
	{ "POST", "/:lang/login", NULL, "name=Signe&passphrase=" PASSPHRASE, .flags = VISIT_ELSEWHERE | VISIT_COOKIE | VISIT_KEEPS },
	{ "POST", "/:lang/login/code", NULL, "ticket={ticket}&code={totp}", .flags = VISIT_ELSEWHERE | VISIT_COOKIE | VISIT_KEEPS },
	{ "POST", "/:lang/welcome", NULL, "code={code}", 200, VISIT_ELSEWHERE | VISIT_KEEPS },
	{ "POST", "/:lang/welcome/passphrase", NULL, "code={code}&passphrase=" NEW_PASSPHRASE "&again=" NEW_PASSPHRASE,
	  .flags = VISIT_ELSEWHERE | VISIT_COOKIE | VISIT_KEEPS },
	{ "POST", "/:lang/logout", NULL, "", .flags = VISIT_ELSEWHERE | VISIT_COOKIE | VISIT_ENDS },
	{ "POST", "/:lang/work/me/passphrase", NULL, "old_passphrase=" PASSPHRASE "&passphrase=" NEW_PASSPHRASE "&again=" NEW_PASSPHRASE,
	  .flags = VISIT_OWN | VISIT_KEEPS },
	{ "POST", "/:lang/work/me/sessions/end", NULL, "", .flags = VISIT_ELSEWHERE },
	{ "POST", "/:lang/work/me/sessions/:id/end", "/work/me/sessions/{session}/end", "", .flags = VISIT_OWN },
	{ "POST", "/:lang/work/me/app", NULL, "old_passphrase=" PASSPHRASE "&sealed={offer}&code={offer_code}", .flags = VISIT_OWN | VISIT_KEEPS },
	{ "POST", "/:lang/work/me/app/off", NULL, "old_passphrase=" PASSPHRASE, .flags = VISIT_OWN | VISIT_KEEPS },

	/* commands, through the socket of the folder */
	{ "POST", "/control/import/:format", "/control/import/csv", "", 422 },
	{ "GET", "/control/export/:format", "/control/export/csv" },
	{ "GET", "/control/copy" },
	{ "POST", "/control/backup", NULL, "", 200 },
	{ "POST", "/control/invitation", "/control/invitation?name=Yrsa&role=keeper", "", 200 },
	{ "POST", "/control/answer", NULL, "In-Reply-To: <nobody@example.org>", 404 },
	{ "POST", "/control/demo", NULL, "", 200 },

	/* people */
	{ "POST", "/:lang/work/people/search", NULL, "q=ka", 200, VISIT_ELSEWHERE },
	{ "POST", "/:lang/work/people/invite", NULL, "name=Yrsa&role=keeper&org={org}&area=&lang=da", 200 },
	{ "GET", "/:lang/work/people/:id", "/work/people/{person}" },
	{ "POST", "/:lang/work/people/:id/roles", "/work/people/{person}/roles", "role=coordinator&org={org}&area=" },
	{ "POST", "/:lang/work/people/:id/roles/end", "/work/people/{person}/roles/end", "role=keeper&org={org}&area=0" },
	{ "POST", "/:lang/work/people/:id/code", "/work/people/{newcomer}/code", "", 200 },
	{ "POST", "/:lang/work/people/:id/code/confirm", "/work/people/{lost}/code/confirm", "" },
	{ "POST", "/:lang/work/people/:id/sessions/end", "/work/people/{person}/sessions/end", "" },
	{ "POST", "/:lang/work/people/:id/wake", "/work/people/{sleeper}/wake", "" },
	{ "POST", "/:lang/work/people/:id/leave", "/work/people/{person}/leave", "sure=1" },

	/* areas, organisations, places */
	{ "POST", "/:lang/work/areas/new", NULL, "name=Randen&kind=other&country=DK&code=DK-X-RANDEN&zone=Europe/Copenhagen" },
	{ "GET", "/:lang/work/areas/:id", "/work/areas/{area}" },
	{ "POST", "/:lang/work/areas/:id", "/work/areas/{area}", "name=Aarhus&zone=Europe/Copenhagen&child_concern_phone=00000055" },
	{ "GET", "/:lang/work/orgs/new", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/orgs/new", NULL, "name=Havnens+venner&kind=association&sure=1" },
	{ "GET", "/:lang/work/orgs/:id", "/work/orgs/{org}" },
	{ "POST", "/:lang/work/orgs/:id", "/work/orgs/{org}", "name=Frise&kind=association&website=https://example.org/&sure=1" },
	{ "POST", "/:lang/work/orgs/:id/end", "/work/orgs/{empty_org}/end", "sure=1" },
	{ "POST", "/:lang/work/orgs/:id/resume", "/work/orgs/{ended_org}/resume", "" },
	{ "POST", "/:lang/work/locations/new", NULL, "name=Havnehuset&address=Prøvevej+7&postcode=8000&city=Aarhus&country=DK"
	  "&step_free=yes&toilet=unknown&org={org}&sure=1" },
	{ "GET", "/:lang/work/locations/:id", "/work/locations/{place}" },
	{ "POST", "/:lang/work/locations/:id", "/work/locations/{place}", "name=Huset+i+Prøvevej&address=Prøvevej+1&postcode=8000"
	  "&city=Aarhus+C&country=DK&step_free=no&toilet=no&org={org}&sure=1" },
	{ "POST", "/:lang/work/locations/:id/end", "/work/locations/{empty_place}/end", "" },
	{ "POST", "/:lang/work/locations/:id/resume", "/work/locations/{ended_place}/resume", "" },

	/* series and their dates */
	{ "POST", "/:lang/work/meetings/new", NULL, MEETING_FORM "&then=publish" },
	{ "GET", "/:lang/work/meetings/:id", "/work/meetings/{meeting}" },
	{ "GET", "/:lang/work/meetings/:id/edit", "/work/meetings/{meeting}/edit" },
	{ "POST", "/:lang/work/meetings/:id/edit", "/work/meetings/{meeting}/edit", MEETING_FORM },
	{ "POST", "/:lang/work/meetings/:id/publication", "/work/meetings/{draft}/publication", "" },
	{ "POST", "/:lang/work/meetings/:id/ending", "/work/meetings/{meeting}/ending", "last_day=2017-02-28" },
	{ "POST", "/:lang/work/meetings/:id/removal", "/work/meetings/{draft}/removal", "" },
	{ "GET", "/:lang/work/meetings/:id/cancellations", "/work/meetings/{meeting}/cancellations?day=2017-01-17" },
	{ "POST", "/:lang/work/meetings/:id/cancellations", "/work/meetings/{meeting}/cancellations", "day=2017-01-17&reason=ill" },
	{ "GET", "/:lang/work/meetings/:id/moves", "/work/meetings/{meeting}/moves?day=2017-01-17" },
	{ "POST", "/:lang/work/meetings/:id/moves", "/work/meetings/{meeting}/moves", "day=2017-01-17&new_day=2017-01-18&new_start_min=18.00" },
	{ "POST", "/:lang/work/meetings/:id/holdings", "/work/meetings/{monday}/holdings", "day=2016-12-26" },
	{ "POST", "/:lang/work/meetings/:id/restorations", "/work/meetings/{meeting}/restorations", "day=2017-01-10" },
	{ "GET", "/:lang/work/meetings/:id/pauses", "/work/meetings/{meeting}/pauses" },
	{ "POST", "/:lang/work/meetings/:id/pauses", "/work/meetings/{meeting}/pauses", "from=2017-04-10&to=2017-04-20&reason_da=Paaske" },
	{ "POST", "/:lang/work/meetings/:id/resumptions", "/work/meetings/{meeting}/resumptions", "from=2017-07-01" },
	{ "GET", "/:lang/work/meetings/:id/following", "/work/meetings/{meeting}/following?day=2017-01-17" },
	{ "POST", "/:lang/work/meetings/:id/following", "/work/meetings/{meeting}/following?day=2017-01-17",
	  MEETING_FORM "&day=2017-01-17&following=2017-01-17" },

	/* methods, and who helps */
	{ "GET", "/:lang/methods/:slug", "/methods/smart" },
	{ "GET", "/:lang/work/methods", .flags = VISIT_WHOLE },
	{ "GET", "/:lang/work/methods/new", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/methods/new", NULL, METHOD_FORM, .flags = VISIT_WHOLE },
	{ "GET", "/:lang/work/methods/:id", "/work/methods/1", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/methods/:id", "/work/methods/1", METHOD_FORM, .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/volunteers/new", NULL, HELPER_FORM },
	{ "GET", "/:lang/work/volunteers/:id", "/work/volunteers/{helper}" },
	{ "GET", "/:lang/work/volunteers/:id/edit", "/work/volunteers/{helper}/edit" },
	{ "POST", "/:lang/work/volunteers/:id/edit", "/work/volunteers/{helper}/edit", HELPER_FORM },
	{ "POST", "/:lang/work/volunteers/:id/steps", "/work/volunteers/{newcomer_helper}/steps", "step=signed" },
	{ "POST", "/:lang/work/volunteers/:id/pause", "/work/volunteers/{helper}/pause", "back_day=2017-02-01" },
	{ "POST", "/:lang/work/volunteers/:id/return", "/work/volunteers/{resting}/return", "" },
	{ "POST", "/:lang/work/volunteers/:id/leaving", "/work/volunteers/{helper}/leaving", "" },
	{ "POST", "/:lang/work/volunteers/:id/thanks", "/work/volunteers/{helper}/thanks", "" },
	{ "POST", "/:lang/work/volunteers/:id/qualifications", "/work/volunteers/{helper}/qualifications",
	  "type=training&method=1&issued=2016-12-01&issuer=Kurset&evidence=Mappe+1" },
	{ "POST", "/:lang/work/volunteers/:id/child-check", "/work/volunteers/{carer}/child-check", "consent=1" },
	{ "POST", "/:lang/work/volunteers/:id/practice", "/work/volunteers/{helper}/practice",
	  "meeting={group}&met_on=2016-11-14&lead={lead}&own_words=Det+gik&lead_words=Ja" },
	{ "POST", "/:lang/work/volunteers/:id/supervision", "/work/volunteers/{helper}/supervision", "talk_day=2016-12-01" },
	{ "POST", "/:lang/work/qualifications/:id/second", "/work/qualifications/{unseen}/second", "" },
	{ "POST", "/:lang/work/qualifications/:id/withdrawal", "/work/qualifications/{certification}/withdrawal", "why=conduct" },
	{ "GET", "/:lang/work/volunteers/register/:id", "/work/volunteers/register/{org}" },
	{ "POST", "/:lang/work/volunteers/register/:id", "/work/volunteers/register/{org}", "first={named}&second={named_too}" },
	{ "GET", "/:lang/work/own/register/:id", "/work/own/register/{org}", .flags = VISIT_OWN },
	{ "POST", "/:lang/work/own/register/:id", "/work/own/register/{org}", "", .flags = VISIT_OWN },
	{ "GET", "/:lang/work/own/:id", "/work/own/{own}", .flags = VISIT_OWN },
	{ "POST", "/:lang/work/own/:id", "/work/own/{own}", "name=Bodil&roles=facilitator&areas=Aarhus&languages=da&lived=not_said&most_meetings=1"
	  "&most_calls=1&most_matches=1", .flags = VISIT_OWN },
	{ "POST", "/:lang/work/own/:id/pause", "/work/own/{own}/pause", "back_day=", .flags = VISIT_OWN },
	{ "POST", "/:lang/work/own/:id/return", "/work/own/{own_resting}/return", "", .flags = VISIT_OWN },
	{ "POST", "/:lang/work/own/:id/yes", "/work/own/{own_ready}/yes", "", .flags = VISIT_OWN },
	{ "GET", "/:lang/work/own/:id/modules/:code", "/work/own/{own}/modules/data", .flags = VISIT_OWN },
	{ "POST", "/:lang/work/own/:id/modules/:code", "/work/own/{own}/modules/data", "q0=yes&q1=no&q2=yes", .flags = VISIT_OWN },
	{ "GET", "/:lang/work/meetings/:id/helpers", "/work/meetings/{meeting}/helpers" },
	{ "POST", "/:lang/work/meetings/:id/helpers", "/work/meetings/{meeting}/helpers", "volunteer={lead}&role=facilitator&which=date&day=2016-12-20" },
	{ "POST", "/:lang/work/meetings/:id/helpers/:row/end", "/work/meetings/{meeting}/helpers/{on}/end", "" },
	{ "POST", "/:lang/work/meetings/:id/method", "/work/meetings/{monday}/method", "method=2&method_from=2017-01-01" },

	/* what is missing */
	{ "GET", "/:lang/work/gaps", "/work/gaps?kind=support-groups&add_town=Varde" },
	{ "POST", "/:lang/work/gaps/demand", NULL, "pattern={meeting}" },
	{ "POST", "/:lang/work/gaps/sizes", NULL, "sizes=6800;10500", .flags = VISIT_WHOLE },

	/* the same listing twice */
	{ "POST", "/:lang/work/twins/links", NULL, "shown={meeting}&other={monday}" },
	{ "POST", "/:lang/work/twins/partings", NULL, "shown={meeting}&other={monday}" },

	/* wishes from outside */
	{ "GET", "/:lang/meetings/:slug/change", "/meetings/{slug}/change" },
	{ "POST", "/:lang/meetings/:slug/change", "/meetings/{slug}/change", "room=2.+sal" },
	{ "POST", "/:lang/meetings/:slug/claim", "/meetings/{slug}/claim", "" },
	{ "GET", "/:lang/meetings/:slug/wished", "/meetings/{slug}/wished" },
	{ "GET", "/:lang/support/:slug/change", "/support/boligen/change" },
	{ "POST", "/:lang/support/:slug/change", "/support/boligen/change", "phone=00+00+00+17" },
	{ "POST", "/:lang/support/:slug/claim", "/support/boligen/claim", "" },
	{ "GET", "/:lang/support/:slug/wished", "/support/boligen/wished" },
	{ "POST", "/:lang/work/wishes/:id/acceptance", "/work/wishes/{wish}/acceptance", "" },
	{ "POST", "/:lang/work/wishes/:id/refusal", "/work/wishes/{wish}/refusal", "" },
	{ "POST", "/:lang/work/wishes/:id/invitation", "/work/wishes/{claim}/invitation", "name=Nyborg", 200 },
	/* kinds of support */
	{ "GET", "/:lang/work/kinds", .flags = VISIT_WHOLE },
	{ "GET", "/:lang/work/kinds/new", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/kinds/new", NULL, "name_da=Havearbejde+igen&name_en=Allotments&sentence_da=Jord.&sentence_en=Earth.&booking=drop_in"
	  "&intervention=non_clinical&outcome=attended&stages=rss", .flags = VISIT_WHOLE },
	{ "GET", "/:lang/work/kinds/:id", "/work/kinds/{kind}", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/kinds/:id", "/work/kinds/{kind}", "name_da=Bolig&name_en=Housing&sentence_da=En+seng.&sentence_en=A+bed.&booking=capacity"
	  "&intervention=non_clinical&outcome=moved_in&stages=housing", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/kinds/:id/retirement", "/work/kinds/{kind}/retirement", "", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/kinds/:id/resumption", "/work/kinds/{retired_kind}/resumption", "", .flags = VISIT_WHOLE },
	{ "GET", "/:lang/work/kinds/:id/facts/new", "/work/kinds/{kind}/facts/new", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/kinds/:id/facts/new", "/work/kinds/{kind}/facts/new", "label_da=Sauna&label_en=Sauna&type=yes_no&is_public=1", .flags = VISIT_WHOLE },
	{ "GET", "/:lang/work/kinds/:id/facts/:code", "/work/kinds/{kind}/facts/pets", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/kinds/:id/facts/:code", "/work/kinds/{kind}/facts/pets", "label_da=Hunde&label_en=Dogs&type=yes_no&is_public=1&filter=1", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/kinds/:id/facts/:code/retirement", "/work/kinds/{kind}/facts/pets/retirement", "", .flags = VISIT_WHOLE },
	{ "POST", "/:lang/work/kinds/:id/facts/:code/resumption", "/work/kinds/{kind}/facts/asked_before/resumption", "", .flags = VISIT_WHOLE },

	/* everything else that is offered */
	{ "GET", "/:lang/work/support/new", "/work/support/new?kind=housing" },
	{ "POST", "/:lang/work/support/new", NULL, "kind=housing&name_da=Huset+ved+diget&org={org}&mode=room&place_add={place}&stages=housing&price_type=free"
	  "&phone=00+00+00+10&fact_level=monitored&fact_stay=long&h0_days=mo&h0_days=tu&h0_from=9.00&h0_to=16.00&then=publish&sure=1" },
	{ "GET", "/:lang/work/support/:id", "/work/support/{service}" },
	{ "GET", "/:lang/work/support/:id/edit", "/work/support/{service}/edit" },
	{ "POST", "/:lang/work/support/:id/edit", "/work/support/{service}/edit", "name_da=Boligen&org={org}&mode=room&place={place}&stages=housing"
	  "&price_type=fixed&price_least=3000&currency=DKK&price_unit=month&phone=00+00+00+10&fact_level=monitored&fact_stay=long&sure=1" },
	{ "POST", "/:lang/work/support/:id/undoing", "/work/support/{service}/undoing", "change={service_change}" },
	{ "POST", "/:lang/work/support/:id/publication", "/work/support/{service_draft}/publication", "" },
	{ "POST", "/:lang/work/support/:id/ending", "/work/support/{service}/ending", "" },
	{ "POST", "/:lang/work/support/:id/removal", "/work/support/{service_draft}/removal", "" },
	{ "POST", "/:lang/work/support/:id/fullness", "/work/support/{service}/fullness", "full=1&until=2017-02-01" },
	{ "POST", "/:lang/work/support/:id/counts", "/work/support/{service}/counts", "unit=bed&tap=3" },

	/* lists in */
	{ "POST", "/:lang/work/imports", NULL, "source=Nabolisten&text=" TABLE, .flags = VISIT_ELSEWHERE },
	{ "GET", "/:lang/work/imports/:id", "/work/imports/{import}" },
	{ "GET", "/:lang/work/imports/:id/refused.csv", "/work/imports/{import}/refused.csv" },
	{ "POST", "/:lang/work/imports/:id/taking", "/work/imports/{import}/taking", "sure=1" },
	{ "POST", "/:lang/work/imports/:id/forgetting", "/work/imports/{import}/forgetting", "" },
	{ "POST", "/:lang/work/imports/:id/undoing", "/work/imports/{taken_import}/undoing", "" },

	/* spreadsheets in */
	{ "POST", "/:lang/work/sheets", NULL, "target=volunteers&org={org}&basis=agreement&text=Navn;Telefon%0ADitte;00000041", .also = VOLUNTEER_EDIT },
	{ "GET", "/:lang/work/sheets/:id", "/work/sheets/{sheet}", .also = VOLUNTEER_EDIT },
	{ "POST", "/:lang/work/sheets/:id/columns", "/work/sheets/{sheet}/columns", "c1=name&c2=phone", .also = VOLUNTEER_EDIT },
	{ "GET", "/:lang/work/sheets/:id/refused.csv", "/work/sheets/{sheet}/refused.csv", .also = VOLUNTEER_EDIT },
	{ "POST", "/:lang/work/sheets/:id/taking", "/work/sheets/{sheet}/taking", "", .also = VOLUNTEER_EDIT },
	{ "POST", "/:lang/work/sheets/:id/forgetting", "/work/sheets/{sheet}/forgetting", "", .also = VOLUNTEER_EDIT },
	{ "POST", "/:lang/work/sheets/:id/undoing", "/work/sheets/{taken_sheet}/undoing", "", .also = VOLUNTEER_EDIT },
	{ 0 }
};

static bool needs_row(const struct route *r)
{
	const char *piece = strchr(r->path, ':');

	if (strcmp(r->method, "GET"))
		return true;
	return piece && (strncmp(piece, ":lang", 5) || strchr(piece + 1, ':'));
}

bool visit_of(const struct route *r, struct visit *v)
{
	for (const struct visit *row = visits; row->route; row++)
		if (!strcmp(row->route, r->path) && !strcmp(row->method, r->method)) {
			*v = *row;
			if (!v->good)
				v->good = strcmp(r->method, "GET") ? 303 : 200;
			return true;
		}
	*v = (struct visit){ r->method, r->path, .good = 200 };
	return !needs_row(r);
}
