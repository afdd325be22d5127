import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { findInPath } from './childProcess.mjs';

const commands = ['code', 'code-insiders', 'codium'];
const applications = [
  '/Applications/Visual Studio Code.app/Contents/MacOS/Code',
  '/Applications/Visual Studio Code.app/Contents/MacOS/Electron',
];

/**
 * The program file of a desktop VS Code that can show a window here. Not its command: that one hands over to a process
 * of its own and is gone, so nobody could end the window.
 */
export function findDesktopEditor() {
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI } = process.env;
  // In a remote terminal `code` speaks to an editor on another machine.
  if (VSCODE_IPC_HOOK_CLI) return undefined;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  const command = findInPath(commands, existsSync);
  return (command && programOf(command)) ?? applications.find(existsSync);
}

/** @param {string} command …/bin/code in all packages of the editor */
function programOf(command) {
  const bin = path.dirname(realpathSync(command));
  const name = path.basename(command).replace(/\.cmd$/, '');
  const candidates = [
    path.join(bin, '..', name),
    path.join(bin, '..', 'Code.exe'),
    path.join(bin, '..', '..', '..', 'MacOS', 'Code'),
    path.join(bin, '..', '..', '..', 'MacOS', 'Electron'),
  ];
  return candidates.find((candidate) => candidate !== command && existsSync(candidate));
}

/** Opens an address in the browser that the user likes best, where there is a display. */
export function openInBrowser(/** @type {string} */ address) {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler']
        : DISPLAY || WAYLAND_DISPLAY
          ? ['xdg-open']
          : [];
  if (!command) return;
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
