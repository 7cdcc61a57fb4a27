// api_valid.mjs -- does our interface answer as its own description says, and is the description one that others can use?
//
//   node test/api_valid.mjs http://127.0.0.1:18080
//
// The description (OpenAPI 3.1) is looked at by a public linter with its strict rules; then every address that can be
// read is asked in many ways, and each answer is held against the schema that the description gives for its status.
// The Meeting Guide feed of the same house is held against the types of the specification.
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spec from '@code4recovery/spec';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const base = process.argv[2];
let passed = 0, failed = 0;

function say(what, faults) {
	if (!faults.length) {
		passed++;
		return;
	}
	failed++;
	console.log(`${what}:`);
	for (const fault of faults.slice(0, 10))
		console.log(`  ${fault}`);
}

async function get(path, more) {
	const answer = await fetch(base + path, more);
	const text = await answer.text();
	return { status: answer.status, type: (answer.headers.get('content-type') ?? '').split(';')[0], text };
}

// --- the description -------------------------------------------------------------------------------------------------

const description = await get('/api/openapi.json');
const api = JSON.parse(description.text);
const ajv = formats(new Ajv({ strict: false, allErrors: true, validateFormats: true }));

ajv.addSchema({ $id: 'api', components: api.components });

async function lint() {
	// How a list may be used is said by the house that makes it, not by the program.
	const config = await createConfig({ extends: ['recommended-strict'], rules: { 'info-license': 'off' } });
	const problems = await lintFromString({ source: description.text, absoluteRef: '/openapi.json', config });
	say('the linter', problems.map((p) => `${p.ruleId}: ${p.message} ${p.location?.[0]?.pointer ?? ''}`));
}

function compiled(schema) {
	return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')));
}

// "GET /api/v1/meetings/{slug}" -> what an answer of a status must look like
const operations = Object.entries(api.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({
	method: method.toUpperCase(), path, operation,
	pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
	answers: Object.fromEntries(Object.entries(operation.responses).map(([status, response]) => [status,
		Object.fromEntries(Object.entries(response.content ?? {}).map(([type, media]) => [type, compiled(media.schema)]))])),
})));
const seen = new Set();

