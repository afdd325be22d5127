/**
 * Takes the place of `@vscode/spdlog` in the server host: the native module would have to be compiled (g++, make, python3).
 * Same surface; no rotation, because the profiles of the server host are short-lived. Copied into the installed server.
 */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

export class Logger {
  #file;
  #level = 2;
  #plain = false;

  /** @param {string} file */
  constructor(file) {
    this.#file = createWriteStream(file, { flags: 'a' });
    // A profile may be removed while its server still writes.
    this.#file.on('error', () => undefined);
  }

  trace = this.#writer(0);
  debug = this.#writer(1);
  info = this.#writer(2);
  warn = this.#writer(3);
  error = this.#writer(4);
  critical = this.#writer(5);

  /** @param {number} level */
  #writer(level) {
    return (/** @type {string} */ message) => {
      if (level < this.#level) return;
      const stamp = new Date().toISOString().replace('T', ' ').slice(0, 23);
      this.#file.write(this.#plain ? message : `${stamp} [${levels[level]}] ${message}\n`);
    };
  }

  getLevel() {
    return this.#level;
  }

  /** @param {number} level */
  setLevel(level) {
    this.#level = level;
  }

  setPattern() {
    this.#plain = false;
  }

  clearFormatters() {
    this.#plain = true;
  }

  flush() {
    // Node writes on its own.
  }

  drop() {
    this.#file.end();
  }
}

/**
 * @param {string} _name
 * @param {string} file
 */
export async function createRotatingLogger(_name, file) {
  await mkdir(path.dirname(file), { recursive: true });
  return new Logger(file);
}

export const createAsyncRotatingLogger = createRotatingLogger;
export const setLevel = () => undefined;
export const setFlushOn = () => undefined;
export const version = 1;
