import fs from 'node:fs';
import { type Failure, FailureError, fail } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';

/**
 * The file system as the store uses it. An argument of everything that touches files, so that a test can stop the
 * process at any call, fail it, or lose what was not made durable.
 */
export type StoreFs = Pick<
  typeof fs,
  | 'closeSync'
  | 'existsSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'futimesSync'
  | 'linkSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readdirSync'
  | 'readFileSync'
  | 'readSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'statSync'
  | 'lstatSync'
  | 'unlinkSync'
  | 'utimesSync'
  | 'writeSync'
>;

export const realFs: StoreFs = fs;

/** Whether an error is a system call's error with this code. */
export function isErrno(error: unknown, ...codes: readonly string[]): error is NodeJS.ErrnoException {
  return error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Turns a failed system call into `io_error` with its path; anything else is a bug and stays one. */
export function asIoError(error: unknown): unknown {
  if (error instanceof FailureError) return error;
  const { code, syscall, path, message } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || typeof syscall !== 'string') return error;
  const said = /^[A-Z0-9]+: ([^,]+)/.exec(message)?.[1] ?? code;
  const reason = code === 'ELOOP' ? 'is a symbolic link' : said;
  const where = path ? `${path}: ` : '';
  return new FailureError(
    fail('io_error', `${where}${reason}`, {
      hint: HINTS[code] ?? 'nothing was changed; mend the file or directory and try again',
      data: { path: path ?? null, errno: code, syscall },
    }),
  );
}

const HINTS: { readonly [code: string]: string } = {
  ENOSPC: 'nothing was changed; free some disk space and try again',
  EDQUOT: 'nothing was changed; the disk quota is used up',
  EROFS: 'nothing was changed; the file system is read-only',
  EACCES: 'nothing was changed; check the permissions',
  EPERM: 'nothing was changed; check the permissions',
  ELOOP: 'nothing was changed; lra does not write through symbolic links',
};

/** An `io_error` that lra itself finds: a link where a file belongs, a file that was made read-only. */
export function refusePath(path: string, reason: string): never {
  throw new FailureError(
    fail('io_error', `${path}: ${reason}`, { hint: 'nothing was changed', data: { path } }),
  );
}

/** Reads a whole file, or null when there is none. A symbolic link is refused: it may lead out of the project. */
export function readIfThere(fs_: StoreFs, path: string): Buffer | null {
  let fd: number;
  try {
    fd = fs_.openSync(path, fs.constants.O_RDONLY | NO_FOLLOW);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
  try {
    return fs_.readFileSync(fd);
  } finally {
    fs_.closeSync(fd);
  }
}

/** O_NOFOLLOW, where the platform has it. */
export const NO_FOLLOW = fs.constants.O_NOFOLLOW ?? 0;

/** Writes all of these buffers to an open file. */
export function writeAll(fs_: StoreFs, fd: number, pieces: readonly Uint8Array[]): void {
  for (const piece of withSmallJoined(pieces)) {
    for (let done = 0; done < piece.length; ) done += fs_.writeSync(fd, piece, done);
  }
}

/** Up to so many bytes are copied sooner than the system is called once more. */
const SMALL_BYTES = 16 << 10;

function withSmallJoined(pieces: readonly Uint8Array[]): Uint8Array[] {
  const joined: Uint8Array[] = [];
  let small: Uint8Array[] = [];
  for (const piece of pieces) {
    if (piece.length <= SMALL_BYTES) {
      small.push(piece);
      continue;
    }
    if (small.length > 0) joined.push(Buffer.concat(small));
    small = [];
    joined.push(piece);
  }
  if (small.length > 0) joined.push(Buffer.concat(small));
  return joined;
}

/** Runs an action of the store: a failure thrown inside it, or a failed system call, becomes a value. */
export function guarded<T>(action: () => T): Result<T, Failure> {
  try {
    return ok(action());
  } catch (error) {
    const known = asIoError(error);
    if (known instanceof FailureError) return err(known.failure);
    throw known;
  }
}

/** Runs an action that may fail: what it would have done can wait, or others will do it. */
export function quietly(action: () => void): void {
  try {
    action();
  } catch {}
}
