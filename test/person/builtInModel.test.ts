import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workbench } from '../host/workbench';
import { expectMainJob } from '../host/mainJob';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open({ open: 'one-line.prompt.md' });
});
afterAll(() => workbench.close());

test('with nothing configured the built-in model answers, is measured, and one undo removes the answer', async () => {
  await expectMainJob(workbench, 'one-line.prompt.md', 'built-in-model');
  expect(await workbench.unreadBell.count()).toBe(0);
});
