/** Downloads `blob` under `name` without the `downloads` permission: the link is one of our own page's. */
export function downloadBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download reads it from here on by itself, some browsers a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
