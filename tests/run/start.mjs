/** `npm start`: from a fresh clone to a browser with the extension in it. See --help. */
import { ensureBrowsers, findBrowser, hasDisplay, missing } from './browsers.mjs';
import { HELP, parseFlags } from './flags.mjs';
import { installPackages, Plain, requireNode, runTool } from './setup.mjs';

async function start(flags) {
  requireNode();
  installPackages();
  const once = flags.once || !hasDisplay();
  ensureBrowser(flags.browser, once);
  const { name } = findBrowser(flags.browser);

  console.log('Building the extension');
  const target = flags.browser === 'firefox' ? 'firefox' : 'chrome';
  const build = await runTool('wxt', ['build', '-b', target, '--mv3']);
  if (build.code !== 0) throw new Plain(`The build did not succeed.\n\n${build.output.trim()}`);

  console.log(`Starting ${name}`);
  // Ctrl+C is the journey's to answer, which closes the browser; we end when it has.
  process.on('SIGINT', () => undefined);
  const order = JSON.stringify({ ...flags, once });
  const journey = await runTool('tsx', ['tests/run/journey.ts', order], {
    show: true,
    // Somebody who looks around may take all day.
    seconds: once ? 300 : 24 * 3600,
  });
  process.exitCode = journey.code;
}

/** A display of our own is welcome when nobody looks on, but not needed: Firefox and the panel do without. */
function ensureBrowser(browser, once) {
  const wanted = once && browser === 'chromium' ? [browser, 'display'] : [browser];
  const answer = ensureBrowsers(wanted);
  if (!answer.ok && missing([browser]).length > 0) throw new Plain(answer.message);
}

const parsed = parseFlags(process.argv.slice(2));
if (!parsed.ok) {
  console.error(`${parsed.message}\n\n${HELP}`);
  process.exitCode = 2;
} else if (parsed.flags.help) {
  console.log(HELP);
} else {
  await start(parsed.flags).catch((error) => {
    console.error(error instanceof Plain ? error.message : error);
    process.exitCode = 1;
  });
}
