// Stands in for Electron's default app in a runtime that has none: starts the app folder named on the command line.
// ESM with top-level await, so that the app's code runs before Electron's `ready` event, as it does with the real one.
import { app } from 'electron';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const target = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (target === undefined) {
  console.error('usage: electron <app folder or main file>');
  app.exit(64);
} else {
  try {
    await import(pathToFileURL(mainFileOf(path.resolve(target))).href);
  } catch (error) {
    console.error(error.stack ?? error);
    app.exit(1);
  }
}

function mainFileOf(file) {
  if (!fs.statSync(file).isDirectory()) {
    app.setAppPath(path.dirname(file));
    return file;
  }
  const { productName, name, version, main } = JSON.parse(
    fs.readFileSync(path.join(file, 'package.json'), 'utf8'),
  );
  app.setAppPath(file);
  if (productName ?? name) app.setName(productName ?? name);
  if (version) app.setVersion(version);
  return path.resolve(file, main ?? 'index.js');
}
