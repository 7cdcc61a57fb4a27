/* fields.c -- what one can say of a series: one table for web form, JSON, CSV, import and help. */
#include "meeting/meeting.h"

const struct choice audience_choices[] = {
	{ "everyone", N_("Everyone") }, { "adults", N_("Adults") }, { "young", N_("Young people") },
	{ "relatives", N_("Family and friends") }, { "parents", N_("Parents") }, { "couples", N_("Couples") },
	{ "women", N_("Women") }, { "men", N_("Men") }, { "lgbt", N_("LGBT+") }, { 0 }
};

/* ISO 639; each in itself, so that the one who looks for it can read it. */
const struct choice language_choices[] = {
	{ "da", "Dansk" }, { "en", "English" }, { "kl", "Kalaallisut" }, { "fo", "Føroyskt" }, { "de", "Deutsch" },
	{ "no", "Norsk" }, { "sv", "Svenska" }, { "fi", "Suomi" }, { "is", "Íslenska" }, { "pl", "Polski" },
	{ "uk", "Українська" }, { "ru", "Русский" }, { "lt", "Lietuvių" }, { "lv", "Latviešu" }, { "et", "Eesti" },
	{ "ro", "Română" }, { "bg", "Български" }, { "hu", "Magyar" }, { "cs", "Čeština" }, { "sk", "Slovenčina" },
	{ "sl", "Slovenščina" }, { "hr", "Hrvatski" }, { "bs", "Bosanski" }, { "sr", "Српски" }, { "sq", "Shqip" },
	{ "el", "Ελληνικά" }, { "tr", "Türkçe" }, { "ku", "Kurdî" }, { "ar", "العربية" }, { "fa", "فارسی" },
	{ "ps", "پښتو" }, { "ur", "اردو" }, { "so", "Soomaali" }, { "he", "עברית" }, { "hi", "हिन्दी" },
	{ "pa", "ਪੰਜਾਬੀ" }, { "ta", "தமிழ்" }, { "fr", "Français" }, { "es", "Español" }, { "pt", "Português" },
	{ "it", "Italiano" }, { "nl", "Nederlands" }, { "zh", "中文" }, { "ja", "日本語" }, { "ko", "한국어" },
	{ "vi", "Tiếng Việt" }, { "th", "ไทย" }, { "tl", "Tagalog" }, { "sw", "Kiswahili" }, { "am", "አማርኛ" },
	{ "ti", "ትግርኛ" }, { "ase", "American Sign Language" }, { "dsl", "Dansk tegnsprog" }, { 0 }
};

const struct choice mode_choices[] = {
	{ "room", N_("In a room") }, { "online", N_("Online") }, { "hybrid", N_("In a room and online at once") },
	{ "phone", N_("By phone") }, { 0 }
};

const struct choice openness_choices[] = {
	{ "open", N_("Open to everybody who wants to listen") },
	{ "closed", N_("Only for those whom it concerns themselves") },
	{ "unknown", N_("Not known") }, { 0 }
};

const struct choice tri_choices[] = {
	{ "yes", N_("Yes") }, { "no", N_("No") }, { "unknown", N_("Not known") }, { 0 }
};

const struct choice weekday_choices[] = {
	{ "mo", N_("Monday") }, { "tu", N_("Tuesday") }, { "we", N_("Wednesday") }, { "th", N_("Thursday") },
	{ "fr", N_("Friday") }, { "sa", N_("Saturday") }, { "su", N_("Sunday") }, { 0 }
};

const struct choice nth_choices[] = {
	{ "1", N_("First") }, { "2", N_("Second") }, { "3", N_("Third") }, { "4", N_("Fourth") },
	{ "5", N_("Fifth") }, { "last", N_("Last") }, { 0 }
};

const struct choice rhythm_choices[] = {
	{ "weekly", N_("By the week, on weekdays") },
	{ "monthly_weekday", N_("By the month, on a weekday (the last Friday)") },
	{ "monthly_day", N_("By the month, on a date (the 15th)") },
	{ "daily", N_("By the day") },
	{ "once", N_("Once, on the first date") },
	{ "appointment", N_("By appointment") }, { 0 }
};

const struct choice holidays_choices[] = {
	{ "DK", N_("Denmark") }, { "US", N_("United States") }, { "none", N_("No calendar") }, { 0 }
};

const struct choice holiday_rule_choices[] = {
	{ "skip", N_("No meeting on public holidays") },
	{ "hold", N_("Meeting also on public holidays") },
	{ "ask", N_("Decided each time") }, { 0 }
};

const struct choice meeting_state_choices[] = {
	{ "draft", N_("Draft") }, { "running", N_("Running") }, { "ended", N_("Ended") }, { 0 }
};

#define M(member, kind, ...) F(struct meeting, member, kind, __VA_ARGS__)
enum { PROSE = FIELD_GUARDED | FIELD_PUBLIC_TEXT };

