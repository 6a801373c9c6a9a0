import type { AskGlanceReply } from '../messaging/protocol.ts';

type Lines = AskGlanceReply['lines'];

/** The card's area in CSS pixels, the same whether it says something or not. */
export const CARD_WIDTH = 340;
export const CARD_HEIGHT = 240;
/** Around it, for the shadow. */
export const CARD_MARGIN = 16;

const PAD = 12;
const LEADING = 18;
const LABEL_WIDTH = 84;
const GAP = 8;
const VALUE_WIDTH = CARD_WIDTH - 2 * PAD - LABEL_WIDTH - GAP;
const MOST_ROWS = Math.floor((CARD_HEIGHT - 2 * PAD) / LEADING);
/** Sharp on every screen there is, and no more memory than that. */
const MOST_SCALE = 4;

/** Drawn, unseen, where there is nothing to say: a card with words takes no more work than one without. */
const STAND_IN: Lines = Array.from({ length: 7 }, () => ({
  label: 'Stand-in',
  text: 'no notification '.repeat(2),
}));
const UNSEEN = 0.004;

/** The last place up to `at` that is within no character. One that alone is too wide is taken apart by its marks. */
function findCut(text: string, at: number): number {
  let cut = at;
  while (cut > 0 && /^[\udc00-\udfff\p{M}]/u.test(text.slice(cut))) cut--;
  if (cut > 0) return cut;
  return /^[\udc00-\udfff]/u.test(text.slice(at)) ? Math.max(2, at - 1) : at;
}

/**
 * Text in lines of at most `width`, at most `most` of them, the last one with an ellipsis where text is left over.
 * Breaks after a space in a line's second half, else anywhere but within a character.
 */
export function wrap(measure: (text: string) => number, text: string, width: number, most: number): string[] {
  if (measure(text) <= width) return [text];
  const tail = most === 1 ? '…' : '';
  let [low, high] = [1, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(text.slice(0, middle) + tail) <= width) low = middle;
    else high = middle - 1;
  }
  low = findCut(text, low);
  if (most === 1) return [text.slice(0, low) + tail];
  const space = text.lastIndexOf(' ', low);
  if (space > low / 2) low = space + 1;
  return [text.slice(0, low), ...wrap(measure, text.slice(low), width, most - 1)];
}

interface Row {
  readonly name: string;
  readonly value: string;
}

/** Every line gets a row, and a second one where its text needs it and there is room. */
function layRows(measure: (text: string) => number, lines: Lines): Row[] {
  let spare = MOST_ROWS - Math.min(lines.length, MOST_ROWS);
  return lines.slice(0, MOST_ROWS).flatMap(({ label, text }) => {
    const values = wrap(measure, text, VALUE_WIDTH, spare > 0 ? 2 : 1);
    spare -= values.length - 1;
    const [name = ''] = wrap(measure, label, LABEL_WIDTH, 1);
    return values.map((value, at) => ({ name: at === 0 ? name : '', value }));
  });
}

/** A canvas as large as the card and its shadow, empty and with default settings. */
function prepare(canvas: HTMLCanvasElement, scale: number): CanvasRenderingContext2D | null {
  const width = CARD_WIDTH + 2 * CARD_MARGIN;
  const height = CARD_HEIGHT + 2 * CARD_MARGIN;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context?.scale(canvas.width / width, canvas.height / height);
  return context;
}

function drawBody(context: CanvasRenderingContext2D, top: number, height: number, scale: number): void {
  context.beginPath();
  context.roundRect(CARD_MARGIN + 0.5, top + 0.5, CARD_WIDTH - 1, height - 1, 8);
  context.shadowColor = 'rgb(0 0 0/.22)';
  // Shadows know nothing of the context's scale.
  context.shadowBlur = 14 * scale;
  context.shadowOffsetY = 3 * scale;
  context.fill();
  context.shadowColor = 'transparent';
  context.stroke();
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, room: number): void {
  context.save();
  context.beginPath();
  // Marks piled on a letter stay on their own line.
  context.rect(x, y - LEADING / 2, room, LEADING);
  context.clip();
  context.fillText(text, x, y);
  context.restore();
}

/**
 * Draws the card anew, at the canvas's top or (`isAbove`) at its bottom. `pixelRatio`: device pixels a CSS pixel. The
 * same steps for any lines, none included.
 */
export function drawCard(
  canvas: HTMLCanvasElement,
  lines: Lines,
  isAbove: boolean,
  pixelRatio: number,
): void {
  const scale = Math.min(pixelRatio, MOST_SCALE);
  const context = prepare(canvas, scale);
  if (context === null) return;
  context.globalAlpha = lines.length > 0 ? 1 : UNSEEN;
  context.font = '12px system-ui,sans-serif';
  // Not the page's: `direction` is inherited even through `all: initial`.
  context.direction = 'ltr';
  context.textBaseline = 'middle';
  const measure = (text: string) => context.measureText(text).width;
  const rows = layRows(measure, lines.length > 0 ? lines : STAND_IN);
  const height = rows.length * LEADING + 2 * PAD;
  const top = CARD_MARGIN + (isAbove ? CARD_HEIGHT - height : 0);
  // Themes and forced colours, as the style sheet gives them to properties that a canvas does not show.
  const { color, outlineColor, borderTopColor, caretColor } = getComputedStyle(canvas);
  context.fillStyle = caretColor;
  context.strokeStyle = borderTopColor;
  drawBody(context, top, height, scale);
  for (const [at, { name, value }] of rows.entries()) {
    const y = top + PAD + (at + 0.5) * LEADING;
    context.fillStyle = outlineColor;
    write(context, name, CARD_MARGIN + PAD, y, LABEL_WIDTH);
    context.fillStyle = color;
    write(context, value, CARD_MARGIN + PAD + LABEL_WIDTH + GAP, y, VALUE_WIDTH);
  }
}
