import type { RunError } from '../core/runError';
import type { RunRequest } from '../core/runRequest';
import type { StreamEvent } from '../core/streamEvent';
import type { HttpProtocol } from '../core/vocabulary';

/** One message of a stream, as its framing delivers it. */
export interface Frame {
  /** The event's name, where the framing has one. */
  readonly event: string | null;
  readonly data: string;
}

/** A request, ready to be sent. */
export interface HttpRequestParts {
  readonly method: 'POST';
  readonly url: string;
  /** Names in lower case. Holds the key; never to be logged or reported. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What error sentences need to know. */
export interface ErrorContext {
  readonly protocol: HttpProtocol;
  /** The address as it may be shown: without credentials. */
  readonly url: string;
  readonly model: string;
  /** Texts that no error may repeat: the key, header values, the prompt's messages. */
  readonly secrets: readonly string[];
}

/** Response headers as Node gives them: names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Turns the frames of one answer into events. Holds the state of that answer, so each answer needs its own. */
export interface Decoder {
  decode(frame: Frame): StreamEvent[];
  /** The connection closed. Says what was still held back, and an error when the answer was not complete. */
  end(): StreamEvent[];
}

/** `sse`: server-sent events. `json-lines`: one JSON value a line. `aws-event-stream`: Amazon's binary messages. */
export type Framing = 'sse' | 'json-lines' | 'aws-event-stream';

/** What a `TextDecoder` does. Handed in, as this room knows no globals. */
export interface Utf8 {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

/** Pieces in, frames out, synchronously, so that the caller can stamp every frame with the read that completed it. */
interface Cutter<Piece> {
  /** Throws `RunFailure` when a frame outgrows the limit or cannot be one; nothing may be pushed after that. */
  push(piece: Piece): Frame[];
  /** The connection closed: the last frame may lack its end. */
  end(): Frame[];
}

/** Cuts the bytes of an answer into frames. */
export type FrameStream = Cutter<Uint8Array>;

/** Cuts the text of an answer into frames, for framings that are text. */
export type TextFrameStream = Cutter<string>;

/** One vendor's wire format. Pure: no socket, no clock, no state beyond a decoder's. */
export interface Dialect {
  /** How the answer's bytes are cut into frames. */
  readonly framing: Framing;
  /** Images in prompts: themselves only, or by their web address too. Without it, none. */
  readonly images?: 'bytes' | 'addresses';
  /** Loads what only this dialect needs; to be awaited before an answer is read. */
  load?(): Promise<void>;
  encode(request: RunRequest): HttpRequestParts;
  createDecoder(context: ErrorContext): Decoder;
  /** An answer that came as one body, asked for or not; ends with an `end` event unless it is an error. */
  decodeBody(body: string, context: ErrorContext): StreamEvent[];
  /** An answer with an error status. */
  decodeError(status: number, headers: ResponseHeaders, body: string, context: ErrorContext): RunError;
}
