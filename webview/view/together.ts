/** A number and its unit stay on one line. */
export const together = (text: string): string =>
  text.replaceAll(/(\d) (?=(?:ms|s|min|h|tokens|characters|tok|char)\b)/gu, '$1\u00a0');
