import { createDice } from '../../virustotal/generator/dice.ts';
import { createTable } from './react-table.js';

export interface FrameRun {
  readonly frames: number;
}

/** Left by the page's own first script (measure-frames.ts): what the browser called long, since the page began. */
export const readLongTasks = (): readonly number[] =>
  (globalThis as unknown as { longTasks: readonly number[] }).longTasks;

/** Whether an overlay is there, as a page can tell. */
export const hasOverlay = (): boolean => document.querySelector('html > div') !== null;

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Does `step` in each frame; returns how long after the frame before each one came, by the browser's own clock of frames. */
async function timeFrames(frames: number, step: (frame: number) => void): Promise<readonly number[]> {
  const times: number[] = [];
  let last = await nextFrame();
  for (let frame = 0; frame < frames; frame++) {
    step(frame);
    const now = await nextFrame();
    times.push(now - last);
    last = now;
  }
  return times;
}

const ROWS = 100;
const ROWS_PER_FRAME = 4;

/** A live list of sightings: in each frame rows come at its top, as many go at its end, and others change their text. */
export function mutate({ frames }: FrameRun): Promise<readonly number[]> {
  const dice = createDice(6, 6, 0);
  const list = document.body.appendChild(document.createElement('ul'));
  const write = () =>
    `seen ${dice.hex(64)} at hxxp://${dice.hex(6)}[.]example/a from 198.51.100.${dice.below(256)}`;
  const createRow = () => {
    const row = document.createElement('li');
    row.append(document.createElement('b'), write());
    return row;
  };
  list.append(...Array.from({ length: ROWS }, createRow));
  return timeFrames(frames, (frame) => {
    list.prepend(...Array.from({ length: ROWS_PER_FRAME }, createRow));
    for (const row of [...list.children].slice(ROWS)) row.remove();
    for (let at = ROWS_PER_FRAME; at < 3 * ROWS_PER_FRAME; at++) {
      const text = list.children[at]?.lastChild;
      if (text instanceof Text) text.data = write();
    }
    list.classList.toggle('odd', frame % 2 === 1);
  });
}

const STEP_PX = 60;

/** A reader who scrolls through a long report, down and up again. */
export function scrollThrough({ frames }: FrameRun): Promise<readonly number[]> {
  return timeFrames(frames, (frame) => scrollBy(0, frame < frames * 0.75 ? STEP_PX : -2 * STEP_PX));
}

/** A table of React's whose cells change in each frame, with the whole of it sorted the other way now and then. */
export function updateTable({ frames }: FrameRun): Promise<readonly number[]> {
  const dice = createDice(7, 7, 0);
  const createCells = () => [dice.hex(64), `${dice.hex(6)}.example`, `203.0.113.${dice.below(256)}`, 'seen'];
  let rows = Array.from({ length: ROWS }, (_, id) => ({ id, cells: createCells() }));
  const render = createTable(document.body.appendChild(document.createElement('main')));
  render(rows);
  return timeFrames(frames, (frame) => {
    rows = rows.map((row, at) => ((at + frame) % 10 === 0 ? { ...row, cells: createCells() } : row));
    if (frame % 60 === 30) rows.reverse();
    render(rows);
  });
}
