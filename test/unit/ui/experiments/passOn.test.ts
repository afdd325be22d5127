import { beforeEach, expect, test, vi } from 'vitest';
import { passOn } from '../../../../src/ui/experiments/passOn';

const told: string[] = [];
const executed: string[] = [];
let answer: string | undefined;

vi.mock('vscode', () => ({
  window: {
    showErrorMessage: async (sentence: string): Promise<string | undefined> => {
      told.push(sentence);
      return answer;
    },
  },
  commands: { executeCommand: async (name: string): Promise<number> => executed.push(name) },
}));

beforeEach(() => {
  told.length = 0;
  executed.length = 0;
  answer = undefined;
});

test('what the panel says is heard, and nothing is told', async () => {
  const heard: string[] = [];
  const hear = async (message: string): Promise<void> => void heard.push(message);
  await passOn({ open: async () => ({ hear }) }, 'open');
  expect(heard).toEqual(['open']);
  expect(told).toEqual([]);
});

test.each([
  ['an opening', { open: () => Promise.reject(new Error('The folder is gone.')) }],
  ['a wish', { open: async () => ({ hear: () => Promise.reject(new Error('The folder is gone.')) }) }],
])(
  '%s that failed is told with the reason, and the window is reloaded only if the person wants it',
  async (_, door) => {
    await passOn(door, 'open');
    expect(told).toEqual(['That did not work: The folder is gone. If it happens again, reload the window.']);
    expect(executed).toEqual([]);
    answer = 'Reload Window';
    await passOn(door, 'open');
    expect(executed).toEqual(['workbench.action.reloadWindow']);
  },
);
