// drill.mjs -- node drill.mjs BUILD: the backup drill as the README tells it, by somebody who knows nothing else.
//
// The commands are read out of the README; only its folders become ours.  The house that comes back is compared with
// the old one page by page, for a visitor and for the administrator; a damaged backup says which part and leaves nothing.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask, build, command, finish, logIn, report, scratch, serve, stop } from './kill/house.mjs';

const PAGES_MOST = 400;
const house = path.join(scratch, 'house');
const usb = path.join(scratch, 'usb');
const trial = path.join(scratch, 'trial');

// ---- what the README says ----

const readme = readFileSync('README.md', 'utf8');
const drill = readme.split('### The backup drill')[1]?.split('\n## ')[0] ?? '';
const told = [...drill.matchAll(/`(samhold (?:backup|restore|check|serve) [^`]+)`/g)].map((m) => m[1].replace(/\s+/g, ' '));
const words = told.map((line) => line.split(' ').slice(1));
const [first, nightly, restore, check, look] = words;

const newest = () => path.join(usb, readdirSync(usb).filter((name) => /^samhold-\d{4}-\d\d-\d\d-\d{4}\.backup$/.test(name)).sort().at(-1) ?? 'none');
const ours = (word) => word.replace(/^\/mnt\/usb\/samhold-[\d-]+\.backup$/, () => newest())
	.replace('/srv/samhold', house).replace('/mnt/usb', usb).replace('/tmp/trial', trial);

// Somebody types the key from the paper.
function typed(key, args) {
	return new Promise((resolve) => {
		const child = execFile(path.join(build, 'samhold'), args, { env: { ...process.env, LC_ALL: 'C.UTF-8' } }, (error, out, err) =>
			resolve({ code: error?.code ?? 0, text: `${out}${err}` }));
		child.stdin.end(`${key}\n`);
	});
}

// ---- page by page ----

// What may differ: keys of forms, and pages about this machine and this log-in.
const steady = (text) => text.replace(/(name="key" value=")[^"]+/g, '$1…').replace(/127\.0\.0\.1:\d+/g, 'HERE');
const isAsked = (href) => /^\/(en|da)(\/|$)/.test(href) && !/\/(leave|logout|work\/house|work\/me)\b/.test(href) && !/\.(pdf|xlsx)$/.test(href);
const linksOf = (text) => [...text.matchAll(/ href="([^"#]+)/g)].map((m) => m[1].replace(/&amp;/g, '&')).filter(isAsked);

async function compare(a, b, cookies) {
	const waiting = cookies ? ['/en/work', '/da/work'] : ['/en/', '/da/'], seen = new Set(waiting), differs = [];
	let n = 0;

	for (; waiting.length && n < PAGES_MOST; n++) {
		const target = waiting.shift();
		const [one, other] = await Promise.all([ask(a, 'GET', target, { cookie: cookies?.[0] }), ask(b, 'GET', target, { cookie: cookies?.[1] })]);
		if (one.status !== 200 || other.status !== 200 || steady(one.text) !== steady(other.text))
			differs.push(`${target} (${one.status}, ${other.status})`);
		for (const href of linksOf(one.text))
			if (!seen.has(href) && href.includes('/work') === Boolean(cookies))
				seen.add(href), waiting.push(href);
	}
	return { n, differs };
}

async function compareAll() {
	const a = await serve(house).ready;
	const b = await serve(...look.slice(1).map(ours)).ready;

	for (const who of ['a visitor', 'the administrator']) {
		const cookies = who === 'a visitor' ? null : [await logIn(a), await logIn(b)];
		const { n, differs } = await compare(a, b, cookies);
		report(`${n} pages are the same for ${who}`, n < PAGES_MOST / 2 ? 'too few pages' : differs.slice(0, 4).join(', '));
	}
	await stop(a);
	await stop(b);
}

// ---- the drill ----

report('the README tells a backup, one every night, a restore, a check and a look',
	words.map((w) => w[0]).join(' ') === 'backup backup restore check serve' && nightly.includes('--keep') ? '' : told.join('; '));
mkdirSync(usb);
await command('demo', house);
const server = await serve(house).ready;
const paper = await command(...first.map(ours));
const key = /\n +((?:[A-Za-z0-9]{4}[- ]){13}[A-Za-z0-9]{4})\s/.exec(paper.text)?.[1];
report('the first backup, while the house is served, prints a key of fourteen groups of four', paper.code === 0 && key ? '' : paper.text);
const night = await command(...nightly.map(ours));
report('the one of every night asks nothing', night.code === 0 && existsSync(newest()) ? '' : night.text);
await stop(server);

const broken = path.join(usb, 'samhold-2000-01-01-0000.backup');
const bytes = readFileSync(newest());
bytes[bytes.length >> 1] ^= 4;
const back = await typed(key, restore.map(ours));
report('the restore asks for the key and makes the folder', back.code === 0 && existsSync(trial) ? '' : back.text);
const fits = await command(...check.map(ours));
report('the check finds nothing', fits.code === 0 ? '' : fits.text);
await compareAll();

writeFileSync(broken, bytes);
const nowhere = path.join(scratch, 'nowhere');
const refused = await typed(key, ['restore', broken, nowhere]);
report('a damaged backup says which part is damaged and restores nothing',
	refused.code !== 0 && /damaged in its part \S+/.test(refused.text) && !existsSync(nowhere) && !existsSync(`${nowhere}.part`) ? '' : refused.text);
const wrongKey = await typed(key.replace(/.$/, (c) => (c === '2' ? '3' : '2')), ['restore', newest(), nowhere]);
report('a key with a wrong letter opens nothing', wrongKey.code !== 0 && !existsSync(nowhere) ? '' : wrongKey.text);
finish();
