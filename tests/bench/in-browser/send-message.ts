interface Runtime {
  sendMessage(message: unknown): Promise<unknown>;
}

/** Milliseconds until a message of this extension's page is answered by its worker. */
export async function measureAnswer(message: unknown): Promise<{ ms: number; answer: unknown }> {
  const { runtime } = (globalThis as unknown as { chrome: { runtime: Runtime } }).chrome;
  const start = performance.now();
  const answer = await runtime.sendMessage(message);
  return { ms: performance.now() - start, answer };
}
