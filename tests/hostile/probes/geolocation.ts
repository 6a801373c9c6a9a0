import type { Probe } from '../support/probe.ts';

type Permission = HTMLElement & { isValid?: boolean; invalidReason?: string };

/** The permission element refuses clicks while something lies over it, and says so. */
export const geolocation: Probe = {
  number: 5,
  name: '<geolocation> over an indicator',
  browsers: ['chromium'],
  coversFirst: true,
  markup: (indicators) =>
    indicators
      .slice(0, 12)
      .map((text, n) => `<div id="ioc-${n}" style="left:12px;top:${n * 40 + 10}px">${text}</div>`)
      .join('\n'),
  page: () => {
    document.addEventListener('DOMContentLoaded', () => {
      for (const n of [0, 7]) {
        const element = document.createElement('geolocation');
        element.style.cssText = `position:absolute;left:12px;top:${n * 40 + 8}px;z-index:1`;
        document.body.append(element);
      }
    });
    return () => ({
      supported: 'HTMLGeolocationElement' in window,
      said: [...document.querySelectorAll<Permission>('geolocation')].map(
        ({ isValid, invalidReason }) => `${isValid} ${invalidReason}`,
      ),
    });
  },
  // The element itself checks about twice a second.
  act: (hand) => hand.rest(1500),
};
