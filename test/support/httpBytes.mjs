/** The bytes of HTTP/1.1, written by hand: a server that is to misbehave cannot be left to a library. */
export const CRLF = '\r\n';

/** @param {number} status @param {Record<string, string>} [headers] */
export const head = (status, headers = {}) =>
  [`HTTP/1.1 ${status} Scripted`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), CRLF].join(
    CRLF,
  );

/** @param {Buffer | string} bytes */
export const chunked = (bytes) => {
  const data = Buffer.from(bytes);
  return Buffer.concat([Buffer.from(data.length.toString(16) + CRLF), data, Buffer.from(CRLF)]);
};
export const lastChunk = Buffer.from(`0${CRLF}${CRLF}`);

export const sseHeaders = { 'content-type': 'text/event-stream; charset=utf-8', 'transfer-encoding': 'chunked' };

/** @param {number} status @param {string} body @param {Record<string, string>} [headers] */
export const whole = (status, body, headers = {}) =>
  Buffer.from(
    head(status, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      ...headers,
    }) + body,
  );
