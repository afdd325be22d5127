import type { EventStreamCodec } from '@smithy/core/event-streams';

/** Kept once it is loaded: some 70 KB of code that no other protocol needs, so a thread does not start with it. */
let loaded: EventStreamCodec | null = null;

/** To be awaited before `awsCodec` is used. */
export async function loadAwsCodec(): Promise<void> {
  const { EventStreamCodec: Codec } = await import('@smithy/core/event-streams');
  const utf8 = new TextDecoder();
  loaded ??= new Codec(
    (bytes) => (typeof bytes === 'string' ? bytes : utf8.decode(bytes)),
    (text) => new TextEncoder().encode(text),
  );
}

/** Takes single messages apart and checks their checksums; holds no state. Using it before it is loaded is a mistake of the caller. */
export function awsCodec(): EventStreamCodec {
  if (!loaded) throw new TypeError('loadAwsCodec was not awaited');
  return loaded;
}
