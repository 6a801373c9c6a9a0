/**
 * Lets `ms` pass as the page itself lives them: in steps of 100 ms, each with an animation frame at its end. Observers
 * sample by frames and the extension waits by timers, so on a busy machine a rest by the harness' own clock could end
 * before either had its turn, in one arm and not in the other. Must be self-contained: its source text is what is run.
 */
export async function restInPage(ms: number): Promise<void> {
  const wait = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs));
  for (let left = ms; left > 0; left -= 100) {
    await wait(Math.min(left, 100));
    let isDrawn = false;
    requestAnimationFrame(() => {
      isDrawn = true;
    });
    // A page behind another tab draws none.
    while (!isDrawn && !document.hidden) await wait(5);
  }
}
