import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

export interface BannerProps {
  /** `bad`: nothing works until it is mended; `warn`: something is missing; `info`: no fault. */
  readonly tone: 'bad' | 'warn' | 'info';
  readonly title: string;
  readonly children?: ComponentChildren;
  /** The one button that mends it. */
  readonly action?: ComponentChildren;
}

export function Banner({ tone, title, children, action }: BannerProps) {
  return (
    <section class={`banner banner-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={tone === 'info' ? 'info' : 'warning'} />
      <div class="banner-words">
        <strong>{title}</strong>
        {children}
        {action}
      </div>
    </section>
  );
}
