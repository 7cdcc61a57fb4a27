/* crypt.c -- passphrases, keyed hashes, sealed texts. */
#include "crypt/crypt.h"
#include "base/rng.h"

#include <errno.h>
#include <fcntl.h>
#include <gnutls/crypto.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY = 32 };
_Static_assert(KEY == crypto_generichash_KEYBYTES, "one size of key");

struct keys {
	unsigned char root[KEY];
};

static void sodium_ready(void)
{
	if (sodium_init() < 0) {
		fputs("samhold: libsodium does not start\n", stderr);
		abort();
	}
}

static struct keys *keys_alloc(void)
{
	struct keys *k;

	sodium_ready();
	k = sodium_malloc(sizeof *k);
	if (!k)
		abort();
	return k;
}

struct keys *keys_fixed(unsigned char seed)
{
	struct keys *k = keys_alloc();

	memset(k->root, seed, sizeof k->root);
	return k;
}

void keys_close(struct keys *k)
{
	if (k)
		sodium_free(k);
}

static enum err make_file(const char *path, const unsigned char *root)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool fine = fd >= 0 && write(fd, root, KEY) == KEY && !fsync(fd);

	if (fd >= 0 && close(fd))
		fine = false;
	return fine ? OK : ERR_IO;
}

enum err keys_open(const char *dir, bool make, struct keys **out, char *why, size_t n)
{
	struct keys *k = keys_alloc();
	char path[1024];
	struct stat st;
	int fd;

	snprintf(path, sizeof path, "%s/root.key", dir);
	if (make) {
		randombytes_buf(k->root, KEY);
		if (!make_file(path, k->root)) {
			*out = k;
			return OK;
		}
	}
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0 || fstat(fd, &st) || read(fd, k->root, KEY) != KEY) {
		snprintf(why, n, "the key of the folder (%s) cannot be read: %s", path, strerror(errno));
	} else if (st.st_mode & 077) {
		snprintf(why, n, "%s may be read by others; run: chmod 600 %s", path, path);
	} else {
		close(fd);
		*out = k;
		return OK;
	}
	if (fd >= 0)
		close(fd);
	keys_close(k);
	return ERR_IO;
}

/* A key for one purpose: BLAKE2b of the purpose under the root key. */
static void derive(struct ctx *ctx, const char *purpose, unsigned char key[KEY])
{
	crypto_generichash(key, KEY, (const unsigned char *)purpose, strlen(purpose), ctx->house->keys->root, KEY);
}

struct str crypt_base64url(struct arena *a, struct str bytes)
{
	size_t most = sodium_base64_encoded_len(bytes.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *p = arena_alloc(a, most);

	sodium_bin2base64(p, most, (const unsigned char *)bytes.p, bytes.n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return str_of(p);
}

struct str crypt_unbase64url(struct arena *a, struct str text)
{
	unsigned char *p = arena_alloc(a, text.n + 1);
	size_t n;

	if (sodium_base642bin(p, text.n + 1, text.p, text.n, NULL, &n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING))
		return STR_ABSENT;
	return (struct str){ (char *)p, n };
}

static struct str tag(struct ctx *ctx, const char *purpose, struct str text, size_t bytes)
{
	unsigned char key[KEY], out[KEY];
	struct str s;

	derive(ctx, purpose, key);
	crypto_generichash(out, KEY, (const unsigned char *)text.p, text.n, key, KEY);
	s = crypt_base64url(ctx->arena, (struct str){ (char *)out, bytes });
	sodium_memzero(key, sizeof key);
	return s;
}

struct str crypt_tag(struct ctx *ctx, const char *purpose, struct str text)
{
	return tag(ctx, purpose, text, 32);
}

struct str crypt_short_tag(struct ctx *ctx, const char *purpose, struct str text)
{
	return tag(ctx, purpose, text, 12);
}

bool crypt_same(struct str a, struct str b)
{
	return a.p && b.p && a.n == b.n && !sodium_memcmp(a.p, b.p, a.n);
}

struct str crypt_digest(struct arena *a, struct str bytes)
{
	unsigned char out[32];
	char *hex = arena_alloc(a, 65);

	crypto_generichash(out, sizeof out, (const unsigned char *)bytes.p, bytes.n, NULL, 0);
	sodium_bin2hex(hex, 65, out, sizeof out);
	return (struct str){ hex, 64 };
}

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, MAC = crypto_aead_xchacha20poly1305_ietf_ABYTES };

static struct str seal(struct ctx *ctx, const unsigned char key[KEY], struct str where, struct str text)
{
	unsigned char *p = arena_alloc(ctx->arena, NONCE + text.n + MAC);
	unsigned long long n;

