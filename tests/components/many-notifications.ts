import type { Entity, Notification } from '../../utils/ioc/notification.ts';
import { inventHex, inventNotification } from './invented.ts';

const RULES = [
  'Kestrel_Loader_Stage2',
  'Phish_Kit_Heron',
  'Fresh_Domain_Kite',
  'Wide_Net_Packed',
  'Marsh_Stealer_Config',
  'Peat_Backdoor_Beacon',
  'Fen_Ransom_Note',
];
const MINUTES_APART = 17;

/** `count` invented notifications, the newest first, by several rules over as long as that takes at one in 17 minutes. */
export function inventMany(count: number): readonly Notification[] {
  return Array.from({ length: count }, (_, index) => {
    // Busy rules and rare ones.
    const rule =
      RULES[Math.floor((((index * 7919) % 97) ** 2 / 97 ** 2) * RULES.length)] ?? 'Kestrel_Loader_Stage2';
    return inventNotification({
      id: String(1_000_000 - index),
      minutesAgo: index * MINUTES_APART,
      rule,
      entity: inventEntity(index),
      tags: [rule.toLowerCase(), index % 3 === 0 ? 'ransomware' : 'loader'],
      hunting: { sourceCountry: index % 2 === 0 ? 'DE' : 'BR' },
    });
  });
}

function inventEntity(index: number): Entity {
  if (index % 5 === 4) return { type: 'domain', id: `host${index}.kite-telemetry.example` };
  const sha256 = inventHex(index, 64);
  return {
    type: 'file',
    id: sha256,
    sha256,
    meaningfulName: index % 11 === 0 ? `cobalt_${index}.dll` : `invoice_${index}.exe`,
    typeDescription: 'Win32 EXE',
    size: 1000 + index,
    stats: { malicious: index % 70, suspicious: 0, undetected: 70 - (index % 70), harmless: 0 },
  };
}
