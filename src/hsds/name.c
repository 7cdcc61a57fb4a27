/*
 * name.c -- names of things in HSDS.
 *
 * A name of ours is a UUID that holds kind and number of the row and a mark of the house, so that it needs no
 * table and can be turned back: an address of the API finds its row at once.  Version 5 would need a look at
 * every row for that; version 8 is made for such uses.  What came from elsewhere keeps the name it came with,
 * so that a directory goes from house to house and stays itself.
 */
#include "hsds/book.h"
#include "crypt/crypt.h"

#include "hsds_sql.h"

static const char *const kinds[THINGS] = { "service", "meeting", "org", "location" };

/* Four bytes that are the same as long as the root key of the house is. */
static uint32_t mark_of_house(struct ctx *ctx)
{
	struct str tag = crypt_tag(ctx, "hsds", S("house"));
	uint64_t h = str_hash(tag);

	return (uint32_t)(h ^ h >> 32);
}

static struct str uuid_str(struct arena *a, const unsigned char b[16])
{
	return arena_printf(a, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1], b[2], b[3], b[4], b[5],
			    b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

/* 63 bits of the number in the places that version and variant leave, and 18 that tell its parts apart. */
static struct str own_uuid(struct ctx *ctx, int thing, int64_t id, uint32_t part)
{
	uint32_t house = mark_of_house(ctx);
	uint64_t n = (uint64_t)id;
	unsigned char b[16] = {
		(unsigned char)(house >> 24), (unsigned char)(house >> 16), (unsigned char)(house >> 8), (unsigned char)house,
		(unsigned char)(thing + 1), (unsigned char)(n >> 56), (unsigned char)(0x80 | (n >> 52 & 15)), (unsigned char)(n >> 44),
		(unsigned char)(0x80 | (n >> 38 & 63)), (unsigned char)(n >> 30), (unsigned char)(n >> 22), (unsigned char)(n >> 14),
		(unsigned char)(n >> 6), (unsigned char)(n << 2 | (part >> 16 & 3)), (unsigned char)(part >> 8), (unsigned char)part,
	};

	return uuid_str(ctx->arena, b);
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static bool uuid_bytes(struct str s, unsigned char b[16])
{
	size_t n = 0;

	if (s.n != 36)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		bool stroke = i == 8 || i == 13 || i == 18 || i == 23;
		int d = digit(s.p[i]);
		if (stroke ? s.p[i] != '-' : d < 0)
			return false;
		if (stroke)
			continue;
		b[n / 2] = (unsigned char)(n % 2 ? b[n / 2] | d : d << 4);
		n++;
	}
	return true;
}

bool hsds_is_uuid(struct str s)
{
	unsigned char b[16];

	return uuid_bytes(s, b);
}

/* thing from 0: one of the things, and after them the services and meetings at a place. */
static bool own_number(struct ctx *ctx, const unsigned char b[16], int *thing, int64_t *id)
{
	uint32_t house = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];

	if (house != mark_of_house(ctx) || b[6] >> 4 != 8 || !b[4] || b[4] > THINGS + 2)
		return false;
	*thing = b[4] - 1;
	*id = (int64_t)((uint64_t)b[5] << 56 | (uint64_t)(b[6] & 15) << 52 | (uint64_t)b[7] << 44 | (uint64_t)(b[8] & 63) << 38 |
			(uint64_t)b[9] << 30 | (uint64_t)b[10] << 22 | (uint64_t)b[11] << 14 | (uint64_t)b[12] << 6 | b[13] >> 2);
	return true;
}

static bool own_thing(struct ctx *ctx, const unsigned char b[16], enum hsds_thing *thing, int64_t *id)
{
	int n;

	if (!own_number(ctx, b, &n, id) || n >= THINGS)
		return false;
	*thing = (enum hsds_thing)n;
	return true;
}

static struct str lower(struct arena *a, struct str s)
{
	char *p = arena_z(a, s);

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'A' && p[i] <= 'F')
			p[i] = (char)(p[i] + 32);
	return (struct str){ p, s.n };
}

enum err hsds_uuid(struct ctx *ctx, enum hsds_thing thing, int64_t id, struct str *uuid)
{
	struct hsds_name_of r;
	enum err e = hsds_name_of(ctx, str_of(kinds[thing]), id, &r);

	if (!e)
		*uuid = r.uuid;
	else if (e == ERR_NOT_FOUND)
		*uuid = own_uuid(ctx, thing, id, 0);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* What came with this name; ERR_NOT_FOUND: nothing did. */
static enum err named(struct ctx *ctx, struct str uuid, enum hsds_thing *thing, int64_t *id)
{
	struct hsds_named r;

	TRY(hsds_named(ctx, lower(ctx->arena, uuid), &r));
	*id = r.id;
	for (*thing = 0; *thing < THINGS; ++*thing)
		if (str_same(r.kind, kinds[*thing]))
			return OK;
	return ERR_NOT_FOUND;
}

enum err hsds_of_uuid(struct ctx *ctx, struct str uuid, enum hsds_thing *thing, int64_t *id)
{
	unsigned char b[16];
	enum err e;