	randombytes_buf(p, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(p + NONCE, &n, (const unsigned char *)text.p, text.n,
						   (const unsigned char *)where.p, where.n, NULL, p, key);
	return crypt_base64url(ctx->arena, (struct str){ (char *)p, NONCE + (size_t)n });
}

static enum err unseal(struct ctx *ctx, const unsigned char key[KEY], struct str where, struct str sealed, struct str *text)
{
	struct str bytes = crypt_unbase64url(ctx->arena, sealed);
	unsigned long long n;
	unsigned char *p;

	if (!bytes.p || bytes.n < NONCE + MAC)
		return fail(ctx, ERR_DENIED, "a sealed text is damaged");
	p = arena_alloc(ctx->arena, bytes.n);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(p, &n, NULL, (const unsigned char *)bytes.p + NONCE, bytes.n - NONCE,
						       (const unsigned char *)where.p, where.n, (const unsigned char *)bytes.p, key))
		return fail(ctx, ERR_DENIED, "a sealed text does not belong where it stands");
	*text = (struct str){ (char *)p, (size_t)n };
	return OK;
}

struct str crypt_seal(struct ctx *ctx, struct str where, struct str text)
{
	unsigned char key[KEY];
	struct str sealed;

	derive(ctx, "seal", key);
	sealed = seal(ctx, key, where, text);
	sodium_memzero(key, sizeof key);
	return sealed;
}

enum err crypt_open(struct ctx *ctx, struct str where, struct str sealed, struct str *text)
{
	unsigned char key[KEY];
	enum err e;

	derive(ctx, "seal", key);
	e = unseal(ctx, key, where, sealed, text);
	sodium_memzero(key, sizeof key);
	return e;
}

/* --- keys of one person or thing ------------------------------------------------------------------------- */

_Static_assert(sizeof((struct subkey *)NULL)->bytes == KEY, "one size of key");

struct str crypt_subkey_new(struct ctx *ctx, struct str where, struct subkey *k)
{
	unsigned char root[KEY];
	struct str kept;

	randombytes_buf(k->bytes, KEY);
	derive(ctx, "subkey", root);
	kept = seal(ctx, root, where, (struct str){ (char *)k->bytes, KEY });
	sodium_memzero(root, sizeof root);
	return kept;
}

enum err crypt_subkey_open(struct ctx *ctx, struct str where, struct str kept, struct subkey *k)
{
	unsigned char root[KEY];
	struct str bytes = STR_ABSENT;
	enum err e;

	derive(ctx, "subkey", root);
	e = unseal(ctx, root, where, kept, &bytes);
	sodium_memzero(root, sizeof root);
	if (e)
		return e;
	if (bytes.n != KEY)
		return fail(ctx, ERR_DENIED, "a kept key is damaged");
	memcpy(k->bytes, bytes.p, KEY);
	sodium_memzero((char *)bytes.p, bytes.n);
	return OK;
}

struct str crypt_seal_by(struct ctx *ctx, const struct subkey *k, struct str where, struct str text)
{
	return seal(ctx, k->bytes, where, text);
}

enum err crypt_open_by(struct ctx *ctx, const struct subkey *k, struct str where, struct str sealed, struct str *text)
{
	return unseal(ctx, k->bytes, where, sealed, text);
}

enum err crypt_slow_tag(struct ctx *ctx, const char *purpose, struct str secret, struct str *out)
{
	unsigned char salt[KEY], hash[KEY];

