import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDrawTurns, type Drawing } from '../../utils/highlight/draw-turns.ts';

/** Of a drawing of six steps. */
const STEP_MS = 1.5;
const STEPS = 6;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Turns on a clock of their own, and what they did: `begin`, a step each, `later` where a frame had passed, `drawn`. */
function stage(stepMs = STEP_MS) {
  const log: string[] = [];
  const stop = new AbortController();
  let isFrameAsked = false;
  function* begin(): Drawing {
    log.push('begin');
    for (let step = 0; step < STEPS; step++) {
      vi.advanceTimersByTime(stepMs);
      if (yield) log.push('later');
    }
  }
  const turns = createDrawTurns({
    askFrame: () => {
      isFrameAsked = true;
    },
    begin,
    onDrawn: () => log.push('drawn'),
    signal: stop.signal,
  });
  return {
    turns,
    stop,
    /** What happens in the next frame, 16 ms later. */
    frame() {
      vi.advanceTimersByTime(16);
      log.length = 0;
      if (isFrameAsked) {
        isFrameAsked = false;
        turns.run();
      }
      return log.join(' ');
    },
  };
}

/** Changes the page in every frame. */
function listFrames({ turns, frame }: ReturnType<typeof stage>, frames: number) {
  return Array.from({ length: frames }, () => {
    const did = frame();
    turns.askInTurn();
    return did;
  });
}

test('what changes once is drawn in the next frame, all at once', () => {
  const { turns, frame } = stage();
  turns.askInTurn();
  expect(frame()).toBe('begin drawn');
  expect(frame()).toBe('');
});

test('a page that changes in every frame is drawn in parts, then let be', () => {
  const setting = stage();
  setting.turns.askInTurn();
  expect(listFrames(setting, 20).join('|')).toBe(
    'begin drawn|||||||begin|later|later|later drawn|||||||begin|later|later',
  );
});

test('what changed while it was drawn in parts is drawn after it', () => {
  const setting = stage();
  setting.turns.askInTurn();
  // The last change comes between two parts.
  expect(listFrames(setting, 8).at(-1)).toBe('begin');
  const rest = Array.from({ length: 20 }, () => setting.frame());
  expect(rest.join('|')).toBe('later|later|later drawn|||||||begin|later|later|later drawn|||||||');
});

test('what the user moves is drawn anew from its beginning, and whole', () => {
  const setting = stage();
  setting.turns.askInTurn();
  expect(listFrames(setting, 9).slice(-2)).toEqual(['begin', 'later']);
  setting.turns.askNow();
  expect(setting.frame()).toBe('begin drawn');
});

test('what takes next to nothing is drawn in every frame, whole', () => {
  const setting = stage(0.1);
  setting.turns.askInTurn();
  expect(new Set(listFrames(setting, 20))).toEqual(new Set(['begin drawn']));
});

test('nothing is asked for after the end', () => {
  const setting = stage();
  setting.turns.askInTurn();
  listFrames(setting, 2);
  setting.stop.abort();
  expect(Array.from({ length: 20 }, () => setting.frame()).join('')).toBe('');
});
