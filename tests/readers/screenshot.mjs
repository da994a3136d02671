// node screenshot.mjs PAGE WIDTH HEIGHT SCALE PICTURE [ANCHOR]: what Chromium shows of a file or an address, as PNG.
import { pathToFileURL } from "node:url";
import { launched } from "./browser.mjs";

const [page, width, height, scale, picture, anchor = ""] = process.argv.slice(2);
const browser = await launched();
try {
  const context = await browser.newContext({
    viewport: { width: Number(width), height: Number(height) },
    deviceScaleFactor: Number(scale),
    reducedMotion: "reduce",
  });
  const opened = await context.newPage();
  const address = /^https?:/.test(page) ? page : pathToFileURL(page).href;
  await opened.goto(address + anchor);
  await opened.screenshot({ path: picture });
} finally {
  await browser.close();
}
