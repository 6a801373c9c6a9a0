/** What of the extension API opens a side panel: Chromium has `sidePanel`, Firefox `sidebarAction`, others neither. */
export interface PanelApi {
  readonly sidePanel?: { open(options: { windowId: number }): Promise<void> } | undefined;
  readonly sidebarAction?: { open(): Promise<void> } | undefined;
  readonly windows: { getCurrent(): Promise<{ id?: number | undefined }> };
  readonly tabs: { create(options: { url: string }): Promise<unknown> };
  readonly runtime: { getURL(path: '/sidepanel.html'): string };
}

/**
 * Makes the function that opens the side panel beside the current window, or in a tab where the browser has none or
 * refuses. Both browsers open it in a user gesture only, and an `await` before the call loses that: the window is looked
 * up now, not then. `onOpened` is called when it is open.
 */
export function createOpenPanel(api: PanelApi, onOpened: () => void): () => void {
  let windowId: number | undefined;
  void api.windows.getCurrent().then(({ id }) => {
    windowId = id;
  });
  const openTab = () => api.tabs.create({ url: api.runtime.getURL('/sidepanel.html') });

  function open(): Promise<unknown> {
    if (api.sidePanel && windowId !== undefined) return api.sidePanel.open({ windowId });
    if (api.sidebarAction) return api.sidebarAction.open();
    return openTab();
  }

  return () => void open().catch(openTab).then(onOpened);
}
