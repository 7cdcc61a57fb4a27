// visitor.mjs -- what somebody does who has never been here: find, read, report, and leave.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './report.mjs';

const must = (is, what) => { if (!is) throw new Error(what); };

async function finding(w) {
	await step(`home shows the next eight meetings and two doors (${w.where})`, async () => {
		await w.go('/');
		await w.heading('Find support near you');
		must(await w.page.locator('article').count() === 8, 'not eight meetings');
		await w.link('Help now', { within: '.foot' });
		await w.sees('For someone close to a person');
		await w.look('home');
	});
	await step(`a typed town brings the meetings near it (${w.where})`, async () => {
		await w.go('/');
		await w.write('Town or postcode', 'varde');
		await w.press('Search');
		await w.sees({ literal: 'Frivillighuset i Prøvegade' });
		await w.look('finder');
	});
	await step(`a postcode does the same (${w.where})`, async () => {
		await w.go('/find');
		await w.write('Town or postcode', '8000');
		await w.press('Search');
		await w.sees({ literal: 'Huset i Prøvevej' });
	});
	await step(`a town that nobody knows is answered with the nearest spellings (${w.where})`, async () => {
		await w.go('/');
		await w.write('Town or postcode', 'Vradde');
		await w.press('Search');
		await w.sees('Did you mean');
		must(await w.page.locator('article').count() > 8, 'the list is not whole');
		await w.look('unknown town');
		await w.follow({ literal: 'Varde' }, { within: '.notice' });
		await w.sees({ literal: 'Frivillighuset i Prøvegade' });
	});
	await step(`nothing found says which choice to let go (${w.where})`, async () => {
		await w.go('/');
		await w.write('Town or postcode', 'Varde');
		await w.choose('When?', 'sa');
		await w.page.locator('main summary').first().click();
		await w.choose('How far', '5');
		await w.choose('Method', 'smart');
		await w.press('Search');
		await w.sees('Nothing fits all of your choices');
		await w.look('nothing found');
		await w.page.locator('.empty a.btn').first().click();
		await w.page.locator('article').first().waitFor();
	});
	await step(`text, filters and the week stay in the address (${w.where})`, async () => {
		await w.go('/find?q=familie&place=Aarhus');
		await w.sees({ literal: 'Familie og venner i Aarhus' });
		await w.follow('Week', { within: '.tabs' });
		must(new URL(w.page.url()).searchParams.get('q') === 'familie', 'the words are gone');
		await w.page.locator('.week').waitFor();
		await w.look('week');
		await w.follow('Map', { within: '.tabs' });
		await w.page.locator('.map svg').first().waitFor();
		await w.look('map');
	});
	await step(`a long list has pages (${w.where})`, async () => {
		await w.go('/find?when=any');
		await w.follow('Show the next 20', { within: '.pager' });
		await w.sees('Page {page} of {pages}', { page: 2, pages: 3 });
	});
}

async function oneMeeting(w) {
	await step(`two taps from home to the address (${w.where})`, async () => {
		await w.go('/');
		await w.page.locator('article h3 a').first().click();
		await w.sees('Good to know');
		must((await w.text('.dl dd')).some((t) => /\b\d{4} /.test(t)), 'no address with its postcode');
		await w.look('meeting');
	});
	await step(`a meeting goes into the calendar (${w.where})`, async () => {
		await w.go('/meetings/torsdagsgruppen-varde');
		const [file] = await Promise.all([w.page.waitForEvent('download'), w.follow('Add to calendar')]);
		const path = join(w.house.dir, 'one.ics');
		await file.saveAs(path);
		const text = readFileSync(path, 'utf8');
		must(text.startsWith('BEGIN:VCALENDAR\r\n') && text.includes('RRULE:FREQ=WEEKLY'), 'no calendar with a rhythm');
		must(file.suggestedFilename().endsWith('.ics'), `it is called ${file.suggestedFilename()}`);
	});
	await step(`two taps say that the door was locked, and the page says so at once (${w.where})`, async () => {
		await w.go('/meetings/tirsdagsgruppen-amager');
		await w.follow('Something wrong?');
		await w.look('report');
		await w.press('The door was locked');
		await w.heading('Thank you');
		await w.look('reported');
		await w.follow('Back to the page');
		await w.sees('A visitor reported a mistake today. Check before you go.');
		await w.look('meeting with a report');
	});
	await step(`a cancelled evening is struck through with its reason (${w.where})`, async () => {
		await w.go('/find?when=any');
		await w.page.locator('article.off').first().waitFor();
		must(await w.page.locator('article.off .chip--late').count() > 0, 'no reason');
	});
	await step(`a meeting that has ended says so (${w.where})`, async () => {
		await w.go('/meetings/tirsdagsgruppen-oksboel');
		await w.sees('This meeting has ended.');
		await w.look('ended meeting');
	});
}

