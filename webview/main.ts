import './language';
import { provideVSCodeDesignSystem, vsCodeButton, vsCodeProgressRing } from '@vscode/webview-ui-toolkit';
import { isToPanel } from './state/isToPanel';
import { compareTab } from './compareTab';
import { RunTab } from './runTab';
import { sweepTab } from './sweepTab';
import { Tabs } from './tabs';
import { editorHost } from './view/host';
import './panel.css';
import './compare.css';
import './sweep.css';
import './sweepCharts.css';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing());

const root = document.getElementById('panel');
if (root === null) throw new Error('The page has no place for the panel.');
const host = editorHost();
const tabs = new Tabs(root, host, [new RunTab(host), compareTab(host), sweepTab(host)]);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isToPanel(data)) tabs.take(data);
});
window.addEventListener('pagehide', () => {
  tabs.dispose();
});
// Where the time of an opening goes is asked by the benchmark.
performance.mark('ready');
host.post({ type: 'ready' });
