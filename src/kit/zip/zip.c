/*
 * zip.c -- the zip container (APPNOTE.TXT 6.3), as far as tables in a zip need it: stored and deflated
 * files below 4 GB.
 *
 * Why not libzip?  It would bring OpenSSL and three more packers into the
 * process for a header and an index.  What must not be of our own making, the
 * unpacking, is libdeflate's, which does it in one call with a stated size.
 * The index at the end decides what is in the file; the headers between are
 * only passed over, as the standard wants it.
 */
#include "zip/zip.h"

#include "base/date.h"

#include <libdeflate.h>
#include <string.h>

enum {
	LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, LOCAL_SIZE = 30, CENTRAL_SIZE = 46, END_SIZE = 22,
	COMMENT_MOST = 65535, NAME_MOST = 500, STORED = 0, DEFLATED = 8, UTF8_NAME = 1 << 11, SEALED = 1, LEVEL = 6,
};

static const char DAMAGED[] = N_("The zip file is damaged. Please pack it again.");
static const char LARGE[] = N_("The zip file is too large when it is unpacked. Please divide it.");

/* --- reading -------------------------------------------------------------------------------------------------- */
static uint32_t number(struct str s, size_t at, size_t bytes)
{
	uint32_t v = 0;

	for (size_t i = bytes; i-- > 0;)
		v = v << 8 | (unsigned char)s.p[at + i];
	return v;
}

bool zip_is(struct str s)
{
	return s.n >= END_SIZE && (number(s, 0, 4) == LOCAL || number(s, 0, 4) == END);
}

/* Where the end of the index stands: behind it only a comment. */
static size_t find_end(struct str s)
{
	size_t least = s.n > END_SIZE + COMMENT_MOST ? s.n - END_SIZE - COMMENT_MOST : 0;

	if (s.n < END_SIZE)
		return SIZE_MAX;
	for (size_t at = s.n - END_SIZE + 1; at-- > least;)
		if (number(s, at, 4) == END && at + END_SIZE + number(s, at + 20, 2) == s.n)
			return at;
	return SIZE_MAX;
}

/* One line of the index. */
struct member {
	struct str name;
	uint32_t flags, method, crc, packed, size, local, next;
};

static bool read_member(struct str s, size_t at, struct member *m)
{
	uint32_t name, extra, comment;

	if (at + CENTRAL_SIZE > s.n || number(s, at, 4) != CENTRAL)
		return false;
	name = number(s, at + 28, 2);
	extra = number(s, at + 30, 2);
	comment = number(s, at + 32, 2);
	*m = (struct member){ .flags = number(s, at + 8, 2), .method = number(s, at + 10, 2), .crc = number(s, at + 16, 4),
			      .packed = number(s, at + 20, 4), .size = number(s, at + 24, 4), .local = number(s, at + 42, 4),
			      .next = CENTRAL_SIZE + name + extra + comment };
	if (at + m->next > s.n || name > NAME_MOST)
		return false;
	m->name = str_slice(s, at + CENTRAL_SIZE, at + CENTRAL_SIZE + name);
	return true;
}

static bool packed_bytes(struct str s, const struct member *m, struct str *out)
{
	size_t from;

	if ((size_t)m->local + LOCAL_SIZE > s.n || number(s, m->local, 4) != LOCAL)
		return false;
	from = (size_t)m->local + LOCAL_SIZE + number(s, m->local + 26, 2) + number(s, m->local + 28, 2);
	if (from > s.n || m->packed > s.n - from)
		return false;
	*out = (struct str){ s.p + from, m->packed };
	return true;
}

static bool unpack(struct arena *a, struct libdeflate_decompressor *d, struct str packed, const struct member *m, struct str *out)
{
	char *p = arena_alloc(a, (size_t)m->size + 1);

	*out = (struct str){ p, m->size };
	if (m->method == STORED) {
		if (packed.n != m->size)
			return false;
		memcpy(p, packed.p, packed.n);
	} else if (libdeflate_deflate_decompress(d, packed.p, packed.n, p, m->size, NULL)) {
		return false;
	}
	p[m->size] = 0;
	return libdeflate_crc32(0, p, m->size) == m->crc;
}

static enum err wrong(const char **why, const char *text)
{
	*why = text;
	return text == LARGE ? ERR_LIMIT : ERR_INVALID;
}

struct unpacking {
	struct arena *a;
	struct str s;
	struct zip_file *out;
	size_t n;
	struct libdeflate_decompressor *d;
};

static enum err take(struct unpacking *u, const struct member *m, const char **why)
{
	struct str packed;

	if (m->flags & SEALED)
		return wrong(why, N_("The zip file is locked with a password. Please pack it without."));
	if (m->method != STORED && m->method != DEFLATED)
		return wrong(why, N_("The zip file is packed in a way that we do not know. Please pack it as an ordinary zip."));
	if (!packed_bytes(u->s, m, &packed) || !unpack(u->a, u->d, packed, m, &u->out[u->n].bytes))
		return wrong(why, DAMAGED);
	u->out[u->n++].name = utf8_is(m->name) ? arena_str(u->a, m->name) : S("?");
	return OK;
}

