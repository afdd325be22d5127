import { provideVSCodeDesignSystem, vsCodeButton, vsCodeProgressRing } from '@vscode/webview-ui-toolkit';
import { isToPanel } from './state/isToPanel';
import { Panel } from './panel';
import { editorHost } from './view/host';
import './panel.css';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing());

const root = document.getElementById('panel');
if (root === null) throw new Error('The page has no place for the panel.');
const host = editorHost();
const panel = new Panel(root, host);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isToPanel(data)) panel.take(data);
});
window.addEventListener('pagehide', () => {
  panel.dispose();
});
host.post({ type: 'ready' });
