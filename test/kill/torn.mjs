// torn.mjs -- node torn.mjs BUILD: clients that are gone (reset) at every byte of a request, and while they are answered.
//
// The house loses no descriptor and no memory over it, nobody else notices, and the form that was sent again and
// again is saved once.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { add, ask, finish, lookOver, meetingForm, namesIn, prepare, report, serve, sleep, stop } from './house.mjs';

const AT_ONCE = 24;
const STEP = 211; // bytes of an answer
const NAME = 'Klub bag den røde knap';
const first = await prepare();
const body = meetingForm(first.form, NAME);
const server = await serve(first.dir).ready;
const form = Buffer.from(`POST /en/work/meetings/new HTTP/1.1\r\nHost: x\r\nCookie: ${first.cookie}\r\nSec-Fetch-Site: same-origin\r\n` +
	`Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
const page = Buffer.from('GET /en/find?q=klub HTTP/1.1\r\nHost: x\r\n\r\n');

// Sends so much, reads so much of the answer, and is gone.
function tear(bytes, read) {
	return new Promise((resolve) => {
		const socket = net.connect({ host: '127.0.0.1', port: server.port });
		let got = 0;
		const leave = () => socket.resetAndDestroy();
		socket.on('connect', () => socket.write(bytes, () => read || leave()));
		socket.on('data', (part) => (got += part.length) >= read && leave());
		socket.on('error', resolve);
		socket.on('close', resolve);
	});
}

async function tearAll(list) {
	for (let i = 0; i < list.length; i += AT_ONCE)
		await Promise.all(list.slice(i, i + AT_ONCE).map(([bytes, read]) => tear(bytes, read)));
}

const cuts = Array.from({ length: form.length }, (_, i) => [form.subarray(0, i + 1), 0]);
const length = (await ask(server, 'GET', '/en/find?q=klub')).text.length;
const answers = Array.from({ length: Math.floor(length / STEP) }, (_, i) => [page, 1 + i * STEP]);

// Of the server's descriptors: those of its data, of which each of its threads has one reader at most, opened with
// its first request; and all others, by what they are.
function descriptors() {
	const dir = `/proc/${server.child.pid}/fd`;
	const all = readdirSync(dir).flatMap((fd) => {
		try {
			return [readlinkSync(`${dir}/${fd}`)];
		} catch {
			return []; // closed meanwhile
		}
	});
	const data = all.filter((link) => link === `${first.dir}/samhold.db`).length;
	const others = all.filter((link) => !link.startsWith(`${first.dir}/samhold.db`)).map((link) => link.replace(/:.*/, ''));
	return { data, others: others.length, kinds: others.sort().join(' ') };
}

// Who was cut off last is still being answered: waited for until nothing has changed for a second, at most twenty.
async function settled() {
	server.agent.destroy();
	let now = descriptors(), since = Date.now();
	for (const began = since; Date.now() - began < 20000 && Date.now() - since < 1000;) {
		await sleep(50);
		const next = descriptors();
		if (next.kinds !== now.kinds || next.data !== now.data)
			since = Date.now();
		now = next;
	}
	return { ...now, memory: memory(), threads: readdirSync(`/proc/${server.child.pid}/task`).length };
}

// AddressSanitizer holds back what was freed.
const growth = readFileSync(`/proc/${server.child.pid}/maps`, 'utf8').includes('libasan') ? 64 << 10 : 8 << 10;
const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))[1]);

// A first time, so that what is kept for reuse is there; then it may not grow.
await tearAll(cuts);
await tearAll(answers);
const before = await settled();
await tearAll(cuts);
await tearAll(answers);
const quick = Date.now();
const other = await ask(server, 'GET', '/en/find?q=klub');
report(`another visitor gets the own page among ${2 * (cuts.length + answers.length)} who are gone in the middle (${Date.now() - quick} ms)`, other.status === 200 ? '' : `${other.status}`);
const after = await settled();
report(`no descriptor is lost (${after.others})`, after.others > before.others ? `${before.kinds} before, then ${after.kinds}` :
	after.data > after.threads ? `${after.data} readers of ${after.threads} threads` : '');
report(`no memory either (${after.memory - before.memory} KB more)`, after.memory - before.memory < growth ? '' : `${after.memory} KB instead of ${before.memory}`);
const again = await add(server, first.cookie, body);
const there = (await namesIn(server)).get(NAME);
report('the form that was sent by all of them is saved once', again.status === 303 && there === 1 ? await lookOver(first.dir) : `${again.status}, there ${there} times`);
await stop(server);
finish();
