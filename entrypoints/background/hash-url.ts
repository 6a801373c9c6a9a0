/** SHA-256 of a text's UTF-8 bytes, lower-case hexadecimal: how VirusTotal names a URL. */
export async function hashUrl(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
