import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';

const SLOT = 'slot';

/** Adds a slot to a document. Text can be written there later, see {@link renderFrame}. */
export function addSlot(parent: XMLBuilder): void {
  parent.ele(SLOT);
}

/**
 * Renders a document and divides the text at its slots. Long lists of elements can be written between the parts.
 * In rendered text `<` only occurs at the beginning of a tag, so no value can look like a slot.
 *
 * @returns the parts, one more than there are slots
 */
export function renderFrame(document: XMLBuilder): string[] {
  return document.end().split(`<${SLOT}/>`);
}
