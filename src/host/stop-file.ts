import { lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonValue } from '../core/json.ts';
import { err, ok } from '../core/result.ts';
import type { StopRequest } from '../core/run/stop-request.ts';
import type { StopRequests } from '../ports/stop-requests.ts';
import { errorCode, ioFailure } from './io-failure.ts';
import { readTextFile } from './text-file.ts';
import { replaceFile } from './whole-file.ts';

/** The STOP file of a project's folder. One that a person made counts, whatever it holds. */
export function stopFileIn(dir: string): StopRequests {
  const path = join(dir, 'STOP');
  return {
    read: () => {
      const stats = lstatSync(path, { throwIfNoEntry: false });
      if (!stats) return null;
      const text = readTextFile(path);
      return requestIn((text.ok && text.value) || '', stats.mtime);
    },
    write: (request) => {
      try {
        replaceFile(path, `${JSON.stringify(request)}\n`);
        return ok(undefined);
      } catch (error) {
        return err(ioFailure('write', path, error));
      }
    },
    clear: () => {
      try {
        rmSync(path);
        return ok(true);
      } catch (error) {
        return errorCode(error) === 'ENOENT' ? ok(false) : err(ioFailure('delete', path, error));
      }
    },
  };
}

function requestIn(text: string, changed: Date): StopRequest {
  let said: JsonValue = null;
  try {
    said = JSON.parse(text) as JsonValue;
  } catch {
    // Made by hand: that it is there says enough.
  }
  const { agent, at, now } = isJsonObject(said) ? said : {};
  const isTime = typeof at === 'string' && !Number.isNaN(Date.parse(at));
  return {
    agent: typeof agent === 'string' ? agent : null,
    at: isTime ? at : changed.toISOString(),
    now: now === true,
  };
}
