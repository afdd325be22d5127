import { runError, RunFailure } from '../../core/runError';
import type { RunRequest } from '../../core/runRequest';
import { isHttpTarget, DEFAULT_TIMEOUTS } from '../../core/target';
import type { TraceSink } from '../../core/traceSink';
import type { Dialect, ErrorContext } from '../../protocols/dialect';
import type { JsonObject } from '../../protocols/json';
import { dialectOf } from '../../protocols/registry';
import { profileOf } from '../../protocols/vendors/profiles';
import type { VendorProfile } from '../../protocols/vendors/vendorProfile';
import { withKey } from '../../protocols/vendors/withKey';
import { proxyRefusal, wordsOf } from '../network/proxyError';
import { routeTo, type Route } from '../network/route';
import { secretsOf } from '../secrets';
import { shownUrl } from '../shownUrl';
import type { Agents } from './agents';
import { AnswerReader } from './answerReader';
import { ConnectionRecord } from './connectionRecord';
import { concededBody, concededRequest, concessionFor, type Asked } from './concessions';
import {
  exchange,
  StaleConnection,
  type AnswerHead,
  type BodyReader,
  type Exchange,
  type ExchangeControl,
} from './exchange';
import { networkFailure } from './networkError';
import { noteHeaders } from './notedHeaders';
import { redirectOf } from './redirect';
import { Refusal, RefusalReader } from './refusalReader';
import { signedForAws } from './signature';
import { WireLog } from './wireLog';

/** What runs share: they belong to the source and outlive a run. */
export interface HttpRunTools {
  readonly agents: Agents;
  /** What each model at each endpoint has refused once; it is not asked for it again. */
  readonly concessions: Map<string, ReadonlySet<string>>;
  readonly now: () => number;
}

/** A request with its body as it goes over the wire. */
interface SizedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** A larger body would have to be held several times over while it is made and sent. */
const MOST_REQUEST_BYTES = 256 * 1024 * 1024;

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** One run over HTTP: as many requests as it takes to get an answer, each but the last recorded as an attempt. */
export class HttpRun {
  readonly #tools: HttpRunTools;
  readonly #request: RunRequest;
  readonly #sink: TraceSink;
  readonly #signal: AbortSignal;
  readonly #endpoint: string;
  readonly #dialect: Dialect;
  readonly #context: ErrorContext;
  readonly #profile: VendorProfile;
  #conceded: ReadonlySet<string>;
  #parts: SizedRequest;
  #url: URL;
  #route: Route | null = null;
  #now: () => number = () => 0;
  #redirects = 0;
  #hasOutlivedStaleConnection = false;
  /** `new` once a connection was made in the course of this run, be it for a request that was refused. */
  #connection: 'none' | 'pooled' | 'new' = 'none';

