/**
 * A list as it was drafted, together with what was changed elsewhere since the draft was begun from `base`: what was added
 * there is in it, what was removed there is out of it. One entry a line; order and wording are the draft's.
 */
export function mergeLines(base: string, draft: string, now: string): string {
  const [before, after] = [new Set(base.split('\n')), new Set(now.split('\n'))];
  const kept = draft.split('\n').filter((line) => after.has(line) || !before.has(line) || line === '');
  const added = [...after].filter((line) => !before.has(line) && !kept.includes(line));
  return [...kept, ...added].join('\n');
}
