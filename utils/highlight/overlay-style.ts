/** What nobody can see, yet is painted: an alpha that rounds to nothing. */
export const UNSEEN = 'rgb(128 128 128/.004)';

/**
 * A box, as it is until the first answer: like one of a candidate that is in no notification. Its corners are square:
 * without a graphics card (in a virtual machine, say) round ones are most of what drawing a screen of boxes takes, and a
 * page that changes in every frame would lose one frame in ten.
 */
export const BOX_STYLE = `
.box { position: absolute; top: 0; left: 0; pointer-events: none; forced-color-adjust: none; background: ${UNSEEN}; }
`;

/**
 * The overlay's style sheet, but for what the states look like: that comes with the first answer (paint-style.ts).
 *
 * No custom properties: a page can register any name for its whole document, closed roots included, with a syntax that
 * our values do not have and with a picture of its own as what stands in for them (probe 23).
 *
 * Nothing where the page has put the host into a canvas: Chromium has canvases that draw what they hold, for the page to
 * read (probe 25; canvas-reach.ts). Firefox has neither these nor the selector.
 */
export const OVERLAY_STYLE = `
:host {
  all: initial !important;
  position: absolute !important;
  top: 0 !important;
  left: 0 !important;
  width: 0 !important;
  height: 0 !important;
  pointer-events: none !important;
  z-index: 2147483647 !important;
}
:host-context(canvas) { display: none !important; }
.stage { display: block; position: absolute; inset: 0 auto auto 0; width: 0; height: 0; margin: 0; border: 0; padding: 0;
  overflow: visible; background: none; }
.layer { position: absolute; top: 0; left: 0; width: 0; height: 0; contain: layout; pointer-events: none; }
.fixed { position: fixed; }
.probe { position: absolute; top: 0; left: 0; width: 100px; height: 100px; visibility: hidden; }
${BOX_STYLE}.cover { position: fixed; top: 0; left: 0; transform-origin: 0 0; background: ${UNSEEN}; pointer-events: none; contain: layout; }
.card { position: absolute; top: 0; left: 0; forced-color-adjust: none;
  color: #1d2129; outline-color: #5b6470; border-color: #c9ced6; caret-color: #fff; }
@media (prefers-color-scheme: dark) {
  .card { color: #e8eaee; outline-color: #a4adba; border-color: #434a55; caret-color: #22262d; }
}
@media (forced-colors: active) {
  .card { color: CanvasText; outline-color: CanvasText; border-color: CanvasText; caret-color: Canvas; }
}
@media print { .layer, .cover { display: none !important; } }
`;
