import { useState } from 'preact/hooks';

/** Runs one action at a time, and keeps why the last one failed until `forget`. */
export function useAction() {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const run = (action: () => Promise<void>): void => {
    setIsBusy(true);
    setFailure(null);
    action()
      .catch(setFailure)
      .finally(() => setIsBusy(false));
  };
  return { run, isBusy, failure, forget: (): void => setFailure(null) };
}
