import { expect, test } from 'vitest';
import { oneAtATime } from '../../../../src/ui/experiments/oneAtATime';

test('a call while another one is under way does nothing; the next one after it does', async () => {
  let made = 0;
  let end: () => void = () => undefined;
  const press = oneAtATime(async () => {
    made++;
    await new Promise<void>((resolve) => (end = resolve));
  });
  const first = press();
  await press();
  expect(made).toBe(1);
  end();
  await first;
  void press();
  expect(made).toBe(2);
});

test('work that failed is over too, and says so', async () => {
  let made = 0;
  const press = oneAtATime(async () => {
    made++;
    throw new Error('refused');
  });
  await expect(press()).rejects.toThrow('refused');
  await expect(press()).rejects.toThrow('refused');
  expect(made).toBe(2);
});
