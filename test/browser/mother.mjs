/*
 * mother.mjs -- somebody whose son it is about: a call, a course, an hour about overdoses; her own page; and a wall between her
 * and him that only both can open (requirements 11: H).
 *
 * Left out: a banner for staff who serve both.  The house does not know that it is both, and so cannot say it.
 */
import { bothWays, logIn, logOut, openOwn, turn } from './hands.mjs';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };
const NUMBER = '23456789', COURSE = { da: 'Hold af, hold fast, giv slip', en: 'Hold dear, hold on, let go' };
const SESSION = { da: 'Modgift til alle', en: 'Naloxone for everybody' };
const STAFF = ['Signe', 'Sara'];

// Whoever of those who serve people has it on this page; they are logged in afterwards.
async function whoHas(v, path, text) {
	for (const name of STAFF) {
		await logIn(v, name);
		await v.go(path);
		if (await v.says({ literal: text })) return name;
		await logOut(v);
	}
	throw new Error(`“${text}” is with nobody on ${path}`);
}

async function asks(v, her) {
	await v.go('/families');
	must((await v.html()).includes('/call?for=relative'), 'a relative is not led to a call');
	await v.go('/call?for=relative');
	await v.look('ask to be called, as a relative');
	await v.send('Call me', { nickname: her, phone: NUMBER, time: 'morning', others: true });
	await v.sees('We call you');
	await v.look('a call is promised');
	return v.key();
}

async function calls(v, her) {
	await whoHas(v, '/work/calls', her);
	const call = await v.linkTo(her);
	await v.go(call);
	must(!(await v.text()).includes(NUMBER), 'the whole number is shown before the call');
	await v.sees('Perhaps somebody else: say only that you will call again');
	await v.look('a call to a relative');
	await v.send('Call now: show the number');
	must((await v.html()).replace(/\D/g, '').includes(NUMBER), 'the number is not shown');
	await v.go(call);
	await v.send('Save', { result: 'talked' });
	await v.sees('Saved.');
	await v.go(call);
	await v.look('a call that was made');
	return v.linkTo(v.words('What would help now?'));
}

// Comes back with the link that the place gets.
async function handOver(v, onward, need, place, listing, look) {
	await v.go(onward);
	await v.send(need, { place });
	const target = await v.valueOf('target', listing), other = target ? null : await v.valueOf('other', listing);
	must(target || other, `${listing} is not proposed: ${(await v.text()).slice(0, 400)}`);
	if (look) await v.look('help for relatives: where to');
	await v.send('Save and show the card', { ...(target ? { target } : { other }), yes: true });
	await v.sees({ literal: listing });
	must(!await v.says('Give them a key'), 'a key can be given to somebody who has one');
	await v.go((await v.path()).replace(/\/card.*/, ''));
	await v.send('Make a link');
	return new URL(/id="address"[^>]* value="([^"]+)"/.exec(await v.html())[1]).pathname.replace(`/${v.lang}/`, '/');
}

async function answers(v, link, day, her) {
	const place = await v.another();
	await place.go(link);
	await place.sees({ literal: her });
	await place.look('a place answers for a relative');
	await place.send('This time', { day, time: '19:00' });
	await place.sees('Thank you, it is written down. This page has a new address: keep it for your next answer.');
	await place.close();
}

async function reads(she, listings) {
	await she.go('/mine/loops');
	for (const l of listings) await she.sees({ literal: l });
	await she.look('own page: a course and an hour');
}

// ---- two people of one family ----

const PAGES = ['way', 'papers', 'consents', 'calls', 'rides', 'rights'];

async function knows(v, his) {
	await v.go('/work/transitions/new');
	await v.send('Somebody is responsible from now on', { nickname: his, from_kind: 'residential', planned_day: '2016-12-30', agreement: 'yes',
		phone: NUMBER, time: 'any', said_yes: true, owner: await v.valueOf('owner', 'Signe'), deputy: await v.valueOf('deputy', 'Sara') });
	const key = await v.key();
	await v.go(await v.linkTo(v.words('The person has the card')));
	return { key, person: /\/work\/persons\/(\d+)/.exec(await v.html())[1] };
}

async function apart(v, one, other) {
	for (const page of PAGES) {
		await v.go(`/work/persons/${one.person}/${page}`);
		const html = await v.html();
		must(!html.includes(other.name) && !html.includes(`/persons/${other.person}`), `${page} of ${one.name} leads to ${other.name}`);
	}
}

// ---- the gate ----

