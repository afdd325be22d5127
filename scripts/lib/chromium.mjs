import { existsSync } from 'node:fs';
import path from 'node:path';
import { findInPath } from './childProcess.mjs';

const names = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
  'msedge',
  'microsoft-edge',
];

const { ProgramFiles = '', LOCALAPPDATA = '' } = process.env;
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  path.join(ProgramFiles, 'Google', 'Chrome', 'Application', 'chrome.exe'),
  path.join(LOCALAPPDATA, 'Google', 'Chrome', 'Application', 'chrome.exe'),
];

/** A Chromium of this machine: CHROMIUM_PATH, then PATH, then the usual places, then the one that Playwright fetched. */
export async function findChromium() {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  return findInPath(names, existsSync) ?? places.find(existsSync) ?? (await playwrightsOwn());
}

async function playwrightsOwn() {
  try {
    const { chromium } = await import('playwright-core');
    return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
  } catch {
    // Not installed yet.
    return undefined;
  }
}

/** No sandbox as root, and nothing that speaks to the network on its own. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
