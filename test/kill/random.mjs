// random.mjs -- node random.mjs BUILD: killed at random instants while many write, and sometimes while it starts.
//
// KILLS (25) blows.  After each: what was acknowledged is there exactly once, what was under way is there once or
// not at all and exactly once when it is sent again, a text that was changed is no older than the last change that
// was acknowledged, and check and verify find nothing.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { add, ask, copyFolder, finish, lookOver, meetingForm, namesIn, openForm, prepare, report, scratch, serve, sleep, stop } from './house.mjs';

const KILLS = Number(process.env.KILLS ?? 25);
const FORMS = 4; // writers by form, by the API, and one that changes a room again and again
const APIS = 3;
const BLOWS_A_FOLDER = 20;
const LATEST_MS = 400;
const STARTING_MS = 60;
const first = await prepare();

// What one folder has been told: name -> {send, acknowledged}; and the room of the one that moves.
let told, room;
const seen = { blows: 0, starting: 0, acknowledged: 0, underway: 0, ms: 0 };

function note(name, send) {
	const one = { send, acknowledged: false };
	told.set(name, one);
	return one;
}

const good = (answer) => answer.status === 303 || answer.status === 201 || answer.status === 200;

async function writeByForm(server, mark) {
	for (let i = 0; server.alive; i++) {
		const name = `Klub ${mark} ${i}`;
		const page = await openForm(server, first.cookie).catch(() => null);
		if (!page)
			return;
		const body = meetingForm(page, name);
		const one = note(name, (s) => add(s, first.cookie, body));
		if (!good(await one.send(server)))
			return;
		one.acknowledged = true;
		seen.acknowledged++;
	}
}

const json = (server, method, target, key, value) =>
	ask(server, method, target, { cookie: first.cookie, type: 'application/json', body: JSON.stringify(value), headers: { 'Idempotency-Key': key } });

const meeting = (name) => ({
	name, method: 'smart', org: first.form.org, rhythm: 'weekly', weekdays: 'th', every: 1, start_min: '19:00', duration_min: 90,
	first_day: '2017-01-05', mode: 'room', location: first.form.place, state: 'running',
});

async function writeByApi(server, mark) {
	for (let i = 0; server.alive; i++) {
		const name = `Klub ${mark} ${i}`;
		const key = randomUUID();
		const one = note(name, (s) => json(s, 'POST', '/api/v1/meetings', key, meeting(name)));
		if (!good(await one.send(server)))
			return;
		one.acknowledged = true;
		seen.acknowledged++;
	}
}

async function moveAbout(server) {
	while (server.alive) {
		room.sent++;
		if (!good(await json(server, 'PUT', `/api/v1/meetings/${room.slug}`, randomUUID(), { room: `Rum ${room.sent}` })))
			return;
		room.acknowledged = room.sent;
		seen.acknowledged++;
	}
}

// ---- after the blow ----

function compare(names, strict) {
	for (const [name, one] of told) {
		const n = names.get(name) ?? 0;
		if (n > 1)
			return `${name} is there ${n} times`;
		if (n < 1 && (one.acknowledged || strict))
			return `${name} was acknowledged and is lost`;
	}
	return '';
}

async function sendAgain(server) {
	for (const [name, one] of told) {
		if (one.acknowledged)
			continue;
		const answer = await one.send(server);
		if (!good(answer))
			return `${name} sent again answered ${answer.status}`;
		one.acknowledged = true;
		seen.underway++;
	}
	return '';
}

async function lookAtRoom(server) {
	const answer = await ask(server, 'GET', `/api/v1/meetings/${room.slug}`);
	const n = Number(/Rum (\d+)/.exec(answer.text)?.[1]);

	return n >= room.acknowledged && n <= room.sent ? '' : `the room is ${n}, acknowledged ${room.acknowledged}, sent ${room.sent}`;
}

async function afterwards(dir) {
	const server = await serve(dir).ready;
	const wrong = compare(await namesIn(server), false) || await lookAtRoom(server) || await sendAgain(server) ||
		compare(await namesIn(server), true) || await lookOver(dir);

	await stop(server);
	return wrong;
}

// ---- the blows ----

async function strikeWorking(dir) {
	const server = await serve(dir).ready;
	const mark = randomUUID().slice(0, 8);
	const writers = [moveAbout(server)];

	server.alive = true;
	for (let i = 0; i < FORMS; i++)
		writers.push(writeByForm(server, `${mark} f${i}`));
	for (let i = 0; i < APIS; i++)
		writers.push(writeByApi(server, `${mark} a${i}`));
	await sleep(Math.random() * LATEST_MS);
	server.child.kill('SIGKILL');
	server.alive = false;
	await server.ended;
	await Promise.all(writers);
}

async function strikeStarting(dir) {
	const server = serve(dir);

	await sleep(Math.random() * STARTING_MS);
	server.child.kill('SIGKILL');
	await server.ended;
	seen.starting++;
}

async function newFolder() {
	const dir = copyFolder(first.dir, path.join(scratch, 'struck'));
	const server = await serve(dir).ready;
	const made = await json(server, 'POST', '/api/v1/meetings', randomUUID(), { ...meeting('Klub der flytter'), room: 'Rum 0' });

	if (!good(made))
		throw new Error(`the first meeting answered ${made.status}: ${made.text}`);
	told = new Map();
	room = { slug: JSON.parse(made.text).slug, sent: 0, acknowledged: 0 };
	await stop(server);
	return dir;
}

async function strikeAgainAndAgain() {
	let dir;

	for (; seen.blows < KILLS; seen.blows++) {
		if (seen.blows % BLOWS_A_FOLDER === 0)
			dir = await newFolder();
		await (seen.blows % 7 === 6 ? strikeStarting(dir) : strikeWorking(dir));
		const wrong = await afterwards(dir);
		if (wrong)
			return `blow ${seen.blows + 1}: ${wrong}`;
	}
	return '';
}

const wrong = await strikeAgainAndAgain();
report(`killed ${seen.blows} times at random (${seen.starting} while starting): ${seen.acknowledged} acknowledged writes, none lost; ` +
	`${seen.underway} under way, each there once when sent again`, wrong || (seen.acknowledged < KILLS ? 'too few writes for a trial' : ''));
finish();
