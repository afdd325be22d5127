/** Prompts for the check: none of them is in the training text. */
const prose = [
  'The old lighthouse keeper climbed the stairs every evening, although no ship had passed the cape for eleven years.',
  'Write a polite email to a landlord about a leaking kitchen tap and ask when the plumber can come.',
  'Summarize the main causes of the French Revolution for pupils of twelve years.',
  'What is the difference between a lizard and a salamander?',
  'hi',
  'You are an expert in tax law. A freelancer in Vienna bought a bicycle for 1,200 euros. Can she deduct it?',
  'Why is TTFT high on our server when prompts are long?',
  'How can I reduce queue time for my chatbot?',
  'Explain speculative decoding.',
];
const code = [
  'def fibonacci(n: int) -> int:\n    """Return the n-th number."""\n    if n < 2:\n        return n\n    return fibonacci(n - 1) + fibonacci(n - 2)\n',
  'const rows = await pool.query<Invoice>(`select * from invoices where due < $1`, [new Date()]);\nrows.forEach((r) => console.log(r.id));',
  '#include <vector>\ntemplate <typename T> T sum(const std::vector<T>& xs) { T s{}; for (auto& x : xs) s += x; return s; }',
  'SELECT c.name, SUM(o.total) FROM customers c JOIN orders o ON o.cid = c.id GROUP BY 1 HAVING SUM(o.total) > 1e4;',
  'fn main() -> anyhow::Result<()> {\n    let args = Args::parse();\n    println!("{:?}", args);\n    Ok(())\n}',
  '{"openapi": "3.1.0", "paths": {"/pets/{id}": {"get": {"parameters": [{"name": "id", "in": "path"}]}}}}',
];
const chinese = [
  '请用三句话解释什么是光合作用，并举一个例子。',
  '把下面的句子翻译成英文：昨天晚上下了一场大雨，街道上到处都是水。',
  '写一首关于秋天的短诗。',
  '我们公司计划明年在上海开设新的办公室，请列出需要考虑的五个问题。',
  '你好',
];
const other = [
  '東京の天気を教えてください。明日は雨が降りますか？',
  'Напишите короткое письмо другу о летних каникулах.',
  '대한민국의 수도는 어디입니까?',
  'ما هي عاصمة مصر؟',
  '@@@###$$$%%%^^^&&&***((()))___+++',
  '🙂🙃😉🚀🔥',
  'x',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  '0x7f3a 9b1c e4d2 77aa 0190 ffff 8e8e',
];
const lengths = [5, 20, 100, 400, 1000, 2000, 3000, 4096];
const kinds = { prose, code, chinese, other };

export const cases = Object.entries(kinds).flatMap(([kind, texts]) => [
  ...texts.map((text) => ({ kind, text })),
  ...lengths.flatMap((length) => texts.slice(0, length > 400 ? 2 : 4).map((text) => ({ kind, text, length }))),
]);

/** Questions about latency, and what an answer on the subject must contain. */
export const questions = [
  ['What is TTFT?', /first token|TTFT/],
  ['Why is our time to first token so high in the morning?', /first token|TTFT/],
  ['Explain TPOT to me', /per output token|TPOT/],
  ['What is prefill?', /prefill/i],
  ['How does the KV cache work?', /KV cache/],
  ['Tell me about prompt caching.', /cache/i],
  ['How do I reduce queue time?', /queue/i],
  ['Explain continuous batching.', /batch/i],
  ['Should we look at p99 or at the median?', /percentile|median/],
  ['Explain speculative decoding.', /speculative|draft/],
  ['What does quantization change?', /quantiz|bits/],
  ['Does streaming make answers faster?', /stream/i],
  ['How long does a TLS handshake take?', /connection|TLS/],
  ['Why is the first request after a pause slow (cold start)?', /cold|load/i],
  ['How many threads should I use on a laptop?', /thread|local/i],
  ['What is a good latency budget for chat?', /budget|limit/],
  ['Is memory bandwidth important?', /bandwidth/],
  ['How do rate limits work?', /limit|retry|attempt/i],
  ['What is goodput?', /goodput|budget|limit/i],
  ['How should I run a load test?', /load/],
];
