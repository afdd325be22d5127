import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

interface Manifest {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when?: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly icon: string;
      readonly steps: readonly {
        readonly description: string;
        readonly completionEvents: readonly string[];
        readonly media: { readonly svg: string; readonly altText: string };
      }[];
    }[];
  };
}

/** As a person reads it: with the English words in their places. */
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const { contributes, capabilities } = JSON.parse(readFileSync('package.json', 'utf8'), (_, value: unknown) =>
  typeof value === 'string' ? value.replace(/^%([\w.]+)%$/u, (_place, name: string) => words[name] ?? '') : value,
) as Manifest;

function textOf(folder: string, pattern: RegExp): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile() && pattern.test(file.name))
    .map((file) => readFileSync(path.join(file.parentPath, file.name), 'utf8'))
    .join('\n');
}

const source = textOf('src', /\.ts$/);
// What a test does, not what this one says.
const tests = textOf('test', /\.(ts|mjs)$/);

const commandIds = contributes.commands.map(({ command }) => command);
const settingNames = Object.keys(contributes.configuration.properties);
const linked = (text: string): string[] => [...text.matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id ?? '');
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const whens = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].flatMap(
  ({ when }) => when ?? [],
);

describe('the manifest', () => {
  it.each(commandIds)('command %s is made, and tested', (id) => {
    const name = id.replace('promptProfiler.', '');
    expect(source).toMatch(new RegExp(`\\b${name}: (?:async )?(?:\\(|[\\w.]+,?$)|'${id}'`, 'm'));
    const title = contributes.commands.find(({ command }) => command === id)?.title.replace(/…$/, '') ?? '';
    const isNamed = new RegExp(`\\b${name}\\b`).test(tests) || tests.includes(`Prompt Profiler: ${title}`);
    expect(isNamed, `no test names ${name}`).toBe(true);
  });

  it.each(settingNames)('setting %s is read, and tested', (name) => {
    const short = name.replace('promptProfiler.', '');
    expect(new RegExp(`['\`]${short.replace('.', '\\.')}['\`]`).test(source), `nobody reads ${short}`).toBe(true);
    expect(new RegExp(`\\b${short.replace('.', '\\.')}\\b`).test(tests), `no test names ${short}`).toBe(true);
  });

  it('has a way to each command: the palette, a menu, a key, a view or the walkthrough', () => {
    const hidden = contributes.menus['commandPalette']
      ?.filter(({ when }) => when === 'false')
      .map(({ command }) => command);
    const others = Object.entries(contributes.menus).filter(([menu]) => menu !== 'commandPalette');
    const reached = new Set(others.flatMap(([, items]) => items.map(({ command }) => command)));
    expect(hidden?.filter((command) => !reached.has(command))).toEqual([]);
  });

  it('links and completes with commands that are there', () => {
    const texts = [
      ...contributes.viewsWelcome.map(({ contents }) => contents),
      ...steps.map(({ description }) => description),
    ];
    const events = steps.flatMap(({ completionEvents }) => completionEvents);
    const onCommand = events.flatMap((event) => /^onCommand:(.*)$/.exec(event)?.[1] ?? []);
    expect([...texts.flatMap(linked), ...onCommand].filter((id) => !commandIds.includes(id))).toEqual([]);
    for (const { completionEvents } of steps) expect(completionEvents.length).toBeGreaterThan(0);
  });

  it('asks for contexts that the extension sets', () => {
    const events = steps.flatMap(({ completionEvents }) => completionEvents);
    const wanted = [...whens, ...events.map((event) => event.replace('onContext:', ''))].join(' ');
    const names = new Set([...wanted.matchAll(/promptProfiler\.(\w+)/g)].map(([, name]) => name ?? ''));
    const views = Object.values(contributes.views)
      .flat()
      .map(({ id }) => id.replace('promptProfiler.', ''));
    const known = [...commandIds.map((id) => id.replace('promptProfiler.', '')), ...views];
    for (const name of names)
      if (!known.includes(name)) expect(source, name).toMatch(new RegExp(`set\\('${name}'|'promptProfiler\\.${name}'`));
  });

  it('shows views and pictures that are there', () => {
    const views = Object.values(contributes.views).flat();
    for (const { id } of views) expect(source).toContain(`'${id}'`);
    for (const { view } of contributes.viewsWelcome) expect(views.map(({ id }) => id)).toContain(view);
    const icons = [...contributes.viewsContainers.activitybar, ...views, ...contributes.walkthroughs].map(
      ({ icon }) => icon,
    );
    for (const file of [...icons, ...steps.map(({ media }) => media.svg)]) expect(existsSync(file), file).toBe(true);
    const chinese = JSON.parse(readFileSync('package.nls.zh-cn.json', 'utf8')) as Record<string, string>;
    const pictures = Object.keys(words).filter((name) => name.endsWith('.picture'));
    expect(pictures).toHaveLength(steps.length);
    for (const name of pictures) {
      expect(existsSync(chinese[name] ?? ''), name).toBe(true);
      expect(chinese[name], name).not.toBe(words[name]);
    }
    for (const { media } of steps) expect(media.altText.length).toBeGreaterThan(20);
  });

  it('keeps a strange workspace from naming hosts, models and ports', () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations).toEqual(
      expect.arrayContaining(['promptProfiler.targets', 'promptProfiler.defaultTarget']),
    );
    expect(contributes.configuration.properties['promptProfiler.localPorts']?.scope).toBe('machine');
  });
});
