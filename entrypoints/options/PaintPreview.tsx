import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../components/words/translate.ts';
import { BOX_STYLE } from '../../utils/highlight/overlay-style.ts';
import { createPaintStyle, type PaintChoice } from '../../utils/highlight/paint-style.ts';
import type { MatchState } from '../../utils/messaging/protocol.ts';

/** What pages look like, whatever our own theme: their colours are no tokens of ours. */
const PAGE_STYLE = `
.grounds { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); gap: .5rem; }
.ground { display: grid; gap: .375rem; margin: 0; padding: .625rem .75rem; border: 1px solid GrayText; border-radius: 5px;
  font: .8125rem/1.6 system-ui, sans-serif; list-style: none; forced-color-adjust: none; }
.light { background: #fff; color: #1a1e25; }
.dark { background: #15181d; color: #e5e8ec; }
.coloured { background: #1d5c4d; color: #fff; }
.spot { position: relative; display: inline-block; }
.spot .box { width: 100%; height: 100%; }
.state { display: block; font-size: .75rem; }
@media (forced-colors: active) { .ground { background: Canvas; color: CanvasText; } }
`;
const GROUNDS = ['light', 'dark', 'coloured'] as const;
const SAMPLES: readonly (readonly [state: MatchState, text: string])[] = [
  ['match', 'heron-cdn[.]example'],
  ['unread', '198.51.100.23'],
  ['related', 'c2.heron-cdn.example'],
  ['none', 'harmless.example'],
];

/** Sample text under the overlay's own rules, in a root where no style of this page reaches it. */
export function PaintPreview({ choice }: { readonly choice: PaintChoice }) {
  const host = useRef<HTMLDivElement>(null);
  const sheet = useRef<CSSStyleSheet>(undefined);
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    sheet.current ??= new CSSStyleSheet();
    sheet.current.replaceSync(PAGE_STYLE + BOX_STYLE + createPaintStyle(choice));
    root.adoptedStyleSheets = [sheet.current];
    render(<Grounds />, root);
  }, [choice]);
  return (
    <figure class="paint-preview">
      <div ref={host} />
      <figcaption class="help">{t('paintPreview')}</figcaption>
    </figure>
  );
}

function Grounds() {
  const names: Readonly<Record<MatchState, string>> = {
    match: t('stateMatch'),
    unread: t('stateUnread'),
    related: t('stateRelated'),
    none: t('stateNone'),
  };
  return (
    <div class="grounds">
      {GROUNDS.map((ground) => (
        <ul key={ground} class={`ground ${ground}`}>
          {SAMPLES.map(([state, text]) => (
            <li key={state}>
              <span class="state">{names[state]}</span>
              <span class="spot" translate={false}>
                {text}
                <span class={`box ${state}`} />
              </span>
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}
