import { readFileSync } from 'node:fs';
import { inProject } from './project.mjs';

const { platform, arch } = process;

/** The name that the marketplace has for this machine's platform. */
export const vsixTarget = `${platform}-${arch === 'arm' ? 'armhf' : arch}`;

/** The package with llama.cpp for this platform's processors, without graphics cards (on Apple silicon there is one kind). */
export const platformBinaries = `@node-llama-cpp/${binariesName()}`;

function binariesName() {
  if (platform === 'darwin') return arch === 'arm64' ? 'mac-arm64-metal' : 'mac-x64';
  return `${platform === 'win32' ? 'win' : 'linux'}-${arch === 'arm' ? 'armv7l' : arch}`;
}

const { name, version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));

export const vsixFile = inProject(`${name}-${vsixTarget}-${version}.vsix`);
