import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useBrowser } from './support/people.js';
import { viewsOf } from './support/views.js';

const world = useBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** The serious and critical violations that axe finds. */
async function seriousIssues(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } }).axe
      .run()
      .then((result) => result.violations),
  );
  return violations
    .filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

describe.each(['light', 'dark'] as const)('pages in %s colours', (scheme) => {
  describe.each([1280, 360])('%i pixels wide', (width) => {
    test.each(viewsOf(world))(
      "shows %s without a serious issue and within the window's width",
      async (_name, openView) => {
        const page = await openView({ colorScheme: scheme, viewport: { width, height: 780 } });
        expect(await seriousIssues(page)).toEqual([]);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      },
    );
  });
});
