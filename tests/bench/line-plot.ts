export interface LinePlot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly lines: readonly {
    readonly name: string;
    readonly points: readonly { readonly x: number; readonly y: number }[];
  }[];
}

const WIDTH = 640;
const HEIGHT = 360;
const MARGIN = { left: 76, right: 24, top: 44, bottom: 52 };
/** The legend stands below, where no line can run through it. */
const LEGEND_LINE = 18;
/** Of a decade: what is above by less, as 1,001,280 rows are, needs no decade more. */
const SLACK = 0.01;
/** Told apart without colour too: the dash pattern goes with it. Readable on white and on dark grey. */
const STROKES = [
  { colour: '#c2570c', dash: '' },
  { colour: '#2f6fb5', dash: '6 4' },
  { colour: '#5d7a1f', dash: '2 3' },
];

/**
 * A plot of `lines` over two logarithmic axes as an SVG document of its own: what grows with the number of rows climbs,
 * what does not stays level, whatever its unit. Values must be above 0.
 */
export function createLinePlot({ title, xLabel, yLabel, lines }: LinePlot): string {
  const points = lines.flatMap((line) => line.points);
  const xs = findDecades(points.map(({ x }) => x));
  const ys = findDecades(points.map(({ y }) => y));
  const place = (value: number, [low, high]: Decades, from: number, to: number) =>
    from + ((Math.log10(value) - low) / (high - low)) * (to - from);
  const xAt = (value: number) => place(value, xs, MARGIN.left, WIDTH - MARGIN.right);
  const yAt = (value: number) => place(value, ys, HEIGHT - MARGIN.bottom, MARGIN.top);

  const grid = [
    ...listDecades(xs).map((x) => {
      const at = xAt(x).toFixed(1);
      return (
        `<path class="grid" d="M${at} ${MARGIN.top}V${HEIGHT - MARGIN.bottom}"/>` +
        `<text x="${at}" y="${HEIGHT - MARGIN.bottom + 18}" text-anchor="middle">${formatTick(x)}</text>`
      );
    }),
    ...listDecades(ys).map((y) => {
      const at = yAt(y);
      return (
        `<path class="grid" d="M${MARGIN.left} ${at.toFixed(1)}H${WIDTH - MARGIN.right}"/>` +
        `<text x="${MARGIN.left - 8}" y="${(at + 4).toFixed(1)}" text-anchor="end">${formatTick(y)}</text>`
      );
    }),
  ];
  const drawn = lines.map((line, i) => {
    const { colour, dash } = STROKES[i % STROKES.length] ?? { colour: '#000', dash: '' };
    const path = line.points.map(({ x, y }) => `${xAt(x).toFixed(1)} ${yAt(y).toFixed(1)}`).join('L');
    const dots = line.points.map(
      ({ x, y }) => `<circle cx="${xAt(x).toFixed(1)}" cy="${yAt(y).toFixed(1)}" r="3.5" fill="${colour}"/>`,
    );
    const legendY = HEIGHT + LEGEND_LINE / 2 + i * LEGEND_LINE;
    return [
      `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
      ...dots,
      `<path d="M${MARGIN.left + 12} ${legendY}h28" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
      `<text x="${MARGIN.left + 48}" y="${legendY + 4}">${escapeText(line.name)}</text>`,
    ].join('\n');
  });
  const height = HEIGHT + (lines.length + 0.5) * LEGEND_LINE;
  const middle = (MARGIN.top + HEIGHT - MARGIN.bottom) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeText(title)}">
<style>text { font: 12px system-ui, sans-serif; fill: #333 } .title { font-size: 15px; font-weight: 600 } .grid { stroke: #ddd; stroke-width: 1 }</style>
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
<text class="title" x="${MARGIN.left}" y="24">${escapeText(title)}</text>
${grid.join('\n')}
${drawn.join('\n')}
<text x="${(MARGIN.left + WIDTH - MARGIN.right) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${escapeText(xLabel)}</text>
<text transform="translate(18 ${middle}) rotate(-90)" text-anchor="middle">${escapeText(yLabel)}</text>
</svg>
`;
}

/** Exponents of the powers of ten that hold all values between them, about; at least one decade apart. */
type Decades = readonly [low: number, high: number];

function findDecades(values: readonly number[]): Decades {
  const low = Math.floor(Math.log10(Math.min(...values)));
  return [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - SLACK))];
}

function listDecades([low, high]: Decades): number[] {
  return Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
}

function formatTick(value: number): string {
  return value >= 1
    ? new Intl.NumberFormat('en', { notation: 'compact' }).format(value)
    : String(Number(value.toPrecision(1)));
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
