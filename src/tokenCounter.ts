import { parentPort } from 'node:worker_threads';
import { countWhileWanted } from './accounting/countTokens';
import { countImages } from './config/readImages';
import { fillVariables, knownValues, openVariables } from './config/promptVariables';
import { readPrompt } from './config/readPrompt';
import { wishedTarget } from './config/wishedTarget';
import type { CountAnswer, CountedPrompt, CountQuestion, ToTokenCounter } from './messages/tokenCountMessages';

/** Entry of the thread that counts the tokens of what is selected: texts are read and counted here as they would be for a run. */
let newest = { id: 0, text: '', document: '' };

async function counted(question: CountQuestion): Promise<CountedPrompt | null | 'ended'> {
  const { form, isPart, targets, preferred } = question;
  const read = readPrompt(newest.text, { form, document: isPart ? newest.document : null });
  if ('problem' in read) return null;
  const entry = wishedTarget(read.wish, targets, targets[preferred] ?? null) ?? null;
  const messages = fillVariables(read.messages, knownValues(read.variables));
  const count = await countWhileWanted(messages, entry?.target.model ?? '', () => question.id === newest.id);
  if (count === null) return 'ended';
  return {
    ...count,
    target: entry?.target ?? null,
    openVariables: openVariables(read.variables).length,
    images: countImages(read),
  };
}

parentPort?.on('message', (message: ToTokenCounter) => {
  const { id } = message;
  if (id !== newest.id) newest = { id, text: '', document: '' };
  if (message.type === 'piece') {
    newest[message.of] += message.piece;
    return;
  }
  // What came in the meantime is taken first: only the newest question is worth any work.
  setImmediate(() => {
    if (id !== newest.id) return;
    void counted(message).then((answer) => {
      if (answer !== 'ended') parentPort?.postMessage({ id, counted: answer } satisfies CountAnswer);
    });
  });
});
