import type { Fault, FaultRule, FaultScript } from './faults.ts';
import { createDice } from './generator/dice.ts';

export interface FaultOccasion {
  /** From 1. */
  readonly number: number;
  readonly method: string;
  readonly hasCursor: boolean;
}

/** Which faults strike which request. */
export interface FaultPlan {
  /** The faults of this request, in the order of the rules. Counts `times`: ask once per request. */
  strike(occasion: FaultOccasion): readonly Fault[];
  /** Adds a rule; the function returned takes it out again. */
  add(rule: FaultRule): () => void;
  clear(): void;
}

export function createFaultPlan({ seed = 1, rules: given }: FaultScript): FaultPlan {
  let rules = given.map((rule) => ({ rule, struck: 0 }));
  return {
    strike(occasion) {
      const hits = rules.filter(
        ({ rule, struck }, index) =>
          struck < (rule.times ?? Number.POSITIVE_INFINITY) && applies(rule, occasion, seed, index),
      );
      for (const hit of hits) hit.struck++;
      return hits.map(({ rule }) => rule.fault);
    },
    add(rule) {
      const entry = { rule, struck: 0 };
      rules = [...rules, entry];
      return () => {
        rules = rules.filter((other) => other !== entry);
      };
    },
    clear() {
      rules = [];
    },
  };
}

function applies(
  rule: FaultRule,
  { number, method, hasCursor }: FaultOccasion,
  seed: number,
  index: number,
): boolean {
  if (rule.on !== undefined && !rule.on.includes(number)) return false;
  if (rule.every !== undefined && number % rule.every !== 0) return false;
  if (rule.method !== undefined && rule.method !== method) return false;
  if (rule.cursor !== undefined && rule.cursor !== hasCursor) return false;
  return (
    rule.probability === undefined || createDice(seed, 40 + index, number).below(1e6) < rule.probability * 1e6
  );
}
