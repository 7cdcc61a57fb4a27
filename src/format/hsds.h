/*
 * hsds.h -- Open Referral's Human Services Data Specification: a directory of services, as trees of JSON and as tables.
 *
 * Written against HSDS 3.1, read as 3.1, 3.0 and the tables of 1.1 and 2.0.  One struct an object, its members
 * named as the standard names them; texts are absent where nothing is said.  The two forms are one here: rows
 * of tables, held together by ids, and linked into trees.
 */
#ifndef FORMAT_HSDS_H
#define FORMAT_HSDS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum hsds_kind {
	/* What others belong to comes before what belongs to it. */
	HSDS_ORGANIZATION, HSDS_PROGRAM, HSDS_LOCATION, HSDS_SERVICE, HSDS_SERVICE_AT_LOCATION, HSDS_CONTACT, HSDS_PHONE,
	HSDS_LANGUAGE, HSDS_ADDRESS, HSDS_SCHEDULE, HSDS_FUNDING, HSDS_SERVICE_AREA, HSDS_REQUIRED_DOCUMENT, HSDS_ACCESSIBILITY,
	HSDS_COST_OPTION, HSDS_ORGANIZATION_IDENTIFIER, HSDS_UNIT, HSDS_SERVICE_CAPACITY, HSDS_URL, HSDS_TAXONOMY,
	HSDS_TAXONOMY_TERM, HSDS_ATTRIBUTE, HSDS_METADATA, HSDS_KINDS
};

struct hsds_number {
	bool is;                          /* false: nothing was said */
	double v;
};

/* Several of them; the rows belong to their tables, or to who made them. */
#define HSDS_MANY(type) struct { struct type **at; size_t n; }

/* What every object begins with. */
#define HSDS_HEAD                                                                        \
	struct str id;                    /* a UUID in what we write; older files have others */ \
	struct str file;                  /* "locations.csv"; absent for JSON */         \
	int line;                         /* in its file, from 1; 0: not from a file */  \
	bool has_id;                      /* false: nobody gave it one, and ours means nothing */ \
	HSDS_MANY(hsds_attribute) attributes;                                            \
	HSDS_MANY(hsds_metadata) metadata

/* Any of them, as far as they are alike. */
struct hsds_any {
	HSDS_HEAD;
};

struct hsds_taxonomy {
	HSDS_HEAD;                        /* attributes stay empty, here and in the next two */
	struct str name, description, uri, version;
};

struct hsds_taxonomy_term {
	HSDS_HEAD;
	struct str code, name, description, parent_id, taxonomy, language, taxonomy_id, term_uri;
	struct hsds_taxonomy *taxonomy_detail;
};

struct hsds_metadata {
	HSDS_HEAD;
	struct str resource_id, resource_type, last_action_date, last_action_type, field_name, previous_value, replacement_value,
		updated_by;               /* a person's name: never read */
};

struct hsds_attribute {
	HSDS_HEAD;
	struct str link_id, taxonomy_term_id, link_type, link_entity, value, label;
	struct hsds_taxonomy_term *taxonomy_term;
};

struct hsds_url {
	HSDS_HEAD;
	struct str label, url, organization_id, service_id;
};

struct hsds_unit {
	HSDS_HEAD;
	struct str name, scheme, identifier, uri;
};

struct hsds_service_capacity {
	HSDS_HEAD;
	struct str service_id, unit_id, description, updated;
	struct hsds_number available, maximum;
	struct hsds_unit *unit;
};

struct hsds_language {
	HSDS_HEAD;
	struct str service_id, location_id, phone_id, name, code, note;
};

struct hsds_phone {
	HSDS_HEAD;
	struct str location_id, service_id, organization_id, contact_id, service_at_location_id, number, type, description;
	struct hsds_number extension;
	HSDS_MANY(hsds_language) languages;
};

struct hsds_contact {
	HSDS_HEAD;
	struct str organization_id, service_id, service_at_location_id, location_id;
	struct str name;                  /* never read */
	struct str title, department, email;
	HSDS_MANY(hsds_phone) phones;
};

