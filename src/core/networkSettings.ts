/**
 * How connections are to be made, in the words of whoever started the run: the editor's `http.*` settings, which may change from
 * one run to the next. Without them the environment alone decides. Crosses the thread border, so plain data only.
 */
export interface NetworkSettings {
  /** False: no proxy is used, whoever names one. */
  readonly useProxies: boolean;
  /** The proxy for all requests, which may hold a name and a password; `null`: the environment says. */
  readonly proxyUrl: string | null;
  /** Secret. Value of the header that shows the proxy who asks; goes before what an address holds. */
  readonly proxyAuthorization: string | null;
  /** Hosts that are reached without a proxy, besides those that the environment names. */
  readonly noProxy: readonly string[];
  /** False: certificates are not checked at all. */
  readonly checkCertificates: boolean;
  /** Certificate authorities that the operating system trusts are trusted too. */
  readonly systemCertificates: boolean;
  /** Files with further authorities, in PEM. */
  readonly certificateAuthorities: readonly string[];
  /** Secret. What opens client certificates, by their files. */
  readonly passphrases: Readonly<Record<string, string>>;
}

/** What holds where nobody has settings, as on the command line. */
export const ENVIRONMENT_ALONE: NetworkSettings = {
  useProxies: true,
  proxyUrl: null,
  proxyAuthorization: null,
  noProxy: [],
  checkCertificates: true,
  systemCertificates: true,
  certificateAuthorities: [],
  passphrases: {},
};
