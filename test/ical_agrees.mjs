// ical_agrees.mjs -- does ical.js (Thunderbird's reader) read a calendar of ours as we meant it?
//
//   node test/ical_agrees.mjs feed.ics expected.json
//
// expected.json: [{"uid": "…", "from": "2016-01-01T00:00:00Z", "to": "2018-01-01T00:00:00Z",
//                  "starts": ["2016-12-12T18:00:00Z", …]}, …], from inclusive, to exclusive.
// feed.ics may hold several calendars one behind the other; each must be complete in itself.
// One line for each series that differs, then "N passed, N failed"; exit code 1 when any failed.
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';

const STARTS_MOST = 5000;
// A date may have been moved into the window from beyond its end.
const BEYOND_MS = 60 * 86400 * 1000;

const instant = (text) => {
	const ms = Date.parse(text);
	if (Number.isNaN(ms))
		throw new Error(`"${text}" is not an instant`);
	return ms;
};
const iso = (ms) => new Date(ms).toISOString().replace('.000Z', 'Z');
const isCancelled = (component) => component.getFirstPropertyValue('status') === 'CANCELLED';

// The file must bring its own clocks: nothing may come from a zone that ical.js happens to know.
function zonesOf(calendar) {
	const zones = new Map();

	ICAL.TimezoneService.reset();
	for (const component of calendar.getAllSubcomponents('vtimezone')) {
		const zone = new ICAL.Timezone(component);
		ICAL.TimezoneService.register(zone);
		zones.set(zone.tzid, zone);
	}
	return zones;
}

function missingZone(components, zones) {
	for (const component of components)
		for (const name of ['dtstart', 'recurrence-id', 'exdate'])
			for (const property of component.getAllProperties(name)) {
				const tzid = property.getFirstParameter('tzid');
				if (tzid && !zones.has(tzid))
					return tzid;
			}
	return null;
}

// uid -> [event of the series, events of its changed dates]
function seriesOf(calendar) {
	const series = new Map();

	for (const component of calendar.getAllSubcomponents('vevent')) {
		const uid = component.getFirstPropertyValue('uid');
		const one = series.get(uid) ?? { masters: [], changes: [] };
		(component.hasProperty('recurrence-id') ? one.changes : one.masters).push(component);
		series.set(uid, one);
	}
	return series;
}

function startsOf({ masters, changes }, from, to) {
	const event = new ICAL.Event(masters[0], { strictExceptions: true, exceptions: changes });
	const starts = [];
	const keep = (time, component) => {
		const ms = time.toJSDate().getTime();
		if (ms >= from && ms < to && !isCancelled(component))
			starts.push(ms);
	};

	if (!event.isRecurring()) {
		keep(event.startDate, masters[0]);
		return starts;
	}
	if (isCancelled(masters[0]))
		return starts;
	const dates = event.iterator();
	for (let i = 0, next; i < STARTS_MOST && (next = dates.next()); i++) {
		if (next.toJSDate().getTime() >= to + BEYOND_MS)
			break;
		const { item, startDate } = event.getOccurrenceDetails(next);
		keep(startDate, item.component);
	}
	return starts.sort((a, b) => a - b);
}

function problem(expected, series, zones) {
	const one = series.get(expected.uid);

	if (one.masters.length !== 1)
		return `has ${one.masters.length} events without RECURRENCE-ID`;
	const tzid = missingZone([...one.masters, ...one.changes], zones);
	if (tzid)
		return `uses the zone ${tzid}, which the calendar does not describe`;
	const got = startsOf(one, instant(expected.from), instant(expected.to));
	const want = expected.starts.map(instant);
	const lacking = want.filter((ms) => !got.includes(ms)).map(iso);
	const extra = got.filter((ms, i) => !want.includes(ms) || got.indexOf(ms) !== i).map(iso);
	if (lacking.length || extra.length)
		return `lacks [${lacking.slice(0, 5)}]${lacking.length > 5 ? '…' : ''} and has [${extra.slice(0, 5)}]` +
			`${extra.length > 5 ? '…' : ''} too many (${want.length} wanted, ${got.length} read)`;
	return null;
}

const [feed, list] = process.argv.slice(2);
if (!feed || !list) {
	console.error('usage: node test/ical_agrees.mjs feed.ics expected.json');
	process.exit(2);
}
const END = 'END:VCALENDAR\r\n';
const calendars = readFileSync(feed, 'utf8').split(END).filter((text) => text).map((text) => new ICAL.Component(ICAL.parse(text + END)));
const wanted = new Map(JSON.parse(readFileSync(list, 'utf8')).map((expected) => [expected.uid, expected]));
const read = new Set();
let passed = 0, failed = 0;

function fault(text) {
	console.log(text);
	failed++;
}

for (const calendar of calendars) {
	const zones = zonesOf(calendar);
	const series = seriesOf(calendar);
	for (const uid of series.keys()) {
		read.add(uid);
		// A series that nobody expected is a difference as well.
		const what = wanted.has(uid) ? problem(wanted.get(uid), series, zones) : 'is in the calendar and was not expected';
		if (what)
			fault(`${uid} ${what}`);
		else
			passed++;
	}
}
for (const uid of wanted.keys())
	if (!read.has(uid))
		fault(`${uid} is not in the calendar`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
