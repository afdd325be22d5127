/** Counts a megabyte of selected text in a real editor, and prints how long the answer took and how long the host stood still. */
import { runInEditor } from '../inEditor.mjs';

print(await runInEditor('tokens'));

/** @param {import('./inHost').TokenBenchRow[]} rows */
function print(rows) {
  console.log(
    '1 MB of selected text in VS Code; ms, of five counts each. An answer waits 150 ms for the selection to rest.',
  );
  console.log(
    "Turns are those of the editor's host thread with a count and without; CPU leaves out what other programs take.\n",
  );
  console.table(
    rows.map(({ text, lines, tokens, answersMs, turns, turnsWithout, getTextMs, stepMs }) => ({
      text,
      lines,
      tokens,
      'first answer': whole(answersMs[0] ?? 0),
      'slowest answer': whole(Math.max(...answersMs)),
      ...turnColumns('turn', turns),
      ...turnColumns('without', turnsWithout),
      'own step: most': short(Math.max(...stepMs)),
      'own step: median of most': short(median(stepMs)),
      'getText, most': short(Math.max(...getTextMs)),
    })),
  );
}

/** @param {string} name @param {readonly import('./inHost').Turns[]} turns */
function turnColumns(name, turns) {
  return {
    [`${name}: most`]: short(Math.max(...turns.map(({ mostMs }) => mostMs))),
    [`${name}: median of most`]: short(median(turns.map(({ mostMs }) => mostMs))),
    [`${name}: most CPU`]: short(Math.max(...turns.map(({ mostCpuMs }) => mostCpuMs))),
    [`${name}: p99`]: short(median(turns.map(({ p99Ms }) => p99Ms))),
  };
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