	if (!uuid_bytes(uuid, b))
		return ERR_NOT_FOUND;
	/* First what came: a thing of ours that went and came back has another number now. */
	e = named(ctx, uuid, thing, id);
	if (e != ERR_NOT_FOUND)
		return e;
	return own_thing(ctx, b, thing, id) ? OK : ERR_NOT_FOUND;
}

/* A service keeps the names at its houses beside them. */
static struct str at_kind(bool meeting, enum hsds_at at)
{
	return meeting ? (at == AT_ONLINE ? S("meeting_online") : S("meeting_house")) :
			 (at == AT_ONLINE ? S("service_online") : S("service_house"));
}

enum err name_at_place(struct ctx *ctx, bool meeting, enum hsds_at at, int64_t listing, struct str place, struct str *uuid)
{
	struct hsds_name_of r;
	enum err e = hsds_name_of(ctx, at_kind(meeting, at), listing, &r);

	if (!e)
		*uuid = r.uuid;
	else if (e == ERR_NOT_FOUND)
		*uuid = own_uuid(ctx, THINGS + meeting, listing, (uint32_t)str_hash(place) & 0x3FFFF);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* What came with this name for itself at a place; ERR_NOT_FOUND: nothing did. */
static enum err named_at(struct ctx *ctx, struct str uuid, bool *meeting, int64_t *listing)
{
	struct hsds_place_named place;
	struct hsds_named r;
	enum err e = hsds_named(ctx, uuid, &r);

	if (!e) {
		*listing = r.id;
		*meeting = str_starts(r.kind, S("meeting_"));
		return *meeting || str_starts(r.kind, S("service_")) ? OK : ERR_NOT_FOUND;
	}
	if (e != ERR_NOT_FOUND)
		return e;
	*meeting = false;
	TRY(hsds_place_named(ctx, uuid, &place));
	*listing = place.service;
	return OK;
}

enum err name_listing_at(struct ctx *ctx, struct str uuid, bool *meeting, int64_t *listing)
{
	unsigned char b[16];
	int thing;
	enum err e;

	if (!uuid_bytes(uuid, b))
		return ERR_NOT_FOUND;
	e = named_at(ctx, lower(ctx->arena, uuid), meeting, listing);
	if (e != ERR_NOT_FOUND)
		return e;
	if (!own_number(ctx, b, &thing, listing) || thing < THINGS)
		return ERR_NOT_FOUND;
	*meeting = thing == THINGS + 1;
	return OK;
}

/* Is it the name of something that is there? */
static enum err is_taken(struct ctx *ctx, struct str uuid, bool *yes)
{
	struct hsds_there there;
	enum hsds_thing thing;
	int64_t id;
	enum err e = hsds_of_uuid(ctx, uuid, &thing, &id);

	*yes = false;
	if (e)
		return e == ERR_NOT_FOUND ? OK : e;
	TRY(hsds_there(ctx, str_of(kinds[thing]), id, &there));
	*yes = there.n > 0;
	return OK;
}

enum err hsds_keep_uuid(struct ctx *ctx, enum hsds_thing thing, int64_t id, struct str uuid)
{
	int64_t changed;
	bool taken;

	if (!hsds_is_uuid(uuid))
		return OK;
	TRY(is_taken(ctx, uuid, &taken));
	if (taken)
		return OK;
	TRY(hsds_name_drop(ctx, str_of(kinds[thing]), id, &changed));
	return hsds_name_put(ctx, lower(ctx->arena, uuid), str_of(kinds[thing]), id, &changed);
}

enum err hsds_keep_uuid_at(struct ctx *ctx, bool meeting, enum hsds_at at, int64_t listing, struct str uuid)
{
	struct hsds_there there = { 0 };
	int64_t other, changed;
	bool is_meeting;
	enum err e;

	if (!hsds_is_uuid(uuid))
		return OK;
	e = name_listing_at(ctx, uuid, &is_meeting, &other);
	if (!e)
		TRY(hsds_there(ctx, str_of(kinds[is_meeting ? THING_MEETING : THING_SERVICE]), other, &there));
	if (there.n || (e && e != ERR_NOT_FOUND))
		return e && e != ERR_NOT_FOUND ? e : OK;
	return hsds_name_put(ctx, lower(ctx->arena, uuid), at_kind(meeting, at), listing, &changed);
}

enum err hsds_forget_uuid(struct ctx *ctx, enum hsds_thing thing, int64_t id)
{
	int64_t changed;

	if (thing == THING_MEETING || thing == THING_SERVICE)
		for (enum hsds_at at = AT_HOUSE; at <= AT_ONLINE; at++)
			TRY(hsds_name_drop(ctx, at_kind(thing == THING_MEETING, at), id, &changed));
	return hsds_name_drop(ctx, str_of(kinds[thing]), id, &changed);
}
