// node served.mjs URL…: each page on a phone and on a screen, by day and by night, as one JSON object by URL: how wide it is,
// what it asked for, what went wrong (breaches of its policy, too), and where its first number of a directive leads.
import { launched } from "./browser.mjs";

const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  wide: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
};

const opened = async (page, url) => {
  const found = { asked: [], errors: [] };
  page.on("request", (request) => found.asked.push(request.url()));
  page.on("pageerror", (error) => found.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && found.errors.push(message.text()));
  await page.goto(url);
  found.width = await page.evaluate(() => document.documentElement.scrollWidth);
  const number = page.locator("td .n");
  if ((await number.count()) > 0) {
    await number.first().click();
    const target = page.locator(":target");
    found.lit = {
      words: await target.textContent(),
      colour: await target.evaluate((element) => getComputedStyle(element).backgroundColor),
    };
  }
  return found;
};

const browser = await launched();
try {
  const told = {};
  for (const url of process.argv.slice(2)) {
    told[url] = {};
    for (const [name, screen] of Object.entries(SCREENS)) {
      const context = await browser.newContext({ ...screen, reducedMotion: "reduce" });
      told[url][name] = await opened(await context.newPage(), url);
      await context.close();
    }
  }
  process.stdout.write(JSON.stringify(told));
} finally {
  await browser.close();
}
