import { listen } from '../page/dom.ts';

/**
 * Events after which text may stand elsewhere. Listened to in the capture phase on the document and on every shadow
 * root, because most of them neither bubble nor leave a shadow tree.
 */
export interface MotionEvents {
  /** Also after `document.open()`, which drops every listener. */
  listen(target: Document | ShadowRoot): void;
}

const SETTLING = [
  'scroll',
  'toggle',
  'load',
  'transitionend',
  'animationend',
  'animationiteration',
  'fullscreenchange',
];
/** What the user does is what mostly opens and closes things. */
const BY_USER = ['click', 'keyup', 'pointerup'];
const MOVING = ['transitionrun', 'animationstart'];
/** Transitions of these move nothing. */
const STILL =
  /^(?:color|opacity|visibility|fill|stroke|filter|box-shadow|background|border-.*color|outline|text-decoration)/;

/** `onChange`: measure once; `onMoving`: keep measuring for a while. */
export function createMotionEvents(
  onChange: () => void,
  onMoving: () => void,
  signal: AbortSignal,
): MotionEvents {
  const options: AddEventListenerOptions = { capture: true, passive: true, signal };
  const onStart = (event: Event): void => {
    if (!(event instanceof TransitionEvent && STILL.test(event.propertyName))) onMoving();
  };
  return {
    listen(target) {
      for (const type of [...SETTLING, ...BY_USER]) listen(target, type, onChange, options);
      for (const type of MOVING) listen(target, type, onStart, options);
    },
  };
}
