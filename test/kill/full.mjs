// full.mjs -- TRIAL_DIR=SMALL_DISK node full.mjs BUILD: a disk that fills up under the house, and empties again.
//
// With room for no page, one page, two pages … a form is sent: it is saved, or the answer is a kind 507 in the
// language of the form with what was typed in it; reading goes on all the time.  When there is room again, writing
// comes back by itself.  Then the same for commands, and for a house that starts on a full disk.
import { closeSync, existsSync, ftruncateSync, fstatSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { add, ask, command, finish, keyIn, lookOver, meetingForm, namesIn, openForm, prepare, report, scratch, serve, stop } from './house.mjs';

const PAGE = 4096;
const PAGES = 48; // more than one meeting takes
const words = {
	en: { title: 'There is no room to save', cure: 'Tell the person who looks after the machine', again: 'Save once more' },
	da: { title: 'Der er ikke plads til at gemme', cure: 'Sig det til den', again: 'Gem igen' },
};

// ---- the filler ----

const filler = openSync(path.join(scratch, 'filler'), 'w');
const block = Buffer.alloc(PAGE, 1);

// Takes all room but so many pages.
function fill(pages) {
	let size = fstatSync(filler).size;

	try {
		for (;;)
			size += writeSync(filler, block, 0, PAGE, size);
	} catch (e) {
		if (e.code !== 'ENOSPC')
			throw e;
	}
	ftruncateSync(filler, fstatSync(filler).size - pages * PAGE);
}

const empty = () => ftruncateSync(filler, 0);

// ---- forms ----

const first = await prepare();
const server = await serve(first.dir).ready;
const forms = [];

// Opened while there is room: a key is needed, and nothing is written for it.
for (let i = 0; i < PAGES + 2; i++) {
	const lang = i % 2 ? 'da' : 'en';
	const name = `Klub med plads ${i}`;
	forms.push({ lang, name, body: meetingForm(await openForm(server, first.cookie, lang), name) });
}

function lookAtPage(page, { lang, name }) {
	const w = words[lang];

	if (!page.includes(`<html lang="${lang}"`) || !page.includes(w.title) || !page.includes(w.cure))
		return 'the page is not the kind one';
	if (!page.includes(name) || !page.includes(w.again))
		return 'what was typed is not in the page';
	return '';
}

async function sendOne(form, pages) {
	fill(pages);
	form.answer = await add(server, first.cookie, form.body, form.lang);
	const finder = await ask(server, 'GET', `/${form.lang}/find?q=klub`);
	const status = form.answer.status;

	if (finder.status !== 200)
		return `with ${pages} pages the finder answers ${finder.status}`;
	if (status !== 303 && status !== 507)
		return `with ${pages} pages it answers ${status}`;
	const wrong = status === 507 ? lookAtPage(form.answer.text, form) : '';
	return wrong && `with ${pages} pages: ${wrong}`;
}

async function sendAll() {
	for (let i = 0; i < PAGES; i++) {
		const wrong = await sendOne(forms[i], i);
		if (wrong)
			return wrong;
	}
	const refused = forms.filter((f) => f.answer?.status === 507).length;
	return refused >= 2 && refused < PAGES ? '' : `${refused} of ${PAGES} were refused: no trial`;
}

const wrongForm = await sendAll();
const refused = forms.filter((f) => f.answer?.status === 507);
report(`with room for 0 to ${PAGES - 1} pages: ${refused.length} forms get a kind 507 with what was typed, in both languages; reading goes on`, wrongForm);

// ---- others who write ----

fill(0);
const login = await ask(server, 'POST', '/da/login', { body: String(new URLSearchParams({ name: 'Signe', passphrase: 'kun en demonstration' })) });
report('a log-in on a full disk is a 507 that does not show the passphrase',
	login.status === 507 && !login.text.includes('kun en demonstration') ? '' : `it answers ${login.status}`);
const api = await ask(server, 'POST', '/api/v1/meetings', {
	cookie: first.cookie, type: 'application/json', headers: { 'Idempotency-Key': 'no-room-no-room' },
	body: JSON.stringify({ name: 'Klub uden plads', method: 'smart', org: first.form.org, rhythm: 'weekly', weekdays: 'th', every: 1, start_min: '19:00', duration_min: 90, first_day: '2017-01-05', mode: 'room', location: first.form.place }),
});
report('the API says 507 as problem+json',
	api.status === 507 && api.headers['content-type'] === 'application/problem+json' && JSON.parse(api.text).status === 507 ? '' : `it answers ${api.status}`);

// ---- commands ----

const sentence = (done) => done.code !== 0 && /disk is full|room/.test(done.text) && !/SQL|sqlite|errno/i.test(done.text);
const list = path.join(process.env.TMPDIR ?? '/tmp', `samhold-list-${process.pid}.csv`);
writeFileSync(list, `name,method,weekdays,start_min,zone,conference_url\n${Array.from({ length: 300 }, (_, i) =>
	`Nabogruppen ${i},smart,th,19:00,Europe/Copenhagen,https://example.org/${i}`).join('\n')}\n`);
const taken = await command('import', 'csv', list, first.dir);
rmSync(list);
report('a list that finds no room is refused with a sentence, and nothing of it is there',
	sentence(taken) && ![...(await namesIn(server)).keys()].some((n) => n.startsWith('Nabogruppen')) ? '' : `${taken.code}: ${taken.text}`);
const backup = path.join(scratch, 'backup');
const backedUp = await command('backup', first.dir, backup);
const left = readdirSync(first.dir).filter((f) => /part|trial/.test(f));
report('a backup that finds no room says so, and leaves nothing behind',
	sentence(backedUp) && !existsSync(backup) && !left.length ? '' : `${backedUp.code}: ${backedUp.text}; left: ${left}`);

// ---- room again ----

empty();
const answers = [];
for (const form of refused) {
	const body = new URLSearchParams(form.body);
	body.set('key', keyIn(form.answer.text.split('<h1>')[1]));
	answers.push((await add(server, first.cookie, String(body), form.lang)).status);
}
report(`with room again the button of each of the ${refused.length} pages saves, without a restart`,
	answers.every((a) => a === 303) ? '' : `it answers ${answers}`);
const names = await namesIn(server);
report('all are there exactly once', forms.slice(0, PAGES).every((f) => names.get(f.name) === 1) ? '' : 'some are lost or doubled');
report('check and verify find nothing', await lookOver(first.dir, { small: true }));
await stop(server);

// ---- a start without room ----

fill(0);
const poor = serve(first.dir);
const up = await poor.ready.then(() => '', (e) => e.message);
const finder = up ? { status: up } : await ask(poor, 'GET', '/da/find?q=klub');
report('a house that starts on a full disk can be read', finder.status === 200 ? '' : `${finder.status}`);
empty();
const later = forms[PAGES];
const saved = up ? { status: up } : await add(poor, first.cookie, later.body, later.lang);
report('and written in as soon as there is room', saved.status === 303 ? '' : `it answers ${saved.status}`);
if (!up)
	await stop(poor);
report('check and verify find nothing', await lookOver(first.dir, { small: true }));
closeSync(filler);
finish();
