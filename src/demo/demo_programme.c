/*
 * demo_programme.c -- the tree of programmes and who worked together where, 2013 to 2016.
 *
 * Names, periods and the ten pairs are those of the Danish programme; what stands in a project is invented.
 */
#include "demo/demo_parts.h"
#include "area/area.h"
#include "diary/diary.h"
#include "org/org.h"
#include "partner/partner.h"
#include "programme/programme.h"
#include "report/report.h"

#include "demo_sql.h"

static const struct row {
	const char *slug, *parent, *level, *org, *name_da, *name_en, *first, *last;
	const char *purpose_da, *purpose_en, *target_da, *target_en, *method, *role, *phone, *unit, *verified;
} rows[] = {
	{ "stofmisbrugspakken", NULL, "package", NULL, "Stofmisbrugspakken “Bedre kvalitet i Stofmisbrugsindsatsen”",
	  "The drug treatment package “Better quality in drug treatment”", "2012-10-01", NULL,
	  "At løfte kvaliteten med viden og metoder, der har dokumenteret virkning for borgerne, og at sikre en helhedsorienteret social "
	  "indsats og opfølgning på den enkelte.",
	  "To lift quality with knowledge and methods whose effect for citizens is documented, and to ensure a whole social effort that "
	  "follows up on each person.",
	  "Mennesker i eller efter social stofbehandling.", "People in or after social drug treatment.", "", "Pakkens kontor", "00000038",
	  "Voksne med sociale problemer", "2016-12-12" },
	{ "demo-initiativ", "stofmisbrugspakken", "initiative", NULL, "Demo-initiativ", "Demo initiative", "2014-01-01", "2015-12-31",
	  "Opdigtet. Det står her for at vise, at to initiativer kan stå ved siden af hinanden med hver deres regler og tal.",
	  "Invented. It stands here to show that two initiatives can stand side by side, each with its own rules and figures.",
	  "", "", "", "Initiativets kontor", "00000037", "", "2015-12-01" },
	{ "smart-selvhjaelpsgrupper", "stofmisbrugspakken", "initiative", NULL,
	  "Afprøvning af SMART Recovery selvhjælpsgrupper til mennesker med stofmisbrug",
	  "Pilot of SMART Recovery self-help groups for people with drug problems", "2013-01-01", "2016-12-31",
	  "At etablere SMART selvhjælpsgrupper, så flere kan fastholde det, de har nået i behandling.",
	  "To establish SMART self-help groups, so that more people can hold on to what they reached in treatment.",
	  "Mennesker, der har været i stofbehandling og ønsker støtte og netværk til at fastholde resultaterne. Målgruppen kan også være "
	  "mennesker i stabil substitutionsbehandling uden brug af illegale stoffer.",
	  "People who have been in drug treatment and want support and a network to hold on to their results. People in stable substitution "
	  "treatment without use of illegal drugs can also be included.",
	  "smart", "Initiativets kontor", "00000039", "Voksne med sociale problemer", "2016-12-12" },
	{ "smart-puljen", "smart-selvhjaelpsgrupper", "pool", NULL, "Ansøgningspuljen til SMART selvhjælpsgrupper",
	  "The application pool for SMART self-help groups", "2013-10-01", "2016-10-31",
	  "At give tilskud til frivillige foreninger, blandt andet til lønnede koordinatorer lokalt. Grupperne følger metoden, og de "
	  "frivillige er uddannet i den.",
	  "To give grants to voluntary associations, among other things for paid local coordinators. The groups follow the method, and "
	  "the volunteers are trained in it.",
	  "", "", "smart", "Puljens kontor", "00000039", "Voksne med sociale problemer", "2016-12-12" },
#define PROJECT(slug_, org_, da, en, role_, phone_) \
	{ slug_, "smart-puljen", "project", org_, da, en, "2013-10-01", "2016-10-31", "Opdigtet: grupper, en lønnet koordinator og frivillige " \
	  "igangsættere.", "Invented: groups, a paid coordinator and volunteer facilitators.", "", "", "smart", role_, phone_, "", "2016-11-01" }
	PROJECT("projekt-medmisbrug", "Medmisbrug", "SMART-grupper på landet", "SMART groups in the country", "Koordinatoren", "00000031"),
	PROJECT("projekt-vaelg-friheden", "Vælg Friheden", "SMART-grupper i Esbjerg", "SMART groups in Esbjerg", "Koordinatoren", "00000032"),
	PROJECT("projekt-smart-pilot", "SMART Pilot", "SMART-grupper i hovedstaden", "SMART groups in the capital", "Koordinatoren", "00000033"),
	PROJECT("projekt-varde", "Frivillighuset Varde", "SMART-grupper i Varde", "SMART groups in Varde", "Koordinatoren", "00000034"),
	PROJECT("projekt-frise", "Frise", "SMART-grupper i fem kommuner", "SMART groups in five municipalities", "Koordinatoren", "00000035"),
	{ 0 }
};

