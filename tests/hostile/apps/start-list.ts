interface Row {
  readonly id: number;
  readonly text: string;
}

interface ListPage {
  readonly appIndicators: readonly string[];
  /** Changes the list in every way a framework does, and returns what it showed after each. */
  updateList?: () => Promise<readonly string[]>;
}

/** A list of indicators that its page updates after it was highlighted: text, order, removal, all anew. */
export function startList(render: (rows: readonly Row[]) => void | Promise<void>): void {
  const page = globalThis as unknown as ListPage;
  const all = page.appIndicators.slice(0, 20).map((text, id) => ({ id, text }));
  const renamed = all.map(({ id, text }) => ({ id, text: id % 2 === 0 ? `${text} again` : 'nothing' }));
  const steps = [
    renamed,
    renamed.toReversed(),
    all.slice(3),
    [],
    all,
    all.toReversed().slice(5),
    renamed,
    all,
  ];
  void render(all);
  page.updateList = async () => {
    const shown: string[] = [];
    for (const rows of steps) {
      await render(rows);
      await new Promise((resolve) => setTimeout(resolve, 60));
      shown.push(document.querySelector('#app')?.textContent ?? '');
    }
    return shown;
  };
}
