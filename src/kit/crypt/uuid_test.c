/* uuid_test.c -- names that are numbers, the same for ever. */
#include "crypt/crypt.h"
#include "test.h"

/* RFC 9562, A.4, and the vector of RFC 4122's reference code. */
TEST(a_name_gives_the_uuid_that_the_standard_says)
{
	struct arena *a = arena_new(0);

	same_text(crypt_uuid(a, S("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), S("www.example.com")), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
	same_text(crypt_uuid(a, S("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), S("python.org")), "886313e1-3b8a-5372-9b90-0c9aee199e5d");
	arena_free(a);
}
