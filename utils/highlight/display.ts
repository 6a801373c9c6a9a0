import type { IndicatorKey } from '../ioc/indicator.ts';
import type { AskGlanceReply } from '../messaging/protocol.ts';
import { createGlanceCard } from './glance-card.ts';
import { createGlancePointer, type Modifier } from './glance-pointer.ts';
import { createOverlay, type Overlay, type OverlayDeps } from './overlay.ts';

export interface DisplayDeps extends OverlayDeps {
  readonly askGlance: (key: IndicatorKey) => Promise<AskGlanceReply>;
  readonly openDetail: (key: IndicatorKey) => void;
  readonly modifier: () => Modifier;
}

/** All that is ever seen of us in a page: boxes over text, and the glance card. Gone with the signal. */
export function createDisplay(deps: DisplayDeps): Overlay {
  const overlay = createOverlay(deps);
  const card = createGlanceCard(overlay.host);
  let opened: IndicatorKey | undefined;
  const pointer = createGlancePointer({
    window: deps.document.defaultView ?? window,
    card,
    hit: overlay.findAt,
    onOpen({ placed: { key } }) {
      opened = key;
      deps.askGlance(key).then(
        ({ lines }) => {
          if (opened === key) card.fill(lines);
        },
        // No background, no card: the pointer's leaving takes the empty one away.
        () => undefined,
      );
    },
    onDetail: ({ placed }) => deps.openDetail(placed.key),
    modifier: deps.modifier,
    signal: deps.signal,
  });
  return {
    ...overlay,
    rearm() {
      overlay.rearm();
      pointer.rearm();
    },
    get coverage() {
      return overlay.coverage;
    },
  };
}
