/*
 * window.mjs -- one person at one browser window: a language, a width, with or without scripts.
 *
 * It does what a person does, by the words on the page, and notices what no person sees: a request to
 * somebody else, a cookie before log-in, a complaint in the console.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { look } from './look.mjs';
import { report } from './report.mjs';
import { said } from './said.mjs';

const WAIT_MS = 20000;
const HEIGHTS = { 390: 844, 1280: 900 };
const looked = new Set();

export class Window {
	constructor(house, browser, { lang, width, scripts = false, pictures }) {
		Object.assign(this, { house, browser, lang, width, scripts, pictures, noticed: [], expected: 200, inside: false });
	}

	// Tells the windows of one run apart in lists and names.
	get mark() {
		return `${this.lang} ${this.width}`;
	}

	get where() {
		return `${this.lang}, ${this.width} px${this.scripts ? ', with scripts' : ''}`;
	}

	async open() {
		this.context = await this.browser.newContext({
			viewport: { width: this.width, height: HEIGHTS[this.width] }, locale: this.lang, reducedMotion: 'reduce', acceptDownloads: true,
		});
		this.page = await this.context.newPage();
		this.page.setDefaultTimeout(WAIT_MS);
		this.cdp = await this.context.newCDPSession(this.page);
		await this.cdp.send('Emulation.setScriptExecutionDisabled', { value: !this.scripts });
		this.page.on('request', (r) => this.#request(r.url()));
		this.page.on('response', (r) => this.#response(r));
		this.page.on('pageerror', (e) => this.noticed.push(`script: ${e.message}`));
		this.page.on('console', (m) => {
			// A refusal that the test asked for is in the console as well; and that nobody answers, while the plug is pulled.
			if (this.struck && m.text().includes('net::ERR_')) return;
			if (['error', 'warning'].includes(m.type()) && !(this.expected >= 400 && m.text().includes(`${this.expected}`)))
				this.noticed.push(`console: ${m.text()}`);
		});
		return this;
	}

	#request(url) {
		if (!url.startsWith(`${this.house.origin}/`)) this.noticed.push(`a request to ${url}`);
	}

	#response(r) {
		const want = r.request().isNavigationRequest() ? this.expected : 200;
		if (r.status() >= 400 && r.status() !== want) this.noticed.push(`${r.status()} from ${new URL(r.url()).pathname}`);
	}

	say(id, gaps) {
		return said(this.lang, id, gaps);
	}

	async go(path, status = 200) {
		this.expected = status;
		const r = await this.page.goto(`${this.house.origin}/${this.lang}${path}`);
		if (r.status() !== status) throw new Error(`${path} answers ${r.status()} instead of ${status}`);
	}

	// The visible one of several: a menu stands twice on a page, for two widths.
	async #seen(locator, what) {
		await locator.first().waitFor({ state: 'attached' });
		for (const one of await locator.all()) if (await one.isVisible()) return one;
		throw new Error(`${what} is on the page, but not to be seen`);
	}

	// A text of the source in the language of the window, or one written down by the test as {literal}.
	#words(id, gaps) {
		return typeof id === 'object' ? id.literal : this.say(id, gaps);
	}

	async link(id, { within = 'body', gaps, exact = true } = {}) {
		const name = this.#words(id, gaps);
		return this.#seen(this.page.locator(within).getByRole('link', { name, exact }), `the link “${name}”`);
	}

	async follow(id, options) {
		await (await this.link(id, options)).click();
	}

	// status: what the answer must be when it is a refusal.
	async press(id, { within = 'body', gaps, exact = true, status = 200 } = {}) {
		const name = this.#words(id, gaps);
		const button = await this.#seen(this.page.locator(within).getByRole('button', { name, exact }), `the button “${name}”`);
		this.expected = status;
		await button.click();
	}

	// A field by its label, with or without "(optional)" behind it.
	#field(id) {
		const label = this.say(id).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		return this.page.getByLabel(new RegExp(`^\\s*${label}(\\s*\\(.*)?\\s*$`, 'i')).first();
	}

	async write(id, text) {
		await this.#field(id).fill(text);
	}

	async choose(id, option) {
		await this.#field(id).selectOption(option);
	}

	async tick(id) {
		await this.#field(id).check();
	}

	async sees(id, gaps) {
		await this.page.getByText(this.#words(id, gaps)).first().waitFor({ state: 'visible' });
	}

	async heading(id, gaps) {
		await this.page.getByRole('heading', { level: 1, name: this.#words(id, gaps) }).waitFor();
	}

	async text(selector) {
		return (await this.page.locator(selector).allInnerTexts()).map((t) => t.trim());
	}

	// Everything that a page must be; in full only the first time that a language sees this kind of page at this width.
	async look(kind) {
		const key = `${kind} ${this.where}`;
		if (looked.has(key)) return;
		looked.add(key);
		const found = await look(this, !this.scripts);
		for (const [what, wrong] of Object.entries(found)) report(`${kind} (${this.where}): ${what}`, wrong.slice(0, 6).join('; '));
		if (!this.inside && (await this.context.cookies()).length) this.noticed.push(`a cookie on ${kind}, before log-in`);
		if (this.pictures) await this.#picture(kind);
	}

	async #picture(kind) {
		mkdirSync(this.pictures, { recursive: true });
		await this.page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
		for (const scheme of ['light', 'dark']) {
			await this.page.emulateMedia({ colorScheme: scheme });
			await this.page.screenshot({ path: join(this.pictures, `${kind.replace(/\W+/g, '-')}-${this.lang}-${this.width}-${scheme}.png`), fullPage: true });
		}
		await this.page.emulateMedia({ colorScheme: 'light' });
	}

	async close() {
		report(`nothing odd happened beside the pages (${this.where})`, [...new Set(this.noticed)].slice(0, 6).join('; '));
		await this.context.close();
	}
}
