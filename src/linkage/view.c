/* view.c -- how loops are said, and what a form about one says. */
#include "linkage/linkage_view.h"
#include "cal/cal.h"
#include "consent/consent.h"

enum { DAY_S = 86400, HOUR_S = 3600, CLASSES_MOST = 16 };

struct str linkage_url(struct ctx *ctx, int64_t id, const char *rest)
{
	return arena_printf(ctx->arena, "/%s/work/loops/%lld%s", ctx->lang, (long long)id, rest);
}

struct linkage_when linkage_when(struct ctx *ctx, const struct linkage *l)
{
	int64_t left = l->duty.due_at - ctx->now;
	struct linkage_when w = { .tone = left < 0 ? S(" due--late") : left < DAY_S ? S(" due--soon") : S(""), .icon = left < 0 ? "timer" : "clock" };

	w.by = TR_FILL(ctx, tr(ctx, "By {moment}"), { "moment", page_moment(ctx, l->duty.due_at) });
	w.left = page_left(ctx, l->duty.due_at);
	return w;
}

struct str linkage_called(struct ctx *ctx, struct str nickname)
{
	return nickname.n ? nickname : tr(ctx, "Somebody who gave no name");
}

struct str linkage_told(struct ctx *ctx, unsigned classes)
{
	struct str words[CLASSES_MOST];
	size_t n = 0;

	for (unsigned i = 0; consent_classes[i].code && n < CLASSES_MOST; i++)
		if (classes >> i & 1)
			words[n++] = tr_small(ctx, tr(ctx, consent_classes[i].label));
	return n ? tr_and(ctx, words, n) : S("");
}

/* --- what a form says ----------------------------------------------------------------------------------------- */

struct typed {
	day_t day, until;
	int64_t time, place, weeks;
	struct str words;
};

static const struct field act_fields[] = {
	F(struct typed, day, FIELD_DATE, 0, 0, 0, N_("Day")),
	F(struct typed, time, FIELD_TIME, 0, 0, 0, N_("Time")),
	F(struct typed, until, FIELD_DATE, 0, 0, 0, N_("Until")),
	F(struct typed, place, FIELD_INT, 0, 0, 9999, N_("Place on the list")),
	F(struct typed, weeks, FIELD_INT, 0, 0, 52, N_("Ask again in so many weeks")),
	F(struct typed, words, FIELD_LONG, FIELD_GUARDED | FIELD_PRIVATE, 0, LINKAGE_WORDS_MOST, N_("To the one who sent them")),
	F_END
};

void linkage_read_act(struct ctx *ctx, const struct values *v, struct linkage_act *a, struct problems *bad)
{
	const struct zone *zone = zone_find(ctx->house->cal, S("Europe/Copenhagen"));
	struct typed t = { .day = DAY_NONE, .until = DAY_NONE, .time = -1 };

	if (form_read(ctx, act_fields, v, &t, bad))
		return;
	*a = (struct linkage_act){ .event = value_of(v, "event"), .until = t.until, .place = t.place, .decline = value_of(v, "decline"),
				   .evidence = value_of(v, "evidence"), .answer = value_of(v, "answer"), .weeks = t.weeks,
				   .words = t.words.p ? t.words : S("") };
	if (t.day != DAY_NONE && t.time >= 0)
		a->at = zone_instant(zone, t.day, (int)t.time);
}
