import { stated } from '../core/stated';
import type { HttpProtocol } from '../core/vocabulary';

const EXPECTED: Readonly<Record<HttpProtocol, string>> = {
  'openai-chat': stated('most OpenAI-compatible servers expect one that ends in /v1'),
  'openai-completions': stated('most OpenAI-compatible servers expect one that ends in /v1'),
  'openai-responses': stated('most OpenAI-compatible servers expect one that ends in /v1'),
  'anthropic-messages': stated('servers of this protocol expect one like https://api.anthropic.com/v1'),
  gemini: stated('servers of this protocol expect one like https://generativelanguage.googleapis.com/v1beta'),
  'cohere-chat': stated('servers of this protocol expect one like https://api.cohere.com/v2'),
  'ollama-chat': stated('Ollama expects one like http://127.0.0.1:11434'),
  'ollama-generate': stated('Ollama expects one like http://127.0.0.1:11434'),
  'llamacpp-completion': stated('llama-server expects one like http://127.0.0.1:8080'),
  'tgi-generate': stated('Text Generation Inference expects one like http://127.0.0.1:3000'),
  'triton-generate': stated('Triton expects one like http://127.0.0.1:8000; the model goes into the address'),
  'sglang-generate': stated('SGLang expects one like http://127.0.0.1:30000'),
  'bedrock-converse': stated('Bedrock expects one like https://bedrock-runtime.us-east-1.amazonaws.com'),
  'lmstudio-chat': stated('LM Studio expects one like http://127.0.0.1:1234'),
};

/** What a URL should look like, as the end of an advice: servers differ in what they call their base URL. */
export const expectedUrl = (protocol: HttpProtocol): string => EXPECTED[protocol];
