import { setTimeout } from 'node:timers/promises';
import type { LevelDesk } from './levelDesk';
import type { LevelPart } from '../../core/sweep/sweepWords';

/** All users begin within this time, so that they do not march in step. */
const MOST_RAMP_MS = 2_000;
const STEP_MS = 50;
/** After a failure a user waits at least this long: a server that refuses at once must not be hammered. */
const AFTER_FAILURE_MS = 250;

/** Says which part a request that starts now belongs to; a user's first one is always warm-up. */
export type PartOf = (isFirst: boolean) => LevelPart;

/** So many users, each of whom asks again when the answer is complete. Resolves when all of them have gone. */
export async function closedLoop(desk: LevelDesk, partOf: PartOf, signal: AbortSignal): Promise<void> {
  const { load: users } = desk.request;
  const stepMs = Math.min(STEP_MS, MOST_RAMP_MS / users);
  const ramp = new Ramp(users);
  await Promise.all(Array.from({ length: users }, (_, user) => askAgain(desk, { user, stepMs, ramp, partOf, signal })));
}

/** Knows when the last user has begun. */
class Ramp {
  readonly users: number;
  readonly allBegan: Promise<void>;
  #tell: () => void = () => undefined;
  #begun = 0;

  constructor(users: number) {
    this.users = users;
    this.allBegan = new Promise((resolve) => (this.#tell = resolve));
  }

  began(): void {
    this.#begun += 1;
    if (this.#begun === this.users) this.#tell();
  }
}

interface User {
  readonly user: number;
  readonly stepMs: number;
  readonly ramp: Ramp;
  readonly partOf: PartOf;
  readonly signal: AbortSignal;
}

async function askAgain(desk: LevelDesk, { user, stepMs, ramp, partOf, signal }: User): Promise<void> {
  const { thinkMs } = desk.request;
  await pause(user * stepMs, signal);
  ramp.began();
  for (let index = 0; !signal.aborted && desk.ending === null; index++) {
    if (index > 0) await pause(thinkMs, signal);
    // Where answers are quick, the first users would spend all requests before the last one has begun.
    if (desk.rows.length >= ramp.users) await ramp.allBegan;
    while (desk.heldForMs > 0 && !signal.aborted) await pause(desk.heldForMs, signal);
    const failed = desk.live.failed;
    if (!(await desk.send({ user, part: partOf(index === 0), dueMs: null }))) return;
    if (desk.live.failed > failed) await pause(AFTER_FAILURE_MS, signal);
  }
}

const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  if (ms > 0) await setTimeout(ms, null, { signal }).catch(() => null);
};