const struct field meeting_fields[] = {
	M(name, FIELD_TEXT, .flags = FIELD_REQUIRED | PROSE, .least = 2, .most = 120, .label = N_("Name"),
	  .hint = N_("As people say it, for example “Tuesday group in Varde”."), .group = N_("What it is")),
	M(method, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = method_choices, .label = N_("Method")),
	M(org, FIELD_INT, .label = N_("Organisation"), .hint = N_("Who keeps the meeting.")),

	M(rhythm, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = rhythm_choices, .label = N_("How it comes back"),
	  .group = N_("When")),
	M(weekdays, FIELD_CHOICES, .flags = FIELD_DEPENDS, .choices = weekday_choices, .label = N_("Weekdays"),
	  .hint = N_("For a meeting by the week, or on a weekday of the month.")),
	M(start_min, FIELD_TIME, .flags = FIELD_DEPENDS, .label = N_("Start"), .hint = N_("The clock on the wall, for example 19.00.")),
	M(duration_min, FIELD_INT, .least = 0, .most = 1440, .label = N_("Length in minutes"),
	  .hint = N_("90 is one and a half hours. 0 when nobody knows.")),
	M(first_day, FIELD_DATE, .flags = FIELD_DEPENDS, .label = N_("First date"), .hint = N_("For example 10.1.2017.")),
	M(every, FIELD_INT, .least = 0, .most = 52, .label = N_("Every how many"),
	  .hint = N_("1 is every week or month, 2 every second, and so on. Counted from the first date.")),
	M(nths, FIELD_CHOICES, .choices = nth_choices, .label = N_("Which in the month"),
	  .hint = N_("Only for a weekday of the month: “last” and Friday is the last Friday.")),
	M(month_day, FIELD_INT, .least = 0, .most = 31, .label = N_("Date in the month"),
	  .hint = N_("Only for a meeting on a date of the month: 1 to 31.")),
	M(last_day, FIELD_DATE, .label = N_("Last date"), .hint = N_("Leave it empty when there is no end.")),
	M(holiday_rule, FIELD_CHOICE, .choices = holiday_rule_choices, .label = N_("On public holidays")),
	M(holidays, FIELD_CHOICE, .choices = holidays_choices, .label = N_("Whose holidays")),
	M(zone, FIELD_ZONE, .most = 64, .label = N_("Time zone"),
	  .hint = N_("For example Europe/Copenhagen. Empty: that of the place.")),

	M(mode, FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = mode_choices, .label = N_("How one takes part"),
	  .group = N_("Where")),
	M(location, FIELD_INT, .label = N_("Place")),
	M(room, FIELD_TEXT, .flags = PROSE, .most = 120, .label = N_("Floor, door or room")),
	M(conference_url, FIELD_URL, .most = 500, .label = N_("Address of the online meeting")),
	M(conference_phone, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 120, .label = N_("Number to dial in")),
	M(conference_notes, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 300, .label = N_("How to join"),
	  .hint = N_("Meeting number or word to enter.")),
	M(conference_hidden, FIELD_BOOL, .label = N_("Show how to join only from 30 minutes before")),
	M(area, FIELD_INT, .label = N_("Area"), .hint = N_("Only for a meeting without a place: where it belongs.")),

	M(audience, FIELD_CHOICES, .choices = audience_choices, .label = N_("Who it is for"),
	  .hint = N_("None ticked means everyone."), .group = N_("For whom")),
	M(openness, FIELD_CHOICE, .choices = openness_choices, .label = N_("Open or closed")),
	M(newcomers, FIELD_CHOICE, .choices = tri_choices, .label = N_("New people are welcome")),
	M(children, FIELD_CHOICE, .choices = tri_choices, .label = N_("Children can come along")),
	M(languages, FIELD_CHOICES, .choices = language_choices, .label = N_("Languages")),
	M(price, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 40, .label = N_("Price"),
	  .hint = N_("Mutual aid is always free. Otherwise “free”, or an amount with its currency: 50 DKK, 0-100 DKK.")),

	M(description_da, FIELD_LONG, .flags = PROSE, .most = 800, .label = N_("Description in Danish"),
	  .hint = N_("At most 80 words or so. Write it as you would say it."), .group = N_("In words")),
	M(description_en, FIELD_LONG, .flags = PROSE, .most = 800, .label = N_("Description in English")),
	M(first_time_da, FIELD_LONG, .flags = PROSE, .most = 600, .label = N_("What happens the first time, in Danish"),
	  .hint = N_("Who meets one at the door, what one needs not do, how long it lasts.")),
	M(first_time_en, FIELD_LONG, .flags = PROSE, .most = 600, .label = N_("What happens the first time, in English")),

	M(contact_role, FIELD_TEXT, .flags = FIELD_GUARDED, .most = 80, .label = N_("Contact"),
	  .hint = N_("A role or a first name, never a surname: “the coordinator”."), .group = N_("Contact")),
	M(phone, FIELD_PHONE, .most = 20, .label = N_("Phone"), .hint = N_("Public, of the group.")),
	M(email, FIELD_EMAIL, .most = 120, .label = N_("E-mail"), .hint = N_("Public, of the group.")),
	M(website, FIELD_URL, .most = 300, .label = N_("Web page")),
	F_END
};
