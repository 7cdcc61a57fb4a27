// http_odd.mjs -- odd and slow HTTP clients over raw sockets: node test/http_odd.mjs HOST PORT [--tls] [--behind DIRECT]
//
// Two programs that read the same bytes differently can be played against each other, so whatever
// can be read in two ways must be refused: with exactly one clean answer and a closed connection.
// Slow clients must be closed in time, and nobody else may notice them.
//
// With --behind another server stands in front of ours, which listens itself on the port DIRECT.  It may
// repair or refuse in its own way; but only one clean answer or none comes back, ours has seen one request
// at most, and the next visitor, who comes along the same line between the two, gets the own page.

import net from 'node:net';
import tls from 'node:tls';

const [host, port] = process.argv.slice(2);
const direct = Number(process.argv[process.argv.indexOf('--behind') + 1]);
const proxy = process.argv.includes('--behind');
const secure = process.argv.includes('--tls');
const refusals = new Set([400, 408, 411, 413, 414, 417, 421, 431, 501, 505]);
const answerMs = proxy ? 1000 : 3000; // an odd request must be over by then; a proxy may keep its connection
const slowMs = 45000; // a slow one by then
if (!host || !Number(port)) {
  console.error('usage: node test/http_odd.mjs HOST PORT [--tls] [--behind DIRECT]');
  process.exit(2);
}

// ---- the requests ----

const H = 'Host: x\r\n';
const CLOSE = 'Connection: close\r\n';
const post = (headers, body = 'a=1') => `POST / HTTP/1.1\r\n${headers}\r\n${body}`;
const get = (headers, target = '/') => `GET ${target} HTTP/1.1\r\n${headers}\r\n`;
const CHUNKED = 'Transfer-Encoding: chunked\r\n';
const CHUNKS = '3\r\na=1\r\n0\r\n\r\n';
const LENGTH = 'Content-Length: 3\r\n';

