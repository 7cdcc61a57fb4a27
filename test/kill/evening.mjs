// evening.mjs -- node evening.mjs BUILD: killed at random while stand-ins answer, seats are given and evenings are
// written down, over SQLite and over PostgreSQL.
//
// EVENING_KILLS (6) blows for each.  After each, and again when everything under way was sent once more: of those who
// said yes for a date exactly one is on, no group has more people than seats, who was told that they have a seat has
// it, and an evening says what was acknowledged last, or what was under way then.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ask, command, copyFolder, finish, keyIn, logIn, lookOver, report, scratch, serve, sleep, stop } from './house.mjs';

const KILLS = Number(process.env.EVENING_KILLS ?? 6);
const LATEST_MS = { SQLite: 900, PostgreSQL: 3000 };
const WAITING = 30;
const WRITERS = 4;

// ---- the house, and everything that will be sent ----

const form = (fields) => String(new URLSearchParams(fields));
const all = (text, pattern) => [...text.matchAll(pattern)].map((m) => m[1]);
const unique = (list) => [...new Set(list)];

class House {
	constructor(name, url) {
		Object.assign(this, { url, dir: path.join(scratch, name), calls: [], seats: [], evenings: [] });
	}

	async page(server, target) {
		return (await ask(server, 'GET', target, { cookie: this.cookie })).text;
	}

	async send(server, target, fields) {
		const key = keyIn(await this.page(server, target.page));
		return ask(server, 'POST', target.to, { cookie: this.cookie, body: form({ key, ...fields }) });
	}

	// One statement, asked when nobody serves the folder.
	sql(text) {
		const file = this.url ? null : readdirSync(this.at).find((name) => name.endsWith('.db'));
		const [program, ...words] = this.url ? ['psql', this.url, '-Atc'] : ['sqlite3', path.join(this.at, file)];
		return execFileSync(program, [...words, text], { encoding: 'utf8' }).trim().split('\n').filter(Boolean).map((line) => line.split('|'));
	}

	// Everybody who leads a date of the coming weeks cannot, and others are asked; each has a key of their own.
	async prepareCalls(server, group) {
		const rota = `/en/work/evenings/${group}/rota`;
		for (const action of unique(all(await this.page(server, rota), /action="([^"]+\/cannot)"/g))) {
			const part = (await this.page(server, rota)).split(`action="${action}"`)[1];
			await ask(server, 'POST', action, { cookie: this.cookie, body: form({ key: keyIn(part), volunteer: /name="volunteer" value="(\d+)"/.exec(part)[1] }) });
		}
		for (const date of (await this.page(server, rota)).split('<li class="due').slice(1)) {
			const call = { group, day: /evenings\/\d+\/([\d-]+)/.exec(date)?.[1], answers: [] };
			for (const link of unique(all(date, /(\/en\/s\/[A-Za-z0-9_-]+)/g)))
				call.answers.push({ to: link, body: form({ key: keyIn((await ask(server, 'GET', link)).text), answer: 'yes' }) });
			if (call.day && call.answers.length > 1)
				this.calls.push(call);
		}
	}

	async prepareSeats(server, group) {
		const page = `/en/work/evenings/${group}/seats`;
		for (let i = 0; i < WAITING; i++)
			await this.send(server, { page, to: page }, { nickname: `Regn ${i}` });
		for (const to of unique(all(await this.page(server, page), /action="([^"]+\/seats\/\d+)"/g))) {
			const keys = [];
			for (let i = 0; i < 2; i++)
				keys.push(keyIn((await this.page(server, page)).split('<h1>')[1]));
			this.seats.push({ to, id: to.split('/').at(-1), bodies: [form({ key: keys[0], do: 'offer' }), form({ key: keys[1], do: 'take' })] });
		}
		this.group = group;
	}