// What one of them gives away by mouth, and where their side of it is.
async function half(v, label, shares) {
	await v.go('/mine/gates');
	await v.send('Give me a word', { label, shares: [shares] });
	const word = /<code class="num big">([^<]+)</.exec(await v.html())[1];
	await v.look('a word for somebody close');
	return { word, here: await v.linkTo(v.words('I have kept it')) };
}

async function closes(v, one) {
	await v.go(one.here);
	await v.send('Close it');
	await v.sees('Closed.');
}

// What a page says, without what is different each time.
const bones = async (v, path) => {
	await v.go(path);
	return (await v.text()).replace(/\d+/g, '0');
};

// A word that nobody gave to anybody: of somebody who took it back.
async function nobodysWord(v) {
	const stranger = await v.another();
	await stranger.go('/key/new');
	await stranger.send('Give me a key', { role: 'person', as: 'letters' });
	stranger.inside(true);
	const one = await half(stranger, 'X', 'came');
	await closes(stranger, one);
	await stranger.close();
	return one.word;
}

async function hints(she, hers, he) {
	const before = await bones(she, hers.here), said = [];
	let his;
	for (const word of [await nobodysWord(he), hers.word]) {
		if (his) await closes(he, his);
		his = await half(he, 'Mor', 'well');
		await he.go(his.here);
		await he.send('Write it in', { word });
		await he.look('a word is written in');
		said.push(await bones(he, his.here));
	}
	must(said[0] === said[1], `a word that somebody gave is answered otherwise: ${said.join(' / ')}`);
	must(await bones(she, hers.here) === before, 'her page shows that he wrote in her word');
	return his;
}

async function opens(she, hers, he, his) {
	await she.go(hers.here);
	await she.send('Write it in', { word: his.word });
	await she.sees('You both said yes. This is all that is shown.');
	await she.send('Save', { well: true });
	await she.look('a gate that is open');
	await he.go(his.here);
	await he.sees('You both said yes. This is all that is shown.');
	const [before, after] = he.words('Is well: said so on {day}.').split('{day}');
	must(await he.says({ literal: before }) && after, 'he does not see that she is well');
	await closes(he, his);
	await she.go(hers.here);
	must(!await she.says('You both said yes. This is all that is shown.'), 'it is open to her although he closed it');
}

// ---- all of it ----

async function walk(v, where, { her, his, days }) {
	const one = { name: her }, other = { name: his }, she = await v.another(), he = await v.another();
	let onward, hers, theirs;
	await step(`a mother asks to be called, in the mornings, and gets a promise and a key (${where})`, async () => { await openOwn(she, await asks(v, her)); });
	await step(`she is called at her hours, and the talk leads on to what would help (${where})`, async () => { onward = await calls(v, her); });
	if (!onward) return;
	one.person = /person=(\d+)/.exec(onward)[1];
	await step(`a course for relatives and an hour about overdoses answer with a time, and she reads both on her own page (${where})`, async () => {
		const course = await handOver(v, onward, 'Help for relatives', 'Esbjerg', COURSE[v.lang], true);
		const session = await handOver(v, onward, 'Learn something', 'Aarhus', SESSION[v.lang], false);
		await answers(v, course, days[0], her);
		await answers(v, session, days[1], her);
		await reads(she, [COURSE[v.lang], SESSION[v.lang]]);
	});
	await step(`her son is known here with the same number: each has pages of their own, and none leads to the other (${where})`, async () => {
		Object.assign(other, await knows(v, his));
		await apart(v, one, other);
		await apart(v, other, one);
		await logOut(v);
	});
	if (other.key) await step(`a word that one of them writes in opens nothing, and gives no hint to either (${where})`, async () => {
		await openOwn(he, other.key);
		hers = await half(she, 'Min søn', 'well');
		theirs = await hints(she, hers, he);
	});
	if (theirs) await step(`when both have, each sees what the other ticked; either closes it alone (${where})`, () => opens(she, hers, he, theirs));
	await step(`she came to the hour, and says so herself (${where})`, async () => {
		await turn(v.house, 'week');
		await she.go('/mine/loops');
		await she.send('I came');
		await she.sees('Written down.');
	});
	await she.close();
	await he.close();
}

const FIRST = { her: 'Birgitte G', his: 'Mikkel V', days: ['2017-01-19', '2016-12-14'] };
const SECOND = { her: 'Mor til to', his: 'Jonas', days: ['2017-01-26', '2016-12-21'] };

export async function mother(w) {
	let nth = 0;
	await bothWays(w, (v, where) => walk(v, where, nth++ ? SECOND : FIRST));
	w.inside = false;
}
