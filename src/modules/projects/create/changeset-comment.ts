const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** The changeset comment of a new project. @param tag the setting `TM_DEFAULT_CHANGESET_COMMENT` */
export const newChangesetComment = (tag: string, projectId: number): string => `${tag}-${projectId}`;

/**
 * The changeset comment of a copy: the tag of the copy, then the comment of the source without the tag of the source. The
 * tag of the source is `<tag>-<id>`, or another hashtag that ends in the id. A server with another setting has written it.
 */
export function copiedChangesetComment(
  tag: string,
  projectId: number,
  source: { id: number; changesetComment: string | null },
): string {
  const ownTag = new RegExp(`(^|\\s)(?:${escaped(tag)}|#\\S*)-${source.id}(?=\\s|$)`, 'g');
  const rest = (source.changesetComment ?? '').replaceAll(ownTag, '$1').trim();
  return [newChangesetComment(tag, projectId), rest].filter(Boolean).join(' ');
}
