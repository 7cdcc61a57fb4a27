/*
 * browser.mjs -- the whole house in a real browser: node test/browser.mjs BUILD [--pictures DIR] [--only WHO] [--in "da 390"]
 *
 * A visitor, a keeper and an administrator walk through a demonstration in Danish and English, on a phone
 * and at a desk, with scripts off and, shorter, with scripts on.  Every page on the way is looked at (see
 * browser/look.mjs) and weighed (browser/weight.mjs).  Ends with "N passed, N failed".
 */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { absence } from './browser/away.mjs';
import { administrator } from './browser/administrator.mjs';
import { arrival } from './browser/arrival.mjs';
import { calls } from './browser/calls.mjs';
import { evening } from './browser/evening.mjs';
import { helper } from './browser/helper.mjs';
import { serveDemo } from './browser/house.mjs';
import { keeper } from './browser/keeper.mjs';
import { lost } from './browser/lost.mjs';
import { ride } from './browser/ride.mjs';
import { mother } from './browser/mother.mjs';
import { paper } from './browser/paper.mjs';
import { partner } from './browser/partner.mjs';
import { power } from './browser/power.mjs';
import { programme } from './browser/programme.mjs';
import { report, summary } from './browser/report.mjs';
import { support } from './browser/support.mjs';
import { visitor, visitorInShort } from './browser/visitor.mjs';
import { weight } from './browser/weight.mjs';
import { week } from './browser/week.mjs';
import { Window } from './browser/window.mjs';
import { year } from './browser/year.mjs';

const { positionals: [build], values: { pictures, only, in: inside } } = parseArgs({
	allowPositionals: true, options: { pictures: { type: 'string' }, only: { type: 'string' }, in: { type: 'string' } },
});
if (!build) {
	console.error('usage: node test/browser.mjs BUILD [--pictures DIR] [--only visitor|paper|calls|keeper|helper|evening|week|lost|partner|ride|absence|arrival|year|mother|power|support|programme|administrator|weight] [--in "da 390"]');
	process.exit(2);
}

// Nothing leaves the machine, whatever a page or the browser itself would like to fetch.
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update',
	'--disable-domain-reliability', '--disable-sync', '--no-first-run', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
const JOURNEYS = { visitor, paper, calls, keeper, helper, evening, week, lost, partner, ride, absence, arrival, year, mother, power, support, programme, administrator };

const house = await serveDemo(build);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });

// Whoever turns the clock, or hands people over, has a house of their own: nobody else lives on another day.
const ALONE = new Set([calls, week, lost, partner, ride, absence, arrival, year, mother, power]);

// At a desk they are the same pages: looked at with --in "da 1280".
const BY_PHONE = new Set([calls, absence, arrival, year, mother, power]);

async function walk(journey, options) {
	const own = ALONE.has(journey) ? await serveDemo(build) : null;
	const w = await new Window(own ?? house, browser, { pictures, ...options }).open();
	await journey(w);
	await w.close();
	if (own) report(`its server stops cleanly and has no error in its log (${w.where})`, await own.stop());
}

try {
	// The administrator comes last: the demonstration begins again for the next language and width.
	for (const lang of ['da', 'en'])
		for (const width of [390, 1280])
			for (const [who, journey] of Object.entries(JOURNEYS))
				if ((!only || only === who) && (inside ? inside === `${lang} ${width}` : width === 390 || !BY_PHONE.has(journey))) await walk(journey, { lang, width });
	if (!only && !inside) await walk(visitorInShort, { lang: 'da', width: 390, scripts: true });
	if (!only || only === 'weight') await weight(browser, house);
} finally {
	await browser.close();
	report('the server stops cleanly and has no error in its log', await house.stop());
}
process.exit(summary() ? 1 : 0);
