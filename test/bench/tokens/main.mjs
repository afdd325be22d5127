/** Counts a megabyte of selected text in a real editor, and prints how long the answer took and how long the host stood still. */
import { runInEditor } from '../inEditor.mjs';

const answerLimitMs = 1500;
const blockLimitMs = 5;

/** @typedef {import('./inHost').TokenBenchRow} Row */
/** @typedef {import('./hostTurns').Turn} Turn */

print(await runInEditor('tokens'));

/** @param {Row[]} rows */
function print(rows) {
  console.log(
    '1 MB of selected text in VS Code; ms, of five counts each. An answer waits 150 ms for the selection to rest.',
  );
  console.log(
    "Turns are those of the editor's host thread, with a count and without. Ours: the part of a turn in which code of the\n" +
      "extension ran, with the collecting of garbage in such a turn and without waiting for a core. What is neither ours nor the editor's, the machine\n" +
      'gave to other programs.\n',
  );
  console.table(
    rows.map(({ text, lines, tokens, answersMs, turns, turnsWithout, getTextMs, stepMs }) => ({
      text,
      lines,
      tokens,
      'first answer': whole(answersMs[0] ?? 0),
      'slowest answer': whole(most(answersMs)),
      'ours: most': short(most(turns.flat().map(oursOf))),
      'own step: most': short(most(stepMs)),
      'turn: most': short(most(turns.flat().map(({ ms }) => ms))),
      'turn: median of most': short(median(turns.map((one) => most(one.map(({ ms }) => ms))))),
      'without: most': short(most(turnsWithout.flat().map(({ ms }) => ms))),
      'without: median of most': short(median(turnsWithout.map((one) => most(one.map(({ ms }) => ms))))),
      'getText, most': short(most(getTextMs)),
    })),
  );
  const answersMs = most(rows.flatMap((row) => row.answersMs));
  const oursMs = most(rows.flatMap(({ turns }) => turns.flat().map(oursOf)));
  console.log(`Slowest answer: ${whole(answersMs)} ms (limit ${answerLimitMs}).`);
  console.log(`Longest that counting held the host's thread: ${short(oursMs)} ms (limit ${blockLimitMs}).`);
  const [withCount, without] = [(/** @type {Row} */ row) => row.turns, (/** @type {Row} */ row) => row.turnsWithout];
  printLongest('The longest of ours:', rows, withCount, oursOf);
  printLongest('The longest turns with a count:', rows, withCount, ({ ms }) => ms);
  printLongest('The longest turns without:', rows, without, ({ ms }) => ms);
}

/**
 * @param {string} heading
 * @param {Row[]} rows
 * @param {(row: Row) => Row['turns']} turnsOf
 * @param {(turn: Turn) => number} length
 */
function printLongest(heading, rows, turnsOf, length) {
  const all = rows.flatMap((row) =>
    turnsOf(row).flatMap((turns) => turns.map((turn) => ({ text: row.text, ...turn }))),
  );
  console.log(`\n${heading}`);
  console.table(
    all
      .sort((a, b) => length(b) - length(a))
      .slice(0, 8)
      .map(({ text, ms, waitedMs, oursMs, editorMs, collectingMs, heaviest }) => ({
        text,
        turn: short(ms),
        'without a core': short(waitedMs),
        ours: short(oursMs),
        'the editor': short(editorMs),
        'collecting garbage': short(collectingMs),
        neither: short(ms - oursMs - editorMs - collectingMs),
        'most of it': heaviest,
      })),
  );
}

/**
 * Garbage is nobody's in a profile; in a turn in which the extension did something it is taken for its own. The profile goes on while the
 * thread waits for a core, so nobody can have done more than what is left of the turn without the waiting.
 * @param {Turn} turn
 */
function oursOf({ ms, waitedMs, oursMs, collectingMs }) {
  return oursMs > 0 ? Math.min(oursMs + collectingMs, Math.max(0, ms - waitedMs)) : 0;
}

/** @param {readonly number[]} values */
function most(values) {
  return values.reduce((max, value) => Math.max(max, value), 0);
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** @param {number} ms */
function whole(ms) {
  return Math.round(ms);
}

/** @param {number} ms */
function short(ms) {
  return Number(ms.toFixed(1));
}
