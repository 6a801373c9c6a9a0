/**
 * The overlay's style sheet. Every paint state uses the same properties with other values, so that a box costs the
 * browser the same whatever it says. Not by colour alone: a match has a solid underline, an unread one a double, a
 * related one a dotted; a candidate that is in no notification has all of it at an alpha nobody can see.
 *
 * The underline is part of the background: a border would make a box over tiny text higher than the text, by as much
 * as its state's border, and a page can see that.
 *
 * The tint lies over the text, so it is weak; the underline carries the state, with a dark and a light edge so that it
 * stands out on any ground.
 *
 * No custom properties: a page can register any name for its whole document, closed roots included, with a syntax that
 * our values do not have and with a picture of its own as what stands in for them (probe 23).
 */
const paint = (line: string, tint: string, edge: string, height = 2) =>
  `background:${line} bottom/100% ${height}px no-repeat,${tint};box-shadow:0 1px ${edge}`;

const solid = (ink: string) => `linear-gradient(${ink} 0 0)`;
const double = (ink: string) => `linear-gradient(${ink} 0 1.3px,transparent 1.3px 2.7px,${ink} 2.7px)`;
const dotted = (ink: string) => `repeating-linear-gradient(to right,${ink} 0 2px,transparent 2px 4px)`;

const UNSEEN = 'rgb(128 128 128/.004)';
const MARK_TINT = 'color-mix(in srgb,Mark 35%,transparent)';

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
.stage { display: block; position: absolute; inset: 0 auto auto 0; width: 0; height: 0; margin: 0; border: 0; padding: 0;
  overflow: visible; background: none; }
.layer { position: absolute; top: 0; left: 0; width: 0; height: 0; contain: layout; pointer-events: none; }
.fixed { position: fixed; }
.probe { position: absolute; top: 0; left: 0; width: 100px; height: 100px; visibility: hidden; }
.box { position: absolute; top: 0; left: 0; pointer-events: none; border-radius: 2px; forced-color-adjust: none; }
.odd { border-radius: 2.01px; }
.none { ${paint(solid(UNSEEN), UNSEEN, UNSEEN)} }
.match { ${paint(solid('rgb(224 120 0/.95)'), 'rgb(255 176 32/.26)', 'rgb(255 255 255/.35)')} }
.unread { ${paint(double('rgb(214 40 57/.95)'), 'rgb(255 92 92/.24)', 'rgb(255 255 255/.35)', 4)} }
.related { ${paint(dotted('rgb(60 130 200/.95)'), 'rgb(90 160 230/.12)', 'rgb(255 255 255/.2)')} }
@media (forced-colors: active) {
  .match { ${paint(solid('CanvasText'), MARK_TINT, 'transparent')} }
  .unread { ${paint(double('CanvasText'), MARK_TINT, 'transparent', 4)} }
  .related { ${paint(dotted('LinkText'), 'transparent', 'transparent')} }
}
.cover { position: fixed; top: 0; left: 0; transform-origin: 0 0; background: ${UNSEEN}; pointer-events: none; contain: layout; }
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
