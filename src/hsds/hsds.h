/*
 * hsds.h -- the public directory as Open Referral's HSDS: an API for programs, and a package of tables.
 *
 * Services and meetings together: a meeting is a service of the kind support-groups.  What HSDS has a place for
 * stands there; everything else that is public stands in attributes of schemes of our own, so that nothing is
 * lost on the way out and in again.
 */
#ifndef HSDS_ROOM_H
#define HSDS_ROOM_H

#include "format/hsds.h"
#include "page/page.h"

/* --- names of things: UUIDs --------------------------------------------------------------------------------- */
enum hsds_thing { THING_SERVICE, THING_MEETING, THING_ORG, THING_PLACE, THINGS };

/*
 * The name of a thing: the one that it came with, else one of this house (RFC 9562, version 8) that holds its
 * kind and number and goes back to them.
 */
enum err hsds_uuid(struct ctx *, enum hsds_thing, int64_t id, struct str *uuid);
/* The thing of that name; ERR_NOT_FOUND for a name that is not of this house and did not come here. */
enum err hsds_of_uuid(struct ctx *, struct str uuid, enum hsds_thing *, int64_t *id);
bool hsds_is_uuid(struct str);
/* A thing came with this name: nothing when it is no UUID, or the name of something that is there. */
enum err hsds_keep_uuid(struct ctx *, enum hsds_thing, int64_t id, struct str uuid);
/* The same of a listing at its house, or online.  Of a service only the second: beside each of its houses stands its name. */
enum hsds_at { AT_HOUSE, AT_ONLINE };
enum err hsds_keep_uuid_at(struct ctx *, bool meeting, enum hsds_at, int64_t listing, struct str uuid);
/* It went: so do its names. */
enum err hsds_forget_uuid(struct ctx *, enum hsds_thing, int64_t id);

/* --- schemes of terms ----------------------------------------------------------------------------------------- */
/* HL7 stands first: it is what other programs know. */
enum hsds_scheme {
	SCHEME_HL7, SCHEME_OPEN_ELIGIBILITY, SCHEME_KIND, SCHEME_STAGE, SCHEME_PROVIDER, SCHEME_AUDIENCE, SCHEME_METHOD, SCHEME_FIELD,
	SCHEMES
};
/* Which of them a taxonomy is, by its id, its address or its name; SCHEMES: none. */
enum hsds_scheme hsds_scheme_of(struct ctx *, const struct hsds_taxonomy *);
/* The name of a code of another scheme, for example of HL7; empty: not known. */
struct str hsds_term_name(enum hsds_scheme, struct str code);

/* --- everything as tables ------------------------------------------------------------------------------------- */
/* All that is public, as files one after another; datapackage.json is the last. */
enum err hsds_export(struct ctx *, enum hsds_version, struct hsds_tables **out);
/* The same in one zip, and every service with all that hangs on it as one array of JSON; into ctx->out. */
enum err hsds_export_zip(struct ctx *, enum hsds_version);
enum err hsds_export_json(struct ctx *, enum hsds_version);

extern const struct route hsds_routes[];

#endif
