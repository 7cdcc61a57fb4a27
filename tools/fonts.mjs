/*
 * fonts.mjs -- node tools/fonts.mjs OUTDIR: the typefaces of what is printed, as a C table.
 *
 * Reads the fonts of web/node_modules, unpacks them from WOFF 1.0 (https://www.w3.org/TR/WOFF/) to the
 * plain form that a drawing library reads, and writes OUTDIR/fonts_made.c and fonts_made.h, which
 * src/kit/draw/fonts.c hands to it.  The same input gives the same bytes.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";

const npm = join(dirname(fileURLToPath(import.meta.url)), "..", "web", "node_modules", "@fontsource");
const HEAD = 44, ROW = 20;                        /* bytes of a WOFF header and of a row of its directory */

/* Danish and English stand in "latin"; "latin-ext" has the rest of Europe's names. */
const FONTS = ["figtree", "atkinson-hyperlegible-next"].flatMap(face => [400, 600].flatMap(weight =>
	["latin", "latin-ext"].map(part => `${face}/files/${face}-${part}-${weight}-normal.woff`)));

function refuse(sentence) {
	console.error("fonts: " + sentence);
	process.exit(1);
}

/* The directory of an OpenType file begins with how to search it by halving. */
function start(woff, n) {
	const head = Buffer.alloc(12 + 16 * n), halves = Math.floor(Math.log2(n)), range = 16 * 2 ** halves;

	head.writeUInt32BE(woff.readUInt32BE(4), 0);
	[n, range, halves, 16 * n - range].forEach((v, i) => head.writeUInt16BE(v, 4 + 2 * i));
	return head;
}

function unpack(woff, path) {
	const n = woff.readUInt16BE(12), head = start(woff, n), parts = [head];
	let offset = head.length;

	if (woff.toString("latin1", 0, 4) !== "wOFF")
		refuse(`${path} is no WOFF file.`);
	for (let i = 0; i < n; i++) {
		const row = HEAD + ROW * i;
		const [from, packed, length, sum] = [4, 8, 12, 16].map(at => woff.readUInt32BE(row + at));
		const stored = woff.subarray(from, from + packed), table = packed < length ? inflateSync(stored) : stored;

		if (table.length !== length)
			refuse(`${path} is damaged.`);
		woff.copy(head, 12 + 16 * i, row, row + 4);
		[sum, offset, length].forEach((v, k) => head.writeUInt32BE(v, 16 + 16 * i + 4 * k));
		parts.push(table, Buffer.alloc((4 - length % 4) % 4));
		offset += (length + 3) & ~3;
	}
	return Buffer.concat(parts);
}

function rows(bytes) {
	const lines = [];

	for (let i = 0; i < bytes.length; i += 32)
		lines.push("\t" + Array.from(bytes.subarray(i, i + 32)).join(","));
	return lines.join(",\n");
}

const HEADER = `/* fonts_made.h -- made by tools/fonts.mjs: typefaces as bytes. */
#ifndef FONTS_MADE_H
#define FONTS_MADE_H

#include <stddef.h>

struct font_bytes {
	const unsigned char *p;
	size_t n;
};
extern const struct font_bytes font_files[];      /* ends with p NULL */

#endif
`;

function main(dir) {
	if (!dir)
		refuse("say where to: node tools/fonts.mjs OUTDIR");
	const files = FONTS.map(path => {
		if (!existsSync(join(npm, path)))
			refuse(`${path} is not there. Run npm ci in web/ first.`);
		return unpack(readFileSync(join(npm, path)), path);
	});

	mkdirSync(dir, { recursive: true });
	writeFileSync(join(dir, "fonts_made.h"), HEADER);
	writeFileSync(join(dir, "fonts_made.c"), ["/* Made by tools/fonts.mjs. */", '#include "fonts_made.h"', "",
		...files.map((bytes, i) => `static const unsigned char font_${i}[] = {\n${rows(bytes)}\n};`), "",
		"const struct font_bytes font_files[] = {", ...files.map((_, i) => `\t{ font_${i}, sizeof font_${i} },`),
		"\t{ NULL, 0 }", "};", ""].join("\n"));
}

main(process.argv[2]);
