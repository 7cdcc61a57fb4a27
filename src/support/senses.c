/* senses.c -- words that mean several things: the table, and how a text is held against it. */
#include "support/senses.h"
#include "text/text.h"

static const struct sense stages[] = {
	{ N_("First contact"), N_("somebody who comes to where you are, or answers the first time"), "stage=contact" },
	{ N_("Withdrawal"), N_("to stop safely, with somebody who watches over it"), "stage=detox" },
	{ N_("Residential treatment"), N_("treatment in a house where one lives for a time"), "stage=inpatient" },
	{ N_("Outpatient treatment"), N_("treatment that one comes to and goes home from"), "stage=outpatient" },
	{ N_("Medicine-assisted treatment"), N_("medicine such as methadone or buprenorphine, and talks"), "stage=medication" },
	{ N_("After-care"), N_("what follows when treatment has ended"), "stage=aftercare" },
	{ N_("Recovery support"), N_("practical help beside treatment or without it: a lift, work, papers, a companion"), "stage=rss" },
	{ N_("Mutual aid"), N_("people who meet and help each other, for example AA, NA or SMART"), "stage=mutual" },
	{ N_("Housing with support"), N_("a home among others who do without"), "stage=housing" },
	{ N_("Less harm"), N_("sterile equipment, naloxone, a place to rest; one need not stop"), "stage=harm" },
	{ N_("Prevention and knowledge"), N_("facts for oneself, the family, a school or a workplace"), "stage=education" },
	{ N_("Social recovery"), N_("getting everyday life and people back, also after mental illness"), "stage=social" },
	{ N_("Getting fit again after illness or injury"), N_("physical rehabilitation: ask your doctor or your municipality"), NULL },
	{ N_("Getting out of debt"), N_("advice about money and debt"), "need=law_money" },
	{ 0 }
};

static const struct sense treatments[] = {
	{ N_("Withdrawal"), N_("to stop safely, with somebody who watches over it"), "stage=detox" },
	{ N_("Residential treatment"), N_("treatment in a house where one lives for a time"), "stage=inpatient" },
	{ N_("Outpatient treatment"), N_("treatment that one comes to and goes home from"), "stage=outpatient" },
	{ N_("Medicine-assisted treatment"), N_("medicine such as methadone or buprenorphine, and talks"), "stage=medication" },
	{ N_("After-care"), N_("what follows when treatment has ended"), "stage=aftercare" },
	{ N_("Help that is not treatment"), N_("one need not be in treatment to get it"), "independent=1" },
	{ 0 }
};

static const struct sense detoxes[] = {
	{ N_("Withdrawal"), N_("to stop safely, with somebody who watches over it"), "stage=detox" },
	{ N_("Medicine-assisted treatment"), N_("medicine such as methadone or buprenorphine, and talks"), "stage=medication" },
	{ 0 }
};

static const struct sense sobers[] = {
	{ N_("Groups that help each other"), N_("people who meet, whatever their path"), "stage=mutual" },
	{ N_("A home without alcohol and drugs"), N_("a house among others who do without"), "kind=housing" },
	{ N_("Knowing your own warning signs"), N_("a plan for when it gets difficult"), "kind=relapse-prevention" },
	{ 0 }
};

static const struct sense smarts[] = {
	{ "SMART Recovery", N_("groups with tools for motivation, urges, thoughts and balance"), "method=smart" },
	{ N_("SMART Recovery for family and friends"), N_("the same tools for those who are close"), "method=smart_family" },
	{ 0 }
};

static const struct sense groups[] = {
	{ N_("Groups that help each other"), N_("people who meet, whatever their path"), "kind=support-groups" },
	{ N_("Groups for relatives"), N_("family and friends among themselves"), "kind=support-groups&for=relative" },
	{ N_("Courses in a group"), N_("learning something together, with a teacher"), "need=learn" },
	{ N_("Treatment in a group"), N_("led by professionals, as a part of treatment"), "stage=outpatient" },
	{ 0 }
};

static const struct sense meetings[] = {
	{ N_("Groups that help each other"), N_("people who meet, whatever their path"), "kind=support-groups" },
	{ N_("Somebody who comes along to a meeting with an office"), N_("a companion who knows the rules"), "kind=case-management" },
	{ N_("Meeting on a screen"), N_("online, from where you are"), "online=1" },
	{ 0 }
};

static const struct sense helps[] = {
	{ N_("Someone to talk to"), N_("a person with time for you"), "need=talk" },
	{ N_("Somewhere to sleep tonight"), N_("a bed, and who to call"), "need=sleep" },
	{ N_("Help with papers and benefits"), N_("letters, applications, offices"), "need=papers" },
	{ N_("Legal or debt help"), N_("rights, appeals, money owed"), "need=law_money" },
	{ N_("Help for relatives"), N_("for you who are close to somebody"), "need=family" },
	{ 0 }
};

