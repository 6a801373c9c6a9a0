import { cardDwell } from './probes/card-dwell.ts';
import { commandsMutations, commandsView } from './probes/commands.ts';
import { contentSecurity } from './probes/content-security.ts';
import { cssHighlights } from './probes/css-highlights.ts';
import { customProperties } from './probes/custom-properties.ts';
import { dashedElements } from './probes/dashed-elements.ts';
import { deskProbes } from './probes/desk-open.ts';
import { extensionUrls } from './probes/extension-urls.ts';
import { findText } from './probes/find-text.ts';
import { forgedMessages } from './probes/forged-messages.ts';
import { createFrameworkProbe } from './probes/frameworks.ts';
import { geolocation } from './probes/geolocation.ts';
import { hostAbuse } from './probes/host-abuse.ts';
import { htmlInCanvas } from './probes/html-in-canvas.ts';
import { mutationLog } from './probes/mutation-log.ts';
import {
  cap,
  nested,
  occlusion,
  occlusionCardArea,
  occlusionShrunkCover,
  occlusionTiny,
} from './probes/occlusion.ts';
import { pageStorage } from './probes/page-storage.ts';
import { patchedPrototypes } from './probes/patched-prototypes.ts';
import { performanceEntries } from './probes/performance-entries.ts';
import { pointerLog } from './probes/pointer-log.ts';
import { requests } from './probes/requests.ts';
import { serialisation } from './probes/serialisation.ts';
import { topLayer } from './probes/top-layer.ts';
import { viewState } from './probes/view-state.ts';
import { bundleScript } from './support/bundle.ts';
import type { Probe } from './support/probe.ts';

const PROBES: readonly Probe[] = [
  mutationLog,
  serialisation,
  cssHighlights,
  occlusion,
  occlusionTiny,
  occlusionCardArea,
  occlusionShrunkCover,
  geolocation,
  findText,
  performanceEntries,
  pointerLog,
  patchedPrototypes,
  dashedElements,
  hostAbuse,
  contentSecurity,
  forgedMessages,
  extensionUrls,
  pageStorage,
  requests,
  cap,
  nested,
  cardDwell,
  customProperties,
  viewState,
  commandsView,
  commandsMutations,
  htmlInCanvas,
  topLayer,
  ...deskProbes,
];

/** Every probe of a page's record, by number. Storage (15) and timing (17) need more than a page: elsewhere. */
export async function createProbes(): Promise<readonly Probe[]> {
  const [react, vue] = await Promise.all([
    bundleScript('apps/react-list.js'),
    bundleScript('apps/vue-list.ts'),
  ]);
  const frameworks = [createFrameworkProbe('React', react), createFrameworkProbe('Vue', vue)];
  return [...PROBES, ...frameworks].toSorted((a, b) => a.number - b.number);
}
