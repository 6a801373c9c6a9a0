/**
 * True for a message from one of our own extension pages. `baseUrl` is `runtime.getURL('/')`. A content script has our
 * id too, but the URL of the web page it runs in.
 */
export function isDeskSender(
  sender: { readonly id?: string | undefined; readonly url?: string | undefined },
  self: { readonly id: string; readonly baseUrl: string },
): boolean {
  return sender.id === self.id && sender.url?.startsWith(self.baseUrl) === true;
}
