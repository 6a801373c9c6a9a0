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
.layer {
  position: absolute;
  top: 0;
  left: 0;
  width: 0;
  height: 0;
  contain: layout;
  pointer-events: none;
}
.fixed { position: fixed; }
.probe { position: absolute; top: 0; left: 0; width: 100px; height: 100px; visibility: hidden; }
.box {
  --ink: transparent;
  --tint: transparent;
  --edge: transparent;
  --thick: 2px;
  --line: linear-gradient(var(--ink), var(--ink));
  position: absolute;
  top: 0;
  left: 0;
  box-sizing: border-box;
  pointer-events: none;
  border-radius: 2px;
  background: var(--line) bottom / 100% var(--thick) no-repeat, var(--tint);
  box-shadow: 0 1px 0 var(--edge);
  forced-color-adjust: none;
}
.none { --ink: rgb(128 128 128 / .004); --tint: rgb(128 128 128 / .004); --edge: rgb(128 128 128 / .004); }
.match { --ink: rgb(224 120 0 / .95); --tint: rgb(255 176 32 / .26); --edge: rgb(255 255 255 / .35); }
.unread { --ink: rgb(214 40 57 / .95); --tint: rgb(255 92 92 / .24); --edge: rgb(255 255 255 / .35); --thick: 4px;
  --line: linear-gradient(var(--ink) 0 1.3px, transparent 1.3px 2.7px, var(--ink) 2.7px); }
.related { --ink: rgb(60 130 200 / .95); --tint: rgb(90 160 230 / .12); --edge: rgb(255 255 255 / .2); --line: repeating-linear-gradient(to right, var(--ink) 0 2px, transparent 2px 4px); }
@media (forced-colors: active) {
  .match, .unread { --ink: Mark; --tint: color-mix(in srgb, Mark 35%, transparent); --edge: MarkText; }
  .related { --ink: LinkText; --tint: transparent; --edge: transparent; }
}
.cover { position: fixed; inset: 0; background: rgb(128 128 128 / .004); pointer-events: none; contain: layout; }
.card {
  position: absolute;
  top: 0;
  left: 0;
  width: 340px;
  height: 240px;
  display: flex;
  flex-direction: column;
}
.card.above { justify-content: flex-end; }
.card-body { visibility: hidden; max-height: 100%; box-sizing: border-box; overflow: hidden; padding: 10px 12px;
  border-radius: 8px; font: 12px/1.45 system-ui, sans-serif; color: #1d2129; background: #fff;
  border: 1px solid #c9ced6; box-shadow: 0 6px 24px rgb(0 0 0 / .22); }
.card-body.filled { visibility: visible; }
.row { display: flex; gap: 8px; }
.label { flex: 0 0 84px; color: #5b6470; }
.value { flex: 1; min-width: 0; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  .card-body { color: #e8eaee; background: #22262d; border-color: #434a55; }
  .label { color: #a4adba; }
}
@media print { .layer, .cover { display: none !important; } }
`;
