/**
 * Checks the built-in model with the runtime that loads it: `node media/model/check.mjs [file.gguf]`.
 * Fails when its answers are not English, do not end, or come too slowly. The word list is Debian's `wamerican-large` (or any
 * list of words, one a line, named by WORD_LIST).
 */
import { existsSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { getLlama, readGgufFileInfo, resolveChatWrapper } from 'node-llama-cpp';
import { cases } from './checkPrompts.mjs';

const file = process.argv[2] ?? fileURLToPath(new URL('latency-1m.gguf', import.meta.url));
const fieldTerms = `ttft tpot itl slo llm gpu gpus kv json http tls dns tcp api prefill tokenizer tokenizers tokenization
 quantized quantization serverless prefixes leaderboard ms tb gb mb ai backoff autocomplete`.split(/\s+/);
const lists = [process.env.WORD_LIST, '/usr/share/dict/american-english-large', '/usr/share/dict/words'];
const list = lists.find((path) => path !== undefined && existsSync(path));
if (list === undefined) throw new Error('No word list: install wamerican-large, or name a list in WORD_LIST.');
const words = new Set([...readFileSync(list, 'utf8').toLowerCase().split('\n'), ...fieldTerms]);

const answerLimit = 400;
const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error' });
const loadStart = performance.now();
const model = await llama.loadModel({ modelPath: file });
const loadMs = performance.now() - loadStart;
const context = await model.createContext({ contextSize: 8192, threads: 1 });
const sequence = context.getSequence();
const template = (await readGgufFileInfo(file)).metadata.tokenizer.chat_template;
if (resolveChatWrapper(model).wrapperName !== 'JinjaTemplate' || !template.includes('<|user|>')) throw new Error('The chat template was not taken.');

/** Splits a text into words and says which of them no list knows. Numbers are not words. */
function judge(text) {
  const all = text.replaceAll('’', "'").match(/[\p{L}\p{M}']+/gu) ?? [];
  const known = (word) => words.has(word.toLowerCase()) || words.has(word.toLowerCase().replace(/'s$/, ''));
  return { count: all.length, unknown: all.filter((word) => !known(word)) };
}

/** Cuts or repeats a text to this many tokens; `undefined` leaves it as it is. */
function tokensOf(text, length) {
  const tokens = model.tokenize(text, false);
  if (length === undefined) return tokens;
  const filled = [...tokens];
  while (filled.length < length) filled.push(...model.tokenize('\n' + text, false));
  return filled.slice(0, length);
}

async function answer(prompt, temperature, seed) {
  await sequence.clearHistory();
  const special = (text) => model.tokenize(text, true);
  const input = [model.tokens.bos, ...special('<|user|>'), ...prompt, ...special('<|assistant|>')];
  const tokens = [];
  const start = performance.now();
  const stamps = [];
  let ended = false;
  for await (const token of sequence.evaluate(input, { temperature, seed, topK: 0, topP: 1, minP: 0, yieldEogToken: true })) {
    stamps.push(performance.now());
    if (model.isEogToken(token)) { ended = true; break; }
    tokens.push(token);
    if (tokens.length >= answerLimit) break;
  }
  return {
    text: model.detokenize(tokens), length: tokens.length, ended,
    ttftMs: stamps[0] - start, tokensPerSecond: (1000 * (stamps.length - 1)) / (stamps.at(-1) - stamps[0]),
  };
}

/** A sentence that stands twice in an answer, or undefined. */
function repeatedSentence(text) {
  const sentences = text.split(/(?<=[.?!])\s+/);
  return sentences.find((sentence, index) => sentence.length > 20 && sentences.indexOf(sentence) !== index);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const groups = new Map();
const runs = [];
for (const { kind, text, length } of cases) {
  for (const temperature of [0, 0.8]) {
    const run = await answer(tokensOf(text, length), temperature, runs.length + 1);
    const verdict = judge(run.text);
    runs.push({ ...run, ...verdict });
    const name = `${kind.padEnd(8)} ${length === undefined ? ' as is' : String(length).padStart(6)} t=${temperature}`;
    const group = groups.get(name) ?? { runs: 0, words: 0, unknown: [], ended: 0, within300: 0, repeats: 0, lengths: [] };
    groups.set(name, group);
    group.runs += 1;
    group.words += verdict.count;
    group.unknown.push(...verdict.unknown);
    group.ended += run.ended ? 1 : 0;
    group.repeats += repeatedSentence(run.text) === undefined ? 0 : 1;
    group.lengths.push(run.length);
    if (process.env.SHOW !== undefined) console.log(`\n[${name}] ${text.slice(0, 60)}\n→ ${run.text}`);
  }
}

const share = (group) => (group.words === 0 ? 0 : 1 - group.unknown.length / group.words);
let failed = false;
const expect = (holds, sentence) => {
  failed ||= !holds;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${sentence}`);
};
for (const [name, group] of groups) {
  expect(share(group) >= 0.95 && group.ended >= 0.9 * group.runs,
    `${name}: ${(100 * share(group)).toFixed(2)} % English words of ${group.words}, ${group.ended}/${group.runs} ended, ` +
    `${group.repeats} with a repeated sentence, tokens ${Math.min(...group.lengths)}–${median(group.lengths)}–${Math.max(...group.lengths)}` +
    (group.unknown.length > 0 ? ` (${[...new Set(group.unknown)].slice(0, 8).join(', ')})` : ''));
}
const within300 = runs.filter((run) => run.ended && run.length <= 300).length / runs.length;
expect(within300 >= 0.95, `${(100 * within300).toFixed(1)} % of ${runs.length} answers end by themselves within 300 tokens`);
const different = new Set(runs.map((run) => run.text)).size;
expect(different >= 0.6 * runs.length, `${different} different answers`);
const control = ['<|user|>', '<|assistant|>', '<|system|>', '<s>', '</s>'];
expect(runs.every((run) => control.every((marker) => !run.text.includes(marker))), 'no marker is printed');

const fifty = tokensOf(cases[0].text, 50);
const warm = [];
for (let i = 0; i < 9; i++) warm.push(await answer(fifty, 0, 1));
const ttftMs = median(warm.map((run) => run.ttftMs));
const tokensPerSecond = median(warm.map((run) => run.tokensPerSecond));
expect(loadMs < 500, `load ${loadMs.toFixed(0)} ms`);
expect(ttftMs <= 150, `warm TTFT for 50 tokens ${ttftMs.toFixed(1)} ms (median of 9)`);
expect(tokensPerSecond >= 300, `decode ${tokensPerSecond.toFixed(0)} tokens/s (median of 9)`);
await llama.dispose();
process.exitCode = failed ? 1 : 0;