	async prepare() {
		const made = await command('demo', this.dir, ...(this.url ? ['--database', this.url] : []));
		if (made.code !== 0)
			throw new Error(`demo says ${made.text}`);
		const server = await serve(this.dir).ready;
		this.cookie = await logIn(server);
		const dates = unique(all(await this.page(server, '/en/work/evenings'), /href="(\/en\/work\/evenings\/\d+\/[\d-]+)"/g));
		const groups = unique(dates.map((d) => d.split('/')[4]));
		for (const group of groups.slice(0, 4))
			await this.prepareCalls(server, group);
		// The clock begins again where it was turned to: later than the moment from which they are asked.
		await this.send(server, { page: '/en/work', to: '/en/demo/clock' }, { turn: 'hour' });
		await this.prepareSeats(server, groups[0]);
		this.evenings = dates.slice(0, WRITERS);
		await stop(server);
	}
}

// ---- what is told, and what is remembered of it ----

const done = (answer) => answer.status === 303;

async function answerAll(house, server, told) {
	for (const call of house.calls) {
		if (!server.alive)
			return;
		await Promise.all(call.answers.map(async (a) => {
			told.sent.add(a);
			if (done(await ask(server, 'POST', a.to, { body: a.body })))
				told.acknowledged.add(a);
		}));
	}
}

const ofSeat = (house, server, seat, n) => ask(server, 'POST', seat.to, { cookie: house.cookie, body: seat.bodies[n] });

async function seatAll(house, server, told) {
	await Promise.all(house.seats.map(async (seat) => {
		if (done(await ofSeat(house, server, seat, 0)) && server.alive && done(await ofSeat(house, server, seat, 1)))
			told.seated.add(seat);
	}));
}

// The six taps: how many came, how many for the first time, no incident, saved; then corrected, again and again.
async function writeDown(house, server, told, target) {
	const mine = told.heads[target];
	for (let heads = 1; server.alive && heads < 400; heads++) {
		const page = await house.page(server, `${target}?correct=1`);
		const key = keyIn(page.split('<h1>')[1] ?? '');
		if (!key)
			return;
		const fields = { key, heads, first_timers: 0, incident: 'no', state: 'held', sure: 1 };
		const entry = /name="entry" value="(\d+)"/.exec(page)?.[1];
		mine.last = form(entry ? { ...fields, entry } : fields);
		mine.sent = heads;
		if (!done(await ask(server, 'POST', target, { cookie: house.cookie, body: mine.last })))
			return;
		mine.acknowledged = heads;
		told.saves++;
	}
}

// ---- after the blow ----

function onTheRota(house, told, strict) {
	const count = (table, where) => new Map(house.sql(`SELECT meeting, day, COUNT(*) FROM ${table} WHERE ${where} GROUP BY meeting, day`)
		.map(([meeting, day, n]) => [`${meeting} ${day}`, Number(n)]));
	const on = count('volunteer_assignment', "day IS NOT NULL AND state = 'planned'"), yes = count('evening_asked', "answer = 'yes'");

	for (const call of house.calls) {
		const n = on.get(`${call.group} ${call.day}`) ?? 0, first = yes.get(`${call.group} ${call.day}`) ?? 0;
		const said = call.answers.some((a) => told.acknowledged.has(a));
		if (n > 1 || (n < 1 && (said || strict)))
			return `${n} are on ${call.day}, ${said ? 'one was told so' : 'nobody was told yet'}`;
		if (first !== n)
			return `${first} said yes first for ${call.day}, ${n} are on`;
	}
	return '';
}

function inTheirSeats(house, told, strict) {
	const most = Number(house.sql(`SELECT seats FROM evening_series WHERE meeting = ${house.group}`)[0][0]);
	const taken = house.sql(`SELECT id, state FROM evening_seat WHERE meeting = ${house.group} AND state IN ('seated', 'offered')`);
	const seated = new Set(taken.filter(([, state]) => state === 'seated').map(([id]) => id));
	const lost = [...told.seated].find((seat) => !seated.has(seat.id));

	if (taken.length > most || (strict && taken.length !== most))
		return `${taken.length} have one of ${most} seats`;
	return lost ? `somebody was told that they have a seat and has none` : '';
}

