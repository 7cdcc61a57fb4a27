// errors.mjs -- node errors.mjs BUILD: a disk that answers with errors, and limits that are used up.
//
// Whatever the kernel says to a write or a sync, a form is answered kindly and with what was typed in it, reading
// goes on, nothing is acknowledged that is not there, and the same form is saved when the trouble is over.
import { spawn, spawnSync } from 'node:child_process';
import { add, ask, finish, lookOver, meetingForm, namesIn, openForm, prepare, report, serve, stop } from './house.mjs';

const first = await prepare();
const server = await serve(first.dir).ready;

// strace puts an error into the calls of the running server; resolves to the function that takes it away.
async function inject(call, error) {
	const child = spawn('strace', ['-f', '-qq', '-p', String(server.child.pid), '-P', `${first.dir}/samhold.db-wal`, '-e', `trace=${call}`,
		'-e', `inject=${call}:error=${error}`, '-o', '/dev/null'], { stdio: ['ignore', 'ignore', 'inherit'] });
	const traced = () => spawnSync('grep', ['-c', `TracerPid:\t${child.pid}`, `/proc/${server.child.pid}/status`]).status === 0;

	for (let i = 0; i < 100 && !traced(); i++)
		await new Promise((resolve) => setTimeout(resolve, 20));
	return () => new Promise((resolve) => {
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
await stop(server);
report('the house starts again and nothing is missing', await serve(first.dir).ready.then(async (s) => {
	const names = await namesIn(s);
	await stop(s);
	return troubles.every((_, i) => names.get(`Klub på skæv disk ${i}`) === 1) ? await lookOver(first.dir) : 'some are lost';
}));
finish();
