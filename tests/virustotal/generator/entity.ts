import type { ApiEntityType } from '../api-item.ts';
import type { EntityDescription } from '../item.ts';
import { createDice } from './dice.ts';
import { FILE_ENDINGS, HOSTILE_TEXTS, inventDomain, inventIp, inventUrl, part, twoWords } from './words.ts';

/** What kind of object the one with this number is: a file in two cases of three. */
export function pickEntityType(seed: number, number: number): ApiEntityType {
  const throwOf100 = createDice(seed, 12, number).below(100);
  if (throwOf100 < 66) return 'file';
  if (throwOf100 < 80) return 'url';
  return throwOf100 < 92 ? 'domain' : 'ip_address';
}

/** The object with this number: names and hashes; its other attributes are made elsewhere. */
export function createEntity(seed: number, number: number): EntityDescription {
  const dice = createDice(seed, 10, number);
  switch (pickEntityType(seed, number)) {
    case 'file': {
      const hashes = { sha256: dice.hex(64), sha1: dice.hex(40), md5: dice.hex(32) };
      return { type: 'file', ...hashes, names: createNames(seed, number) };
    }
    case 'url':
      return { type: 'url', url: inventUrl(dice) };
    case 'domain':
      return { type: 'domain', domain: inventDomain(dice) };
    case 'ip_address':
      return { type: 'ip_address', ip: inventIp(dice) };
  }
}

/** Some files have no name at all, some have many. */
function createNames(seed: number, number: number): readonly string[] {
  const dice = createDice(seed, 11, number);
  if (dice.chance(1, 5)) return [];
  if (dice.chance(1, 40)) return [dice.pick(HOSTILE_TEXTS)];
  return Array.from({ length: 1 + dice.below(4) }, () => {
    const [, noun] = twoWords(dice);
    return `${noun}_${part(dice)}${dice.below(100)}${dice.pick(FILE_ENDINGS)}`;
  });
}
