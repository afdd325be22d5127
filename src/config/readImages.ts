import path from 'node:path';
import type { RunError } from '../core/runError';
import type { Message, PromptImage } from '../core/runRequest';
import { fileBeside, type FileBeside, type PromptPlaces } from './fileBeside';
import {
  badImage,
  imageAt,
  imageOf,
  imageTooLarge,
  isAddress,
  MAX_IMAGE_BYTES,
  MAX_IMAGES,
  shownName,
  TOO_MANY_IMAGES,
  type ReadImage,
} from './imageData';
import type { WrittenPrompt } from './readPrompt';

/** Code comes first, so that an image in it stays text. */
const IMAGE =
  /(```[^]*?(?:```|$)|`[^`\n]*`)|!\[[^\]\n]{0,1000}\]\([ \t]*(?:<([^>\n]*)>|([^\s()]+(?:\([^\s()]*\)[^\s()]*)*))(?:[ \t]+"[^"\n]*")?[ \t]*\)/g;

type ImagesRead = { readonly messages: readonly Message[] } | { readonly problem: RunError };

/**
 * Takes the images out of Markdown (`![alt](path)`) and puts them beside the text of their message; those that the front matter
 * names come with the first message of the user. Only the user's messages may have some; in others such text stays text. Without
 * places, as for a document that was never saved, none is read from a file.
 */
export async function readImages(
  { messages, images = [] }: { readonly messages: readonly Message[]; readonly images?: readonly string[] },
  places: PromptPlaces | null,
): Promise<ImagesRead> {
  const read: Message[] = [];
  const first = messages.find(({ role }) => role === 'user');
  let count = 0;
  for (const message of messages) {
    const addresses = message === first ? [...images] : [];
    const content = message.role === 'user' ? withoutImages(message.content, addresses) : message.content;
    count += addresses.length;
    if (count > MAX_IMAGES) return { problem: TOO_MANY_IMAGES };
    const found = await imagesAt(addresses, places);
    if ('problem' in found) return found;
    read.push(
      found.length > 0
        ? { ...message, content: content.trim(), images: [...(message.images ?? []), ...found] }
        : message,
    );
  }
  return { messages: read };
}

async function imagesAt(
  addresses: readonly string[],
  places: PromptPlaces | null,
): Promise<PromptImage[] | { readonly problem: RunError }> {
  const images: PromptImage[] = [];
  for (const address of addresses) {
    const image = isAddress(address) ? imageAt(address) : await imageFile(address, places);
    if ('problem' in image) return image;
    images.push(image);
  }
  return images;
}

/** How many images a prompt has, without looking at any. */
export function countImages({ messages, images, isPromptFile }: WrittenPrompt): number {
  const addresses: string[] = [...images];
  for (const { role, content, images: inline = [] } of messages) {
    addresses.push(...inline.map(() => ''));
    if (isPromptFile && role === 'user') withoutImages(content, addresses);
  }
  return addresses.length;
}

function withoutImages(text: string, addresses: string[]): string {
  return text.replace(
    IMAGE,
    (whole, code: string | undefined, quoted: string | undefined, bare: string | undefined) => {
      if (code !== undefined) return whole;
      addresses.push(quoted ?? bare ?? '');
      return '';
    },
  );
}

async function imageFile(address: string, places: PromptPlaces | null): Promise<ReadImage> {
  const name = decoded(address);
  const shown = shownName(name);
  if (!places)
    return {
      problem: badImage(`The image ${shown} cannot be found, as the prompt is no file. Save the prompt first.`),
    };
  const found = await fileBeside(name, places, MAX_IMAGE_BYTES);
  return 'bytes' in found ? imageOf(found.bytes, shown) : { problem: notRead(shown, found, places) };
}

function notRead(shown: string, found: Exclude<FileBeside, { bytes: Buffer }>, { root }: PromptPlaces): RunError {
  switch (found.why) {
    case 'outside':
      return badImage(`The image ${shown} lies outside of ${path.basename(root)}, so it was not read. Move it there.`);
    case 'no-file':
      return badImage(`${shown} is no file. Name an image.`);
    case 'too-large':
      return imageTooLarge(shown, found.size);
    case 'unreadable': {
      const why = found.code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${found.code}).`;
      return badImage(`The image ${shown} was not found beside the prompt. ${why} Check the path.`);
    }
  }
}

/** Spaces in Markdown addresses are written as `%20`. */
function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
