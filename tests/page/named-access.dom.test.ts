import { afterEach, expect, test, vi } from 'vitest';
import { type Stage, setUp } from '../highlight/stage.ts';
import { watch } from './read-page.ts';

/** Everything that an element has, own and inherited. */
const NAMES = [HTMLFormElement, HTMLElement, Element, Node, EventTarget].flatMap(({ prototype }) =>
  Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor'),
);

/** What of a document is asked for, and nobody else needs while a test runs. */
const DOCUMENT_NAMES = ['createTreeWalker', 'evaluate', 'elementFromPoint', 'readyState', 'children'];

let stage: Stage | undefined;
let form: HTMLFormElement | undefined;

afterEach(() => {
  stage?.stop.abort();
  if (form !== undefined) Element.prototype.remove.call(form);
  for (const image of document.querySelectorAll('img')) image.remove();
});

/** A form whose controls are called like all that a script would ask it for. */
function addForm(html: string): void {
  form = document.createElement('form');
  form.innerHTML = `${html}<div hidden></div>`;
  const controls = NAMES.map((name) =>
    Object.assign(document.createElement('input'), { name, hidden: true }),
  );
  document.body.append(form);
  form.lastElementChild?.append(...controls);
}

function addImages(): void {
  document.body.append(
    ...DOCUMENT_NAMES.map((name) => Object.assign(document.createElement('img'), { name })),
  );
}

const HTML = '<p>see <b>a.test</b>, <a href="https://b.test/">b</a></p>c.test and <i>d.test</i>';

test('names in the page hide no candidate, at first and when it changes', async () => {
  addForm(HTML);
  addImages();
  const { places, stop } = watch();
  const keys = () => [...places.keys().keys()].toSorted();
  await vi.waitFor(() =>
    expect(keys()).toEqual([
      'domain:a.test',
      'domain:b.test',
      'domain:c.test',
      'domain:d.test',
      'url:https://b.test/',
    ]),
  );
  const bold = document.querySelector('b') as HTMLElement;
  bold.textContent = 'e.test';
  bold.after(' and ', Object.assign(document.createElement('div'), { textContent: 'f.test' }));
  await vi.waitFor(() => expect(keys()).toEqual(expect.arrayContaining(['domain:e.test', 'domain:f.test'])));
  expect(keys()).not.toContain('domain:a.test');
  stop.abort();
});

test('names in the page hide no box', async () => {
  addForm(HTML);
  stage = setUp();
  await vi.waitFor(() => expect(stage?.boxes().length).toBe(4));
  (document.querySelector('p') as HTMLElement).style.marginTop = '40px';
  await vi.waitFor(() => {
    const top = (document.querySelector('b') as HTMLElement).getBoundingClientRect().top;
    expect(stage?.boxes().some(({ rect }) => Math.abs(rect.top - top) < 2)).toBe(true);
  });
});
