import { bytesOf } from './imageParts';
import { ollamaDialect } from './ollamaDialect';
import { ollamaRequest } from './ollamaRequest';
import { plainPrompt, wishesOf } from './requestParts';
import { systemApart } from './systemApart';

/** Ollama's own completion of one prompt; the model's template is put around it unless `raw` is asked for. */
export const ollamaGenerate = ollamaDialect((request) => {
  const { system, turns } = systemApart(request.prompt.messages);
  const images = turns.flatMap((turn) => turn.images ?? []);
  return ollamaRequest(request, wishesOf(request, 'ollama-generate'), '/api/generate', {
    prompt: plainPrompt(turns),
    system: system ?? undefined,
    images: images.length > 0 ? images.map((image) => bytesOf(image).dataBase64) : undefined,
  });
});
