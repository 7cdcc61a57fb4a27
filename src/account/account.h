/* account.h -- people who work with it: invitation, passphrase, second factor, sessions, roles. */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "access/access.h"
#include "page/page.h"

/*
 * Who this session token belongs to, with their grants, while the session lives (idle 20 minutes,
 * absolute 8 hours).  Leaves *who a visitor for an unknown, ended or sleeping one; never an error page.
 */
void account_who(struct ctx *, struct str token, struct who *who);

extern const struct route account_routes[];

#endif
