import type { WorkProgress } from './streamEvent';

/** How much of it is done, from 0 to 1 in whole per cent; 1 only when all of it is. */
export const workShare = ({ processed, total }: WorkProgress): number => Math.floor((100 * processed) / total) / 100;
