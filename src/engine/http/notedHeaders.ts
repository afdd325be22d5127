import { NO_TIMINGS, type ServerTimings } from '../../core/streamEvent';
import type { TraceSink } from '../../core/traceSink';
import { COMMON_HEADERS } from '../../protocols/vendors/headerProfiles';
import type { HeaderProfile, VendorProfile } from '../../protocols/vendors/vendorProfile';
import type { AnswerHead } from './exchange';

/** Keeps the headers that explain numbers in the report's raw server data, and the times that some of them tell. */
export function noteHeaders({ headers }: AnswerHead, { id, headers: own }: VendorProfile, sink: TraceSink): void {
  // The vendor's own words on a header go before the common ones.
  const known = [...own, ...COMMON_HEADERS];
  const noted: Record<string, unknown> = {};
  const covers: Record<string, string> = {};
  let timings = NO_TIMINGS;
  for (const [name, value] of Object.entries(headers)) {
    const profile = known.find((header) => isNamed(name, header));
    if (value === undefined || !profile) continue;
    noted[name] = value;
    if (own.includes(profile)) covers[name] = profile.covers;
    timings = { ...timings, ...timeIn(value, profile) };
  }
  const raw = {
    ...(id !== 'generic' && { vendor: id }),
    ...(Object.keys(noted).length > 0 && { headers: noted }),
    ...(Object.keys(covers).length > 0 && { headersCover: covers }),
  };
  if (Object.keys(raw).length > 0) sink.event({ type: 'timings', timings, raw }, 0, 0);
}

const isNamed = (name: string, header: HeaderProfile): boolean =>
  header.name.endsWith('*') ? name.startsWith(header.name.slice(0, -1)) : name === header.name;

function timeIn(value: string | readonly string[], { reads }: HeaderProfile): Partial<ServerTimings> {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  return reads && Number.isFinite(number) && number >= 0 ? { [reads.as]: number * reads.msPerUnit } : {};
}
