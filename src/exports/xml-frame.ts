import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';

const SLOT = 'slot';

/** Marks, in a document under construction, a place that will be filled later. */
export function addSlot(parent: XMLBuilder): void {
  parent.ele(SLOT);
}

/**
 * Renders a document and cuts it at its slots, so that the long runs can be written in between.
 * In rendered text `<` only ever opens a tag, so no value can look like a slot.
 *
 * @returns one more part than there are slots
 */
export function renderFrame(document: XMLBuilder): string[] {
  return document.end().split(`<${SLOT}/>`);
}
