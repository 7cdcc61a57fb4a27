// report.mjs -- one line for each promise, and how many held.
let passed = 0, failed = 0;

// wrong: '' when it held, else what was seen instead.
export function report(name, wrong) {
	if (wrong) failed++;
	else passed++;
	console.log(`${wrong ? 'not ok' : 'ok'} ${passed + failed} - ${name}${wrong ? `: ${wrong}` : ''}`);
}

// One promise that is shown by doing; the first thing that does not go ends it.  Says whether it held.
export async function step(name, act) {
	try {
		await act();
		report(name, '');
		return true;
	} catch (e) {
		report(name, String(e.message ?? e).split('\n').slice(0, 4).join(' '));
		return false;
	}
}

export function summary() {
	console.log(`${passed} passed, ${failed} failed`);
	return failed;
}
