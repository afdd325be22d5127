import type { EventStreamCodec } from '@smithy/core/event-streams';
import type { Utf8 } from './dialect';

/** Kept once it is loaded: some 70 KB of code that no other protocol needs, so a thread does not start with it. */
let loaded: typeof EventStreamCodec | null = null;

/** To be awaited before `awsCodec` is used. */
export async function loadAwsCodec(): Promise<void> {
  ({ EventStreamCodec: loaded } = await import('@smithy/core/event-streams'));
}

/** Takes single messages apart and checks their checksums; holds no state. Using it before it is loaded is a mistake of the caller. */
export function awsCodec(utf8: Utf8): EventStreamCodec {
  if (!loaded) throw new TypeError('loadAwsCodec was not awaited');
  const decode = (bytes: Uint8Array | string): string => (typeof bytes === 'string' ? bytes : utf8.decode(bytes));
  return new loaded(decode, () => {
    throw new TypeError('no message is made here');
  });
}
