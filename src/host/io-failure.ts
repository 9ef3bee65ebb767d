import { type Failure, fail } from '../core/failure.ts';

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something else is there',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a symbolic link, which lra does not follow here',
  EMLINK: 'it is a symbolic link, which lra does not follow here',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'it is not there',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is no folder',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
};

const CHECK_PERMISSIONS = 'check who owns it and what its permissions are';
const FREE_SPACE = 'free some disk space and try again';

const HINTS: { readonly [code: string]: string } = {
  EACCES: CHECK_PERMISSIONS,
  EDQUOT: FREE_SPACE,
  ENOSPC: FREE_SPACE,
  EPERM: CHECK_PERMISSIONS,
  EROFS: 'use a folder that can be written to: -C <dir>',
};

/** `io_error` for a file operation that the system refused: what was tried, on which path, and why not. */
export function ioFailure(action: string, path: string, error: unknown): Failure {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return fail('io_error', `cannot ${action} ${path}: ${REASONS[code] ?? message}`, {
    hint: HINTS[code] ?? 'mend the file or folder and try again',
    data: { path, reason: code || message },
  });
}

/** The system's name of an error, such as ENOENT. */
export function errorCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