struct hsds_schedule {
	HSDS_HEAD;
	struct str service_id, location_id, service_at_location_id, valid_from, valid_to, dtstart, until, wkst, freq, byday,
		byweekno, bymonthday, byyearday, description, opens_at, closes_at, schedule_link, attending_type, notes;
	struct hsds_number timezone, count, interval;
	struct str timezone_name;         /* IANA: of our profile, as no offset can tell summer from winter */
	bool closed;                      /* of 1.1: a weekday with neither opening nor closing time */
};

struct hsds_service_area {
	HSDS_HEAD;
	struct str service_id, service_at_location_id, name, description, extent, extent_type, uri;
};

struct hsds_address {
	HSDS_HEAD;
	struct str location_id;
	struct str organization_id;       /* of 1.1 only */
	struct str attention;             /* a person's name: never read */
	struct str address_1, address_2, city, region, state_province, postal_code, country, address_type;
};

struct hsds_accessibility {
	HSDS_HEAD;
	struct str location_id, description, details, url;
};

struct hsds_location {
	HSDS_HEAD;
	struct str location_type, url, organization_id, name, alternate_name, description, transportation, external_identifier,
		external_identifier_type;
	struct hsds_number latitude, longitude;
	HSDS_MANY(hsds_language) languages;
	HSDS_MANY(hsds_address) addresses;
	HSDS_MANY(hsds_contact) contacts;
	HSDS_MANY(hsds_accessibility) accessibility;
	HSDS_MANY(hsds_phone) phones;
	HSDS_MANY(hsds_schedule) schedules;
};

struct hsds_service_at_location {
	HSDS_HEAD;
	struct str service_id, location_id, description;
	struct hsds_service *service;
	struct hsds_location *location;
	HSDS_MANY(hsds_service_area) service_areas;
	HSDS_MANY(hsds_contact) contacts;
	HSDS_MANY(hsds_phone) phones;
	HSDS_MANY(hsds_schedule) schedules;
};

struct hsds_funding {
	HSDS_HEAD;
	struct str organization_id, service_id, source;
};

struct hsds_cost_option {
	HSDS_HEAD;
	struct str service_id, valid_from, valid_to, option, currency, amount_description;
	struct hsds_number amount;
};

struct hsds_required_document {
	HSDS_HEAD;
	struct str service_id, document, uri;
};

struct hsds_program {
	HSDS_HEAD;
	struct str organization_id, name, alternate_name, description;
};

struct hsds_organization_identifier {
	HSDS_HEAD;
	struct str organization_id, identifier_scheme, identifier_type, identifier;
};

struct hsds_organization {
	HSDS_HEAD;
	struct str name, alternate_name, description, email, website, tax_status, tax_id, legal_status, logo, uri,
		parent_organization_id;
	struct hsds_number year_incorporated;
	HSDS_MANY(hsds_url) additional_websites;
	HSDS_MANY(hsds_funding) funding;
	HSDS_MANY(hsds_contact) contacts;
	HSDS_MANY(hsds_phone) phones;
	HSDS_MANY(hsds_location) locations;
	HSDS_MANY(hsds_program) programs;
	HSDS_MANY(hsds_organization_identifier) organization_identifiers;
	HSDS_MANY(hsds_service) services;
	HSDS_MANY(hsds_address) addresses;        /* of 1.1 only; never written */
};

struct hsds_service {
	HSDS_HEAD;
	struct str organization_id, program_id, name, alternate_name, description, url, email, status, interpretation_services,
		application_process, fees_description, wait_time, fees, accreditations, eligibility_description, assured_date,
		assurer_email,            /* a person's: never read */
		licenses, alert, last_modified;
	struct hsds_number minimum_age, maximum_age;
	struct hsds_organization *organization;
	struct hsds_program *program;
	HSDS_MANY(hsds_url) additional_urls;
	HSDS_MANY(hsds_phone) phones;
	HSDS_MANY(hsds_schedule) schedules;
	HSDS_MANY(hsds_service_area) service_areas;
	HSDS_MANY(hsds_service_at_location) service_at_locations;
	HSDS_MANY(hsds_language) languages;
	HSDS_MANY(hsds_funding) funding;
	HSDS_MANY(hsds_cost_option) cost_options;
	HSDS_MANY(hsds_required_document) required_documents;
	HSDS_MANY(hsds_contact) contacts;
	HSDS_MANY(hsds_service_capacity) capacities;
};

