/**
 * What the background runs in a frame's isolated world. Each function is sent there as text, so it can use nothing from
 * this file or any other. Globals are read as own properties only: a page's `<embed id=...>` shows up as a global there
 * too, and can even be called.
 */
import type { FrameReport } from '../../utils/messaging/protocol.ts';
import type { FrameAround } from '../around.ts';
import type { FrameHands } from '../in-page.ts';

export interface FrameAnswer {
  /** Frames directly inside this one, whether anybody may read them or not. */
  readonly frames: number;
  /** Absent: no content script of ours here. */
  readonly report?: FrameReport;
}

export async function readFrame(
  reportName: string,
  aroundName: string,
  withPlaces: boolean,
): Promise<FrameAnswer> {
  const read = (name: string) =>
    Object.hasOwn(globalThis, name) ? (globalThis as unknown as Record<string, unknown>)[name] : undefined;
  const frames = window.length;
  const readReport = read(reportName) as (() => FrameReport) | undefined;
  if (typeof readReport !== 'function') return { frames };
  const report = readReport();
  const around = withPlaces ? (read(aroundName) as FrameAround | undefined) : undefined;
  if (around === undefined) return { frames, report };
  const coverage = Object.entries(around.countUnreadable()).map(([what, count]) => ({ what, count }));
  return {
    frames,
    report: {
      ...report,
      coverage: [...report.coverage, ...coverage.filter(({ count }) => count > 0)],
      places: report.keys === '' ? '' : await around.findPlaces(report.keys),
    },
  };
}

/** Settles two frames later, when the boxes are there; sooner in a frame that draws none, being out of sight. */
export async function showFrameRest(handsName: string): Promise<void> {
  if (!Object.hasOwn(globalThis, handsName)) return;
  const hands = (globalThis as unknown as Record<string, FrameHands | undefined>)[handsName];
  hands?.showRest();
  await new Promise<void>((resolve) => {
    setTimeout(resolve, 500);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
}

/** True while a content script of ours runs here, settled or not. */
export function isCovered(retireName: string): boolean {
  return Object.hasOwn(globalThis, retireName);
}

export function scrollFrame(aroundName: string, key: string): boolean {
  if (!Object.hasOwn(globalThis, aroundName)) return false;
  const around = (globalThis as unknown as Record<string, FrameAround | undefined>)[aroundName];
  return around?.scrollTo(key) ?? false;
}
