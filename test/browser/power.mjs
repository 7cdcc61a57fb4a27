/*
 * power.mjs -- the plug is pulled while somebody saves, the clock is set back two days, no message leaves, the disk is full:
 * nothing is lost, nothing is there twice, nothing is sent twice (requirements 11: M).
 *
 * A blow falls some milliseconds after the browser has sent a form.  Whatever came of it, the same form is sent once
 * more, as a browser does when somebody loads its error page again.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Browsing, logIn as enter, turn } from './hands.mjs';
import { report, step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };
const PHONE = 390, BLOWS = 6, LATEST_MS = 14, ANSWER_MS = 20000, PAGE = 4096, ROOM_KB = 8192, DAY_S = 86400, SENDING_MS = 700, SETTLE_MS = 50;
const [SEAT, LEAVES] = ['Put them in the line', 'Somebody is responsible from now on'];

// ---- what is saved ----

const FORMS = [
	{ what: 'a seat', button: SEAT, fields: (name) => ({ nickname: name }) },
	{ what: 'somebody who is to leave', button: LEAVES, page: '/work/transitions/new', list: '/work/transitions',
	  fields: (name) => ({ nickname: name, from_kind: 'residential', planned_day: '2016-12-30', agreement: 'yes', phone: '12345678', time: 'any', said_yes: true }) },
];

// A log-in outlives the plug, and the clock.
async function logIn(v, name) {
	await v.go('/login');
	if (!(await v.path()).startsWith('/work')) await enter(v, name);
	v.inside(true);
}

async function begin(v) {
	await logIn(v, 'Signe');
	await v.go('/work/meetings?q=Tirsdagsgruppen');
	const group = /\/work\/meetings\/(\d+)/.exec(await v.html())[1];
	FORMS[0].page = FORMS[0].list = `/work/evenings/${group}/seats`;
}

// How often each name is in its list.
async function counted(v, all) {
	const pages = new Map();
	for (const { form } of all) if (!pages.has(form.list)) {
		await v.go(form.list);
		pages.set(form.list, await v.html());
	}
	return new Map(all.map((one) => [one.name, pages.get(one.form.list).match(new RegExp(`<(h3|b|a)\\b[^>]*>\\s*${one.name}\\s*<`, 'g'))?.length ?? 0]));
}

// ---- killed ----

// Presses the button, and pulls the plug a moment after the form has left.  What was answered, and what was sent.
async function strike(v, form, name) {
	const { page } = v.w;
	let sent, answered = false;
	await v.go(form.page);
	const more = form.button === LEAVES ? { owner: await v.valueOf('owner', 'Signe'), deputy: await v.valueOf('deputy', 'Sara') } : {};
	const struck = new Promise((done) => {
		page.once('request', (r) => {
			sent = { url: r.url(), body: r.postData() };
			setTimeout(() => v.house.kill().then(done), Math.random() * LATEST_MS);
		});
	});
	const hear = (r) => { answered ||= r.request().method() === 'POST' && [200, 303].includes(r.status()); };
	page.on('response', hear);
	const sending = v.send(form.button, { ...form.fields(name), ...more }).catch(() => {});
	await struck;
	// What had left before the blow is still on its way here; and the browser comes to its own page of errors.
	await Promise.race([sending, page.waitForURL(/^chrome-error:/, { timeout: ANSWER_MS }).catch(() => {})]);
	await page.waitForTimeout(SETTLE_MS);
	page.off('response', hear);
	return { form, name, sent, answered };
}

async function again(v, one) {
	const r = await v.w.page.request.post(one.sent.url, { data: one.sent.body, maxRedirects: 0, timeout: ANSWER_MS,
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' } });
	must([200, 303].includes(r.status()), `${one.name} sent again answers ${r.status()}`);
}

async function killed(v, blows) {
	const all = [], seen = { answered: 0, there: 0 };
	for (let i = 0; i < blows; i++) {
		const one = await strike(v, FORMS[i % FORMS.length], `Blink ${'abcdefghijkl'[i]}`);
		await v.house.start();
		const n = (await counted(v, [one])).get(one.name);
		must(n <= 1 && (n === 1 || !one.answered), `${one.form.what} was ${one.answered ? 'acknowledged' : 'under way'} and is there ${n} times`);
		await again(v, one);
		all.push(one);
		seen.answered += one.answered, seen.there += n && !one.answered;
	}
	const twice = [...await counted(v, all)].filter(([, n]) => n !== 1);
	must(!twice.length, `not there once: ${twice.map(([name, n]) => `${name} ${n} times`).join(', ')}`);
	console.log(`   ${blows} blows: ${seen.answered} acknowledged, ${seen.there} saved and the answer lost, all there once when sent again`);
	return all;
}

// ---- the clock ----

const sql = (house, text) => execFileSync('sqlite3', [join(house.folder, 'samhold.db'), text], { encoding: 'utf8' }).split('\n').filter(Boolean);

// Letters in the folder from which a program would carry them on: the name of each, and when it was put there.
function letters(house) {
	const files = readdirSync(house.folder, { recursive: true }).filter((f) => f.endsWith('.eml'));
	return new Map(files.map((f) => [basename(f, '.eml'), statSync(join(house.folder, f)).mtimeMs]));
}

async function setBack(house, seconds) {
	await house.end();
	sql(house, `UPDATE hall_setting SET value = CAST(value AS INTEGER) - ${seconds} WHERE name = 'clock'`);
	await house.start();
}

async function until(what, is) {
	for (const began = Date.now(); !await is();) {
		must(Date.now() - began < ANSWER_MS, `${what} does not come`);
		await new Promise((done) => { setTimeout(done, 100); });
	}
}

const sentBy = (house) => sql(house, "SELECT name FROM outbox_message WHERE state = 'sent'");

// What is due goes when it starts; the plug is pulled once while it does, and an hour later it goes on.
async function lettersLeave(v) {
	await turn(v.house, 'day');
	await v.house.kill();
	// What left before the story began left nothing in the folder.
	const long = sentBy(v.house).filter((name) => !letters(v.house).has(name));
	await v.house.start();
	await v.w.page.waitForTimeout(Math.random() * LATEST_MS);
	await v.house.kill();
	await v.house.start();
	await turn(v.house, 'hour');
	await v.house.kill();
	await v.house.start();
	await until('the second letter', () => letters(v.house).size > 1);
	await v.w.page.waitForTimeout(SENDING_MS);
	return { before: letters(v.house), long };
}

async function clock(v, all) {
	const { before, long } = await lettersLeave(v);
	await setBack(v.house, 2 * DAY_S);
	await logIn(v, 'Signe');
	const gone = [...await counted(v, all)].filter(([, n]) => n !== 1);
	must(!gone.length, `not there once: ${gone.join(' ')}`);
	await v.go('/work');
	await v.look('today, two days earlier');
	await setBack(v.house, -2 * DAY_S);
	await v.w.page.waitForTimeout(SENDING_MS);
	await v.house.end();
	const now = letters(v.house), sent = sentBy(v.house).filter((name) => !long.includes(name));
	for (const [name, at] of before) must(now.get(name) === at, `the letter ${name} was ${now.has(name) ? 'put there again' : 'lost'}`);
	for (const name of sent) must(now.has(name), `${name} is written down as sent, and is not there`);
	await v.house.start();
	await logIn(v, 'Signe');
	console.log(`   ${before.size} letters before, ${now.size} after, none twice`);
}

// ---- the road of the messages ----

// It looks when it starts, and then every few seconds.
async function startAgain(house) {
	await house.end();
	await house.start();
}

async function pdf(v, id) {
	const form = new RegExp(`<form[^>]*action="([^"]+)"[^>]*>(?:(?!</form>)[\\s\\S])*name="key" value="([^"]+)"(?:(?!</form>)[\\s\\S])*${v.words(id)}`).exec(await v.html());
	const r = await v.w.page.request.post(`${v.house.origin}${form[1]}`, { form: { key: form[2] }, headers: { 'Sec-Fetch-Site': 'same-origin' } });
	return r.status() === 200 && (await r.body()).subarray(0, 5).toString() === '%PDF-';
}

// A file stands where the letters should go; then it is away again.
async function gateway(v) {
	const spool = join(v.house.folder, 'spool'), before = letters(v.house);
	await v.house.end();
	renameSync(spool, `${spool}.kept`);
	writeFileSync(spool, '');
	await v.house.start();
	await turn(v.house, 'day');
	await startAgain(v.house);
	await until('the first vain try', () => readFileSync(v.house.logPath, 'utf8').includes('a message did not leave'));
	await turn(v.house, 'hour', 2);
	await logIn(v, 'Signe');
	await v.go('/work');
	await v.sees({ literal: v.words('No message has left since {when}. Nothing is lost, and nothing will be sent twice. Until it works again, call those who would have been told.').split('{when}')[1] });
	await v.look('today: no message leaves');
	await v.go(await v.linkTo(v.words('See who is to be called')));
	await v.look('calls instead of messages');
	must(await pdf(v, 'Print it with the numbers'), 'the list cannot be printed');
	const told = /name="told" value="(\d+)"/.exec(await v.html())?.[1];
	must(told, 'nobody is to be called');
	await v.send('Save what is ticked', { told });
	await v.sees('Saved.');
	await v.sees('Reached by telephone');

	await v.house.end();
	rmSync(spool);
	renameSync(`${spool}.kept`, spool);
	await v.house.start();
	await turn(v.house, 'hour', 4);
	await startAgain(v.house);
	await until('another letter', () => letters(v.house).size > before.size);
	await v.w.page.waitForTimeout(SENDING_MS);
	await v.house.end();
	const after = letters(v.house), [reached] = sql(v.house, `SELECT name FROM outbox_message WHERE id = ${told}`);
	for (const [name, at] of before) must(after.get(name) === at, `the letter ${name} was ${after.has(name) ? 'put there again' : 'lost'}`);
	must(reached && !after.has(reached), 'whoever was reached by telephone is written to as well');
	await v.house.start();
	await logIn(v, 'Signe');
	await v.go('/work');
	must(!await v.says('See who is to be called'), 'the banner is still there');
	console.log(`   ${before.size} letters before, ${after.size} after, one told by telephone`);
}

// ---- no room ----

// A disk of its own, seen by this server only and gone with it; nobody needs to be root for that.
function smallDisk(house) {
	const kb = Number(execFileSync('du', ['-sk', house.folder], { encoding: 'utf8' }).split('\t')[0]) + ROOM_KB;
	const own = process.getuid() === 0 ? [] : ['-r'];
	return ['unshare', '-m', ...own, 'sh', '-c', 'mkdir -p "$1" && mount -t tmpfs -o "size=$3k,mode=700" none "$1" && cp -a "$2/." "$1" && mount --bind "$1" "$2" && shift 3 && exec "$@"',
		'sh', join(house.dir, 'small'), house.folder, String(kb)];
}

function fill(filler) {
	const block = Buffer.alloc(PAGE, 1);
	try {
		for (let at = 0; ; at += PAGE) writeSync(filler, block, 0, PAGE, at);
	} catch (e) {
		if (e.code !== 'ENOSPC') throw e;
	}
}

async function full(v) {
	await v.house.end();
	await v.house.start(smallDisk(v.house));
	const filler = openSync(join('/proc', String(v.house.child.pid), 'root', v.house.folder, 'filler'), 'w');
	try {
		await logIn(v, 'Signe');
		await v.go(FORMS[0].page);
		fill(filler);
		const name = 'Blink uden plads';
		await v.send(SEAT, { nickname: name }, { status: 507 });
		await v.sees('There is no room to save');
		must((await v.html()).includes(name), 'what was typed is gone');
		await v.look('no room to save');
		ftruncateSync(filler, 0);
		await v.send('Save once more');
		must((await counted(v, [{ form: FORMS[0], name }])).get(name) === 1, 'it is not there once');
	} finally {
		closeSync(filler);
	}
	await v.house.end();
	await v.house.start();
}

// ---- all of it ----

export async function power(w) {
	const v = new Browsing(w);
	let all = [];
	w.struck = true;
	// That there was no room is told to whoever looks after the machine.
	w.house.told = /database or disk is full/;
	await begin(v);
	await step(`the plug is pulled ${BLOWS} times while somebody saves: what was acknowledged is there, and everything once (${w.where})`, async () => {
		all = await killed(v, BLOWS);
	});
	if (v.house.child.exitCode !== null || v.house.child.signalCode !== null) await v.house.start();
	await step(`the clock is set back two days, and right again: nothing is lost, and nothing is sent twice (${w.where})`, () => clock(v, all));
	await step(`no message leaves: a banner says so, people are called from a list, and nothing is sent twice afterwards (${w.where})`, () => gateway(v));
	if (w.width === PHONE) await step(`without room a form comes back kindly with what was typed, and is saved once when there is room (${w.where})`, () => full(v));
	await v.house.end();
	for (const word of ['check', 'verify']) {
		const found = await v.house.run([word, v.house.folder]);
		report(`${word} finds nothing afterwards (${w.where})`, found.code === 0 ? '' : found.text.split('\n').filter((l) => l.startsWith('!')).join(' ') || found.text);
	}
	await v.house.start();
	w.struck = false;
	w.inside = false;
}
