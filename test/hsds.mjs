// hsds.mjs -- the whole HSDS interface of a demonstration, held against the standard's own schemas.
//
//   node test/hsds.mjs BUILD
//
// Every page of every list, every thing by its id, flat and full, as 3.1, as 3.1 with our profile merged in, and as
// 3.0; the exports as trees and as packages of tables with types and keys.  Nothing additional is allowed anywhere.
// The same exports of a real directory that came in, which is held against the form in which it was published.
// The schemas are CC BY-SA and stay beside the repository: standards/hsds in $SAMHOLD_SHARED, else ../shared.
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { merged, pageOf, schemaOf, table, validator } from './hsds_valid.mjs';

const build = process.argv[2] || 'build';
const schemas = join(process.env.SAMHOLD_SHARED || '../shared', 'standards/hsds');
const lists = { services: 'service', organizations: 'organization', service_at_locations: 'service_at_location',
	taxonomies: 'taxonomy', taxonomy_terms: 'taxonomy_term' };
const SHOWN_MOST = 20;
let passed = 0, failed = 0;

function check(what, wrong) {
	if (!wrong.length) {
		passed++;
	} else if (failed++ < SHOWN_MOST) {
		console.log(`${what}\n\t${wrong.slice(0, 5).join('\n\t')}`);
	}
}

