import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { OPEN_SITE_GLOBAL } from '../utils/messaging/protocol.ts';

/** Registered beside the content script where the user lets the site see what matched (background/registration.ts). */
export default defineUnlistedScript(() => {
  Object.assign(globalThis, { [OPEN_SITE_GLOBAL]: true });
});
