/** A Unix socket, or a named pipe of Windows, and the path that is asked for over it. */
export interface UnixSocket {
  readonly socketPath: string;
  readonly path: string;
}

/** `http://unix:/run/llm.sock:/v1`, the form that nginx and others use; a name that ends in `.sock` needs no second colon. */
const UNIX = /^http:\/\/unix:?(\/(?:[^:?#]*?\.sock(?=[:/?#]|$)|[^:?#]+(?=:))):?([^#]*)/i;

/** `http://unix:\\.\pipe\llm:/v1`, also as it looks once an address has been read: with slashes, and without the dot. */
const PIPE = /^http:\/\/unix:?[\\/]{2}(?:\.[\\/])?pipe[\\/]([^:?#\\/]+)(?::([^#]*)|[\\/]?$)/i;

/** The socket that an address names; `null` for all other addresses. */
export function unixSocketOf(address: string): UnixSocket | null {
  const [, pipe, pipePath = ''] = PIPE.exec(address) ?? [];
  if (pipe !== undefined) return { socketPath: `\\\\.\\pipe\\${decodeURIComponent(pipe)}`, path: rooted(pipePath) };
  const [, socketPath, path = ''] = UNIX.exec(address) ?? [];
  return socketPath === undefined ? null : { socketPath: decodeURIComponent(socketPath), path: rooted(path) };
}

/** The address of a path over the same socket. */
export const addressOver = ({ socketPath }: UnixSocket, path: string): string =>
  `http://unix:${encodeURI(PIPE_PATH.test(socketPath) ? socketPath.replaceAll('\\', '/') : socketPath)}:${path}`;

const PIPE_PATH = /^\\\\\.\\pipe\\/;

const rooted = (path: string): string => (path.startsWith('/') ? path : `/${path}`);
