import { signal } from '@preact/signals';

/** The session of the viewer. */
export interface Session {
  username: string;
  /** Value of the header `Authorization`. */
  authorization: string;
  /** Whether the viewer is a demo user. Such a session belongs to one window, so that two windows can have two users. */
  isDemo: boolean;
}

const STORAGE_KEY = 'tessera-session';

function storedSession(): Session | null {
  const text = sessionStorage.getItem(STORAGE_KEY) ?? localStorage.getItem(STORAGE_KEY);
  try {
    return text === null ? null : (JSON.parse(text) as Session);
  } catch {
    return null;
  }
}

/** The session; null if nobody is signed in. */
export const session = signal<Session | null>(storedSession());

/** Whether the server has rejected the last session. The page then shows a message. */
export const sessionEnded = signal(false);

export function setSession(next: Session): void {
  (next.isDemo ? sessionStorage : localStorage).setItem(STORAGE_KEY, JSON.stringify(next));
  sessionEnded.value = false;
  session.value = next;
}

/** Signs out. */
export function signOut(): void {
  sessionStorage.removeItem(STORAGE_KEY);
  localStorage.removeItem(STORAGE_KEY);
  session.value = null;
}

/** Signs out because the server has rejected the session. */
export function endSession(): void {
  if (!session.value) return;
  signOut();
  sessionEnded.value = true;
}
