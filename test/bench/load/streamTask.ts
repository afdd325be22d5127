/** What a measuring thread is asked, and what it answers. */
export type StreamTask = EngineTask | PeerTask<'openai'> | PeerTask<'bare'>;

interface PeerTask<Name> extends Omit<EngineTask, 'client'> {
  readonly client: Name;
}

interface EngineTask {
  readonly client: 'engine';
  readonly url: string;
  /** Streams at the same time. */
  readonly streams: number;
}

export interface ScheduleTask {
  readonly client: 'schedule';
  readonly url: string;
  readonly perSecond: number;
  readonly requests: number;
}

export interface StreamAnswer {
  readonly chunks: number;
  /** Of the stamps, against the moment of the write. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Processor time of the thread per elapsed time. */
  readonly cpuShare: number;
  readonly bytesPerMillionChunks: number;
  /** Of a schedule: how late requests were sent, p99. */
  readonly startLateP99Ms: number | null;
}
