import type { ComponentChildren } from 'preact';

interface FactProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A line of a `<dl class="facts">`. */
export function Fact({ label, children }: FactProps) {
  return (
    <div class="fact-row">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
