/** Routes that users paste as a base URL, and the version before them. */
const ROUTE =
  /\/(?:chat\/completions|completions?|responses|messages|generate(?:_stream)?|converse(?:-stream)?|models)$/;
const OWN_ROUTE = /\/(?:api(?:\/v\d+)?(?:\/(?:chat|generate))?|v2\/models\/.*)$/;
const VERSION = /\/v\d\w*$/;

/** Where a server begins: its base URL without route, version and query. What it says of itself stands under this. */
export function serverRoot(base: string): string {
  const path = (/^[^?#]*/.exec(base)?.[0] ?? '').replace(/\/+$/, '');
  return path.replace(OWN_ROUTE, '').replace(ROUTE, '').replace(VERSION, '').replace(/\/+$/, '');
}
