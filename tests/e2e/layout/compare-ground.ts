import { decode } from 'fast-png';

/** How far paint may be from where the page's own mark is, CSS pixels. */
const TOLERANCE = 2;
/** A box over what does not match is a step of at most 2 in a channel. */
const INVISIBLE = 3;

export interface Deviation {
  /** Pixels of the page's mark, further than the tolerance from its edge, that are not painted. */
  readonly missing: number;
  /** Painted pixels further than the tolerance from the page's mark. */
  readonly surplus: number;
  /** Pixels marked by the page: without any, nothing was compared. */
  readonly marked: number;
  /** Where the first of the wrong ones is. */
  readonly at: string;
}

interface Field {
  readonly width: number;
  readonly height: number;
  /** 1 for each pixel that is not white. */
  readonly data: Uint8Array;
}

function readField(png: Uint8Array): Field {
  const { width, height, data, channels } = decode(png);
  const field = new Uint8Array(width * height);
  for (let at = 0; at < field.length; at++) {
    for (let channel = 0; channel < 3; channel++)
      if (255 - Number(data[at * channels + channel]) > INVISIBLE) field[at] = 1;
  }
  return { width, height, data: field };
}

/** How many of the pixels around one, `TOLERANCE` far, are set; outside the picture all count as unset. */
function countAround({ width, height, data }: Field, x: number, y: number): number {
  let count = 0;
  for (let dy = -TOLERANCE; dy <= TOLERANCE; dy++)
    for (let dx = -TOLERANCE; dx <= TOLERANCE; dx++) {
      const [nx, ny] = [x + dx, y + dy];
      if (nx >= 0 && ny >= 0 && nx < width && ny < height) count += data[ny * width + nx] ?? 0;
    }
  return count;
}

const WHOLE = (2 * TOLERANCE + 1) ** 2;

/** Compares what is painted on one screenshot with what the page itself marks on the other. */
export function compareGround(painted: Uint8Array, marked: Uint8Array): Deviation {
  const [paint, mark] = [readField(painted), readField(marked)];
  if (paint.width !== mark.width || paint.height !== mark.height)
    throw new Error('the screenshots differ in size');
  let [missing, surplus, all, at] = [0, 0, 0, ''];
  for (let y = 0; y < mark.height; y++)
    for (let x = 0; x < mark.width; x++) {
      const [isPainted, isMarked] = [
        paint.data[y * mark.width + x] === 1,
        mark.data[y * mark.width + x] === 1,
      ];
      if (isMarked) all++;
      const isMissing = isMarked && !isPainted && countAround(mark, x, y) === WHOLE;
      const isSurplus = isPainted && !isMarked && countAround(mark, x, y) === 0;
      if (isMissing) missing++;
      if (isSurplus) surplus++;
      if ((isMissing || isSurplus) && at === '') at = `${isMissing ? 'missing' : 'surplus'} at ${x}, ${y}`;
    }
  return { missing, surplus, marked: all, at };
}