/* Sizes first: nothing is unpacked of a file that would fill the memory. */
static enum err measure(struct str s, size_t at, size_t n, const char **why)
{
	uint64_t all = 0;
	struct member m;

	for (size_t i = 0; i < n; i++, at += m.next) {
		if (!read_member(s, at, &m))
			return wrong(why, DAMAGED);
		all += m.size;
		if (all > ZIP_BYTES_MOST)
			return wrong(why, LARGE);
	}
	return OK;
}

enum err zip_read(struct arena *a, struct str s, struct zip_file **out, size_t *n, const char **why)
{
	size_t end = find_end(s), count, at;
	struct unpacking u = { .a = a, .s = s };
	struct member m = { 0 };
	enum err e;

	*why = NULL;
	if (end == SIZE_MAX)
		return wrong(why, N_("This is not a zip file."));
	count = number(s, end + 10, 2);
	at = number(s, end + 16, 4);
	if (count > ZIP_FILES_MOST)
		return wrong(why, LARGE);
	TRY(measure(s, at, count, why));
	u.out = arena_array(a, count + 1, struct zip_file);
	u.d = libdeflate_alloc_decompressor();
	for (e = OK; !e && count--; at += m.next) {
		read_member(s, at, &m);
		/* A folder is a name with a stroke at the end. */
		if (!str_ends(m.name, S("/")))
			e = u.d ? take(&u, &m, why) : ERR_LIMIT;
	}
	libdeflate_free_decompressor(u.d);
	if (e)
		return e;
	*out = u.out;
	*n = u.n;
	return OK;
}

/* --- packing ---------------------------------------------------------------------------------------------------- */
static void put(struct buf *b, uint32_t v, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++, v >>= 8)
		buf_char(b, (char)(v & 255));
}

/* Two seconds are the least that it knows, and 1980 its first year. */
static uint32_t dos_time(int64_t now)
{
	struct ymd d = day_ymd((day_t)(now / 86400));
	uint32_t s = (uint32_t)(now % 86400);

	if (d.year < 1980)
		return 1 << 21 | 1 << 16;
	return (uint32_t)(d.year - 1980) << 25 | (uint32_t)d.month << 21 | (uint32_t)d.day << 16 | s / 3600 << 11 | s / 60 % 60 << 5 | s % 60 / 2;
}

void zip_begin(struct zip_out *z, struct buf *b, int64_t now)
{
	*z = (struct zip_out){ .b = b, .dos_time = dos_time(now) };
	buf_init(&z->index, 1 << 20);
}

/* What the header before the file and its line of the index share. */
static void put_common(struct buf *b, const struct zip_out *z, const struct member *m)
{
	put(b, 20, 2);                       /* version 2.0 unpacks it */
	put(b, UTF8_NAME, 2);
	put(b, m->method, 2);
	put(b, z->dos_time, 4);
	put(b, m->crc, 4);
	put(b, m->packed, 4);
	put(b, m->size, 4);
	put(b, (uint32_t)m->name.n, 2);
	put(b, 0, 2);                        /* nothing extra */
}

void zip_add(struct zip_out *z, struct str name, struct str bytes)
{
	struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
	struct member m = { .name = name, .method = STORED, .crc = libdeflate_crc32(0, bytes.p, bytes.n), .size = (uint32_t)bytes.n,
			    .local = (uint32_t)z->b->n };
	struct str packed = bytes;
	struct buf room;
	size_t n = 0;

	buf_init(&room, bytes.n + 64);
	for (size_t i = 0; c && i < bytes.n; i += 4096)
		buf_str(&room, str_slice(bytes, i, i + 4096));       /* as much room as it is long: longer is not worth it */
	if (c && room.n)
		n = libdeflate_deflate_compress(c, bytes.p, bytes.n, room.p, room.n);
	if (n) {
		m.method = DEFLATED;
		packed = (struct str){ room.p, n };
	}
	m.packed = (uint32_t)packed.n;
	put(z->b, LOCAL, 4);
	put_common(z->b, z, &m);
	buf_str(z->b, name);
	buf_str(z->b, packed);
	put(&z->index, CENTRAL, 4);
	put(&z->index, 20, 2);
	put_common(&z->index, z, &m);
	put(&z->index, 0, 2);                /* no comment */
	put(&z->index, 0, 4);                /* first disk; a plain file */
	put(&z->index, 0, 4);
	put(&z->index, m.local, 4);
	buf_str(&z->index, name);
	z->n++;
	buf_free(&room);
	libdeflate_free_compressor(c);
}

void zip_end(struct zip_out *z)
{
	uint32_t at = (uint32_t)z->b->n;

	z->b->toobig |= z->index.toobig;
	buf_str(z->b, buf_view(&z->index));
	put(z->b, END, 4);
	put(z->b, 0, 4);
	put(z->b, (uint32_t)z->n, 2);
	put(z->b, (uint32_t)z->n, 2);
	put(z->b, (uint32_t)z->index.n, 4);
	put(z->b, at, 4);
	put(z->b, 0, 2);
	buf_free(&z->index);
}
