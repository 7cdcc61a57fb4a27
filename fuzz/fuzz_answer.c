/* fuzz_answer.c -- an answer names only what stands in it, and a letter of ours that is read as one never stops anything. */
#include "mail/mail.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void read_one(struct arena *a, struct str bytes)
{
	struct mail_answer answer;

	mail_answer_read(a, bytes, &answer);
	assert(answer.n <= MAIL_NAMES_MOST);
	for (size_t i = 0; i < answer.n; i++)
		assert(answer.names[i].n && answer.names[i].n <= MAIL_NAME_MOST && answer.names[i].p >= bytes.p &&
		       answer.names[i].p + answer.names[i].n <= bytes.p + bytes.n);
}

/* What is written becomes a letter without a header of its own, or none. */
static void write_one(struct arena *a, struct str text)
{
	struct mail m = { .name = S("abc"), .from = S("hus@example.org"), .to = S("anna@example.org"), .from_name = str_slice(text, 0, text.n / 3),
			  .subject = str_slice(text, text.n / 3, text.n / 2), .text = str_slice(text, text.n / 2, text.n), .at = 1481533200 };
	struct str bytes = mail_bytes(a, &m), line;
	struct mail_answer answer;
	int headers = 0;

	if (!bytes.p)
		return;
	mail_answer_read(a, bytes, &answer);
	assert(!answer.n);
	while (str_cut(&bytes, '\n', &line) && line.n > 1) {
		assert(line.n <= 1000 && line.p[line.n - 1] == '\r');
		headers += line.p[0] != ' ';
	}
	assert(headers == 9);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena *a = arena_new(0);
	struct str bytes = { (const char *)data, n };

	read_one(a, bytes);
	write_one(a, bytes);
	arena_free(a);
	return 0;
}
