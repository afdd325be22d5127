/** `npm run pictures`: takes the README's pictures from what the last `npm test` left in artifacts/. */
import { copyFile, mkdir } from 'node:fs/promises';
import { inProject } from './lib/project.mjs';

const pictures = {
  'panel/finished-dark-940.png': 'run-dark.png',
  'panel/finished-light-940.png': 'run-light.png',
  'run-finished-dark.png': 'editor-dark.png',
};

await mkdir(inProject('media/readme'), { recursive: true });
for (const [from, to] of Object.entries(pictures))
  await copyFile(inProject('artifacts', from), inProject('media/readme', to)).catch(() => {
    console.error(`artifacts/${from} is not there. Run "npm test -- webview person" first.`);
    process.exitCode = 1;
  });
