import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The folder that holds package.json. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {...string} parts path below the project's folder */
export const inProject = (...parts) => path.join(root, ...parts);

/** An extension that offers language models to the in-host tests. */
export const testModels = inProject('test', 'inHost', 'models');

/** Everything that is downloaded for tests or kept between starts; ignored by git, survives `npm ci`. */
export const cache = inProject('.vscode-test');

/** What tests leave behind to be looked at: screenshots, logs. */
export const artifacts = inProject('artifacts');

/** Node 24, whatever the machine has: see the dev dependency `node`. */
export const node24 = inProject('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
