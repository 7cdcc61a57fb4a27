// arrival.mjs -- an introduction to its end: a counsellor outside, somebody with a key, the word of the evening, and what the
// counsellor hears of it (requirements 11: C).
import { Browsing, closeOwn, Curling, logIn, logOut, openOwn, turn } from './hands.mjs';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };
// Karim's centre; and a ward of which nobody has ended up anywhere yet.
const LINK = '/p/demonstrationaarhusmodtagelse', WARD = '/p/demonstrationesbjergafsnitsyv', DIGITS = '123456';
const GROUP = 'Onsdagsgruppen i Esbjerg', EVENING = '2016-12-14', HOURS_TO_EIGHT = 10;
// Of people who came, and of others: a number is shown from so many of both.
const LEAST = 5, PHONE = 390;

const comeIn = async (v, link = LINK) => {
	await v.go(link);
	await v.send('Come in', { digits: DIGITS });
	v.inside(true);
};

// With the person beside them; comes back with their key.
async function introduce(v, nickname, look = false) {
	await v.go('/work/handover');
	await v.send('A group', { nickname, place: 'Esbjerg' });
	const target = await v.valueOf('target', GROUP), other = target ? null : await v.valueOf('other', GROUP);
	must(target || other, `${GROUP} is not proposed`);
	await v.send('Save and show the card', { ...(target ? { target } : { other }), yes: true });
	await v.sees('You just go. Nobody there is told that you are coming, and nobody there writes down who came.');
	await v.send('Give them a key');
	const key = await v.key();
	must(key, 'there is no key');
	must(!await v.says('Give them a key'), 'a second key can be given');
	if (look) await v.look('the card with a key');
	return key;
}

// Everything that somebody who leads a group can open about an evening, and what must not be in it.
async function nothingOf(v, nickname) {
	await logIn(v, 'Jonna');
	await v.go('/work/evenings');
	const group = /\/work\/evenings\/(\d+)\//.exec(await v.linkTo(GROUP))[1];
	for (const path of ['/work', '/work/evenings', `/work/evenings/${group}`, `/work/evenings/${group}/rota`, `/work/evenings/${group}/${EVENING}`,
		`/work/evenings/${group}/${EVENING}/word`]) {
		await v.go(path);
		must(!(await v.html()).includes(nickname), `${path} knows the name`);
	}
	for (const path of ['/work/loops', '/work/transitions', '/work/handover']) await v.go(path, 403);
	return group;
}

async function evening(v, name) {
	const group = await nothingOf(v, name);
	await v.go(`/work/evenings/${group}/${EVENING}/word`);
	await v.sees('Who they are is not shown anywhere, and cannot be asked for.');
	const word = /<div class="card panel"><h2>([^<]+)</.exec(await v.html())[1];
	await logOut(v);
	return { group, word };
}

async function wasThere(v, key, { group, word }) {
	await openOwn(v, key);
	await v.go('/mine/there');
	const when = `${group}/${EVENING}`;
	await v.send('I was there', { when, word: 'fodbold' }, { status: 422 });
	await v.sees('That is not the word of this evening. Without it you can say all the same that you were there.');
	await v.look('I was there: not the word');
	await v.send('I was there', { when, word });
	await v.sees('Good that you went. It is written down, for you.');
	await v.sees('with the word');
	await v.look('I was there');
	await v.go('/mine/loops');
	await v.sees('I came again');
	await closeOwn(v);
}

async function theWish(v, key, tell) {
	await openOwn(v, key);
	await v.go('/mine/loops');
	await v.send('Save', { tell });
	await v.sees('Written down.');
	await closeOwn(v);
}

async function hears(v, name, told) {
	await v.go('/work/send');
	must((await v.html()).includes(name) === told, told ? 'it is not told that they came' : `the page says ${name}`);
}

const HIDDEN = 'How many of those whom you handed over came is shown from five upward, so that nobody is recognised in it.';

// Others, on the same day: each says with their own key how it went.
async function others(house, lang, partner, names, button) {
	for (const name of names) {
		const key = await introduce(partner, name);
		const own = new Curling(house, lang);
		await openOwn(own, key);
		await own.go('/mine/loops');
		await own.send(button);
		await own.sees('Written down.');
	}
}

const numbered = (word, n) => Array.from({ length: n }, (_, i) => `${word} ${'abcdefgh'[i]}`);

async function walk(v, where, name) {
	let key, tonight;
	await step(`Karim introduces ${name}, who goes with a card and a key of their own (${where})`, async () => {
		await comeIn(v);
		key = await introduce(v, name, true);
		await logOut(v);
	});
	if (!key) return;
	await step(`who leads the group sees nothing of them, and says the word of the evening (${where})`, async () => { tonight = await evening(v, name); });
	if (!tonight) return;
	await step(`${name} says with the word that they were there; a wrong word opens nothing (${where})`, () => wasThere(v, key, tonight));
	await step(`who leads reads a number, and no name (${where})`, async () => { await nothingOf(v, name); await logOut(v); });
	await step(`Karim hears nothing while they did not tick it, hears it when they do, and no more when they take it back (${where})`, async () => {
		await comeIn(v);
		await hears(v, name, false);
		await v.look('a partner: nobody told them anything');
		await logOut(v);
		await theWish(v, key, true);
		await comeIn(v);
		await hears(v, name, true);
		await v.sees('They want you to know');
		await v.look('a partner: somebody came and wants them to know');
		await logOut(v);
		await theWish(v, key, false);
		await comeIn(v);
		await hears(v, name, false);
	});
}

async function fromFive(w) {
	await step(`numbers are shown from ${LEAST} who came and ${LEAST} who did not, and never before (${w.where})`, async () => {
		const hanne = new Curling(w.house, w.lang);
		await comeIn(hanne, WARD);
		await others(w.house, w.lang, hanne, numbered('Sol', LEAST - 1), 'I came');
		await others(w.house, w.lang, hanne, numbered('Regn', LEAST), 'Not for me');
		await hears(hanne, 'Sol', false);
		await hanne.sees(HIDDEN);
		await others(w.house, w.lang, hanne, ['Sol z'], 'I came');
		await hears(hanne, 'Sol', false);
		await hanne.sees('Of your {all} introductions that have ended, {came} say that they came.', { all: String(2 * LEAST), came: String(LEAST) });
	});
}

export async function arrival(w) {
	await turn(w.house, 'day', 2);
	await turn(w.house, 'hour', HOURS_TO_EIGHT);
	await walk(new Browsing(w), w.where, 'Mikkel');
	w.inside = false;
	if (w.width !== PHONE) return;
	await fromFive(w);
	await walk(new Curling(w.house, w.lang), `${w.lang}, plain forms`, 'Mathilde');
}
