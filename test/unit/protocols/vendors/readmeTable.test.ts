import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { vendorTable, withTable } from '../../../../scripts/lib/vendorTable.mjs';
import { PROFILES } from '../../../../src/protocols/vendors/profiles';
import { tellable } from '../../../../src/protocols/vendors/tellable';

test('the README says of each vendor what its profile says', () => {
  const readme = readFileSync('README.md', 'utf8');
  const table = vendorTable(PROFILES, tellable);
  expect(withTable(readme, table) === readme, 'run: node scripts/vendorTable.mjs').toBe(true);
  for (const { title } of PROFILES) expect(table).toContain(`| ${title} |`);
});

test.each(PROFILES.map((profile) => [profile.id, profile] as const))(
  '%s: each number stands in one column',
  (_, profile) => {
    const { reports, reportsWith, counted, absent } = tellable(profile);
    const sure = [...reports, ...reportsWith.flatMap(({ numbers }) => numbers), ...absent];
    expect(new Set(sure).size).toBe(sure.length);
    expect(counted.filter((number) => reports.includes(number) || absent.includes(number))).toEqual([]);
  },
);
