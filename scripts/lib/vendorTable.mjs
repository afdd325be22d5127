/**
 * The table "What can be profiled" of the README, made from the vendor profiles.
 *
 * @typedef {import('../../src/protocols/vendors/vendorProfile').VendorProfile} VendorProfile
 * @typedef {ReturnType<typeof import('../../src/protocols/vendors/tellable').tellable>} Tellable
 */

const BEGIN = '<!-- vendors: made by scripts/vendorTable.mjs -->';
const END = '<!-- /vendors -->';

const HEAD = ['vendor', 'protocols', 'measured', 'reported', 'counted here', 'absent'];

/** @param {readonly VendorProfile[]} profiles @param {(profile: VendorProfile) => Tellable} tellable */
export function vendorTable(profiles, tellable) {
  const rows = profiles.map((profile) => row(profile, tellable(profile)));
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** @param {VendorProfile} profile @param {Tellable} told */
function row({ title, protocols, reports, packsTokens }, { reportsWith, counted, absent }) {
  const conditional = reportsWith.map(({ numbers, needs }) => `${numbers.join(', ')}: with ${needs}`);
  const always = reports.length > 0 ? [reports.join(', ')] : [];
  const seesTokens = reports.includes('tokens per chunk') && !packsTokens;
  return [
    title,
    protocols.map((protocol) => `\`${protocol}\``).join(', '),
    seesTokens ? 'all times, gaps between tokens' : 'all times',
    [...always, ...conditional].join('; ') || '–',
    counted.join(', ') || '–',
    absent.join(', ') || '–',
  ];
}

/** The README with the table between its two marks. @param {string} readme @param {string} table */
export function withTable(readme, table) {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md lacks the marks ${BEGIN} and ${END}`);
  return `${readme.slice(0, begin)}${BEGIN}\n\n${table}\n\n${readme.slice(end)}`;
}
