import { resolve } from 'node:path';
import { fail } from '../core/failure.ts';
import { readAsker, type Said, withFallback } from '../core/lease/asker.ts';
import type { Asker } from '../core/lease/lease.ts';
import type { Input } from './command.ts';
import { stop, unwrap, usage } from './input.ts';

/** Which project is asked for, and by whom. */
export interface Asked {
  readonly startDir: string;
  readonly asker: Asker;
}

/** Reads `--dir`, `--agent`, `--token` and their variables. Stops with usage on a wrong value. */
export function readAsked(options: Input['options'], env: NodeJS.ProcessEnv): Asked {
  const introduction = {
    agent: said('--agent', options.agent) ?? said('LRA_AGENT_ID', env.LRA_AGENT_ID || undefined),
    session: said('LRA_SESSION_ID', env.LRA_SESSION_ID || undefined),
    token: said('--token', options.token) ?? said('LRA_TOKEN', env.LRA_TOKEN || undefined),
  };
  return { startDir: startDirOf(options.dir, env), asker: unwrap(readAsker(introduction)) };
}

/** Opens the project. The store is loaded here, for many commands need none. */
export async function connect({ startDir, asker }: Asked) {
  const { openDeps, userAtHost } = await import('../wire.ts');
  return openDeps({ startDir, asker: withFallback(asker, userAtHost) });
}

function said(from: string, text: Input['options'][string]): Said | null {
  return typeof text === 'string' ? { from, text } : null;
}

/** The folder to start from; an empty LRA_DIR counts as not set. */
function startDirOf(dir: unknown, env: NodeJS.ProcessEnv): string {
  if (dir === '') usage('--dir needs a folder');
  const from = typeof dir === 'string' ? dir : env.LRA_DIR || '.';
  try {
    return resolve(from);
  } catch {
    return stop(fail('io_error', 'the working directory is gone', { hint: 'go to a folder that exists' }));
  }
}
