/* demo_words.c -- what happens the first time, and what is otherwise on single days. */
#include "demo/demo_tables.h"

const struct demo_words demo_firsts[FIRSTS] = {
	[FIRST_NONE] = { "", "" },
	[FIRST_TOOLS] = {
		"Kom gerne ti minutter før. En tager imod dig ved døren og viser dig, hvor kaffen står. Du behøver ikke sige noget "
		"den første aften, og du kan gå, når du vil. Vi tager en runde, taler om ugen og prøver et redskab sammen. "
		"Efter halvanden time slutter vi.",
		"Come ten minutes early if you can. Somebody meets you at the door and shows you where the coffee is. You need not "
		"say anything the first evening, and you may leave when you like. We take a round, talk about the week and try "
		"one tool together. After an hour and a half we stop." },
	[FIRST_FAMILY] = {
		"Du bliver mødt ved døren. Her sidder forældre, søskende, kærester og venner. Ingen spørger, hvem det handler om. "
		"Du kan nøjes med at lytte. Vi øver os i at passe på os selv og i at tale sammen, så det hjælper.",
		"You are met at the door. Here sit parents, brothers and sisters, partners and friends. Nobody asks whom it is about. "
		"You may just listen. We practise taking care of ourselves, and talking in a way that helps." },
	[FIRST_YOUNG] = {
		"Skriv eller ring først, hvis du vil, så venter en af os udenfor. Vi er under 30 alle sammen. Telefonen må være "
		"fremme. Man siger, hvad man har lyst til, og der er pizza den første torsdag i måneden.",
		"Write or call first if you like, and one of us waits outside. All of us are under 30. Phones may be out. You say "
		"what you feel like saying, and there is pizza on the first Thursday of the month." },
	[FIRST_ENGLISH] = {
		"Mødet holdes på engelsk. En tager imod dig ved elevatoren. Du kan nøjes med at lytte, og du behøver ikke give dit navn.",
		"The meeting is held in English. Somebody meets you at the lift. You may just listen, and you need not give your name." },
	[FIRST_STEPS] = {
		"En byder velkommen ved døren. Der læses en kort tekst, og bagefter deler de, der vil. Man siger sit fornavn eller "
		"ingenting. En kurv går rundt til kaffen; den må du sende videre.",
		"Somebody says welcome at the door. A short text is read, and then those who want to share. You say your first name "
		"or nothing at all. A basket goes round for the coffee; you may pass it on." },
	[FIRST_TALK] = {
		"Sæt dig, hvor du vil. En leder samtalen og sørger for, at alle kan komme til. Der er ingen tekst og ingen trin.",
		"Sit where you like. Somebody leads the conversation and sees to it that everyone can speak. There is no text and "
		"there are no steps." },
};

const struct demo_date demo_dates[] = {
	{ "mandagsgruppen-gladsaxe", "2016-12-12", NULL, NULL, "Varmen i huset er gået i stykker", "The heating in the house has broken down" },
	{ "onsdagsgruppen-esbjerg", "2016-12-21", "2016-12-22", "18:30", NULL, NULL },
	{ "sidste-fredag-aarhus", "2016-12-30", "2016-12-29", "18:00", NULL, NULL },
	{ 0 }
};

const struct demo_report demo_reports[] = {
	{ "torsdagsgruppen-koebenhavn", "locked", "Vi stod fem udenfor i torsdags, og ingen kom.", 95 },
	{ "havnegruppen-aarhus", "time", "Der står 19.30, men de begynder 19.00.", 4 * 24 * 60 },
	{ 0 }
};
