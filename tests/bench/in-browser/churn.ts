const ROWS = 100;

/**
 * A page at its busiest: every frame it adds a hundred rows, ticks each and takes them away again, as Speedometer's to-do
 * lists do. Returns milliseconds a frame; nothing but the work itself limits how many there are (the browser runs
 * without a frame rate limit).
 */
export async function churn({ frames }: { frames: number }): Promise<number> {
  const list = document.body.appendChild(document.createElement('ul'));
  const start = performance.now();
  for (let frame = 0; frame < frames; frame++) {
    const rows = Array.from({ length: ROWS }, (_, i) => createRow(`buy milk and bread, ${frame} ${i}`));
    list.append(...rows);
    rows.at(-1)?.getBoundingClientRect();
    for (const row of rows) tick(row);
    rows.at(-1)?.getBoundingClientRect();
    for (const row of rows) row.remove();
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const ms = (performance.now() - start) / frames;
  list.remove();
  return ms;
}

function createRow(text: string): HTMLElement {
  const row = document.createElement('li');
  const box = document.createElement('input');
  box.type = 'checkbox';
  const label = document.createElement('label');
  label.textContent = text;
  const button = document.createElement('button');
  button.className = 'destroy';
  row.append(box, label, button);
  return row;
}

function tick(row: HTMLElement): void {
  const [box, label] = row.children as unknown as [HTMLInputElement, HTMLLabelElement];
  box.checked = true;
  row.className = 'completed';
  label.textContent += ' (done)';
}
