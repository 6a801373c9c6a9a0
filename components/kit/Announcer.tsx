import { signal } from '@preact/signals';

// One polite live region for the whole page: screen readers lose those that come and go with what they speak of.
const announcement = signal({ text: '', turn: 0 });

/** Says `text` to screen readers, also when it is the same as before. */
export function announce(text: string): void {
  announcement.value = { text, turn: announcement.value.turn + 1 };
}

/** Stands once in every page. */
export function Announcer() {
  const { text, turn } = announcement.value;
  return (
    <div class="unseen" role="status">
      <span key={turn}>{text}</span>
    </div>
  );
}