async function otherDoors(w) {
	await step(`families have a door of their own (${w.where})`, async () => {
		await w.go('/');
		await w.follow('For families');
		await w.heading('For families and friends');
		must((await w.text('article h3')).some((t) => t.startsWith('Familie og venner')), 'no group for families');
		await w.look('families');
	});
	await step(`who answers the phone now is one tap away from every page (${w.where})`, async () => {
		await w.go('/meetings/torsdagsgruppen-varde');
		await w.page.locator('.urgent a[href$="/help-now"]').click();
		await w.heading('Help now');
		must(await w.page.locator('a[href^="tel:"]').count() >= 4, 'too few numbers');
		await w.look('help now');
	});
	for (const [path, kind] of [['/about', 'about'], ['/accessibility', 'accessibility'], ['/orgs/frise', 'organisation'],
		['/embed', 'to embed'], ['/login', 'log-in'], ['/welcome', 'code']])
		await step(`${kind} stands (${w.where})`, async () => {
			await w.go(path);
			await w.look(kind);
		});
	await step(`the other language is one tap away, on the same page (${w.where})`, async () => {
		await w.go('/find?place=Varde');
		await w.page.locator('.top a[hreflang]').click();
		await w.page.waitForURL(/\/(da|en)\/find\?place=Varde/);
		must(!w.page.url().includes(`/${w.lang}/`), 'the language is the same');
	});
	await step(`leaving shows a calendar and no way back (${w.where})`, async () => {
		await w.go('/find');
		await w.page.locator('.top .leave').click();
		await w.page.waitForURL('**/leave');
		must(await w.page.locator('a:not(.skip)').count() === 0, 'the calendar leads back');
		await w.look('leave');
	});
	await step(`a page that does not exist says so and shows the way (${w.where})`, async () => {
		await w.go('/meetings/en-gruppe-som-ikke-findes', 404);
		await w.sees('Start from the front page.');
		await w.look('not found');
	});
	await step(`a list of others shows in its frame (${w.where})`, async () => {
		await w.page.goto(`${w.house.origin}/embed/${w.lang}/meetings?org=frise`);
		await w.page.locator('article').first().waitFor();
		w.expected = 200;
		await w.look('embed');
		await w.page.goto(`${w.house.origin}/embed/${w.lang}/support?kind=housing`);
		await w.look('embed of support');
	});
}

async function paper(w) {
	await step(`paper has the list and the numbers, without the things of a screen (${w.where})`, async () => {
		await w.go('/find?place=Aarhus');
		await w.page.emulateMedia({ media: 'print' });
		for (const gone of ['.top nav', '.search', '.tabs', '.foot nav', '.side .map'])
			must(!await w.page.locator(gone).first().isVisible(), `${gone} is printed`);
		must(await w.page.locator('article').first().isVisible(), 'no meetings on paper');
		await w.go('/help-now');
		must(await w.page.locator('.due a[href^="tel:"]').first().isVisible(), 'no numbers on paper');
		await w.page.emulateMedia({ media: 'screen' });
	});
}

export async function visitor(w) {
	await finding(w);
	await oneMeeting(w);
	await otherDoors(w);
	await paper(w);
}

// With scripts on nothing may be different: there are none.
export async function visitorInShort(w) {
	await step(`scripts change nothing: find, read, report (${w.where})`, async () => {
		await w.go('/');
		await w.write('Town or postcode', 'Tønder');
		await w.press('Search');
		await w.page.locator('article h3 a').first().click();
		await w.follow('Something wrong?');
		must(await w.page.locator('script').count() === 0, 'there is a script');
		await w.press('Wrong day or time');
		await w.heading('Thank you');
	});
	await oneMeeting(w);
}
