// @ts-check
const vscode = require('vscode');

/** @typedef {{ content: readonly { value: string }[] }} Message */

/** What the tests reach: they say what is answered, and see what was asked. */
const driven = {
  /** @type {unknown[]} */
  requests: [],
  /** @type {(request: unknown) => Promise<void>} */
  respond: () => Promise.resolve(),
  /** 0: this extension cannot count. */
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

const textOf = (/** @type {Message} */ { content }) => content.map(({ value }) => value).join('');

/** Newer than the typings that the extension is checked with. */
const models =
  /** @type {{ registerLanguageModelChatProvider(vendor: string, provider: unknown): { dispose(): void } }} */ (
    /** @type {unknown} */ (vscode.lm)
  );

const provider = {
  provideLanguageModelChatInformation: () => [modelOf('cat'), modelOf('dog')],
  /**
   * @param {{ id: string }} model
   * @param {readonly Message[]} messages
   * @param {{ modelOptions?: unknown }} options
   * @param {{ report(part: unknown): void }} progress
   * @param {unknown} token
   */
  // eslint-disable-next-line max-params -- the editor's own interface
  async provideLanguageModelChatResponse(model, messages, options, progress, token) {
    const request = { model: model.id, texts: messages.map(textOf), options: options.modelOptions, token };
    driven.requests.push(request);
    const say = (/** @type {string} */ text) => progress.report(new vscode.LanguageModelTextPart(text));
    await driven.respond({ ...request, say });
  },
  provideTokenCount: (/** @type {unknown} */ _model, /** @type {string | Message} */ text) =>
    Promise.resolve(
      (typeof text === 'string' ? text : textOf(text)).split(/\s+/).filter(Boolean).length * driven.tokensPerWord,
    ),
};

exports.activate = (/** @type {import('vscode').ExtensionContext} */ context) => {
  context.subscriptions.push(models.registerLanguageModelChatProvider('test-models', provider));
  return driven;
};
