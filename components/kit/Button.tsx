import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly icon?: IconName;
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly type?: 'button' | 'submit';
  /** Work is under way: the button keeps its focus and its place, and does nothing more. */
  readonly busy?: boolean;
  /** A toggle, and whether it is on. */
  readonly pressed?: boolean;
  /** The accessible name, where the word shown says too little; it must begin with that word (WCAG 2.5.3). */
  readonly label?: string;
  readonly onClick?: () => void;
}

export function Button({
  children,
  icon,
  look = 'plain',
  type = 'button',
  busy = false,
  pressed,
  label,
  onClick,
}: ButtonProps) {
  return (
    <button
      type={type}
      class={`button button-${look}`}
      aria-disabled={busy}
      aria-pressed={pressed}
      aria-label={label}
      title={label}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  /** The accessible name, shown on hover too. */
  readonly label: string;
  readonly onClick: () => void;
  readonly tabIndex?: number;
}

export function IconButton({ icon, label, onClick, tabIndex = 0 }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      tabIndex={tabIndex}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
