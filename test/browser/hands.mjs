/*
 * hands.mjs -- what somebody does with pages, by their words: in a browser window, or with plain forms as curl sends them.
 *
 * A journey that is written with these runs both ways.  A form is known by the button and the fields that it has;
 * what a page says is its <main> as text, the same in both.
 */
import http from 'node:http';
import { said } from './said.mjs';
import { Window } from './window.mjs';

const SIGNS = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
const plain = (s) => s.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, n, x, name) =>
	(n ? String.fromCodePoint(Number(n)) : x ? String.fromCodePoint(parseInt(x, 16)) : SIGNS[name] ?? whole));
const bare = (html) => plain(html.replace(/<[^>]+>/g, '')).replace(/\s+/g, ' ').trim();
const escaped = (s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
// "Close it" and "Close it: Mum": what follows a colon is for those who hear the page.
const named = (words) => new RegExp(`^\\s*${escaped(words)}\\s*(:.*)?$`, 's');
const must = (is, what) => { if (!is) throw new Error(what); };

// What both have: words in their language, and what a page says.
class Hands {
	constructor(house, lang) {
		Object.assign(this, { house, lang });
	}

	words(id, gaps) {
		return typeof id === 'object' ? id.literal : said(this.lang, id, gaps);
	}

	async text() {
		return bare((/<main[^>]*>([\s\S]*)<\/main>/.exec(await this.html()) ?? ['', ''])[1]);
	}

	async says(id, gaps) {
		return (await this.text()).includes(this.words(id, gaps));
	}

	async sees(id, gaps) {
		must(await this.says(id, gaps), `“${this.words(id, gaps)}” is not on ${await this.path()}: ${(await this.text()).slice(0, 300)}`);
	}

	// The value of the choice of this name that reads so.
	async valueOf(name, text) {
		const html = await this.html();
		const all = [...html.matchAll(/<(?:input|option)\b([^>]*)>((?:(?!<input|<option|<\/fieldset|<\/select)[\s\S])*)/g)];
		const select = new RegExp(`<select[^>]* name="${name}"[\\s\\S]*?</select>`).exec(html)?.[0] ?? '';
		const one = all.find(([whole, attrs, after]) => bare(after).includes(text) && (attrs.includes(`name="${name}"`) || select.includes(whole)));
		return one && plain(/value="([^"]*)"/.exec(one[1])[1]);
	}

	async key() {
		return plain(/<code class="code code--key">([^<]+)</.exec(await this.html())?.[1] ?? '');
	}

	// The address of the first link that reads so, without its language.
	async linkTo(text) {
		const one = [...(await this.html()).matchAll(/<a\b[^>]*href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)].find(([, , inside]) => bare(inside).includes(text));
		must(one, `no link reads “${text}” on ${await this.path()}: ${(await this.text()).slice(0, 200)}`);
		return plain(one[1]).replace(this.house.origin, '').replace(`/${this.lang}/`, '/');
	}
}

/* --- in a browser ------------------------------------------------------------------------------------------------- */

async function tap(form, at, on) {
	const box = form.locator(at).first(), label = form.locator(`label:has(${at})`).first();
	if (await box.isChecked() !== on) await (await label.count() ? label : box).click();
}

async function put(form, name, value) {
	const at = `[name="${name}"]`, first = form.locator(at).first();
	const kind = await first.evaluate((e) => (e.tagName === 'INPUT' ? e.type : e.tagName));
	if (kind === 'SELECT') return first.selectOption(value);
	if (kind !== 'radio' && kind !== 'checkbox') return first.fill(String(value));
	if (typeof value === 'boolean') return tap(form, at, value);
	for (const v of [value].flat()) await tap(form, `${at}[value="${v}"]`, true);
}

export class Browsing extends Hands {
	constructor(w) {
		super(w.house, w.lang);
		this.w = w;
	}

	async another() {
		return new Browsing(await new Window(this.house, this.w.browser, this.w).open());
	}

	async close() {
		await this.w.close();
	}

