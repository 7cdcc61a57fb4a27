/* crypt.h -- passphrases, keyed hashes, sealed texts.  Behind it: libsodium, GnuTLS for one HMAC. */
#ifndef KIT_CRYPT_H
#define KIT_CRYPT_H

#include "base/ctx.h"

/* The root key of a data folder; everything else is derived from it by purpose. */
struct keys;

/* Read DIR/root.key, or make it (mode 0600) when make is true.  why gets a plain sentence. */
enum err keys_open(const char *dir, bool make, struct keys **, char *why, size_t why_size);
struct keys *keys_fixed(unsigned char seed);          /* tests and nothing else */
void keys_close(struct keys *);                       /* wiped */

/* Keyed hash of a text for one purpose, as 43 characters base64url; equal texts, equal hashes. */
struct str crypt_tag(struct ctx *, const char *purpose, struct str text);
/* The same, shortened: for proofs in forms where 80 bits are plenty. */
struct str crypt_short_tag(struct ctx *, const char *purpose, struct str text);
bool crypt_same(struct str, struct str);              /* in constant time */
/* Unkeyed BLAKE2b-256 of bytes, as hex: checksums and the chain of the diary. */
struct str crypt_digest(struct arena *, struct str bytes);
/* A UUID of version 5 (RFC 9562): the same name in the same namespace, itself a UUID, is the same for ever. */
struct str crypt_uuid(struct arena *, struct str namespace, struct str name);

/*
 * Seal a text so that it opens only in its place: where names table, column and row.
 * A sealed text moved elsewhere is refused on opening (ERR_DENIED).
 */
struct str crypt_seal(struct ctx *, struct str where, struct str text);
enum err crypt_open(struct ctx *, struct str where, struct str sealed, struct str *text);

/*
 * A key of one person or thing, so that what is sealed with it ends with it.  It is kept sealed by the root
 * key of the folder, in its place; whoever destroys that text has destroyed everything under it.
 */
struct subkey {
	unsigned char bytes[32];
};
/* A new one, and as it is kept. */
struct str crypt_subkey_new(struct ctx *, struct str where, struct subkey *);
enum err crypt_subkey_open(struct ctx *, struct str where, struct str kept, struct subkey *);   /* ERR_DENIED as crypt_open */
struct str crypt_seal_by(struct ctx *, const struct subkey *, struct str where, struct str text);
enum err crypt_open_by(struct ctx *, const struct subkey *, struct str where, struct str sealed, struct str *text);

/*
 * A keyed hash that is slow to make (Argon2id as below): for finding something by a secret that the house made
 * and does not keep.  The salt is of the folder and the purpose, because nothing else is known of who asks.
 */
enum err crypt_slow_tag(struct ctx *, const char *purpose, struct str secret, struct str *tag);

/* Argon2id, 64 MiB, two passes: about 60 ms.  Never inside the writer. */
enum err crypt_passphrase_hash(struct ctx *, struct str passphrase, struct str *hash);
bool crypt_passphrase_is(struct str hash, struct str passphrase);
/* The same work for an account that does not exist. */
void crypt_passphrase_waste(struct str passphrase);

/* TOTP (RFC 6238): SHA-1, 30 seconds, six digits; secret in raw bytes. */
int crypt_totp(struct str secret, int64_t step);
struct str crypt_base32(struct arena *, struct str bytes);
struct str crypt_base64url(struct arena *, struct str bytes);
struct str crypt_unbase64url(struct arena *, struct str text);   /* absent when it is not */

#endif
