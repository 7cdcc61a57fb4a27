// house.mjs -- a house for trials with its server: made, started, asked, stopped, looked over.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const build = path.resolve(process.argv[2] ?? 'build');
export const samhold = path.join(build, 'samhold');
const PASSPHRASE = 'kun en demonstration';
const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };

// Everything of a trial is under here, and goes with it.
export const scratch = mkdtempSync(path.join(process.env.TRIAL_DIR ?? tmpdir(), 'samhold-trial-'));
const running = new Set();
process.on('exit', () => {
	for (const server of running)
		server.child.kill('SIGKILL');
	rmSync(scratch, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, () => process.exit(1));

// ---- reporting ----

let passed = 0;
let failed = 0;

export function report(name, wrong) {
	if (wrong)
		failed++;
	else
		passed++;
	console.log(`${wrong ? 'not ok' : 'ok'} - ${name}${wrong ? `: ${wrong}` : ''}`);
}

export function finish() {
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed ? 1 : 0);
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// ---- commands ----

// Resolves to {code, text}: what it ended with, and everything that it said.
export function command(...words) {
	return new Promise((resolve) => execFile(samhold, words, { env }, (error, out, err) =>
		resolve({ code: error ? error.code ?? error.signal : 0, text: `${out}${err}` })));
}

export function copyFolder(from, to) {
	rmSync(to, { recursive: true, force: true });
	spawnSync('cp', ['-a', from, to]);
	return to;
}

// '' when check and verify have nothing to say, else what they say.  On a disk that is small for the trial's
// sake check says so each time, and that is right.
export async function lookOver(dir, { small = false } = {}) {
	for (const word of ['check', 'verify']) {
		const done = await command(word, dir);
		const faults = done.text.split('\n').filter((line) => line.startsWith('!'));
		if (small && done.code === 5 && faults.length === 1 && faults[0].startsWith('! Disk:'))
			continue;
		if (done.code !== 0)
			return `${word} says (${done.code}) ${done.text.trim().split('\n').filter((l) => l.startsWith('!') || done.code !== 6).join(' ')}`;
	}
	return '';
}

// ---- the server ----

// Resolves when it listens.  ended: the promise of {code, signal}.
export function serve(dir, ...options) {
	const child = spawn(samhold, ['serve', dir, '--listen', '127.0.0.1:0', ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	const server = { child, dir, port: 0, said: '', agent: new http.Agent({ keepAlive: true }) };

	running.add(server);
	server.ended = new Promise((resolve) => child.on('exit', (code, signal) => {
		running.delete(server);
		server.agent.destroy();
		resolve({ code, signal });
	}));
	server.ready = new Promise((resolve, reject) => {
		const hear = (bytes) => {
			server.said += bytes;
			const at = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(server.said);
			if (at && !server.port) {
				server.port = Number(at[1]);
				resolve(server);
			}
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		server.ended.then((how) => reject(new Error(`ended before it listened (${how.code ?? how.signal}): ${server.said}`)));
	});
	server.ready.catch(() => {});
	return server;
}

export async function stop(server) {
	server.child.kill('SIGTERM');
	return server.ended;
}

// {status, headers, text}, or status 0 when no whole answer came.
export function ask(server, method, target, { cookie, body, type, headers } = {}) {
	return new Promise((resolve) => {
		const nothing = () => resolve({ status: 0, headers: {}, text: '' });
		const req = http.request({
			host: '127.0.0.1', port: server.port, method, path: target, agent: server.agent, timeout: 30000,
			headers: {
				...(cookie ? { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' } : {}),
				...(body === undefined ? {} : { 'Content-Type': type ?? 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }),
				...headers,
			},
		}, (res) => {
			const parts = [];
			res.on('data', (part) => parts.push(part));
			res.on('aborted', nothing);
			res.on('error', nothing);
			res.on('end', () => res.complete && resolve({ status: res.statusCode, headers: res.headers, text: Buffer.concat(parts).toString() }));
		});
		req.on('error', nothing);
		req.on('timeout', () => req.destroy());
		req.end(body);
	});
}

// The cookie of somebody of the demonstration.
export async function logIn(server, name = 'Admin') {
	const form = new URLSearchParams({ name, passphrase: PASSPHRASE });
	const answer = await ask(server, 'POST', '/en/login', { body: String(form) });
	const cookie = answer.headers['set-cookie']?.[0].split(';')[0];

	if (answer.status !== 303 || !cookie)
		throw new Error(`log-in answered ${answer.status}`);
	return cookie;
}

// ---- a meeting, by the form ----

export const keyIn = (page) => /name="key" value="([^"]+)"/.exec(page)?.[1];

// The form's fields of a weekly meeting of this name; org and place are of the demonstration.
export async function openForm(server, cookie, lang = 'en') {
	const page = (await ask(server, 'GET', `/${lang}/work/meetings/new`, { cookie })).text;
	const option = (select) => new RegExp(`<select[^>]*name="${select}"[^]*?</select>`).exec(page)?.[0].match(/value="(\d+)"/)?.[1];
	const found = { key: /<form[^>]*action="[^"]*\/work\/meetings\/new"[^]*?name="key" value="([^"]+)"/.exec(page)?.[1], org: option('org'), place: option('location') };

	if (!found.key || !found.org || !found.place)
		throw new Error('the form of a new meeting has no key, organisation or place');
	return found;
}

export function meetingForm({ key, org, place }, name, more = {}) {
	return String(new URLSearchParams({
		key, name, org, method: 'smart', rhythm: 'weekly', weekdays: 'th', every: '1', start_min: '19.00', duration_min: '90',
		first_day: '2017-01-05', mode: 'room', location: place, openness: 'open', holidays: 'DK', holiday_rule: 'skip',
		newcomers: 'yes', children: 'unknown', sure: '1', then: 'publish', ...more,
	}));
}

export const add = (server, cookie, body, lang = 'en') => ask(server, 'POST', `/${lang}/work/meetings/new`, { cookie, body });

// How often each name stands in the public list.
export async function namesIn(server) {
	const list = await ask(server, 'GET', '/feeds/meetings.json');
	const names = new Map();

	for (const row of JSON.parse(list.text || '[]'))
		names.set(row.name, (names.get(row.name) ?? 0) + 1);
	return names;
}

// A demonstration with its clock standing, a log-in and an open form: {dir, cookie, form}.
export async function prepare(name = 'first', ...options) {
	const dir = path.join(scratch, name);
	const made = await command('demo', dir, ...options);

	if (made.code !== 0)
		throw new Error(`demo says ${made.text}`);
	const server = await serve(dir).ready;
	const cookie = await logIn(server);
	const form = await openForm(server, cookie);
	await stop(server);
	return { dir, cookie, form };
}
