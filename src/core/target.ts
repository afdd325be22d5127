import * as v from 'valibot';
import { stated } from './stated';
import { HTTP_PROTOCOLS, VENDORS } from './vocabulary';

/**
 * A place that answers prompts, as users write it in `prompt-profiler.json` or in the setting `promptProfiler.targets`.
 * The JSON Schema for completion and hover help is made from this very value, so the descriptions are user-facing.
 */

const positive = v.pipe(v.number(), v.gtValue(0));
const notNegative = v.pipe(v.number(), v.minValue(0));
const positiveInteger = v.pipe(v.number(), v.integer(), v.minValue(1));
const text = v.pipe(v.string(), v.nonEmpty());
const address = v.pipe(v.string(), v.regex(/^https?:\/\/[^/\s]+/i, stated('It must begin with http:// or https://.')));

const described = <const S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description));

export const PriceSchema = v.strictObject({
  inputPerMTok: described(notNegative, 'USD per million input tokens.'),
  outputPerMTok: described(notNegative, 'USD per million output tokens.'),
  cachedInputPerMTok: v.optional(
    described(
      notNegative,
      'USD per million cached input tokens. Without it cached tokens cost as much as other input.',
    ),
  ),
});

export const ParametersSchema = v.strictObject({
  maxTokens: v.optional(described(positiveInteger, 'Most tokens to generate.')),
  temperature: v.optional(described(notNegative, 'Sampling temperature; 0 always takes the likeliest token.')),
  topP: v.optional(described(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 'Nucleus sampling, above 0 to 1.')),
  seed: v.optional(described(v.pipe(v.number(), v.integer()), 'Seed for sampling, where the server takes one.')),
  stop: v.optional(described(v.array(text), 'Texts that end the answer.')),
  extra: v.optional(
    described(
      v.record(v.string(), v.unknown()),
      'Further fields, sent as they are in the request body. A model file knows one: `ignore_eos`, to go on behind the end of the answer.',
    ),
  ),
});

export const TimeoutsSchema = v.strictObject({
  connectMs: v.optional(described(positive, 'Give up when no connection stands after this time. Default: 10 000 ms.')),
  firstByteMs: v.optional(
    described(
      notNegative,
      'Give up when no byte of the answer came after this time; 0: wait for ever. Default: 600 000 ms.',
    ),
  ),
  stallMs: v.optional(
    described(
      notNegative,
      'Give up when no data came for this time in mid-answer; 0: wait for ever. Default: 120 000 ms.',
    ),
  ),
});

export const BudgetsSchema = v.strictObject({
  ttftMs: v.optional(described(positive, 'Time to first token that you want to keep, in ms.')),
  tpotMs: v.optional(described(positive, 'Time per output token that you want to keep, in ms.')),
  e2eMs: v.optional(described(positive, 'End-to-end latency that you want to keep, in ms.')),
});

export const TlsSchema = v.strictObject({
  ca: v.optional(
    described(
      v.union([text, v.array(text)]),
      'Files with certificate authorities to trust besides the usual ones, in PEM; relative paths start at the folder of this file.',
    ),
  ),
  cert: v.optional(described(text, 'File with the client certificate, in PEM.')),
  key: v.optional(described(text, 'File with the key of the client certificate, in PEM.')),
  pfx: v.optional(described(text, 'File with client certificate and key in one, in PKCS #12 form.')),
  passphraseFrom: v.optional(
    described(
      v.pipe(
        v.string(),
        v.regex(/^(secret|env:[A-Za-z_][A-Za-z0-9_]*)$/, stated('It must be "secret" or "env:NAME".')),
      ),
      'Where the passphrase of key or pfx is: "secret" (asked for once, and kept in the editor\'s secret storage) or "env:NAME". Never put the passphrase itself here.',
    ),
  ),
  serverName: v.optional(
    described(text, 'Name that the certificate of the server must be for, when it is not the host.'),
  ),
});

const common = {
  name: described(text, 'Name shown in the status bar, the picker and the panel. Must be unique.'),
  model: v.optional(described(text, 'Model name as the server knows it.')),
  parameters: v.optional(described(ParametersSchema, 'Defaults for each run on this target.')),
  price: v.optional(described(PriceSchema, 'Your own price; it goes before the price table.')),
  contextWindow: v.optional(described(positiveInteger, 'Context window of the model, in tokens.')),
  timeouts: v.optional(described(TimeoutsSchema, 'When to give up.')),
  budgets: v.optional(described(BudgetsSchema, 'Limits; a number over its budget is marked.')),
};

