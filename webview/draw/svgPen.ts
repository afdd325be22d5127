import type { Pen } from './pen';

interface State {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineJoin: Pen['lineJoin'];
  globalAlpha: number;
  font: string;
  textAlign: Pen['textAlign'];
  dash: readonly number[];
  x: number;
  y: number;
  /** Clips that were opened since the state was saved. */
  clips: number;
}

/** Hundredths of a pixel: nobody sees less, and files stay small. */
const short = (value: number): string => String(Math.round(value * 100) / 100);

// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const ANCHORS: Readonly<Record<Pen['textAlign'], string>> = {
  center: ' text-anchor="middle"',
  end: ' text-anchor="end"',
  right: ' text-anchor="end"',
  left: '',
  start: '',
};

/** Writes what is drawn as SVG. Colours are taken as they are, so they may be variables of a style sheet. */
export class SvgPen implements Pen {
  readonly measureText: (text: string) => { readonly width: number };
  fillStyle: unknown = '#000';
  strokeStyle: unknown = '#000';
  lineWidth = 1;
  lineJoin: Pen['lineJoin'] = 'miter';
  globalAlpha = 1;
  font = '12px sans-serif';
  textAlign: Pen['textAlign'] = 'left';
  readonly #prefix: string;
  readonly #parts: string[] = [];
  readonly #saved: State[] = [];
  #dash: readonly number[] = [];
  #x = 0;
  #y = 0;
  #clips = 0;
  #clipCount = 0;
  #path = '';

  /** @param prefix makes names within the picture unique where several stand on one page. */
  constructor(prefix: string, widthOf: (text: string, font: string) => number) {
    this.#prefix = prefix;
    this.measureText = (text) => ({ width: widthOf(text, this.font) });
  }

  /** What was drawn, to be put into an `svg` element. */
  get markup(): string {
    return this.#parts.join('\n');
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineJoin, globalAlpha, font, textAlign } = this;
    const style = { fillStyle, strokeStyle, lineWidth, lineJoin, globalAlpha, font, textAlign };
    this.#saved.push({ ...style, dash: this.#dash, x: this.#x, y: this.#y, clips: this.#clips });
    this.#clips = 0;
  }

  restore(): void {
    this.#parts.push('</g>'.repeat(this.#clips));
    const state = this.#saved.pop();
    if (!state) return;
    const { dash, x, y, clips, ...style } = state;
    Object.assign(this, style);
    this.#dash = dash;
    this.#x = x;
    this.#y = y;
    this.#clips = clips;
  }

  translate(x: number, y: number): void {
    this.#x += x;
    this.#y += y;
  }

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${this.#at(x, y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${this.#at(x, y)}`;
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${this.#at(x, y)}h${short(width)}v${short(height)}h${short(-width)}z`;
  }

  // eslint-disable-next-line max-params -- as a canvas has it
  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = Math.min(radius, width / 2, height / 2);
    const corner = (dx: number, dy: number): string => `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`;
    const [w, h] = [short(width - 2 * r), short(height - 2 * r)];
    this.#path += `M${this.#at(x + r, y)}h${w}${corner(r, r)}v${h}${corner(-r, r)}h-${w}${corner(-r, -r)}v-${h}${corner(r, -r)}z`;
  }

  clip(): void {
    const id = `${this.#prefix}-clip-${(this.#clipCount += 1)}`;
    this.#parts.push(`<clipPath id="${id}"><path d="${this.#path}"/></clipPath><g clip-path="url(#${id})">`);
    this.#clips += 1;
  }

  fill(): void {
    this.#parts.push(`<path d="${this.#path}" ${this.#filled()}/>`);
  }

  stroke(): void {
    this.#parts.push(`<path d="${this.#path}" ${this.#stroked()}/>`);
  }

  setLineDash(lengths: readonly number[]): void {
    this.#dash = lengths;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#parts.push(`<rect ${this.#box(x, y, width, height)} ${this.#filled()}/>`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#parts.push(`<rect ${this.#box(x, y, width, height)} ${this.#stroked()}/>`);
  }

  fillText(text: string, x: number, y: number): void {
    const [, weight = '', size = '12'] = /^(?:(\w+) )?([\d.]+)px/.exec(this.font) ?? [];
    const bold = weight === '' ? '' : ` font-weight="${weight}"`;
    const place = `x="${short(x + this.#x)}" y="${short(y + this.#y)}"`;
    const anchor = ANCHORS[this.textAlign];
    this.#parts.push(`<text ${place} font-size="${size}"${bold}${anchor} ${this.#filled()}>${escaped(text)}</text>`);
  }

  #at(x: number, y: number): string {
    return `${short(x + this.#x)} ${short(y + this.#y)}`;
  }

  #box(x: number, y: number, width: number, height: number): string {
    const [left, top] = [short(x + this.#x), short(y + this.#y)];
    return `x="${left}" y="${top}" width="${short(width)}" height="${short(height)}"`;
  }

  #filled(): string {
    const opacity = this.globalAlpha < 1 ? ` fill-opacity="${short(this.globalAlpha)}"` : '';
    return `fill="${escaped(String(this.fillStyle))}"${opacity}`;
  }

  #stroked(): string {
    const dash = this.#dash.length > 0 ? ` stroke-dasharray="${this.#dash.join(' ')}"` : '';
    const opacity = this.globalAlpha < 1 ? ` stroke-opacity="${short(this.globalAlpha)}"` : '';
    const join = this.lineJoin === 'miter' ? '' : ` stroke-linejoin="${this.lineJoin}"`;
    return `fill="none" stroke="${escaped(String(this.strokeStyle))}" stroke-width="${short(this.lineWidth)}"${dash}${join}${opacity}`;
  }
}
