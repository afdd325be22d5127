/** This very machine: what is sent there stays here. `host` as addresses write it, IPv6 in brackets. */
export const isLoopbackHost = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(host);
