/*
 * module.c -- seven short texts for those who help, each with three questions.
 *
 * The words are ours.  A version goes up when a text changes what one should do; then it is to be read again.
 */
#include "volunteer/volunteer.h"

const char volunteer_statement[] = N_("I tell nobody what I hear or see of people who get help here, or who they are, and I go on keeping it when I stop. Two things I pass on to my coordinator the same day: that a child may be in danger, and that somebody’s life is. I write down no more than I am asked to, and never a civil registration number. What I was given on paper or on a screen I give back.");

const struct volunteer_module volunteer_modules[] = {
	{ "confidential", 1, N_("What is said here stays here, and where that ends"),
	  N_("What you hear from somebody is theirs. You tell it to nobody, not at home and not without names either: in a small town a story is a name. There are two limits, and you say them at the start of every meeting: when a child may be in danger, and when somebody’s life is. Then you go to your coordinator the same day."),
	  { { N_("A story without the name may be told at home."), false },
	    { N_("The limits are said aloud at the start of a meeting."), true },
	    { N_("When a life may be in danger, you go to the coordinator the same day."), true } } },
	{ "child", 1, N_("When you worry about a child"),
	  N_("You do not investigate and you need not be sure. Tell the person that you worry and that you must pass it on, unless that makes it worse for the child. Call your coordinator the same day; together you inform the municipality. In danger you call 112 first."),
	  { { N_("You must be sure before you say anything."), false },
	    { N_("You tell your coordinator the same day."), true },
	    { N_("In danger you call 112 first."), true } } },
	{ "suicidal", 1, N_("When somebody speaks of not wanting to live"),
	  N_("Ask plainly whether they think of taking their life: asking does not put the thought there. Listen, stay, and do not promise to keep it secret. Is it near, with a plan, you stay and call 112. Otherwise you help them call the Lifeline or their doctor, and tell your coordinator the same day. Afterwards somebody listens to you too."),
	  { { N_("Asking about it gives people the idea."), false },
	    { N_("You may promise to keep it secret."), false },
	    { N_("With a plan near at hand you stay and call 112."), true } } },
	{ "overdose", 1, N_("When somebody has taken too much"),
	  N_("Call and shake them. No answer, slow or snoring breath, blue lips: call 112 and say where you are. Lay them on their side if they breathe, begin first aid if they do not. Give naloxone if you have it and have learnt how. Stay until help is there, also when they wake: it can come back."),
	  { { N_("Snoring breath and blue lips mean that they sleep well."), false },
	    { N_("You call 112 and say where you are."), true },
	    { N_("When they wake after naloxone you can leave."), false } } },
	{ "aggression", 1, N_("When somebody gets angry"),
	  N_("Keep your distance and your voice low, and let them have a way out. You need not win. Stop the meeting if people are afraid, and let everybody leave. Threats and blows: call 112. Write down the same evening that something happened, and talk it through with your coordinator."),
	  { { N_("A low voice and a way out help."), true },
	    { N_("A facilitator must always finish the meeting."), false },
	    { N_("You talk it through with your coordinator afterwards."), true } } },
	{ "boundaries", 1, N_("Where you end and the other begins"),
	  N_("You are a fellow human being, not a therapist, not a banker and not a taxi. You give no money, buy nothing, start no love affair with somebody who comes to you for support, and give your private number only if you want to be called. To say no early is kind. Too much on your shoulders is said to the coordinator; a break needs no reason."),
	  { { N_("It is fine to lend a little money once."), false },
	    { N_("A break needs no reason."), true },
	    { N_("To say no early is kind."), true } } },
	{ "data", 1, N_("What you write down, and what you do not"),
	  N_("Write counts, not names. Never a civil registration number, a diagnosis or what somebody told. No lists of people on your own phone, no pictures from a meeting, no group chat with participants’ names. A paper that somebody left goes to the coordinator. Something lost or seen by the wrong person is said at once: nobody is blamed for saying it."),
	  { { N_("Counts are enough after a meeting."), true },
	    { N_("A group chat with participants’ names is handy and allowed."), false },
	    { N_("Something lost is said at once."), true } } },
	{ 0 }
};
