/** Servers' and files' own words as one line that can neither move a cursor nor change a colour. */
// eslint-disable-next-line no-control-regex
export const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
