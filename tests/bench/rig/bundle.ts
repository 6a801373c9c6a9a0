import { build, type Rolldown } from 'vite';

/**
 * Scripts of tests/bench/in-browser/ as one text each, whose exports become the global `bench`. Made once. `isReadable`:
 * functions keep their names, for profiles.
 */
export function createBundler(isReadable: boolean): (file: string) => Promise<string> {
  const made = new Map<string, Promise<string>>();
  return (file) => {
    const bundle = made.get(file) ?? bundleScript(file, isReadable);
    made.set(file, bundle);
    return bundle;
  };
}

async function bundleScript(file: string, isReadable: boolean): Promise<string> {
  const outputs = (await build({
    configFile: false,
    logLevel: 'error',
    // React asks for it.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      // As the extension's own scripts are: a first reading waits for the parser, too.
      minify: !isReadable,
      target: 'esnext',
      lib: {
        entry: `${import.meta.dirname}/../in-browser/${file}`,
        formats: ['iife'],
        name: 'bench',
        fileName: 'bench',
      },
    },
  })) as Rolldown.RolldownOutput[];
  const chunk = outputs[0]?.output[0];
  if (chunk === undefined) throw new Error(`no bundle of ${file}`);
  // As a plain assignment, the bundle can be evaluated anywhere a debugger can.
  return `${chunk.code}\nglobalThis.bench = bench;`;
}
