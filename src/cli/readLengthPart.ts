import { readFile } from 'node:fs/promises';
import { safeParse } from 'valibot';
import type { LengthPart } from '../core/sweep/lengthReport';
import { SweepReportSchema } from '../core/sweep/sweepReport';
import { UsageError } from './usageError';

/** The curves of an earlier sweep over lengths, from the file in which its report was kept. */
export async function readLengthPart(file: string): Promise<LengthPart> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${error.code ?? error.message}).`);
  });
  const read = safeParse(SweepReportSchema, parsed(text));
  if (!read.success || !read.output.length)
    throw new UsageError(`${file} is no report of a sweep over lengths. Make one with: sweep length --json > ${file}`);
  return read.output.length;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
