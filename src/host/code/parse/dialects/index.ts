import { type Language, languageOf } from '../../../../core/codebase/language.ts';
import type { Dialect } from '../dialect.ts';
import type { GrammarName } from '../grammars.ts';
import { bash } from './bash.ts';
import { cpp } from './cpp.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript, typescript } from './javascript.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';

/** How a file is read. */
export interface Reading {
  readonly language: Language;
  readonly grammar: GrammarName;
  readonly dialect: Dialect;
}

const OF_LANGUAGE: { readonly [language in Language]: readonly [GrammarName, Dialect] } = {
  python: ['python', python],
  javascript: ['javascript', javascript],
  typescript: ['typescript', typescript],
  go: ['go', go],
  rust: ['rust', rust],
  java: ['java', java],
  csharp: ['c-sharp', csharp],
  cpp: ['cpp', cpp],
  php: ['php', php],
  ruby: ['ruby', ruby],
  bash: ['bash', bash],
};

/** How a source file is read, by its name; null when it is no source file. */
export function readingOf(path: string): Reading | null {
  const language = languageOf(path);
  if (language === null) return null;
  const [grammar, dialect] = OF_LANGUAGE[language];
  return { language, grammar: /\.tsx$/i.test(path) ? 'tsx' : grammar, dialect };
}
