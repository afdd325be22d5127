import path from 'node:path';
import type { Target } from '../core/target';
import { shownUrl } from './shownUrl';

/** Address and model of a target as a report may show them. */
export const shownTarget = (target: Target): { url: string; model: string } =>
  target.protocol === 'gguf'
    ? { url: target.path, model: target.model ?? path.basename(target.path) }
    : { url: shownUrl(target.url), model: target.model };
