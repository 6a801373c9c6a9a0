import type { Probe } from '../support/probe.ts';

/** A page that has defined the overlay's tag is handed the overlay: its constructor, its internals, its root. */
export const dashedElements: Probe = {
  number: 10,
  name: 'custom elements predefined',
  browsers: ['chromium', 'firefox'],
  page: () => {
    const seen: string[] = [];
    const guesses = [
      'huntlight-overlay',
      'huntlight-host',
      'huntlight-root',
      'hunt-light',
      'ioc-overlay',
      'x-overlay',
    ];
    for (const name of guesses) {
      customElements.define(
        name,
        class extends HTMLElement {
          constructor() {
            super();
            const { shadowRoot } = this.attachInternals();
            seen.push(`constructed ${name} ${shadowRoot}`);
          }
          connectedCallback(): void {
            seen.push(`connected ${name}`);
          }
        },
      );
    }
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      seen.push(`attachShadow ${this.localName}`);
      return attachShadow.call(this, { ...init, mode: 'open' });
    };
    const added: string[] = [];
    const note = (records: readonly MutationRecord[]) => {
      for (const node of records.flatMap((record) => [...record.addedNodes])) added.push(node.nodeName);
    };
    const observer = new MutationObserver(note);
    document.addEventListener('DOMContentLoaded', () => {
      observer.observe(document, { childList: true, subtree: true });
    });
    return () => {
      note(observer.takeRecords());
      return { seen, added };
    };
  },
  findFaults: ({ seen, added }: { seen: string[]; added: string[] }) => [
    ...seen,
    ...added.filter((name) => name.includes('-')).map((name) => `a dashed element was added: ${name}`),
  ],
};
