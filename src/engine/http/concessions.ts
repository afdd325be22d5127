import type { RunRequest } from '../../core/runRequest';
import type { Refusal } from './refusalReader';

/** Something that a request asks for and can do without, when a server refuses it by name. */
export type Concession = 'usage' | 'streaming';

const concessions: readonly { readonly name: Concession; readonly pattern: RegExp; readonly detail: string }[] = [
  {
    name: 'usage',
    pattern: /stream_options|include_usage/,
    detail: 'The server refused to be asked for usage (stream_options); asked again without it.',
  },
  {
    name: 'streaming',
    pattern:
      /\bstream(?:ing)?\b[^.]{0,40}\bnot\b[^.]{0,20}\b(?:support|allow|available)|unsupported[^.]{0,40}\bstream/i,
    detail: 'The server cannot stream; asked again for the answer as one body.',
  },
];

/** What to give up so that this refusal does not come again; `null` when it is about something else. */
export function concessionFor({ status, body }: Refusal, made: ReadonlySet<Concession>) {
  if (status !== 400 && status !== 422 && status !== 501) return null;
  return concessions.find(({ name, pattern }) => !made.has(name) && pattern.test(body)) ?? null;
}

/** The request as it is sent once streaming is given up. */
export const withoutStreaming = (request: RunRequest): RunRequest => ({
  ...request,
  parameters: { ...request.parameters, extra: { ...request.parameters.extra, stream: false } },
});
