import type { ComponentChildren } from 'preact';

interface FactProps {
  readonly label: string;
  /** The first of some that belong together. */
  readonly isFirst?: boolean;
  readonly children: ComponentChildren;
}

/** A line of a `<dl class="facts">`. */
export function Fact({ label, isFirst = false, children }: FactProps) {
  return (
    <div class={isFirst ? 'fact-row fact-first' : 'fact-row'}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
