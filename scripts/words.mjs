/**
 * `node scripts/words.mjs`: brings the file of Chinese words up to date with the code. What is new gets an empty line to be
 * filled in, what nobody says any more goes. The tests fail while a line is empty.
 */
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { bundleFile, wordsInCode } from './lib/words.mjs';

const { keys, faults } = wordsInCode();
const known = existsSync(bundleFile) ? JSON.parse(readFileSync(bundleFile, 'utf8')) : {};
mkdirSync(path.dirname(bundleFile), { recursive: true });
writeFileSync(
  bundleFile,
  `${JSON.stringify(Object.fromEntries(keys.map((key) => [key, known[key] ?? ''])), null, 2)}\n`,
);
console.log(`${keys.length} sentences, ${keys.filter((key) => !known[key]).length} to be translated.`);
for (const fault of faults) console.error(`The sentence is not written out: ${fault}`);
if (faults.length > 0) process.exitCode = 1;
