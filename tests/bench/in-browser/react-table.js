// Plain JavaScript: React's types are no dependency of this project.
import { createElement, memo } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

const Row = memo(({ cells }) =>
  createElement('tr', null, ...cells.map((text) => createElement('td', null, text))),
);

export function createTable(container) {
  const root = createRoot(container);
  return (rows) => {
    const body = rows.map(({ id, cells }) => createElement(Row, { key: id, cells }));
    flushSync(() => root.render(createElement('table', null, createElement('tbody', null, body))));
  };
}
