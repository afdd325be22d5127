import type { Keys } from '../keys';
import type { DraftKey } from './draft';

/** The key itself, as long as the target that it is for is not kept yet. */
export async function keyValue(keys: Keys, url: string, key: DraftKey): Promise<string | null> {
  if (key.from === 'none') return null;
  if (key.from === 'typed') return key.key;
  const keyFrom = key.from === 'stored' ? 'secret' : `env:${key.name}`;
  const found = await keys.lookUp({ name: '', protocol: 'openai-chat', url, model: '', keyFrom });
  return 'key' in found ? found.key : null;
}
