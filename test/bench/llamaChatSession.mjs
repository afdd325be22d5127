/**
 * The same model through node-llama-cpp's high-level session, in a process of its own: what one would write without this
 * project. Arguments: model path, threads (`default` leaves the choice to the library), tokens per answer (few, because the
 * default may take a quarter of a second for each). Prints one line of JSON.
 */
import { getLlama, LlamaChatSession, LlamaLogLevel } from 'node-llama-cpp';

const startedAt = performance.now();
const [modelPath = '', threads = 'default', maxTokens = '6'] = process.argv.slice(2);
const llama = await getLlama({ gpu: false, build: 'never', progressLogs: false, logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({
  contextSize: 4096,
  ...(threads === 'default' ? {} : { threads: Number(threads) }),
});
const session = new LlamaChatSession({ contextSequence: context.getSequence() });

/** @param {string} prompt */
async function ask(prompt) {
  const from = performance.now();
  /** @type {number[]} */
  const stamps = [];
  session.resetChatHistory();
  await session.prompt(prompt, {
    temperature: 0,
    maxTokens: Number(maxTokens),
    onToken: (tokens) => tokens.forEach(() => stamps.push(performance.now())),
  });
  const [first = NaN, last = NaN] = [stamps[0], stamps.at(-1)];
  return {
    firstMs: first - from,
    coldMs: first - startedAt,
    tokensPerSecond: (1000 * (stamps.length - 1)) / (last - first),
  };
}

const { coldMs } = await ask('What is a token?');
const { firstMs, tokensPerSecond } = await ask(`Once more: ${'what is latency and why does it matter '.repeat(5)}`);
console.log(JSON.stringify({ coldMs, firstMs, tokensPerSecond }));
process.exit(0);
