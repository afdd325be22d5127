import { Uri, workspace, type WorkspaceFolder } from 'vscode';
import { checkTargets } from '../config/checkTargets';
import { readTargetsFile } from '../config/readTargetsFile';
import { withAbsolutePath } from '../config/resolveTarget';
import { defaultEntry, targetList, type PlacedTarget } from '../config/targetList';
import { TARGETS_FILE_NAME } from '../config/targetsFileName';
import { stated } from '../core/stated';
import type { LmTarget, Target } from '../core/target';
import { modelFileTarget } from './modelFile';
import { SECTION, settings } from './settings';
import type { TargetFault, TargetsFound } from './targetStore';

interface FileTargets {
  readonly targets: readonly PlacedTarget[];
  readonly defaultTarget: string | undefined;
  readonly faults: readonly TargetFault[];
}

/** What was added to the list without being written down. */
export interface PickedByHand {
  readonly files: readonly string[];
  readonly models: readonly LmTarget[];
}

/** Reads every place where targets are written down. Loaded with the first look at the targets, for the schemas it needs. */
export async function findTargets(
  { files: pickedFiles, models }: PickedByHand,
  chosen: readonly (string | undefined)[],
): Promise<Omit<TargetsFound, 'forFile'>> {
  const files = await Promise.all((workspace.workspaceFolders ?? []).map(targetsOfFolder));
  const ofSettings = settings.targets();
  const user = settingsTargets(ofSettings.user);
  const team = settingsTargets(ofSettings.workspace);
  const entries = targetList({
    workspace: [...files.flatMap(({ targets }) => targets), ...team.targets.map((target) => ({ target, file: null }))],
    user: user.targets,
    picked: pickedFiles.map(modelFileTarget),
    editor: models,
    trusted: workspace.isTrusted,
  });
  // What a strange workspace wishes is not followed without a word.
  const ofFiles = workspace.isTrusted ? files.map(({ defaultTarget }) => defaultTarget) : [];
  return {
    entries,
    faults: [...files.flatMap(({ faults }) => faults), ...user.faults, ...team.faults],
    preferred: defaultEntry(entries, [...chosen, settings.defaultTarget(), ...ofFiles]),
  };
}

async function targetsOfFolder({ uri }: WorkspaceFolder): Promise<FileTargets> {
  const fileUri = Uri.joinPath(uri, TARGETS_FILE_NAME);
  const text = await textOf(fileUri);
  if (text === null) return { targets: [], defaultTarget: undefined, faults: [] };
  const { file, problems } = readTargetsFile(text);
  const folder = uri.scheme === 'file' ? uri.fsPath : null;
  return {
    targets: (file?.targets ?? []).map((target) => ({
      target: withAbsolutePath(target, folder),
      file: fileUri.toString(),
    })),
    defaultTarget: file?.defaultTarget,
    faults: problems.map(({ message, offset, length }) => ({ message, place: { uri: fileUri, offset, length } })),
  };
}

function settingsTargets(values: readonly unknown[]): { targets: Target[]; faults: TargetFault[] } {
  const { targets, issues } = checkTargets(values);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const base = folder?.scheme === 'file' ? folder.fsPath : null;
  return {
    targets: targets.map((target) => withAbsolutePath(target, base)),
    faults: issues.map(({ message }) => ({
      message: stated('In the setting {0}: {1}', `${SECTION}.targets`, message),
      place: null,
    })),
  };
}

/** `null` when there is no such file, which is the ordinary case. */
async function textOf(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
