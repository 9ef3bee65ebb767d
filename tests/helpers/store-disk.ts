import type { BigIntStats } from 'node:fs';
import { dirname } from 'node:path';
import type { StoreFs } from '../../src/store/file/fs.ts';

interface Inode {
  readonly number: number;
  readonly isFolder: boolean;
  bytes: Buffer;
  /** What a power cut leaves for certain. */
  durable: Buffer;
  mtimeNs: bigint;
}

/** A change of names that is not durable yet. */
interface NameChange {
  readonly paths: readonly string[];
  readonly apply: (names: Map<string, Inode>) => void;
  /** The inode that got the name. */
  readonly named: Inode | null;
}

/** How a power cut chooses: a number below `n`. */
export type Choose = (n: number) => number;

const PAGE = 4096;

/**
 * A disk in memory that knows what a power cut leaves. The data of a file is durable once it was fsynced. A name is once
 * its folder was, or the file it was made for (as ext4, xfs and btrfs do for a new or linked file, not for a renamed one).
 * Of everything else any part may be there or not: later changes of names without earlier ones about other names, and of
 * a file's data only the first pages, under its inode and time.
 */
export class Disk {
  readonly #names = new Map<string, Inode>();
  readonly #durable = new Map<string, Inode>();
  #pending: NameChange[] = [];
  readonly #open = new Map<number, { inode: Inode; at: number }>();
  #nextInode = 1;
  #nextFd = 100;
  #clock = 1_700_000_000_000_000_000n;

