/** `npm run fuzz [-- RUNS]`: damages every recorded stream RUNS times in two ways and prints how many that were, and the seed. */
import { spawnSync } from 'node:child_process';
import { inProject, node24, root } from './lib/project.mjs';

const runs = process.argv[2] ?? '4500';
const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(
  node24,
  [vitest, 'run', '--project', 'unit', 'test/unit/protocols', '-t', 'damaged|changed', '--testTimeout', '600000'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: runs } },
);
process.exit(status ?? 1);
