import { writeFile } from 'node:fs/promises';

/** A GGUF value with its type tag: see the format's description in ggml's docs/gguf.md. */
type Value =
  | { readonly type: 'u32' | 'f32' | 'i32'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'strings'; readonly value: readonly string[] }
  | { readonly type: 'f32s' | 'i32s'; readonly value: readonly number[] };

const TAG = { u32: 4, i32: 5, f32: 6, string: 8, array: 9 } as const;
const ALIGNMENT = 32;

/** What a test may change about the model; everything else is fixed. `chatTemplate: null` leaves it out. */
export interface TinyModelOptions {
  readonly architecture?: string;
  readonly name?: string;
  readonly contextLength?: number;
  readonly chatTemplate?: string | null;
  readonly seed?: number;
}

const TEMPLATE =
  "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}\n{% endfor %}" +
  '{% if add_generation_prompt %}<|assistant|>{% endif %}';

const WIDTH = 32;
const LAYERS = 2;
const FEED_FORWARD = 64;
const HEADS = 2;
const END_TOKEN = 2;

/**
 * A random llama model of 160 KB. It says nonsense, never ends by itself, and speaks mostly in single bytes, so that
 * incomplete UTF-8 characters are the rule. For tests of everything but the quality of an answer.
 */
export async function writeTinyModel(path: string, options: TinyModelOptions = {}): Promise<void> {
  await writeFile(path, tinyModel(options));
}

/** The bytes of the model. */
export function tinyModel(options: TinyModelOptions = {}): Buffer {
  const vocabulary = makeVocabulary();
  const tensors = makeTensors(vocabulary.tokens.length, options.seed ?? 1);
  const metadata = makeMetadata(options, vocabulary);
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(metadata.length),
    ...metadata.flatMap(([key, value]) => [text(key), ...encode(value)]),
    ...describe(tensors),
  ]);
  return Buffer.concat([pad(head), ...tensors.map(({ data }) => pad(Buffer.from(data.buffer)))]);
}

interface Vocabulary {
  readonly tokens: string[];
  readonly types: number[];
}

function makeVocabulary(): Vocabulary {
  const tokens = ['<unk>', '<s>', '</s>', '<|system|>', '<|user|>', '<|assistant|>'];
  const types = [2, 3, 3, 3, 3, 3];
  for (let byte = 0; byte < 256; byte++) {
    tokens.push(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
    types.push(6);
  }
  for (const word of ['▁', '▁the', '▁a', '▁token', 'e', 't', 'a', 'o', 'n', '世', '界', 'é']) {
    tokens.push(word);
    types.push(1);
  }
  return { tokens, types };
}

function makeMetadata(options: TinyModelOptions, vocabulary: Vocabulary): [string, Value][] {
  const architecture = options.architecture ?? 'llama';
  const template = options.chatTemplate === undefined ? TEMPLATE : options.chatTemplate;
  const u32Of = (value: number): Value => ({ type: 'u32', value });
  const metadata: [string, Value][] = [
    ['general.architecture', { type: 'string', value: architecture }],
    ['general.name', { type: 'string', value: options.name ?? 'Tiny Random' }],
    ['general.file_type', u32Of(0)],
    [`${architecture}.context_length`, u32Of(options.contextLength ?? 1024)],
    [`${architecture}.embedding_length`, u32Of(WIDTH)],
    [`${architecture}.block_count`, u32Of(LAYERS)],
    [`${architecture}.feed_forward_length`, u32Of(FEED_FORWARD)],
    [`${architecture}.attention.head_count`, u32Of(HEADS)],
    [`${architecture}.attention.layer_norm_rms_epsilon`, { type: 'f32', value: 1e-5 }],
    [`${architecture}.rope.dimension_count`, u32Of(WIDTH / HEADS)],
    ['tokenizer.ggml.model', { type: 'string', value: 'llama' }],
    ['tokenizer.ggml.tokens', { type: 'strings', value: vocabulary.tokens }],
    ['tokenizer.ggml.scores', { type: 'f32s', value: vocabulary.tokens.map((_, index) => -index) }],
    ['tokenizer.ggml.token_type', { type: 'i32s', value: vocabulary.types }],
    ['tokenizer.ggml.bos_token_id', u32Of(1)],
    ['tokenizer.ggml.eos_token_id', u32Of(END_TOKEN)],
  ];
  if (template !== null) metadata.push(['tokenizer.chat_template', { type: 'string', value: template }]);
  return metadata;
}

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

function makeTensors(vocabularySize: number, seed: number): Tensor[] {
  const random = makeRandom(seed);
  const tensor = (name: string, ...shape: number[]): Tensor => {
    const isNorm = shape.length === 1;
    const data = Float32Array.from({ length: shape.reduce((product, size) => product * size) }, () =>
      isNorm ? 1 : random() - 0.5,
    );
    return { name, shape, data };
  };
  const block = (index: number): Tensor[] => [
    tensor(`blk.${index}.attn_norm.weight`, WIDTH),
    ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((part) => tensor(`blk.${index}.${part}.weight`, WIDTH, WIDTH)),
    tensor(`blk.${index}.ffn_norm.weight`, WIDTH),
    tensor(`blk.${index}.ffn_gate.weight`, WIDTH, FEED_FORWARD),
    tensor(`blk.${index}.ffn_up.weight`, WIDTH, FEED_FORWARD),
    tensor(`blk.${index}.ffn_down.weight`, FEED_FORWARD, WIDTH),
  ];
  const output = tensor('output.weight', WIDTH, vocabularySize);
  // Weighs nothing, so it is never the likeliest token.
  output.data.fill(0, END_TOKEN * WIDTH, (END_TOKEN + 1) * WIDTH);
  return [
    tensor('token_embd.weight', WIDTH, vocabularySize),
    output,
    tensor('output_norm.weight', WIDTH),
    ...Array.from({ length: LAYERS }, (_, index) => block(index)).flat(),
  ];
}

/** Mulberry32: the same numbers for the same seed on every machine. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function describe(tensors: readonly Tensor[]): Buffer[] {
  let offset = 0;
  return tensors.map(({ name, shape, data }) => {
    const at = offset;
    offset += Math.ceil(data.byteLength / ALIGNMENT) * ALIGNMENT;
    return Buffer.concat([text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(at)]);
  });
}

function encode(value: Value): Buffer[] {
  switch (value.type) {
    case 'string':
      return [u32(TAG.string), text(value.value)];
    case 'strings':
      return [u32(TAG.array), u32(TAG.string), u64(value.value.length), ...value.value.map(text)];
    case 'f32s':
    case 'i32s': {
      const element = value.type === 'f32s' ? 'f32' : 'i32';
      return [
        u32(TAG.array),
        u32(TAG[element]),
        u64(value.value.length),
        ...value.value.map((each) => number(element, each)),
      ];
    }
    default:
      return [u32(TAG[value.type]), number(value.type, value.value)];
  }
}

function number(type: 'u32' | 'f32' | 'i32', value: number): Buffer {
  const bytes = Buffer.alloc(4);
  if (type === 'f32') bytes.writeFloatLE(value);
  else if (type === 'i32') bytes.writeInt32LE(value);
  else bytes.writeUInt32LE(value);
  return bytes;
}

const u32 = (value: number): Buffer => number('u32', value);

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

const text = (value: string): Buffer => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

const pad = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)]);
