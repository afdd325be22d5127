import type { HeaderProfile } from './vendorProfile';

/** Kept from every server: who answered, through what, and in which form. */
export const COMMON_HEADERS: readonly HeaderProfile[] = [
  { name: 'content-type', covers: 'the form of the answer' },
  { name: 'content-encoding', covers: 'how the answer was packed' },
  { name: 'server', covers: 'the software that answered, often a proxy' },
  { name: 'via', covers: 'the proxies on the way' },
  { name: 'x-request-id', covers: "the request's name in the server's log" },
  { name: 'x-accel-buffering', covers: 'whether a proxy may hold text back' },
  { name: 'openai-processing-ms', covers: 'work until the headers were sent, so not the tokens of a stream' },
  {
    name: 'x-envoy-upstream-service-time',
    covers: 'ms from the edge to the model servers and back, until the headers',
  },
];

export const RATE_LIMITS: HeaderProfile = {
  name: 'x-ratelimit-*',
  covers: 'what is left of the quota, and when it is full again',
};
