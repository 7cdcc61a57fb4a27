// house.mjs -- a demonstration folder of our own, served on a free port while the tests look at it.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const START_MS = 60000, STOP_MS = 20000;
// Old settings of the house are given up on purpose (src/hall/folder.c), so leaks are not counted.
const env = { ASAN_OPTIONS: 'detect_leaks=0', ...process.env, LC_ALL: 'C.UTF-8' };

// The address that the program prints when it listens.
function address(child) {
	return new Promise((done, fail) => {
		let said = '';
		const late = setTimeout(() => fail(new Error('it did not start in time')), START_MS);
		child.on('exit', (code) => fail(new Error(`it ended at once, with ${code}: ${said}`)));
		child.stdout.on('data', (bytes) => {
			said += bytes;
			const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
			if (found) {
				clearTimeout(late);
				done(found[0]);
			}
		});
	});
}

/*
 * {origin, dir, stop()}; dir is for the files of the test.  stop() resolves to what was wrong with the
 * server's life: a bad end, an internal error or a sanitizer report in its log; '' when nothing was.
 */
export async function serveDemo(build) {
	const program = resolve(build, 'samhold'), dir = mkdtempSync(join(tmpdir(), 'samhold-browser-'));
	const folder = join(dir, 'demo'), logPath = join(dir, 'log');
	execFileSync(program, ['demo', folder], { env, stdio: 'ignore' });
	const log = openSync(logPath, 'w');
	const child = spawn(program, ['serve', folder, '--listen', '127.0.0.1:0'], { env, stdio: ['ignore', 'pipe', log] });
	const ended = new Promise((done) => child.on('exit', (code, signal) => done(code ?? signal)));
	const origin = await address(child);

	async function stop() {
		child.kill('SIGTERM');
		const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
		const code = await ended;
		clearTimeout(late);
		closeSync(log);
		const bad = readFileSync(logPath, 'utf8').split('\n').filter((l) => /"level":\s*"error"|Sanitizer|runtime error/.test(l));
		rmSync(dir, { recursive: true });
		return [code === 0 ? '' : `it ended with ${code}`, ...bad.slice(0, 5)].filter(Boolean).join('; ');
	}
	return { origin, dir, stop };
}
