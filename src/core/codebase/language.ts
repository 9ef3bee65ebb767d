/** The languages that are measured, as a report names them. */
export const LANGUAGES = [
  'python',
  'javascript',
  'typescript',
  'go',
  'rust',
  'java',
  'csharp',
  'cpp',
  'php',
  'ruby',
  'bash',
] as const;

export type Language = (typeof LANGUAGES)[number];

const OF_EXTENSION: { readonly [extension: string]: Language } = {
  py: 'python',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescript',
  go: 'go',
  rs: 'rust',
  java: 'java',
  cs: 'csharp',
  // The grammar of C++ serves C too.
  cpp: 'cpp',
  cc: 'cpp',
  cxx: 'cpp',
  hpp: 'cpp',
  h: 'cpp',
  c: 'cpp',
  php: 'php',
  rb: 'ruby',
  sh: 'bash',
  bash: 'bash',
};

/** The language of a file by the extension of its name; null when it is no source file. */
export function languageOf(path: string): Language | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot + 1).toLowerCase();
  return dot > 0 && Object.hasOwn(OF_EXTENSION, extension) ? OF_EXTENSION[extension]! : null;
}
