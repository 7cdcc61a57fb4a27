/* key_page.c -- a return key on the one page that shows it. */
#include "participant/participant.h"
#include "html/html.h"
#include "tr/tr.h"

#include "participant_key_html.h"

enum err participant_key_html(struct ctx *ctx, struct str key)
{
	return shown_key_html(ctx, key);
}

enum err participant_key_form_html(struct ctx *ctx)
{
	return key_form_html(ctx);
}
