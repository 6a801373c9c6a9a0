import { createApp, h, nextTick, shallowRef } from 'vue';
import { startList } from './start-list.ts';

interface Row {
  readonly id: number;
  readonly text: string;
}

const rows = shallowRef<readonly Row[]>([]);
const app = createApp({
  render: () =>
    h(
      'ul',
      rows.value.map(({ id, text }) => h('li', { key: id, id: `ioc-${id}` }, ['seen ', text, ' today'])),
    ),
});
app.config.errorHandler = (error) => reportError(error);
app.mount('#app');
startList(async (next) => {
  rows.value = next;
  await nextTick();
});
