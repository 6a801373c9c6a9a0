import '../../../entrypoints/sidepanel/sidepanel.css';
import { createRef, render } from 'preact';
import { useState } from 'preact/hooks';
import { createDayRows } from '../../../components/archive/day-rows.ts';
import { RowWindow, type RowWindowHandle } from '../../../components/archive/RowWindow.tsx';

const handle = createRef<RowWindowHandle>();
const rows = createDayRows([{ day: 0, total: 1_000_000 }], 'date+');

/** The panel's list over a million rows that need no archive. */
function LongList() {
  const [active, setActive] = useState(0);
  return (
    <div class="archive" style={{ height: '600px' }}>
      <RowWindow
        label="Rows"
        rows={rows}
        active={active}
        onActive={setActive}
        onWindow={() => undefined}
        handle={handle}
        renderRow={(index, tabIndex) => (
          <button type="button" class="row-button" tabIndex={tabIndex}>{`row ${index}`}</button>
        )}
      />
    </div>
  );
}

render(<LongList />, document.body);
