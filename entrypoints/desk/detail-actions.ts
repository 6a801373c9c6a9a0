import type { DetailActions } from '../../components/stream/detail-actions.ts';
import { createMarks } from '../../components/stream/marks.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { WriteReply } from '../../utils/messaging/detail-requests.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { Desk } from './desk.ts';
import { offerEntity } from './offer-entity.ts';

/** What a detail can do, over the archive and the background. One for each opened archive. */
export function createDetailActions(desk: Desk, archive: Archive, clock: Clock): DetailActions {
  return {
    marks: createMarks(async (id, mark) => {
      assertWritten(await desk.send({ type: 'mark-notification', id, ...mark }));
    }),
    readNotification: (id) => archive.readNotification(id),
    async readSightings(key) {
      const summary = await archive.summarise(key);
      return { rows: summary?.latest ?? [], total: summary?.notifications ?? 0 };
    },
    onChange: (listener) => desk.onArchiveChange(listener),
    refresh: (id) => desk.send({ type: 'refresh-notification', id }),
    async readNote(keys) {
      const notes = await archive.readNotes(keys);
      return keys.map((key) => notes.get(key)).find((note) => note !== undefined);
    },
    async writeNote(key, { text, labels }, was) {
      const reply = await desk.send({
        type: 'write-note',
        key,
        text,
        labels,
        was: { text: was.text, labels: was.labels },
      });
      if ('stored' in reply) return reply.stored;
      assertWritten(reply);
      return undefined;
    },
    offerExport: (entity) => offerEntity(archive, entity, clock),
  };
}

function assertWritten(reply: WriteReply): void {
  if (!reply.ok) throw new Error(reply.problem.code);
}
