import type { Row } from './measureCase';

/** What the picture shows: of each case and contestant the 99th percentile of the stamps' error. */
interface Figures {
  readonly node: string;
  readonly platform: string;
  readonly stamps: readonly Row[];
}

const WIDTH = 860;
const LABEL_LEFT = 220;
const BAR_LEFT = 400;
const BAR_WIDTH = 370;
const LINE = 17;
const TOP = 64;
/** The scale is logarithmic: from a hundredth of a millisecond to a second there are five decades. */
const LEAST_MS = 0.01;
const DECADES = 5;
const COLORS = ['#0b7285', '#66a3ad', '#c2410c', '#9a6b00', '#7c5295'];

/** An SVG that is readable on light and dark ground, as a README is shown on either. */
export function accuracyPicture({ node, platform, stamps }: Figures): string {
  const cases = [...new Set(stamps.map((row) => row.case))];
  const perCase = stamps.length / cases.length;
  const blockHeight = perCase * LINE + 14;
  const height = TOP + cases.length * blockHeight + 34;
  const blocks = cases.map((name, index) => caseBlock(name, stamps, TOP + index * blockHeight));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(WIDTH)}" height="${String(height)}" viewBox="0 0 ${String(WIDTH)} ${String(height)}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    '<title>Error of the time stamp of a chunk, 99th percentile, by contestant and case</title>',
    `<rect width="100%" height="100%" rx="6" fill="#ffffff"/>`,
    text(
      16,
      26,
      'How late is the stamp of a chunk? 99th percentile, against the clock of the server',
      'font-size="15"',
    ),
    text(
      16,
      44,
      `Logarithmic scale. Measured by npm run bench:accuracy, Node ${node.replace('v', '')}, ${platform}.`,
      'fill="#555555"',
    ),
    ...gridLines(height),
    ...blocks,
    '</svg>\n',
  ].join('\n');
}

function caseBlock(name: string, stamps: readonly Row[], top: number): string {
  const rows = stamps.filter((row) => row.case === name);
  const bars = rows.map(({ contestant, stampP99Ms }, index) => {
    const y = top + index * LINE;
    const color = COLORS[index % COLORS.length] ?? 'gray';
    const length = stampP99Ms === null ? 0 : Math.max(2, xOf(stampP99Ms) - BAR_LEFT);
    return [
      text(LABEL_LEFT, y + 12, contestant),
      `<rect x="${String(BAR_LEFT)}" y="${String(y + 3)}" width="${length.toFixed(1)}" height="${String(LINE - 5)}" fill="${color}"/>`,
      text(BAR_LEFT + length + 6, y + 12, stampP99Ms === null ? 'chunks were lost' : shortMs(stampP99Ms)),
    ].join('');
  });
  return [text(16, top + 12, name, 'font-weight="600"'), ...bars].join('\n');
}

function gridLines(height: number): string[] {
  return Array.from({ length: DECADES + 1 }, (_, decade) => {
    const valueMs = LEAST_MS * 10 ** decade;
    const x = xOf(valueMs).toFixed(1);
    return `<line x1="${x}" y1="${String(TOP - 6)}" x2="${x}" y2="${String(height - 28)}" stroke="#dddddd"/>${text(Number(x) - 12, height - 12, `${String(Number(valueMs.toPrecision(1)))} ms`, 'fill="#555555"')}`;
  });
}

const shortMs = (value: number): string => `${value < 10 ? value.toPrecision(2) : value.toFixed(0)} ms`;

const xOf = (valueMs: number): number =>
  BAR_LEFT + (BAR_WIDTH * Math.min(DECADES, Math.max(0, Math.log10(valueMs / LEAST_MS)))) / DECADES;

const text = (x: number, y: number, words: string, style = ''): string =>
  `<text x="${x.toFixed(1)}" y="${String(y)}" ${style.includes('fill') ? style : `fill="#1f1f1f" ${style}`}>${words}</text>`;
