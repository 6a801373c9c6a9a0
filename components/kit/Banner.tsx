import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

export interface BannerProps {
  /** `bad`: nothing works until it is mended; `warn`: something is missing; `info`: no fault. */
  readonly tone: 'bad' | 'warn' | 'info';
  readonly title: string;
  readonly children?: ComponentChildren;
  /** The one button that mends it. */
  readonly action?: ComponentChildren;
  /** Graver first: what else there is to mend, each a `BannerPart`. */
  readonly more?: ComponentChildren;
}

export function Banner({ tone, title, children, action, more }: BannerProps) {
  return (
    <section class={`banner banner-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={tone === 'info' ? 'info' : 'warning'} />
      <div class="banner-words">
        <strong>{title}</strong>
        {children}
        {action}
        {more}
      </div>
    </section>
  );
}

/** One more thing to mend, inside the banner of a graver one: two banners at once would fight for the reader. */
export function BannerPart({ title, children, action }: Pick<BannerProps, 'title' | 'children' | 'action'>) {
  return (
    <div class="banner-part">
      <strong>{title}</strong>
      {children}
      {action}
    </div>
  );
}
