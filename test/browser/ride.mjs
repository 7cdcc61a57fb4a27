// ride.mjs -- there and home: asked for with a key, driven by somebody who is not told what it is for, and a way home that
// is lost and found (requirements 11: I); calls that somebody says yes to, and ends with one tap.
import { logIn, logOut } from './keeper.mjs';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };
// Each window has its own person, and its own hour on Monday 19 December.
const HOURS = { 'da 390': ['9.15', '9.15'], 'da 1280': ['10.15', '10.15'], 'en 390': ['11.15', '11:15'], 'en 1280': ['12.15', '12:15'] };

async function newKey(w) {
	await w.go('/key/new');
	await w.page.locator('#f-nickname').fill('Solsort');
	const role = w.page.locator('[name=role]').first();
	if (await role.evaluate((e) => e.tagName) === 'SELECT') await role.selectOption('person');
	else await w.page.locator('[name=role][value=person]').check();
	await w.page.locator('main form button.btn').first().click();
	// Whoever has just got a key is in.
	w.inside = true;
	return w.page.locator('main code.code--key').first().innerText();
}

async function open(w, key) {
	await w.go('/key');
	await w.page.locator('#f-words').fill(key);
	await w.press('Open my page');
	await w.page.waitForURL('**/mine*');
	w.inside = true;
}

async function close(w) {
	await w.go('/mine');
	await w.press('Close my page');
	w.inside = false;
}

async function asking(w) {
	const key = await newKey(w);
	await w.go('/mine');
	await w.look('own page: nothing yet');
	await w.go('/mine/rides/new');
	await w.look('a ride: asked for');
	await w.page.locator('#f-from_text').fill('Prøvevej 1');
	await w.page.locator('#f-to_text').fill('Behandlingen, Eksempelgade 2');
	await w.page.locator('#f-day').fill('19.12.2016');
	await w.page.locator('#f-out_min').fill(HOURS[w.mark][0]);
	await w.page.locator('#f-purpose').selectOption('treatment');
	await w.page.locator('#f-phone').fill('12345678');
	await w.press('Ask for this ride', { status: 422 });
	await w.sees('The way home is not arranged yet. Write a time, or tick that you get home by yourself.');
	await w.look('a ride: without its way home');
	must(await w.page.locator('#f-from_text').inputValue() === 'Prøvevej 1', 'what was typed is gone');
	must((await w.text('.errors li')).length === 2, 'the word that tells is not named');
	await w.page.locator('#f-to_text').fill('Eksempelgade 2');
	await w.page.locator('#f-home_min').fill('16');
	await w.press('Ask for this ride');
	await w.sees('Asked for. You see here how it goes.');
	await w.look('my rides');
	await close(w);
	return key;
}

async function theRide(w) {
	const [, shown] = HOURS[w.mark];
	const words = w.lang === 'da' ? `19. december kl. ${shown}` : `19 December at ${shown}`;
	await w.page.locator('main a', { hasText: words }).first().click();
	await w.page.waitForURL(/\/(rides|driving)\/\d+/);
}

async function driving(w) {
	await logIn(w, 'Poul');
	await w.go('/work/rides');
	await w.look('driving');
	await theRide(w);
	await w.look('a ride: can you drive?');
	must(!(await w.page.content()).includes('Eksempelgade'), 'it says where before the yes');
	await w.press('Yes, there and home');
	await w.sees('You drive there and home.');
	await w.look('a ride: mine');
	must((await w.page.locator('main').innerText()).includes('Eksempelgade 2'), 'it does not say where');
	await w.press('I cannot drive them home');
	await w.sees('You drive there.');
	await w.go('/work/driving/car');
	await w.look('my car');
	await logOut(w);
}

async function rescuing(w, key) {
	await open(w, key);
	await w.go('/mine/rides');
	await w.sees('The driver cannot come after all. Others have been asked, and a person has been told. We find you a way.');
	await w.look('my rides: the way home is lost');
	await close(w);
	await logIn(w, 'Signe');
	await w.go('/work/rides');
	await w.look('rides');
	await theRide(w);
	await w.look('a ride: its way home is lost');
	await w.page.locator('#f-how').selectOption('taxi');
	await w.press('That is how they go');
	await w.sees('Written down.');
	await logOut(w);
	await open(w, key);
	await w.go('/mine/rides');
	must((await w.page.locator('main code').first().innerText()).startsWith('TX-'), 'there is no code for a taxi');
	await w.look('my rides: a code for a taxi');
	await w.page.locator('main button[value=cancel]').first().click();
	await w.sees('Written down.');
}

async function calls(w) {
	await w.go('/mine/calls');
	await w.look('my calls: none');
	await w.page.locator('#f-kind').selectOption('phone');
	await w.press('Yes please');
	await w.sees('Agreed. You can end it here at any time.');
	await w.look('my calls');
	await w.page.locator('main button[name=kind]').first().click();
	await w.sees('It has stopped. Nobody asks why.');
	await w.page.locator('#f-kind').selectOption('checkup');
	await w.press('Yes please');
	await w.go('/mine/checkup');
	await w.look('how are things?');
	await w.page.locator('#f-days').selectOption('mixed');
	await w.press('Save');
	await w.sees('Thank you. What you wrote is sealed, and ends nothing.');
	await w.go('/mine/checkup');
	await w.look('how are things, and before?');
	await close(w);
}

async function calling(w) {
	await logIn(w, 'Signe');
	await w.go('/work/checkups');
	await w.look('calls that were agreed');
	await w.page.locator('main a', { hasText: 'Mette' }).first().click();
	await w.look('an agreed call');
	await w.press('Call now: show the number');
	await w.page.locator('main a[href^="tel:"]').first().waitFor();
	await w.look('an agreed call: the number');
	await w.page.locator('main a[href*="/persons/"]').first().click();
	await w.look('what is agreed with somebody');
	await w.go('/work/checkups/script');
	await w.look('what we say');
	await logOut(w);
	await logIn(w, 'Else');
	await w.go('/work/rides/money');
	await w.look('kilometres');
	await logOut(w);
}

export async function ride(w) {
	let key;
	await step(`somebody asks for a ride with their key, and is not let go without the way home (${w.where})`, async () => { key = await asking(w); });
	if (!key) return;
	await step(`a driver says yes, reads where and whom and never what for, and cannot drive home after all (${w.where})`, () => driving(w));
	await step(`the way home is found again, and the rider knows at each step (${w.where})`, () => rescuing(w, key));
	await step(`calls are agreed and ended with one tap, and a look is written (${w.where})`, () => calls(w));
	await step(`who calls sees a masked number until they call; the treasurer sees kilometres and nobody (${w.where})`, () => calling(w));
}
