/**
 * Checks the built-in model with the runtime that loads it: `npm exec node media/model/check.mjs [file.gguf]`.
 * Fails when answers are not English, do not end, repeat themselves, miss the subject asked for, or come too slowly.
 * SHOW=1 prints the answers; WORD_LIST=file takes another list of English words, one a line.
 */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { getLlama } from 'node-llama-cpp';
import { cases, questions } from './checkPrompts.mjs';

const fieldTerms = `a i ttft tpot itl slo llm cpu gpu gpus kv json http tls dns tcp api prefill tokenizer tokenizers tokenization
 quantized quantization serverless prefixes leaderboard backoff autocomplete ms tb gb mb doesn't isn't goodput`;
const answerLimit = 400;
const file = process.argv[2] ?? fileURLToPath(new URL('latency-1m.gguf', import.meta.url));
const words = new Set([...englishWords(), ...fieldTerms.split(/\s+/)]);

function englishWords() {
  if (process.env.WORD_LIST === undefined) return createRequire(import.meta.url)('an-array-of-english-words');
  return readFileSync(process.env.WORD_LIST, 'utf8').toLowerCase().split('\n');
}

const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error' });
const loadStart = performance.now();
const model = await llama.loadModel({ modelPath: file });
const loadMs = performance.now() - loadStart;
// One thread: more of them only wait for each other in a model this small.
const context = await model.createContext({ contextSize: 8192, threads: 1 });
const sequence = context.getSequence();
const markers = ['<|user|>', '<|assistant|>', '<|system|>', '<s>', '</s>'];

/** A text as tokens, repeated and cut to `length` when that is given. */
function tokensOf(text, length) {
  const tokens = [...model.tokenize(text, false)];
  while (tokens.length < (length ?? 0)) tokens.push(...model.tokenize(`\n${text}`, false));
  return tokens.slice(0, length);
}

/** One answer at full randomness for its temperature: no top-k, no top-p. */
async function ask(prompt, temperature, seed) {
  await sequence.clearHistory();
  const [user, assistant] = ['<|user|>', '<|assistant|>'].flatMap((marker) => model.tokenize(marker, true));
  const options = { temperature, seed, topK: 0, topP: 1, minP: 0, yieldEogToken: true };
  const tokens = [];
  const stamps = [];
  let ended = false;
  const start = performance.now();
  for await (const token of sequence.evaluate([model.tokens.bos, user, ...prompt, assistant], options)) {
    stamps.push(performance.now());
    ended = model.isEogToken(token);
    if (ended || tokens.push(token) >= answerLimit) break;
  }
  const tokensPerSecond = (1000 * (stamps.length - 1)) / (stamps.at(-1) - stamps[0]);
  return { text: model.detokenize(tokens), length: tokens.length, ended, ttftMs: stamps[0] - start, tokensPerSecond };
}

/** Words of a text, and those that no list knows. Numbers are not words. */
function spelling(text) {
  const all = text.replaceAll('’', "'").match(/[\p{L}\p{M}']+/gu) ?? [];
  const known = (word) => words.has(word) || words.has(word.replace(/'s$/, ''));
  return { words: all.length, unknown: all.filter((word) => !known(word.toLowerCase())) };
}

function repeatsItself(text) {
  const sentences = text.split(/(?<=[.?!])\s+/);
  return new Set(sentences).size < sentences.length;
}

let failed = false;
function expect(holds, sentence) {
  failed ||= !holds;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${sentence}`);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const count = (runs, holds) => runs.filter(holds).length;
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

/** Every prompt at temperature 0 and 0.8. */
async function runCases() {
  const runs = [];
  for (const { kind, text, length } of cases) {
    for (const temperature of [0, 0.8]) {
      const run = await ask(tokensOf(text, length), temperature, runs.length + 1);
      const group = `${kind}, ${length === undefined ? 'as it is' : `${length} tokens`}, temperature ${temperature}`;
      runs.push({ ...run, ...spelling(run.text), group });
      if (process.env.SHOW !== undefined) console.log(`\n[${group}] ${text.slice(0, 60)}\n→ ${run.text}`);
    }
  }
  return runs;
}

function judgeAnswers(runs) {
  for (const [group, members] of Map.groupBy(runs, (run) => run.group)) {
    const total = sum(members.map((run) => run.words));
    const unknown = members.flatMap((run) => run.unknown);
    const lengths = members.map((run) => run.length);
    expect(
      total > 0 && unknown.length <= 0.05 * total,
      `${group}: ${percent(total - unknown.length, total)} of ${total} words are English, ` +
        `${Math.min(...lengths)} to ${Math.max(...lengths)} tokens ${[...new Set(unknown)].slice(0, 6).join(' ')}`,
    );
  }
  const all = runs.length;
  const total = sum(runs.map((run) => run.words));
  const known = total - sum(runs.map((run) => run.unknown.length));
  expect(known >= 0.95 * total, `all: ${percent(known, total)} of ${total} words are English`);
  const inTime = count(runs, (run) => run.ended && run.length <= 300);
  expect(inTime >= 0.95 * all, `${percent(inTime, all)} of ${all} answers end by themselves within 300 tokens`);
  const repeating = count(runs, (run) => repeatsItself(run.text));
  expect(repeating <= 0.05 * all, `${repeating} answers say a sentence twice`);
  const different = new Set(runs.map((run) => run.text)).size;
  expect(different >= 0.6 * all, `${different} different answers`);
  const clean = !runs.some((run) => markers.some((marker) => run.text.includes(marker)));
  expect(clean, 'no marker is printed');
}

/** A question about a subject is answered with that subject's own words. */
async function judgeSubjects() {
  let met = 0;
  for (const [question, term] of questions) {
    const { text } = await ask(tokensOf(question), 0, 1);
    if (term.test(text)) met += 1;
    else console.log(`     missed: ${question} → ${text.slice(0, 90)}…`);
  }
  expect(
    met >= 0.75 * questions.length,
    `${met} of ${questions.length} questions about latency are answered on their subject`,
  );
}

async function judgeSpeed() {
  const prompt = tokensOf(cases[0].text, 50);
  const runs = [];
  for (let i = 0; i < 9; i++) runs.push(await ask(prompt, 0, 1));
  const ttftMs = median(runs.map((run) => run.ttftMs));
  const tokensPerSecond = median(runs.map((run) => run.tokensPerSecond));
  expect(loadMs < 500, `load ${loadMs.toFixed(0)} ms`);
  expect(ttftMs <= 150, `warm TTFT for 50 tokens ${ttftMs.toFixed(1)} ms (median of 9)`);
  expect(tokensPerSecond >= 300, `decode ${tokensPerSecond.toFixed(0)} tokens/s (median of 9)`);
}

judgeAnswers(await runCases());
await judgeSubjects();
await judgeSpeed();
await llama.dispose();
process.exitCode = failed ? 1 : 0;
