import { runError, type RunError } from '../core/runError';
import type { RunRequest } from '../core/runRequest';
import { dialectOf } from '../protocols/registry';
import { isHttpTarget } from '../core/target';

/** Why the images of a prompt cannot be sent to its target; `null` when they can, or there are none. */
export function imageRefusal({ target, prompt }: RunRequest): RunError | null {
  const images = prompt.messages.flatMap((message) => message.images ?? []);
  if (images.length === 0) return null;
  const takes = !isHttpTarget(target) ? undefined : dialectOf(target.protocol).images;
  if (takes === undefined)
    return runError(
      'unsupported',
      `The prompt holds images, and the protocol ${target.protocol} of "${target.name}" carries none, so nothing was sent. Choose another protocol for this target, for instance openai-chat, or take the images out.`,
    );
  if (takes === 'bytes' && images.some((image) => 'url' in image))
    return runError(
      'unsupported',
      `The prompt names an image by its web address, and the protocol ${target.protocol} of "${target.name}" takes only images themselves, so nothing was sent. Save the image beside the prompt file and name it by its path.`,
    );
  return null;
}
