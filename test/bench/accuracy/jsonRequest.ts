export const MODEL = 'scripted-model';
export const PROMPT = 'How long is a day?';

/** The request body that all who write it themselves send. */
export const jsonRequest = (prompt = PROMPT): string =>
  JSON.stringify({
    model: MODEL,
    messages: [{ role: 'user', content: prompt }],
    stream: true,
    stream_options: { include_usage: true },
  });
