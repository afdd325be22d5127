import * as l10n from '@vscode/l10n';
import { ThemeIcon, Uri, workspace, type QuickPickItem } from 'vscode';
import { TARGETS_FILE_NAME } from '../../config/targetsFileName';
import { askText, isWrong } from './askText';
import type { Draft, SetUpTools } from './draft';
import { pickOne } from './pickOne';
import type { SavePlace } from './saveTarget';
import { BACK, type Answer, type Place, type Step } from './walk';

interface PlaceItem extends QuickPickItem {
  readonly place: SavePlace | 'rename';
}

/** Under which name, and where it is written down. The last question: with its answer the target is saved and tried. */
export const askPlace = ({ names }: SetUpTools): Step<Draft> => ({
  applies: () => true,
  async ask(draft, place) {
    let name = draft.name || freeName(draft, names);
    for (;;) {
      const picked = await pickOne(place, {
        items: itemsOf(name),
        placeholder: l10n.t('Save "{0}". A short test call follows.', name),
      });
      if (picked === null || picked === BACK) return picked;
      if (picked.place !== 'rename') return { ...draft, name, place: picked.place };
      const renamed = await askName(name, { ...place, canGoBack: true }, names);
      if (renamed === null) return null;
      if (renamed !== BACK) name = renamed;
    }
  },
});

function itemsOf(name: string): PlaceItem[] {
  const folder = workspace.isTrusted ? workspace.workspaceFolders?.[0] : undefined;
  const items: PlaceItem[] = [
    {
      label: l10n.t('Save in your settings'),
      detail: l10n.t('For you, in every workspace.'),
      iconPath: new ThemeIcon('account'),
      place: 'user',
    },
    {
      label: l10n.t('Change the name…'),
      description: name,
      iconPath: new ThemeIcon('edit'),
      place: 'rename',
    },
  ];
  const shared: PlaceItem = {
    label: l10n.t('Save in {0}', TARGETS_FILE_NAME),
    description: folder?.name ?? '',
    detail: l10n.t('For everybody who works in this folder. The key is not in it.'),
    iconPath: new ThemeIcon('organization'),
    place: folder ? Uri.joinPath(folder.uri, TARGETS_FILE_NAME) : 'user',
  };
  return folder ? [items[0], shared, items[1]].filter((item) => item !== undefined) : items;
}

const askName = (value: string, place: Place, names: readonly string[]): Promise<Answer<string>> =>
  askText(place, {
    prompt: l10n.t('Name for the status bar, the panel and the reports.'),
    value,
    check: (typed) => {
      if (typed === '') return Promise.resolve(isWrong(l10n.t('The name is empty.')));
      const isTaken = names.includes(typed);
      return Promise.resolve(isTaken ? isWrong(l10n.t('There is a target named "{0}" already.', typed)) : null);
    },
  });

/** Vendor and model, and a number when that is taken. */
function freeName({ vendor, facts, model }: Draft, names: readonly string[]): string {
  const isNameless = facts?.knownBy === 'nothing' && (vendor?.id ?? 'generic') === 'generic';
  const title = (facts?.title ?? vendor?.title ?? '').replace(/\s*\(.*\)$/, '');
  const short = model.split('/').at(-1) ?? model;
  const base = isNameless || title === '' ? short : `${title} ${short}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} ${String(number)}`;
    if (!names.includes(name)) return name;
  }
}
