import { existsSync, readFileSync } from 'node:fs';
import { findInPath, run } from './childProcess.mjs';
import { findChromium } from './chromium.mjs';
import { inProject, node24 } from './project.mjs';

/**
 * Makes sure that there is a Chromium, the one thing that the tests need from the system: as root on Debian by apt, on
 * Ubuntu (whose own package is a snap, useless in a container) by Playwright; otherwise says what is missing.
 * Needs node_modules.
 */
export async function installChromium() {
  if (await findChromium()) return;
  const system = process.getuid?.() === 0 && findInPath(['apt-get'], existsSync) ? systemId() : undefined;
  if (system === 'debian') await aptInstall('chromium', 'fonts-dejavu-core');
  else if (system === 'ubuntu') await playwrightInstall();
  if (await findChromium()) return;
  throw new Error(
    'Chromium is missing: install Chromium or Google Chrome (Debian: apt-get install chromium; elsewhere: npx playwright-core install --with-deps chromium), or set CHROMIUM_PATH.',
  );
}

/** @param {string[]} packages */
async function aptInstall(...packages) {
  console.log(`   installing ${packages.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { quiet: true, env });
}

async function playwrightInstall() {
  console.log('   installing Chromium');
  const cli = inProject('node_modules', 'playwright-core', 'cli.js');
  await run(node24, [cli, 'install', '--with-deps', 'chromium'], {
    quiet: true,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function systemId() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID="?(\w+)"?$/m.exec(release)?.[1];
}
