// week.mjs -- what happens away from the house: an evening told by a link on a phone, and a whole week on paper, entered later.
import { logIn, logOut } from './keeper.mjs';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };
const TAP_MS = 900, MOST_TAPS = 6, MOST_MS = 30000, PHONE = 390;
// Looking at the paper, finding the field, typing a number.
const FIELD_MS = 2500, MOST_ENTERING_MS = 10 * 60 * 1000;
const AGAIN_MS = 120000;
const TONIGHT = '2016-12-12', WEEK = [TONIGHT, '2016-12-18'], MONTH = '2016-12';

async function turn(w, words, times = 1) {
	for (let i = 0; i < times; i++) {
		await w.go('/work');
		await w.page.locator('.demo summary').click();
		await w.press(words);
	}
	await w.go('/work');
}

// ---- by a link ----

async function linksFor(w) {
	await w.go('/work/meetings?q=Mandagsgruppen');
	const groups = await w.page.locator('th[scope=row] a').evaluateAll((all) => all.map((a) => [a.textContent, a.pathname.split('/').at(-1)]));
	const links = [];
	for (const [name, id] of groups.slice(0, 2)) {
		await w.go(`/work/evenings/${id}/${TONIGHT}`);
		await w.press('Make a one-time link');
		await w.heading('One-time link');
		links.push({ name, path: new URL((await w.text('.code'))[0]).pathname.replace(`/${w.lang}`, '') });
	}
	must(links.length === 2, `${links.length} groups meet tonight`);
	return links;
}

async function byLink(w) {
	let links;
	await step(`a link to tonight is made for each of two groups (${w.where})`, async () => {
		links = await linksFor(w);
		await turn(w, '+1 day');
		await logOut(w);
	});
	await step(`the evening is told by the link in ${MOST_TAPS} taps, and the page knows this group and date alone (${w.where})`, async () => {
		const began = Date.now();
		let taps = 1;
		const tap = async (what) => { await w.page.waitForTimeout(TAP_MS); taps++; await what.click(); };
		const option = (name, value) => w.page.locator(`label.tog:has(input[name="${name}"][value="${value}"])`).first();
		await w.go(links[0].path);
		await w.heading({ literal: links[0].name });
		await w.look('evening told by link');
		const text = await w.page.locator('main').innerText();
		must(!text.includes(links[1].name) && !/Jonna|Signe/.test(text), 'somebody or something else is on it');
		must(await w.page.locator('a[href*="/work"]').count() === 0, 'it leads inside');
		await tap(option('heads', 7));
		await tap(option('first_timers', 1));
		await tap(option('incident', 'no'));
		await tap(w.page.locator('button[name=state][value=held]').first());
		await w.sees('The evening is written down. Good night.');
		must(taps <= MOST_TAPS && Date.now() - began <= MOST_MS, `${taps} taps, ${Math.round((Date.now() - began) / 1000)} s`);
	});
	await step(`the link is dead after use, and the other one after its time (${w.where})`, async () => {
		await w.go(links[0].path, 410);
		await w.heading('This link no longer works');
		must(!(await w.page.locator('main').innerText()).includes(links[0].name), 'it still tells which group');
		await logIn(w, 'Signe');
		await turn(w, '+1 day', 2);
		await logOut(w);
		await w.go(links[1].path, 410);
		await w.heading('This link no longer works');
	});
}

// ---- on paper ----

const isPdf = async (w, path) => {
	const answer = await w.page.request.get(`${w.house.origin}/${w.lang}${path}`);
	return answer.status() === 200 && (await answer.body()).subarray(0, 5).toString() === '%PDF-';
};

// Dates of the week that have a line without figures.
const openDates = (w) => w.page.locator('input[name^="heads_"]').evaluateAll((all, [from, to]) =>
	all.map((i) => i.name.slice(6)).filter((day) => day >= from && day <= to), WEEK);

async function onPaper(w) {
	const done = { dates: 0, fields: 0, taps: 0 };
	let groups = [];
	await step(`before the week the directory and a sheet for each group are printed (${w.where})`, async () => {
		await w.go('/work/evenings');
		const hrefs = await w.page.locator('.due a.btn').evaluateAll((all) => all.map((a) => a.pathname));
		groups = [...new Set(hrefs.map((h) => h.split('/')[4]))];
		must(groups.length >= 5, `only ${groups.length} groups`);
		must(await isPdf(w, '/paper/pocket.pdf?area=aarhus'), 'no directory');
		for (const id of groups) must(await isPdf(w, `/work/evenings/${id}/sheet/${MONTH}.pdf`), `no sheet for ${id}`);
	});
	await step(`a week on paper is entered in less than ten minutes (${w.where})`, async () => {
		await turn(w, '+1 day', 7);
		const began = Date.now();
		for (const id of groups) {
			await w.go(`/work/evenings/${id}/sheet?month=${MONTH}`);
			done.taps += 3; // the group, its evenings, from paper
			const days = await openDates(w);
			for (const day of days) {
				await w.page.fill(`input[name="heads_${day}"]`, '7');
				await w.page.fill(`input[name="first_${day}"]`, '1');
				done.fields += 2, done.dates++;
			}
			if (!days.length) continue;
			await w.press('Save these dates');
			done.taps++;
			await w.sees('Saved.');
			must((await openDates(w)).length === 0, 'a date is still open');
		}
		must(done.dates >= 8, `${done.dates} dates of ${groups.length} groups`);
		const took = done.taps * TAP_MS + done.fields * FIELD_MS + Date.now() - began;
		must(took < MOST_ENTERING_MS, `${done.dates} dates, ${done.fields} fields and ${done.taps} taps: ${Math.round(took / 1000)} s`);
		console.log(`   ${groups.length} groups, ${done.dates} dates: ${done.fields} fields, ${done.taps} taps, ${Math.round(took / 1000)} s`);
	});
}

export async function week(w) {
	await logIn(w, 'Signe');
	await (w.width === PHONE ? byLink(w) : onPaper(w));
	if (!w.inside) await logIn(w, 'Signe');
	// Three years of evenings are written again.
	w.page.setDefaultTimeout(AGAIN_MS);
	await turn(w, 'Start again');
}
