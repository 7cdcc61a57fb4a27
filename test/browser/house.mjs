// house.mjs -- a demonstration folder of our own, served on a free port while the tests look at it.
import { execFile, execFileSync, spawn } from 'node:child_process';
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

class House {
	constructor(program, folder, dir) {
		Object.assign(this, { program, folder, dir, logPath: join(dir, 'log'), listen: '127.0.0.1:0' });
		this.log = openSync(this.logPath, 'a');
	}

	// Again on the port that it had.  inside: a command that starts it in a place of its own.
	async start(inside = []) {
		const [first, ...rest] = [...inside, this.program, 'serve', this.folder, '--listen', this.listen];
		this.child = spawn(first, rest, { env, stdio: ['ignore', 'pipe', this.log] });
		this.ended = new Promise((done) => this.child.on('exit', (code, signal) => done(code ?? signal)));
		this.origin = await address(this.child);
		this.listen = this.origin.slice('http://'.length);
		return this;
	}

	// As when somebody pulls the plug.
	async kill() {
		this.child.kill('SIGKILL');
		return this.ended;
	}

	// In order; comes back with what it ended with.
	async end() {
		this.child.kill('SIGTERM');
		const late = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
		const code = await this.ended;
		clearTimeout(late);
		return code;
	}

	// A command of the program: {code, text}.  typed: what somebody answers.
	run(words, typed = '') {
		return new Promise((done) => {
			const child = execFile(this.program, words, { env }, (error, out, err) => done({ code: error?.code ?? 0, text: `${out}${err}` }));
			child.stdin.end(typed);
		});
	}

	/*
	 * Resolves to what was wrong with the server's life: a bad end, an internal error that was not provoked (told) or a
	 * sanitizer report in its log; '' when nothing was.
	 */
	async stop() {
		const code = await this.end();
		closeSync(this.log);
		const bad = readFileSync(this.logPath, 'utf8').split('\n').filter((l) => /"level":\s*"error"|Sanitizer|runtime error/.test(l) && !this.told?.test(l));
		rmSync(this.dir, { recursive: true });
		return [code === 0 ? '' : `it ended with ${code}`, ...bad.slice(0, 5)].filter(Boolean).join('; ');
	}
}

// dir is for the files of the test.
export async function serveDemo(build) {
	const program = resolve(build, 'samhold'), dir = mkdtempSync(join(tmpdir(), 'samhold-browser-')), folder = join(dir, 'demo');
	execFileSync(program, ['demo', folder], { env, stdio: 'ignore' });
	return new House(program, folder, dir).start();
}

// A folder that is there already, for instance one that was restored; its own directory goes with it.
export async function serveFolder(build, folder) {
	return new House(resolve(build, 'samhold'), folder, mkdtempSync(join(tmpdir(), 'samhold-browser-'))).start();
}
