import type { IndicatorKey } from '../ioc/indicator.ts';
import type { AskGlanceReply, DetailModifier } from '../messaging/protocol.ts';
import { createGlanceCard } from './glance-card.ts';
import { createGlancePointer } from './glance-pointer.ts';
import { createOverlay, type Overlay, type OverlayDeps } from './overlay.ts';
import { createTicks, type Later } from './ticks.ts';

export interface DisplayDeps extends OverlayDeps {
  readonly askGlance: (key: IndicatorKey) => Promise<AskGlanceReply>;
  readonly openDetail: (key: IndicatorKey) => void;
  readonly modifier: () => DetailModifier;
  readonly later: Later;
}

/** All that is ever seen of us in a page: boxes over text, and the glance card. Gone with the signal. */
export function createDisplay(deps: DisplayDeps): Overlay {
  const overlay = createOverlay(deps);
  const card = createGlanceCard(overlay.host, window);
  let opened: IndicatorKey | undefined;
  let lines: AskGlanceReply['lines'] = [];
  // An answer is drawn at the next tick, and without one the same is drawn again: when it came does not show.
  const ticks = createTicks(deps.later, () => card.draw(lines), deps.signal);
  const pointer = createGlancePointer({
    window,
    card,
    hit: overlay.findAt,
    onOpen({ placed: { key } }) {
      // Over parts of one indicator the card goes on saying what it said until the new answer is there.
      if (opened !== key) lines = [];
      opened = key;
      card.draw(lines);
      const take = (reply: AskGlanceReply) => {
        if (opened === key) lines = reply.lines;
      };
      // No background, no words.
      deps.askGlance(key).then(take, () => take({ lines: [] }));
      ticks.restart();
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