function writtenDown(house, told, strict) {
	for (const [target, mine] of Object.entries(told.heads)) {
		const [, , , , group, day] = target.split('/');
		const n = Number(house.sql(`SELECT heads FROM evening WHERE meeting = ${group} AND day = '${day}'`)[0]?.[0] ?? 0);
		if (mine.acknowledged && n !== mine.acknowledged && n !== mine.sent)
			return `${n} came on ${day}; ${mine.acknowledged} was acknowledged, ${mine.sent} under way`;
		if (strict && mine.sent && n !== mine.sent)
			return `${n} came on ${day}, ${mine.sent} was sent again`;
	}
	return '';
}

const compare = (house, told, strict) => onTheRota(house, told, strict) || inTheirSeats(house, told, strict) || writtenDown(house, told, strict);

// With the keys they had: what was done is answered as done, what was not is done.
async function sendAgain(house, told) {
	const server = await serve(house.at).ready;
	await Promise.all(house.calls.flatMap((call) => call.answers).map(async (a) => {
		if (done(await ask(server, 'POST', a.to, { body: a.body })))
			told.acknowledged.add(a);
	}));
	await Promise.all(house.seats.map(async (seat) => {
		await ofSeat(house, server, seat, 0);
		await ofSeat(house, server, seat, 1);
	}));
	for (const [target, mine] of Object.entries(told.heads))
		if (mine.sent)
			await ask(server, 'POST', target, { cookie: house.cookie, body: mine.last });
	await stop(server);
}

async function strike(house, latest) {
	const told = { sent: new Set(), acknowledged: new Set(), seated: new Set(), saves: 0, heads: {} };
	const server = await serve(house.at).ready;

	server.alive = true;
	for (const target of house.evenings)
		told.heads[target] = { sent: 0, acknowledged: 0 };
	const busy = [answerAll(house, server, told), seatAll(house, server, told), ...house.evenings.map((target) => writeDown(house, server, told, target))];
	await sleep(20 + Math.random() * latest);
	server.child.kill('SIGKILL');
	server.alive = false;
	await server.ended;
	await Promise.all(busy);
	return told;
}

// A folder is copied for each blow; a database is put back as it was.
function begin(house) {
	if (!house.url) {
		house.at = copyFolder(house.dir, path.join(scratch, 'struck'));
		return;
	}
	house.at = house.dir;
	house.dump ??= execFileSync('pg_dump', ['--clean', '--if-exists', '-d', house.url], { maxBuffer: 1 << 28 });
	execFileSync('psql', ['-q', '-v', 'ON_ERROR_STOP=1', house.url], { input: house.dump, stdio: ['pipe', 'ignore', 'pipe'] });
}

async function trial(name, url) {
	const house = new House(name, url), seen = { answers: 0, seated: 0, saves: 0 };

	await house.prepare();
	let wrong = house.calls.length > 3 && house.seats.length > 20 && house.evenings.length > 1 ? '' :
		`too little to do: ${house.calls.length} dates, ${house.seats.length} who wait, ${house.evenings.length} evenings`;
	for (let i = 0; i < KILLS && !wrong; i++) {
		begin(house);
		const told = await strike(house, LATEST_MS[name]);
		wrong = compare(house, told, false);
		seen.answers += told.acknowledged.size, seen.seated += told.seated.size, seen.saves += told.saves;
		if (!wrong) {
			await sendAgain(house, told);
			wrong = compare(house, told, true) || await lookOver(house.at);
		}
		if (wrong)
			wrong = `blow ${i + 1}: ${wrong}`;
	}
	report(`${name}: killed ${KILLS} times while ${seen.answers} answers, ${seen.seated} seats and ${seen.saves} evenings were acknowledged: ` +
		'one on the rota, no seat too many, nothing lost', wrong || (seen.answers && seen.seated && seen.saves ? '' : 'one of them never happened'));
}

await trial('SQLite');
const pgDir = path.join(scratch, 'pg');
const pg = (word) => execFileSync('test/pg.sh', [word, pgDir], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
execFileSync('chmod', ['755', scratch]);
process.on('exit', () => pg('stop'));
await trial('PostgreSQL', pg('durable'));
finish();
