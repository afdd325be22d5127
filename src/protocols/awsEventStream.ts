import type { EventStreamCodec } from '@smithy/core/event-streams';
import { RunFailure, runError } from '../core/runError';
import { awsCodec } from './awsCodec';
import type { Frame, FrameStream, Utf8 } from './dialect';
import { MAX_PENDING_BYTES, tooLarge } from './frameLimit';
import { asObject, asText, parseJson } from './json';

/** A message begins with its own length, and no message is shorter than its two lengths and two checksums. */
const LENGTH_BYTES = 4;
const LEAST_BYTES = 16;

/**
 * Amazon's binary event stream (`application/vnd.amazon.eventstream`). An exception that comes as a message becomes an event
 * `error`, as other framings have it.
 */
export function createAwsEventStream(utf8: Utf8, mostBytes = MAX_PENDING_BYTES): FrameStream {
  const codec = awsCodec(utf8);
  /** Bytes of the message under way, in parts: joining them at each piece would be quadratic. */
  let parts: Uint8Array[] = [];
  let pending = 0;
  let wanted = LENGTH_BYTES;

  const keep = (rest: Uint8Array): void => {
    parts = rest.length > 0 ? [rest] : [];
    pending = rest.length;
  };
  return {
    push(bytes) {
      parts.push(bytes);
      pending += bytes.length;
      const frames: Frame[] = [];
      while (pending >= wanted) {
        const whole = joined(parts, pending);
        keep(whole);
        wanted = lengthOf(whole, mostBytes);
        if (pending < wanted) break;
        const { headers, body } = decoded(codec, whole.subarray(0, wanted));
        frames.push(frameOf(headers, utf8.decode(body)));
        keep(whole.subarray(wanted));
        wanted = LENGTH_BYTES;
      }
      return frames;
    },
    // A message whose end is missing says nothing.
    end: () => [],
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function lengthOf(bytes: Uint8Array, mostBytes: number): number {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  if (length < LEAST_BYTES) throw damaged();
  if (length > mostBytes) throw tooLarge('a message', mostBytes, 'bytes');
  return length;
}

type Headers = ReturnType<EventStreamCodec['decode']>['headers'];

const textOf = (headers: Headers, name: string): string | null => {
  const header = headers[name];
  return header?.type === 'string' ? header.value : null;
};

function frameOf(headers: Headers, data: string): Frame {
  switch (textOf(headers, ':message-type')) {
    case 'exception':
      return errorFrame(textOf(headers, ':exception-type'), asText(asObject(parseJson(data))?.['message']) ?? data);
    case 'error':
      return errorFrame(textOf(headers, ':error-code'), textOf(headers, ':error-message'));
    default:
      return { event: textOf(headers, ':event-type'), data };
  }
}

const errorFrame = (type: string | null, message: string | null): Frame => ({
  event: 'error',
  data: JSON.stringify({ type, message }),
});

/** Both checksums of a message are checked. */
function decoded(codec: EventStreamCodec, bytes: Uint8Array): ReturnType<EventStreamCodec['decode']> {
  try {
    return codec.decode(bytes);
  } catch (error) {
    throw damaged(error);
  }
}

const damaged = (cause?: unknown): RunFailure =>
  new RunFailure(
    runError(
      'malformed',
      'The answer holds a message that is damaged or no message of an Amazon event stream. Check that the URL is that of Bedrock; a proxy in between may change bytes.',
    ),
    { cause },
  );
