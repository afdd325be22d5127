import type { ResponseHeaders } from './dialect';

/**
 * What a server asks us to wait, in ms. A date is read against the response's own `date` header, so no clock of ours takes
 * part and a wrong one does no harm.
 */
export function retryAfterMs(headers: ResponseHeaders): number | null {
  const exact = Number(single(headers['retry-after-ms']) ?? NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const value = single(headers['retry-after'])?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const [until, now] = [httpDateSeconds(value), httpDateSeconds(single(headers['date']) ?? '')];
  return until === null || now === null ? null : Math.max(0, until - now) * 1000;
}

const single = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Seconds on a running count of an HTTP date (`Fri, 20 Nov 2026 09:00:00 GMT`, RFC 9110 5.6.7); only good for differences. */
function httpDateSeconds(text: string): number | null {
  const match = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text.trim());
  if (!match) return null;
  const [, day, monthName = '', year, hours, minutes, seconds] = match;
  const month = MONTHS.indexOf(monthName.toLowerCase());
  if (month < 0) return null;
  const days = dayNumber(Number(year), month + 1, Number(day));
  return ((days * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

/** Days on a running count, by the Gregorian calendar with the year turned to begin in March. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const fromMarch = (month + 9) % 12;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return 365 * shifted + leapDays + Math.floor((153 * fromMarch + 2) / 5) + day;
}
