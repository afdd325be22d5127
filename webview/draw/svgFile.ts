const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'paint-order',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-weight',
] as const;

/** A line of the legend: the mark as it stands on the page, and what it means. */
export interface LegendEntry {
  readonly mark: SVGElement;
  readonly text: string;
}

const LEGEND_ROW_PX = 20;
const MARGIN_PX = 12;
const NAMESPACE = 'http://www.w3.org/2000/svg';

/** A chart of the page as a file of its own: the style sheet stays behind, so every form carries its colours itself. */
export function svgFile(chart: SVGSVGElement, title: string, legend: readonly LegendEntry[]): string {
  const style = getComputedStyle(document.body);
  const width = chart.width.baseVal.value + 2 * MARGIN_PX;
  const top = MARGIN_PX + 24;
  const height = top + chart.height.baseVal.value + legend.length * LEGEND_ROW_PX + MARGIN_PX;
  const file = make('svg', { xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}` });
  file.append(
    make('rect', { width, height, fill: style.backgroundColor }),
    words(title, { x: MARGIN_PX, y: MARGIN_PX + 10, size: 13 }, style),
    moved(dressed(chart), MARGIN_PX, top),
  );
  for (const [index, { mark, text }] of legend.entries()) {
    const y = top + chart.height.baseVal.value + index * LEGEND_ROW_PX + 4;
    file.append(moved(dressed(mark), MARGIN_PX, y), words(text, { x: MARGIN_PX + 22, y: y + 12, size: 12 }, style));
  }
  return new XMLSerializer().serializeToString(file);
}

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== 'xmlns') element.setAttribute(key, String(value));
  return element;
}

function words(
  text: string,
  { x, y, size }: Readonly<Record<'x' | 'y' | 'size', number>>,
  style: CSSStyleDeclaration,
): SVGElement {
  const element = make('text', { x, y, fill: style.color, 'font-family': style.fontFamily, 'font-size': size });
  element.textContent = text;
  return element;
}

function moved(element: SVGElement, x: number, y: number): SVGElement {
  const group = make('g', { transform: `translate(${x} ${y})` });
  group.append(...element.childNodes);
  return group;
}

/** A copy in which every element says itself what the style sheet said of it. */
function dressed(element: SVGElement): SVGElement {
  const copy = element.cloneNode(true) as SVGElement;
  const copies = copy.querySelectorAll('*');
  for (const [index, original] of element.querySelectorAll('*').entries()) {
    const style = getComputedStyle(original);
    const target = copies[index];
    target?.removeAttribute('class');
    for (const name of STYLES) target?.setAttribute(name, style.getPropertyValue(name));
  }
  for (const hidden of copy.querySelectorAll('[visibility="hidden"]')) hidden.remove();
  return copy;
}
