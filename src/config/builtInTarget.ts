import { BUILT_IN_SCHEME, type GgufTarget } from '../core/target';

/** What answers when nothing is configured: no key, no network, nothing to install. */
export const BUILT_IN_TARGET: GgufTarget = {
  name: 'Built-in 1 M-parameter model',
  protocol: 'gguf',
  model: 'latency-1m',
  path: `${BUILT_IN_SCHEME}latency-1m`,
};
