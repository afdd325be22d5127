import path from 'node:path';
import { inProject } from './project.mjs';

/**
 * Parts of the extension that are loaded when they are first used, each a bundle of its own: the start of an editor reads
 * dist/extension.js and nothing else. What two bundles hold, they hold twice, so a part keeps no state that others know.
 */
export const lazyParts = {
  addTarget: 'src/ui/addTarget/addTarget.ts',
  copyDiagnostics: 'src/ui/copyDiagnostics.ts',
  crashedReport: 'src/engine/crashedReport.ts',
  languageModelEngine: 'src/languageModelEngine.ts',
  findTargets: 'src/ui/findTargets.ts',
  promptFileHelp: 'src/ui/promptFileHelp.ts',
  promptSource: 'src/ui/promptSource.ts',
  openTarget: 'src/ui/openTarget.ts',
  reportCommands: 'src/ui/reportCommands.ts',
  compare: 'src/ui/compare/compareController.ts',
  runSeries: 'src/engine/runSeries.ts',
  startAccounting: 'src/engine/startAccounting.ts',
  startSweep: 'src/engine/sweep/startSweep.ts',
  sweep: 'src/ui/sweep/sweepController.ts',
  sweepPrice: 'src/engine/sweep/priceOf.ts',
  requestAsSent: 'src/engine/requestAsSent.ts',
  saveTarget: 'src/ui/addTarget/saveTarget.ts',
  targetPicker: 'src/ui/targetPicker.ts',
  targetsFileHelp: 'src/ui/targetsFileHelp.ts',
  vendorChoices: 'src/protocols/vendors/vendorChoices.ts',
};

/** Has a state that all parts share (the language), so it is a file for all of them. */
const shared = { l10n: '@vscode/l10n' };

export const partEntries = { ...lazyParts, ...shared };

const bundleOf = new Map(Object.entries(lazyParts).map(([name, file]) => [inProject(file), name]));

/** @type {import('esbuild').Plugin} */
export const separateParts = {
  name: 'separate-parts',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ kind, path: wanted, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const name = bundleOf.get(`${path.resolve(resolveDir, wanted)}.ts`);
      if (name === undefined)
        return { errors: [{ text: `${wanted} is loaded late, so it belongs in scripts/lib/lazyParts.mjs.` }] };
      return { path: `./${name}.js`, external: true };
    });
    build.onResolve({ filter: /^@vscode\/l10n$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './l10n.js', external: true },
    );
  },
};
