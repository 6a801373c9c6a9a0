interface Api {
  readonly chrome: { readonly alarms: { clearAll(): Promise<boolean> } };
}

/** Runs in an extension page: the background is not woken any more unless somebody asks it. */
export const clearAlarms = async (): Promise<void> => {
  await (globalThis as unknown as Api).chrome.alarms.clearAll();
};
