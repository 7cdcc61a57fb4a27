// helper.mjs -- a visitor reads what a method is; a coordinator looks after those who help, and somebody untrained leads nothing.
import { logIn, logOut } from './keeper.mjs';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };

async function reading(w) {
	await step(`the page of a group says that somebody trained leads it, and leads to the method (${w.where})`, async () => {
		await w.go('/meetings/tirsdagsgruppen-lyngby');
		await w.sees('Led by a trained facilitator.');
		await w.follow('About the method');
		await w.look('method');
		must(await w.page.locator('main ol li').count() === 14, 'there are not fourteen things to look at');
	});
}

async function caring(w) {
	await step(`the coordinator sees who has waited too long, and the next step of one person (${w.where})`, async () => {
		await logIn(w, 'Signe');
		await w.go('/work/volunteers');
		await w.look('volunteers');
		await w.page.locator('main table a', { hasText: 'Ditte' }).click();
		must(await w.page.locator('h1').innerText() === 'Ditte', 'it is not her page');
		await w.look('volunteer');
		await w.page.locator('#papers summary').last().click();
		await w.look('volunteer: something to write down');
	});
	await step(`somebody untrained is refused with what to do instead (${w.where})`, async () => {
		await w.go('/work/meetings');
		await w.page.locator('main a', { hasText: 'Mandagsgruppen i Aarhus' }).first().click();
		await w.follow('Who leads it', { within: 'main' });
		await w.look('who leads it');
		await w.page.locator('#f-volunteer').selectOption({ label: 'Ditte' });
		await w.press('Put on', { status: 422 });
		await w.look('who leads it: error summary');
		must(await w.page.locator('.errors').innerText().then((t) => t.includes('Ditte') && t.includes('SMART Recovery')), 'it does not say who and what');
	});
	await step(`one's own page, and a short course in two minutes (${w.where})`, async () => {
		await w.go('/work/own');
		await w.look('own page');
		await w.follow('What you write down, and what you do not', { within: 'main' });
		await w.look('short course');
		for (const answer of ['q0][value=yes', 'q1][value=no', 'q2][value=yes']) await w.page.locator(`input[name=${answer}]`).check();
		await w.press('Done');
		await w.sees('Saved.');
		await logOut(w);
	});
}

export async function helper(w) {
	await reading(w);
	await caring(w);
}
