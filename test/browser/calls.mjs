// calls.mjs -- a call that was agreed, made between two others: from the first page to what came of it in twenty seconds.
import { step } from './report.mjs';
import { logIn, logOut } from './keeper.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };
// As a person with a telephone at the ear: reading, then a thumb.  The talk itself is not counted.
const PACE_MS = 1500, MOST_TAPS = 3, MOST_MS = 20000;

export async function calls(w) {
	await logIn(w, 'Signe');
	await step(`an agreed call is found, made and written down in ${MOST_TAPS} taps and 20 s (${w.where})`, async () => {
		let taps = 0;
		const tap = async (what) => { await w.page.waitForTimeout(PACE_MS); taps++; await what.click(); };
		await w.go('/work');
		const began = Date.now();
		await tap(w.page.locator('main a.btn[href*="/work/checkups/"]').first());
		must(await w.page.locator('main a[href^="tel:"]').count() === 0, 'the number stands there before anybody asks for it');
		await tap(w.page.getByRole('button', { name: w.say('Call now: show the number') }));
		must(await w.page.locator('main a[href^="tel:"]').count() === 1, 'there is no number to call');
		await tap(w.page.locator('button[name=result][value=talked]'));
		const took = Date.now() - began;
		must(new URL(w.page.url()).pathname.includes('/work/checkups'), `it leads to ${w.page.url()}`);
		must(await w.page.locator('main a[href^="tel:"]').count() === 0, 'the number is still open afterwards');
		must(taps <= MOST_TAPS && took <= MOST_MS, `${taps} taps in ${took} ms`);
		await w.look('a call written down');
	});
	await logOut(w);
}
