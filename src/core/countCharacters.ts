/** Characters as a reader would count them, near enough: code points, so that an emoji is one and not two. */
export function countCharacters(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    // The second half of a surrogate pair belongs to the character before it.
    if ((text.charCodeAt(index) & 0xfc00) !== 0xdc00) count++;
  }
  return count;
}
