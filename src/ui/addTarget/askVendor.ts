import * as l10n from '@vscode/l10n';
import { QuickPickItemKind, ThemeIcon, type QuickPickItem } from 'vscode';
import type { VendorChoice } from '../../core/serverFacts';
import { EMPTY_DRAFT, type Draft, type SetUpTools } from './draft';
import { pickOne } from './pickOne';
import { BACK, type Step } from './walk';

interface VendorItem extends QuickPickItem {
  readonly vendor?: VendorChoice;
}

/** Whose server it is; from that follow the address and the way of speaking. */
export const askVendor = ({ vendors }: SetUpTools): Step<Draft> => ({
  applies: () => true,
  async ask(draft, place) {
    const items = itemsOf(vendors);
    const active = items.find(({ vendor }) => vendor !== undefined && vendor === draft.vendor);
    const placeholder = l10n.t('Who runs the model? Type to search.');
    const picked = await pickOne(place, { items, active, placeholder });
    if (picked === null || picked === BACK) return picked;
    if (picked.vendor === undefined) return null;
    // Another vendor has another address, so nothing of the old one is kept.
    return picked.vendor === draft.vendor ? draft : { ...EMPTY_DRAFT, vendor: picked.vendor };
  },
});

function itemsOf(vendors: readonly VendorChoice[]): VendorItem[] {
  const of = (wanted: (vendor: VendorChoice) => boolean) => vendors.filter(wanted).map(itemOf);
  const heading = (label: string): VendorItem => ({ label, kind: QuickPickItemKind.Separator });
  return [
    ...of(({ id }) => id === 'generic'),
    heading(l10n.t('servers of your own')),
    ...of(({ id, kind }) => kind === 'server' && id !== 'generic'),
    heading(l10n.t('clouds')),
    ...of(({ kind }) => kind === 'cloud'),
  ];
}

function itemOf(vendor: VendorChoice): VendorItem {
  const set = vendor.keyVariables.find((name) => process.env[name]?.trim());
  return {
    vendor,
    label: vendor.id === 'generic' ? l10n.t('Any OpenAI-compatible server') : vendor.title,
    description: [vendor.baseUrl.replace(/^https?:\/\//, ''), set && l10n.t('{0} is set', set)]
      .filter(Boolean)
      .join(' · '),
    iconPath: new ThemeIcon(vendor.kind === 'cloud' ? 'cloud' : 'server'),
  };
}
