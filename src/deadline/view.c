/* view.c -- one of them, as every page shows it. */
#include "deadline/deadline_parts.h"

enum { SOON_DAYS = 14 };

static struct str left_of(struct ctx *ctx, const struct deadline *d)
{
	int64_t days = d->due - page_today(ctx);

	if (d->ended_at)
		return S("");
	if (days < 0)
		return trn(ctx, "{n} day ago", "{n} days ago", -days);
	return days ? trn(ctx, "{n} day left", "{n} days left", days) : tr(ctx, "today");
}

struct deadline_view deadline_view(struct ctx *ctx, const struct deadline *d, struct str href)
{
	const struct deadline_set *s = deadline_set(d->kind);
	struct deadline_view v = { .d = d, .set = s ? s : deadline_set(S("other")), .href = href, .left = left_of(ctx, d), .open = !d->ended_at, .key = page_key(ctx) };
	struct str day;

	v.kind = tr_of(ctx, str_of(v.set->label));
	v.step = tr_of(ctx, str_of(choice_label(deadline_steps, d->step)));
	v.due = TR_FILL(ctx, tr(ctx, "By {day}"), { "day", tr_day_date_year(ctx, d->due) });
	v.missed = deadline_is_missed(ctx, d);
	v.soon = v.open && !v.missed && d->due - page_today(ctx) <= SOON_DAYS;
	v.ended = d->ended_at ? tr_of(ctx, str_of(choice_label(deadline_hows, d->how))) : S("");
	day = tr_date(ctx, deadline_reviewed(v.set));
	v.old = page_today(ctx) - deadline_reviewed(v.set) > DEADLINE_REVIEW_DAYS;
	v.reviewed = v.old ? TR_FILL(ctx, tr(ctx, "This list was looked through on {day}, long ago: ask before you rely on it."), { "day", day }) :
		     TR_FILL(ctx, tr(ctx, "This list was looked through on {day}."), { "day", day });
	return v;
}
