import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimpleGit } from 'simple-git';
import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Bearings, ChangedFile, Git, GitState } from '../ports/git.ts';
import { type GitFolder, gitFolderAround, readOrNull } from './git-folder.ts';
import { PROJECT_FOLDER } from './project-root.ts';

const COMMIT = /^[0-9a-f]{40,64}$/;
const BRANCH = 'ref: refs/heads/';
/** Symbolic references may point at each other; git follows five. */
const MOST_STEPS = 5;
/** The lines of larger untracked files are not counted. */
const LARGEST_COUNTED = 4 * 1024 * 1024;

const NUMSTAT = ['--numstat', '-z', '--no-renames', '--no-ext-diff'];

/** lra's own files change with every command; what an agent changed is the rest. */
const OURS = `:(exclude,top,glob)**/${PROJECT_FOLDER}/**`;

/** Git, as seen from a folder: the repository around it, and of several working trees its own. */
export function gitAround(folder: string): Git {
  return {
    head: () => {
      const git = gitFolderAround(folder);
      return git && resolveHead(git);
    },
    state: async () => {
      const git = gitFolderAround(folder);
      if (!git) {
        const message = `${folder} is in no git repository`;
        return err(fail('not_found', message, { hint: 'make it one: git init', data: { dir: folder } }));
      }
      return readState(git);
    },
    bearings: async (most) => {
      const git = gitFolderAround(folder);
      return git && readBearings(git, most);
    },
  };
}

function resolveHead({ own, common }: GitFolder): string | null {
  let text = readOrNull(join(own, 'HEAD'))?.trim() ?? '';
  for (let step = 0; step < MOST_STEPS && text.startsWith('ref: '); step++) {
    const name = text.slice('ref: '.length);
    if (!name.startsWith('refs/') || name.split('/').includes('..')) return null;
    const loose = readOrNull(join(own, name)) ?? readOrNull(join(common, name));
    text = loose?.trim() ?? packedRef(common, name);
  }
  return COMMIT.test(text) ? text : null;
}

function packedRef(common: string, name: string): string {
  const packed = readOrNull(join(common, 'packed-refs')) ?? '';
  const end = packed.indexOf(` ${name}\n`);
  return end < 0 ? '' : packed.slice(packed.lastIndexOf('\n', end) + 1, end);
}

async function readState(folder: GitFolder): Promise<Result<GitState, Failure>> {
  const commit = resolveHead(folder);
  const branch = branchOf(folder);
  try {
    const { simpleGit } = await import('simple-git');
    const git = simpleGit(folder.worktree);
    const subject = commit && (await git.raw(['log', '-1', '--format=%s', commit])).trim();
    const changed = await workingChanges(git, folder.worktree, commit);
    const files = changed.length > 0 || !commit ? changed : await filesOfCommit(git, commit);
    return ok({ commit, branch, subject, files });
  } catch (error) {
    const [reason = ''] = (error as Error).message.trim().split('\n');
    return err(
      fail('io_error', `git cannot read ${folder.worktree}: ${reason}`, { data: { path: folder.worktree } }),
    );
  }
}

function branchOf({ own }: GitFolder): string | null {
  const head = readOrNull(join(own, 'HEAD'))?.trim() ?? '';
  return head.startsWith(BRANCH) ? head.slice(BRANCH.length) : null;
}

async function readBearings(folder: GitFolder, most: number): Promise<Bearings> {
  const { worktree } = folder;
  const { codeHistoryOf } = await import('./code-history.ts');
  const commit = resolveHead(folder);
  const [dirty_files, commits] = await Promise.all([
    dirtyFiles(worktree),
    commit ? codeHistoryOf(worktree).commitsOf(['.'], most) : [],
  ]);
  return { worktree, branch: branchOf(folder), commit, dirty_files, commits };
}

async function dirtyFiles(worktree: string): Promise<number | null> {
  try {
    const { simpleGit } = await import('simple-git');
    const options = ['--porcelain', '-z', '--no-renames', '--untracked-files=all'];
    const git = simpleGit(worktree);
    const printed = await git.raw(['--no-optional-locks', 'status', ...options, '--', '.', OURS]);
    return printed.split('\0').length - 1;
  } catch {
    return null;
  }
}

async function workingChanges(git: SimpleGit, top: string, commit: string | null): Promise<ChangedFile[]> {
  const base = commit ?? (await git.raw(['hash-object', '-t', 'tree', '/dev/null'])).trim();
  const tracked = await git.raw(['diff', ...NUMSTAT, base, '--', '.', OURS]);
  const untracked = await git.raw(['ls-files', '-z', '--others', '--exclude-standard', '--', '.', OURS]);
  const added = untracked.split('\0').filter((path) => path !== '');
  return [
    ...numstat(tracked),
    ...added.map((path) => ({ path, added: countLines(join(top, path)), deleted: 0 })),
  ];
}

async function filesOfCommit(git: SimpleGit, commit: string): Promise<ChangedFile[]> {
  return numstat(
    await git.raw(['show', '--first-parent', '-m', '--format=', ...NUMSTAT, commit, '--', '.', OURS]),
  );
}

/** Git writes `added TAB deleted TAB path NUL`, and dashes for a binary file. */
function numstat(output: string): ChangedFile[] {
  const files: ChangedFile[] = [];
  for (const record of output.split('\0')) {
    const match = /^\s*(\d+|-)\t(\d+|-)\t(.+)$/s.exec(record);
    if (match) files.push({ path: match[3]!, added: count(match[1]!), deleted: count(match[2]!) });
  }
  return files;
}

function count(text: string): number | null {
  return text === '-' ? null : Number(text);
}

/** The lines of an untracked file; null for a binary, a very large or an unreadable one. */
function countLines(path: string): number | null {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > LARGEST_COUNTED || bytes.includes(0)) return null;
    let lines = bytes.length > 0 && bytes.at(-1) !== 10 ? 1 : 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
    return lines;
  } catch {
    return null;
  }
}