/* Background in our own words; kept here, so that it is there when the network is not. */
static const struct paper {
	const char *programme, *name, *lang, *text;
} papers[] = {
	{ "stofmisbrugspakken", "Om stofmisbrugspakken", "da",
	  "Stofmisbrugspakken\n\nUdspillet “Bedre kvalitet i Stofmisbrugsindsatsen” kom i oktober 2012. Det rummer flere initiativer rettet mod den "
	  "sociale stofbehandling. Et af dem afprøver selvhjælpsgrupper for mennesker, der har været i behandling.\n\nSkrevet til "
	  "demonstrationen med vores egne ord. Det er ikke den udgivne tekst.\n" },
	{ "stofmisbrugspakken", "About the drug treatment package", "en",
	  "The drug treatment package\n\nThe proposal “Better quality in drug treatment” came in October 2012. It holds a number of initiatives for "
	  "social drug treatment. One of them tries out self-help groups for people who have been in treatment.\n\nWritten for the "
	  "demonstration in our own words. It is not the published text.\n" },
	{ "smart-puljen", "Baggrund: puljens opslag", "da",
	  "Baggrund, offentligt opslag\n\nPuljen var på 10,3 mio. kr. Fristen for ansøgninger var 27. september 2013 kl. 12, og projekterne løb fra "
	  "1. oktober 2013 til 31. oktober 2016. Frivillige foreninger og enkeltpersoner kunne søge.\n" },
	{ NULL, NULL, NULL, NULL }
};

/* Exactly these ten. */
static const struct pair {
	const char *org, *area;
} pairs[] = {
	{ "Medmisbrug", "DK-430" }, { "Vælg Friheden", "DK-561" }, { "SMART Pilot", "DK-101" }, { "SMART Pilot", "DK-147" },
	{ "Frivillighuset Varde", "DK-573" }, { "Frise", "DK-751" }, { "Frise", "DK-550" }, { "Frise", "DK-260" }, { "Frise", "DK-173" },
	{ "Frise", "DK-159" }, { NULL, NULL }
};

static struct str text(const char *z)
{
	return z ? str_of(z) : S("");
}

static day_t day(const char *z)
{
	return z ? day_parse(str_of(z)) : DAY_NONE;
}

static enum err put_programme(struct ctx *ctx, const struct row *r)
{
	struct problems bad = { 0 };
	struct programme parent = { 0 }, p;
	struct org org = { 0 };

	if (r->parent)
		TRY(programme_of_slug(ctx, str_of(r->parent), &parent));
	if (r->org)
		TRY(org_of_name(ctx, str_of(r->org), &org));
	p = (struct programme){ .parent = parent.id, .org = org.id, .level = str_of(r->level), .slug = str_of(r->slug), .name_da = str_of(r->name_da),
				.name_en = str_of(r->name_en), .first_day = day(r->first), .last_day = day(r->last), .audience = S("adults"),
				.purpose_da = text(r->purpose_da), .purpose_en = text(r->purpose_en), .target_da = text(r->target_da),
				.target_en = text(r->target_en), .method = text(r->method), .contact_role = text(r->role),
				.phone = text(r->phone), .unit = text(r->unit), .verified_day = day(r->verified) };
	TRY(programme_save(ctx, &p, &bad));
	return demo_is_fine(ctx, r->slug, &bad);
}

static enum err put_paper(struct ctx *ctx, const struct paper *r)
{
	struct programme_document d = { .name = str_of(r->name), .lang = str_of(r->lang), .bytes = str_of(r->text) };
	struct problems bad = { 0 };
	struct programme p;

	TRY(programme_of_slug(ctx, str_of(r->programme), &p));
	d.programme = p.id;
	TRY(programme_document_add(ctx, &d, &bad));
	return demo_is_fine(ctx, r->name, &bad);
}

static enum err put_pair(struct ctx *ctx, const struct pair *r)
{
	struct partner p = { .first_day = day("2013-10-01"), .last_day = day("2016-12-31"), .org_roles = S("runs"), .area_roles = S("refers rooms"),
			     .flow = S("totals"), .contact_role = S("Kommunens kontaktperson"), .phone = S("00000036") };
	struct problems bad = { 0 };
	struct programme programme;
	struct area area;
	struct org org;

	TRY(programme_of_slug(ctx, S("smart-selvhjaelpsgrupper"), &programme));
	TRY(org_of_name(ctx, str_of(r->org), &org));
	TRY(area_of_code(ctx, str_of(r->area), &area));
	p.programme = programme.id, p.org = org.id, p.area = area.id;
	TRY(partner_save(ctx, &p, false, &bad));
	return demo_is_fine(ctx, r->area, &bad);
}

enum err demo_put_programmes(struct ctx *ctx)
{
	for (const struct row *r = rows; r->slug; r++)
		TRY(put_programme(ctx, r));
	for (const struct paper *r = papers; r->programme; r++)
		TRY(put_paper(ctx, r));
	for (const struct pair *r = pairs; r->org; r++)
		TRY(put_pair(ctx, r));
	return OK;
}

enum err demo_sweep_programmes(struct ctx *ctx)
{
	struct demo_all_programmes *programmes;
	struct demo_all_partners *partners;
	size_t n;

	TRY(demo_all_partners(ctx, &partners, &n));
	for (size_t i = 0; i < n; i++)
		TRY(partner_discard(ctx, partners[i].id));
	TRY(demo_all_programmes(ctx, &programmes, &n));
	for (size_t i = 0; i < n; i++)
		TRY(programme_discard(ctx, programmes[i].id));
	TRY(diary_forget_gone(ctx));
	return report_forget_gone(ctx);
}
