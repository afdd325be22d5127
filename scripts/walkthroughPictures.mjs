/** Draws the pictures of the walkthrough into media/walkthrough/, in each language. They take their colours from the editor's theme. */
import { mkdir, writeFile } from 'node:fs/promises';
import { inProject } from './lib/project.mjs';

const theme = {
  text: 'var(--vscode-foreground)',
  quiet: 'var(--vscode-descriptionForeground)',
  line: 'var(--vscode-editorWidget-border, var(--vscode-descriptionForeground))',
  page: 'var(--vscode-editor-background)',
  box: 'var(--vscode-editorWidget-background)',
  mark: 'var(--vscode-editor-selectionBackground)',
  button: 'var(--vscode-button-background)',
  onButton: 'var(--vscode-button-foreground)',
  // In high contrast a button has no color of its own, and a selection that of the text.
  buttonLine: 'var(--vscode-button-border, var(--vscode-contrastBorder, transparent))',
  onMark: 'var(--vscode-editor-selectionForeground, var(--vscode-foreground))',
  blue: 'var(--vscode-charts-blue)',
  orange: 'var(--vscode-charts-yellow)',
  green: 'var(--vscode-charts-green)',
  red: 'var(--vscode-charts-red)',
};

/** @param {[x: number, y: number, width: number, height: number]} box @param {string} more */
const rect = ([x, y, width, height], more) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" ${more}/>`;
// The page of the first steps shows the pictures at about half their size.
/** @param {number} x @param {number} y @param {string} words @param {string} [more] */
const text = (x, y, words, more = '') =>
  `<text x="${x}" y="${y}" fill="${theme.text}" font-size="20" ${more}>${words}</text>`;
/** @param {number} x @param {number} y @param {string} words */
const quiet = (x, y, words) => `<text x="${x}" y="${y}" fill="${theme.quiet}" font-size="17">${words}</text>`;
/** @param {string} color */
const fill = (color) => `fill="${color}"`;

/** A window, in which the rest is drawn. @param {string[]} parts */
const page = (parts) =>
  [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" font-family="var(--vscode-font-family, sans-serif)">',
    rect([1, 1, 638, 358], `${fill(theme.page)} stroke="${theme.line}"`),
    ...parts,
    '</svg>',
    '',
  ].join('\n');

/** Lines of an answer, as bars. @param {number} x @param {number} y @param {number[]} widths */
const lines = (x, y, widths) =>
  widths.map((width, index) => rect([x, y + index * 24, width, 9], `${fill(theme.quiet)} opacity="0.6"`)).join('\n');

const ticks = Array.from({ length: 34 }, (_, index) => {
  const isStall = index === 20;
  const x = 210 + index * 10 + (index >= 20 ? 50 : 0);
  const height = isStall ? 52 : 14 + ((index * 7) % 11);
  return rect([x, 206 - height, 5, height], fill(isStall ? theme.red : theme.blue));
});

/** @param {number} y @param {string} color @param {string} name @param {string} numbers */
const target = (y, color, name, numbers) =>
  [`<circle cx="62" cy="${y - 5}" r="7" ${fill(color)}/>`, text(84, y, name), quiet(330, y, numbers)].join('\n');

/** @param {number} y @param {string} color @param {number} middle @param {number[]} runs */
const series = (y, color, middle, runs) =>
  [
    ...runs.map((offset) => `<circle cx="${middle + offset}" cy="${y}" r="4" ${fill(color)} opacity="0.5"/>`),
    rect([middle - 26, y - 5, 52, 10], fill(color)),
    `<circle cx="${middle}" cy="${y}" r="9" ${fill(theme.page)} stroke="${color}" stroke-width="4"/>`,
  ].join('\n');

/**
 * The four pictures. `say` gives the words of a language for the English ones.
 * @param {(words: string) => string} say
 */
