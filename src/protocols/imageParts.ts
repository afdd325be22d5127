import type { Message, PromptImage } from '../core/runRequest';
import type { JsonObject } from './json';

/** How a protocol writes the two kinds of parts that a message may have. */
export interface PartForms {
  readonly image: (image: PromptImage) => JsonObject;
  readonly text: (text: string) => JsonObject;
}

/** The parts of a message: its text, then its images. A cold run makes the beginning of the text unique, so that must come first. */
export function partsOf({ content, images = [] }: Message, forms: PartForms): JsonObject[] {
  const text = content === '' && images.length > 0 ? [] : [forms.text(content)];
  return [...text, ...images.map(forms.image)];
}

/** Bare text where there is no image: many servers know nothing else. */
export const contentOf = (message: Message, forms: PartForms): string | JsonObject[] =>
  message.images ? partsOf(message, forms) : message.content;

/** An address: where the image is, or one that holds its bytes. */
export const urlOf = (image: PromptImage): string =>
  'url' in image ? image.url : `data:${image.mediaType};base64,${image.dataBase64}`;

/** For protocols that take bytes only. Their dialects say so, and the engine refuses other images before it encodes any. */
export function bytesOf(image: PromptImage): Extract<PromptImage, { dataBase64: string }> {
  if ('url' in image) throw new TypeError('an image by address is not for this protocol');
  return image;
}
