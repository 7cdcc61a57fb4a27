// proxy.mjs -- node test/proxy.mjs SECURE DIRECT [PLAIN]: the ordinary site through a server in front of it.
//
// SECURE speaks HTTP/2 over TLS, DIRECT is our own port behind it, PLAIN the port that leads to SECURE.
import http from 'node:http';
import http2 from 'node:http2';

const [secure, direct, plain] = process.argv.slice(2).map(Number);
const REPORTS_AN_HOUR = 5;
const LARGE = 25 << 20;
const PARALLEL = 60;
const origin = `https://127.0.0.1:${secure}`;
let passed = 0;
let failed = 0;

function report(name, wrong) {
	if (wrong)
		failed++;
	else
		passed++;
	console.log(`${wrong ? 'not ok' : 'ok'} - ${name}${wrong ? `: ${wrong}` : ''}`);
}

const lines = new Map();

// One connection for each address that we come from.
function line(from) {
	if (!lines.has(from) || lines.get(from).closed || lines.get(from).destroyed) {
		const session = http2.connect(origin, { rejectUnauthorized: false, localAddress: from });
		session.on('error', () => {});
		lines.set(from, session);
	}
	return lines.get(from);
}

// {status, headers, text}, status 0 when the other side had no answer.
function ask(method, path, { headers, body, from = '127.0.0.1' } = {}) {
	return new Promise((resolve) => {
		const stream = line(from).request({ ':method': method, ':path': path, ...headers,
			...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) }, { endStream: body === undefined });
		const parts = [];
		const answer = { status: 0, headers: {}, text: '' };
		stream.on('response', (h) => Object.assign(answer, { status: h[':status'], headers: h }));
		stream.on('data', (part) => parts.push(part));
		stream.on('error', () => {});
		stream.on('close', () => resolve({ ...answer, text: Buffer.concat(parts).toString() }));
		if (body !== undefined)
			stream.end(body);
	});
}

const inside = (path) => new Promise((resolve) => http.get({ host: '127.0.0.1', port: direct, path, agent: false }, (res) => {
	let text = '';
	res.on('data', (part) => { text += part; });
	res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, text }));
}));

// ---- pages ----

const home = await ask('GET', '/en/find?q=smart');
const same = await inside('/en/find?q=smart');
const unkeyed = (page) => page.replace(/name="key" value="[^"]*"/g, '');
report('a page comes over HTTP/2, the same as without anybody in front', home.status === 200 && unkeyed(home.text) === unkeyed(same.text) ? '' : `${home.status}, ${home.text.length} bytes instead of ${same.text.length}`);
const kept = Object.keys(same.headers).filter((name) => !['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'].includes(name));
const changed = kept.filter((name) => home.headers[name] !== same.headers[name]);
report(`each of our ${kept.length} headers arrives unchanged`, kept.length > 8 ? changed.join(', ') : `only ${kept.length} headers`);
const packed = await ask('GET', '/en/find?q=smart', { headers: { 'accept-encoding': 'gzip' } });
report('compressed as we compress', packed.headers['content-encoding'] === 'gzip' && packed.text !== home.text ? '' : `${packed.status} ${packed.headers['content-encoding']}`);
const many = await Promise.all(Array.from({ length: PARALLEL }, (_, i) => ask('GET', `/da/find?q=samtidig${i}`)));
report(`${PARALLEL} visitors on one line get each the own page`, many.every((a, i) => a.status === 200 && a.text.includes(`value="samtidig${i}"`)) ? '' : 'pages were mixed up');
if (plain) {
	const led = await new Promise((resolve) => http.get({ host: '127.0.0.1', port: plain, path: '/da/find?q=x', agent: false, headers: { Host: 'samhold.example.org' } }, resolve));
	report('plain HTTP leads to the same page over TLS', led.statusCode === 301 && led.headers.location === 'https://samhold.example.org/da/find?q=x' ? '' : `${led.statusCode} ${led.headers.location}`);
}

// ---- forms ----

const login = String(new URLSearchParams({ name: 'Admin', passphrase: 'kun en demonstration' }));
const entered = await ask('POST', '/en/login', { body: login, headers: { origin } });
const cookie = entered.headers['set-cookie']?.[0].split(';')[0];
report('a log-in works', entered.status === 303 && cookie ? '' : `it answers ${entered.status}`);
const page = await ask('GET', '/en/work/orgs/new', { headers: { cookie } });
const key = /action="[^"]*\/work\/orgs\/new"[^]*?name="key" value="([^"]+)"/.exec(page.text)?.[1];
const org = String(new URLSearchParams({ key, name: 'Bag ved en anden', kind: 'association', sure: '1' }));
const strange = await ask('POST', '/en/work/orgs/new', { body: org, headers: { cookie, origin: 'https://elsewhere.example.org' } });
report('a form of another site is refused', strange.status === 403 ? '' : `it answers ${strange.status}`);
const saved = await ask('POST', '/en/work/orgs/new', { body: org, headers: { cookie, origin } });
report('our own is saved', saved.status === 303 ? '' : `it answers ${saved.status}`);
const twice = await ask('POST', '/en/work/orgs/new', { body: org, headers: { cookie, origin } });
report('and not twice', twice.status === 303 && twice.headers.location === saved.headers.location ? '' : `it answers ${twice.status}`);
const large = await ask('POST', '/en/login', { body: Buffer.alloc(LARGE, 97) });
report('what is too large is refused', large.status === 413 || large.status === 0 ? '' : `it answers ${large.status}`);
const long = await ask('GET', '/en/', { headers: { 'x-long': 'a'.repeat(60000) } });
report('a head that is too long is refused', [0, 400, 413, 431].includes(long.status) ? '' : `it answers ${long.status}`);

// ---- who asks ----

const meetings = [...new Set([...(await inside('/api/v1/meetings')).text.matchAll(/"slug":\s*"([^"]+)"/g)].map(([, slug]) => slug))];

// The client says that it comes from elsewhere; only what the server in front saw may count.
async function tell(slug, from, said) {
	const form = await ask('GET', `/en/meetings/${slug}/report`, { from });
	const hidden = /action="[^"]*\/report"[^]*?name="key" value="([^"]+)"/.exec(form.text)?.[1];
	return (await ask('POST', `/en/meetings/${slug}/report`, { from, body: String(new URLSearchParams({ key: hidden, kind: 'locked', words: '' })),
		headers: { origin, 'x-forwarded-for': said } })).status;
}

const told = [];
for (let i = 0; i <= REPORTS_AN_HOUR; i++)
	told.push(await tell(meetings[i], '127.0.0.1', `203.0.${i}.7`));
report('limits count the client that the server in front saw, not the one that a client names',
	told.slice(0, REPORTS_AN_HOUR).every((s) => s === 303) && told[REPORTS_AN_HOUR] === 429 ? '' : `they answer ${told}`);
const other = await tell(meetings[REPORTS_AN_HOUR], '127.77.0.1', '203.0.1.7');
report('and somebody from elsewhere is not held back by it', other === 303 ? '' : `it answers ${other}`);

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
