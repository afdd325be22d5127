import type { StreamEvent } from '../core/streamEvent';
import { asText } from './json';

/** Tells the name of the answering model when it is given for the first time, or changes: most servers repeat it in every frame. */
export function modelOnce(): (value: unknown) => StreamEvent[] {
  let known = '';
  return (value) => {
    const model = asText(value);
    if (model === null || model === known) return [];
    known = model;
    return [{ type: 'model', model }];
  };
}
