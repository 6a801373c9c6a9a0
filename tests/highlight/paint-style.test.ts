import { expect, test } from 'vitest';
import { UNSEEN } from '../../utils/highlight/overlay-style.ts';
import {
  createPaintStyle,
  HUES,
  type PaintChoice,
  type PaintHue,
  USUAL_PAINT,
} from '../../utils/highlight/paint-style.ts';
import { DEFAULT_SETTINGS } from '../../utils/settings/settings.ts';

const CHOICES: readonly PaintChoice[] = (['line-tint', 'line', 'frame'] as const).flatMap((shape) =>
  (['faint', 'usual', 'strong'] as const).map((strength) => ({ ...USUAL_PAINT, shape, strength })),
);

/** The declarations of a state's first rule. */
const ruleOf = (style: string, state: string) =>
  new RegExp(`\\.${state.replace('.', '\\.')}\\{([^}]*)\\}`).exec(style)?.[1] ?? '';

/** A rule without its colours, lengths and gradients: what is left is what the browser has to do. */
const findSteps = (rule: string) =>
  rule
    .replaceAll(/color-mix\(in srgb,\w+ [\d.]+%,transparent\)/g, 'colour')
    .replaceAll(/(?:repeating-)?linear-gradient\((?:[^()]|\([^()]*\))*\)/g, 'line')
    .replaceAll(/rgb\([^)]*\)/g, 'colour')
    .replaceAll(/[\d.]+px/g, 'length');

test('the usual look is the default setting', () => {
  expect(DEFAULT_SETTINGS.paint).toEqual(USUAL_PAINT);
  expect(ruleOf(createPaintStyle(USUAL_PAINT), 'match')).toBe(
    'background:linear-gradient(rgb(224 120 0/.95) 0 0) bottom/100% 2px no-repeat,rgb(255 176 32/0.26);' +
      'box-shadow:0 1px rgb(255 255 255/0.35)',
  );
});

test.each(CHOICES)('$shape, $strength: every state takes the same steps, with another line', (choice) => {
  const style = createPaintStyle(choice);
  for (const part of style.split('@media')) {
    const steps = ['none', 'match', 'unread', 'related'].map((state) => findSteps(ruleOf(part, state)));
    expect(new Set(steps).size).toBe(1);
  }
  const lines = ['match', 'unread', 'related'].map((state) =>
    ruleOf(style, state)
      .split(' bottom/')[0]
      ?.replaceAll(/rgb\([^)]*\)/g, ''),
  );
  expect(new Set(lines).size, 'told apart without colour').toBe(3);
});

test.each(CHOICES)(
  '$shape, $strength: nothing that a page could answer for, and nothing seen of none',
  (choice) => {
    const style = createPaintStyle(choice);
    expect(style).not.toMatch(/url\(|var\(|--|image\(|@import/);
    // What a browser must look up for each box takes the page's thread longer, and a page can tell (docs/threat-model.md).
    const [plain = ''] = style.split('@media');
    expect(plain).not.toMatch(/transparent|currentcolor|color-mix/i);
    const colours = ruleOf(style, 'none').match(/rgb\([^)]*\)/g) ?? [];
    expect([...new Set(colours)]).toEqual(['rgb(128 128 128/.004)']);
  },
);

/** All of a rule's numbers. */
const numbersOf = (rule: string) => (rule.match(/[\d.]+/g) ?? []).map(Number);

test.each(CHOICES)(
  '$shape, $strength: what is odd has next to the same colour, and the same shape',
  (choice) => {
    const [plain = '', forced = ''] = createPaintStyle(choice).split('@media');
    for (const state of ['none', 'match', 'unread', 'related']) {
      for (const [part, change] of [
        [plain, 1],
        [forced, 0.4],
      ] as const) {
        const tint = /([a-z-]+\([^()]*\));box-shadow/.exec(ruleOf(part, state))?.[1] ?? '';
        const [property, odd = ''] = ruleOf(part, `${state}.odd`).split(':');
        expect(property).toBe('background-color');
        expect(odd.replaceAll(/[\d.]+/g, '')).toBe(tint.replaceAll(/[\d.]+/g, ''));
        const before = numbersOf(tint);
        const changes = numbersOf(odd).map((number, index) => Math.abs(number - (before[index] ?? 0)));
        expect(changes.filter((each) => each > 0)).toEqual([expect.closeTo(change, 5)]);
      }
    }
  },
);

test('an odd box that is not to be seen is drawn in the same bytes as one that is not odd', () => {
  const drawn = (rule: string) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = numbersOf(rule);
    return [red, green, blue].map((part) => Math.round(part * (Math.round(alpha * 255) / 255)));
  };
  const style = createPaintStyle(USUAL_PAINT);
  expect(drawn(ruleOf(style, 'none.odd'))).toEqual(drawn(UNSEEN));
});

/** WCAG 2.2, relative luminance. */
function luminance(red: number, green: number, blue: number): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test.each(Object.keys(HUES) as PaintHue[])(
  '%s stands out by 3:1 from a white and from a dark page',
  (hue) => {
    const [red = 0, green = 0, blue = 0] = HUES[hue][0].split(' ').map(Number);
    const ink = luminance(red, green, blue) + 0.05;
    expect((1 + 0.05) / ink).toBeGreaterThanOrEqual(3);
    expect(ink / (luminance(0x1e, 0x21, 0x28) + 0.05)).toBeGreaterThanOrEqual(3);
  },
);
