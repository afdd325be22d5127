import * as l10n from '@vscode/l10n';
import type { RunError } from '../core/runError';
import type { Message, PromptImage } from '../core/runRequest';
import { imageAt } from './imageData';
import { isRecord } from './isRecord';
import { unsupportedPrompt } from './promptLimits';

/** What OpenAI's two APIs call an image, which others took over. */
const IMAGE_PARTS: readonly unknown[] = ['image_url', 'input_image'];

type Content = Omit<Message, 'role'>;

/** The content of one message of a request body: text, or a list of parts. `name`: what the message is called in a problem. */
export function readContent(content: unknown, name: () => string): Content | { readonly problem: RunError } {
  if (typeof content === 'string') return { content };
  const images: PromptImage[] = [];
  let text = '';
  for (const part of Array.isArray(content) ? (content as unknown[]) : [null]) {
    const { type, text: partText, image_url } = isRecord(part) ? part : {};
    const address = isRecord(image_url) ? image_url['url'] : image_url;
    if (typeof partText === 'string') text += partText;
    else if (IMAGE_PARTS.includes(type) && typeof address === 'string') {
      const image = imageAt(address);
      if ('problem' in image) return { problem: { ...image.problem, message: `${name()}: ${image.problem.message}` } };
      images.push(image);
    } else
      return {
        problem: unsupportedPrompt(
          l10n.t('{0} holds something else than text and images, which cannot be sent yet.', name()),
        ),
      };
  }
  return images.length > 0 ? { content: text, images } : { content: text };
}
