// said.mjs -- the words of a page in its language: tests name them as the source does, in English.
import { readdirSync } from 'node:fs';
import { poRead } from '../po.mjs';

const parts = new URL('../../po/parts/', import.meta.url);
const danish = new Map();
for (const name of readdirSync(parts).filter((n) => n.endsWith('.da.po')))
	for (const e of poRead(new URL(name, parts)))
		if (!e.dead) {
			danish.set(e.id, e.texts[0]);
			if (e.plural) danish.set(e.plural, e.texts[1]);
		}

// A text that has no Danish is an error of the test: a label that was renamed must not be looked for in vain.
export function said(lang, id, gaps = {}) {
	if (!danish.has(id)) throw new Error(`no page says “${id}”`);
	const text = lang === 'da' ? danish.get(id) : id;
	return text.replace(/\{([a-z_]+)\}/g, (whole, name) => gaps[name] ?? whole);
}
