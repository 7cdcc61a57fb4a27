/*
 * seed.c -- the methods that the program brings along, put in where they are missing.
 *
 * The words are ours.  SMART Recovery's own texts are protected and stand nowhere here; the name says which
 * method a group follows and nothing else.
 */
#include "method/method_parts.h"
#include "event/event.h"

#include "method_sql.h"

static const struct method_version brought[] = {
	{ .method = 1, .version = 1, .code = S("smart"), .name_da = S("SMART Recovery"), .name_en = S("SMART Recovery"), .training = true,
	  .valid_months = 24, .practice = 4,
	  .sentence_da = S("En ledet samtale med værktøjer til motivation, trang, tanker og balance. Ingen trin, og alle vaner er velkomne."),
	  .sentence_en = S("A led conversation with tools for motivation, urges, thoughts and balance. No steps, and any habit is welcome."),
	  .parts = S("5 | Velkomst og rammer | Welcome and frame\n"
		     "10-20 | En kort runde | A short round\n"
		     "3-5 | Emner vælges sammen | Topics are chosen together\n"
		     "40-50 | Arbejde med emnerne og et værktøj | Work on the topics with a tool\n"
		     "3 | Praktisk og kaffekasse | Practical matters and the coffee box\n"
		     "10 | Plan for ugen og afslutning | Plan for the week and closing\n"),
	  .items = S("Alle blev budt velkommen og fik at vide, hvad det er for et møde | Everyone was welcomed and told what kind of meeting this is\n"
		     "Rammen blev sagt: fortrolighed og dens grænser, frivilligt, lov til at tie, sluttidspunkt | The frame was said: confidential and its limits, voluntary, free to be silent, end time\n"
		     "Mødets forløb blev forklaret | The course of the meeting was explained\n"
		     "Alle, der ville, fik en kort tur i begyndelsen | Everyone who wanted had a short turn at the start\n"
		     "Emnerne blev valgt sammen | Topics were chosen together\n"
		     "Tiden gik til emnerne og ikke til lange historier | Time was used on these topics, not on long stories\n"
		     "Mindst ét af metodens værktøjer blev brugt | At least one tool of the method was used\n"
		     "Deltagerne hjalp hinanden; mødelederen holdt ikke foredrag | Participants helped each other; the facilitator did not lecture\n"
		     "Ingen mærkater, intet pres, alle veje blev respekteret | No labels, no pressure, every path respected\n"
		     "Blikket var på nu og det næste | Focus on now and next\n"
		     "Alle fik tilbud om at lave en plan for ugen | Everyone was offered to make a plan for the week\n"
		     "Der var en afsluttende runde | There was a closing round\n"
		     "Mødet begyndte og sluttede til tiden | Started and ended on time\n"
		     "Det praktiske: næste møde, og hvem man kan ringe til | Practical: next meeting, whom to call\n"),
	  .label = S("promising"),
	  .label_da = S("Deltagere fortæller om gavn, og enkelte undersøgelser peger samme vej. Få har en sammenligning, så hvor stor virkningen er, ved ingen endnu."),
	  .label_en = S("Participants tell of benefit, and some studies point the same way. Few have a comparison, so nobody knows yet how large the effect is."),
	  .sources = S("2003 | Brooks, Penn: comparing treatments for dual diagnosis. American Journal of Drug and Alcohol Abuse 29 | \n"
		       "2013 | Hester and others: a web program and SMART Recovery, randomized. Journal of Medical Internet Research 15 | \n"
		       "2015 | Kelly, Deane, Baker: cohesion and homework between sessions in SMART Recovery groups. Journal of Substance Abuse Treatment 51 | \n"),
	  .reviewed_by = S("Samhold"),
	  .rights_da = S("SMART Recovery er et registreret navn, og metodens håndbøger og ark tilhører deres ejer. Navnet står her for at sige, hvilken metode gruppen følger. Vi er ikke tilknyttet, og ingen af deres tekster står her: ordene er vores egne."),
	  .rights_en = S("SMART Recovery is a registered name, and the handbooks and sheets of the method belong to their owner. The name stands here to say which method the group follows. We are not affiliated, and none of their texts stand here: the words are our own.") },
	{ .method = 2, .version = 1, .code = S("open-conversation"), .name_da = S("Åben samtale"), .name_en = S("Open conversation"),
	  .valid_months = 24,
	  .sentence_da = S("En samtale uden fast metode. Nogen leder den og sørger for, at alle kan komme til orde."),
	  .sentence_en = S("A conversation without a fixed method. Somebody leads it and sees to it that all can speak."),
	  .parts = S("5-10 | Velkomst og rammer | Welcome and frame\n"
		     "15-25 | En runde | A round\n"
		     "30-50 | Samtale | Conversation\n"
		     "5-10 | Afslutning | Closing\n"),
	  .items = S("Alle blev budt velkommen | Everyone was welcomed\n"
		     "Rammen blev sagt: fortrolighed og dens grænser, frivilligt, lov til at tie | The frame was said: confidential and its limits, voluntary, free to be silent\n"
		     "Alle, der ville, kom til orde | Everyone who wanted spoke\n"
		     "Ingen talte længe på andres bekostning | Nobody spoke long at the cost of others\n"
		     "Ingen gav råd, der ikke var bedt om | Nobody gave advice that was not asked for\n"
		     "Ingen mærkater og intet pres | No labels and no pressure\n"
		     "Mødet begyndte og sluttede til tiden | Started and ended on time\n"
		     "Det praktiske: næste møde, og hvem man kan ringe til | Practical: next meeting, whom to call\n"),
	  .label = S(""), .label_da = S(""), .label_en = S(""), .sources = S(""), .reviewed_by = S(""), .rights_da = S(""), .rights_en = S("") },
};

enum err method_seed(struct ctx *ctx)
{
	for (size_t i = 0; i < sizeof brought / sizeof *brought; i++) {
		struct method_version v = brought[i];
		int64_t changed;

		v.from_day = day_of(2011, 1, 1);
		v.reviewed_day = v.label.n ? day_of(2016, 12, 1) : DAY_NONE;
		TRY(method_put(ctx, v.method, v.code, ctx->now, &changed));
		if (!changed)
			continue;
		TRY(method_put_version(ctx, &v));
		TRY(event_add(ctx, "method.added", v.method, STR_ABSENT));
	}
	return OK;
}
