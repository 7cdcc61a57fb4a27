// lost.mjs -- nobody is lost: a planned day that passes in silence, somebody who left before time, a stop, a stranger
// with a guess, and numbers that are kept nowhere (requirements 11: A, B, G, R).
import { logIn, logOut } from './keeper.mjs';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };
const WAITS = 8, WAIT_MS = 5000;
const LEAVES = '2016-12-16', PHONE = 390;
// Each window has its own person; only one walks hour by hour.
const NAMES = { 'da 390': 'Solsikke', 'da 1280': 'Pil', 'en 390': 'Clover', 'en 1280': 'Harbour' };
const EARLY = { 'da 390': 'Klit', 'da 1280': 'Hede', 'en 390': 'Heather', 'en 1280': 'Dune' };
// A number as the civil register writes it, of nobody: the day 31 February never was.
const CPR = ['310290-1234', '3102901234'];

async function turn(w, words, times = 1) {
	for (let i = 0; i < times; i++) {
		await w.page.locator('.demo summary').click();
		const done = w.page.waitForEvent('load');
		await w.press(words);
		await done;
		await w.go('/work');
	}
}

// Takes the person's key from their card.
async function register(w, nickname, day) {
	await w.go('/work/transitions/new');
	await w.look('somebody is to leave');
	await w.page.locator('#f-nickname').fill(nickname);
	await w.page.locator('#f-from_kind').selectOption('residential');
	await w.page.locator('#f-planned_day').fill(day);
	await w.page.locator('#f-agreement').selectOption('yes');
	await w.page.locator('#f-phone').fill('12345678');
	await w.page.locator('#f-time').selectOption('any');
	await w.page.locator('#f-owner').selectOption({ label: 'Signe' });
	await w.page.locator('#f-deputy').selectOption({ label: 'Sara' });
	await w.press('Somebody is responsible from now on', { status: 422 });
	await w.sees('Without a yes nothing about the person is kept. Ask, or give them the card with our number.');
	await w.look('somebody is to leave: without a yes');
	await w.page.locator('#f-said_yes').check();
	await w.press('Somebody is responsible from now on');
	await w.look('the card');
	const key = await w.page.locator('.code--key').innerText();
	await w.follow('The person has the card');
	await w.page.waitForURL('**/work/transitions/*');
	return { key, path: new URL(w.page.url()).pathname.replace(`/${w.lang}`, '') };
}

// The three counters that must be nought, and whether this name stands in the list.
async function nobodyLost(w, nickname) {
	await w.go('/work/transitions');
	const counts = await w.page.locator('section[aria-labelledby=z-now] dd').allInnerTexts();
	const line = w.page.locator('li', { hasText: nickname }).first();
	return { zeros: counts.map((c) => c.trim()).join(' '), line: await line.count() ? await line.innerText() : '' };
}

// What stands on the first page of somebody about this person.
async function waitsFor(w, name, nickname) {
	await logOut(w);
	await logIn(w, name);
	const rows = await w.page.locator('main li').allInnerTexts();
	return rows.some((r) => r.includes(nickname));
}

// Where the clock of the demonstration stands: Monday 12 December, ten o'clock.  Three days before they leave, at nine,
// the plan is due; after that each day somebody else is asked.
async function silence(w, who, path) {
	await step(`nobody does anything: the owner, a day later the deputy, then the coordinator (${w.where})`, async () => {
		const turns = ['Turn of the one who is responsible', 'Turn of the deputy', 'Turn of the coordinator'];
		for (const [day, words] of turns.entries()) {
			await turn(w, '+1 day');
			const { line, zeros } = await nobodyLost(w, who);
			if (day) must(line.includes(w.say(words)), `it is not the ${words}: ${line}`);
			must(/^0 \d+ 0$/.test(zeros), `the counters are ${zeros}`);
		}
		await w.look('nobody lost: overdue');
	});
	await step(`the planned day passes, and from four in the afternoon it is asked whether they left (${w.where})`, async () => {
		await turn(w, '+1 day');
		for (let hour = 15; hour <= 16; hour++) {
			await turn(w, '+1 hour', hour === 15 ? 5 : 1);
			const { line } = await nobodyLost(w, who);
			const asks = line.includes(w.say('Have they left? Ask today'));
			must(asks === (hour === 16), `at ${hour} it ${asks ? 'asks' : 'does not ask'}: ${line}`);
		}
		await w.go(path);
		await w.look('one who is to leave');
	});
}

async function hourByHour(w, who) {
	await step(`hour by hour for two days: somebody answers for them in every one (${w.where})`, async () => {
		for (let hour = 0; hour < 48; hour++) {
			await turn(w, '+1 hour');
			const seen = await nobodyLost(w, who);
			must(seen.line.includes('Signe'), `hour ${hour}: ${seen.line || 'not in the list'}`);
			must(/^0 \d+ 0$/.test(seen.zeros), `hour ${hour}: the counters are ${seen.zeros}`);
		}
	});
}

