/** What is sent, with names of variables where secrets were. */
export interface CurlRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Region of Amazon's servers, when the request has to be signed. */
  readonly awsRegion: string | null;
  /** The server sent the request on to another path. */
  readonly isRedirected?: boolean;
}

/** Stands where a secret stood; the name is that of the variable of the shell that holds it. */
export const variableMark = (name: string): string => `__PROMPT_PROFILER_VARIABLE_${name}__`;

const MARK = /__PROMPT_PROFILER_VARIABLE_([A-Z][A-Z0-9_]*?)__/g;

/** A command for a POSIX shell that makes the same request. The key is a variable, so the command can be shown to anybody. */
export function renderCurl({ url, headers, body, awsRegion, isRedirected = false }: CurlRequest): string {
  const lines = [
    `curl --no-buffer ${withVariables(url)}`,
    // Without the latter two, it would follow with a GET.
    ...(isRedirected ? ['--location --post301 --post302'] : []),
    ...Object.entries(headers).map(([name, value]) => `--header ${withVariables(`${name}: ${value}`)}`),
    ...(awsRegion === null ? [] : awsLines(awsRegion)),
    `--data-raw ${quoted(body)}`,
  ];
  return `${lines.join(' \\\n  ')}\n`;
}

const awsLines = (region: string): string[] => [
  `--aws-sigv4 ${quoted(`aws:amz:${region}:bedrock`)}`,
  '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
];

/** Nothing inside of single quotes means anything to a shell but the single quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const withVariables = (text: string): string => quoted(text).replace(MARK, `'"$$$1"'`);
