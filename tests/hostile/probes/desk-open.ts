import type { Hand, Probe } from '../support/probe.ts';
import { mutationLog } from './mutation-log.ts';
import { occlusion } from './occlusion.ts';
import { patchedPrototypes } from './patched-prototypes.ts';
import { performanceEntries } from './performance-entries.ts';
import { pointerLog } from './pointer-log.ts';
import { serialisation } from './serialisation.ts';
import { viewState } from './view-state.ts';

/** "On this page" is opened beside the page, asks it where its candidates are, and is told to show the next match. */
async function askDesk(hand: Hand): Promise<void> {
  await hand.rest(700);
  await hand.moveTo(0);
  await hand.rest(300);
  await hand.askDesk();
  // The desk's list reads once more when the hand has come to it.
  await hand.rest(900);
}

/** What a probe's page records while the desk is open; there is no desk without the extension. */
function createDeskProbe({ likeWithout: _, ...probe }: Probe, record: string, isLong = true): Probe {
  return {
    ...probe,
    number: 24,
    name: `while the desk asks about the page: ${record}`,
    browsers: ['chromium'],
    act: askDesk,
    ...(isLong && { matrixOnly: true }),
  };
}

export const deskProbes: readonly Probe[] = [
  createDeskProbe(mutationLog, 'MutationObserver log', false),
  createDeskProbe(performanceEntries, 'layout-shift and paint entries', false),
  createDeskProbe(serialisation, 'serialisation, styles, geometry'),
  createDeskProbe(viewState, 'viewport, scroll and focus'),
  createDeskProbe(pointerLog, 'pointer, mouse, key and focus events'),
  createDeskProbe(patchedPrototypes, 'patched prototypes'),
  createDeskProbe(occlusion, 'IntersectionObserver v2'),
];
