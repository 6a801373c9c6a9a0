import type { MatchState } from '../messaging/protocol.ts';
import { UNSEEN } from './overlay-style.ts';

/**
 * How a state is drawn: a line under the text, a line under it and a tint over it, or both with a thin outline.
 * Which line is under it says the state, whatever the colours: solid for a match, double for an unread one, dotted for
 * a related one.
 */
export type PaintShape = 'line-tint' | 'line' | 'frame';
export type PaintStrength = 'faint' | 'usual' | 'strong';
export type PaintHue = 'amber' | 'red' | 'blue' | 'green' | 'violet' | 'magenta' | 'teal';
type PaintedState = Exclude<MatchState, 'none'>;

export interface PaintChoice {
  readonly shape: PaintShape;
  readonly strength: PaintStrength;
  readonly hues: Readonly<Record<PaintedState, PaintHue>>;
}

/** What there is until the user chooses. */
export const USUAL_PAINT: PaintChoice = {
  shape: 'line-tint',
  strength: 'usual',
  hues: { match: 'amber', unread: 'red', related: 'blue' },
};

/** The line's colour: 3:1 against white and against a dark page (tests/highlight/paint-style.test.ts). Then the tint's. */
export const HUES: Readonly<Record<PaintHue, readonly [ink: string, tint: string]>> = {
  amber: ['224 120 0', '255 176 32'],
  red: ['214 40 57', '255 92 92'],
  blue: ['60 130 200', '90 160 230'],
  green: ['24 140 70', '60 200 110'],
  violet: ['150 90 220', '176 130 250'],
  magenta: ['214 70 160', '250 110 200'],
  teal: ['0 140 150', '40 200 210'],
};

const TINT_ALPHA: Readonly<Record<PaintedState, number>> = { match: 0.26, unread: 0.24, related: 0.12 };
const EDGE_ALPHA: Readonly<Record<PaintedState, number>> = { match: 0.35, unread: 0.35, related: 0.2 };
/** Of the line's width, and of the tint's alpha: text is read through it. */
const STRENGTHS: Readonly<Record<PaintStrength, readonly [line: number, tint: number]>> = {
  faint: [0.75, 0.6],
  usual: [1, 1],
  strong: [1.5, 1.4],
};

/** The word `transparent` is looked up anew for each box whose style is made: a quarter more for the page's own thread. */
const CLEAR = 'rgb(0 0 0/0)';

type Line = (ink: string, to: string, scale: number) => string;
/** Along the line's side for `dotted`, across it for the others. */
const solid: Line = (ink) => `linear-gradient(${ink} 0 0)`;
const double: Line = (ink, to, scale) =>
  `linear-gradient(to ${to},${ink} ${px(1.3 * scale)},${CLEAR} ${px(1.3 * scale)} ${px(2.7 * scale)},${ink} ${px(2.7 * scale)})`;
const dotted: Line = (ink, to, scale) =>
  `repeating-linear-gradient(to ${to === 'bottom' ? 'right' : 'bottom'},${ink} 0 ${px(2 * scale)},${CLEAR} ${px(2 * scale)} ${px(4 * scale)})`;
const LINES: Readonly<Record<MatchState, readonly [line: Line, width: number]>> = {
  none: [solid, 2],
  match: [solid, 2],
  unread: [double, 4],
  related: [dotted, 2],
};

const px = (length: number) => `${Number(length.toFixed(2))}px`;

interface Colours {
  readonly ink: string;
  readonly tint: string;
  /** Another that looks the same. */
  readonly oddTint: string;
  readonly edge: string;
}

/**
 * With one more of red, or one less: enough for a browser that keeps colours in bytes. One more where it can be: 127 at
 * UNSEEN's alpha rounds to nothing where 128 rounds to one, which is a step that boxes in boxes add up.
 */
const nudge = (rgb: string) => rgb.replace(/\d+/, (red) => String(red === '255' ? 254 : Number(red) + 1));

