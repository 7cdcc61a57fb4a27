// administrator.mjs -- who lets people in, takes lists in, and turns the clock of a demonstration.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logIn } from './keeper.mjs';
import { step } from './report.mjs';
import { Window } from './window.mjs';

const NEW_PASSPHRASE = 'fire blå heste på taget';
const must = (is, what) => { if (!is) throw new Error(what); };

async function people(w, name) {
	let code = '';
	await step(`somebody is invited by a code (${w.where})`, async () => {
		await w.go('/work/people');
		await w.look('people');
		await w.follow('Invite somebody');
		await w.look('invite');
		await w.write('Name', name);
		await w.page.locator('#f-role').selectOption('keeper');
		await w.page.locator('#f-org').selectOption({ label: 'Frise' });
		await w.press('Make the code');
		await w.look('a code');
		code = (await w.page.locator('.code').innerText()).trim();
	});
	await step(`the code opens the door once, and the newcomer keeps meetings (${w.where})`, async () => {
		const guest = await new Window(w.house, w.browser, { ...w, inside: false }).open();
		await guest.go('/welcome');
		await guest.page.locator('#f-code').fill(code);
		await guest.press('Go on');
		await guest.look('choose a passphrase');
		await guest.page.locator('#f-passphrase').fill(NEW_PASSPHRASE);
		await guest.page.locator('#f-again').fill(NEW_PASSPHRASE);
		await guest.press('Save and log in');
		await guest.page.waitForURL('**/work**');
		guest.inside = true;
		await guest.go('/work/meetings');
		await guest.go('/work/people', 403);
		await guest.sees('You do not have access here');
		await guest.look('no access');
		await guest.close();
	});
	await step(`a log-in somewhere else is ended from here (${w.where})`, async () => {
		const other = await new Window(w.house, w.browser, { ...w, inside: false }).open();
		await logIn(other, 'Admin');
		await w.go('/work/me');
		await w.look('two log-ins');
		await w.press('End all others');
		other.expected = 401;
		await other.page.goto(`${w.house.origin}/${w.lang}/work`);
		await other.page.locator('#f-passphrase').waitFor();
		await other.close();
	});
	await step(`a person's page stands (${w.where})`, async () => {
		await w.go('/work/people');
		await w.follow({ literal: 'Jonna' });
		await w.look('person');
	});
}

const guide = (name) => JSON.stringify([
	{ name, slug: name.toLowerCase().replaceAll(' ', '-'), day: 2, time: '19:30', end_time: '20:30', timezone: 'Europe/Copenhagen',
		location: 'Prøvehuset', formatted_address: 'Prøvevej 99, 8000 Aarhus C, Denmark', types: ['O', 'X'] },
	{ name: 'En dag for meget', slug: 'dag-syv', day: 7, time: '24:00', timezone: 'Europe/Copenhagen', formatted_address: 'Prøvevej 1, 8000 Aarhus C, Denmark' },
]);

const directory = (name) => JSON.stringify([{ id: '1', name, description: 'Et sted at bo for en tid.', status: 'active', fees_description: 'Gratis',
	organization: { id: '1', name: 'Prøvenaboerne', description: 'Frivillige.' },
	service_at_locations: [{ id: '1', location: { id: '1', location_type: 'physical', name: 'Naboens hus',
		addresses: [{ id: '1', address_1: 'Prøvevej 98', city: 'Aarhus C', state_province: '', postal_code: '8000', country: 'DK', address_type: 'physical' }] } }] }]);

async function directories(w, name) {
	await step(`a directory of support is looked at, taken in, and waits for a person (${w.where})`, async () => {
		const path = join(w.house.dir, 'directory.json');
		writeFileSync(path, directory(name));
		await w.go('/work/imports');
		await w.write('Name of the list', `Nabooversigten ${w.mark}`);
		await w.choose('Kind of support', 'housing');
		await w.page.locator('input[type=file]').setInputFiles(path);
		await w.press('Look at it first');
		await w.sees({ literal: name });
		must((await w.text('.dl dd.num')).slice(0, 4).join(' ') === '3 0 0 0', `counted ${await w.text('.dl dd.num')}`);
		await w.look('directory looked at');
		await w.page.locator('form[action$="/taking"] button').click();
		await w.follow('See what waits');
		await w.sees({ literal: name });
		await w.look('support that waits');
	});
	await step(`and goes away whole (${w.where})`, async () => {
		await w.go('/work/imports');
		await w.follow({ literal: `Nabooversigten ${w.mark}` });
		await w.press('Take it all back');
		await w.go('/work/support?state=parked');
		must(!(await w.page.content()).includes(name), 'it still waits');
	});
}

async function imports(w, name) {
	await step(`a list is looked at before anything is stored (${w.where})`, async () => {
		const path = join(w.house.dir, 'guide.json');
		writeFileSync(path, guide(name));
		await w.go('/work/imports');
		await w.look('imports');
		await w.write('Name of the list', `Nabolisten ${w.mark}`);
		await w.page.locator('input[type=file]').setInputFiles(path);
		await w.press('Look at it first');
		await w.sees({ literal: name });
		await w.look('dry run');
		must((await w.text('.dl dd.num')).slice(0, 4).join(' ') === '1 0 0 1', `counted ${await w.text('.dl dd.num')}`);
		await w.go(`/find?when=any&q=${encodeURIComponent(name)}`);
		must(!(await w.text('article h3')).includes(name), 'it is stored already');
	});
	await step(`a yes takes the rest in; undo takes all of it back (${w.where})`, async () => {
		await w.go('/work/imports');
		await w.follow({ literal: `Nabolisten ${w.mark}` });
		await w.page.locator('input[name=sure]').check();
		await w.page.locator('form[action$="/taking"] button').click();
		await w.look('taken list');
		await w.go(`/find?when=any&q=${encodeURIComponent(name)}`);
		must((await w.text('article h3')).includes(name), 'nobody finds it');
		await w.go('/work/imports');
		await w.follow({ literal: `Nabolisten ${w.mark}` });
		await w.press('Take it all back');
		await w.go(`/find?when=any&q=${encodeURIComponent(name)}`);
		must(!(await w.text('article h3')).includes(name), 'it is still there');
	});
}

async function house(w) {
	await step(`the page of the house stands (${w.where})`, async () => {
		await w.go('/work/house');
		await w.look('house');
	});
	await step(`the clock of a demonstration turns, and begins again (${w.where})`, async () => {
		await w.go('/work');
		await w.look('administrator today');
		const before = (await w.text('.demo .num'))[0];
		await w.page.locator('.demo summary').click();
		await w.press('+1 day');
		const after = (await w.text('.demo .num'))[0];
		must(before !== after && after.includes('13'), `the clock shows ${after}`);
		await w.page.locator('.demo summary').click();
		await w.press('Start again');
		must((await w.text('.demo .num'))[0].includes('12'), 'it does not begin again');
	});
}

export async function administrator(w) {
	await step(`an administrator logs in (${w.where})`, () => logIn(w, 'Admin'));
	await people(w, `Ida ${w.mark}`);
	await imports(w, `Nabogruppen ${w.mark}`);
	await directories(w, `Værelserne ${w.mark}`);
	await house(w);
}
