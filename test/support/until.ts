import { vi } from 'vitest';

/**
 * Waits until a condition holds.
 * @throws Error if it does not hold within the time
 */
export const until = async (holds: () => boolean | Promise<boolean>, seconds = 30): Promise<void> => {
  await vi.waitUntil(holds, { timeout: seconds * 1000, interval: 20 });
};
