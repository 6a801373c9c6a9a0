/**
 * Floor b: the least that any scan of a page's text does. Walks the text nodes, takes each one's text, looks at every
 * character once. Returns a number that depends on all of it, so that nothing can be left out.
 */
export function readEveryCharacter(root: Node): number {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let sum = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
  }
  return sum;
}
