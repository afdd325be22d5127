/** Counts a megabyte of selected text in a real editor, and prints how long the answer took and how long the host stood still. */
import { runInEditor } from '../inEditor.mjs';

print(await runInEditor('tokens'));

/** @param {import('./inHost').TokenBenchRow[]} rows */
function print(rows) {
  console.log('1 MB of selected text in VS Code; ms, of five counts each\n');
  const table = rows.map(
    ({ text, lines, tokens, answersMs, blockedMs, blockedWithoutMs, hostCpuMs, hostCpuWithoutMs, getTextMs }) => ({
      text,
      lines,
      tokens,
      'first answer': whole(answersMs[0] ?? 0),
      'slowest answer': whole(Math.max(...answersMs)),
      'blocked, most': short(Math.max(...blockedMs)),
      'blocked, median': short(median(blockedMs)),
      'blocked without, most': short(Math.max(...blockedWithoutMs)),
      'host CPU, median': short(median(hostCpuMs)),
      'host CPU without, median': short(median(hostCpuWithoutMs)),
      'getText, most': short(Math.max(...getTextMs)),
    }),
  );
  console.table(table);
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
