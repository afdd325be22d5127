/** A canvas whose pixels match those of the screen. Drawing code speaks in CSS pixels and never of the ratio. */
export class Surface {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  width = 0;
  height = 0;

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser cannot draw on a canvas.');
    this.canvas = canvas;
    this.context = context;
  }

  /** Sets the size and wipes the canvas. */
  clear(width: number, height: number): void {
    const ratio = window.devicePixelRatio;
    const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
    // Setting the size gives up the canvas' memory, so it is done only when it changed.
    if (this.canvas.width !== columns) this.canvas.width = columns;
    if (this.canvas.height !== rows) this.canvas.height = rows;
    this.width = width;
    this.height = height;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, width, height);
  }
}

/** Width of texts in a font, remembered: the same few words are asked for in every frame. */
export function textMeasure(context: CanvasRenderingContext2D, font: string): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    context.font = font;
    const { width } = context.measureText(text);
    if (known.size > 500) known.clear();
    known.set(text, width);
    return width;
  };
}