export const HttpTargetSchema = v.strictObject({
  ...common,
  protocol: described(v.picklist(HTTP_PROTOCOLS), 'Wire format that the server speaks.'),
  url: described(
    address,
    'Base URL, for instance http://127.0.0.1:8000/v1, or http://unix:/run/llm.sock:/v1 for a Unix socket (on Windows http://unix://./pipe/llm:/v1 for a named pipe).',
  ),
  model: described(text, 'Model name as the server knows it.'),
  vendor: v.optional(
    described(
      v.picklist(VENDORS),
      'What cloud or server it is. Without it that follows from the address, or an OpenAI-compatible server is asked before its first run; "generic" asks nothing.',
    ),
  ),
  keyFrom: v.optional(
    described(
      v.pipe(
        v.string(),
        v.regex(/^(secret|env:[A-Za-z_][A-Za-z0-9_]*)$/, stated('It must be "secret" or "env:NAME".')),
      ),
      'Where the key is: "secret" (the editor\'s secret storage, command Set API Key) or "env:NAME".',
    ),
  ),
  headers: v.optional(
    described(
      v.record(v.string(), v.string()),
      'Further request headers. Never write a key here: "${env:NAME}" stands for an environment variable, "${secret}" for the key in the editor\'s secret storage, which then goes nowhere else.',
    ),
  ),
  metrics: v.optional(
    described(
      v.boolean(),
      "Read the server's Prometheus metrics before and after each run, at /metrics of the same origin, for its own times.",
    ),
  ),
  metricsUrl: v.optional(
    described(address, 'Where the Prometheus metrics of the server are, for instance http://127.0.0.1:8002/metrics.'),
  ),
  tls: v.optional(described(TlsSchema, 'How the connection is secured: further authorities, a client certificate.')),
});

export const GgufTargetSchema = v.strictObject({
  ...common,
  protocol: described(v.literal('gguf'), 'A GGUF model file, run on this machine.'),
  path: described(text, 'Path of the .gguf file; relative paths start at the folder of this file.'),
  threads: v.optional(described(positiveInteger, 'Threads to use. Without it a short trial at load chooses.')),
  contextTokens: v.optional(described(positiveInteger, 'Context size to create, in tokens.')),
});

export const LmTargetSchema = v.strictObject({
  ...common,
  protocol: described(
    v.literal('vscode-lm'),
    'A language model of the editor, as other extensions offer them; in the editor only.',
  ),
  model: described(text, 'Id of the model; Select Target lists those that there are.'),
  provider: v.optional(described(text, 'Who offers the model, for instance "copilot".')),
});

export const TargetSchema = v.variant('protocol', [HttpTargetSchema, GgufTargetSchema, LmTargetSchema]);

export const TargetsFileSchema = v.strictObject({
  $schema: v.optional(v.string()),
  targets: described(v.array(TargetSchema), 'The endpoints and models that prompts can be profiled on.'),
  defaultTarget: v.optional(described(text, 'Name of the target to use when none is chosen.')),
});

export type Price = v.InferOutput<typeof PriceSchema>;
export type Parameters = v.InferOutput<typeof ParametersSchema>;
export type Timeouts = v.InferOutput<typeof TimeoutsSchema>;
export type Tls = v.InferOutput<typeof TlsSchema>;
export type HttpTarget = v.InferOutput<typeof HttpTargetSchema>;
export type GgufTarget = v.InferOutput<typeof GgufTargetSchema>;
export type LmTarget = v.InferOutput<typeof LmTargetSchema>;
export type Target = v.InferOutput<typeof TargetSchema>;
export type TargetsFile = v.InferOutput<typeof TargetsFileSchema>;

/** Waiting limits used when a target names none. No other limit exists. */
export const DEFAULT_TIMEOUTS = { connectMs: 10_000, firstByteMs: 600_000, stallMs: 120_000 } as const;

/** Model paths that begin with this name a model that ships with the product; the engine knows where it lies. */
export const BUILT_IN_SCHEME = 'builtin:';

/** Where a target is, for lists and reports: nothing secret is left out here, as an address may hold some. */
export function placeOf(target: Target): string {
  if (isHttpTarget(target)) return target.url;
  return target.protocol === 'gguf'
    ? target.path
    : `vscode-lm:${target.provider === undefined ? '' : `${target.provider}/`}${target.model}`;
}

/** The file that a stored passphrase opens; `null`: none is wanted from there. */
export const passphraseFileOf = (tls: Tls | undefined): string | null =>
  tls?.passphraseFrom === 'secret' ? (tls.pfx ?? tls.key ?? null) : null;

/** Tokens that prompt and answer may have together, as far as the target says; `null`: it does not. */
export const contextTokensOf = (target: Target): number | null =>
  target.contextWindow ?? (target.protocol === 'gguf' ? (target.contextTokens ?? null) : null);

/** An endpoint over HTTP, as against a model file and a language model of the editor. */
export const isHttpTarget = (target: Target): target is HttpTarget => 'url' in target;
