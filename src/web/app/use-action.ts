import { useState } from 'preact/hooks';

/**
 * State of a button or form that runs an action.
 * @returns `run` starts an action, `isBusy` is true while it runs, `failure` is its error until the next `run` or `clearFailure`
 */
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
  return { run, isBusy, failure, clearFailure: (): void => setFailure(null) };
}