	_Static_assert(KEY >= crypto_pwhash_SALTBYTES, "salt enough");
	derive(ctx, purpose, salt);
	if (crypto_pwhash(hash, KEY, secret.p ? secret.p : "", secret.n, salt, crypto_pwhash_OPSLIMIT_INTERACTIVE,
			  crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13))
		return fail(ctx, ERR_IO, "no memory for hashing a key");
	*out = tag(ctx, purpose, (struct str){ (char *)hash, KEY }, 32);
	sodium_memzero(hash, sizeof hash);
	sodium_memzero(salt, sizeof salt);
	return OK;
}

enum err crypt_passphrase_hash(struct ctx *ctx, struct str passphrase, struct str *hash)
{
	char *p = arena_alloc(ctx->arena, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str(p, passphrase.p, passphrase.n, crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE))
		return fail(ctx, ERR_IO, "no memory for hashing a passphrase");
	*hash = str_of(p);
	return OK;
}

bool crypt_passphrase_is(struct str hash, struct str passphrase)
{
	char z[crypto_pwhash_STRBYTES] = { 0 };

	if (!hash.n || hash.n >= sizeof z)
		return false;
	memcpy(z, hash.p, hash.n);
	return !crypto_pwhash_str_verify(z, passphrase.p, passphrase.n);
}

void crypt_passphrase_waste(struct str passphrase)
{
	char z[crypto_pwhash_STRBYTES];

	if (crypto_pwhash_str(z, passphrase.p, passphrase.n, crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE))
		return;              /* the time is spent all the same */
	sodium_memzero(z, sizeof z);
}

int crypt_totp(struct str secret, int64_t step)
{
	unsigned char counter[8], h[20];
	int at;

	for (int i = 7; i >= 0; i--, step >>= 8)
		counter[i] = (unsigned char)(step & 255);
	if (gnutls_hmac_fast(GNUTLS_MAC_SHA1, secret.p, secret.n, counter, sizeof counter, h))
		return -1;
	at = h[19] & 15;                     /* RFC 4226 5.3, dynamic truncation */
	return (int)((((unsigned)h[at] & 127) << 24 | (unsigned)h[at + 1] << 16 | (unsigned)h[at + 2] << 8 | h[at + 3]) % 1000000);
}

/* The sixteen bytes of "6ba7b810-9dad-11d1-80b4-00c04fd430c8". */
static void uuid_bytes(struct str text, unsigned char out[16])
{
	size_t n = 0;

	memset(out, 0, 16);
	for (size_t i = 0; i < text.n && n < 32; i++) {
		char c = text.p[i];
		int v = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;

		if (v >= 0)
			out[n / 2] = (unsigned char)(out[n / 2] | v << (n % 2 ? 0 : 4)), n++;
	}
}

struct str crypt_uuid(struct arena *a, struct str namespace, struct str name)
{
	unsigned char *text = arena_alloc(a, 16 + name.n), h[20] = { 0 };

	uuid_bytes(namespace, text);
	if (name.n)
		memcpy(text + 16, name.p, name.n);
	gnutls_hash_fast(GNUTLS_DIG_SHA1, text, 16 + name.n, h);
	h[6] = (unsigned char)((h[6] & 0x0F) | 0x50);
	h[8] = (unsigned char)((h[8] & 0x3F) | 0x80);
	return arena_printf(a, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", h[0], h[1], h[2], h[3], h[4], h[5],
			    h[6], h[7], h[8], h[9], h[10], h[11], h[12], h[13], h[14], h[15]);
}

struct str crypt_base32(struct arena *a, struct str bytes)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	char *p = arena_alloc(a, bytes.n * 8 / 5 + 2);
	size_t n = 0;
	unsigned bits = 0, have = 0;

	for (size_t i = 0; i < bytes.n; i++) {
		bits = bits << 8 | (unsigned char)bytes.p[i];
		for (have += 8; have >= 5; have -= 5)
			p[n++] = letters[bits >> (have - 5) & 31];
	}
	if (have)
		p[n++] = letters[bits << (5 - have) & 31];
	return (struct str){ p, n };
}