	async go(path, status = 200) {
		await this.w.go(path, status);
	}

	async html() {
		return this.w.page.content();
	}

	async path() {
		const url = new URL(this.w.page.url());
		return (url.pathname + url.search).replace(`/${this.lang}/`, '/');
	}

	async look(kind) {
		await this.w.look(kind);
	}

	inside(is) {
		this.w.inside = is;
	}

	// Fills what is named and presses: status is what must be answered.
	async send(id, fields = {}, { status = 200, to = '' } = {}) {
		const name = named(this.words(id)), { page } = this.w;
		let form = page.locator(to ? `form[action*="${to}"]` : 'form').filter({ has: page.locator('button', { hasText: name }) });
		for (const field of Object.keys(fields)) form = form.filter({ has: page.locator(`[name="${field}"]`) });
		// A menu stands twice on a page, for two widths; and some buttons are seen only when one opens what is around them.
		const all = form.locator('button', { hasText: name }), seen = all.filter({ visible: true }), button = await seen.count() ? seen.first() : all.first();
		form = button.locator('xpath=ancestor::form');
		for (const closed of await button.locator('xpath=ancestor::details[not(@open)]').all()) await closed.locator('summary').first().click();
		for (const [field, value] of Object.entries(fields)) await put(form, field, value);
		this.w.expected = status;
		await Promise.all([page.waitForEvent('load'), button.click()]);
	}

	// Of a file: {status, text}.
	async fetch(path) {
		const r = await this.w.page.request.get(`${this.house.origin}/${this.lang}${path}`);
		return { status: r.status(), text: await r.text() };
	}
}

/* --- with plain forms ------------------------------------------------------------------------------------------------ */

