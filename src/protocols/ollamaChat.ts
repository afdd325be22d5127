import { bytesOf } from './imageParts';
import { ollamaDialect } from './ollamaDialect';
import { ollamaRequest } from './ollamaRequest';
import { wishesOf } from './requestParts';

/** Ollama's own chat. It tells load, prefill and decode times, which its OpenAI-compatible routes do not. */
export const ollamaChat = ollamaDialect((request) =>
  ollamaRequest(request, wishesOf(request, 'ollama-chat'), '/api/chat', {
    messages: request.prompt.messages.map(({ role, content, images }) => ({
      role,
      content,
      images: images?.map((image) => bytesOf(image).dataBase64),
    })),
  }),
);
