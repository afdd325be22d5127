import * as l10n from '@vscode/l10n';
import type { PictureFormat } from '../../src/messages/pictures';
import type { PanelWish } from '../../src/messages/runTabMessages';
import type { MenuItem } from './exportMenu';

export interface ExportDeeds {
  readonly wish: (wish: PanelWish) => void;
  readonly picture: (format: PictureFormat) => void;
}

/** What can be taken away of a run. */
export const runExports = ({ wish, picture }: ExportDeeds): readonly MenuItem[] => [
  { label: l10n.t('Copy as Markdown'), press: () => wish('copyMarkdown') },
  { label: l10n.t('Copy as curl command'), press: () => wish('copyCurl') },
  { label: l10n.t('Save as JSON…'), press: () => wish('exportJson'), first: true },
  { label: l10n.t('Save chunks as CSV…'), press: () => wish('exportCsv') },
  { label: l10n.t('Save as HTML page…'), press: () => wish('exportHtml') },
  { label: l10n.t('Save charts as PNG…'), press: () => picture('png'), first: true },
  { label: l10n.t('Save charts as SVG…'), press: () => picture('svg') },
];
