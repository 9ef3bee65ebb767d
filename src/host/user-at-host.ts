import { hostname, userInfo } from 'node:os';

/** The user and the host, as `<user>@<host>`. */
export function userAtHost(): string {
  return `${userName()}@${hostname()}`;
}

/** A container may run as a user that has no entry in the user database. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
