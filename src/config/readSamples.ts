import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { RunError } from '../core/runError';
import { fileBeside, type FileBeside, type PromptPlaces } from './fileBeside';
import { shownName } from './imageData';
import { isRecord } from './isRecord';
import { badPrompt } from './promptLimits';
import { filling, type PromptVariable } from './promptVariables';
import type { WrittenPrompt } from './readPrompt';

/** Values for variables of one prompt; a larger file holds something else. */
const MAX_SAMPLE_BYTES = 1_000_000;

type SamplesRead = Pick<WrittenPrompt, 'variables'> | { readonly problem: RunError };

/**
 * Gives variables without a value what stands for them in the file with samples that a prompt names, as prompty has it. The file is
 * read only when a value is missing. Without places, as for a document that was never saved, there is no such file.
 */
export async function readSamples(
  { variables, sampleFile }: Pick<WrittenPrompt, 'variables' | 'sampleFile'>,
  places: PromptPlaces | null,
): Promise<SamplesRead> {
  if (sampleFile === null || variables.every(({ value }) => value !== null)) return { variables };
  const name = shownName(sampleFile);
  if (places === null)
    return {
      problem: badPrompt(
        l10n.t('The sample file {0} cannot be found, as the prompt is no file. Save the prompt first.', name),
      ),
    };
  const found = await fileBeside(sampleFile, places, MAX_SAMPLE_BYTES);
  if (!('bytes' in found)) return { problem: badPrompt(notRead(name, found, places)) };
  const samples = recordIn(found.bytes.toString('utf8'));
  if (samples === null)
    return {
      problem: badPrompt(
        l10n.t('The sample file {0} cannot be used. It must be a JSON object with the values by their names.', name),
      ),
    };
  return { variables: variables.map((variable) => withSample(variable, samples)) };
}

const withSample = (variable: PromptVariable, samples: Readonly<Record<string, unknown>>): PromptVariable =>
  variable.value === null && Object.hasOwn(samples, variable.name)
    ? { ...variable, value: filling(samples[variable.name]) }
    : variable;

function recordIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function notRead(name: string, found: Exclude<FileBeside, { bytes: Buffer }>, { root }: PromptPlaces): string {
  switch (found.why) {
    case 'outside':
      return l10n.t(
        'The sample file {0} lies outside of {1}, so it was not read. Move it there.',
        name,
        path.basename(root),
      );
    case 'no-file':
      return l10n.t('The sample file {0} is no file. Name one with a JSON object.', name);
    case 'too-large':
      return l10n.t(
        'The sample file {0} is larger than 1 MB, so it was not read. Keep only the values that the prompt needs.',
        name,
      );
    case 'unreadable':
      return found.code === 'ENOENT'
        ? l10n.t('The sample file {0} was not found beside the prompt. Check the path under "sample".', name)
        : l10n.t('The sample file {0} cannot be read ({1}). Check the path under "sample".', name, found.code);
  }
}
