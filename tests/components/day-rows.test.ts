import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDayRows } from '../../components/archive/day-rows.ts';

const days = fc
  .uniqueArray(fc.record({ day: fc.integer({ min: 0, max: 60 }), total: fc.integer({ min: 1, max: 9 }) }), {
    selector: ({ day }) => day,
    maxLength: 20,
  })
  .map((each) => each.toSorted((a, b) => a.day - b.day));

test('rows are numbered as if all of them stood in one array', () => {
  fc.assert(
    fc.property(
      days,
      fc.constantFrom('date-', 'date+'),
      fc.integer({ min: -1, max: 61 }),
      (made, order, day) => {
        const listed = order === 'date+' ? made : made.toReversed();
        const plain = listed.flatMap((each) =>
          Array.from({ length: each.total }, (_, offset) => ({ day: each.day, offset })),
        );
        const rows = createDayRows(made, order);
        expect(rows.count).toBe(plain.length);
        for (let index = -1; index <= plain.length; index++) expect(rows.find(index)).toEqual(plain[index]);
        const start = plain.findIndex((each) => (order === 'date+' ? each.day >= day : each.day <= day));
        expect(rows.startOf(day)).toBe(start < 0 ? plain.length : start);
      },
    ),
  );
});
