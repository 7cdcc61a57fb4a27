// programme.mjs -- a visitor reads the programmes and answers three questions; a treasurer keeps the books of a grant.
import { logIn, logOut } from './keeper.mjs';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };
// The same month can be closed once: each window has its own day.
const DAYS = { 'da 390': '5.10.2016', 'da 1280': '6.10.2016', 'en 390': '11.10.2016', 'en 1280': '12.10.2016' };

async function reading(w) {
	await step(`the tree of programmes leads to one, and that to a paper kept here (${w.where})`, async () => {
		await w.go('/programmes');
		await w.look('programmes');
		await w.page.locator('main a[href$="/programmes/smart-puljen"]').click();
		await w.look('programme');
		const paper = await w.page.locator('main a[href*="/documents/"]').first().getAttribute('href');
		must((await w.page.request.get(`${w.house.origin}${paper}`)).ok(), 'the paper is not there');
	});
	await step(`who works together where, and the page of a municipality (${w.where})`, async () => {
		await w.go('/partners');
		await w.look('partners');
		await w.page.locator('main a[href$="/area/573"]').click();
		await w.look('municipality');
	});
	await step(`three questions open a door whatever is answered (${w.where})`, async () => {
		await w.go('/programmes/smart-selvhjaelpsgrupper');
		await w.follow('A few questions about who it is for');
		await w.look('questions');
		await w.page.locator('input[name=been][value=no]').check();
		await w.page.locator('input[name=status][value=stable]').check();
		await w.press('Send the answers');
		await w.heading('Thank you. You are welcome.');
		await w.look('answered');
	});
}

async function booking(w) {
	await step(`a treasurer sees the budget, the months and what must be sent in (${w.where})`, async () => {
		await logIn(w, 'Else');
		await w.go('/work/grants');
		await w.look('grants');
		await w.page.locator('main table a').first().click();
		await w.look('books of a grant');
	});
	await step(`twenty-five hours are refused, seven and a half are booked (${w.where})`, async () => {
		await w.follow('Hours worked', { within: 'main' });
		await w.look('hours');
		await w.page.locator('#f-person').selectOption({ index: 1 });
		await w.page.locator('#f-day').fill(DAYS[w.mark]);
		await w.page.locator('#f-hours').fill('25');
		await w.page.locator('#f-activity').selectOption('groups');
		await w.press('Save', { status: 422 });
		await w.look('hours: error summary');
		must(await w.page.locator('#f-hours').inputValue() === '25', 'the typed hours are gone');
		await w.page.locator('#f-hours').fill('7,5');
		await w.press('Save');
		await w.sees('Saved. The next one can be written.');
	});
	await step(`the account is there to print and sign (${w.where})`, async () => {
		await w.go('/work/grants');
		await w.page.locator('main table a').first().click();
		await w.follow('The account, to print and sign');
		await w.look('account of a grant');
		await logOut(w);
	});
}

export async function programme(w) {
	await reading(w);
	await booking(w);
}
