import { expect, test, vi } from 'vitest';
import { ExperimentDoor } from '../../../../src/ui/experiments/experimentDoor';

vi.mock('vscode', () => ({
  EventEmitter: class {
    readonly event = (): void => undefined;
    readonly dispose = (): void => undefined;
  },
}));

const controller = { isRunning: false, stop: async (): Promise<void> => undefined };

test('all who ask get the one controller, also while it is being opened', async () => {
  let loaded = 0;
  const door = new ExperimentDoor(async () => {
    loaded++;
    return controller;
  });
  expect(await Promise.all([door.open(), door.open()])).toEqual([controller, controller]);
  expect(await door.open()).toBe(controller);
  expect(loaded).toBe(1);
});

test('an opening that failed fails for those who waited for it, and is made anew for the next one', async () => {
  let isBroken = true;
  let loaded = 0;
  const door = new ExperimentDoor(async () => {
    loaded++;
    if (isBroken) throw new Error('the folder is gone');
    return controller;
  });
  const both = await Promise.allSettled([door.open(), door.open()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(door.opened).toBeNull();
  expect(loaded).toBe(1);
  isBroken = false;
  expect(await door.open()).toBe(controller);
  expect(door.opened).toBe(controller);
});
