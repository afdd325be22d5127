/** The command was used in a way that cannot work; its message says what to do instead. Nothing was sent. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
