import * as l10n from '@vscode/l10n';
/** `card`: three significant digits, as one reads at a glance. `table`: full digits, as one compares. */
export type Form = 'card' | 'table';

/** Words for numbers in one language. */
export interface Format {
  /** A whole number with thin spaces in the thousands. */
  count(value: number): string;
  /** A number with at most `digits` decimals. */
  decimal(value: number, digits: number): string;
  duration(ms: number, form: Form): string;
  /** Milliseconds without their unit, for a column whose head says it. */
  milliseconds(ms: number, form: Form): string;
  /** Something per second without its unit, for a column whose head says it. */
  perSecond(value: number, form: Form): string;
  /** Tokens per second. */
  tokenSpeed(perSecond: number, form: Form): string;
  characterSpeed(perSecond: number, form: Form): string;
  /** US dollars, tiny amounts included. */
  usd(amount: number): string;
  /** What a thousand such calls would cost. */
  usdPerThousand(amount: number): string;
  /** How many times as large: with two decimals, so that 1.00 is seen to be rounded, and with fewer from ten on. */
  ratio(value: number): string;
  /** A share of one as per cent. */
  percent(share: number): string;
}

/** Stands where a number would be. */
export const EM_DASH = '—';
export const WITHHELD = l10n.t('— withheld');
export const ESTIMATED_SIGN = '≈';
export const AT_LEAST_SIGN = '≥';

/** Thousands are set apart by a thin space that does not break, whatever the language would use for it. */
const THIN_SPACE = '\u202F';
/** Below this, digits would only be dust. */
const LEAST_USD = 1e-9;

const formats = new Map<string, Format>();

/** The format of a language; made once for each, as making an Intl formatter costs more than hundreds of uses. */
export function formatFor(locale: string): Format {
  const known = formats.get(locale);
  if (known) return known;
  const made = createFormat(supported(locale));
  formats.set(locale, made);
  return made;
}

/** Editors know language tags that Intl refuses; a wrong tag must not keep a number from being shown. */
function supported(locale: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function createFormat(locale: string): Format {
  const numbers = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    // Not `-0`, which is what rounding makes of a little less than nothing.
    const formatter = new Intl.NumberFormat(locale, { ...options, signDisplay: 'negative' });
    return (value) =>
      formatter
        .formatToParts(value)
        .map(({ type, value: part }) => (type === 'group' ? THIN_SPACE : part))
        .join('');
  };
  const fixed = [0, 1, 2, 3].map((digits) => numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }));
  const three = numbers({ maximumSignificantDigits: 3 });
  const decimals = [0, 1, 2, 3].map((digits) => numbers({ maximumFractionDigits: digits }));
  const at = (list: typeof fixed, digits: number) => list[digits] ?? three;
  const speed = (value: number, form: Form) =>
    form === 'card' ? rounded(value, three, at(fixed, 0)) : at(fixed, 1)(value);
  const milliseconds = (ms: number, form: Form) =>
    form === 'card' ? rounded(ms, three, at(fixed, 0)) : at(fixed, Math.abs(ms) < 10 ? 2 : 1)(ms);
  const usd = usdFormat(numbers);
  return {
    count: at(fixed, 0),
    decimal: (value, digits) => at(decimals, digits)(value),
    duration: (ms, form) =>
      form === 'card'
        ? cardDuration(ms, { three, whole: at(fixed, 0), fine: at(decimals, 2) })
        : `${milliseconds(ms, 'table')} ms`,
    milliseconds,
    perSecond: speed,
    tokenSpeed: (value, form) => `${speed(value, form)} ${form === 'card' ? 'tokens/s' : 'tok/s'}`,
    characterSpeed: (value, form) =>
      form === 'card' ? l10n.t('{0} characters/s', speed(value, form)) : l10n.t('{0} char/s', speed(value, form)),
    usd,
    usdPerThousand: (amount) => l10n.t('{0} per {1}', usd(amount * 1000), at(fixed, 0)(1000)),
    ratio: (value) => at(fixed, value < 9.995 ? 2 : value < 99.95 ? 1 : 0)(value),
    percent: numbers({ style: 'percent', maximumFractionDigits: 1 }),
  };
}

type Numbers = (value: number) => string;

/** Three significant digits, but never a whole number with its last digits turned to zero. */
const rounded = (value: number, three: Numbers, whole: Numbers): string =>
  Math.abs(value) >= 999.5 ? whole(value) : three(value);

/** Three significant digits, but none beyond the hundredth of a millisecond, which no stamp here is worth. */
function cardDuration(
  ms: number,
  { three, whole, fine }: Readonly<Record<'three' | 'whole' | 'fine', Numbers>>,
): string {
  if (ms < 999.5) return `${Math.abs(ms) < 0.1 ? fine(ms) : three(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${three(seconds)} s`;
  const total = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  const of = (amount: number, unit: string): string => (amount === 0 ? '' : ` ${whole(amount)} ${unit}`);
  return hours > 0 ? `${whole(hours)} h${of(minutes, 'min')}` : `${whole(minutes)} min${of(rest, 's')}`;
}

function usdFormat(numbers: (options: Intl.NumberFormatOptions) => Numbers): Numbers {
  const currency = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const;
  const none = numbers({ ...currency, maximumFractionDigits: 0 });
  const cents = numbers({ ...currency, minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const mills = numbers({ ...currency, minimumFractionDigits: 2, maximumFractionDigits: 3 });
  const small = numbers({ ...currency, maximumSignificantDigits: 3 });
  const least = numbers({ ...currency, maximumFractionDigits: 9 });
  return (amount) => {
    if (amount === 0) return none(0);
    if (amount < LEAST_USD) return `< ${least(LEAST_USD)}`;
    if (amount >= 1) return cents(amount);
    return amount >= 0.1 ? mills(amount) : small(amount);
  };
}
