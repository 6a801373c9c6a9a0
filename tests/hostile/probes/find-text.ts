import type { Probe } from '../support/probe.ts';

type Finder = { find(text: string, matchCase: boolean, backwards: boolean, wrap: boolean): boolean };

/** `window.find`, select-all and the caret see rendered text, closed roots included, unless it is inert. */
export const findText: Probe = {
  number: 6,
  name: 'window.find, selection and caret where the card is',
  browsers: ['chromium', 'firefox'],
  likeWithout: true,
  page:
    ({ secrets }) =>
    () => {
      const { find } = window as unknown as Finder;
      const found = Object.fromEntries(
        [...secrets, 'Rule', 'Source', 'First', 'Last', 'UTC', '42/'].map((text) => {
          getSelection()?.removeAllRanges();
          return [text, find.call(window, text, false, false, true)];
        }),
      );
      getSelection()?.removeAllRanges();
      document.execCommand('selectAll');
      const selected = getSelection()?.toString();
      getSelection()?.removeAllRanges();
      const carets: unknown[] = [];
      const atPoints: unknown[] = [];
      for (let y = 20; y < 300; y += 20) {
        const caret = document.caretPositionFromPoint?.(60, y);
        carets.push([caret?.offsetNode.nodeName, caret?.offset]);
        atPoints.push(document.elementsFromPoint(60, y).map((each) => each.localName + each.id));
      }
      return { found, selected, carets, atPoints, innerText: document.documentElement.innerText };
    },
  findFaults: ({ found }: { found: Record<string, boolean> }) =>
    Object.entries(found).flatMap(([text, isFound]) => (isFound ? [`window.find finds "${text}"`] : [])),
};
