import { useEffect, useRef } from 'preact/hooks';

/**
 * Reports the ids of unread rows (`[data-notification][data-fresh=true]`) in `scroller` once each, when more than half of
 * their heading has come into view: what the user could not see is not called read.
 * `rendered` and `opened` only say when to look for new rows.
 */
export function useShownRows(
  scroller: { readonly current: HTMLElement | null },
  rendered: unknown,
  opened: unknown,
  onShown: (ids: readonly string[]) => void,
): void {
  const reported = useRef(new Set<string>());
  const report = useRef(onShown);
  report.current = onShown;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the triggers are the point
  useEffect(() => {
    const root = scroller.current;
    if (root === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const ids = entries
          .filter(({ isIntersecting }) => isIntersecting)
          .flatMap(({ target }) => {
            observer.unobserve(target);
            return target.closest<HTMLElement>('[data-notification]')?.dataset['notification'] ?? [];
          })
          .filter((id) => !reported.current.has(id));
        for (const id of ids) reported.current.add(id);
        if (ids.length > 0) report.current(ids);
      },
      { root, threshold: 0.6 },
    );
    for (const head of root.querySelectorAll('[data-fresh="true"] > .row-head')) observer.observe(head);
    return () => observer.disconnect();
  }, [rendered, opened]);
}
