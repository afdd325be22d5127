/**
 * Many streams at an even pace from a process of its own, over raw sockets: each chunk says when it was written, by the system's monotonic clock.
 *   node pacedStreams.mjs       prints its address; base URLs are ADDRESS/tokens=N;gapMs=G;firstMs=F/v1
 */
import net from 'node:net';

const nowMs = () => Number(process.hrtime.bigint()) / 1e6;
const head = Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n');
const start =
  'data: {"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"content":"@';
const end = '"},"finish_reason":null}]}\n\n';
const size = (start.length + 16 + end.length).toString(16);

/** @typedef {{ socket: net.Socket, nextMs: number, gapMs: number, left: number }} Stream */
/** Streams by the millisecond of their next chunk. @type {Map<number, Stream[]>} */
const due = new Map();
let openStreams = 0;
let lastMs = Math.floor(nowMs());

/** @param {Stream} stream */
function plan(stream) {
  const at = Math.max(Math.ceil(stream.nextMs), lastMs + 1);
  const bucket = due.get(at);
  if (bucket) bucket.push(stream);
  else due.set(at, [stream]);
}

/** @param {Stream} stream */
function write(stream) {
  const { socket } = stream;
  if (socket.destroyed) return void (openStreams -= 1);
  const stamp = nowMs().toFixed(4).padStart(16, '0').slice(-16);
  stream.left -= 1;
  stream.nextMs += stream.gapMs;
  const chunk = `${size}\r\n${start}${stamp}${end}\r\n`;
  if (stream.left > 0) {
    socket.write(chunk, 'latin1');
    return plan(stream);
  }
  openStreams -= 1;
  const done = 'data: [DONE]\n\n';
  socket.write(`${chunk}${done.length.toString(16)}\r\n${done}\r\n0\r\n\r\n`, 'latin1');
}

function tick() {
  const until = Math.floor(nowMs());
  for (; lastMs < until; lastMs++) {
    const bucket = due.get(lastMs + 1);
    due.delete(lastMs + 1);
    if (bucket) for (const stream of bucket) write(stream);
  }
  setTimeout(tick, openStreams > 0 ? 1 : 5);
}
tick();

/** @param {net.Socket} socket @param {string} path */
function begin(socket, path) {
  const params = Object.fromEntries((path.split('/')[1] ?? '').split(';').map((pair) => pair.split('=')));
  const firstMs = Number(params.firstMs ?? 5);
  socket.write(head);
  openStreams += 1;
  plan({ socket, gapMs: Number(params.gapMs ?? 20), left: Number(params.tokens ?? 10), nextMs: nowMs() + firstMs });
}

const server = net.createServer({ noDelay: true }, (socket) => {
  let text = '';
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    const headEnd = text.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const total = headEnd + 4 + Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (text.length < total) return;
    const path = text.split(' ', 2)[1] ?? '/';
    text = text.slice(total);
    begin(socket, path);
  });
});
process.on('disconnect', () => process.exit());
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  process.send?.({ address: `http://127.0.0.1:${port}` });
});
