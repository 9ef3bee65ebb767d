import { type Failure, fail } from '../failure.ts';
import { err, ok, type Result } from '../result.ts';
import type { Asker } from './lease.ts';

/** A value, and where it was said, for the message: `--agent`, `LRA_TOKEN`. */
export interface Said {
  readonly from: string;
  readonly text: string;
}

/** What was said of who is asking; null where nothing was. */
export interface Introduction {
  readonly agent: Said | null;
  readonly session: Said | null;
  readonly token: Said | null;
}

/** Each slot of a worker is an agent of its own: `ann/1`. */
const AGENT_ID = /^[A-Za-z0-9._@:-]{1,64}(?:\/\d{1,5})?$/;
const SESSION_ID = /^[^\u0000-\u001f\u007f-\u009f]{1,200}$/;
const TOKEN = /^[1-9]\d{0,14}$/;

/** Who is asking: who it says it is, or nobody in particular (`''`) under the fallback. Fails with usage on a wrong value. */
export function readAsker({ agent, session, token }: Introduction): Result<Asker, Failure> {
  const wrong =
    unfit(agent, AGENT_ID, '1 to 64 of A-Z a-z 0-9 . _ @ : -') ??
    unfit(session, SESSION_ID, '1 to 200 printable characters') ??
    unfit(token, TOKEN, 'the number that a claim answered with');
  if (wrong) return err(wrong);
  return ok({
    agent: agent?.text ?? '',
    isFallback: agent === null,
    session: session?.text ?? null,
    token: token && Number(token.text),
  });
}

/** The same asker; under the fallback, named after the user and host, in the letters that an id may have. */
export function withFallback(asker: Asker, userAtHost: () => string): Asker {
  if (!asker.isFallback) return asker;
  return {
    ...asker,
    agent: userAtHost()
      .replace(/[^A-Za-z0-9._@:-]+/g, '-')
      .slice(0, 64),
  };
}

function unfit(said: Said | null, form: RegExp, what: string): Failure | null {
  if (said === null || form.test(said.text)) return null;
  return fail('usage', `${said.from} takes ${what}, not ${JSON.stringify(said.text.slice(0, 80))}`);
}
