/**
 * A sentence of a report, with its values in its places. Reports are a public form and always English; the panel finds the
 * sentence again and shows it in the language of the editor (`translated`), so that it is to be written here as a whole.
 */
export const stated = (template: string, ...values: readonly (string | number)[]): string =>
  template.replace(/\{(\d+)\}/gu, (place, index: string) => String(values[Number(index)] ?? place));