const attrs = (s) => Object.fromEntries([...s.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map((m) => [m[1], plain(m[2] ?? '')]));

// Everything that would be sent if nobody touched it, and the buttons.
function controls(inside) {
	const list = [];
	for (const [, tag, said, rest] of inside.matchAll(/<(input|button|select|textarea)\b([^>]*)>((?:(?!<\/(?:button|select|textarea)>|<input|<button|<select|<textarea)[\s\S])*)/g)) {
		const a = attrs(said);
		if (tag === 'button') list.push({ button: bare(rest), ...a });
		else if (tag === 'select') {
			const options = [...rest.matchAll(/<option\b([^>]*)>/g)].map((m) => attrs(m[1]));
			list.push({ name: a.name, value: (options.find((o) => 'selected' in o) ?? options[0])?.value ?? '', on: true, options });
		} else if (a.type === 'checkbox' || a.type === 'radio') list.push({ name: a.name, value: a.value ?? 'on', on: 'checked' in a, box: a.type });
		else list.push({ name: a.name, value: tag === 'textarea' ? bare(rest) : a.value ?? '', on: true });
	}
	return list;
}

function filled(list, fields) {
	const body = new URLSearchParams();
	for (const c of list) {
		if (c.button !== undefined || !c.name) continue;
		const want = fields[c.name];
		if (want === undefined) {
			if (c.on) body.append(c.name, c.value);
		} else if (c.box) {
			if (want === true || [want].flat().includes(c.value)) body.append(c.name, c.value);
		} else body.append(c.name, String(want));
	}
	return body;
}

export class Curling extends Hands {
	constructor(house, lang) {
		super(house, lang);
		Object.assign(this, { cookie: '', at: '', page: '' });
	}

	async another() {
		return new Curling(this.house, this.lang);
	}

	async close() {}
	async look() {}
	inside() {}

	async html() {
		return this.page;
	}

	async path() {
		return this.at.replace(`/${this.lang}/`, '/');
	}

	// One request and its answer, redirects not followed.
	ask(method, target, body) {
		const headers = { ...(this.cookie ? { Cookie: this.cookie } : {}), ...(body === undefined ? {} : {
			'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }) };
		return new Promise((done, fail) => {
			const req = http.request(new URL(target, this.house.origin), { method, headers }, (res) => {
				const parts = [];
				res.on('data', (part) => parts.push(part));
				res.on('aborted', () => fail(new Error('no whole answer')));
				res.on('end', () => done({ status: res.statusCode, headers: res.headers, text: Buffer.concat(parts).toString() }));
			});
			req.on('error', fail);
			req.end(body);
		});
	}

	async #request(method, target, status, body) {
		let r = await this.ask(method, target, body);
		for (let hops = 0; r.status === 303 && hops < 5; hops++) {
			this.#keep(r);
			target = r.headers.location;
			r = await this.ask('GET', target);
		}
		this.#keep(r);
		must(r.status === status, `${target} answers ${r.status} instead of ${status}: ${bare(r.text).slice(-300)}`);
		this.at = target;
		this.page = r.text;
	}

	#keep(r) {
		for (const c of r.headers['set-cookie'] ?? []) {
			const [pair] = c.split(';');
			this.cookie = /=$|Max-Age=0/.test(pair) || /Max-Age=0/.test(c) ? '' : pair;
		}
	}

	async go(path, status = 200) {
		await this.#request('GET', `/${this.lang}${path}`, status);
	}

	async send(id, fields = {}, { status = 200, to = '' } = {}) {
		const name = named(this.words(id));
		for (const [, said, inside] of this.page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
			const form = attrs(said), list = controls(inside), button = list.find((c) => c.button !== undefined && name.test(c.button));
			if (!button || !(form.action ?? '').includes(to) || Object.keys(fields).some((f) => !list.some((c) => c.name === f))) continue;
			const body = filled(list, fields);
			if (button.name) body.append(button.name, button.value ?? '');
			await this.#request('POST', form.action || this.at, status, String(body));
			return;
		}
		throw new Error(`no form with “${this.words(id)}” and ${Object.keys(fields)} on ${this.at}: ${(await this.text()).slice(0, 300)}`);
	}

	async fetch(path) {
		return this.ask('GET', `/${this.lang}${path}`);
	}
}

/* --- what all of them do ------------------------------------------------------------------------------------------------ */

// The clock of the demonstration: hour, day, week or month (thirty days).
export async function turn(house, what, times = 1) {
	const c = new Curling(house, 'en');
	for (let i = 0; i < times; i++) {
		await c.go('/login');
		const form = /<form\b[^>]*action="([^"]*demo\/clock)"[^>]*>([\s\S]*?)<\/form>/.exec(c.page);
		const answer = await c.ask('POST', form[1], String(new URLSearchParams({ key: /name="key" value="([^"]+)"/.exec(form[2])[1], turn: what })));
		must(answer.status === 303, `the clock answers ${answer.status}`);
	}
}

const WAITS = 8, WAIT_MS = 4000;

// Wrong tries from one network make everybody there wait a while, as the page says: then one waits.
async function patiently(v, path, act, there) {
	for (let i = 0; ; i++) {
		await v.go(path);
		try {
			await act();
			if ((await v.path()).startsWith(there)) break;
		} catch (e) {
			if (i >= WAITS || !/429/.test(e.message)) throw e;
		}
		must(i < WAITS, `${path} does not open: ${(await v.text()).slice(0, 200)}`);
		await new Promise((done) => { setTimeout(done, WAIT_MS); });
	}
	v.inside(true);
}

export const logIn = (v, name) => patiently(v, '/login', () => v.send('Log in', { name, passphrase: 'kun en demonstration' }), '/work');
export const openOwn = (v, key) => patiently(v, '/key', () => v.send('Open my page', { words: key }), '/mine');

export async function logOut(v) {
	await v.send('Log out');
	v.inside(false);
}

export async function closeOwn(v) {
	await v.go('/mine');
	await v.send('Close my page');
	v.inside(false);
}

// A journey twice: in this window, and by plain forms.  The second time others are on their way, in the same house.
export async function bothWays(w, journey) {
	await journey(new Browsing(w), w.where);
	await journey(new Curling(w.house, w.lang), `${w.lang}, plain forms`);
}
