import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newProject } from '../helpers/cli-project.ts';
import { runOnTerminal, runShell } from '../helpers/run-lra.ts';
import { codeProject, commitAll, SHOP } from '../helpers/shop.ts';
import { writeFiles } from '../helpers/temp-folder.ts';

/** Nothing of it is documented, commented or committed as it should be. */
const BARE = { 'src/cart/cart.py': 'def total():\n    return 1\n' };

test('the first run measures, and says what each measure is and what it must be', async () => {
  const project = await codeProject(SHOP);
  const { report } = await project.json(['system-check']);
  expect(report).toMatchObject({
    decision: 'full',
    head: expect.stringMatching(/^[0-9a-f]{40}$/),
    metrics: {
      git_valid_ratio: 1,
      doc_coverage_ratio: 0.5,
      func_comment_ratio: 3 / 8,
      code_file_count: 5,
      git_total_commits: 1,
      git_commit_types: { feat: 1 },
      func_total: 8,
      func_commented: 3,
    },
    languages: [{ language: 'typescript', files: 5 }],
    modules: [
      { name: 'api', documented: false },
      { name: 'cart', path: 'src/cart', files: 2, documented: true },
      { name: 'money', documented: true },
      { name: 'user', documented: false },
    ],
    suggestions: [],
  });
  const shown = await project.run(['system-check']);
  expect(shown.stdout).toMatch(/^full: /);
  expect(shown.stdout).toMatch(/pass +comments +0\.38 +[█░]+ +≥ 0\.20 +3 of 8 functions commented/);
  expect(shown.stdout).toMatch(/cart +2 files .* src\/cart/);
  expect(shown.stderr).toBe('next: lra system-check --plan\n');
});

test('plain, it measures when code, commit or settings changed; --report never does, --full always', async () => {
  const project = await codeProject(SHOP);
  const check = async (...flags: string[]) => (await project.json(['system-check', ...flags])).report;
  const first = await check();
  expect((await check()).checked_at).toBe(first.checked_at);
  expect((await check('--full')).checked_at > first.checked_at).toBe(true);

  writeFiles(project.folder, { 'src/user/more.ts': 'export function more() {}\n' });
  expect((await check('--report')).metrics.func_total).toBe(8);
  expect((await check()).metrics.func_total).toBe(9);

  commitAll(project, 'more');
  expect((await check()).metrics).toMatchObject({
    git_valid_ratio: 0.5,
    git_commit_types: { feat: 1, other: 1 },
  });

  const config = join(project.folder, '.long-run-agent/config.yaml');
  writeFileSync(config, 'system_check:\n  thresholds:\n    git_valid_ratio: 0.9\n');
  const strict = await check();
  expect(strict).toMatchObject({ decision: 'incremental', thresholds: { git_valid_ratio: 0.9 } });
  expect(strict.reason).toContain('0.50 < 0.90');
});

test('--report makes a report when there is none, and every run keeps its own', async () => {
  const project = await codeProject(SHOP);
  const { report } = await project.json(['system-check', '--report']);
  expect(report.metrics.code_file_count).toBe(5);
  await project.json(['system-check', '--full']);
  const kept = readdirSync(join(project.folder, '.long-run-agent/reports')).filter((name) =>
    name.endsWith('.json'),
  );
  expect(kept).toHaveLength(2);
});

test('with --fail-on the report is on stdout, the error on stderr, and the exit code is 1', async () => {
  const project = await codeProject(BARE, ['wip']);
  const text = await project.run(['system-check', '--fail-on', 'incremental']);
  expect(text.code).toBe(1);
  expect(text.stdout).toMatch(/^incremental: [\s\S]*FAIL +commits/);
  expect(text.stderr).toMatch(/^error: the decision is incremental/);

  const json = await project.run(['system-check', '--fail-on', 'incremental', '--json']);
  expect(json.code).toBe(1);
  expect(json.json).toMatchObject({
    ok: false,
    error: { code: 'check_failed', retryable: false },
    report: { decision: 'incremental' },
  });
  const bare = await project.run(['system-check', '--fail-on', 'incremental', '--format', 'json']);
  expect({ code: bare.code, decision: bare.json.decision }).toEqual({ code: 1, decision: 'incremental' });
  expect((await project.run(['system-check'])).code).toBe(0);
});

test('with --fail-on a full decision is a success', async () => {
  const project = await codeProject(SHOP);
  expect((await project.json(['system-check', '--fail-on', 'incremental'])).report.decision).toBe('full');
});

