/**
 * JSON as plain text: every string and member name on a line of its own, unescaped, so that indicators in it are found
 * as in any text. Of STIX patterns the escapes of their own string literals are read as well (STIX 2.1, 9.3). Lines of
 * JSON are read one by one; what is no JSON stays as it is. One parse of the whole: some 100 ms for 10 MB.
 */
export function unfoldJson(text: string): string {
  const whole = parseJson(text);
  if (whole !== undefined) return listStrings(whole).join('\n');
  if (!/^\s*[{[]/m.test(text)) return text;
  return text
    .split('\n')
    .map((line) => {
      const json = parseJson(line);
      return json === undefined ? line : listStrings(json).join('\n');
    })
    .join('\n');
}

/** An object or array; `undefined` for everything else. */
function parseJson(text: string): object | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

/** In the order of the text. A stack of our own: JSON may be nested deeper than calls may be. */
function listStrings(json: object): readonly string[] {
  const found: string[] = [];
  const waiting: unknown[] = [json];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') found.push(next);
    else if (Array.isArray(next)) pushReversed(waiting, next);
    else if (typeof next === 'object' && next !== null) pushReversed(waiting, listMembers(next));
  }
  return found;
}

const listMembers = (json: object): readonly unknown[] =>
  Object.entries(json).flatMap(([name, value]: [string, unknown]) => [
    name,
    name === 'pattern' && typeof value === 'string' ? value.replace(/\\([\\'])/g, '$1') : value,
  ]);

/** One by one: a spread of a long array would be more arguments than a call takes. */
function pushReversed(waiting: unknown[], values: readonly unknown[]): void {
  for (let index = values.length - 1; index >= 0; index--) waiting.push(values[index]);
}