  /** What is there after the power came back. */
  afterPowerCut(choose: Choose): Disk {
    const after = new Disk();
    for (const [path, inode] of this.#durable) after.#names.set(path, inode);
    const kept = withEarlier(this.#pending, () => choose(2) === 1);
    for (const change of kept) change.apply(after.#names);
    for (const [path, inode] of after.#names) {
      const isHere = path === '/' || after.#names.get(dirname(path))?.isFolder;
      const bytes = inode.bytes.equals(inode.durable) ? inode.bytes : tear(inode, choose);
      if (isHere) after.#names.set(path, { ...inode, bytes, durable: bytes });
      else after.#names.delete(path);
    }
    for (const [path, inode] of after.#names) after.#durable.set(path, inode);
    after.#nextInode = this.#nextInode;
    after.#clock = this.#clock + 60_000_000_000n;
    return after;
  }

  #calls() {
    return {
      closeSync: (fd: number) => void this.#open.delete(fd),
      existsSync: (path: string) => this.#names.has(path),
      fstatSync: (fd: number, options?: { bigint: boolean }) => statsOf(this.#opened(fd).inode, options),
      lstatSync: this.#stat,
      statSync: this.#stat,
      fsyncSync: (fd: number) => this.#sync(this.#opened(fd).inode),
      futimesSync: (fd: number, _atime: number, mtime: number) => {
        this.#opened(fd).inode.mtimeNs = BigInt(Math.round(mtime * 1e9));
      },
      utimesSync: (path: string, _atime: Date, mtime: Date) => {
        this.#find(path).mtimeNs = BigInt(mtime.getTime()) * 1_000_000n;
      },
      linkSync: (from: string, to: string) => {
        const inode = this.#find(from);
        this.#refuseTaken(to);
        this.#rename([to], inode, (names) => names.set(to, inode));
      },
      mkdirSync: (path: string, options?: { recursive?: boolean }) =>
        this.#makeFolder(path, options?.recursive),
      openSync: (path: string, flags: string | number) => this.#openFile(path, flags),
      readdirSync: (path: string) => this.#childrenOf(path),
      readFileSync: (fd: number) => Buffer.from(this.#opened(fd).inode.bytes),
      readSync: (fd: number, target: Buffer, offset: number, length: number, at: number) =>
        this.#opened(fd).inode.bytes.copy(target, offset, at, at + length),
      renameSync: (from: string, to: string) => {
        const inode = this.#find(from);
        this.#rename([from, to], null, (names) => {
          names.delete(from);
          names.set(to, inode);
        });
      },
      rmdirSync: (path: string) => this.#remove(path),
      unlinkSync: (path: string) => this.#remove(path),
      writeSync: (fd: number, bytes: Uint8Array, offset = 0) => {
        const { inode } = this.#opened(fd);
        inode.bytes = Buffer.concat([inode.bytes, bytes.subarray(offset)]);
        inode.mtimeNs = this.#tick();
        return bytes.length - offset;
      },
    };
  }

  readonly #stat = (path: string, options?: { bigint?: boolean; throwIfNoEntry?: boolean }) => {
    if (options?.throwIfNoEntry === false && !this.#names.has(path)) return undefined;
    return statsOf(this.#find(path), options);
  };

  readonly fs = this.#calls() as unknown as StoreFs;

  #openFile(path: string, flags: string | number): number {
    if (flags === 'wx') this.#refuseTaken(path);
    if (flags === 'wx' || (flags === 'a' && !this.#names.has(path))) this.#create(path, false);
    const fd = this.#nextFd++;
    this.#open.set(fd, { inode: this.#find(path), at: 0 });
    return fd;
  }

  #makeFolder(path: string, recursive = false): void {
    if (recursive) {
      if (this.#names.has(path)) return;
      if (path !== '/') this.#makeFolder(dirname(path), true);
    }
    this.#refuseTaken(path);
    this.#create(path, true);
  }

  #create(path: string, isFolder: boolean): void {
    if (path !== '/') this.#find(dirname(path));
    const nothing = Buffer.alloc(0);
    const inode = {
      number: this.#nextInode++,
      isFolder,
      bytes: nothing,
      durable: nothing,
      mtimeNs: this.#tick(),
    };
    this.#rename([path], inode, (names) => names.set(path, inode));
  }

  #remove(path: string): void {
    this.#find(path);
    this.#rename([path], null, (names) => names.delete(path));
  }

  #rename(paths: readonly string[], named: Inode | null, apply: NameChange['apply']): void {
    apply(this.#names);
    this.#pending.push({ paths, apply, named });
  }

  #sync(inode: Inode): void {
    const synced = [...this.#names].find(([, other]) => other === inode)?.[0];
    inode.durable = inode.bytes;
    const isMeant = ({ named, paths }: NameChange) =>
      named === inode || (inode.isFolder && paths.some((path) => dirname(path) === synced));
    const meant = new Set(withEarlier(this.#pending, isMeant));
    for (const change of meant) change.apply(this.#durable);
    this.#pending = this.#pending.filter((change) => !meant.has(change));
  }

  #childrenOf(folder: string): string[] {
    this.#find(folder);
    const names = [...this.#names.keys()].filter((path) => path !== folder && dirname(path) === folder);
    return names.map((path) => path.slice(folder.length + 1));
  }

  #find(path: string): Inode {
    const inode = this.#names.get(path);
    if (!inode) throw errno('ENOENT', path);
    return inode;
  }

  #opened(fd: number): { inode: Inode; at: number } {
    const file = this.#open.get(fd);
    if (!file) throw errno('EBADF', String(fd));
    return file;
  }

  #refuseTaken(path: string): void {
    if (this.#names.has(path)) throw errno('EEXIST', path);
  }

  /** A coarse clock, as the kernel's. */
  #tick(): bigint {
    this.#clock += 300_000n;
    return this.#clock - (this.#clock % 4_000_000n);
  }
}

/** These changes, and those before them that are about the same names: what happens to one name, happens in order. */
function withEarlier(changes: readonly NameChange[], isMeant: (change: NameChange) => boolean): NameChange[] {
  const needed = new Set<string>();
  const chosen = changes.toReversed().filter((change) => {
    const isChosen = isMeant(change) || change.paths.some((path) => needed.has(path));
    if (isChosen) for (const path of change.paths) needed.add(path);
    return isChosen;
  });
  return chosen.reverse();
}

/** What was durable, and perhaps some of what was written behind it: the store only ever appends. */
function tear({ bytes, durable }: Inode, choose: Choose): Buffer {
  const kept = choose(Math.ceil(bytes.length / PAGE) + 1) * PAGE;
  return bytes.subarray(0, Math.max(durable.length, kept));
}

function statsOf(inode: Inode, options?: { bigint?: boolean }) {
  const kind = {
    isSymbolicLink: () => false,
    isFile: () => !inode.isFolder,
    isDirectory: () => inode.isFolder,
  };
  if (options?.bigint) {
    const numbers = { ino: BigInt(inode.number), size: BigInt(inode.bytes.length), mode: 0o644n };
    return { ...kind, ...numbers, mtimeNs: inode.mtimeNs } as unknown as BigIntStats;
  }
  const mtimeMs = Number(inode.mtimeNs / 1_000_000n);
  return {
    ...kind,
    ino: inode.number,
    size: inode.bytes.length,
    mode: 0o644,
    mtimeMs,
    mtime: new Date(mtimeMs),
  };
}

function errno(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: simulated, '${path}'`), { code, syscall: 'simulated', path });
}
