import type { Probe } from '../support/probe.ts';

/** What every highlighter that wraps text in elements tells at once. */
export const mutationLog: Probe = {
  number: 1,
  name: 'MutationObserver log',
  browsers: ['chromium', 'firefox'],
  page: () => {
    const log: object[] = [];
    let observer: MutationObserver | undefined;
    const describe = (node: Node) => {
      const attributes = node instanceof Element ? [...node.attributes].map((each) => each.name).join() : '';
      return `${node.nodeName}#${(node as Element).id ?? ''}[${attributes}]`;
    };
    // From DOMContentLoaded on: before it the parser itself is the one who changes the document.
    document.addEventListener('DOMContentLoaded', () => {
      observer = new MutationObserver((records) => {
        for (const { type, target, addedNodes, removedNodes, attributeName, oldValue } of records) {
          log.push({
            type,
            target: describe(target),
            added: [...addedNodes].map(describe),
            removed: [...removedNodes].map(describe),
            attributeName,
            oldValue,
          });
        }
      });
      observer.observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
        attributeOldValue: true,
        characterDataOldValue: true,
      });
    });
    return () => log.concat(observer?.takeRecords() ?? []);
  },
  // One plain div in the root element, and nothing else: the trace that the threat model names.
  findFaults: (log: { type: string; target: string; added: string[] }[]) =>
    log
      .filter(({ target, added }) => target !== 'HTML#[lang]' || added.join() !== 'DIV#[]')
      .map((entry) => `unexpected mutation ${JSON.stringify(entry)}`),
};