/** Thin, since they lie on letters; and only up to the line below: layers add up, also what nobody is to see. */
function drawSides(line: Line, ink: string, below: number, scale: number): readonly string[] {
  const thin = Math.max(1, scale);
  const upright = `top ${px(thin)}/${px(thin)} calc(100% - ${px(below + thin)}) no-repeat`;
  return [
    `${line(ink, 'bottom', scale)} top/100% ${px(thin)} no-repeat`,
    `${line(ink, 'right', scale)} left 0 ${upright}`,
    `${line(ink, 'right', scale)} right 0 ${upright}`,
  ];
}

/**
 * The same properties for every state, with other values: a box costs the browser the same whatever it says. What is odd
 * looks the same, and is painted anew, the whole of it, when it was not odd before (boxes.ts). By its colour: what it covers
 * must not change with it, since a page can see that (probe 4).
 */
function writeRule(
  state: MatchState,
  { shape, strength }: PaintChoice,
  { ink, tint, oddTint, edge }: Colours,
): string {
  const [line, width] = LINES[state];
  const [scale] = STRENGTHS[strength];
  const height = width * scale;
  const under = `${line(ink, 'bottom', scale)} bottom/100% ${px(height)} no-repeat`;
  const sides = shape === 'frame' ? drawSides(line === dotted ? dotted : solid, ink, height, scale) : [];
  const layers = [under, ...sides, tint].join();
  return `.${state}{background:${layers};box-shadow:0 1px ${edge}}.${state}.odd{background-color:${oddTint}}`;
}

function chooseColours(state: PaintedState, { shape, strength, hues }: PaintChoice): Colours {
  const [ink, tint] = HUES[hues[state]];
  const [, scale] = STRENGTHS[strength];
  const alpha = Number((TINT_ALPHA[state] * scale).toFixed(3));
  const drawn = shape === 'line' ? UNSEEN : `rgb(${tint}/${alpha})`;
  return {
    ink: `rgb(${ink}/.95)`,
    tint: drawn,
    oddTint: nudge(drawn),
    edge: `rgb(255 255 255/${EDGE_ALPHA[state]})`,
  };
}

const NONE: Colours = { ink: UNSEEN, tint: UNSEEN, oddTint: nudge(UNSEEN), edge: UNSEEN };
const PAINTED = ['match', 'unread', 'related'] as const;

/** Per cent: one part of 255, which nobody sees. */
const UNSEEN_SHARE = 0.4;
const mix = (colour: string, share: number) => `color-mix(in srgb,${colour} ${share}%,transparent)`;

/** In forced colours the lines alone tell, in the system's own: looked up for each box, whatever its state. */
function chooseForced(state: MatchState, { shape }: PaintChoice): Colours {
  const isFull = (state === 'match' || state === 'unread') && shape !== 'line';
  const share = isFull ? 35 : UNSEEN_SHARE;
  return {
    ink: mix(state === 'related' ? 'LinkText' : 'CanvasText', state === 'none' ? UNSEEN_SHARE : 100),
    tint: mix('Mark', share),
    oddTint: mix('Mark', share + UNSEEN_SHARE),
    edge: CLEAR,
  };
}

/**
 * The rules of the four paint states. Written here and not in the content script, which gets them with its answer: the
 * choice is the user's, the same for every box, and depends on nothing that the page holds. From our own words alone: no
 * text of a setting, no picture's address, no custom property (probe 23).
 *
 * The lines are part of the background: a border would make a box over tiny text higher than the text, by as much as
 * its state's border, and a page can see that. The tint lies over the text, so it is weak; the line carries the state,
 * with a light edge so that it stands out on any ground.
 */
export function createPaintStyle(choice: PaintChoice): string {
  const plain = PAINTED.map((state) => writeRule(state, choice, chooseColours(state, choice))).join('');
  const forced = (['none', ...PAINTED] as const)
    .map((state) => writeRule(state, choice, chooseForced(state, choice)))
    .join('');
  return `${writeRule('none', choice, NONE)}${plain}@media (forced-colors:active){${forced}}`;
}
