import { signal } from '@preact/signals';

/** Who is signed in. */
export interface Session {
  username: string;
  /** The whole value of the `Authorization` header. */
  authorization: string;
  /** Kept for this window only: demo users, so that two windows can be two users. */
  isDemo: boolean;
}

const KEY = 'tessera-session';

function stored(): Session | null {
  const text = sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
  try {
    return text === null ? null : (JSON.parse(text) as Session);
  } catch {
    return null;
  }
}

/** The session; null: nobody is signed in. */
export const session = signal<Session | null>(stored());

/** Whether the server ended the session, so that the page shows it. */
export const sessionEnded = signal(false);

export function setSession(next: Session): void {
  (next.isDemo ? sessionStorage : localStorage).setItem(KEY, JSON.stringify(next));
  sessionEnded.value = false;
  session.value = next;
}

/** Signs out. */
export function signOut(): void {
  sessionStorage.removeItem(KEY);
  localStorage.removeItem(KEY);
  session.value = null;
}

/** Ends a session that the server does not accept any more. */
export function clearSession(): void {
  if (!session.value) return;
  signOut();
  sessionEnded.value = true;
}
