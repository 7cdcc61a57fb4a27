// away.mjs -- a first page with more than eight things shows the rest; somebody is away, sees first what becomes of
// everything, and takes it back; a partner whose time ran out comes back by their own door.
import { logIn, logOut } from './keeper.mjs';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };
const FROM = '2017-02-06', TO = '2017-02-12';

async function all(w) {
	await step(`what waits is counted, eight are shown, and all of them are one tap away (${w.where})`, async () => {
		await w.go('/work');
		const link = w.page.locator('section[aria-labelledby=waiting] header a');
		const n = Number((await link.innerText()).replace(/\D/g, ''));
		must(n > 8, `only ${n} things wait`);
		must(await w.page.locator('section[aria-labelledby=waiting] li').count() === 8, 'not eight on the first page');
		await link.click();
		await w.page.waitForURL('**/work?waiting=all');
		must(await w.page.locator('section[aria-labelledby=waiting] li').count() === n, 'not all of them are there');
		await w.look('my day: all of it');
	});
}

async function away(w) {
	await step(`an absence is seen before the yes, told on the first page, and taken back (${w.where})`, async () => {
		await w.go('/work/away');
		await w.look('being away');
		await w.page.locator('#f-from').fill(FROM);
		await w.page.locator('#f-to').fill(TO);
		await w.page.locator('#f-stand_in').selectOption({ label: 'Sara' });
		await w.press('See what happens');
		await w.sees('What becomes of it');
		await w.look('being away: what becomes of it');
		await w.press('Yes, so be it');
		await w.sees('It is said. Have a good time.');
		await w.press('Take it back', { exact: false });
		await w.sees('Taken back. What is still open has its deputies again.');
	});
}

async function itsDoor(w) {
	await step(`a partner who is out again finds their own door (${w.where})`, async () => {
		await w.go('/p?ended=1');
		await w.look('a partner comes back');
	});
}

export async function absence(w) {
	await logIn(w, 'Signe');
	await all(w);
	await away(w);
	await w.go('/work/arrivals');
	await w.look('how long until they arrive');
	await logOut(w);
	await itsDoor(w);
}
