import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { MIXED_SITES_GLOBAL } from '../utils/messaging/protocol.ts';

/** Registered before the content script while sites have modes of their own (background/registration.ts). */
export default defineUnlistedScript(() => {
  Object.assign(globalThis, { [MIXED_SITES_GLOBAL]: true });
});
