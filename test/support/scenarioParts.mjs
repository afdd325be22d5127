/** What scenarios are made of. */

/** @param {import('./scenarios.mjs').Request} request */
export const parsed = ({ body }) => {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
};

/** @param {import('./scenarios.mjs').Params} params @param {string} name @param {number} otherwise */
export const number = (params, name, otherwise) => (name in params ? Number(params[name]) : otherwise);

/** Words that are one token each in the usual vocabularies. */
const words = [' the', ' time', ' of', ' day', ' and', ' night', ' is', ' long', ' in', ' north'];
/** @param {number} index */
export const word = (index) => words[index % words.length];

/** @param {Buffer} bytes @param {number} size */
export function cutInto(bytes, size) {
  const pieces = [];
  for (let start = 0; start < bytes.length; start += size) pieces.push(bytes.subarray(start, start + size));
  return pieces;
}
