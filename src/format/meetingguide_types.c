/*
 * meetingguide_types.c -- the type codes of the Meeting Guide.
 *
 * The codes are those of the spec (code4recovery/spec, 87 of them); the names are ours.
 */
#include "format/meetingguide.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct type {
	const char *code, *name;
};

/* Sorted by the bytes of the code. */
static const struct type types[] = {
	{ "11", N_("Eleventh step, meditation") },
	{ "12x12", N_("Twelve steps and twelve traditions") },
	{ "A", N_("Secular") },
	{ "ABSI", N_("As Bill Sees It") },
	{ "AF", N_("Afrikaans") },
	{ "AL", N_("Alateen at the same time") },
	{ "AL-AN", N_("Al-Anon at the same time") },
	{ "AM", N_("Amharic") },
	{ "AR", N_("Arabic") },
	{ "ASL", N_("American Sign Language") },
	{ "B", N_("Big Book") },
	{ "BA", N_("Child care during the meeting") },
	{ "BE", N_("For newcomers") },
	{ "BG", N_("Bulgarian") },
	{ "BI", N_("Bisexual people") },
	{ "BRK", N_("With breakfast") },
	{ "C", N_("Closed") },
	{ "CAN", N_("By candlelight") },
	{ "CF", N_("Children are welcome") },
	{ "D", N_("Discussion") },
	{ "DA", N_("Danish") },
	{ "DB", N_("Collection online") },
	{ "DD", N_("Dual diagnosis") },
	{ "DE", N_("German") },
	{ "DR", N_("Daily Reflections") },
	{ "EL", N_("Greek") },
	{ "EN", N_("English") },
	{ "FA", N_("Persian") },
	{ "FF", N_("Free of fragrance") },
	{ "FI", N_("Finnish") },
	{ "FR", N_("French") },
	{ "G", N_("Gay people") },
	{ "GR", N_("Grapevine") },
	{ "H", N_("Anniversaries are celebrated") },
	{ "HE", N_("Hebrew") },
	{ "HI", N_("Hindi") },
	{ "HR", N_("Croatian") },
	{ "HU", N_("Hungarian") },
	{ "IS", N_("Icelandic") },
	{ "ITA", N_("Italian") },
	{ "JA", N_("Japanese") },
	{ "KA", N_("Georgian") },
	{ "KOR", N_("Korean") },
	{ "L", N_("Lesbian women") },
	{ "LGBTQ", N_("LGBTQ people") },
	{ "LIT", N_("Literature") },
	{ "LS", N_("Living Sober") },
	{ "LT", N_("Lithuanian") },
	{ "M", N_("Men") },
	{ "MED", N_("Meditation") },
	{ "ML", N_("Malayalam") },
	{ "MT", N_("Maltese") },
	{ "N", N_("Native American people") },
	{ "NB", N_("Non-binary people") },
	{ "NDG", N_("Indigenous people") },
	{ "NE", N_("Nepali") },
	{ "NL", N_("Dutch") },
	{ "NO", N_("Norwegian") },
	{ "O", N_("Open") },
	{ "OUT", N_("Outdoors") },
	{ "P", N_("Professionals") },
	{ "POA", N_("Proof of attendance") },
	{ "POC", N_("People of color") },
	{ "POL", N_("Polish") },
	{ "POR", N_("Portuguese") },
	{ "PUN", N_("Punjabi") },
	{ "RUS", N_("Russian") },
	{ "S", N_("Spanish") },
	{ "SEN", N_("Older people") },
	{ "SK", N_("Slovak") },
	{ "SL", N_("Slovenian") },
	{ "SM", N_("Smoking is allowed") },
	{ "SP", N_("Speaker") },
	{ "ST", N_("Study of the steps") },
	{ "SV", N_("Swedish") },
	{ "T", N_("Transgender people") },
	{ "TC", N_("Closed for the time being, see online") },
	{ "TH", N_("Thai") },
	{ "TL", N_("Tagalog") },
	{ "TR", N_("Study of the traditions") },
	{ "TUR", N_("Turkish") },
	{ "UK", N_("Ukrainian") },
	{ "W", N_("Women") },
	{ "X", N_("Wheelchair access") },
	{ "XB", N_("Bathroom with wheelchair access") },
	{ "XT", N_("Answering each other is allowed") },
	{ "Y", N_("Young people") },
};

/* What lists write where our name is another. */
static const struct type words[] = {
	{ "BE", "Beginners" }, { "BE", "Newcomer" }, { "BE", "Newcomers" }, { "G", "Gay" },
	{ "L", "Lesbian" }, { "LGBTQ", "LGBTQ" }, { "LGBTQ", "LGBTQIAA+" }, { "POC", "People of colour" },
	{ "SEN", "Seniors" }, { "ST", "Step study" }, { "TR", "Tradition study" },
	{ "X", "Wheelchair accessible" },
};

enum { TYPES = sizeof types / sizeof *types, WORDS = sizeof words / sizeof *words };

static int by_code(const void *code, const void *type)
{
	return str_cmp(*(const struct str *)code, str_of(((const struct type *)type)->code));
}

static const struct type *find(struct str code)
{
	return bsearch(&code, types, TYPES, sizeof *types, by_code);
}

bool mg_type_known(struct str code)
{
	return find(code) != NULL;
}

const char *mg_type_name(struct str code)
{
	const struct type *type = find(code);

	return type ? type->name : NULL;
}

static const char *code_in(const struct type *list, size_t n, struct str word)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(list[i].name) == word.n && !strncasecmp(list[i].name, word.p, word.n))
			return list[i].code;
	return NULL;
}

const char *mg_type_code(struct str word)
{
	const char *code = str_is(word) ? code_in(types, TYPES, word) : NULL;

	return code || !str_is(word) ? code : code_in(words, WORDS, word);
}
