/* hsds_shapes.c -- the objects of HSDS 3.1, field by field; read, written and checked by these tables alone. */
#include "format/hsds_parts.h"

static const char *const statuses[] = { "active", "inactive", "defunct", "temporarily closed", NULL };
static const char *const place_types[] = { "physical", "postal", "virtual", NULL };
static const char *const freqs[] = { "WEEKLY", "MONTHLY", NULL };
static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU", NULL };

#define F(name, kind, ...) { #name, offsetof(struct OBJECT, name), HSDS_T_##kind, __VA_ARGS__ }

#define OBJECT hsds_organization
static const struct hsds_field organization[] = {
	F(name, LINE, HSDS_MUST), F(alternate_name, LINE), F(description, LINES, HSDS_MUST), F(email, EMAIL), F(website, LINK),
	F(tax_status, LINE), F(tax_id, LINE), F(year_incorporated, NUMBER), F(legal_status, LINE), F(logo, LINK), F(uri, LINK),
	F(parent_organization_id, ID),
};
#undef OBJECT
#define OBJECT hsds_program
static const struct hsds_field program[] = {
	F(organization_id, ID, HSDS_MUST_TABLE), F(name, LINE, HSDS_MUST), F(alternate_name, LINE), F(description, LINES, HSDS_MUST),
};
#undef OBJECT
#define OBJECT hsds_service
static const struct hsds_field service[] = {
	F(organization_id, ID, HSDS_MUST_TABLE), F(program_id, ID), F(name, LINE, HSDS_MUST), F(alternate_name, LINE),
	F(description, LINES), F(url, LINK), F(email, EMAIL), F(status, CODE, HSDS_MUST, statuses), F(interpretation_services, LINES),
	F(application_process, LINES), F(fees_description, LINES), F(wait_time, LINES), F(fees, LINES), F(accreditations, LINES),
	F(eligibility_description, LINES), F(minimum_age, NUMBER), F(maximum_age, NUMBER), F(assured_date, DATE),
	F(assurer_email, EMAIL, HSDS_NEVER), F(licenses, LINES), F(alert, LINES), F(last_modified, INSTANT),
};
#undef OBJECT
#define OBJECT hsds_service_at_location
static const struct hsds_field service_at_location[] = {
	F(service_id, ID, HSDS_MUST_TABLE), F(location_id, ID, HSDS_MUST_TABLE), F(description, LINES),
};
#undef OBJECT
#define OBJECT hsds_location
static const struct hsds_field location[] = {
	F(location_type, CODE, HSDS_MUST, place_types), F(url, LINK), F(organization_id, ID), F(name, LINE), F(alternate_name, LINE),
	F(description, LINES), F(transportation, LINES), F(latitude, NUMBER), F(longitude, NUMBER), F(external_identifier, LINE),
	F(external_identifier_type, LINE),
};
#undef OBJECT
#define OBJECT hsds_address
static const struct hsds_field address[] = {
	F(location_id, ID), F(organization_id, ID, HSDS_OLD), F(attention, LINE, HSDS_NEVER), F(address_1, LINE, HSDS_MUST),
	F(address_2, LINE), F(city, LINE, HSDS_MUST), F(region, LINE), F(state_province, LINE, HSDS_MUST),
	F(postal_code, LINE, HSDS_MUST), F(country, LINE, HSDS_MUST), F(address_type, CODE, HSDS_MUST, place_types),
};
#undef OBJECT
#define OBJECT hsds_phone
static const struct hsds_field phone[] = {
	F(location_id, ID), F(service_id, ID), F(organization_id, ID), F(contact_id, ID), F(service_at_location_id, ID),
	F(number, LINE, HSDS_MUST), F(extension, NUMBER), F(type, LINE), F(description, LINES),
};
#undef OBJECT
#define OBJECT hsds_contact
static const struct hsds_field contact[] = {
	F(organization_id, ID), F(service_id, ID), F(service_at_location_id, ID), F(location_id, ID), F(name, LINE, HSDS_NEVER),
	F(title, LINE), F(department, LINE), F(email, EMAIL),
};
#undef OBJECT
#define OBJECT hsds_schedule
static const struct hsds_field schedule[] = {
	F(service_id, ID), F(location_id, ID), F(service_at_location_id, ID), F(valid_from, DATE), F(valid_to, DATE), F(dtstart, DATE),
	F(timezone, NUMBER), F(until, DATE), F(count, NUMBER), F(wkst, CODE, 0, weekdays), F(freq, CODE, 0, freqs), F(interval, NUMBER),
	F(byday, LINE), F(byweekno, LINE), F(bymonthday, LINE), F(byyearday, LINE), F(description, LINES), F(opens_at, TIME),
	F(closes_at, TIME), F(schedule_link, LINK), F(attending_type, LINES), F(notes, LINES), F(timezone_name, LINE, HSDS_OURS),
};
#undef OBJECT
#define OBJECT hsds_funding
static const struct hsds_field funding[] = { F(organization_id, ID), F(service_id, ID), F(source, LINES) };
#undef OBJECT
#define OBJECT hsds_service_area
static const struct hsds_field service_area[] = {
	F(service_id, ID), F(service_at_location_id, ID, HSDS_NEW), F(name, LINE), F(description, LINES), F(extent, LINES),
	F(extent_type, LINE), F(uri, LINE),
};
#undef OBJECT
#define OBJECT hsds_required_document
static const struct hsds_field required_document[] = { F(service_id, ID), F(document, LINES), F(uri, LINK) };
#undef OBJECT
#define OBJECT hsds_language
static const struct hsds_field language[] = {
	F(service_id, ID), F(location_id, ID), F(phone_id, ID), F(name, LINE), F(code, LINE), F(note, LINES),
};
#undef OBJECT
#define OBJECT hsds_accessibility
static const struct hsds_field accessibility[] = { F(location_id, ID), F(description, LINES), F(details, LINES), F(url, LINK) };
#undef OBJECT
#define OBJECT hsds_cost_option
static const struct hsds_field cost_option[] = {
	F(service_id, ID, HSDS_MUST_TABLE), F(valid_from, DATE), F(valid_to, DATE), F(option, LINES), F(currency, LINE), F(amount, NUMBER),
	F(amount_description, LINES),
};
#undef OBJECT
#define OBJECT hsds_organization_identifier
static const struct hsds_field organization_identifier[] = {
	F(organization_id, ID, HSDS_MUST_TABLE), F(identifier_scheme, LINE), F(identifier_type, LINE, HSDS_MUST),
	F(identifier, LINE, HSDS_MUST),
};
#undef OBJECT
#define OBJECT hsds_service_capacity
static const struct hsds_field service_capacity[] = {
	F(service_id, ID, HSDS_MUST_TABLE), F(unit_id, ID, HSDS_MUST_TABLE), F(available, NUMBER, HSDS_MUST), F(maximum, NUMBER),
	F(description, LINES), F(updated, INSTANT, HSDS_MUST),
};
#undef OBJECT
#define OBJECT hsds_unit
static const struct hsds_field unit[] = { F(name, LINE, HSDS_MUST), F(scheme, LINE), F(identifier, LINE), F(uri, LINK) };
#undef OBJECT
#define OBJECT hsds_url
static const struct hsds_field url[] = { F(label, LINE), F(url, LINK, HSDS_MUST), F(organization_id, ID), F(service_id, ID) };
#undef OBJECT
#define OBJECT hsds_attribute
static const struct hsds_field attribute[] = {
	F(link_id, ID, HSDS_MUST_TABLE), F(taxonomy_term_id, ID, HSDS_MUST_TABLE), F(link_type, LINE), F(link_entity, LINE, HSDS_MUST_TABLE),
	F(value, LINES), F(label, LINE, HSDS_NEW),
};
#undef OBJECT
#define OBJECT hsds_taxonomy
static const struct hsds_field taxonomy[] = {
	F(name, LINE, HSDS_MUST), F(description, LINES, HSDS_MUST), F(uri, LINK), F(version, LINE),
};
#undef OBJECT
#define OBJECT hsds_taxonomy_term
static const struct hsds_field taxonomy_term[] = {
	F(code, LINE), F(name, LINE, HSDS_MUST), F(description, LINES, HSDS_MUST), F(parent_id, ID), F(taxonomy, LINE), F(language, LINE),
	F(taxonomy_id, ID), F(term_uri, LINK),
};
#undef OBJECT
#define OBJECT hsds_metadata
static const struct hsds_field metadata[] = {
	F(resource_id, ID, HSDS_MUST_TABLE), F(resource_type, LINE, HSDS_MUST_TABLE), F(last_action_date, DATE, HSDS_MUST),
	F(last_action_type, LINE, HSDS_MUST), F(field_name, LINE, HSDS_MUST), F(previous_value, LINES, HSDS_MUST),
	F(replacement_value, LINES, HSDS_MUST), F(updated_by, LINE, HSDS_MUST | HSDS_NEVER),
};
#undef OBJECT