/* --- reading ------------------------------------------------------------------------------------------------ */
enum { HSDS_FILES_MOST = 60, HSDS_ROWS_MOST = 200000 /* altogether */, HSDS_FAULTS_MOST = 5000, HSDS_ARENA_MOST = 300 << 20 /* bytes */ };

/* What was wrong with a row, or read generously. */
struct hsds_fault {
	enum hsds_kind kind;
	struct str file;                  /* "locations.csv"; absent for JSON */
	int line;
	struct str id;                    /* of the row, as far as it has one */
	const char *field;                /* "": the whole row */
	const char *why;                  /* an N_ sentence, may have one gap {x} */
	struct str gap;
	bool refused;                     /* the row is not in the set; otherwise only the field is not */
};

/* A directory: the rows of each kind in the order they came, linked. */
struct hsds_set {
	struct {
		void **at;                /* struct hsds_…, by kind */
		size_t n;
		size_t read;              /* rows that there were, refused ones too */
	} of[HSDS_KINDS];
	struct hsds_fault *faults;
	size_t nfaults;
};

/* One file of a package: its name, with or without folders, and what is in it. */
struct hsds_file {
	struct str name, bytes;
};

/*
 * Tables.  Files that we do not know are passed over, files that are missing are missing; a row at fault is
 * told and the rest is read.  ERR_INVALID only when there is neither organisation, service nor location,
 * ERR_LIMIT when it is too large; then *why is an N_ sentence, *file and *line the place.
 * Never read: names of contact persons, whose attention to seek, who changed a record.
 */
enum err hsds_read_tables(struct arena *, const struct hsds_file *, size_t n, struct hsds_set *, const char **why,
			  struct str *file, int *line);
/*
 * JSON: a tree, an array of them, one on each line, or a page of the API ("contents"), of services, organisations, places or
 * services at places, as 3.0 and 3.1 have them.
 */
enum err hsds_read_json(struct arena *, struct str bytes, struct hsds_set *, const char **why, int *line);
/* Do the bytes look like HSDS in JSON?  Only the beginning is looked at. */
bool hsds_is_json(struct str bytes);
/* Is this name one of a table?  For telling a package from other archives. */
bool hsds_is_table(struct str file_name);

#define hsds_each(set, kind, type, row)                                                                     \
	for (size_t i_##row = 0; i_##row < (set)->of[kind].n; i_##row++)                                    \
		for (struct type *row = (set)->of[kind].at[i_##row], *once_##row = row; once_##row; once_##row = NULL)

/* --- clock times ---------------------------------------------------------------------------------------------- */
/* "9:00", "09:00:00", "09:00Z", "09:00-05:00", "24:00"; minutes after midnight, or -1.  offset_min only when *said. */
int hsds_clock(struct str, bool *said, int *offset_min);
/* "09:00+01:00" */
struct str hsds_clock_str(struct arena *, int minutes, int offset_s);

/* --- writing -------------------------------------------------------------------------------------------------- */
enum hsds_version {
	HSDS_3_0,
	HSDS_3_1,
	HSDS_PROFILE,                     /* 3.1 and what our profile adds: schedule.timezone_name */
};

struct json_out;
/*
 * One object.  Flat, as in lists: what it says itself and the objects that it belongs to; otherwise with all that
 * hangs on it.  What the caller did not fill in is not written.  The way back to where the tree came from is left
 * out: no service in a service_at_location of a service.
 */
void hsds_write(struct json_out *, enum hsds_kind, const void *object, enum hsds_version, bool flat);

/* The tabular form: one table a kind, every row once. */
struct hsds_tables;
struct hsds_tables *hsds_tables_new(struct arena *, enum hsds_version);      /* its buffers end with the arena */
void hsds_tables_add(struct hsds_tables *, enum hsds_kind, const void *object);
/* The i-th file, datapackage.json the last; false after it. */
bool hsds_tables_file(struct hsds_tables *, size_t i, struct hsds_file *);

#endif