test('--format json is the bare report, markdown a page in which names are only names', async () => {
  const name = 'x`|<b>*_$';
  const project = await codeProject({
    [`src/${name}/a.py`]: 'def f():\n    return 1\n',
    'src/b/b.py': 'x = 1\n',
  });
  const { report } = await project.json(['system-check']);
  const bare = await project.run(['system-check', '--format', 'json']);
  expect(bare.json).toEqual(report);

  const page = (await project.run(['system-check', '--format', 'markdown'])).stdout;
  expect(page).toMatch(/^## System check: incremental\n/);
  expect(page).toContain('| commits | 1.00 | ≥ 0.30 | ✅ pass | 1 of 1 commit well formed |');
  expect(page).toContain('| x\\`\\|\\<b\\>\\*\\_\\$ | src/x\\`\\|\\<b\\>\\*\\_\\$ | 1 |');
  expect(page).not.toContain('<b>');
  expect(page).toMatch(/^- Comment 1 more function to pass\. Most are without in\\: x\\`/m);
});

test('in a Markdown page code that a suggestion names is code', async () => {
  const project = await codeProject(BARE, ['wip']);
  const page = (await project.run(['system-check', '--format', 'markdown'])).stdout;
  expect(page).toContain('- Write commit subjects as `feat(cart): add refunds`, `fix: round totals`,');
});

test('in Chinese the reason and the suggestions are Chinese', async () => {
  const project = await codeProject(BARE, ['wip'], '--lang', 'zh');
  const { report } = await project.json(['system-check']);
  expect(report.reason).toMatch(/^增量模式/);
  expect(report.suggestions.join()).toMatch(/函数补充注释/);
});

test('without code, and without git, there is nothing to measure, and that passes', async () => {
  const empty = await newProject();
  const { report } = await empty.json(['system-check']);
  expect(report).toMatchObject({
    decision: 'full',
    head: null,
    modules: [],
    metrics: {
      code_total_size_mb: null,
      git_valid_ratio: null,
      doc_coverage_ratio: null,
      func_comment_ratio: null,
    },
  });
  expect((await empty.run(['system-check'])).stderr).toBe('next: lra create "<description>"\n');

  const ungit = await codeProject(SHOP, []);
  expect((await ungit.json(['system-check'])).report).toMatchObject({
    decision: 'full',
    metrics: { git_valid_ratio: null, git_total_commits: 0 },
  });
});

test('wrong flags say what is right', async () => {
  const project = await codeProject(SHOP);
  const wrong: readonly (readonly [flags: readonly string[], message: RegExp])[] = [
    [['--format', 'html'], /--format is one of text, json, markdown/],
    [['--fail-on', 'full'], /--fail-on is one of incremental/],
    [['--full', '--report'], /give one of them/],
    [['--plan', '--apply'], /give one of them/],
    [['--plan', '--fail-on', 'incremental'], /no --fail-on beside it/],
    [['--report=yes'], /--report/],
    [['cart'], /takes no arguments/],
  ];
  for (const [flags, message] of wrong) {
    expect((await project.fails(['system-check', ...flags], 'usage', 2)).message).toMatch(message);
  }
});

test('where no report can be kept, it is shown with a warning', async () => {
  const project = await codeProject(SHOP);
  writeFileSync(join(project.folder, '.long-run-agent', 'reports'), 'in the way');
  for (const args of [['--full'], ['--report'], ['--plan']]) {
    const { code, stdout, stderr } = await project.run(['system-check', ...args]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/full|take over/i) });
    expect(stderr).toMatch(
      /^warning: the report was not kept, so it decides no mode: cannot make .*reports/m,
    );
  }
});

test('of many first creates at once one checks the code, and the rest go by what it found', async () => {
  const project = await codeProject(BARE, ['wip']);
  const creates = Array.from({ length: 8 }, (_, i) => project.run(['create', `Fix it ${i}`]));
  const ran = await Promise.all(creates);
  expect(ran.map(({ code }) => code)).toEqual(ran.map(() => 4));
  const stderr = ran.map((one) => one.stderr).join('');
  expect(stderr.match(/checked the code before the first task/g)).toHaveLength(1);
  const kept = readdirSync(join(project.folder, '.long-run-agent', 'reports'));
  expect(kept.filter((name) => name.endsWith('.json'))).toHaveLength(1);
});

test('outside of a project it is not_initialized', async () => {
  const project = await newProject();
  await project.fails(['system-check', '--dir', '/'], 'not_initialized', 3);
});

test('a quick check leaves no bar on a terminal, and a page that is piped has none', async () => {
  const project = await codeProject(SHOP);
  const shown = await runOnTerminal(['system-check'], { cwd: project.folder });
  expect(shown.stdout).not.toContain('source files 5 of 5');
  const piped = await runShell('lra system-check --full 2>&1 >/dev/null | cat', { cwd: project.folder });
  expect(piped.stdout).toBe('next: lra system-check --plan\n');
});

test('a check that takes long shows a bar on a terminal, and takes it away before the answer', async () => {
  const text = 'export function step(a: number): number { return a + 1; }\n'.repeat(200);
  const files = Array.from({ length: 400 }, (_, i) => [`src/part${i % 9}/file${i}.ts`, `${text}// ${i}\n`]);
  const project = await codeProject(Object.fromEntries(files), []);
  const shown = await runOnTerminal(['system-check'], { cwd: project.folder });
  expect(shown.stdout).toMatch(/\r\x1b\[K.*% +source files \d+ of 400/);
  const answer = shown.stdout.slice(shown.stdout.lastIndexOf('\r\x1b[K'));
  expect(answer).not.toContain('source files 4');
  expect(answer).toContain('functions');

  const fresh = ['system-check', '--full'];
  writeFiles(project.folder, Object.fromEntries(files.map(([path, was]) => [path!, `${was}// new\n`])));
  const dumb = await runOnTerminal(fresh, { cwd: project.folder, env: { TERM: 'dumb' } });
  expect(dumb.stdout).not.toContain('\r\x1b[K');
});
