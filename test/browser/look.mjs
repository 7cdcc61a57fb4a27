/*
 * look.mjs -- what every page must be: whole in structure, no wider than the smallest screen, without a
 * violation in axe in light and dark, and walkable with the Tab key alone.
 *
 * What does not change with the language, the colours of the night and the way of the Tab key, is looked at in Danish only.
 * Scripts are off while a visitor walks through the house; they are let on for the moment of looking,
 * because axe is one.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [240, 390, 1280];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Runs in the page: what is wrong with its skeleton.
function skeleton(lang) {
	const wrong = [];
	const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
	const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
	const h1 = document.querySelectorAll('h1');
	if (document.documentElement.lang !== lang) wrong.push(`its language is “${document.documentElement.lang}”`);
	if (h1.length !== 1 || !h1[0].textContent.trim()) wrong.push(`it has ${h1.length} first headings`);
	if (!document.title.trim()) wrong.push('it has no title');
	if (twice.length) wrong.push(`the id ${twice[0]} stands there twice`);
	for (const a of document.querySelectorAll('a[href^="#"]'))
		if (!document.getElementById(a.getAttribute('href').slice(1))) wrong.push(`${a.getAttribute('href')} leads nowhere`);
	if (document.querySelector('script, [style], [onclick]')) wrong.push('it has a script or a style of its own');
	return wrong;
}

// The page at each width; '' or which part sticks out.
async function widths(page, size) {
	const wrong = [];
	for (const width of WIDTHS) {
		await page.setViewportSize({ width, height: size.height });
		const over = await page.evaluate(() => {
			const most = document.documentElement.clientWidth;
			if (document.documentElement.scrollWidth <= most) return '';
			const out = [...document.querySelectorAll('body *')].find((e) => e.getBoundingClientRect().right > most + 1);
			return `${document.documentElement.scrollWidth} px${out ? `, by ${out.tagName.toLowerCase()}.${out.className}` : ''}`;
		});
		if (over) wrong.push(`wider than ${width} px: ${over}`);
	}
	await page.setViewportSize(size);
	return wrong;
}

async function axe(page, whole) {
	await page.evaluate(axeSource);
	const run = (options) => page.evaluate(async (o) => {
		const found = await globalThis.axe.run(document, { resultTypes: ['violations'], ...o });
		return found.violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 160)} (${v.nodes.length})`
			+ (v.id === 'color-contrast' ? ` ${v.nodes[0].any[0]?.message.slice(0, 120)}` : ''));
	}, options);
	const light = await run({ runOnly: { type: 'tag', values: RULES } });
	if (!whole) return light;
	await page.emulateMedia({ colorScheme: 'dark' });
	const dark = await run({ runOnly: { type: 'rule', values: ['color-contrast'] } });
	await page.emulateMedia({ colorScheme: 'light' });
	return [...light, ...dark.map((d) => `in the dark, ${d}`)];
}

// Runs in the page: numbers everything that one can act on; radio buttons of one name are one stop.
function numberStops() {
	const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
		.filter((e) => e.type !== 'hidden' && !e.disabled && e.checkVisibility({ visibilityProperty: true }))
		.filter((e) => e.type !== 'radio' || e.checked || (!document.querySelector(`[name="${e.name}"]:checked`)
			&& document.querySelector(`[type=radio][name="${e.name}"]`) === e));
	stops.forEach((e, i) => (e.dataset.stop = i));
	// Walking begins at the top again, wherever the last click was.
	document.documentElement.tabIndex = -1;
	document.documentElement.focus();
	document.documentElement.removeAttribute('tabindex');
	document.documentElement.blur();
	scrollTo(0, 0);
	return stops.length;
}

// Runs in the page: where the focus is, whether one sees it, and whether a bar lies over it.
function focused() {
	const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
	const name = `${e.tagName.toLowerCase()} “${(e.textContent || e.name || '').trim().slice(0, 30)}”`;
	const ring = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
	const inside = box.width < 2 ? null : document.elementFromPoint(
		Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1));
	const bar = inside?.closest('.top, .tabbar');
	return { stop: e.dataset.stop, name, ring, under: Boolean(bar && !bar.contains(e)) };
}

async function keyboard(page) {
	const count = await page.evaluate(numberStops);
	// A day and a time are several stops each: its parts, and what opens a calendar.
	const parts = 4 * await page.locator('input[type=date], input[type=time]').count();
	const wrong = new Set(), seen = new Set();
	for (let i = 0; i < count + parts + 3 && seen.size < count; i++) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate(focused);
		if (at.stop === undefined) continue;
		seen.add(at.stop);
		if (!at.ring) wrong.add(`no visible focus on ${at.name}`);
		if (at.under) wrong.add(`${at.name} has the focus under a bar`);
	}
	if (seen.size < count) wrong.add(`Tab reaches ${seen.size} of ${count}`);
	return [...wrong].slice(0, 4);
}

const scripts = (w, on) => w.cdp.send('Emulation.setScriptExecutionDisabled', { value: !on });

// All that is wrong with the page that a window shows: { structure, axe, keyboard } as lists.
export async function look(w, walk) {
	const size = w.page.viewportSize(), found = {};
	found.structure = await w.page.evaluate(skeleton, w.lang);
	found.structure.push(...await widths(w.page, size));
	await scripts(w, true);
	found.axe = await axe(w.page, w.lang === 'da');
	if (walk && w.lang === 'da') found.keyboard = await keyboard(w.page);
	await scripts(w, w.scripts);
	return found;
}
