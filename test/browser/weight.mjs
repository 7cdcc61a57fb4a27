/*
 * weight.mjs -- what a public page costs on a slow connection: the budgets of the design, as failures.
 *
 *   page ≤ 8 KB and style sheet ≤ 9 KB compressed; the first load of all with the font ≤ 45 KB in ≤ 4 requests;
 *   the home page ≤ 25 KB as it is (S-101).
 */
import { request } from 'node:http';
import { report } from './report.mjs';

const KB = 1024;
const PAGE_MOST = 8 * KB, SHEET_MOST = 9 * KB, FIRST_MOST = 45 * KB, REQUESTS_MOST = 4, HOME_MOST = 25 * KB;
export const PUBLIC_PAGES = ['/', '/find', '/find?place=Aarhus', '/find?view=week', '/find?view=map', '/find?when=any', '/find?place=Vradde',
	'/families', '/help-now', '/about', '/accessibility', '/embed', '/paper', '/paper?form=pocket&area=aarhus', '/outreach', '/login', '/welcome', '/orgs/frise',
	'/meetings/torsdagsgruppen-varde', '/meetings/torsdagsgruppen-varde/report', '/leave'];

// {bytes on the way, headers}
function fetchRaw(url, headers) {
	return new Promise((done, fail) => {
		request(url, { headers }, (r) => {
			let n = 0;
			r.on('data', (d) => (n += d.length));
			r.on('end', () => done({ n, headers: r.headers, status: r.statusCode }));
		}).on('error', fail).end();
	});
}

async function compressed(origin, path, most) {
	const got = await fetchRaw(origin + path, { 'Accept-Encoding': 'gzip' });
	const wrong = got.status !== 200 ? `answers ${got.status}` : got.headers['content-encoding'] !== 'gzip' ? 'is not compressed'
		: got.n > most ? `weighs ${got.n} bytes, ${most} are allowed` : '';
	report(`${path} weighs at most ${most / KB} KB (${(got.n / KB).toFixed(1)})`, wrong);
}

// The first load in a browser that has nothing yet.
async function firstLoad(browser, origin, path) {
	const context = await browser.newContext();
	const page = await context.newPage(), cdp = await context.newCDPSession(page);
	const urls = new Map();
	let bytes = 0;
	await cdp.send('Network.enable');
	cdp.on('Network.requestWillBeSent', (e) => !e.request.url.startsWith('data:') && urls.set(e.requestId, e.request.url));
	cdp.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength));
	await page.goto(origin + path, { waitUntil: 'networkidle' });
	await page.evaluate(() => document.fonts.ready.then(() => 0));
	await context.close();
	return { bytes, urls: [...urls.values()] };
}

export async function weight(browser, house) {
	const sheet = (await firstLoad(browser, house.origin, '/da/')).urls.find((u) => u.endsWith('.css'));
	await compressed(house.origin, new URL(sheet).pathname, SHEET_MOST);
	for (const lang of ['da', 'en'])
		for (const path of PUBLIC_PAGES) await compressed(house.origin, `/${lang}${path}`, PAGE_MOST);
	for (const lang of ['da', 'en']) {
		const plain = await fetchRaw(`${house.origin}/${lang}/`, {});
		report(`the home page is at most 25 KB as it is (${lang}, ${(plain.n / KB).toFixed(1)})`, plain.n > HOME_MOST ? `${plain.n} bytes` : '');
	}
	for (const path of PUBLIC_PAGES) {
		const { bytes, urls } = await firstLoad(browser, house.origin, `/da${path}`);
		const wrong = bytes > FIRST_MOST ? `${bytes} bytes` : urls.length > REQUESTS_MOST ? urls.join(' ') : '';
		report(`the first load of /da${path} is at most 45 KB in 4 requests (${(bytes / KB).toFixed(1)} in ${urls.length})`, wrong);
	}
}
