import { createAwsEventStream } from './awsEventStream';
import type { Framing, FrameStream, TextFrameStream, Utf8 } from './dialect';
import { createEventStream } from './eventStream';
import { createJsonLines } from './jsonLines';

const makers: Readonly<Record<Framing, (utf8: Utf8) => FrameStream>> = {
  sse: (utf8) => ofText(createEventStream(), utf8),
  'json-lines': (utf8) => ofText(createJsonLines(), utf8),
  'aws-event-stream': createAwsEventStream,
};

/** Cuts the bytes of one answer into frames, as its dialect frames them. `utf8` must be its own, as it holds cut characters. */
export const createFrameStream = (framing: Framing, utf8: Utf8): FrameStream => makers[framing](utf8);

/** A read may end inside a character, whose first bytes wait for the rest. */
const ofText = (stream: TextFrameStream, utf8: Utf8): FrameStream => ({
  push: (bytes) => stream.push(utf8.decode(bytes, { stream: true })),
  end: () => [...stream.push(utf8.decode()), ...stream.end()],
});
