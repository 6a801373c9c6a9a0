import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { countUnreadable, findPlaces } from '../utils/highlight/find-places.ts';
import { scrollToPlace } from '../utils/highlight/scroll-to-place.ts';
import { FRAME_AROUND_GLOBAL, FRAME_HANDS_GLOBAL } from '../utils/messaging/protocol.ts';
import { createPace } from '../utils/page/pace.ts';
import type { FrameHands } from './in-page.ts';

/** What the desk's list needs of a frame, beside the report. */
export interface FrameAround {
  /** Codes of PLACE_CODES for keys joined by '\n'. */
  findPlaces(keys: string): Promise<string>;
  countUnreadable(): { readonly canvas: number; readonly embedded: number };
  /** False when no place of the key can be scrolled to. */
  scrollTo(key: string): boolean;
}

interface Scope {
  [FRAME_HANDS_GLOBAL]?: FrameHands;
  [FRAME_AROUND_GLOBAL]?: FrameAround;
}

/**
 * Run in a tab's frames when "On this page" is open (background/frames.ts), so that pages which nobody asks about do not
 * carry it. Nothing of it runs by itself.
 */
export default defineUnlistedScript(() => {
  const scope = globalThis as Scope;
  // Its own property only: a page's `<embed id=...>` shows up as a global here too.
  const places = () =>
    Object.hasOwn(scope, FRAME_HANDS_GLOBAL) ? (scope[FRAME_HANDS_GLOBAL]?.places() ?? []) : [];
  scope[FRAME_AROUND_GLOBAL] = {
    findPlaces: (keys) => findPlaces(document, keys.split('\n'), places(), createPace(window)),
    countUnreadable: () => countUnreadable(document),
    scrollTo: (key) =>
      scrollToPlace(
        document,
        places().filter((placed) => placed.key === key),
      ),
  };
});
