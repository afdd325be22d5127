import type { Dialect } from './dialect';

export declare const openaiChat: Dialect;