static const struct sense peers[] = {
	{ N_("One person who has been there"), N_("a companion, mentor or coach with time for you"), "kind=peer-support" },
	{ N_("Groups that help each other"), N_("people who meet, whatever their path"), "kind=support-groups" },
	{ N_("Everything that peers give"), N_("whatever kind of help it is"), "by=peer" },
	{ 0 }
};

const struct sense_word sense_words[] = {
	{ .name = "recovery", .da = "recovery*, bedring*, rehabilitering*, komme sig", .en = "recovery*, recover*, rehabilitation, getting well",
	  .away = "data disk harddisk drev drive file files fil filer foto billeder photo backup sikkerhedskopi password adgangskode kode konto "
		  "account disaster katastrofe system server sql database windows iphone android raid partition usb muscle muskel hofte knæ "
		  "skulder ryg hip knee shoulder surgery operation economic økonomisk",
	  .away_alone = "datagendannelse, dataredning, genopretning, gendannelse, systemgendannelse, katastrofeberedskab",
	  .names = "smart celebrate refuge dharma",
	  .explain = N_("“Recovery” means many things. Here it is about people: one's own way to a better life with alcohol, drugs, gambling or other "
			"habits, and the way of those who are close. Some use the word for treatment, some for help beside it or after it, some for groups "
			"that help each other, some for a home, and some for getting everyday life back after mental illness. Below you see how many "
			"there are of each. Choose what you mean."),
	  .elsewhere = N_("It looks as if you mean getting data, a system or a body back in order. That is not what we list: here, “recovery” is about "
			  "people and their way to a better life."),
	  .senses = stages, .grouped = true },
	{ .name = "treatment", .da = "behandling*, behandlingssted, afvænning*", .en = "treatment*, rehab, therapy",
	  .away = "hår hud tand tænder fod negl hair skin tooth teeth wood water data",
	  .explain = N_("Treatment is led by health staff or by an institution that is approved for it. There are several kinds, and there is much help that is no "
			"treatment at all."),
	  .elsewhere = N_("It looks as if you mean a treatment of something else. Here it is about alcohol, drugs, gambling and other habits."),
	  .senses = treatments },
	{ .name = "detox", .da = "afrusning*, afgiftning*, abstinens*, detox*", .en = "detox*, withdrawal",
	  .away = "juice te tea kur diet kost hud skin foot fod kosmetik",
	  .explain = N_("To stop suddenly with alcohol or medicine can be dangerous. Withdrawal is done with somebody who watches over it. In danger call "
			"the emergency number at once."),
	  .elsewhere = N_("It looks as if you mean a diet or care of the skin. Here withdrawal is about alcohol, drugs and medicine."),
	  .senses = detoxes },
	{ .name = "sober", .da = "ædru*, stoffri*, afholdende", .en = "sober*, abstinent, drug free",
	  .explain = N_("Some say sober of themselves, others do not; some want to stop, and some want less of it. We list help for both."),
	  .senses = sobers },
	{ .name = "smart", .da = "smart", .en = "smart",
	  .away = "phone telefon tv ur watch mål goals goal home hjem bil car",
	  .explain = N_("SMART Recovery is one of the paths that groups follow: a led conversation with tools. It stands beside the others here, "
			"neither before nor after them."),
	  .elsewhere = N_("It looks as if you mean a thing that is called smart. Here SMART is the name of groups."),
	  .senses = smarts },
	{ .name = "group", .da = "gruppe*, selvhjælpsgruppe*", .en = "group*",
	  .away = "facebook blood blodtype whatsapp",
	  .explain = N_("A group can be a circle of people who help each other, a course, or a part of treatment."), .senses = groups },
	{ .name = "meeting", .da = "møde*", .en = "meeting*",
	  .explain = N_("Among people in recovery a meeting is a group that helps each other, often free and without signing up. It can also be a "
			"meeting with an office."), .senses = meetings },
	{ .name = "help", .da = "hjælp*", .en = "help*",
	  .explain = N_("Tell us a little more: what would help first?"), .senses = helps },
	{ .name = "peer", .da = "peer*, makker*, mentor*, følgeven*, bisidder*, kontaktperson*, sponsor", .en = "peer*, sponsor*, buddy, companion*",
	  .explain = N_("A peer has been there. A sponsor is a peer in the twelve-step groups; one finds that person in the group itself."),
	  .senses = peers },
	{ 0 }
};

