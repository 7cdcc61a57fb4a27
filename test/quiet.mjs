// quiet.mjs -- node test/quiet.mjs BUILD: what a person tells stands where it belongs, sealed, and nowhere else.
//
// Somebody is registered, handed over and asks to be called, each with words that stand nowhere else.  Then everything
// that the house leaves behind is read: its log at the most talkative level, addresses, metrics, error pages, feeds,
// exports, the bytes of its files and of a backup, its command line and surroundings, and what is left when it crashes.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ask, command, finish, logIn, report, samhold, scratch, serve } from './kill/house.mjs';
import { spawn } from 'node:child_process';

const dir = path.join(scratch, 'quiet');
const WORDS = { nickname: 'Kvidrefugl', other: 'Tangloppe', caller: 'Strandskade', phone: '61728394', call: '62738495', cpr: '0101901234' };
const seen = [];

const keyIn = (page) => /name="key" value="([^"]+)"/.exec(page)?.[1];
const optionOf = (page, select, label) => new RegExp(`<select[^>]*name="${select}"[^]*?</select>`).exec(page)?.[0]
	.match(new RegExp(`value="(\\d+)"[^>]*>\\s*${label}`))?.[1];

function keep(what, text) {
	seen.push([what, text]);
	return text;
}

async function post(server, cookie, target, fields) {
	const answer = await ask(server, 'POST', target, { cookie, body: String(new URLSearchParams(fields)) });
	keep(`the address after ${target}`, answer.headers.location ?? '');
	return answer;
}

async function form(server, cookie, target) {
	return (await ask(server, 'GET', target, { cookie })).text;
}

// ---- people tell us something ----

async function register(server, cookie) {
	const page = await form(server, cookie, '/en/work/transitions/new');
	const answer = await post(server, cookie, '/en/work/transitions/new', {
		key: keyIn(page), org: /name="org" value="(\d+)"/.exec(page)?.[1] ?? '', nickname: WORDS.nickname, from_kind: 'detox', planned_day: '2016-12-20', agreement: 'no',
		phone: WORDS.phone, time: 'any', owner: optionOf(page, 'owner', 'Signe'), deputy: optionOf(page, 'deputy', 'Sara'), said_yes: '1',
	});
	report('somebody is registered', answer.status === 200 ? '' : `it answers ${answer.status}`);
}

async function handOver(server, cookie) {
	const page = (await ask(server, 'POST', '/en/work/handover/places', { cookie, body: `need=group&nickname=${WORDS.other}&place=Aarhus` })).text;
	const answer = await post(server, cookie, '/en/work/handover', {
		key: keyIn(page), need: 'group', nickname: WORDS.other, target: /name="target" value="(\d+)"/.exec(page)?.[1] ?? '', urgency: 'normal', phone: '', yes: '1',
	});
	report('somebody is handed over', answer.status === 303 ? '' : `it answers ${answer.status}`);
}

async function call(server) {
	const page = await form(server, undefined, '/en/call');
	const answer = await post(server, undefined, '/en/call', { key: keyIn(page), role: 'person', nickname: WORDS.caller, phone: WORDS.call, time: 'any', area_text: '' });
	report('somebody asks to be called', [200, 303].includes(answer.status) ? '' : `it answers ${answer.status}`);
}

// A number where none belongs: refused, and the page that says so is the only place where it stands.
async function refused(server, cookie) {
	const page = await form(server, cookie, '/en/work/transitions/new');
	const answer = await post(server, cookie, '/en/work/transitions/new', { key: keyIn(page), nickname: `Per ${WORDS.cpr}`, from_kind: 'detox', planned_day: '2016-12-20' });
	report('a number of a person is refused', answer.status === 422 ? '' : `it answers ${answer.status}`);
}

// ---- and everything is read ----

async function pages(server, cookie) {
	for (const target of ['/metrics', '/en/', '/da/find', '/feeds/meetings.json', '/feeds/meetings.ics', '/en/partners', '/en/programmes', '/api/v1/meetings', '/sitemap.xml'])
		keep(target, (await ask(server, 'GET', target)).text);
	for (const target of ['/en/work/people', '/en/work/house', '/en/work/meetings', '/en/work/volunteers', '/en/work/gaps', '/en/work/nowhere'])
		keep(`${target} of somebody who serves nobody`, (await ask(server, 'GET', target, { cookie })).text);
	keep('an error page', (await ask(server, 'GET', `/en/work/transitions/${'9'.repeat(18)}`, { cookie })).text);
}

async function exports() {
	for (const format of ['meeting-guide', 'ics', 'csv', 'hsds-json'])
		keep(`the export ${format}`, (await command('export', format, dir)).text);
}

function files(where) {
	for (const name of readdirSync(where, { recursive: true })) {
		const at = path.join(where, name);
		if (statSync(at).isFile())
			keep(`the file ${name}`, readFileSync(at).toString('latin1'));
	}
}

function surroundings(pid) {
	for (const what of ['cmdline', 'environ', 'comm'])
		keep(`/proc/…/${what}`, readFileSync(`/proc/${pid}/${what}`).toString('latin1'));
}

const found = (text) => Object.entries(WORDS).filter(([, word]) => text.includes(word)).map(([name]) => name);

// A server that may leave its memory behind when it crashes, in a folder of its own: does it?
async function crash() {
	const where = path.join(scratch, 'crash');
	const child = spawn('sh', ['-c', 'ulimit -c unlimited; mkdir -p "$1" && cd "$1" && exec "$2" serve "$3" --listen 127.0.0.1:0', 'sh', where, samhold, dir], { stdio: ['ignore', 'pipe', 'ignore'] });
	await new Promise((resolve) => child.stdout.once('data', resolve));
	const limits = readFileSync(`/proc/${child.pid}/limits`, 'utf8').split('\n').find((l) => l.startsWith('Max core file size')) ?? '';
	child.kill('SIGQUIT');
	await new Promise((resolve) => child.on('exit', resolve));
	report('a crash leaves no core file', readdirSync(where).join(' '));
	report('and it asks the system for none', /size\s+0\s+0/.test(limits) ? '' : limits);
}

const made = await command('demo', dir);
report('a demonstration is made', made.code === 0 ? '' : made.text);
const server = await serve(dir, '--log', 'debug').ready;
const signe = await logIn(server, 'Signe'), admin = await logIn(server, 'Admin');
await register(server, signe);
await handOver(server, signe);
await call(server);
await refused(server, signe);
const list = (await ask(server, 'GET', '/en/work/transitions', { cookie: signe })).text;
report('who looks after them reads the nickname', list.includes(WORDS.nickname) ? '' : 'it is not there');
await pages(server, admin);
await exports();
surroundings(server.child.pid);
const backup = path.join(scratch, 'backup');
const written = await command('backup', dir, backup);
report('a backup is written', written.code === 0 ? '' : written.text);
keep('the backup', readFileSync(backup).toString('latin1'));
keep('what the backup said', written.text);
files(dir);
server.child.kill('SIGTERM');
await server.ended;
files(dir);
keep('the log', server.said);
const leaks = seen.map(([what, text]) => [what, found(text)]).filter(([, words]) => words.length);
report(`${seen.length} things that the house leaves behind hold none of their words`, leaks.map(([what, words]) => `${what}: ${words}`).join('; '));
await crash();
finish();
