/** How often each `key` was refused so far. @type {Map<string, number>} */
const refusals = new Map();

/**
 * Whether a server that has had enough refuses this request too: the first `refusals` of each `key` are.
 * @param {Record<string, string>} params
 */
export function isBusy({ key = '', refusals: most = '1' }) {
  const count = refusals.get(key) ?? 0;
  refusals.set(key, count + 1);
  return count < Number(most);
}