async function leaving(w) {
	await step(`whoever answers for somebody cannot be let go before others do (${w.where})`, async () => {
		await logOut(w);
		await logIn(w, 'Admin');
		await w.go('/work/people');
		await w.page.locator('main a', { hasText: 'Signe' }).first().click();
		await w.page.locator('summary', { hasText: w.say('This person leaves') }).click();
		await w.page.locator('section[aria-labelledby=p-leave] input[name=sure]').check();
		await w.press('End their access', { status: 422 });
		await w.sees('People are promised something by them. Somebody must be responsible from now on: choose a person and a deputy for each.');
		await logOut(w);
	});
}

// Wrong keys from the same network a moment ago make everybody there wait, as the page says: then one waits.
async function openOwn(w, words) {
	for (let tries = 0; !new URL(w.page.url()).pathname.endsWith('/mine'); tries++) {
		must(tries < WAITS, 'the key does not open the page');
		if (tries) await new Promise((done) => { setTimeout(done, WAIT_MS); });
		await w.page.locator('#f-words').fill(words);
		const done = w.page.waitForEvent('load');
		await w.press('Open my page', { status: 429 });
		await done;
	}
}

async function stopping(w, who, key) {
	await step(`the person says stop with their key, and everything ends in that moment (${w.where})`, async () => {
		await w.go('/key');
		await w.look('own page: the key');
		await openOwn(w, key.toUpperCase().replaceAll('-', ' '));
		w.inside = true;
		await w.look('own page: somebody is there');
		await w.press('I am fine, stop');
		await w.press('Close my page');
		w.inside = false;
		await logIn(w, 'Signe');
		const seen = await nobodyLost(w, who);
		must(!seen.line, `still there: ${seen.line}`);
		must(!await waitsFor(w, 'Signe', who), 'it still stands on the first page');
	});
}

async function planned(w) {
	let one;
	const who = NAMES[w.mark];
	await step(`somebody is to leave: with their yes, a card and two people who answer from the first minute (${w.where})`, async () => {
		await logIn(w, 'Signe');
		one = await register(w, who, LEAVES);
		const seen = await nobodyLost(w, who);
		must(seen.zeros === '0 0 0', `the counters are ${seen.zeros}`);
		must(seen.line.includes('Signe'), 'it does not say who answers');
		await w.look('nobody lost');
	});
	if (!one) return;
	await silence(w, who, one.path);
	if (w.mark === 'da 390') await hourByHour(w, who);
	await leaving(w);
	await stopping(w, who, one.key);
}

async function early(w) {
	const who = EARLY[w.mark];
	let link;
	await step(`the place that they leave gets a link, for one person and without a name (${w.where})`, async () => {
		const one = await register(w, who, '2016-12-30');
		await w.press('A link for the place that they leave');
		await w.look('a link for the place that they leave');
		link = new URL(await w.page.locator('section[aria-labelledby=t-who] .code').innerText()).pathname.replace(`/${w.lang}`, '');
		must(one.path, 'no page');
		await logOut(w);
	});
	await step(`“left before time” takes two taps at night, and can be taken back for half an hour (${w.where})`, async () => {
		await w.go(link);
		await w.look('what happened');
		must(!(await w.page.content()).includes(who), 'the page says a name');
		await w.press('Left early, just now');
		await w.sees('Thank you. Somebody calls within a day.');
		await w.look('what happened: left early');
		await w.press('It was a mistake: take it back');
		await w.sees('Taken back. It is as it was.');
		await w.press('Left early, just now');
		await w.sees('Thank you. Somebody calls within a day.');
	});
	await step(`it is red, due within a day, and says what the first talk must say (${w.where})`, async () => {
		await logIn(w, 'Signe');
		await w.go('/work/transitions');
		await w.page.locator('main a', { hasText: who }).first().click();
		await w.sees('Left early. What the body was used to, it is used to no more: say so, kindly, in the first talk.');
		await w.look('one who left before time');
	});
}

async function guessing(w) {
	await step(`two keys that nobody has are answered alike, and neither comes back (${w.where})`, async () => {
		const texts = [];
		for (const words of ['bedtime joiner maritime banner basmati', 'reef friendly luxury deerskin odometer']) {
			await w.go('/key');
			await w.page.locator('#f-words').fill(words);
			await w.press('Open my page', { status: 422 });
			await w.page.locator('.errors').waitFor();
			texts.push(await w.page.locator('main').innerText());
		}
		must(texts[0] === texts[1], `they read otherwise: ${texts.join(' / ')}`);
		must(!(await w.page.content()).includes('odometer'), 'the typed key comes back');
	});
}

async function numbers(w) {
	await step(`a number of a person is refused kindly where it is typed, and what was typed stays (${w.where})`, async () => {
		for (const number of CPR) {
			await w.go('/work/transitions/new');
			await w.page.locator('#f-nickname').fill(`Per ${number}`);
			await w.press('Somebody is responsible from now on', { status: 422 });
			await w.page.locator('.errors').waitFor();
			must(await w.page.locator('#f-nickname').inputValue() === `Per ${number}`, 'what was typed is gone');
			must(!(await w.page.title()).includes(number) && !w.page.url().includes(number), 'it stands in the title or address');
		}
		await w.look('somebody is to leave: a number');
		await logOut(w);
	});
}

export async function lost(w) {
	await planned(w);
	await early(w);
	await numbers(w);
	// Wrong keys from one network are answered ever more slowly: once in each language is enough.
	if (w.width === PHONE) await guessing(w);
}
