// Plain JavaScript: React's types are no dependency of this project.
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { startList } from './start-list.ts';

const root = createRoot(document.querySelector('#app'), { onUncaughtError: reportError });
startList((rows) => {
  const items = rows.map(({ id, text }) =>
    createElement('li', { key: id, id: `ioc-${id}` }, 'seen ', text, ' today'),
  );
  flushSync(() => root.render(createElement('ul', null, items)));
});