function pictures(say) {
  const profileSample = page([
    rect([40, 36, 440, 36], fill(theme.mark)),
    text(50, 61, say('Why does the first token take longer?'), `style="fill:${theme.onMark}"`),
    lines(50, 96, [430, 470, 390, 450, 180]),
    rect([240, 178, 300, 128], `${fill(theme.box)} stroke="${theme.line}"`),
    quiet(262, 206, say('Cut')),
    quiet(262, 234, say('Copy')),
    rect([246, 250, 288, 38], `${fill(theme.button)} stroke="${theme.buttonLine}"`),
    text(262, 276, say('Profile Prompt'), `style="fill:${theme.onButton}"`),
    quiet(40, 338, say('first token 42 ms · 310 tokens/s')),
  ]);

  const readTimeline = page([
    text(
      40,
      48,
      say('First token after {0}, then {1}')
        .replace('{0}', '<tspan font-weight="bold">312 ms</tspan>')
        .replace('{1}', '<tspan font-weight="bold">47 tokens/s</tspan>'),
    ),
    quiet(40, 102, say('phases')),
    rect([110, 86, 26, 24], fill(theme.green)),
    rect([138, 86, 70, 24], fill(theme.orange)),
    rect([210, 86, 390, 24], fill(theme.blue)),
    quiet(40, 198, say('tokens')),
    rect([402, 150, 58, 58], `${fill(theme.red)} opacity="0.15"`),
    ...ticks,
    quiet(40, 286, say('speed')),
    `<path d="M210 300 L250 262 L300 258 L390 260 L430 296 L480 264 L540 258 L600 260" fill="none" stroke="${theme.blue}" stroke-width="3"/>`,
    `<path d="M110 322 H600" stroke="${theme.line}"/>`,
    quiet(110, 342, '0'),
    quiet(200, 342, '312 ms'),
    quiet(570, 342, '1.2 s'),
  ]);

  const addEndpoint = page([
    text(40, 48, say('TARGETS'), 'font-weight="bold"'),
    target(96, theme.green, 'vLLM qwen', say('in use · 212 ms · 61 tokens/s')),
    target(134, theme.green, 'OpenAI gpt', '480 ms · 88 tokens/s'),
    target(172, theme.orange, say('Team server'), say('key missing')),
    target(210, theme.quiet, say('Built-in model'), say('not tried yet')),
    rect([40, 252, 230, 42], `${fill(theme.button)} stroke="${theme.buttonLine}"`),
    text(62, 280, say('Find Local Servers'), `style="fill:${theme.onButton}"`),
    rect([290, 252, 170, 42], `${fill(theme.button)} stroke="${theme.buttonLine}"`),
    text(314, 280, say('Add Target…'), `style="fill:${theme.onButton}"`),
  ]);

  const compareTwo = page([
    text(40, 48, say('Time to first token, 20 runs each'), 'font-weight="bold"'),
    quiet(40, 116, 'vLLM qwen'),
    series(112, theme.blue, 260, [-52, -38, -30, 28, 34, 47, 70]),
    quiet(40, 186, 'OpenAI gpt'),
    series(182, theme.orange, 420, [-66, -41, -33, 31, 44, 58, 120]),
    `<path d="M150 232 H600" stroke="${theme.line}"/>`,
    quiet(150, 254, '100 ms'),
    quiet(560, 254, '600 ms'),
    rect([40, 282, 340, 46], `fill="none" stroke="${theme.green}" stroke-width="2"`),
    text(58, 312, say('vLLM qwen is 1.9× faster')),
  ]);

  return { profileSample, readTimeline, addEndpoint, compareTwo };
}

/** @type {Record<string, string>} */
const chinese = {
  'Why does the first token take longer?': '为什么首个 token 更慢？',
  Cut: '剪切',
  Copy: '复制',
  'Profile Prompt': '分析提示词',
  'first token 42 ms · 310 tokens/s': '首个 token 42 ms · 310 tokens/s',
  'First token after {0}, then {1}': '首个 token 在 {0} 后到达，随后为 {1}',
  phases: '阶段',
  tokens: 'token',
  speed: '速度',
  TARGETS: '目标',
  'in use · 212 ms · 61 tokens/s': '使用中 · 212 ms · 61 tokens/s',
  'Team server': '团队服务器',
  'key missing': '缺少密钥',
  'Built-in model': '内置模型',
  'not tried yet': '尚未尝试',
  'Find Local Servers': '查找本机服务器',
  'Add Target…': '添加目标…',
  'Time to first token, 20 runs each': '首 token 时间，各 20 次运行',
  'vLLM qwen is 1.9× faster': 'vLLM qwen 快 1.9 倍',
};

/** @param {string} words */
function inChinese(words) {
  const said = chinese[words];
  if (said === undefined) throw new Error(`The pictures have no Chinese for: ${words}`);
  return said;
}

/** @param {string[]} place @param {(words: string) => string} say */
async function write(place, say) {
  const folder = inProject('media', 'walkthrough', ...place);
  await mkdir(folder, { recursive: true });
  for (const [name, picture] of Object.entries(pictures(say))) await writeFile(`${folder}/${name}.svg`, picture);
}

await write([], (words) => words);
await write(['zh-cn'], inChinese);
