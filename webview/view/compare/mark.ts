import { html, svg } from 'lit-html';
import { markPath, targetMark } from '../../draw/targetMark';

/** Colour and form of a target beside its name. */
export const markOf = (index: number) => {
  const { shape, hue } = targetMark(index);
  return html`<svg
    class="mark hue-${hue}"
    data-target=${index}
    width="14"
    height="14"
    viewBox="0 0 14 14"
    aria-hidden="true"
  >
    ${svg`<path d=${markPath(shape, 7, 7, 5)}></path>`}
  </svg>`;
};
