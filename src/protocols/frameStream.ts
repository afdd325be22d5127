import type { Framing, FrameStream } from './dialect';
import { createEventStream } from './eventStream';
import { createJsonLines } from './jsonLines';

const makers: Readonly<Record<Framing, () => FrameStream>> = {
  sse: createEventStream,
  'json-lines': createJsonLines,
};

/** Cuts the text of one answer into frames, as its dialect frames them. */
export const createFrameStream = (framing: Framing): FrameStream => makers[framing]();
