/**
 * `npm test`: everything, from a fresh clone. A step that fails does not stop the others, so that one run
 * tells all; only what needs a missing build or browser is not run, and counts as failed. The last line is
 * "N passed, N failed": every test of vitest's, and one for each step.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowsers } from './browsers.mjs';
import { lineOf, measure } from './budgets.mjs';
import { installPackages, Plain, requireNode, ROOT, runTool } from './setup.mjs';

const BUILDS = ['chrome', 'edge', 'firefox'];
const built = (name) => path.join(ROOT, '.output', `${name}-mv3`);

/** A step answers whether it went well, with what to show; tests of vitest's are counted on their own. */
const tool =
  (command, ...args) =>
  async () => {
    const { code, output } = await runTool(command, args);
    return { ok: code === 0, output };
  };

const vitest = (project) => async () => {
  const report = path.join(ROOT, '.output', 'test', `${project}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', '--project', project, ...reporters];
  const { code } = await runTool('vitest', args, { show: true, seconds: 1500 });
  const found = readReport(report);
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, testResults = [] } = found;
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ fullName }) => `skipped: ${fullName}`);
  // Tests that were not found at all must not look like tests that passed.
  const output = passed + failed === 0 ? 'no test was run' : skipped.join('\n');
  return { ok: code === 0 && passed > 0, output, show: true, passed, failed };
};

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

async function lintExtension() {
  const args = ['lint', '--source-dir', built('firefox'), '--no-config-discovery', '--output', 'json'];
  const { output } = await runTool('web-ext', args, { env: { NO_UPDATE_NOTIFIER: '1' } });
  const json = /\{.*\}/s.exec(output)?.[0];
  const { summary, ...found } = JSON.parse(json ?? '{}');
  if (!summary) return { ok: false, output };
  const { errors, warnings, notices } = summary;
  const lines = ['errors', 'warnings', 'notices'].flatMap((kind) =>
    (found[kind] ?? []).map(({ code, file, message }) => `${kind}: ${code} ${file ?? ''} ${message}`),
  );
  lines.push(`${errors} errors, ${warnings} warnings, ${notices} notices`);
  return { ok: errors + warnings === 0, output: lines.join('\n'), show: true };
}

async function weigh() {
  const lines = [];
  let ok = true;
  for (const name of BUILDS) {
    for (const figure of measure(built(name))) {
      lines.push(`${name.padEnd(8)} ${lineOf(figure)}`);
      ok &&= figure.ok;
    }
  }
  return { ok, output: lines.join('\n'), show: true };
}

const STEPS = [
  { name: 'format', run: tool('prettier', '--check', '--log-level', 'warn', '.') },
  { name: 'lint', run: tool('oxlint') },
  { name: 'dead code', run: tool('knip') },
  { name: 'types', run: tool('tsc', '--noEmit') },
  { name: 'unit tests', run: vitest('unit') },
  ...BUILDS.map((name) => ({ name: `build for ${name}`, run: tool('wxt', 'build', '-b', name, '--mv3') })),
  { name: 'extension lint', needs: ['build for firefox'], run: lintExtension },
  { name: 'size budgets', needs: BUILDS.map((name) => `build for ${name}`), run: weigh },
  {
    name: 'tests in Chromium and Firefox',
    needs: ['browsers', ...BUILDS.map((name) => `build for ${name}`)],
    run: vitest('e2e'),
  },
];

const began = performance.now();
const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
const failures = [];
const count = { passed: 0, failed: 0 };

function note(name, { ok, output = '', show = false, passed = 0, failed = 0 }, seconds) {
  if (output.trim() !== '' && (show || !ok)) console.log(output.trim());
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name} (${seconds})`);
  count.passed += passed + (ok ? 1 : 0);
  count.failed += failed + (ok ? 0 : 1);
  if (!ok) failures.push(failed > 0 ? `${name}: ${failed} tests failed` : name);
}

async function runStep({ name, needs = [], run }) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const missing = needs.filter((need) => failures.some((failure) => failure.startsWith(need)));
  if (missing.length > 0) {
    note(name, { ok: false, output: `not run, because of: ${missing.join(', ')}` }, secondsSince(start));
    return;
  }
  const result = await run().catch((error) => ({ ok: false, output: String(error?.stack ?? error) }));
  note(name, result, secondsSince(start));
}

async function setUp() {
  requireNode();
  installPackages();
  // Types of the extension's own globals; the linters and vitest need them too.
  const prepared = await runTool('wxt', ['prepare']);
  if (prepared.code !== 0) throw new Plain(prepared.output);
}

console.log('== set-up');
const start = performance.now();
try {
  await setUp();
  note('set-up', { ok: true }, secondsSince(start));
  await runStep({
    name: 'browsers',
    run: async () => {
      const answer = ensureBrowsers(['chromium', 'firefox', 'display']);
      return answer.ok ? { ok: true } : { ok: false, output: answer.message };
    },
  });
  for (const step of STEPS) await runStep(step);
} catch (error) {
  const output = error instanceof Plain ? error.message : String(error?.stack ?? error);
  note('set-up', { ok: false, output }, secondsSince(start));
}
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`);
console.log(`\nTook ${secondsSince(began)}`);
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
