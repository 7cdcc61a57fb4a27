// paper.mjs -- somebody prints: chooses, looks, sends the page to the printer; and writes an outreach round down.
import { logIn, logOut } from './keeper.mjs';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };

// Pages and their sizes (points) of a PDF that the browser made: it writes both in plain text.
function pagesOf(pdf) {
	const text = pdf.toString('latin1');
	return [...text.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((m) => [Math.round(+m[1]), Math.round(+m[2])]);
}

const near = (a, b) => Math.abs(a - b) <= 2;
// A4 upright, A4 lying, A5.
const FORMS = { pocket: [842, 595], large: [420, 595], poster: [595, 842], cards: [595, 842], first: [595, 842] };

async function printing(w) {
	await step(`the page says what there is, how much paper it takes and how to fold it (${w.where})`, async () => {
		await w.go('/');
		await w.follow('On paper', { within: '.foot' });
		await w.heading('On paper');
		await w.look('paper');
		await w.choose('Area', 'aarhus');
		await w.press('Show what there is');
		await w.sees('How to fold it');
		must(await w.page.locator('a[href*="/paper/pocket.pdf?area=aarhus"]').count() === 2, 'not a file in each language');
		await w.look('paper chosen');
	});
	for (const [form, [width, height]] of Object.entries(FORMS))
		await step(`${form} comes out of the browser’s printer sheet for sheet (${w.where})`, async () => {
			await w.go(`/paper/${form}?area=aarhus`);
			if (form === 'pocket') await w.look('paper sheets');
			const sheets = await w.page.locator('svg.sheet').count();
			const pages = pagesOf(await w.page.pdf({ preferCSSPageSize: true }));
			must(pages.length === sheets, `${sheets} sheets become ${pages.length} pages`);
			must(pages.every(([x, y]) => near(x, width) && near(y, height)), `pages are ${JSON.stringify(pages[0])}`);
		});
	await step(`no letter of a sheet stands outside of it in the browser’s own type (${w.where})`, async () => {
		await w.go('/paper/pocket?area=aarhus');
		const outside = await w.page.evaluate(() => [...document.querySelectorAll('svg.sheet')].flatMap((sheet) => {
			const s = sheet.getBoundingClientRect();
			return [...sheet.querySelectorAll('text')].filter((t) => {
				const r = t.getBoundingClientRect();
				return r.left < s.left || r.right > s.right || r.top < s.top || r.bottom > s.bottom;
			}).map((t) => t.textContent);
		}));
		must(!outside.length, `outside: ${outside.slice(0, 3)}`);
	});
}

async function walking(w) {
	await step(`a round of fourteen conversations is saved from one short form (${w.where})`, async () => {
		await logIn(w, 'Signe');
		await w.go('/work/outreach');
		await w.look('rounds');
		await w.follow('New round');
		await w.look('new round');
		await w.write('Place', 'Banegården');
		await w.write('Conversations', '14');
		await w.write('Someone to talk to', '6');
		if (await w.page.locator('select[name=org]').count()) await w.page.locator('select[name=org]').selectOption({ index: 1 });
		await w.press('Save the round');
		await w.sees('Saved. Thank you for going.');
	});
	await step(`things given to nobody are asked about, and nothing typed is lost (${w.where})`, async () => {
		await w.go('/work/outreach/new');
		await w.write('Cards', '6');
		await w.press('Save the round', { status: 422 });
		await w.look('round asked about');
		must(await w.page.locator('#f-card').inputValue() === '6', 'the typed number is gone');
		await w.tick('Nobody was there; it was left at the place');
		await w.press('Save the round');
		await w.sees('Nobody was there; things were left');
		await logOut(w);
	});
}

export async function paper(w) {
	await printing(w);
	await walking(w);
}
