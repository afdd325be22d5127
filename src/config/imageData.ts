import { runError, type RunError } from '../core/runError';
import type { ImageType, PromptImage } from '../core/runRequest';

/** An image that can be sent, or why it cannot. */
export type ReadImage = PromptImage | { readonly problem: RunError };

/** Providers refuse more, and a prompt is held in memory several times over while it is sent. */
export const MAX_IMAGE_BYTES = 20 * 1024 * 1024;
export const MAX_IMAGES = 20;

/** How the kinds that models take begin, and what stands at the eighth byte. The name of a file proves nothing. */
const BEGINNINGS: readonly { readonly type: ImageType; readonly begin: string; readonly atEight?: string }[] = [
  { type: 'image/png', begin: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', begin: '\xff\xd8\xff' },
  { type: 'image/gif', begin: 'GIF87a' },
  { type: 'image/gif', begin: 'GIF89a' },
  { type: 'image/webp', begin: 'RIFF', atEight: 'WEBP' },
];

/** The bytes of an image as it is sent. `name`: what the user calls it. */
export function imageOf(bytes: Buffer, name: string): ReadImage {
  if (bytes.length > MAX_IMAGE_BYTES) return { problem: imageTooLarge(name, bytes.length) };
  const begin = bytes.subarray(0, 16).toString('latin1');
  const known = BEGINNINGS.find((kind) => begin.startsWith(kind.begin) && begin.startsWith(kind.atEight ?? '', 8));
  if (!known) return { problem: badImage(`${name} is no image that can be sent. Use a PNG, JPEG, WebP or GIF file.`) };
  return { mediaType: known.type, dataBase64: bytes.toString('base64') };
}

export const badImage = (sentence: string): RunError => runError('bad-request', sentence);

export const imageTooLarge = (name: string, bytes: number): RunError =>
  runError(
    'too-large',
    `${name} is ${(bytes / 1024 / 1024).toFixed(1)} MB large; images of at most ${String(MAX_IMAGE_BYTES / 1024 / 1024)} MB are sent. Make it smaller.`,
  );

export const TOO_MANY_IMAGES = runError(
  'too-large',
  `The prompt has more than ${String(MAX_IMAGES)} images. Take some out.`,
);

/** An image given by an address: a data URL holds it, an https address is for the server to fetch; nothing is fetched here. */
export function imageAt(address: string): ReadImage {
  if (/^https:\/\/[^/\s]/i.test(address)) return { url: address };
  const data = /^data:[^,]*;base64,([A-Za-z0-9+/_\s-]*={0,2})\s*$/i.exec(address)?.[1];
  if (data !== undefined) return imageOf(Buffer.from(data, 'base64'), 'The image of a data URL');
  return {
    problem: runError(
      'unsupported',
      `The image ${shownName(address)} cannot be sent. Give a path, a data URL with base64, or an https address.`,
    ),
  };
}

/** A name as it stands in a sentence. */
export const shownName = (name: string): string => (name.length > 80 ? `${name.slice(0, 79)}…` : name);

/** The address looks like one, and not like a path: `C:` is a drive. */
export const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]+:/i.test(text);
