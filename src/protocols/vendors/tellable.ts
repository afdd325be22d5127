import { SERVER_NUMBERS, type ServerNumber } from '../../core/vocabulary';
import type { VendorProfile } from './vendorProfile';

/** What is worked out here when a server does not tell it: with the model's own tokenizer, and by a price table. */
const COUNTABLE: readonly ServerNumber[] = ['output tokens', 'cost'];

/** Every number once: told, told on a condition, counted here, or absent. */
export function tellable({ reports, reportsWith }: VendorProfile) {
  const conditional = reportsWith.flatMap(({ numbers }) => numbers);
  const counted = COUNTABLE.filter((number) => !reports.includes(number));
  const known = new Set([...reports, ...conditional, ...counted]);
  return { reports, reportsWith, counted, absent: SERVER_NUMBERS.filter((number) => !known.has(number)) };
}
