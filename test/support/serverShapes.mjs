/**
 * What servers answer to harmless GETs, each in its own shape.
 * @typedef {{ status?: number, body: string, headers?: Record<string, string> }} Fact
 */

/** @param {unknown} value @returns {Fact} */
const json = (value) => ({ body: JSON.stringify(value) });

/** @param {string} owned_by @param {object} [more] */
const models = (owned_by, more = {}) =>
  json({ object: 'list', data: [{ id: 'm-1', object: 'model', created: 1, owned_by, ...more }] });

/** @type {Record<string, Record<string, Fact>>} */
const shapes = {
  vllm: {
    '/v1/models': models('vllm', { root: 'm', max_model_len: 4096 }),
    '/version': json({ version: '0.14.1' }),
    '/load': json({ server_load: 0 }),
  },
  sglang: {
    '/v1/models': models('sglang'),
    '/get_model_info': json({ model_path: 'org/m-1', is_generation: true }),
    '/get_server_info': json({ version: '0.5.9', model_path: 'org/m-1' }),
  },
  tgi: {
    '/info': json({ model_id: 'org/m-1', router: 'text-generation-router', version: '3.3.6', max_input_tokens: 4095 }),
    '/v1/models': models('org'),
  },
  'tensorrt-llm': { '/v1/models': models('tensorrt_llm'), '/version': json({ version: '1.3.0' }) },
  triton: { '/v2': json({ name: 'triton', version: '2.60.0', extensions: ['classification'] }) },
  'deepspeed-mii': { '/v1/models': models('deepspeed-mii') },
  llamacpp: {
    '/v1/models': json({
      models: [{ name: 'm-1' }],
      object: 'list',
      data: [{ id: 'm-1', owned_by: 'llamacpp', meta: {} }],
    }),
    '/api/tags': json({ models: [{ name: 'm-1' }] }),
    '/props': json({ total_slots: 4, build_info: 'b9000-abc', default_generation_settings: { n_ctx: 4096 } }),
  },
  ollama: {
    '/api/version': json({ version: '0.34.0' }),
    '/api/tags': json({ models: [{ name: 'm-1', size: 1, details: {} }] }),
    '/v1/models': models('library'),
  },
  lmstudio: {
    '/v1/models': models('organization_owner'),
    '/api/v1/models': json({ models: [{ type: 'llm', key: 'm-1', loaded_instances: [] }] }),
    '/api/v0/models': json({ object: 'list', data: [{ id: 'm-1', state: 'not-loaded' }] }),
  },
  litellm: {
    '/v1/models': { ...models('openai'), headers: { 'x-litellm-version': '1.84.0' } },
    '/health/liveliness': json("I'm alive!"),
  },
  'nvidia-nim': {
    '/v1/models': models('vllm'),
    '/v1/version': json({ release: '2.0.1', api: '2.0.0' }),
    '/load': json({ server_load: 0 }),
    '/version': json({ version: '0.14.1' }),
  },
  generic: { '/v1/models': models('somebody') },
  /** Says 200 and a page to everything. */
  page: {},
  silent: {},
};

/** Paths that a server locks with a key, when `key` is set. */
const LOCKED = /^\/v1\/models$|^\/props$/;

/** @param {Record<string, string>} params @param {string} path @param {Record<string, string>} headers @returns {Fact} */
export function serverShapes({ kind = '', key }, path, headers) {
  if (kind === 'page')
    return { body: '<!doctype html><title>Welcome</title>', headers: { 'content-type': 'text/html' } };
  if (kind === 'redirect')
    return { status: 307, body: '', headers: { location: decodeURIComponent(key ?? '').replaceAll('!', '/') } };
  if (key !== undefined && LOCKED.test(path) && headers['authorization'] !== `Bearer ${key}`)
    return { status: 401, body: '{"error":"Unauthorized"}' };
  return shapes[kind]?.[path] ?? { status: 404, body: '{"detail":"Not Found"}' };
}
