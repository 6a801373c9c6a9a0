import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createDisplay } from '../utils/highlight/display.ts';
import { DISPLAY_GLOBAL } from '../utils/messaging/protocol.ts';

/** What draws: run in a frame when in-page.ts has found a first candidate there, which takes it at a tick. */
export default defineUnlistedScript(() => {
  (globalThis as { [DISPLAY_GLOBAL]?: typeof createDisplay })[DISPLAY_GLOBAL] = createDisplay;
});