#define SHAPE(kind, name, file, about, flags) \
	[kind] = { #name, file ".csv", about, sizeof(struct hsds_##name), name, sizeof name / sizeof *name, flags }

const struct hsds_shape hsds_shapes[HSDS_KINDS] = {
	SHAPE(HSDS_ORGANIZATION, organization, "organizations", "Who gives the services.", 0),
	SHAPE(HSDS_PROGRAM, program, "programs", "Services that belong together.", 0),
	SHAPE(HSDS_LOCATION, location, "locations", "Places, and online meeting rooms.", 0),
	SHAPE(HSDS_SERVICE, service, "services", "What is offered.", 0),
	SHAPE(HSDS_SERVICE_AT_LOCATION, service_at_location, "service_at_location", "Which service is given where.", 0),
	SHAPE(HSDS_CONTACT, contact, "contacts", "Whom to turn to, by role.", 0),
	SHAPE(HSDS_PHONE, phone, "phones", "Telephone numbers.", 0),
	SHAPE(HSDS_LANGUAGE, language, "languages", "Languages spoken.", 0),
	SHAPE(HSDS_ADDRESS, address, "addresses", "Addresses of places.", 0),
	SHAPE(HSDS_SCHEDULE, schedule, "schedules", "When a service or place is open.", 0),
	SHAPE(HSDS_FUNDING, funding, "funding", "Where the money comes from.", 0),
	SHAPE(HSDS_SERVICE_AREA, service_area, "service_areas", "Where people must live to use a service.", 0),
	SHAPE(HSDS_REQUIRED_DOCUMENT, required_document, "required_documents", "Papers to bring.", 0),
	SHAPE(HSDS_ACCESSIBILITY, accessibility, "accessibility", "What a place offers people with disabilities.", 0),
	SHAPE(HSDS_COST_OPTION, cost_option, "cost_options", "What a service costs.", 0),
	SHAPE(HSDS_ORGANIZATION_IDENTIFIER, organization_identifier, "organization_identifiers", "Numbers of registers.", 0),
	SHAPE(HSDS_UNIT, unit, "units", "What capacities are counted in.", HSDS_NEW),
	SHAPE(HSDS_SERVICE_CAPACITY, service_capacity, "service_capacity", "Free places.", HSDS_NEW),
	SHAPE(HSDS_URL, url, "url", "More addresses on the web.", HSDS_NEW),
	SHAPE(HSDS_TAXONOMY, taxonomy, "taxonomies", "Schemes of terms.", HSDS_BARE),
	SHAPE(HSDS_TAXONOMY_TERM, taxonomy_term, "taxonomy_terms", "Terms of the schemes that are in use.", HSDS_BARE),
	SHAPE(HSDS_ATTRIBUTE, attribute, "attributes", "Which term describes what.", HSDS_BARE),
	SHAPE(HSDS_METADATA, metadata, "metadata", "What was changed.", HSDS_BARE),
};

#define EDGE(parent_kind, p, child_kind, c, list, key, ...) \
	{ parent_kind, child_kind, #list, offsetof(struct hsds_##p, list), offsetof(struct hsds_##c, key), __VA_ARGS__ }
#define OF_CONTACT(kind, c, list) EDGE(HSDS_CONTACT, contact, kind, c, list, contact_id, 0)
#define OF_SAL(kind, c, list, flags) EDGE(HSDS_SERVICE_AT_LOCATION, service_at_location, kind, c, list, service_at_location_id, flags)
#define OF_SERVICE(kind, c, list, flags) EDGE(HSDS_SERVICE, service, kind, c, list, service_id, flags)
#define OF_LOCATION(kind, c, list) EDGE(HSDS_LOCATION, location, kind, c, list, location_id, 0)
#define OF_ORGANIZATION(kind, c, list, flags) EDGE(HSDS_ORGANIZATION, organization, kind, c, list, organization_id, flags)

const struct hsds_edge hsds_edges[] = {
	OF_CONTACT(HSDS_PHONE, phone, phones),
	OF_SAL(HSDS_PHONE, phone, phones, 0),
	OF_SERVICE(HSDS_PHONE, phone, phones, 0),
	OF_LOCATION(HSDS_PHONE, phone, phones),
	OF_ORGANIZATION(HSDS_PHONE, phone, phones, 0),

	OF_SAL(HSDS_SCHEDULE, schedule, schedules, 0),
	OF_SERVICE(HSDS_SCHEDULE, schedule, schedules, 0),
	OF_LOCATION(HSDS_SCHEDULE, schedule, schedules),

	OF_SAL(HSDS_CONTACT, contact, contacts, 0),
	OF_SERVICE(HSDS_CONTACT, contact, contacts, 0),
	OF_LOCATION(HSDS_CONTACT, contact, contacts),
	OF_ORGANIZATION(HSDS_CONTACT, contact, contacts, 0),

	EDGE(HSDS_PHONE, phone, HSDS_LANGUAGE, language, languages, phone_id, 0),
	OF_SERVICE(HSDS_LANGUAGE, language, languages, 0),
	OF_LOCATION(HSDS_LANGUAGE, language, languages),

	OF_SAL(HSDS_SERVICE_AREA, service_area, service_areas, HSDS_NEW),
	OF_SERVICE(HSDS_SERVICE_AREA, service_area, service_areas, 0),

	OF_LOCATION(HSDS_ADDRESS, address, addresses),
	OF_ORGANIZATION(HSDS_ADDRESS, address, addresses, HSDS_OLD),
	OF_LOCATION(HSDS_ACCESSIBILITY, accessibility, accessibility),

	OF_SERVICE(HSDS_SERVICE_AT_LOCATION, service_at_location, service_at_locations, 0),
	OF_SERVICE(HSDS_COST_OPTION, cost_option, cost_options, 0),
	OF_SERVICE(HSDS_REQUIRED_DOCUMENT, required_document, required_documents, 0),
	OF_SERVICE(HSDS_SERVICE_CAPACITY, service_capacity, capacities, HSDS_NEW),
	OF_SERVICE(HSDS_URL, url, additional_urls, HSDS_NEW),
	OF_SERVICE(HSDS_FUNDING, funding, funding, 0),

	OF_ORGANIZATION(HSDS_URL, url, additional_websites, HSDS_NEW),
	OF_ORGANIZATION(HSDS_FUNDING, funding, funding, 0),
	OF_ORGANIZATION(HSDS_PROGRAM, program, programs, 0),
	OF_ORGANIZATION(HSDS_ORGANIZATION_IDENTIFIER, organization_identifier, organization_identifiers, 0),
	OF_ORGANIZATION(HSDS_LOCATION, location, locations, 0),
	OF_ORGANIZATION(HSDS_SERVICE, service, services, 0),
};
const size_t hsds_nedges = sizeof hsds_edges / sizeof *hsds_edges;

#define ONE(owner_kind, o, target_kind, pointer, key, flags) \
	{ owner_kind, target_kind, #pointer, offsetof(struct hsds_##o, pointer), offsetof(struct hsds_##o, key), flags }

const struct hsds_one hsds_ones[] = {
	ONE(HSDS_SERVICE, service, HSDS_ORGANIZATION, organization, organization_id, 0),
	ONE(HSDS_SERVICE, service, HSDS_PROGRAM, program, program_id, 0),
	ONE(HSDS_SERVICE_AT_LOCATION, service_at_location, HSDS_SERVICE, service, service_id, 0),
	ONE(HSDS_SERVICE_AT_LOCATION, service_at_location, HSDS_LOCATION, location, location_id, 0),
	ONE(HSDS_SERVICE_CAPACITY, service_capacity, HSDS_UNIT, unit, unit_id, 0),
	ONE(HSDS_TAXONOMY_TERM, taxonomy_term, HSDS_TAXONOMY, taxonomy_detail, taxonomy_id, 0),
	ONE(HSDS_ATTRIBUTE, attribute, HSDS_TAXONOMY_TERM, taxonomy_term, taxonomy_term_id, 0),
};
const size_t hsds_nones = sizeof hsds_ones / sizeof *hsds_ones;

const struct hsds_field *hsds_field_find(enum hsds_kind kind, struct str name)
{
	const struct hsds_shape *s = &hsds_shapes[kind];

	for (size_t i = 0; i < s->nfields; i++)
		if (str_same(name, s->fields[i].name))
			return &s->fields[i];
	return NULL;
}
