// stop.mjs -- node stop.mjs BUILD: told to end while many write, and a second one on the same folder.
//
// SIGTERM and SIGINT: it ends by itself with 0 and within ten seconds, every form that got an answer got a whole
// one, what was acknowledged is there, and nothing is left to be recovered.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { add, ask, command, finish, lookOver, meetingForm, namesIn, openForm, prepare, report, serve, sleep, stop } from './house.mjs';

const WRITERS = 12;
const ENDS = 8;
const PATIENCE_MS = 10000;
const first = await prepare();
const acknowledged = [];

// Writes until it gets no answer; '' or what was odd about one.
async function write(server, mark) {
	for (let i = 0; ; i++) {
		const page = await openForm(server, first.cookie).catch(() => null);
		if (!page)
			return '';
		const name = `Klub ${mark} ${i}`;
		const answer = await add(server, first.cookie, meetingForm(page, name));
		if (answer.status === 303)
			acknowledged.push(name);
		else if (answer.status && answer.status !== 503)
			return `a form got ${answer.status}`;
		else
			return '';
	}
}

async function endOne(n) {
	const signal = n % 2 ? 'SIGINT' : 'SIGTERM';
	const server = await serve(first.dir).ready;
	const writers = Array.from({ length: WRITERS }, (_, i) => write(server, `${n}.${i}`));

	await sleep(100 + Math.random() * 200);
	const began = Date.now();
	server.child.kill(signal);
	const how = await Promise.race([server.ended, sleep(PATIENCE_MS).then(() => ({ code: 'still running' }))]);
	const odd = (await Promise.all(writers)).find((w) => w);
	if (how.code !== 0)
		return `${signal}: it ended with ${how.code ?? how.signal} after ${Date.now() - began} ms: ${server.said}`;
	if (odd)
		return `${signal}: ${odd}`;
	for (const left of ['samhold.db-wal', 'samhold.db-shm', 'control.sock'])
		if (existsSync(path.join(first.dir, left)))
			return `${signal}: ${left} is left behind`;
	return '';
}

async function endAll() {
	for (let n = 0; n < ENDS; n++) {
		const wrong = await endOne(n);
		if (wrong)
			return wrong;
	}
	return acknowledged.length > ENDS * WRITERS ? '' : `only ${acknowledged.length} writes`;
}

const wrong = await endAll();
report(`told to end ${ENDS} times while ${WRITERS} write: it ends in order, ${acknowledged.length} writes acknowledged`, wrong);
const server = await serve(first.dir).ready;
const names = await namesIn(server);
const odd = acknowledged.filter((n) => names.get(n) !== 1);
report('all of them are there exactly once', odd.length ? `of ${odd.length}: ${odd.slice(0, 5).map((n) => `${n} ${names.get(n) ?? 0} times`).join(', ')}` : '');
report('check and verify find nothing', await lookOver(first.dir));

// ---- a second one ----

const second = await command('serve', first.dir, '--listen', '127.0.0.1:0');
report('a second server on the same folder is refused with a sentence',
	second.code === 5 && second.text.startsWith(`samhold: a server is running on ${first.dir}. Stop it first`) ? '' : `${second.code}: ${second.text}`);
const other = await command('serve', first.dir, '--listen', `127.0.0.1:${server.port}`);
report('and leaves the first one alone', other.code === 5 && (await ask(server, 'GET', '/readyz')).status === 200 ? '' : `${other.code}: ${other.text}`);
await stop(server);
const taken = await serve(first.dir).ready;
const elsewhere = (await prepare('elsewhere')).dir;
const blocked = await command('serve', elsewhere, '--listen', `127.0.0.1:${taken.port}`);
report('a port that somebody else has is named', blocked.code !== 0 && blocked.text.includes(String(taken.port)) && !/errno|bind\(/.test(blocked.text) ? '' : `${blocked.code}: ${blocked.text}`);
await stop(taken);
finish();
