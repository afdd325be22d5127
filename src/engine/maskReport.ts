import type { RunReport } from '../core/runReport';
import type { RunRequest } from '../core/runRequest';
import { secretsOf } from './secrets';

/** A report without the secrets of its request, wherever a server may have repeated them: in errors, raw data, or its answer. */
export function maskReport(report: RunReport, request: RunRequest): RunReport {
  const secrets = secretsOf(request, 'report');
  if (secrets.values.length === 0) return report;
  const masked = secrets.maskAll(report);
  const texts = report.chunks?.map(({ text }) => text ?? '') ?? [];
  const joined = texts.join('');
  const maskedText = secrets.mask(joined);
  if (maskedText === joined) return masked;
  // A repeated key may be cut anywhere between two chunks, so it is looked for in the whole text; masking keeps lengths.
  let start = 0;
  const chunks = masked.chunks?.map((chunk, index) => {
    const end = start + (texts[index]?.length ?? 0);
    const text = maskedText.slice(start, end);
    start = end;
    return { ...chunk, text };
  });
  return { ...masked, chunks };
}
