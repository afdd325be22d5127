/** Numbers as a person writes them into a field, or the first piece that is none. */
export type NumbersRead = { readonly numbers: readonly number[] } | { readonly wrong: string };

export interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
}

/** More levels than this is a slip of the hand. */
export const MOST_NUMBERS = 64;

/** Each number once, rising. Between them stand commas, semicolons or blanks. Nothing at all is no mistake, and gives no numbers. */
export function readNumbers(text: string, { min, max, isWhole }: NumberRule): NumbersRead {
  const pieces = text.split(/[\s,;]+/u).filter((piece) => piece !== '');
  const isFine = (piece: string): boolean => {
    const value = Number(piece);
    return (
      /^\d{1,9}(?:\.\d{1,6})?$/u.test(piece) && value >= min && value <= max && (!isWhole || piece === String(value))
    );
  };
  const wrong = pieces.find((piece) => !isFine(piece)) ?? (pieces.length > MOST_NUMBERS ? pieces[MOST_NUMBERS] : null);
  if (wrong) return { wrong };
  return { numbers: [...new Set(pieces.map(Number))].toSorted((a, b) => a - b) };
}
