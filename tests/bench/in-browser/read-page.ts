import { findCandidates } from '../../../utils/ioc/find-candidates.ts';
import { createMarks } from '../../../utils/ioc/marks.ts';
import type { Pace } from '../../../utils/page/pace.ts';
import type { PagePlaces } from '../../../utils/page/page-places.ts';
import { watchPage } from '../../../utils/page/watch-page.ts';

/** The content script's reading of this document (utils/page), wired as entrypoints/in-page.ts wires it. */
export function readPage(wiring: {
  readonly pace: Pace;
  readonly onReadThrough: () => void;
  readonly signal: AbortSignal;
}): PagePlaces {
  const { places } = watchPage({
    document,
    pageHost: location.hostname,
    findCandidates,
    findMarks: createMarks,
    // `chrome.dom` is for extensions; the page's own view of open roots costs about the same on pages without any.
    openRoot: (element) => element.shadowRoot,
    onChange: () => undefined,
    onRoot: () => undefined,
    onMutation: () => undefined,
    onReplaced: () => undefined,
    ...wiring,
  });
  return places;
}
