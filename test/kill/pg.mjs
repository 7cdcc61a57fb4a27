// pg.mjs -- node pg.mjs BUILD: PostgreSQL goes away under the house, and comes back; the house is killed over it.
//
// While it is away pages are a kind 503 with what was typed, the house itself goes on living, and works again by
// itself afterwards.  Nothing that was acknowledged is lost, and what was under way is there once when it is
// sent again with the key that it had.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { add, ask, finish, keyIn, lookOver, meetingForm, namesIn, openForm, prepare, report, scratch, serve, sleep, stop } from './house.mjs';

const WRITERS = 6;
const ENDS = 4;
const pgDir = path.join(scratch, 'pg');
const pg = (word) => execFileSync('test/pg.sh', [word, pgDir], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

execFileSync('chmod', ['755', scratch]);
const url = pg('durable');
process.on('exit', () => pg('stop'));

// As when the machine of the database is switched off: no goodbye.
async function endDatabase() {
	const pid = Number(readFileSync(path.join(pgDir, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
	process.kill(pid, 'SIGKILL');
	await sleep(300);
}

// Its children of before notice a little later that they are alone; until then it does not start.
async function beginDatabase() {
	for (let i = 0; ; i++) {
		try {
			return pg('durable');
		} catch (e) {
			if (i > 20)
				throw e;
			await sleep(300);
		}
	}
}

const first = await prepare('first', '--database', url);
let told = [];

async function write(server, mark) {
	for (let i = 0; server.alive; i++) {
		const page = await openForm(server, first.cookie).catch(() => null);
		if (!page)
			return;
		const one = { name: `Klub ${mark} ${i}`, acknowledged: false };
		one.body = meetingForm(page, one.name);
		told.push(one);
		const answer = await add(server, first.cookie, one.body);
		one.acknowledged = answer.status === 303;
		if (answer.status === 503 && (keyIn(answer.text.split('<h1>')[1] ?? '') !== page.key || !answer.text.includes(one.name)))
			server.odd = 'the page of a 503 has another key or not what was typed';
		if (!one.acknowledged)
			return;
	}
}

async function afterwards(server) {
	const before = await namesIn(server);
	const lost = told.filter((one) => one.acknowledged && before.get(one.name) !== 1);
	if (lost.length)
		return `${lost.length} acknowledged and lost, the first is ${lost[0].name}`;
	for (const one of told.filter((t) => !t.acknowledged)) {
		const answer = await add(server, first.cookie, one.body);
		if (answer.status !== 303)
			return `${one.name} sent again answered ${answer.status}`;
		one.acknowledged = true;
	}
	const after = await namesIn(server);
	const odd = told.filter((one) => after.get(one.name) !== 1);
	return odd.length ? `${odd[0].name} is there ${after.get(odd[0].name)} times` : lookOver(first.dir);
}

const writeAll = (server, n) => Array.from({ length: WRITERS }, (_, i) => write(server, `${n}.${i}`));

// ---- the database ends, the house stays ----

async function endUnder(server, n) {
	server.alive = true;
	server.odd = '';
	const writers = writeAll(server, n);
	await sleep(150 + Math.random() * 250);
	await endDatabase();
	server.alive = false;
	await Promise.all(writers);
	// Again and again, so that every thread of the server meets it.
	const pages = await Promise.all(Array.from({ length: 12 }, (_, i) => ask(server, 'GET', `/da/find?q=uden${n}${i}`)));
	const alive = await ask(server, 'GET', '/livez');
	await beginDatabase();
	if (pages.some((p) => p.status !== 503 || !p.text.includes('<html lang="da"')))
		return `pages answer ${pages.map((p) => p.status)}`;
	if (alive.status !== 200)
		return `/livez answers ${alive.status}`;
	return server.odd || afterwards(server);
}

async function endAll() {
	const server = await serve(first.dir).ready;
	for (let n = 0; n < ENDS; n++) {
		const wrong = await endUnder(server, n);
		if (wrong)
			return wrong;
	}
	await stop(server);
	return told.length > ENDS * WRITERS ? '' : `only ${told.length} writes`;
}

const wrong = await endAll();
report(`PostgreSQL ends ${ENDS} times under load and comes back: ${told.length} writes, none lost, the house went on`, wrong);

// ---- threads that have never seen it ----

const fresh = await serve(first.dir).ready;
await endDatabase();
const cold = await Promise.all(Array.from({ length: 24 }, (_, i) => ask(fresh, 'GET', `/en/find?q=cold${i}`)));
const slow = await ask(fresh, 'GET', '/feeds/meetings.json');
const login = await ask(fresh, 'POST', '/en/login', { body: 'name=Admin&passphrase=kun+en+demonstration' });
await beginDatabase();
const warm = await Promise.all(Array.from({ length: 24 }, (_, i) => ask(fresh, 'GET', `/en/find?q=warm${i}`)));
const again = await ask(fresh, 'GET', '/feeds/meetings.json');
report('a house whose database is away from the first visit on answers 503, and 200 as soon as it is there',
	[...cold, slow, login].every((p) => p.status === 503) && [...warm, again].every((p) => p.status === 200) ? '' :
		`${cold.map((p) => p.status)} ${slow.status} ${login.status}, then ${warm.map((p) => p.status)} ${again.status}`);
await stop(fresh);

// ---- the house is killed ----

async function killAll() {
	told = [];
	for (let n = 0; n < ENDS; n++) {
		const server = await serve(first.dir).ready;
		server.alive = true;
		const writers = writeAll(server, `k${n}`);
		await sleep(Math.random() * 400);
		server.child.kill('SIGKILL');
		server.alive = false;
		await server.ended;
		await Promise.all(writers);
		const next = await serve(first.dir).ready;
		const odd = await afterwards(next);
		await stop(next);
		if (odd)
			return odd;
	}
	return '';
}

const odd = await killAll();
report(`a house over PostgreSQL is killed ${ENDS} times under load: ${told.length} writes, none lost`, odd);
finish();
