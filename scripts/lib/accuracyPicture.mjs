/**
 * Draws what `npm run bench:accuracy` found: how late the stamp of a chunk is, by client, pace and state of the host.
 *
 * @typedef {{ case: string, contestant: string, stampP50Ms: number | null, stampP99Ms: number | null }} Row
 * @typedef {{ at: string, node: string, platform: string, processor: string, stamps: Row[] }} Figures
 */

const WIDTH = 920;
const NAMES = 150;
const COLUMN = 345;
const COLUMN_GAP = 48;
const LINE = 16;
const GROUP_GAP = 26;
const TOP = 92;
/** The scale is logarithmic: from a hundredth of a millisecond to a second there are five decades. */
const LEAST_MS = 0.01;
const DECADES = 5;
const INK = '#1f2328';
const PALE = '#59636e';
const OURS = '#0b7285';
const OTHERS = '#c9a37c';
const FLOOR = '#8c959f';
const HOSTS = ['idle', 'host blocked'];
const HOST_WORDS = ['The host thread is idle', 'The host thread is blocked 150 ms of every 250 ms'];

/** An SVG on white ground, readable on a light and on a dark page. @param {Figures} figures */
export function accuracyPicture({ at, node, platform, processor, stamps }) {
  const paces = [...new Set(stamps.map((row) => row.case.split(',')[0] ?? ''))];
  const clients = [...new Set(stamps.map(({ contestant }) => contestant))];
  const groupHeight = clients.length * LINE + GROUP_GAP;
  const bottom = TOP + paces.length * groupHeight;
  const height = bottom + 52;
  const source = `npm run bench:accuracy, ${at.slice(0, 10)}, ${processor}, Node ${node.replace('v', '')}, ${platform}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="11.5">`,
    `<rect width="100%" height="100%" rx="8" fill="#ffffff"/>`,
    text(20, 30, 'How late is the time stamp of a chunk?', `font-size="17" font-weight="600" fill="${INK}"`),
    text(
      20,
      50,
      'Bar: 99th percentile, mark: median; counted from the server’s own write, on a logarithmic scale. Shorter is better.',
      `fill="${PALE}"`,
    ),
    ...HOSTS.map((host, column) => axis(column, { top: TOP - 8, bottom, words: HOST_WORDS[column] ?? host })),
    ...paces.flatMap((pace, index) => {
      const top = TOP + index * groupHeight;
      return [
        text(20, top + 12, pace, `font-weight="600" fill="${INK}"`),
        ...clients.flatMap((client, line) => {
          const y = top + 16 + line * LINE;
          const rows = HOSTS.map((host) =>
            stamps.find((row) => row.case === `${pace}, ${host}` && row.contestant === client),
          );
          return [name(client, y), ...rows.map((row, column) => (row ? bar(row, column, y) : ''))];
        }),
      ];
    }),
    text(20, height - 14, source, `fill="${PALE}" font-size="10.5"`),
    '</svg>\n',
  ].join('\n');
}

/** @param {number} column */
const leftOf = (column) => NAMES + 20 + column * (COLUMN + COLUMN_GAP);

/** @param {number} column @param {number} ms */
const xOf = (column, ms) =>
  leftOf(column) + ((COLUMN - 40) * Math.min(DECADES, Math.max(0, Math.log10(ms / LEAST_MS)))) / DECADES;

/** @param {number} column @param {{ top: number, bottom: number, words: string }} place */
function axis(column, { top, bottom, words }) {
  const lines = Array.from({ length: DECADES + 1 }, (_, decade) => {
    const ms = LEAST_MS * 10 ** decade;
    const x = xOf(column, ms).toFixed(1);
    const label = ms >= 1000 ? '1 s' : `${Number(ms.toPrecision(1))} ms`;
    return `<line x1="${x}" y1="${top}" x2="${x}" y2="${bottom}" stroke="#e6e8eb"/>${text(Number(x), bottom + 14, label, `fill="${PALE}" text-anchor="middle" font-size="10.5"`)}`;
  });
  return [text(leftOf(column), top - 4, words, `fill="${INK}"`), ...lines].join('\n');
}

/** @param {string} client @param {number} y */
const name = (client, y) =>
  text(
    NAMES + 10,
    y + 11,
    client,
    `text-anchor="end" fill="${colorOf(client)}"${isOurs(client) ? ' font-weight="600"' : ''}`,
  );

/** @param {Row} row @param {number} column @param {number} y */
function bar({ contestant, stampP50Ms, stampP99Ms }, column, y) {
  const left = leftOf(column);
  if (stampP50Ms === null || stampP99Ms === null) return text(left + 6, y + 11, 'chunks were lost', `fill="${PALE}"`);
  const end = Math.max(left + 2, xOf(column, stampP99Ms));
  const median = xOf(column, stampP50Ms).toFixed(1);
  return [
    `<rect x="${left}" y="${y + 2}" width="${(end - left).toFixed(1)}" height="${LINE - 5}" rx="1.5" fill="${fillOf(contestant)}"/>`,
    `<line x1="${median}" y1="${y + 2}" x2="${median}" y2="${y + LINE - 3}" stroke="#ffffff" stroke-width="2"/>`,
    text(end + 5, y + 11, `${shortMs(stampP99Ms)}`, `fill="${PALE}" font-size="10.5"`),
  ].join('');
}

/** @param {string} client */
const isOurs = (client) => client === 'our engine, worker';
/** @param {string} client */
const fillOf = (client) => (isOurs(client) ? OURS : client.startsWith('bare') ? FLOOR : OTHERS);
/** @param {string} client */
const colorOf = (client) => (isOurs(client) ? OURS : PALE);
/** @param {number} ms */
const shortMs = (ms) => (ms < 10 ? Number(ms.toPrecision(2)).toString() : ms.toFixed(0));

/** @param {number} x @param {number} y @param {string} words @param {string} style */
const text = (x, y, words, style) => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${style}>${words}</text>`;
