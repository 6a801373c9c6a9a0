import type { PageContext, Probe } from '../support/probe.ts';

interface Paintable {
  drawElementImage?(element: Element, x: number, y: number): void;
}

/**
 * HTML in Canvas: a canvas draws the elements it holds, frames of the page's own origin with all that is in them, and the
 * page reads the picture. One frame is there from the start; one is moved in once something may be drawn in it; then the
 * host itself is, again and again, each time while the page keeps the extension busy.
 */
export const htmlInCanvas: Probe = {
  number: 25,
  name: 'frames and the host drawn into a canvas',
  browsers: ['chromium'],
  mayLosePaint: true,
  page: ({ indicators }: PageContext) => {
    const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const frames: HTMLIFrameElement[] = [];

    function addCanvas(): HTMLCanvasElement {
      const canvas = document.createElement('canvas');
      canvas.setAttribute('layoutsubtree', '');
      [canvas.width, canvas.height] = [900, 700];
      canvas.style.cssText = 'position:absolute;left:0;top:0;pointer-events:none';
      document.body.append(canvas);
      return canvas;
    }

    /** Every colour in the picture, with its number of pixels; `undefined` where nothing can be drawn. */
    function readColours(canvas: HTMLCanvasElement, element: Element): readonly string[] | string {
      const context = canvas.getContext('2d') as (CanvasRenderingContext2D & Paintable) | null;
      if (context?.drawElementImage === undefined) return 'unsupported';
      try {
        context.clearRect(0, 0, canvas.width, canvas.height);
        context.drawElementImage(element, 0, 0);
      } catch (error) {
        return (error as Error).name;
      }
      const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      const counts = new Map<number, number>();
      for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
      return [...counts].map(([pixel, count]) => `${pixel.toString(16)} ${count}`).toSorted();
    }

    function addFrame(parent: Element): void {
      const frame = document.createElement('iframe');
      frame.style.cssText = 'width:900px;height:700px;border:0;position:absolute;left:0;top:0;z-index:-1';
      frame.srcdoc = `<body style="margin:0;font:12px/16px monospace">${indicators.map((text) => `<p style="margin:0">${text}</p>`).join('')}`;
      frames.push(frame);
      parent.append(frame);
    }

    let canvas: HTMLCanvasElement | undefined;
    document.addEventListener('DOMContentLoaded', () => {
      canvas = addCanvas();
      addFrame(canvas);
      addFrame(document.body);
    });

    /** What is seen of the host, wherever it is put: in the canvas's own element, so that nothing cuts it off. */
    async function moveHost(into: HTMLCanvasElement): Promise<unknown[]> {
      const wrapper = document.createElement('div');
      wrapper.style.cssText = 'width:900px;height:700px;position:relative';
      into.append(wrapper);
      const seen: unknown[] = [];
      const read = () => {
        const colours = readColours(into, wrapper);
        const painted = typeof colours === 'string' ? [] : colours.filter((each) => !each.startsWith('0 '));
        if (painted.length > 0) seen.push(painted);
      };
      into.addEventListener('paint', read);
      const host = document.documentElement.lastElementChild;
      if (host?.localName !== 'div') return [];
      for (let turn = 0; turn < 8; turn++) {
        // Changes keep the extension measuring, and what it does next waits its turn.
        for (let change = 0; change < 4; change++) {
          document.body.append(' .');
          await rest(0);
        }
        wrapper.append(host);
        await nextFrame();
        await nextFrame();
        read();
      }
      return seen;
    }

    return async () => {
      if (canvas === undefined) return 'no canvas';
      const [first, second] = frames;
      const inCanvas = first && readColours(canvas, first);
      const late = addCanvas();
      if (second !== undefined) late.moveBefore?.(second, null);
      await nextFrame();
      await nextFrame();
      const movedIn = second && readColours(late, second);
      return { inCanvas, movedIn, host: await moveHost(addCanvas()) };
    };
  },
  act: (hand) => hand.rest(1200),
  likeWithout: true,
  findFaults: ({ host }: { host: unknown[] }) => (host.length > 0 ? ['the host was drawn'] : []),
};
