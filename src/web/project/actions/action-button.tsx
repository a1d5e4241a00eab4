import { t, type MessageKey } from '../../app/i18n.js';

/** Runs the action of a button. The view that passes it shows the failure and disables all buttons during the action. */
export type RunAction = (action: () => Promise<unknown>) => void;

interface ActionButtonProps {
  label: MessageKey;
  /** Values of the placeholders in the label. */
  values?: Record<string, string | number>;
  primary?: boolean;
  run: RunAction;
  action: () => Promise<unknown>;
  disabled: boolean;
}

/** A button that runs an action. */
export function ActionButton({ label, values, primary = false, run, action, disabled }: ActionButtonProps) {
  return (
    <button type="button" class={primary ? 'primary' : ''} disabled={disabled} onClick={() => run(action)}>
      {t(label, values)}
    </button>
  );
}
