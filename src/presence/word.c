/*
 * word.c -- the word of an evening: one for each group and date, the same whoever asks, and stored nowhere.
 *
 * It follows from the key of the house, so that nobody can work it out; a plain Danish noun, so that everybody can
 * say and write it.  Guessing is bounded by the tries, not by the number of words.
 */
#include "presence/presence_parts.h"
#include "crypt/crypt.h"
#include "text/text.h"

enum { WORDS = 256, CHARS = 8 };

static const char *const words[WORDS] = {
	"abe", "abrikos", "agurk", "album", "alfabet", "ananas", "and", "anker", "appelsin", "april", "arm", "atlas",
	"august", "avis", "bakke", "balkon", "ballon", "banan", "bank", "basun", "bil", "billet", "bjerg", "blad", "blomst",
	"blyant", "bolle", "bonde", "bord", "brev", "bro", "bus", "busk", "butik", "cafe", "citron", "cykel", "dadel",
	"dag", "dam", "dans", "december", "drage", "dronning", "due", "dug", "dukke", "dyne", "eg", "egern", "elefant",
	"elg", "emne", "eng", "fane", "fasan", "fest", "figen", "fisk", "fjer", "fjord", "flag", "flaske", "flod", "flue",
	"fredag", "frost", "frugt", "fugl", "gade", "gardin", "glas", "gnist", "gran", "grill", "gris", "guitar", "gulerod",
	"gynge", "hale", "halm", "hammer", "hane", "hare", "hasselmus", "hat", "hav", "have", "hegn", "hest", "hilsen",
	"himmel", "hjem", "hjul", "hotel", "hue", "hund", "hus", "hval", "hvede", "insekt", "jakke", "januar", "jern",
	"jord", "jul", "juli", "juni", "kaffe", "kage", "kajak", "kam", "kamel", "kamin", "kande", "kanin", "kano",
	"karrusel", "kasse", "kastanje", "kat", "kikkert", "kirke", "kiste", "klokke", "klud", "knap", "kniv", "kok",
	"kompas", "konge", "kop", "korn", "kost", "krage", "krans", "krone", "kuffert", "kugle", "lam", "lampe", "land",
	"lanterne", "lavendel", "leopard", "lilje", "linje", "lyng", "lys", "magnet", "mandag", "mark", "marts", "maske",
	"mel", "melon", "mester", "metro", "morgen", "mos", "mosaik", "motor", "mur", "musik", "myre", "nat", "natur",
	"november", "oase", "ocean", "oliven", "onsdag", "orgel", "orm", "ost", "ovn", "palme", "pande", "papegoje",
	"papir", "parade", "park", "pebermynte", "pensel", "perle", "pil", "pind", "pingvin", "planet", "plov", "pose",
	"post", "prik", "prins", "pude", "pumpe", "pung", "radio", "rampe", "ravn", "regn", "ris", "robot", "rose", "rosin",
	"rug", "saks", "sal", "salat", "sand", "sang", "september", "silke", "skat", "skib", "skjorte", "sko", "skov",
	"slot", "sne", "snegl", "sofa", "sol", "spand", "spejl", "stald", "sten", "stige", "stol", "strand", "sukker",
	"suppe", "tag", "tallerken", "tand", "taske", "te", "telt", "tiger", "tog", "torsdag", "trappe", "tromme",
	"tulipan", "ugle", "uldsok", "vand", "vase", "vej", "vest", "vindue", "violin", "vogn", "vugge", "zebra", "zone",
};

struct str presence_word_of(struct ctx *ctx, int64_t meeting, day_t day)
{
	struct str date = day_str(ctx->arena, day);
	struct str tag = crypt_tag(ctx, "word of an evening", arena_printf(ctx->arena, "%lld/%.*s", (long long)meeting, STR_ARG(date)));
	unsigned n = 0;

	/* Six bits in each character of the hash. */
	for (size_t i = 0; i < CHARS; i++)
		n = n * 31 + (unsigned char)tag.p[i];
	return str_of(words[n % WORDS]);
}

bool presence_word_is(struct ctx *ctx, int64_t meeting, day_t day, struct str typed)
{
	return str_eq(text_fold(ctx->arena, str_trim(typed)), presence_word_of(ctx, meeting, day));
}
