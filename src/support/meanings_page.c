/* meanings_page.c -- what the words mean, in plain words, in both languages (S-103). */
#include "support/view.h"

#include <string.h>

#include "support_meanings_html.h"

enum err meanings_page(struct ctx *ctx, const struct req *req, struct reply *rep)
{
	struct frame f = page_frame(ctx, req, FRAME_PUBLIC, tr(ctx, "What the words mean"));

	(void)rep;
	TRY(frame_begin_html(ctx, &f));
	TRY(meanings_html(ctx));
	return frame_end_html(ctx, &f);
}
