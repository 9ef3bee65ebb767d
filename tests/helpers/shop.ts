import { type CliProject, newProject } from './cli-project.ts';
import { git, writeFiles } from './temp-folder.ts';

/** A shop in TypeScript: api imports cart, cart imports money, money and user import each other. Three of its eight functions have a comment. */
export const SHOP = {
  'src/api/api.ts': `import { total } from '../cart/cart.ts';
export function post(prices: number[]): number { return total(prices); }
`,
  'src/cart/cart.ts': `import { add } from '../money/money.ts';
import { join } from 'node:path';
/** The sum of a cart. */
export function total(prices: number[]): number { return prices.reduce(add, 0); }
export const label = (name: string): string => join('cart', name);
`,
  'src/cart/cart.test.ts': `import { total } from './cart.ts';
total([1]);
`,
  'src/money/money.ts': `import { currency } from '../user/user.ts';
/** Adds two amounts. */
export function add(a: number, b: number): number { return a + b; }
export function show(a: number): string { return a + currency(); }
export function none(): number { return 0; }
`,
  'src/money/README.md': '# money\n',
  'src/user/user.ts': `import { show } from '../money/money.ts';
/** What a user pays with. */
export function currency(): string { return '€'; }
export class User { owes(amount: number): string { return show(amount); } }
`,
  'docs/cart.md': '# The cart\n',
};

/** A project with these files, in a repository with a commit of each subject; in none without a subject. */
export async function codeProject(
  files: { readonly [path: string]: string },
  subjects: readonly string[] = ['feat: begin'],
  ...init: readonly string[]
): Promise<CliProject> {
  const project = await newProject(...init);
  writeFiles(project.folder, files);
  if (subjects.length > 0) git(project.folder, 'init', '--quiet', '--initial-branch', 'main');
  for (const subject of subjects) commitAll(project, subject);
  return project;
}

export function commitAll({ folder }: CliProject, subject: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--no-gpg-sign', '--allow-empty', '--message', subject);
}
