import os from 'node:os';
import { benchLocalModel } from './localModel';

/** The built-in model beside the library's own session: `npm run bench -- local`. */
const rows = await benchLocalModel();
if (!process.argv.includes('--json'))
  console.table(rows.map(({ name, value, unit }) => ({ figure: name, value: Number(value.toPrecision(4)), unit })));
const machine = { node: process.version, platform: `${process.platform} ${process.arch}`, load: os.loadavg() };
console.log(JSON.stringify({ bench: 'local', ...machine, rows }));
