// Makes components/bundles/*.js out of the scripts below components/: `make scripts`. What a browser is given is one
// file for each component of ours, one for the sealed edition and one for a site of files, so that running the app needs no node.
// `--out FOLDER` writes elsewhere; a test compares that with what is committed. `--module stage/stage.js` writes to
// standard output one module alone, as a script that leaves its exports in `part`.
import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const COMPONENTS = fileURLToPath(new URL("../components", import.meta.url));

// A browser part by its name, and the module whose default export is called with the component.
const PARTS = {
  ballot: "exercise/ballot.js",
  drawer: "drawer/component.js",
  editor: "own/editor.js",
  filters: "shell/filters.js",
  known: "timeline/known.js",
  play: "play/play.js",
  router: "shell/router.js",
  stage: "stage/host.js",
  timeline: "timeline/component.js",
};
const SEALED = "sealed/page.js";
const SITE = "site/site.js";
const BAKED = "shell/baked.js"; // stands in the document of every page
// Lines that are sent anew with every change of a component's data: small, and with their functions by their names.
const LINES = { opening: "parts/opening.js", pressed: "stage/pressed.js", sheet: "shell/sheet.js" };

/** @type {import("esbuild").BuildOptions} */
const COMMON = {
  absWorkingDir: COMPONENTS,
  bundle: true,
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  target: "es2022", // what the scripts are written in: nothing is put in other words
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};

// `import code from "bundle:./x.js"` gives the text of a script that leaves the exports of x.js in `part`.
/** @type {import("esbuild").Plugin} */
const asText = {
  name: "bundle",
  setup(building) {
    building.onResolve({ filter: /^bundle:/ }, ({ path, importer }) => ({
      path: join(dirname(importer), path.slice("bundle:".length)),
      namespace: "bundle",
    }));
    building.onLoad({ filter: /./, namespace: "bundle" }, async ({ path }) => {
      return { contents: await alone(path), loader: "text", watchFiles: [path] };
    });
  },
};

// A site has no server: what scripts ask of Streamlit is answered by the page itself.
/** @type {import("esbuild").Plugin} */
const serverless = {
  name: "serverless",
  setup(building) {
    building.onResolve({ filter: /\/streamlit\.js$/ }, () => ({ path: join(COMPONENTS, "site/browser.js") }));
  },
};

/**
 * Return a module and what it imports as a script that leaves its exports in `part`.
 *
 * @param {string} path From components/ on, or absolute.
 */
async function alone(path) {
  const { outputFiles } = await build({
    ...COMMON,
    plugins: [asText],
    entryPoints: [path],
    format: "iife",
    globalName: "part",
    write: false,
  });
  return outputFiles[0].text;
}

/**
 * Write every bundle.
 *
 * @param {string} folder Where to.
 */
async function bundle(folder) {
  await mkdir(folder, { recursive: true });
  const parts = Object.entries(PARTS).map(([name, entry]) =>
    build({
      ...COMMON,
      plugins: [asText],
      // `part.mounts(style, words)` is what Streamlit calls: components/parts/browser_part.py puts it behind.
      stdin: {
        contents: `import main from "./${entry}";\nimport { dressed } from "./parts/dressed.js";\nexport const mounts = dressed(main);\n`,
        resolveDir: COMPONENTS,
      },
      format: "iife",
      globalName: "part",
      outfile: join(folder, `${name}.js`),
    }),
  );
  const lines = Object.entries(LINES).map(([name, entry]) =>
    build({
      ...COMMON,
      entryPoints: [entry],
      format: "esm",
      minifyIdentifiers: false,
      outfile: join(folder, `${name}.js`),
    }),
  );
  const sealed = build({
    ...COMMON,
    plugins: [asText],
    entryPoints: [SEALED],
    format: "iife",
    globalName: "Pactline", // what page.js exports, for the console and the tests
    outfile: join(folder, "sealed.js"),
  });
  const site = build({
    ...COMMON,
    plugins: [serverless, asText],
    entryPoints: [SITE],
    format: "iife",
    outfile: join(folder, "site.js"),
  });
  const baked = build({ ...COMMON, entryPoints: [BAKED], format: "iife", outfile: join(folder, "baked.js") });
  await Promise.all([...parts, ...lines, sealed, site, baked]);
}

const { values } = parseArgs({ options: { out: { type: "string" }, module: { type: "string" } } });
if (values.module) process.stdout.write(await alone(values.module));
else await bundle(values.out ? resolve(values.out) : join(COMPONENTS, "bundles"));
