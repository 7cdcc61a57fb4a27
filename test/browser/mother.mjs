/*
 * mother.mjs -- somebody whose son it is about: a call, a course, an hour about overdoses; her own page; and a wall between her
 * and him that only both can open (requirements 11: H).
 *
 * Left out: a banner for staff who serve both.  The house does not know that it is both, and so cannot say it.
 */
import { bothWays, closeOwn, logIn, logOut, openOwn, turn } from './hands.mjs';
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
	await v.look('families');
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
	return new URL(/id="address" readonly value="([^"]+)"/.exec(await v.html())[1]).pathname.replace(`/${v.lang}/`, '/');
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

async function reads(v, key, listings) {
	await openOwn(v, key);
	await v.go('/mine/loops');
	for (const l of listings) await v.sees({ literal: l });
	await v.look('own page: a course and an hour');
	await closeOwn(v);
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

async function half(v, key, label) {
	await openOwn(v, key);
	await v.go('/mine/gates');
	await v.send('Give me a word', { label, shares: ['well'] });
	const word = /<code class="num big">([^<]+)</.exec(await v.html())[1];
	await v.look('a word for somebody close');
	const here = await v.linkTo(v.words('I have kept it'));
	return { word, here };
}

// What a page says, without what is different each time.
const bones = async (v) => (await v.text()).replace(/\d+/g, '0');

async function hints(v, hers, his) {
	// A word that somebody gave, and one that nobody ever gave to anybody here.
	const stranger = await v.another();
	await stranger.go('/key/new');
	await stranger.send('Give me a key', { role: 'person', as: 'letters' });
	stranger.inside(true);
	await stranger.go('/mine/gates');
	await stranger.send('Give me a word', { label: 'X', shares: ['came'] });
	const nobodys = /<code class="num big">([^<]+)</.exec(await stranger.html())[1];
	await stranger.go('/mine/gates');
	await stranger.go(await stranger.linkTo('X'));
	await stranger.send('Close it');
	await stranger.close();

	await openOwn(v, hers.key);
	await v.go(hers.here);
	const before = await bones(v);
	await closeOwn(v);

	const said = [];
	for (const word of [nobodys, hers.word]) {
		const mine = await half(v, his.key, 'Mor');
		await v.go(mine.here);
		await v.send('Write it in', { word });
		said.push(await bones(v));
		await v.look('a word is written in');
		await v.go('/mine/gates');
		if (word === nobodys) {
			await v.go(mine.here);
			await v.send('Close it');
		} else Object.assign(his, mine);
		await closeOwn(v);
	}
	must(said[0] === said[1], `a word that somebody gave is answered otherwise: ${said.join(' / ')}`);

	await openOwn(v, hers.key);
	await v.go(hers.here);
	must(await bones(v) === before, 'her page shows that he wrote in her word');
	await closeOwn(v);
}

async function opens(v, hers, his) {
	await openOwn(v, hers.key);
	await v.go(hers.here);
	await v.send('Write it in', { word: his.word });
	await v.sees('You both said yes. This is all that is shown.');
	await v.send('Save', { well: true });
	await v.look('a gate that is open');
	await closeOwn(v);
	await openOwn(v, his.key);
	await v.go('/mine/gates');
	await v.sees('Open');
	must(/Is well: said so|Har det godt/.test(await v.text()), `he does not see that she is well: ${await v.text()}`);
	await v.go(his.here);
	await v.send('Close it');
	await v.sees('Closed.');
	await closeOwn(v);
	await openOwn(v, hers.key);
	await v.go(hers.here);
	must(!await v.says('You both said yes. This is all that is shown.'), 'it is open to her although he closed it');
	await closeOwn(v);
}

// ---- all of it ----

async function walk(v, where, { her, his, days }) {
	const hers = { name: her }, sons = { name: his };
	let onward;
	await step(`a mother asks to be called, in the mornings, and gets a promise and a key (${where})`, async () => { hers.key = await asks(v, her); });
	if (!hers.key) return;
	await step(`she is called at her hours, and the talk leads on to what would help (${where})`, async () => { onward = await calls(v, her); });
	if (!onward) return;
	hers.person = /person=(\d+)/.exec(onward)[1];
	await step(`a course for relatives and an hour about overdoses answer with a time, and she reads both on her own page (${where})`, async () => {
		const course = await handOver(v, onward, 'Help for relatives', 'Esbjerg', COURSE[v.lang], true);
		const session = await handOver(v, onward, 'Learn something', 'Aarhus', SESSION[v.lang], false);
		await logOut(v);
		await answers(v, course, days[0], her);
		await answers(v, session, days[1], her);
		await reads(v, hers.key, [COURSE[v.lang], SESSION[v.lang]]);
	});
	await step(`her son is known here with the same number: each has pages of their own, and none leads to the other (${where})`, async () => {
		await logIn(v, 'Signe');
		Object.assign(sons, await knows(v, his));
		await apart(v, hers, sons);
		await apart(v, sons, hers);
		await logOut(v);
	});
	if (!sons.key) return;
	await step(`a word that one of them writes in opens nothing, and gives no hint to either (${where})`, async () => {
		Object.assign(hers, await half(v, hers.key, 'Min søn'));
		await closeOwn(v);
		await hints(v, hers, sons);
	});
	await step(`when both have, each sees what the other ticked; either closes it alone (${where})`, () => opens(v, hers, sons));
	await step(`she came to the hour, and says so herself (${where})`, async () => {
		await turn(v.house, 'week');
		await openOwn(v, hers.key);
		await v.go('/mine/loops');
		await v.send('I came');
		await v.sees('Written down.');
		await closeOwn(v);
	});
}

const FIRST = { her: 'Birgitte G', his: 'Mikkel V', days: ['2017-01-19', '2016-12-14'] };
const SECOND = { her: 'Mor til to', his: 'Jonas', days: ['2017-01-26', '2016-12-21'] };

export async function mother(w) {
	let nth = 0;
	await bothWays(w, (v, where) => walk(v, where, nth++ ? SECOND : FIRST));
	w.inside = false;
}
