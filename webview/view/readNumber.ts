/** What was typed, brought within the limits and shown so; nothing when it is no number. */
export function readNumber(
  input: HTMLInputElement,
  { min, max }: { readonly min: number; readonly max: number },
): number | null {
  if (input.value.trim() === '' || !Number.isFinite(input.valueAsNumber)) return null;
  const value = Math.min(max, Math.max(min, input.valueAsNumber));
  input.value = String(value);
  return value;
}