  constructor(tools: HttpRunTools, request: RunRequest, sink: TraceSink, signal: AbortSignal) {
    const { target } = request;
    if (!isHttpTarget(target)) throw new RunFailure(runError('unsupported', 'A model file is no endpoint.'));
    this.#tools = tools;
    this.#request = request;
    this.#sink = sink;
    this.#signal = signal;
    this.#endpoint = [target.protocol, target.model, target.url].join(' ');
    this.#dialect = dialectOf(target.protocol);
    this.#profile = profileOf(target.vendor ?? 'generic');
    this.#context = {
      protocol: target.protocol,
      url: shownUrl(target.url),
      model: target.model,
      secrets: [...secretsOf(request, 'errors').values, ...request.prompt.messages.map(({ content }) => content)],
    };
    this.#conceded = tools.concessions.get(this.#endpoint) ?? new Set();
    this.#parts = this.#encode();
    this.#url = new URL(this.#parts.url);
  }

  async run(): Promise<void> {
    try {
      await this.#requests();
    } catch (error) {
      throw networkFailure(error, this.#context.url, this.#route?.proxy ?? null);
    } finally {
      // Only now is it sure: a pooled connection may turn out to be stale, and then a new one is made.
      if (this.#connection === 'pooled') this.#sink.reused();
    }
  }

  async #requests(): Promise<void> {
    await this.#dialect.load?.();
    await this.#sign();
    const { target, network } = this.#request;
    const route = await routeTo(this.#url, { network, tls: 'tls' in target ? target.tls : undefined });
    this.#route = route;
    // Everything that costs time and is not the request itself (encoding, hashing, copying) is done by now.
    const t0 = this.#tools.now();
    this.#now = () => this.#tools.now() - t0;
    this.#sink.begin();
    if (this.#conceded.size > 0) this.#sink.conceded([...this.#conceded]);
    const connection = new ConnectionRecord(route, this.#url.protocol === 'https:', this.#sink);
    for (;;) {
      const startMs = this.#now();
      try {
        return await this.#exchange(route, connection);
      } catch (error) {
        this.#prepareNext(error, startMs);
        await this.#sign();
      }
    }
  }

  /** A signature holds a time, so each request gets its own. */
  async #sign(): Promise<void> {
    const isAws = this.#context.protocol === 'bedrock-converse' || this.#profile.key.sentAs === 'aws';
    if (isAws) this.#parts = await signedForAws(this.#parts);
  }

  #exchange(route: Route, connection: ConnectionRecord): Promise<void> {
    const { agents } = this.#tools;
    const through = route.proxy ? ` through the proxy ${route.proxy.address}` : '';
    return this.#logged({
      url: this.#url,
      headers: { ...this.#parts.headers, 'content-length': String(this.#parts.bytes.length) },
      body: this.#parts.bytes,
      route,
      agent: agents.of(this.#url, route),
      limits: { ...DEFAULT_TIMEOUTS, ...this.#request.target.timeouts },
      shownAddress: `${this.#context.url}${through}`,
      signal: this.#signal,
      now: this.#now,
      onSocket: (isPooled) => {
        if (this.#connection !== 'new') this.#connection = isPooled ? 'pooled' : 'new';
      },
      onMark: (name, atMs) => this.#sink.mark(name, atMs),
      onFailedAddress: (failed) => connection.failedAddress(failed),
      onConnected: (socket) => connection.connected(socket),
      onHead: (head, control) => this.#readerFor(head, control),
    });
  }

  /** Makes the exchange; what goes over the wire is written down where somebody asked for it. */
  async #logged(options: Exchange): Promise<void> {
    if (!this.#request.logsWire) return exchange(options);
    const wire = new WireLog(secretsOf(this.#request, 'errors'), (record) => this.#sink.wire(record));
    const onHead: Exchange['onHead'] = (head, control) => wire.reader(head, options.onHead(head, control));
    const answered = exchange({ ...options, onHead });
    // By now the request is on its way.
    wire.request(options.url, options.headers, options.body);
    await answered.then(
      () => wire.end(null),
      (error: unknown) => {
        wire.end(error);
        throw error;
      },
    );
  }

  #readerFor(head: AnswerHead, control: ExchangeControl): BodyReader {
    if (!isSuccess(head.status)) {
      control.refused();
      return new RefusalReader(head);
    }
    this.#sink.mark('headers', head.atMs);
    noteHeaders(head, this.#profile, this.#sink);
    return new AnswerReader({
      dialect: this.#dialect,
      context: this.#context,
      contentType: head.headers['content-type'] ?? '',
      sink: this.#sink,
      control,
    });
  }

  /** Makes ready for one more request and records the one that failed; throws when there is nothing more to try. */
  #prepareNext(error: unknown, startMs: number): void {
    const attempt = { startMs, endMs: this.#now() };
    if (error instanceof StaleConnection && !this.#hasOutlivedStaleConnection) {
      this.#hasOutlivedStaleConnection = true;
      if (this.#route) this.#tools.agents.closeIdle(this.#route);
      const detail = 'The server had closed the kept connection; sent again on a new one.';
      return this.#sink.attempt({ ...attempt, httpStatus: null, cause: 'retried', detail });
    }
    if (!(error instanceof Refusal)) throw error;
    const httpStatus = error.status;
    const redirect = redirectOf(error, this.#url, this.#redirects);
    if (redirect) {
      this.#redirects += 1;
      this.#url = redirect;
      const detail = `Redirected to ${shownUrl(redirect.href)}.`;
      return this.#sink.attempt({ ...attempt, httpStatus, cause: 'redirected', detail });
    }
    const concession = concessionFor(error, this.#asked(), this.#conceded);
    if (!concession) throw this.#refused(error);
    this.#conceded = new Set([...this.#conceded, ...concession.names]);
    this.#tools.concessions.set(this.#endpoint, this.#conceded);
    this.#parts = this.#encode();
    this.#sink.attempt({ ...attempt, httpStatus, cause: 'retried', detail: concession.detail });
    this.#sink.conceded([...this.#conceded]);
  }

  #refused({ status, headers, headAtMs, body }: Refusal): RunFailure {
    this.#sink.mark('headers', headAtMs);
    const proxy = this.#route?.proxy;
    // Only a proxy asks for this, also where it handles the request itself.
    if (status === 407 && proxy) return proxyRefusal(status, this.#context.url, proxy, wordsOf(body));
    return new RunFailure(this.#dialect.decodeError(status, headers, body, this.#context));
  }

  #asked(): Asked {
    const { protocol } = this.#context;
    return { protocol, body: parsed(this.#parts.bytes), extras: this.#profile.extras[protocol] ?? {} };
  }

  #encode(): SizedRequest {
    try {
      const { url, headers, body } = this.#dialect.encode(concededRequest(this.#request, this.#conceded));
      // Only after a refusal, as a large prompt would be parsed and written once more.
      const sent = this.#conceded.size === 0 ? body : JSON.stringify(concededBody(parsed(body), this.#conceded));
      const withVendorsKey = withKey(headers, this.#profile.key.sentAs, this.#request.apiKey);
      return { url, headers: withVendorsKey, bytes: checkedSize(Buffer.from(sent)) };
    } catch (error) {
      // What V8 says when a text outgrows the longest string there can be.
      throw error instanceof RangeError ? tooLarge() : error;
    }
  }
}

const parsed = (body: string | Buffer): JsonObject => JSON.parse(body.toString()) as JsonObject;

function checkedSize(bytes: Buffer): Buffer {
  if (bytes.length > MOST_REQUEST_BYTES) throw tooLarge();
  return bytes;
}

const tooLarge = (): RunFailure =>
  new RunFailure(
    runError('too-large', 'The prompt is larger than 256 MB and was not sent. Select a part of it, or split the file.'),
  );
