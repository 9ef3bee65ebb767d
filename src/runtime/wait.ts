/** Waits so many milliseconds, or until a signal; never rejects, and keeps no timer afterwards. */
export function wait(milliseconds: number, ...signals: readonly AbortSignal[]): Promise<void> {
  if (milliseconds <= 0 || signals.some(({ aborted }) => aborted)) return Promise.resolve();
  return new Promise((settle) => {
    const done = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', done);
      settle();
    };
    // Longer ones would overflow, and end at once.
    const timer = setTimeout(done, Math.min(milliseconds, 2 ** 31 - 1));
    for (const signal of signals) signal.addEventListener('abort', done, { once: true });
  });
}

/** What comes first: a promise that does not reject, or null after so many milliseconds or at a signal. */
export async function within<T>(
  promise: Promise<T>,
  milliseconds: number,
  ...signals: readonly AbortSignal[]
): Promise<T | null> {
  const over = new AbortController();
  const late = wait(milliseconds, over.signal, ...signals).then(() => null);
  try {
    return await Promise.race([promise, late]);
  } finally {
    over.abort();
  }
}
