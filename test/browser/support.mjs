// support.mjs -- somebody looks for help that is no meeting, a keeper offers some, and an administrator adds a sixteenth kind.
import { logIn, logOut } from './keeper.mjs';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };

async function looking(w) {
	await step(`a place to sleep tonight shows help first, and who gives each place (${w.where})`, async () => {
		await w.go('/support');
		await w.look('directory');
		await w.write('What do you need?', w.lang === 'da' ? 'sove i nat' : 'sleep tonight');
		await w.press('Search');
		await w.look('directory: tonight');
		must(await w.page.locator('main a[href$="/help-now"]').first().isVisible(), 'help now is not shown');
	});
	await step(`a peer without faith who takes substitution medicine: every choice can be taken back (${w.where})`, async () => {
		await w.go('/support?kind=housing&by=peer&not=faith');
		await w.look('directory: housing');
		must(await w.page.locator('.chosen a').count() >= 3, 'what was chosen is not shown');
		const before = await w.page.locator('main article').count();
		await w.page.locator('.chosen a').first().click();
		must(await w.page.locator('main article').count() >= before, 'less is found with a choice fewer');
	});
	await step(`the word recovery is taken apart before it is searched (${w.where})`, async () => {
		await w.go('/support?q=recovery');
		await w.look('directory: recovery');
		must(await w.page.locator('.meant li').count() >= 3, 'the meanings are not shown');
		await w.go('/meanings');
		await w.look('meanings');
	});
	await step(`needs in plain words lead to what answers them (${w.where})`, async () => {
		await w.go('/need?need=sleep&need=talk');
		await w.look('needs');
	});
	await step(`a listing says who gives it, when, what it costs and what to do next (${w.where})`, async () => {
		await w.go('/support?kind=housing');
		await w.page.locator('main article a').first().click();
		await w.look('support page');
		await w.page.locator('main a[href$="/report"]').first().click();
		await w.look('report on support');
	});
}

async function offering(w) {
	await step(`a keeper chooses the kind and gets the questions of that kind (${w.where})`, async () => {
		await logIn(w, 'Jonna');
		await w.go('/work/support');
		await w.look('support list');
		await w.go('/work/support/new');
		await w.look('new support: kinds');
		await w.page.locator('main a[href$="kind=housing"]').click();
		await w.look('new support');
	});
	await step(`what is missing is named, and what was typed is kept (${w.where})`, async () => {
		await w.page.locator('#f-name_da').fill(`Huset ved åen ${w.mark}`);
		await w.page.locator('#f-phone').fill('ring til os');
		await w.press('Save and publish', { status: 422 });
		await w.look('support: error summary');
		must((await w.text('.errors li')).length >= 3, 'not all mistakes are named');
		must(await w.page.locator('#f-phone').inputValue() === 'ring til os', 'the typed number is gone');
	});
	await step(`mended, it is public, and its beds are counted by one tap (${w.where})`, async () => {
		await w.page.locator('#f-phone').fill('00 00 00 14');
		for (const box of ['stages][value=housing', 'fact_stay][value=long', 'providers][value=peer']) await w.page.locator(`input[name=${box}]`).check();
		await w.page.locator('#f-staffing').selectOption('volunteer');
		await w.page.locator('#f-price_type').selectOption('free');
		await w.page.locator('#f-fact_level').selectOption('peer_run');
		await w.page.locator('#f-place').selectOption({ index: 1 });
		await w.page.locator('#f-first_time_da').fill('Ring først. Vi møder dig i døren og giver en kop kaffe.');
		await w.page.locator('#f-fact_relapse_rule_da, #f-fact_relapse_rule').first().fill('Vi taler om det. Man bliver boende.');
		await w.press('Save and publish');
		await w.look('support at work');
		await w.page.locator('main form button[value="2"]').first().click();
		await w.look('support counted');
		await logOut(w);
	});
}

async function sixteenth(w) {
	await step(`a sixteenth kind is made in the pages and offered at once (${w.where})`, async () => {
		await logIn(w, 'Admin');
		await w.go('/work/kinds');
		await w.look('kinds');
		await w.go('/work/kinds/new');
		await w.look('new kind');
		await w.page.locator('#f-name_da').fill(`Havearbejde ${w.mark}`);
		await w.page.locator('#f-name_en').fill(`Gardening ${w.mark}`);
		await w.press('Save', { status: 422 });
		await w.look('kind: error summary');
		await w.page.locator('#f-sentence_da').fill('Jord under neglene og nogen at grave med.');
		await w.page.locator('#f-sentence_en').fill('Earth under your nails, and somebody to dig with.');
		await w.press('Save');
		await w.look('kind');
		await w.page.locator('main a[href$="/facts/new"]').click();
		await w.look('new fact');
		await w.page.locator('#f-label_da').fill('Årstid');
		await w.page.locator('#f-label_en').fill('Season');
		await w.press('Save');
		await w.sees({ literal: w.lang === 'da' ? 'Årstid' : 'Season' });
		await w.go('/support');
		must((await w.text('#kind option')).some((t) => t.includes(w.mark)), 'the new kind is not in the search');
		await w.go('/work');
		await logOut(w);
	});
}

export async function support(w) {
	await looking(w);
	await offering(w);
	await sixteenth(w);
}
