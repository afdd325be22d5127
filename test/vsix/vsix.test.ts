import { afterAll, beforeAll, test } from 'vitest';
import { vsixFile } from '../../scripts/lib/vsix.mjs';
import { expectMainJob } from '../host/mainJob';
import { Workbench } from '../host/workbench';

let workbench: Workbench;

beforeAll(async () => {
  const files = { 'prompt.md': 'What is the time to first token?\n' };
  workbench = await Workbench.open({ vsix: vsixFile, files, open: 'prompt.md' });
});
afterAll(() => workbench.close());

test('the installed package does the main job with the model that it brings', async () => {
  await expectMainJob(workbench, 'prompt.md', 'vsix');
});
