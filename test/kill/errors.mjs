// errors.mjs -- node errors.mjs BUILD: a disk that answers with errors, and limits that are used up.
//
// Whatever the kernel says to a write or a sync, a form is answered kindly and with what was typed in it, reading
// goes on, nothing is acknowledged that is not there, and the same form is saved when the trouble is over.
import { spawn, spawnSync } from 'node:child_process';
import { add, ask, finish, lookOver, meetingForm, namesIn, openForm, prepare, report, serve, stop } from './house.mjs';

const first = await prepare();
let server = await serve(first.dir).ready;

// strace puts an error into calls of the running server, or into those on its write-ahead log; resolves to the
// function that takes it away.
async function inject(calls, error, onLog = true) {
	const where = onLog ? ['-P', `${first.dir}/samhold.db-wal`] : [];
	const child = spawn('strace', ['-f', '-qq', '-p', String(server.child.pid), ...where, '-e', `trace=${calls}`,
		'-e', `inject=${calls}:error=${error}`, '-o', '/dev/null'], { stdio: ['ignore', 'ignore', 'ignore'] });
	const traced = () => spawnSync('grep', ['-c', `TracerPid:\t${child.pid}`, `/proc/${server.child.pid}/status`]).status === 0;

	for (let i = 0; i < 100 && !traced(); i++)
		await new Promise((resolve) => setTimeout(resolve, 20));
	return () => new Promise((resolve) => {
		// With the server it has ended by itself.
		if (child.exitCode !== null || child.signalCode !== null)
			resolve();
		child.on('exit', resolve);
		child.kill('SIGINT');
	});
}

const limit = (bytes) => spawnSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}`]);
const limited = async () => {
	limit('4096:unlimited');
	return async () => limit('unlimited:unlimited');
};

const troubles = [
	['a write that fails', 503, () => inject('pwrite64', 'EIO')],
	['a sync that fails', 503, () => inject('fdatasync', 'EIO')],
	['a quota that is used up', 507, () => inject('pwrite64', 'EDQUOT')],
	['a limit of file sizes', 507, limited],
];

async function meet(n, status, begin) {
	const lang = n % 2 ? 'da' : 'en';
	const name = `Klub på skæv disk ${n}`;
	const body = meetingForm(await openForm(server, first.cookie, lang), name);
	const end = await begin();
	const answer = await add(server, first.cookie, body, lang);
	const finder = await ask(server, 'GET', `/${lang}/find?q=klub${n}`);

	await end();
	if (answer.status !== status || !answer.text.includes(name))
		return `it answered ${answer.status}, ${answer.text.includes(name) ? 'with' : 'without'} what was typed`;
	if (finder.status !== 200)
		return `the finder answered ${finder.status}`;
	const again = await add(server, first.cookie, body, lang);
	const there = (await namesIn(server)).get(name);
	return again.status === 303 && there === 1 ? await lookOver(first.dir) : `sent again it answered ${again.status}, there ${there} times`;
}

for (const [i, [name, status, begin]] of troubles.entries())
	report(`${name} is a kind ${status}, and over when it is over`, await meet(i, status, begin));

// ---- no memory ----

// Then it may die, as it may by any other cause, but it may not keep half of something.
async function meetNoMemory() {
	const name = 'Klub uden hukommelse';
	const body = meetingForm(await openForm(server, first.cookie), name, { description_da: 'ord '.repeat(200) });
	const end = await inject('mmap,mremap,brk', 'ENOMEM', false);
	const large = Array.from({ length: 8 }, () => ask(server, 'POST', '/en/login', { body: `name=${'a'.repeat(8 << 20)}` }));
	const answer = await add(server, first.cookie, body);

	await Promise.all(large);
	await end();
	if (server.child.exitCode !== null || server.child.signalCode !== null) {
		await server.ended;
		server = await serve(first.dir).ready;
	}
	const before = (await namesIn(server)).get(name) ?? 0;
	const again = await add(server, first.cookie, body);
	const there = (await namesIn(server)).get(name) ?? 0;
	if (answer.status === 303 && before !== 1)
		return 'acknowledged and lost';
	return before <= 1 && again.status === 303 && there === 1 ? lookOver(first.dir) : `there ${before} times, then ${there}; sent again it answered ${again.status}`;
}

report('when there is no memory nothing is lost and nothing half done', await meetNoMemory());
await stop(server);
report('the house starts again and nothing is missing', await serve(first.dir).ready.then(async (s) => {
	const names = await namesIn(s);
	await stop(s);
	return troubles.every((_, i) => names.get(`Klub på skæv disk ${i}`) === 1) ? await lookOver(first.dir) : 'some are lost';
}));
finish();
