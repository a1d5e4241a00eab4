import type { Reporter, TestModule } from 'vitest/node';

/** Closes a run with one plain line, `12 passed, 0 failed, 3 skipped`: for CI, and for who only wants to know. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      let failedTests = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' || state === 'skipped') count[state]++;
        else failedTests++;
      }
      // A file that could not be loaded, or a hook that failed, has no failed test of its own.
      if (!module.ok() && failedTests === 0) failedTests = 1;
      count.failed += failedTests;
    }
    process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
  }
}
