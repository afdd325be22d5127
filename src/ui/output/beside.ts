import { TabInputWebview, ViewColumn, window, workspace } from 'vscode';
import { DocumentOutput } from './documentOutput';
import { Place } from './place';
import { emptyRegion } from './region';

/** Opens a new untitled editor for output, without taking the focus. `null` when the editor cannot be opened. */
export async function openBeside(): Promise<DocumentOutput | null> {
  try {
    const document = await workspace.openTextDocument({ language: 'markdown', content: '' });
    await window.showTextDocument(document, { viewColumn: freeColumn(), preserveFocus: true, preview: false });
    return new DocumentOutput(new Place(document, [{ region: emptyRegion(0), original: '' }]), {
      before: '',
      after: '',
    });
  } catch {
    return null;
  }
}

/** The column beside the active one, unless that would cover a webview (our panel, mostly) that the user is looking at. */
function freeColumn(): ViewColumn {
  const { all, activeTabGroup } = window.tabGroups;
  const others = all.filter((group) => group !== activeTabGroup);
  const free = others.find((group) => !(group.activeTab?.input instanceof TabInputWebview));
  if (free) return free.viewColumn;
  return others.length === 0 ? ViewColumn.Beside : Math.max(...all.map(({ viewColumn }) => viewColumn)) + 1;
}
