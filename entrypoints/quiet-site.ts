import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { QUIET_SITE_GLOBAL } from '../utils/messaging/protocol.ts';

/** Registered before the content script where it must add nothing to the page (background/registration.ts). */
export default defineUnlistedScript(() => {
  Object.assign(globalThis, { [QUIET_SITE_GLOBAL]: true });
});
