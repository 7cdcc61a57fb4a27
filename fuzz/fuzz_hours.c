/* fuzz_hours.c -- whatever is read as opening hours is hours that a week can have, and reads the same when written plainly. */
#include "format/hours.h"
#include "base/buf.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(const struct hours *h)
{
	assert(h->n <= HOURS_SLOTS_MOST && h->closed <= 127 && h->by_appointment <= 127);
	for (size_t i = 0; i < h->n; i++) {
		const struct hours_slot *s = &h->at[i];

		assert(s->rhythm.weekdays && s->rhythm.weekdays <= 127 && s->rhythm.nths <= 0x7E && s->rhythm.interval == 1);
		assert(s->start_min >= 0 && s->start_min < 1440 && s->duration_min >= 0 && s->duration_min <= 1440);
	}
}

/* Slots of every week as days with a clock of 24 hours; the rest says more than one plain line. */
static bool write(struct buf *b, const struct hours *h)
{
	static const char names[7][4] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };

	for (size_t i = 0; i < h->n; i++) {
		const struct hours_slot *s = &h->at[i];
		int end = s->start_min + s->duration_min;
		bool again = false;

		if (s->rhythm.nths || !s->duration_min || end > 1440 || (s->start_min && s->start_min < 300))
			return false;
		for (int day = 0; day < 7; day++)
			if (s->rhythm.weekdays >> day & 1) {
				buf_fmt(b, "%s%s", again ? ", " : "; ", names[day]);
				again = true;
			}
		buf_fmt(b, " %02d:%02d-%02d:%02d", s->start_min / 60, s->start_min % 60, end / 60, end % 60);
	}
	/* A text without any of these may be read as a clock of twelve. */
	return h->n && strpbrk(b->p, "0") != NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n };
	struct hours h, again;
	struct buf b;

	buf_init(&b, 1 << 16);
	if (!hours_read(text, &h)) {
		assert(!h.n && !h.closed && !h.by_appointment);
	} else {
		check(&h);
		if (write(&b, &h) && b.n <= HOURS_BYTES_MOST) {
			bool shows = false;

			for (size_t i = 0; i < h.n; i++)
				shows |= h.at[i].start_min < 600 || h.at[i].start_min >= 780 || h.at[i].start_min + h.at[i].duration_min >= 780;
			assert(!shows || hours_read(buf_view(&b), &again));
			if (shows)
				assert(again.n == h.n && !memcmp(again.at, h.at, sizeof *h.at * h.n));
		}
	}
	buf_free(&b);
	return 0;
}
