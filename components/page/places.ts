import { type MessageKey, type PluralKey, plural } from '../words/translate.ts';

/** Where a match stands, seen from what the tab shows now. `framed`: in a frame, whose own place nobody can tell. */
export type Place = keyof typeof PLACE_WORDS;

export const PLACE_WORDS = {
  'in-view': 'placeInView',
  above: 'placeAbove',
  below: 'placeBelow',
  beside: 'placeBeside',
  closed: 'placeClosed',
  hidden: 'placeHidden',
  framed: 'placeFramed',
} as const satisfies Record<string, MessageKey>;

const COUNTED: readonly (readonly [Place, PluralKey])[] = [
  ['in-view', 'placesInView'],
  ['above', 'placesAbove'],
  ['below', 'placesBelow'],
  ['beside', 'placesBeside'],
  ['closed', 'placesClosed'],
  ['hidden', 'placesHidden'],
  ['framed', 'placesFramed'],
];

/** "5 above, 2 below, 1 in a closed section"; empty while no place is known. */
export function countPlaces(items: readonly { readonly place?: Place }[]): string {
  return COUNTED.flatMap(([place, words]) => {
    const count = items.filter((item) => item.place === place).length;
    return count === 0 ? [] : plural(words, count);
  }).join(', ');
}
