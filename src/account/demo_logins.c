/*
 * demo_logins.c -- who can log in to a demonstration, with which passphrase: it is meant to be known.
 *
 * The hashes belong to the passphrase and stand here because hashing is too slow for the one writer,
 * in which a demonstration begins again.
 */
#include "account/account.h"

#define PASSPHRASE "kun en demonstration"
#define ARGON "$argon2id$v=19$m=65536,t=2,p=1$"

const struct account_demo_login account_demo_logins[] = {
	{ "Admin", PASSPHRASE, N_("Administrator: invites people and keeps every list."), ROLE_ADMINISTRATOR, NULL,
	  ARGON "NXvtONJ476IF/wEMBl/Ncg$6GnbTcXaSeQiDWijt68avS6disICDlgMXDi8DfxJbrw" },
	{ "Signe", PASSPHRASE, N_("Coordinator of Frise: meetings and places in five municipalities."), ROLE_COORDINATOR, "Frise",
	  ARGON "9Tzij9LTkRTGKaggkCtggA$PWaVJmXbv43hPaXXj1OFTMAhwieB+G8jCA3NM3cbSxc" },
	{ "Jonna", PASSPHRASE, N_("Keeper at Vælg Friheden in Esbjerg: keeps three groups right."), ROLE_KEEPER, "Vælg Friheden",
	  ARGON "D9eaE8C6oSu+uddd27tS2g$XVIo31O7FG8Oip5OLoUdeJVZHLpycOvjVvkoby2UK1Y" },
	{ "Lars", PASSPHRASE, N_("Machine keeper: looks after the house without reading what is sealed."), ROLE_TECHNICAL, NULL,
	  ARGON "8Xfr+Q5oGB3SseQ8hJyNgg$JUR619AqFI7EXqFctXPkLCYODEICsk2w2/4BLaX6EME" },
	{ "Else", PASSPHRASE, N_("Treasurer of Frise: keeps the books of its grant."), ROLE_FINANCE, "Frise",
	  ARGON "5SXS/dN9y6Nr3wqB4Dm17w$vTupjwPseNlh5Onswbu+jMkBrdkm7twOPsk2nxnkoAs" },
	{ "Sara", PASSPHRASE, N_("Coach at Frise: calls, goes along, and stands in for Signe."), ROLE_COACH, "Frise",
	  ARGON "DKo01nocKoMYgG4ckCQObw$aJP0gWqJm8BRFwrIfDvxpvRpZMgfIyUh8XMQNGg8HXY" },
	{ "Ida", PASSPHRASE, N_("Companion at Frise: stands at the door the first time."), ROLE_COMPANION, "Frise",
	  ARGON "ym1ba9dz4tDQxse9NbkHmg$xGtwiBRLOc0CRUq0vHNDQoxAx6qGme1/2OosQIodafs" },
	{ "Birthe", PASSPHRASE, N_("Data protection: reads who looked at what, and why."), ROLE_DATA_PROTECTION, NULL,
	  ARGON "LswspRhRjx/5AaC21tfxiQ$q9BWj7lUBWxA+9rzMZd+0fbMZ9pCMbfrdtMwbfLlxrU" },
	{ "Poul", PASSPHRASE, N_("Driver at Frise: takes people there and home, and is not told what it is for."), ROLE_COMPANION, "Frise",
	  ARGON "wg09/XUm+NB67ty2KhVvAA$09GmPJk/qn/UZk1JL0DE3A3YHJP030AqSyDedShtdiY" },
	{ 0 }
};

/* The links are meant to be known as well; no real folder has them. */
const struct account_demo_door account_demo_doors[] = {
	{ "Modtagelsen, Aarhus Kommune", N_("Karim’s centre in Aarhus hands people over."), "Frise", "DK-751", "demonstrationaarhusmodtagelse", "123456",
	  ARGON "gF3GKTfCPmEDhglcgX779A$ulaNaF4APpJVtmWLka9o/xjaKo6+eXjXKUu5eBKyQ/c" },
	{ "Afsnit 7, Esbjerg", N_("Hanne’s ward in Esbjerg says that somebody is to leave."), "Frise", "DK-561", "demonstrationesbjergafsnitsyv", "123456",
	  ARGON "VXH9BAIqKSS5dG0d/FJDDg$NlsHaiItGn9O+Pq4BgS+5N6nqQd57tq6FaieQMGNHBg" },
	{ 0 }
};
