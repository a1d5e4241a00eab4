import { t, type MessageKey } from '../../app/i18n.js';

/** Runs the action of a button: one at a time, with one place for refusals. */
export type Run = (action: () => Promise<unknown>) => void;

interface Props {
  label: MessageKey;
  /** What replaces `{name}` in the label. */
  values?: Record<string, string | number>;
  primary?: boolean;
  run: Run;
  action: () => Promise<unknown>;
  disabled: boolean;
}

/** A button that runs an action. */
export function Act({ label, values, primary = false, run, action, disabled }: Props) {
  return (
    <button type="button" class={primary ? 'primary' : ''} disabled={disabled} onClick={() => run(action)}>
      {t(label, values)}
    </button>
  );
}
