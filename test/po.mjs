// po.mjs -- the texts of gettext files: [{id, plural, texts, fuzzy, dead}], the header left out.
import { readFileSync } from 'node:fs';

const unquote = (line) => JSON.parse(line.slice(line.indexOf('"')));

export function poRead(path) {
	const entries = [];
	let entry = { texts: [] }, last = null;
	const end = () => {
		if (entry.id) entries.push(entry);
		entry = { texts: [] };
		last = null;
	};
	for (const line of readFileSync(path, 'utf8').split('\n')) {
		if (!line.trim()) end();
		else if (line.startsWith('#,') && line.includes('fuzzy')) entry.fuzzy = true;
		else if (line.startsWith('#~')) entry.dead = true;
		else if (line.startsWith('msgid_plural ')) entry.plural = unquote(line), last = (t) => (entry.plural += t);
		else if (line.startsWith('msgid ')) {
			if (entry.id !== undefined) end();
			entry.id = unquote(line), last = (t) => (entry.id += t);
		} else if (line.startsWith('msgstr')) {
			const i = entry.texts.push(unquote(line)) - 1;
			last = (t) => (entry.texts[i] += t);
		} else if (line.startsWith('"')) last(unquote(line));
	}
	end();
	return entries;
}
