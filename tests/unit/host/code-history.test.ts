import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { codeHistoryOf } from '../../../src/host/code-history.ts';
import { git, repository, tempFolder, writeFiles } from '../../helpers/temp-folder.ts';

afterEach(() => vi.unstubAllEnvs());

function commit(folder: string, message: string, ...more: string[]): string {
  git(
    folder,
    'commit',
    '--quiet',
    '--allow-empty',
    '--allow-empty-message',
    '--cleanup=verbatim',
    '-m',
    message,
    ...more,
  );
  return git(folder, 'rev-parse', 'HEAD').trim();
}

test('the newest subjects first, as many as were asked for', async () => {
  const folder = repository();
  commit(folder, 'feat: two\n\nwith a body\n');
  commit(folder, '');
  const head = commit(folder, 'feat(购物车): 增加“退款”\nin two lines');
  expect(await codeHistoryOf(folder).history(1000)).toEqual({
    head,
    subjects: ['feat(购物车): 增加“退款” in two lines', '', 'feat: two', 'one'],
  });
  expect((await codeHistoryOf(folder).history(2))?.subjects).toHaveLength(2);
});

test('merges are aside, and the head may be one', async () => {
  const folder = repository();
  git(folder, 'checkout', '--quiet', '-b', 'side');
  commit(folder, 'fix: side');
  git(folder, 'checkout', '--quiet', 'main');
  commit(folder, 'feat: main');
  git(folder, 'merge', '--quiet', '--no-ff', '-m', 'Merge side', 'side');
  const history = await codeHistoryOf(folder).history(1000);
  expect(history?.head).toBe(git(folder, 'rev-parse', 'HEAD').trim());
  expect(history?.subjects.toSorted()).toEqual(['feat: main', 'fix: side', 'one']);
});

test('no history outside of a repository', async () => {
  const folder = tempFolder();
  expect(await codeHistoryOf(folder).history(10)).toBeNull();
  expect(await codeHistoryOf(folder).commitsOf(['.'], 10)).toEqual([]);
  expect(await codeHistoryOf(join(folder, 'gone')).history(10)).toBeNull();
  mkdirSync(join(folder, '.git'));
  expect(await codeHistoryOf(folder).history(10)).toBeNull();
});

test('a repository that git does not read has no subjects, and the reason', async () => {
  const broken = repository();
  writeFileSync(join(broken, '.git', 'config'), '[');
  expect(await codeHistoryOf(broken).history(10)).toEqual({
    head: null,
    subjects: [],
    refusal: expect.stringMatching(/^bad config line \d+ /),
  });
  const committed = repository();
  mkdirSync(join(committed, 'sub'));
  vi.stubEnv('PATH', tempFolder());
  const refusal = 'git is not installed';
  expect(await codeHistoryOf(join(committed, 'sub')).history(10)).toEqual({
    head: null,
    subjects: [],
    refusal,
  });
  expect(await codeHistoryOf(tempFolder()).history(10)).toBeNull();
});

test.skipIf(process.getuid?.() !== 0)('a repository of another user has the reason of git', async () => {
  const folder = repository();
  chownSync(folder, 65534, 65534);
  expect((await codeHistoryOf(folder).history(10))?.refusal).toContain('dubious ownership');
});

test('before the first commit there is a repository, no head and no subject', async () => {
  const folder = tempFolder();
  git(folder, 'init', '--quiet');
  expect(await codeHistoryOf(folder).history(10)).toEqual({ head: null, subjects: [] });
  expect(await codeHistoryOf(folder).commitsOf(['.'], 10)).toEqual([]);
});

test('a shallow clone has what it has; a detached head and a linked worktree have their own', async () => {
  const main = repository();
  commit(main, 'feat: two');
  const head = commit(main, 'feat: three');
  const shallow = join(tempFolder(), 'shallow');
  git(main, 'clone', '--quiet', '--depth', '2', `file://${main}`, shallow);
  expect(await codeHistoryOf(shallow).history(10)).toEqual({ head, subjects: ['feat: three', 'feat: two'] });
  const linked = join(tempFolder(), 'linked');
  git(main, 'worktree', 'add', '--quiet', '--detach', linked, 'HEAD~1');
  expect((await codeHistoryOf(linked).history(10))?.subjects).toEqual(['feat: two', 'one']);
});

