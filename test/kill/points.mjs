// points.mjs -- node points.mjs BUILD: killed at every write and sync of adding a meeting by its form.
//
// At each of them, and with each write to a file also half done: the house starts again, check and verify find
// nothing, what was acknowledged is there, the meeting is whole or absent, and the same form sent again gives
// exactly one.
import { execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { add, ask, build, copyFolder, finish, lookOver, meetingForm, namesIn, prepare, report, scratch, serve, sleep, stop } from './house.mjs';

const NAME = 'Klub ved kanten';
const POINTS_MOST = 500;
const MISSES = 3; // in a row: one run may make a call more than another
const first = await prepare();
const body = meetingForm(first.form, NAME);

// The tracer beside a server: {said, end}; said resolves to its last line.
async function trace(mode, n, pid) {
	const child = spawn(path.join(build, 'strike'), [mode, String(n), String(pid)], { stdio: ['ignore', 'pipe', 'inherit'] });
	let text = '';
	const said = new Promise((resolve) => child.on('close', () => resolve(text.trim().split('\n').at(-1))));

	await new Promise((resolve) => child.stdout.on('data', (bytes) => {
		text += bytes;
		if (text.includes('ready'))
			resolve();
	}));
	return { said, end: () => child.kill('SIGTERM') };
}

// What a house writes for itself when it starts is done, so that each run counts the same calls.
async function serveQuietly(dir) {
	// The tracer looks into it.
	const server = await serve(dir, '--core').ready;

	while (!/^samhold_write_batches_total [1-9]/m.test((await ask(server, 'GET', '/metrics')).text))
		await sleep(5);
	return server;
}

// Without the word of the daily check: it runs beside, and may or may not have ended before the blow.
const linesOf = (dir) => Number(execFileSync('sqlite3', ['-batch', path.join(dir, 'samhold.db'),
	"SELECT count(*) FROM event WHERE what <> 'hall.checked'"]));

// What an undisturbed one does: how many calls, how many lines of the diary.
async function undisturbed() {
	const dir = copyFolder(first.dir, path.join(scratch, 'whole'));
	const before = linesOf(dir);
	const server = await serveQuietly(dir);
	const tracer = await trace('count', 0, server.child.pid);
	const answer = await add(server, first.cookie, body);

	tracer.end();
	const calls = Number(/counted (\d+)/.exec(await tracer.said)?.[1]);
	await stop(server);
	return { status: answer.status, calls, lines: linesOf(dir) - before, before };
}

// The house after the blow: '' or what is wrong.
async function afterwards(dir, answer, lines) {
	const server = await serve(dir).ready;
	const there = (await namesIn(server)).get(NAME) ?? 0;
	const shown = answer.status === 303 ? (await ask(server, 'GET', answer.headers.location, { cookie: first.cookie })).status : 200;
	const wrong = await lookOver(dir);
	const again = await add(server, first.cookie, body);
	const after = (await namesIn(server)).get(NAME) ?? 0;
	const replayed = again.headers['idempotent-replayed'] === 'true';
	const last = await lookOver(dir);

	await stop(server);
	if (answer.status && answer.status !== 303)
		return `it answered ${answer.status}`;
	if (answer.status === 303 && (there !== 1 || shown !== 200))
		return 'acknowledged and lost';
	if (there > 1 || replayed !== (there === 1))
		return `the meeting is there ${there} times, its key says ${replayed ? 'done' : 'not done'}`;
	if (again.status !== 303 || after !== 1)
		return `sent again it answered ${again.status}, and it is there ${after} times`;
	if (wrong || last)
		return wrong || last;
	const have = linesOf(dir);
	return have === lines ? '' : `${have} lines in the diary instead of ${lines}`;
}

async function strikeAt(mode, n, lines) {
	const dir = copyFolder(first.dir, path.join(scratch, mode));
	const server = await serveQuietly(dir);
	const tracer = await trace(mode, n, server.child.pid);
	const answer = await add(server, first.cookie, body);

	tracer.end();
	const said = await tracer.said;
	if (!said.startsWith('struck')) {
		await stop(server);
		return null;
	}
	await server.ended;
	return { at: said.slice(7).replace(dir, 'DIR'), wrong: await afterwards(dir, answer, lines), acknowledged: answer.status === 303 };
}

async function strikeEverywhere(mode, lines) {
	const points = new Map();
	const faults = [];
	let acknowledged = 0;

	for (let n = 1, missed = 0; n <= POINTS_MOST && missed < MISSES; n++) {
		const one = await strikeAt(mode, n, lines);
		missed = one ? 0 : missed + 1;
		if (!one)
			continue;
		points.set(one.at, (points.get(one.at) ?? 0) + 1);
		acknowledged += one.acknowledged ? 1 : 0;
		if (one.wrong)
			faults.push(`${n} (${one.at}): ${one.wrong}`);
	}
	const all = [...points].map(([at, n]) => `${n} × ${at}`).join(', ');
	return { n: [...points.values()].reduce((a, b) => a + b, 0), acknowledged, all, wrong: faults.join('; ') };
}

const whole = await undisturbed();
report(`adding a meeting by its form works (${whole.calls} writes and syncs, ${whole.lines} lines of the diary)`,
	whole.status === 303 && whole.lines > 0 ? '' : `it answered ${whole.status}`);
const modes = ['before', 'torn'];
const both = await Promise.all(modes.map((mode) => strikeEverywhere(mode, whole.before + whole.lines)));
for (const [i, mode] of modes.entries()) {
	const seen = both[i];
	console.log(`   ${mode}: ${seen.all}`);
	report(`killed at every write and sync${mode === 'torn' ? ', each write half done' : ''}: ${seen.n} points, nothing lost, nothing half done`,
		seen.n >= 10 ? seen.wrong : `only ${seen.n} points; ${seen.wrong}`);
}
finish();
