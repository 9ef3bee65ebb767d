import { PROJECT_FOLDER } from '../project-root.ts';

const FOLDERS = [
  '.git',
  PROJECT_FOLDER,
  'node_modules',
  'vendor',
  'third_party',
  'dist',
  'build',
  'target',
  '__pycache__',
  '.venv',
];

const NAMES: ReadonlySet<string> = new Set(FOLDERS);
const IN_FOLDER = new RegExp(`(?:^|/)(?:${FOLDERS.map((name) => name.replace('.', '\\.')).join('|')})/`);
const MINIFIED = /\.min\.[cm]?js$/i;

/** Whether a folder of this name holds code of others, made code or lra's own files, wherever it lies. */
export function isForeignFolder(name: string): boolean {
  return NAMES.has(name);
}

/** Whether a path says that its file is no code of this project's hands. */
export function isForeignPath(path: string): boolean {
  return IN_FOLDER.test(path) || MINIFIED.test(path);
}
