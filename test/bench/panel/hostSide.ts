import type { ToPanel } from '../../../src/messages/panelMessages';
import { PanelMailbox } from '../../../src/ui/panelMailbox';
import { PanelRunLog } from '../../../src/ui/panelRunLog';
import { busyNews } from './busyNews';
import type { BenchRow } from './pageSide';

/** What the news of a fast run costs the extension host at worst: keeping it, queueing it, and making it a message. */
export async function hostRow(seconds: number): Promise<BenchRow> {
  const log = new PanelRunLog();
  let characters = 0;
  const mailbox = new PanelMailbox((message: ToPanel) => {
    // The editor sends messages of webviews as JSON.
    characters += JSON.stringify(message).length;
    return Promise.resolve();
  });
  mailbox.open({ tab: 'run', run: null, locale: 'en', targetName: 'bench', readingWordsPerMinute: 238 });
  let worstMs = 0;
  for (const update of busyNews(seconds)) {
    const startedMs = performance.now();
    if (log.take(update)) mailbox.send(update);
    await Promise.resolve();
    worstMs = Math.max(worstMs, performance.now() - startedMs);
  }
  if (characters === 0) throw new Error('Nothing was sent.');
  return {
    name: `extension host, longest block by the panel in ${seconds} s at 1 000 tokens/s`,
    value: worstMs,
    limit: 20,
  };
}
