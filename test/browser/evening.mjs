// evening.mjs -- on the stairs after the meeting: a normal evening in six taps, the method after it, a link, the rota, paper.
import { step } from './report.mjs';
import { logIn, logOut } from './keeper.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };
// Somebody who knows the page, with a thumb.
const PACE_MS = 900, MOST_TAPS = 6, MOST_MS = 30000, PHONE = 390;

// Counts what a thumb does; waits before each tap as a person would.
class Thumb {
	constructor(w) {
		Object.assign(this, { w, taps: 0, began: Date.now() });
	}

	async tap(what) {
		await this.w.page.waitForTimeout(PACE_MS);
		this.taps++;
		await what.click();
	}

	option(name, value) {
		return this.w.page.locator(`label.tog:has(input[name="${name}"][value="${value}"])`).first();
	}
}

async function sixTaps(w) {
	await step(`a normal evening is written down in ${MOST_TAPS} taps (${w.where})`, async () => {
		await w.go('/work');
		const thumb = new Thumb(w);
		await thumb.tap(await w.link('Evenings'));
		await w.heading('Evenings');
		await thumb.tap(w.page.getByRole('link', { name: w.say('Write it down') }).first());
		must(await w.page.locator('input[name=heads]:checked, input[name=incident]:checked, input[name^=c]:checked').count() === 0, 'something is ticked already');
		must(await w.page.locator('input[name=led]:checked').count() >= 1, 'nobody of the rota is filled in');
		await thumb.tap(thumb.option('heads', 7));
		await thumb.tap(thumb.option('first_timers', 1));
		await thumb.tap(thumb.option('incident', 'no'));
		await thumb.tap(w.page.locator('button[name=state][value=held]').first());
		await w.sees('Thank you. The evening is written down.');
		const took = Date.now() - thumb.began;
		must(thumb.taps <= MOST_TAPS, `it took ${thumb.taps} taps`);
		must(took <= MOST_MS, `it took ${Math.round(took / 1000)} seconds`);
		await w.look('evening written down');
	});
	await step(`the method is a step of its own, and nothing in it is ticked before (${w.where})`, async () => {
		const points = await w.page.locator('section fieldset').count();
		must(points >= 8, `only ${points} points`);
		must(await w.page.locator('section fieldset input:checked').count() === 0, 'a point is ticked already');
		for (let i = 1; i <= points; i++) await w.page.locator(`label.tog:has(input[name="c${i}"][value="${i === 3 ? 'p' : 'y'}"])`).first().click();
		await w.press('Save the check');
		await w.sees('Thank you. The check is kept.');
		must(await w.page.locator('section fieldset').count() === 0, 'it is asked again');
	});
	await step(`a correction keeps what stood there (${w.where})`, async () => {
		await w.follow('Correct it');
		await w.look('evening corrected');
		await w.page.locator('label.tog:has(input[name="heads"][value="8"])').first().click();
		await w.press('Save the correction');
		await w.sees('What stood there before');
	});
}

async function mistakes(w) {
	await step(`an odd number is asked about once, and a missing answer is named (${w.where})`, async () => {
		await w.go('/work/evenings');
		await w.look('evenings');
		await w.page.locator('.due a.btn').first().click();
		if (await w.page.getByRole('link', { name: w.say('Correct it') }).count()) await w.follow('Correct it');
		await w.look('evening form');
		await w.page.locator('label.tog:has(input[name="heads"][value="2"])').first().click();
		await w.page.locator('label.tog:has(input[name="first_timers"][value="5"])').first().click();
		await w.page.locator('label.tog:has(input[name="incident"][value="no"])').first().click();
		w.expected = 422;
		await w.page.locator('button[name=state][value=held]').first().click();
		await w.sees('Please look once more');
		await w.look('evening asked once');
	});
}

async function aGroup(w) {
	await step(`the coordinator sees a group: its dates, who is on, the method over time, paper (${w.where})`, async () => {
		await w.go('/work/meetings?q=Tirsdagsgruppen');
		await w.page.locator('th[scope=row] a').first().click();
		await w.follow('Its evenings');
		await w.look('evenings of a group');
		w.group = new URL(w.page.url()).pathname.replace(`/${w.lang}`, '');
		await w.follow('Who is on');
		await w.heading('Who is on');
		await w.look('who is on');
		await w.go(`${w.group}/seats`);
		await w.write('Nickname', 'Regn');
		await w.press('Put them in the line');
		await w.look('seats: full');
		await w.press('They stopped coming', { exact: false });
		await w.press('Offer a seat', { exact: false });
		await w.look('seats');
		await w.go(`${w.group}/method`);
		must(await w.page.locator('figure svg').count() === 1, 'no chart');
		must(await w.page.locator('table tbody tr').count() >= 3, 'no table beside it');
		await w.look('method over time');
		await w.go(`${w.group}/sheet?month=2016-12`);
		await w.look('from paper');
	});
	await step(`a link opens one date without log-in and nothing else (${w.where})`, async () => {
		await w.go(`${w.group}/2016-12-13`);
		await w.press('Make a one-time link');
		await w.heading('One-time link');
		await w.look('link to an evening');
		const link = new URL((await w.text('.code'))[0]);
		await logOut(w);
		await w.go(link.pathname.replace(`/${w.lang}`, ''));
		await w.look('evening by link');
		must(await w.page.locator('a[href*="/work"]').count() === 0, 'it leads inside');
		w.expected = 422;
		await w.page.locator('button[name=state][value=held]').first().click();
		await w.sees('This evening has not begun yet.');
	});
}

export async function evening(w) {
	await logIn(w, 'Jonna');
	if (w.width === PHONE) await sixTaps(w);
	await mistakes(w);
	await logOut(w);
	await logIn(w, 'Signe');
	await aGroup(w);
}
