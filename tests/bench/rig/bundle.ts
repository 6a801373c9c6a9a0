import { build, type Rolldown } from 'vite';

/** Scripts of tests/bench/in-browser/ as one text each, whose exports become the global `bench`. Made once. */
export function createBundler(): (file: string) => Promise<string> {
  const made = new Map<string, Promise<string>>();
  return (file) => {
    const bundle = made.get(file) ?? bundleScript(file);
    made.set(file, bundle);
    return bundle;
  };
}

async function bundleScript(file: string): Promise<string> {
  const outputs = (await build({
    configFile: false,
    logLevel: 'error',
    // React asks for it.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      // Readable names in profiles; what they cost the parser is little beside what runs.
      minify: false,
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
