import type { Frame, TextFrameStream } from './dialect';
import { MAX_PENDING_CHARACTERS, tooLarge } from './frameLimit';

/** One JSON value a line (NDJSON). Blank lines are no frames; the last line may lack its end. */
export function createJsonLines(maxPendingCharacters = MAX_PENDING_CHARACTERS): TextFrameStream {
  /** The line under way, in parts: joining them at each piece would be quadratic. */
  let parts: string[] = [];
  let pendingCharacters = 0;

  const hold = (text: string): void => {
    parts.push(text);
    pendingCharacters += text.length;
    if (pendingCharacters > maxPendingCharacters) throw tooLarge('a line', maxPendingCharacters);
  };
  const release = (): Frame[] => {
    // Carriage returns and a byte order mark count as space here.
    const data = parts.join('').trim();
    parts = [];
    pendingCharacters = 0;
    return data === '' ? [] : [{ event: null, data }];
  };
  return {
    push(text) {
      if (text === '') return [];
      const [first = '', ...rest] = text.split('\n');
      hold(first);
      return rest.flatMap((line) => {
        const complete = release();
        hold(line);
        return complete;
      });
    },
    end: release,
  };
}
