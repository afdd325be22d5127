import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { targetListJsonSchema } from '../../../src/report/jsonSchema';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { command: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string }[]>>;
    readonly keybindings: readonly { command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Record<string, unknown>>> };
    readonly jsonValidation: readonly { url: string }[];
  };
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

describe('package.json', () => {
  it('offers the same completion for the setting as the schema of the targets', () => {
    const { items, type } = contributes.configuration.properties['promptProfiler.targets'] ?? {};
    const schema = targetListJsonSchema();
    expect({ items, type }, 'run: node scripts/schemas.mjs').toEqual({
      items: schema['items'],
      type: schema['type'],
    });
  });

  it('names only commands that it contributes', () => {
    const known = contributes.commands.map(({ command }) => command);
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ command }) => command);
    expect(used.filter((command) => !known.includes(command))).toEqual([]);
  });

  it('points to a schema that is there', () => {
    for (const { url } of contributes.jsonValidation)
      expect(JSON.parse(readFileSync(url, 'utf8'))).toHaveProperty('$schema');
  });
});
