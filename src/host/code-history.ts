import { execFile } from 'node:child_process';
import type { Commit } from '../core/codebase/facts.ts';
import type { CodeHistory } from '../ports/code-history.ts';
import { gitFolderAround } from './git-folder.ts';
import { errorCode } from './io-failure.ts';

/** A commit's subject may be of any length; a thousand of them fit. */
const LARGEST_ANSWER = 64 * 1024 * 1024;
const FIELDS = 4;
const LAST_DATE = 8.64e15;

/** Settings of the repository and of its owner that would start a program or change what is printed. */
const PLAIN = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'i18n.logOutputEncoding=UTF-8'];
const LOG = ['log', '-z', '--no-merges', '--no-color', '--no-show-signature'];

/** What git says outside of a repository. */
const NOWHERE = /^fatal: not a git repository \(or any\b/im;

/** What git prints, or why it does not. */
type Answer = { readonly printed: string } | { readonly refusal: string };

/** What git remembers of the code in a folder; of a repository that git does not read, why not. */
export function codeHistoryOf(folder: string): CodeHistory {
  return {
    history: async (most) => {
      const [inside, commit] = await Promise.all([
        git(folder, ['rev-parse', '--git-dir']),
        git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']),
      ]);
      if ('refusal' in inside) {
        const isNowhere = NOWHERE.test(inside.refusal) || gitFolderAround(folder) === null;
        return isNowhere ? null : { head: null, subjects: [], refusal: firstLine(inside.refusal) };
      }
      const head = 'printed' in commit ? commit.printed.trim() : null;
      if (head === null) return { head, subjects: [] };
      const log = await git(folder, [...LOG, `--max-count=${most}`, '--format=%s', head, '--']);
      if ('refusal' in log) return { head, subjects: [], refusal: firstLine(log.refusal) };
      return { head, subjects: records(log.printed) };
    },
    commitsOf: async (paths, most) => {
      if (paths.length === 0) return [];
      const format = '--format=%H%x00%ct%x00%an%x00%s';
      const log = await git(folder, [...LOG, `--max-count=${most}`, format, 'HEAD', '--', ...paths]);
      return 'printed' in log ? commits(records(log.printed)) : [];
    },
  };
}

function git(folder: string, args: readonly string[]): Promise<Answer> {
  const options = {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: LARGEST_ANSWER,
    windowsHide: true,
    env: environment(),
  } as const;
  return new Promise((resolve) => {
    execFile('git', [...PLAIN, ...args], options, (error, printed, complaint) => {
      if (!error) resolve({ printed });
      else resolve({ refusal: errorCode(error) === 'ENOENT' ? 'git is not installed' : complaint });
    });
  });
}

function firstLine(complaint: string): string {
  const [line = ''] = complaint.trim().split('\n');
  return line.replace(/^(?:fatal|error): /, '') || 'git failed';
}

/** What our own caller set for git, such as another repository (in a hook of git), does not count: the folder says which it is. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const literal = {
    GIT_LITERAL_PATHSPECS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
  };
  return { ...Object.fromEntries(own), LC_ALL: 'C', ...literal };
}

function records(printed: string): string[] {
  const all = printed.split('\0');
  // Each record ends with the mark, so that nothing stands behind the last.
  if (all.at(-1) === '') all.pop();
  return all;
}

function commits(fields: readonly string[]): readonly Commit[] {
  const found: Commit[] = [];
  for (let i = 0; i + FIELDS <= fields.length; i += FIELDS) {
    const [commit = '', seconds = '', author = '', subject = ''] = fields.slice(i, i + FIELDS);
    found.push({ commit, at: utc(Number(seconds)), author, subject });
  }
  return found;
}

/** A commit may claim any time; one beyond what a date can hold becomes the last that it can. */
function utc(seconds: number): string {
  return new Date(Math.min(seconds * 1000, LAST_DATE)).toISOString();
}