/* --- holding a text against it -------------------------------------------------------------------------------- */

enum { TYPED_WORDS_MOST = 20 };

struct typed {
	struct str folded[TYPED_WORDS_MOST], raw[TYPED_WORDS_MOST];
	size_t n;
};

static struct typed typed_of(struct ctx *ctx, struct str text)
{
	struct typed t = { .n = 0 };
	struct str raw;
	size_t at = 0;

	while (t.n < TYPED_WORDS_MOST && text_word(text, &at, &raw)) {
		t.raw[t.n] = raw;
		t.folded[t.n++] = text_fold(ctx->arena, raw);
	}
	return t;
}

/* Where a word or phrase of the table begins among what was typed; t->n: nowhere.  How many words it takes goes to len. */
static size_t find_one(struct ctx *ctx, const struct typed *t, struct str one, size_t *len)
{
	bool begins = one.n && one.p[one.n - 1] == '*';
	struct typed w = typed_of(ctx, one);

	*len = w.n;
	for (size_t i = 0; w.n && i + w.n <= t->n; i++) {
		size_t k = 0;
		while (k < w.n && (str_eq(t->folded[i + k], w.folded[k]) || (begins && k + 1 == w.n && str_starts(t->folded[i + k], w.folded[k]))))
			k++;
		if (k == w.n)
			return i;
	}
	return t->n;
}

/*
 * Folding the whole table for each question would cost more than the rest of it.  The table is in small letters, and the fold
 * keeps a first letter that has no accent.
 */
static bool may_begin(const struct typed *t, struct str one)
{
	char first = one.n ? one.p[0] : 0;

	if (first < 'a' || first > 'z')
		return true;
	for (size_t i = 0; i < t->n; i++)
		if (t->folded[i].n && t->folded[i].p[0] == first)
			return true;
	return false;
}

static size_t find_any(struct ctx *ctx, const struct typed *t, const char *list, char between, size_t *len)
{
	struct str rest = list ? str_of(list) : STR_ABSENT, one;

	while (str_cut(&rest, between, &one)) {
		size_t at = t->n;
		one = str_trim(one);
		if (may_begin(t, one))
			at = find_one(ctx, t, one, len);
		if (at < t->n)
			return at;
	}
	return t->n;
}

static size_t find_word(struct ctx *ctx, const struct typed *t, const struct sense_word *w, size_t *len)
{
	size_t at = find_any(ctx, t, w->da, ',', len);

	return at < t->n ? at : find_any(ctx, t, w->en, ',', len);
}

const struct sense_word *sense_find(struct ctx *ctx, struct str text)
{
	struct typed t = typed_of(ctx, text);
	size_t len;

	for (const struct sense_word *w = sense_words; t.n && w->name; w++)
		if (find_word(ctx, &t, w, &len) < t.n && find_any(ctx, &t, w->names, ' ', &len) == t.n)
			return w;
	return NULL;
}

const struct sense_word *sense_elsewhere(struct ctx *ctx, struct str text)
{
	struct typed t = typed_of(ctx, text);
	size_t len;

	for (const struct sense_word *w = sense_words; t.n && w->name; w++) {
		if (find_any(ctx, &t, w->away_alone, ',', &len) < t.n)
			return w;
		if (w->elsewhere && find_word(ctx, &t, w, &len) < t.n && find_any(ctx, &t, w->away, ' ', &len) < t.n)
			return w;
	}
	return NULL;
}

bool sense_is_elsewhere(struct ctx *ctx, struct str text)
{
	return sense_elsewhere(ctx, text) != NULL;
}

struct str sense_without(struct ctx *ctx, const struct sense_word *w, struct str text)
{
	struct typed t = typed_of(ctx, text);
	size_t len, at = find_word(ctx, &t, w, &len);
	struct str before, after;

	if (at == t.n)
		return text;
	before = str_slice(text, 0, (size_t)(t.raw[at].p - text.p));
	after = str_slice(text, (size_t)(t.raw[at + len - 1].p - text.p) + t.raw[at + len - 1].n, text.n);
	return str_trim(arena_printf(ctx->arena, "%.*s %.*s", STR_ARG(str_trim(before)), STR_ARG(str_trim(after))));
}

/* "Recovery recovery" says it twice: every one of them goes. */
struct str sense_rest(struct ctx *ctx, struct str text)
{
	const struct sense_word *w = sense_find(ctx, text);

	for (int i = 0; w && w->grouped && i < TYPED_WORDS_MOST; i++) {
		struct str rest = sense_without(ctx, w, text);
		if (str_eq(rest, text))
			break;
		text = rest;
	}
	return text;
}
