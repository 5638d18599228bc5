// Holds each HTML file of a folder to html-validate and to axe-core, and prints it on A4 and on Letter.
//
//     node check.mjs FOLDER
//
// A page must be valid, ask for nothing from anywhere, and be as wide as its paper at most. Debate cards take one
// sheet a theory. The PDF files stay in the folder, to be looked at. Chromium is CHROMIUM, or /usr/bin/chromium.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const paper = { a4: { format: "A4", width: 794 }, letter: { format: "Letter", width: 816 } };

// html-validate's own recommendations, but for how source is laid out: nobody writes these files by hand.
const rules = new HtmlValidate(
  new FileSystemConfigLoader({
    extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
    root: true,
    rules: { "long-title": "off", "no-inline-style": "error", "no-trailing-whitespace": "off" },
  }),
);

const folder = path.resolve(process.argv[2] ?? ".");
const pages = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
const faults = [];
const fault = (page, what) => faults.push(`${page}: ${what}`);

async function validate(page) {
  const report = await rules.validateFile(path.join(folder, page));
  for (const { messages } of report.results) {
    for (const { line, column, ruleId, message } of messages.slice(0, 20)) {
      fault(page, `${line}:${column} ${message} (${ruleId})`);
    }
  }
}

async function open(browser, page) {
  const tab = await browser.newPage();
  const url = pathToFileURL(path.join(folder, page)).href;
  tab.on("request", (request) => request.url() !== url && fault(page, `asks for ${request.url()}`));
  tab.on("console", (message) => fault(page, `says ${message.text()}`));
  tab.on("pageerror", (error) => fault(page, `fails: ${error.message}`));
  await tab.goto(url);
  return tab;
}

async function access(tab, page) {
  // The page's own policy lets nothing run: axe comes in by the debugger, which it does not bind.
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, help, nodes } of violations) {
    fault(page, `${help} (${id}), ${nodes.length} times, such as ${nodes[0].html.slice(0, 160)}`);
  }
}

async function print(tab, page) {
  await tab.emulateMediaType("print");
  for (const [name, { format, width }] of Object.entries(paper)) {
    // The margins of the page, which the style states in millimetres.
    const inner = Math.floor(width - (2 * 15 * 96) / 25.4);
    await tab.setViewport({ width: inner, height: 1000 });
    const wide = await tab.evaluate((inner) => {
      const boxes = [...document.body.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > inner + 1);
      return boxes.slice(0, 3).map((e) => e.outerHTML.slice(0, 120));
    }, inner);
    wide.forEach((box) => fault(page, `is wider than ${format}: ${box}`));
    const pdf = await tab.pdf({ format, path: path.join(folder, `${page}.${name}.pdf`), printBackground: true });
    const sheets = (Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? []).length;
    const cards = page.startsWith("cards") ? await tab.$$eval(".sheet", (all) => all.length) : sheets;
    if (sheets !== cards) fault(page, `takes ${sheets} sheets of ${format} for ${cards} cards`);
    console.log(`${page}: ${sheets} sheets of ${format}`);
  }
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  for (const page of pages) {
    await validate(page);
    const tab = await open(browser, page);
    await access(tab, page);
    await print(tab, page);
    await tab.close();
  }
} finally {
  await browser.close();
}
if (pages.length === 0) faults.push(`no HTML file in ${folder}`);
faults.forEach((line) => console.error(line));
process.exit(faults.length === 0 ? 0 : 1);
