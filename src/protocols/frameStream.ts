import { createAwsEventStream } from './awsEventStream';
import type { Framing, FrameStream, TextFrameStream } from './dialect';
import { createEventStream } from './eventStream';
import { createJsonLines } from './jsonLines';

const makers: Readonly<Record<Framing, () => FrameStream>> = {
  sse: () => ofText(createEventStream()),
  'json-lines': () => ofText(createJsonLines()),
  'aws-event-stream': createAwsEventStream,
};

/** Cuts the bytes of one answer into frames, as its dialect frames them. */
export const createFrameStream = (framing: Framing): FrameStream => makers[framing]();

/** A read may end inside a character, whose first bytes wait for the rest. */
function ofText(stream: TextFrameStream): FrameStream {
  const utf8 = new TextDecoder();
  return {
    push: (bytes) => stream.push(utf8.decode(bytes, { stream: true })),
    end: () => [...stream.push(utf8.decode()), ...stream.end()],
  };
}
