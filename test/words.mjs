// words.mjs -- is every text there in every language, whole, and in words that we would say to a neighbour?
//
//   node test/words.mjs samhold.pot da po/parts/*.da.po
//
// One line for each fault, then "N passed, N failed"; exit code 1 when any failed.
import { poRead } from './po.mjs';

const [pot, lang, ...parts] = process.argv.slice(2);
if (!pot || !parts.length) {
	console.error('usage: node test/words.mjs samhold.pot LANG PART.po…');
	process.exit(2);
}

// Words that we do not put on people (ux.md 4.3).  \p{L} so that "rent" is not "ren".
const word = (list) => new RegExp(`(?<!\\p{L})(?:${list})(?!\\p{L})`, 'iu');
const AVOID = {
	en: word('addicts?|junkies?|abusers?|alcoholics?|substance abuse|clean|dirty|codependents?|enablers?|no-shows?|drop-?outs?|non-compliant|compliant|the homeless|referrals?|clients?|patients?'),
	da: word('misbrug\\p{L}*|narkoman\\p{L}*|junkie\\p{L}*|alkoholiker\\p{L}*|clean|beskidt\\p{L}*|tørlagt\\p{L}*|medafhængig\\p{L}*|udeblev\\p{L}*|henvis(?:e|er|t|ning|ninger|ningen)|klient\\p{L}*|patient\\p{L}*|ugyldig\\p{L}*|desværre|selvfølgelig'),
};
// The name of a fellowship is a name: "Narcotics Anonymous (NA)".
const NAME = /\([A-Z]{2,}\)$/;
const DANISH = word('og|ikke|det|din|dit|hvis|skal|møder?');
// The same in both languages by right: names, and words that travel.
const SAME_LETTERS_MOST = 24;

const gaps = (text) => [...new Set(text.match(/\{[a-z_]+\}/g) ?? [])].sort().join(' ');
const end = (text) => /[.?:…]$/.exec(text.trim())?.[0] ?? '';

function faultOfText(id, text) {
	if (!text) return 'is empty';
	if (gaps(id) !== gaps(text)) return `has the gaps [${gaps(text)}] instead of [${gaps(id)}]`;
	if (/ /.test(id) && end(id) !== end(text)) return `ends with "${end(text)}" instead of "${end(id)}"`;
	if (/^\s|\s$/.test(id) !== /^\s|\s$/.test(text)) return 'has blanks around it, or has lost them';
	if (text === id && id.length > SAME_LETTERS_MOST && / /.test(id)) return 'is still English';
	const bad = NAME.test(id) ? null : AVOID[lang]?.exec(text);
	if (bad) return `says "${bad[0]}"`;
	return text.includes('!') ? 'shouts' : null;
}

function faultOfSource(entry) {
	const bad = NAME.test(entry.id) ? null : AVOID.en.exec(entry.id);
	if (bad) return `says "${bad[0]}" in English`;
	if (DANISH.test(entry.id)) return 'is Danish in the English source';
	return entry.id.includes('!') ? 'shouts in English' : null;
}

let passed = 0, failed = 0;
function report(id, what) {
	if (!what) return void passed++;
	failed++;
	console.log(`${JSON.stringify(id)} ${what}`);
}

const wanted = new Map(poRead(pot).map((e) => [e.id, e]));
const have = new Map();
for (const part of parts)
	for (const e of poRead(part)) {
		const was = have.get(e.id);
		if (was && was.texts.join('|') !== e.texts.join('|'))
			report(e.id, `is said in two ways: "${was.texts[0]}" in ${was.part}, "${e.texts[0]}" in ${part}`);
		if (!was) have.set(e.id, { ...e, part });
	}

for (const [id, source] of wanted) {
	const e = have.get(id);
	const ids = source.plural ? [id, source.plural] : [id];
	report(id, faultOfSource(source));
	if (!e) report(id, `has no ${lang}`);
	else if (e.fuzzy) report(id, 'is fuzzy');
	else if (e.texts.length !== ids.length) report(id, `has ${e.texts.length} forms instead of ${ids.length}`);
	else report(id, e.texts.map((t, i) => faultOfText(ids[i], t)).find(Boolean) ?? null);
}
for (const [id, e] of have)
	if (!wanted.has(id)) report(id, `stands in ${e.part} and is said nowhere`);

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
