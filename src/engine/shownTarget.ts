import path from 'node:path';
import { placeOf, type Target } from '../core/target';
import { shownUrl } from './shownUrl';

/** Address and model of a target as a report may show them. */
export const shownTarget = (target: Target): { url: string; model: string } => ({
  url: 'url' in target ? shownUrl(target.url) : placeOf(target),
  model: target.protocol === 'gguf' ? (target.model ?? path.basename(target.path)) : target.model,
});