async function started(folder) {
	const house = spawn(`${build}/samhold`, ['serve', folder, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
	const origin = await new Promise((resolve, reject) => {
		let said = '';
		const hear = (chunk) => {
			said += chunk;
			const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
			if (found) resolve(found[0]);
		};
		house.stdout.on('data', hear);
		house.stderr.on('data', hear);
		house.on('exit', () => reject(new Error(`the house did not start: ${said}`)));
	});
	return { house, base: `${origin}/hsds` };
}

async function read(url, options) {
	const answer = await fetch(url, options);
	if (answer.status !== 200) return { wrong: [`status ${answer.status}`] };
	if (answer.headers.get('access-control-allow-origin') !== '*') return { wrong: ['no CORS'] };
	return { data: await answer.json() };
}

// A list in pages of seven, so that there is a middle one; each thing by its id as well.
async function list(base, path, version, query, patch) {
	const shape = lists[path], small = !['services', 'organizations', 'service_at_locations'].includes(path);
	const schema = (flat) => merged(schemaOf(schemas, small ? '3.1' : version, shape, flat), shape, patch);
	const page = validator(pageOf(schemas, '3.1', schema(true))), one = validator(schema(false));
	const seen = new Set();
	for (let n = 1; ; n++) {
		const { data, wrong } = await read(`${base}/${path}?per_page=7&page=${n}&${query}`);
		check(`${version} ${path} page ${n}`, wrong || page(data));
		if (wrong) return;
		for (const item of data.contents) {
			check(`${version} ${path} ${item.id} twice`, seen.has(item.id) ? ['on two pages'] : []);
			seen.add(item.id);
			const whole = await read(`${base}/${path}/${item.id}?full_service=true&${query}`);
			check(`${version} ${path}/${item.id}`, whole.wrong || one(whole.data));
		}
		if (data.last_page) {
			check(`${version} ${path} total`, data.total_items === seen.size ? [] : [`${data.total_items} said, ${seen.size} seen`]);
			break;
		}
	}
	const posted = await read(`${base}/${path}?${query}`, { method: 'POST', body: new URLSearchParams({ per_page: '3' }) });
	check(`${version} POST ${path}`, posted.wrong || page(posted.data));
}

function unpacked(zip, folder) {
	mkdirSync(folder, { recursive: true });
	writeFileSync(`${folder}.zip`, zip);
	execFileSync('node', ['-e', 'const z=require("jszip"),f=require("fs");z.loadAsync(f.readFileSync(process.argv[1])).then(async(p)=>{' +
		'for(const n of Object.keys(p.files))f.writeFileSync(process.argv[2]+"/"+n,await p.files[n].async("nodebuffer"))})', `${folder}.zip`, folder],
		{ cwd: 'test' });
	return `${folder}/datapackage.json`;
}

async function exports(folder, temporary) {
	for (const [version, suffix] of [['3.1', ''], ['3.0', '-3.0']]) {
		const written = (format) => execFileSync(`${build}/samhold`, ['export', format + suffix, folder], { maxBuffer: 1 << 28 });
		const trees = JSON.parse(written('hsds-json')), one = validator(schemaOf(schemas, version, 'service', false));
		for (const tree of trees) check(`${version} exported ${tree.id}`, one(tree));
		check(`${version} package`, await table(unpacked(written('hsds'), join(temporary, `package-${version}`)), () => {}));
	}
}

// --- a real directory in, out, and in elsewhere --------------------------------------------------------------------------

const run = (...args) => execFileSync(`${build}/samhold`, args, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
const is = (what, got, want) => check(what, got === want ? [] : [`${got} instead of ${want}`]);

function empty(folder) {
	run('init', folder, '--name', 'Oversigt', '--lang', 'da', '--area', 'DK', '--origin', 'http://127.0.0.1:8080');
	return folder;
}

function taken(what, folder, file, source, counts, ...more) {
	const report = JSON.parse(run('import', 'hsds', file, folder, '--source', source, '--yes', '--json', ...more));
	is(what, [report.new, report.changed, report.unchanged, report.refused, report.gone].join(' '), counts);
	return report;
}

// What a person does on the pages, for all of them at once: a stage, a look, what they help with; and at each house something is given.
function published(folder) {
	const sql = (text) => execFileSync('sqlite3', [join(folder, 'samhold.db'), text]);
	sql("UPDATE service SET state = 'running', stages = 'rss', verified_at = CAST(strftime('%s', 'now') AS INTEGER), verified_by = 'keeper'");
	sql("INSERT INTO service_fact (service, field, value) SELECT id, 'topics', 'legal' FROM service");
	sql(`WITH s AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k, count(*) OVER () AS n FROM service),
		l AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS k FROM location)
		INSERT INTO service_place (service, location, position) SELECT s.id, l.id, l.k / s.n FROM l JOIN s ON s.k = l.k % s.n`);
}

const rowsOf = (path) => {
	const [head, ...rows] = csv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
	return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
};

function csv(text) {
	const rows = [[]];
	for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
		rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		if (end !== ',') rows.push([]);
	}
	return rows.filter((row) => row.length > 1);
}

// "Name MO 09:00 17:00" of every line of hours, sorted.
const clock = (text) => text.replace(/^(\d):/, '0$1:').slice(0, 5);

function asPublished(places, schedules) {
	const name = new Map(places.map((l) => [l.id, l.name]));
	return schedules.filter((s) => s.opens_at).map((s) => {
		const slip = clock(s.closes_at) <= clock(s.opens_at);
		return [name.get(s.location_id), s.weekday.slice(0, 2).toUpperCase(), clock(s.opens_at), slip ? `${s.opens_at}–${s.closes_at}` : clock(s.closes_at)].join(' ');
	}).sort();
}

function asExported(trees) {
	const places = new Map(trees.flatMap((s) => s.service_at_locations || []).map((at) => [at.location.id, at.location]));
	return [places, [...places.values()].flatMap((l) => (l.schedules || []).flatMap((s) => s.byday.split(',').map((day) =>
		[l.name, day, clock(s.opens_at), s.closes_at ? clock(s.closes_at) : (s.notes || s.description || '').match(/[0-9:]+–[0-9:]+/)?.[0]].join(' ')))).sort()];
}

const stamps = (text) => text.toString().replace(/"last_modified":"[^"]*"/g, '');

async function directory(temporary) {
	const published_at = join(process.env.SAMHOLD_SHARED || '../shared', 'data/hsds-directory/spec/fixtures/custom/ilao/output');
	if (!existsSync(published_at)) {
		console.log(`LEFT OUT: ${published_at} is not there`);
		return;
	}
	const here = empty(join(temporary, 'here')), there = empty(join(temporary, 'there'));
	const first = taken('a real directory', here, published_at, 'Illinois', '982 0 0 1 0', '--kind', 'case-management');
	is('what was refused', first.rows.find((row) => row.verdict === 'refused').field, 'services.csv: id');
	taken('the second time', here, published_at, 'Illinois', '0 0 982 1 0');
	is('what is public before a person has looked', run('export', 'hsds-json', here).toString(), '[]');
	published(here);
	await exports(here, join(temporary, 'real'));
	const out = run('export', 'hsds-json', here), trees = JSON.parse(out);
	is('services', trees.length, 429);
	const [places, hours] = asExported(trees), want = asPublished(rowsOf(`${published_at}/locations.csv`), rowsOf(`${published_at}/regular_schedules.csv`));
	is('places', places.size, 520);
	is('lines of hours', hours.length, want.length);
	check('hours as published', want.filter((line, i) => line !== hours[i]));
	writeFileSync(join(temporary, 'out.json'), out);
	writeFileSync(join(temporary, 'out.zip'), run('export', 'hsds', here));
	for (const [file, folder] of [['out.json', there], ['out.zip', empty(join(temporary, 'yonder'))]]) {
		const report = JSON.parse(run('import', 'hsds', join(temporary, file), folder, '--source', 'Naboen', '--json'));
		is(`refused of ${file}`, report.refused, 0);
		is(`${file} out again`, stamps(run('export', 'hsds-json', folder)) === stamps(out), true);
		taken(`${file} again`, folder, join(temporary, file), 'Naboen', `0 0 ${report.new} 0 0`);
	}
}

async function main() {
	const temporary = mkdtempSync(join(tmpdir(), 'hsds-')), folder = join(temporary, 'folder');
	let house;
	try {
		execFileSync(`${build}/samhold`, ['demo', folder], { stdio: 'ignore' });
		const begun = await started(folder);
		house = begun.house;
		const patch = { schedule: (await (await fetch(`${begun.base}/profile/schedule.json`)).json()) };
		for (const path of Object.keys(lists)) {
		await list(begun.base, path, '3.1', 'profile=none');
		await list(begun.base, path, '3.1', '', patch);
		}
		for (const path of Object.keys(lists).slice(0, 3)) await list(begun.base, path, '3.0', 'version=3.0');
		await exports(folder, temporary);
		await directory(temporary);
	} finally {
		if (house) house.kill('SIGTERM');
		rmSync(temporary, { recursive: true, force: true });
	}
}

if (!existsSync(schemas)) {
	console.log(`LEFT OUT: ${schemas} is not there`);
} else {
	await main();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