function fault(method, path, answer) {
	const found = operations.find((o) => o.method === method && o.pattern.test(path.split('?')[0]));
	const status = found && (found.answers[answer.status] ? String(answer.status) : `${Math.floor(answer.status / 100)}XX`);

	if (!found)
		return ['is not described'];
	const known = found.answers[status];
	if (!known)
		return [`${answer.status} is not described`];
	if (!known[answer.type])
		return [`${answer.status} comes as ${answer.type}, described are ${Object.keys(known)}`];
	seen.add(`${method} ${found.path} ${status}`);
	const validate = known[answer.type];
	return validate(JSON.parse(answer.text)) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

async function ask(path, status = 200, method = 'GET', body) {
	const more = body === undefined ? { method } : { method, body, headers: { 'Content-Type': 'application/json' } };
	const answer = await get(path, more);
	const wrong = fault(method, path, answer);

	if (answer.status !== status)
		wrong.push(`${answer.status} instead of ${status}`);
	say(`${method} ${path}`, wrong);
	return answer.status === 200 ? JSON.parse(answer.text) : null;
}

// --- asking ----------------------------------------------------------------------------------------------------------------

const day = (n) => new Date(Date.UTC(2016, 11, 12 + n)).toISOString().slice(0, 10);

async function readAll(what) {
	const slugs = [];
	let page = 1, list;
	do {
		list = await ask(`/api/v1/${what}?per_page=100&page=${page++}`);
		slugs.push(...list[what].map((m) => m.slug));
	} while (page <= list.pages);
	say(`all ${what} once`, slugs.length === list.total && new Set(slugs).size === slugs.length ? [] : [`${slugs.length} of ${list.total}`]);
	return slugs;
}

const slugs = await readAll('meetings');
const services = await readAll('services');
await lint();
for (const slug of services) {
	await ask(`/api/v1/services/${slug}`);
	await ask(`/api/v1/services/${slug}?lang=en`);
}
for (const filter of ['kind=housing', 'kind=transportation&area=varde', 'area=varde', 'org=frise', 'lang=en', 'page=99', 'per_page=20&page=2'])
	await ask(`/api/v1/services?${filter}`);
await ask('/api/v1/services/nobody-knows-this', 404);
await ask('/api/v1/services', 401, 'POST', '{"kind":"housing"}');
await ask(`/api/v1/services/${services[0]}`, 401, 'PUT', '{"name_en":"Nobody"}');
for (const slug of slugs) {
	await ask(`/api/v1/meetings/${slug}`);
	await ask(`/api/v1/meetings/${slug}?lang=en`);
	await ask(`/api/v1/occurrences?slug=${slug}&from=${day(0)}&to=${day(800)}`);
}
for (const filter of ['q=gruppe', 'place=Varde', 'place=6800&km=50', 'when=week', 'when=now', 'when=today', 'when=tonight', 'when=weekend',
	'when=any', 'day=tu', 'day=tu&time=evening', 'method=smart', 'audience=women', 'language=en', 'area=varde', 'room=1', 'online=1',
	'stepfree=1', 'children=1', 'newcomers=1', 'relatives=1', 'old=1', 'lang=en', 'q=zzzzzz', 'page=99', 'per_page=20&page=2'])
	await ask(`/api/v1/meetings?${filter}`);
for (let n = 0; n < 700; n += 62)
	await ask(`/api/v1/occurrences?from=${day(n)}&to=${day(n + 61)}`);
await ask('/api/v1/meetings/nobody-knows-this', 404);
await ask(`/api/v1/occurrences?slug=nobody-knows-this&from=${day(0)}&to=${day(1)}`, 404);
await ask('/api/v1/occurrences?from=2016-02-30&to=2016-03-01', 400);
await ask(`/api/v1/occurrences?from=${day(0)}&to=${day(200)}`, 400);
await ask('/api/v1/meetings', 401, 'POST', '{"name":"Nobody"}');
await ask(`/api/v1/meetings/${slugs[0]}`, 401, 'PUT', '{"name":"Nobody"}');

for (const o of operations)
	if (o.method === 'GET' && !seen.has(`GET ${o.path} 200`))
		say(`GET ${o.path}`, ['was not asked']);

// --- Meeting Guide ------------------------------------------------------------------------------------------------------------

// A method that is not that of the specification is a type of its own, M-SMART, in every feed.
const isType = (type) => spec.isMeetingType(type) || /^M-[A-Z0-9-]+$/.test(type);
const TEXTS = ['slug', 'name', 'time', 'end_time', 'timezone', 'notes', 'updated', 'url', 'location', 'formatted_address', 'region',
	'conference_url', 'conference_phone', 'group', 'website'];

function meetingFaults(m) {
	const wrong = (m.types ?? []).filter((type) => !isType(type)).map((type) => `${m.slug}: ${type} is no type`);

	for (const name of TEXTS)
		if (m[name] !== undefined && typeof m[name] !== 'string')
			wrong.push(`${m.slug}: ${name} is no text`);
	if (!m.slug || !m.name)
		wrong.push(`${m.slug}: slug or name is missing`);
	if (m.day !== undefined && !(Number.isInteger(m.day) && m.day >= 0 && m.day <= 6))
		wrong.push(`${m.slug}: day ${m.day}`);
	for (const name of ['time', 'end_time'])
		if (m[name] !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(m[name]))
			wrong.push(`${m.slug}: ${name} ${m[name]}`);
	if (m.updated !== undefined && !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(m.updated))
		wrong.push(`${m.slug}: updated ${m.updated}`);
	return wrong;
}

const feed = JSON.parse((await get('/feeds/meetings.json')).text);
say('the Meeting Guide feed', feed.flatMap(meetingFaults));
say('short names in the feed', feed.length && new Set(feed.map((m) => m.slug)).size === feed.length ? [] : ['one comes twice']);

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
