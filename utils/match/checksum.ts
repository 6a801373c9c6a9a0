/** FNV-1a over 32-bit words, the tail over 16-bit ones: finds what a disk does to bytes, not what an enemy does. */
export function createChecksum(bytes: ArrayBuffer): number {
  const words = new Uint32Array(bytes, 0, bytes.byteLength >>> 2);
  const tail = new Uint16Array(bytes, words.byteLength);
  let hash = 0x811c9dc5 ^ bytes.byteLength;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ (words[i] ?? 0), 0x01000193);
  for (const unit of tail) hash = Math.imul(hash ^ unit, 0x01000193);
  return hash >>> 0;
}
