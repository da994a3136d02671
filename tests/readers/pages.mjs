// node pages.mjs FILE…: each HTML file on a phone and on a wide screen, as one JSON object by file: how wide it is, what it
// asked for, what went wrong, and which words are lit after a tap on the first number of the table, and of the text.
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import { launched } from "./browser.mjs";

const SCREENS = { phone: { width: 360, height: 780 }, wide: { width: 1440, height: 900 } };

const opened = async (page, file) => {
  const found = { asked: [], errors: [] };
  page.on("request", (request) => found.asked.push(request.url()));
  page.on("pageerror", (error) => found.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && found.errors.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  found.width = await page.evaluate(() => document.documentElement.scrollWidth);
  found.text = await page.evaluate(() => [...document.querySelectorAll(".text")].map((text) => text.textContent));
  found.lit = [];
  for (const number of [".told .n", ".text .n"]) {
    if ((await page.locator(number).count()) === 0) continue;
    await page.locator(number).first().click();
    const target = page.locator(":target");
    found.lit.push({
      words: await target.textContent(),
      colour: await target.evaluate((element) => getComputedStyle(element).backgroundColor),
      seen: await target.evaluate((element) => {
        const box = element.getBoundingClientRect();
        return box.bottom > 0 && box.top < innerHeight;
      }),
    });
  }
  return found;
};

const browser = await launched();
try {
  const told = {};
  for (const file of process.argv.slice(2)) {
    told[basename(file)] = {};
    for (const [name, viewport] of Object.entries(SCREENS)) {
      const context = await browser.newContext({ viewport, reducedMotion: "reduce", javaScriptEnabled: true });
      told[basename(file)][name] = await opened(await context.newPage(), file);
      await context.close();
    }
  }
  process.stdout.write(JSON.stringify(told));
} finally {
  await browser.close();
}