test('a message in another encoding comes as UTF-8', async () => {
  const folder = repository();
  writeFileSync(join(folder, 'message'), Buffer.from('fix: caf\xe9', 'latin1'));
  git(folder, '-c', 'i18n.commitEncoding=ISO-8859-1', 'commit', '--quiet', '--allow-empty', '-F', 'message');
  expect((await codeHistoryOf(folder).history(1))?.subjects).toEqual(['fix: café']);
});

test('the commits below some paths, in a folder of the repository, with odd names', async () => {
  const folder = repository();
  for (const path of ['app/src/cart/a.ts', 'app/src/-x/b.ts', 'app/src/*/c.ts', 'app/src/a/d.ts']) {
    writeFiles(folder, { [path]: path });
    git(folder, 'add', '--all');
    commit(folder, `feat: ${path}`);
  }
  const { commitsOf } = codeHistoryOf(join(folder, 'app'));
  const subjects = async (...paths: string[]) => (await commitsOf(paths, 10)).map(({ subject }) => subject);
  expect(await subjects('src/cart')).toEqual(['feat: app/src/cart/a.ts']);
  expect(await subjects('src/*')).toEqual(['feat: app/src/*/c.ts']);
  expect(await subjects('src/-x', 'src/a')).toEqual(['feat: app/src/a/d.ts', 'feat: app/src/-x/b.ts']);
  expect(await subjects('.')).toHaveLength(4);
  expect(await subjects()).toEqual([]);
  expect(await commitsOf(['.'], 1)).toEqual([
    {
      commit: git(folder, 'rev-parse', 'HEAD').trim(),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
      author: 'Ann',
      subject: 'feat: app/src/a/d.ts',
    },
  ]);
});

test('what the repository and the environment set up runs nothing and changes nothing', async () => {
  const folder = repository();
  const signer = join(tempFolder(), 'signer.sh');
  const signature = '-----BEGIN PGP SIGNATURE-----\\nx\\n-----END PGP SIGNATURE-----\\n';
  writeFileSync(
    signer,
    `#!/bin/sh\ncat >/dev/null\necho "[GNUPG:] SIG_CREATED " >&2\nprintf '%b' '${signature}'\n`,
  );
  chmodSync(signer, 0o755);
  git(folder, 'config', 'gpg.program', signer);
  const head = commit(folder, 'feat: two', '-S');
  const trap = join(folder, 'trap.sh');
  writeFileSync(trap, `#!/bin/sh\ntouch ${join(folder, 'sprung')}\n`);
  chmodSync(trap, 0o755);
  mkdirSync(join(folder, 'hooks'));
  for (const [name, value] of [
    ['core.pager', trap],
    ['pager.log', 'true'],
    ['core.fsmonitor', trap],
    ['diff.external', trap],
    ['gpg.program', trap],
    ['log.showSignature', 'true'],
    ['log.decorate', 'full'],
    ['color.ui', 'always'],
    ['format.pretty', 'fuller'],
    ['i18n.logOutputEncoding', 'UTF-16'],
    ['log.showRoot', 'true'],
  ] as const) {
    git(folder, 'config', name, value);
  }
  vi.stubEnv('GIT_DIR', join(tempFolder(), 'elsewhere'));
  vi.stubEnv('GIT_PAGER', trap);
  vi.stubEnv('GIT_EXTERNAL_DIFF', trap);
  expect(await codeHistoryOf(folder).history(10)).toEqual({ head, subjects: ['feat: two', 'one'] });
  expect(await codeHistoryOf(folder).commitsOf(['.'], 10)).toHaveLength(1);
  expect(existsSync(join(folder, 'sprung'))).toBe(false);
});
