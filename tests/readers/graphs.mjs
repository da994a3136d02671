// node graphs.mjs FILE…: what graphology's parsers read in each graph file, in Chromium, as one JSON object by file.
// Exit code 1 where a file does not parse or the page asks anything of a network.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import { launched } from "./browser.mjs";

const files = process.argv.slice(2);
const bundle = await build({
  entryPoints: [fileURLToPath(new URL("parsers.js", import.meta.url))],
  bundle: true,
  format: "iife",
  write: false,
});
const browser = await launched();
try {
  const page = await browser.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.setContent('<input type="file" multiple>');
  await page.addScriptTag({ content: bundle.outputFiles[0].text });
  await page.setInputFiles("input", files);
  const found = await page.evaluate(async () => {
    const read = {};
    for (const file of document.querySelector("input").files) read[file.name] = await window.readGraph(file);
    return read;
  });
  if (asked.length > 0) throw new Error(`the page asked for ${asked.join(", ")}`);
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}
