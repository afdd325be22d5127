import { printable } from './printable';

/** Names and messages come from files and servers; none may open a tag, a link or a cell of its own. */
export const escapeMarkdown = (text: string): string =>
  printable(text).replace(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`);
