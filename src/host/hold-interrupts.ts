const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Until the returned function is called, a signal that would end this process waits for `cleanUp`: whoever listens for it
 * is told afterwards, and where nobody does the process ends as it would have. A second signal does not wait. Once a
 * signal has come, what the returned function promises never settles: whoever awaits it goes no further.
 */
export function holdInterrupts(cleanUp: () => Promise<void>): () => Promise<void> {
  let isEnding = false;
  const releases = ENDING.map((signal) => {
    const others = process.rawListeners(signal) as NodeJS.SignalsListener[];
    // One listener is always there: when the last one goes, Node drops a signal that has come and was not told yet.
    const release = () => {
      for (const other of others.splice(0)) process.on(signal, other);
      process.removeListener(signal, hold);
    };
    const hold = async () => {
      isEnding = true;
      for (const one of releases) one();
      await cleanUp().catch(() => {});
      process.kill(process.pid, signal);
    };
    process.on(signal, hold);
    for (const other of others) process.removeListener(signal, other);
    return release;
  });
  return async () => {
    for (const one of releases) one();
    if (isEnding) await new Promise(() => {});
  };
}
