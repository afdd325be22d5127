/** A Unix socket and the path that is asked for over it. */
export interface UnixSocket {
  readonly socketPath: string;
  readonly path: string;
}

/** `http://unix:/run/llm.sock:/v1`, the form that nginx and others use; a name that ends in `.sock` needs no second colon. */
const UNIX = /^http:\/\/unix:?(\/(?:[^:?#]*?\.sock(?=[:/?#]|$)|[^:?#]+(?=:))):?([^#]*)/i;

/** The socket that an address names; `null` for all other addresses. */
export function unixSocketOf(address: string): UnixSocket | null {
  const [, socketPath, path = ''] = UNIX.exec(address) ?? [];
  if (socketPath === undefined) return null;
  return { socketPath: decodeURIComponent(socketPath), path: path.startsWith('/') ? path : `/${path}` };
}
