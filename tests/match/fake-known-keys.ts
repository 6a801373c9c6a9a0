import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { KeyState, KnownKeys } from '../../utils/match/known-keys.ts';
import { findHostKey } from '../../utils/match/url-host.ts';

/** An archive in a Map: what each key is, and which notifications' rules named it. */
export function createFakeKnownKeys(
  held: Readonly<Record<string, { state?: KeyState; rule?: string }>>,
): KnownKeys & { readonly asked: IndicatorKey[] } {
  const asked: IndicatorKey[] = [];
  const keys = Object.keys(held) as IndicatorKey[];
  return {
    asked,
    async findStates(questions, ignored) {
      asked.push(...questions);
      return questions.map((key) => {
        const entry = held[key];
        if (entry === undefined || (entry.rule !== undefined && ignored?.rules.has(entry.rule)))
          return 'none';
        return entry.state ?? 'known';
      });
    },
    async findUrlsOnHosts(hosts, _ignored, passedOver) {
      asked.push(...hosts);
      return hosts.map((host) =>
        keys.find(
          (key) => key.startsWith('url:') && findHostKey(key.slice(4)) === host && !passedOver?.has(key),
        ),
      );
    },
    async countUrlIds() {
      return keys.filter((key) => key.startsWith('url_id:')).length;
    },
  };
}
