/** What the usual environment of Amazon's tools holds. */
interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The parts of a POST that are signed. */
interface Signable {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** Amazon's own hosts, and this very machine: a signature names its keys, so it is shown to nobody else. */
const SIGNED_HOSTS = /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|api\.aws)$|^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const DEFAULT_REGION = 'us-east-1';

/** The request with a signature of version 4, when it shows no key yet, the environment has some, and they may be used there. */
export async function signedForAws<Request extends Signable>(
  request: Request,
  environment: Environment = process.env,
): Promise<Request> {
  const keys = keysOf(environment);
  const url = new URL(request.url);
  if (!keys || hasOwnKey(request) || !SIGNED_HOSTS.test(url.hostname)) return request;
  // Some 140 KB of code that nobody else needs.
  const [{ SignatureV4 }, { Sha256 }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@smithy/core/checksum'),
  ]);
  const region = regionOf(url.hostname, environment);
  const options = { service: 'bedrock', region, credentials: keys, sha256: Sha256, applyChecksum: false };
  const signer = new SignatureV4(options);
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    // Only these: what a proxy may change must not be part of the signature.
    headers: { host: url.host, 'content-type': request.headers['content-type'] ?? '' },
    body: request.bytes,
  });
  return { ...request, headers: { ...request.headers, ...headers } };
}

/** A signature of a former attempt is no key: it is made anew. */
const hasOwnKey = ({ headers }: Signable): boolean =>
  headers['authorization'] !== undefined && !headers['authorization'].startsWith('AWS4-');

function keysOf({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }: Environment): AwsKeys | null {
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return null;
  const session = AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {};
  return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, ...session };
}

/** The host names the region; a private address in front of it does not. */
function regionOf(host: string, { AWS_REGION, AWS_DEFAULT_REGION }: Environment): string {
  const named = /bedrock-runtime(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(host)?.[1];
  return named ?? (AWS_REGION || AWS_DEFAULT_REGION || DEFAULT_REGION);
}
