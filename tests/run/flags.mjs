/** What `npm start` may be told. Plain Node without packages. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const HELP = `npm start -- [options]

Builds Pagereel and starts a real browser with it on a sample article.

  --once               make one clip without anybody's help, write it with a picture of the
                       panel under .output/demo/, and end; the default where there is no display
  --browser NAME       chromium (default; Edge and Chrome count too) or firefox
  --text "..."         use these words
  --image FILE         use this picture (JPEG, PNG, WebP, AVIF, GIF, SVG)
  --url URL            use this page: an address, or an HTML or text file
  --help               this text

--text, --image and --url exclude each other.`;

const WITH_VALUE = new Set(['--browser', '--text', '--image', '--url']);
const SOURCES = ['text', 'image', 'url'];
const PICTURES = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif', '.svg']);
const MAX_PICTURE = 64 * 1024 * 1024;

const isFile = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
const wrong = (message) => ({ ok: false, message });

/**
 * @returns {{ok: true, flags: object} | {ok: false, message: string}} files are absolute, and there;
 * the message says what is wrong in one line.
 */
export function parseFlags(words, cwd = process.cwd()) {
  const flags = { help: false, once: false, browser: 'chromium' };
  for (let at = 0; at < words.length; at += 1) {
    const [name, joined] = splitOnce(words[at]);
    if (name === '--help' || name === '-h') flags.help = true;
    else if (name === '--once' && joined === undefined) flags.once = true;
    else if (WITH_VALUE.has(name)) {
      const value = joined ?? words[(at += 1)];
      if (value === undefined || (joined === undefined && value.startsWith('--'))) {
        return wrong(`${name} needs a value.`);
      }
      flags[name.slice(2)] = value;
    } else return wrong(`"${words[at]}" is not an option.`);
  }
  return flags.help ? { ok: true, flags } : checked(flags, cwd);
}

function splitOnce(word) {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word, undefined];
}

function checked(flags, cwd) {
  if (flags.browser !== 'chromium' && flags.browser !== 'firefox') {
    return wrong(`--browser is chromium or firefox, not "${flags.browser}".`);
  }
  const given = SOURCES.filter((name) => flags[name] !== undefined);
  if (given.length > 1) return wrong(`--${given[0]} and --${given[1]} exclude each other.`);
  if (flags.text !== undefined && flags.text.trim() === '') return wrong('--text is empty.');
  if (flags.image !== undefined) {
    const file = path.resolve(cwd, flags.image);
    if (!isFile(file)) return wrong(`--image: there is no file ${flags.image}.`);
    if (!PICTURES.has(path.extname(file).toLowerCase())) {
      return wrong(`--image takes JPEG, PNG, WebP, AVIF, GIF or SVG, not ${path.basename(file)}.`);
    }
    if (statSync(file).size > MAX_PICTURE) return wrong('--image: the file is larger than 64 MB.');
    return { ok: true, flags: { ...flags, image: file } };
  }
  return flags.url === undefined ? { ok: true, flags } : checkedUrl(flags, cwd);
}

function checkedUrl(flags, cwd) {
  if (/^https?:\/\//i.test(flags.url)) {
    return URL.canParse(flags.url) ? { ok: true, flags } : wrong(`--url: ${flags.url} is not an address.`);
  }
  if (/^[a-z][a-z0-9+.-]+:/i.test(flags.url) && !/^file:/i.test(flags.url) && !isFile(flags.url)) {
    return wrong(`--url takes http, https or a file, not ${flags.url}.`);
  }
  const file = filePath(flags.url, cwd);
  if (file === null || !isFile(file)) return wrong(`--url: there is no file ${flags.url}.`);
  if (!/\.(html?|txt)$/i.test(file)) {
    return wrong(
      `--url takes an HTML or text file, not ${path.basename(file)}; a picture goes with --image.`,
    );
  }
  return { ok: true, flags: { ...flags, url: pathToFileURL(file).href } };
}

function filePath(url, cwd) {
  if (!/^file:/i.test(url)) return path.resolve(cwd, url);
  try {
    return fileURLToPath(url);
  } catch {
    return null;
  }
}
