import { expect, test } from 'vitest';
import { type FrameView, isInCanvasReach } from '../../utils/highlight/canvas-reach.ts';

const FRAME: FrameView = {
  isTop: false,
  frameElement: null,
  originAgentCluster: true,
  origin: 'https://a.page.test',
  parentOrigin: 'https://b.page.test',
};
const EMBEDDER = {} as Element;

test.each<[what: string, view: Partial<FrameView>, isInReach: boolean]>([
  ['a page', { isTop: true, originAgentCluster: false }, false],
  ['a frame of the page’s own origin', { frameElement: EMBEDDER }, true],
  ['one of another origin', {}, false],
  ['one that may be put into the page’s domain', { originAgentCluster: false }, true],
  ['one of another site', { originAgentCluster: false, parentOrigin: 'https://other.test' }, false],
  ['one that is told of no parent', { originAgentCluster: false, parentOrigin: 'null' }, true],
  ['a sandboxed one', { originAgentCluster: false, origin: 'null' }, false],
])('%s', (_, view, isInReach) => {
  expect(isInCanvasReach({ ...FRAME, ...view })).toBe(isInReach);
});
