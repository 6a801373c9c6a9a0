import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

// One polite live region for the whole page: screen readers lose those that come and go with what they speak of.
const announcement = signal({ text: '', turn: 0 });

/** Says `text` to screen readers, also when it is the same as before. */
export function announce(text: string): void {
  announcement.value = { text, turn: announcement.value.turn + 1 };
}

/** Says `text` when `occasion` is another than before, not at first: what stands there then is read with the page. */
export function useAnnounced(text: string | undefined, occasion: unknown): void {
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text also ages by itself, which is no news
  useEffect(() => {
    if (!isFirst.current && text !== undefined) announce(text);
    isFirst.current = false;
  }, [occasion]);
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
