const vscode = require('vscode');

/** What the tests reach: they say what is answered, and see what was asked. */
const driven = {
  /** @type {unknown[]} */
  requests: [],
  /** @type {(request: unknown) => Promise<void>} */
  respond: () => Promise.resolve(),
  /** Tokens for each word; 0: this extension cannot count. */
  tokensPerWord: 2,
};

const modelOf = (/** @type {string} */ id) => ({
  id,
  name: `The ${id}`,
  family: 'pets',
  version: '1',
  maxInputTokens: 4096,
  maxOutputTokens: 1024,
  capabilities: {},
});

exports.activate = (/** @type {import('vscode').ExtensionContext} */ context) => {
  const provider = {
    provideLanguageModelChatInformation: () => [modelOf('cat'), modelOf('dog')],
    async provideLanguageModelChatResponse(model, messages, options, progress, token) {
      const texts = messages.map(({ content }) => content.map(({ value }) => value).join(''));
      const request = { model: model.id, texts, options: options.modelOptions, token };
      driven.requests.push(request);
      await driven.respond({
        ...request,
        say: (/** @type {string} */ text) => progress.report(new vscode.LanguageModelTextPart(text)),
      });
    },
    async provideTokenCount(_model, text) {
      const words = typeof text === 'string' ? text : text.content.map(({ value }) => value).join('');
      return words.split(/\s+/).filter(Boolean).length * driven.tokensPerWord;
    },
  };
  context.subscriptions.push(vscode.lm.registerLanguageModelChatProvider('test-models', provider));
  return driven;
};