// [name, bytes, what must come back: a number of good answers, 'refused', or 'gone' (closed, with or without a word)]
const table = [
  ['a plain request', get(H + CLOSE), 1],
  ['a body with its length', post(H + CLOSE + LENGTH), 1],
  ['a body in chunks', post(H + CLOSE + CHUNKED, CHUNKS), 1],
  ['chunks with an extension and a trailer', post(H + CLOSE + CHUNKED, '3;x=y\r\na=1\r\n0\r\nX-T: 1\r\n\r\n'), 1],
  ['two requests in one go', get(H) + get(H + CLOSE), 2],
  ['a GET with a body, then another', `${get(H + LENGTH)}a=1${get(H + CLOSE)}`, 2],
  ['an empty line before the request', `\r\n${get(H + CLOSE)}`, 1],
  ['HTTP/1.0 without Host', 'GET / HTTP/1.0\r\n\r\n', 1],
  ['HEAD', `HEAD / HTTP/1.1\r\n${H}${CLOSE}\r\n`, 1],
  ['a client that waits for 100 Continue', post(`${H}${CLOSE}Expect: 100-continue\r\n${LENGTH}`), 1],
  ['a host with a port', get(`Host: [::1]:8080\r\n${CLOSE}`), 1],
  ['a header of 8 KB', get(`${H}${CLOSE}X-A: ${'a'.repeat(8000)}\r\n`), 1],
  ['a length with zeros in front', post(`${H}${CLOSE}Content-Length: 0003\r\n`), 1],
  ['a chunk size with zeros in front', post(H + CLOSE + CHUNKED, '0003\r\na=1\r\n000\r\n\r\n'), 1],
  ['a trailer that says a length', post(H + CLOSE + CHUNKED, '3\r\na=1\r\n0\r\nContent-Length: 50\r\n\r\n'), 1],
  ['a trailer that says chunked', `${post(H + CHUNKED, '3\r\na=1\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n')}${get(H + CLOSE)}`, 2],
  ['an offer to speak HTTP/2', get(`${H}Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n`), 1],
  ['an offer to speak of sockets', get(`${H}Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n`), 1],
  ['a wish to drop the length on the way', post(`${H}Connection: close, Content-Length\r\n${LENGTH}`), 1],
  ['another method in a header', get(`${H}${CLOSE}X-HTTP-Method-Override: DELETE\r\n`), 1],
  ['a range that is none', get(`${H}${CLOSE}Range: bytes=-,5-2,\r\n`), 1],

  ['two different lengths, short first', post(`${H}Content-Length: 3\r\nContent-Length: 7\r\n`, 'a=1b=22'), 'refused'],
  ['two different lengths, long first', post(`${H}Content-Length: 7\r\nContent-Length: 3\r\n`, 'a=1b=22'), 'refused'],
  ['the same length twice', post(H + LENGTH + LENGTH), 'refused'],
  ['a list of lengths', post(`${H}Content-Length: 3, 3\r\n`), 'refused'],
  ['length and chunks', post(`${H}Content-Length: 30\r\n${CHUNKED}`, CHUNKS), 'refused'],
  ['chunks and length', post(`${H}${CHUNKED}Content-Length: 30\r\n`, CHUNKS), 'refused'],
  ['an unknown coding with a length', post(`${H}${LENGTH}Transfer-Encoding: xchunked\r\n`), 'refused'],
  ['an unknown coding', post(`${H}Transfer-Encoding: xchunked\r\n`), 'refused'],
  ['gzip, chunked', post(`${H}Transfer-Encoding: gzip, chunked\r\n`, CHUNKS), 'refused'],
  ['chunked, identity', post(`${H}Transfer-Encoding: chunked, identity\r\n`, CHUNKS), 'refused'],
  ['chunked with a vertical tab', post(`${H}Transfer-Encoding: \x0bchunked\r\n`, CHUNKS), 'refused'],
  ['chunked and a quality', post(`${H}Transfer-Encoding: chunked;q=1\r\n`, CHUNKS), 'refused'],
  ['chunked and a comma', post(`${H}Transfer-Encoding: chunked,\r\n`, CHUNKS), 'refused'],
  ['chunked after a comma', post(`${H}Transfer-Encoding: , chunked\r\n`, CHUNKS), 'refused'],
  ['chunked, chunked', post(`${H}Transfer-Encoding: chunked, chunked\r\n`, CHUNKS), 'refused'],
  ['identity alone', post(`${H}Transfer-Encoding: identity\r\n`), 'refused'],
  ['chunked in quotes', post(`${H}Transfer-Encoding: "chunked"\r\n`, CHUNKS), 'refused'],
  ['an empty coding', post(`${H}Transfer-Encoding:\r\n${LENGTH}`), 'refused'],
  ['two codings', post(`${H}Transfer-Encoding: identity\r\n${CHUNKED}`, CHUNKS), 'refused'],
  ['chunked twice', post(H + CHUNKED + CHUNKED, CHUNKS), 'refused'],
  ['chunks under HTTP/1.0', `POST / HTTP/1.0\r\n${H}${CHUNKED}\r\n${CHUNKS}`, 'refused'],
  ['length +3', post(`${H}Content-Length: +3\r\n`), 'refused'],
  ['length 1_0', post(`${H}Content-Length: 1_0\r\n`, 'a=1234567'), 'refused'],
  ['length 3 and a vertical tab', post(`${H}Content-Length: 3\x0b\r\n`), 'refused'],
  ['length 3.0', post(`${H}Content-Length: 3.0\r\n`), 'refused'],
  ['length in other digits', post(`${H}Content-Length: \xd9\xa3\r\n`), 'refused'],
  ['length -1', post(`${H}Content-Length: -1\r\n`), 'refused'],
  ['length 0x3', post(`${H}Content-Length: 0x3\r\n`), 'refused'],
  ['length 3a', post(`${H}Content-Length: 3a\r\n`), 'refused'],
  ['length 3 and a word', post(`${H}Content-Length: 3 bytes\r\n`), 'refused'],
  ['an empty length', post(`${H}Content-Length: \r\n`, ''), 'refused'],
  ['a length past 64 bits', post(`${H}Content-Length: 18446744073709551619\r\n`), 'refused'],
  ['a length of 10 GB', post(`${H}Content-Length: 10737418240\r\n`), 'refused'],
  ['a blank before the colon of the coding', post(`${H}Transfer-Encoding : chunked\r\n${LENGTH}`), 'refused'],
  ['a blank before the colon of the length', post(`${H}Content-Length : 3\r\n`), 'refused'],
  ['a folded line', post(`${H}X-A: b\r\n c\r\n${LENGTH}`), 'refused'],
  ['a coding made of a folded line', post(`${H}Transfer: chunked\r\n -Encoding\r\n${LENGTH}`, CHUNKS), 'refused'],
  ['a first line that is folded', post(` ${H}${LENGTH}`), 'refused'],
  ['bare line feeds', `POST / HTTP/1.1\nHost: x\nContent-Length: 3\n\na=1`, 'refused'],
  ['one bare line feed', post(`${H}X-A: b\nTransfer-Encoding: chunked\r\n`, CHUNKS), 'refused'],
  ['a bare line feed at the end of the head', `GET / HTTP/1.1\r\n${H}\n`, 'refused'],
  ['a carriage return before a name', post(`${H}\rTransfer-Encoding: chunked\r\n${LENGTH}`), 'refused'],
  ['two carriage returns at the end of a line', post(`${H}X-A: b\r\r\n${LENGTH}`), 'refused'],
  ['a head that ends in two carriage returns', `GET / HTTP/1.1\r\n${H}\r\r\n`, 'refused'],
  ['a bare carriage return in a value', post(`${H}X-A: b\rTransfer-Encoding: chunked\r\n${LENGTH}`), 'refused'],
  ['a zero byte in a value', post(`${H}X-A: b\0c\r\n${LENGTH}`), 'refused'],
  ['a zero byte in a name', post(`${H}X\0A: b\r\n${LENGTH}`), 'refused'],
  ['a zero byte in a length', post(`${H}Content-Length: 3\x000\r\n`), 'refused'],
  ['a zero byte that looks like the end', post(`${H}\0${LENGTH}`), 'refused'],
  ['a zero byte in the target', get(H, '/a\0b'), 'refused'],
  ['a zero byte behind a percent sign', get(H + CLOSE, '/en/%00'), 1],
  ['a slash in two bytes that is one', get(H + CLOSE, '/en%c0%afwork'), 1],
  ['a control character in a value', post(`${H}X-A: b\x01c\r\n${LENGTH}`), 'refused'],
  ['bytes that are not UTF-8 in a value', post(`${H}X-A: \xff\xfe\r\n${LENGTH}`), 'refused'],
  ['a header without a colon', post(`${H}garbage line\r\n${LENGTH}`), 'refused'],
  ['a header without a name', post(`${H}: b\r\n${LENGTH}`), 'refused'],
  ['brackets in a header name', post(`${H}X(A): b\r\n${LENGTH}`), 'refused'],
  ['no Host', post(LENGTH), 'refused'],
  ['two Hosts', post(`${H}Host: y\r\n${LENGTH}`), 'refused'],
  ['two names in one Host', get('Host: x, y\r\n'), 'refused'],
  ['a Host with a blank', get('Host: x y\r\n'), 'refused'],
  ['an empty Host', get('Host:\r\n'), 'refused'],
  ['a Host with a path', get('Host: x/y\r\n'), 'refused'],
  ['a Host with a user', get('Host: a@x\r\n'), 'refused'],
  ['a Host with a strange port', get('Host: x:80a\r\n'), 'refused'],
  ['a line feed in a chunk extension', post(H + CHUNKED, '3;x="\n"\r\na=1\r\n0\r\n\r\n'), 'refused'],
  ['chunks with line feeds only', post(H + CHUNKED, '3\na=1\n0\n\n'), 'refused'],
  ['a chunk that ends with a line feed only', post(H + CHUNKED, '3\r\na=1\n3\r\nb=2\r\n0\r\n\r\n'), 'refused'],
  ['chunk size 0x3', post(H + CHUNKED, '0x3\r\na=1\r\n0\r\n\r\n'), 'refused'],
  ['chunk size +3', post(H + CHUNKED, '+3\r\na=1\r\n0\r\n\r\n'), 'refused'],
  ['chunk size 1_0', post(H + CHUNKED, '1_0\r\na=12345678901234\r\n0\r\n\r\n'), 'refused'],
  ['an empty chunk size', post(H + CHUNKED, '\r\na=1\r\n0\r\n\r\n'), 'refused'],
  ['a chunk size and a word', post(H + CHUNKED, '3 x\r\na=1\r\n0\r\n\r\n'), 'refused'],
  ['a carriage return in a chunk extension', post(H + CHUNKED, '3;x="\r"\r\na=1\r\n0\r\n\r\n'), 'refused'],
  ['a zero byte in a chunk extension', post(H + CHUNKED, '3;x=\0\r\na=1\r\n0\r\n\r\n'), 'refused'],
  ['chunk size with a blank', post(H + CHUNKED, ' 3\r\na=1\r\n0\r\n\r\n'), 'refused'],
  ['a negative chunk size', post(H + CHUNKED, '-3\r\na=1\r\n0\r\n\r\n'), 'refused'],
  ['a chunk size past 64 bits', post(H + CHUNKED, '10000000000000003\r\na=1\r\n0\r\n\r\n'), 'refused'],
  ['a chunk longer than it said', post(H + CHUNKED, '3\r\na=1XX\r\n0\r\n\r\n'), 'refused'],
  ['an odd method token', `P(ST / HTTP/1.1\r\n${H}${LENGTH}\r\na=1`, 'refused'],
  ['a method in lower case', `get / HTTP/1.1\r\n${H}\r\n`, 'refused'],
  ['an unknown method', `BREW / HTTP/1.1\r\n${H}\r\n`, 'refused'],
  ['CONNECT', `CONNECT x:1 HTTP/1.1\r\n${H}\r\n`, 'refused'],
  ['TRACE', `TRACE / HTTP/1.1\r\n${H}\r\n`, 'refused'],
  ['HTTP/1.2', `GET / HTTP/1.2\r\n${H}\r\n`, 'refused'],
  ['the first line of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'refused'],
  ['OPTIONS of everything', `OPTIONS * HTTP/1.1\r\n${H}\r\n`, 'refused'],
  ['HTTP/1.01', `GET / HTTP/1.01\r\n${H}\r\n`, 'refused'],
  ['HTTP/11', `GET / HTTP/11\r\n${H}\r\n`, 'refused'],
  ['HTTP/2.0', `GET / HTTP/2.0\r\n${H}\r\n`, 'refused'],
  ['HTTP/0.9', 'GET /\r\n\r\n', 'refused'],
  ['http/1.1 in lower case', `GET / http/1.1\r\n${H}\r\n`, 'refused'],
  ['two blanks in the request line', `GET  /  HTTP/1.1\r\n${H}\r\n`, 'refused'],
  ['two blanks before the target', `GET  / HTTP/1.1\r\n${H}\r\n`, 'refused'],
  ['tabs in the request line', `GET\t/\tHTTP/1.1\r\n${H}\r\n`, 'gone'],
  ['a blank in the target', get(H, '/a b'), 'refused'],
  ['a fragment in the target', get(H, '/a#b'), 'refused'],
  ['a target without its slash', get(H, 'a'), 'refused'],
  ['another address as target', get(H, 'http://y/'), 'refused'],
  ['raw letters beyond ASCII in the target', get(H, '/\xc3\xa6'), 'refused'],
  ['a query of 10,000 names', get(H, `/?${'a&'.repeat(10000)}`), 'refused'],
  ['a target of 20 KB', get(H, `/?${'a'.repeat(20000)}`), 'refused'],
  ['a target of 100 KB', get(H, `/?${'a'.repeat(100000)}`), 'refused'],
  ['a header of 40 KB', post(`${H}X-A: ${'a'.repeat(40000)}\r\n${LENGTH}`), 'refused'],
  ['a header of 200 KB', post(`${H}X-A: ${'a'.repeat(200000)}\r\n${LENGTH}`), 'refused'],
  ['2,000 headers', post(`${H}${'X-A: b\r\n'.repeat(2000)}${LENGTH}`), 'refused'],
  ['101 headers', get(`${H}${'X-A: b\r\n'.repeat(100)}`), 'refused'],
  ['a cookie of 15 KB in 5,000 pieces', get(`${H}Cookie: ${'a=;'.repeat(5000)}\r\n`), 'refused'],
  ['an expectation we do not know', post(`${H}Expect: miracles\r\n${LENGTH}`), 'refused'],
  ['bytes of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 'gone'],
];

// ---- one connection ----

const connect = (to) => (secure && to !== direct
  ? tls.connect({ host, port: to, allowHalfOpen: true, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] })
  : net.connect({ host, port: to, allowHalfOpen: true }));

// Sends first, then drip again and again; resolves to {text, closed, ms} when closed or at most ms later.
function talk({ first, drip, everyMs = 500, ms, to = Number(port) }) {
  return new Promise((resolve) => {
    const begun = Date.now();
    const got = [];
    const socket = connect(to);
    let timer, ticker;
    const finish = (closed) => {
      clearTimeout(timer);
      clearInterval(ticker);
      socket.destroy();
      resolve({ text: Buffer.concat(got).toString('latin1'), closed, ms: Date.now() - begun });
    };
    timer = setTimeout(() => finish(false), ms);
    socket.on(secure && to !== direct ? 'secureConnect' : 'connect', () => {
      if (first) socket.write(Buffer.from(first, 'latin1'));
      if (drip) ticker = setInterval(() => socket.write(Buffer.from(drip, 'latin1')), everyMs);
    });
    socket.on('data', (d) => got.push(d));
    socket.on('end', () => finish(true));
    socket.on('error', () => finish(true));
  });
}

// ---- judging what came back ----

const once = new Set(['date', 'connection', 'content-length', 'content-type', 'transfer-encoding']);

// Splits the text into whole answers; a string says what is wrong with it.
function answers(text, head) {
  const list = [];
  if (proxy && text && !text.startsWith('HTTP/')) return [{ code: 0 }]; // HTTP/0.9: the bare page
  while (text) {
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return `no end of headers in ${JSON.stringify(text.slice(0, 80))}`;
    const [line, ...fields] = text.slice(0, end).split('\r\n');
    const status = (proxy ? /^HTTP\/1\.[01] (\d{3}) [\x20-\x7e]*$/ : /^HTTP\/1\.1 (\d{3}) [\x20-\x7e]*$/).exec(line);
    if (!status) return `not a status line: ${JSON.stringify(line.slice(0, 80))}`;
    const named = new Map();
    for (const field of fields) {
      const parts = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/.exec(field);
      if (!parts) return `not a header: ${JSON.stringify(field.slice(0, 80))}`;
      const name = parts[1].toLowerCase();
      if (once.has(name) && named.has(name)) return `${name} twice`;
      named.set(name, parts[2]);
    }
    text = text.slice(end + 4);
    const code = Number(status[1]);
    if (code === 100) continue;
    let body = '';
    if (!head && code !== 204 && code !== 304) {
      const unframed = cutBody(text, named);
      if (typeof unframed === 'string') return unframed;
      [body, text] = unframed;
    }
    if (/HTTP\/1\.[01] \d{3} /.test(body)) return 'a status line inside the body';
    list.push({ code, named });
  }
  return list;
}

function cutBody(text, named) {
  if (named.get('transfer-encoding') === 'chunked') {
    const whole = /^(?:[1-9a-fA-F][0-9a-fA-F]*\r\n[^]*?\r\n)*0\r\n\r\n/.exec(text);
    return whole ? [whole[0], text.slice(whole[0].length)] : 'a chunked body without an end';
  }
  if (!named.has('content-length')) return named.get('connection') === 'close' ? [text, ''] : 'no length';
  const n = Number(named.get('content-length'));
  if (!(n <= text.length)) return `body of ${text.length} instead of ${named.get('content-length')} bytes`;
  return [text.slice(0, n), text.slice(n)];
}

// '' when it is as it must be, else what is wrong.
function judge(want, { text, closed }, head) {
  const list = answers(text, head);
  if (typeof list === 'string') return list;
  const codes = list.map((a) => a.code);
  // What is left of a body that was longer than it said may be refused by itself.
  if (proxy) return codes.filter((c, i) => !i || c !== 400).length <= (want === 2 ? 2 : 1) ? '' : `answers: ${codes}`;
  if (!closed) return 'still open';
  if (want === 'gone') return codes.length > 1 || codes.some((c) => !refusals.has(c)) ? `answers: ${codes}` : '';
  if (want !== 'refused')
    return codes.length === want && !codes.some((c) => refusals.has(c)) ? '' : `answers: ${codes}`;
  if (codes.length !== 1) return `${codes.length} answers: ${codes}`;
  if (!refusals.has(codes[0])) return `accepted with ${codes[0]}`;
  return list[0].named.get('connection') === 'close' ? '' : 'does not say that it closes';
}

// ---- what arrived behind a proxy ----

// How many requests our server has answered, this one not counted.
async function seenInside() {
  const { text } = await talk({ first: get(H + CLOSE, '/metrics'), ms: answerMs, to: direct });
  return [...text.matchAll(/^samhold_requests_total\S* (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0);
}

// The next visitor's page is the own one, and ours was asked once at most (and for the two looks from inside).
async function judgeInside(i, want, before) {
  const { text } = await talk({ first: get(H + CLOSE, `/en/find?q=visitor${i}`), ms: answerMs });
  const list = answers(text, false);
  const asked = (await seenInside()) - before - 2;

  if (list.length !== 1 || list[0].code !== 200 || !text.includes(`value="visitor${i}"`))
    return `the next visitor got ${JSON.stringify(text.slice(0, 80))}`;
  return asked <= (want === 2 ? 2 : 1) ? '' : `our server was asked ${asked} times`;
}

// ---- reporting ----

let passed = 0;
let failed = 0;
function report(name, wrong) {
  if (wrong) failed++;
  else passed++;
  console.log(`${wrong ? 'not ok' : 'ok'} ${passed + failed} - ${name}${wrong ? `: ${wrong}` : ''}`);
}

// ---- the slow ones, all at the same time ----

const slow = [
  ['says nothing', {}],
  ['sends half a request line', { first: 'GET /he' }],
  ['drips the request line', { first: 'GET /', drip: 'a' }],
  ['drips whole headers', { first: `GET / HTTP/1.1\r\n${H}`, drip: 'X-A: b\r\n' }],
  ['drips one header byte by byte', { first: `GET / HTTP/1.1\r\n${H}X-A: `, drip: 'b' }],
  ['drips a body', { first: post(`${H}Content-Length: 1000\r\n`, ''), drip: 'a' }],
  ['drips a chunked body', { first: post(H + CHUNKED, ''), drip: '1\r\na\r\n' }],
  ['drips empty lines', { drip: '\r\n' }],
  ['keeps its connection and says no more', { first: get(H), answered: true }],
  ['drips a second request', { first: `${get(H)}GET / HTTP/1.1\r\n${H}`, drip: 'X-A: b\r\n', answered: true }],
];

function judgeSlow({ answered }, { text, closed }) {
  const list = answers(text, false);
  if (!closed) return `still open after ${slowMs / 1000} s`;
  if (typeof list === 'string') return list;
  const good = list.filter((a) => !refusals.has(a.code)).length;
  if (good !== (answered ? 1 : 0)) return `${good} answers`;
  return list.length - good <= 1 ? '' : 'refused more than once';
}

// A proxy takes a body as long as it comes, and keeps it to itself until it is whole.
const waiting = slow.filter(([name]) => !proxy || !name.includes('body')).map(([name, how]) =>
  talk({ ...how, ms: slowMs }).then((got) => [`a client that ${name} is closed (${Math.round(got.ms / 1000)} s)`, judgeSlow(how, got)]));
const crowd = Array.from({ length: 150 }, () => talk({ first: proxy ? post(`${H}Content-Length: 1000\r\n`, 'a') : 'GET /', ms: slowMs }));

await new Promise((resolve) => setTimeout(resolve, 200));
const quick = await talk({ first: get(H + CLOSE), ms: answerMs });
report(`nobody waits for ${waiting.length + crowd.length} slow clients (${quick.ms} ms)`, quick.ms < 1000 ? judge(1, quick) : 'too slow');

for (const [i, [name, bytes, want]] of table.entries()) {
  const before = proxy ? await seenInside() : 0;
  const got = await talk({ first: bytes, ms: answerMs });
  report(name, judge(want, got, bytes.startsWith('HEAD ')) || (proxy ? await judgeInside(i, want, before) : ''));
}
for (const one of waiting) report(...(await one));
if (!proxy)
  report('the whole crowd is closed', (await Promise.all(crowd)).every((c) => c.closed) ? '' : 'some are still open');

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
